#include "base/calendar.h"
#include "base/csv.h"
#include "ctl/commands.h"
#include "ctl/json_views.h"
#include "payments/refund_desk.h"
#include "payouts/balances.h"
#include "wechatpay/bills/fetch.h"

#include <QSaveFile>
#include <thread>

namespace zhangfang::ctl
{

using base::Money;
using base::UserId;
using storage::Database;

namespace
{

/// How often the outcome of a payment by code is asked for. Source: WeChat's advice, every five seconds or
/// so.
constexpr auto kAskEvery = std::chrono::seconds(3);
/// A receipt is made while one waits for it.
constexpr int kReceiptAsks = 20;
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

/// A CSV file that is there whole, or not at all.
class CsvFile
{
public:
    explicit CsvFile(const QString& name) : file_(name) {}
    [[nodiscard]] base::Status open(const QStringList& header)
    {
        if (!file_.open(QIODevice::WriteOnly))
            return failed();
        return write(header);
    }
    [[nodiscard]] base::Status write(const QStringList& values)
    {
        const QByteArray line = base::csvLine(values);
        return file_.write(line) == line.size() ? base::Status() : failed();
    }
    [[nodiscard]] base::Status commit() { return file_.commit() ? base::Status() : failed(); }

private:
    [[nodiscard]] base::Status failed() const
    {
        return base::unavailable("disk_error",
            QStringLiteral("%1 cannot be written: %2.").arg(file_.fileName(), file_.errorString()));
    }
    QSaveFile file_;
};

} // namespace

Answer Commands::orderPayCode(const QString& amount, payments::NewOrder order)
{
    ZF_ASSIGN(order.amount, positiveYuan(amount));
    order.channel = QStringLiteral("code");
    const auto act = [](payments::OrderDesk& desk, const shop::Order& begun) -> Result<shop::Order> {
        shop::Order now = begun;
        while (now.state == shop::OrderState::pending) {
            if (base::SystemClock().nowUtcMs() >= now.expiresAtUtcMs)
                return desk.close(now.number.toString());
            std::this_thread::sleep_for(kAskEvery);
            // An answer that is lost is asked for again, until time is up.
            if (auto asked = desk.sync(now.number.toString()))
                now = *asked;
            else if (asked.error().kind != base::ErrorKind::unavailable)
                return asked;
        }
        return now;
    };
    return withOrderDesk([&](payments::OrderDesk& desk) {
        return desk.create(order).and_then([&](const shop::Order& begun) { return act(desk, begun); });
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

Answer Commands::orderRefund(
    const QString& number, const QString& amount, const QString& reason, const Decision& decision)
{
    ZF_ASSIGN(const Money sum, positiveYuan(amount));
    ZF_ASSIGN(const QString who, authenticated(decision));
    return payments::requestRefund(
        folder_.writer(), folder_.clock(), folder_.random(), number, sum, reason, who)
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

Answer Commands::refundRedirect(const QString& outRefundNo, const Decision& decision)
{
    ZF_ASSIGN(const QString who, authenticated(decision));
    ZF_ASSIGN(const access::Settings settings, folder_.settings());
    ZF_ASSIGN(const auto clients, folder_.connectToWechat());
    return payments::RefundDesk(
        folder_.writer(), folder_.readers(), clients, folder_.clock(), folder_.random(), settings)
        .redirect(outRefundNo, who)
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
        const qint64 before =
            date.isValid() ? base::startOfDayUtcMs(date.addDays(1)) : folder_.clock().nowUtcMs() + 1;
        ZF_ASSIGN(const auto booked, folder_.readers().read<std::optional<Money>>([&](Database& database) {
            return payouts::expectedAtWechat(database, account, before);
        }));
        items.append(QJsonObject{{QStringLiteral("account"), wechatpay::toText(account)},
            {QStringLiteral("available_fen"), balance->available.inFen()},
            {QStringLiteral("pending_fen"), balance->pending.inFen()},
            {QStringLiteral("books_fen"), booked ? QJsonValue(booked->inFen()) : QJsonValue()}});
    }
    return page(items, -1, 0);
}

Answer Commands::billTrade(const QString& day, const QString& kind, const QString& api, const QString& file)
{
    ZF_ASSIGN(const QDate date, base::parseDay(day));
    ZF_ASSIGN(const auto which, generation(api));
    static const QStringList kKinds{
        QStringLiteral("all"), QStringLiteral("success"), QStringLiteral("refund")};
    const qsizetype at = kKinds.indexOf(kind);
    if (at < 0)
        return base::invalid("invalid_kind", QStringLiteral("The kind is 'all', 'success' or 'refund'."));
    ZF_ASSIGN(const auto clients, folder_.connectToWechat());
    CsvFile csv(file);
    ZF_TRY(csv.open({QStringLiteral("time"), QStringLiteral("state"), QStringLiteral("transaction_id"),
        QStringLiteral("out_trade_no"), QStringLiteral("settlement_fen"), QStringLiteral("refund_id"),
        QStringLiteral("out_refund_no"), QStringLiteral("refund_fen"),
        QStringLiteral("fee_hundred_thousandths_yuan"), QStringLiteral("description")}));
    ZF_ASSIGN(const auto summary,
        wechatpay::bills::fetchTradeBill(clients, which, date, static_cast<wechatpay::TradeBill>(at),
            [&csv](const wechatpay::bills::TradeRow& row) {
                return csv.write({base::toRfc3339(row.atUtcMs), row.state, row.transactionId, row.outTradeNo,
                    QString::number(row.settlement.inFen()), row.refundId, row.outRefundNo,
                    QString::number(row.refund.inFen()), QString::number(row.feeHundredThousandths),
                    row.description});
            }));
    if (!summary)
        return QJsonObject{{QStringLiteral("rows"), 0}, {QStringLiteral("file"), QJsonValue()}};
    ZF_TRY(csv.commit());
    return QJsonObject{{QStringLiteral("rows"), summary->rows}, {QStringLiteral("file"), file},
        {QStringLiteral("settlement_fen"), summary->settlement.inFen()},
        {QStringLiteral("refund_fen"), summary->refund.inFen()}};
}

Answer Commands::billFunds(
    const QString& day, const QString& account, const QString& api, const QString& file)
{
    ZF_ASSIGN(const QDate date, base::parseDay(day));
    ZF_ASSIGN(const auto which, generation(api));
    ZF_ASSIGN(const auto of, accountType(account));
    ZF_ASSIGN(const auto clients, folder_.connectToWechat());
    CsvFile csv(file);
    ZF_TRY(csv.open({QStringLiteral("time"), QStringLiteral("flow_no"), QStringLiteral("type"),
        QStringLiteral("direction"), QStringLiteral("amount_fen"), QStringLiteral("balance_fen"),
        QStringLiteral("voucher_no"), QStringLiteral("remark")}));
    using Direction = wechatpay::bills::FlowRow::Direction;
    ZF_ASSIGN(const auto summary,
        wechatpay::bills::fetchFlowBill(
            clients, which, date, of, [&csv](const wechatpay::bills::FlowRow& row) {
                return csv.write({base::toRfc3339(row.atUtcMs), row.flowNo, row.type,
                    row.direction == Direction::in ? QStringLiteral("in") : QStringLiteral("out"),
                    QString::number(row.amount.inFen()), QString::number(row.balance.inFen()), row.voucherNo,
                    row.remark});
            }));
    if (!summary)
        return QJsonObject{{QStringLiteral("rows"), 0}, {QStringLiteral("file"), QJsonValue()}};
    ZF_TRY(csv.commit());
    return QJsonObject{{QStringLiteral("rows"), summary->rows}, {QStringLiteral("file"), file},
        {QStringLiteral("in_fen"), summary->in.inFen()}, {QStringLiteral("out_fen"), summary->out.inFen()}};
}

Answer Commands::recordAuthorization(
    UserId user, const wechatpay::ApiResult<wechatpay::v3::Authorization>& told)
{
    if (!told)
        return base::fail(told.error().asError());
    return folder_.writer().runNow<QJsonObject>([&](Database& database) -> Answer {
        ZF_TRY(shop::recordAuthorization(database, user, told->outAuthorizationNo, told->state.text));
        return QJsonObject{{QStringLiteral("user"), user.value()},
            {QStringLiteral("authorization"), told->outAuthorizationNo},
            {QStringLiteral("state"), told->state.text}, {QStringLiteral("package_info"), told->packageInfo},
            {QStringLiteral("close_reason"), told->closeReason}};
    });
}

Answer Commands::userAuthorize(qint64 user)
{
    ZF_ASSIGN(const shop::User payee, folder_.readers().read<shop::User>([&](Database& database) {
        return shop::findUser(database, UserId(user));
    }));
    ZF_ASSIGN(const access::Settings settings, folder_.settings());
    ZF_ASSIGN(const auto clients, folder_.connectToWechat());
    // The number is durable before it is sent: whatever the answer, it can be asked about.
    const QString number =
        payee.authorizationNo.isEmpty() || payee.authorizationState == QLatin1String("CLOSED")
            ? QLatin1Char('A') + QString::fromLatin1(folder_.random().token(23))
            : payee.authorizationNo;
    ZF_TRY(folder_.writer().runNow<int>([&](Database& database) -> Result<int> {
        ZF_TRY(shop::recordAuthorization(database, payee.id, number, QStringLiteral("ASKED")));
        return 0;
    }));
    return recordAuthorization(
        payee.id, clients.v3->createAuthorization({number, payee.openid,
                      payee.name.isEmpty() ? QStringLiteral("user %1").arg(payee.id.toString()) : payee.name,
                      settings.text("wechatpay.transfer_scene_id"), settings.text("wechatpay.notify_url")}));
}

Answer Commands::userAuthorization(qint64 user)
{
    ZF_ASSIGN(const shop::User payee, folder_.readers().read<shop::User>([&](Database& database) {
        return shop::findUser(database, UserId(user));
    }));
    if (payee.authorizationNo.isEmpty())
        return base::notFound("no_authorization", QStringLiteral("User %1 was never asked.").arg(user));
    ZF_ASSIGN(const auto clients, folder_.connectToWechat());
    return recordAuthorization(payee.id, clients.v3->queryAuthorization(payee.authorizationNo));
}

Answer Commands::userDeauthorize(qint64 user)
{
    ZF_ASSIGN(const shop::User payee, folder_.readers().read<shop::User>([&](Database& database) {
        return shop::findUser(database, UserId(user));
    }));
    if (payee.authorizationNo.isEmpty())
        return base::notFound("no_authorization", QStringLiteral("User %1 was never asked.").arg(user));
    ZF_ASSIGN(const auto clients, folder_.connectToWechat());
    return recordAuthorization(payee.id, clients.v3->closeAuthorization(payee.authorizationNo));
}

Answer Commands::withdrawalReceipt(qint64 id, const QString& file)
{
    ZF_ASSIGN(const auto payout, folder_.readers().read<payouts::Payout>([&](Database& database) {
        return payouts::findPayout(database, base::PayoutId(id));
    }));
    if (payout.state != payouts::State::paid || payout.channel != QLatin1String("v3-transfer-bills"))
        return base::refused("wrong_state",
            QStringLiteral(
                "Only a withdrawal that was paid through v3-transfer-bills has an electronic receipt."));
    ZF_ASSIGN(const auto clients, folder_.connectToWechat());
    if (const auto asked = clients.v3->requestReceipt(payout.number);
        !asked && asked.error().disposition != wechatpay::Disposition::unclear)
        return base::fail(asked.error().asError());
    using State = wechatpay::v3::ReceiptState;
    for (int i = 0; i < kReceiptAsks; ++i) {
        const auto receipt = clients.v3->queryReceipt(payout.number);
        if (!receipt)
            return base::fail(receipt.error().asError());
        if (receipt->state.value == State::failed)
            return base::refused(
                "receipt_failed", QStringLiteral("WeChat Pay made no receipt: %1").arg(receipt->failReason));
        if (receipt->state.value != State::finished) {
            std::this_thread::sleep_for(kReceiptAskEvery);
            continue;
        }
        QByteArray content;
        constexpr qsizetype kMost = 8 << 20;
        const auto sent = clients.v3->download(
            receipt->file->downloadUrl, [&content](const QByteArray& piece) -> base::Status {
                content += piece;
                return content.size() <= kMost
                           ? base::Status()
                           : base::Status(base::refused(
                                 "too_large", QStringLiteral("The receipt is larger than any real one.")));
            });
        if (!sent)
            return base::fail(sent.error().asError());
        if (receipt->file->hashType != QLatin1String("SHA256") ||
            crypto::sha256(content).toHex() != receipt->file->hashHex)
            return base::damaged(
                "receipt_damaged", QStringLiteral("The receipt is not the one WeChat Pay spoke of."));
        QSaveFile out(file);
        if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size() || !out.commit())
            return base::unavailable(
                "disk_error", QStringLiteral("%1 cannot be written: %2.").arg(file, out.errorString()));
        return QJsonObject{{QStringLiteral("file"), file}, {QStringLiteral("bytes"), content.size()}};
    }
    return base::unavailable(
        "not_ready", QStringLiteral("WeChat Pay is still making the receipt; try again later."));
}

} // namespace zhangfang::ctl
