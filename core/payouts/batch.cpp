#include "payouts/batch.h"

#include "base/calendar.h"
#include "payouts/limits.h"
#include "wechatpay/v3/requests.h"

namespace zhangfang::payouts
{
namespace
{

struct OpenBatch {
    BatchPlace place;
    qint64 joinsUntilUtcMs = 0;
};

Result<std::optional<OpenBatch>> findOpen(storage::Database& database, const BatchKind& kind)
{
    ZF_ASSIGN(auto rows, database.query("SELECT out_batch_no, due_at, joins_until FROM payout_batches "
                                        "WHERE is_open = 1 AND pay_account = :account AND appid = :appid "
                                        "ORDER BY id DESC LIMIT 1",
                             {{":account", kind.payAccount}, {":appid", kind.appid}}));
    if (!rows.next())
        return std::optional<OpenBatch>();
    return std::optional(OpenBatch{{rows.text(0), rows.number(1)}, rows.number(2)});
}

/// Whether WeChat may have the batch, or it is not known that it has not.
Result<bool> isMoving(storage::Database& database, const Payout& payout)
{
    ZF_ASSIGN(const auto members, payoutsOfBatch(database, payout.batchNo));
    return std::any_of(members.begin(), members.end(), [&](const Payout& member) {
        if (member.id == payout.id || member.state == State::cancelled)
            return false; // it has just been taken back or cancelled itself
        return member.state != State::approved || member.wasUnclear ||
               member.request.isEmpty() != payout.request.isEmpty() ||
               (!member.request.isEmpty() && member.blocked.isEmpty());
    });
}

Status close(storage::Database& database, const QString& number)
{
    return database
        .execute("UPDATE payout_batches SET is_open = 0 WHERE out_batch_no = :no", {{":no", number}})
        .map([](qint64) {});
}

} // namespace

Result<BatchPlace> joinBatch(storage::Database& database, const BatchKind& kind, qint64 graceMs,
    base::RandomSource& random, qint64 nowUtcMs)
{
    ZF_ASSIGN(const auto open, findOpen(database, kind));
    if (open && nowUtcMs <= open->joinsUntilUtcMs) {
        ZF_TRY(database.execute("UPDATE payout_batches SET members = members + 1, "
                                "is_open = CASE WHEN members + 1 < :most THEN 1 ELSE 0 END "
                                "WHERE out_batch_no = :no",
            {{":most", wechatpay::v3::kMostDetails}, {":no", open->place.number}}));
        return open->place;
    }
    if (open)
        ZF_TRY(close(database, open->place.number));
    const BatchPlace place{QLatin1Char('B') +
                               base::businessDay(nowUtcMs).toString(QStringLiteral("yyyyMMdd")) +
                               QString::fromLatin1(random.token(16)),
        nowUtcMs + kBatchJoinMs + graceMs};
    ZF_TRY(database.execute("INSERT INTO payout_batches (out_batch_no, request, created_at, pay_account, "
                            "appid, is_open, members, joins_until, due_at) "
                            "VALUES (:no, :request, :now, :account, :appid, 1, 1, :until, :due)",
        {{":no", place.number}, {":request", QByteArray("")}, {":now", nowUtcMs},
            {":account", kind.payAccount}, {":appid", kind.appid}, {":until", nowUtcMs + kBatchJoinMs},
            {":due", place.dueAtUtcMs}}));
    return place;
}

Status leaveBatch(storage::Database& database, const Payout& payout)
{
    if (payout.batchNo.isEmpty())
        return {};
    ZF_ASSIGN(const bool moving, isMoving(database, payout));
    if (moving)
        return base::refused("wrong_state",
            QStringLiteral("Withdrawal %1 is part of batch %2, whose bytes pay all of its members.")
                .arg(payout.id.toString(), payout.batchNo));
    if (!payout.request.isEmpty())
        return {};
    ZF_TRY(database.execute("UPDATE payout_batches SET members = members - 1 WHERE out_batch_no = :no",
        {{":no", payout.batchNo}}));
    ZF_TRY(errands::setLane(database, payout.errand, {}));
    return database.execute("UPDATE payouts SET batch_no = '' WHERE id = :id", {{":id", payout.id.value()}})
        .map([](qint64) {});
}

Status storeBatch(storage::Database& database, const QString& number, const Request& request)
{
    ZF_ASSIGN(const qint64 changed,
        database.execute("UPDATE payout_batches SET request = :bytes, request_serial = :serial, is_open = 0 "
                         "WHERE out_batch_no = :no AND length(request) = 0",
            {{":bytes", request.bytes}, {":serial", QString::fromLatin1(request.serial)}, {":no", number}}));
    if (changed == 1)
        return {};
    return base::damaged(
        "damaged", QStringLiteral("Batch %1 is not in the books, or was sent before.").arg(number));
}

Result<Request> batchRequest(storage::Database& database, const QString& number)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT request, request_serial FROM payout_batches WHERE out_batch_no = :no",
            {{":no", number}}));
    if (!rows.next())
        return base::damaged("damaged", QStringLiteral("Batch %1 is not in the books.").arg(number));
    return Request{rows.bytes(0), rows.text(1).toLatin1()};
}

} // namespace zhangfang::payouts
