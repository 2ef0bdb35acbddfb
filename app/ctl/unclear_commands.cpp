#include "backend/decisions.h"
#include "ctl/commands.h"
#include "ctl/json_views.h"
#include "payments/refund_resolve.h"
#include "payouts/resolve.h"

/// What a person does about payouts and refunds that stay unclear.
namespace zhangfang::ctl
{

using access::Permission;
using base::PayoutId;

namespace
{

/// Works with a desk that asks WeChat about single things.
template <class Desk>
Answer at(
    backend::ShopFolder& folder, const wechatpay::Clients& clients, const std::function<Answer(Desk&)>& act)
{
    ZF_ASSIGN(const access::Settings settings, folder.settings());
    Desk desk(folder.writer(), folder.readers(), clients, folder.clock(), settings);
    return act(desk);
}

/// Without a connection a person's word still counts.
wechatpay::Clients clientsOrNone(backend::ShopFolder& folder)
{
    auto clients = folder.connectToWechat();
    return clients ? std::move(*clients) : wechatpay::Clients{};
}

} // namespace

Answer Commands::withdrawalSync(qint64 id)
{
    ZF_ASSIGN(const auto clients, folder_.connectToWechat());
    return at<payouts::ResolveDesk>(folder_, clients, [id](payouts::ResolveDesk& desk) -> Answer {
        return desk.sync(PayoutId(id)).map([](const payouts::Payout& payout) { return view(payout); });
    });
}

Answer Commands::withdrawalResolve(qint64 id, const Word& word, const Decision& decision)
{
    ZF_ASSIGN(const auto verdict, payouts::parseVerdict(word.as));
    ZF_TRY(payments::checkWords(word.proof, word.reason));
    ZF_ASSIGN(const QString who, authenticated(decision, Permission::decideWithdrawal));
    return at<payouts::ResolveDesk>(
        folder_, clientsOrNone(folder_), [&](payouts::ResolveDesk& desk) -> Answer {
            return backend::onceAnswered<payouts::Payout>([&] {
                return desk.resolve(PayoutId(id), {verdict, word.proof, word.reason}, who);
            }).map([](const payouts::Payout& payout) { return view(payout); });
        });
}

Answer Commands::refundSync(const QString& outRefundNo)
{
    ZF_ASSIGN(const auto clients, folder_.connectToWechat());
    return at<payments::RefundResolveDesk>(
        folder_, clients, [&](payments::RefundResolveDesk& desk) -> Answer {
            return desk.sync(outRefundNo).map([](const payments::RefundRow& refund) { return view(refund); });
        });
}

Answer Commands::refundResolve(const QString& outRefundNo, const Word& word, const Decision& decision)
{
    ZF_ASSIGN(const auto verdict, payments::parseRefundVerdict(word.as));
    ZF_TRY(payments::checkWords(word.proof, word.reason));
    ZF_ASSIGN(const QString who, authenticated(decision, Permission::refund));
    return at<payments::RefundResolveDesk>(
        folder_, clientsOrNone(folder_), [&](payments::RefundResolveDesk& desk) -> Answer {
            return backend::onceAnswered<payments::RefundRow>([&] {
                return desk.resolve(outRefundNo, {verdict, word.proof, word.reason}, who);
            }).map([](const payments::RefundRow& refund) { return view(refund); });
        });
}

Answer Commands::refundWithdraw(const QString& outRefundNo, const QString& reason, const Decision& decision)
{
    ZF_ASSIGN(const QString who, authenticated(decision, Permission::refund));
    return payments::withdrawRefund(folder_.writer(), folder_.clock(), outRefundNo, reason, who)
        .map([](const payments::RefundRow& refund) { return view(refund); });
}

} // namespace zhangfang::ctl
