#pragma once

#include "storage/database.h"

#include <functional>
#include <optional>
#include <QJsonObject>

namespace zhangfang::access
{

using base::Result;

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

} // namespace zhangfang::access
