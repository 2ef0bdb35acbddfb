#include "reports/settlement_report.h"

#include "base/calendar.h"
#include "base/csv.h"
#include "ledger/ledger.h"
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

QStringList cells(const QString& label, const SettlementDay& day)
{
    return {label, day.paid.toYuan(), day.refunded.toYuan(), day.fees.toYuan(), day.credited.toYuan(),
        day.withdrawn.toYuan(), day.owedAtEnd.toYuan(), day.wechatAtEnd.toYuan(), day.coupons.toYuan()};
}

} // namespace

Result<SettlementReport> settlementReport(storage::Database& database, QDate from, QDate to)
{
    if (from > to || from.daysTo(to) >= kMostDays)
        return base::invalid("invalid_period",
            QStringLiteral("The period must run from an earlier to a later day and hold at most 366 days."));
    SettlementReport report;
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

QByteArray toCsv(const SettlementReport& report)
{
    QByteArray csv =
        base::kCsvBom +
        base::csvLine({QStringLiteral("day"), QStringLiteral("paid"), QStringLiteral("refunded"),
            QStringLiteral("fees"), QStringLiteral("credited_to_users"), QStringLiteral("withdrawn"),
            QStringLiteral("owed_at_end"), QStringLiteral("wechat_at_end"), QStringLiteral("coupons")});
    for (const SettlementDay& day : report.days)
        csv += base::csvLine(cells(day.day.toString(Qt::ISODate), day));
    csv += base::csvLine(cells(QStringLiteral("total"), report.total));
    csv += base::csvLine(
        {report.firstDifference.isEmpty()
                ? QStringLiteral("The books were verified up to transfer %1.").arg(report.verifiedUpTo)
                : QStringLiteral("THE BOOKS DO NOT VERIFY: %1.").arg(report.firstDifference)});
    return csv;
}

} // namespace zhangfang::reports
