#include "ctl/commands.h"
#include "ctl/json_views.h"
#include "payments/commands.h"
#include "payouts/commands.h"

/// What a person does about payouts and refunds that stay unclear.
namespace zhangfang::ctl
{

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
    ZF_ASSIGN(const access::Actor who, authenticated(decision));
    return office_
        .withdrawal(who,
            payouts::ResolveWithdrawal{PayoutId(id), payouts::toText(verdict), word.proof, word.reason}, {})
        .map([](const payouts::Payout& payout) { return view(payout); });
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
    ZF_ASSIGN(const access::Actor who, authenticated(decision));
    return office_
        .refund(
            who, payments::ResolveRefund{outRefundNo, payments::toText(verdict), word.proof, word.reason}, {})
        .map([](const payments::RefundRow& refund) { return view(refund); });
}

Answer Commands::refundWithdraw(const QString& outRefundNo, const QString& reason, const Decision& decision)
{
    ZF_ASSIGN(const access::Actor who, authenticated(decision));
    return office_.refund(who, payments::WithdrawRefund{outRefundNo, reason}, {})
        .map([](const payments::RefundRow& refund) { return view(refund); });
}

} // namespace zhangfang::ctl
