#include "payments/refund_desk.h"

#include "access/operators.h"
#include "base/calendar.h"
#include "base/plain_text.h"
#include "payments/refund_doubt.h"
#include "payments/refund_told.h"
#include "recovery/standing.h"
#include "shop/tasks.h"
#include "shop/users.h"
#include "wechatpay/limits.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace zhangfang::payments
{

using wechatpay::ApiError;
using wechatpay::Disposition;

namespace
{

constexpr int kPage = 50;
constexpr qint64 kLongestRetryMs = 10 * 60 * 1000;
/// More goods than an order can have.
constexpr int kMostGoods = 6000;
const QString kSystem = QStringLiteral("system");

} // namespace

Status checkWish(const RefundWish& wish)
{
    if (!wish.fundsAccount.isEmpty() && wish.fundsAccount != QLatin1String("AVAILABLE") &&
        wish.fundsAccount != QLatin1String("UNSETTLED"))
        return base::invalid("invalid_funds_account",
            QStringLiteral("The account that pays is AVAILABLE or UNSETTLED, not '%1'.")
                .arg(wish.fundsAccount.left(20)));
    if (wish.goodsDetail.isEmpty())
        return {};
    const auto wrong = [] {
        return base::invalid("invalid_goods_detail",
            QStringLiteral(
                "The goods are a JSON array of objects with merchant_goods_id, unit_price, "
                "refund_amount and refund_quantity, whole numbers from 0 on, of 1 to %1 goods; its "
                "texts have no line ends, and nothing that cannot be seen.")
                .arg(kMostGoods));
    };
    const QJsonDocument document = QJsonDocument::fromJson(wish.goodsDetail.toUtf8());
    if (!document.isArray() || document.array().isEmpty() || document.array().size() > kMostGoods)
        return wrong();
    for (const auto& item : document.array()) {
        const QJsonObject goods = item.toObject();
        if (goods.value(QLatin1String("merchant_goods_id")).toString().isEmpty() || !base::isPlainJson(goods))
            return wrong();
        for (const char* number : {"unit_price", "refund_amount", "refund_quantity"}) {
            if (goods.value(QLatin1String(number)).toInteger(-1) < 0)
                return wrong();
        }
    }
    return {};
}

Result<RefundRow> requestRefund(storage::Database& database, base::RandomSource& random,
    const QString& orderNumber, Money amount, const QString& reason, const QString& operatorName,
    const RefundWish& wish, qint64 now)
{
    ZF_TRY(checkWish(wish));
    if (!base::isSentence(reason, wechatpay::kRefundReasonLength))
        return base::invalid(
            "invalid_reason", QStringLiteral("The reason must have 1 to %1 characters, and no line ends.")
                                  .arg(wechatpay::kRefundReasonLength));
    ZF_ASSIGN(const OutRefundNo number,
        OutRefundNo::parse(QLatin1Char('R') + base::businessDay(now).toString(QStringLiteral("yyyyMMdd")) +
                           QString::fromLatin1(random.token(16))));
    ZF_ASSIGN(const shop::Order order, shop::findOrder(database, orderNumber));
    ZF_TRY(recovery::mayActOn(database, order.createdAtUtcMs));
    if (!wish.goodsDetail.isEmpty() && generationOf(order) == wechatpay::Generation::v2)
        return base::refused("invalid_goods_detail",
            QStringLiteral("Order %1 was opened with API v2, which knows no refund by goods.")
                .arg(orderNumber));
    ZF_TRY(insertRefund(database, order, amount, reason, number, operatorName, now, wish));
    ZF_ASSIGN(auto refund, findRefund(database, number.toString()));
    if (!refund)
        return base::damaged("damaged", QStringLiteral("The new refund is gone."));
    return std::move(*refund);
}

Status tellOfGoneBalance(
    storage::Database& database, const QString& orderNumber, const QString& why, qint64 nowUtcMs)
{
    return shop::raiseTask(database, QStringLiteral("order:") + orderNumber,
        QStringLiteral("refund_balance_gone"), why, nowUtcMs);
}

qint64 RefundDesk::retryAt(int attempts, qint64 notBeforeMs) const
{
    const wechatpay::Backoff backoff(settings_.number("payouts.first_retry_ms"), kLongestRetryMs);
    return clock_.nowUtcMs() +
           (notBeforeMs > 0 ? notBeforeMs + backoff.delayMs(0, random_) : backoff.delayMs(attempts, random_));
}

Result<RefundRow> RefundDesk::find(const QString& outRefundNo) const
{
    ZF_ASSIGN(const auto found, readers_.read<std::optional<RefundRow>>([&](storage::Database& database) {
        return findRefund(database, outRefundNo);
    }));
    if (!found)
        return base::notFound(
            "no_such_refund", QStringLiteral("There is no refund %1.").arg(outRefundNo.left(64)));
    return *found;
}

errands::Pace RefundDesk::pace() const
{
    return {[this](int attempts, qint64 notBeforeMs) { return retryAt(attempts, notBeforeMs); }, 0};
}

Status RefundDesk::settle(const RefundRow& refund, RefundStage expected, const Step& change)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_ASSIGN(const bool mine, worker_.holds(database, refund.errand));
            ZF_ASSIGN(const RefundRow now, findRefund(database, refund.id));
            if (mine && now.stage == expected) // or a notification was quicker
                ZF_TRY(change(database, now, clock_.nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Result<int> RefundDesk::recover()
{
    return worker_.recover(*this);
}

Result<int> RefundDesk::runDue()
{
    ZF_TRY(loseWishes());
    return worker_.runDue(*this, kPage);
}

Status RefundDesk::lost(storage::Database& database, const errands::Errand& errand, qint64 nowUtcMs)
{
    ZF_ASSIGN(const RefundRow refund, findRefund(database, RefundId(errand.subject.toLongLong())));
    ZF_TRY(errands::recordSent(database, errand.id, nowUtcMs));
    ZF_TRY(errands::beginDoubt(database, errand.id, nowUtcMs));
    return apply(database, refund, RefundEvent::answerLost,
        {kSystem, QStringLiteral("the program stopped while this was being sent"), nowUtcMs, {}}, nowUtcMs)
        .map([](const RefundRow&) {});
}

Status RefundDesk::setAside(
    storage::Database& database, const errands::Errand& errand, const base::Error& error, qint64 nowUtcMs)
{
    ZF_ASSIGN(const RefundRow current, findRefund(database, RefundId(errand.subject.toLongLong())));
    if (isFinal(current.stage))
        return {};
    ZF_TRY(shop::raiseTask(database, taskSubject(current), QStringLiteral("refund_not_taken"),
        QStringLiteral("Refund %1 cannot go on: %2").arg(current.number.toString(), error.message),
        nowUtcMs));
    const RefundChange change{kSystem, error.describe(), retryAt(12), error.message};
    ZF_TRY(errands::block(database, errand.id, error.code));
    if (current.stage != RefundStage::submitting)
        return note(database, current, QStringLiteral("set_aside"), change, nowUtcMs);
    // Sent, and what was said of it could not be written down.
    ZF_TRY(errands::beginDoubt(database, errand.id, nowUtcMs));
    return apply(database, current, RefundEvent::answerLost, change, nowUtcMs).map([](const RefundRow&) {});
}

Result<QByteArray> refundBytes(wechatpay::Cashier& cashier, const shop::Order& order, const RefundRow& refund,
    const access::Settings& settings)
{
    const bool v2 = cashier.generation() == wechatpay::Generation::v2;
    ZF_ASSIGN(const auto account, wechatpay::parseFundsAccount(refund.fundsAccount));
    return cashier.refundBytes({order.number, refund.number, refund.amount, order.amount, refund.reason,
        settings.text(v2 ? "wechatpay.v2_notify_url" : "wechatpay.notify_url"), order.appid,
        refund.goodsDetail, account});
}

Status RefundDesk::work(const std::vector<errands::Errand>& together)
{
    ZF_ASSIGN(const RefundRow refund, readers_.read<RefundRow>([&](storage::Database& database) {
        return findRefund(database, RefundId(together.front().subject.toLongLong()));
    }));
    ZF_ASSIGN(const shop::Order order,
        readers_.read<shop::Order>([&](storage::Database& database) { return orderOf(database, refund); }));
    wechatpay::Cashier* const cashier = clients_.cashier(generationOf(order));
    if (!cashier && isFinal(refund.stage))
        return moveOn(refund, &errands::againAfterVerdict);
    if (!cashier)
        return base::refused(
            "not_configured", QStringLiteral("Order %1 was opened with API v2, whose key is not set.")
                                  .arg(order.number.toString()));
    if (refund.stage == RefundStage::unclear || refund.stage == RefundStage::processing ||
        refund.stage == RefundStage::abnormal)
        return ask(refund, *cashier, order.appid);
    if (isFinal(refund.stage))
        return lookAfterVerdict(refund, *cashier, order.appid);
    return refund.stage == RefundStage::requested ? start(refund, order, *cashier) : Status{};
}

Status RefundDesk::start(const RefundRow& refund, const shop::Order& order, wechatpay::Cashier& cashier)
{
    QByteArray bytes = refund.request;
    if (bytes.isEmpty()) {
        ZF_ASSIGN(bytes, refundBytes(cashier, order, refund, settings_));
    }
    std::optional<RefundRow> stored;
    ZF_TRY(writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
        stored.reset();
        ZF_ASSIGN(const RefundRow current, findRefund(database, refund.id));
        if (current.stage != RefundStage::requested)
            return 0;
        ZF_TRY(worker_.beginSending(database, current.errand, bytes, {}));
        ZF_ASSIGN(stored, apply(database, current, RefundEvent::dispatchStored,
                              {kSystem, QString::fromUtf8(bytes.left(2000)), {}, {}}, clock_.nowUtcMs()));
        return 0;
    }));
    return stored ? send(*stored, cashier, Before::nothing) : Status{};
}

Status RefundDesk::send(const RefundRow& refund, wechatpay::Cashier& cashier, Before before)
{
    const auto answer = cashier.createRefund(refund.request);
    if (!answer)
        return notAccepted(refund, answer.error(), before);
    if (answer->outRefundNo != refund.number.toString())
        return notAccepted(
            refund, {Disposition::unclear, 200, QStringLiteral("WRONG_NUMBER"), {}, {}}, before);
    ZF_ASSIGN(
        const auto applied, tellMine(refund, *answer, wechatpay::toldBy("answer", cashier.lastRequestId())));
    if (!applied || applied->outcome != Outcome::quarantined)
        return {};
    return notAccepted(
        refund, {Disposition::unclear, 200, QStringLiteral("DOES_NOT_FIT"), applied->note, {}}, before);
}

Status RefundDesk::ask(const RefundRow& refund, wechatpay::Cashier& cashier, const QString& appid)
{
    const auto answer = cashier.queryRefund(refund.number, appid);
    if (!answer) {
        // Our request was unclear and WeChat has not seen it: the same bytes under the same number.
        return answer.error().isNotFound() && refund.stage == RefundStage::unclear
                   ? repeat(refund, cashier)
                   : nothingSure(refund, answer.error());
    }
    if (answer->outRefundNo != refund.number.toString())
        return nothingSure(refund, {Disposition::unclear, 200, QStringLiteral("WRONG_NUMBER"), {}, {}});
    ZF_ASSIGN(
        const auto applied, tellMine(refund, *answer, wechatpay::toldBy("query", cashier.lastRequestId())));
    if (!applied || applied->outcome != Outcome::quarantined)
        return {};
    return nothingSure(
        refund, {Disposition::unclear, 200, QStringLiteral("DOES_NOT_FIT"), applied->note, {}});
}

Status RefundDesk::moveOn(const RefundRow& refund, std::optional<qint64> (*when)(qint64, qint64))
{
    return settle(
        refund, refund.stage, [&](storage::Database& database, const RefundRow& current, qint64 now) {
            return lookAgainAt(database, current, when(current.finishedAtUtcMs, now));
        });
}

Status RefundDesk::lookAfterVerdict(
    const RefundRow& refund, wechatpay::Cashier& cashier, const QString& appid)
{
    // Moved on first, as if it got no answer.
    ZF_TRY(moveOn(refund, &errands::againAfterVerdict));
    const auto answer = cashier.queryRefund(refund.number, appid);
    if (answer ? answer->outRefundNo != refund.number.toString() : !answer.error().isNotFound())
        return {};
    if (answer)
        ZF_TRY(tellMine(refund, *answer, wechatpay::toldBy("query", cashier.lastRequestId())));
    const bool isOver = !answer || answer->state.value == wechatpay::RefundState::success ||
                        answer->state.value == wechatpay::RefundState::closed;
    return isOver ? moveOn(refund, &errands::nextLookAfterVerdict) : Status();
}

Status RefundDesk::repeat(const RefundRow& refund, wechatpay::Cashier& cashier)
{
    using Again = std::optional<RefundRow>;
    ZF_ASSIGN(const Again again, writer_.runNow<Again>([&](storage::Database& database) -> Result<Again> {
        ZF_TRY(recovery::mayAct(database)); // before the round is counted: what waits for a person is none
        const qint64 now = clock_.nowUtcMs();
        ZF_ASSIGN(const bool mine, worker_.holds(database, refund.errand));
        ZF_ASSIGN(const RefundRow current, findRefund(database, refund.id));
        if (!mine || current.stage != RefundStage::unclear)
            return std::nullopt;
        ZF_ASSIGN(const bool may, errands::mayRepeat(database, current.errand, now));
        if (!may) {
            ZF_ASSIGN(const auto ruling, errands::afterNoRepeat(database, current.errand, pace(), now));
            ZF_TRY(noteRound(database, current, ruling, QStringLiteral("WeChat does not know it"), now));
            return std::nullopt;
        }
        ZF_TRY(worker_.beginSending(database, current.errand, current.request, {}));
        return apply(database, current, RefundEvent::dispatchStored,
            {kSystem, QStringLiteral("WeChat does not know it; the same bytes again"), {}, {}}, now)
            .map([](RefundRow stored) { return Again(std::move(stored)); });
    }));
    return again ? send(*again, cashier, Before::notFound) : Status{};
}

Result<std::optional<Applied>> RefundDesk::tellMine(
    const RefundRow& refund, const wechatpay::Refund& told, const QString& source)
{
    return writer_.runNow<std::optional<Applied>>(
        [&](storage::Database& database) -> Result<std::optional<Applied>> {
            ZF_ASSIGN(const bool mine, worker_.holds(database, refund.errand));
            if (!mine)
                return std::nullopt;
            return tell(database, told, source).map([](Applied applied) { return std::optional(applied); });
        });
}

Result<Applied> RefundDesk::tell(
    storage::Database& database, const wechatpay::Refund& told, const QString& source)
{
    const qint64 now = clock_.nowUtcMs();
    return applyRefund(
        database, told, expectedFrom(settings_), source, now + settings_.number("payouts.poll_ms"), now);
}

Status RefundDesk::notAccepted(const RefundRow& refund, const ApiError& error, Before before)
{
    const errands::Answer answer = answerOf(error);
    const QString& said = answer.said;
    const auto conclude = [&](storage::Database& database, const RefundRow& current, qint64 now) -> Status {
        const QString number = refund.number.toString();
        ZF_ASSIGN(const errands::Ruling ruling,
            errands::afterSending(database, current.errand, answer, before, pace(), now));
        if (ruling.isDeclined)
            ZF_TRY(shop::raiseTask(database, taskSubject(current), QStringLiteral("refund_not_taken"),
                QStringLiteral("WeChat did not take refund %1: %2").arg(number, said), now));
        if (ruling.refusals > 0)
            ZF_TRY(shop::raiseTask(database, taskSubject(current), QStringLiteral("refund_not_taken"),
                QStringLiteral("WeChat has not taken refund %1 in %2 sendings: %3%4")
                    .arg(number)
                    .arg(ruling.refusals)
                    .arg(said, ruling.needsPerson
                                   ? QStringLiteral(". It is not sent again by itself: put right what is "
                                                    "named and ask for it (order refund-sync), or "
                                                    "withdraw it.")
                                   : QString()),
                now));
        ZF_TRY(askPerson(database, current, ruling, said, now));
        ZF_TRY(errands::block(database, current.errand, ruling.blocked));
        const RefundEvent event = ruling.event == errands::Event::refused    ? RefundEvent::refused
                                  : ruling.event == errands::Event::notTaken ? RefundEvent::notTaken
                                                                             : RefundEvent::answerLost;
        return apply(database, current, event, {kSystem, said, ruling.nextAtUtcMs, said}, now)
            .map([](const RefundRow&) {});
    };
    return settle(refund, RefundStage::submitting, conclude);
}

Status RefundDesk::nothingSure(const RefundRow& refund, const ApiError& error)
{
    const errands::Answer answer = answerOf(error);
    if (isFinal(refund.stage))
        return {};
    return settle(refund, refund.stage,
        [&](storage::Database& database, const RefundRow& current, qint64 now) -> Status {
            ZF_ASSIGN(const errands::Ruling ruling,
                errands::afterAsking(database, current.errand, answer, pace(), now));
            return noteRound(database, current, ruling, answer.said, now);
        });
}

namespace
{

EventHandler handlerOf(Result<wechatpay::Refund> (*parse)(const v3::Notification&))
{
    return [parse](const v3::Notification& notification) {
        const QString from = QStringLiteral("notification ") + notification.id;
        return parse(notification).map([&from](wechatpay::Refund refund) -> EventWork {
            return [refund = std::move(refund), from](
                       storage::Database& database, qint64 nowUtcMs) -> Result<Applied> {
                ZF_ASSIGN(const access::Settings* settings, access::Settings::current(database));
                return applyRefund(database, refund, expectedFrom(*settings), from,
                    nowUtcMs + settings->number("payouts.poll_ms"), nowUtcMs, Heard::notification);
            };
        });
    };
}

} // namespace

EventHandler refundHandler()
{
    return handlerOf(
        [](const v3::Notification& notification) { return v3::parseRefund(notification.content); });
}

EventHandler v2RefundHandler()
{
    return handlerOf([](const v3::Notification& notification) {
        return wechatpay::v2::parseRefundInfo(v2FieldsOf(notification));
    });
}

} // namespace zhangfang::payments
