#include "access/totp.h"

#include "access/spelled.h"
#include "access/tries.h"
#include "crypto/crypto.h"

#include <oath.h>
#include <QRegularExpression>
#include <QUrl>

namespace zhangfang::access
{
namespace
{

constexpr int kSecretBytes = 20; // as long as the hash, which RFC 4226 recommends
constexpr int kNonceBytes = 12;
constexpr int kRecoveryLetters = 16;
constexpr auto kRecoveryKind = "recovery code";

tl::unexpected<base::Error> unavailable(const char* why)
{
    return base::unavailable(
        "totp_unavailable", QStringLiteral("One-time codes cannot be checked: %1.").arg(QLatin1String(why)));
}

/// What binds a sealed secret to its operator: nobody can put their own in another's place.
QByteArray boundTo(const Operator& who)
{
    return "totp of operator " + QByteArray::number(who.id.value());
}

Result<QString> sealed(
    const QByteArray& secret, const Operator& who, const QByteArray& key, base::RandomSource& random)
{
    const QByteArray nonce = random.bytes(kNonceBytes);
    return crypto::aesGcmSeal(key, nonce, secret, boundTo(who)).map([&](const QByteArray& box) {
        return QString::fromLatin1((nonce + box).toBase64());
    });
}

Result<crypto::Secret> opened(const QString& stored, const Operator& who, const QByteArray& key)
{
    const QByteArray box = QByteArray::fromBase64(stored.toLatin1());
    auto secret = crypto::aesGcmOpen(key, box.left(kNonceBytes), box.mid(kNonceBytes), boundTo(who));
    if (!secret)
        return unavailable("the secrets' store has another key than the one they were sealed with");
    return crypto::Secret::taken(std::move(*secret));
}

struct TotpRow {
    QString secret;
    bool isComplete = false;
    qint64 lastStep = 0, wrong = 0, waitsUntilUtcMs = 0;
};
Result<std::optional<TotpRow>> totpRow(storage::Database& database, const Operator& who)
{
    ZF_ASSIGN(
        auto rows, database.query("SELECT secret, confirmed_at IS NOT NULL, last_step, wrong, waits_until "
                                  "FROM operator_totp WHERE operator_id = :id",
                       {{":id", who.id.value()}}));
    if (!rows.next())
        return std::optional<TotpRow>();
    return std::optional(
        TotpRow{rows.text(0), rows.number(1) != 0, rows.number(2), rows.number(3), rows.number(4)});
}

Status forget(storage::Database& database, const Operator& who)
{
    ZF_TRY(database.execute(
        "DELETE FROM totp_recovery_codes WHERE operator_id = :id", {{":id", who.id.value()}}));
    return database.execute("DELETE FROM operator_totp WHERE operator_id = :id", {{":id", who.id.value()}})
        .map([](qint64) {});
}

/// The step it is of; nothing: of none that is near.
Result<std::optional<qint64>> stepOf(const QByteArray& secret, const QString& code, qint64 nowUtcMs)
{
    const QByteArray typed = code.toLatin1();
    std::optional<qint64> step;
    for (qint64 near = -kTotpDrift; near <= kTotpDrift; ++near) {
        const qint64 at = nowUtcMs + near * kTotpStepMs;
        ZF_ASSIGN(const QByteArray right, totpCode(secret, at));
        if (crypto::equalConstantTime(right, typed))
            step = at / kTotpStepMs;
    }
    return step;
}

Result<bool> takeRecoveryCode(
    storage::Database& database, const Operator& who, const QString& code, qint64 nowUtcMs)
{
    const QString hash = hashOfSpelled(kRecoveryKind, who.id.value(), unspelled(code));
    ZF_ASSIGN(
        const qint64 taken, database.execute("UPDATE totp_recovery_codes SET used_at = :now "
                                             "WHERE operator_id = :id AND hash = :hash AND used_at IS NULL",
                                {{":now", nowUtcMs}, {":id", who.id.value()}, {":hash", hash}}));
    if (taken == 1)
        ZF_TRY(recordAudit(
            database, nowUtcMs, who.name, QStringLiteral("operator.recovery_code_used"), who.name, {}));
    return taken == 1;
}

Status forgive(storage::Database& database, const Operator& who)
{
    return database
        .execute("UPDATE operator_totp SET wrong = 0, waits_until = 0 WHERE operator_id = :id",
            {{":id", who.id.value()}})
        .map([](qint64) {});
}

} // namespace

Result<QByteArray> totpCode(const QByteArray& secret, qint64 nowUtcMs, int digits)
{
    static const bool isReady = ::oath_init() == OATH_OK;
    if (!isReady)
        return unavailable("the library cannot be used");
    char code[16] = {};
    const int done = ::oath_totp_generate(secret.constData(), static_cast<size_t>(secret.size()),
        static_cast<time_t>(nowUtcMs / 1000), static_cast<unsigned>(kTotpStepMs / 1000), 0,
        static_cast<unsigned>(digits), code);
    if (done != OATH_OK)
        return unavailable(::oath_strerror_name(done));
    return QByteArray(code);
}

QString toBase32(const QByteArray& bytes)
{
    constexpr char kBase32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    QString text;
    quint32 bits = 0;
    int held = 0;
    for (const char byte : bytes) {
        bits = (bits << 8) | static_cast<quint32>(static_cast<unsigned char>(byte));
        for (held += 8; held >= 5; held -= 5)
            text += QLatin1Char(kBase32[(bits >> (held - 5)) & 31]);
    }
    if (held > 0)
        text += QLatin1Char(kBase32[(bits << (5 - held)) & 31]);
    return text;
}

QString totpUri(const QByteArray& secret, const QString& issuer, const QString& name)
{
    const auto coded = [](const QString& text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    return QStringLiteral("otpauth://totp/%1:%2?secret=%3&issuer=%1&algorithm=SHA1&digits=%4&period=%5")
        // All at once: what is coded has per cent signs of its own.
        .arg(coded(issuer), coded(name), toBase32(secret), QString::number(kTotpDigits),
            QString::number(kTotpStepMs / 1000));
}

TotpRule totpRule(const Settings& settings)
{
    const QString rule = settings.text("access.totp");
    return rule == QLatin1String("always")    ? TotpRule::always
           : rule == QLatin1String("approve") ? TotpRule::approve
                                              : TotpRule::off;
}

bool wantsCode(TotpRule rule, Permission permission, Enrolment enrolment)
{
    const bool isEnrolled = enrolment == Enrolment::complete;
    switch (rule) {
    case TotpRule::always:
        return isEnrolled || permission != Permission::ownAccount;
    case TotpRule::approve:
        return permission == Permission::decideWithdrawal || permission == Permission::refund ||
               (permission == Permission::manageOperators && isEnrolled);
    case TotpRule::off:
        break;
    }
    return false;
}

tl::unexpected<base::Error> codeNeeded(const Operator& who)
{
    if (who.totp == Enrolment::complete)
        return base::refused(
            "totp_needed", QStringLiteral("This takes the one-time code of %1 as well.").arg(who.name));
    return base::refused("totp_not_enrolled",
        QStringLiteral("This takes a one-time code, and %1 has not enrolled for them.").arg(who.name));
}

Result<TotpEnrolment> beginTotp(storage::Database& database, const Operator& who, const QByteArray& key,
    const QString& issuer, base::RandomSource& random, qint64 nowUtcMs)
{
    if (who.totp == Enrolment::complete)
        return base::refused("totp_enrolled",
            QStringLiteral("%1 has one-time codes already; they have to be removed first.").arg(who.name));
    ZF_TRY(forget(database, who));
    const crypto::Secret secret = crypto::Secret::taken(random.bytes(kSecretBytes));
    ZF_ASSIGN(const QString box, sealed(secret, who, key, random));
    ZF_TRY(database.execute("INSERT INTO operator_totp (operator_id, secret, begun_at, last_step, wrong, "
                            "waits_until) VALUES (:id, :secret, :now, 0, 0, 0)",
        {{":id", who.id.value()}, {":secret", box}, {":now", nowUtcMs}}));
    TotpEnrolment enrolment{totpUri(secret, issuer, who.name), toBase32(secret), {}};
    for (int i = 0; i < kTotpRecoveryCodes; ++i) {
        const QString code = spelled(random, kRecoveryLetters);
        ZF_TRY(database.execute("INSERT INTO totp_recovery_codes (operator_id, hash) VALUES (:id, :hash)",
            {{":id", who.id.value()}, {":hash", hashOfSpelled(kRecoveryKind, who.id.value(), code)}}));
        enrolment.recoveryCodes << inGroups(code);
    }
    ZF_TRY(recordAudit(database, nowUtcMs, who.name, QStringLiteral("operator.totp_begun"), who.name, {}));
    return enrolment;
}

Status removeTotp(storage::Database& database, const Operator& who, const QString& by, qint64 nowUtcMs)
{
    if (who.totp == Enrolment::none)
        return base::refused("totp_not_enrolled", QStringLiteral("%1 has no one-time codes.").arg(who.name));
    ZF_TRY(forget(database, who));
    ZF_TRY(database.execute("UPDATE operators SET authority_version = authority_version + 1 WHERE id = :id",
        {{":id", who.id.value()}}));
    return recordAudit(database, nowUtcMs, by, QStringLiteral("operator.totp_removed"), who.name, {});
}

bool isRecoveryCode(const QString& code)
{
    const QString meant = unspelled(code);
    return meant.size() == kRecoveryLetters && isSpelled(meant);
}

Result<CodeTried> useCode(storage::Database& database, const Operator& who, const QString& code,
    const QByteArray& key, CodeFor what, qint64 nowUtcMs)
{
    ZF_ASSIGN(const auto row, totpRow(database, who));
    if (!row || row->isComplete == (what == CodeFor::enrolment))
        return CodeTried{CodeUse::unknown, 0};
    // Where the clock was put back, nobody waits for the time it showed before.
    const qint64 until = std::min(row->waitsUntilUtcMs, nowUtcMs + kLongestWaitMs);
    if (until > nowUtcMs)
        return CodeTried{CodeUse::waits, until - nowUtcMs};
    if (what == CodeFor::proof && isRecoveryCode(code)) {
        ZF_ASSIGN(const bool taken, takeRecoveryCode(database, who, code, nowUtcMs));
        if (taken) {
            ZF_TRY(forgive(database, who));
            return CodeTried{CodeUse::rightRecovery, 0};
        }
    } else {
        ZF_ASSIGN(const crypto::Secret secret, opened(row->secret, who, key));
        ZF_ASSIGN(const auto step, stepOf(secret, QString(code).remove(QLatin1Char(' ')), nowUtcMs));
        if (step && *step <= row->lastStep)
            return CodeTried{CodeUse::used, 0};
        if (step) {
            ZF_TRY(database.execute("UPDATE operator_totp SET last_step = :step, wrong = 0, waits_until = 0, "
                                    "confirmed_at = COALESCE(confirmed_at, :now) WHERE operator_id = :id",
                {{":step", *step}, {":now", nowUtcMs}, {":id", who.id.value()}}));
            if (row->isComplete)
                return CodeTried{CodeUse::right, 0};
            ZF_TRY(recordAudit(
                database, nowUtcMs, who.name, QStringLiteral("operator.totp_enrolled"), who.name, {}));
            return CodeTried{CodeUse::begun, 0};
        }
    }
    const qint64 wrong = row->wrong + 1;
    ZF_TRY(database.execute(
        "UPDATE operator_totp SET wrong = :wrong, waits_until = :until WHERE operator_id = :id",
        {{":wrong", wrong}, {":until", nowUtcMs + waitAfter(wrong)}, {":id", who.id.value()}}));
    return CodeTried{CodeUse::wrong, 0};
}

Status asStatus(const CodeTried& tried)
{
    switch (tried.use) {
    case CodeUse::right:
    case CodeUse::rightRecovery:
    case CodeUse::begun:
        return {};
    case CodeUse::waits:
        return stillWaits(tried.leftMs);
    case CodeUse::used:
        return base::refused(
            "totp_used", QStringLiteral("This one-time code was used before; wait for the next."));
    case CodeUse::unknown:
        return base::refused(
            "totp_not_enrolled", QStringLiteral("There are no one-time codes of that kind to try it with."));
    case CodeUse::wrong:
        break;
    }
    return base::refused("totp_wrong", QStringLiteral("The one-time code is wrong."));
}

} // namespace zhangfang::access
