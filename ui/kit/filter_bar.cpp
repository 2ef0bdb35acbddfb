#include "kit/filter_bar.h"

#include "base/calendar.h"
#include "base/json.h"
#include "kit/words.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QSignalBlocker>

namespace zhangfang::ui
{
namespace
{

constexpr int kTypingMs = 250;
enum Period { anyTime, today, yesterday, lastWeek, lastMonth, chosenDays };

constexpr shop::OrderState kOffered[] = {shop::OrderState::pending, shop::OrderState::paid,
    shop::OrderState::closed, shop::OrderState::fulfilled, shop::OrderState::shipped,
    shop::OrderState::delivered, shop::OrderState::refunding, shop::OrderState::refunded,
    shop::OrderState::partiallyRefunded};

QDate thisDay()
{
    return base::businessDay(QDateTime::currentMSecsSinceEpoch());
}

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent), search_(new QLineEdit(this)), state_(new QComboBox(this)),
      period_(new QComboBox(this)), from_(new QDateEdit(thisDay(), this)), to_(new QDateEdit(thisDay(), this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    search_->setPlaceholderText(tr("Order, WeChat or user number, openid, name"));
    search_->setAccessibleName(tr("Search"));
    search_->setClearButtonEnabled(true);
    search_->addAction(icon("edit-find"), QLineEdit::LeadingPosition);
    search_->setMinimumWidth(280);
    state_->setAccessibleName(tr("State"));
    state_->addItem(tr("Every state"), QString());
    for (const shop::OrderState state : kOffered)
        state_->addItem(word(state).text, shop::toText(state));
    period_->setAccessibleName(tr("Period"));
    period_->addItems({tr("Any time"), tr("Today"), tr("Yesterday"), tr("Last 7 days"), tr("Last 30 days"),
        tr("Chosen days")});
    for (QDateEdit* edit : {from_, to_}) {
        edit->setCalendarPopup(true);
        edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
        edit->setVisible(false);
        connect(edit, &QDateEdit::dateChanged, this, &FilterBar::changed);
    }
    from_->setAccessibleName(tr("From"));
    to_->setAccessibleName(tr("To"));
    row->addWidget(search_, 1);
    row->addWidget(state_);
    row->addWidget(period_);
    row->addWidget(from_);
    row->addWidget(to_);
    typing_.setSingleShot(true);
    typing_.setInterval(kTypingMs);
    connect(search_, &QLineEdit::textChanged, &typing_, qOverload<>(&QTimer::start));
    connect(&typing_, &QTimer::timeout, this, &FilterBar::changed);
    connect(state_, &QComboBox::currentIndexChanged, this, &FilterBar::changed);
    connect(period_, &QComboBox::currentIndexChanged, this, &FilterBar::periodChosen);
}

void FilterBar::periodChosen(int choice)
{
    const QDate day = thisDay();
    {
        const QSignalBlocker quietFrom(from_);
        const QSignalBlocker quietTo(to_);
        if (choice == today || choice == lastWeek || choice == lastMonth)
            to_->setDate(day);
        if (choice == today)
            from_->setDate(day);
        if (choice == yesterday) {
            from_->setDate(day.addDays(-1));
            to_->setDate(day.addDays(-1));
        }
        if (choice == lastWeek)
            from_->setDate(day.addDays(-6));
        if (choice == lastMonth)
            from_->setDate(day.addDays(-29));
    }
    from_->setVisible(choice == chosenDays);
    to_->setVisible(choice == chosenDays);
    Q_EMIT changed();
}

reports::OrderFilter FilterBar::filter() const
{
    reports::OrderFilter filter;
    filter.search = search_->text().trimmed();
    if (const QString state = state_->currentData().toString(); !state.isEmpty())
        filter.state = shop::parseOrderState(state);
    if (period_->currentIndex() != anyTime) {
        filter.from = from_->date();
        filter.to = to_->date();
    }
    return filter;
}

void FilterBar::setFilter(const reports::OrderFilter& filter)
{
    {
        const QSignalBlocker quietSearch(search_);
        const QSignalBlocker quietState(state_);
        const QSignalBlocker quietPeriod(period_);
        const QSignalBlocker quietFrom(from_);
        const QSignalBlocker quietTo(to_);
        search_->setText(filter.search);
        state_->setCurrentIndex(filter.state ? state_->findData(shop::toText(*filter.state)) : 0);
        const bool days = filter.from.isValid() || filter.to.isValid();
        period_->setCurrentIndex(days ? chosenDays : anyTime);
        from_->setVisible(days);
        to_->setVisible(days);
        if (days) {
            from_->setDate(filter.from.isValid() ? filter.from : thisDay());
            to_->setDate(filter.to.isValid() ? filter.to : thisDay());
        }
    }
    Q_EMIT changed();
}

QString toText(const reports::OrderFilter& filter)
{
    const auto day = [](QDate date) { return date.isValid() ? date.toString(Qt::ISODate) : QString(); };
    return QString::fromUtf8(base::toCompactJson({{QStringLiteral("search"), filter.search},
        {QStringLiteral("state"), filter.state ? shop::toText(*filter.state) : QString()},
        {QStringLiteral("from"), day(filter.from)}, {QStringLiteral("to"), day(filter.to)}}));
}

reports::OrderFilter parseFilter(const QString& text)
{
    reports::OrderFilter filter;
    const auto json = base::parseJsonObject(text.toUtf8());
    if (!json)
        return filter;
    filter.search = json->value(QLatin1String("search")).toString();
    if (const QString state = json->value(QLatin1String("state")).toString(); !state.isEmpty())
        filter.state = shop::parseOrderState(state);
    filter.from = QDate::fromString(json->value(QLatin1String("from")).toString(), Qt::ISODate);
    filter.to = QDate::fromString(json->value(QLatin1String("to")).toString(), Qt::ISODate);
    return filter;
}

} // namespace zhangfang::ui
