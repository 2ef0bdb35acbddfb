#include "reports/queries.h"

#include "base/calendar.h"
#include "ledger/ledger.h"
#include "reports/audit_log.h"
#include "reports/overview.h"

#include <QJsonDocument>

namespace zhangfang::reports
{

using office::CellType;
using office::FieldType;

namespace
{

constexpr qint64 kMostQueried = 1000;
constexpr qint64 kLongestSearch = 1000;

/// What an entry keeps as JSON; null where it keeps nothing.
QJsonValue keptJson(const QString& kept)
{
    const QJsonDocument document = QJsonDocument::fromJson(kept.toUtf8());
    return document.isObject()  ? QJsonValue(document.object())
           : document.isArray() ? QJsonValue(document.array())
                                : QJsonValue();
}

Result<QJsonObject> auditOf(storage::Database& database, const AuditList& asked)
{
    ZF_ASSIGN(const auto entries, listAudit(database, {asked.search}, asked.after,
                                      static_cast<int>(asked.limit), {asked.actor, asked.subject}));
    QJsonArray rows;
    for (const AuditRow& entry : entries)
        rows.append(QJsonObject{{QStringLiteral("id"), entry.key.id},
            {QStringLiteral("at"), base::toRfc3339(entry.atUtcMs)}, {QStringLiteral("actor"), entry.actor},
            {QStringLiteral("action"), entry.action}, {QStringLiteral("subject"), entry.subject},
            {QStringLiteral("detail"), entry.detail}, {QStringLiteral("actor_kind"), entry.actorKind},
            {QStringLiteral("role"), entry.role}, {QStringLiteral("face"), entry.face},
            {QStringLiteral("machine"), entry.machine}, {QStringLiteral("input"), keptJson(entry.input)},
            {QStringLiteral("key"), entry.actKey}, {QStringLiteral("changed"), keptJson(entry.changed)}});
    return office::page(
        rows, asked.limit, entries.empty() ? QString() : QString::number(entries.back().key.id));
}

Result<QJsonObject> tasksOf(storage::Database& database, const TaskList& asked)
{
    ZF_ASSIGN(const auto tasks, openTasks(database, static_cast<int>(asked.limit), asked.after));
    QJsonArray rows;
    for (const Task& task : tasks)
        rows.append(QJsonObject{{QStringLiteral("id"), task.id}, {QStringLiteral("subject"), task.subject},
            {QStringLiteral("code"), task.code}, {QStringLiteral("message"), task.message},
            {QStringLiteral("created_at"), base::toRfc3339(task.createdAtUtcMs)},
            {QStringLiteral("due_at"),
                task.dueAtUtcMs ? QJsonValue(base::toRfc3339(*task.dueAtUtcMs)) : QJsonValue()}});
    return office::page(rows, asked.limit, tasks.empty() ? QString() : QString::number(tasks.back().id));
}

Result<QJsonObject> balancesOf(storage::Database& database, const BalanceList&)
{
    ZF_ASSIGN(const auto all, ledger::balances(database));
    QJsonArray rows;
    for (const auto& one : all)
        rows.append(QJsonObject{{QStringLiteral("account"), one.account.toString()},
            {QStringLiteral("balance_fen"), one.balance.inFen()}});
    return office::page(rows, -1, {});
}

office::Field searched(const char* name, const char* meaning)
{
    return {
        .name = name, .type = FieldType::text, .words = meaning, .required = false, .most = kLongestSearch};
}

} // namespace

office::Shape<AuditList> AuditList::shape()
{
    return office::Shape<AuditList>()
        .with(&AuditList::search, searched("search", "anywhere in who, what, to what and the rest"))
        .with(&AuditList::actor, searched("actor", "whose, to the letter"))
        .with(&AuditList::subject, searched("subject", "about what, to the letter"))
        .with(&AuditList::after, office::afterField())
        .with(&AuditList::limit, office::limitField(kMostQueried));
}

std::vector<office::Column> AuditList::columns()
{
    return {{"id", CellType::number, "the entry's number"}, {"at", CellType::time, "when"},
        {"actor", CellType::text, "who"}, {"action", CellType::text, "what was done"},
        {"subject", CellType::text, "to what"}, {"detail", CellType::text, "in words"},
        {"actor_kind", CellType::text, "operator, seat, system"}, {"role", CellType::text, "theirs by then"},
        {"face", CellType::text, "window, command line, daemon"},
        {"machine", CellType::text, "on which computer"},
        {"input", CellType::object, "what was asked for, secrets struck out", true},
        {"key", CellType::text, "under which key"},
        {"changed", CellType::object, "states, numbers of transfers", true}};
}

office::Shape<TaskList> TaskList::shape()
{
    return office::Shape<TaskList>()
        .with(&TaskList::after, office::afterField())
        .with(&TaskList::limit, office::limitField(kMostQueried));
}

std::vector<office::Column> TaskList::columns()
{
    return {{"id", CellType::number, "the task's number"}, {"subject", CellType::text, "what it is about"},
        {"code", CellType::text, "of which kind it is"}, {"message", CellType::text, "in words"},
        {"created_at", CellType::time, "since when"},
        {"due_at", CellType::time, "until when somebody has to act", true}};
}

office::Shape<BalanceList> BalanceList::shape()
{
    return {};
}

std::vector<office::Column> BalanceList::columns()
{
    return {{"account", CellType::text, "the account's path"},
        {"balance_fen", CellType::sum, "what is in it, by its natural sign"}};
}

void offerQueries(office::Catalogue& catalogue)
{
    catalogue.offerQuery<AuditList>(auditOf);
    catalogue.offerQuery<TaskList>(tasksOf);
    catalogue.offerQuery<BalanceList>(balancesOf);
}

} // namespace zhangfang::reports
