#pragma once

#include "access/totp.h"
#include "backend/authentication.h"
#include "backend/shop_office.h"

namespace zhangfang::backend
{

/// The commands about people (people/commands.h) as the faces have their input: bytes of passwords and
/// sheets. Each waits for its commit and, where a password is hashed, some 50 ms: never on the UI's thread.
/// Errors of all: as of the office and of the commands, and password_not_text (bytes that are no UTF-8, which
/// could be typed nowhere).
class People
{
public:
    /// `who`: proven for `manageOperators`, and for `ownAccount` where it says own. `key`: the office's.
    People(ShopOffice& office, const access::Actor& who, QString key = {})
        : office_(office), who_(who), key_(std::move(key))
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
    /// totp_enrolled; shown_once.
    [[nodiscard]] Result<access::TotpEnrolment> enrol();
    /// Own. Errors: as `access::asStatus`.
    [[nodiscard]] Result<access::Operator> confirm(const QString& code);
    /// Own, with a code (totp_needed without), or of somebody else by whoever manages operators.
    [[nodiscard]] Result<access::Operator> removeTotp(const QString& name);
    /// Own, an owner's: another recovery sheet in place of the one before. Answers its text. Errors:
    /// shown_once.
    [[nodiscard]] Result<QByteArray> newSheet();

private:
    ShopOffice& office_;
    const access::Actor who_;
    const QString key_;
};

/// What opens the way back: a new password by a recovery sheet, which is used up by it. Tries are counted as
/// those of passwords. It takes no key: a sheet is good once by itself, and whoever has lost the answer has
/// the new password, with which they make another sheet. Answers the next sheet's text. Errors:
/// invalid_sheet, wrong_sheet, operator_disabled, operator_waits, weak_password, password_not_text.
[[nodiscard]] Result<QByteArray> recoverBySheet(ShopOffice& office, const QString& name,
    const QByteArray& sheet, const QByteArray& password, const char* face);

} // namespace zhangfang::backend
