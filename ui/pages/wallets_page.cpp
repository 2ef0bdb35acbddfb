#include "pages/wallets_page.h"

#include "dialogs/consent_dialog.h"
#include "dialogs/wallet_dialogs.h"

#include <QInputDialog>

namespace zhangfang::ui
{
namespace
{
enum Column { kNumber, kName, kOpenid, kAvailable, kHeld, kKnownSince };
} // namespace

std::vector<WalletsPage::Model::Column> WalletsPage::columns()
{
    using Row = reports::UserRow;
    return {{tr("No."), [](const Row& row) { return QString::number(row.key.id); }},
        {tr("Name"), [](const Row& row) { return row.name; }},
        {tr("openid"), [](const Row& row) { return row.openid; }},
        {tr("Available"), [](const Row& row) { return row.available.toDisplay(); }, Model::Side::right},
        {tr("Held"), [](const Row& row) { return row.held.toDisplay(); }, Model::Side::right},
        {tr("Known since"), [](const Row& row) { return timeText(row.createdAtUtcMs); }}};
}

PageLabel WalletsPage::label()
{
    return {"wallets", "user-identity", tr("Wallets")};
}

WalletsPage::WalletsPage(backend::Users& users, backend::Ledger& ledger, backend::ShopSettings& settings,
    backend::Session& session, QSettings& memory, QWidget* parent)
    : ListPage(label(),
          {.kept = QStringLiteral("wallets"),
              .table = tr("Users"),
              .story = tr("The user"),
              .icon = "user-identity"},
          memory, parent),
      users_(users), settings_(settings), session_(session), model_(new Model(Top::newest, columns(), this)),
      statement_(new StatementPane(ledger, notice(), memory, this)),
      halves_(new QSplitter(Qt::Vertical, this))
{
    QAction* add = act("list-add-user", tr("&Add a user…"), QKeySequence::New, [this] { addUser(); });
    rename_ = act("edit-rename", tr("&Name…"), Qt::Key_F2, [this] { rename(); });
    rename_->setToolTip(tr("The real name that WeChat Pay compares with the payee's"));
    adjust_ = act("document-edit", tr("&Credit or debit…"), Qt::Key_C, [this] { adjust(); });
    adjust_->setToolTip(tr("Owe the user more or less, with a reason and your password"));
    withdraw_ = act("wallet-open", tr("&Request withdrawal…"), Qt::Key_W, [this] { withdraw(); });
    withdraw_->setToolTip(tr("Ask for a withdrawal on the user's behalf"));
    consent_ = act("object-unlocked", tr("C&onsent…"), Qt::Key_O, [this] { consent(); });
    consent_->setToolTip(tr("Let the user receive withdrawals without confirming each of them"));
    addFind(tr("Find a user"), tr("Search by number, openid or name"));
    list()->setModel(model_, {4, 18, 20, 11, 11, 15});
    using Order = Columns::Order;
    list()->columns()->offerOrders({Order{kNumber, Qt::DescendingOrder}, Order{kName, Qt::AscendingOrder},
        Order{kAvailable, Qt::DescendingOrder}});
    list()->setFilter(new FilterBar({tr("Name, openid or number"), {}, FilterBar::Days::none}, this));
    for (QAction* action : {adjust_, withdraw_, rename_, consent_})
        list()->tools()->addWidget(actionButton(action, this));
    list()->offer({adjust_, withdraw_, rename_, consent_});
    addExport(QStringLiteral("users"),
        [this](const backend::ExportTarget& target, std::shared_ptr<backend::Job> job) {
            return users_.exportUsers(filterNow(), target, std::move(job));
        });
    headingRow()->addWidget(actionButton(add, this));
    list()->setCount([](int rows) { return tr("%n user(s)", nullptr, rows); });
    list()->count()->setSums<reports::UserSum>([this] { return users_.userSum(filterNow()); },
        [this](std::vector<PageKey> keys) { return users_.userSumOf(std::move(keys)); },
        [](const reports::UserSum& sum) {
            return tr("available %1, held %2").arg(sum.available.toDisplay(), sum.held.toDisplay());
        });
    list()->setEmpty([](bool filtered) {
        return filtered ? ListPane::Empty{tr("No user matches"),
                              tr("Try part of a name, its pinyin, or the beginning of the openid.")}
                        : ListPane::Empty{tr("No users yet"),
                              tr("Users come from your app, or are added here with their openid.")};
    });
    list()->setSource([this](const ListFilter&) { readRows(); });
    halves_->addWidget(list());
    halves_->addWidget(statement_);
    halves_->setStretchFactor(0, 1);
    halves_->setStretchFactor(1, 1);
    halves_->setChildrenCollapsible(false);
    halves_->restoreState(memory.value(QStringLiteral("wallets/halves")).toByteArray());
    body()->addWidget(halves_, 1);
    connect(list(), &ListPane::rowChosen, this, &WalletsPage::tellCurrent);
    connect(list(), &ListPane::changed, this, [this] {
        for (QAction* action : {rename_, adjust_, withdraw_, consent_})
            action->setEnabled(current() && list()->table()->chosenRows() == 1);
        if (list()->currentRow() < 0)
            statement_->clear();
    });
}

reports::UserFilter WalletsPage::filterNow() const
{
    using reports::UserSort;
    const Columns::Order order = list()->columns()->order();
    const bool falls = order.direction == Qt::DescendingOrder;
    const UserSort sort = order.column == kName ? (falls ? UserSort::byNameBackwards : UserSort::byName)
                          : order.column == kAvailable ? (falls ? UserSort::richest : UserSort::poorest)
                                                       : (falls ? UserSort::newest : UserSort::oldest);
    return {list()->filter()->filter().search, sort};
}

void WalletsPage::readRows()
{
    const reports::UserFilter filter = filterNow();
    model_->setTop(topOf(filter.sort) == reports::Top::highest ? Top::newest : Top::oldest);
    model_->setSource(
        growsAtItsEnd(filter) ? Growth::appended : Growth::anywhere,
        [this, filter](PageIndex known) { return users_.userIndex(filter, std::move(known)); },
        [this, filter](PageKey start) { return users_.userPage(filter, std::move(start)); },
        [this, filter] { return users_.newestUsers(filter); });
}

void WalletsPage::refresh()
{
    ListPage::refresh();
    statement_->refresh();
}

void WalletsPage::remember()
{
    ListPage::remember();
    statement_->remember();
    memory().setValue(QStringLiteral("wallets/halves"), halves_->saveState());
}

void WalletsPage::goTo(const Place& place)
{
    if (place.kind == Place::Kind::users)
        return list()->filter()->setFilter({place.number, {}, {}, {}});
    list()->filter()->setFilter({});
    list()->columns()->setOrder({kNumber, Qt::DescendingOrder}); // rows are known by their numbers alone
    list()->openAt({0, place.number.toLongLong()});
}

const reports::UserRow* WalletsPage::current() const
{
    return model_->rowAt(list()->currentRow());
}

void WalletsPage::tellCurrent()
{
    const reports::UserRow* row = current();
    if (!row)
        return;
    statement_->open(base::UserId(row->key.id));
    list()->read<backend::Users::UserStory>(users_.userStory(base::UserId(row->key.id)),
        [this](const backend::Users::UserStory& story) { tell(story); });
}

void WalletsPage::tell(const backend::Users::UserStory& told)
{
    Story story(palette());
    story.heading(told.user.name.isEmpty() ? told.user.openid : told.user.name);
    story.fact(tr("No."), told.user.id.toString());
    story.fact(tr("openid"), told.user.openid);
    story.fact(tr("Known since"), timeText(told.user.createdAtUtcMs));
    story.money(tr("Available"), told.wallet.available);
    story.money(tr("Held"), told.wallet.held);
    const Word consent = consentWord(told.consent ? told.consent->state : QString());
    story.fact(tr("Receives without confirming"), consent.text);
    list()->story()->tell(story);
}

void WalletsPage::addUser()
{
    openSheet<UserDialog>(new UserDialog(users_, this), [this](UserDialog&, bool) { refresh(); });
}

void WalletsPage::rename()
{
    const reports::UserRow* row = current();
    if (!row)
        return;
    const base::UserId user(row->key.id);
    auto* dialog = new QInputDialog(this);
    dialog->setWindowTitle(tr("Real name"));
    dialog->setLabelText(tr("The payee's real name, as WeChat knows it:"));
    dialog->setTextValue(row->name);
    openSheet<QInputDialog>(dialog, [this, user](QInputDialog& asked, bool given) {
        if (!given)
            return;
        whenDone<int>(
            this, users_.renameUser(user, asked.textValue().trimmed()), [this](base::Result<int> renamed) {
                if (!renamed)
                    notice()->showError(renamed.error());
                refresh();
            });
    });
}

void WalletsPage::adjust()
{
    const reports::UserRow* row = current();
    if (!row)
        return;
    openSheet<AdjustDialog>(new AdjustDialog(users_, settings_, session_, *row, this),
        [this](AdjustDialog&, bool) { refresh(); });
}

void WalletsPage::consent()
{
    const reports::UserRow* row = current();
    if (!row)
        return;
    whenDone<std::optional<payouts::Consent>>(this, users_.consentOf(base::UserId(row->key.id)),
        [this, user = *row](base::Result<std::optional<payouts::Consent>> known) {
            if (!known)
                return notice()->showError(known.error());
            openSheet<ConsentDialog>(
                new ConsentDialog(users_, user, *known, this), [this](ConsentDialog&, bool) { refresh(); });
        });
}

void WalletsPage::withdraw()
{
    const reports::UserRow* row = current();
    if (!row)
        return;
    openSheet<WithdrawDialog>(new WithdrawDialog(users_, *row, this), [this](WithdrawDialog&, bool asked) {
        if (asked)
            notice()->showText(Tone::good, tr("Requested: it waits under Withdrawals."));
        refresh();
    });
}

} // namespace zhangfang::ui
