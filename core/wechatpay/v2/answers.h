#pragma once

#include "wechatpay/outcome.h"
#include "wechatpay/v2/signing.h"

#include <variant>

namespace zhangfang::wechatpay::v2
{

/// `return_code` is FAIL: the message was not understood. Such an answer carries no signature, so nothing it
/// says is sure.
struct NotUnderstood {
    QString message;
};
/// `result_code` is FAIL: understood, and the business said no.
struct BusinessFailure {
    QString code;
    QString description;
};
/// Both are SUCCESS: the fields tell, and the *state* among them may still be anything.
struct Answer {
    Fields fields;
    [[nodiscard]] QString text(const char* name) const;
    /// Errors: invalid_field.
    [[nodiscard]] Result<QString> required(const char* name) const;
    [[nodiscard]] Result<Money> fen(const char* name) const;
    /// Nothing where the field is missing or empty.
    [[nodiscard]] Result<std::optional<Money>> optionalFen(const char* name) const;
};
using Reply = std::variant<NotUnderstood, BusinessFailure, Answer>;

/// Which of the three it is. A code that is neither SUCCESS nor FAIL is an error. Errors: invalid_field.
[[nodiscard]] Result<Reply> readReply(Fields fields);

// What an answer's or a notification's fields say. Errors: invalid_field, which names the field. Coupons that
// do not add up are no error: `doubt` says so.

/// A payment notification or `micropay`: paid, or it would not have come.
[[nodiscard]] Result<Transaction> parsePaid(const Answer& answer);
/// `orderquery`.
[[nodiscard]] Result<Transaction> parseTransaction(const Answer& answer);
/// `refund`: taken, not refunded.
[[nodiscard]] Result<Refund> parseCreatedRefund(const Answer& answer);
/// `refundquery` by our refund number.
[[nodiscard]] Result<Refund> parseRefund(const Answer& answer);
/// What `refundquery` by the order's number names.
struct RefundList {
    std::vector<Refund> refunds;
    bool isWhole = false; ///< it names as many as it says there are
};
[[nodiscard]] Result<RefundList> parseRefundList(const Answer& answer);
/// The opened `req_info` of a notification.
[[nodiscard]] Result<Refund> parseRefundInfo(const Fields& fields);
/// `promotion/transfers`: paid.
[[nodiscard]] Result<TransferBill> parseCreatedTransfer(const Answer& answer);
/// `gettransferinfo`.
[[nodiscard]] Result<TransferBill> parseTransfer(const Answer& answer);
/// `sendredpack`: taken.
[[nodiscard]] Result<TransferBill> parseCreatedRedPacket(const Answer& answer);
/// `gethbinfo`.
[[nodiscard]] Result<TransferBill> parseRedPacket(const Answer& answer);

} // namespace zhangfang::wechatpay::v2
