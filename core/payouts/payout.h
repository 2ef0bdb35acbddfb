#pragma once

#include "base/ids.h"
#include "base/money.h"
#include "storage/database.h"

#include <optional>
#include <vector>

namespace zhangfang::payouts
{

using base::Money;
using base::OutBillNo;
using base::PayoutId;
using base::Result;
using base::Status;
using base::UserId;

enum class State {
    unknown,
    requested,
    rejected,
    cancelled,
    approved,
    submitting,
    accepted,
    awaitingUser,
    unclear,
    paid,
    failed
};
enum class Event {
    requested,
    approved,
    takenBack,
    rejected,
    cancelled,      ///< before WeChat took it
    dispatchStored, ///< the bytes are durable and about to be sent
    notTaken,       ///< WeChat certainly did not take it: same bytes later
    answerLost,
    accepted,
    awaitingUser,
    paid,
    failed,
    cancelledByWechat,
};

[[nodiscard]] QString toText(State state);
[[nodiscard]] State parseState(const QString& text);
[[nodiscard]] QString toText(Event event);
/// Design, section 4. Nothing where the event does not apply in that state.
[[nodiscard]] std::optional<State> next(State from, Event on);
/// paid, failed, rejected and cancelled never change again.
[[nodiscard]] bool isFinal(State state);

struct Payout {
    PayoutId id;
    UserId user;
    OutBillNo number;
    Money amount;
    State state = State::requested;
    QString payAccount; ///< BASIC or OPERATION
    QByteArray request; ///< the exact bytes, or of a batch its number; empty until first dispatched
    QString channel;    ///< how it was sent; means nothing while `request` is empty
    QString batchNo;    ///< the request it shares with others; empty: it went alone
    int attempts = 0;
    bool wasUnclear = false; ///< at least one answer was lost: only WeChat's word can release the hold
    bool cancelRequested = false;
    QString blocked; ///< why automatic work has stopped and a person is asked; empty: it has not
    std::optional<qint64> nextAttemptAtUtcMs;
    qint64 requestedAtUtcMs = 0;
    qint64 approvedAtUtcMs = 0;
    qint64 finishedAtUtcMs = 0;
    QString transferBillNo;
    QString packageInfo;
    QString note; ///< the latest reason, in WeChat's or the operator's words
};

/// Whether WeChat Pay makes an electronic receipt of it: see payouts/receipt.h.
[[nodiscard]] bool hasReceipt(const Payout& payout);

struct PayoutEvent {
    qint64 atUtcMs = 0;
    QString event;
    QString state;
    QString actor;
    QString evidence;
};

/// Errors: no_such_withdrawal.
[[nodiscard]] Result<Payout> findPayout(storage::Database& database, PayoutId id);
[[nodiscard]] Result<std::optional<Payout>> findPayoutByNumber(
    storage::Database& database, const QString& outBillNo);
/// Newest first, before `before` (0: from the newest), all or in one state.
[[nodiscard]] Result<std::vector<Payout>> listPayouts(
    storage::Database& database, std::optional<State> state, qint64 before, int limit);
/// Those whose next attempt has come, the longest waiting first.
[[nodiscard]] Result<std::vector<Payout>> duePayouts(storage::Database& database, qint64 nowUtcMs, int limit);
[[nodiscard]] Result<std::vector<PayoutEvent>> eventsOf(storage::Database& database, PayoutId id);

/// What is about to be sent, written down before it is.
struct Request {
    QByteArray bytes;
    QString channel;
    QString batchNo;
};
/// Counts as an attempt.
[[nodiscard]] Status recordRequest(storage::Database& database, PayoutId id, const Request& request);
[[nodiscard]] Status countAttempt(storage::Database& database, PayoutId id);
/// From now on only WeChat's word can release the hold.
[[nodiscard]] Status markUnclear(storage::Database& database, PayoutId id);

[[nodiscard]] Status insertBatch(
    storage::Database& database, const QString& batchNo, const QByteArray& bytes, qint64 nowUtcMs);
/// Errors: damaged (there is no such batch).
[[nodiscard]] Result<QByteArray> batchBytes(storage::Database& database, const QString& batchNo);
[[nodiscard]] Result<std::vector<Payout>> payoutsOfBatch(storage::Database& database, const QString& batchNo);

/// What changes beside the state.
struct Change {
    QString actor;    ///< an operator's name, "user" or "system"
    QString evidence; ///< numbers, answers: never a secret
    std::optional<qint64> nextAttemptAtUtcMs;
    QString blocked;
    QString note;
};

/// Moves a payout on: state, event, and the ledger's hold, release or payment, in the caller's transaction.
/// The only place that changes a payout's state. Errors: wrong_state.
[[nodiscard]] Result<Payout> apply(
    storage::Database& database, const Payout& payout, Event event, const Change& change, qint64 nowUtcMs);
/// Appends to the story and sets the due time or the block, where the state stays.
[[nodiscard]] Status note(storage::Database& database, const Payout& payout, const QString& event,
    const Change& change, qint64 nowUtcMs);

} // namespace zhangfang::payouts
