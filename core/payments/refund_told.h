#pragma once

#include "payments/payments.h"

namespace zhangfang::payments
{

/// How WeChat's word came: a notification of v3 does not tell what settles, an answer to a question does.
enum class Heard { notification, answer };

/// Books what WeChat says about a refund, from an answer, a query or a notification: whichever comes first
/// decides. One that was made elsewhere (in WeChat's merchant platform) is booked when it has succeeded, and
/// a person is told; so is one of ours that a person or a rule had called not done. Where coupons are
/// concerned and the message does not say what settles, WeChat is asked by the refund's number first. One
/// whose payment is not here yet is remembered and waits for it. What does not fit our order is quarantined
/// with a task.
[[nodiscard]] Result<Applied> applyRefund(storage::Database& database, const wechatpay::Refund& told,
    const Expected& expected, const QString& source, qint64 nextQueryAtUtcMs, qint64 nowUtcMs,
    Heard heard = Heard::answer);

/// Whether that can be our refund of that number at all: its order, payment, sum and merchant.
[[nodiscard]] Result<bool> fitsOurs(
    storage::Database& database, const wechatpay::Refund& told, const Expected& expected);

} // namespace zhangfang::payments
