#include "ctl/operator_commands.h"

#include "access/recovery_sheet.h"
#include "backend/people.h"
#include "ctl/json_views.h"

#include <CLI/CLI.hpp>

/// The people who work here, and what they may.
namespace zhangfang::ctl
{

using access::Operator;
using access::Permission;
using backend::People;
using base::Status;
using storage::Database;

namespace
{

constexpr qint64 kLargestSheet = 1 << 16;

Answer told(const Result<Operator>& changed)
{
    return changed.map([](const Operator& one) { return view(one); });
}

/// What one does with one's own account nobody else does.
Status checkOwn(const QString& name, const Decision& decision)
{
    return name == decision.operatorName
               ? Status{}
               : base::refused("not_yourself",
                     QStringLiteral("%1 does this alone; name them with --operator.").arg(name));
}

/// The words of this group.
struct Words {
    std::string name, role, newPasswordFile, sheetFile, nextSheetFile;
};

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace

Result<SheetTarget> SheetTarget::open(const QString& file, const QString& dataFolder)
{
    SheetTarget target;
    target.name_ = file;
    if (!file.isEmpty()) {
        ZF_ASSIGN(auto output, backend::Output::open(file, dataFolder, backend::Output::Existing::keep));
        target.output_ = std::make_shared<backend::Output>(std::move(output));
    }
    return target;
}

QJsonObject SheetTarget::handOut(const QByteArray& sheet)
{
    QJsonObject json;
    if (output_) {
        const Status written = output_->write(sheet).and_then([this] { return output_->commit(); });
        if (written)
            return QJsonObject{{QStringLiteral("recovery_sheet"), name_}};
        json.insert(QStringLiteral("warnings"), QJsonArray{written.error().describe()});
    }
    json.insert(QStringLiteral("recovery_code"), access::codeOnSheet(sheet).value_or(QString()));
    return json;
}

Answer Commands::operatorAdd(
    const QString& name, const QString& role, const QString& newPasswordFile, const Decision& decision)
{
    ZF_ASSIGN(const QByteArray password, readPassword(newPasswordFile));
    ZF_ASSIGN(const access::Actor who, actor(decision, Permission::manageOperators));
    return told(People(folder_, who).add(name, access::parseRole(role), password));
}

Answer Commands::operatorList()
{
    return folder_.readers().read<QJsonObject>([](Database& database) -> Answer {
        ZF_ASSIGN(const auto all, access::listOperators(database));
        QJsonArray items;
        for (const Operator& one : all)
            items.append(view(one));
        return page(items, -1, 0);
    });
}

Answer Commands::operatorDisable(const QString& name, const Decision& decision)
{
    ZF_ASSIGN(const access::Actor who, actor(decision, Permission::manageOperators));
    return told(People(folder_, who).disable(name));
}

Answer Commands::operatorEnable(const QString& name, const Decision& decision)
{
    ZF_ASSIGN(const access::Actor who, actor(decision, Permission::manageOperators));
    return told(People(folder_, who).enable(name));
}

Answer Commands::operatorSetRole(const QString& name, const QString& role, const Decision& decision)
{
    ZF_ASSIGN(const access::Actor who, actor(decision, Permission::manageOperators));
    return told(People(folder_, who).setRole(name, access::parseRole(role)));
}

Answer Commands::operatorResetPassword(
    const QString& name, const QString& newPasswordFile, const Decision& decision)
{
    ZF_ASSIGN(const QByteArray password, readPassword(newPasswordFile));
    if (name == decision.operatorName) {
        ZF_ASSIGN(const access::Actor own, actor(decision, Permission::ownAccount));
        return told(People(folder_, own).changePassword(password));
    }
    ZF_ASSIGN(const access::Actor who, actor(decision, Permission::manageOperators));
    return told(People(folder_, who).resetPassword(name, password));
}

Answer Commands::totpEnrol(const QString& name, const Decision& decision)
{
    ZF_TRY(checkOwn(name, decision));
    ZF_ASSIGN(const access::Actor who, actor(decision, Permission::ownAccount));
    return People(folder_, who).enrol().map([&](const access::TotpEnrolment& enrolment) {
        return QJsonObject{{QStringLiteral("operator"), name}, {QStringLiteral("uri"), enrolment.uri},
            {QStringLiteral("secret"), enrolment.secret},
            {QStringLiteral("recovery_codes"), QJsonArray::fromStringList(enrolment.recoveryCodes)}};
    });
}

Answer Commands::totpConfirm(const QString& name, const Decision& decision)
{
    ZF_TRY(checkOwn(name, decision));
    // The code is of what is being enrolled: it proves nothing yet.
    ZF_ASSIGN(const access::Actor who,
        actor({decision.operatorName, decision.passwordFile, {}}, Permission::ownAccount));
    return told(People(folder_, who).confirm(decision.totp));
}

Answer Commands::totpRemove(const QString& name, const Decision& decision)
{
    const bool isOwn = name == decision.operatorName;
    ZF_ASSIGN(const access::Actor who,
        actor(decision, isOwn ? Permission::ownAccount : Permission::manageOperators));
    return told(People(folder_, who).removeTotp(name));
}

Answer Commands::operatorSheet(const QString& sheetFile, const Decision& decision)
{
    ZF_ASSIGN(SheetTarget target, SheetTarget::open(sheetFile, folder_.path()));
    ZF_ASSIGN(const access::Actor who, actor(decision, Permission::ownAccount));
    return People(folder_, who).newSheet().map([&](const QByteArray& sheet) {
        return target.handOut(sheet);
    });
}

Answer Commands::operatorRecover(const QString& name, const QString& sheetFile,
    const QString& newPasswordFile, const QString& nextSheetFile)
{
    ZF_ASSIGN(const QByteArray sheet, backend::smallFile(sheetFile, kLargestSheet));
    ZF_ASSIGN(const QByteArray password, readPassword(newPasswordFile));
    ZF_ASSIGN(SheetTarget target, SheetTarget::open(nextSheetFile, folder_.path()));
    return backend::recoverBySheet(folder_, name, sheet, password).map([&](const QByteArray& next) {
        QJsonObject json = target.handOut(next);
        json.insert(QStringLiteral("recovered"), name);
        return json;
    });
}

Answer Commands::permissions()
{
    QJsonArray rows;
    for (const access::PermissionRow& row : access::permissions())
        rows.append(QJsonObject{{QStringLiteral("permission"), QString::fromLatin1(row.name)},
            {QStringLiteral("owner"), row.owner}, {QStringLiteral("approver"), row.approver},
            {QStringLiteral("clerk"), row.clerk}, {QStringLiteral("auditor"), row.auditor},
            {QStringLiteral("seat"), row.seat}, {QStringLiteral("proof"), row.proof}});
    return QJsonObject{{QStringLiteral("permissions"), rows}};
}

void addPeople(const Registration& to)
{
    const auto words = std::make_shared<Words>(); // lives as long as the verbs
    Words& w = *words;
    const auto decision = to.decision;
    const auto newPassword = [&w](CLI::App* verb) {
        verb->add_option("--new-password-file", w.newPasswordFile, "file with the new password")->required();
    };
    const auto role = [&w](CLI::App* verb) {
        verb->add_option("--role", w.role, "owner, approver, clerk or auditor; see permissions")
            ->required()
            ->check(CLI::IsMember({"owner", "approver", "clerk", "auditor"}));
    };
    const auto named = [&](CLI::App* verb) {
        verb->add_option("name", w.name)->required();
        to.needsDecision(verb);
    };
    CLI::App* people = to.group("operator", "the people who work here");
    CLI::App* add = to.verb(people, "add", "let somebody in", [words, decision](Commands& c) {
        return c.operatorAdd(q(words->name), q(words->role), q(words->newPasswordFile), decision());
    });
    named(add);
    role(add);
    newPassword(add);
    to.verb(people, "list", "everybody, the disabled too", [](Commands& c) { return c.operatorList(); });
    named(to.verb(people, "disable", "nothing by them any more; their open sessions end",
        [words, decision](Commands& c) { return c.operatorDisable(q(words->name), decision()); }));
    named(to.verb(people, "enable", "let them in again",
        [words, decision](Commands& c) { return c.operatorEnable(q(words->name), decision()); }));
    CLI::App* set = to.verb(people, "set-role", "what they may", [words, decision](Commands& c) {
        return c.operatorSetRole(q(words->name), q(words->role), decision());
    });
    named(set);
    role(set);
    CLI::App* reset = to.verb(people, "reset-password", "of somebody who has lost it, or one's own",
        [words, decision](Commands& c) {
            return c.operatorResetPassword(q(words->name), q(words->newPasswordFile), decision());
        });
    named(reset);
    newPassword(reset);
    CLI::App* sheet = to.verb(people, "sheet", "a new recovery sheet, an owner's own",
        [words, decision](Commands& c) { return c.operatorSheet(q(words->sheetFile), decision()); });
    sheet->add_option("--recovery-sheet", words->sheetFile, "the file it is written to; else it is printed");
    to.needsDecision(sheet);
    CLI::App* recover = to.verb(
        people, "recover", "a new password by a recovery sheet, which is good once", [words](Commands& c) {
            return c.operatorRecover(
                q(words->name), q(words->sheetFile), q(words->newPasswordFile), q(words->nextSheetFile));
        });
    recover->add_option("name", w.name)->required();
    recover->add_option("--sheet-file", w.sheetFile, "the sheet, or its code alone")->required();
    recover->add_option(
        "--recovery-sheet", w.nextSheetFile, "the file the next one is written to; else it is printed");
    newPassword(recover);

    CLI::App* totp = people->add_subcommand("totp", "one-time codes of an authenticator");
    totp->require_subcommand(1);
    totp->fallthrough();
    named(to.verb(totp, "enrol", "what the authenticator is told, and recovery codes; shown once",
        [words, decision](Commands& c) { return c.totpEnrol(q(words->name), decision()); }));
    named(to.verb(totp, "confirm", "by the first code, in --totp: from then on they are asked for",
        [words, decision](Commands& c) { return c.totpConfirm(q(words->name), decision()); }));
    named(to.verb(totp, "remove", "one's own, with a code; another's by an owner",
        [words, decision](Commands& c) { return c.totpRemove(q(words->name), decision()); }));
    to.verb(&to.cli, "permissions", "who may do what", [](Commands&) { return Commands::permissions(); });
}

} // namespace zhangfang::ctl
