#include "payments/refund_stage.h"

#include "base/states.h"

namespace zhangfang::payments
{

namespace
{

constexpr std::pair<RefundStage, const char*> kStages[] = {{RefundStage::requested, "requested"},
    {RefundStage::submitting, "submitting"}, {RefundStage::unclear, "unclear"},
    {RefundStage::processing, "processing"}, {RefundStage::abnormal, "abnormal"},
    {RefundStage::succeeded, "succeeded"}, {RefundStage::closed, "closed"},
    {RefundStage::refused, "refused"}};

constexpr std::pair<RefundEvent, const char*> kEvents[] = {{RefundEvent::dispatchStored, "dispatch_stored"},
    {RefundEvent::notTaken, "not_taken"}, {RefundEvent::answerLost, "answer_lost"},
    {RefundEvent::refused, "refused"}, {RefundEvent::accepted, "accepted"},
    {RefundEvent::abnormal, "abnormal"}, {RefundEvent::succeeded, "succeeded"},
    {RefundEvent::closed, "closed"}, {RefundEvent::withdrawn, "withdrawn"},
    {RefundEvent::decidedRefunded, "decided_refunded"},
    {RefundEvent::decidedNotRefunded, "decided_not_refunded"}, {RefundEvent::surfaced, "surfaced"}};

constexpr base::Transition<RefundStage, RefundEvent> kTransitions[] = {
    {RefundStage::requested, RefundEvent::dispatchStored, RefundStage::submitting},
    {RefundStage::unclear, RefundEvent::dispatchStored, RefundStage::submitting},
    {RefundStage::submitting, RefundEvent::notTaken, RefundStage::requested},
    {RefundStage::submitting, RefundEvent::answerLost, RefundStage::unclear},
    {RefundStage::submitting, RefundEvent::refused, RefundStage::refused},
    {RefundStage::submitting, RefundEvent::accepted, RefundStage::processing},
    {RefundStage::submitting, RefundEvent::abnormal, RefundStage::abnormal},
    {RefundStage::submitting, RefundEvent::succeeded, RefundStage::succeeded},
    {RefundStage::submitting, RefundEvent::closed, RefundStage::closed},
    {RefundStage::unclear, RefundEvent::accepted, RefundStage::processing},
    {RefundStage::unclear, RefundEvent::abnormal, RefundStage::abnormal},
    {RefundStage::unclear, RefundEvent::succeeded, RefundStage::succeeded},
    {RefundStage::unclear, RefundEvent::closed, RefundStage::closed},
    {RefundStage::processing, RefundEvent::abnormal, RefundStage::abnormal},
    {RefundStage::processing, RefundEvent::succeeded, RefundStage::succeeded},
    {RefundStage::processing, RefundEvent::closed, RefundStage::closed},
    // sent on to a bank card by a person
    {RefundStage::abnormal, RefundEvent::accepted, RefundStage::processing},
    {RefundStage::abnormal, RefundEvent::succeeded, RefundStage::succeeded},
    {RefundStage::abnormal, RefundEvent::closed, RefundStage::closed},
    // by a person
    {RefundStage::requested, RefundEvent::withdrawn, RefundStage::closed},
    {RefundStage::unclear, RefundEvent::decidedRefunded, RefundStage::succeeded},
    {RefundStage::unclear, RefundEvent::decidedNotRefunded, RefundStage::closed},
    {RefundStage::processing, RefundEvent::decidedRefunded, RefundStage::succeeded},
    {RefundStage::processing, RefundEvent::decidedNotRefunded, RefundStage::closed},
    {RefundStage::abnormal, RefundEvent::decidedRefunded, RefundStage::succeeded},
    {RefundStage::abnormal, RefundEvent::decidedNotRefunded, RefundStage::closed},
    {RefundStage::closed, RefundEvent::surfaced, RefundStage::succeeded},
    {RefundStage::refused, RefundEvent::surfaced, RefundStage::succeeded},
};

} // namespace

QString toText(RefundStage stage)
{
    return base::nameOf(kStages, stage);
}

QString toText(RefundEvent event)
{
    return base::nameOf(kEvents, event);
}

RefundStage parseRefundStage(const QString& text)
{
    return base::named(kStages, text);
}

std::optional<RefundStage> next(RefundStage from, RefundEvent on)
{
    return base::next(kTransitions, from, on);
}

bool isFinal(RefundStage stage)
{
    return stage == RefundStage::succeeded || stage == RefundStage::closed || stage == RefundStage::refused;
}

} // namespace zhangfang::payments
