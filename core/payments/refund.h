#pragma once

#include "access/settings.h"
#include "payments/doubt.h"
#include "payments/payments.h"

namespace zhangfang::payments
{

using base::OutRefundNo;
using RefundId = base::NumberId<struct RefundTag>;

/// A refund on its way. The sum of those that are not refused or closed never exceeds the order.
enum class RefundStage {
    unknown,
    requested,  ///< a person has decided; not sent, or certainly not taken
    submitting, ///< the bytes are durable and may have left
    unclear,    ///< sent, and no answer tells what became of it
    processing, ///< WeChat has it
    abnormal,   ///< WeChat could not give it back: a person must say where the money goes
    succeeded,
    closed,  ///< WeChat gave it up: nothing has moved
    refused, ///< WeChat did not take it and will not
};
enum class RefundEvent {
    dispatchStored,
    notTaken,
    answerLost,
    refused,
    accepted,
    abnormal,
    succeeded,
    closed,
    withdrawn,          ///< a person wants it no more, and WeChat certainly has not got it
    decidedRefunded,    ///< a person says so, with proof: WeChat could not be brought to
    decidedNotRefunded, ///< likewise
};

[[nodiscard]] QString toText(RefundStage stage);
[[nodiscard]] RefundStage parseRefundStage(const QString& text);
/// Nothing where the event does not apply in that stage.
[[nodiscard]] std::optional<RefundStage> next(RefundStage from, RefundEvent on);
/// succeeded, closed and refused never change again.
[[nodiscard]] bool isFinal(RefundStage stage);

struct RefundRow {
    RefundId id;
    qint64 orderId = 0;
    OutRefundNo number;
    Money amount;
    QString reason;
    RefundStage stage = RefundStage::requested;
    QByteArray request; ///< the exact bytes; empty until first sent
    bool held = false;  ///< the sum waits on the user's held account
    int attempts = 0;
    bool wasUnclear = false; ///< at least one answer was lost: only WeChat's word ends it
    Doubt doubt;
    std::optional<qint64> sentAtUtcMs; ///< when the latest sending ended, one way or the other
    QString blocked;                   ///< why a person is asked; empty: it goes on by itself
    std::optional<qint64> nextAttemptAtUtcMs;
    QString refundId;     ///< WeChat's
    QString goodsDetail;  ///< WeChat's array of goods that come back, as JSON; may be empty
    QString fundsAccount; ///< AVAILABLE or UNSETTLED: what WeChat is to take it from; empty: as it likes
    QString redirectTo; ///< where an abnormal one was sent instead: merchant_card or user_card; may be empty
    QString redirectState; ///< stored, taken, unclear or refused; empty: nobody has wished it
    QString note;
    qint64 createdAtUtcMs = 0;
    qint64 finishedAtUtcMs = 0;
    Takings takings;      ///< expected until it has succeeded, then by WeChat's own figures
    Money heldAmount;     ///< of the user's money; zero for a sale
    bool counted = false; ///< its order is settled, so that it is part of the sums of settled money
};

/// WeChat Pay refunds an order at most this often, and within this time. Source: facts page, "Refunds".
inline constexpr int kMostRefunds = 50;
inline constexpr int kRefundWithinDays = 365;

/// Writes a refund down and reserves what it takes: for an order that credited a user, the sum moves from the
/// user's available to the held money. Errors: wrong_state, invalid_amount, over_order (with the figures),
/// too_many, refund_too_late, balance_gone (the user has spent what the order had brought).
[[nodiscard]] Result<RefundRow> insertRefund(storage::Database& database, const shop::Order& order,
    Money amount, const QString& reason, const OutRefundNo& number, const QString& actor, qint64 nowUtcMs);
[[nodiscard]] Result<std::optional<RefundRow>> findRefund(storage::Database& database, const QString& number);
/// The refunds of an order, the oldest first; an order has at most a few dozen.
[[nodiscard]] Result<std::vector<RefundRow>> refundsOf(storage::Database& database, qint64 orderId);
[[nodiscard]] Result<std::vector<RefundRow>> dueRefunds(
    storage::Database& database, qint64 nowUtcMs, int limit);
[[nodiscard]] Result<std::vector<RefundRow>> refundsIn(
    storage::Database& database, RefundStage stage, int limit);
/// Money that WeChat had taken out for refunds before that time, and the books had not: they wait for its
/// end. For a time not long ago; of this moment, `ledger::Sum::refundsTaken` tells.
[[nodiscard]] Result<Money> refundsUnderWay(storage::Database& database, qint64 beforeUtcMs);
[[nodiscard]] Result<shop::Order> orderOf(storage::Database& database, const RefundRow& refund);

/// What changes beside the stage.
struct RefundChange {
    QString actor;
    QString evidence;
    std::optional<qint64> nextAttemptAtUtcMs;
    QString note;
    std::optional<Takings> takings = {}; ///< by WeChat's figures, where they have come
};
/// Moves a refund on: stage, story, ledger and order, in the caller's transaction. The only place that does.
/// Errors: wrong_state.
[[nodiscard]] Result<RefundRow> apply(storage::Database& database, const RefundRow& refund, RefundEvent event,
    const RefundChange& change, qint64 nowUtcMs);
/// Appends to the story and sets the due time, where the stage stays.
[[nodiscard]] Status note(storage::Database& database, const RefundRow& refund, const QString& event,
    const RefundChange& change, qint64 nowUtcMs);
/// What is about to be sent; counts as an attempt.
[[nodiscard]] Status recordRequest(storage::Database& database, RefundId id, const QByteArray& bytes);

struct RefundStory {
    qint64 atUtcMs = 0;
    QString event;
    QString stage;
    QString actor;
    QString evidence;
};
[[nodiscard]] Result<std::vector<RefundStory>> storyOf(storage::Database& database, RefundId id);

/// What has gone back of an order, and what is on its way.
struct Refunded {
    Money done;
    Money underWay;
    int count = 0;
    GoneBefore before; ///< by refunds that have succeeded (settled, fee) or are alive (amount, held)
};
[[nodiscard]] Result<Refunded> refundedOf(storage::Database& database, qint64 orderId);
/// The order's money settles: refunds of it that are under way come out of settled money from now on.
[[nodiscard]] Status countRefundsOf(storage::Database& database, qint64 orderId);
/// The order's refunds are all known now: what still waits of the user's money is given back.
/// Moves up to `wanted` of what a top-up's user has available to the held account, on top of what waits
/// already, and has the refunds looked for at `askAtUtcMs`. For a sale nothing is held.
[[nodiscard]] Status holdInDoubt(
    storage::Database& database, const shop::Order& order, Money wanted, qint64 askAtUtcMs, qint64 nowUtcMs);
[[nodiscard]] Status endDoubt(
    storage::Database& database, const shop::Order& order, const QString& how, qint64 nowUtcMs);

/// How WeChat's word came: a notification of v3 does not tell what settles, an answer to a question does.
enum class Heard { notification, answer };

/// Books what WeChat says about a refund, from an answer, a query or a notification: whichever comes first
/// decides. One that was made elsewhere (in WeChat's merchant platform) is booked when it has succeeded, and
/// a person is told. Where coupons are concerned and the message does not say what settles, WeChat is asked
/// by the refund's number first. One whose payment is not here yet is remembered and waits for it. What does
/// not fit our order is quarantined with a task.
[[nodiscard]] Result<Applied> applyRefund(storage::Database& database, const wechatpay::Refund& told,
    const Expected& expected, const QString& source, qint64 nextQueryAtUtcMs, qint64 nowUtcMs,
    Heard heard = Heard::answer);

} // namespace zhangfang::payments
