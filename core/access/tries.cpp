#include "access/tries.h"

#include "access/audit.h"

#include <algorithm>

namespace zhangfang::access
{
namespace
{

/// Longer ones nobody has.
constexpr qsizetype kLongestName = 64;
/// Of names that nobody has, so many are remembered.
constexpr int kMostNames = 1'000;

struct Tries {
    qint64 wrong = 0;
    qint64 underWay = 0;
    qint64 lastAtUtcMs = 0;
    qint64 waitsUntilUtcMs = 0;
};

Result<Tries> triesOf(storage::Database& database, const QString& name)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT wrong, under_way, last_at, waits_until FROM password_tries WHERE name = :name",
            {{":name", name}}));
    return rows.next() ? Tries{rows.number(0), rows.number(1), rows.number(2), rows.number(3)} : Tries{};
}

Status keep(storage::Database& database, const QString& name, const Tries& tries)
{
    if (tries.wrong == 0 && tries.underWay == 0)
        return database.execute("DELETE FROM password_tries WHERE name = :name", {{":name", name}})
            .map([](qint64) {});
    ZF_TRY(database.execute(
        "INSERT INTO password_tries (name, wrong, under_way, last_at, waits_until) "
        "VALUES (:name, :wrong, :under, :at, :until) ON CONFLICT (name) DO UPDATE SET "
        "wrong = excluded.wrong, under_way = excluded.under_way, last_at = excluded.last_at, "
        "waits_until = excluded.waits_until",
        {{":name", name}, {":wrong", tries.wrong}, {":under", tries.underWay}, {":at", tries.lastAtUtcMs},
            {":until", tries.waitsUntilUtcMs}}));
    return database
        .execute("DELETE FROM password_tries WHERE last_at < (SELECT last_at FROM password_tries "
                 "ORDER BY last_at DESC LIMIT 1 OFFSET :most) "
                 "AND NOT EXISTS (SELECT 1 FROM operators o WHERE o.name = password_tries.name)",
            {{":most", kMostNames}})
        .map([](qint64) {});
}

} // namespace

qint64 waitAfter(qint64 wrong)
{
    if (wrong < kFreeTries)
        return 0;
    const qint64 doublings = std::min<qint64>(wrong - kFreeTries, 10);
    return std::min(kLongestWaitMs, kShortestWaitMs << doublings);
}

Result<Admission> beginTry(storage::Database& database, const QString& givenName, qint64 nowUtcMs)
{
    const QString name = givenName.left(kLongestName);
    ZF_ASSIGN(Tries tries, triesOf(database, name));
    if (tries.underWay > 0 && std::abs(nowUtcMs - tries.lastAtUtcMs) > kTryGoneMs) {
        tries.wrong += std::exchange(tries.underWay, 0);
        tries.waitsUntilUtcMs = tries.lastAtUtcMs + waitAfter(tries.wrong);
    }
    // Where the clock was put back, nobody waits for the time it showed before.
    tries.waitsUntilUtcMs = std::min(tries.waitsUntilUtcMs, nowUtcMs + kLongestWaitMs);
    Admission admission;
    if (waitAfter(tries.wrong) > 0 && tries.waitsUntilUtcMs > nowUtcMs) {
        admission = {Admission::Answer::waits, tries.waitsUntilUtcMs - nowUtcMs};
    } else if (tries.underWay >= std::max<qint64>(1, kFreeTries - tries.wrong)) {
        admission = {Admission::Answer::occupied, 0};
    } else {
        ++tries.underWay;
        tries.lastAtUtcMs = nowUtcMs;
    }
    ZF_TRY(keep(database, name, tries));
    return admission;
}

Result<std::optional<Wait>> endTry(
    storage::Database& database, const QString& givenName, Tried tried, qint64 nowUtcMs)
{
    const QString name = givenName.left(kLongestName);
    ZF_ASSIGN(Tries tries, triesOf(database, name));
    tries.underWay = std::max<qint64>(0, tries.underWay - 1);
    if (tried == Tried::right) {
        if (tries.wrong > 0) // who guesses between the owner's own words is seen as well
            ZF_TRY(recordAudit(database, nowUtcMs, QStringLiteral("system"),
                QStringLiteral("operator.guessed_at"), name,
                QStringLiteral("%1 wrong passwords before a right one").arg(tries.wrong)));
        tries.wrong = tries.waitsUntilUtcMs = 0;
    }
    if (tried != Tried::wrong) {
        ZF_TRY(keep(database, name, tries));
        return std::optional<Wait>();
    }
    ++tries.wrong;
    tries.lastAtUtcMs = nowUtcMs;
    const Wait wait{tries.wrong, waitAfter(tries.wrong)};
    tries.waitsUntilUtcMs = nowUtcMs + wait.lastsMs;
    ZF_TRY(keep(database, name, tries));
    if (wait.lastsMs == 0)
        return std::optional<Wait>();
    ZF_TRY(recordAudit(database, nowUtcMs, QStringLiteral("system"), QStringLiteral("operator.waits"), name,
        QStringLiteral("%1 wrong passwords in a row; waits %2 minutes")
            .arg(wait.wrong)
            .arg(wait.lastsMs / 60'000)));
    return std::optional(wait);
}

tl::unexpected<base::Error> stillWaits(qint64 leftMs)
{
    const QString seconds = QString::number((leftMs + 999) / 1000);
    base::Error error{base::ErrorKind::refused, QStringLiteral("operator_waits"),
        QStringLiteral("Too many wrong passwords: this operator has to wait for another %1 seconds.")
            .arg(seconds)};
    error.figures = {seconds};
    return base::fail(std::move(error));
}

} // namespace zhangfang::access
