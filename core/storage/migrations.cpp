#include "storage/migrations.h"

#include "crypto/crypto.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

// Resources of a static library have to be named once to be linked in; the macro wants the global namespace.
static void initialiseResources()
{
    Q_INIT_RESOURCE(migrations);
}

namespace zhangfang::storage
{
namespace
{

struct Migration {
    int version;
    QString file;
    QString checksum;
    QString sql;
};

/// Those of all rooms, in one row: a step may build on another room's, and whoever opens books has to know
/// how far they are by one number. A file's name begins with its version.
Result<std::vector<Migration>> known()
{
    initialiseResources();
    const QDir folder(QStringLiteral(":/migrations"));
    std::vector<Migration> migrations;
    const QStringList names = folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
    for (const QString& name : names) {
        const int version = static_cast<int>(migrations.size()) + 1;
        QFile file(folder.filePath(name));
        if (!name.startsWith(QStringLiteral("%1_").arg(version, 4, 10, QLatin1Char('0'))) ||
            !file.open(QIODevice::ReadOnly))
            return base::damaged("damaged",
                QStringLiteral("The program is incomplete: schema step %1 is missing.").arg(version));
        const QByteArray bytes = file.readAll();
        QString sql = QString::fromUtf8(bytes);
        static const QRegularExpression kComments(QStringLiteral("--[^\n]*"));
        sql.remove(kComments);
        migrations.push_back({version, name, QString::fromLatin1(crypto::sha256(bytes).toHex()), sql});
    }
    if (migrations.empty())
        return base::damaged("damaged", QStringLiteral("The program is incomplete: it has no schema."));
    return migrations;
}

Result<int> verifiedVersion(Database& database, const std::vector<Migration>& migrations)
{
    ZF_ASSIGN(auto rows, database.query("SELECT version, checksum FROM schema_migrations ORDER BY version"));
    int version = 0;
    while (rows.next()) {
        version = static_cast<int>(rows.number(0));
        if (version > static_cast<int>(migrations.size()))
            return base::refused("newer_database",
                QStringLiteral(
                    "This database was made by a newer Zhangfang (schema %1, this program knows %2). "
                    "Update the program; nothing was changed.")
                    .arg(version)
                    .arg(migrations.size()));
        if (migrations[static_cast<size_t>(version - 1)].checksum != rows.text(1))
            return base::damaged("changed_migration",
                QStringLiteral("Schema step %1 of this database differs from this program's.").arg(version));
    }
    return version;
}

} // namespace

Status migrate(Database& database)
{
    ZF_ASSIGN(const auto migrations, known());
    const auto steps = [&]() -> Status {
        ZF_TRY(
            database.executeScript(QStringLiteral("CREATE TABLE IF NOT EXISTS schema_migrations "
                                                  "(version INTEGER PRIMARY KEY, checksum TEXT NOT NULL)")));
        ZF_ASSIGN(const int version, verifiedVersion(database, migrations));
        for (const Migration& migration : migrations) {
            if (migration.version <= version)
                continue;
            ZF_TRY(database.executeScript(database.dialect().expand(migration.sql)));
            ZF_TRY(database.execute(
                "INSERT INTO schema_migrations (version, checksum) VALUES (:version, :checksum)",
                {{":version", migration.version}, {":checksum", migration.checksum}}));
        }
        return {};
    };
    ZF_TRY(database.begin());
    if (auto done = steps(); !done) {
        static_cast<void>(database.rollback()); // the first error is the one to tell
        return done;
    }
    return database.commit();
}

Result<int> schemaVersion(Database& database)
{
    ZF_ASSIGN(const auto migrations, known());
    {
        ZF_ASSIGN(
            auto tables, database.query("SELECT 1 FROM sqlite_master WHERE name = 'schema_migrations'"));
        if (!tables.next())
            return base::refused(
                "not_initialised", QStringLiteral("There are no books here yet; run init first."));
    }
    return verifiedVersion(database, migrations);
}

Status checkSchema(Database& database)
{
    ZF_ASSIGN(const auto migrations, known());
    ZF_ASSIGN(const int version, schemaVersion(database));
    if (version < static_cast<int>(migrations.size()))
        return base::refused(
            "not_initialised", QStringLiteral("The database wants an update; start the program once."));
    return {};
}

} // namespace zhangfang::storage
