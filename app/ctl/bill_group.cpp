#include "base/calendar.h"
#include "base/csv.h"
#include "base/plain_text.h"
#include "ctl/groups.h"
#include "ctl/target.h"
#include "wechatpay/bills/fetch.h"

#include <QJsonArray>

namespace zhangfang::ctl
{
namespace
{

using base::Money;

struct BillWords {
    QString day = {};
    QString kind = QStringLiteral("all");
    QString account = QStringLiteral("BASIC");
    QString api = QStringLiteral("v3");
    Target target = {};
};

Result<wechatpay::Generation> generation(const QString& api)
{
    if (api == QLatin1String("v3"))
        return wechatpay::Generation::v3;
    if (api == QLatin1String("v2"))
        return wechatpay::Generation::v2;
    return base::invalid(
        "invalid_api", QStringLiteral("The API is 'v3' or 'v2', not '%1'.").arg(api.left(20)));
}

Result<wechatpay::AccountType> accountType(const QString& text)
{
    for (const auto account : wechatpay::kAccountTypes) {
        if (wechatpay::toText(account) == text)
            return account;
    }
    return base::invalid("invalid_account",
        QStringLiteral("The account is BASIC, OPERATION or FEES, not '%1'.").arg(text.left(20)));
}

/// What of a bill could not be read, and what it says itself that is missing.
QJsonObject withGaps(QJsonObject bill, const wechatpay::bills::Gaps& gaps,
    std::initializer_list<std::pair<QString, Money>> missing)
{
    bill.insert(QStringLiteral("complete"), gaps.rowsSetAside == 0);
    bill.insert(QStringLiteral("rows_repaired"), gaps.rowsRepaired);
    bill.insert(QStringLiteral("rows_set_aside"), gaps.rowsSetAside);
    bill.insert(QStringLiteral("set_aside"), QJsonArray::fromStringList(gaps.places));
    for (const auto& [name, sum] : missing)
        bill.insert(name, sum.inFen());
    return bill;
}

QJsonObject noBill()
{
    return {{QStringLiteral("rows"), 0}, {QStringLiteral("file"), QJsonValue()}};
}

/// A CSV file for people that is there whole, or not at all.
class CsvFile
{
public:
    [[nodiscard]] static Result<CsvFile> open(
        const Target& target, const QString& dataFolder, const QStringList& header)
    {
        ZF_ASSIGN(backend::Output output, backend::Output::open(target.file, dataFolder, target.existing()));
        CsvFile csv(std::move(output));
        ZF_TRY(csv.output_.write(base::kCsvBom));
        ZF_TRY(csv.write(header));
        return csv;
    }
    [[nodiscard]] base::Status write(const QStringList& values)
    {
        return output_.write(base::csvLine(values));
    }
    [[nodiscard]] base::Status commit() { return output_.commit(); }

private:
    explicit CsvFile(backend::Output output) : output_(std::move(output)) {}
    backend::Output output_;
};

/// Downloads a day's bill, checks it, and writes its rows as CSV.
Answer tradeBill(Session& session, const BillWords& w)
{
    ZF_ASSIGN(const QDate date, base::parseDay(w.day));
    ZF_ASSIGN(const auto which, generation(w.api));
    static const QStringList kKinds{
        QStringLiteral("all"), QStringLiteral("success"), QStringLiteral("refund")};
    const qsizetype at = kKinds.indexOf(w.kind);
    if (at < 0)
        return base::invalid("invalid_kind", QStringLiteral("The kind is 'all', 'success' or 'refund'."));
    ZF_ASSIGN(const auto clients, session.folder().connectToWechat());
    ZF_ASSIGN(CsvFile csv,
        CsvFile::open(w.target, session.folder().path(),
            {QStringLiteral("time"), QStringLiteral("state"), QStringLiteral("transaction_id"),
                QStringLiteral("out_trade_no"), QStringLiteral("settlement_fen"), QStringLiteral("refund_id"),
                QStringLiteral("out_refund_no"), QStringLiteral("refund_fen"),
                QStringLiteral("fee_hundred_thousandths_yuan"), QStringLiteral("description")}));
    ZF_ASSIGN(const auto summary,
        wechatpay::bills::fetchTradeBill(clients, which, date, static_cast<wechatpay::TradeBill>(at),
            [&csv](const wechatpay::bills::TradeRow& row) {
                return csv.write({base::toRfc3339(row.atUtcMs), row.state, row.transactionId, row.outTradeNo,
                    QString::number(row.settlement.inFen()), row.refundId, row.outRefundNo,
                    QString::number(row.refund.inFen()), QString::number(row.feeHundredThousandths),
                    base::shownOnOneLine(row.description)});
            }));
    if (!summary)
        return noBill();
    ZF_TRY(csv.commit());
    return withGaps({{QStringLiteral("rows"), summary->rows}, {QStringLiteral("file"), w.target.file},
                        {QStringLiteral("settlement_fen"), summary->settlement.inFen()},
                        {QStringLiteral("refund_fen"), summary->refund.inFen()}},
        summary->gaps,
        {{QStringLiteral("missing_fen"), summary->missingSettlement},
            {QStringLiteral("missing_refund_fen"), summary->missingRefund}});
}

Answer fundsBill(Session& session, const BillWords& w)
{
    ZF_ASSIGN(const QDate date, base::parseDay(w.day));
    ZF_ASSIGN(const auto which, generation(w.api));
    ZF_ASSIGN(const auto of, accountType(w.account));
    ZF_ASSIGN(const auto clients, session.folder().connectToWechat());
    ZF_ASSIGN(CsvFile csv,
        CsvFile::open(w.target, session.folder().path(),
            {QStringLiteral("time"), QStringLiteral("flow_no"), QStringLiteral("type"),
                QStringLiteral("direction"), QStringLiteral("amount_fen"), QStringLiteral("balance_fen"),
                QStringLiteral("voucher_no"), QStringLiteral("remark")}));
    using Direction = wechatpay::bills::FlowRow::Direction;
    ZF_ASSIGN(const auto summary,
        wechatpay::bills::fetchFlowBill(
            clients, which, date, of, [&csv](const wechatpay::bills::FlowRow& row) {
                return csv.write({base::toRfc3339(row.atUtcMs), row.flowNo, row.type,
                    row.direction == Direction::in ? QStringLiteral("in") : QStringLiteral("out"),
                    QString::number(row.amount.inFen()), QString::number(row.balance.inFen()), row.voucherNo,
                    base::shownOnOneLine(row.remark)});
            }));
    if (!summary)
        return noBill();
    ZF_TRY(csv.commit());
    return withGaps({{QStringLiteral("rows"), summary->rows}, {QStringLiteral("file"), w.target.file},
                        {QStringLiteral("in_fen"), summary->in.inFen()},
                        {QStringLiteral("out_fen"), summary->out.inFen()}},
        summary->gaps,
        {{QStringLiteral("missing_in_fen"), summary->missingIn},
            {QStringLiteral("missing_out_fen"), summary->missingOut}});
}

} // namespace

void addBillGroup(CommandLine& line)
{
    const auto w = std::make_shared<BillWords>();
    CLI::App* bill = line.group("bill", "WeChat Pay's daily bills, checked, as CSV");
    CLI::App* trade = line.verb(bill, "trade", "what was paid and given back", w, tradeBill);
    addText(trade, "--kind", w->kind, "all, success or refund");
    CLI::App* funds = line.verb(bill, "funds", "every movement of an account", w, fundsBill);
    addText(funds, "--account", w->account, "BASIC, OPERATION or FEES");
    for (CLI::App* either : {trade, funds}) {
        addText(either, "day", w->day, "YYYY-MM-DD; there from 10:00 of the next day on")->required();
        addText(either, "--api", w->api, "v3 or v2");
        addTarget(either, w->target);
    }
}

} // namespace zhangfang::ctl
