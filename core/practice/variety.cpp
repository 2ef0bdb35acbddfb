#include "practice/detail/variety.h"

#include <algorithm>
#include <QJsonArray>

namespace zhangfang::practice::detail
{
namespace
{

/// What the descriptions call optional, or do not call anything, and an answer says nothing without.
constexpr const char* kEssential[] = {"amount", "total", "refund", "out_trade_no", "transaction_id",
    "trade_state", "success_time", "status", "state", "fail_reason", "package_info", "promotion_detail",
    "pending_amount", "attach", "authorization_id", "close_reason", "batch_status", "err_code",
    "err_code_des", "return_code", "return_msg", "result_code", "code_url", "mweb_url", "time_end",
    "settlement_total_fee", "coupon_fee", "coupon_count", "settlement_refund_fee", "coupon_refund_fee",
    "coupon_refund_count", "cash_refund_fee", "reason", "recall", "complaint_order_info", "sign",
    "sign_type"};

bool isEssential(const QString& name, const QJsonObject& schema)
{
    return schema.value(QLatin1String("required")).toArray().contains(name) ||
           std::any_of(std::begin(kEssential), std::end(kEssential),
               [&name](const char* known) { return name == QLatin1String(known); });
}

} // namespace

void Variety::seed(std::optional<quint32> seed)
{
    on_ = seed.has_value();
    chance_.seed(seed.value_or(0));
}

bool Variety::happens(unsigned times)
{
    return on_ && chance_() % times == 0;
}

QJsonObject Variety::varied(const QJsonObject& schema, const QJsonObject& json)
{
    if (!on_)
        return json;
    const QJsonObject known = schema.value(QLatin1String("properties")).toObject();
    QJsonObject out;
    for (auto field = json.begin(); field != json.end(); ++field) {
        const QJsonObject described = known.value(field.key()).toObject();
        // Where a coupon took part, only this tells what the customer paid.
        const bool differs =
            field.key() == QLatin1String("payer_total") && *field != json.value(QLatin1String("total"));
        if (!described.isEmpty() && !isEssential(field.key(), schema) && !differs && happens(2))
            continue;
        out.insert(field.key(),
            field->isObject() ? QJsonValue(varied(described, field->toObject())) : QJsonValue(*field));
    }
    if (happens(2))
        out.insert(QStringLiteral("practice_addition_%1").arg(chance_() % 100),
            happens(2) ? QJsonValue(QJsonObject{{QStringLiteral("new"), true}})
                       : QJsonValue(QStringLiteral("未来的字段")));
    return out;
}

wechatpay::v2::Fields Variety::varied(const QJsonObject& schema, wechatpay::v2::Fields fields)
{
    if (!on_)
        return fields;
    const QJsonObject known = schema.value(QLatin1String("properties")).toObject();
    for (auto field = fields.begin(); field != fields.end();) {
        const bool stays = !known.contains(field->first) || isEssential(field->first, schema) || !happens(2);
        field = stays ? std::next(field) : fields.erase(field);
    }
    if (happens(2))
        fields[QStringLiteral("practice_addition_%1").arg(chance_() % 100)] = QStringLiteral("未来的字段");
    return fields;
}

} // namespace zhangfang::practice::detail
