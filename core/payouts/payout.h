#pragma once

#include "base/ids.h"
#include "base/money.h"
#include "errands/errand.h"
#include "ledger/sums.h"
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
    decidedPaid,    ///< a person says so, with proof: WeChat could not be brought to
    decidedNotPaid, ///< likewise
    surfaced, ///< WeChat says after all that it was paid, which a person or the shop had called not paid
};

[[nodiscard]] QString toText(State state);
[[nodiscard]] State parseState(const QString& text);
[[nodiscard]] QString toText(Event event);
/// Design, section 4. Nothing where the event does not apply in that state.
[[nodiscard]] std::optional<State> next(State from, Event on);
/// Nothing waits for these any more. What ended without WeChat's word may surface as paid.
[[nodiscard]] bool isFinal(State state);

/// The ways of paying out, as the setting `payouts.channel` names them.
inline constexpr auto kTransferBills = "v3-transfer-bills";
inline constexpr auto kBatches = "v3-batches";
inline constexpr auto kV2Transfers = "v2-transfers";
inline constexpr auto kV2RedPackets = "v2-redpack";

struct Payout {
    PayoutId id;
    UserId user;
    OutBillNo number;
    Money amount;
    State state = State::requested;
    QString payAccount;       ///< BASIC or OPERATION
    errands::ErrandId errand; ///< sends it, from its approval on; 0: nobody has approved it
    QByteArray request;       ///< the exact bytes, or of a batch its number; empty until first dispatched
    QByteArray serial; ///< the platform key that a name in the bytes is sealed for; empty: there is none
    QString channel;   ///< the way it goes, fixed at approval; empty before
    QString batchNo;   ///< the request it shares with others, fixed at approval; empty: it goes alone
    int attempts = 0;
    bool wasUnclear = false; ///< at least one answer was lost: only WeChat's word can release the hold
    errands::Doubt doubt;
    std::optional<qint64> sentAtUtcMs; ///< when the latest sending ended, one way or the other
    bool cancelRequested = false;
    int cancels = 0;         ///< sent since the wish
    bool cancelOpen = false; ///< the latest was sent, and no query since tells what came of it
    int packageAsks = 0;     ///< sendings for the sake of `packageInfo`
    QString blocked;         ///< why automatic work has stopped and a person is asked; empty: it has not
    std::optional<qint64> nextAttemptAtUtcMs;
    qint64 requestedAtUtcMs = 0;
    qint64 approvedAtUtcMs = 0;
    qint64 finishedAtUtcMs = 0;
    QString transferBillNo;
    QString packageInfo;
    QString note;        ///< the latest reason, in WeChat's or the operator's words
    QString requestedBy; ///< the operator's name that was given with the request; empty: nobody's
};

/// The kind of errand.
inline constexpr auto kPayoutErrand = "payout";
/// `Payout::blocked` of what waits for money to cover it, and the task that says so.
inline constexpr auto kNotCovered = "not_covered";

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
/// Those that wait for money to cover them, the oldest first.
[[nodiscard]] Result<std::vector<Payout>> uncoveredPayouts(storage::Database& database, int limit);
/// What is unclear of that account, or being sent: WeChat may have taken it out, or not.
[[nodiscard]] Result<Money> unclearSum(storage::Database& database, const QString& payAccount);
/// The sums that are kept of payouts, as the rows make them.
[[nodiscard]] Result<std::vector<ledger::Reckoned>> reckonSums(storage::Database& database);
/// By number; a batch has at most a thousand.
[[nodiscard]] Result<std::vector<Payout>> payoutsOfBatch(storage::Database& database, const QString& batchNo);
[[nodiscard]] Result<std::vector<PayoutEvent>> eventsOf(storage::Database& database, PayoutId id);

/// What is about to be sent, written down before it is.
struct Request {
    QByteArray bytes; ///< of a member of a batch, the batch's number
    QByteArray serial;
};
/// When WeChat is asked about one that has come to its end; nothing: never again.
[[nodiscard]] Status lookAgainAt(
    storage::Database& database, const Payout& payout, std::optional<qint64> atUtcMs);
/// The computer's clock was put back: what was to wait until later than that has waited long enough.
[[nodiscard]] Status dueBy(storage::Database& database, qint64 latestUtcMs);
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
