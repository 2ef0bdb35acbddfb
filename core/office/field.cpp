#include "office/field.h"

#include "base/calendar.h"
#include "base/json.h"
#include "base/pasted.h"
#include "base/plain_text.h"

#include <algorithm>
#include <cmath>

namespace zhangfang::office
{

namespace
{

tl::unexpected<base::Error> wrong(const Field& field, const QString& rule)
{
    base::Error error{base::ErrorKind::invalid,
        *field.code ? QString::fromLatin1(field.code) : QStringLiteral("invalid_field"),
        QStringLiteral("The field %1 %2.").arg(QLatin1String(field.name), rule)};
    error.figures = {QString::fromLatin1(field.name)};
    return base::fail(std::move(error));
}

Status checkText(const Field& field, const QJsonValue& value)
{
    if (!value.isString())
        return wrong(field, QStringLiteral("must be a text"));
    const QString text = value.toString();
    if (text.size() < field.least || text.size() > field.most)
        return wrong(field, QStringLiteral("must have %1 to %2 characters").arg(field.least).arg(field.most));
    const bool plain = field.type == FieldType::lines ? base::areSentences(text, static_cast<int>(field.most))
                                                      : base::isPlainText(text);
    // A document and a secret are looked at by whoever understands them.
    if (field.type != FieldType::document && field.type != FieldType::secret && !plain && !text.isEmpty())
        return wrong(field,
            field.type == FieldType::lines
                ? QStringLiteral("must hold nothing that cannot be seen")
                : QStringLiteral("must be on one line, with no line ends, and nothing that cannot be seen"));
    return {};
}

Status checkNumber(const Field& field, const QJsonValue& value)
{
    const double given = value.toDouble(NAN);
    if (!value.isDouble() || std::floor(given) != given || std::abs(given) > static_cast<double>(kMostFen))
        return wrong(field, field.type == FieldType::sum ? QStringLiteral("must be a whole number of fen")
                                                         : QStringLiteral("must be a whole number"));
    const qint64 number = value.toInteger();
    const qint64 least = field.type == FieldType::id ? 1 : field.least;
    const bool bounded = field.type != FieldType::id && field.most > field.least;
    if (number < least || (bounded && number > field.most))
        return wrong(field, bounded ? QStringLiteral("must be from %1 to %2").arg(least).arg(field.most)
                                    : QStringLiteral("must be %1 or more").arg(least));
    return {};
}

Status checkValue(const Field& field, const QJsonValue& value)
{
    switch (field.type) {
    case FieldType::text:
    case FieldType::lines:
    case FieldType::secret:
    case FieldType::document:
        return checkText(field, value);
    case FieldType::choice:
        if (value.isString() && std::any_of(field.choices.begin(), field.choices.end(),
                                    [&](const char* one) { return value.toString() == QLatin1String(one); }))
            return {};
        {
            QStringList choices;
            for (const char* const one : field.choices)
                choices << QStringLiteral("'%1'").arg(QLatin1String(one));
            return wrong(field, QStringLiteral("must be one of %1").arg(choices.join(QLatin1String(", "))));
        }
    case FieldType::day:
        if (value.isString() && base::parseDay(value.toString()))
            return {};
        return wrong(field, QStringLiteral("must be a day, YYYY-MM-DD"));
    case FieldType::sum:
    case FieldType::number:
    case FieldType::id:
        return checkNumber(field, value);
    case FieldType::flag:
        if (value.isBool())
            return {};
        return wrong(field, QStringLiteral("must be true or false"));
    case FieldType::texts: {
        const QJsonObject texts = value.toObject();
        if (!value.isObject() || texts.isEmpty() ||
            std::any_of(texts.begin(), texts.end(), [](const QJsonValue& one) { return !one.isString(); }))
            return wrong(field, QStringLiteral("must be an object of texts"));
        return {};
    }
    }
    return wrong(field, QStringLiteral("is of a kind that is not known"));
}

/// What came along around a text when it was pasted is let go, where it keeps the text from being one.
QJsonValue asMeant(const Field& field, const QJsonValue& value)
{
    if (field.type != FieldType::text || !value.isString() || base::isPlainText(value.toString()))
        return value;
    const QString meant = base::pasted(value.toString());
    return meant.isEmpty() ? value : QJsonValue(meant); // nothing to be seen is not the same as left out
}

bool isLeftOut(const Field& field, const QJsonValue& value)
{
    return value.isUndefined() || value.isNull() ||
           (!field.required && value.isString() && value.toString().isEmpty());
}

} // namespace

QString toText(FieldType type)
{
    static constexpr const char* kNames[]{
        "text", "lines", "secret", "document", "choice", "day", "sum", "number", "id", "flag", "texts"};
    return QString::fromLatin1(kNames[static_cast<size_t>(type)]);
}

Result<QJsonObject> checked(const std::vector<Field>& fields, const QJsonObject& input)
{
    QJsonObject meant;
    for (auto given = input.begin(); given != input.end(); ++given) {
        const bool known = std::any_of(fields.begin(), fields.end(),
            [&](const Field& field) { return given.key() == QLatin1String(field.name); });
        if (!known) {
            base::Error error{base::ErrorKind::invalid, QStringLiteral("unknown_field"),
                QStringLiteral("There is no field '%1' here.")
                    .arg(base::shownOnOneLine(given.key().left(40)))};
            error.figures = {given.key().left(40)};
            return base::fail(std::move(error));
        }
    }
    for (const Field& field : fields) {
        const QString name = QString::fromLatin1(field.name);
        const QJsonValue value = asMeant(field, input.value(name));
        if (isLeftOut(field, value)) {
            if (!field.required)
                continue;
            base::Error error{base::ErrorKind::invalid,
                *field.code ? QString::fromLatin1(field.code) : QStringLiteral("missing_field"),
                QStringLiteral("The field %1 is missing.").arg(name)};
            error.figures = {name};
            return base::fail(std::move(error));
        }
        ZF_TRY(checkValue(field, value));
        meant.insert(name, value);
    }
    return meant;
}

QJsonObject shown(const std::vector<Field>& fields, const QJsonObject& input)
{
    QJsonObject all = input;
    for (const Field& field : fields) {
        if (field.type == FieldType::secret && all.contains(QLatin1String(field.name)))
            all.insert(QLatin1String(field.name), QStringLiteral("\u2026"));
    }
    return all;
}

QByteArray sameness(const std::vector<Field>& fields, const QJsonObject& input)
{
    QJsonObject same = shown(fields, input);
    for (const Field& field : fields) {
        if (!field.tellsApart)
            same.remove(QLatin1String(field.name));
    }
    return base::toCompactJson(same);
}

} // namespace zhangfang::office
