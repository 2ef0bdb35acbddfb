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

namespace
{

template <class Thing> Thing& addNamed(std::map<QString, Thing>& all, Thing thing)
{
    const QString name = thing.name;
    const auto [place, isNew] = all.emplace(name, std::move(thing));
    if (!isNew) {
        std::fprintf(stderr, "Two things in the office are called %s.\n", qPrintable(name));
        std::abort();
    }
    return place->second;
}

} // namespace

Command& Catalogue::add(Command command)
{
    return addNamed(commands_, std::move(command));
}

Query& Catalogue::addQuery(Query query)
{
    return addNamed(queries_, std::move(query));
}

const Command* Catalogue::find(const QString& name) const
{
    const auto found = commands_.find(name);
    return found == commands_.end() ? nullptr : &found->second;
}

const Query* Catalogue::findQuery(const QString& name) const
{
    const auto found = queries_.find(name);
    return found == queries_.end() ? nullptr : &found->second;
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

/// What this run of the act has handed out; nothing: it was done before, or has not been done.
using HandedOut = std::optional<QJsonObject>;

Result<QJsonObject> handing(
    const Command& command, const HandedOut& handedOut, QJsonObject answer, const QString& key)
{
    if (command.handsOut && !handedOut)
        return base::refused("shown_once",
            QStringLiteral(
                "What was made under the key '%1' was shown once, and is kept nowhere. Another key "
                "makes another.")
                .arg(key));
    if (handedOut) {
        for (auto one = handedOut->begin(); one != handedOut->end(); ++one)
            answer.insert(one.key(), one.value());
    }
    return answer;
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
    const Actor& actor, const QString& name, const QJsonObject& input, const QString& key, Cures cures) const
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
    HandedOut handedOut;
    bool isRepeat = false;
    const auto once = [&] {
        return writer_.runNow<QJsonObject>([&](storage::Database& database) -> Result<QJsonObject> {
            handedOut.reset(); // a command may run more than once
            isRepeat = true;
            const qint64 now = clock_.nowUtcMs();
            ZF_TRY(access::stillStands(database, actor));
            return access::once(database, asked, now, [&]() -> Result<QJsonObject> {
                isRepeat = false;
                if (!apply) // it was done before, in books that were put back meanwhile
                    return base::unavailable(
                        "busy", QStringLiteral("The books were put back at this moment; do it again."));
                ZF_ASSIGN(const auto because, access::becauseOfNextEntry(database));
                ZF_ASSIGN(const qint64 before, latestTransfer(database));
                ZF_ASSIGN(Outcome outcome, apply({database, actor, now}, given));
                handedOut = outcome.handedOut;
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
    if (!answer && command->cure && cures == Cures::tried) {
        ZF_ASSIGN(const bool cured, command->cure(answer.error(), given));
        if (cured)
            answer = once();
    }
    if (!answer)
        return answer;
    if (isRepeat && command->stands) {
        ZF_ASSIGN(const bool stands, writer_.runNow<bool>([&](storage::Database& database) {
            return command->stands(database, given);
        }));
        if (!stands)
            return base::refused("key_reused",
                QStringLiteral("Something else was done under the key '%1'; nothing was done now.").arg(key));
    }
    ZF_ASSIGN(const QJsonObject whole, handing(*command, handedOut, *answer, key));
    if (!command->after)
        return whole;
    return goOn(*command, actor, given, whole, key);
}

namespace
{

base::Error mayBeDone(const QString& why)
{
    return {base::ErrorKind::refused, QStringLiteral("may_be_done"),
        QStringLiteral("It may have been done already: look in the merchant platform before doing it anew. "
                       "%1")
            .arg(why)};
}

} // namespace

Status Office::endCall(const QString& key, access::Call as) const
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(access::endCall(database, key, as, clock_.nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Result<QJsonObject> Office::goOn(const Command& command, const Actor& actor, const QJsonObject& given,
    const QJsonObject& answer, const QString& key) const
{
    using access::Call;
    using access::Lost;
    const bool isOnce = command.again == Command::Again::never;
    const bool isKept = !key.isEmpty() && command.again != Command::Again::goesOn;
    if (isKept) {
        ZF_ASSIGN(const Call before, writer_.runNow<Call>([&](storage::Database& database) {
            return access::beginCall(database, key, isOnce ? Lost::stays : Lost::again, clock_.nowUtcMs());
        }));
        if (before == Call::made)
            return answer;
        if (before == Call::underWay)
            return base::unavailable("being_sent",
                QStringLiteral("This is being sent at this moment, under the key '%1'.").arg(key));
        if (before == Call::lost && isOnce)
            return base::fail(
                mayBeDone(QStringLiteral("Nothing clear was heard of it under the key '%1'.").arg(key)));
    }
    auto done = command.after(actor, given, answer);
    const bool isLost = isOnce && !done && done.error().code == QLatin1String("wechat_unclear");
    if (isKept) {
        const Status ended = endCall(key, done ? Call::made : isLost ? Call::lost : Call::fresh);
        // What was done stays done; that its key could not be told so is found by whoever gives it again.
        if (!ended && !done && !isLost)
            return base::fail(isOnce ? mayBeDone(ended.error().message) : ended.error());
    }
    if (isLost)
        return base::fail(mayBeDone(done.error().message));
    return done;
}

} // namespace zhangfang::office
