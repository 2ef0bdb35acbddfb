#pragma once

#include "base/money.h"

#include <QJsonArray>
#include <QJsonObject>

namespace zhangfang::base
{

/// One JSON object and nothing behind it. Errors: invalid_json.
[[nodiscard]] Result<QJsonObject> parseJsonObject(const QByteArray& bytes);
[[nodiscard]] QByteArray toCompactJson(const QJsonObject& object);
/// The same document for a terminal, where texts from elsewhere must not act: what cannot be seen, control
/// characters and direction marks are escaped, "\\u202e".
[[nodiscard]] QByteArray toVisibleJson(const QJsonObject& object);

/// Typed reading of one object: a missing field or a wrong type is an error that names the field.
/// `path` leads the names, as in "amount.total".
class JsonFields
{
public:
    explicit JsonFields(QJsonObject object, QString path = {})
        : object_(std::move(object)), path_(std::move(path))
    {
    }
    [[nodiscard]] bool has(const char* name) const;
    [[nodiscard]] Result<QString> text(const char* name) const;
    /// The text, or an empty one where the field is missing or null.
    [[nodiscard]] Result<QString> optionalText(const char* name) const;
    /// A whole number; 1.5 and 1e300 are errors.
    [[nodiscard]] Result<qint64> integer(const char* name) const;
    [[nodiscard]] Result<Money> fen(const char* name) const;
    [[nodiscard]] Result<JsonFields> object(const char* name) const;
    [[nodiscard]] const QJsonObject& raw() const { return object_; }

private:
    [[nodiscard]] QString named(const char* name) const;
    QJsonObject object_;
    QString path_;
};

} // namespace zhangfang::base
