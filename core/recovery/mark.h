#pragma once

#include "recovery/standing.h"

namespace zhangfang::recovery
{

/// How far some books go: which they are, and the ends of everything that only grows in them.
struct Head {
    QString books;
    qint64 transfer = 0;
    QString hash; ///< of that transfer
    qint64 orderEvent = 0;
    qint64 payoutEvent = 0;
    qint64 refundEvent = 0;
    qint64 auditEntry = 0;
    friend bool operator==(const Head&, const Head&) = default;
};
[[nodiscard]] Result<Head> head(storage::Database& database);
/// Whether `now` lacks something that `before` had. What it has in common with it, only `compare` sees.
[[nodiscard]] bool isShorter(const Head& now, const Head& before);

/// `books.mark` in the data folder, outside of the database: how far its books had come. Written by the one
/// process that works on the folder, read by all: a database file put back by hand goes less far, or bears
/// another name. Nothing where there is none.
/// Errors: disk_error, damaged.
[[nodiscard]] Result<std::optional<Head>> readMark(const QString& folder);
[[nodiscard]] Status writeMark(const QString& folder, const Head& head);

/// Gives a name to books that have none, and writes it in the mark first: books that have a name, in a folder
/// without a mark, were carried there.
[[nodiscard]] Status nameBooks(
    storage::Database& database, const QString& folder, base::RandomSource& random);

/// Takes books that do not go as far as the folder's mark, or are others, as put back, and named ones where
/// there is no mark. A damaged mark counts as another's. Changes nothing while a person has still to confirm
/// an earlier time.
[[nodiscard]] Status compare(
    storage::Database& database, const QString& folder, base::RandomSource& random, qint64 nowUtcMs);

} // namespace zhangfang::recovery
