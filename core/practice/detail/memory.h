#pragma once

#include "practice/detail/identity.h"

#include <map>
#include <vector>

namespace zhangfang::practice::detail
{

/// A coupon that takes part in paying an order, or the part of it that a refund gives back.
struct PracticeCoupon {
    QString id;
    QString type = QStringLiteral("NOCASH"); ///< CASH: prefunded. NOCASH: the merchant gets so much less
    QString contribute = QStringLiteral("merchant"); ///< who pays for it: merchant, wechat or other
    qint64 fen = 0;

    [[nodiscard]] bool isPrefunded() const { return type == QLatin1String("CASH"); }
    /// Whether it is paid out of what the merchant put aside for coupons.
    [[nodiscard]] bool isOwnMoney() const { return isPrefunded() && contribute == QLatin1String("merchant"); }
};

/// The accounts of the merchant. What is unsettled is pending in BASIC.
inline constexpr const char* kUnsettled = "UNSETTLED";
inline constexpr const char* kBasic = "BASIC";
inline constexpr const char* kOperation = "OPERATION";
inline constexpr const char* kCoupons = "COUPONS"; ///< what is put aside for prefunded coupons

/// A refund of an order, under the merchant's number.
struct PracticeRefund {
    QString orderNo;
    QByteArray body;
    QString state = QStringLiteral("PROCESSING");
    QString refundId;
    QString reason;
    QString notifyUrl;
    bool v2 = false;
    qint64 fen = 0;
    qint64 createdAt = 0;
    qint64 dueAt = 0; ///< 0: nothing happens by itself
    qint64 successAt = 0;
    std::vector<PracticeCoupon> shares = {};                  ///< what of it goes back to each coupon
    qint64 feeFen = 0;                                        ///< what WeChat gives back of its fee
    QString account = QString::fromLatin1(kBasic);            ///< which account it left
    QString fundsAccount = {};                                ///< which one the merchant asked for
    QString receivedAccount = QStringLiteral("支付用户零钱"); ///< where the customer finds it
    bool quiet = false;                                       ///< nobody is told of it

    [[nodiscard]] qint64 couponFen() const;
    /// What leaves the merchant's money, before the fee that comes back.
    [[nodiscard]] qint64 settledFen() const;
};

struct PracticeOrder {
    QByteArray body;
    QString channel;
    QString description;
    QString notifyUrl;
    bool v2 = false;
    QString state = QStringLiteral("NOTPAY");
    QString transactionId;
    QString prepay;
    qint64 totalFen = 0;
    qint64 paidAt = 0;
    QString openid;
    QString appid = {}; ///< empty in an older memory: the identity's
    QString attach = {};
    qint64 createdAt = 0;
    qint64 expiresAt = 0; ///< 0: never by itself
    qint64 linkAt = 0;    ///< when the link it has was made
    qint64 revokedAt = 0;
    qint64 feeRate = 0; ///< of the payment, in 1/100,000
    qint64 feeFen = 0;  ///< paid, less what refunds have brought back
    std::vector<PracticeCoupon> coupons = {};
    qint64 unsettledFen = 0; ///< what still waits to be settled, until `settleAt`
    qint64 settleAt = 0;
    qint64 surfaceAt = 0;         ///< paid, and nobody can know before then; 0: nothing is hidden
    QString hiddenAs = {};        ///< what is said until then: a state, or NOT_FOUND
    bool namesPromotions = false; ///< v2's version 1.0, whose answers tell each promotion

    [[nodiscard]] bool isHidden() const { return surfaceAt != 0; }
    [[nodiscard]] qint64 couponFen() const;
    /// What the merchant gets, before the fee.
    [[nodiscard]] qint64 settledFen() const;
};

/// Any payout: a transfer bill, a detail of a batch, a v2 transfer, a red packet.
struct PracticeTransfer {
    QByteArray body;
    QString kind = QStringLiteral("bill"); ///< bill, detail, v2, redpack
    QString batchNo;
    QString openid;
    QString remark;
    QString notifyUrl;
    QString state = QStringLiteral("WAIT_USER_CONFIRM");
    QString billNo;
    QString failReason;
    qint64 fen = 0;
    qint64 createdAt = 0;
    qint64 confirmAt = 0; ///< 0: nobody confirms by themselves
    int timesPaid = 0;
    QString appid = {};
    QString account = QString::fromLatin1(kBasic); ///< which one it left, and comes back to
    QString failsWith = {}; ///< why it fails once its payee confirms; empty: it does not
};

/// What WeChat knows about a user who may be paid.
struct PracticePayee {
    QString name;
    QString appid; ///< whose user the openid names; empty: any
};

struct PracticeBatch {
    QByteArray body;
    QString batchId;
    QString state = QStringLiteral("ACCEPTED");
    QString closeReason;
    qint64 createdAt = 0;
};

struct PracticeAuthorization {
    QString openid;
    QString displayName;
    QString sceneId;
    QString state = QStringLiteral("WAIT_USER_CONFIRM");
    QString id;
    QString closeReason;
    QString notifyUrl;
    qint64 confirmAt = 0; ///< 0: nobody agrees by themselves
    QString appid = {};
};

/// One movement of the merchant's money: what the daily bills are made from.
struct PracticeMovement {
    qint64 at = 0;
    QString kind; ///< payment, fee, refund, refund_back, transfer, transfer_back, funding, move, settlement,
                  ///< coupon, coupon_back
    QString number;        ///< of the order, refund or transfer
    qint64 fen = 0;        ///< positive: money in
    qint64 balanceFen = 0; ///< of the account, afterwards; of BASIC with what is unsettled
    QString account = QString::fromLatin1(kBasic);
    qint64 unsettledFen = 0; ///< how much of BASIC's balance was pending
    QString remark = {};
};

/// What the practice WeChat Pay knows about its merchant: its own books.
struct Memory {
    std::map<QString, PracticeOrder> orders;
    std::map<QString, PracticeRefund> refunds;
    std::map<QString, PracticeTransfer> transfers;
    std::map<QString, PracticeBatch> batches;
    std::map<QString, PracticeAuthorization> authorizations;
    std::map<QString, PracticePayee> payees; ///< by openid
    QStringList appids;                      ///< more of the merchant's, beside the identity's
    std::vector<PracticeMovement> movements;
    qint64 balanceFen = 0; ///< of BASIC, without what is unsettled
    qint64 unsettledFen = 0;
    qint64 operationFen = 0;
    qint64 prefundedFen = 0; ///< put aside for coupons
    qint64 serial = 0;
};

/// Identity and books as one JSON document, so that a practice shop goes on where it stopped.
[[nodiscard]] QByteArray toBytes(const Identity& identity, const Memory& memory);
struct Remembered {
    Identity identity;
    Memory memory;
};
/// Errors: invalid_json, invalid_field, invalid_key.
[[nodiscard]] base::Result<Remembered> remembered(const QByteArray& bytes);

} // namespace zhangfang::practice::detail
