#pragma once

#include "payments/refund.h"

namespace zhangfang::payments
{

/// What a refund is called where a person is asked about it.
[[nodiscard]] QString taskSubject(const RefundRow& refund);

/// The outcome is in doubt from now on, unless it has been for longer: only WeChat's word, or a person's with
/// proof, ends it. Not a round yet.
[[nodiscard]] Status beginDoubt(storage::Database& database, RefundId id, qint64 nowUtcMs);
/// In doubt, and as if all rounds had passed: nothing is sent again by itself, and a person is asked at once.
[[nodiscard]] Status barSending(storage::Database& database, RefundId id);
/// One more round that told nothing sure; answers the refund as it stands then.
[[nodiscard]] Result<RefundRow> countRound(
    storage::Database& database, const RefundRow& refund, qint64 nowUtcMs);
/// The same where WeChat certainly does not have it, so that nothing is in doubt.
[[nodiscard]] Result<RefundRow> countRefusal(storage::Database& database, const RefundRow& refund);
/// WeChat has said how it stands; what a person was asked for in between is settled.
[[nodiscard]] Status endDoubt(storage::Database& database, const RefundRow& refund, qint64 nowUtcMs);
/// A sending has ended, whatever came of it.
[[nodiscard]] Status recordSent(storage::Database& database, RefundId id, qint64 nowUtcMs);
/// Why a person is asked; empty: nobody is.
[[nodiscard]] Status setBlocked(storage::Database& database, RefundId id, const QString& why);

/// `wanted` within the bound. Past it, slow and blocked; and a person is asked, once, with `wanted.evidence`.
/// `blocked` is what blocks it otherwise; may be empty.
[[nodiscard]] Result<RefundChange> bounded(storage::Database& database, const RefundRow& refund,
    RefundChange wanted, const QString& blocked, qint64 nowUtcMs);
/// WeChat knows the number and says a word that nobody knows: nothing sure. One that was being sent is
/// unclear then, and a person is asked.
[[nodiscard]] Result<Applied> unknownState(
    storage::Database& database, const RefundRow& refund, const RefundChange& told, qint64 nowUtcMs);

} // namespace zhangfang::payments
