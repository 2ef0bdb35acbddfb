#include "harness/older_books.h"

#include "crypto/crypto.h"
#include "storage/migrations.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace zhangfang::harness
{

base::Status makeOlderBooks(const QString& file, int steps)
{
    {
        const QTemporaryDir temp; // whoever migrates has the steps at hand
        ZF_ASSIGN(const auto newest, storage::Database::open(temp.filePath(QStringLiteral("newest.db")),
                                         storage::Database::Access::readWrite));
        ZF_TRY(storage::migrate(*newest));
    }
    ZF_ASSIGN(const auto database, storage::Database::open(file, storage::Database::Access::readWrite));
    ZF_TRY(database->executeScript(QStringLiteral(
        "CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY, checksum TEXT NOT NULL)")));
    const QDir known(QStringLiteral(":/migrations"));
    const QStringList names = known.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
    for (int version = 1; version <= steps; ++version) {
        QFile step(known.filePath(names.value(version - 1)));
        if (!step.open(QIODevice::ReadOnly))
            return base::damaged("damaged", step.errorString());
        const QByteArray bytes = step.readAll();
        QString sql = QString::fromUtf8(bytes);
        sql.remove(QRegularExpression(QStringLiteral("--[^\n]*")));
        ZF_TRY(database->executeScript(database->dialect().expand(sql)));
        ZF_TRY(database->execute("INSERT INTO schema_migrations VALUES (:version, :checksum)",
            {{":version", version}, {":checksum", QString::fromLatin1(crypto::sha256(bytes).toHex())}}));
    }
    return {};
}

} // namespace zhangfang::harness
