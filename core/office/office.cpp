#include "office/office.h"

#include "access/acts.h"
#include "access/audit.h"
#include "access/operators.h"
#include "base/json.h"

#include <cstdio>
#include <cstdlib>
#include <QJsonArray>

namespace zhangfang::office
{

Command& Catalogue::add(Command command)
{
    const QString name = command.name;
    const auto [place, isNew] = commands_.emplace(name, std::move(command));
    if (!isNew) {
        std::fprintf(stderr, "Two commands are called %s.\n", qPrintable(name));
        std::abort();
    }
    return place->second;
}

const Command* Catalogue::find(const QString& name) const
{
    const auto found = commands_.find(name);
    return found == commands_.end() ? nullptr : &found->second;
}

namespace
{

QString jsonOf(const QJsonObject& object)
{
    return object.isEmpty() ? QString() : QString::fromUtf8(base::toCompactJson(object));
}

access::AuditEntry entryOf(
    const Actor& actor, const Outcome& outcome, const QJsonObject& input, const QString& key)
{
    access::AuditEntry entry;
    entry.actorKind = access::toText(actor.kind);
    entry.actor = actor.name;
    if (actor.kind == Actor::Kind::person)
        entry.role = access::toText(actor.role);
    entry.face = actor.face;
    entry.machine = actor.machine;
    entry.command = outcome.action;
    entry.subject = outcome.subject;
    entry.detail = outcome.detail;
    entry.input = jsonOf(input);
    entry.key = key;
    entry.changed = jsonOf(outcome.changed);
    return entry;
}

Result<qint64> latestTransfer(storage::Database& database)
{
    ZF_ASSIGN(auto rows, database.query("SELECT COALESCE(MAX(id), 0) FROM transfers"));
    return rows.next() ? rows.number(0) : 0;
}

/// What the act has posted: one writer, so all that is newer is its own.
Result<QJsonArray> transfersAfter(storage::Database& database, qint64 before)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT id FROM transfers WHERE id > :before ORDER BY id", {{":before", before}}));
    QJsonArray posted;
    while (rows.next())
        posted.append(rows.number(0));
    return posted;
}

} // namespace

namespace
{

/// What is asked for, under its key. A person's word is theirs alone: another's under the same key is another
/// act.
access::Act actOf(const Command& command, const Actor& actor, const QJsonObject& given, const QString& key)
{
    QByteArray same = sameness(command.fields, given);
    if (actor.kind == Actor::Kind::person && access::rowOf(command.permission).proof)
        same += actor.name.toUtf8();
    return {key, command.name, same};
}

} // namespace

Result<bool> Office::isDone(
    const Actor& actor, const QString& name, const QJsonObject& input, const QString& key) const
{
    const Command* const command = catalogue_.find(name);
    if (!command || key.isEmpty())
        return false;
    ZF_ASSIGN(const QJsonObject given, checked(command->fields, input));
    const access::Act asked = actOf(*command, actor, given, key);
    return writer_.runNow<bool>([&](storage::Database& database) {
        return access::answered(database, asked).map([](const auto& answer) { return answer.has_value(); });
    });
}

Result<QJsonObject> Office::run(
    const Actor& actor, const QString& name, const QJsonObject& input, const QString& key) const
{
    const Command* const command = catalogue_.find(name);
    if (!command)
        return base::invalid(
            "no_such_command", QStringLiteral("There is no command '%1'.").arg(name.left(40)));
    ZF_TRY(access::permitted(actor, command->permission));
    ZF_ASSIGN(const QJsonObject given, checked(command->fields, input));
    const access::Act asked = actOf(*command, actor, given, key);
    Command::Apply apply = command->apply;
    if (command->prepare) {
        ZF_ASSIGN(const auto done,
            writer_.runNow<std::optional<QJsonObject>>(
                [&](storage::Database& database) { return access::answered(database, asked); }));
        if (!done) {
            ZF_ASSIGN(apply, command->prepare(actor, given));
        }
    }
    const auto once = [&] {
        return writer_.runNow<QJsonObject>([&](storage::Database& database) -> Result<QJsonObject> {
            const qint64 now = clock_.nowUtcMs();
            ZF_TRY(access::stillStands(database, actor));
            return access::once(database, asked, now, [&]() -> Result<QJsonObject> {
                if (!apply) // it was done before, in books that were put back meanwhile
                    return base::unavailable(
                        "busy", QStringLiteral("The books were put back at this moment; do it again."));
                ZF_ASSIGN(const auto because, access::becauseOfNextEntry(database));
                ZF_ASSIGN(const qint64 before, latestTransfer(database));
                ZF_ASSIGN(Outcome outcome, apply({database, actor, now}, given));
                if (outcome.action.isEmpty()) // it has written its own entries, one for each thing it changed
                    return outcome.answer;
                ZF_ASSIGN(const QJsonArray posted, transfersAfter(database, before));
                if (!posted.isEmpty())
                    outcome.changed.insert(QStringLiteral("transfers"), posted);
                ZF_TRY(access::record(
                    database, now, entryOf(actor, outcome, shown(command->fields, given), key)));
                return outcome.answer;
            });
        });
    };
    auto answer = once();
    if (!answer && command->cure) {
        ZF_ASSIGN(const bool cured, command->cure(answer.error(), given));
        if (cured)
            answer = once();
    }
    if (!answer || !command->after)
        return answer;
    return command->after(actor, given, *answer);
}

} // namespace zhangfang::office
