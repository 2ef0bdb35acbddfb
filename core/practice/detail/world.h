#pragma once

#include "practice/detail/description.h"
#include "practice/detail/faults.h"
#include "practice/detail/memory.h"
#include "practice/detail/notifier.h"
#include "practice/detail/variety.h"
#include "practice/practice.h"
#include "wechatpay/v2/xml.h"

#include <deque>
#include <mutex>
#include <set>

namespace zhangfang::practice::detail
{

using http::Request;
using http::Response;

/// How the world behaves, as /control/mode has set it. The first values are the kind ones.
struct Modes {
    bool manualConfirm = false;
    bool manualRefunds = false;  ///< refunds stay PROCESSING until the control says otherwise
    bool settlesNextDay = false; ///< T+1; otherwise at once
    bool linksExpire = false;
    bool strictV2Close = false;
    bool strictV2Reverse = false;
    bool bareRefundQuery = false;
    bool billsFromTen = false;
    bool countsBytes = false; ///< of texts; otherwise characters
    bool ipAllowed = true;
    bool keysPinned = false; ///< whose key signs notifications is an order, not what the shop's requests say
    qint64 feeRate = 0;      ///< in 1/100,000
    QString payFrom = QString::fromLatin1(kBasic);
    qint64 quotaPerDayFen = 0; ///< 0: none
    qint64 quotaPerUserDayFen = 0;
    int requestsPerSecond = 0; ///< 0: any
    std::set<QString> rolesWithout;
};

/// What a world stands in. The machine's clock and chance, and a thread that delivers notifications, unless
/// others are given.
struct Surroundings {
    const base::Clock* clock = nullptr;
    base::RandomSource* random = nullptr;
    Notifier::Hand hand = {};
};

/// The practice WeChat Pay's own side of things, whichever generation asks: its books, and what customers and
/// payees do to them. Everything but the constants is under `mutex`.
struct World : Memory {
    World(Remembered before, const Practice::Options& givenOptions, qint64 feeRate,
        const Surroundings& around = {});

    const Practice::Options options;
    const base::SystemClock machineClock;
    crypto::SystemRandom machineRandom;
    const base::Clock& wall;
    MovableClock clock; ///< when retries and payees are due; what is signed carries the real time
    base::RandomSource& random;
    Identity identity;
    Notifier notifier;
    mutable std::recursive_mutex mutex;
    Modes modes;
    Faults faults;
    Variety variety;
    std::map<QString, std::pair<QByteArray, qint64>>
        files; ///< by token: what waits to be fetched, and until when
    std::map<QString, QJsonObject> complaints;
    std::map<QString, QStringList> replies; ///< to complaints, as the shop wrote them
    std::set<QString> restless;             ///< orders to which something will happen by itself
    std::deque<qint64> asked;               ///< when the latest requests came

    [[nodiscard]] QString nextNumber(const char* prefix);

    // ---- Money (money.cpp)

    [[nodiscard]] qint64 availableFen(const QString& account) const;
    void move(const QString& kind, const QString& number, qint64 fen,
        const QString& account = QString::fromLatin1(kBasic), const QString& remark = {});
    /// The customer pays: SUCCESS. Nothing is told to the shop.
    void settleOrder(PracticeOrder& order, const QString& number);
    /// What was unsettled of an order is so no more.
    void settleUnsettled(PracticeOrder& order, const QString& number);
    /// Splits a refund between the customer and the coupons, gives back the fee in part and takes it out of
    /// the merchant's money. False: there is not so much in the account, and nothing has happened.
    [[nodiscard]] bool takeRefund(const QString& number, PracticeRefund& refund);
    /// What `takeRefund` did is undone.
    void returnRefund(const QString& number, const PracticeRefund& refund);
    [[nodiscard]] qint64 refundedFen(const QString& orderNo) const;
    [[nodiscard]] int refundCount(const QString& orderNo) const;
    /// Paid out today, to one user or to all (empty), as quotas count it.
    [[nodiscard]] qint64 paidOutTodayFen(const QString& openid) const;
    [[nodiscard]] QJsonObject bookkeeping() const;

    // ---- What happens (world.cpp)

    [[nodiscard]] bool knowsAppid(const QString& appid) const;
    /// Whether a user of another appid is meant.
    [[nodiscard]] bool isOfAnotherAppid(const QString& openid, const QString& appid) const;
    /// Whether the name is another one than WeChat knows the user by.
    [[nodiscard]] bool isAnotherName(const QString& openid, const QString& name) const;
    [[nodiscard]] TextLength textLength() const
    {
        return modes.countsBytes ? TextLength::bytes : TextLength::characters;
    }
    /// Whether one more request is too many in this second.
    [[nodiscard]] bool isTooOften();
    /// By either number; the end where there is none, or nobody can know of it yet.
    [[nodiscard]] std::map<QString, PracticeOrder>::iterator findOrder(
        const QString& outTradeNo, const QString& transactionId);
    /// Whether nobody can pay any more through the link that the order was given, where links end.
    [[nodiscard]] bool isLinkOver(const PracticeOrder& order) const;
    void notifyPaid(
        const QString& number, const PracticeOrder& order, std::optional<qint64> wrongFen = std::nullopt);
    /// A reversed order: what was paid goes back.
    void revokeOrder(const QString& number, PracticeOrder& order);
    /// Ends a refund: SUCCESS, CLOSED or ABNORMAL, and tells the shop.
    void finishRefund(const QString& number, const QString& state);
    /// Ends a payout: SUCCESS, FAIL or CANCELLED, and tells the shop where the channel does.
    void finishTransfer(const QString& number, const QString& state, const QString& failReason);
    /// The payee confirms, and gets the money unless there is a reason why not.
    void confirmTransfer(const QString& number);
    /// The payee agrees to receive without confirming, or not, and the shop is told.
    void answerAuthorization(const QString& number, const QString& state);
    /// A batch has come to its end.
    void notifyBatch(const QString& number, const PracticeBatch& batch);
    /// What is due by now happens: payees confirm, refunds arrive, what is too old is closed.
    void tick();

    // ---- Words, which answers and notifications share (words.cpp)

    [[nodiscard]] QString appidOf(const PracticeOrder& order) const;
    [[nodiscard]] QJsonObject transactionJson(const QString& number, const PracticeOrder& order) const;
    [[nodiscard]] QJsonObject refundJson(const QString& number, const PracticeRefund& refund) const;
    [[nodiscard]] QJsonObject transferJson(const QString& number, const PracticeTransfer& transfer) const;
    [[nodiscard]] wechatpay::v2::Fields transactionFields(
        const QString& number, const PracticeOrder& order) const;
    /// What an order's version 1.0 tells of its promotions, as one field's JSON.
    [[nodiscard]] static QString promotionsText(const PracticeOrder& order);
    void notifyV3(
        const QString& url, const char* eventType, const char* originalType, const QJsonObject& content);
    void notifyV2(const QString& url, const wechatpay::v2::Fields& fields);

private:
    void tickOrder(const QString& number, PracticeOrder& order, qint64 now);
};

/// The answer to a v3 request, signed.
[[nodiscard]] Response serveV3(World& world, const Request& request);
/// The answer to a v2 request.
[[nodiscard]] Response serveV2(World& world, const Request& request);
/// The answer to /control/…
[[nodiscard]] Response serveControl(World& world, const Request& request);
/// What of /control/mode nobody knows; empty: all of it is set.
[[nodiscard]] QString setModes(World& world, const QJsonObject& json);

/// Any answer in v3's manner: signed unless it is a 401.
[[nodiscard]] Response replyV3(World& world, const Request& request, int status, const QByteArray& body);
[[nodiscard]] Response errorV3(
    World& world, const Request& request, int status, const QString& code, const QString& message);

// ---- Fees

/// "0.60" of a percent in 1/100,000; three decimals at most, from 0 to 10 %. Nothing: it is not one.
[[nodiscard]] std::optional<qint64> parseFeeRate(const QString& percent);
/// "0.60".
[[nodiscard]] QString feeRateText(qint64 rate);
/// What is taken of the account: rounded half up to the fen.
[[nodiscard]] qint64 feeFen(qint64 settledFen, qint64 rate);

enum class BillKind { all, success, refund };
/// The day's bills in WeChat's own form; nothing when nothing happened.
[[nodiscard]] std::optional<QByteArray> tradeBill(const World& world, QDate day, BillKind kind);
/// Of BASIC, with what is unsettled, or OPERATION.
[[nodiscard]] std::optional<QByteArray> fundFlowBill(const World& world, QDate day, const QString& account);
/// Whether the bill of `day` is still being made.
[[nodiscard]] bool isBillBeingMade(const World& world, QDate day);
[[nodiscard]] QByteArray gzipped(const QByteArray& plain);

} // namespace zhangfang::practice::detail
