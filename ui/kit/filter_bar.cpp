#include "kit/filter_bar.h"

#include "base/calendar.h"
#include "base/json.h"
#include "kit/widgets.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QSignalBlocker>

namespace zhangfang::ui
{
namespace
{

constexpr int kTypingMs = 250;
enum Period { anyTime, today, yesterday, lastWeek, lastMonth, chosenDays };
/// What they are called where they are kept.
constexpr const char* kPeriods[] = {"", "today", "yesterday", "last_7_days", "last_30_days", "days"};

QDate thisDay()
{
    return base::businessDay(QDateTime::currentMSecsSinceEpoch());
}

} // namespace

FilterBar::FilterBar(const Offers& offers, QWidget* parent, std::function<QDate()> today)
    : QWidget(parent), today_(today ? std::move(today) : thisDay), viewsBar_(new QWidget(this)),
      views_(new QButtonGroup(this)), search_(new QLineEdit(this)), state_(new QComboBox(this)),
      period_(new QComboBox(this)), from_(dayField(thisDay(), this)), to_(dayField(thisDay(), this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    search_->setPlaceholderText(offers.searched);
    search_->setAccessibleName(tr("Search"));
    search_->setClearButtonEnabled(true);
    search_->addAction(icon("edit-find"), QLineEdit::LeadingPosition);
    search_->setMinimumWidth(280);
    state_->setAccessibleName(tr("State"));
    state_->addItem(tr("Every state"), QString());
    for (const State& state : offers.states)
        state_->addItem(state.text, state.kept);
    state_->setVisible(!offers.states.empty());
    period_->setAccessibleName(tr("Period"));
    period_->addItems({tr("Any time"), tr("Today"), tr("Yesterday"), tr("Last 7 days"), tr("Last 30 days"),
        tr("Chosen days")});
    period_->setVisible(offers.days == Days::offered);
    for (QDateEdit* edit : {from_, to_}) {
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
    auto* viewsRow = new QHBoxLayout(viewsBar_);
    viewsRow->setContentsMargins(0, 0, 0, 0);
    for (const State& one : offers.views) {
        auto* button = new QPushButton(one.text, viewsBar_);
        button->setCheckable(true);
        button->setProperty("chip", true);
        views_->addButton(button, static_cast<int>(viewNames_.size()));
        viewNames_ << one.kept;
        viewsRow->addWidget(button);
    }
    if (!viewNames_.isEmpty())
        views_->button(0)->setChecked(true);
    viewsBar_->setVisible(!viewNames_.isEmpty());
    connect(views_, &QButtonGroup::idClicked, this, &FilterBar::changed);
    typing_.setSingleShot(true);
    typing_.setInterval(kTypingMs);
    connect(search_, &QLineEdit::textChanged, &typing_, qOverload<>(&QTimer::start));
    connect(&typing_, &QTimer::timeout, this, &FilterBar::changed);
    connect(state_, &QComboBox::currentIndexChanged, this, &FilterBar::changed);
    connect(period_, &QComboBox::currentIndexChanged, this, &FilterBar::periodChosen);
}

std::optional<std::pair<QDate, QDate>> FilterBar::daysOf(int choice) const
{
    const QDate day = today_();
    switch (choice) {
    case today:
        return std::pair(day, day);
    case yesterday:
        return std::pair(day.addDays(-1), day.addDays(-1));
    case lastWeek:
        return std::pair(day.addDays(-6), day);
    case lastMonth:
        return std::pair(day.addDays(-29), day);
    default:
        return std::nullopt;
    }
}

void FilterBar::periodChosen(int choice)
{
    if (const auto days = daysOf(choice)) { // where the choosing begins, should it be days next
        const QSignalBlocker quietFrom(from_);
        const QSignalBlocker quietTo(to_);
        from_->setDate(days->first);
        to_->setDate(days->second);
    }
    from_->setVisible(choice == chosenDays);
    to_->setVisible(choice == chosenDays);
    Q_EMIT changed();
}

QString FilterBar::view() const
{
    return viewNames_.value(views_->checkedId());
}

bool FilterBar::isActive() const
{
    ListFilter nothing;
    nothing.view = view();
    return !(filter() == nothing);
}

ListFilter FilterBar::filter() const
{
    ListFilter filter;
    filter.view = view();
    filter.search = search_->text().trimmed();
    filter.state = state_->currentData().toString();
    if (const auto days = daysOf(period_->currentIndex())) {
        filter.from = days->first;
        filter.to = days->second;
    } else if (period_->currentIndex() == chosenDays) {
        filter.from = from_->date();
        filter.to = to_->date();
    }
    return filter;
}

void FilterBar::setFilter(const ListFilter& filter)
{
    {
        const QSignalBlocker quietSearch(search_);
        const QSignalBlocker quietState(state_);
        const QSignalBlocker quietPeriod(period_);
        const QSignalBlocker quietFrom(from_);
        const QSignalBlocker quietTo(to_);
        if (const qsizetype at = viewNames_.indexOf(filter.view); at >= 0)
            views_->button(static_cast<int>(at))->setChecked(true);
        typing_.stop();
        search_->setText(filter.search);
        state_->setCurrentIndex(std::max(state_->findData(filter.state), 0));
        const bool days = period_->isVisibleTo(this) && (filter.from.isValid() || filter.to.isValid());
        period_->setCurrentIndex(days ? chosenDays : anyTime);
        from_->setVisible(days);
        to_->setVisible(days);
        if (days) {
            from_->setDate(filter.from.isValid() ? filter.from : today_());
            to_->setDate(filter.to.isValid() ? filter.to : today_());
        }
    }
    Q_EMIT changed();
}

QString FilterBar::text() const
{
    const ListFilter now = filter();
    const int period = std::max(period_->currentIndex(), 0);
    const bool days = period == chosenDays;
    const auto day = [days](QDate date) { return days ? date.toString(Qt::ISODate) : QString(); };
    return QString::fromUtf8(
        base::toCompactJson({{QStringLiteral("search"), now.search}, {QStringLiteral("state"), now.state},
            {QStringLiteral("period"), QString::fromLatin1(kPeriods[period])},
            {QStringLiteral("from"), day(now.from)}, {QStringLiteral("to"), day(now.to)},
            {QStringLiteral("view"), now.view}}));
}

void FilterBar::setText(const QString& text)
{
    const auto json = base::parseJsonObject(text.toUtf8());
    const auto value = [&](const char* key) {
        return json ? json->value(QLatin1String(key)).toString() : QString();
    };
    const ListFilter filter{value("search"), value("state"), QDate::fromString(value("from"), Qt::ISODate),
        QDate::fromString(value("to"), Qt::ISODate), value("view")};
    const auto* named = std::find_if(std::begin(kPeriods), std::end(kPeriods),
        [&](const char* name) { return value("period") == QLatin1String(name); });
    {
        const QSignalBlocker quiet(this); // one change, not two
        setFilter(filter);
        if (named != std::end(kPeriods) && daysOf(static_cast<int>(named - std::begin(kPeriods))))
            period_->setCurrentIndex(static_cast<int>(named - std::begin(kPeriods)));
    }
    Q_EMIT changed();
}

} // namespace zhangfang::ui
