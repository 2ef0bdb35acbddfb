#include "pages/wallets_page.h"

#include "dialogs/consent_dialog.h"
#include "dialogs/wallet_dialogs.h"
#include "kit/export_action.h"

#include <QHeaderView>
#include <QInputDialog>

namespace zhangfang::ui
{
namespace
{
constexpr int kTypingMs = 250;
}

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

WalletsPage::WalletsPage(backend::Desk& desk, QSettings& memory, QWidget* parent)
    : Page(label(), desk, memory, parent), search_(new QLineEdit(this)),
      model_(new Model(Top::newest, columns(), this)), table_(new LazyTable(tr("Users"), this)),
      story_(new StoryView(tr("The user's statement"), this)), splitter_(new QSplitter(this)),
      stack_(new QStackedWidget(this)),
      empty_(new EmptyState("user-identity", tr("No users yet"),
          tr("Users come from your app, or are added here with their openid."), this))
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
    QAction* find = act("edit-find", tr("Find a user"), QKeySequence::Find, [this] { search_->setFocus(); });
    find->setToolTip(tr("Search by number, openid or name"));
    search_->setPlaceholderText(tr("Number, openid or name"));
    search_->setAccessibleName(tr("Search"));
    search_->setClearButtonEnabled(true);
    search_->addAction(icon("edit-find"), QLineEdit::LeadingPosition);
    auto* row = new QHBoxLayout;
    row->addWidget(search_, 1);
    row->addWidget(actionButton(adjust_, this));
    row->addWidget(actionButton(withdraw_, this));
    row->addWidget(actionButton(rename_, this));
    row->addWidget(actionButton(consent_, this));
    auto* save = new ExportAction(
        QStringLiteral("users"), table_, notice(),
        [this](const backend::ExportTarget& target, std::shared_ptr<backend::Job> job) {
            return this->desk().exportUsers(search_->text(), target, std::move(job));
        },
        this);
    headingRow()->addWidget(actionButton(save, this));
    headingRow()->addWidget(actionButton(add, this));
    body()->addLayout(row);
    table_->setLazyModel(model_);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setColumnWidths({4, 18, 20, 11, 11, 15});
    stack_->addWidget(table_);
    stack_->addWidget(empty_);
    splitter_->addWidget(stack_);
    splitter_->addWidget(story_);
    splitter_->setStretchFactor(0, 3);
    splitter_->setStretchFactor(1, 1);
    splitter_->setChildrenCollapsible(false);
    body()->addWidget(splitter_, 1);
    typing_.setSingleShot(true);
    typing_.setInterval(kTypingMs);
    connect(search_, &QLineEdit::textChanged, &typing_, qOverload<>(&QTimer::start));
    connect(&typing_, &QTimer::timeout, this, &WalletsPage::search);
    connect(table_, &LazyTable::currentKeyChanged, this, &WalletsPage::showCurrent);
    connect(model_, &LazyModelBase::failed, this,
        [this](const base::Error& error) { notice()->showError(error); });
    connect(model_, &LazyModelBase::refreshed, this, [this] {
        const bool none = model_->rowCount() == 0;
        stack_->setCurrentWidget(none ? static_cast<QWidget*>(empty_) : table_);
        if (!none && !table_->hasCurrent())
            table_->setCurrentIndex(model_->index(0, 0));
        for (QAction* action : {rename_, adjust_, withdraw_, consent_})
            action->setEnabled(!none);
    });
    table_->horizontalHeader()->restoreState(memory.value(QStringLiteral("wallets/header")).toByteArray());
    if (!splitter_->restoreState(memory.value(QStringLiteral("wallets/splitter")).toByteArray()))
        splitter_->setSizes({720, 320});
}

void WalletsPage::remember()
{
    memory().setValue(QStringLiteral("wallets/header"), table_->horizontalHeader()->saveState());
    memory().setValue(QStringLiteral("wallets/splitter"), splitter_->saveState());
}

QWidget* WalletsPage::firstFocus()
{
    return table_;
}

void WalletsPage::search()
{
    const QString text = search_->text();
    model_->setSource(
        text.trimmed().isEmpty() ? Growth::appended : Growth::anywhere,
        [this, text](PageIndex known) { return desk().userIndex(text, std::move(known)); },
        [this, text](PageKey start) { return desk().userPage(text, start); });
    table_->clearChoice();
    story_->clear();
}

void WalletsPage::refresh()
{
    if (!model_->isLoaded())
        return search();
    model_->refresh();
    if (table_->currentIndex().isValid())
        showCurrent({});
}

void WalletsPage::goTo(const Place& place)
{
    search_->setText(place.number);
    typing_.stop();
    search();
}

const reports::UserRow* WalletsPage::current() const
{
    const auto at = table_->currentIndex();
    return at.isValid() ? model_->rowAt(at.row()) : nullptr;
}

void WalletsPage::showCurrent(PageKey)
{
    const reports::UserRow* row = current();
    if (!row)
        return;
    const qint64 asked = ++storyAsked_;
    whenDone<backend::Desk::UserStory>(this, desk().userStory(base::UserId(row->key.id)),
        [this, asked](base::Result<backend::Desk::UserStory> story) {
            if (asked != storyAsked_)
                return;
            if (!story)
                return notice()->showError(story.error());
            tell(*story);
        });
}

void WalletsPage::tell(const backend::Desk::UserStory& told)
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
    story.heading(tr("Statement"));
    if (told.statement.empty())
        story.paragraph(tr("Nothing has moved yet."));
    for (const reports::StatementLine& line : told.statement) {
        QStringList moved;
        if (!line.available.isZero())
            moved << tr("available %1").arg(line.available.toDisplay());
        if (!line.held.isZero())
            moved << tr("held %1").arg(line.held.toDisplay());
        story.event(line.occurredAtUtcMs, transferKindText(line.kind), moved.join(QStringLiteral(", ")),
            line.description);
    }
    story_->tell(story);
}

void WalletsPage::addUser()
{
    openSheet<UserDialog>(new UserDialog(desk(), this), [this](UserDialog&, bool) { refresh(); });
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
            this, desk().renameUser(user, asked.textValue().trimmed()), [this](base::Result<int> renamed) {
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
    openSheet<AdjustDialog>(new AdjustDialog(desk(), *row, this), [this](AdjustDialog&, bool) { refresh(); });
}

void WalletsPage::consent()
{
    const reports::UserRow* row = current();
    if (!row)
        return;
    whenDone<std::optional<payouts::Consent>>(this, desk().consentOf(base::UserId(row->key.id)),
        [this, user = *row](base::Result<std::optional<payouts::Consent>> known) {
            if (!known)
                return notice()->showError(known.error());
            openSheet<ConsentDialog>(
                new ConsentDialog(desk(), user, *known, this), [this](ConsentDialog&, bool) { refresh(); });
        });
}

void WalletsPage::withdraw()
{
    const reports::UserRow* row = current();
    if (!row)
        return;
    openSheet<WithdrawDialog>(new WithdrawDialog(desk(), *row, this), [this](WithdrawDialog&, bool asked) {
        if (asked)
            notice()->showText(Tone::good, tr("Requested: it waits under Withdrawals."));
        refresh();
    });
}

} // namespace zhangfang::ui
