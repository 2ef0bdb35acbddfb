#include "backend/desk_later.h"

/// The people who work here, and how they prove who they are.
namespace zhangfang::backend
{

using access::Operator;
using access::Permission;

namespace
{

Result<int> asDone(const Result<Operator>& changed)
{
    return changed.map([](const Operator&) { return 0; });
}

} // namespace

template <class T>
Later<T> Desk::withPeople(Authority authority, Permission wanted, std::function<Result<T>(People&)> act)
{
    return on<T>(
        deciders_, [this, authority = std::move(authority), wanted, act = std::move(act)]() -> Result<T> {
            if (authority.password.isEmpty())
                return base::refused("password_needed", QStringLiteral("This always takes the password."));
            ZF_ASSIGN(const access::Actor who, actor(authority, wanted));
            People people(*folder_, who);
            auto outcome = act(people);
            lookAtSession();
            return outcome;
        });
}

Later<int> Desk::changePassword(Authority authority, QByteArray wanted)
{
    return withPeople<int>(
        std::move(authority), Permission::ownAccount, [this, wanted = std::move(wanted)](People& people) {
            endSession();
            return asDone(people.changePassword(wanted));
        });
}

Later<int> Desk::addOperator(QString name, access::Role role, QByteArray password, Authority authority)
{
    return withPeople<int>(std::move(authority), Permission::manageOperators,
        [name = std::move(name), role, password = std::move(password)](
            People& people) { return asDone(people.add(name, role, password)); });
}

Later<int> Desk::disableOperator(QString name, Authority authority)
{
    return withPeople<int>(std::move(authority), Permission::manageOperators,
        [name = std::move(name)](People& people) { return asDone(people.disable(name)); });
}

Later<int> Desk::enableOperator(QString name, Authority authority)
{
    return withPeople<int>(std::move(authority), Permission::manageOperators,
        [name = std::move(name)](People& people) { return asDone(people.enable(name)); });
}

Later<int> Desk::setRole(QString name, access::Role role, Authority authority)
{
    return withPeople<int>(std::move(authority), Permission::manageOperators,
        [name = std::move(name), role](People& people) { return asDone(people.setRole(name, role)); });
}

Later<int> Desk::resetPassword(QString name, QByteArray password, Authority authority)
{
    return withPeople<int>(std::move(authority), Permission::manageOperators,
        [name = std::move(name), password = std::move(password)](
            People& people) { return asDone(people.resetPassword(name, password)); });
}

Later<access::TotpEnrolment> Desk::enrolTotp(Authority authority)
{
    return withPeople<access::TotpEnrolment>(
        std::move(authority), Permission::ownAccount, [](People& people) { return people.enrol(); });
}

Later<int> Desk::confirmTotp(QString code, Authority authority)
{
    return withPeople<int>(std::move(authority), Permission::ownAccount,
        [code = std::move(code)](People& people) { return asDone(people.confirm(code)); });
}

Later<int> Desk::removeTotp(QString name, Authority authority)
{
    const Permission wanted =
        name == authority.operatorName ? Permission::ownAccount : Permission::manageOperators;
    return withPeople<int>(std::move(authority), wanted,
        [name = std::move(name)](People& people) { return asDone(people.removeTotp(name)); });
}

Later<QByteArray> Desk::newRecoverySheet(Authority authority)
{
    return withPeople<QByteArray>(
        std::move(authority), Permission::ownAccount, [](People& people) { return people.newSheet(); });
}

Later<QByteArray> Desk::recoverBySheet(QString operatorName, QByteArray sheet, QByteArray password)
{
    return on<QByteArray>(deciders_,
        [this, name = std::move(operatorName), sheet = std::move(sheet), password = std::move(password)] {
            auto next = backend::recoverBySheet(*folder_, name, sheet, password);
            lookAtSession();
            return next;
        });
}

} // namespace zhangfang::backend
