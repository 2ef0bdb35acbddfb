#include "reports/export/labels.h"

namespace zhangfang::reports
{
namespace
{

struct Named {
    const char* code;
    Label label;
};

template <size_t Size> QString lookUp(const Named (&table)[Size], const QString& code, Language language)
{
    for (const Named& known : table) {
        if (code == QLatin1String(known.code))
            return known.label.in(language);
    }
    return code;
}

constexpr Named kTransferKinds[] = {
    {"payment", {"收款", "Payment"}},
    {"settlement", {"结算", "Settlement"}},
    {"credit", {"手工增加", "Credit by hand"}},
    {"debit", {"手工扣减", "Debit by hand"}},
    {"hold", {"冻结", "Hold"}},
    {"release", {"解冻", "Release"}},
    {"payout", {"付款", "Payout"}},
    {"move", {"划转", "Move"}},
    {"refund", {"退款", "Refund"}},
};

constexpr Named kChannels[] = {
    {payouts::kTransferBills, {"商家转账", "Merchant transfer"}},
    {payouts::kBatches, {"批量转账", "Transfer batch"}},
    {payouts::kV2Transfers, {"API v2 付款到零钱", "API v2, to the balance"}},
    {payouts::kV2RedPackets, {"API v2 红包", "API v2, red packet"}},
};

Label labelOf(shop::OrderState state)
{
    switch (state) {
    case shop::OrderState::pending:
        return {"未支付", "Unpaid"};
    case shop::OrderState::paid:
        return {"已支付", "Paid"};
    case shop::OrderState::closed:
        return {"已关闭", "Closed"};
    case shop::OrderState::fulfilled:
        return {"已履约", "Fulfilled"};
    case shop::OrderState::shipped:
        return {"已发货", "Shipped"};
    case shop::OrderState::delivered:
        return {"已送达", "Delivered"};
    case shop::OrderState::refunding:
        return {"退款中", "Refunding"};
    case shop::OrderState::refunded:
        return {"已退款", "Refunded"};
    case shop::OrderState::partiallyRefunded:
        return {"部分退款", "Partly refunded"};
    case shop::OrderState::cancelled:
        return {"不再交付", "Not handed over"};
    case shop::OrderState::unknown:
        break;
    }
    return {"未知", "Unknown"};
}

Label labelOf(payouts::State state)
{
    switch (state) {
    case payouts::State::requested:
        return {"待处理", "Waiting for a decision"};
    case payouts::State::rejected:
        return {"已拒绝", "Rejected"};
    case payouts::State::cancelled:
        return {"已取消", "Cancelled"};
    case payouts::State::approved:
        return {"已批准", "Approved"};
    case payouts::State::submitting:
        return {"发送中", "Being sent"};
    case payouts::State::accepted:
        return {"已受理", "Accepted"};
    case payouts::State::awaitingUser:
        return {"待收款人确认", "Payee to confirm"};
    case payouts::State::unclear:
        return {"结果不明", "Unclear"};
    case payouts::State::paid:
        return {"已支付", "Paid"};
    case payouts::State::failed:
        return {"失败", "Failed"};
    case payouts::State::unknown:
        break;
    }
    return {"未知", "Unknown"};
}

} // namespace

QString wordOf(shop::OrderState state, Language language)
{
    return labelOf(state).in(language);
}

QString wordOf(shop::Purpose purpose, Language language)
{
    return purpose == shop::Purpose::sale ? Label{"销售", "Sale"}.in(language)
                                          : Label{"充值", "Top-up"}.in(language);
}

QString wordOf(payouts::State state, Language language)
{
    return labelOf(state).in(language);
}

QString transferKind(const QString& kind, Language language)
{
    return lookUp(kTransferKinds, kind, language);
}

QString payoutChannel(const QString& channel, Language language)
{
    return lookUp(kChannels, channel, language);
}

} // namespace zhangfang::reports
