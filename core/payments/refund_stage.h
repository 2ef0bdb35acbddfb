#pragma once

#include <optional>
#include <QString>

namespace zhangfang::payments
{

/// A refund on its way. The sum of those that are not refused or closed never exceeds the order.
enum class RefundStage {
    unknown,
    requested,  ///< a person has decided; not sent, or certainly not taken
    submitting, ///< the bytes are durable and may have left
    unclear,    ///< sent, and no answer tells what became of it
    processing, ///< WeChat has it
    abnormal,   ///< WeChat could not give it back: a person must say where the money goes
    succeeded,
    closed,  ///< WeChat gave it up: nothing has moved
    refused, ///< WeChat did not take it and will not
};
enum class RefundEvent {
    dispatchStored,
    notTaken,
    answerLost,
    refused,
    accepted,
    abnormal,
    succeeded,
    closed,
    withdrawn,          ///< a person wants it no more, and WeChat certainly has not got it
    decidedRefunded,    ///< a person says so, with proof: WeChat could not be brought to
    decidedNotRefunded, ///< likewise
    surfaced, ///< WeChat says after all that it was done, which a person or a rule of ours had called not
              ///< done
};

[[nodiscard]] QString toText(RefundStage stage);
[[nodiscard]] QString toText(RefundEvent event);
[[nodiscard]] RefundStage parseRefundStage(const QString& text);
/// Nothing where the event does not apply in that stage.
[[nodiscard]] std::optional<RefundStage> next(RefundStage from, RefundEvent on);
/// Nothing waits for these any more. What ended as closed or refused without WeChat's word may surface.
[[nodiscard]] bool isFinal(RefundStage stage);

} // namespace zhangfang::payments
