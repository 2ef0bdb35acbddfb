#pragma once

#include "practice/detail/identity.h"

#include <map>

namespace zhangfang::practice::detail
{

struct PracticeOrder {
    QByteArray body;
    QString state = QStringLiteral("NOTPAY");
    QString transactionId;
    QString prepay;
    qint64 totalFen = 0;
    qint64 paidAt = 0;
    QString openid;
};

struct PracticeTransfer {
    QByteArray body;
    QString state = QStringLiteral("WAIT_USER_CONFIRM");
    QString billNo;
    QString failReason;
    qint64 fen = 0;
    qint64 createdAt = 0;
    qint64 confirmAt = 0; ///< 0: nobody confirms by themselves
    int timesPaid = 0;
};

/// What the practice WeChat Pay knows about its merchant: its own books.
struct Memory {
    std::map<QString, PracticeOrder> orders;
    std::map<QString, PracticeTransfer> transfers;
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
