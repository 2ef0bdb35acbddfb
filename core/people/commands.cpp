#include "people/commands.h"

#include "access/operators.h"
#include "access/recovery_sheet.h"
#include "access/settings.h"
#include "access/totp.h"

#include <QJsonArray>

namespace zhangfang::people
{

using access::Actor;
using access::Operator;
using base::Status;
using office::Catalogue;
using office::Context;
using office::Field;
using office::FieldType;
using office::Outcome;
using office::Shape;
using storage::Database;

namespace
{

constexpr qint64 kLongestName = 64;
constexpr qint64 kLongestPassword = 1 << 16;
constexpr qint64 kLongestCode = 64;
constexpr qint64 kLongestSheet = 1 << 16;
constexpr auto kNobodys = "Zhangfang"; ///< whose an authenticator's entry is, where the shop has no name

Field nameField(const char* words, const char* code = "no_such_operator")
{
    return {.name = "name",
        .type = FieldType::text,
        .words = words,
        .least = 1,
        .most = kLongestName,
        .code = code};
}

Field ownField()
{
    return nameField("whose; one's own");
}

Field roleField()
{
    return {.name = "role",
        .type = FieldType::choice,
        .words = "what they are in the shop",
        .choices = {"owner", "approver", "clerk", "auditor"},
        .code = "invalid_role"};
}

/// How long it has to be is told in the room's own words.
Field passwordField()
{
    return {.name = "password", .type = FieldType::secret, .words = "the new one", .most = kLongestPassword};
}

Outcome about(
    const QString& name, const char* action, const QString& detail = {}, const QJsonObject& changed = {})
{
    return {{{QStringLiteral("operator"), name}}, QString::fromLatin1(action), name, detail, changed};
}

/// Nothing to do, and nothing to be written down.
Outcome asItWas(const QString& name)
{
    return {{{QStringLiteral("operator"), name}}, {}, {}};
}

/// Errors: not_yourself.
Status checkOwn(const Actor& actor, const QString& name)
{
    if (name == actor.name)
        return {};
    return base::refused("not_yourself", QStringLiteral("%1 does this alone.").arg(name));
}

/// What a command does whose password has been hashed, which takes some 50 ms and is not the writer's work.
template <class C>
using WithHash = std::function<Result<Outcome>(const Context&, const C&, const QString& hash)>;
template <class C> void offerHashing(Catalogue& catalogue, base::RandomSource& random, WithHash<C> apply)
{
    auto& command = catalogue.offerPrepared<C>([source = &random, apply = std::move(apply)](const Actor&,
                                                   const C& asked) -> Result<Catalogue::ApplyTo<C>> {
        ZF_ASSIGN(const QString hash, access::hashPassword(asked.password.toUtf8(), *source));
        return [apply, hash](const Context& at, const C& wanted) { return apply(at, wanted, hash); };
    });
    // Whoever sets another password under the same key must not be told that it is set.
    command.stands = [](storage::Database& database, const QJsonObject& input) -> Result<bool> {
        const C asked = C::shape().read(input);
        return access::hasPassword(database, asked.name, asked.password.toUtf8());
    };
}

Result<Outcome> setRole(const Context& at, const SetRole& wanted)
{
    const access::Role role = access::parseRole(wanted.role);
    ZF_ASSIGN(const Operator one, access::findOperator(at.database, wanted.name));
    if (one.role == role)
        return asItWas(wanted.name);
    ZF_TRY(access::setRole(at.database, wanted.name, role));
    return about(wanted.name, "operator.role_changed",
        QStringLiteral("from %1 to %2").arg(access::toText(one.role), wanted.role),
        QJsonObject{{QStringLiteral("role"), wanted.role}});
}

Result<Outcome> removeTotp(const Context& at, const QString& name)
{
    ZF_ASSIGN(const Operator one, access::findOperator(at.database, name));
    // Whoever has the password alone must not get rid of what is asked for besides.
    if (name == at.actor.name && one.totp == access::Enrolment::complete && !at.actor.totp)
        return access::codeNeeded(one);
    ZF_TRY(access::removeTotp(at.database, one));
    return about(name, "operator.totp_removed");
}

/// Whoever manages the others.
void offerManaging(Catalogue& catalogue, const Outside& outside)
{
    offerHashing<AddOperator>(catalogue, outside.random,
        [](const Context& at, const AddOperator& wanted, const QString& hash) -> Result<Outcome> {
            ZF_TRY(access::addOperator(
                at.database, wanted.name, access::parseRole(wanted.role), hash, at.nowUtcMs));
            return about(wanted.name, "operator.added", wanted.role,
                QJsonObject{{QStringLiteral("role"), wanted.role}});
        });
    catalogue.offer<DisableOperator>([](const Context& at, const DisableOperator& wanted) -> Result<Outcome> {
        ZF_ASSIGN(const Operator one, access::findOperator(at.database, wanted.name));
        if (!one.isEnabled)
            return asItWas(wanted.name);
        ZF_TRY(access::disableOperator(at.database, wanted.name, at.nowUtcMs));
        return about(wanted.name, "operator.disabled");
    });
    catalogue.offer<EnableOperator>([](const Context& at, const EnableOperator& wanted) -> Result<Outcome> {
        ZF_ASSIGN(const Operator one, access::findOperator(at.database, wanted.name));
        if (one.isEnabled)
            return asItWas(wanted.name);
        ZF_TRY(access::enableOperator(at.database, wanted.name));
        return about(wanted.name, "operator.enabled");
    });
    catalogue.offer<SetRole>(setRole);
    offerHashing<ResetPassword>(catalogue, outside.random,
        [](const Context& at, const ResetPassword& wanted, const QString& hash) -> Result<Outcome> {
            ZF_TRY(access::resetPassword(at.database, wanted.name, hash));
            return about(wanted.name, "operator.password_reset");
        });
    catalogue.offer<RemoveTotp>(
        [](const Context& at, const RemoveTotp& wanted) { return removeTotp(at, wanted.name); });
}

Result<Outcome> enrol(
    const Context& at, const EnrolTotp& wanted, const crypto::Secret& key, base::RandomSource& random)
{
    ZF_TRY(checkOwn(at.actor, wanted.name));
    ZF_ASSIGN(const Operator own, access::findOperator(at.database, wanted.name));
    ZF_ASSIGN(const access::Settings* const settings, access::Settings::current(at.database));
    const QString shop = settings->text("merchant.name");
    ZF_ASSIGN(const access::TotpEnrolment enrolment,
        access::beginTotp(at.database, own, key, shop.isEmpty() ? QString::fromLatin1(kNobodys) : shop,
            random, at.nowUtcMs));
    Outcome outcome = about(own.name, "operator.totp_begun");
    outcome.handedOut =
        QJsonObject{{QStringLiteral("uri"), enrolment.uri}, {QStringLiteral("secret"), enrolment.secret},
            {QStringLiteral("recovery_codes"), QJsonArray::fromStringList(enrolment.recoveryCodes)}};
    return outcome;
}

/// Outside of the act, whose failure would undo the counting of a wrong code. A right one is looked at alone
/// here: it is taken by the act.
Status lookAtCode(const Outside& outside, const Actor& actor, const QString& code, const crypto::Secret& key)
{
    bool isRight = false;
    const auto tried =
        outside.writer.runNow<access::CodeTried>([&](Database& database) -> Result<access::CodeTried> {
            isRight = false;
            ZF_TRY(access::stillStands(database, actor));
            ZF_ASSIGN(const Operator own, access::findOperator(database, actor.name));
            ZF_ASSIGN(
                const access::CodeTried looked, access::useCode(database, own, code, key,
                                                    access::CodeFor::enrolment, outside.clock.nowUtcMs()));
            isRight = looked.isRight();
            if (isRight)
                return base::fail(base::Error{}); // undoes it
            return looked;
        });
    if (isRight)
        return {};
    ZF_TRY(tried);
    return access::asStatus(*tried);
}

Result<Outcome> confirm(const Context& at, const ConfirmTotp& wanted, const crypto::Secret& key)
{
    ZF_TRY(checkOwn(at.actor, wanted.name));
    ZF_ASSIGN(const Operator own, access::findOperator(at.database, wanted.name));
    ZF_ASSIGN(const access::CodeTried tried,
        access::useCode(at.database, own, wanted.code, key, access::CodeFor::enrolment, at.nowUtcMs));
    ZF_TRY(access::asStatus(tried));
    return about(own.name, "operator.totp_enrolled");
}

void offerCodes(Catalogue& catalogue, const Outside& outside)
{
    auto& enrolling = catalogue.offerPrepared<EnrolTotp>(
        [sealing = outside.totpKeyOrNew, random = &outside.random](
            const Actor&, const EnrolTotp&) -> Result<Catalogue::ApplyTo<EnrolTotp>> {
            ZF_ASSIGN(const crypto::Secret key, sealing());
            return [key, random](const Context& at, const EnrolTotp& wanted) {
                return enrol(at, wanted, key, *random);
            };
        });
    enrolling.handsOut = true;
    catalogue.offerPrepared<ConfirmTotp>(
        [outside](const Actor& actor, const ConfirmTotp& asked) -> Result<Catalogue::ApplyTo<ConfirmTotp>> {
            ZF_TRY(checkOwn(actor, asked.name));
            ZF_ASSIGN(const crypto::Secret key, outside.totpKey());
            ZF_TRY(lookAtCode(outside, actor, asked.code, key));
            return [key](const Context& at, const ConfirmTotp& wanted) { return confirm(at, wanted, key); };
        });
    catalogue.offer<RemoveOwnTotp>([](const Context& at, const RemoveOwnTotp& wanted) -> Result<Outcome> {
        ZF_TRY(checkOwn(at.actor, wanted.name));
        return removeTotp(at, wanted.name);
    });
}

Result<Outcome> withSheet(const Context& at, Outcome outcome, const QString& code)
{
    ZF_ASSIGN(const access::Settings* const settings, access::Settings::current(at.database));
    outcome.handedOut = QJsonObject{
        {QStringLiteral("sheet"), QString::fromUtf8(access::sheetText(
                                      settings->text("merchant.name"), outcome.subject, code, at.nowUtcMs))}};
    return outcome;
}

Result<Outcome> makeSheet(const Context& at, const MakeSheet& wanted, base::RandomSource& random)
{
    ZF_TRY(checkOwn(at.actor, wanted.name));
    ZF_ASSIGN(const Operator own, access::findOperator(at.database, wanted.name));
    // A sheet lets its holder in without a code: the password alone must not make one.
    if (own.totp == access::Enrolment::complete && !at.actor.totp)
        return access::codeNeeded(own);
    const QString code = access::newSheetCode(random);
    ZF_TRY(access::keepSheet(at.database, own.name, code, at.nowUtcMs));
    return withSheet(at, about(own.name, "operator.sheet_made"), code);
}

Result<Outcome> recover(const Context& at, const Recover& wanted, const QString& code, const QString& hash,
    base::RandomSource& random)
{
    ZF_TRY(checkOwn(at.actor, wanted.name));
    ZF_ASSIGN(const Operator own, access::findOperator(at.database, wanted.name));
    const QString next = access::newSheetCode(random);
    ZF_TRY(access::recoverBySheet(at.database, own.name, code, hash, next, at.nowUtcMs));
    QJsonObject changed{{QStringLiteral("password"), QStringLiteral("reset")},
        {QStringLiteral("sheet"), QStringLiteral("replaced")}};
    if (own.totp != access::Enrolment::none)
        changed.insert(QStringLiteral("totp"), QStringLiteral("removed"));
    return withSheet(at, about(own.name, "operator.recovered", {}, changed), next);
}

void offerSheets(Catalogue& catalogue, const Outside& outside)
{
    base::RandomSource* const random = &outside.random;
    auto& making = catalogue.offer<MakeSheet>(
        [random](const Context& at, const MakeSheet& wanted) { return makeSheet(at, wanted, *random); });
    making.handsOut = true;
    auto& recovering = catalogue.offerPrepared<Recover>(
        [random](const Actor&, const Recover& asked) -> Result<Catalogue::ApplyTo<Recover>> {
            ZF_ASSIGN(const QString code, access::codeOnSheet(asked.sheet.toUtf8()));
            ZF_ASSIGN(const QString hash, access::hashPassword(asked.password.toUtf8(), *random));
            return [code, hash, random](const Context& at, const Recover& wanted) {
                return recover(at, wanted, code, hash, *random);
            };
        });
    recovering.handsOut = true;
}

} // namespace

Shape<AddOperator> AddOperator::shape()
{
    return Shape<AddOperator>()
        .with(&AddOperator::name, nameField("who", "invalid_name"))
        .with(&AddOperator::role, roleField())
        .with(&AddOperator::password, passwordField());
}

Shape<DisableOperator> DisableOperator::shape()
{
    return Shape<DisableOperator>().with(&DisableOperator::name, nameField("who"));
}

Shape<EnableOperator> EnableOperator::shape()
{
    return Shape<EnableOperator>().with(&EnableOperator::name, nameField("who"));
}

Shape<SetRole> SetRole::shape()
{
    return Shape<SetRole>().with(&SetRole::name, nameField("who")).with(&SetRole::role, roleField());
}

Shape<ResetPassword> ResetPassword::shape()
{
    return Shape<ResetPassword>()
        .with(&ResetPassword::name, nameField("whose"))
        .with(&ResetPassword::password, passwordField());
}

Shape<RemoveTotp> RemoveTotp::shape()
{
    return Shape<RemoveTotp>().with(&RemoveTotp::name, nameField("whose"));
}

Shape<ChangePassword> ChangePassword::shape()
{
    return Shape<ChangePassword>()
        .with(&ChangePassword::name, ownField())
        .with(&ChangePassword::password, passwordField());
}

Shape<EnrolTotp> EnrolTotp::shape()
{
    return Shape<EnrolTotp>().with(&EnrolTotp::name, ownField());
}

Shape<ConfirmTotp> ConfirmTotp::shape()
{
    return Shape<ConfirmTotp>()
        .with(&ConfirmTotp::name, ownField())
        .with(&ConfirmTotp::code, {.name = "code",
                                      .type = FieldType::secret,
                                      .words = "the authenticator's, of this moment",
                                      .most = kLongestCode,
                                      .code = "totp_wrong"});
}

Shape<RemoveOwnTotp> RemoveOwnTotp::shape()
{
    return Shape<RemoveOwnTotp>().with(&RemoveOwnTotp::name, ownField());
}

Shape<MakeSheet> MakeSheet::shape()
{
    return Shape<MakeSheet>().with(&MakeSheet::name, ownField());
}

Shape<Recover> Recover::shape()
{
    return Shape<Recover>()
        .with(&Recover::name, ownField())
        .with(&Recover::sheet, {.name = "sheet",
                                   .type = FieldType::secret,
                                   .words = "the sheet's text, or its code alone",
                                   .most = kLongestSheet,
                                   .code = "invalid_sheet"})
        .with(&Recover::password, passwordField());
}

void offerCommands(Catalogue& catalogue, const Outside& outside)
{
    offerManaging(catalogue, outside);
    offerHashing<ChangePassword>(catalogue, outside.random,
        [](const Context& at, const ChangePassword& wanted, const QString& hash) -> Result<Outcome> {
            ZF_TRY(checkOwn(at.actor, wanted.name));
            ZF_TRY(access::changePassword(at.database, wanted.name, hash));
            return about(wanted.name, "operator.password_changed");
        });
    offerCodes(catalogue, outside);
    offerSheets(catalogue, outside);
}

} // namespace zhangfang::people
