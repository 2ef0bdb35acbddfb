#pragma once

#include "base/money.h"

namespace zhangfang::wechatpay
{

/// Characters, where WeChat Pay's documents name a limit. The endpoint descriptions of v3 do not.
inline constexpr int kDescriptionLength = 127; ///< an order's description (v2: body, 128 bytes more or less)
inline constexpr int kRefundReasonLength = 80;
inline constexpr int kTransferRemarkLength = 32; ///< facts page, "Paying out, now"
inline constexpr int kNotifyUrlLength = 255;

/// From here on WeChat Pay wants the payee's name. Source: facts page, "Paying out, now".
inline constexpr base::Money kNameRequiredFrom = base::Money::fen(200'000);
/// Below this it does not accept one. Source: same.
inline constexpr base::Money kNameForbiddenUnder = base::Money::fen(30);
/// A red packet's least and most. Source: facts page, API v2.
inline constexpr base::Money kRedPacketLeast = base::Money::fen(100);
inline constexpr base::Money kRedPacketMost = base::Money::fen(20'000);

} // namespace zhangfang::wechatpay
