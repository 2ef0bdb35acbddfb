#include "pages/orders_page.h"

#include "dialogs/counter_dialog.h"
#include "dialogs/new_order_dialog.h"
#include "dialogs/reason_dialog.h"
#include "dialogs/refund_dialog.h"
#include "dialogs/verdict_dialog.h"
#include "kit/saved_views.h"
#include "kit/sheet.h"
#include "pages/order_story.h"

#include <QDateTime>
#include <QInputDialog>

namespace zhangfang::ui
{
namespace
{

bool hasCode(const shop::Order& order)
{
    return order.state == shop::OrderState::pending && !order.codeUrl.isEmpty();
}

constexpr shop::OrderState kOffered[] = {shop::OrderState::pending, shop::OrderState::paid,
    shop::OrderState::closed, shop::OrderState::fulfilled, shop::OrderState::shipped,
    shop::OrderState::delivered, shop::OrderState::refunding, shop::OrderState::refunded,
    shop::OrderState::partiallyRefunded};

std::vector<FilterBar::State> offeredStates()
{
    std::vector<FilterBar::State> states;
    for (const shop::OrderState state : kOffered)
        states.push_back({shop::toText(state), word(state).text});
    return states;
}

enum Column {
    kCreated,
    kNumber,
    kDescription,
    kAmount,
    kState,
    kUser,
    kKind,
    kPaid,
    kFee,
    kRefunded,
    kWechatNumber
};

ListFilter listFilter(const reports::OrderFilter& filter)
{
    return {filter.search, filter.state ? shop::toText(*filter.state) : QString(), filter.from, filter.to};
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
        {tr("Kind"), [](const Row& row) { return word(row.purpose).text; }},
        {tr("Paid"),
            [](const Row& row) { return row.paidAtUtcMs == 0 ? QString() : timeText(row.paidAtUtcMs); }},
        {tr("Expected fee"), [](const Row& row) { return row.fee.toDisplay(); }, Model::Side::right},
        {tr("Refunded"), [](const Row& row) { return row.refunded.toDisplay(); }, Model::Side::right},
        {tr("WeChat's number"), [](const Row& row) { return row.transactionId; }}};
}

PageLabel OrdersPage::label()
{
    return {"orders", "view-list-details", tr("Orders")};
}

OrdersPage::OrdersPage(backend::Orders& orders, backend::Refunds& refunds, backend::ShopSettings& settings,
    backend::Session& session, backend::Heartbeat& heartbeat, QSettings& memory, QWidget* parent)
    : ListPage(label(),
          {.kept = QStringLiteral("orders"),
              .table = tr("Orders"),
              .story = tr("The order's story"),
              .icon = "view-list-details"},
          memory, parent),
      orders_(orders), refunds_(refunds), settings_(settings), session_(session), heartbeat_(heartbeat),
      model_(new Model(Top::newest, columns(), this))
{
    QAction* create = act("list-add", tr("&New order…"), QKeySequence::New, [this] { newOrder(); });
    sync_ = act("view-refresh", tr("&Ask WeChat"), Qt::Key_S, [this] { sync(); });
    sync_->setToolTip(tr("Ask WeChat Pay how this order stands, and book it"));
    close_ = act("dialog-cancel", tr("C&lose order"), Qt::Key_X, [this] { close(); });
    close_->setToolTip(tr("Close the unpaid order here and at WeChat Pay"));
    refund_ = act("edit-undo", tr("&Refund…"), Qt::Key_R, [this] { refund(); });
    refund_->setToolTip(tr("Refund this order, whole or in part"));
    code_ = act("view-barcode", tr("Sh&ow code…"), Qt::Key_Q, [this] { showCode(); });
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
            openSheet<CounterDialog>(new CounterDialog(orders_, settings_, this->memory(), this),
                [this](CounterDialog&, bool) { refresh(); });
        });
    counter->setToolTip(tr("Take a payment by the code on the customer's phone"));
    copy_ = act("edit-copy", tr("Copy as text"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
        [this] { list()->table()->copySelection(); });
    addFind(tr("Find an order"), tr("Search by description, name or any number"));
    list()->setModel(
        model_, {15, 20, 15, 11, 8, 10, 6, 15, 9, 9, 17}, {kPaid, kFee, kRefunded, kWechatNumber});
    list()->columns()->offerOrders({{kCreated, Qt::DescendingOrder}, {kAmount, Qt::DescendingOrder}});
    auto* filter = new FilterBar({tr("Description, name or number"), offeredStates()}, this);
    list()->setFilter(filter);
    headingRow()->addWidget(new SavedViews(
        {{tr("All orders"), {}}, {tr("Unpaid"), {{}, shop::toText(shop::OrderState::pending), {}, {}}}},
        filter, memory, QStringLiteral("orders"), this));
    addExport(QStringLiteral("orders"),
        [this](const backend::ExportTarget& target, std::shared_ptr<backend::Job> job) {
            return orders_.exportOrders(filterNow(), target, std::move(job));
        });
    headingRow()->addWidget(actionButton(counter, this));
    auto* createButton = actionButton(create, this);
    makePrimary(createButton);
    create->setIcon(icon("list-add", Ink::accentText));
    headingRow()->addWidget(createButton);
    for (QAction* action : {sync_, close_, refund_})
        list()->tools()->addWidget(actionButton(action, this));
    list()->offer({sync_, code_, close_, refund_, syncRefund_, resolveRefund_, withdrawRefund_, copy_});
    unclear_ = new QWidget(this);
    auto* unclearRow = new QVBoxLayout(unclear_);
    unclearRow->setContentsMargins(0, 0, 0, 0);
    unclearRow->setSpacing(space::kTight);
    for (QAction* action : {code_, syncRefund_, resolveRefund_, withdrawRefund_})
        unclearRow->addWidget(actionButton(action, unclear_));
    list()->addBeside(unclear_);
    list()->setCount([](int rows) { return tr("%n order(s)", nullptr, rows); });
    list()->count()->setSums<reports::ListSum>([this] { return orders_.orderSum(filterNow()); },
        [this](std::vector<PageKey> keys) { return orders_.orderSumOf(std::move(keys)); },
        [](const reports::ListSum& sum) { return sum.amount.toDisplay(); });
    list()->setEmpty([](bool filtered) {
        return filtered ? ListPane::Empty{tr("No order matches"),
                              tr("Try another word, another state or a longer period.")}
                        : ListPane::Empty{tr("No orders yet"),
                              tr("Press Ctrl+N, enter a sum, and let the customer scan the code.")};
    });
    list()->setSource([this](const ListFilter&) { readRows(); });
    connect(list(), &ListPane::rowChosen, this, &OrdersPage::tellCurrent);
    connect(list(), &ListPane::changed, this, &OrdersPage::updateActions);
    updateActions();
}

void OrdersPage::goTo(const Place& place)
{
    if (place.kind == Place::Kind::order)
        list()->filter()->setFilter({place.number, {}, {}, {}});
    else
        list()->filter()->setFilter(listFilter(place.filter));
    list()->table()->setFocus();
}

reports::OrderFilter OrdersPage::filterNow() const
{
    const ListFilter chosen = list()->filter()->filter();
    reports::OrderFilter filter;
    filter.search = chosen.search;
    if (!chosen.state.isEmpty())
        filter.state = shop::parseOrderState(chosen.state);
    filter.from = chosen.from;
    filter.to = chosen.to;
    const Columns::Order order = list()->columns()->order();
    const bool falls = order.direction == Qt::DescendingOrder;
    using reports::OrderSort;
    filter.sort = order.column == kAmount ? (falls ? OrderSort::largest : OrderSort::smallest)
                                          : (falls ? OrderSort::newest : OrderSort::oldest);
    return filter;
}

void OrdersPage::readRows()
{
    const reports::OrderFilter filter = filterNow();
    model_->setTop(topOf(filter.sort) == reports::Top::highest ? Top::newest : Top::oldest);
    model_->setSource(
        growsAtItsEnd(filter) ? Growth::appended : Growth::anywhere,
        [this, filter](PageIndex known) { return orders_.orderIndex(filter, std::move(known)); },
        [this, filter](PageKey start) { return orders_.orderPage(filter, std::move(start)); },
        [this, filter] { return orders_.newestOrders(filter); });
}

const reports::OrderRow* OrdersPage::current() const
{
    return model_->rowAt(list()->currentRow());
}

void OrdersPage::tellCurrent()
{
    if (const reports::OrderRow* row = current())
        list()->read<reports::OrderStory>(
            orders_.orderStory(row->number), [this](const reports::OrderStory& story) { askRefunds(story); });
}

void OrdersPage::askRefunds(const reports::OrderStory& told)
{
    refundStories_.clear();
    if (told.refunds.empty())
        return tell(told);
    std::vector<payments::RefundId> ids;
    for (const payments::RefundRow& refund : told.refunds)
        ids.push_back(refund.id);
    using Stories = std::vector<std::vector<payments::RefundStory>>;
    list()->read<Stories>(refunds_.refundStories(ids), [this, told](const Stories& stories) {
        refundStories_ = stories;
        tell(told);
    });
}

void OrdersPage::tell(const reports::OrderStory& told)
{
    list()->story()->tell(storyOf(told, refundStories_, palette()));
    told_ = told;
    updateActions();
}

void OrdersPage::updateActions()
{
    const reports::OrderRow* row = current();
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
    copy_->setEnabled(list()->table()->selectionModel()->hasSelection());
}

void OrdersPage::newOrder()
{
    openSheet<NewOrderDialog>(new NewOrderDialog(orders_, settings_, heartbeat_, memory(), this),
        [this](NewOrderDialog&, bool) { refresh(); });
}

void OrdersPage::sync()
{
    const reports::OrderRow* row = current();
    if (!row)
        return;
    whenDone<shop::Order>(this, orders_.syncOrder(row->number), [this](base::Result<shop::Order> order) {
        if (!order)
            return notice()->showError(order.error());
        notice()->showText(
            Tone::good, tr("Order %1 is: %2.").arg(order->number.toString(), word(order->state).text));
        refresh();
    });
}

void OrdersPage::close()
{
    const reports::OrderRow* row = current();
    if (!row)
        return;
    const QString number = row->number; // while the question stands, the list goes on
    ask(this,
        {tr("Close order"), tr("Close the unpaid order %1 over %2?").arg(number, row->amount.toDisplay()),
            tr("The customer can no longer pay it. If it turns out to be paid already, it becomes paid."),
            tr("Close order"), tr("Keep it")},
        [this, number] {
            whenDone<shop::Order>(this, orders_.closeOrder(number), [this](base::Result<shop::Order> order) {
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
        new RefundDialog(refunds_, session_, *told_, this), [this, number](RefundDialog&, bool refunded) {
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
        new NewOrderDialog(orders_, settings_, heartbeat_, memory(), told_->order, this),
        [this](NewOrderDialog&, bool) { refresh(); });
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
        whenDone<payments::RefundRow>(this, refunds_.syncRefund(refund.number.toString()),
            [this](base::Result<payments::RefundRow> now) {
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
    auto* dialog = new VerdictDialog(
        session_, verdictAbout(order, refund, events, palette()),
        [this, number = refund.number.toString()](
            const VerdictDialog::Said& said, const VerdictDialog::Told& told) {
            whenDone<payments::RefundRow>(this,
                refunds_.resolveRefund(number,
                    {said.moved ? payments::RefundVerdict::refunded : payments::RefundVerdict::notRefunded,
                        said.proof, said.reason},
                    said.authority, said.key),
                [this, told](base::Result<payments::RefundRow> now) {
                    told(now ? base::Status() : base::fail(now.error()));
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
        session_,
        {tr("Withdraw refund"),
            refund.heldAmount.isPositive()
                ? tr("The refund of %1 is not sent. %2 go back to the balance of user %3 at once, and the "
                     "customer gets nothing.")
                      .arg(sum, refund.heldAmount.toDisplay(), order.user.toString())
                : tr("The refund of %1 is not sent, and the customer gets nothing. The order can be "
                     "refunded again.")
                      .arg(sum),
            {tr("Asked for by mistake")}, tr("Withdraw"), AuthorityField::Ask::always},
        [this, sum, number](const ReasonDialog::Said& said, const ReasonDialog::Told& told) {
            whenDone<payments::RefundRow>(this,
                refunds_.withdrawRefund(number, said.reason, said.authority, said.key),
                [this, told, sum](const base::Result<payments::RefundRow>& now) {
                    told(now ? base::Status() : base::fail(now.error()));
                    if (now)
                        notice()->showText(Tone::good, tr("Withdrawn: %1 were not sent.").arg(sum));
                    refresh();
                });
        },
        this));
}

} // namespace zhangfang::ui
