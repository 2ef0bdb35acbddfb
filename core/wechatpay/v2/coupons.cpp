#include "wechatpay/v2/coupons.h"

#include "base/json.h"

namespace zhangfang::wechatpay::v2
{
namespace
{

using detail::Told;

/// No order has more, and no answer is listened to for longer.
constexpr int kMostCoupons = 100;

/// A count of fen in digits; nothing where there is none. Anything else is noted.
std::optional<Money> optionalFen(const Answer& answer, const QString& name, QStringList& unreadable)
{
    const auto fen = answer.optionalFen(name.toLatin1().constData());
    if (fen)
        return *fen;
    unreadable << fen.error().message;
    return {};
}

/// `coupon_type_$n` beside `<fee>_$n`, from 0 on.
void readList(Told& told, const Answer& answer, const QString& type, const QString& fee)
{
    for (int n = 0; n < kMostCoupons; ++n) {
        const QString index = QLatin1Char('_') + QString::number(n);
        const auto amount = optionalFen(answer, fee + index, told.unreadable);
        if (!amount)
            return;
        told.coupons.push_back({answer.text((type + index).toLatin1().constData()), *amount});
    }
}

/// In version 1.0's JSON a count of fen is a number or a text of digits.
std::optional<Money> fenOf(const QJsonObject& json, const char* name)
{
    const QJsonValue value = json.value(QLatin1String(name));
    bool ok = true;
    const qint64 fen = value.isString() ? value.toString().toLongLong(&ok) : value.toInteger(-1);
    return ok && fen >= 0 ? std::optional(Money::fen(fen)) : std::nullopt;
}

void readDetail(Told& told, const QString& text)
{
    const auto json = base::parseJsonObject(text.toUtf8());
    const QJsonArray list = json ? json->value(QLatin1String("promotion_detail")).toArray() : QJsonArray();
    if (!json || list.size() > kMostCoupons) {
        told.unreadable << QStringLiteral("The field promotion_detail is no list of coupons.");
        return;
    }
    for (const auto& item : list) {
        const QJsonObject coupon = item.toObject();
        const auto amount = fenOf(coupon, "amount");
        if (!amount) {
            told.unreadable << QStringLiteral("The field promotion_detail.amount is missing or no sum.");
            continue;
        }
        detail::NamedCoupon named{coupon.value(QLatin1String("type")).toString(), *amount};
        named.byMerchant = fenOf(coupon, "merchant_contribute");
        const auto wechat = fenOf(coupon, "wxpay_contribute");
        const auto other = fenOf(coupon, "other_contribute");
        named.byOthers = detail::paidByOthers(*amount, named.byMerchant, wechat, other);
        told.coupons.push_back(std::move(named));
    }
}

/// Whether the cash part is in yuan, or not said to be anything else.
bool isCny(const Answer& answer, const char* name)
{
    const QString currency = answer.text(name);
    return currency.isEmpty() || currency == QLatin1String("CNY");
}

} // namespace

detail::Split splitOfPayment(Money whole, const Answer& answer)
{
    Told told{whole};
    if (isCny(answer, "cash_fee_type"))
        told.payer = optionalFen(answer, QStringLiteral("cash_fee"), told.unreadable);
    told.byCoupons = optionalFen(answer, QStringLiteral("coupon_fee"), told.unreadable);
    told.settled = optionalFen(answer, QStringLiteral("settlement_total_fee"), told.unreadable);
    if (const QString text = answer.text("promotion_detail"); !text.isEmpty())
        readDetail(told, text);
    if (told.coupons.empty())
        readList(told, answer, QStringLiteral("coupon_type"), QStringLiteral("coupon_fee"));
    return detail::split(told);
}

detail::Split splitOfRefund(Money whole, const Answer& answer, const QString& index)
{
    Told told{whole};
    // `refundquery` names no cash part of a single refund.
    if (index.isEmpty() && isCny(answer, "cash_fee_type"))
        told.payer = optionalFen(answer, QStringLiteral("cash_refund_fee"), told.unreadable);
    told.byCoupons = optionalFen(answer, QStringLiteral("coupon_refund_fee") + index, told.unreadable);
    told.settled = optionalFen(answer, QStringLiteral("settlement_refund_fee") + index, told.unreadable);
    readList(
        told, answer, QStringLiteral("coupon_type") + index, QStringLiteral("coupon_refund_fee") + index);
    return detail::split(told);
}

} // namespace zhangfang::wechatpay::v2
