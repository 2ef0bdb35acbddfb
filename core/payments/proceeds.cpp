#include "payments/proceeds.h"

namespace zhangfang::payments
{

using ledger::AccountPath;
using ledger::Entry;

namespace
{

/// Two amounts multiplied do not fit in 64 bits.
__extension__ using Wide = __int128;

constexpr int kWhole = 10'000; ///< hundredths of a percent

/// part × share ÷ whole, rounded half up, without leaving 64 bits.
Result<Money> share(Money part, qint64 share, qint64 whole)
{
    if (whole <= 0)
        return Money::zero();
    const auto product = static_cast<Wide>(part.inFen()) * share;
    const auto rounded = (2 * product + whole) / (2 * static_cast<Wide>(whole));
    if (rounded > std::numeric_limits<qint64>::max() || rounded < 0)
        return base::invalid("overflow", QStringLiteral("The sum is too large."));
    return Money::fen(static_cast<qint64>(rounded));
}

void add(std::vector<Entry>& entries, const AccountPath& account, qint64 fen)
{
    if (fen != 0)
        entries.push_back({account, Money::fen(fen)});
}

FeeRate rateOf(const shop::Order& order)
{
    return {order.feeRate};
}

/// What WeChat gives back of the fee: what it has kept so far less the fee of what stays settled.
Result<Money> feeBack(const shop::Order& order, Money settled, const GoneBefore& before)
{
    ZF_ASSIGN(const Money stays, order.settles.minus(before.settled));
    ZF_ASSIGN(const Money left, stays.minus(settled));
    ZF_ASSIGN(const Money kept, order.fee.minus(before.fee));
    if (left.isNegative() || kept.isNegative())
        return Money::zero();
    ZF_ASSIGN(const Money feeOfRest, rateOf(order).of(left));
    ZF_ASSIGN(const Money back, kept.minus(feeOfRest));
    return std::max(back, Money::zero());
}

} // namespace

Result<Money> FeeRate::of(Money settled) const
{
    return share(settled, hundredthsOfPercent, kWhole);
}

Result<Proceeds> proceedsOf(const wechatpay::Transaction& transaction, FeeRate rate)
{
    const auto& coupons = transaction.coupons;
    Proceeds proceeds;
    proceeds.unfunded = coupons.unfunded;
    ZF_ASSIGN(proceeds.settles, transaction.total.minus(coupons.unfunded));
    if (coupons.unfunded.isNegative() || coupons.byMerchant.isNegative() || proceeds.settles.isNegative() ||
        coupons.byMerchant > proceeds.settles)
        return base::invalid(
            "invalid_field", QStringLiteral("The coupons of payment %1 come to more than the payment.")
                                 .arg(transaction.transactionId.left(40)));
    proceeds.prefunded = coupons.byMerchant;
    ZF_ASSIGN(const Money byCoupons, coupons.prefunded.plus(coupons.unfunded));
    ZF_ASSIGN(const Money rest, transaction.total.minus(byCoupons));
    // A parser that was told nothing of it leaves it at zero; all of it by coupons is possible too.
    proceeds.payer = transaction.payer.isZero() ? rest : transaction.payer;
    ZF_ASSIGN(proceeds.fee, rate.of(proceeds.settles));
    return proceeds;
}

Result<std::vector<Entry>> paymentEntries(const shop::Order& order, const Proceeds& proceeds)
{
    std::vector<Entry> entries;
    const qint64 settles = proceeds.settles.inFen(), prefunded = proceeds.prefunded.inFen();
    const qint64 fee = proceeds.fee.inFen();
    add(entries, AccountPath::wechatUnsettled(), settles - fee);
    add(entries, AccountPath::wechatFee(), fee);
    if (order.purpose == shop::Purpose::topup) {
        ZF_ASSIGN(const Money brought, shop::broughtBy(proceeds.settles, proceeds.prefunded));
        add(entries, AccountPath::userAvailable(order.user), -brought.inFen());
    } else {
        add(entries, AccountPath::coupons(), proceeds.unfunded.inFen() + prefunded);
        add(entries, AccountPath::sales(), -order.amount.inFen());
    }
    add(entries, AccountPath::couponsPrefunded(), -prefunded);
    return entries;
}

Result<Takings> expectedTakings(const shop::Order& order, Money amount, const GoneBefore& before)
{
    Takings takings;
    const qint64 all = order.amount.inFen();
    ZF_ASSIGN(const Money upTo, before.amount.plus(amount));
    ZF_ASSIGN(const Money settledUpTo, share(order.settles, upTo.inFen(), all));
    ZF_ASSIGN(takings.settled, settledUpTo.minus(before.settled));
    takings.settled = std::clamp(takings.settled, Money::zero(), amount);
    ZF_ASSIGN(takings.payer, share(order.payer, amount.inFen(), all));
    ZF_ASSIGN(takings.prefunded, share(order.prefunded, amount.inFen(), all));
    ZF_ASSIGN(takings.fee, feeBack(order, takings.settled, before));
    return takings;
}

Result<Takings> takingsOf(const shop::Order& order, const wechatpay::Refund& told, const GoneBefore& before)
{
    if (told.settled > told.refund || told.settled.isNegative() || told.coupons.byMerchant.isNegative())
        return base::invalid("invalid_field",
            QStringLiteral("Refund %1 settles more than it gives back.").arg(told.outRefundNo.left(64)));
    // A refund does not say who prefunded a coupon: no more goes back than the shop had put in.
    ZF_ASSIGN(const Money left, order.prefunded.minus(before.prefunded));
    Takings takings{told.settled, told.payer,
        std::clamp(told.coupons.byMerchant, Money::zero(), std::max(left, Money::zero())), {}};
    ZF_ASSIGN(takings.fee, feeBack(order, told.settled, before));
    return takings;
}

Result<Money> takenBack(const shop::Order& order, Money amount, const GoneBefore& before)
{
    ZF_ASSIGN(const Money upTo, before.amount.plus(amount));
    ZF_ASSIGN(const Money left, order.credited.minus(before.held));
    if (upTo >= order.amount)
        return std::max(left, Money::zero());
    ZF_ASSIGN(const Money heldUpTo, share(order.credited, upTo.inFen(), order.amount.inFen()));
    ZF_ASSIGN(const Money wanted, heldUpTo.minus(before.held));
    return std::clamp(wanted, Money::zero(), std::max(left, Money::zero()));
}

Result<std::vector<Entry>> refundEntries(
    const std::vector<Bearer>& bearers, const AccountPath& source, const Takings& takings)
{
    std::vector<Entry> entries;
    Money given;
    for (const Bearer& bearer : bearers) {
        ZF_ASSIGN(given, given.plus(bearer.amount));
        add(entries, bearer.account, bearer.amount.inFen());
    }
    const qint64 settled = takings.settled.inFen(), fee = takings.fee.inFen();
    const qint64 prefunded = takings.prefunded.inFen();
    add(entries, source, -(settled - fee));
    add(entries, AccountPath::wechatFee(), -fee);
    add(entries, AccountPath::couponsPrefunded(), prefunded);
    // What coupons had cost comes back; of a user's money it is what rounding leaves.
    add(entries, AccountPath::coupons(), -(given.inFen() + prefunded - settled));
    return entries;
}

} // namespace zhangfang::payments
