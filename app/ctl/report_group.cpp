#include "backend/exports.h"
#include "base/calendar.h"
#include "ctl/document.h"
#include "ctl/groups.h"
#include "reports/settlement_report.h"

namespace zhangfang::ctl
{
namespace
{

struct ReportWords {
    QString from = {};
    QString to = {};
    Document document = {};
};

Answer reportSettlement(Session& session, const ReportWords& w)
{
    ZF_ASSIGN(const QDate first, base::parseDay(w.from));
    ZF_ASSIGN(const QDate last, base::parseDay(w.to));
    ZF_ASSIGN(const auto report,
        session.folder().readers().read<reports::SettlementReport>([&](storage::Database& database) {
            return reports::settlementReport(database, first, last, session.folder().clock().nowUtcMs());
        }));
    ZF_TRY(written(session, reports::settlementTable(report, w.document.languageOf()), w.document));
    return QJsonObject{{QStringLiteral("file"), w.document.target.file},
        {QStringLiteral("days"), static_cast<qint64>(report.days.size())},
        {QStringLiteral("paid_fen"), report.total.paid.inFen()},
        {QStringLiteral("credited_fen"), report.total.credited.inFen()},
        {QStringLiteral("withdrawn_fen"), report.total.withdrawn.inFen()},
        {QStringLiteral("owed_fen"), report.total.owedAtEnd.inFen()},
        {QStringLiteral("wechat_fen"), report.total.wechatAtEnd.inFen()},
        {QStringLiteral("verified_up_to"), report.verifiedUpTo},
        {QStringLiteral("books_verify"), report.firstDifference.isEmpty()}};
}

} // namespace

void addReportGroup(CommandLine& line)
{
    const auto w = std::make_shared<ReportWords>();
    CLI::App* report = line.group("report", "for the accountant");
    CLI::App* settlement = line.verb(report, "settlement", "per business day", w, reportSettlement);
    addText(settlement, "--from", w->from, "YYYY-MM-DD")->required();
    addText(settlement, "--to", w->to, "YYYY-MM-DD")->required();
    addDocument(settlement, w->document, "--out");
}

} // namespace zhangfang::ctl
