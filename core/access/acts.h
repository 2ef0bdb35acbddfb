#pragma once

#include "storage/database.h"

#include <functional>
#include <optional>
#include <QJsonObject>

namespace zhangfang::access
{

using base::Result;
using base::Status;

/// What somebody wants done once, whatever becomes of the answer on its way back.
struct Act {
    QString key;      ///< the caller's; empty: the act is not protected
    QString kind;     ///< like "wallet.credit"
    QByteArray input; ///< everything that makes the act what it is
};

/// Runs `work` in the caller's transaction, once for each key: the same key with the same kind and input
/// answers what the first time answered, and does nothing. Errors: invalid_key (1 to 64 letters, digits, '-',
/// '_', '.', ':'), key_reused (another act stands under it), and those of `work`.
/// What is done under a key is never forgotten: there is one for what somebody did, about as many as entries
/// in the audit log, and a key that became fresh again would do its act twice.
[[nodiscard]] Result<QJsonObject> once(storage::Database& database, const Act& act, qint64 nowUtcMs,
    const std::function<Result<QJsonObject>()>& work);
/// What the first time answered; nothing: it has not been done, or carries no key. Errors: invalid_key,
/// key_reused.
[[nodiscard]] Result<std::optional<QJsonObject>> answered(storage::Database& database, const Act& act);

/// How far that is what an act goes on to do outside of the books, where it can be done once and nobody can
/// be asked whether it was.
enum class Call {
    fresh,    ///< it has not begun
    underWay, ///< somebody makes it
    made,
    lost, ///< whoever made it heard nothing clear, or has never said what became of it
};
/// Whoever makes one says within this what became of it: two addresses of WeChat Pay, a minute at most each.
inline constexpr qint64 kCallMs = 5 * 60'000;
/// How far the call of the act under that key was. One that was fresh, or lost where `again` says that it can
/// look where it was left, is under way from now on, and the caller makes it. Errors: damaged (no such act).
enum class Lost { again, stays };
[[nodiscard]] Result<Call> beginCall(
    storage::Database& database, const QString& key, Lost lost, qint64 nowUtcMs);
/// What became of it. `fresh`: for certain nothing, so that it may be made again.
[[nodiscard]] Status endCall(storage::Database& database, const QString& key, Call as, qint64 nowUtcMs);

} // namespace zhangfang::access
