#pragma once

#include "backend/interfaces/authority.h"
#include "backend/interfaces/later.h"
#include "payments/refund.h"
#include "payments/refund_resolve.h"

namespace zhangfang::backend
{

/// Money of paid orders that goes back.
/// On the UI's thread; every answer comes later.
class Refunds
{
public:
    virtual ~Refunds() = default;
    /// What giving so much of an order back would take, before WeChat has said anything.
    struct RefundPreview {
        payments::Takings takings;
        base::Money fromUser; ///< of a top-up: leaves its user's balance
    };
    /// What happened to each of these refunds, in their order.
    [[nodiscard]] virtual Later<std::vector<std::vector<payments::RefundStory>>> refundStories(
        std::vector<payments::RefundId> ids) = 0;
    [[nodiscard]] virtual Later<RefundPreview> previewRefund(QString orderNumber, base::Money amount) = 0;
    /// Gives money of a paid order back; the engine sends it. Errors: as `payments::requestRefund`.
    [[nodiscard]] virtual Later<payments::RefundRow> refund(
        QString orderNumber, base::Money amount, QString reason, Authority authority, QString key = {}) = 0;
    /// See `payments::RefundResolveDesk`.
    [[nodiscard]] virtual Later<payments::RefundRow> resolveRefund(QString outRefundNo,
        payments::RefundResolution resolution, Authority authority, QString key = {}) = 0;
    [[nodiscard]] virtual Later<payments::RefundRow> syncRefund(QString outRefundNo) = 0;
    /// Of a refund that WeChat certainly has not got. Errors: as `payments::withdrawRefund`.
    [[nodiscard]] virtual Later<payments::RefundRow> withdrawRefund(
        QString outRefundNo, QString reason, Authority authority, QString key = {}) = 0;
};

} // namespace zhangfang::backend
