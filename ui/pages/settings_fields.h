#pragma once

#include "access/settings.h"
#include "kit/money.h"

#include <map>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>

namespace zhangfang::ui
{

/// Fields that each hold one setting, wherever on the page they stand.
class SettingsFields
{
public:
    explicit SettingsFields(QWidget* parent) : parent_(parent) {}
    void addNumber(
        QFormLayout* form, const char* key, const QString& label, int least, int most, const QString& unit);
    /// `never`: empty stands for nothing, which is stored as 0; what that means, `hint` says.
    enum class Empty { refused, never };
    void addMoney(QFormLayout* form, const char* key, const QString& label, Empty empty = Empty::refused,
        const QString& hint = {});
    void addChoice(QFormLayout* form, const char* key, const QString& label,
        const std::vector<std::pair<const char*, QString>>& items);
    void addText(QFormLayout* form, const char* key, const QString& label, const QString& hint);
    /// What stands in the books, in place of whatever was typed.
    void show(const access::Settings& settings);
    /// What was typed and is not in the books. A sum that is none has the focus. Errors: those of
    /// `MoneyField::money`.
    [[nodiscard]] base::Result<QMap<QString, QString>> changed() const;
    /// Also where what was typed is no value; false until something has been shown.
    [[nodiscard]] bool isChanged() const;

private:
    [[nodiscard]] QMap<QString, QString> others() const;
    [[nodiscard]] base::Result<base::Money> sumIn(const QString& key, const MoneyField& field) const;
    [[nodiscard]] bool differs(const QString& key, const QString& value) const;
    QWidget* parent_;
    std::map<QString, QSpinBox*> numbers_;
    std::map<QString, MoneyField*> sums_;
    QStringList mayBeEmpty_; ///< of the sums
    std::map<QString, QLineEdit*> texts_;
    std::map<QString, QComboBox*> choices_;
    std::optional<access::Settings> shown_;
};

} // namespace zhangfang::ui
