#include "payments/order_desk.h"

#include "base/calendar.h"
#include "base/plain_text.h"
#include "recovery/standing.h"
#include "shop/tasks.h"
#include "shop/users.h"
#include "wechatpay/limits.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace zhangfang::payments
{

using wechatpay::Channel;
using wechatpay::Disposition;
using wechatpay::Generation;

namespace
{

/// A link is not handed out in its last moments.
constexpr qint64 kLinkMarginMs = 30'000;

/// WeChat knows the number, and nothing can be paid under it any more.
bool isUsedUp(const wechatpay::ApiError& error)
{
    return error.disposition == Disposition::refused &&
           (error.code == QLatin1String("ORDER_CLOSED") || error.code == QLatin1String("ORDERCLOSED"));
}

Status checkNew(const NewOrder& wanted)
{
    if (!wanted.amount.isPositive())
        return base::invalid("invalid_amount", QStringLiteral("The amount must be at least 0.01."));
    if (!base::isSentence(wanted.description, wechatpay::kDescriptionLength))
        return base::invalid("invalid_description",
            QStringLiteral("The description must have 1 to 127 characters, and no line ends."));
    for (const auto& [field, text] : {std::pair("attach", wanted.attributes.attach),
             {"goods_tag", wanted.attributes.goodsTag}, {"redirect_url", wanted.attributes.redirectUrl}}) {
        if (!base::isPlainText(text))
            return base::invalid("invalid_text",
                QStringLiteral(
                    "The field %1 must be on one line, and every character of it one that can be seen.")
                    .arg(QString::fromLatin1(field)));
    }
    // Laid out over several lines or not: what counts are the texts in it.
    if (!base::isPlainJson(QJsonDocument::fromJson(wanted.attributes.detail.toUtf8()).object()))
        return base::invalid("invalid_text",
            QStringLiteral(
                "The texts in the field detail must each be on one line, and every character one that "
                "can be seen."));
    const Channel channel = wechatpay::parseChannel(wanted.channel);
    if (channel == Channel::unknown)
        return base::invalid(
            "invalid_channel", QStringLiteral("The channel is 'native', 'jsapi', 'app', 'h5' or 'code'."));
    if (channel == Channel::h5 && wanted.clientIp.isEmpty() && wanted.attributes.clientIp.isEmpty())
        return base::invalid(
            "client_ip_required", QStringLiteral("An h5 order needs the address of the customer's phone."));
    // Facts page and documents: 18 digits that begin with 10 to 15.
    static const QRegularExpression kCode(QStringLiteral("^1[0-5][0-9]{16}$"));
    if (channel == Channel::code && !kCode.match(wanted.authCode).hasMatch())
        return base::invalid(
            "invalid_auth_code", QStringLiteral("A payment code has 18 digits and begins with 10 to 15."));
    if ((wanted.purpose == shop::Purpose::topup || wanted.channel == QLatin1String("jsapi")) &&
        wanted.user == base::UserId())
        return base::invalid("user_required", QStringLiteral("A top-up or a jsapi order needs its user."));
    return {};
}

} // namespace

QString newOrderNumber(base::RandomSource& random, qint64 nowUtcMs)
{
    return QStringLiteral("Z%1%2").arg(base::businessDay(nowUtcMs).toString(QStringLiteral("yyyyMMdd")),
        QString::fromLatin1(random.token(12)));
}

Result<shop::Order> OrderDesk::find(const QString& number) const
{
    return readers_.read<shop::Order>(
        [&](storage::Database& database) { return shop::findOrder(database, number); });
}

Result<QByteArray> OrderDesk::bytesOf(
    storage::Database& database, const shop::Order& order, const QString& authCode) const
{
    ZF_ASSIGN(wechatpay::Cashier* const cashier, cashierOf(order));
    const Channel channel = wechatpay::parseChannel(order.channel);
    const bool v2 = cashier->generation() == Generation::v2;
    wechatpay::OrderRequest request;
    request.channel = channel;
    request.outTradeNo = order.number;
    request.description = order.description;
    request.amount = order.amount;
    request.notifyUrl = settings_.text(v2 ? "wechatpay.v2_notify_url" : "wechatpay.notify_url");
    request.expiresAtUtcMs = order.expiresAtUtcMs;
    request.clientIp =
        order.attributes.clientIp.isEmpty() ? QStringLiteral("127.0.0.1") : order.attributes.clientIp;
    request.authCode = authCode;
    request.storeId = settings_.text("counter.store_id");
    request.appid = order.appid;
    request.attach = order.attributes.attach;
    request.goodsTag = order.attributes.goodsTag;
    request.detail = order.attributes.detail;
    request.supportFapiao = order.attributes.supportFapiao;
    request.redirectUrl = order.attributes.redirectUrl;
    if (channel == Channel::jsapi) {
        ZF_ASSIGN(request.openid, shop::openidIn(database, order.user, order.appid, settings_.apps()));
        if (request.openid.isEmpty())
            return base::refused("no_openid", QStringLiteral("User %1 has no openid in the app %2.")
                                                  .arg(order.user.toString(), order.appid));
    }
    return cashier->orderBytes(request);
}

Result<OrderDesk::Stored> OrderDesk::storedIn(storage::Database& database, const NewOrder& wanted) const
{
    const qint64 now = clock_.nowUtcMs();
    const QString text = wanted.number.isEmpty() ? newOrderNumber(random_, now) : wanted.number;
    shop::Order order;
    ZF_ASSIGN(order.number, base::OrderNo::parse(text));
    order.user = wanted.user;
    order.purpose = wanted.purpose;
    order.channel = wanted.channel;
    order.description = wanted.description;
    order.amount = wanted.amount;
    order.createdAtUtcMs = now;
    const bool counter = wechatpay::parseChannel(wanted.channel) == Channel::code;
    order.expiresAtUtcMs = now + (counter ? settings_.number("counter.wait_seconds") * 1000
                                          : settings_.number("orders.expire_minutes") * 60'000);
    order.api = settings_.text("wechatpay.generation");
    order.appid = wanted.appid.isEmpty() ? settings_.text("wechatpay.appid") : wanted.appid;
    order.attributes = wanted.attributes;
    if (order.attributes.clientIp.isEmpty())
        order.attributes.clientIp = wanted.clientIp;
    if (!settings_.apps().contains(order.appid))
        return base::refused("unknown_app",
            QStringLiteral(
                "The app %1 is none of this shop's: wechatpay.appid and wechatpay.appids name them.")
                .arg(order.appid.left(40)));
    const auto before = shop::findOrder(database, text);
    if (!before && before.error().code != QLatin1String("no_such_order"))
        return base::fail(before.error());
    if (before) {
        if (before->amount != wanted.amount || before->description != wanted.description ||
            before->channel != wanted.channel || before->purpose != wanted.purpose ||
            before->user != wanted.user ||
            (before->opening != shop::Opening::nothing &&
                (before->attributes != order.attributes ||
                    (!before->appid.isEmpty() && before->appid != order.appid))))
            return base::refused(
                "number_reused", QStringLiteral("There already is another order %1.").arg(text));
        if (before->payment != shop::Payment::pending || before->opening != shop::Opening::nothing)
            return Stored{*before, Fresh::no};
    } else if (wanted.user != base::UserId()) {
        ZF_TRY(shop::findUser(database, wanted.user));
    }
    // Nothing of it is at WeChat: made after the settings of this moment, as if for the first time.
    ZF_ASSIGN(order.request, bytesOf(database, order, wanted.authCode));
    if (!before)
        ZF_TRY(shop::insertOrder(database, order));
    else
        ZF_TRY(shop::remakeOrder(database, before->id, order));
    return shop::findOrder(database, text).map([](shop::Order made) {
        return Stored{std::move(made), Fresh::yes};
    });
}

Result<shop::Order> OrderDesk::store(storage::Database& database, const NewOrder& wanted) const
{
    ZF_TRY(checkNew(wanted));
    ZF_ASSIGN(const Stored stored, storedIn(database, wanted));
    // Nothing of it has left: whoever goes on with it opens it as if for the first time.
    if (stored.fresh == Fresh::yes)
        ZF_TRY(shop::recordNotTaken(database, stored.order.id));
    return stored.order;
}

Result<OrderDesk::Stored> OrderDesk::stored(const NewOrder& wanted)
{
    return writer_.runNow<Stored>([&](storage::Database& database) { return storedIn(database, wanted); });
}

Result<wechatpay::Cashier*> OrderDesk::cashierOf(const shop::Order& order) const
{
    if (wechatpay::Cashier* const cashier = clients_.cashier(generationOf(order)))
        return cashier;
    return base::refused(
        "not_configured", QStringLiteral("Order %1 needs API v2, and the merchant's v2 key is not set.")
                              .arg(order.number.toString()));
}

Result<shop::Order> OrderDesk::create(const NewOrder& wanted)
{
    ZF_TRY(checkNew(wanted));
    ZF_ASSIGN(const Stored begun, stored(wanted));
    const shop::Order& order = begun.order;
    if (order.payment != shop::Payment::pending)
        return order;
    ZF_ASSIGN(wechatpay::Cashier* const cashier, cashierOf(order));
    if (wechatpay::parseChannel(order.channel) == Channel::code)
        return payByCode(begun, *cashier);
    if (!order.codeUrl.isEmpty() || !order.prepayId.isEmpty())
        return renewed(order);
    return open(begun, *cashier);
}

Result<shop::Order> OrderDesk::open(const Stored& begun, wechatpay::Cashier& cashier)
{
    const shop::Order& order = begun.order;
    const auto prepay = cashier.createOrder(wechatpay::parseChannel(order.channel), order.request);
    if (prepay)
        return keepLink(order, *prepay);
    const base::Error error = prepay.error().asError();
    if (prepay.error().reason == wechatpay::Reason::otherContent)
        return knownOtherwise(order, error);
    // A refusal speaks of this sending alone: where an earlier one was unclear, nothing is sure.
    if (prepay.error().disposition != Disposition::unclear)
        ZF_TRY(notTaken(begun));
    if (begun.fresh == Fresh::yes && isUsedUp(prepay.error()))
        ZF_TRY(closeHere(order, error.message));
    return base::fail(error);
}

Result<shop::Order> OrderDesk::knownOtherwise(const shop::Order& order, const base::Error& error)
{
    // Something stands at WeChat under our number: it may be paid, so other bytes are never sent for it.
    ZF_ASSIGN(const Asked asked, ask(order.number.toString()));
    if (asked.order.payment != shop::Payment::pending)
        return asked.order;
    return base::fail(error);
}

Status OrderDesk::notTaken(const Stored& begun)
{
    if (begun.fresh == Fresh::no)
        return {};
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(shop::recordNotTaken(database, begun.order.id));
            return 0;
        })
        .map([](int) {});
}

Result<shop::Order> OrderDesk::keepLink(const shop::Order& order, const wechatpay::Prepay& prepay)
{
    QString link = prepay.link;
    if (!order.attributes.redirectUrl.isEmpty() && !link.isEmpty()) {
        ZF_ASSIGN(link, wechatpay::withRedirect(link, order.attributes.redirectUrl));
    }
    ZF_TRY(writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
        ZF_TRY(shop::recordOpened(database, order.id, link, prepay.prepayId, clock_.nowUtcMs()));
        return 0;
    }));
    return find(order.number.toString());
}

Result<shop::Order> OrderDesk::renewed(const shop::Order& order)
{
    const qint64 now = clock_.nowUtcMs();
    const Channel channel = wechatpay::parseChannel(order.channel);
    const qint64 lives = channel == Channel::h5 ? wechatpay::kH5LinkLivesMs : wechatpay::kPrepayLivesMs;
    if (now - order.linkMadeAtUtcMs < lives - kLinkMarginMs)
        return order;
    if (order.expiresAtUtcMs <= now)
        return base::refused("wrong_state",
            QStringLiteral("Order %1 has run out and is being closed.").arg(order.number.toString()));
    ZF_ASSIGN(wechatpay::Cashier* const cashier, cashierOf(order));
    // The same bytes under the same number give a new link: facts page, "Paying in".
    const auto prepay = cashier->createOrder(channel, order.request);
    if (prepay)
        return keepLink(order, *prepay);
    // Paid or closed meanwhile: WeChat's word of the order itself tells.
    ZF_ASSIGN(const Asked asked, ask(order.number.toString()));
    if (asked.order.payment != shop::Payment::pending)
        return asked.order;
    return base::fail(prepay.error().asError());
}

Result<shop::Order> OrderDesk::link(const QString& number)
{
    ZF_ASSIGN(const shop::Order order, find(number));
    if (order.payment != shop::Payment::pending || (order.codeUrl.isEmpty() && order.prepayId.isEmpty()))
        return base::refused("wrong_state", QStringLiteral("Order %1 is %2 and has no link to hand out.")
                                                .arg(number, shop::toText(order.state)));
    return renewed(order);
}

Result<shop::Order> OrderDesk::payByCode(const Stored& begun, wechatpay::Cashier& cashier)
{
    const shop::Order& order = begun.order;
    // A code is used once: what may have been taken is asked about, never sent again.
    if (begun.fresh == Fresh::no)
        return sync(order.number.toString());
    const auto paid = cashier.payByCode(order.request);
    if (paid) {
        // Who stands at the counter must not take "not booked" for "not paid": the order goes on being asked
        // about until it is booked.
        if (const Status booked = book(*paid, wechatpay::toldBy("answer", cashier.lastRequestId()));
            !booked) {
            qWarning().noquote() << "paid and not booked yet:" << order.number.toString()
                                 << booked.error().describe();
            return order;
        }
        return find(order.number.toString());
    }
    const base::Error error = paid.error().asError();
    if (paid.error().reason == wechatpay::Reason::otherContent)
        return knownOtherwise(order, error);
    switch (paid.error().disposition) {
    case Disposition::refused:
        ZF_TRY(closeHere(order, error.message));
        return base::fail(error);
    case Disposition::notTaken:
        ZF_TRY(notTaken(begun));
        return base::unavailable("not_taken",
            QStringLiteral("Nothing was taken from the customer, try again: %1").arg(error.message));
    case Disposition::needsPerson:
        ZF_TRY(notTaken(begun));
        return base::fail(error);
    case Disposition::done:
    case Disposition::unclear:
        break;
    }
    return order; // the customer types a password, or nobody knows: ask again, reverse when time is up
}

Status OrderDesk::book(const wechatpay::Transaction& transaction, const QString& source)
{
    return writer_
        .runNow<Applied>([&](storage::Database& database) {
            return applyTransaction(
                database, transaction, expectedFrom(settings_), source, clock_.nowUtcMs());
        })
        .map([](const Applied&) {});
}

Result<OrderDesk::Asked> OrderDesk::ask(const QString& number)
{
    ZF_ASSIGN(const shop::Order order, find(number));
    ZF_ASSIGN(wechatpay::Cashier* const cashier, cashierOf(order));
    const auto transaction = cashier->queryOrder(order.number, order.appid);
    if (!transaction && transaction.error().isNotFound())
        return Asked{order, {}, false}; // not opened at WeChat yet: nothing to book
    if (!transaction)
        return base::fail(transaction.error().asError());
    if (transaction->outTradeNo != number)
        return base::unavailable("wechat_unclear",
            QStringLiteral("WeChat Pay was asked about order %1 and answered about another.").arg(number));
    ZF_TRY(book(*transaction, wechatpay::toldBy("query", cashier->lastRequestId())));
    using enum wechatpay::TradeState;
    const auto state = transaction->state.value;
    if (order.payment == shop::Payment::pending && (state == closed || state == revoked || state == payError))
        ZF_TRY(closeHere(order, QStringLiteral("%1 at WeChat Pay").arg(transaction->state.text)));
    ZF_ASSIGN(shop::Order now, find(number));
    return Asked{std::move(now), state, true, transaction->state.text.left(40)};
}

Result<shop::Order> OrderDesk::sync(const QString& number)
{
    return ask(number).map([](const Asked& asked) { return asked.order; });
}

Result<QJsonObject> OrderDesk::invocation(const QString& number)
{
    ZF_ASSIGN(const shop::Order before, find(number));
    if (before.prepayId.isEmpty() || before.payment != shop::Payment::pending)
        return base::refused(
            "wrong_state", QStringLiteral("Order %1 has nothing to invoke payment with.").arg(number));
    ZF_ASSIGN(const shop::Order order, renewed(before));
    if (order.payment != shop::Payment::pending)
        return base::refused(
            "wrong_state", QStringLiteral("Order %1 is %2 by now.").arg(number, shop::toText(order.state)));
    ZF_ASSIGN(wechatpay::Cashier* const cashier, cashierOf(order));
    return cashier->invocation(wechatpay::parseChannel(order.channel), order.prepayId, order.appid);
}

} // namespace zhangfang::payments
