#pragma once

#include "search/query.h"
#include "storage/database.h"

#include <limits>
#include <vector>

/// Finding by parts of a text. This header is all that knows how an index is kept.
namespace zhangfang::search
{

using base::Result;
using base::Status;

/// In the transaction that books the order, once: an order's description does not change.
[[nodiscard]] Status addOrder(storage::Database& database, qint64 id, const QString& description);
/// In the transaction that adds the user, or gives another name.
[[nodiscard]] Status setUser(storage::Database& database, qint64 id, const QString& name);

struct Ids {
    qint64 from = 0; ///< both included
    qint64 to = std::numeric_limits<qint64>::max();
    qint64 most = std::numeric_limits<qint64>::max(); ///< of what is found
};
/// The orders whose description, and the users whose name has what is asked for: the newest first. What has
/// not been indexed yet is read through.
[[nodiscard]] Result<std::vector<qint64>> findOrders(
    storage::Database& database, const Query& query, const Ids& among = {});
[[nodiscard]] Result<std::vector<qint64>> findUsers(
    storage::Database& database, const Query& query, const Ids& among = {});

/// Indexes at most `most` of what was booked before there was an index, or by a program of before; the newest
/// first. Answers how many those were.
[[nodiscard]] Result<int> indexMore(storage::Database& database, int most);

} // namespace zhangfang::search
