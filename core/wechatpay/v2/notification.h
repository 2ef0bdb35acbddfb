#pragma once

#include "wechatpay/v2/answers.h"

namespace zhangfang::wechatpay::v2
{

/// A v2 notification, believed. WeChat gives it no number: what it is about makes one, so that a second
/// delivery is known as such.
struct Notification {
    QString id;
    QString type;  ///< kPaidEvent or kRefundEvent
    Fields fields; ///< signed; or, of a refund, what `req_info` held
};
inline constexpr auto kPaidEvent = "V2.TRANSACTION";
inline constexpr auto kRefundEvent = "V2.REFUND";

/// Verifies before it reads. A refund's carries no signature: that `req_info` opens with the merchant's key
/// is its proof. Errors: invalid_xml, missing_signature, wrong_signature, not_authentic, invalid_field.
[[nodiscard]] Result<Notification> openNotification(const QByteArray& body, const QByteArray& apiV2Key);

} // namespace zhangfang::wechatpay::v2
