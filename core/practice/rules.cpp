#include "practice/detail/rules.h"

#include "base/calendar.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QUrl>

namespace zhangfang::practice::detail
{
namespace
{

struct Field {
    const char* name;
    QJsonValue::Type type;
    bool required;
    int longest; ///< characters; 0: no limit
};

QString problemOf(const QJsonObject& body, std::initializer_list<Field> fields)
{
    for (const Field& field : fields) {
        const QJsonValue value = body.value(QLatin1String(field.name));
        const QString name = QString::fromLatin1(field.name);
        if (value.isUndefined()) {
            if (field.required)
                return QStringLiteral("输入源“/body/%1”映射到值字段“%1”字段未填写").arg(name);
            continue;
        }
        if (value.type() != field.type)
            return QStringLiteral("输入源“/body/%1”字段类型不正确").arg(name);
        if (field.type == QJsonValue::String &&
            (value.toString().isEmpty() || (field.longest > 0 && value.toString().size() > field.longest)))
            return QStringLiteral("输入源“/body/%1”字段长度不符").arg(name);
    }
    for (const QString& key : body.keys()) {
        const bool known = std::any_of(
            fields.begin(), fields.end(), [&](const Field& f) { return key == QLatin1String(f.name); });
        if (!known)
            return QStringLiteral("无法将 JSON 输入源“/body/%1”映射到字段").arg(key);
    }
    return {};
}

QString notifyUrlProblem(const QJsonObject& body)
{
    const QUrl url(body.value(QLatin1String("notify_url")).toString(), QUrl::StrictMode);
    if (!body.contains(QLatin1String("notify_url")))
        return {};
    return url.isValid() && url.path().size() > 1 && !url.hasQuery() &&
                   url.scheme().startsWith(QLatin1String("http"))
               ? QString()
               : QStringLiteral("notify_url格式不正确");
}

bool wholeNumber(const QJsonValue& value, qint64 least, qint64 most)
{
    const qint64 number = value.toInteger(-1);
    return number == value.toInteger(-2) && number >= least && number <= most;
}

} // namespace

QString orderProblem(const QJsonObject& body, const QString& channel)
{
    using enum QJsonValue::Type;
    const bool jsapi = channel == QLatin1String("jsapi");
    QString problem = problemOf(
        body, {{"appid", String, true, 32}, {"mchid", String, true, 32}, {"description", String, true, 127},
                  {"out_trade_no", String, true, 32}, {"time_expire", String, false, 64},
                  {"attach", String, false, 128}, {"notify_url", String, true, 255},
                  {"goods_tag", String, false, 32}, {"limit_pay", Array, false, 0},
                  {"support_fapiao", Bool, false, 0}, {"amount", Object, true, 0},
                  {"payer", Object, jsapi, 0}, {"detail", Object, false, 0}, {"scene_info", Object, false, 0},
                  {"settle_info", Object, false, 0}});
    if (!problem.isEmpty())
        return problem;
    static const QRegularExpression kNumber(QStringLiteral("^[0-9A-Za-z_*-]{6,32}$"));
    if (!kNumber.match(body.value(QLatin1String("out_trade_no")).toString()).hasMatch())
        return QStringLiteral("out_trade_no格式不正确");
    if (body.contains(QLatin1String("time_expire")) &&
        !base::parseRfc3339(body.value(QLatin1String("time_expire")).toString()))
        return QStringLiteral("time_expire格式不正确");
    const QJsonObject amount = body.value(QLatin1String("amount")).toObject();
    problem = problemOf(amount, {{"total", Double, true, 0}, {"currency", String, false, 16}});
    if (problem.isEmpty() && !wholeNumber(amount.value(QLatin1String("total")), 1, 100'000'000'000))
        problem = QStringLiteral("amount.total必须为大于0的整数");
    if (problem.isEmpty() &&
        amount.value(QLatin1String("currency")).toString(QStringLiteral("CNY")) != QLatin1String("CNY"))
        problem = QStringLiteral("amount.currency只支持CNY");
    if (problem.isEmpty() && jsapi)
        problem = problemOf(body.value(QLatin1String("payer")).toObject(),
            {{"openid", String, true, 128}, {"identity", Object, false, 0}});
    return problem.isEmpty() ? notifyUrlProblem(body) : problem;
}

QString transferProblem(const QJsonObject& body)
{
    using enum QJsonValue::Type;
    QString problem = problemOf(
        body, {{"appid", String, true, 32}, {"out_bill_no", String, true, 32},
                  {"transfer_scene_id", String, true, 36}, {"openid", String, true, 64},
                  {"user_name", String, false, 1024}, {"transfer_amount", Double, true, 0},
                  {"transfer_remark", String, true, 32}, {"notify_url", String, false, 256},
                  {"user_recv_perception", String, false, 64},
                  {"transfer_scene_report_infos", Array, true, 0}, {"user_recv_style", Object, false, 0}});
    if (!problem.isEmpty())
        return problem;
    static const QRegularExpression kNumber(QStringLiteral("^[0-9A-Za-z]{1,32}$"));
    if (!kNumber.match(body.value(QLatin1String("out_bill_no")).toString()).hasMatch())
        return QStringLiteral("out_bill_no只能由数字、大小写字母组成");
    static const QStringList kScenes{QStringLiteral("1000"), QStringLiteral("1002"), QStringLiteral("1004"),
        QStringLiteral("1005"), QStringLiteral("1009"), QStringLiteral("1010"), QStringLiteral("1011"),
        QStringLiteral("1013")};
    if (!kScenes.contains(body.value(QLatin1String("transfer_scene_id")).toString()))
        return QStringLiteral("transfer_scene_id不正确");
    const QJsonArray infos = body.value(QLatin1String("transfer_scene_report_infos")).toArray();
    if (infos.isEmpty())
        return QStringLiteral("未传入完整且对应的转账场景报备信息");
    for (const auto& info : infos) {
        problem =
            problemOf(info.toObject(), {{"info_type", String, true, 15}, {"info_content", String, true, 32}});
        if (!problem.isEmpty())
            return problem;
    }
    const QJsonValue amount = body.value(QLatin1String("transfer_amount"));
    if (!wholeNumber(amount, 1, 100'000'000))
        return QStringLiteral("transfer_amount必须为大于0的整数");
    const bool named = body.contains(QLatin1String("user_name"));
    if (amount.toInteger() >= 200'000 && !named)
        return QStringLiteral("明细转账金额大于等于2,000元时，收款用户姓名必须填写");
    if (amount.toInteger() < 30 && named)
        return QStringLiteral("明细转账金额小于0.3元时，不允许填写收款用户姓名");
    return notifyUrlProblem(body);
}

} // namespace zhangfang::practice::detail
