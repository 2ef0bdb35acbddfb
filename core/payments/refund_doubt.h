#pragma once

#include "errands/answer.h"
#include "payments/refund.h"
#include "wechatpay/outcome.h"

namespace zhangfang::payments
{

/// What a refund is called where a person is asked about it.
[[nodiscard]] QString taskSubject(const RefundRow& refund);

/// WeChat's answer in the words of errands.
[[nodiscard]] errands::Answer answerOf(const wechatpay::ApiError& error);
/// WeChat has said how it stands; what a person was asked for in between is settled.
[[nodiscard]] Status endDoubt(storage::Database& database, const RefundRow& refund, qint64 nowUtcMs);
/// Asks a person where `ruling` says so: what is not known for too long, and what has vanished. `said`: heard
/// last.
[[nodiscard]] Status askPerson(storage::Database& database, const RefundRow& refund,
    const errands::Ruling& ruling, const QString& said, qint64 nowUtcMs);
/// A round that told nothing sure, in story and schedule.
[[nodiscard]] Status noteRound(storage::Database& database, const RefundRow& refund,
    const errands::Ruling& ruling, const QString& said, qint64 nowUtcMs);
/// WeChat knows the number and says a word that nobody knows: nothing sure. One that was being sent is
/// unclear then, and a person is asked.
[[nodiscard]] Result<Applied> unknownState(
    storage::Database& database, const RefundRow& refund, const RefundChange& told, qint64 nowUtcMs);
/// A refund that was to be sent elsewhere goes on, or is over: so is the wish, whatever became of its answer.
[[nodiscard]] Status endRedirect(
    storage::Database& database, const QString& outRefundNo, const QString& source, qint64 nowUtcMs);

} // namespace zhangfang::payments
