#include "access/audit.h"

#include "crypto/crypto.h"
#include "storage/stored_text.h"

#include <algorithm>
#include <array>
#include <QStringList>

namespace zhangfang::access
{
namespace
{

/// How entries are hashed; every entry says by which of them it was.
constexpr qint64 kSideBySide = 1;
constexpr qint64 kByLength = 2;
constexpr qint64 kWholeCommand = 3;
constexpr qint64 kProgressEvery = 10'000;

/// An entry in the chain.
struct Link {
    qint64 id = 0;
    qint64 atUtcMs = 0;
    AuditEntry entry;
    qint64 form = kWholeCommand;

    /// What every form hashes.
    [[nodiscard]] std::array<const QString*, 4> basic() const
    {
        return {&entry.actor, &entry.command, &entry.subject, &entry.detail};
    }
    /// What only the latest knows.
    [[nodiscard]] std::array<const QString*, 7> added() const
    {
        return {&entry.actorKind, &entry.role, &entry.face, &entry.machine, &entry.input, &entry.key,
            &entry.changed};
    }
};

QString hashOf(const Link& link, const QString& previous)
{
    if (link.form == kSideBySide) {
        QStringList parts{previous, QString::number(link.atUtcMs)};
        for (const QString* field : link.basic())
            parts << *field;
        return QString::fromLatin1(crypto::sha256(parts.join(QLatin1Char('\x1f')).toUtf8()).toHex());
    }
    QByteArray bytes(link.form == kByLength ? "audit 2\n" : "audit 3\n");
    bytes.reserve(512);
    const auto number = [&bytes](qint64 value) { bytes += QByteArray::number(value) + '\n'; };
    const auto text = [&](const QString& value) {
        const QByteArray utf8 = value.toUtf8();
        bytes += QByteArray::number(utf8.size()) + ':' + utf8 + '\n';
    };
    text(previous);
    number(link.id);
    number(link.atUtcMs);
    for (const QString* field : link.basic())
        text(*field);
    if (link.form >= kWholeCommand) {
        for (const QString* field : link.added())
            text(*field);
    }
    return QString::fromLatin1(crypto::sha256(bytes).toHex());
}

struct Head {
    qint64 id = 0;
    QString hash;
};

Result<Head> head(storage::Database& database)
{
    ZF_ASSIGN(auto rows, database.query("SELECT audit_id, hash FROM audit_head WHERE id = 1"));
    if (!rows.next())
        return base::damaged("damaged", QStringLiteral("The audit log does not say where it ends."));
    return Head{rows.number(0), rows.text(1)};
}

} // namespace

Result<AuditId> record(storage::Database& database, qint64 nowUtcMs, const AuditEntry& given)
{
    AuditEntry entry = given;
    for (QString* text : {&entry.actorKind, &entry.actor, &entry.role, &entry.face, &entry.machine,
             &entry.command, &entry.subject, &entry.detail, &entry.input, &entry.key, &entry.changed})
        *text = storage::asStored(*text);
    ZF_ASSIGN(const Head last, head(database));
    const Link link{last.id + 1, nowUtcMs, entry};
    const QString hash = hashOf(link, last.hash);
    ZF_TRY(database.execute(
        "INSERT INTO audit (id, at, actor_kind, actor, role, face, machine, action, subject, detail, input, "
        "act_key, changed, form, hash) VALUES (:id, :at, :kind, :actor, :role, :face, :machine, :action, "
        ":subject, :detail, :input, :key, :changed, :form, :hash)",
        {{":id", link.id}, {":at", nowUtcMs}, {":kind", entry.actorKind}, {":actor", entry.actor},
            {":role", entry.role}, {":face", entry.face}, {":machine", entry.machine},
            {":action", entry.command}, {":subject", entry.subject}, {":detail", entry.detail},
            {":input", entry.input}, {":key", entry.key}, {":changed", entry.changed}, {":form", link.form},
            {":hash", hash}}));
    ZF_TRY(database.execute("UPDATE audit_head SET audit_id = :id, hash = :hash WHERE id = 1",
        {{":id", link.id}, {":hash", hash}}));
    return AuditId(link.id);
}

Status recordAudit(storage::Database& database, qint64 nowUtcMs, const QString& actor, const QString& action,
    const QString& subject, const QString& detail)
{
    return record(
        database, nowUtcMs, {.actor = actor, .command = action, .subject = subject, .detail = detail})
        .map([](AuditId) {});
}

Result<AuditId> nextAuditId(storage::Database& database)
{
    ZF_ASSIGN(const Head last, head(database));
    return AuditId(last.id + 1);
}

QString causeOf(AuditId entry)
{
    return QStringLiteral("audit:") + entry.toString();
}

Result<storage::Because> becauseOfNextEntry(storage::Database& database)
{
    ZF_ASSIGN(const AuditId next, nextAuditId(database));
    return storage::Because(database, causeOf(next));
}

Result<AuditProof> verifyAudit(
    storage::Database& database, const std::function<ledger::Continue(qint64)>& progress)
{
    AuditProof proof;
    const auto differ = [&proof](const QString& what) {
        if (proof.ok())
            proof.firstDifference = what;
    };
    ZF_ASSIGN(const Head end, head(database));
    Head last;
    qint64 formBefore = kSideBySide;
    {
        ZF_ASSIGN(auto rows,
            database.query(
                "SELECT id, at, actor_kind, actor, role, face, machine, action, subject, detail, input, "
                "act_key, changed, form, hash FROM audit ORDER BY id"));
        while (rows.next()) {
            const Link link{rows.number(0), rows.number(1),
                {.actorKind = rows.text(2),
                    .actor = rows.text(3),
                    .role = rows.text(4),
                    .face = rows.text(5),
                    .machine = rows.text(6),
                    .command = rows.text(7),
                    .subject = rows.text(8),
                    .detail = rows.text(9),
                    .input = rows.text(10),
                    .key = rows.text(11),
                    .changed = rows.text(12)},
                rows.number(13)};
            const qint64 form = link.form;
            const QString hash = rows.text(14);
            const auto added = link.added();
            const bool hasMore =
                form < kWholeCommand && std::any_of(added.begin(), added.end(),
                                            [](const QString* field) { return !field->isEmpty(); });
            // The form of hashing only ever gets better: an entry that says otherwise was put there.
            if (form < formBefore || form > kWholeCommand)
                differ(QStringLiteral("entry %1 is in a form that none of its time has").arg(link.id));
            else if (form >= kByLength && link.id != last.id + 1)
                differ(QStringLiteral("entry %1 is missing").arg(last.id + 1));
            else if (hasMore || hashOf(link, last.hash) != hash)
                differ(
                    QStringLiteral("entry %1 (%2) was changed after it was written, or one before it is gone")
                        .arg(link.id)
                        .arg(link.entry.command));
            formBefore = std::max(formBefore, form);
            last = {link.id, hash};
            if (++proof.entries % kProgressEvery == 0 && progress &&
                progress(proof.entries) == ledger::Continue::no)
                return base::refused("cancelled", QStringLiteral("The check was cancelled."));
        }
    }
    if (last.id != end.id || last.hash != end.hash)
        differ(QStringLiteral(
            "the last entries are missing or changed: the log does not end where it was left"));
    return proof;
}

} // namespace zhangfang::access
