#include "backend/desk_later.h"
#include "payments/commands.h"
#include "payouts/commands.h"

/// What a person does about payouts and refunds that stay unclear.
namespace zhangfang::backend
{

using base::PayoutId;

Result<Actor> Desk::provenBy(const Authority& authority, access::Permission wanted)
{
    if (authority.password.isEmpty())
        return base::refused(
            "password_needed", QStringLiteral("What WeChat does not say takes the password."));
    return actor(authority, wanted);
}

template <class T, class ResolveDesk> Later<T> Desk::atResolveDesk(std::function<Result<T>(ResolveDesk&)> act)
{
    return on<T>(wechat_, [this, act = std::move(act)]() -> Result<T> {
        ZF_ASSIGN(const access::Settings settings, folder_->settings());
        // Without a connection a person's word still counts; whoever has to ask says so.
        auto clients = folder_->connectToWechat();
        const wechatpay::Clients none;
        ResolveDesk desk(
            folder_->writer(), folder_->readers(), clients ? *clients : none, folder_->clock(), settings);
        return act(desk);
    });
}

Later<payouts::Payout> Desk::resolveWithdrawal(
    PayoutId id, payouts::Resolution resolution, Authority authority, QString key)
{
    return on<payouts::Payout>(wechat_,
        [this, id, resolution = std::move(resolution), authority = std::move(authority),
            key = std::move(key)]() -> Result<payouts::Payout> {
            ZF_ASSIGN(const Actor who, provenBy(authority, access::Permission::decideWithdrawal));
            return office_.withdrawal(who,
                payouts::ResolveWithdrawal{
                    id, payouts::toText(resolution.as), resolution.proof, resolution.reason},
                key);
        });
}

Later<payouts::Payout> Desk::syncWithdrawal(PayoutId id)
{
    return atResolveDesk<payouts::Payout, payouts::ResolveDesk>(
        [id](payouts::ResolveDesk& desk) { return desk.sync(id); });
}

Later<payments::RefundRow> Desk::resolveRefund(
    QString outRefundNo, payments::RefundResolution resolution, Authority authority, QString key)
{
    return on<payments::RefundRow>(wechat_,
        [this, number = std::move(outRefundNo), resolution = std::move(resolution),
            authority = std::move(authority), key = std::move(key)]() -> Result<payments::RefundRow> {
            ZF_ASSIGN(const Actor who, provenBy(authority, access::Permission::refund));
            return office_.refund(who,
                payments::ResolveRefund{
                    number, payments::toText(resolution.as), resolution.proof, resolution.reason},
                key);
        });
}

Later<payments::RefundRow> Desk::syncRefund(QString outRefundNo)
{
    return atResolveDesk<payments::RefundRow, payments::RefundResolveDesk>(
        [number = std::move(outRefundNo)](payments::RefundResolveDesk& desk) { return desk.sync(number); });
}

Later<payments::RefundRow> Desk::withdrawRefund(
    QString outRefundNo, QString reason, Authority authority, QString key)
{
    return on<payments::RefundRow>(deciders_,
        [this, number = std::move(outRefundNo), reason = std::move(reason), authority = std::move(authority),
            key = std::move(key)]() -> Result<payments::RefundRow> {
            ZF_ASSIGN(const Actor who, provenBy(authority, access::Permission::refund));
            return office_.refund(who, payments::WithdrawRefund{number, reason}, key);
        });
}

} // namespace zhangfang::backend
