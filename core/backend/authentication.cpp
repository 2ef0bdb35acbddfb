#include "backend/authentication.h"

#include "access/totp.h"
#include "access/tries.h"
#include "base/calendar.h"
#include "base/plain_text.h"
#include "shop/tasks.h"
#include "storage/file_lock.h"

#include <chrono>
#include <QDir>
#include <thread>

namespace zhangfang::backend
{

using access::Permission;
using storage::Database;

namespace
{

constexpr auto kTryPace = std::chrono::milliseconds(50);
/// Longer than a try that nobody ends is waited for.
constexpr int kTryRounds = static_cast<int>(access::kTryGoneMs / kTryPace.count()) + 40;

/// Goes on once this try is counted. Errors: operator_waits, busy.
Status admitted(storage::Writer& writer, const base::Clock& clock, const QString& name)
{
    using Answer = access::Admission::Answer;
    for (int round = 0; round < kTryRounds; ++round) {
        ZF_ASSIGN(const auto admission, writer.runNow<access::Admission>([&](Database& database) {
            return access::beginTry(database, name, clock.nowUtcMs());
        }));
        if (admission.answer == Answer::waits)
            return access::stillWaits(admission.leftMs);
        if (admission.answer == Answer::go)
            return {};
        std::this_thread::sleep_for(kTryPace);
    }
    return base::unavailable(
        "busy", QStringLiteral("Other passwords of this operator are being looked at; try again."));
}

Status raiseWaits(Database& database, const QString& name, const access::Wait& wait, qint64 nowUtcMs)
{
    // Of names that somebody has: an invented one is in the audit log, and hides nobody's task.
    ZF_ASSIGN(auto known, database.query("SELECT 1 FROM operators WHERE name = :name", {{":name", name}}));
    if (!known.next())
        return {};
    return shop::raiseTask(database, QStringLiteral("operator:") + name, QStringLiteral("operator_waits"),
        QStringLiteral(
            "For the operator '%1' %2 wrong passwords were given in a row, the last at %3; that name "
            "has to wait %4 minutes. If it was nobody of the shop, see who can reach this computer, "
            "and change the password.")
            .arg(base::shownOnOneLine(name.left(64)), QString::number(wait.wrong), base::toRfc3339(nowUtcMs),
                QString::number(wait.lastsMs / 60'000)),
        nowUtcMs);
}

access::Tried triedOf(Try::Verdict verdict)
{
    switch (verdict) {
    case Try::Verdict::right:
        return access::Tried::right;
    case Try::Verdict::wrong:
        return access::Tried::wrong;
    case Try::Verdict::notTried:
        break;
    }
    return access::Tried::notTried;
}

Try::Verdict verdictOf(const access::CodeTried& code)
{
    using access::CodeUse;
    // One that was used before is no guess: whoever sends a code twice does not wait for it.
    return code.isRight()               ? Try::Verdict::right
           : code.use == CodeUse::wrong ? Try::Verdict::wrong
                                        : Try::Verdict::notTried;
}

access::Actor actorOf(const access::Operator& who, bool totp, const char* face)
{
    return {access::Actor::Kind::person, who.name, who.role, QString::fromLatin1(face), access::thisMachine(),
        true, totp, who.version};
}

/// An operator and the rule about codes, as of one commit.
struct Known {
    access::Operator who;
    access::TotpRule rule = access::TotpRule::off;
};
Result<Known> known(Database& database, Result<access::Operator> found)
{
    ZF_ASSIGN(access::Operator who, std::move(found));
    ZF_ASSIGN(const access::Settings settings, access::Settings::load(database));
    return Known{std::move(who), access::totpRule(settings)};
}

} // namespace

Status tryOnce(storage::Writer& writer, const base::Clock& clock, const QString& name,
    const std::function<Try()>& look, const std::function<Result<Try>(Database&, qint64)>& decide)
{
    ZF_TRY(admitted(writer, clock, name));
    const Try looked = look();
    const auto last = writer.runNow<Try>([&](Database& database) -> Result<Try> {
        const qint64 now = clock.nowUtcMs();
        Try tried = looked;
        if (decide && looked.outcome) {
            ZF_ASSIGN(tried, decide(database, now));
        }
        ZF_ASSIGN(const auto wait, access::endTry(database, name, triedOf(tried.verdict), now));
        if (wait)
            ZF_TRY(raiseWaits(database, name, *wait, now));
        return tried;
    });
    if (last)
        return last->outcome;
    // What went wrong in it took its counting along: it was no guess.
    static_cast<void>(writer.runNow<int>([&](Database& database) -> Result<int> {
        ZF_TRY(access::endTry(database, name, access::Tried::notTried, clock.nowUtcMs()));
        return 0;
    }));
    return base::fail(last.error());
}

Result<QString> authenticated(storage::Writer& writer, const storage::ReadPool& readers,
    const base::Clock& clock, const QString& operatorName, const QByteArray& password)
{
    QString who;
    ZF_TRY(tryOnce(writer, clock, operatorName, [&]() -> Try {
        const auto found = readers.read<access::Operator>(
            [&](Database& database) { return access::authenticate(database, operatorName, password); });
        if (found) {
            who = found->name;
            return {Status(), Try::Verdict::right};
        }
        const bool isWrong = found.error().code == QLatin1String("wrong_password");
        return {base::fail(found.error()), isWrong ? Try::Verdict::wrong : Try::Verdict::notTried};
    }));
    return who;
}

Result<access::Actor> authenticated(
    ShopFolder& folder, const Credentials& given, Permission wanted, const char* face)
{
    Known found;
    crypto::Secret key;
    bool totp = false;
    const auto look = [&]() -> Try {
        const auto read = folder.readers().read<Known>([&](Database& database) {
            return known(database, access::authenticate(database, given.operatorName, given.password));
        });
        if (!read) {
            const bool isWrong = read.error().code == QLatin1String("wrong_password");
            return {base::fail(read.error()), isWrong ? Try::Verdict::wrong : Try::Verdict::notTried};
        }
        found = *read;
        if (!access::may(found.who.role, wanted))
            return {access::notPermitted(found.who.name, found.who.role, wanted), Try::Verdict::right};
        const bool isEnrolled = found.who.totp == access::Enrolment::complete;
        if (access::wantsCode(found.rule, wanted, found.who.totp) && (given.totp.isEmpty() || !isEnrolled))
            return {access::codeNeeded(found.who), Try::Verdict::notTried};
        if (isEnrolled && !given.totp.isEmpty() && !access::isRecoveryCode(given.totp)) {
            auto sealing = totpKey(folder, KeyWish::existing);
            if (!sealing)
                return {base::fail(sealing.error()), Try::Verdict::notTried};
            key = *sealing;
        }
        return {Status(), Try::Verdict::right};
    };
    const auto decide = [&](Database& database, qint64 now) -> Result<Try> {
        totp = false; // a command may run more than once
        if (given.totp.isEmpty() || found.who.totp != access::Enrolment::complete)
            return Try{Status(), Try::Verdict::right};
        const auto code = access::useCode(database, found.who, given.totp, key, access::CodeFor::proof, now);
        if (!code && code.error().code == QLatin1String("totp_unavailable"))
            return Try{base::fail(code.error()), Try::Verdict::notTried};
        ZF_TRY(code);
        totp = code->isRight();
        return Try{access::asStatus(*code), verdictOf(*code)};
    };
    // What cannot be looked at is no try either: it is told, and counted as none.
    ZF_TRY(tryOnce(folder.writer(), folder.clock(), given.operatorName, look, decide));
    return actorOf(found.who, totp, face);
}

Result<access::Actor> stillIn(
    ShopFolder& folder, const OpenSession& session, Permission wanted, const char* face)
{
    const auto read = folder.readers().read<Known>([&](Database& database) {
        return known(database, access::findOperator(database, session.operatorName));
    });
    if (!read && read.error().code != QLatin1String("no_such_operator"))
        return base::fail(read.error());
    if (!read || !read->who.isEnabled || read->who.version != session.version)
        return base::refused("locked_session", QStringLiteral("The desk is locked; give the password."));
    if (!access::may(read->who.role, wanted))
        return access::notPermitted(read->who.name, read->who.role, wanted);
    if (!session.totp && access::wantsCode(read->rule, wanted, read->who.totp))
        return access::codeNeeded(read->who);
    return actorOf(read->who, session.totp, face);
}

Result<QString> authenticatedBy(
    const QString& databaseFile, const QString& operatorName, const QByteArray& password)
{
    ZF_ASSIGN(const auto database, Database::open(databaseFile, Database::Access::readOnly));
    ZF_ASSIGN(const access::Operator who, access::authenticateInCopy(*database, operatorName, password));
    if (!access::may(who.role, Permission::recover))
        return access::notPermitted(who.name, who.role, Permission::recover);
    return who.name;
}

bool isUnreadable(const base::Error& error)
{
    static const QStringList kCodes{QStringLiteral("not_initialised"), QStringLiteral("restore_cut_off"),
        QStringLiteral("disk_error"), QStringLiteral("storage_error")};
    return error.kind == base::ErrorKind::damaged || kCodes.contains(error.code);
}

namespace
{

/// Whoever holds it may stand before a keyring that asks a person: decisions do not wait for that for ever.
Result<std::unique_ptr<storage::FileLock>> turnToMake(const QString& file)
{
    constexpr int kRounds = 50;
    constexpr std::chrono::milliseconds kPace(100);
    for (int round = 1;; ++round) {
        auto turn = storage::FileLock::take(file);
        if (turn || turn.error().code != QLatin1String("already_running"))
            return turn;
        if (round == kRounds)
            return base::unavailable(
                "busy", QStringLiteral("Another program is making this key; try again."));
        std::this_thread::sleep_for(kPace);
    }
}

} // namespace

Result<crypto::Secret> totpKey(ShopFolder& folder, KeyWish wish)
{
    const QString name = QString::fromLatin1(access::kTotpKey);
    const auto isMissing = [](const Result<crypto::Secret>& key) {
        return !key && key.error().code == QLatin1String("no_such_secret");
    };
    auto key = folder.readSecret(name);
    if (!isMissing(key) || wish != KeyWish::make)
        return key;
    // One of the programs at this keyring makes it: what the other's had sealed, nobody could open.
    ZF_ASSIGN(const auto turn, turnToMake(QDir(folder.path()).filePath(QStringLiteral("totp_key.lock"))));
    key = folder.readSecret(name);
    if (!isMissing(key))
        return key;
    ZF_TRY(folder.keepSecrets({{name, crypto::Secret::taken(folder.random().bytes(access::kTotpKeyBytes))}}));
    return folder.readSecret(name);
}

} // namespace zhangfang::backend
