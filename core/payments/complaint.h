#pragma once

#include "base/clock.h"
#include "payments/inbox.h"
#include "wechatpay/v3/client.h"

namespace zhangfang::payments
{

using base::Status;

/// How long a merchant has to answer a complaint. Source: WeChat Pay's rules for complaints, 24 hours.
inline constexpr qint64 kComplaintWithinMs = 24LL * 3600 * 1000;

/// The handler of COMPLAINT.*: a task with its deadline; what was withdrawn or settled takes it back.
[[nodiscard]] EventHandler complaintHandler();

/// A notification names a complaint and no more, and may come hours late: this reads what the customer says
/// and when it was said, which sets the deadline, and sees when it is over. Lives on one worker thread, and
/// waits there.
class ComplaintDesk
{
public:
    ComplaintDesk(storage::Writer& writer, storage::ReadPool& readers, wechatpay::v3::Client& client,
        const base::Clock& clock)
        : writer_(writer), readers_(readers), client_(client), clock_(clock)
    {
    }
    [[nodiscard]] Status runDue();
    /// Answers the customer; the complaint stays open until it is completed. Errors: no_such_complaint,
    /// invalid_answer, not_reached (certainly not sent), wechat_refused, wechat_unclear (look at the
    /// complaint before answering again).
    [[nodiscard]] Status reply(const QString& id, const QString& text, const QString& operatorName);
    /// Says that it is dealt with; its task is over. Errors: as `reply`.
    [[nodiscard]] Status complete(const QString& id, const QString& operatorName);

private:
    /// Written down before it is sent: who, and what.
    [[nodiscard]] Status intend(
        const QString& id, const char* action, const QString& detail, const QString& operatorName);
    [[nodiscard]] Status record(
        const QString& id, const wechatpay::ApiResult<wechatpay::v3::Complaint>& told);
    storage::Writer& writer_;
    storage::ReadPool& readers_;
    wechatpay::v3::Client& client_;
    const base::Clock& clock_;
};

} // namespace zhangfang::payments
