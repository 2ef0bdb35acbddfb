#pragma once

#include "dialogs/verdict_dialog.h"
#include "kit/story.h"
#include "payments/refund_desk.h"
#include "reports/order_list.h"

/// What is told of one order and its refunds.
namespace zhangfang::ui
{

/// WeChat may have it, and it is not at its end. One in doubt stays so while it is being sent once more: what
/// can be done about it does not come and go with each attempt.
[[nodiscard]] bool isAtWechat(const payments::RefundRow& refund);
[[nodiscard]] bool canBeAsked(const payments::RefundRow& refund);
/// WeChat certainly has not got it.
[[nodiscard]] bool canBeWithdrawn(const payments::RefundRow& refund);

/// What happened to each refund, in their order.
using RefundStories = std::vector<std::vector<payments::RefundStory>>;
[[nodiscard]] Story storyOf(
    const reports::OrderStory& told, const RefundStories& refunds, const QPalette& palette);
/// What a person is asked about a refund of which WeChat Pay gives no clear word; `events`: the newest first.
[[nodiscard]] VerdictDialog::Case verdictAbout(const shop::Order& order, const payments::RefundRow& refund,
    const std::vector<payments::RefundStory>& events, const QPalette& palette);

} // namespace zhangfang::ui
