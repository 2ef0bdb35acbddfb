#pragma once

#include "access/actor.h"
#include "access/operators.h"
#include "backend/shop_folder.h"

#include <functional>

namespace zhangfang::backend
{

/// By which face somebody comes in, as `access::Actor` tells it.
inline constexpr auto kWindow = "window";
inline constexpr auto kCommandLine = "command line";

/// What a person gives to prove who they are.
struct Credentials {
    QString operatorName;
    QByteArray password;
    QString totp = {}; ///< a one-time code, or a recovery code; empty: none
};

/// Who wants to do that, proven just now, and whether they may. Wrong passwords and codes are counted
/// (access/tries.h); a wait that begins is also a task. A code is used up by this.
/// Errors: wrong_password, operator_disabled, operator_waits, not_permitted, totp_needed, totp_not_enrolled,
/// totp_wrong, totp_used, totp_unavailable, busy, and those of books and secrets' store; the books have to be
/// writable. Takes some 50 ms: never on the UI's thread, nor the writer's.
[[nodiscard]] Result<access::Actor> authenticated(
    ShopFolder& folder, const Credentials& given, access::Permission wanted, const char* face);
/// By the password alone, whatever they may then: for whoever asks about that by themselves.
[[nodiscard]] Result<QString> authenticated(storage::Writer& writer, const storage::ReadPool& readers,
    const base::Clock& clock, const QString& operatorName, const QByteArray& password);

/// Whom an open session stands for, as the books have them now. Errors: locked_session (it was opened for
/// another version of their authority), not_permitted, totp_needed, totp_not_enrolled.
struct OpenSession {
    QString operatorName;
    qint64 version = 0; ///< access::Operator's
    bool totp = false;  ///< it was opened with a code, too
};
[[nodiscard]] Result<access::Actor> stillIn(
    ShopFolder& folder, const OpenSession& session, access::Permission wanted, const char* face);

/// By the operators of a database file that is not written to: nothing is counted, and no code asked for.
/// Errors: wrong_password, operator_disabled, not_permitted (they may not put books back).
[[nodiscard]] Result<QString> authenticatedBy(
    const QString& databaseFile, const QString& operatorName, const QByteArray& password);
/// Whether the books themselves cannot be read, so that those who put a backup in their place can only be
/// proven by its operators. Books that are held, or have no room, are not such.
[[nodiscard]] bool isUnreadable(const base::Error& error);

/// The key that seals what authenticators share with the shop: made where there is none yet and it is wanted.
enum class KeyWish { existing, make };
[[nodiscard]] Result<crypto::Secret> totpKey(ShopFolder& folder, KeyWish wish);

/// One try at a name, counted before it is made and told once that is counted.
struct Try {
    Status outcome; ///< what whoever tries is told
    enum class Verdict { right, wrong, notTried } verdict = Verdict::notTried;
};
/// `look` reads; `decide`, where given, goes on in the write transaction that counts. Errors: operator_waits,
/// busy, and what `outcome` says.
[[nodiscard]] Status tryOnce(storage::Writer& writer, const base::Clock& clock, const QString& name,
    const std::function<Try()>& look,
    const std::function<Result<Try>(storage::Database&, qint64 nowUtcMs)>& decide = {});

} // namespace zhangfang::backend
