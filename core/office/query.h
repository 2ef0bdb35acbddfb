#pragma once

#include "access/actor.h"
#include "office/shape.h"
#include "storage/database.h"

#include <QJsonArray>

namespace zhangfang::office
{

using access::Actor;
using access::Permission;

/// What stands in a column of an answer, and how it stands in JSON.
enum class CellType {
    text,
    number, ///< a whole number
    sum,    ///< a whole number of fen
    time,   ///< a string, RFC 3339
    flag,   ///< true or false
    object, ///< JSON that was kept as it came
    rows,   ///< a list of objects
};
struct Column {
    const char* name;
    CellType type;
    const char* words;         ///< what it is, for documents
    bool mayBeMissing = false; ///< it is null then, or not there
};

/// Something that can be looked at here: described like a command, so that who may and what may be asked come
/// from the one description, and with what it answers.
struct Query {
    enum class Answers {
        one,  ///< an object of the columns
        rows, ///< {"items": such objects, "next": where the next page begins, or null}
        names ///< the same, of texts
    };
    /// In a transaction that reads.
    using Read = std::function<Result<QJsonObject>(storage::Database&, const QJsonObject& input)>;

    QString name; ///< "errand.list"
    Permission permission = Permission::look;
    const char* words = ""; ///< what it tells, one line
    Answers answers = Answers::one;
    std::vector<Field> fields; ///< what it may be asked; may be none
    std::vector<Column> columns;
    Read read;
    std::vector<Column> beside = {}; ///< of rows: what else the answer has, such as their sum
    /// In place of `read`: of what is not in the books. Outside of any transaction; may wait.
    std::function<Result<QJsonObject>(const QJsonObject& input)> readElsewhere = {};
};

/// Where a page begins: behind that number of a row.
[[nodiscard]] Field afterField();
/// How many rows of a page, at most.
[[nodiscard]] Field limitField(qint64 most);
/// {"items": […], "next": cursor or null}: `next` is the last row's key when the page is full; a `limit`
/// below zero: there are no pages.
[[nodiscard]] QJsonObject page(const QJsonArray& rows, qint64 limit, const QString& lastKey);
/// A time of an answer; null where there is none.
[[nodiscard]] QJsonValue timeOrNull(std::optional<qint64> utcMs);

} // namespace zhangfang::office
