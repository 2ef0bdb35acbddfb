#include "recovery/mark.h"

#include "base/json.h"
#include "base/rights.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace zhangfang::recovery
{
namespace
{

constexpr qint64 kLargestMark = 4096;

QString markIn(const QString& folder)
{
    return QDir(folder).filePath(QStringLiteral("books.mark"));
}

/// Why these are not the books that were marked, or not all of them; empty: they go on from there.
Result<std::optional<PutBack>> difference(storage::Database& database, const Head& now, const Head& mark)
{
    const QString system = QStringLiteral("system");
    if (now.books != mark.books)
        return PutBack{
            "other_books", QStringLiteral("the database file is not the one that was here"), system};
    if (isShorter(now, mark))
        return PutBack{"older_books",
            QStringLiteral("the database file ends at transfer %1, and had %2")
                .arg(now.transfer)
                .arg(mark.transfer),
            system};
    if (mark.transfer == 0)
        return std::nullopt;
    ZF_ASSIGN(
        auto rows, database.query("SELECT hash FROM transfers WHERE id = :id", {{":id", mark.transfer}}));
    if (rows.next() && rows.text(0) == mark.hash)
        return std::nullopt;
    return PutBack{"older_books",
        QStringLiteral("transfer %1 in the database file is another than was here").arg(mark.transfer),
        system};
}

} // namespace

Result<Head> head(storage::Database& database)
{
    ZF_ASSIGN(auto rows, database.query("SELECT r.books, h.transfer_id, h.hash, "
                                        "COALESCE((SELECT MAX(id) FROM order_events), 0), "
                                        "COALESCE((SELECT MAX(id) FROM payout_events), 0), "
                                        "COALESCE((SELECT MAX(id) FROM refund_events), 0), "
                                        "COALESCE((SELECT MAX(id) FROM audit), 0) "
                                        "FROM recovery r, ledger_head h WHERE r.id = 1 AND h.id = 1"));
    if (!rows.next())
        return base::damaged("damaged", QStringLiteral("The books do not say how far they go."));
    return Head{rows.text(0), rows.number(1), rows.text(2), rows.number(3), rows.number(4), rows.number(5),
        rows.number(6)};
}

bool isShorter(const Head& now, const Head& before)
{
    return now.transfer < before.transfer || now.orderEvent < before.orderEvent ||
           now.payoutEvent < before.payoutEvent || now.refundEvent < before.refundEvent ||
           now.auditEntry < before.auditEntry;
}

Result<std::optional<Head>> readMark(const QString& folder)
{
    QFile file(markIn(folder));
    if (!file.exists())
        return std::optional<Head>();
    if (!file.open(QIODevice::ReadOnly))
        return base::unavailable(
            "disk_error", QStringLiteral("%1 cannot be read: %2.").arg(file.fileName(), file.errorString()));
    const auto read = [](const base::JsonFields& fields) -> Result<Head> {
        Head head;
        ZF_ASSIGN(head.books, fields.text("books"));
        ZF_ASSIGN(head.transfer, fields.integer("transfer"));
        ZF_ASSIGN(head.hash, fields.optionalText("hash"));
        ZF_ASSIGN(head.orderEvent, fields.integer("order_event"));
        ZF_ASSIGN(head.payoutEvent, fields.integer("payout_event"));
        ZF_ASSIGN(head.refundEvent, fields.integer("refund_event"));
        ZF_ASSIGN(head.auditEntry, fields.integer("audit_entry"));
        return head;
    };
    const auto json = base::parseJsonObject(file.read(kLargestMark));
    const auto head = json ? read(base::JsonFields(*json)) : Result<Head>(tl::unexpected(json.error()));
    if (!head)
        return base::damaged("damaged",
            QStringLiteral("%1, which tells how far the books had come, is damaged").arg(file.fileName()));
    return std::optional<Head>(*head);
}

Status writeMark(const QString& folder, const Head& head)
{
    const QByteArray bytes = base::toCompactJson({{QStringLiteral("books"), head.books},
        {QStringLiteral("transfer"), head.transfer}, {QStringLiteral("hash"), head.hash},
        {QStringLiteral("order_event"), head.orderEvent}, {QStringLiteral("payout_event"), head.payoutEvent},
        {QStringLiteral("refund_event"), head.refundEvent},
        {QStringLiteral("audit_entry"), head.auditEntry}});
    QSaveFile file(
        markIn(folder)); // whole or not at all, and on the disk before it takes the old one's place
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(base::rightsOfFilesIn(folder)) ||
        file.write(bytes) != bytes.size() || !file.commit())
        return base::unavailable("disk_error",
            QStringLiteral("%1 cannot be written: %2.").arg(file.fileName(), file.errorString()));
    return {};
}

Status nameBooks(storage::Database& database, const QString& folder, base::RandomSource& random)
{
    ZF_ASSIGN(Head now, head(database));
    if (!now.books.isEmpty())
        return {};
    ZF_ASSIGN(const auto mark, readMark(folder));
    now.books = mark ? mark->books : QString::fromLatin1(random.token(24));
    if (!mark)
        ZF_TRY(writeMark(folder, now));
    return database.execute("UPDATE recovery SET books = :books WHERE id = 1", {{":books", now.books}})
        .map([](qint64) {});
}

Status compare(
    storage::Database& database, const QString& folder, base::RandomSource& random, qint64 nowUtcMs)
{
    ZF_ASSIGN(const Standing current, standing(database));
    if (current.isRecovering())
        return {};
    const auto mark = readMark(folder);
    // Nobody knows any more how far the books had come: they may be older.
    if (!mark && mark.error().kind == base::ErrorKind::damaged)
        return begin(
            database, {"other_books", mark.error().message, QStringLiteral("system")}, random, nowUtcMs);
    ZF_TRY(mark);
    ZF_ASSIGN(Head now, head(database));
    if (!*mark) {
        if (now.books.isEmpty()) // nobody has worked on them yet
            return {};
        return begin(database,
            {"other_books", QStringLiteral("the database file was worked on elsewhere"),
                QStringLiteral("system")},
            random, nowUtcMs);
    }
    if (now.books.isEmpty()) // they were about to be named so
        now.books = (*mark)->books;
    ZF_ASSIGN(const auto why, difference(database, now, **mark));
    return why ? begin(database, *why, random, nowUtcMs) : Status{};
}

} // namespace zhangfang::recovery
