#include "backend/decisions.h"
#include "backend/desk_later.h"

/// What a person does about payouts and refunds that stay unclear.
namespace zhangfang::backend
{

using base::PayoutId;

Result<QString> Desk::provenBy(const Authority& authority, access::Permission wanted)
{
    if (authority.password.isEmpty())
        return base::refused(
            "password_needed", QStringLiteral("What WeChat does not say takes the owner's password."));
    return authorised(authority, wanted);
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
    return atResolveDesk<payouts::Payout, payouts::ResolveDesk>(
        [this, id, resolution = std::move(resolution), authority = std::move(authority),
            key = std::move(key)](payouts::ResolveDesk& desk) -> Result<payouts::Payout> {
            ZF_ASSIGN(const QString who, provenBy(authority, access::Permission::decideWithdrawal));
            return onceAnswered<payouts::Payout>([&] { return desk.resolve(id, resolution, who, key); });
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
    return atResolveDesk<payments::RefundRow, payments::RefundResolveDesk>(
        [this, number = std::move(outRefundNo), resolution = std::move(resolution),
            authority = std::move(authority),
            key = std::move(key)](payments::RefundResolveDesk& desk) -> Result<payments::RefundRow> {
            ZF_ASSIGN(const QString who, provenBy(authority, access::Permission::refund));
            return onceAnswered<payments::RefundRow>(
                [&] { return desk.resolve(number, resolution, who, key); });
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
            ZF_ASSIGN(const QString who, provenBy(authority, access::Permission::refund));
            return payments::withdrawRefund(folder_->writer(), folder_->clock(), number, reason, who, key);
        });
}

} // namespace zhangfang::backend
