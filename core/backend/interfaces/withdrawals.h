#pragma once

#include "backend/interfaces/authority.h"
#include "backend/interfaces/export_target.h"
#include "backend/interfaces/later.h"
#include "payouts/resolve.h"
#include "reports/countdowns.h"
#include "reports/payout_queue.h"

namespace zhangfang::backend
{

/// What users are paid out, and what a person decides about it.
/// On the UI's thread; every answer comes later.
class Withdrawals
{
public:
    virtual ~Withdrawals() = default;
    [[nodiscard]] virtual Later<reports::PageIndex> payoutIndex(reports::PayoutFilter filter) = 0;
    [[nodiscard]] virtual Later<reports::PageIndex> newestPayouts(reports::PayoutFilter filter) = 0;
    [[nodiscard]] virtual Later<std::vector<reports::PayoutRow>> payoutPage(
        reports::PayoutFilter filter, reports::PageKey start) = 0;
    [[nodiscard]] virtual Later<reports::ListSum> payoutSum(reports::PayoutFilter filter) = 0;
    [[nodiscard]] virtual Later<reports::ListSum> payoutSumOf(std::vector<reports::PageKey> keys) = 0;
    [[nodiscard]] virtual Later<reports::PayoutStory> payoutStory(base::PayoutId id) = 0;
    /// The chosen withdrawals as they are now, with what stands behind them.
    [[nodiscard]] virtual Later<std::vector<reports::PayoutStory>> payoutStories(
        std::vector<base::PayoutId> ids) = 0;
    /// What was approved and has not left yet, the latest first.
    [[nodiscard]] virtual Later<std::vector<reports::Countdown>> countdowns() = 0;
    [[nodiscard]] virtual Later<payouts::Coverage> coverage() = 0;
    struct Decided {
        base::PayoutId id;
        Result<payouts::Payout> outcome;
    };
    struct Approval {
        base::PayoutId id;
        payouts::Seen seen;
    };
    /// Each on its own. Errors of the whole: wrong_password, operator_waits, locked_session.
    [[nodiscard]] virtual Later<std::vector<Decided>> approve(
        const std::vector<Approval>& approvals, Authority authority, const QString& key = {}) = 0;
    [[nodiscard]] virtual Later<std::vector<Decided>> reject(
        std::vector<base::PayoutId> ids, QString reason, Authority authority, const QString& key = {}) = 0;
    /// What only stops money from leaving takes no password, from no face: taking back, and cancelling, which
    /// gives a user's own money back to their balance. Both are in the audit log, under `operatorName`, which
    /// nobody proves; empty: whoever unlocked this desk last, else the only operator there is, else "window".
    [[nodiscard]] virtual Later<std::vector<Decided>> takeBack(
        std::vector<base::PayoutId> ids, QString operatorName = {}) = 0;
    [[nodiscard]] virtual Later<std::vector<Decided>> cancel(
        std::vector<base::PayoutId> ids, QString reason, QString operatorName, const QString& key = {}) = 0;
    /// See `payouts::ResolveDesk`: WeChat is asked first, and what it says stands.
    [[nodiscard]] virtual Later<payouts::Payout> resolveWithdrawal(
        base::PayoutId id, payouts::Resolution resolution, Authority authority, QString key = {}) = 0;
    [[nodiscard]] virtual Later<payouts::Payout> syncWithdrawal(base::PayoutId id) = 0;
    [[nodiscard]] virtual Later<qint64> exportPayouts(
        const reports::PayoutFilter& filter, const ExportTarget& target, std::shared_ptr<Job> job) = 0;
    /// The electronic receipt of a paid withdrawal. Errors: as `payouts::fetchReceipt`, disk_error.
    [[nodiscard]] virtual Later<int> saveReceipt(
        base::PayoutId id, QString file, std::shared_ptr<Job> job) = 0;
};

} // namespace zhangfang::backend
