#pragma once

#include "practice/detail/memory.h"
#include "practice/detail/notifier.h"
#include "practice/practice.h"
#include "wechatpay/v2/xml.h"

#include <mutex>

namespace zhangfang::practice::detail
{

using http::Request;
using http::Response;

/// Something that the next answers are to get wrong.
struct Fault {
    QString target, kind;
    int count = 1;
    int delayMs = 0;
};

/// The practice WeChat Pay's own side of things, whichever generation asks: its books, and what customers and
/// payees do to them. Everything but the constants is under `mutex`.
struct World : Memory {
    World(Remembered before, const Practice::Options& givenOptions);

    const Practice::Options options;
    MovableClock clock; ///< when retries and payees are due; what is signed carries the real time
    base::SystemClock wall;
    crypto::SystemRandom random;
    Identity identity;
    Notifier notifier;
    mutable std::recursive_mutex mutex;
    std::vector<Fault> faults;
    bool manualConfirm = false;
    std::map<QString, std::pair<QByteArray, qint64>>
        files; ///< by token: what waits to be fetched, and until when
    std::map<QString, QJsonObject> complaints;
    bool manualRefunds = false; ///< refunds stay PROCESSING until the control says otherwise

    [[nodiscard]] QString nextNumber(const char* prefix);
    void move(const QString& kind, const QString& number, qint64 fen);

    /// The customer pays: SUCCESS. Nothing is told to the shop.
    void settleOrder(PracticeOrder& order, const QString& number);
    void notifyPaid(
        const QString& number, const PracticeOrder& order, std::optional<qint64> wrongFen = std::nullopt);
    /// Ends a refund: SUCCESS, CLOSED or ABNORMAL, and tells the shop.
    void finishRefund(const QString& number, const QString& state);
    [[nodiscard]] qint64 refundedFen(const QString& orderNo) const;
    /// Ends a payout: SUCCESS, FAIL or CANCELLED, and tells the shop where the channel does.
    void finishTransfer(const QString& number, const QString& state, const QString& failReason);
    /// The payee agrees to receive without confirming, or not, and the shop is told.
    void answerAuthorization(const QString& number, const QString& state);
    /// A batch has come to its end.
    void notifyBatch(const QString& number, const PracticeBatch& batch);
    /// What is due by now happens: payees confirm, refunds arrive, what is too old is closed.
    void tick();

    // v3's words, which answers and notifications share.
    [[nodiscard]] QJsonObject transactionJson(const QString& number, const PracticeOrder& order) const;
    [[nodiscard]] QJsonObject refundJson(const QString& number, const PracticeRefund& refund) const;
    [[nodiscard]] QJsonObject transferJson(const QString& number, const PracticeTransfer& transfer) const;
    void notifyV3(
        const QString& url, const char* eventType, const char* originalType, const QJsonObject& content);
    void notifyV2(const QString& url, const wechatpay::v2::Fields& fields);
    [[nodiscard]] wechatpay::v2::Fields transactionFields(
        const QString& number, const PracticeOrder& order) const;

    [[nodiscard]] QJsonObject bookkeeping() const;
};

/// The answer to a v3 request, signed.
[[nodiscard]] Response serveV3(World& world, const Request& request);
/// The answer to a v2 request.
[[nodiscard]] Response serveV2(World& world, const Request& request);
/// The answer to /control/…
[[nodiscard]] Response serveControl(World& world, const Request& request);

/// Any answer in v3's manner: signed unless it is a 401.
[[nodiscard]] Response replyV3(World& world, const Request& request, int status, const QByteArray& body);
[[nodiscard]] Response errorV3(
    World& world, const Request& request, int status, const char* code, const QString& message);

enum class BillKind { all, success, refund };
/// The day's bills in WeChat's own form; nothing when nothing happened.
[[nodiscard]] std::optional<QByteArray> tradeBill(const World& world, QDate day, BillKind kind);
[[nodiscard]] std::optional<QByteArray> fundFlowBill(const World& world, QDate day);
[[nodiscard]] QByteArray gzipped(const QByteArray& plain);

} // namespace zhangfang::practice::detail
