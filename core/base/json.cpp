#include "base/json.h"

#include "base/plain_text.h"

#include <QJsonDocument>

namespace zhangfang::base
{

Result<QJsonObject> parseJsonObject(const QByteArray& bytes)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError)
        return invalid("invalid_json",
            QStringLiteral("Not valid JSON at byte %1: %2.").arg(error.offset).arg(error.errorString()));
    if (!document.isObject())
        return invalid("invalid_json", QStringLiteral("The JSON document is not an object."));
    return document.object();
}

QByteArray toCompactJson(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray toVisibleJson(const QJsonObject& object)
{
    const QString json = QString::fromUtf8(toCompactJson(object));
    // Beyond ASCII a JSON document has texts alone, and whatever stands in one may be written by its number.
    const auto acts = [](char32_t c) {
        return actsUnseen(c) || QChar::category(c) == QChar::Other_Surrogate;
    };
    QString visible;
    visible.reserve(json.size());
    for (qsizetype at = 0; at < json.size(); ++at) {
        const bool isPair =
            json[at].isHighSurrogate() && at + 1 < json.size() && json[at + 1].isLowSurrogate();
        const char32_t c =
            isPair ? QChar::surrogateToUcs4(json[at], json[at + 1]) : char32_t(json[at].unicode());
        for (qsizetype unit = 0; unit < (isPair ? 2 : 1); ++unit) {
            const QChar part = json[at + unit];
            visible += acts(c) ? QStringLiteral("\\u%1").arg(
                                     static_cast<uint>(part.unicode()), 4, 16, QLatin1Char('0'))
                               : QString(part);
        }
        at += isPair ? 1 : 0;
    }
    return visible.toUtf8();
}

QString JsonFields::named(const char* name) const
{
    const QString own = QString::fromLatin1(name);
    return path_.isEmpty() ? own : path_ + QLatin1Char('.') + own;
}

bool JsonFields::has(const char* name) const
{
    const QJsonValue value = object_.value(QLatin1String(name));
    return !value.isUndefined() && !value.isNull();
}

Result<QString> JsonFields::text(const char* name) const
{
    const QJsonValue value = object_.value(QLatin1String(name));
    if (!value.isString())
        return invalid(
            "invalid_field", QStringLiteral("The field %1 is missing or not text.").arg(named(name)));
    return value.toString();
}

Result<QString> JsonFields::optionalText(const char* name) const
{
    return has(name) ? text(name) : Result<QString>(QString());
}

Result<qint64> JsonFields::integer(const char* name) const
{
    const QJsonValue value = object_.value(QLatin1String(name));
    if (value.isDouble()) {
        // toInteger() yields its default for a fraction or for what is out of range.
        const qint64 a = value.toInteger(0);
        if (a == value.toInteger(1))
            return a;
    }
    return invalid(
        "invalid_field", QStringLiteral("The field %1 is missing or not a whole number.").arg(named(name)));
}

Result<Money> JsonFields::fen(const char* name) const
{
    return integer(name).map([](qint64 fen) { return Money::fen(fen); });
}

Result<JsonFields> JsonFields::object(const char* name) const
{
    const QJsonValue value = object_.value(QLatin1String(name));
    if (!value.isObject())
        return invalid(
            "invalid_field", QStringLiteral("The field %1 is missing or not an object.").arg(named(name)));
    return JsonFields(value.toObject(), named(name));
}

} // namespace zhangfang::base
