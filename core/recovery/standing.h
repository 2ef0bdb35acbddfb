#pragma once

#include "base/clock.h"
#include "storage/database.h"

#include <optional>
#include <vector>

/// Books that were put back from a backup know nothing of what happened since, and what WeChat was told then
/// could be told again under another number. Until that has been looked at and a person has confirmed it,
/// nothing is sent that changes the world.
namespace zhangfang::recovery
{

using base::Result;
using base::Status;

enum class State {
    none,     ///< never put back
    looking,  ///< put back; WeChat is being asked
    waiting,  ///< all has been looked at; a person has to confirm
    confirmed ///< goes on as any other books
};
[[nodiscard]] QString toText(State state);

/// How the books stand.
struct Standing {
    State state = State::none;
    QString books; ///< what names these books until they are put back again
    qint64 round = 0;
    QString cause;  ///< restored, older_books or other_books; empty: never
    QString source; ///< the backup, or what gave it away
    QString actor;
    qint64 sinceUtcMs = 0;
    qint64 backupAtUtcMs = 0; ///< the latest that the restored books knew of; 0: nothing
    bool listed = false;      ///< what has to be looked at is written down
    qint64 confirmedAtUtcMs = 0;
    QString confirmedBy;
    QString reason;
    [[nodiscard]] bool isRecovering() const { return state == State::looking || state == State::waiting; }
};
[[nodiscard]] Result<Standing> standing(storage::Database& database);

/// The latest moment these books know of; 0: they are new. An engine leaves a sign every few seconds while it
/// runs.
[[nodiscard]] Result<qint64> latestKnown(storage::Database& database);

/// Asked in the transaction that stores what is about to be sent, and by every decision that lets money go.
/// Errors: recovering.
[[nodiscard]] Status mayAct(storage::Database& database);
/// The same about a thing that came to be at `createdAtUtcMs`: what began after the books were put back is
/// known in full. Errors: recovering.
[[nodiscard]] Status mayActOn(storage::Database& database, qint64 createdAtUtcMs);

/// Why books count as put back.
struct PutBack {
    const char* cause = "restored";
    QString source;
    QString actor;
};
/// From now on these are restored books, under a new name: audited, and a task for a person.
[[nodiscard]] Status begin(
    storage::Database& database, const PutBack& why, base::RandomSource& random, qint64 nowUtcMs);
/// What the audit entry "books.restored" has changed, as its JSON. Entries of before 0.6 say nothing of it.
struct Ended {
    QString books;            ///< "books": which ended there
    qint64 backupAtUtcMs = 0; ///< "backup_at": the latest moment that the backup knew of
    qint64 lastTransfer = 0;  ///< "last_transfer": the ledger's end in the backup
};
[[nodiscard]] std::optional<Ended> endedBooks(const QString& changed);

/// All that had to be looked at has been. Nothing where it is not being looked at.
[[nodiscard]] Status finishLooking(storage::Database& database, qint64 nowUtcMs);

struct Confirmation {
    QString operatorName;
    QString reason;  ///< 1 to 500 characters
    QString figures; ///< what the person saw, for the audit log
    bool withoutLooking = false;
};
/// What was confirmed, as the audit log has it.
struct Confirmed {
    QString action;
    QString subject;
    QString detail;
};
/// In the caller's write transaction; who may is asked there. Errors: not_recovering, invalid_reason,
/// still_looking.
[[nodiscard]] Result<Confirmed> confirm(
    storage::Database& database, const Confirmation& confirmation, qint64 nowUtcMs);

} // namespace zhangfang::recovery
