#include "practice/detail/world.h"

#include <QJsonArray>

namespace zhangfang::practice::detail
{
namespace
{

/// Sets one mode; false: nobody knows the value.
using Setter = bool (*)(World&, const QJsonValue&);

bool isOneOf(const QJsonValue& value, std::initializer_list<const char*> words)
{
    return std::any_of(
        words.begin(), words.end(), [&value](const char* word) { return value == QLatin1String(word); });
}

/// Takes the second word for yes.
template <bool Modes::*Flag>
bool oneOfTwo(World& world, const QJsonValue& value, const char* no, const char* yes)
{
    world.modes.*Flag = value == QLatin1String(yes);
    return isOneOf(value, {no, yes});
}
template <bool Modes::*Flag> bool flag(World& world, const QJsonValue& value)
{
    world.modes.*Flag = value.toBool();
    return value.isBool();
}

bool notifications(World& world, const QJsonValue& value)
{
    using Manner = Notifier::Manner;
    world.notifier.setManner(value == QLatin1String("duplicate") ? Manner::duplicate
                             : value == QLatin1String("reorder") ? Manner::reorder
                             : value == QLatin1String("lose")    ? Manner::lose
                                                                 : Manner::normal);
    return isOneOf(value, {"normal", "duplicate", "reorder", "lose"});
}

bool keys(World& world, const QJsonValue& value)
{
    world.modes.keysPinned = value != QLatin1String("as_requested");
    if (world.modes.keysPinned)
        world.notifier.setSerial(value == QLatin1String("certificate")
                                     ? world.identity.certificate.serialHex()
                                     : world.identity.publicKeyId);
    return isOneOf(value, {"public_key", "certificate", "as_requested"});
}

bool feeRate(World& world, const QJsonValue& value)
{
    const auto rate = parseFeeRate(value.toString());
    world.modes.feeRate = rate.value_or(world.modes.feeRate);
    return rate.has_value();
}

bool payFrom(World& world, const QJsonValue& value)
{
    if (!isOneOf(value, {kBasic, kOperation}))
        return false;
    world.modes.payFrom = value.toString();
    return true;
}

bool appids(World& world, const QJsonValue& value)
{
    world.appids.clear();
    for (const auto& appid : value.toArray())
        world.appids << appid.toString();
    return value.isArray();
}

bool quota(World& world, const QJsonValue& value)
{
    const QJsonObject wanted = value.toObject();
    world.modes.quotaPerDayFen = wanted.value(QLatin1String("per_day_fen")).toInteger();
    world.modes.quotaPerUserDayFen = wanted.value(QLatin1String("per_user_day_fen")).toInteger();
    return value.isObject();
}

bool roles(World& world, const QJsonValue& value)
{
    const QJsonObject wanted = value.toObject();
    for (auto role = wanted.begin(); role != wanted.end(); ++role) {
        if (role->toBool())
            world.modes.rolesWithout.erase(role.key());
        else
            world.modes.rolesWithout.insert(role.key());
    }
    return value.isObject();
}

bool unknownState(World& world, const QJsonValue& value)
{
    const QJsonObject wanted = value.toObject();
    const QString target = wanted.value(QLatin1String("target")).toString();
    if (target.isEmpty())
        return false;
    world.faults.order(
        StrangeState{target, wanted.value(QLatin1String("state")).toString(QStringLiteral("EVAPORATED")),
            wanted.value(QLatin1String("count")).toInt(1)});
    return true;
}

bool vary(World& world, const QJsonValue& value)
{
    world.variety.seed(
        value.isDouble() ? std::optional(static_cast<quint32>(value.toInteger())) : std::nullopt);
    return value.isDouble() || value.isNull() || value == QJsonValue(false);
}

const std::map<QString, Setter>& setters()
{
    static const std::map<QString, Setter> kSetters{{QStringLiteral("confirm"),
                                                        [](World& world, const QJsonValue& value) {
                                                            return oneOfTwo<&Modes::manualConfirm>(
                                                                world, value, "auto", "manual");
                                                        }},
        {QStringLiteral("refunds"),
            [](World& world, const QJsonValue& value) {
                return oneOfTwo<&Modes::manualRefunds>(world, value, "auto", "manual");
            }},
        {QStringLiteral("settlement"),
            [](World& world, const QJsonValue& value) {
                return oneOfTwo<&Modes::settlesNextDay>(world, value, "at_once", "t1");
            }},
        {QStringLiteral("links"),
            [](World& world, const QJsonValue& value) {
                return oneOfTwo<&Modes::linksExpire>(world, value, "last", "expire");
            }},
        {QStringLiteral("bills"),
            [](World& world, const QJsonValue& value) {
                return oneOfTwo<&Modes::billsFromTen>(world, value, "at_once", "from_ten");
            }},
        {QStringLiteral("text_limits"),
            [](World& world, const QJsonValue& value) {
                return oneOfTwo<&Modes::countsBytes>(world, value, "characters", "bytes");
            }},
        {QStringLiteral("refund_query"),
            [](World& world, const QJsonValue& value) {
                return oneOfTwo<&Modes::bareRefundQuery>(world, value, "full", "bare");
            }},
        {QStringLiteral("strict_v2_close"), &flag<&Modes::strictV2Close>},
        {QStringLiteral("strict_v2_reverse"), &flag<&Modes::strictV2Reverse>},
        {QStringLiteral("ip_allowed"), &flag<&Modes::ipAllowed>},
        {QStringLiteral("notifications"), &notifications}, {QStringLiteral("keys"), &keys},
        {QStringLiteral("fee_rate"), &feeRate}, {QStringLiteral("pay_from"), &payFrom},
        {QStringLiteral("appids"), &appids}, {QStringLiteral("quota"), &quota},
        {QStringLiteral("roles"), &roles}, {QStringLiteral("unknown_state"), &unknownState},
        {QStringLiteral("vary"), &vary},
        {QStringLiteral("rate_limit_per_second"), [](World& world, const QJsonValue& value) {
             world.modes.requestsPerSecond = value.toInt();
             world.asked.clear();
             return value.isDouble();
         }}};
    return kSetters;
}

} // namespace

QString setModes(World& world, const QJsonObject& json)
{
    for (auto mode = json.begin(); mode != json.end(); ++mode) {
        const auto setter = setters().find(mode.key());
        const bool aStep = mode.key() == QLatin1String("do"); // of a script
        if (!aStep && (setter == setters().end() || !setter->second(world, *mode)))
            return mode.key();
    }
    return {};
}

} // namespace zhangfang::practice::detail
