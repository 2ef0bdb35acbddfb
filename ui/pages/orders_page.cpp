#include "pages/orders_page.h"

#include "dialogs/counter_dialog.h"
#include "dialogs/new_order_dialog.h"
#include "dialogs/reason_dialog.h"
#include "dialogs/refund_dialog.h"
#include "dialogs/verdict_dialog.h"
#include "kit/export_action.h"
#include "kit/sheet.h"

#include <QDateTime>
#include <QHeaderView>
#include <QInputDialog>
#include <QLocale>

namespace zhangfang::ui
{
namespace
{

/// WeChat may have it, and it is not at its end. One in doubt stays so while it is being sent once more: what
/// can be done about it does not come and go with each attempt.
bool isAtWechat(const payments::RefundRow& refund)
{
    using payments::RefundStage;
    return refund.stage == RefundStage::unclear || refund.stage == RefundStage::processing ||
           refund.stage == RefundStage::abnormal ||
           (refund.stage == RefundStage::submitting && refund.doubt.sinceUtcMs);
}

bool canBeAsked(const payments::RefundRow& refund)
{
    return isAtWechat(refund) ||
           (refund.stage == payments::RefundStage::requested && !refund.blocked.isEmpty());
}

/// WeChat certainly has not got it.
bool canBeWithdrawn(const payments::RefundRow& refund)
{
    return refund.stage == payments::RefundStage::requested && !refund.wasUnclear;
}

bool hasCode(const shop::Order& order)
{
    return order.state == shop::OrderState::pending && !order.codeUrl.isEmpty();
}

} // namespace

std::vector<OrdersPage::Model::Column> OrdersPage::columns()
{
    using Row = reports::OrderRow;
    return {{tr("Created"), [](const Row& row) { return timeText(row.createdAtUtcMs); }},
        {tr("Order number"), [](const Row& row) { return row.number; }},
        {tr("Description"), [](const Row& row) { return row.description; }},
        {tr("Amount"), [](const Row& row) { return row.amount.toDisplay(); }, Model::Side::right},
        {tr("State"), [](const Row& row) { return word(row.state).text; }, Model::Side::left,
            [](const Row& row) { return std::vector<Word>{word(row.state)}; }},
        {tr("User"),
            [](const Row& row) {
                return row.user == base::UserId() ? QString()
                       : row.userName.isEmpty()   ? row.user.toString()
                                                  : row.userName;
            }},
        {tr("Kind"), [](const Row& row) { return word(row.purpose).text; }}};
}

PageLabel OrdersPage::label()
{
    return {"orders", "view-list-details", tr("Orders")};
}

OrdersPage::OrdersPage(backend::Desk& desk, QSettings& memory, QWidget* parent)
    : Page(label(), desk, memory, parent), filter_(new FilterBar(this)),
      model_(new Model(Top::newest, columns(), this)), table_(new LazyTable(tr("Orders"), this)),
      count_(mutedLabel({}, this)), story_(new StoryView(tr("The order's story"), this)),
      splitter_(new QSplitter(this)), stack_(new QStackedWidget(this)),
      empty_(new EmptyState("view-list-details", {}, {}, this)), views_(new QMenu(this))
{
    QAction* create = act("list-add", tr("&New order…"), QKeySequence::New, [this] { newOrder(); });
    sync_ = act("view-refresh", tr("&Ask WeChat"), Qt::Key_S, [this] { sync(); });
    sync_->setToolTip(tr("Ask WeChat Pay how this order stands, and book it"));
    close_ = act("dialog-cancel", tr("C&lose order"), Qt::Key_X, [this] { close(); });
    close_->setToolTip(tr("Close the unpaid order here and at WeChat Pay"));
    refund_ = act("edit-undo", tr("&Refund…"), Qt::Key_R, [this] { refund(); });
    refund_->setToolTip(tr("Refund this order, whole or in part"));
    code_ = act("view-barcode", tr("Show co&de…"), Qt::Key_Q, [this] { showCode(); });
    code_->setToolTip(tr("The code or link of an unpaid order, renewed where it has run out"));
    syncRefund_ = act("view-refresh", tr("As&k WeChat now"), Qt::Key_W, [this] { syncRefund(); });
    syncRefund_->setToolTip(
        tr("Ask WeChat Pay at once how the refund stands; one that it did not take goes out again"));
    resolveRefund_ =
        act("document-edit", tr("Sa&y what became of it…"), Qt::Key_Y, [this] { resolveRefund(); });
    resolveRefund_->setToolTip(tr("Decide yourself, with proof, where WeChat Pay gives no clear word"));
    withdrawRefund_ = act("edit-delete", tr("&Withdraw refund…"), Qt::Key_D, [this] { withdrawRefund(); });
    withdrawRefund_->setToolTip(tr("Take back a refund that WeChat Pay certainly has not got"));
    QAction* counter =
        act("view-barcode", tr("At the &counter…"), QKeySequence(Qt::CTRL | Qt::Key_B), [this] {
            openSheet<CounterDialog>(
                new CounterDialog(this->desk(), this), [this](CounterDialog&, bool) { refresh(); });
        });
    counter->setToolTip(tr("Take a payment by the code on the customer's phone"));
    copy_ = act("edit-copy", tr("Copy as text"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
        [this] { table_->copySelection(); });
    auto* save = new ExportAction(
        QStringLiteral("orders"), table_, notice(),
        [this](const backend::ExportTarget& target, std::shared_ptr<backend::Job> job) {
            return this->desk().exportOrders(filter_->filter(), target, std::move(job));
        },
        this);
    QAction* find = act("edit-find", tr("Find an order"), QKeySequence::Find, [this] {
        filter_->searchField()->setFocus();
        filter_->searchField()->selectAll();
    });
    find->setToolTip(tr("Search by any number"));

    auto* createButton = actionButton(create, this);
    makePrimary(createButton);
    create->setIcon(icon("list-add", Ink::accentText));
    auto* viewsButton = new QPushButton(icon("bookmarks"), tr("Views"), this);
    viewsButton->setMenu(views_);
    headingRow()->addWidget(viewsButton);
    headingRow()->addWidget(actionButton(save, this));
    headingRow()->addWidget(actionButton(counter, this));
    headingRow()->addWidget(createButton);

    auto* filterRow = new QHBoxLayout;
    filterRow->addWidget(filter_, 1);
    filterRow->addWidget(actionButton(sync_, this));
    filterRow->addWidget(actionButton(close_, this));
    filterRow->addWidget(actionButton(refund_, this));
    body()->addLayout(filterRow);
    table_->setLazyModel(model_);
    table_->setColumnWidths({15, 17, 17, 11, 8, 10, 6});
    table_->setContextMenuPolicy(Qt::ActionsContextMenu);
    table_->addActions(
        {sync_, code_, close_, refund_, syncRefund_, resolveRefund_, withdrawRefund_, copy_, save});
    stack_->addWidget(table_);
    stack_->addWidget(empty_);
    splitter_->addWidget(stack_);
    auto* side = new QWidget(this);
    auto* sideColumn = new QVBoxLayout(side);
    sideColumn->setContentsMargins(0, 0, 0, 0);
    sideColumn->setSpacing(space::kGap);
    sideColumn->addWidget(story_, 1);
    unclear_ = new QWidget(side);
    auto* unclearRow = new QVBoxLayout(unclear_);
    unclearRow->setContentsMargins(0, 0, 0, 0);
    unclearRow->setSpacing(space::kTight);
    for (QAction* action : {code_, syncRefund_, resolveRefund_, withdrawRefund_})
        unclearRow->addWidget(actionButton(action, unclear_));
    sideColumn->addWidget(unclear_);
    splitter_->addWidget(side);
    splitter_->setStretchFactor(0, 3);
    splitter_->setStretchFactor(1, 1);
    splitter_->setChildrenCollapsible(false);
    body()->addWidget(splitter_, 1);
    body()->addWidget(count_);

    connect(filter_, &FilterBar::changed, this, &OrdersPage::filterChanged);
    connect(table_, &LazyTable::currentKeyChanged, this, &OrdersPage::showCurrent);
    connect(table_, &LazyTable::selectionChangedTo, this, [this] { updateActions(); });
    connect(model_, &LazyModelBase::failed, this, [this](const base::Error& error) {
        notice()->showError(error);
        if (model_->rowCount() == 0)
            count_->clear(); // how many there are is not known
    });
    connect(model_, &LazyModelBase::refreshed, this, [this] {
        count_->setText(
            model_->isPartial() ? QStringLiteral("…") : tr("%n order(s)", nullptr, model_->rowCount()));
        const bool none = model_->rowCount() == 0;
        if (none && filter_->isActive())
            empty_->setWords(tr("No order matches"),
                tr("Try the beginning of a number, another state or a longer period."));
        else if (none)
            empty_->setWords(
                tr("No orders yet"), tr("Press Ctrl+N, enter a sum, and let the customer scan the code."));
        stack_->setCurrentWidget(none ? static_cast<QWidget*>(empty_) : table_);
        if (!none && !table_->hasCurrent())
            table_->setCurrentIndex(model_->index(0, 0));
        updateActions();
    });
    fillViews();
    table_->horizontalHeader()->restoreState(memory.value(QStringLiteral("orders/header")).toByteArray());
    if (!splitter_->restoreState(memory.value(QStringLiteral("orders/splitter")).toByteArray()))
        splitter_->setSizes({720, 320});
    updateActions();
}

void OrdersPage::remember()
{
    memory().setValue(QStringLiteral("orders/header"), table_->horizontalHeader()->saveState());
    memory().setValue(QStringLiteral("orders/splitter"), splitter_->saveState());
}

QWidget* OrdersPage::firstFocus()
{
    return table_;
}

void OrdersPage::refresh()
{
    if (!model_->isLoaded() || filter_->filter() != asked_) // "today" may be another day by now
        return filterChanged();
    model_->refresh();
    if (!shown_.isEmpty() && table_->currentIndex().isValid())
        showCurrent(model_->keyAt(table_->currentIndex().row()));
}

void OrdersPage::goTo(const Place& place)
{
    if (place.kind == Place::Kind::order) {
        reports::OrderFilter filter;
        filter.search = place.number;
        filter_->setFilter(filter);
    } else {
        filter_->setFilter(place.filter);
    }
    table_->setFocus();
}

void OrdersPage::filterChanged()
{
    const reports::OrderFilter filter = filter_->filter();
    asked_ = filter;
    // Of all orders, new ones come on top; into a state, or to a number that is searched, old ones come too.
    const bool grows = !filter.state && filter.search.trimmed().isEmpty();
    model_->setSource(
        grows ? Growth::appended : Growth::anywhere,
        [this, filter](PageIndex known) { return desk().orderIndex(filter, std::move(known)); },
        [this, filter](PageKey start) { return desk().orderPage(filter, start); },
        [this, filter] { return desk().newestOrders(filter); });
    table_->clearChoice();
    story_->clear();
    shown_.clear();
}

QString OrdersPage::currentNumber() const
{
    const auto at = table_->currentIndex();
    const reports::OrderRow* row = at.isValid() ? model_->rowAt(at.row()) : nullptr;
    return row ? row->number : QString();
}

void OrdersPage::showCurrent(PageKey)
{
    updateActions();
    const QString number = currentNumber();
    if (number.isEmpty())
        return;
    const qint64 asked = ++storyAsked_;
    whenDone<reports::OrderStory>(
        this, desk().orderStory(number), [this, asked](base::Result<reports::OrderStory> story) {
            if (asked != storyAsked_)
                return; // the person has moved on
            if (!story)
                return notice()->showError(story.error());
            askRefunds(*story, asked);
        });
}

void OrdersPage::askRefunds(const reports::OrderStory& told, qint64 asked)
{
    refundStories_.clear();
    if (told.refunds.empty())
        return tell(told);
    std::vector<payments::RefundId> ids;
    for (const payments::RefundRow& refund : told.refunds)
        ids.push_back(refund.id);
    using Stories = std::vector<std::vector<payments::RefundStory>>;
    whenDone<Stories>(this, desk().refundStories(ids), [this, asked, told](base::Result<Stories> stories) {
        if (asked != storyAsked_)
            return;
        if (!stories)
            return notice()->showError(stories.error());
        refundStories_ = *stories;
        tell(told);
    });
}

void OrdersPage::tellMoney(Story& story, const shop::Order& order) const
{
    if (order.paidAtUtcMs == 0)
        return;
    story.money(tr("Customer paid"), order.payer);
    const auto byCoupons = order.amount.minus(order.payer).value_or(base::Money());
    if (byCoupons.isPositive())
        story.money(tr("Coupons paid"), byCoupons);
    const auto lost = order.amount.minus(order.settles).value_or(base::Money());
    if (lost.isPositive())
        story.fact(tr("of which cost you"), tr("%1: WeChat Pay does not settle it").arg(lost.toDisplay()));
    if (order.prefunded.isPositive())
        story.fact(tr("of which yours"),
            tr("%1: out of the coupon money you paid in").arg(order.prefunded.toDisplay()));
    story.money(tr("Settles"), order.settles);
    story.fact(
        tr("Expected fee"), QStringLiteral("%1 (%2 %)")
                                .arg(order.fee.toDisplay(), QString::number(order.feeRate / 100.0, 'f', 2)));
    story.money(tr("Arrives"), order.settles.minus(order.fee).value_or(order.settles));
    if (order.purpose == shop::Purpose::topup)
        story.money(tr("Credited to the user"), order.credited);
    if (order.doubt.isPositive())
        story.fact(
            tr("Waits"), tr("%1 is held until the order's refunds are known").arg(order.doubt.toDisplay()));
}

void OrdersPage::tellRefund(
    Story& story, const payments::RefundRow& refund, const std::vector<payments::RefundStory>& events) const
{
    story.heading(tr("Refund of %1").arg(refund.amount.toDisplay()));
    story.badges({word(refund.stage)});
    story.fact(tr("Number"), refund.number.toString());
    story.fact(tr("Reason"), refund.reason);
    story.fact(tr("Asked for"), timeText(refund.createdAtUtcMs));
    if (refund.doubt.sinceUtcMs) {
        story.fact(tr("Unclear since"),
            QStringLiteral("%1 · %2").arg(timeText(*refund.doubt.sinceUtcMs),
                ageText(QDateTime::currentMSecsSinceEpoch() - *refund.doubt.sinceUtcMs)));
        story.fact(tr("Asked in vain"), tr("%n time(s)", nullptr, refund.doubt.rounds));
    }
    story.fact(tr("Customer gets"), refund.takings.payer.toDisplay());
    story.fact(
        tr("Leaves your money"), refund.takings.leaving().value_or(refund.takings.settled).toDisplay());
    if (refund.takings.fee.isPositive())
        story.fact(tr("Fee that comes back"), refund.takings.fee.toDisplay());
    if (refund.heldAmount.isPositive())
        story.fact(tr("Out of the user's balance"), refund.heldAmount.toDisplay());
    if (refund.finishedAtUtcMs != 0)
        story.fact(tr("Finished"), timeText(refund.finishedAtUtcMs));
    if (!refund.note.isEmpty() && !payments::isFinal(refund.stage))
        story.fact(tr("WeChat says"), evidenceText(refund.note));
    for (const payments::RefundStory& event : events)
        story.event(event.atUtcMs, refundEventText(event.event), actorText(event.actor),
            evidenceText(event.evidence));
}

void OrdersPage::tell(const reports::OrderStory& told)
{
    const shop::Order& order = told.order;
    Story story(palette());
    story.heading(QStringLiteral("%1  %2").arg(order.amount.toDisplay(), order.description));
    story.badges({word(order.state), word(order.purpose)});
    story.fact(tr("Order number"), order.number.toString());
    story.fact(tr("WeChat's number"), order.transactionId);
    story.fact(tr("Channel"), order.channel.toUpper());
    if (told.user)
        story.fact(tr("User"), QStringLiteral("%1 %2").arg(told.user->id.toString(),
                                   told.user->name.isEmpty() ? told.user->openid : told.user->name));
    story.fact(tr("Created"), timeText(order.createdAtUtcMs));
    if (order.state == shop::OrderState::pending)
        story.fact(tr("Expires"), timeText(order.expiresAtUtcMs));
    if (order.paidAtUtcMs != 0)
        story.fact(tr("Paid"), timeText(order.paidAtUtcMs));
    tellMoney(story, order);
    for (size_t at = 0; at < told.refunds.size(); ++at)
        tellRefund(story, told.refunds[at],
            at < refundStories_.size() ? refundStories_[at] : std::vector<payments::RefundStory>());
    story.heading(tr("What happened"));
    story.event(order.createdAtUtcMs, tr("Order made"), {}, {});
    for (const auto& event : told.events)
        story.event(
            event.atUtcMs, word(shop::parseOrderState(event.event)).text, {}, evidenceText(event.evidence));
    story.heading(tr("In the books"));
    if (told.transfers.empty())
        story.paragraph(tr("Nothing is booked before WeChat Pay says that it is paid."));
    for (const auto& transfer : told.transfers)
        story.transfer(transfer);
    story_->tell(story);
    shown_ = order.number.toString();
    told_ = told;
    updateActions();
}

void OrdersPage::updateActions()
{
    const auto at = table_->currentIndex();
    const reports::OrderRow* row = at.isValid() ? model_->rowAt(at.row()) : nullptr;
    sync_->setEnabled(row != nullptr);
    close_->setEnabled(row && row->state == shop::OrderState::pending);
    refund_->setEnabled(row && told_ && told_->order.number.toString() == row->number &&
                        !told_->order.transactionId.isEmpty() && RefundDialog::left(*told_).isPositive());
    const auto any = [&](bool (*passes)(const payments::RefundRow&)) {
        return row && told_ && told_->order.number.toString() == row->number &&
               std::any_of(told_->refunds.begin(), told_->refunds.end(), passes);
    };
    const auto can = [](QAction* action, bool possible) {
        action->setVisible(possible);
        action->setEnabled(possible);
    };
    can(code_, row && told_ && told_->order.number.toString() == row->number && hasCode(told_->order));
    can(syncRefund_, any(canBeAsked));
    can(resolveRefund_, any(isAtWechat));
    can(withdrawRefund_, any(canBeWithdrawn));
    unclear_->setVisible(code_->isVisible() || syncRefund_->isVisible() || withdrawRefund_->isVisible());
    const bool some = table_->selectionModel()->hasSelection();
    copy_->setEnabled(some);
}

void OrdersPage::newOrder()
{
    openSheet<NewOrderDialog>(new NewOrderDialog(desk(), this), [this](NewOrderDialog&, bool) { refresh(); });
}

void OrdersPage::sync()
{
    whenDone<shop::Order>(this, desk().syncOrder(currentNumber()), [this](base::Result<shop::Order> order) {
        if (!order)
            return notice()->showError(order.error());
        notice()->showText(
            Tone::good, tr("Order %1 is: %2.").arg(order->number.toString(), word(order->state).text));
        refresh();
    });
}

void OrdersPage::close()
{
    const auto at = table_->currentIndex();
    const reports::OrderRow* row = at.isValid() ? model_->rowAt(at.row()) : nullptr;
    if (!row)
        return;
    const QString number = row->number; // while the question stands, the list goes on
    ask(this,
        {tr("Close order"), tr("Close the unpaid order %1 over %2?").arg(number, row->amount.toDisplay()),
            tr("The customer can no longer pay it. If it turns out to be paid already, it becomes paid."),
            tr("Close order"), tr("Keep it")},
        [this, number] {
            whenDone<shop::Order>(this, desk().closeOrder(number), [this](base::Result<shop::Order> order) {
                if (!order)
                    notice()->showError(order.error());
                refresh();
            });
        });
}

void OrdersPage::refund()
{
    if (!told_)
        return;
    const QString number = told_->order.number.toString();
    openSheet<RefundDialog>(
        new RefundDialog(desk(), *told_, this), [this, number](RefundDialog&, bool refunded) {
            if (refunded)
                notice()->showText(Tone::good,
                    tr("Order %1: the refund is on its way. The story shows how it goes.").arg(number));
            refresh();
        });
}

void OrdersPage::showCode()
{
    if (!told_ || !hasCode(told_->order))
        return;
    openSheet<NewOrderDialog>(
        new NewOrderDialog(desk(), told_->order, this), [this](NewOrderDialog&, bool) { refresh(); });
}

void OrdersPage::withRefund(bool (*passes)(const payments::RefundRow&), Chosen then)
{
    std::vector<payments::RefundRow> refunds;
    QStringList names;
    if (told_) {
        for (const payments::RefundRow& refund : told_->refunds) {
            if (!passes(refund))
                continue;
            refunds.push_back(refund);
            names << QStringLiteral("%1  %2  %3")
                         .arg(refund.amount.toDisplay(), word(refund.stage).text, refund.number.toString());
        }
    }
    if (refunds.empty())
        return;
    if (refunds.size() == 1)
        return then(told_->order, refunds.front());
    auto* dialog = new QInputDialog(this);
    dialog->setWindowTitle(tr("Which refund?"));
    dialog->setLabelText(tr("Refund:"));
    dialog->setComboBoxItems(names);
    openSheet<QInputDialog>(dialog, [order = told_->order, refunds = std::move(refunds), names,
                                        then = std::move(then)](QInputDialog& asked, bool chosen) {
        const qsizetype at = names.indexOf(asked.textValue());
        if (chosen && at >= 0)
            then(order, refunds[static_cast<size_t>(at)]);
    });
}

void OrdersPage::syncRefund()
{
    withRefund(canBeAsked, [this](const shop::Order&, const payments::RefundRow& refund) {
        notice()->showText(Tone::info, tr("WeChat Pay is being asked…"));
        whenDone<payments::RefundRow>(
            this, desk().syncRefund(refund.number.toString()), [this](base::Result<payments::RefundRow> now) {
                if (!now)
                    notice()->showError(now.error());
                else
                    notice()->showText(word(now->stage).tone == Tone::bad ? Tone::warn : Tone::good,
                        tr("The refund of %1 is: %2.").arg(now->amount.toDisplay(), word(now->stage).text));
                refresh();
            });
    });
}

void OrdersPage::resolveRefund()
{
    withRefund(isAtWechat,
        [this](const shop::Order& order, const payments::RefundRow& refund) { resolve(order, refund); });
}

void OrdersPage::resolve(const shop::Order& order, const payments::RefundRow& refund)
{
    std::vector<payments::RefundStory> events;
    for (size_t at = 0; told_ && at < told_->refunds.size() && at < refundStories_.size(); ++at) {
        if (told_->refunds[at].id == refund.id)
            events = {refundStories_[at].rbegin(), refundStories_[at].rend()};
    }
    Story story(palette());
    tellRefund(story, refund, events);
    const bool topUp = order.purpose == shop::Purpose::topup;
    const QString sum = refund.amount.toDisplay();
    const QString leaves = refund.takings.leaving().value_or(refund.takings.settled).toDisplay();
    const QString payer = refund.takings.payer.toDisplay();
    const QString held = refund.heldAmount.toDisplay();
    const VerdictDialog::Case stands{tr("What became of the refund of %1?").arg(sum),
        refund.number.toString(), story,
        {tr("It was refunded"),
            topUp ? tr("The customer has %1 back. %2 leave the account in the books, and the %3 held for "
                       "user %4 are gone. If it was not refunded, the customer has lost %1.")
                        .arg(payer, leaves, held, order.user.toString())
                  : tr("The customer has %1 back. %2 leave the account in the books. If it was not "
                       "refunded, the customer has lost %1.")
                        .arg(payer, leaves),
            tr("Book %1 as refunded").arg(sum)},
        {tr("It was not refunded"),
            topUp ? tr("Nothing leaves the account. The %1 held for user %2 go back to their balance, and %3 "
                       "of the order can be refunded again. If it was refunded after all, the shop has "
                       "lost %4.")
                        .arg(held, order.user.toString(), sum, leaves)
                  : tr("Nothing leaves the account, and %1 of the order can be refunded again. If it was "
                       "refunded after all, the shop has lost %2.")
                        .arg(sum, leaves),
            tr("End it with nothing moved")}};
    auto* dialog = new VerdictDialog(
        desk(), stands,
        [this, number = refund.number.toString()](VerdictDialog& asking, const VerdictDialog::Said& said) {
            whenDone<payments::RefundRow>(&asking,
                desk().resolveRefund(number,
                    {said.moved ? payments::RefundVerdict::refunded : payments::RefundVerdict::notRefunded,
                        said.proof, said.reason},
                    said.authority, asking.key()),
                [this, &asking](base::Result<payments::RefundRow> now) {
                    asking.finish(now ? std::nullopt : std::optional(now.error()));
                    if (now)
                        notice()->showText(
                            Tone::good, tr("The refund of %1 is: %2.")
                                            .arg(now->amount.toDisplay(), word(now->stage).text));
                });
        },
        this);
    openSheet<VerdictDialog>(dialog, [this](VerdictDialog&, bool) { refresh(); });
}

void OrdersPage::withdrawRefund()
{
    withRefund(canBeWithdrawn,
        [this](const shop::Order& order, const payments::RefundRow& refund) { withdraw(order, refund); });
}

void OrdersPage::withdraw(const shop::Order& order, const payments::RefundRow& refund)
{
    const QString sum = refund.amount.toDisplay();
    const QString number = refund.number.toString();
    openSheet(new ReasonDialog(
        desk(),
        {tr("Withdraw refund"),
            refund.heldAmount.isPositive()
                ? tr("The refund of %1 is not sent. %2 go back to the balance of user %3 at once, and the "
                     "customer gets nothing.")
                      .arg(sum, refund.heldAmount.toDisplay(), order.user.toString())
                : tr("The refund of %1 is not sent, and the customer gets nothing. The order can be "
                     "refunded again.")
                      .arg(sum),
            {tr("Asked for by mistake")}, tr("Withdraw"), AuthorityField::Ask::always},
        [this, sum, number](ReasonDialog& asking) {
            whenDone<payments::RefundRow>(&asking,
                desk().withdrawRefund(number, asking.reason(), asking.authority(), asking.key()),
                [this, &asking, sum](const base::Result<payments::RefundRow>& now) {
                    asking.finish(now ? std::nullopt : std::optional(now.error()));
                    if (now)
                        notice()->showText(Tone::good, tr("Withdrawn: %1 were not sent.").arg(sum));
                    refresh();
                });
        },
        this));
}

void OrdersPage::saveView()
{
    auto* dialog = new QInputDialog(this);
    dialog->setWindowTitle(tr("Save view"));
    dialog->setLabelText(tr("Name of this view:"));
    openSheet<QInputDialog>(dialog, [this, view = filter_->text()](QInputDialog& asked, bool given) {
        const QString name = asked.textValue().trimmed();
        if (!given || name.isEmpty())
            return;
        QVariantMap views = memory().value(QStringLiteral("orders/views")).toMap();
        views.insert(name, view);
        memory().setValue(QStringLiteral("orders/views"), views);
        fillViews();
    });
}

void OrdersPage::fillViews()
{
    views_->clear();
    reports::OrderFilter unpaid;
    unpaid.state = shop::OrderState::pending;
    connect(
        views_->addAction(tr("All orders")), &QAction::triggered, this, [this] { filter_->setFilter({}); });
    connect(views_->addAction(tr("Unpaid")), &QAction::triggered, this,
        [this, unpaid] { filter_->setFilter(unpaid); });
    const QVariantMap saved = memory().value(QStringLiteral("orders/views")).toMap();
    if (!saved.isEmpty())
        views_->addSeparator();
    for (auto view = saved.begin(); view != saved.end(); ++view)
        connect(views_->addAction(view.key()), &QAction::triggered, this,
            [this, text = view.value().toString()] { filter_->setText(text); });
    views_->addSeparator();
    connect(views_->addAction(tr("Save this view…")), &QAction::triggered, this, &OrdersPage::saveView);
    if (saved.isEmpty())
        return;
    QMenu* forget = views_->addMenu(tr("Forget a view"));
    for (auto view = saved.begin(); view != saved.end(); ++view)
        connect(forget->addAction(view.key()), &QAction::triggered, this, [this, name = view.key()] {
            QVariantMap views = memory().value(QStringLiteral("orders/views")).toMap();
            views.remove(name);
            memory().setValue(QStringLiteral("orders/views"), views);
            fillViews();
        });
}

} // namespace zhangfang::ui
