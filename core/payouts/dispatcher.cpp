#include "payouts/dispatcher.h"

#include "payouts/payout_desk.h"
#include "payouts/policy.h"
#include "shop/users.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace zhangfang::payouts
{

namespace v3 = wechatpay::v3;

namespace
{

constexpr int kPage = 50;
constexpr qint64 kLongestRetryMs = 10 * 60 * 1000;
const QString kSystem = QStringLiteral("system");

QString blockedCode(const v3::ApiError& error)
{
    return error.disposition == v3::Disposition::needsPerson ? error.code : QString();
}

} // namespace

qint64 Dispatcher::retryAt(int attempts) const
{
    const qint64 first = settings_.number("payouts.first_retry_ms");
    return clock_.nowUtcMs() + std::min(first << std::min(attempts, 12), std::max(first, kLongestRetryMs));
}

Status Dispatcher::settle(const Payout& payout, State expected,
    const std::function<Status(storage::Database&, const Payout&)>& change)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_ASSIGN(const Payout current, findPayout(database, payout.id));
            if (current.state == expected)
                ZF_TRY(change(database, current));
            return 0;
        })
        .map([](int) {});
}

Result<int> Dispatcher::recover()
{
    return writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
        int recovered = 0;
        for (;;) {
            ZF_ASSIGN(const auto page, listPayouts(database, State::submitting, 0, kPage));
            if (page.empty())
                return recovered;
            for (const Payout& payout : page) {
                ZF_TRY(database.execute(
                    "UPDATE payouts SET was_unclear = 1 WHERE id = :id", {{":id", payout.id.value()}}));
                ZF_TRY(apply(database, payout, Event::answerLost,
                    {kSystem, QStringLiteral("the program ended while this was being sent"),
                        clock_.nowUtcMs(), {}, {}},
                    clock_.nowUtcMs()));
                ++recovered;
            }
        }
    });
}

Result<int> Dispatcher::runDue()
{
    ZF_ASSIGN(const auto due, readers_.read<std::vector<Payout>>([&](storage::Database& database) {
        return duePayouts(database, clock_.nowUtcMs(), kPage);
    }));
    for (const Payout& payout : due) {
        const Status worked = work(payout);
        if (!worked && worked.error().kind != base::ErrorKind::unavailable)
            ZF_TRY(setAside(payout, worked.error()));
        else
            ZF_TRY(worked); // storage or the program itself is in trouble, and so are the others
    }
    return static_cast<int>(due.size());
}

Status Dispatcher::setAside(const Payout& payout, const base::Error& error)
{
    return settle(payout, payout.state, [&](storage::Database& database, const Payout& current) -> Status {
        const qint64 now = clock_.nowUtcMs();
        ZF_TRY(shop::raiseTask(database, QStringLiteral("payout:") + current.number.toString(), error.code,
            QStringLiteral("Withdrawal %1 cannot go on: %2").arg(current.id.toString(), error.message), now));
        return note(database, current, QStringLiteral("set_aside"),
            {kSystem, error.describe(), retryAt(12), error.code, error.message}, now);
    });
}

Status Dispatcher::work(const Payout& payout)
{
    switch (payout.state) {
    case State::approved:
        return dispatch(payout);
    case State::unclear:
        return ask(payout);
    case State::accepted:
    case State::awaitingUser:
        return payout.cancelRequested ? requestCancel(payout) : ask(payout);
    default:
        return {}; // changed since it was read
    }
}

Result<QByteArray> Dispatcher::bytesFor(storage::Database& database, const Payout& payout) const
{
    if (!payout.request.isEmpty())
        return payout.request;
    ZF_ASSIGN(const shop::User user, shop::findUser(database, payout.user));
    QByteArray name;
    if (payout.amount >= kNameRequiredFrom) {
        ZF_ASSIGN(name, client_.sealSensitive(user.name));
    }
    return v3::transferBody(client_.merchant(),
        {payout.number, user.openid, payout.amount, settings_.text("wechatpay.transfer_scene_id"),
            QJsonDocument::fromJson(settings_.text("wechatpay.transfer_scene_report_infos").toUtf8()).array(),
            settings_.text("wechatpay.transfer_remark"), settings_.text("wechatpay.notify_url"), name});
}

Status Dispatcher::dispatch(const Payout& payout)
{
    // WeChat's own figure first, so that the check below can use it; unknown, the ledger's counts alone.
    if (const auto balance = client_.availableBalance(payout.payAccount)) {
        ZF_TRY(writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(recordBalance(database, payout.payAccount, *balance, clock_.nowUtcMs()));
            return 0;
        }));
    }
    Payout stored;
    bool send = false;
    ZF_TRY(settle(payout, State::approved, [&](storage::Database& database, const Payout& current) -> Status {
        send = false;
        const qint64 now = clock_.nowUtcMs();
        if (!current.nextAttemptAtUtcMs || *current.nextAttemptAtUtcMs > now)
            return {};
        if (auto covered = checkCoverage(database, current, now); !covered) {
            if (covered.error().code != QLatin1String("not_covered"))
                return covered;
            ZF_TRY(shop::raiseTask(database, QStringLiteral("payout:") + current.number.toString(),
                QStringLiteral("not_covered"),
                QStringLiteral("Withdrawal %1 waits: %2").arg(current.id.toString(), covered.error().message),
                now));
            return note(database, current, QStringLiteral("not_covered"),
                {kSystem, covered.error().message, retryAt(6), QStringLiteral("not_covered"),
                    covered.error().message},
                now);
        }
        ZF_ASSIGN(const QByteArray bytes, bytesFor(database, current));
        ZF_TRY(
            database.execute("UPDATE payouts SET request = :request, attempts = attempts + 1 WHERE id = :id",
                {{":request", bytes}, {":id", current.id.value()}}));
        ZF_ASSIGN(stored, apply(database, current, Event::dispatchStored,
                              {kSystem, QString::fromUtf8(bytes), {}, {}, {}}, now));
        send = true;
        return {};
    }));
    return send ? this->send(stored) : Status{};
}

Status Dispatcher::send(const Payout& payout)
{
    const auto answer = client_.createTransfer(payout.request);
    if (answer) {
        // The answer to a create names no amount; that it is ours, the number says.
        if (answer->outBillNo == payout.number.toString())
            return tell(*answer, QStringLiteral("answer"));
    }
    const v3::ApiError error =
        answer ? v3::ApiError{v3::Disposition::unclear, 200, QStringLiteral("WRONG_NUMBER"), {}, {}}
               : answer.error();
    return settle(
        payout, State::submitting, [&](storage::Database& database, const Payout& current) -> Status {
            const qint64 now = clock_.nowUtcMs();
            const QString said = error.describe();
            const bool sure = error.disposition != v3::Disposition::unclear && !current.wasUnclear;
            if (error.disposition == v3::Disposition::needsPerson ||
                error.disposition == v3::Disposition::refused)
                ZF_TRY(shop::raiseTask(database, QStringLiteral("payout:") + current.number.toString(),
                    QStringLiteral("not_taken"),
                    QStringLiteral("WeChat did not take withdrawal %1: %2").arg(current.id.toString(), said),
                    now));
            if (error.disposition == v3::Disposition::refused && sure)
                return apply(database, current, Event::failed, {kSystem, said, {}, {}, said}, now)
                    .map([](const Payout&) {});
            if (sure)
                return apply(database, current, Event::notTaken,
                    {kSystem, said,
                        retryAt(error.disposition == v3::Disposition::notTaken ? current.attempts : 12),
                        blockedCode(error), said},
                    now)
                    .map([](const Payout&) {});
            ZF_TRY(database.execute(
                "UPDATE payouts SET was_unclear = 1 WHERE id = :id", {{":id", current.id.value()}}));
            return apply(database, current, Event::answerLost,
                {kSystem, said, retryAt(current.attempts), blockedCode(error), said}, now)
                .map([](const Payout&) {});
        });
}

Status Dispatcher::ask(const Payout& payout)
{
    const auto bill = client_.queryTransfer(payout.number);
    if (bill && bill->outBillNo == payout.number.toString())
        return tell(*bill, QStringLiteral("query"));
    const v3::ApiError error =
        bill ? v3::ApiError{v3::Disposition::unclear, 200, QStringLiteral("WRONG_NUMBER"), {}, {}}
             : bill.error();
    Payout again;
    bool repeat = false;
    ZF_TRY(settle(payout, payout.state, [&](storage::Database& database, const Payout& current) -> Status {
        repeat = false;
        const qint64 now = clock_.nowUtcMs();
        if (error.isNotFound() && current.state == State::unclear) {
            // Our create was unclear and WeChat has not seen it: the same bytes under the same number.
            ZF_TRY(database.execute(
                "UPDATE payouts SET attempts = attempts + 1 WHERE id = :id", {{":id", current.id.value()}}));
            ZF_ASSIGN(again, apply(database, current, Event::dispatchStored,
                                 {kSystem, QStringLiteral("the same bytes again"), {}, {}, {}}, now));
            repeat = true;
            return {};
        }
        if (error.isNotFound())
            ZF_TRY(shop::raiseTask(database, QStringLiteral("payout:") + current.number.toString(),
                QStringLiteral("vanished"),
                QStringLiteral("WeChat accepted withdrawal %1 and no longer knows it; its money stays held.")
                    .arg(current.id.toString()),
                now));
        return note(database, current, QStringLiteral("asked"),
            {kSystem, error.describe(), retryAt(current.attempts + 3), blockedCode(error), error.describe()},
            now);
    }));
    return repeat ? send(again) : Status{};
}

Status Dispatcher::requestCancel(const Payout& payout)
{
    const auto cancelled = client_.cancelTransfer(payout.number);
    ZF_TRY(settle(payout, payout.state, [&](storage::Database& database, const Payout& current) -> Status {
        const qint64 now = clock_.nowUtcMs();
        // Accepted is not cancelled: only a query or a notification tells. A lost answer is asked again.
        const bool again = !cancelled && cancelled.error().disposition != v3::Disposition::refused;
        ZF_TRY(database.execute("UPDATE payouts SET cancel_requested = :again WHERE id = :id",
            {{":again", again ? 1 : 0}, {":id", current.id.value()}}));
        const QString said =
            cancelled ? QStringLiteral("WeChat is cancelling it") : cancelled.error().describe();
        return note(database, current, QStringLiteral("cancel_sent"),
            {kSystem, said, again ? retryAt(2) : now, {}, said}, now);
    }));
    return {};
}

Status Dispatcher::tell(const v3::TransferBill& bill, const QString& source)
{
    return writer_
        .runNow<payments::Applied>([&](storage::Database& database) {
            return applyTransferBill(database, bill, settings_, source, clock_.nowUtcMs());
        })
        .map([](const payments::Applied&) {});
}

} // namespace zhangfang::payouts
