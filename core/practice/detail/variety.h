#pragma once

#include "wechatpay/v2/xml.h"

#include <QJsonObject>
#include <random>

namespace zhangfang::practice::detail
{

/// Answers as different as the descriptions allow: fields that they do not require are left out, fields that
/// they do not know are added, both at random from a seed. Nothing that the answer could not be understood
/// without is left out: numbers of orders, states, sums, coupons where there are any.
class Variety
{
public:
    /// Off until a seed is given, and again with none.
    void seed(std::optional<quint32> seed);
    [[nodiscard]] bool isOn() const { return on_; }
    [[nodiscard]] QJsonObject varied(const QJsonObject& schema, const QJsonObject& json);
    [[nodiscard]] wechatpay::v2::Fields varied(const QJsonObject& schema, wechatpay::v2::Fields fields);
    /// Whether it happens this time: one in `times`.
    [[nodiscard]] bool happens(unsigned times);

private:
    bool on_ = false;
    std::mt19937 chance_;
};

} // namespace zhangfang::practice::detail
