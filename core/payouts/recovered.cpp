#include "payouts/recovered.h"

#include "payouts/limits.h"
#include "payouts/unclear.h"
#include "shop/tasks.h"

namespace zhangfang::payouts
{

Result<payments::Applied> applyRecovered(storage::Database& database, const wechatpay::TransferBill& bill,
    const Made& made, const access::Settings& settings, const QString& source, qint64 nowUtcMs)
{
    ZF_ASSIGN(const auto found, findPayoutByNumber(database, bill.outBillNo));
    const bool fits = found && (bill.mchid.isEmpty() || bill.mchid == settings.text("wechatpay.mchid")) &&
                      (bill.amount.isZero() || bill.amount == found->amount) &&
                      bill.state.value != wechatpay::TransferState::unknown;
    const bool unsent = found && found->request.isEmpty() &&
                        (found->state == State::requested || found->state == State::approved);
    if (fits && unsent) {
        if (found->state == State::requested) {
            ZF_TRY(apply(database, *found, Event::approved,
                {QStringLiteral("system"),
                    QStringLiteral("WeChat has it: it was approved after the backup that was put back"), {},
                    {}, {}},
                nowUtcMs));
            ZF_TRY(
                database.execute("UPDATE payouts SET approved_at = :now, channel = :channel WHERE id = :id",
                    {{":now", nowUtcMs}, {":channel", made.channel}, {":id", found->id.value()}}));
        }
        ZF_ASSIGN(const Payout approved, findPayout(database, found->id));
        ZF_TRY(errands::fixBytes(database, approved.errand, made.request.bytes, made.request.serial));
        // What WeChat told of it before, and did not fit then.
        ZF_TRY(shop::settleTask(database, QStringLiteral("payout:") + bill.outBillNo,
            QStringLiteral("payout_mismatch"), nowUtcMs));
    }
    ZF_ASSIGN(const auto applied, applyTransferBill(database, bill, settings, source, nowUtcMs));
    if (!fits || !unsent || !made.payeeConfirms)
        return applied;
    ZF_ASSIGN(const Payout now, findPayout(database, found->id));
    if (now.state != State::awaitingUser || !now.packageInfo.isEmpty())
        return applied;
    ZF_TRY(database.execute("UPDATE payouts SET package_asks = :most WHERE id = :id",
        {{":most", kMostPackageAsks}, {":id", now.id.value()}}));
    ZF_TRY(shop::raiseTask(database, taskSubject(now), QStringLiteral("package_missing"),
        QStringLiteral(
            "The payee of withdrawal %1 cannot confirm it: what hands it to their app was lost with the "
            "books after the backup, and so were the bytes that could bring it back. Cancel it; "
            "otherwise WeChat ends it after 24 hours.")
            .arg(now.id.toString()),
        nowUtcMs));
    return applied;
}

} // namespace zhangfang::payouts
