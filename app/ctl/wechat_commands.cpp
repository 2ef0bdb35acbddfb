#include "backend/setup.h"
#include "base/calendar.h"
#include "base/csv.h"
#include "base/plain_text.h"
#include "ctl/commands.h"
#include "ctl/json_views.h"
#include "payouts/balances.h"
#include "payouts/consent.h"
#include "payouts/receipt.h"
#include "wechatpay/bills/fetch.h"

#include <thread>

namespace zhangfang::ctl
{

using access::Permission;
using base::Money;
using base::UserId;
using storage::Database;

namespace
{

/// How often the outcome of a payment by code is asked for. Source: WeChat's advice, every five seconds or
/// so.
constexpr auto kAskEvery = std::chrono::seconds(3);
/// So long after a code has run out WeChat must have said how it ended.
constexpr qint64 kMostAfterMs = 2 * 60'000;
constexpr qint64 kLargestGoods = 1 << 20;
/// A receipt is made while one waits for it.
constexpr auto kReceiptAskEvery = std::chrono::milliseconds(500);

Result<Money> positiveYuan(const QString& text)
{
    ZF_ASSIGN(const Money money, Money::parseYuan(text));
    if (!money.isPositive())
        return base::invalid("invalid_amount", QStringLiteral("The amount must be at least 0.01."));
    return money;
}

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

} // namespace

Answer Commands::orderPayCode(const QString& amount, payments::NewOrder order)
{
    ZF_ASSIGN(order.amount, positiveYuan(amount));
    order.channel = QStringLiteral("code");
    const auto act = [](payments::OrderDesk& desk, const shop::Order& begun) -> Result<shop::Order> {
        shop::Order now = begun;
        while (now.state == shop::OrderState::pending) {
            // What is not to be ended yet, and an answer that is lost, are asked for again, until time is up.
            const bool isOver = base::SystemClock().nowUtcMs() >= now.expiresAtUtcMs;
            const QString number = now.number.toString();
            if (auto asked = isOver ? desk.close(number) : desk.sync(number))
                now = *asked;
            else if (asked.error().kind != base::ErrorKind::unavailable)
                return asked;
            if (now.state == shop::OrderState::pending &&
                base::SystemClock().nowUtcMs() > now.expiresAtUtcMs + kMostAfterMs)
                return base::unavailable("wechat_unclear",
                    QStringLiteral(
                        "Whether order %1 was paid is not known: WeChat Pay does not say. It is asked "
                        "on; see order show %1.")
                        .arg(number));
            if (now.state == shop::OrderState::pending)
                std::this_thread::sleep_for(kAskEvery);
        }
        return now;
    };
    const auto paid = [](const shop::Order& now) -> Result<shop::Order> {
        if (!now.transactionId.isEmpty())
            return now;
        return base::refused("not_paid", QStringLiteral("Nobody paid order %1: it is %2.")
                                             .arg(now.number.toString(), shop::toText(now.state)));
    };
    return withOrderDesk([&](payments::OrderDesk& desk) {
        return desk.create(order)
            .and_then([&](const shop::Order& begun) { return act(desk, begun); })
            .and_then(paid);
    });
}

Answer Commands::orderInvoke(const QString& number)
{
    ZF_ASSIGN(const access::Settings settings, folder_.settings());
    ZF_ASSIGN(const auto clients, folder_.connectToWechat());
    return payments::OrderDesk(
        folder_.writer(), folder_.readers(), clients, folder_.clock(), folder_.random(), settings)
        .invocation(number);
}

Answer Commands::orderRefund(const QString& number, const QString& amount, const QString& reason,
    const QString& goodsFile, const QString& fundsAccount, const Decision& decision, const QString& key)
{
    ZF_ASSIGN(const Money sum, positiveYuan(amount));
    payments::RefundWish wish{{}, fundsAccount, key};
    if (!goodsFile.isEmpty()) {
        ZF_ASSIGN(const QByteArray goods, backend::smallFile(goodsFile, kLargestGoods));
        wish.goodsDetail = QString::fromUtf8(goods).trimmed();
        if (wish.goodsDetail.isEmpty())
            return base::invalid("invalid_goods_detail", QStringLiteral("The file of goods is empty."));
    }
    ZF_ASSIGN(const QString who, authenticated(decision, Permission::refund));
    return payments::requestRefund(
        folder_.writer(), folder_.clock(), folder_.random(), number, sum, reason, who, wish)
        .map([](const payments::RefundRow& refund) { return view(refund); });
}

Answer Commands::orderRefunds(const QString& number)
{
    return folder_.readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const shop::Order order, shop::findOrder(database, number));
        ZF_ASSIGN(const auto refunds, payments::refundsOf(database, order.id));
        QJsonArray items;
        for (const auto& refund : refunds)
            items.append(view(refund));
        return page(items, -1, 0);
    });
}

Answer Commands::refundRedirect(const QString& outRefundNo, payments::Redirection redirection,
    const QString& accountFile, const Decision& decision)
{
    if (redirection.to == payments::Redirection::To::userCard) {
        ZF_ASSIGN(const QByteArray account, readPassword(accountFile));
        redirection.bankAccount = QString::fromUtf8(account).remove(QLatin1Char(' ')).trimmed();
    }
    ZF_ASSIGN(const QString who, authenticated(decision, Permission::refund));
    ZF_ASSIGN(const access::Settings settings, folder_.settings());
    ZF_ASSIGN(const auto clients, folder_.connectToWechat());
    return payments::RefundDesk(
        folder_.writer(), folder_.readers(), clients, folder_.clock(), folder_.random(), settings)
        .redirect(outRefundNo, redirection, who)
        .map([](const payments::RefundRow& refund) { return view(refund); });
}

Answer Commands::accountBalances(const QString& day)
{
    ZF_ASSIGN(const auto clients, folder_.connectToWechat());
    QDate date;
    if (!day.isEmpty()) {
        ZF_ASSIGN(date, base::parseDay(day));
    }
    QJsonArray items;
    for (const auto account : wechatpay::kAccountTypes) {
        const auto balance =
            date.isValid() ? clients.v3->dayEndBalance(account, date) : clients.v3->balance(account);
        if (!balance)
            return base::fail(balance.error().asError());
        ZF_ASSIGN(const auto booked, folder_.readers().read<std::optional<Money>>([&](Database& database) {
            return date.isValid()
                       ? payouts::expectedAtWechat(database, account, base::startOfDayUtcMs(date.addDays(1)))
                       : payouts::expectedAtWechatNow(database, account);
        }));
        items.append(QJsonObject{{QStringLiteral("account"), wechatpay::toText(account)},
            {QStringLiteral("available_fen"), balance->available.inFen()},
            {QStringLiteral("pending_fen"), balance->pending.inFen()},
            {QStringLiteral("books_fen"), booked ? QJsonValue(booked->inFen()) : QJsonValue()}});
    }
    return page(items, -1, 0);
}

Answer Commands::billTrade(const QString& day, const QString& kind, const QString& api, const Target& target)
{
    ZF_ASSIGN(const QDate date, base::parseDay(day));
    ZF_ASSIGN(const auto which, generation(api));
    static const QStringList kKinds{
        QStringLiteral("all"), QStringLiteral("success"), QStringLiteral("refund")};
    const qsizetype at = kKinds.indexOf(kind);
    if (at < 0)
        return base::invalid("invalid_kind", QStringLiteral("The kind is 'all', 'success' or 'refund'."));
    ZF_ASSIGN(const auto clients, folder_.connectToWechat());
    ZF_ASSIGN(CsvFile csv,
        CsvFile::open(target, folder_.path(),
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
        return QJsonObject{{QStringLiteral("rows"), 0}, {QStringLiteral("file"), QJsonValue()}};
    ZF_TRY(csv.commit());
    return withGaps({{QStringLiteral("rows"), summary->rows}, {QStringLiteral("file"), target.file},
                        {QStringLiteral("settlement_fen"), summary->settlement.inFen()},
                        {QStringLiteral("refund_fen"), summary->refund.inFen()}},
        summary->gaps,
        {{QStringLiteral("missing_fen"), summary->missingSettlement},
            {QStringLiteral("missing_refund_fen"), summary->missingRefund}});
}

Answer Commands::billFunds(
    const QString& day, const QString& account, const QString& api, const Target& target)
{
    ZF_ASSIGN(const QDate date, base::parseDay(day));
    ZF_ASSIGN(const auto which, generation(api));
    ZF_ASSIGN(const auto of, accountType(account));
    ZF_ASSIGN(const auto clients, folder_.connectToWechat());
    ZF_ASSIGN(CsvFile csv,
        CsvFile::open(target, folder_.path(),
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
        return QJsonObject{{QStringLiteral("rows"), 0}, {QStringLiteral("file"), QJsonValue()}};
    ZF_TRY(csv.commit());
    return withGaps({{QStringLiteral("rows"), summary->rows}, {QStringLiteral("file"), target.file},
                        {QStringLiteral("in_fen"), summary->in.inFen()},
                        {QStringLiteral("out_fen"), summary->out.inFen()}},
        summary->gaps,
        {{QStringLiteral("missing_in_fen"), summary->missingIn},
            {QStringLiteral("missing_out_fen"), summary->missingOut}});
}

Answer Commands::consent(
    qint64 user, base::Result<payouts::Consent> (payouts::ConsentDesk::*act)(base::UserId))
{
    ZF_ASSIGN(const access::Settings settings, folder_.settings());
    ZF_ASSIGN(const auto clients, folder_.connectToWechat());
    payouts::ConsentDesk desk(
        folder_.writer(), folder_.readers(), *clients.v3, folder_.clock(), folder_.random(), settings);
    ZF_ASSIGN(const payouts::Consent now, (desk.*act)(UserId(user)));
    return QJsonObject{{QStringLiteral("user"), user}, {QStringLiteral("authorization"), now.number},
        {QStringLiteral("state"), now.state}, {QStringLiteral("package_info"), now.packageInfo},
        {QStringLiteral("close_reason"), now.closeReason}};
}

Answer Commands::userAuthorize(qint64 user)
{
    return consent(user, &payouts::ConsentDesk::ask);
}

Answer Commands::userAuthorization(qint64 user)
{
    return consent(user, &payouts::ConsentDesk::query);
}

Answer Commands::userDeauthorize(qint64 user)
{
    return consent(user, &payouts::ConsentDesk::end);
}

Answer Commands::withdrawalReceipt(qint64 id, const Target& target)
{
    ZF_ASSIGN(const auto payout, folder_.readers().read<payouts::Payout>([&](Database& database) {
        return payouts::findPayout(database, base::PayoutId(id));
    }));
    ZF_ASSIGN(const auto clients, folder_.connectToWechat());
    ZF_ASSIGN(const QByteArray content, payouts::fetchReceipt(*clients.v3, payout, [] {
        std::this_thread::sleep_for(kReceiptAskEvery);
        return true;
    }));
    ZF_TRY(backend::writeOutput(target.file, folder_.path(), target.existing(), content));
    return QJsonObject{{QStringLiteral("file"), target.file}, {QStringLiteral("bytes"), content.size()}};
}

} // namespace zhangfang::ctl
