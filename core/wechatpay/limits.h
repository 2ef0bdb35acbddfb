#pragma once

#include "base/money.h"

namespace zhangfang::wechatpay
{

/// Characters, where WeChat Pay's documents name a limit. The endpoint descriptions of v3 do not.
inline constexpr int kDescriptionLength = 127; ///< an order's description (v2: body)
inline constexpr int kRefundReasonLength = 80;
/// The documents say characters of these two, and the refusals that shops quote count bytes of UTF-8
/// ("字节数 145，大于最大值 127"): what is longer is sent shortened, and kept whole here.
inline constexpr int kDescriptionBytes = 127;
inline constexpr int kDescriptionBytesV2 = 128; ///< v2's description of `body`
inline constexpr int kRefundReasonBytes = 80;
inline constexpr int kTransferRemarkLength = 32; ///< facts page, "Paying out, now"
/// Bytes of v2's `desc`: no remark of the length above, at most three bytes a UTF-16 unit, is longer.
inline constexpr int kTransferRemarkBytesV2 = 100;
static_assert(kTransferRemarkLength * 3 <= kTransferRemarkBytesV2);
inline constexpr int kPayeeNameBytesV2 = 64;
/// Bytes of a red packet's texts, by v2's description: who sends it, the wish, the occasion, the remark.
inline constexpr int kRedPacketSenderBytes = 32;
inline constexpr int kRedPacketWishingBytes = 128;
inline constexpr int kRedPacketActivityBytes = 32;
inline constexpr int kRedPacketRemarkBytes = 256;
inline constexpr int kNotifyUrlLength = 255;
inline constexpr int kComplaintReplyLength = 200;
/// Bytes of UTF-8. v3's documents say 128 of `attach`; v2's description 127.
inline constexpr int kAttachBytes = 128;
inline constexpr int kAttachBytesV2 = 127;
inline constexpr int kGoodsTagBytes = 32;
inline constexpr int kDetailBytes = 6000; ///< v2's description; v3 names none

/// How long what an order was opened with may be handed out. Source: facts page, "Paying in".
inline constexpr qint64 kPrepayLivesMs = 2LL * 3600 * 1000; ///< `prepay_id` and `code_url`
inline constexpr qint64 kH5LinkLivesMs = 5LL * 60 * 1000;
inline constexpr qint64 kOrderLivesMs = 7LL * 24 * 3600 * 1000; ///< unless `time_expire` ends it earlier
/// A payment by code is not reversed any sooner after it was sent: v2's documents of `reverse`.
inline constexpr qint64 kReverseNotBeforeMs = 15'000;

/// From here on WeChat Pay wants the payee's name. Source: facts page, "Paying out, now".
inline constexpr base::Money kNameRequiredFrom = base::Money::fen(200'000);
/// The least of a transfer. Source: same, and its FAQ.
inline constexpr base::Money kTransferLeast = base::Money::fen(10);
/// Below this WeChat Pay does not accept a name. Source: same.
inline constexpr base::Money kNameForbiddenUnder = base::Money::fen(30);
/// A red packet's least and most. Source: facts page, API v2.
inline constexpr base::Money kRedPacketLeast = base::Money::fen(100);
inline constexpr base::Money kRedPacketMost = base::Money::fen(20'000);

} // namespace zhangfang::wechatpay
