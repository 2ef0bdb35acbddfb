#include "office/office.h"

#include "access/acts.h"
#include "access/audit.h"
#include "base/json.h"

#include <cstdio>
#include <cstdlib>

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

Status requirePermission(const Actor& actor, Permission permission)
{
    const access::PermissionRow& row = access::rowOf(permission);
    const auto notPermitted = [&] {
        QStringList who;
        for (const access::Role role : access::kRoles) {
            if (access::may(role, permission))
                who << access::toText(role);
        }
        base::Error error{base::ErrorKind::refused, QStringLiteral("not_permitted"),
            QStringLiteral("That takes the right '%1', which '%2' has not got; it belongs to: %3.")
                .arg(QLatin1String(row.name), actor.name.left(64), who.join(QLatin1String(", ")))};
        error.figures = {QString::fromLatin1(row.name), actor.name.left(64), who.join(QLatin1String(", "))};
        return base::fail(std::move(error));
    };
    switch (actor.kind) {
    case Actor::Kind::none:
        return base::refused("no_actor", QStringLiteral("Nobody has said who wants this done."));
    case Actor::Kind::system:
        return {};
    case Actor::Kind::seat:
        if (row.seat)
            return {};
        return base::refused("password_needed",
            QStringLiteral("This takes the name and the password of an operator who may do it."));
    case Actor::Kind::person:
        break;
    }
    if (!access::may(actor.role, permission))
        return notPermitted();
    if (row.proof && !actor.proven)
        return base::refused(
            "password_needed", QStringLiteral("This takes the password of '%1'.").arg(actor.name.left(64)));
    return {};
}

Result<QJsonObject> Office::run(
    const Actor& actor, const QString& name, const QJsonObject& input, const QString& key) const
{
    const Command* const command = catalogue_.find(name);
    if (!command)
        return base::invalid(
            "no_such_command", QStringLiteral("There is no command '%1'.").arg(name.left(40)));
    ZF_TRY(requirePermission(actor, command->permission));
    ZF_ASSIGN(const QJsonObject given, checked(command->fields, input));
    const access::Act asked{key, command->name, sameness(command->fields, given)};
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
            return access::once(database, asked, now, [&]() -> Result<QJsonObject> {
                ZF_ASSIGN(const Outcome outcome, apply({database, actor, now}, given));
                ZF_TRY(access::recordAudit(
                    database, now, actor.name, outcome.action, outcome.subject, outcome.detail));
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
