#include "practice/detail/description.h"

#include "base/json.h"

#include <QFile>
#include <QUrlQuery>

// Resources of a static library have to be named once to be linked in; the macro wants the global namespace.
static void initialiseResources()
{
    Q_INIT_RESOURCE(openapi);
}

namespace zhangfang::practice::detail
{
namespace
{

/// From WeChat Pay's documents: the descriptions of v3 name no lengths. Characters, but see kInBytes.
constexpr std::pair<const char*, int> kLengths[] = {{"appid", 32}, {"mchid", 32}, {"description", 127},
    {"out_trade_no", 32}, {"attach", 128}, {"notify_url", 255}, {"goods_tag", 32}, {"openid", 128},
    {"reason", 80}, {"out_refund_no", 64}, {"out_bill_no", 32}, {"transfer_remark", 32}, {"user_name", 1024},
    {"info_type", 15}, {"info_content", 32}, {"out_batch_no", 32}, {"out_detail_no", 32}, {"batch_name", 32},
    {"batch_remark", 32}, {"auth_code", 32}, {"payer_client_ip", 45}, {"user_display_name", 64},
    {"out_id", 32}};

/// What v3 counts in bytes of UTF-8, by its error messages; v2 counts everything so. Not confirmed: see
/// TextLength.
constexpr const char* kInBytes[] = {"description", "attach", "goods_tag", "reason"};

/// Fields that a description calls required and the documents do not, always.
constexpr const char* kOptional[] = {
    "/body/transfer_detail_list/user_name", // facts page: from 2,000 yuan on, and never under 0.30
};

QString typeOf(const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return QStringLiteral("string");
    case QJsonValue::Double:
        return QStringLiteral("number");
    case QJsonValue::Bool:
        return QStringLiteral("boolean");
    case QJsonValue::Array:
        return QStringLiteral("array");
    case QJsonValue::Object:
        return QStringLiteral("object");
    default:
        return QStringLiteral("null");
    }
}

bool isWhole(const QJsonValue& value)
{
    return value.toInteger(-1) == value.toInteger(-2);
}

int longest(const QJsonObject& schema, const QString& name)
{
    // Half of the descriptions of v2 have room for MD5 alone beside a sign_type that may be HMAC-SHA256.
    if (name == QLatin1String("sign"))
        return 64;
    if (schema.contains(QLatin1String("enum")))
        return 0; // the list of words says it better: "Operation" stands in one beside a length of 8
    if (schema.contains(QLatin1String("maxLength")))
        return schema.value(QLatin1String("maxLength")).toInt();
    for (const auto& [field, length] : kLengths) {
        if (name == QLatin1String(field))
            return length;
    }
    return 0;
}

QString valueProblem(
    const QJsonObject& schema, const QJsonValue& value, const QString& path, TextLength length);

QString objectProblem(
    const QJsonObject& schema, const QJsonObject& object, const QString& path, TextLength length)
{
    const QJsonObject known = schema.value(QLatin1String("properties")).toObject();
    for (const auto& name : schema.value(QLatin1String("required")).toArray()) {
        const QString where = path + QLatin1Char('/') + name.toString();
        const bool optional = std::any_of(std::begin(kOptional), std::end(kOptional),
            [&](const char* field) { return where == QLatin1String(field); });
        if (!object.contains(name.toString()) && !optional)
            return QStringLiteral("输入源“%1”映射到值字段“%2”字段未填写").arg(where, name.toString());
    }
    const QJsonArray either = schema.value(QLatin1String("anyOf")).toArray();
    if (!either.isEmpty() && std::none_of(either.begin(), either.end(),
                                 [&](const QJsonValue& name) { return object.contains(name.toString()); }))
        return QStringLiteral("输入源“%1”缺少单号").arg(path);
    for (auto field = object.begin(); field != object.end(); ++field) {
        const QString where = path + QLatin1Char('/') + field.key();
        if (!known.contains(field.key()))
            return QStringLiteral("无法将 JSON 输入源“%1”映射到字段").arg(where);
        QString problem = valueProblem(known.value(field.key()).toObject(), *field, where, length);
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

QString valueProblem(
    const QJsonObject& schema, const QJsonValue& value, const QString& path, TextLength length)
{
    QString type = schema.value(QLatin1String("type")).toString();
    const bool whole =
        type == QLatin1String("integer") || type == QLatin1String("number"); // money is never broken
    if (whole)
        type = QStringLiteral("number");
    if (typeOf(value) != type || (whole && !isWhole(value)))
        return QStringLiteral("输入源“%1”字段类型不正确").arg(path);
    const QJsonArray allowed = schema.value(QLatin1String("enum")).toArray();
    if (!allowed.isEmpty() && !allowed.contains(value))
        return QStringLiteral("输入源“%1”取值不正确").arg(path);
    if (type == QLatin1String("string")) {
        const QString name = path.section(QLatin1Char('/'), -1);
        const int most = longest(schema, name);
        const QString text = value.toString();
        const bool counted = path.startsWith(QLatin1String("/xml")) ||
                             std::any_of(std::begin(kInBytes), std::end(kInBytes),
                                 [&name](const char* known) { return name == QLatin1String(known); });
        const bool inBytes = length == TextLength::bytes && counted;
        if (text.isEmpty() || (most > 0 && (inBytes ? text.toUtf8().size() : text.size()) > most))
            return QStringLiteral("输入源“%1”字段长度不符").arg(path);
    }
    if (type == QLatin1String("object"))
        return objectProblem(schema, value.toObject(), path, length);
    if (type == QLatin1String("array")) {
        const QJsonObject item = schema.value(QLatin1String("items")).toObject();
        for (const auto& one : value.toArray()) {
            QString problem = valueProblem(item, one, path, length);
            if (!problem.isEmpty())
                return problem;
        }
    }
    return {};
}

/// "/a/{x}/b" fits "/a/1/b".
bool fits(const QStringList& pattern, const QStringList& path)
{
    if (pattern.size() != path.size())
        return false;
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (!pattern[i].startsWith(QLatin1Char('{')) && pattern[i] != path[i])
            return false;
    }
    return true;
}

QJsonValue exampleOf(const QJsonObject& schema)
{
    const QString type = schema.value(QLatin1String("type")).toString();
    if (type == QLatin1String("object")) {
        QJsonObject object;
        const QJsonObject known = schema.value(QLatin1String("properties")).toObject();
        for (auto field = known.begin(); field != known.end(); ++field)
            object.insert(field.key(), exampleOf(field->toObject()));
        return object;
    }
    if (type == QLatin1String("array"))
        return QJsonArray{exampleOf(schema.value(QLatin1String("items")).toObject())};
    QJsonValue example = schema.value(QLatin1String("example"));
    if (!example.isUndefined())
        return example;
    if (const QJsonArray allowed = schema.value(QLatin1String("enum")).toArray(); !allowed.isEmpty())
        return allowed.first();
    if (type == QLatin1String("boolean"))
        return false;
    return type == QLatin1String("string") ? QJsonValue(QStringLiteral("x")) : QJsonValue(1);
}

} // namespace

const Description& Description::builtIn()
{
    static const Description description = [] {
        initialiseResources();
        QFile file(QStringLiteral(":/practice/openapi.json"));
        const bool open = file.open(QIODevice::ReadOnly);
        Q_ASSERT(open);
        return Description(
            base::parseJsonObject(open ? file.readAll() : QByteArray()).value_or(QJsonObject()));
    }();
    return description;
}

QString Description::endpointOf(const http::Request& request) const
{
    const QString method = QString::fromLatin1(request.method) + QLatin1Char(' ');
    const QString path = QString::fromLatin1(request.target.split('?').first());
    if (endpoints_.contains(method + path))
        return method + path;
    const QStringList pieces = path.split(QLatin1Char('/'));
    for (auto endpoint = endpoints_.begin(); endpoint != endpoints_.end(); ++endpoint) {
        if (endpoint.key().startsWith(method) &&
            fits(endpoint.key().mid(method.size()).split(QLatin1Char('/')), pieces))
            return endpoint.key();
    }
    return {};
}

QString Description::problemOf(const http::Request& request, TextLength length) const
{
    const QJsonObject endpoint = endpoints_.value(endpointOf(request)).toObject();
    const qsizetype mark = request.target.indexOf('?');
    const QUrlQuery query(mark < 0 ? QString() : QString::fromLatin1(request.target.mid(mark + 1)));
    QStringList queryNames;
    for (const auto& [name, value] : query.queryItems())
        queryNames << name;
    for (const auto& item : endpoint.value(QLatin1String("parameters")).toArray()) {
        const QJsonObject parameter = item.toObject();
        const QString name = parameter.value(QLatin1String("name")).toString();
        const QString in = parameter.value(QLatin1String("in")).toString();
        const bool required = parameter.value(QLatin1String("required")).toBool();
        if (in == QLatin1String("header")) {
            if (required && request.headers.value(name.toLatin1().constData()).isEmpty())
                return QStringLiteral("Http头缺少%1").arg(name);
        } else if (in == QLatin1String("query")) {
            if (required && !queryNames.contains(name))
                return QStringLiteral("输入源“/query/%1”字段未填写").arg(name);
            const QJsonArray allowed = parameter.value(QLatin1String("enum")).toArray();
            if (queryNames.contains(name) && !allowed.isEmpty() &&
                !allowed.contains(query.queryItemValue(name)))
                return QStringLiteral("输入源“/query/%1”取值不正确").arg(name);
            queryNames.removeAll(name);
        }
    }
    if (!queryNames.isEmpty())
        return QStringLiteral("输入源“/query/%1”未知").arg(queryNames.first());
    const QJsonObject body = endpoint.value(QLatin1String("body")).toObject();
    if (body.isEmpty())
        return request.body.isEmpty() ? QString() : QStringLiteral("请求体应为空");
    const auto json = base::parseJsonObject(request.body);
    return json ? objectProblem(body, *json, QStringLiteral("/body"), length)
                : QStringLiteral("请求体不是JSON");
}

QString Description::problemOf(
    const QByteArray& path, const wechatpay::v2::Fields& fields, TextLength length) const
{
    const QJsonObject schema = endpoints_.value(QStringLiteral("POST ") + QString::fromLatin1(path))
                                   .toObject()
                                   .value(QLatin1String("body"))
                                   .toObject();
    const QJsonObject known = schema.value(QLatin1String("properties")).toObject();
    QJsonObject typed;
    for (const auto& [name, value] : fields) {
        const QString type = known.value(name).toObject().value(QLatin1String("type")).toString();
        bool ok = true;
        typed.insert(
            name, type == QLatin1String("integer") ? QJsonValue(value.toLongLong(&ok)) : QJsonValue(value));
        if (!ok)
            return QStringLiteral("%1必须为整数").arg(name);
    }
    return objectProblem(schema, typed, QStringLiteral("/xml"), length);
}

bool Description::wantsCertificate(const QByteArray& path) const
{
    // The descriptions miss one: whatever is under /secapi or pays money out wants it (facts page, API v2).
    return path.startsWith("/secapi/") || path.startsWith("/mmpaymkttransfers/") ||
           endpoints_.value(QStringLiteral("POST ") + QString::fromLatin1(path))
               .toObject()
               .value(QLatin1String("certificate"))
               .toBool();
}

QJsonObject Description::answer(const QString& endpoint) const
{
    return endpoints_.value(endpoint)
        .toObject()
        .value(QLatin1String("answers"))
        .toObject()
        .value(QLatin1String("200"))
        .toObject();
}

QJsonObject Description::exampleAnswer(const QString& endpoint) const
{
    return exampleOf(answer(endpoint)).toObject();
}

} // namespace zhangfang::practice::detail
