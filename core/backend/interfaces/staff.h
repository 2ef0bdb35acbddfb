#pragma once

#include "access/operators.h"
#include "access/totp.h"
#include "backend/interfaces/authority.h"
#include "backend/interfaces/later.h"

namespace zhangfang::backend
{

/// The people who work here; see `backend::People`. All that changes something takes the password each time.
/// On the UI's thread; every answer comes later.
class Staff
{
public:
    virtual ~Staff() = default;
    /// One's own.
    [[nodiscard]] virtual Later<int> changePassword(Authority authority, QByteArray wanted) = 0;
    [[nodiscard]] virtual Later<int> addOperator(
        QString name, access::Role role, QByteArray password, Authority authority) = 0;
    [[nodiscard]] virtual Later<int> disableOperator(QString name, Authority authority) = 0;
    [[nodiscard]] virtual Later<int> enableOperator(QString name, Authority authority) = 0;
    [[nodiscard]] virtual Later<int> setRole(QString name, access::Role role, Authority authority) = 0;
    [[nodiscard]] virtual Later<int> resetPassword(
        QString name, QByteArray password, Authority authority) = 0;
    /// One's own; what it answers is shown once.
    [[nodiscard]] virtual Later<access::TotpEnrolment> enrolTotp(Authority authority) = 0;
    [[nodiscard]] virtual Later<int> confirmTotp(QString code, Authority authority) = 0;
    [[nodiscard]] virtual Later<int> removeTotp(QString name, Authority authority) = 0;
    /// The text of an owner's new recovery sheet.
    [[nodiscard]] virtual Later<QByteArray> newRecoverySheet(Authority authority) = 0;
    /// By a recovery sheet; answers the text of the next one. See `backend::recoverBySheet`.
    [[nodiscard]] virtual Later<QByteArray> recoverBySheet(
        QString operatorName, QByteArray sheet, QByteArray password) = 0;
};

} // namespace zhangfang::backend
