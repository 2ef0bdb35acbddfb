#include "storage/database.h"

#include "storage/sqlite_statement.h"

#include <atomic>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>
#include <sys/stat.h>

namespace zhangfang::storage
{
namespace
{

/// Pages a connection keeps in memory: a day's worth of a small shop.
constexpr int kCacheKiB = 16 * 1024;

class SqliteDialect final : public Dialect
{
public:
    [[nodiscard]] QString driver() const override { return QStringLiteral("QSQLITE"); }

    [[nodiscard]] QString expand(QString migration) const override
    {
        migration.replace(QLatin1String("{{id}}"), QLatin1String("INTEGER PRIMARY KEY"));
        migration.replace(QLatin1String("{{blob}}"), QLatin1String("BLOB"));
        static const QLatin1String kMark("{{append_only ");
        for (qsizetype at = migration.indexOf(kMark); at >= 0; at = migration.indexOf(kMark)) {
            const qsizetype end = migration.indexOf(QLatin1String("}}"), at);
            const QString table = migration.mid(at + kMark.size(), end - at - kMark.size());
            QString triggers;
            for (const char* verb : {"UPDATE", "DELETE"})
                triggers += QStringLiteral("CREATE TRIGGER %1_no_%2 BEFORE %2 ON %1 BEGIN "
                                           "SELECT RAISE(ABORT, '%1 is append-only')\x1f END;\n")
                                .arg(table, QString::fromLatin1(verb));
            migration.replace(at, end + 2 - at, triggers);
        }
        static const QRegularExpression kNoOlder(QStringLiteral("[{][{]no_older (\\w+) (\\w+) (\\d+)[}][}]"));
        migration.replace(kNoOlder,
            QStringLiteral(
                "CREATE TRIGGER \\1_no_older BEFORE INSERT ON \\1 WHEN NEW.\\2 < \\3 BEGIN SELECT "
                "RAISE(ABORT, 'these books were brought up to date: start the program anew')\x1f END;"));
        static const QRegularExpression kAnyAge(QStringLiteral("[{][{]any_age (\\w+)[}][}]"));
        migration.replace(kAnyAge, QStringLiteral("DROP TRIGGER \\1_no_older;"));
        // The words come ready from core/search: all that is left to do is to part them at the blanks. What
        // never changes is in the index alone.
        static const QRegularExpression kTextIndex(
            QStringLiteral("[{][{]text_index (\\w+)( changing)?[}][}]"));
        for (auto mark = kTextIndex.match(migration); mark.hasMatch(); mark = kTextIndex.match(migration))
            migration.replace(mark.capturedStart(), mark.capturedLength(),
                QStringLiteral("CREATE VIRTUAL TABLE %1 USING fts5 (words, pinyin, %2columnsize = 0, "
                               "tokenize = 'ascii');")
                    .arg(mark.captured(1),
                        mark.captured(2).isEmpty() ? QStringLiteral("content = '', ") : QString()));
        return migration;
    }

    [[nodiscard]] QStringList onOpen() const override
    {
        // temp_store: what a savepoint could undo is kept in memory, not in a temporary file.
        return {QStringLiteral("PRAGMA foreign_keys=ON"), QStringLiteral("PRAGMA synchronous=FULL"),
            QStringLiteral("PRAGMA trusted_schema=OFF"), QStringLiteral("PRAGMA temp_store=MEMORY"),
            QStringLiteral("PRAGMA cache_size=-%1").arg(kCacheKiB)};
    }

    [[nodiscard]] const char* beginWrite() const override { return "BEGIN IMMEDIATE"; }

    [[nodiscard]] Result<std::unique_ptr<Statement>> prepare(
        const QString& connection, const char* sql) const override
    {
        const QVariant handle = QSqlDatabase::database(connection, false).driver()->handle();
        if (qstrcmp(handle.typeName(), "sqlite3*") != 0)
            return base::unavailable(
                "storage_error", QStringLiteral("This Qt has no SQLite driver that can be used."));
        return prepareSqlite(*static_cast<sqlite3* const*>(handle.constData()), sql, *this);
    }

    void stopWhen(const QString& connection, const std::function<bool()>* stopping) const override
    {
        const QVariant handle = QSqlDatabase::database(connection, false).driver()->handle();
        if (qstrcmp(handle.typeName(), "sqlite3*") == 0)
            stopSqliteWhen(*static_cast<sqlite3* const*>(handle.constData()), stopping);
    }

    [[nodiscard]] base::Error translate(int code, const QString& text) const override
    {
        using base::ErrorKind;
        // Primary result codes, https://www.sqlite.org/rescode.html; extended ones keep them in the low byte.
        switch (code & 0xff) {
        case 5:
        case 6:
            return {ErrorKind::unavailable, QStringLiteral("locked"),
                QStringLiteral("Another program holds the database; try again in a moment.")};
        case 8:
        case 10:
        case 14:
            return {ErrorKind::unavailable, QStringLiteral("disk_error"),
                QStringLiteral(
                    "The database file cannot be opened, read or written (%1). Nothing was changed.")
                    .arg(text)};
        case 9:
            return {ErrorKind::refused, QStringLiteral("cancelled"), QStringLiteral("It was stopped.")};
        case 13:
            return {ErrorKind::unavailable, QStringLiteral("disk_full"),
                QStringLiteral("The disk is full. Nothing was changed; free some space and try again.")};
        case 11:
            return {ErrorKind::damaged, QStringLiteral("damaged"),
                QStringLiteral(
                    "The database file is damaged. Keep it as it is and restore the newest backup.")};
        case 26:
            return {ErrorKind::damaged, QStringLiteral("not_a_database"),
                QStringLiteral("The file is not a Zhangfang database, or it is damaged.")};
        case 19:
            return {ErrorKind::refused, QStringLiteral("constraint"),
                QStringLiteral("The database refused the change: %1.").arg(text)};
        default:
            return {ErrorKind::unavailable, QStringLiteral("storage_error"),
                QStringLiteral("The database failed: %1.").arg(text)};
        }
    }
};

QString newConnectionName()
{
    static std::atomic<quint64> next{0};
    return QStringLiteral("zhangfang-%1").arg(++next);
}

} // namespace

const Dialect& sqliteDialect()
{
    static const SqliteDialect kDialect;
    return kDialect;
}

Database::Database(QString connection, const Dialect& dialect)
    : connection_(std::move(connection)), dialect_(dialect)
{
}

Database::~Database()
{
    statements_.clear();
    QSqlDatabase::removeDatabase(connection_);
}

Database::FileIdentity Database::FileIdentity::of(const QByteArray& file)
{
    struct stat found {
    };
    if (::stat(file.constData(), &found) != 0)
        return {};
    return {static_cast<quint64>(found.st_dev), static_cast<quint64>(found.st_ino)};
}

Result<std::unique_ptr<Database>> Database::open(const QString& file, Access access, int busyTimeoutMs)
{
    // A file that is replaced in the very moment it is opened could be either; then it is opened again.
    constexpr int kAttempts = 5;
    for (int attempt = 1;; ++attempt) {
        std::unique_ptr<Database> database(new Database(newConnectionName(), sqliteDialect()));
        database->file_ = QFile::encodeName(file);
        const auto before = FileIdentity::of(database->file_);
        ZF_TRY(database->connect(file, access, busyTimeoutMs));
        database->opened_ = FileIdentity::of(database->file_);
        const bool made = before == FileIdentity{} && access == Access::readWrite;
        if (made || before == database->opened_ || attempt == kAttempts)
            return database;
    }
}

base::Error Database::failureOf(const QSqlError& error) const
{
    return dialect_.translate(error.nativeErrorCode().toInt(), error.databaseText());
}

Status Database::connect(const QString& file, Access access, int busyTimeoutMs)
{
    QSqlDatabase connection = QSqlDatabase::addDatabase(dialect_.driver(), connection_);
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(busyTimeoutMs);
    if (access == Access::existing) {
        // Source: https://www.sqlite.org/uri.html, "mode=rw" makes nothing.
        options += QStringLiteral(";QSQLITE_OPEN_URI");
        connection.setDatabaseName(
            QString::fromLatin1(QUrl::fromLocalFile(QFileInfo(file).absoluteFilePath()).toEncoded()) +
            QStringLiteral("?mode=rw"));
    } else {
        connection.setDatabaseName(file);
    }
    if (access == Access::readOnly)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    connection.setConnectOptions(options);
    if (!connection.open())
        return base::fail(failureOf(connection.lastError()));
    for (const QString& statement : dialect_.onOpen())
        ZF_TRY(executeScript(statement));
    if (access != Access::readOnly)
        ZF_TRY(executeScript(QStringLiteral("PRAGMA journal_mode=WAL")));
    return {};
}

Result<Statement*> Database::run(const char* sql, Bindings values)
{
    auto& [statement, writes] = statements_[sql];
    if (!statement) {
        ZF_ASSIGN(statement, dialect_.prepare(connection_, sql));
        writes = !QByteArrayView(sql).startsWith("SELECT");
    }
    writes_ += writes ? 1 : 0;
    ZF_TRY(statement->run(values));
    return statement.get();
}

Result<Rows> Database::query(Sql sql, Bindings values)
{
    return run(sql.text, values).map([this](Statement* statement) { return Rows(statement, &failure_); });
}

Result<qint64> Database::execute(Sql sql, Bindings values)
{
    return run(sql.text, values).map([](Statement* statement) {
        const qint64 changed = statement->changed();
        statement->finish();
        return changed;
    });
}

std::vector<const char*> Database::statements() const
{
    std::vector<const char*> texts;
    for (const auto& [text, statement] : statements_)
        texts.push_back(text);
    return texts;
}

Status Database::control(const char* sql)
{
    return run(sql, {}).map([](Statement* statement) { statement->finish(); });
}

Status Database::cutShort()
{
    const auto failure = std::exchange(failure_, std::nullopt);
    if (!failure)
        return {};
    remembered_.clear(); // it may have been made of those rows
    return base::fail(*failure);
}

Status Database::begin()
{
    remembered_.clear();
    failure_.reset();
    cause_.clear();
    return control(dialect_.beginWrite());
}

Status Database::commit()
{
    remembered_.clear();
    cause_.clear();
    ZF_TRY(cutShort());
    return control("COMMIT");
}

Status Database::rollback()
{
    remembered_.clear();
    cause_.clear();
    Status undone = control("ROLLBACK");
    // Where the disk fails the engine gives a transaction up by itself: nothing is left to undo, and why is
    // told by what failed.
    if (!undone && undone.error().message.contains(QLatin1String("no transaction is active")))
        return {};
    return undone;
}

Status Database::beginRead()
{
    failure_.reset();
    return control("BEGIN");
}

Result<Status> Database::nested(const std::function<Status()>& step)
{
    ZF_TRY(control("SAVEPOINT step"));
    Status done = step();
    if (const Status whole = cutShort(); done && !whole)
        done = whole;
    if (!done) {
        remembered_.clear();
        if (!control("ROLLBACK TO step"))
            return base::fail(done.error()); // the engine has given the transaction up, for this reason
    }
    ZF_TRY(control("RELEASE step"));
    return done;
}

StoppedWhen::StoppedWhen(Database& database, std::function<bool()> stopping)
    : database_(database), stopping_(std::move(stopping))
{
    database_.dialect_.stopWhen(database_.connection_, &stopping_);
}

StoppedWhen::~StoppedWhen()
{
    database_.dialect_.stopWhen(database_.connection_, nullptr);
}

Status Database::executeScript(const QString& sql)
{
    for (QString statement : sql.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        statement = statement.replace(QLatin1Char('\x1f'), QLatin1Char(';')).trimmed();
        if (statement.isEmpty())
            continue;
        QSqlQuery query(QSqlDatabase::database(connection_, false));
        if (!query.exec(statement))
            return base::fail(failureOf(query.lastError()));
    }
    return {};
}

} // namespace zhangfang::storage
