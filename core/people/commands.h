#pragma once

#include "base/clock.h"
#include "crypto/secret.h"
#include "office/command.h"
#include "storage/writer.h"

/// What can be done about the people who work here, by those who manage them and by each about themselves. A
/// room of its own above the office, which asks `access` who may. Each answers {"operator"}, the name.
///
/// Passwords, one-time codes and recovery sheets that are given are secrets: in neither the audit log nor
/// what is kept under a key, so that a repeat under its key is the same act whatever they are.
namespace zhangfang::people
{

using base::Result;

/// Lets somebody in.
struct AddOperator {
    static constexpr auto kName = "operator.add";
    static constexpr auto kPermission = access::Permission::manageOperators;
    static constexpr auto kWords = "let somebody in";
    QString name;
    QString role; ///< access::Role
    QString password;
    [[nodiscard]] static office::Shape<AddOperator> shape();
};

/// Done already, the two below change nothing, and are not in the audit log.
struct DisableOperator {
    static constexpr auto kName = "operator.disable";
    static constexpr auto kPermission = access::Permission::manageOperators;
    static constexpr auto kWords = "nothing by them any more; their open sessions end";
    QString name;
    [[nodiscard]] static office::Shape<DisableOperator> shape();
};
struct EnableOperator {
    static constexpr auto kName = "operator.enable";
    static constexpr auto kPermission = access::Permission::manageOperators;
    static constexpr auto kWords = "let them in again";
    QString name;
    [[nodiscard]] static office::Shape<EnableOperator> shape();
};

/// As these two, where they have that role.
struct SetRole {
    static constexpr auto kName = "operator.set_role";
    static constexpr auto kPermission = access::Permission::manageOperators;
    static constexpr auto kWords = "what they may";
    QString name;
    QString role;
    [[nodiscard]] static office::Shape<SetRole> shape();
};

struct ResetPassword {
    static constexpr auto kName = "operator.reset_password";
    static constexpr auto kPermission = access::Permission::manageOperators;
    static constexpr auto kWords = "a new password for somebody who has lost it";
    QString name;
    QString password;
    [[nodiscard]] static office::Shape<ResetPassword> shape();
};

/// Of somebody else. One's own takes a code by this way, too.
struct RemoveTotp {
    static constexpr auto kName = "operator.remove_totp";
    static constexpr auto kPermission = access::Permission::manageOperators;
    static constexpr auto kWords = "no one-time codes of theirs any more";
    QString name;
    [[nodiscard]] static office::Shape<RemoveTotp> shape();
};

// One's own. `name` says whose, and is the actor's: not_yourself otherwise.

struct ChangePassword {
    static constexpr auto kName = "account.change_password";
    static constexpr auto kPermission = access::Permission::ownAccount;
    static constexpr auto kWords = "one's own password";
    QString name;
    QString password;
    [[nodiscard]] static office::Shape<ChangePassword> shape();
};

/// Hands out {"uri", "secret", "recovery_codes"}: see access::TotpEnrolment. Nothing counts before the first
/// code is confirmed. Errors: totp_enrolled.
struct EnrolTotp {
    static constexpr auto kName = "account.enrol_totp";
    static constexpr auto kPermission = access::Permission::ownAccount;
    static constexpr auto kWords = "what an authenticator is told";
    QString name;
    [[nodiscard]] static office::Shape<EnrolTotp> shape();
};

/// A wrong code stays counted, although nothing else is done. Errors: as `access::asStatus`.
struct ConfirmTotp {
    static constexpr auto kName = "account.confirm_totp";
    static constexpr auto kPermission = access::Permission::ownAccount;
    static constexpr auto kWords = "the authenticator's first code: from then on they are asked for";
    QString name;
    QString code;
    [[nodiscard]] static office::Shape<ConfirmTotp> shape();
};

/// Errors: totp_needed (it takes an actor who has given a code).
struct RemoveOwnTotp {
    static constexpr auto kName = "account.remove_totp";
    static constexpr auto kPermission = access::Permission::ownAccount;
    static constexpr auto kWords = "no one-time codes of one's own any more";
    QString name;
    [[nodiscard]] static office::Shape<RemoveOwnTotp> shape();
};

/// An owner's. Hands out {"sheet"}, its text; the one before is worth nothing. Errors: not_permitted,
/// totp_needed.
struct MakeSheet {
    static constexpr auto kName = "account.make_sheet";
    static constexpr auto kPermission = access::Permission::ownAccount;
    static constexpr auto kWords = "another recovery sheet";
    QString name;
    [[nodiscard]] static office::Shape<MakeSheet> shape();
};

/// A new password by the recovery sheet, which is used up, and takes the second factor away. Hands out
/// {"sheet"}, the next. Whoever calls has counted the try: the sheet is what proves the actor
/// (`backend::recoverBySheet`). Errors: invalid_sheet, wrong_sheet, weak_password.
struct Recover {
    static constexpr auto kName = "account.recover";
    static constexpr auto kPermission = access::Permission::ownAccount;
    static constexpr auto kWords = "a new password by a recovery sheet, which is good once";
    QString name;
    QString sheet; ///< its text, or its code alone
    QString password;
    [[nodiscard]] static office::Shape<Recover> shape();
};

/// What the commands work with besides the books.
struct Outside {
    base::RandomSource& random;
    storage::Writer& writer;
    const base::Clock& clock;
    /// The key that seals what authenticators share with the shop (access::kTotpKey): as it is, and made
    /// where there is none yet.
    std::function<Result<crypto::Secret>()> totpKey;
    std::function<Result<crypto::Secret>()> totpKeyOrNew;
};
void offerCommands(office::Catalogue& catalogue, const Outside& outside);

} // namespace zhangfang::people
