#include "pages/ledger_page.h"

#include "dialogs/job_dialog.h"
#include "dialogs/seal_notice.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QScrollBar>

namespace zhangfang::ui
{
namespace
{
/// Of one account alone.
constexpr int kBalanceColumn = 4;
} // namespace

std::vector<LedgerPage::Model::Column> LedgerPage::columns()
{
    using Row = reports::TransferRow;
    const auto ofOne = [](const Row& row) { return row.changes.size() == 1; };
    return {{tr("No."), [](const Row& row) { return QString::number(row.key.id); }},
        {tr("Time"), [](const Row& row) { return timeText(row.occurredAtUtcMs); }},
        {tr("Kind"), [](const Row& row) { return transferKindText(row.kind); }},
        {tr("Amount"),
            [ofOne](
                const Row& row) { return (ofOne(row) ? row.changes.front().by : row.amount).toDisplay(); },
            Model::Side::right},
        {tr("Balance"),
            [ofOne](
                const Row& row) { return ofOne(row) ? row.changes.front().after.toDisplay() : QString(); },
            Model::Side::right},
        {tr("Description"), [](const Row& row) { return row.description; }}};
}

PageLabel LedgerPage::label()
{
    return {"ledger", "taxes-finances", tr("Ledger")};
}

LedgerPage::LedgerPage(backend::Ledger& ledger, backend::SealCheck& seals, QSettings& memory, QWidget* parent)
    : ListPage(label(),
          {.kept = QStringLiteral("transfers"),
              .table = tr("Journal entries"),
              .story = tr("The journal entry"),
              .icon = "taxes-finances",
              .selection = QAbstractItemView::SingleSelection},
          memory, parent),
      ledger_(ledger), seals_(seals), accounts_(new QTreeWidget(this)),
      model_(new Model(Top::newest, columns(), this)), splitter_(new QSplitter(this))
{
    QAction* verifyBooks = act(
        "security-high", tr("&Verify the books"), QKeySequence(Qt::CTRL | Qt::Key_B), [this] { verify(); });
    verifyBooks->setToolTip(tr("Recompute every balance from its entries and walk the chain of hashes"));
    QAction* books = act("document-export", tr("Export the &books…"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), [this] { exportBooks(); });
    books->setToolTip(tr("Every entry, as CSV or as a journal that hledger and ledger read"));
    addFind(tr("Find a journal entry"), tr("Search in descriptions, business numbers and accounts"));
    list()->setModel(model_, {6, 15, 12, 11, 11, 16});
    list()->setFilter(new FilterBar({tr("Description, business number or account"), {}}, this));
    addExport(QStringLiteral("transfers"),
        [this](const backend::ExportTarget& target, std::shared_ptr<backend::Job> job) {
            return ledger_.exportTransfers(filter(), target, std::move(job));
        });
    headingRow()->addWidget(actionButton(books, this));
    headingRow()->addWidget(actionButton(verifyBooks, this));
    accounts_->setHeaderLabels({tr("Account"), tr("Balance")});
    accounts_->setAccessibleName(tr("Accounts"));
    accounts_->setRootIsDecorated(true);
    accounts_->header()->setStretchLastSection(false);
    accounts_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    accounts_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    accounts_->setMinimumWidth(260);
    splitter_->addWidget(accounts_);
    splitter_->addWidget(list());
    splitter_->setStretchFactor(1, 1);
    splitter_->setChildrenCollapsible(false);
    body()->addWidget(splitter_, 1);
    list()->setEmpty([](bool filtered) {
        return filtered ? ListPane::Empty{tr("No journal entry matches"),
                              tr("Search for less, or choose other days or another account.")}
                        : ListPane::Empty{tr("Nothing has moved yet."), {}};
    });
    list()->setSource([this](const ListFilter&) { readRows(); });
    connect(accounts_, &QTreeWidget::currentItemChanged, this, &LedgerPage::chooseAccount);
    connect(list(), &ListPane::rowChosen, this, &LedgerPage::tellCurrent);
    list()->columns()->setIdle({kBalanceColumn});
    list()->setCount([](int rows) { return tr("%n journal entry(ies)", nullptr, rows); });
    if (!splitter_->restoreState(memory.value(QStringLiteral("ledger/accounts")).toByteArray()))
        splitter_->setSizes({290, 790});
}

void LedgerPage::remember()
{
    ListPage::remember();
    memory().setValue(QStringLiteral("ledger/accounts"), splitter_->saveState());
}

QWidget* LedgerPage::firstFocus()
{
    return accounts_;
}

void LedgerPage::refresh()
{
    whenDone<std::vector<ledger::AccountBalance>>(
        this, ledger_.balances(), [this](base::Result<std::vector<ledger::AccountBalance>> balances) {
            if (!balances)
                return notice()->showError(balances.error());
            showBalances(*balances);
        });
    ListPage::refresh();
}

void LedgerPage::showBalances(const std::vector<ledger::AccountBalance>& balances)
{
    // The same accounts with other figures: the tree stays as it stands, wherever somebody is reading in it.
    const auto sameAccounts = [&] {
        return std::equal(balances.begin(), balances.end(), shownBalances_.begin(), shownBalances_.end(),
            [](const ledger::AccountBalance& a, const ledger::AccountBalance& b) {
                return a.account == b.account;
            });
    };
    if (accounts_->topLevelItemCount() > 0 && sameAccounts()) {
        shownBalances_ = balances;
        return showFigures();
    }
    shownBalances_ = balances;
    const int scrolled = accounts_->verticalScrollBar()->value();
    const QSignalBlocker quiet(accounts_);
    const QString chosen = account_ ? account_->toString() : QString();
    QSet<QString> open;
    for (int i = 0; i < accounts_->topLevelItemCount(); ++i) {
        if (accounts_->topLevelItem(i)->isExpanded())
            open.insert(accounts_->topLevelItem(i)->text(0));
    }
    const bool first = accounts_->topLevelItemCount() == 0;
    accounts_->clear();
    auto* all = new QTreeWidgetItem(accounts_, {tr("All journal entries"), QString()});
    accounts_->setCurrentItem(all);
    struct Group {
        const char* prefix;
        QString name;
    };
    for (const Group& group :
        {Group{"assets:", tr("Assets")}, {"liabilities:", tr("Liabilities")}, {"income:", tr("Income")},
            {"expenses:", tr("Expenses")}, {"equity:", tr("Equity")}, {"suspense:", tr("Suspense")}}) {
        auto* parent = new QTreeWidgetItem({group.name});
        base::Money sum;
        for (const ledger::AccountBalance& balance : balances) {
            if (!balance.account.toString().startsWith(QLatin1String(group.prefix)))
                continue;
            sum = sum.plus(balance.balance).value_or(sum);
            auto* item =
                new QTreeWidgetItem(parent, {accountText(balance.account), balance.balance.toDisplay()});
            item->setData(0, Qt::UserRole, balance.account.toString());
            item->setToolTip(0, balance.account.toString());
            item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
            if (balance.account.toString() == chosen)
                accounts_->setCurrentItem(item);
        }
        if (parent->childCount() == 0) {
            delete parent;
            continue;
        }
        parent->setText(1, sum.toDisplay());
        parent->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        accounts_->addTopLevelItem(parent);
        // Hundreds of users' accounts stay folded until they are wanted.
        parent->setExpanded(first ? qstrcmp(group.prefix, "liabilities:") != 0 : open.contains(group.name));
        for (int i = 0; i < parent->childCount(); ++i) {
            if (parent->child(i)->data(0, Qt::UserRole).toString() == chosen)
                accounts_->setCurrentItem(parent->child(i));
        }
    }
    accounts_->verticalScrollBar()->setValue(scrolled);
}

void LedgerPage::showFigures()
{
    std::map<QString, base::Money> byAccount;
    for (const ledger::AccountBalance& balance : shownBalances_)
        byAccount.emplace(balance.account.toString(), balance.balance);
    for (int i = 0; i < accounts_->topLevelItemCount(); ++i) {
        QTreeWidgetItem* group = accounts_->topLevelItem(i);
        base::Money sum;
        for (int child = 0; child < group->childCount(); ++child) {
            QTreeWidgetItem* item = group->child(child);
            const base::Money balance = byAccount[item->data(0, Qt::UserRole).toString()];
            item->setText(1, balance.toDisplay());
            sum = sum.plus(balance).value_or(sum);
        }
        if (group->childCount() > 0)
            group->setText(1, sum.toDisplay());
    }
}

void LedgerPage::chooseAccount()
{
    const QTreeWidgetItem* item = accounts_->currentItem();
    const QString path = item ? item->data(0, Qt::UserRole).toString() : QString();
    account_.reset();
    if (const auto parsed = ledger::AccountPath::parse(path))
        account_ = *parsed;
    list()->columns()->setIdle(account_ ? std::set<int>() : std::set<int>{kBalanceColumn});
    list()->open();
}

reports::TransferFilter LedgerPage::filter() const
{
    const ListFilter asked = list()->filter()->filter();
    reports::TransferFilter wanted{{}, asked.search, asked.from, asked.to};
    if (account_)
        wanted.accounts = {*account_};
    return wanted;
}

void LedgerPage::readRows()
{
    const auto transfers = std::make_shared<reports::TransferList>(filter());
    model_->setSource(
        Growth::appended,
        [this, transfers](PageIndex known) { return ledger_.transferIndex(transfers, std::move(known)); },
        [this, transfers](PageKey start) { return ledger_.transferPage(transfers, std::move(start)); },
        [this, transfers] { return ledger_.newestTransfers(transfers); });
}

void LedgerPage::tellCurrent()
{
    if (const reports::TransferRow* row = model_->rowAt(list()->currentRow()))
        list()->read<reports::TransferDetail>(ledger_.transfer(base::TransferId(row->key.id)),
            [this](const reports::TransferDetail& transfer) { tell(transfer); });
}

void LedgerPage::tell(const reports::TransferDetail& transfer)
{
    Story story(palette());
    story.heading(tr("Journal entry %1").arg(transfer.id.toString()));
    story.fact(tr("Description"), transfer.description);
    story.fact(tr("Business number"), transfer.key);
    story.fact(tr("Happened"), timeText(transfer.occurredAtUtcMs));
    story.fact(tr("Booked"), timeText(transfer.postedAtUtcMs));
    story.transfer(transfer);
    story.heading(tr("Chain"));
    story.fact(tr("Hash"), transfer.hash);
    story.fact(tr("Before"), transfer.previousHash);
    if (!transfer.cause.isEmpty())
        story.fact(tr("Posted for"), transfer.cause);
    list()->story()->tell(story);
}

void LedgerPage::verify()
{
    const auto job = std::make_shared<backend::Job>();
    auto* progress = new JobDialog(tr("Verify the books"), tr("%1 journal entries checked"), job, this);
    whenDone<ledger::Proof>(this, ledger_.verify(job), [this, progress](base::Result<ledger::Proof> proof) {
        progress->finish();
        if (!proof)
            return notice()->showError(proof.error());
        if (!proof->ok())
            return notice()->showText(
                Tone::bad, tr("The books do NOT verify. First difference: %1. Stop paying out, "
                              "keep a copy and restore a backup.")
                               .arg(proof->firstDifference));
        showVerified(notice(), seals_,
            tr("The books verify: %n journal entry(ies), every balance and the chain of hashes.", nullptr,
                static_cast<int>(proof->transfers)));
    });
}

void LedgerPage::exportBooks()
{
    const QString csv = QStringLiteral("CSV (*.csv)");
    const QString journal = tr("Journal for hledger and ledger (*.journal)");
    QString chosen = csv;
    const QString file = QFileDialog::getSaveFileName(this, tr("Export the books"),
        QStringLiteral("books.csv"), csv + QStringLiteral(";;") + journal, &chosen);
    if (file.isEmpty())
        return;
    const auto job = std::make_shared<backend::Job>();
    auto* progress = new JobDialog(tr("Export the books"), tr("%1 bytes written"), job, this);
    const auto format = chosen == journal ? ledger::ExportFormat::hledger : ledger::ExportFormat::csv;
    whenDone<int>(
        this, ledger_.exportBooks(file, format, job), [this, progress, file](base::Result<int> written) {
            progress->finish();
            if (!written)
                return notice()->showError(written.error());
            notice()->showText(Tone::good, tr("Saved: %1").arg(file));
        });
}

} // namespace zhangfang::ui
