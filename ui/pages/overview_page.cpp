#include "pages/overview_page.h"

#include "base/calendar.h"
#include "base/plain_text.h"
#include "kit/async.h"
#include "kit/chart.h"
#include "kit/task_places.h"

#include <QDateTime>
#include <QHeaderView>
#include <QLocale>
#include <QScrollArea>

namespace zhangfang::ui
{
namespace
{

/// While orders pour in the figures follow at this pace, not with every one.
constexpr int kPaceMs = 1'500;
constexpr int kTasksShown = 4;
constexpr int kLeastChart = 120;
/// Where there is little room for a day.
const QString kChartDay = QStringLiteral("MM-dd");

/// For drawing alone.
double yuan(base::Money money)
{
    return static_cast<double>(money.inFen()) / 100.0;
}

} // namespace

PageLabel OverviewPage::label()
{
    return {"overview", "go-home", tr("Overview")};
}

OverviewPage::OverviewPage(backend::Reports& reports, backend::Tasks& tasks, backend::Session& session,
    QSettings& memory, QWidget* parent)
    : Page(label(), memory, parent), reports_(reports), figures_(new QHBoxLayout),
      tasks_(new Card(tr("Needs you"), this)), taskActions_(new TaskActions(tasks, session, notice(), this)),
      taskList_(new QVBoxLayout), coverage_(plainLabel({}, this)), coverageWhy_(mutedLabel({}, this)),
      accounts_(mutedLabel({}, this)), refused_(mutedLabel({}, this)), queue_(plainLabel({}, this)),
      days_(new RevenueChart(tr("Paid and withdrawn in the last 30 days"), this)),
      hours_(new RevenueChart(tr("Today's orders by hour"), this)), top_(new QTableWidget(0, 3, this))
{
    // On a small screen, or with much to do, the page is longer than the window.
    auto* inner = new QWidget(this);
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kGap + space::kTight);
    auto* area = new QScrollArea(this);
    area->setWidget(inner);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    body()->addWidget(area, 1);
    // These are as high as there is room for.
    for (QWidget* stretched :
        {static_cast<QWidget*>(days_), static_cast<QWidget*>(hours_), static_cast<QWidget*>(top_)}) {
        stretched->setMinimumHeight(kLeastChart);
        stretched->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    }
    tasks_->body()->addLayout(taskList_);
    allTasks_ = act("checkmark", tr("All &tasks…"), QKeySequence(Qt::CTRL | Qt::Key_T), [this] {
        Q_EMIT wantsToGo({Place::Kind::tasks, {}, {}});
    });
    tasks_->body()->addWidget(actionButton(allTasks_, this), 0, Qt::AlignLeft);
    connect(taskActions_, &TaskActions::wantsToGo, this, &Page::wantsToGo);
    connect(taskActions_, &TaskActions::changed, this, &Page::refresh);
    taskList_->setSpacing(space::kGap);
    tasks_->hide();
    column->addWidget(tasks_);
    figures_->setSpacing(space::kGap + space::kTight);
    paid_ = addFigure(tr("Paid today"));
    orders_ = addFigure(tr("Orders today"));
    withdrawn_ = addFigure(tr("Withdrawn today"));
    refunded_ = addFigure(tr("Refunded today"));
    fees_ = addFigure(tr("Fees today"));
    column->addLayout(figures_);

    auto* middle = new QHBoxLayout;
    auto* chart = new Card(tr("Last 30 days, in yuan"), this);
    chart->body()->addWidget(days_, 1);
    middle->addWidget(chart, 5);
    auto* side = new QVBoxLayout;
    auto* queue = new Card(tr("Withdrawals waiting"), this);
    queue_->setFont(textFont(TextSize::figure));
    queue->body()->addWidget(queue_);
    QAction* open = act("wallet-open", tr("Open the queue"), QKeySequence(Qt::CTRL | Qt::Key_Return), [this] {
        Q_EMIT wantsToGo({Place::Kind::payouts, {}, {}});
    });
    queue->body()->addWidget(actionButton(open, this));
    side->addWidget(queue);
    auto* cover = new Card(tr("Can everyone be paid?"), this);
    coverage_->setFont(textFont(TextSize::heading));
    coverage_->setWordWrap(true);
    cover->body()->addWidget(coverage_);
    cover->body()->addWidget(coverageWhy_);
    QAction* explain = act("help-about", tr("How is this reckoned?"), {},
        [this] { tell(this, tr("Can everyone be paid?"), coverageStory_); });
    cover->body()->addWidget(accounts_);
    refused_->hide();
    cover->body()->addWidget(refused_);
    cover->body()->addWidget(actionButton(explain, this));
    cover->body()->addStretch(1);
    side->addWidget(cover, 1);
    middle->addLayout(side, 2);
    column->addLayout(middle, 3);

    auto* bottom = new QHBoxLayout;
    auto* hours = new Card(tr("Orders by hour, today"), this);
    hours->body()->addWidget(hours_, 1);
    bottom->addWidget(hours, 3);
    auto* top = new Card(tr("What sells, last 30 days"), this);
    top_->setHorizontalHeaderLabels({tr("Description"), tr("Orders"), tr("Paid")});
    top_->setAccessibleName(tr("What sells, last 30 days"));
    top_->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    top_->horizontalHeaderItem(1)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    top_->horizontalHeaderItem(2)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    top_->verticalHeader()->hide();
    top_->verticalHeader()->setDefaultSectionSize(space::kRow - space::kTight);
    top_->setShowGrid(false);
    top_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    top_->setSelectionMode(QAbstractItemView::NoSelection);
    top_->setTabKeyNavigation(false);
    top_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    top_->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    top_->horizontalHeader()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    top->body()->addWidget(top_, 1);
    bottom->addWidget(top, 4);
    column->addLayout(bottom, 2);

    connect(days_, &RevenueChart::clicked, this, [this](int category) {
        reports::OrderFilter filter;
        filter.from = filter.to = base::businessDay(QDateTime::currentMSecsSinceEpoch())
                                      .addDays(category - reports::kOverviewDays + 1);
        filter.state = shop::OrderState::paid;
        Q_EMIT wantsToGo({Place::Kind::orders, {}, filter});
    });
    // By keyboard: the one that waits longest. Its own buttons stand beside each.
    const auto oldest = [this](ComplaintDialog::What what) {
        for (const reports::Task& task : shownTasks_) {
            if (!ComplaintDialog::complaintOf(task).isEmpty())
                return taskActions_->complain(what, task);
        }
    };
    answer_ = act("mail-receive", tr("&Answer the complaint…"), QKeySequence(Qt::CTRL | Qt::Key_R),
        [oldest] { oldest(ComplaintDialog::What::answer); });
    completed_ =
        act("checkmark", tr("The complaint is dealt &with…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
            [oldest] { oldest(ComplaintDialog::What::complete); });
    answer_->setEnabled(false);
    completed_->setEnabled(false);
    later_.setSingleShot(true);
    later_.setInterval(kPaceMs);
    connect(&later_, &QTimer::timeout, this, [this] {
        if (std::exchange(askAgain_, false))
            ask();
    });
}

OverviewPage::Figure OverviewPage::addFigure(const QString& label)
{
    auto* card = new Card({}, this);
    auto* name = mutedLabel(label, card);
    Figure figure{textLabel(QStringLiteral("–"), TextSize::title, card), mutedLabel({}, card)};
    figure.value->setAccessibleName(label);
    card->body()->addWidget(name);
    card->body()->addWidget(figure.value);
    card->body()->addWidget(figure.compared);
    figures_->addWidget(card, 1);
    return figure;
}

void OverviewPage::refresh()
{
    if (asking_ || later_.isActive()) {
        askAgain_ = true;
        return;
    }
    ask();
}

void OverviewPage::ask()
{
    asking_ = true;
    whenDone<reports::Overview>(this, reports_.overview(), [this](base::Result<reports::Overview> now) {
        asking_ = false;
        later_.start();
        if (!now)
            return notice()->showError(now.error());
        show(*now);
    });
}

void OverviewPage::show(const reports::Overview& now)
{
    const auto money = [](const Figure& figure, base::Money today, base::Money before) {
        figure.value->setText(today.toDisplay());
        figure.compared->setText(tr("%1 a week ago by now").arg(before.toDisplay()));
    };
    money(paid_, now.today.paid, now.lastWeek.paid);
    money(refunded_, now.today.refunded, now.lastWeek.refunded);
    money(withdrawn_, now.today.withdrawn, now.lastWeek.withdrawn);
    money(fees_, now.today.fees, now.lastWeek.fees);
    fees_.compared->setText(tr("known so far"));
    orders_.value->setText(QLocale().toString(now.today.orders));
    orders_.compared->setText(tr("%1 a week ago by now").arg(QLocale().toString(now.lastWeek.orders)));

    queue_->setText(now.waiting.count == 0
                        ? tr("none")
                        : QStringLiteral("%1 · %2").arg(
                              QLocale().toString(now.waiting.count), now.waiting.sum.toDisplay()));
    const payouts::Coverage& cover = now.coverage;
    const Tone tone = cover.isCovered() ? Tone::good : Tone::bad;
    const auto spare = cover.available().minus(cover.owed);
    coverage_->setText(cover.isCovered()
                           ? tr("Yes. %1 are left over.").arg(spare ? spare->toDisplay() : QString())
                           : tr("No. %1 are missing.")
                                 .arg(spare ? base::Money::fen(-spare->inFen()).toDisplay() : QString()));
    QPalette colors;
    colors.setColor(QPalette::WindowText, tokens(palette()).tone(tone).text);
    coverage_->setPalette(colors);
    coverageWhy_->setText(
        tr("Owed %1, settled %2").arg(cover.owed.toDisplay(), cover.available().toDisplay()));
    showAccounts(now.accounts);
    QStringList reckoned;
    reckoned << tr("Users are owed %1: what they have available and what is held for their withdrawals, less "
                   "what WeChat Pay is already giving back out of it.")
                    .arg(cover.owed.toDisplay());
    reckoned << tr("Settled WeChat money in the books: %1, less what WeChat Pay has taken out for refunds.")
                    .arg(cover.settled.toDisplay());
    reckoned << (cover.wechatBalance
                     ? tr("By WeChat Pay's own word %1 are in the accounts, with what it has set aside for "
                          "accepted withdrawals. The smaller of the two figures counts.")
                           .arg(cover.wechatBalance->toDisplay())
                     : tr("WeChat Pay's own word of the accounts is not known now: the books alone count."));
    if (cover.leaving.isPositive())
        reckoned << tr("%1 are about to leave for refunds of sales, and do not count any more.")
                        .arg(cover.leaving.toDisplay());
    reckoned << tr("So %1 are there to pay %2. The account that pays can pay out %3 now.")
                    .arg(cover.available().toDisplay(), cover.owed.toDisplay(), cover.payable.toDisplay());
    reckoned << tr(
        "A payment counts only when WeChat Pay has settled it, some days after it was made. What users are "
        "owed must never exceed it: a withdrawal that would break this cannot be approved, nor sent.");
    coverageStory_ = reckoned.join(QStringLiteral("\n\n"));
    showRefused(now);

    QStringList categories;
    QStringList tips;
    RevenueChart::Bars paid{tr("Paid"), {}};
    RevenueChart::Bars withdrawn{tr("Withdrawn"), {}};
    base::Money sum;
    for (const reports::DayFigures& day : now.days) {
        categories << day.day.toString(kChartDay);
        paid.values.push_back(yuan(day.paid));
        withdrawn.values.push_back(yuan(day.withdrawn));
        sum = sum.plus(day.paid).value_or(sum);
        tips << tr("%1\n%2 orders, %3 paid\n%4 withdrawn")
                    .arg(dayText(day.day), QLocale().toString(day.orders), day.paid.toDisplay(),
                        day.withdrawn.toDisplay());
    }
    days_->show(categories, {paid, withdrawn}, tips, tr("%1 paid in 30 days").arg(sum.toDisplay()));
    QStringList hourNames;
    QStringList hourTips;
    RevenueChart::Bars orders{tr("Orders"), {}};
    for (size_t hour = 0; hour < now.ordersByHour.size(); ++hour) {
        hourNames << QString::number(hour);
        orders.values.push_back(static_cast<double>(now.ordersByHour[hour]));
        hourTips << tr("%1:00 – %2:00, %3 orders")
                        .arg(hour)
                        .arg(hour + 1)
                        .arg(QLocale().toString(now.ordersByHour[hour]));
    }
    hours_->show(hourNames, {orders}, hourTips, tr("%1 orders today").arg(now.today.orders));

    top_->setRowCount(static_cast<int>(now.top.size()));
    for (int row = 0; row < top_->rowCount(); ++row) {
        const reports::TopDescription& one = now.top[static_cast<size_t>(row)];
        const QString texts[] = {one.description, QLocale().toString(one.orders), one.paid.toDisplay()};
        for (int column = 0; column < 3; ++column) {
            auto* item = new QTableWidgetItem(base::shownOnOneLine(texts[column]));
            item->setToolTip(plainTip(texts[column]));
            item->setTextAlignment(
                column == 0 ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
            top_->setItem(row, column, item);
        }
    }
    showTasks(now.tasks);
}

void OverviewPage::showAccounts(const std::vector<reports::AccountBalance>& accounts)
{
    const auto compared = [](const QString& name, const reports::ToldBalance& told) {
        const QString sum =
            told.pending.isZero()
                ? told.all().toDisplay()
                : tr("%1 (%2 not available yet)").arg(told.all().toDisplay(), told.pending.toDisplay());
        if (!told.books)
            return tr("%1: %2").arg(name, sum);
        return told.isAsInTheBooks()
                   ? tr("%1: %2, as in the books").arg(name, sum)
                   : tr("%1: %2 at WeChat, %3 in the books").arg(name, sum, told.books->toDisplay());
    };
    const auto isQuiet = [](const reports::ToldBalance& told) {
        return told.all().isZero() && told.pending.isZero() && (!told.books || told.books->isZero());
    };
    QStringList lines;
    for (const reports::AccountBalance& account : accounts) {
        const QString name = accountWord(account.account);
        if (!isQuiet(account.now))
            lines << compared(name, account.now);
        if (account.lastDay.isValid() && !isQuiet(account.lastDayEnd))
            lines << compared(
                tr("%1, end of %2").arg(name, account.lastDay.toString(kChartDay)), account.lastDayEnd);
    }
    accounts_->setText(lines.join(QLatin1Char('\n')));
    accounts_->setVisible(!lines.isEmpty());
}

void OverviewPage::showRefused(const reports::Overview& now)
{
    QStringList names;
    for (const QString& account : now.refusedAccounts)
        names << accountWord(account);
    refused_->setVisible(!names.isEmpty());
    if (names.isEmpty())
        return;
    const QString list = names.join(tr(", ", "between names of accounts"));
    refused_->setText(now.coverage.wechatBalance
                          ? tr("WeChat Pay does not tell this merchant: %1.").arg(list)
                          : tr("WeChat Pay does not tell this merchant: %1. Coverage stands on the books "
                               "alone; compare them in the merchant platform.")
                                .arg(list));
}

void OverviewPage::showTasks(const std::vector<reports::Task>& tasks)
{
    const auto same = [](const reports::Task& a, const reports::Task& b) {
        return a.id == b.id && a.message == b.message;
    };
    if (tasks.size() == shownTasks_.size() &&
        std::equal(tasks.begin(), tasks.end(), shownTasks_.begin(), same))
        return;
    shownTasks_ = tasks;
    while (QLayoutItem* item = taskList_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const bool complaints = std::any_of(tasks.begin(), tasks.end(),
        [](const reports::Task& task) { return !ComplaintDialog::complaintOf(task).isEmpty(); });
    answer_->setEnabled(complaints);
    completed_->setEnabled(complaints);
    tasks_->setVisible(!tasks.empty());
    tasks_->setHeading(tr("Needs you: %n thing(s)", nullptr, static_cast<int>(tasks.size())));
    int shown = 0;
    for (const reports::Task& task : tasks) {
        if (++shown > kTasksShown)
            break;
        auto* row = new QWidget(tasks_);
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        const QString advice = taskText(task.code);
        auto* text =
            plainLabel(advice.isEmpty() ? task.message : advice + QLatin1Char('\n') + task.message, row);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        line->addWidget(text, 1);
        line->addWidget(mutedLabel(
            task.dueAtUtcMs ? tr("until %1").arg(timeText(*task.dueAtUtcMs)) : timeText(task.createdAtUtcMs),
            row));
        if (!ComplaintDialog::complaintOf(task).isEmpty()) {
            // While the dialog stands the list may be made anew, and the button with it: so not within its
            // click.
            auto* answer = new QPushButton(icon("mail-receive"), tr("Answer…"), row);
            connect(
                answer, &QPushButton::clicked, this,
                [this, task] { taskActions_->complain(ComplaintDialog::What::answer, task); },
                Qt::QueuedConnection);
            line->addWidget(answer);
            auto* completed = new QPushButton(icon("checkmark"), tr("Completed…"), row);
            connect(
                completed, &QPushButton::clicked, this,
                [this, task] { taskActions_->complain(ComplaintDialog::What::complete, task); },
                Qt::QueuedConnection);
            line->addWidget(completed);
        }
        if (placeOf(task)) {
            auto* show = new QPushButton(icon("edit-find"), tr("Show"), row);
            connect(show, &QPushButton::clicked, this, [this, task] { taskActions_->show(task); });
            line->addWidget(show);
        }
        auto* done = new QPushButton(icon("checkmark"), tr("Mark done"), row);
        connect(done, &QPushButton::clicked, this, [this, task] { taskActions_->markDone(task); });
        line->addWidget(done);
        taskList_->addWidget(row);
    }
}

} // namespace zhangfang::ui
