#pragma once

#include "practice/detail/identity.h"

#include <map>
#include <vector>

namespace zhangfang::practice::detail
{

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
};

/// One movement of the merchant's money: what the daily bills are made from.
struct PracticeMovement {
    qint64 at = 0;
    QString kind;   ///< payment, refund, transfer, transfer_back, funding
    QString number; ///< of the order, refund or transfer
    qint64 fen = 0; ///< positive: money in
    qint64 balanceFen = 0;
};

/// What the practice WeChat Pay knows about its merchant: its own books.
struct Memory {
    std::map<QString, PracticeOrder> orders;
    std::map<QString, PracticeRefund> refunds;
    std::map<QString, PracticeTransfer> transfers;
    std::map<QString, PracticeBatch> batches;
    std::map<QString, PracticeAuthorization> authorizations;
    std::vector<PracticeMovement> movements;
    qint64 balanceFen = 0;
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
