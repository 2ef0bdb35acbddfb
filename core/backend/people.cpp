#include "backend/people.h"

#include "access/recovery_sheet.h"
#include "base/json.h"

namespace zhangfang::backend
{

using access::Operator;
using access::Permission;
using storage::Database;

namespace
{

constexpr auto kNobodys = "Zhangfang"; ///< where the shop has no name

} // namespace

access::Act People::keyed(const char* kind, const QString& name, const QString& role) const
{
    const QJsonObject input{{QStringLiteral("name"), name}, {QStringLiteral("role"), role}};
    return {key_, QString::fromLatin1(kind), base::toCompactJson(input)};
}

Result<Operator> People::changed(
    Permission wanted, const access::Act& act, const QString& name, const Change& change)
{
    ZF_TRY(access::permitted(who_, wanted));
    return folder_.writer().runNow<Operator>([&](Database& database) -> Result<Operator> {
        const qint64 now = folder_.clock().nowUtcMs();
        ZF_TRY(access::stillStands(database, who_));
        const auto done = access::once(database, act, now, [&]() -> Result<QJsonObject> {
            ZF_TRY(change(database, now));
            return QJsonObject{{QStringLiteral("operator"), name}};
        });
        ZF_TRY(done);
        return access::findOperator(database, name);
    });
}

Result<Operator> People::add(const QString& name, access::Role role, const QByteArray& password)
{
    ZF_TRY(access::permitted(who_, Permission::manageOperators));
    ZF_ASSIGN(const QString hash, access::hashPassword(password, folder_.random()));
    return changed(Permission::manageOperators, keyed("operator.add", name, access::toText(role)), name,
        [&](Database& database, qint64 now) {
            return access::addOperator(database, name, role, hash, who_.name, now);
        });
}

Result<Operator> People::disable(const QString& name)
{
    return changed(Permission::manageOperators, keyed("operator.disable", name), name,
        [&](Database& database, qint64 now) {
            return access::disableOperator(database, name, who_.name, now);
        });
}

Result<Operator> People::enable(const QString& name)
{
    return changed(Permission::manageOperators, keyed("operator.enable", name), name,
        [&](Database& database, qint64 now) {
            return access::enableOperator(database, name, who_.name, now);
        });
}

Result<Operator> People::setRole(const QString& name, access::Role role)
{
    return changed(Permission::manageOperators, keyed("operator.set_role", name, access::toText(role)), name,
        [&](Database& database, qint64 now) {
            return access::setRole(database, name, role, who_.name, now);
        });
}

Result<Operator> People::resetPassword(const QString& name, const QByteArray& password)
{
    ZF_TRY(access::permitted(who_, Permission::manageOperators));
    ZF_ASSIGN(const QString hash, access::hashPassword(password, folder_.random()));
    return changed(Permission::manageOperators, {}, name, [&](Database& database, qint64 now) {
        return access::resetPassword(database, name, hash, who_.name, now);
    });
}

Result<Operator> People::changePassword(const QByteArray& password)
{
    ZF_TRY(access::permitted(who_, Permission::ownAccount));
    ZF_ASSIGN(const QString hash, access::hashPassword(password, folder_.random()));
    return changed(Permission::ownAccount, {}, who_.name, [&](Database& database, qint64 now) {
        return access::changePassword(database, who_.name, hash, now);
    });
}

Result<access::TotpEnrolment> People::enrol()
{
    ZF_TRY(access::permitted(who_, Permission::ownAccount));
    ZF_ASSIGN(const crypto::Secret key, totpKey(folder_, KeyWish::make));
    ZF_ASSIGN(const access::Settings settings, folder_.settings());
    const QString shop = settings.text("merchant.name");
    return folder_.writer().runNow<access::TotpEnrolment>(
        [&](Database& database) -> Result<access::TotpEnrolment> {
            ZF_TRY(access::stillStands(database, who_));
            ZF_ASSIGN(const Operator own, access::findOperator(database, who_.name));
            return access::beginTotp(database, own, key,
                shop.isEmpty() ? QString::fromLatin1(kNobodys) : shop, folder_.random(),
                folder_.clock().nowUtcMs());
        });
}

Result<Operator> People::confirm(const QString& code)
{
    ZF_TRY(access::permitted(who_, Permission::ownAccount));
    ZF_ASSIGN(const crypto::Secret key, totpKey(folder_, KeyWish::existing));
    // That a wrong one is counted is kept, so what is told of it comes after the commit.
    ZF_ASSIGN(const access::CodeTried tried,
        folder_.writer().runNow<access::CodeTried>([&](Database& database) -> Result<access::CodeTried> {
            ZF_TRY(access::stillStands(database, who_));
            ZF_ASSIGN(const Operator own, access::findOperator(database, who_.name));
            return access::useCode(
                database, own, code, key, access::CodeFor::enrolment, folder_.clock().nowUtcMs());
        }));
    ZF_TRY(access::asStatus(tried));
    return folder_.readers().read<Operator>(
        [&](Database& database) { return access::findOperator(database, who_.name); });
}

Result<Operator> People::removeTotp(const QString& name)
{
    const bool isOwn = name == who_.name;
    return changed(isOwn ? Permission::ownAccount : Permission::manageOperators,
        keyed("operator.remove_totp", name), name, [&](Database& database, qint64 now) -> Status {
            ZF_ASSIGN(const Operator one, access::findOperator(database, name));
            // Whoever has the password alone must not get rid of what is asked for besides.
            if (isOwn && one.totp == access::Enrolment::complete && !who_.totp)
                return access::codeNeeded(one);
            return access::removeTotp(database, one, who_.name, now);
        });
}

Result<QByteArray> People::newSheet()
{
    ZF_TRY(access::permitted(who_, Permission::ownAccount));
    ZF_ASSIGN(const access::Settings settings, folder_.settings());
    const QString code = access::newSheetCode(folder_.random());
    const qint64 now = folder_.clock().nowUtcMs();
    ZF_TRY(changed(Permission::ownAccount, {}, who_.name, [&](Database& database, qint64) -> Status {
        // A sheet lets its holder in without a code: the password alone must not make one.
        ZF_ASSIGN(const Operator own, access::findOperator(database, who_.name));
        if (own.totp == access::Enrolment::complete && !who_.totp)
            return access::codeNeeded(own);
        return access::keepSheet(database, who_.name, code, now);
    }));
    return access::sheetText(settings.text("merchant.name"), who_.name, code, now);
}

Result<QByteArray> recoverBySheet(
    ShopFolder& folder, const QString& name, const QByteArray& sheet, const QByteArray& password)
{
    ZF_ASSIGN(const QString code, access::codeOnSheet(sheet));
    ZF_ASSIGN(const QString hash, access::hashPassword(password, folder.random()));
    ZF_ASSIGN(const access::Settings settings, folder.settings());
    const QString next = access::newSheetCode(folder.random());
    qint64 at = 0;
    const auto nothing = []() -> Try { return {Status(), Try::Verdict::right}; };
    ZF_TRY(tryOnce(
        folder.writer(), folder.clock(), name, nothing, [&](Database& database, qint64 now) -> Result<Try> {
            at = now;
            const auto matches = access::sheetMatches(database, name, code);
            if (!matches && matches.error().code == QLatin1String("operator_disabled"))
                return Try{base::fail(matches.error()), Try::Verdict::notTried};
            ZF_TRY(matches);
            if (!*matches)
                return Try{base::refused(
                               "wrong_sheet", QStringLiteral("The operator or the recovery code is wrong.")),
                    Try::Verdict::wrong};
            ZF_TRY(access::recoverBySheet(database, name, code, hash, next, now));
            return Try{Status(), Try::Verdict::right};
        }));
    return access::sheetText(settings.text("merchant.name"), name, next, at);
}

} // namespace zhangfang::backend
