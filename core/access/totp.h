#pragma once

#include "access/operators.h"
#include "access/settings.h"
#include "crypto/secret.h"

#include <QStringList>

namespace zhangfang::access
{

/// One-time codes as of RFC 6238: SHA-1, six digits, a new one every 30 seconds, which is what every
/// authenticator knows.
inline constexpr qint64 kTotpStepMs = 30'000;
inline constexpr int kTotpDigits = 6;
/// So many steps before and after its time a code is taken: what telephones and tills differ by.
inline constexpr qint64 kTotpDrift = 1;
inline constexpr int kTotpRecoveryCodes = 10;

/// The name of the key that sealed the operators' secrets, in the secrets' store. One key for all of them: a
/// keyring tells nobody which names it has, and a secret for each operator could not be listed, copied with
/// the vault or let go with them.
inline constexpr auto kTotpKey = "access.totp_key";
inline constexpr int kTotpKeyBytes = 32;

/// The code of that moment. Errors: totp_unavailable (the library does not work here).
[[nodiscard]] Result<QByteArray> totpCode(
    const QByteArray& secret, qint64 nowUtcMs, int digits = kTotpDigits);
/// "otpauth://totp/…", which authenticators read from a QR code. `issuer`: whose account it is.
[[nodiscard]] QString totpUri(const QByteArray& secret, const QString& issuer, const QString& name);
[[nodiscard]] QString toBase32(const QByteArray& bytes);

/// Where a code is asked for: the setting access.totp.
enum class TotpRule { off, approve, always };
[[nodiscard]] TotpRule totpRule(const Settings& settings);
/// Whether what is about to be done takes a code. Under `approve`: deciding about withdrawals and refunds,
/// and, of those who have enrolled, managing operators. Under `always` everything, but for enrolling itself.
[[nodiscard]] bool wantsCode(TotpRule rule, Permission permission, Enrolment enrolment);
/// The refusals: totp_needed where they have enrolled, totp_not_enrolled where they have not.
[[nodiscard]] tl::unexpected<base::Error> codeNeeded(const Operator& who);

/// What an authenticator is told, once.
struct TotpEnrolment {
    QString uri;
    QString secret;            ///< the same in letters, for whoever types it
    QStringList recoveryCodes; ///< each stands for a code, once; kept as hashes
};
/// Begins anew what has been begun. `key` seals the secret. Errors: totp_enrolled (remove it first).
[[nodiscard]] Result<TotpEnrolment> beginTotp(storage::Database& database, const Operator& who,
    const QByteArray& key, const QString& issuer, base::RandomSource& random, qint64 nowUtcMs);
/// Whoever may: whether they may is asked before. Ends open sessions. Errors: totp_not_enrolled.
[[nodiscard]] Status removeTotp(
    storage::Database& database, const Operator& who, const QString& by, qint64 nowUtcMs);

enum class CodeUse {
    right,
    rightRecovery, ///< one of the recovery codes, which is used up by this
    wrong,
    used,   ///< it was right, and was taken before
    waits,  ///< too many wrong ones
    begun,  ///< the first one of an enrolment was right: it is complete
    unknown ///< they have not enrolled
};
struct CodeTried {
    CodeUse use = CodeUse::unknown;
    qint64 leftMs = 0; ///< of the wait
    [[nodiscard]] bool isRight() const
    {
        return use == CodeUse::right || use == CodeUse::rightRecovery || use == CodeUse::begun;
    }
};
enum class CodeFor { proof, enrolment };
/// Takes a code, once: that it was used stands in the transaction that accepts it. Wrong ones are counted
/// beside those of passwords, and wait as they do; the caller commits either way. `key`: may be empty for a
/// recovery code. Errors: totp_unavailable (the key is not the one it was sealed with).
[[nodiscard]] Result<CodeTried> useCode(storage::Database& database, const Operator& who, const QString& code,
    const QByteArray& key, CodeFor what, qint64 nowUtcMs);
/// Whether that is written like a recovery code and not like one of six digits.
[[nodiscard]] bool isRecoveryCode(const QString& code);
/// The refusal that goes with it: totp_wrong, totp_used, operator_waits, totp_not_enrolled.
[[nodiscard]] Status asStatus(const CodeTried& tried);

} // namespace zhangfang::access
