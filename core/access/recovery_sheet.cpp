#include "access/recovery_sheet.h"

#include "access/actor.h"
#include "access/spelled.h"
#include "access/totp.h"
#include "base/calendar.h"
#include "crypto/crypto.h"

#include <QRegularExpression>

namespace zhangfang::access
{
namespace
{

constexpr int kRandomLetters = 26; // 130 bits
constexpr int kAllLetters = kRandomLetters + 2;

QString sheetHash(const Operator& who, const QString& code)
{
    return hashOfSpelled("recovery sheet", who.id.value(), unspelled(code));
}

} // namespace

QString newSheetCode(base::RandomSource& random)
{
    const QString letters = spelled(random, kRandomLetters);
    return inGroups(letters + checkLetters(letters));
}

QByteArray sheetText(const QString& merchant, const QString& name, const QString& code, qint64 nowUtcMs)
{
    return QStringLiteral(
        "Zhangfang 账房: recovery sheet 恢复单\n"
        "\n"
        "Shop 商户: %1\n"
        "Owner 店主: %2\n"
        "Made 制作于: %3\n"
        "\n"
        "Code 恢复码: %4\n"
        "\n"
        "It makes a new password for this owner, once. Print it, keep it where nobody else gets\n"
        "at it, and delete this file.\n"
        "凭此可为该店主重设一次密码。请打印后妥善保管，勿让他人接触，并删除此文件。\n"
        "\n"
        "zhangfangctl --data FOLDER operator recover NAME --sheet-file FILE "
        "--new-password-file FILE\n")
        .arg(merchant, name, base::toRfc3339(nowUtcMs), code)
        .toUtf8();
}

Result<QString> codeOnSheet(const QByteArray& content)
{
    static const QRegularExpression kCode(QStringLiteral("[0-9A-Za-z]{4}(?:[- ]?[0-9A-Za-z]{4}){6}"));
    auto found = kCode.globalMatch(QString::fromUtf8(content));
    bool isThere = false;
    while (found.hasNext()) {
        const QString meant = unspelled(found.next().captured());
        if (meant.size() != kAllLetters || !isSpelled(meant))
            continue;
        isThere = true;
        if (checkLetters(meant.left(kRandomLetters)) == meant.mid(kRandomLetters))
            return inGroups(meant);
    }
    return base::invalid("invalid_sheet",
        isThere
            ? QStringLiteral("The recovery code has a slip of the pen in it; look at it again.")
            : QStringLiteral("There is no recovery code in it: seven groups of four letters and digits."));
}

Status keepSheet(storage::Database& database, const QString& name, const QString& code, qint64 nowUtcMs)
{
    ZF_ASSIGN(const Operator who, findOperator(database, name));
    if (who.role != Role::owner)
        return notPermitted(name, who.role, Permission::manageOperators);
    ZF_TRY(database.execute(
        "INSERT INTO recovery_sheets (operator_id, hash, made_at) VALUES (:id, :hash, :now) "
        "ON CONFLICT (operator_id) DO UPDATE SET hash = excluded.hash, made_at = excluded.made_at",
        {{":id", who.id.value()}, {":hash", sheetHash(who, code)}, {":now", nowUtcMs}}));
    return recordAudit(database, nowUtcMs, name, QStringLiteral("operator.sheet_made"), name, {});
}

Result<bool> sheetMatches(storage::Database& database, const QString& name, const QString& code)
{
    const auto who = findOperator(database, name);
    if (!who && who.error().code != QLatin1String("no_such_operator"))
        return base::fail(who.error());
    if (!who)
        return false;
    {
        ZF_ASSIGN(auto rows, database.query("SELECT hash FROM recovery_sheets WHERE operator_id = :id",
                                 {{":id", who->id.value()}}));
        if (who->role != Role::owner || !rows.next() ||
            !crypto::equalConstantTime(rows.text(0).toLatin1(), sheetHash(*who, code).toLatin1()))
            return false;
    }
    if (!who->isEnabled)
        return base::refused(
            "operator_disabled", QStringLiteral("The operator %1 is disabled.").arg(who->name));
    return true;
}

Status recoverBySheet(storage::Database& database, const QString& name, const QString& code,
    const QString& passwordHash, const QString& nextCode, qint64 nowUtcMs)
{
    ZF_ASSIGN(const bool matches, sheetMatches(database, name, code)); // as it stands now: it is good once
    if (!matches)
        return base::refused("wrong_sheet", QStringLiteral("The operator or the recovery code is wrong."));
    ZF_ASSIGN(const Operator who, findOperator(database, name));
    if (who.totp != Enrolment::none)
        ZF_TRY(removeTotp(database, who, name, nowUtcMs));
    ZF_TRY(resetPassword(database, name, passwordHash, name, nowUtcMs));
    ZF_TRY(recordAudit(database, nowUtcMs, name, QStringLiteral("operator.recovered"), name, {}));
    return keepSheet(database, name, nextCode, nowUtcMs);
}

} // namespace zhangfang::access
