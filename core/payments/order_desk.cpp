#include "payments/order_desk.h"

#include "base/calendar.h"
#include "recovery/standing.h"
#include "shop/tasks.h"
#include "shop/users.h"
#include "wechatpay/limits.h"

#include <iterator>
#include <QRegularExpression>

namespace zhangfang::payments
{

using wechatpay::Channel;
using wechatpay::Disposition;
using wechatpay::Generation;

namespace
{

constexpr int kPollPage = 20;
/// How long to wait before the next question, growing from half a minute to half an hour.
qint64 queryDelayMs(int queries)
{
    return std::min<qint64>(30'000LL << std::min(queries, 6), 1'800'000);
}

/// A link is not handed out in its last moments.
constexpr qint64 kLinkMarginMs = 30'000;
/// Paid at WeChat and set aside here: asked about again after this.
constexpr qint64 kPaidElsewhereAgainMs = 30LL * 60 * 1000;
constexpr qint64 kReverseExpiredAgainMs = 6LL * 3600 * 1000;
/// API v2's documents of closeorder: five minutes after the order was opened at the earliest.
constexpr qint64 kV2CloseNotBeforeMs = 5LL * 60 * 1000;
/// A payment by code that was not there to be reversed is asked about so long after it was closed.
constexpr qint64 kAskAfterClosing[] = {60'000, 300'000, 1'800'000, 7'200'000, 86'400'000};

/// A question about a closed order that got no answer: again after this, and after that once a person knows.
constexpr qint64 kClosedAgainMs = 10LL * 60 * 1000;
constexpr qint64 kOverdueAgainMs = 6LL * 3600 * 1000;
/// So long after it has run out an order whose fate is not known is a task for a person.
constexpr qint64 kStuckMs = 30LL * 60 * 1000;

/// When a pending order is asked about next: not past its end, and ever more rarely after it.
qint64 nextQuery(const shop::Order& order, qint64 nowUtcMs)
{
    const qint64 wanted = nowUtcMs + queryDelayMs(order.queries);
    return order.expiresAtUtcMs <= nowUtcMs ? std::max(wanted, nowUtcMs + 60'000)
                                            : std::min(wanted, order.expiresAtUtcMs);
}

/// When an order that was closed at `closedAtUtcMs` is asked about next; nothing: it was asked often enough.
std::optional<qint64> afterClosing(qint64 closedAtUtcMs, qint64 nowUtcMs)
{
    for (const qint64 after : kAskAfterClosing) {
        if (closedAtUtcMs + after > nowUtcMs + 1000)
            return closedAtUtcMs + after;
    }
    return std::nullopt;
}

/// The last question after closing has got no answer for so long that a person has to look.
bool isOverdue(qint64 closedAtUtcMs, qint64 nowUtcMs)
{
    return nowUtcMs - closedAtUtcMs >= *std::rbegin(kAskAfterClosing) + kStuckMs;
}

/// A question about a closed order that went wrong is asked again so soon; slowly once a person was told.
qint64 retryAfterClosing(qint64 closedAtUtcMs, qint64 nowUtcMs)
{
    return nowUtcMs + (isOverdue(closedAtUtcMs, nowUtcMs) ? kOverdueAgainMs : kClosedAgainMs);
}

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
    if (wanted.description.trimmed().isEmpty() || wanted.description.size() > wechatpay::kDescriptionLength)
        return base::invalid(
            "invalid_description", QStringLiteral("The description must have 1 to 127 characters."));
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

Result<OrderDesk::Stored> OrderDesk::stored(const NewOrder& wanted)
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
    return writer_.runNow<Stored>([&](storage::Database& database) -> Result<Stored> {
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
            if (before->state != shop::OrderState::pending || before->opening != shop::Opening::nothing)
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
    });
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
    if (order.state != shop::OrderState::pending)
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
    if (asked.order.state != shop::OrderState::pending)
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
    if (asked.order.state != shop::OrderState::pending)
        return asked.order;
    return base::fail(prepay.error().asError());
}

Result<shop::Order> OrderDesk::link(const QString& number)
{
    ZF_ASSIGN(const shop::Order order, find(number));
    if (order.state != shop::OrderState::pending || (order.codeUrl.isEmpty() && order.prepayId.isEmpty()))
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
        ZF_TRY(book(*paid, wechatpay::toldBy("answer", cashier.lastRequestId())));
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
    if (order.state == shop::OrderState::pending &&
        (state == closed || state == revoked || state == payError))
        ZF_TRY(closeHere(order, QStringLiteral("%1 at WeChat Pay").arg(transaction->state.text)));
    ZF_ASSIGN(shop::Order now, find(number));
    return Asked{std::move(now), state, true, transaction->state.text.left(40)};
}

Result<shop::Order> OrderDesk::sync(const QString& number)
{
    return ask(number).map([](const Asked& asked) { return asked.order; });
}

Status OrderDesk::closeHere(
    const shop::Order& order, const QString& why, std::optional<qint64> askAgainAtUtcMs)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            // Read again: a notification may have come in between.
            ZF_ASSIGN(const shop::Order current, shop::findOrder(database, order.number.toString()));
            if (!shop::next(current.state, shop::OrderEvent::closed))
                return 0;
            ZF_TRY(shop::apply(database, current, shop::OrderEvent::closed, why, clock_.nowUtcMs()));
            for (const char* over : {"order_unclear", "reverse_expired"})
                ZF_TRY(shop::settleTask(database, QStringLiteral("order:") + order.number.toString(),
                    QString::fromLatin1(over), clock_.nowUtcMs()));
            if (askAgainAtUtcMs)
                ZF_TRY(shop::askAt(database, current.id, *askAgainAtUtcMs));
            return 0;
        })
        .map([](int) {});
}

Status OrderDesk::tellOfReversed(const shop::Order& order, const QString& why, const QString& words)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(shop::raiseTask(database, QStringLiteral("order:") + order.number.toString(),
                QStringLiteral("paid_and_reversed"),
                QStringLiteral(
                    "Order %1 was booked as paid by %2, and a reversal of it went to WeChat Pay (%3): %4 "
                    "went "
                    "back to the customer, or may yet. WeChat Pay says of it now: %5. Ask to be paid again "
                    "before it is handed over; the books still count it as paid.")
                    .arg(order.number.toString(), order.transactionId, why, order.amount.toDisplay(),
                        words.left(200)),
                clock_.nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Status OrderDesk::recordReversal(const shop::Order& order, const QString& why)
{
    ZF_ASSIGN(const shop::Order before,
        writer_.runNow<shop::Order>([&](storage::Database& database) -> Result<shop::Order> {
            ZF_ASSIGN(shop::Order current, shop::findOrder(database, order.id));
            if (shop::next(current.state, shop::OrderEvent::closed))
                ZF_TRY(shop::apply(database, current, shop::OrderEvent::closed, why, clock_.nowUtcMs()));
            else
                ZF_TRY(shop::note(database, current, why, clock_.nowUtcMs()));
            return current;
        }));
    if (before.transactionId.isEmpty())
        return {};
    // Told before WeChat is asked: a person hears of it even where no answer comes.
    ZF_TRY(tellOfReversed(before, why, QStringLiteral("it has not answered yet")));
    const auto asked = ask(order.number.toString());
    ZF_TRY(tellOfReversed(before, why,
        !asked           ? asked.error().message
        : asked->isKnown ? asked->words
                         : QStringLiteral("it does not know the number")));
    return base::refused("paid_and_reversed",
        QStringLiteral("Order %1 was paid, and its reversal was sent at the same moment: the money goes back "
                       "to the customer.")
            .arg(order.number.toString()));
}

Status OrderDesk::askAt(const shop::Order& order, qint64 atUtcMs)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(shop::askAt(database, order.id, atUtcMs));
            return 0;
        })
        .map([](int) {});
}

Result<shop::Order> OrderDesk::close(const QString& number)
{
    ZF_ASSIGN(const shop::Order order, find(number));
    if (order.state == shop::OrderState::pending && order.opening == shop::Opening::nothing) {
        ZF_TRY(closeHere(order, QStringLiteral("WeChat Pay never took it")));
        return find(number);
    }
    ZF_ASSIGN(const Asked asked, ask(number));
    return end(asked);
}

Result<shop::Order> OrderDesk::pastReversal(const shop::Order& order, const QString& words)
{
    const QString number = order.number.toString();
    ZF_TRY(writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
        const qint64 now = clock_.nowUtcMs();
        if (!order.isPastReversal) {
            ZF_TRY(shop::recordPastReversal(database, order.id));
            ZF_TRY(shop::raiseTask(database, QStringLiteral("order:") + number,
                QStringLiteral("reverse_expired"),
                QStringLiteral(
                    "Order %1 can no longer be reversed (%2). Should it turn out to be paid, give the money "
                    "back with a refund.")
                    .arg(number, words),
                now));
        }
        ZF_TRY(shop::askAt(database, order.id, now + kReverseExpiredAgainMs));
        return 0;
    }));
    return base::refused("reverse_expired",
        QStringLiteral("Order %1 can no longer be reversed; refund it if it was paid.").arg(number));
}

Result<shop::Order> OrderDesk::end(const Asked& asked)
{
    const shop::Order& order = asked.order;
    const QString number = order.number.toString();
    const qint64 now = clock_.nowUtcMs();
    if (order.state == shop::OrderState::closed)
        return order;
    if (!shop::next(order.state, shop::OrderEvent::closed))
        return base::refused("wrong_state",
            QStringLiteral("Order %1 is %2 and cannot be closed.").arg(number, shop::toText(order.state)));
    // Paid there and set aside here: whatever the reason, the customer's money is with the shop.
    if (asked.state == wechatpay::TradeState::success || asked.state == wechatpay::TradeState::refund) {
        ZF_TRY(askAt(order, now + kPaidElsewhereAgainMs));
        return base::refused("paid_at_wechat",
            QStringLiteral(
                "WeChat Pay says that order %1 was paid; what does not fit about it is a task, and until "
                "that is settled it is neither closed nor reversed.")
                .arg(number));
    }
    ZF_TRY(readers_.read<int>([&](storage::Database& database) -> Result<int> {
        ZF_TRY(recovery::mayActOn(database, order.createdAtUtcMs));
        return 0;
    }));
    ZF_ASSIGN(wechatpay::Cashier* const cashier, cashierOf(order));
    // A payment by code is reversed: whatever becomes of it at the bank, the customer gets it back.
    const bool counter = wechatpay::parseChannel(order.channel) == Channel::code;
    // Only API v2 asks for patience: fifteen seconds before a reversal, five minutes before an order is
    // closed.
    const bool v2 = cashier->generation() == Generation::v2;
    const qint64 notBefore =
        v2 ? order.sentAtUtcMs + (counter ? wechatpay::kReverseNotBeforeMs : kV2CloseNotBeforeMs) : 0;
    // Told once: from then on it is only asked about.
    if (counter && order.isPastReversal)
        return pastReversal(order, {});
    if (now < notBefore) {
        ZF_TRY(writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(shop::expireBy(database, order.id, notBefore));
            return 0;
        }));
        return base::unavailable("too_early",
            QStringLiteral(
                "WeChat Pay does not let order %1 be ended yet; it is done by itself in %2 seconds.")
                .arg(number)
                .arg((notBefore - now + 999) / 1000));
    }
    if (counter) {
        // Another process may have booked it since WeChat was asked.
        ZF_ASSIGN(const shop::Order current, find(number));
        if (current.state != shop::OrderState::pending)
            return current;
    }
    const auto ended = counter ? cashier->reverseOrder(order.number, order.appid)
                               : cashier->closeOrder(order.number, order.appid);
    const bool nothingThere = !ended && ended.error().isNotFound();
    const bool isDone = ended || ended.error().disposition == Disposition::done;
    if (counter && isDone) {
        ZF_TRY(recordReversal(order, QStringLiteral("reversed by the shop")));
        return find(number);
    }
    if (isDone || nothingThere) {
        const QString why = QStringLiteral("closed by the shop");
        // No notification comes of a code: what was not there when it was to be reversed may surface yet.
        const bool mayCome = counter && nothingThere;
        ZF_TRY(closeHere(order,
            mayCome ? QStringLiteral("nothing was there to reverse; it is asked about again") : why,
            mayCome ? std::optional(now + kAskAfterClosing[0]) : std::nullopt));
        return find(number);
    }
    if (counter && ended.error().disposition == Disposition::refused)
        return pastReversal(order, ended.error().describe());
    if (counter && ended.error().disposition == Disposition::unclear) {
        // Nobody asks about an order that is paid: what is to be known of its reversal is asked for now.
        ZF_ASSIGN(const shop::Order current, find(number));
        if (!current.transactionId.isEmpty())
            ZF_TRY(recordReversal(
                order, QStringLiteral("a reversal was sent: %1").arg(ended.error().describe().left(200))));
    }
    return base::fail(ended.error().asError());
}

Result<QJsonObject> OrderDesk::invocation(const QString& number)
{
    ZF_ASSIGN(const shop::Order before, find(number));
    if (before.prepayId.isEmpty() || before.state != shop::OrderState::pending)
        return base::refused(
            "wrong_state", QStringLiteral("Order %1 has nothing to invoke payment with.").arg(number));
    ZF_ASSIGN(const shop::Order order, renewed(before));
    if (order.state != shop::OrderState::pending)
        return base::refused(
            "wrong_state", QStringLiteral("Order %1 is %2 by now.").arg(number, shop::toText(order.state)));
    ZF_ASSIGN(wechatpay::Cashier* const cashier, cashierOf(order));
    return cashier->invocation(wechatpay::parseChannel(order.channel), order.prepayId, order.appid);
}

Status OrderDesk::handleDue(const shop::Order& order)
{
    const QString number = order.number.toString();
    const qint64 now = clock_.nowUtcMs();
    if (order.state == shop::OrderState::closed) {
        ZF_ASSIGN(const Asked asked, ask(number));
        using enum wechatpay::TradeState;
        // What the customer may still confirm is reversed after all.
        if (asked.order.state == shop::OrderState::closed && asked.isKnown &&
            (asked.state == userPaying || asked.state == notPay)) {
            ZF_TRY(readers_.read<int>([&](storage::Database& database) -> Result<int> {
                ZF_TRY(recovery::mayActOn(database, order.createdAtUtcMs));
                return 0;
            }));
            ZF_ASSIGN(wechatpay::Cashier* const cashier, cashierOf(order));
            const auto reversed = cashier->reverseOrder(order.number, order.appid);
            if (!reversed && reversed.error().disposition != Disposition::done)
                return base::fail(reversed.error().asError());
            return recordReversal(order, QStringLiteral("reversed by the shop: it could still be paid"));
        }
        return {};
    }
    if (order.expiresAtUtcMs <= now)
        return close(number).map([](const shop::Order&) {});
    if (order.opening == shop::Opening::nothing)
        return {}; // nothing of it is there to be asked about
    return sync(number).map([](const shop::Order&) {});
}

Status OrderDesk::tellOfStuck(const shop::Order& order, const base::Error& error)
{
    // These say what became of it, and have tasks of their own.
    if (error.code == QLatin1String("paid_at_wechat") || error.code == QLatin1String("reverse_expired"))
        return {};
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_ASSIGN(const shop::Order current, shop::findOrder(database, order.id));
            const bool isClosed = current.state == shop::OrderState::closed;
            if (current.state != shop::OrderState::pending && !isClosed)
                return 0;
            ZF_TRY(shop::raiseTask(database, QStringLiteral("order:") + order.number.toString(),
                QStringLiteral("order_unclear"),
                (isClosed
                        ? QStringLiteral("Order %1 of %2 was closed here, and whether it was paid after all "
                                         "is not known: %3. Look it up in the merchant platform.")
                        : QStringLiteral("Order %1 of %2 has run out, and what became of it at WeChat Pay "
                                         "is not known: %3. Look it up in the merchant platform."))
                    .arg(order.number.toString(), order.amount.toDisplay(), error.message.left(300)),
                clock_.nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Status OrderDesk::answeredAfterClosing(const shop::Order& order, std::optional<qint64> nextUtcMs)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(shop::askAt(database, order.id, nextUtcMs));
            ZF_TRY(shop::settleTask(database, QStringLiteral("order:") + order.number.toString(),
                QStringLiteral("order_unclear"), clock_.nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Result<int> OrderDesk::pollDue()
{
    const qint64 now = clock_.nowUtcMs();
    ZF_ASSIGN(const auto due, readers_.read<std::vector<shop::Order>>([&](storage::Database& database) {
        return shop::dueOrders(database, now, kPollPage);
    }));
    for (const shop::Order& order : due) {
        const bool isClosed = order.state == shop::OrderState::closed;
        // Counted from the moment it was closed, which may be long after its end: the engine may have been
        // off.
        qint64 closedAt = order.expiresAtUtcMs;
        if (isClosed) {
            ZF_ASSIGN(closedAt, readers_.read<qint64>([&](storage::Database& database) {
                return shop::closedAt(database, order);
            }));
        }
        // Move on first: an order that cannot be asked about must not keep the others waiting.
        const qint64 next = isClosed ? retryAfterClosing(closedAt, now) : nextQuery(order, now);
        ZF_TRY(writer_.runNow<qint64>([&](storage::Database& database) {
            return database.execute("UPDATE orders SET queries = queries + 1, next_query_at = :next WHERE id "
                                    "= :id AND state IN ('pending', 'closed')",
                {{":next", next}, {":id", order.id}});
        }));
        const Status handled = handleDue(order);
        if (isClosed && handled)
            ZF_TRY(answeredAfterClosing(order, afterClosing(closedAt, now)));
        if (!handled && (isClosed ? isOverdue(closedAt, now) : now - order.expiresAtUtcMs >= kStuckMs))
            ZF_TRY(tellOfStuck(order, handled.error()));
        if (!handled && handled.error().kind == base::ErrorKind::damaged)
            return base::fail(handled.error());
        if (!handled && handled.error().code == QLatin1String("wechat_unclear"))
            break; // a silent WeChat would hold this worker once for each of the rest; they are next
    }
    return static_cast<int>(due.size());
}

} // namespace zhangfang::payments
