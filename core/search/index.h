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

/// What lists of users are sorted by, in the transaction that adds the user or gives another name. Nothing
/// that is booked touches the index itself: money must not wait for what only helps to find it.
[[nodiscard]] Status sortUser(storage::Database& database, qint64 id, const QString& name);

struct Ids {
    qint64 from = 0; ///< both included
    qint64 to = std::numeric_limits<qint64>::max();
    qint64 most = std::numeric_limits<qint64>::max(); ///< of what is found
};
/// The orders whose description, and the users whose name has what is asked for: the newest first. What has
/// not been indexed yet is read through, and everything while the index is damaged.
[[nodiscard]] Result<std::vector<qint64>> findOrders(
    storage::Database& database, const Query& query, const Ids& among = {});
[[nodiscard]] Result<std::vector<qint64>> findUsers(
    storage::Database& database, const Query& query, const Ids& among = {});

/// Whether all that is in the books is in the index.
[[nodiscard]] Result<bool> isComplete(storage::Database& database);
/// Indexes at most `most` of what was booked since the last time; the newest first. Answers how many those
/// were. Errors: damaged, then `makeAnew` helps.
[[nodiscard]] Result<int> indexMore(storage::Database& database, int most);
/// Whether somebody of this program has met a damaged index since it was made anew.
[[nodiscard]] bool isKnownDamaged();
/// An empty index, and everything has to be indexed: it holds nothing that is not in the books. One
/// transaction, or an order might be found nowhere; some seconds where there are a million. Errors: damaged,
/// where the texts themselves cannot be read; then nothing is changed.
[[nodiscard]] Status makeAnew(storage::Database& database);

} // namespace zhangfang::search
