#include "wechatpay/v3/promotions.h"

namespace zhangfang::wechatpay::v3
{
namespace
{

using base::JsonFields;
using detail::Told;

/// No order has more, and no answer is listened to for longer.
constexpr qsizetype kMostCoupons = 100;

std::optional<Money> optionalFen(const JsonFields& fields, const char* name, QStringList& unreadable)
{
    if (!fields.has(name))
        return {};
    const auto fen = fields.fen(name);
    if (fen)
        return *fen;
    unreadable << fen.error().message;
    return {};
}

/// `amountName`: what the coupon paid of a payment, or gets back of a refund.
void readCoupons(Told& told, const QJsonObject& json, const char* amountName)
{
    const QJsonValue list = json.value(QLatin1String("promotion_detail"));
    if (list.isUndefined() || list.isNull())
        return;
    if (!list.isArray() || list.toArray().size() > kMostCoupons) {
        told.unreadable << QStringLiteral("The field promotion_detail is no list of coupons.");
        return;
    }
    for (const auto& item : list.toArray()) {
        const JsonFields coupon(item.toObject(), QStringLiteral("promotion_detail"));
        const auto amount = optionalFen(coupon, amountName, told.unreadable);
        if (!amount) {
            told.unreadable << QStringLiteral("The field promotion_detail.%1 is missing.")
                                   .arg(QString::fromLatin1(amountName));
            continue;
        }
        detail::NamedCoupon named{coupon.raw().value(QLatin1String("type")).toString(), *amount};
        named.byMerchant = optionalFen(coupon, "merchant_contribute", told.unreadable);
        const auto wechat = optionalFen(coupon, "wechatpay_contribute", told.unreadable);
        const auto other = optionalFen(coupon, "other_contribute", told.unreadable);
        named.byOthers = detail::paidByOthers(*amount, named.byMerchant, wechat, other);
        told.coupons.push_back(std::move(named));
    }
}

/// In yuan, or not said to be anything else.
bool isCny(const QJsonObject& amount, const char* name)
{
    const QJsonValue currency = amount.value(QLatin1String(name));
    return !currency.isString() || currency.toString() == QLatin1String("CNY");
}

} // namespace

detail::Split splitOfPayment(Money whole, const QJsonObject& transaction)
{
    Told told{whole};
    const JsonFields amount(transaction.value(QLatin1String("amount")).toObject(), QStringLiteral("amount"));
    // What was paid in another currency cannot be held against the total.
    if (isCny(amount.raw(), "payer_currency"))
        told.payer = optionalFen(amount, "payer_total", told.unreadable);
    readCoupons(told, transaction, "amount");
    return detail::split(told);
}

detail::Split splitOfRefund(Money whole, const QJsonObject& refund)
{
    Told told{whole};
    const JsonFields amount(refund.value(QLatin1String("amount")).toObject(), QStringLiteral("amount"));
    told.payer = optionalFen(amount, "payer_refund", told.unreadable);
    told.byCoupons = optionalFen(amount, "discount_refund", told.unreadable);
    told.settled = optionalFen(amount, "settlement_refund", told.unreadable);
    readCoupons(told, refund, "refund_amount");
    return detail::split(told);
}

} // namespace zhangfang::wechatpay::v3
