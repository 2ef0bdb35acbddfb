#pragma once

#include "access/acts.h"
#include "access/totp.h"
#include "backend/authentication.h"

namespace zhangfang::backend
{

/// What is done about the people who work here, from every face. Each waits for its commit and, where a
/// password is hashed, some 50 ms: never on the UI's thread. Errors of all: as `access::permitted`, and those
/// of the functions of access/operators.h that they call.
class People
{
public:
    /// `who`: proven for `manageOperators`, and for `ownAccount` where it says own. `key`: as of
    /// access/acts.h, for what gives nobody a secret; a password is set again, as nothing of it is kept that
    /// could tell it from another.
    People(ShopFolder& folder, const access::Actor& who, QString key = {})
        : folder_(folder), who_(who), key_(std::move(key))
    {
    }

    [[nodiscard]] Result<access::Operator> add(
        const QString& name, access::Role role, const QByteArray& password);
    [[nodiscard]] Result<access::Operator> disable(const QString& name);
    [[nodiscard]] Result<access::Operator> enable(const QString& name);
    [[nodiscard]] Result<access::Operator> setRole(const QString& name, access::Role role);
    [[nodiscard]] Result<access::Operator> resetPassword(const QString& name, const QByteArray& password);
    /// Own: the password they have just given is the old one.
    [[nodiscard]] Result<access::Operator> changePassword(const QByteArray& password);
    /// Own: an authenticator is told of the shop; nothing counts before its first code. Errors:
    /// totp_enrolled.
    [[nodiscard]] Result<access::TotpEnrolment> enrol();
    /// Own. Errors: as `access::asStatus`.
    [[nodiscard]] Result<access::Operator> confirm(const QString& code);
    /// Own, with a code (totp_needed without), or of somebody else by whoever manages operators.
    [[nodiscard]] Result<access::Operator> removeTotp(const QString& name);
    /// Own, an owner's: another recovery sheet in place of the one before. Answers its text.
    [[nodiscard]] Result<QByteArray> newSheet();

private:
    using Change = std::function<Status(storage::Database& database, qint64 nowUtcMs)>;
    [[nodiscard]] access::Act keyed(const char* kind, const QString& name, const QString& role = {}) const;
    [[nodiscard]] Result<access::Operator> changed(
        access::Permission wanted, const access::Act& act, const QString& name, const Change& change);
    ShopFolder& folder_;
    const access::Actor who_;
    const QString key_;
};

/// What opens the way back: a new password by a recovery sheet, which is used up by it. Tries are counted as
/// those of passwords. Answers the next sheet's text. Errors: invalid_sheet, wrong_sheet, operator_disabled,
/// operator_waits, weak_password.
[[nodiscard]] Result<QByteArray> recoverBySheet(
    ShopFolder& folder, const QString& name, const QByteArray& sheet, const QByteArray& password);

} // namespace zhangfang::backend
