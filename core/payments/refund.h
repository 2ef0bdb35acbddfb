#pragma once

#include "errands/errand.h"
#include "ledger/sums.h"
#include "payments/payments.h"
#include "payments/refund_stage.h"

namespace zhangfang::payments
{

using base::OutRefundNo;
using errands::Doubt;
using errands::kUnclearMs;
using errands::kUnclearRounds;
using RefundId = base::NumberId<struct RefundTag>;

struct RefundRow {
    RefundId id;
    qint64 orderId = 0;
    OutRefundNo number;
    Money amount;
    QString reason;
    RefundStage stage = RefundStage::requested;
    errands::ErrandId errand; ///< sends it; 0: it was made elsewhere
    QByteArray request;       ///< the exact bytes; empty until first sent
    bool held = false;        ///< the sum waits on the user's held account
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
    bool counted = false; ///< it comes out of settled money: its order is settled, or the shop chose so
};

/// WeChat Pay refunds an order at most this often, and within this time. Source: facts page, "Refunds".
inline constexpr int kMostRefunds = 50;
inline constexpr int kRefundWithinDays = 365;

/// What a shop may say about a refund beside its sum. Source: resources/wechatpay/openapi, refunds.yaml.
struct RefundWish {
    QString goodsDetail = {};  ///< a JSON array of {merchant_goods_id, unit_price, refund_amount,
                               ///< refund_quantity, …}, sums in fen; v3 only; empty: none
    QString fundsAccount = {}; ///< AVAILABLE or UNSETTLED; empty: as WeChat likes
};

/// The kinds of errand: a refund, and sending an abnormal one elsewhere.
inline constexpr auto kRefundErrand = "refund";
inline constexpr auto kRedirectErrand = "refund.redirect";

/// Writes a refund down and reserves what it takes: for an order that credited a user, the sum moves from the
/// user's available to the held money. Errors: wrong_state, invalid_amount, over_order (with the figures),
/// too_many, refund_too_late, balance_gone (the user has spent what the order had brought).
[[nodiscard]] Result<RefundRow> insertRefund(storage::Database& database, const shop::Order& order,
    Money amount, const QString& reason, const OutRefundNo& number, const QString& actor, qint64 nowUtcMs,
    const RefundWish& wish = {});
[[nodiscard]] Result<std::optional<RefundRow>> findRefund(storage::Database& database, const QString& number);
/// The refunds of an order, the oldest first; an order has at most a few dozen.
[[nodiscard]] Result<std::vector<RefundRow>> refundsOf(storage::Database& database, qint64 orderId);
/// Errors: no_such_refund.
[[nodiscard]] Result<RefundRow> findRefund(storage::Database& database, RefundId id);
/// Money that WeChat had taken out for refunds before that time, and the books had not: they wait for its
/// end. For a time not long ago; of this moment, `ledger::Sum::refundsTaken` tells.
[[nodiscard]] Result<Money> refundsUnderWay(storage::Database& database, qint64 beforeUtcMs);
/// The sums that are kept of refunds, as the rows make them.
[[nodiscard]] Result<std::vector<ledger::Reckoned>> reckonSums(storage::Database& database);
[[nodiscard]] Result<shop::Order> orderOf(storage::Database& database, const RefundRow& refund);

/// What changes beside the stage.
struct RefundChange {
    QString actor;
    QString evidence;
    std::optional<qint64> nextAttemptAtUtcMs;
    QString note;
    std::optional<Takings> takings = {};             ///< by WeChat's figures, where they have come
    std::optional<std::vector<Bearer>> bearers = {}; ///< nothing: what is held for it, or sales
};
/// Moves a refund on: stage, story, ledger and order, in the caller's transaction. The only place that does.
/// Errors: wrong_state.
[[nodiscard]] Result<RefundRow> apply(storage::Database& database, const RefundRow& refund, RefundEvent event,
    const RefundChange& change, qint64 nowUtcMs);
/// Appends to the story and sets the due time, where the stage stays.
[[nodiscard]] Status note(storage::Database& database, const RefundRow& refund, const QString& event,
    const RefundChange& change, qint64 nowUtcMs);
/// When WeChat is asked about one that has come to its end; nothing: never again.
[[nodiscard]] Status lookAgainAt(
    storage::Database& database, const RefundRow& refund, std::optional<qint64> atUtcMs);
/// The computer's clock was put back: what was to wait until later than that has waited long enough.
[[nodiscard]] Status dueBy(storage::Database& database, qint64 latestUtcMs);
/// One that was made elsewhere and has succeeded: row, story and ledger, not the order.
struct MadeElsewhere {
    OutRefundNo number;
    QString refundId;
    Money amount;
    Takings takings;
    std::vector<Bearer> bearers;
    QString source; ///< how we know
};
[[nodiscard]] Status insertMadeElsewhere(
    storage::Database& database, const shop::Order& order, const MadeElsewhere& made, qint64 nowUtcMs);
/// What one that has succeeded took was reckoned, and is known now: the difference is booked, once. Answers
/// whether there is any.
[[nodiscard]] Result<bool> correctTakings(storage::Database& database, const RefundRow& refund,
    const shop::Order& order, const Takings& takings, qint64 nowUtcMs);
/// The order's state and sums as its refunds make them.
[[nodiscard]] Status updateOrder(
    storage::Database& database, const shop::Order& order, const QString& evidence, qint64 nowUtcMs);

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
    GoneBefore before;   ///< settled, fee and prefunded by WeChat's figures, of those that have succeeded
    GoneBefore expected; ///< the same, and what those that are alive are expected to take
};
/// `except`: as if that one were not there.
[[nodiscard]] Result<Refunded> refundedOf(
    storage::Database& database, qint64 orderId, std::optional<RefundId> except = std::nullopt);
/// The order's money settles: refunds of it that are under way come out of settled money from now on.
[[nodiscard]] Status countRefundsOf(storage::Database& database, qint64 orderId);

} // namespace zhangfang::payments
