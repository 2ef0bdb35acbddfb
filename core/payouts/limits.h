#pragma once

#include "errands/doubt.h"
#include "wechatpay/limits.h"

namespace zhangfang::payouts
{

using errands::kInFlightMs;
using errands::kSlowAskMs;
using errands::kUnclearMs;
using errands::kUnclearRounds;

/// WeChat Pay pays nobody less. Source: facts page, "Paying out, now", and field facts, section 8. A red
/// packet has limits of its own, in wechatpay/limits.h.
inline constexpr base::Money kTransferLeast = base::Money::fen(10);
/// So often the same bytes are sent again for a package_info that an answer lost, and a cancel is sent.
inline constexpr int kMostPackageAsks = 5;
inline constexpr int kMostCancels = 3;
/// A batch takes in who is approved this soon after its first member: one command of an operator, or one
/// selection in the window.
inline constexpr qint64 kBatchJoinMs = 2'000;

} // namespace zhangfang::payouts
