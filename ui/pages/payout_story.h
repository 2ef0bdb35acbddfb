#pragma once

#include "dialogs/verdict_dialog.h"
#include "kit/story.h"
#include "reports/payout_queue.h"

/// What is told of one withdrawal.
namespace zhangfang::ui
{

/// WeChat may have it, and it is not at its end. One in doubt stays so while it is being sent once more: what
/// can be done about it does not come and go with each attempt.
[[nodiscard]] bool isAtWechat(const payouts::Payout& payout);
/// WeChat certainly has not got it, and a person is to put something right first.
[[nodiscard]] bool isStopped(const payouts::Payout& payout);

[[nodiscard]] Story storyOf(const reports::PayoutStory& told, const QPalette& palette);
/// What a person is asked where WeChat Pay gives no clear word.
[[nodiscard]] VerdictDialog::Case verdictAbout(const reports::PayoutStory& told, const QPalette& palette);

} // namespace zhangfang::ui
