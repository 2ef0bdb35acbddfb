#include "storage/migrations.h"

#include "crypto/crypto.h"

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

Result<std::vector<Migration>> known()
{
    static const char* const kFiles[] = {"0001_books.sql", "0002_console.sql", "0003_wechatpay.sql",
        "0004_told_by_wechat.sql", "0005_what_settles.sql", "0006_a_person_decides.sql", "0007_recovery.sql",
        "0008_told_again.sql", "0009_watch.sql", "0010_listener.sql", "0011_packed.sql", "0012_practice.sql",
        "0013_acts.sql", "0014_search.sql", "0015_audit.sql", "0016_fulfilment.sql", "0017_people.sql",
        "0018_errands.sql"};
    initialiseResources();
    std::vector<Migration> migrations;
    for (const char* name : kFiles) {
        QFile file(QStringLiteral(":/migrations/") + QString::fromLatin1(name));
        if (!file.open(QIODevice::ReadOnly))
            return base::damaged(
                "damaged", QStringLiteral("The program is incomplete: a migration is missing."));
        const QByteArray bytes = file.readAll();
        QString sql = QString::fromUtf8(bytes);
        static const QRegularExpression kComments(QStringLiteral("--[^\n]*"));
        sql.remove(kComments);
        migrations.push_back({static_cast<int>(migrations.size()) + 1, QString::fromLatin1(name),
            QString::fromLatin1(crypto::sha256(bytes).toHex()), sql});
    }
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
