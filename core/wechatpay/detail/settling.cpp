#include "wechatpay/detail/settling.h"

namespace zhangfang::wechatpay::detail
{
namespace
{

enum class Funding { unknown, prefunded, unfunded };

/// Payments of v3 and both coupon lists of v2 have one vocabulary, v2's `promotion_detail` and v3's refunds
/// the other.
Funding fundingOf(const QString& type)
{
    for (const char* known : {"CASH", "COUPON"}) {
        if (type == QLatin1String(known))
            return Funding::prefunded;
    }
    for (const char* known : {"NOCASH", "NO_CASH", "DISCOUNT"}) {
        if (type == QLatin1String(known))
            return Funding::unfunded;
    }
    return Funding::unknown;
}

/// Sums from 0 to `whole`, which itself is a sum WeChat named: differences of them cannot overflow.
Money difference(Money more, Money less)
{
    return Money::fen(more.inFen() - less.inFen());
}

bool isPartOf(Money part, Money whole)
{
    return !part.isNegative() && part <= whole;
}

class Reckoning
{
public:
    explicit Reckoning(const Told& told) : told_(told), doubts_(told.unreadable) {}

    Split result()
    {
        addCoupons();
        Split split;
        const Money byCoupons = couponsTogether();
        split.payer = difference(told_.whole, byCoupons);
        fit(byCoupons);
        settle(split, byCoupons);
        split.coupons = coupons_;
        split.doubt = doubts_.join(QStringLiteral("; "));
        return split;
    }

private:
    void doubt(const QString& what) { doubts_ << what; }

    /// A sum that is told and can be one.
    std::optional<Money> part(const std::optional<Money>& told, const char* name)
    {
        if (!told || isPartOf(*told, told_.whole))
            return told;
        doubt(QStringLiteral("%1 of %2 is said to be %3")
                  .arg(QString::fromLatin1(name), told_.whole.toDisplay(), told->toDisplay()));
        return {};
    }

    void addCoupons()
    {
        for (const NamedCoupon& coupon : told_.coupons) {
            if (!isPartOf(coupon.amount, difference(told_.whole, named_))) {
                doubt(QStringLiteral("the coupons come to more than %1").arg(told_.whole.toDisplay()));
                coupons_ = {};
                named_ = Money::zero();
                lost_ = true;
                return;
            }
            named_ = Money::fen(named_.inFen() + coupon.amount.inFen());
            add(coupon);
        }
    }

    void add(const NamedCoupon& coupon)
    {
        const Funding funding = fundingOf(coupon.type);
        if (funding == Funding::unknown && coupon.amount.isPositive())
            doubt(coupon.type.isEmpty()
                      ? QStringLiteral("a coupon of %1 has no type").arg(coupon.amount.toDisplay())
                      : QStringLiteral("a coupon of %1 is of the unknown type '%2'")
                            .arg(coupon.amount.toDisplay(), coupon.type.left(32)));
        if (funding != Funding::prefunded) {
            coupons_.unfunded = Money::fen(coupons_.unfunded.inFen() + coupon.amount.inFen());
            return;
        }
        coupons_.prefunded = Money::fen(coupons_.prefunded.inFen() + coupon.amount.inFen());
        coupons_.byMerchant = Money::fen(coupons_.byMerchant.inFen() + merchantsPart(coupon).inFen());
    }

    /// Where the parts do not make the whole, what nobody else is said to have paid is the merchant's.
    Money merchantsPart(const NamedCoupon& coupon)
    {
        const Money others = coupon.byOthers.value_or(Money::zero());
        const bool fits = isPartOf(others, coupon.amount) &&
                          (!coupon.byMerchant || *coupon.byMerchant == difference(coupon.amount, others));
        if (!fits)
            doubt(
                QStringLiteral("who paid for a coupon of %1 does not add up").arg(coupon.amount.toDisplay()));
        return isPartOf(others, coupon.amount) ? difference(coupon.amount, others) : coupon.amount;
    }

    /// What the customer paid is the surest of what is told; then the sum of the coupons; then their list.
    Money couponsTogether()
    {
        const auto payer = part(told_.payer, "what the customer paid");
        const auto byCoupons = part(told_.byCoupons, "what the coupons paid");
        if (!payer)
            return byCoupons.value_or(named_);
        const Money rest = difference(told_.whole, *payer);
        if (byCoupons && *byCoupons != rest)
            doubt(QStringLiteral("customer and coupons together do not come to %1: %2 and %3")
                      .arg(told_.whole.toDisplay(), payer->toDisplay(), byCoupons->toDisplay()));
        return rest;
    }

    /// The list of coupons comes to what they paid together, or what is missing is counted as unfunded.
    void fit(Money byCoupons)
    {
        if (named_ == byCoupons)
            return;
        const bool isListed = !told_.coupons.empty() && !lost_;
        if (isListed)
            doubt(QStringLiteral("the coupons listed come to %1, not to %2")
                      .arg(named_.toDisplay(), byCoupons.toDisplay()));
        if (named_ > byCoupons)
            coupons_ = {};
        else if (isListed) {
            coupons_.unfunded = Money::fen(coupons_.unfunded.inFen() + difference(byCoupons, named_).inFen());
            return;
        }
        coupons_.unfunded = byCoupons;
        typesAreUnknown_ = !isListed && !lost_;
    }

    void settle(Split& split, Money byCoupons)
    {
        const auto settled = part(told_.settled, "what settles");
        split.settledIsTold = settled.has_value() || byCoupons.isZero();
        if (settled && typesAreUnknown_) {
            // No coupon is named, and what settles is: the difference is what nobody prefunded.
            const Money unfunded = std::min(difference(told_.whole, *settled), byCoupons);
            coupons_ = {difference(byCoupons, unfunded), difference(byCoupons, unfunded), unfunded};
        } else if (typesAreUnknown_ && byCoupons.isPositive()) {
            doubt(QStringLiteral("coupons paid %1, and nothing says of which type they are")
                      .arg(byCoupons.toDisplay()));
        }
        const Money reckoned = difference(told_.whole, coupons_.unfunded);
        split.settled = settled.value_or(reckoned);
        if (settled && *settled != reckoned)
            doubt(QStringLiteral("%1 is said to settle, and by the coupons it is %2")
                      .arg(settled->toDisplay(), reckoned.toDisplay()));
        if (settled && *settled < reckoned) {
            // The lower of the two is counted on, as far as the coupons reach.
            const Money more = std::min(difference(reckoned, *settled), coupons_.prefunded);
            coupons_.unfunded = Money::fen(coupons_.unfunded.inFen() + more.inFen());
            coupons_.prefunded = difference(coupons_.prefunded, more);
            coupons_.byMerchant = std::min(coupons_.byMerchant, coupons_.prefunded);
        }
    }

    const Told& told_;
    QStringList doubts_;
    Coupons coupons_;
    Money named_; ///< of all coupons of the list
    bool lost_ = false;
    bool typesAreUnknown_ = false;
};

} // namespace

std::optional<Money> paidByOthers(Money amount, const std::optional<Money>& byMerchant,
    const std::optional<Money>& byWechat, const std::optional<Money>& byFurther)
{
    const Money tooMuch = Money::fen(-1); // no part of anything
    if (byWechat || byFurther)
        return byWechat.value_or(Money::zero()).plus(byFurther.value_or(Money::zero())).value_or(tooMuch);
    if (byMerchant)
        return amount.minus(*byMerchant).value_or(tooMuch);
    return {};
}

Split split(const Told& told)
{
    if (told.whole.isNegative())
        return {told.whole, {}, told.whole, true, told.unreadable.join(QStringLiteral("; "))};
    return Reckoning(told).result();
}

} // namespace zhangfang::wechatpay::detail
