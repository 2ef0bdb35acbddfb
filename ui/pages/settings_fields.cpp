#include "pages/settings_fields.h"

#include "base/pasted.h"

#include <algorithm>

namespace zhangfang::ui
{

void SettingsFields::addNumber(
    QFormLayout* form, const char* key, const QString& label, int least, int most, const QString& unit)
{
    auto* box = new QSpinBox(parent_);
    box->setRange(least, most);
    box->setSuffix(unit);
    box->setAccessibleName(label);
    box->setMinimumWidth(140);
    form->addRow(label, box);
    numbers_.emplace(QString::fromLatin1(key), box);
}

void SettingsFields::addMoney(
    QFormLayout* form, const char* key, const QString& label, Empty empty, const QString& hint)
{
    auto* field = new MoneyField(parent_);
    if (empty == Empty::never) {
        mayBeEmpty_ << QString::fromLatin1(key);
        field->setPlaceholderText(hint);
    }
    field->setAccessibleName(label);
    field->setMinimumWidth(140);
    form->addRow(label, field);
    sums_.emplace(QString::fromLatin1(key), field);
}

void SettingsFields::addChoice(QFormLayout* form, const char* key, const QString& label,
    const std::vector<std::pair<const char*, QString>>& items)
{
    auto* box = new QComboBox(parent_);
    for (const auto& [value, text] : items)
        box->addItem(text, QString::fromLatin1(value));
    box->setAccessibleName(label);
    form->addRow(label, box);
    choices_.emplace(QString::fromLatin1(key), box);
}

void SettingsFields::addText(QFormLayout* form, const char* key, const QString& label, const QString& hint)
{
    auto* line = new QLineEdit(parent_);
    line->setAccessibleName(label);
    line->setPlaceholderText(hint);
    line->setToolTip(hint);
    line->setMinimumWidth(380);
    form->addRow(label, line);
    texts_.emplace(QString::fromLatin1(key), line);
}

void SettingsFields::show(const access::Settings& settings)
{
    shown_ = settings;
    const auto value = [&settings](const QString& key) { return settings.text(key.toLatin1().constData()); };
    for (const auto& [key, box] : numbers_)
        box->setValue(value(key).toInt());
    for (const auto& [key, field] : sums_) {
        const base::Money sum = base::Money::fen(value(key).toLongLong());
        if (mayBeEmpty_.contains(key) && sum == base::Money::zero())
            field->clear();
        else
            field->setMoney(sum);
    }
    for (const auto& [key, line] : texts_)
        line->setText(value(key));
    for (const auto& [key, box] : choices_)
        box->setCurrentIndex(box->findData(value(key)));
}

base::Result<base::Money> SettingsFields::sumIn(const QString& key, const MoneyField& field) const
{
    if (mayBeEmpty_.contains(key)) {
        const auto typed = base::Money::parseTyped(field.text());
        if (field.text().trimmed().isEmpty() || (typed && *typed == base::Money::zero()))
            return base::Money::zero();
    }
    return field.money();
}

bool SettingsFields::differs(const QString& key, const QString& value) const
{
    return shown_ && shown_->text(key.toLatin1().constData()) != value;
}

/// All but the sums.
QMap<QString, QString> SettingsFields::others() const
{
    QMap<QString, QString> changed;
    const auto note = [&](const QString& key, const QString& value) {
        if (differs(key, value))
            changed.insert(key, value);
    };
    for (const auto& [key, box] : numbers_)
        note(key, QString::number(box->value()));
    for (const auto& [key, line] : texts_)
        note(key, base::pasted(line->text()));
    for (const auto& [key, box] : choices_)
        note(key, box->currentData().toString());
    return changed;
}

base::Result<QMap<QString, QString>> SettingsFields::changed() const
{
    QMap<QString, QString> changed = others();
    for (const auto& [key, field] : sums_) {
        const auto sum = sumIn(key, *field);
        if (!sum) {
            field->setFocus();
            return base::fail(sum.error());
        }
        if (const QString fen = QString::number(sum->inFen()); differs(key, fen))
            changed.insert(key, fen);
    }
    return changed;
}

bool SettingsFields::isChanged() const
{
    const auto isOther = [this](const auto& one) {
        const auto sum = sumIn(one.first, *one.second);
        return differs(one.first, sum ? QString::number(sum->inFen()) : one.second->text());
    };
    return shown_ && (!others().isEmpty() || std::any_of(sums_.begin(), sums_.end(), isOther));
}

} // namespace zhangfang::ui
