#include "backend/people.h"
#include "backend/setup.h"
#include "ctl/groups.h"
#include "ctl/input_files.h"
#include "ctl/json_views.h"
#include "ctl/sheet_target.h"

#include <functional>

/// The people who work here, and what they may.
namespace zhangfang::ctl
{
namespace
{

using access::Operator;
using access::Permission;
using backend::People;

constexpr qint64 kLargestSheet = 1 << 16;

struct PeopleWords {
    QString name = {};
    QString role = {};
    QString newPasswordFile = {};
};

struct SheetWords {
    QString name = {};
    QString newPasswordFile = {};
    QString sheetFile = {};     ///< what was handed out before
    QString nextSheetFile = {}; ///< where the new one goes; may be empty
};

Answer personView(const Result<Operator>& changed)
{
    return changed.map([](const Operator& one) { return view(one); });
}

/// What is done about others, by whoever manages operators.
Answer managed(Session& session, const std::function<Result<Operator>(People&)>& act)
{
    ZF_ASSIGN(const access::Actor who, session.actor(Permission::manageOperators));
    People people(session.folder(), who, session.key());
    return personView(act(people));
}

bool isOwn(const Session& session, const QString& name)
{
    return name == session.decision().operatorName;
}

/// What one does with one's own account nobody else does.
base::Status checkOwn(const Session& session, const QString& name)
{
    return isOwn(session, name)
               ? base::Status{}
               : base::refused("not_yourself",
                     QStringLiteral("%1 does this alone; name them with --operator.").arg(name));
}

Answer addPerson(Session& session, const PeopleWords& w)
{
    ZF_ASSIGN(const QByteArray password, readPassword(w.newPasswordFile));
    return managed(
        session, [&](People& people) { return people.add(w.name, access::parseRole(w.role), password); });
}

Answer listPeople(Session& session)
{
    return session.folder().readers().read<QJsonObject>([](storage::Database& database) -> Answer {
        ZF_ASSIGN(const auto all, access::listOperators(database));
        QJsonArray items;
        for (const Operator& one : all)
            items.append(view(one));
        return page(items, -1, 0);
    });
}

Answer disablePerson(Session& session, const PeopleWords& w)
{
    return managed(session, [&](People& people) { return people.disable(w.name); });
}

Answer enablePerson(Session& session, const PeopleWords& w)
{
    return managed(session, [&](People& people) { return people.enable(w.name); });
}

Answer setPersonsRole(Session& session, const PeopleWords& w)
{
    return managed(
        session, [&](People& people) { return people.setRole(w.name, access::parseRole(w.role)); });
}

/// Of somebody else by an owner; one's own by whoever it is.
Answer resetPersonsPassword(Session& session, const PeopleWords& w)
{
    ZF_ASSIGN(const QByteArray password, readPassword(w.newPasswordFile));
    if (isOwn(session, w.name)) {
        ZF_ASSIGN(const access::Actor own, session.actor(Permission::ownAccount));
        return personView(People(session.folder(), own, session.key()).changePassword(password));
    }
    return managed(session, [&](People& people) { return people.resetPassword(w.name, password); });
}

Answer enrolDevice(Session& session, const PeopleWords& w)
{
    ZF_TRY(checkOwn(session, w.name));
    ZF_ASSIGN(const access::Actor own, session.actor(Permission::ownAccount));
    return People(session.folder(), own).enrol().map([&](const access::TotpEnrolment& enrolment) {
        return QJsonObject{{QStringLiteral("operator"), w.name}, {QStringLiteral("uri"), enrolment.uri},
            {QStringLiteral("secret"), enrolment.secret},
            {QStringLiteral("recovery_codes"), QJsonArray::fromStringList(enrolment.recoveryCodes)}};
    });
}

Answer confirmDevice(Session& session, const PeopleWords& w)
{
    ZF_TRY(checkOwn(session, w.name));
    // The code is of what is being enrolled: it proves nothing yet.
    ZF_ASSIGN(const access::Actor own, session.actorWithoutCode(Permission::ownAccount));
    return personView(People(session.folder(), own).confirm(session.decision().totp));
}

Answer removeDevice(Session& session, const PeopleWords& w)
{
    ZF_ASSIGN(const access::Actor who,
        session.actor(isOwn(session, w.name) ? Permission::ownAccount : Permission::manageOperators));
    return personView(People(session.folder(), who, session.key()).removeTotp(w.name));
}

Answer makeSheet(Session& session, const SheetWords& w)
{
    ZF_ASSIGN(SheetTarget target, SheetTarget::open(w.nextSheetFile, session.folder().path()));
    ZF_ASSIGN(const access::Actor own, session.actor(Permission::ownAccount));
    return People(session.folder(), own).newSheet().map([&](const QByteArray& sheet) {
        return target.handOut(sheet);
    });
}

Answer recoverPerson(Session& session, const SheetWords& w)
{
    ZF_ASSIGN(const QByteArray sheet, backend::smallFile(w.sheetFile, kLargestSheet));
    ZF_ASSIGN(const QByteArray password, readPassword(w.newPasswordFile));
    ZF_ASSIGN(SheetTarget target, SheetTarget::open(w.nextSheetFile, session.folder().path()));
    return backend::recoverBySheet(session.folder(), w.name, sheet, password)
        .map([&](const QByteArray& next) {
            QJsonObject json = target.handOut(next);
            json.insert(QStringLiteral("recovered"), w.name);
            return json;
        });
}

Answer listPermissions(Session&)
{
    QJsonArray rows;
    for (const access::PermissionRow& row : access::permissions())
        rows.append(QJsonObject{{QStringLiteral("permission"), QString::fromLatin1(row.name)},
            {QStringLiteral("owner"), row.owner}, {QStringLiteral("approver"), row.approver},
            {QStringLiteral("clerk"), row.clerk}, {QStringLiteral("auditor"), row.auditor},
            {QStringLiteral("seat"), row.seat}, {QStringLiteral("proof"), row.proof}});
    return QJsonObject{{QStringLiteral("permissions"), rows}};
}

void addNewPassword(CLI::App* verb, QString& file)
{
    addText(verb, "--new-password-file", file, "file with the new password")->required();
}

void addRole(CLI::App* verb, PeopleWords& w)
{
    addText(verb, "--role", w.role, "owner, approver, clerk or auditor; see permissions")
        ->required()
        ->check(CLI::IsMember({"owner", "approver", "clerk", "auditor"}));
}

void addSheets(CommandLine& line, CLI::App* people)
{
    const auto w = std::make_shared<SheetWords>();
    CLI::App* sheet = line.verb(people, "sheet", "a new recovery sheet, an owner's own", w, makeSheet);
    addText(sheet, "--recovery-sheet", w->nextSheetFile, "the file it is written to; else it is printed");
    line.takesDecision(sheet);
    CLI::App* recover = line.verb(
        people, "recover", "a new password by a recovery sheet, which is good once", w, recoverPerson);
    addText(recover, "name", w->name)->required();
    addText(recover, "--sheet-file", w->sheetFile, "the sheet, or its code alone")->required();
    addText(recover, "--recovery-sheet", w->nextSheetFile,
        "the file the next one is written to; else it is printed");
    addNewPassword(recover, w->newPasswordFile);
}

} // namespace

void addOperatorGroup(CommandLine& line)
{
    const auto w = std::make_shared<PeopleWords>();
    const auto named = [&](CLI::App* parent, const char* name, const char* help,
                           Answer (*act)(Session&, const PeopleWords&)) {
        CLI::App* verb = line.verb(parent, name, help, w, act);
        addText(verb, "name", w->name)->required();
        line.takesDecision(verb);
        return verb;
    };
    CLI::App* people = line.group("operator", "the people who work here");
    CLI::App* add = named(people, "add", "let somebody in", addPerson);
    line.verb(people, "list", "everybody, the disabled too", listPeople);
    CLI::App* disable =
        named(people, "disable", "nothing by them any more; their open sessions end", disablePerson);
    CLI::App* enable = named(people, "enable", "let them in again", enablePerson);
    CLI::App* set = named(people, "set-role", "what they may", setPersonsRole);
    CLI::App* reset =
        named(people, "reset-password", "of somebody who has lost it, or one's own", resetPersonsPassword);
    for (CLI::App* either : {add, set})
        addRole(either, *w);
    for (CLI::App* either : {add, reset})
        addNewPassword(either, w->newPasswordFile);
    addSheets(line, people);
    CLI::App* totp = line.group(people, "totp", "one-time codes of an authenticator");
    named(totp, "enrol", "what the authenticator is told, and recovery codes; shown once", enrolDevice);
    named(totp, "confirm", "by the first code, in --totp: from then on they are asked for", confirmDevice);
    CLI::App* remove = named(totp, "remove", "one's own, with a code; another's by an owner", removeDevice);
    // Not of those that hand out a secret: no answer keeps one.
    for (CLI::App* change : {add, disable, enable, set, reset, remove})
        line.takesKey(change);
    line.verb(line.top(), "permissions", "who may do what", listPermissions);
}

} // namespace zhangfang::ctl
