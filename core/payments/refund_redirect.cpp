#include "access/operators.h"
#include "payments/refund_desk.h"
#include "payments/refund_doubt.h"
#include "recovery/standing.h"

namespace zhangfang::payments
{

using wechatpay::ApiError;
using wechatpay::Disposition;
using wechatpay::v3::AbnormalRefund;

namespace
{

Status check(const Redirection& redirection)
{
    if (redirection.to == Redirection::To::merchantCard)
        return {};
    return wechatpay::v3::check(
        wechatpay::v3::UserCard{redirection.bankType, redirection.bankAccount, redirection.realName});
}

tl::unexpected<base::Error> notAbnormal(const RefundRow& refund)
{
    return base::refused(
        "wrong_state", QStringLiteral("Refund %1 is %2; only an abnormal one can be sent elsewhere.")
                           .arg(refund.number.toString(), toText(refund.stage)));
}

/// The latest wish to send it elsewhere.
Result<std::optional<errands::Errand>> latestWish(storage::Database& database, RefundId id)
{
    qint64 errand = 0;
    {
        ZF_ASSIGN(auto rows, database.query("SELECT COALESCE(redirect_errand, 0) FROM refunds WHERE id = :id",
                                 {{":id", id.value()}}));
        errand = rows.next() ? rows.number(0) : 0;
    }
    if (errand == 0)
        return std::optional<errands::Errand>();
    return errands::find(database, errands::ErrandId(errand)).map([](errands::Errand found) {
        return std::optional(std::move(found));
    });
}

/// Its sender is gone: what was being sent then is unclear now.
Status loseWish(storage::Database& database, const errands::Errand& wish, qint64 nowUtcMs)
{
    ZF_TRY(errands::recordSent(database, wish.id, nowUtcMs));
    ZF_TRY(errands::beginDoubt(database, wish.id, nowUtcMs));
    return errands::apply(database, wish.id, errands::Event::answerLost,
        {QStringLiteral("system"), QStringLiteral("the program stopped while this was being sent"), {}},
        nowUtcMs);
}

} // namespace

Status endRedirect(
    storage::Database& database, const QString& outRefundNo, const QString& source, qint64 nowUtcMs)
{
    ZF_ASSIGN(const auto refund, findRefund(database, outRefundNo));
    const bool goesOn =
        refund && (refund->stage == RefundStage::processing || refund->stage == RefundStage::succeeded);
    if (!refund || (!goesOn && refund->stage != RefundStage::closed))
        return {};
    ZF_ASSIGN(const auto wish, latestWish(database, refund->id));
    if (!wish || errands::isFinal(wish->state))
        return {};
    // Whatever became of the answer to it: WeChat goes on with it, or the refund is over.
    return errands::apply(database, wish->id, goesOn ? errands::Event::done : errands::Event::refused,
        {QStringLiteral("system"), source, {}}, nowUtcMs);
}

Result<AbnormalRefund> RefundDesk::sealed(const RefundRow& refund, const Redirection& redirection) const
{
    if (redirection.to == Redirection::To::merchantCard)
        return AbnormalRefund{refund.number};
    return clients_.v3->toUserCard(
        refund.number, {redirection.bankType, redirection.bankAccount, redirection.realName});
}

Result<RefundDesk::Wish> RefundDesk::storeWish(const RefundRow& refund, const AbnormalRefund& request,
    bool toUser, const QString& where, const QString& operatorName)
{
    const QString number = refund.number.toString();
    return writer_.runNow<Wish>([&](storage::Database& database) -> Result<Wish> {
        ZF_TRY(recovery::mayAct(database));
        const qint64 now = clock_.nowUtcMs();
        ZF_ASSIGN(const RefundRow current, findRefund(database, refund.id));
        if (current.stage != RefundStage::abnormal)
            return notAbnormal(current);
        ZF_ASSIGN(const auto before, latestWish(database, refund.id));
        if (before && before->state == errands::State::sent && before->leaseUntilUtcMs.value_or(0) > now)
            return base::unavailable("being_sent",
                QStringLiteral("Refund %1 is being sent elsewhere at this moment.").arg(number));
        // An answer that was lost says nothing of a request that may still be on its way.
        const bool isOnItsWay = before && before->state == errands::State::unclear && before->sentAtUtcMs &&
                                now - *before->sentAtUtcMs < errands::kInFlightMs;
        if (isOnItsWay)
            return base::unavailable("may_arrive",
                QStringLiteral(
                    "The last wish to send refund %1 elsewhere got no answer, and may still arrive "
                    "at WeChat Pay: ask again in two minutes.")
                    .arg(number));
        // What WeChat has been asked about, and did not go on with, is over.
        if (before && !errands::isFinal(before->state)) {
            if (before->state == errands::State::sent)
                ZF_TRY(loseWish(database, *before, now));
            ZF_TRY(errands::apply(database, before->id, errands::Event::refused,
                {operatorName, QStringLiteral("WeChat did not go on with it; it is asked for anew"), {}},
                now));
        }
        // Each wish has bytes of its own.
        const qint64 nth =
            before ? before->number.mid(before->number.lastIndexOf(QLatin1Char('-')) + 1).toLongLong() + 1
                   : 1;
        Wish wish;
        ZF_ASSIGN(wish.errand, errands::open(database,
                                   {QString::fromLatin1(kRedirectErrand), refund.id.toString(),
                                       QStringLiteral("%1-%2").arg(number).arg(nth), std::nullopt},
                                   now));
        ZF_ASSIGN(
            const auto fence, errands::claim(database, wish.errand, errands::holderOfThisThread(), now));
        wish.fence = fence.value_or(0);
        ZF_TRY(errands::fixBytes(
            database, wish.errand, wechatpay::v3::abnormalRefundBody(request), request.serial));
        ZF_TRY(
            errands::apply(database, wish.errand, errands::Event::sending, {operatorName, where, {}}, now));
        ZF_TRY(
            database.execute("UPDATE refunds SET redirect_to = :to, redirect_errand = :errand WHERE id = :id",
                {{":to", toUser ? QStringLiteral("user_card") : QStringLiteral("merchant_card")},
                    {":errand", wish.errand.value()}, {":id", current.id.value()}}));
        ZF_TRY(note(database, current, QStringLiteral("redirect_stored"),
            {operatorName, where, current.nextAttemptAtUtcMs, current.note}, now));
        ZF_TRY(access::recordAudit(
            database, now, operatorName, QStringLiteral("order.refund_redirected"), number, where));
        return wish;
    });
}

Status RefundDesk::loseWishes()
{
    const auto gone = [&](storage::Database& database) {
        return errands::lost(database, QString::fromLatin1(kRedirectErrand), {}, errands::Whose::endedAndMine,
            clock_.nowUtcMs());
    };
    ZF_ASSIGN(const auto found, readers_.read<std::vector<errands::Errand>>(gone));
    if (found.empty())
        return {};
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_ASSIGN(const auto now, gone(database));
            for (const errands::Errand& wish : now)
                ZF_TRY(loseWish(database, wish, clock_.nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Status RefundDesk::recordRedirect(const RefundRow& refund, const Wish& wish, errands::Event event,
    const char* word, const QString& evidence)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            const qint64 now = clock_.nowUtcMs();
            ZF_ASSIGN(const bool mine, errands::holds(database, wish.errand, wish.fence));
            ZF_ASSIGN(const errands::Errand errand, errands::find(database, wish.errand));
            if (!mine || errand.state != errands::State::sent)
                return 0;
            ZF_TRY(errands::recordSent(database, wish.errand, now));
            if (event == errands::Event::answerLost)
                ZF_TRY(errands::beginDoubt(database, wish.errand, now));
            ZF_TRY(
                errands::apply(database, wish.errand, event, {QStringLiteral("system"), evidence, {}}, now));
            // Asked about at once, whatever was said: only a query tells where it stands.
            ZF_ASSIGN(const RefundRow current, findRefund(database, refund.id));
            if (!isFinal(current.stage))
                ZF_TRY(note(database, current, QStringLiteral("redirect_") + QString::fromLatin1(word),
                    {QStringLiteral("system"), evidence, now, current.note}, now));
            return 0;
        })
        .map([](int) {});
}

Result<RefundRow> RefundDesk::redirect(
    const QString& outRefundNo, const Redirection& redirection, const QString& operatorName)
{
    ZF_TRY(check(redirection));
    ZF_ASSIGN(RefundRow refund, find(outRefundNo));
    if (refund.stage != RefundStage::abnormal)
        return notAbnormal(refund);
    if (refund.redirectState == QLatin1String("stored") || refund.redirectState == QLatin1String("unclear") ||
        refund.redirectState == QLatin1String("taken")) {
        // An earlier wish got no answer, or was taken and may be done by now. Sent on already, there is
        // nothing left to do.
        ZF_ASSIGN(const shop::Order order, readers_.read<shop::Order>([&](storage::Database& database) {
            return orderOf(database, refund);
        }));
        wechatpay::Cashier* const cashier = clients_.cashier(generationOf(order));
        if (!cashier)
            return base::refused(
                "not_configured", QStringLiteral("Order %1 was opened with API v2, whose key is not set.")
                                      .arg(order.number.toString()));
        const auto told = cashier->queryRefund(refund.number, order.appid);
        if (!told)
            return base::fail(told.error().asError());
        ZF_TRY(writer_.runNow<Applied>([&](storage::Database& database) {
            return tell(database, *told, wechatpay::toldBy("query", cashier->lastRequestId()));
        }));
        ZF_ASSIGN(refund, find(outRefundNo));
        if (refund.stage != RefundStage::abnormal)
            return refund;
    }
    ZF_ASSIGN(const AbnormalRefund request, sealed(refund, redirection));
    const bool toUser = redirection.to == Redirection::To::userCard;
    const QString where = toUser ? QStringLiteral("to the payer's bank card, ") + redirection.bankType
                                 : QStringLiteral("to the merchant's bank card");
    ZF_ASSIGN(const Wish wish, storeWish(refund, request, toUser, where, operatorName));
    const auto told = clients_.v3->redirectRefund(refund.refundId, request);
    if (told && told->outRefundNo == outRefundNo) {
        ZF_TRY(recordRedirect(refund, wish, errands::Event::done, "taken", where));
        ZF_TRY(writer_.runNow<Applied>([&](storage::Database& database) {
            return tell(database, *told, wechatpay::toldBy("redirected", clients_.v3->lastRequestId()));
        }));
        return find(outRefundNo);
    }
    const ApiError error =
        told ? ApiError{Disposition::unclear, 200, QStringLiteral("WRONG_NUMBER"), {}, {}} : told.error();
    const bool unclear = error.disposition == Disposition::unclear || error.disposition == Disposition::done;
    ZF_TRY(recordRedirect(refund, wish, unclear ? errands::Event::answerLost : errands::Event::refused,
        unclear ? "unclear" : "refused", error.describe()));
    return base::fail(error.asError());
}

} // namespace zhangfang::payments
