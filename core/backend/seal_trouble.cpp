#include "backend/seal_trouble.h"

#include "access/audit.h"
#include "shop/tasks.h"

namespace zhangfang::backend
{
namespace
{

using storage::Database;

QString subjectOfSeals()
{
    return QStringLiteral("shop:seals");
}

} // namespace

Status tellOfSeals(Database& database, const QString& what, qint64 nowUtcMs)
{
    {
        ZF_ASSIGN(auto rows, database.query("SELECT 1 FROM tasks WHERE subject = :subject "
                                            "AND code = 'seals_changed' AND message = :what "
                                            "AND resolved_at IS NULL",
                                 {{":subject", subjectOfSeals()}, {":what", what}}));
        if (rows.next())
            return {};
    }
    ZF_TRY(access::recordAudit(database, nowUtcMs, QStringLiteral("system"),
        QStringLiteral("seals.passed_over"), QStringLiteral("seals"), what));
    return shop::raiseTask(database, subjectOfSeals(), QStringLiteral("seals_changed"), what, nowUtcMs);
}

Status SealTrouble::ask(const QString& code, const QString& message)
{
    // Again each time: whoever has ticked it off is told that it goes on.
    return writer_
        .runNow<int>([&](Database& database) -> Result<int> {
            ZF_TRY(shop::raiseTask(database, subjectOfSeals(), code, message, wall_.nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Status SealTrouble::settle()
{
    return writer_
        .runNow<int>([&](Database& database) -> Result<int> {
            for (const char* code : {"seals_differ", "seals_stopped"})
                ZF_TRY(shop::settleTask(
                    database, subjectOfSeals(), QString::fromLatin1(code), wall_.nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Status SealTrouble::heard(const Result<std::optional<Seal>>& made)
{
    if (made) {
        failingSinceMs_.reset();
        return *made ? settle() : Status(); // none was wanted: nothing was looked at
    }
    const base::Error& error = made.error();
    if (error.code == QLatin1String("seals_differ"))
        return ask(QStringLiteral("seals_differ"), error.message);
    failingSinceMs_ = failingSinceMs_.value_or(steady_.nowUtcMs());
    if (steady_.nowUtcMs() - *failingSinceMs_ < kStoppedMs)
        return {};
    return ask(QStringLiteral("seals_stopped"), error.message);
}

} // namespace zhangfang::backend
