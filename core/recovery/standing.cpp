#include "recovery/standing.h"

#include "access/audit.h"
#include "base/calendar.h"
#include "base/json.h"
#include "base/plain_text.h"
#include "recovery/findings.h"
#include "shop/tasks.h"

namespace zhangfang::recovery
{
namespace
{

constexpr std::pair<State, const char*> kStates[] = {{State::none, "none"}, {State::looking, "looking"},
    {State::waiting, "waiting"}, {State::confirmed, "confirmed"}};
constexpr int kLongestReason = 500;

QString taskSubject()
{
    return QStringLiteral("books");
}
QString taskCode()
{
    return QStringLiteral("books_restored");
}

Status refuse()
{
    return base::refused("recovering",
        QStringLiteral("The books were put back from a backup. Until what happened since has been looked at "
                       "and the owner has confirmed it, nothing is sent and nothing approved."));
}

/// The state is asked on every decision; the rest only by people.
Result<std::pair<bool, qint64>> recoveringSince(storage::Database& database)
{
    ZF_ASSIGN(auto rows, database.query("SELECT state, since FROM recovery WHERE id = 1"));
    if (!rows.next())
        return base::damaged("damaged", QStringLiteral("The books do not say whether they were put back."));
    const QString state = rows.text(0);
    return std::pair(state == QLatin1String("looking") || state == QLatin1String("waiting"), rows.number(1));
}

constexpr auto kBooksKey = "books";
constexpr auto kBackupKey = "backup_at";
constexpr auto kLastTransferKey = "last_transfer";

QString asJson(const Ended& ended)
{
    return QString::fromUtf8(base::toCompactJson(
        {{QLatin1String(kBooksKey), ended.books}, {QLatin1String(kBackupKey), ended.backupAtUtcMs},
            {QLatin1String(kLastTransferKey), ended.lastTransfer}}));
}

Result<qint64> lastTransfer(storage::Database& database)
{
    ZF_ASSIGN(auto rows, database.query("SELECT transfer_id FROM ledger_head WHERE id = 1"));
    return rows.next() ? rows.number(0) : 0;
}

} // namespace

std::optional<Ended> endedBooks(const QString& changed)
{
    const auto written = base::parseJsonObject(changed.toUtf8());
    if (!written)
        return std::nullopt;
    const base::JsonFields fields(*written);
    const auto books = fields.text(kBooksKey);
    const auto backupAt = fields.integer(kBackupKey);
    const auto transfer = fields.integer(kLastTransferKey);
    if (!books || !backupAt || !transfer)
        return std::nullopt;
    return Ended{*books, *backupAt, *transfer};
}

Result<qint64> latestKnown(storage::Database& database)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT COALESCE(MAX(at), 0) FROM ("
                       "SELECT (SELECT posted_at FROM transfers ORDER BY id DESC LIMIT 1) AS at UNION ALL "
                       "SELECT (SELECT at FROM order_events ORDER BY id DESC LIMIT 1) UNION ALL "
                       "SELECT (SELECT at FROM payout_events ORDER BY id DESC LIMIT 1) UNION ALL "
                       "SELECT (SELECT at FROM refund_events ORDER BY id DESC LIMIT 1) UNION ALL "
                       "SELECT (SELECT at FROM audit ORDER BY id DESC LIMIT 1) UNION ALL "
                       "SELECT (SELECT created_at FROM orders ORDER BY id DESC LIMIT 1) UNION ALL "
                       "SELECT (SELECT beat_at FROM engine_status WHERE id = 1)) AS latest"));
    return rows.next() ? rows.number(0) : 0;
}

QString toText(State state)
{
    for (const auto& [known, name] : kStates) {
        if (known == state)
            return QString::fromLatin1(name);
    }
    return QStringLiteral("looking");
}

Result<Standing> standing(storage::Database& database)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT books, round, state, cause, source, actor, since, backup_at, listed, "
                       "confirmed_at, confirmed_by, reason FROM recovery WHERE id = 1"));
    if (!rows.next())
        return base::damaged("damaged", QStringLiteral("The books do not say whether they were put back."));
    Standing now;
    now.books = rows.text(0);
    now.round = rows.number(1);
    for (const auto& [state, name] : kStates) {
        if (rows.text(2) == QLatin1String(name))
            now.state = state;
    }
    now.cause = rows.text(3);
    now.source = rows.text(4);
    now.actor = rows.text(5);
    now.sinceUtcMs = rows.number(6);
    now.backupAtUtcMs = rows.number(7);
    now.listed = rows.number(8) != 0;
    now.confirmedAtUtcMs = rows.number(9);
    now.confirmedBy = rows.text(10);
    now.reason = rows.text(11);
    return now;
}

Status mayAct(storage::Database& database)
{
    ZF_ASSIGN(const auto recovering, recoveringSince(database));
    return recovering.first ? refuse() : Status{};
}

Status mayActOn(storage::Database& database, qint64 createdAtUtcMs)
{
    ZF_ASSIGN(const auto recovering, recoveringSince(database));
    return recovering.first && createdAtUtcMs < recovering.second ? refuse() : Status{};
}

Status begin(storage::Database& database, const PutBack& why, base::RandomSource& random, qint64 nowUtcMs)
{
    ZF_ASSIGN(const qint64 backupAt, latestKnown(database));
    ZF_ASSIGN(const qint64 transfer, lastTransfer(database));
    ZF_ASSIGN(const Standing before, standing(database));
    ZF_TRY(database.execute(
        "UPDATE recovery SET books = :books, round = round + 1, state = 'looking', cause = :cause, "
        "source = :source, actor = :actor, since = :now, backup_at = :backup, listed = 0, confirmed_at = 0, "
        "confirmed_by = '', reason = '' WHERE id = 1",
        {{":books", QString::fromLatin1(random.token(24))}, {":cause", QString::fromLatin1(why.cause)},
            {":source", why.source}, {":actor", why.actor}, {":now", nowUtcMs}, {":backup", backupAt}}));
    ZF_TRY(access::record(database, nowUtcMs,
        {.actor = why.actor,
            .command = QStringLiteral("books.restored"),
            .subject = QString::fromLatin1(why.cause),
            .detail = QStringLiteral("%1; they end at %2").arg(why.source, base::toRfc3339(backupAt)),
            .changed = asJson({before.books, backupAt, transfer})}));
    // At once: whatever asks WeChat in its own time may bring the books up to date before they are looked at,
    // and what was different would then never be told.
    ZF_TRY(listWhatToLookAt(database, nowUtcMs));
    return shop::raiseTask(database, taskSubject(), taskCode(),
        QStringLiteral("The books were put back from a backup (%1). Nothing is sent until you have looked at "
                       "what happened since and confirmed it: recovery status, recovery confirm.")
            .arg(why.source),
        nowUtcMs);
}

Status finishLooking(storage::Database& database, qint64 nowUtcMs)
{
    ZF_ASSIGN(const qint64 changed,
        database.execute("UPDATE recovery SET state = 'waiting' WHERE id = 1 AND state = 'looking' "
                         "AND listed = 1 AND NOT EXISTS (SELECT 1 FROM recovery_findings f "
                         "WHERE f.round = recovery.round AND f.looked_at IS NULL)"));
    if (changed == 0)
        return {};
    return access::recordAudit(database, nowUtcMs, QStringLiteral("system"),
        QStringLiteral("recovery.looked"), QStringLiteral("books"), {});
}

Result<Confirmed> confirm(storage::Database& database, const Confirmation& confirmation, qint64 nowUtcMs)
{
    if (!base::isSentence(confirmation.reason, kLongestReason))
        return base::invalid("invalid_reason",
            QStringLiteral("The reason must have 1 to %1 characters, and no line ends.").arg(kLongestReason));
    ZF_ASSIGN(const Standing now, standing(database));
    if (!now.isRecovering())
        return base::refused(
            "not_recovering", QStringLiteral("These books were not put back, or that has been confirmed."));
    if (now.state == State::looking && !confirmation.withoutLooking)
        return base::refused("still_looking",
            QStringLiteral("WeChat has not been asked about everything yet; see recovery status."));
    ZF_TRY(
        database.execute("UPDATE recovery SET state = 'confirmed', confirmed_at = :now, confirmed_by = :by, "
                         "reason = :reason WHERE id = 1",
            {{":now", nowUtcMs}, {":by", confirmation.operatorName}, {":reason", confirmation.reason}}));
    ZF_TRY(shop::settleTask(database, taskSubject(), taskCode(), nowUtcMs));
    return Confirmed{now.state == State::looking ? QStringLiteral("recovery.confirmed_without_looking")
                                                 : QStringLiteral("recovery.confirmed"),
        now.source, QStringLiteral("%1; %2").arg(confirmation.reason, confirmation.figures)};
}

} // namespace zhangfang::recovery
