#include "payments/refund_desk.h"

#include "access/operators.h"
#include "base/calendar.h"
#include "shop/tasks.h"
#include "shop/users.h"
#include "wechatpay/limits.h"

namespace zhangfang::payments
{

using wechatpay::ApiError;
using wechatpay::Disposition;

namespace
{

constexpr int kPage = 50;
constexpr qint64 kLongestRetryMs = 10 * 60 * 1000;
const QString kSystem = QStringLiteral("system");

} // namespace

Result<RefundRow> requestRefund(storage::Writer& writer, const base::Clock& clock, base::RandomSource& random,
    const QString& orderNumber, Money amount, const QString& reason, const QString& operatorName)
{
    if (reason.trimmed().isEmpty() || reason.size() > wechatpay::kRefundReasonLength)
        return base::invalid("invalid_reason",
            QStringLiteral("The reason must have 1 to %1 characters.").arg(wechatpay::kRefundReasonLength));
    const qint64 now = clock.nowUtcMs();
    ZF_ASSIGN(const OutRefundNo number,
        OutRefundNo::parse(QLatin1Char('R') + base::businessDay(now).toString(QStringLiteral("yyyyMMdd")) +
                           QString::fromLatin1(random.token(16))));
    auto inserted = writer.runNow<RefundRow>([&](storage::Database& database) -> Result<RefundRow> {
        ZF_ASSIGN(const shop::Order order, shop::findOrder(database, orderNumber));
        ZF_ASSIGN(RefundRow refund, insertRefund(database, order, amount, reason, number, operatorName, now));
        ZF_TRY(access::recordAudit(database, now, operatorName, QStringLiteral("order.refund_requested"),
            orderNumber, QStringLiteral("%1 %2: %3").arg(number.toString(), amount.toDisplay(), reason)));
        return refund;
    });
    if (!inserted && inserted.error().code == QLatin1String("balance_gone"))
        ZF_TRY(writer.runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(shop::raiseTask(database, QStringLiteral("order:") + orderNumber,
                QStringLiteral("refund_balance_gone"), inserted.error().message, now));
            return 0;
        }));
    return inserted;
}

qint64 RefundDesk::retryAt(int attempts) const
{
    return clock_.nowUtcMs() + wechatpay::Backoff(settings_.number("payouts.first_retry_ms"), kLongestRetryMs)
                                   .delayMs(attempts, random_);
}

Result<int> RefundDesk::recover()
{
    return writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
        int recovered = 0;
        for (;;) {
            ZF_ASSIGN(const auto page, refundsIn(database, RefundStage::submitting, kPage));
            if (page.empty())
                return recovered;
            for (const RefundRow& refund : page) {
                ZF_TRY(markUnclear(database, refund.id));
                ZF_TRY(apply(database, refund, RefundEvent::answerLost,
                    {kSystem, QStringLiteral("the program ended while this was being sent"),
                        clock_.nowUtcMs(), {}},
                    clock_.nowUtcMs()));
                ++recovered;
            }
        }
    });
}

Result<int> RefundDesk::runDue()
{
    ZF_ASSIGN(const auto due, readers_.read<std::vector<RefundRow>>([&](storage::Database& database) {
        return dueRefunds(database, clock_.nowUtcMs(), kPage);
    }));
    for (const RefundRow& refund : due) {
        const Status worked = work(refund);
        if (!worked && worked.error().kind == base::ErrorKind::unavailable)
            ZF_TRY(worked);
        // One refund that cannot go on must not keep the others waiting.
        if (!worked)
            ZF_TRY(later(refund,
                ApiError{Disposition::needsPerson, 0, worked.error().code, worked.error().message, {}}));
    }
    return static_cast<int>(due.size());
}

Status RefundDesk::work(const RefundRow& refund)
{
    ZF_ASSIGN(const shop::Order order,
        readers_.read<shop::Order>([&](storage::Database& database) { return orderOf(database, refund); }));
    wechatpay::Cashier* const cashier = clients_.cashier(generationOf(order));
    if (!cashier)
        return base::refused(
            "not_configured", QStringLiteral("Order %1 was opened with API v2, whose key is not set.")
                                  .arg(order.number.toString()));
    if (refund.stage == RefundStage::unclear || refund.stage == RefundStage::processing ||
        refund.stage == RefundStage::abnormal)
        return ask(refund, *cashier);
    if (refund.stage != RefundStage::requested)
        return {};
    QByteArray bytes = refund.request;
    if (bytes.isEmpty()) {
        const bool v2 = cashier->generation() == wechatpay::Generation::v2;
        ZF_ASSIGN(bytes,
            cashier->refundBytes({order.number, refund.number, refund.amount, order.amount, refund.reason,
                settings_.text(v2 ? "wechatpay.v2_notify_url" : "wechatpay.notify_url")}));
    }
    std::optional<RefundRow> stored;
    ZF_TRY(writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
        stored.reset();
        ZF_ASSIGN(const auto current, findRefund(database, refund.number.toString()));
        if (!current || current->stage != RefundStage::requested)
            return 0;
        ZF_TRY(recordRequest(database, refund.id, bytes));
        ZF_ASSIGN(stored, apply(database, *current, RefundEvent::dispatchStored,
                              {kSystem, QString::fromUtf8(bytes.left(2000)), {}, {}}, clock_.nowUtcMs()));
        return 0;
    }));
    return stored ? send(*stored, *cashier) : Status{};
}

Status RefundDesk::send(const RefundRow& refund, wechatpay::Cashier& cashier)
{
    const auto answer = cashier.createRefund(refund.request);
    if (answer && answer->outRefundNo == refund.number.toString())
        return tell(*answer, wechatpay::toldBy("answer", cashier.lastRequestId()));
    return later(refund, answer ? ApiError{Disposition::unclear, 200, QStringLiteral("WRONG_NUMBER"), {}, {}}
                                : answer.error());
}

Status RefundDesk::ask(const RefundRow& refund, wechatpay::Cashier& cashier)
{
    const auto answer = cashier.queryRefund(refund.number);
    if (answer && answer->outRefundNo == refund.number.toString())
        return tell(*answer, wechatpay::toldBy("query", cashier.lastRequestId()));
    const ApiError error =
        answer ? ApiError{Disposition::unclear, 200, QStringLiteral("WRONG_NUMBER"), {}, {}} : answer.error();
    if (!error.isNotFound() || refund.stage != RefundStage::unclear)
        return later(refund, error);
    // Our request was unclear and WeChat has not seen it: the same bytes under the same number.
    std::optional<RefundRow> again;
    ZF_TRY(writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
        again.reset();
        ZF_ASSIGN(const auto current, findRefund(database, refund.number.toString()));
        if (!current || current->stage != RefundStage::unclear)
            return 0;
        ZF_TRY(recordRequest(database, current->id, current->request));
        ZF_ASSIGN(again, apply(database, *current, RefundEvent::dispatchStored,
                             {kSystem, QStringLiteral("the same bytes again"), {}, {}}, clock_.nowUtcMs()));
        return 0;
    }));
    return again ? send(*again, cashier) : Status{};
}

Status RefundDesk::tell(const wechatpay::Refund& told, const QString& source)
{
    const qint64 now = clock_.nowUtcMs();
    return writer_
        .runNow<Applied>([&](storage::Database& database) {
            return applyRefund(database, told, expectedFrom(settings_), source,
                now + settings_.number("payouts.poll_ms"), now);
        })
        .map([](const Applied&) {});
}

Status RefundDesk::later(const RefundRow& refund, const ApiError& error)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            const qint64 now = clock_.nowUtcMs();
            ZF_ASSIGN(const auto current, findRefund(database, refund.number.toString()));
            if (!current || current->stage != refund.stage || isFinal(current->stage))
                return 0;
            const QString said = error.describe();
            const bool sure = error.disposition != Disposition::unclear &&
                              error.disposition != Disposition::done && !current->wasUnclear;
            if (error.disposition == Disposition::refused || error.disposition == Disposition::needsPerson)
                ZF_TRY(shop::raiseTask(database, QStringLiteral("refund:") + refund.number.toString(),
                    QStringLiteral("refund_not_taken"),
                    QStringLiteral("WeChat did not take refund %1: %2").arg(refund.number.toString(), said),
                    now));
            const qint64 next =
                retryAt(error.disposition == Disposition::needsPerson ? 12 : current->attempts + 1);
            if (current->stage != RefundStage::submitting) {
                ZF_TRY(note(database, *current, QStringLiteral("asked"), {kSystem, said, next, said}, now));
                return 0;
            }
            if (!sure)
                ZF_TRY(markUnclear(database, current->id));
            const RefundEvent event = !sure                                       ? RefundEvent::answerLost
                                      : error.disposition == Disposition::refused ? RefundEvent::refused
                                                                                  : RefundEvent::notTaken;
            ZF_TRY(apply(database, *current, event, {kSystem, said, next, said}, now));
            return 0;
        })
        .map([](int) {});
}

Result<RefundRow> RefundDesk::redirect(const QString& outRefundNo, const QString& operatorName)
{
    ZF_ASSIGN(const auto found, readers_.read<std::optional<RefundRow>>([&](storage::Database& database) {
        return findRefund(database, outRefundNo);
    }));
    if (!found)
        return base::notFound(
            "no_such_refund", QStringLiteral("There is no refund %1.").arg(outRefundNo.left(64)));
    if (found->stage != RefundStage::abnormal)
        return base::refused(
            "wrong_state", QStringLiteral("Refund %1 is %2; only an abnormal one can be sent elsewhere.")
                               .arg(outRefundNo, toText(found->stage)));
    const auto told = clients_.v3->redirectRefund(found->refundId, {found->number});
    if (!told)
        return base::fail(told.error().asError());
    ZF_TRY(writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
        ZF_TRY(access::recordAudit(database, clock_.nowUtcMs(), operatorName,
            QStringLiteral("order.refund_redirected"), outRefundNo,
            QStringLiteral("to the merchant's bank card")));
        return 0;
    }));
    ZF_TRY(tell(*told, wechatpay::toldBy("redirected", clients_.v3->lastRequestId())));
    ZF_ASSIGN(auto now, readers_.read<std::optional<RefundRow>>(
                            [&](storage::Database& database) { return findRefund(database, outRefundNo); }));
    return *now;
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
