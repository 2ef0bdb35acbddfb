#include "shop/tasks.h"

namespace zhangfang::shop
{

Status raiseTask(storage::Database& database, const QString& subject, const QString& code,
    const QString& message, qint64 nowUtcMs, std::optional<qint64> dueAtUtcMs)
{
    ZF_TRY(database.execute(
        "INSERT INTO tasks (subject, code, message, created_at, due_at) "
        "VALUES (:subject, :code, :message, :now, :due) ON CONFLICT (subject, code) "
        "DO UPDATE SET message = excluded.message, due_at = excluded.due_at, created_at = CASE WHEN "
        "tasks.resolved_at IS NULL THEN tasks.created_at ELSE excluded.created_at END, resolved_at = NULL",
        {{":subject", subject}, {":code", code}, {":message", message}, {":now", nowUtcMs},
            {":due", dueAtUtcMs ? QVariant(*dueAtUtcMs) : QVariant()}}));
    return {};
}

Status settleTask(storage::Database& database, const QString& subject, const QString& code, qint64 nowUtcMs)
{
    return database
        .execute("UPDATE tasks SET resolved_at = :now WHERE subject = :subject AND code = :code "
                 "AND resolved_at IS NULL",
            {{":now", nowUtcMs}, {":subject", subject}, {":code", code}})
        .map([](qint64) {});
}

Status rewordTask(
    storage::Database& database, const QString& subject, const QString& code, const QString& message)
{
    return database
        .execute("UPDATE tasks SET message = :message WHERE subject = :subject AND code = :code "
                 "AND resolved_at IS NULL AND message <> :message",
            {{":message", message}, {":subject", subject}, {":code", code}})
        .map([](qint64) {});
}

Status settleOthers(storage::Database& database, const QString& subject, const QString& code, qint64 nowUtcMs)
{
    return database
        .execute("UPDATE tasks SET resolved_at = :now WHERE code = :code AND subject <> :subject "
                 "AND resolved_at IS NULL",
            {{":now", nowUtcMs}, {":subject", subject}, {":code", code}})
        .map([](qint64) {});
}

Status resolveTask(storage::Database& database, qint64 id, qint64 nowUtcMs)
{
    ZF_ASSIGN(const qint64 changed,
        database.execute("UPDATE tasks SET resolved_at = :now WHERE id = :id AND resolved_at IS NULL",
            {{":now", nowUtcMs}, {":id", id}}));
    if (changed == 0)
        return base::notFound("no_such_task", QStringLiteral("Task %1 is not open.").arg(id));
    return {};
}

} // namespace zhangfang::shop
