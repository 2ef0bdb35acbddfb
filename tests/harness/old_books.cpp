#include "harness/old_books.h"

#include "recovery/mark.h"
#include "storage/database.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>

namespace zhangfang::harness
{

using storage::Database;

namespace
{

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return file.readAll();
}

QString sha256(const QByteArray& bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

/// SQL as it stands in a file, without its comments.
QString script(const QString& path)
{
    static const QRegularExpression kComments(QStringLiteral("--[^\n]*"));
    return QString::fromUtf8(contentOf(path)).remove(kComments);
}

void must(const QString& error)
{
    if (!error.isEmpty())
        qFatal("%s", qPrintable(error));
}
void must(const base::Status& done)
{
    if (!done)
        qFatal("%s", qPrintable(done.error().describe()));
}

struct Entry {
    const char* account;
    qint64 fen;
};
struct Transfer {
    int since; ///< the schema it is first found in
    const char* key;
    const char* kind;
    std::vector<Entry> entries;
};

constexpr auto kBasic = "assets:wechat:basic";
constexpr auto kUnsettled = "assets:wechat:unsettled";
constexpr auto kAlice = "liabilities:user:1:available";
constexpr auto kAliceHeld = "liabilities:user:1:held";
constexpr auto kBob = "liabilities:user:2:available";
constexpr auto kBobHeld = "liabilities:user:2:held";

/// What happened to the rows of tests/data/books, as the ledger has it.
std::vector<Transfer> transfers()
{
    std::vector<Transfer> all{
        {1, "move:1", "move", {{kBasic, 100'000}, {"equity:owner", -100'000}}},
        {1, "move:2", "move", {{"assets:wechat:operation", 5'000}, {kBasic, -5'000}}},
        {1, "payment:4200000001", "payment", {{kUnsettled, 50'000}, {kAlice, -50'000}}},
        {1, "payment:4200000002", "payment", {{kUnsettled, 8'800}, {"income:sales", -8'800}}},
        {1, "payment:4200000003", "payment", {{kUnsettled, 1'200}, {"income:sales", -1'200}}},
        {1, "settle:4200000001", "settle", {{kBasic, 50'000}, {kUnsettled, -50'000}}},
        {1, "settle:4200000002", "settle", {{kBasic, 8'800}, {kUnsettled, -8'800}}},
        {1, "credit:1", "credit", {{"expenses:rewards", 30'000}, {kBob, -30'000}}},
        {1, "hold:1", "hold", {{kAlice, 1'000}, {kAliceHeld, -1'000}}},
        {1, "hold:2", "hold", {{kAlice, 1'000}, {kAliceHeld, -1'000}}},
        {1, "hold:3", "hold", {{kAlice, 1'000}, {kAliceHeld, -1'000}}},
        {1, "hold:4", "hold", {{kAlice, 1'000}, {kAliceHeld, -1'000}}},
        {1, "hold:5", "hold", {{kAlice, 1'000}, {kAliceHeld, -1'000}}},
        {1, "hold:6", "hold", {{kAlice, 1'000}, {kAliceHeld, -1'000}}},
        {1, "hold:7", "hold", {{kBob, 1'000}, {kBobHeld, -1'000}}},
        {1, "hold:8", "hold", {{kBob, 1'000}, {kBobHeld, -1'000}}},
        {1, "hold:9", "hold", {{kBob, 1'000}, {kBobHeld, -1'000}}},
        {1, "hold:10", "hold", {{kBob, 1'000}, {kBobHeld, -1'000}}},
        {1, "hold:11", "hold", {{kAlice, 1'000}, {kAliceHeld, -1'000}}},
        {1, "payout:7", "payout", {{kBobHeld, 1'000}, {kBasic, -1'000}}},
        {1, "release:8", "release", {{kBobHeld, 1'000}, {kBob, -1'000}}},
        {1, "release:9", "release", {{kBobHeld, 1'000}, {kBob, -1'000}}},
        {1, "release:10", "release", {{kBobHeld, 1'000}, {kBob, -1'000}}},
        {3, "payment:4200000007", "payment", {{kUnsettled, 600}, {"income:sales", -600}}},
        {3, "settle:4200000007", "settle", {{kBasic, 600}, {kUnsettled, -600}}},
        {3, "refund:R-OK", "refund", {{"income:sales", 800}, {kBasic, -800}}},
        {3, "refund-hold:R-HELD", "hold", {{kAlice, 5'000}, {kAliceHeld, -5'000}}},
        {3, "refund:R-ELSEWHERE", "refund", {{kAlice, 700}, {kBasic, -700}}},
        {3, "refund:R-ALL", "refund", {{"income:sales", 600}, {kBasic, -600}}},
        {3, "payment:4200000011", "payment", {{kUnsettled, 300}, {"income:sales", -300}}},
        {3, "settle:4200000011", "settle", {{kBasic, 300}, {kUnsettled, -300}}},
        {3, "payment:4200000012", "payment", {{kUnsettled, 400}, {"income:sales", -400}}},
        {3, "settle:4200000012", "settle", {{kBasic, 400}, {kUnsettled, -400}}},
        {3, "payment:4200000013", "payment", {{kUnsettled, 500}, {"income:sales", -500}}},
        {3, "settle:4200000013", "settle", {{kBasic, 500}, {kUnsettled, -500}}},
        {3, "payment:4200000014", "payment", {{kUnsettled, 900}, {"income:sales", -900}}},
        {3, "settle:4200000014", "settle", {{kBasic, 900}, {kUnsettled, -900}}},
        {5, "payment:4200000008", "payment",
            {{kUnsettled, 9'443}, {"expenses:wechat-fee", 57}, {"expenses:coupons", 1'500},
                {"income:sales", -10'000}, {"assets:wechat:coupons-prefunded", -1'000}}},
        {5, "settle:4200000008", "settle", {{kBasic, 9'443}, {kUnsettled, -9'443}}},
    };
    return all;
}

} // namespace

QStringList schemaSteps()
{
    return QDir(QStringLiteral(":/migrations")).entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
}

Look::Look(const QString& file)
    : database_(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("look")))
{
    database_.setDatabaseName(file);
    if (!database_.open())
        qFatal("%s cannot be opened", qPrintable(file));
}

Look::~Look()
{
    database_ = {};
    QSqlDatabase::removeDatabase(QStringLiteral("look"));
}

QString Look::run(const QString& sql, const QVariantList& values) const
{
    QSqlQuery query(database_);
    query.prepare(sql);
    for (const QVariant& value : values)
        query.addBindValue(value);
    return query.exec() ? QString() : query.lastError().text() + QStringLiteral(" in ") + sql;
}

QVariantList Look::column(const QString& sql) const
{
    QVariantList values;
    for (QSqlQuery query(sql, database_); query.next();)
        values << query.value(0);
    return values;
}

QStringList Look::tables() const
{
    QStringList names;
    for (const QVariant& name : column(QStringLiteral(
             "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name <> "
             "'schema_migrations' AND name NOT LIKE 'sqlite_%' ORDER BY name")))
        names << name.toString();
    return names;
}

QMap<QString, QVariantList> Look::content() const
{
    QMap<QString, QVariantList> all;
    for (const QString& table : tables()) {
        QSqlQuery query(QStringLiteral("SELECT * FROM %1 ORDER BY rowid").arg(table), database_);
        while (query.next()) {
            for (int i = 0; i < query.record().count(); ++i)
                all[table + QLatin1Char('.') + query.record().fieldName(i)] << query.value(i);
        }
    }
    return all;
}

OldBooks::OldBooks(int schema) : schema_(schema)
{
    if (!temp_.isValid())
        qFatal("there is no place for the books");
    // Step 18 puts what stood in rows of payouts and refunds elsewhere: rows of before are moved by it.
    const int rows = std::min(schema, kBeforeErrands);
    bring(1, rows);
    {
        const Look look(file());
        must(look.run(QStringLiteral("BEGIN")));
        fill(look, 0, rows);
        must(look.run(QStringLiteral("COMMIT")));
    }
    bring(rows + 1, schema);
    const Look look(file());
    must(look.run(QStringLiteral("BEGIN")));
    if (schema > rows)
        fill(look, rows + 1, schema);
    post(look);
    audit(look);
    must(look.run(QStringLiteral("COMMIT")));
    before_ = look.content();
    tables_ = look.tables();
    if (schema >= 7)
        mark();
}

/// The schema, by the real steps.
void OldBooks::bring(int from, int to) const
{
    if (from > to)
        return;
    const auto database = Database::open(file(), Database::Access::readWrite);
    if (!database)
        qFatal("%s", qPrintable(database.error().describe()));
    must((*database)->begin());
    if (from == 1)
        must((*database)->executeScript(QStringLiteral(
            "CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY, checksum TEXT NOT NULL)")));
    const QStringList names = schemaSteps();
    for (int step = from; step <= to; ++step) {
        const QString path = QStringLiteral(":/migrations/") + names[step - 1];
        must((*database)->executeScript((*database)->dialect().expand(script(path))));
        must((*database)->executeScript(QStringLiteral("INSERT INTO schema_migrations VALUES (%1, '%2')")
                                            .arg(step)
                                            .arg(sha256(contentOf(path)))));
    }
    must((*database)->commit());
}

void OldBooks::fill(const Look& look, int least, int schema) const
{
    const QDir folder(QStringLiteral(ZHANGFANG_TEST_DATA "/books"));
    QStringList names = folder.entryList({QStringLiteral("*.sql")}, QDir::Files);
    std::sort(names.begin(), names.end(), [](const QString& a, const QString& b) {
        return QFileInfo(a).completeBaseName() < QFileInfo(b).completeBaseName();
    });
    for (const QString& name : names) {
        const int from = name.left(4).toInt();
        const int to = name.size() > 8 ? name.mid(5, 4).toInt() : schema;
        if (from < least || schema < from || schema > to)
            continue;
        for (const QString& statement :
            script(folder.filePath(name)).split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
            if (!statement.trimmed().isEmpty())
                must(look.run(statement.trimmed()));
        }
    }
}

/// The ledger's chain, in the form of those days.
void OldBooks::post(const Look& look) const
{
    const qint64 at = 1'700'000'000'000;
    const bool withCause = schema_ >= 15;
    QString last = QStringLiteral(""); // empty, and not NULL
    qint64 id = 0;
    for (const Transfer& transfer : transfers()) {
        if (transfer.since > schema_)
            continue;
        ++id;
        QByteArray form = withCause ? "transfer 2\n" : "";
        form += last.toLatin1() + '\n';
        for (const qint64 number : {id, at + id, at + id})
            form += QByteArray::number(number) + '\n';
        const auto text = [&form](const QByteArray& value) {
            form += QByteArray::number(value.size()) + ':' + value + '\n';
        };
        text(transfer.key);
        text(transfer.kind);
        text("茶");
        if (withCause) {
            text("system");
            form += QByteArray::number(transfer.entries.size()) + '\n';
        }
        for (const Entry& entry : transfer.entries) {
            text(entry.account);
            form += QByteArray::number(entry.fen) + '\n';
        }
        const QString hash = sha256(form);
        must(look.run(QStringLiteral("INSERT INTO transfers (id, key, kind, description, occurred_at, "
                                     "posted_at, previous_hash, hash%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?%2)")
                          .arg(withCause ? QStringLiteral(", cause, form") : QString(),
                              withCause ? QStringLiteral(", 'system', 2") : QString()),
            {id, QLatin1String(transfer.key), QLatin1String(transfer.kind), QStringLiteral("茶"), at + id,
                at + id, last, hash}));
        int line = 0;
        for (const Entry& entry : transfer.entries) {
            const QString path = QString::fromLatin1(entry.account);
            must(look.run(QStringLiteral("INSERT INTO accounts (path, guarded, balance_fen) VALUES (?, "
                                         "?, 0) ON CONFLICT (path) DO NOTHING"),
                {path, path.startsWith(QLatin1String("liabilities:user:")) ? 1 : 0}));
            must(look.run(QStringLiteral("UPDATE accounts SET balance_fen = balance_fen + ? WHERE path = ?"),
                {entry.fen, path}));
            must(look.run(QStringLiteral("INSERT INTO entries (transfer_id, line, account_id, "
                                         "amount_fen) SELECT ?, ?, id, ? FROM accounts WHERE path = ?"),
                {id, line++, entry.fen, path}));
        }
        last = hash;
    }
    must(look.run(QStringLiteral("UPDATE ledger_head SET transfer_id = ?, hash = ?"), {id, last}));
    if (schema_ >= 5)
        must(look.run(QStringLiteral("UPDATE sums SET fen = (SELECT -SUM(balance_fen) FROM accounts "
                                     "WHERE guarded = 1) WHERE name = 'owed'")));
}

/// The audit log, in the form of those days.
void OldBooks::audit(const Look& look) const
{
    const bool byLength = schema_ >= 13;
    const bool wholeCommand = schema_ >= 15;
    QString last;
    qint64 id = 0;
    for (const QString& action : {QStringLiteral("operator.added"), QStringLiteral("setting.changed")}) {
        ++id;
        const qint64 at = 1'700'000'000'000 + id;
        const QStringList fields{
            QStringLiteral("mei"), action, QStringLiteral("王晓"), QStringLiteral("\"1\" → \"0\"")};
        QByteArray form =
            byLength ? QByteArray(wholeCommand ? "audit 3\n" : "audit 2\n")
                     : (QStringList{last, QString::number(at)} + fields).join(QLatin1Char('\x1f')).toUtf8();
        if (byLength) {
            const auto text = [&form](const QString& value) {
                const QByteArray utf8 = value.toUtf8();
                form += QByteArray::number(utf8.size()) + ':' + utf8 + '\n';
            };
            text(last);
            form += QByteArray::number(id) + '\n' + QByteArray::number(at) + '\n';
            for (const QString& field : fields)
                text(field);
            for (int unknown = 0; wholeCommand && unknown < 7; ++unknown)
                text({});
        }
        last = sha256(form);
        must(look.run(QStringLiteral("INSERT INTO audit (id, at, actor, action, subject, detail, hash%1) "
                                     "VALUES (?, ?, ?, ?, ?, ?, ?%2)")
                          .arg(byLength ? QStringLiteral(", form") : QString(),
                              byLength ? QStringLiteral(", %1").arg(wholeCommand ? 3 : 2) : QString()),
            {id, at, fields[0], fields[1], fields[2], fields[3], last}));
    }
    if (byLength)
        must(look.run(QStringLiteral("UPDATE audit_head SET audit_id = ?, hash = ?"), {id, last}));
}

void OldBooks::mark() const
{
    const auto database = Database::open(file(), Database::Access::existing);
    const auto head = recovery::head(**database);
    if (!head)
        qFatal("%s", qPrintable(head.error().describe()));
    must(recovery::writeMark(folder(), *head));
}

} // namespace zhangfang::harness
