#include "pages/orders_page.h"

#include "dialogs/counter_dialog.h"
#include "dialogs/new_order_dialog.h"
#include "dialogs/refund_dialog.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QHeaderView>
#include <QInputDialog>
#include <QLocale>
#include <QMessageBox>

namespace zhangfang::ui
{

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

OrdersPage::OrdersPage(backend::Desk& desk, QSettings& memory, QWidget* parent)
    : Page("view-list-details", tr("Orders"), desk, memory, parent), filter_(new FilterBar(this)),
      model_(new Model(Top::newest, Growth::appended, columns(), this)),
      table_(new LazyTable(tr("Orders"), this)), count_(mutedLabel({}, this)),
      story_(new StoryView(tr("The order's story"), this)), splitter_(new QSplitter(this)),
      stack_(new QStackedWidget(this)), empty_(new EmptyState("view-list-details", {}, {}, this)),
      views_(new QMenu(this))
{
    QAction* create = act("list-add", tr("&New order…"), QKeySequence::New, [this] { newOrder(); });
    sync_ = act("view-refresh", tr("&Ask WeChat"), Qt::Key_S, [this] { sync(); });
    sync_->setToolTip(tr("Ask WeChat Pay how this order stands, and book it"));
    close_ = act("dialog-cancel", tr("C&lose order"), Qt::Key_X, [this] { close(); });
    close_->setToolTip(tr("Close the unpaid order here and at WeChat Pay"));
    refund_ = act("edit-undo", tr("Give money &back…"), Qt::Key_B, [this] { refund(); });
    refund_->setToolTip(tr("Refund this order, whole or in part"));
    QAction* counter =
        act("view-barcode", tr("At the &counter…"), QKeySequence(Qt::CTRL | Qt::Key_B), [this] {
            CounterDialog dialog(this->desk(), this);
            dialog.exec();
            refresh();
        });
    counter->setToolTip(tr("Take a payment by the code on the customer's phone"));
    copy_ = act("edit-copy", tr("Copy as text"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
        [this] { QApplication::clipboard()->setText(table_->selectionText()); });
    export_ = act("document-export", tr("Save selection as CSV…"), QKeySequence(Qt::CTRL | Qt::Key_E),
        [this] { exportSelection(); });
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
    table_->addActions({sync_, close_, refund_, copy_, export_});
    stack_->addWidget(table_);
    stack_->addWidget(empty_);
    splitter_->addWidget(stack_);
    splitter_->addWidget(story_);
    splitter_->setStretchFactor(0, 3);
    splitter_->setStretchFactor(1, 1);
    splitter_->setChildrenCollapsible(false);
    body()->addWidget(splitter_, 1);
    body()->addWidget(count_);

    connect(filter_, &FilterBar::changed, this, &OrdersPage::filterChanged);
    connect(table_, &LazyTable::currentKeyChanged, this, &OrdersPage::showCurrent);
    connect(table_, &LazyTable::selectionChangedTo, this, [this] { updateActions(); });
    connect(model_, &LazyModelBase::failed, this,
        [this](const base::Error& error) { notice()->showError(error); });
    connect(model_, &LazyModelBase::refreshed, this, [this] {
        count_->setText(tr("%n order(s)", nullptr, model_->rowCount()));
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
    if (!model_->isLoaded())
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
    model_->setSource([this, filter](PageIndex known) { return desk().orderIndex(filter, std::move(known)); },
        [this, filter](PageKey start) { return desk().orderPage(filter, start); });
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
            tell(*story);
        });
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
    for (const payments::RefundRow& refund : told.refunds) {
        story.heading(tr("Refund of %1").arg(refund.amount.toDisplay()));
        story.badges({word(refund.stage)});
        story.fact(tr("Number"), refund.number.toString());
        story.fact(tr("Reason"), refund.reason);
        story.fact(tr("Asked for"), timeText(refund.createdAtUtcMs));
        if (refund.finishedAtUtcMs != 0)
            story.fact(tr("Finished"), timeText(refund.finishedAtUtcMs));
        if (!refund.note.isEmpty() && !payments::isFinal(refund.stage))
            story.fact(tr("WeChat says"), refund.note);
    }
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
    const bool some = table_->selectionModel()->hasSelection();
    copy_->setEnabled(some);
    export_->setEnabled(some);
}

void OrdersPage::newOrder()
{
    NewOrderDialog dialog(desk(), this);
    dialog.exec();
    refresh();
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
    QMessageBox ask(QMessageBox::Question, tr("Close order"),
        tr("Close the unpaid order %1 over %2?").arg(number, row->amount.toDisplay()), QMessageBox::NoButton,
        this);
    ask.setInformativeText(
        tr("The customer can no longer pay it. If it turns out to be paid already, it becomes paid."));
    QPushButton* yes = ask.addButton(tr("Close order"), QMessageBox::AcceptRole);
    ask.addButton(tr("Keep it"), QMessageBox::RejectRole);
    ask.exec();
    if (ask.clickedButton() != yes)
        return;
    whenDone<shop::Order>(this, desk().closeOrder(number), [this](base::Result<shop::Order> order) {
        if (!order)
            notice()->showError(order.error());
        refresh();
    });
}

void OrdersPage::refund()
{
    if (!told_)
        return;
    const QString number = told_->order.number.toString();
    if (RefundDialog(desk(), *told_, this).exec() == QDialog::Accepted)
        notice()->showText(
            Tone::good, tr("Order %1: the refund is on its way. The story shows how it goes.").arg(number));
    refresh();
}

void OrdersPage::exportSelection()
{
    const QByteArray csv = table_->selectionCsv();
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Save selection as CSV"), QStringLiteral("orders.csv"), QStringLiteral("CSV (*.csv)"));
    if (file.isEmpty())
        return;
    whenDone<int>(this, desk().saveFile(file, csv), [this, file](base::Result<int> saved) {
        if (!saved)
            return notice()->showError(saved.error());
        notice()->showText(Tone::good, tr("Saved: %1").arg(file));
    });
}

void OrdersPage::saveView()
{
    const QString name = QInputDialog::getText(this, tr("Save view"), tr("Name of this view:")).trimmed();
    if (name.isEmpty())
        return;
    QVariantMap views = memory().value(QStringLiteral("orders/views")).toMap();
    views.insert(name, toText(filter_->filter()));
    memory().setValue(QStringLiteral("orders/views"), views);
    fillViews();
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
            [this, text = view.value().toString()] { filter_->setFilter(parseFilter(text)); });
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
