#include "payments/refund_desk.h"

#include "access/acts.h"
#include "access/operators.h"
#include "base/calendar.h"
#include "base/json.h"
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
constexpr qint64 kWhileRecoveringMs = 3'000;
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

Result<RefundRow> requestRefund(storage::Writer& writer, const base::Clock& clock, base::RandomSource& random,
    const QString& orderNumber, Money amount, const QString& reason, const QString& operatorName,
    const RefundWish& wish)
{
    ZF_TRY(checkWish(wish));
    if (!base::isSentence(reason, wechatpay::kRefundReasonLength))
        return base::invalid(
            "invalid_reason", QStringLiteral("The reason must have 1 to %1 characters, and no line ends.")
                                  .arg(wechatpay::kRefundReasonLength));
    const qint64 now = clock.nowUtcMs();
    ZF_ASSIGN(const OutRefundNo number,
        OutRefundNo::parse(QLatin1Char('R') + base::businessDay(now).toString(QStringLiteral("yyyyMMdd")) +
                           QString::fromLatin1(random.token(16))));
    const QByteArray input = base::toCompactJson({{QStringLiteral("order"), orderNumber},
        {QStringLiteral("amount_fen"), amount.inFen()}, {QStringLiteral("reason"), reason},
        {QStringLiteral("goods"), wish.goodsDetail}, {QStringLiteral("account"), wish.fundsAccount}});
    const auto insert = [&](storage::Database& database) -> Result<QJsonObject> {
        ZF_ASSIGN(const shop::Order order, shop::findOrder(database, orderNumber));
        ZF_TRY(recovery::mayActOn(database, order.createdAtUtcMs));
        if (!wish.goodsDetail.isEmpty() && generationOf(order) == wechatpay::Generation::v2)
            return base::refused("invalid_goods_detail",
                QStringLiteral("Order %1 was opened with API v2, which knows no refund by goods.")
                    .arg(orderNumber));
        ZF_ASSIGN(const auto because, access::becauseOfNextEntry(database));
        ZF_TRY(insertRefund(database, order, amount, reason, number, operatorName, now, wish));
        ZF_TRY(access::recordAudit(database, now, operatorName, QStringLiteral("order.refund_requested"),
            orderNumber, QStringLiteral("%1 %2: %3").arg(number.toString(), amount.toDisplay(), reason)));
        return QJsonObject{{QStringLiteral("refund"), number.toString()}};
    };
    auto inserted = writer.runNow<RefundRow>([&](storage::Database& database) -> Result<RefundRow> {
        ZF_ASSIGN(
            const QJsonObject done, access::once(database, {wish.key, QStringLiteral("order.refund"), input},
                                        now, [&] { return insert(database); }));
        ZF_ASSIGN(auto refund, findRefund(database, done.value(QLatin1String("refund")).toString()));
        if (!refund)
            return base::damaged("damaged", QStringLiteral("The refund done under this key is gone."));
        return std::move(*refund);
    });
    if (!inserted && inserted.error().code == QLatin1String("balance_gone"))
        ZF_TRY(writer.runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(shop::raiseTask(database, QStringLiteral("order:") + orderNumber,
                QStringLiteral("refund_balance_gone"), inserted.error().message, now));
            return 0;
        }));
    return inserted;
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

Result<int> RefundDesk::recover()
{
    return writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
        const qint64 now = clock_.nowUtcMs();
        int recovered = 0;
        for (;;) {
            ZF_ASSIGN(const auto page, refundsIn(database, RefundStage::submitting, kPage));
            if (page.empty())
                return recovered;
            for (const RefundRow& refund : page) {
                ZF_TRY(recordSent(database, refund.id, now));
                ZF_TRY(beginDoubt(database, refund.id, now));
                ZF_TRY(apply(database, refund, RefundEvent::answerLost,
                    {kSystem, QStringLiteral("the program stopped while this was being sent"), now, {}},
                    now));
                ++recovered;
            }
        }
    });
}

Result<int> RefundDesk::runDue()
{
    // One after the other: nothing is being sent now, so what is left in that state will hear no answer.
    ZF_ASSIGN(const auto left, readers_.read<std::vector<RefundRow>>([](storage::Database& database) {
        return refundsIn(database, RefundStage::submitting, 1);
    }));
    if (!left.empty())
        ZF_TRY(recover());
    ZF_ASSIGN(const auto due, readers_.read<std::vector<RefundRow>>([&](storage::Database& database) {
        return dueRefunds(database, clock_.nowUtcMs(), kPage);
    }));
    for (const RefundRow& refund : due) {
        const Status worked = work(refund);
        if (!worked && worked.error().code == QLatin1String("recovering")) {
            ZF_TRY(postpone(refund));
            continue;
        }
        if (!worked && worked.error().kind == base::ErrorKind::unavailable)
            ZF_TRY(worked);
        if (!worked)
            ZF_TRY(setAside(refund, worked.error()));
    }
    return static_cast<int>(due.size());
}

Status RefundDesk::setAside(const RefundRow& refund, const base::Error& error)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            const qint64 now = clock_.nowUtcMs();
            ZF_ASSIGN(const auto current, findRefund(database, refund.number.toString()));
            if (!current || isFinal(current->stage))
                return 0;
            ZF_TRY(shop::raiseTask(database, taskSubject(*current), QStringLiteral("refund_not_taken"),
                QStringLiteral("Refund %1 cannot go on: %2").arg(refund.number.toString(), error.message),
                now));
            const RefundChange change{kSystem, error.describe(), retryAt(12), error.message};
            ZF_TRY(setBlocked(database, current->id, error.code));
            if (current->stage != RefundStage::submitting)
                ZF_TRY(note(database, *current, QStringLiteral("set_aside"), change, now));
            else { // sent, and what was said of it could not be written down
                ZF_TRY(beginDoubt(database, current->id, now));
                ZF_TRY(apply(database, *current, RefundEvent::answerLost, change, now));
            }
            return 0;
        })
        .map([](int) {});
}

Status RefundDesk::postpone(const RefundRow& refund)
{
    return writer_
        .runNow<qint64>([&](storage::Database& database) {
            return database.execute(
                "UPDATE refunds SET next_attempt_at = :next WHERE id = :id AND next_attempt_at IS NOT NULL",
                {{":next", clock_.nowUtcMs() + kWhileRecoveringMs}, {":id", refund.id.value()}});
        })
        .map([](qint64) {});
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

Status RefundDesk::work(const RefundRow& refund)
{
    ZF_ASSIGN(const shop::Order order,
        readers_.read<shop::Order>([&](storage::Database& database) { return orderOf(database, refund); }));
    wechatpay::Cashier* const cashier = clients_.cashier(generationOf(order));
    if (!cashier && isFinal(refund.stage))
        return moveOn(refund, &againAfterVerdict);
    if (!cashier)
        return base::refused(
            "not_configured", QStringLiteral("Order %1 was opened with API v2, whose key is not set.")
                                  .arg(order.number.toString()));
    if (refund.stage == RefundStage::unclear || refund.stage == RefundStage::processing ||
        refund.stage == RefundStage::abnormal)
        return ask(refund, *cashier, order.appid);
    if (isFinal(refund.stage))
        return lookAfterVerdict(refund, *cashier, order.appid);
    if (refund.stage != RefundStage::requested)
        return {};
    QByteArray bytes = refund.request;
    if (bytes.isEmpty()) {
        ZF_ASSIGN(bytes, refundBytes(*cashier, order, refund, settings_));
    }
    std::optional<RefundRow> stored;
    ZF_TRY(writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
        stored.reset();
        ZF_TRY(recovery::mayAct(database));
        ZF_ASSIGN(const auto current, findRefund(database, refund.number.toString()));
        if (!current || current->stage != RefundStage::requested)
            return 0;
        ZF_TRY(recordRequest(database, refund.id, bytes));
        ZF_ASSIGN(stored, apply(database, *current, RefundEvent::dispatchStored,
                              {kSystem, QString::fromUtf8(bytes.left(2000)), {}, {}}, clock_.nowUtcMs()));
        return 0;
    }));
    return stored ? send(*stored, *cashier, Before::nothing) : Status{};
}

Status RefundDesk::send(const RefundRow& refund, wechatpay::Cashier& cashier, Before before)
{
    const auto answer = cashier.createRefund(refund.request);
    if (!answer)
        return notAccepted(refund, answer.error(), before);
    if (answer->outRefundNo != refund.number.toString())
        return notAccepted(
            refund, {Disposition::unclear, 200, QStringLiteral("WRONG_NUMBER"), {}, {}}, before);
    ZF_ASSIGN(const Applied applied, tell(*answer, wechatpay::toldBy("answer", cashier.lastRequestId())));
    if (applied.outcome != Outcome::quarantined)
        return {};
    return notAccepted(
        refund, {Disposition::unclear, 200, QStringLiteral("DOES_NOT_FIT"), applied.note, {}}, before);
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
    ZF_ASSIGN(const Applied applied, tell(*answer, wechatpay::toldBy("query", cashier.lastRequestId())));
    if (applied.outcome != Outcome::quarantined)
        return {};
    return nothingSure(refund, {Disposition::unclear, 200, QStringLiteral("DOES_NOT_FIT"), applied.note, {}});
}

Status RefundDesk::moveOn(const RefundRow& refund, std::optional<qint64> (*when)(qint64, qint64))
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(lookAgainAt(database, refund, when(refund.finishedAtUtcMs, clock_.nowUtcMs())));
            return 0;
        })
        .map([](int) {});
}

Status RefundDesk::lookAfterVerdict(
    const RefundRow& refund, wechatpay::Cashier& cashier, const QString& appid)
{
    // Moved on first, as if it got no answer.
    ZF_TRY(moveOn(refund, &againAfterVerdict));
    const auto answer = cashier.queryRefund(refund.number, appid);
    if (answer ? answer->outRefundNo != refund.number.toString() : !answer.error().isNotFound())
        return {};
    if (answer)
        ZF_TRY(tell(*answer, wechatpay::toldBy("query", cashier.lastRequestId())));
    const bool isOver = !answer || answer->state.value == wechatpay::RefundState::success ||
                        answer->state.value == wechatpay::RefundState::closed;
    return isOver ? moveOn(refund, &nextLookAfterVerdict) : Status();
}

Status RefundDesk::repeat(const RefundRow& refund, wechatpay::Cashier& cashier)
{
    std::optional<RefundRow> again;
    ZF_TRY(writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
        again.reset();
        ZF_TRY(recovery::mayAct(database));
        const qint64 now = clock_.nowUtcMs();
        ZF_ASSIGN(const auto current, findRefund(database, refund.number.toString()));
        if (!current || current->stage != RefundStage::unclear)
            return 0;
        ZF_ASSIGN(const RefundRow counted, countRound(database, *current, now));
        if (counted.doubt.isTooLong(now)) {
            const QString said = QStringLiteral("WeChat does not know it");
            ZF_ASSIGN(const RefundChange change,
                bounded(database, counted, {kSystem, said, retryAt(counted.doubt.rounds), said}, {}, now));
            ZF_TRY(note(database, counted, QStringLiteral("asked"), change, now));
            return 0;
        }
        ZF_TRY(recordRequest(database, counted.id, counted.request));
        ZF_ASSIGN(again,
            apply(database, counted, RefundEvent::dispatchStored,
                {kSystem, QStringLiteral("WeChat does not know it; the same bytes again"), {}, {}}, now));
        return 0;
    }));
    return again ? send(*again, cashier, Before::notFound) : Status{};
}

Result<Applied> RefundDesk::tell(const wechatpay::Refund& told, const QString& source)
{
    const qint64 now = clock_.nowUtcMs();
    return writer_.runNow<Applied>([&](storage::Database& database) -> Result<Applied> {
        ZF_ASSIGN(const Applied applied, applyRefund(database, told, expectedFrom(settings_), source,
                                             now + settings_.number("payouts.poll_ms"), now));
        // Whatever became of the answer to a redirection: WeChat goes on with it.
        ZF_TRY(database.execute("UPDATE refunds SET redirect_state = 'taken' WHERE out_refund_no = :number "
                                "AND redirect_state IN ('stored', 'unclear') "
                                "AND state IN ('processing', 'succeeded')",
            {{":number", told.outRefundNo}}));
        return applied;
    });
}

Status RefundDesk::notAccepted(const RefundRow& refund, const ApiError& error, Before before)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            const qint64 now = clock_.nowUtcMs();
            ZF_ASSIGN(const auto current, findRefund(database, refund.number.toString()));
            if (!current || current->stage != RefundStage::submitting)
                return 0; // a notification was quicker
            const QString said = error.describe();
            // WeChat has something under our number, or takes it no more: nothing is sent again, only asked.
            const bool barred = error.reason == wechatpay::Reason::otherContent ||
                                error.reason == wechatpay::Reason::pastRetry;
            const bool person = error.disposition == Disposition::needsPerson && !barred;
            const bool refusal = error.disposition == Disposition::refused;
            const bool definite = person || refusal || error.disposition == Disposition::notTaken;
            const bool sure = definite && !current->wasUnclear;
            // What got no answer might still have been under way when WeChat was asked, unless it is too old.
            const bool nothingUnderWay = before == Before::notFound && current->sentAtUtcMs &&
                                         now - *current->sentAtUtcMs >= kInFlightMs;
            ZF_TRY(recordSent(database, current->id, now));
            if (refusal || person)
                ZF_TRY(shop::raiseTask(database, taskSubject(*current), QStringLiteral("refund_not_taken"),
                    QStringLiteral("WeChat did not take refund %1: %2").arg(refund.number.toString(), said),
                    now));
            const QString blocked = person ? error.code : QString();
            if (refusal && (sure || nothingUnderWay)) {
                ZF_TRY(apply(database, *current, RefundEvent::refused, {kSystem, said, {}, said}, now));
                return 0;
            }
            if (!sure) {
                ZF_TRY(beginDoubt(database, current->id, now));
                if (barred)
                    ZF_TRY(barSending(database, current->id));
                ZF_ASSIGN(const auto doubted, findRefund(database, refund.number.toString()));
                ZF_ASSIGN(const RefundChange change,
                    bounded(database, *doubted,
                        {kSystem, said, retryAt(doubted->doubt.rounds, error.waitMs), said}, blocked, now));
                ZF_TRY(apply(database, *doubted, RefundEvent::answerLost, change, now));
                return 0;
            }
            RefundChange change{kSystem, said, retryAt(person ? 12 : current->attempts, error.waitMs), said};
            ZF_TRY(setBlocked(database, current->id, blocked));
            if (!error.neverLeft()) {
                ZF_ASSIGN(const RefundRow counted, countRefusal(database, *current));
                const int rounds = counted.doubt.rounds;
                if (rounds > 0 && rounds % kUnclearRounds == 0)
                    ZF_TRY(
                        shop::raiseTask(database, taskSubject(*current), QStringLiteral("refund_not_taken"),
                            QStringLiteral("WeChat has not taken refund %1 in %2 sendings: %3%4")
                                .arg(refund.number.toString())
                                .arg(rounds)
                                .arg(said, person ? QStringLiteral(
                                                        ". It is not sent again by itself: put right what is "
                                                        "named and ask for it (order refund-sync), or "
                                                        "withdraw it.")
                                                  : QString()),
                            now));
                if (person && rounds >= kUnclearRounds)
                    change.nextAttemptAtUtcMs = std::nullopt;
            }
            ZF_TRY(apply(database, *current, RefundEvent::notTaken, change, now));
            return 0;
        })
        .map([](int) {});
}

Status RefundDesk::nothingSure(const RefundRow& refund, const ApiError& error)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            const qint64 now = clock_.nowUtcMs();
            ZF_ASSIGN(const auto current, findRefund(database, refund.number.toString()));
            if (!current || current->stage != refund.stage || isFinal(current->stage))
                return 0;
            RefundRow counted = *current;
            // What did not leave us has asked nobody; the time alone goes on.
            if (!error.neverLeft()) {
                ZF_ASSIGN(counted, countRound(database, *current, now));
            }
            if (error.isNotFound() && current->stage != RefundStage::unclear)
                ZF_TRY(shop::raiseTask(database, taskSubject(*current), QStringLiteral("vanished"),
                    QStringLiteral("WeChat had refund %1 and no longer knows it.")
                        .arg(refund.number.toString()),
                    now));
            const QString said = error.describe();
            ZF_ASSIGN(const RefundChange change,
                bounded(database, counted,
                    {kSystem, said, retryAt(counted.doubt.rounds + 1, error.waitMs), said},
                    error.disposition == Disposition::needsPerson ? error.code : QString(), now));
            ZF_TRY(note(database, counted, QStringLiteral("asked"), change, now));
            return 0;
        })
        .map([](int) {});
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
