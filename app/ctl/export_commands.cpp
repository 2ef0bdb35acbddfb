#include "backend/exports.h"
#include "ctl/commands.h"
#include "reports/settlement_report.h"

#include "base/calendar.h"

/// Lists and reports as files.
namespace zhangfang::ctl
{
namespace
{

reports::Language languageOf(const Document& document)
{
    return document.language == QLatin1String("zh") ? reports::Language::chinese : reports::Language::english;
}

bool isXlsx(const Document& document)
{
    return document.format.isEmpty()
               ? document.target.file.endsWith(QLatin1String(".xlsx"), Qt::CaseInsensitive)
               : document.format == QLatin1String("xlsx");
}

Answer written(backend::ShopFolder& folder, const reports::Table& table, const Document& document)
{
    const bool xlsx = isXlsx(document);
    ZF_ASSIGN(const qint64 rows,
        backend::exportTable(folder, table,
            {document.target.file, xlsx ? reports::FileFormat::xlsx : reports::FileFormat::csv,
                languageOf(document), document.target.existing()}));
    return QJsonObject{{QStringLiteral("file"), document.target.file}, {QStringLiteral("rows"), rows},
        {QStringLiteral("format"), xlsx ? QStringLiteral("xlsx") : QStringLiteral("csv")}};
}

/// A day that may be left out.
Result<QDate> dayIn(const QString& text)
{
    return text.isEmpty() ? Result<QDate>(QDate()) : base::parseDay(text);
}

Result<reports::TransferFilter> filterOf(const LineWords& words)
{
    ZF_ASSIGN(const QDate from, dayIn(words.from));
    ZF_ASSIGN(const QDate to, dayIn(words.to));
    return reports::TransferFilter{{}, words.search, from, to};
}

} // namespace

Answer Commands::exportOrders(const OrderWords& words, const Document& document)
{
    reports::OrderFilter filter;
    filter.search = words.search;
    ZF_ASSIGN(filter.from, dayIn(words.from));
    ZF_ASSIGN(filter.to, dayIn(words.to));
    if (!words.state.isEmpty()) {
        filter.state = shop::parseOrderState(words.state);
        if (filter.state == shop::OrderState::unknown)
            return base::invalid("unknown_state", QStringLiteral("There is no state '%1'.").arg(words.state));
    }
    return written(folder_, reports::ordersTable(filter, languageOf(document)), document);
}

Answer Commands::exportWithdrawals(const QString& state, const Document& document)
{
    reports::PayoutFilter filter;
    if (!state.isEmpty()) {
        filter.state = payouts::parseState(state);
        if (filter.state == payouts::State::unknown)
            return base::invalid("unknown_state", QStringLiteral("There is no state '%1'.").arg(state));
    }
    return written(folder_, reports::payoutsTable(filter, languageOf(document)), document);
}

Answer Commands::exportUsers(const QString& search, const Document& document)
{
    return written(folder_, reports::usersTable(search, languageOf(document)), document);
}

Answer Commands::exportStatement(qint64 user, const LineWords& words, const Document& document)
{
    ZF_ASSIGN(const reports::TransferFilter filter, filterOf(words));
    return written(
        folder_, reports::statementTable(base::UserId(user), filter, languageOf(document)), document);
}

Answer Commands::exportTransfers(const QString& account, const LineWords& words, const Document& document)
{
    ZF_ASSIGN(reports::TransferFilter filter, filterOf(words));
    if (!account.isEmpty()) {
        ZF_ASSIGN(const auto path, ledger::AccountPath::parse(account));
        ZF_TRY(folder_.readers().read<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_ASSIGN(auto known,
                database.query("SELECT 1 FROM accounts WHERE path = :path", {{":path", path.toString()}}));
            return known.next() ? base::Result<int>(0)
                                : base::notFound("no_such_account",
                                      QStringLiteral("The books have no account %1.").arg(account));
        }));
        filter.accounts = {path};
    }
    return written(folder_, reports::transfersTable(filter, languageOf(document)), document);
}

Answer Commands::exportTasks(const Document& document)
{
    return written(folder_, reports::tasksTable(languageOf(document)), document);
}

Answer Commands::exportAudit(const LineWords& words, const Document& document)
{
    ZF_ASSIGN(const QDate from, dayIn(words.from));
    ZF_ASSIGN(const QDate to, dayIn(words.to));
    return written(folder_, reports::auditTable({words.search, from, to}, languageOf(document)), document);
}

Answer Commands::reportSettlement(const QString& from, const QString& to, const Document& document)
{
    ZF_ASSIGN(const QDate first, base::parseDay(from));
    ZF_ASSIGN(const QDate last, base::parseDay(to));
    ZF_ASSIGN(const auto report,
        folder_.readers().read<reports::SettlementReport>([&](storage::Database& database) {
            return reports::settlementReport(database, first, last, folder_.clock().nowUtcMs());
        }));
    ZF_TRY(written(folder_, reports::settlementTable(report, languageOf(document)), document));
    return QJsonObject{{QStringLiteral("file"), document.target.file},
        {QStringLiteral("days"), static_cast<qint64>(report.days.size())},
        {QStringLiteral("paid_fen"), report.total.paid.inFen()},
        {QStringLiteral("credited_fen"), report.total.credited.inFen()},
        {QStringLiteral("withdrawn_fen"), report.total.withdrawn.inFen()},
        {QStringLiteral("owed_fen"), report.total.owedAtEnd.inFen()},
        {QStringLiteral("wechat_fen"), report.total.wechatAtEnd.inFen()},
        {QStringLiteral("verified_up_to"), report.verifiedUpTo},
        {QStringLiteral("books_verify"), report.firstDifference.isEmpty()}};
}

} // namespace zhangfang::ctl
