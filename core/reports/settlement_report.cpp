#include "reports/settlement_report.h"

#include "access/settings.h"
#include "base/calendar.h"
#include "ledger/ledger.h"
#include "reports/export/detail/plain_cells.h"
#include "reports/proof.h"

namespace zhangfang::reports
{
namespace
{

constexpr int kMostDays = 366;

/// Sums of one day's entries by kind of transfer and group of accounts.
constexpr auto kDaySums =
    "SELECT t.kind, CASE WHEN a.path LIKE 'liabilities:user:%' THEN 'users' WHEN a.path IN "
    "('assets:wechat:unsettled', 'assets:wechat:basic', 'assets:wechat:operation') "
    "THEN 'wechat' WHEN a.path = 'expenses:wechat-fee' THEN 'fee' WHEN a.path = 'expenses:coupons' "
    "THEN 'coupons' ELSE 'other' END AS part, "
    "SUM(e.amount_fen), SUM(CASE WHEN e.amount_fen > 0 THEN e.amount_fen ELSE 0 END) "
    "FROM transfers t JOIN entries e ON e.transfer_id = t.id JOIN accounts a ON a.id = e.account_id "
    "WHERE t.occurred_at >= :from AND t.occurred_at < :to GROUP BY t.kind, part";

/// What stood at the start of the period, debits positive.
constexpr auto kBefore =
    "SELECT CASE WHEN a.path LIKE 'liabilities:user:%' THEN 'users' ELSE 'wechat' END AS part, "
    "SUM(e.amount_fen) "
    "FROM transfers t JOIN entries e ON e.transfer_id = t.id JOIN accounts a ON a.id = e.account_id "
    "WHERE t.occurred_at < :from AND (a.path LIKE 'liabilities:user:%' OR a.path IN "
    "('assets:wechat:unsettled', 'assets:wechat:basic', 'assets:wechat:operation')) "
    "GROUP BY part";

Line lineOf(const QString& label, const SettlementDay& day)
{
    return {label, day.paid, day.refunded, day.fees, day.coupons, day.credited, day.withdrawn, day.owedAtEnd,
        day.wechatAtEnd};
}

std::vector<Line> linesOf(const SettlementReport& report, Language language)
{
    std::vector<Line> lines;
    for (const SettlementDay& day : report.days)
        lines.push_back(lineOf(day.day.toString(Qt::ISODate), day));
    lines.push_back(lineOf(Label{"合计", "Total"}.in(language), report.total));
    return lines;
}

constexpr int kDayWidth = 24;
constexpr int kMoneyWidth = 16;

} // namespace

Result<SettlementReport> settlementReport(storage::Database& database, QDate from, QDate to, qint64 nowUtcMs)
{
    if (from > to || from.daysTo(to) >= kMostDays)
        return base::invalid("invalid_period",
            QStringLiteral("The period must run from an earlier to a later day and hold at most 366 days."));
    SettlementReport report;
    report.from = from;
    report.to = to;
    report.madeAtUtcMs = nowUtcMs;
    {
        ZF_ASSIGN(const access::Settings settings, access::Settings::load(database));
        report.shop = settings.text("merchant.name");
    }
    qint64 owed = 0;
    qint64 wechat = 0;
    {
        ZF_ASSIGN(auto rows, database.query(kBefore, {{":from", base::startOfDayUtcMs(from)}}));
        while (rows.next())
            (rows.text(0) == QLatin1String("users") ? owed : wechat) += rows.number(1);
    }
    const auto add = [](Money& to_, qint64 fen) { to_ = Money::fen(to_.inFen() + fen); };
    for (QDate day = from; day <= to; day = day.addDays(1)) {
        SettlementDay figures;
        figures.day = day;
        ZF_ASSIGN(auto rows, database.query(kDaySums, {{":from", base::startOfDayUtcMs(day)},
                                                          {":to", base::startOfDayUtcMs(day.addDays(1))}}));
        while (rows.next()) {
            const QString kind = rows.text(0);
            const QString part = rows.text(1);
            const qint64 net = rows.number(2);
            if (part == QLatin1String("wechat")) {
                wechat += net;
                if (kind == QLatin1String("payment"))
                    add(figures.paid, net);
                else if (kind == QLatin1String("refund"))
                    add(figures.refunded, -net);
                else if (kind == QLatin1String("payout"))
                    add(figures.withdrawn, -net);
            } else if (part == QLatin1String("users")) {
                owed += net;
                if (kind == QLatin1String("payment") || kind == QLatin1String("credit") ||
                    kind == QLatin1String("debit"))
                    add(figures.credited, -net);
            } else if (part == QLatin1String("fee")) {
                // Before the fee: what settled, and what refunds took of that.
                add(figures.fees, net);
                if (kind == QLatin1String("payment"))
                    add(figures.paid, net);
                else if (kind == QLatin1String("refund"))
                    add(figures.refunded, -net);
            } else if (part == QLatin1String("coupons")) {
                add(figures.coupons, net);
            }
        }
        figures.owedAtEnd = Money::fen(-owed);
        figures.wechatAtEnd = Money::fen(wechat);
        add(report.total.paid, figures.paid.inFen());
        add(report.total.refunded, figures.refunded.inFen());
        add(report.total.fees, figures.fees.inFen());
        add(report.total.coupons, figures.coupons.inFen());
        add(report.total.credited, figures.credited.inFen());
        add(report.total.withdrawn, figures.withdrawn.inFen());
        report.total.owedAtEnd = figures.owedAtEnd;
        report.total.wechatAtEnd = figures.wechatAtEnd;
        report.days.push_back(figures);
    }
    ZF_ASSIGN(const ledger::Proof proof, prove(database));
    report.verifiedUpTo = proof.transfers;
    report.firstDifference = proof.firstDifference;
    return report;
}

Table settlementTable(const SettlementReport& report, Language language)
{
    Table table;
    table.title = Label{"结算报表", "Settlement report"}.in(language);
    table.preface = {{table.title, {}}, {Label{"商户", "Shop"}.in(language), report.shop},
        {Label{"期间", "Period"}.in(language),
            Label{"%1 至 %2", "%1 to %2"}.in(language).arg(
                report.from.toString(Qt::ISODate), report.to.toString(Qt::ISODate))},
        {Label{"生成时间", "Made"}.in(language), detail::timeText(report.madeAtUtcMs)}};
    table.headings.push_back({Label{"日期", "Day"}.in(language), ColumnKind::text, kDayWidth});
    for (const Label& label : {Label{"收款", "Paid"}, Label{"退款", "Refunded"}, Label{"手续费", "Fees"},
             Label{"优惠券成本", "Coupons"}, Label{"用户入账", "Credited to users"},
             Label{"提现", "Withdrawn"}, Label{"期末应付", "Owed after"},
             Label{"期末微信资金", "At WeChat after"}})
        table.headings.push_back({label.in(language), ColumnKind::money, kMoneyWidth});
    table.next = [lines = std::optional(linesOf(report, language))](
                     storage::Database&) mutable -> Result<std::optional<std::vector<Line>>> {
        return std::exchange(lines, std::nullopt);
    };
    table.closing = {report.firstDifference.isEmpty()
                         ? Label{"账簿已校验，至第 %1 笔分录。", "The books were verified up to transfer %1."}
                               .in(language)
                               .arg(report.verifiedUpTo)
                         : Label{"账簿校验未通过：%1。", "THE BOOKS DO NOT VERIFY: %1."}.in(language).arg(
                               report.firstDifference)};
    return table;
}

} // namespace zhangfang::reports
