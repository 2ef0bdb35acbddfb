#include "backend/people.h"

#include "access/recovery_sheet.h"
#include "people/commands.h"

#include <QJsonArray>

namespace zhangfang::backend
{

using access::Operator;
using storage::Database;

namespace
{

/// As it was given, to the byte: it is what will be asked for.
Result<QString> passwordText(const QByteArray& password)
{
    QString text = QString::fromUtf8(password);
    if (text.toUtf8() != password)
        return base::invalid("password_not_text", QStringLiteral("The password is not written in UTF-8."));
    return text;
}

QByteArray sheetIn(const QJsonObject& answer)
{
    return answer.value(QLatin1String("sheet")).toString().toUtf8();
}

} // namespace

Result<Operator> People::add(const QString& name, access::Role role, const QByteArray& password)
{
    ZF_ASSIGN(const QString text, passwordText(password));
    return office_.person(who_, people::AddOperator{name, access::toText(role), text}, key_);
}

Result<Operator> People::disable(const QString& name)
{
    return office_.person(who_, people::DisableOperator{name}, key_);
}

Result<Operator> People::enable(const QString& name)
{
    return office_.person(who_, people::EnableOperator{name}, key_);
}

Result<Operator> People::setRole(const QString& name, access::Role role)
{
    return office_.person(who_, people::SetRole{name, access::toText(role)}, key_);
}

Result<Operator> People::resetPassword(const QString& name, const QByteArray& password)
{
    ZF_ASSIGN(const QString text, passwordText(password));
    return office_.person(who_, people::ResetPassword{name, text}, key_);
}

Result<Operator> People::changePassword(const QByteArray& password)
{
    ZF_ASSIGN(const QString text, passwordText(password));
    return office_.person(who_, people::ChangePassword{who_.name, text}, key_);
}

Result<access::TotpEnrolment> People::enrol()
{
    ZF_ASSIGN(const QJsonObject told, office_.door().run(who_, people::EnrolTotp{who_.name}, key_));
    access::TotpEnrolment enrolment{
        told.value(QLatin1String("uri")).toString(), told.value(QLatin1String("secret")).toString(), {}};
    for (const auto& code : told.value(QLatin1String("recovery_codes")).toArray())
        enrolment.recoveryCodes << code.toString();
    return enrolment;
}

Result<Operator> People::confirm(const QString& code)
{
    return office_.person(who_, people::ConfirmTotp{who_.name, code}, key_);
}

Result<Operator> People::removeTotp(const QString& name)
{
    if (name == who_.name)
        return office_.person(who_, people::RemoveOwnTotp{name}, key_);
    return office_.person(who_, people::RemoveTotp{name}, key_);
}

Result<QByteArray> People::newSheet()
{
    return office_.door().run(who_, people::MakeSheet{who_.name}, key_).map(&sheetIn);
}

Result<QByteArray> recoverBySheet(ShopOffice& office, const QString& name, const QByteArray& sheet,
    const QByteArray& password, const char* face)
{
    ZF_ASSIGN(const QString code, access::codeOnSheet(sheet));
    ZF_TRY(access::checkPassword(password));
    ZF_ASSIGN(const QString text, passwordText(password));
    ShopFolder& folder = office.folder();
    Operator who;
    const auto nothing = []() -> Try { return {Status(), Try::Verdict::right}; };
    // The sheet proves who they are. It is used up by the command, which looks at it again.
    ZF_TRY(tryOnce(
        folder.writer(), folder.clock(), name, nothing, [&](Database& database, qint64) -> Result<Try> {
            const auto matches = access::sheetMatches(database, name, code);
            if (!matches && matches.error().code == QLatin1String("operator_disabled"))
                return Try{base::fail(matches.error()), Try::Verdict::notTried};
            ZF_TRY(matches);
            if (!*matches)
                return Try{base::refused(
                               "wrong_sheet", QStringLiteral("The operator or the recovery code is wrong.")),
                    Try::Verdict::wrong};
            ZF_ASSIGN(who, access::findOperator(database, name));
            return Try{Status(), Try::Verdict::right};
        }));
    const access::Actor proven{access::Actor::Kind::person, who.name, who.role, QString::fromLatin1(face),
        access::thisMachine(), true, false, who.version};
    return office.door().run(proven, people::Recover{who.name, code, text}).map(&sheetIn);
}

} // namespace zhangfang::backend
