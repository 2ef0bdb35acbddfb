#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <vector>

namespace zhangfang::office
{

using base::Result;
using base::Status;

/// What a field of a command or a query holds, and how it stands in JSON.
enum class FieldType {
    text,     ///< a string: one line that reads as it stands
    lines,    ///< a string of several such lines
    secret,   ///< a string that is written nowhere: neither in the audit log nor with the act
    document, ///< a string that holds JSON, checked by its command
    choice,   ///< a string, one of `choices`
    day,      ///< a string, YYYY-MM-DD
    sum,      ///< a whole number of fen
    number,   ///< a whole number
    id,       ///< a whole number from 1 on, that the books gave something
    flag,     ///< true or false
    texts,    ///< an object whose values are strings
};
[[nodiscard]] QString toText(FieldType type);

/// The largest sum of a field: as large as JSON carries unharmed.
inline constexpr qint64 kMostFen = 9'007'199'254'740'991;

struct Field {
    const char* name;
    FieldType type;
    const char* words; ///< what it is, for help and documents
    bool required = true;
    /// Of texts: how many characters. Of numbers and sums: their value.
    qint64 least = 0;
    qint64 most = 0;
    std::vector<const char*> choices = {};
    /// Whether another value of it is another act; not where it only says by whom.
    bool tellsApart = true;
    /// Of the error; empty: invalid_field. Either way the message begins with the field's name.
    const char* code = "";
};

/// The input as it is meant: every field known, there where it has to be, of its type, within its bounds; a
/// field that may be missing and is null or an empty text is left out, and so are line ends and what cannot
/// be seen around a text. Errors: unknown_field, missing_field, and the field's own; each names the field.
[[nodiscard]] Result<QJsonObject> checked(const std::vector<Field>& fields, const QJsonObject& input);
/// For the audit log: secrets are struck out.
[[nodiscard]] QJsonObject shown(const std::vector<Field>& fields, const QJsonObject& input);
/// What makes two inputs the same: all but the secrets, which not even a digest is kept of.
[[nodiscard]] QByteArray sameness(const std::vector<Field>& fields, const QJsonObject& input);

} // namespace zhangfang::office
