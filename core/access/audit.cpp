#include "access/audit.h"

#include "crypto/crypto.h"

#include <QStringList>

namespace zhangfang::access
{
namespace
{

/// How entries are hashed; every entry says by which of them it was.
constexpr qint64 kSideBySide = 1;
constexpr qint64 kByLength = 2;
constexpr qint64 kProgressEvery = 10'000;

struct Entry {
    qint64 id = 0;
    qint64 atUtcMs = 0;
    QString actor, action, subject, detail;
};

/// As the database gives it back: SQLite drops a mark of byte order at the beginning, and reads halves of
/// characters and what is no character as U+FFFD. Source: https://www.sqlite.org/src/file/src/utf.c.
QString asStored(const QString& text)
{
    QString stored = QString::fromUtf8(text.toUtf8());
    while (
        stored.startsWith(QChar(QChar::ByteOrderMark)) || stored.startsWith(QChar(QChar::ByteOrderSwapped)))
        stored.remove(0, 1);
    for (const char16_t none : {u'\ufffe', u'\uffff'})
        stored.replace(QChar(none), QChar(QChar::ReplacementCharacter));
    return stored;
}

QString hashOf(const Entry& entry, const QString& previous, qint64 form)
{
    if (form == kSideBySide) {
        const QStringList parts{
            previous, QString::number(entry.atUtcMs), entry.actor, entry.action, entry.subject, entry.detail};
        return QString::fromLatin1(crypto::sha256(parts.join(QLatin1Char('\x1f')).toUtf8()).toHex());
    }
    QByteArray bytes("audit 2\n");
    bytes.reserve(512);
    const auto number = [&bytes](qint64 value) { bytes += QByteArray::number(value) + '\n'; };
    const auto text = [&](const QString& value) {
        const QByteArray utf8 = value.toUtf8();
        bytes += QByteArray::number(utf8.size()) + ':' + utf8 + '\n';
    };
    text(previous);
    number(entry.id);
    number(entry.atUtcMs);
    for (const QString* field : {&entry.actor, &entry.action, &entry.subject, &entry.detail})
        text(*field);
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

Status recordAudit(storage::Database& database, qint64 nowUtcMs, const QString& actor, const QString& action,
    const QString& subject, const QString& detail)
{
    ZF_ASSIGN(const Head last, head(database));
    const Entry entry{
        last.id + 1, nowUtcMs, asStored(actor), asStored(action), asStored(subject), asStored(detail)};
    const QString hash = hashOf(entry, last.hash, kByLength);
    ZF_TRY(database.execute("INSERT INTO audit (id, at, actor, action, subject, detail, form, hash) "
                            "VALUES (:id, :at, :actor, :action, :subject, :detail, :form, :hash)",
        {{":id", entry.id}, {":at", entry.atUtcMs}, {":actor", entry.actor}, {":action", entry.action},
            {":subject", entry.subject}, {":detail", entry.detail}, {":form", kByLength}, {":hash", hash}}));
    ZF_TRY(database.execute("UPDATE audit_head SET audit_id = :id, hash = :hash WHERE id = 1",
        {{":id", entry.id}, {":hash", hash}}));
    return {};
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
                "SELECT id, at, actor, action, subject, detail, form, hash FROM audit ORDER BY id"));
        while (rows.next()) {
            const Entry entry{
                rows.number(0), rows.number(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5)};
            const qint64 form = rows.number(6);
            const QString hash = rows.text(7);
            // The form of hashing only ever gets better: an entry that says otherwise was put there.
            if (form < formBefore || form > kByLength)
                differ(QStringLiteral("entry %1 is in a form that none of its time has").arg(entry.id));
            else if (form == kByLength && entry.id != last.id + 1)
                differ(QStringLiteral("entry %1 is missing").arg(last.id + 1));
            else if (hashOf(entry, last.hash, form) != hash)
                differ(
                    QStringLiteral("entry %1 (%2) was changed after it was written, or one before it is gone")
                        .arg(entry.id)
                        .arg(entry.action));
            formBefore = std::max(formBefore, form);
            last = {entry.id, hash};
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
