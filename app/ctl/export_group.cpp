#include "backend/exports.h"
#include "ctl/document.h"
#include "ctl/groups.h"
#include "ctl/list_filters.h"

/// Lists as files, whole.
namespace zhangfang::ctl
{
namespace
{

/// Of a list with states or an order of its own.
struct ExportWords {
    ListWords words = {};
    Document document = {};
};

/// Of a list of lines.
struct LineExportWords {
    qint64 user = 0;
    QString account = {};
    LineWords words = {};
    Document document = {};
};

Result<reports::TransferFilter> filterOf(const LineWords& words)
{
    ZF_ASSIGN(const QDate from, dayIn(words.from));
    ZF_ASSIGN(const QDate to, dayIn(words.to));
    return reports::TransferFilter{{}, words.search, from, to};
}

Answer exportOrders(Session& session, const ExportWords& w)
{
    ZF_ASSIGN(const auto filter, orderFilter(w.words));
    return written(session, reports::ordersTable(filter, w.document.languageOf()), w.document);
}

Answer exportWithdrawals(Session& session, const ExportWords& w)
{
    ZF_ASSIGN(auto filter, payoutFilter(w.words));
    if (w.words.sort.isEmpty())
        filter.sort = reports::PayoutSort::oldest; // as it was before there was a choice
    return written(session, reports::payoutsTable(filter, w.document.languageOf()), w.document);
}

Answer exportUsers(Session& session, const ExportWords& w)
{
    ZF_ASSIGN(const auto filter, userFilter(w.words));
    return written(session, reports::usersTable(filter, w.document.languageOf()), w.document);
}

Answer exportStatement(Session& session, const LineExportWords& w)
{
    ZF_ASSIGN(const reports::TransferFilter filter, filterOf(w.words));
    return written(
        session, reports::statementTable(base::UserId(w.user), filter, w.document.languageOf()), w.document);
}

Answer exportTransfers(Session& session, const LineExportWords& w)
{
    ZF_ASSIGN(reports::TransferFilter filter, filterOf(w.words));
    if (!w.account.isEmpty()) {
        ZF_ASSIGN(const auto path, ledger::AccountPath::parse(w.account));
        ZF_TRY(session.folder().readers().read<int>([&](storage::Database& database) -> Result<int> {
            ZF_ASSIGN(auto known,
                database.query("SELECT 1 FROM accounts WHERE path = :path", {{":path", path.toString()}}));
            return known.next() ? Result<int>(0)
                                : base::notFound("no_such_account",
                                      QStringLiteral("The books have no account %1.").arg(w.account));
        }));
        filter.accounts = {path};
    }
    return written(session, reports::transfersTable(filter, w.document.languageOf()), w.document);
}

Answer exportTasks(Session& session, const LineExportWords& w)
{
    return written(session, reports::tasksTable(w.document.languageOf()), w.document);
}

Answer exportAudit(Session& session, const LineExportWords& w)
{
    ZF_ASSIGN(const QDate from, dayIn(w.words.from));
    ZF_ASSIGN(const QDate to, dayIn(w.words.to));
    return written(
        session, reports::auditTable({w.words.search, from, to}, w.document.languageOf()), w.document);
}

} // namespace

void addExportGroup(CommandLine& line)
{
    CLI::App* group = line.group("export", "a whole list as a file for people, CSV or XLSX");
    const auto w = std::make_shared<ExportWords>();
    CLI::App* orders = line.verb(group, "orders", "the newest first, or as --sort says", w, exportOrders);
    addOrderSearch(orders, w->words);
    CLI::App* withdrawals =
        line.verb(group, "withdrawals", "by number, or as --sort says", w, exportWithdrawals);
    addPayoutSearch(withdrawals, w->words);
    for (CLI::App* list : {orders, withdrawals})
        addStateAndDays(list, w->words);
    CLI::App* users = line.verb(
        group, "users", "with what they are owed, the newest first, or as --sort says", w, exportUsers);
    addUserSearch(users, w->words);
    for (CLI::App* list : {orders, withdrawals, users})
        addDocument(list, w->document, "--file");

    const auto lines = std::make_shared<LineExportWords>();
    CLI::App* statement =
        line.verb(group, "statement", "of one user, the newest first", lines, exportStatement);
    statement->add_option("user", lines->user)->required();
    CLI::App* transfers =
        line.verb(group, "transfers", "of the ledger, the newest first", lines, exportTransfers);
    addText(transfers, "--account", lines->account, "those alone that touch it");
    CLI::App* tasks = line.verb(group, "tasks", "what needs a person, the oldest first", lines, exportTasks);
    CLI::App* audit = line.verb(group, "audit", "who did what, the newest first", lines, exportAudit);
    for (CLI::App* searched : {statement, transfers, audit}) {
        addText(searched, "--search", lines->words.search);
        addDays(searched, lines->words);
    }
    for (CLI::App* list : {statement, transfers, tasks, audit})
        addDocument(list, lines->document, "--file");
}

} // namespace zhangfang::ctl
