#include "listener/refusals.h"

#include "base/log.h"
#include "shop/tasks.h"

#include <algorithm>
#include <cstdlib>
#include <QDebug>

namespace zhangfang::listener
{
namespace
{

constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kHourMs = 3'600'000;
constexpr qint64 kKeptHours = 8 * 24;
constexpr qsizetype kLongestExample = 300;

} // namespace

QString toText(Why why)
{
    switch (why) {
    case Why::signature:
        return QStringLiteral("signature");
    case Why::timestamp:
        return QStringLiteral("timestamp");
    case Why::content:
        return QStringLiteral("content");
    case Why::unknownPath:
        return QStringLiteral("unknown_path");
    case Why::notRecorded:
        return QStringLiteral("not_recorded");
    }
    Q_UNREACHABLE();
}

void Refusals::good()
{
    const std::lock_guard lock(mutex_);
    ++tally_.good;
    tally_.lastGoodAtUtcMs = clock_.nowUtcMs();
    tally_.inARow = 0;
}

void Refusals::refused(Why why, const QString& sentence)
{
    const qint64 now = clock_.nowUtcMs();
    const std::lock_guard lock(mutex_);
    tellSumOfMinute(now);
    Told& told = told_[static_cast<std::size_t>(why)];
    if (told.lines < kToldInAMinute) {
        ++told.lines;
        qWarning().noquote() << sentence;
    } else {
        ++told.silent;
    }
    if (why == Why::notRecorded)
        return; // it was believed: nothing is wrong with it
    Tally::Reason& reason = tally_.refused[why];
    ++reason.count;
    reason.lastAtUtcMs = now;
    reason.example = base::oneLine(sentence.left(kLongestExample));
    ++tally_.inARow;
}

void Refusals::tellSum()
{
    const std::lock_guard lock(mutex_);
    tellSumOfMinute(clock_.nowUtcMs());
}

void Refusals::tellSumOfMinute(qint64 nowUtcMs)
{
    if (std::abs(nowUtcMs - minuteUtcMs_) < kMinuteMs)
        return;
    QStringList sums;
    for (int i = 0; i < kWhys; ++i) {
        if (const qint64 silent = told_[static_cast<std::size_t>(i)].silent; silent > 0)
            sums << QStringLiteral("%1 %2").arg(silent).arg(toText(static_cast<Why>(i)));
    }
    if (!sums.isEmpty())
        qWarning().noquote() << "further notifications refused within a minute:"
                             << sums.join(QLatin1String(", "));
    told_ = {};
    minuteUtcMs_ = nowUtcMs;
}

Tally Refusals::take()
{
    const std::lock_guard lock(mutex_);
    return std::exchange(tally_, {});
}

void Refusals::giveBack(const Tally& tally)
{
    const std::lock_guard lock(mutex_);
    for (const auto& [why, earlier] : tally.refused) {
        Tally::Reason& reason = tally_.refused[why];
        if (reason.count == 0)
            reason = earlier;
        else
            reason.count += earlier.count;
    }
    if (tally_.good == 0) {
        tally_.inARow += tally.inARow;
        tally_.lastGoodAtUtcMs = tally.lastGoodAtUtcMs;
    }
    tally_.good += tally.good;
}

Status record(storage::Database& database, const Tally& tally, qint64 nowUtcMs)
{
    for (const auto& [why, reason] : tally.refused)
        ZF_TRY(database.execute(
            "INSERT INTO notifications_refused (hour, reason, refused, last_at, example) "
            "VALUES (:hour, :reason, :count, :at, :example) ON CONFLICT (hour, reason) DO UPDATE SET "
            "refused = notifications_refused.refused + excluded.refused, last_at = excluded.last_at, "
            "example = excluded.example",
            {{":hour", reason.lastAtUtcMs / kHourMs}, {":reason", toText(why)}, {":count", reason.count},
                {":at", reason.lastAtUtcMs}, {":example", reason.example}}));
    ZF_TRY(database.execute("DELETE FROM notifications_refused WHERE hour < :hour",
        {{":hour", nowUtcMs / kHourMs - kKeptHours}}));
    ZF_ASSIGN(const Heard before, heard(database));
    const qint64 start = tally.good > 0 ? 0 : before.refusedInARow;
    const qint64 inARow = start + tally.inARow;
    ZF_TRY(database.execute("UPDATE notifications_heard SET good = good + :good, last_good_at = :at, "
                            "refused_in_a_row = :row WHERE id = 1",
        {{":good", tally.good}, {":at", tally.good > 0 ? tally.lastGoodAtUtcMs : before.lastGoodAtUtcMs},
            {":row", inARow}}));
    const QString subject = QStringLiteral("listener");
    const QString code = QString::fromLatin1(kRefusedTask);
    if (tally.good > 0)
        ZF_TRY(shop::settleTask(database, subject, code, nowUtcMs));
    if (inARow < kTooManyInARow || start >= kTooManyInARow)
        return {};
    QString example;
    qint64 latest = 0;
    for (const auto& [why, reason] : tally.refused) {
        if (reason.lastAtUtcMs >= latest) {
            latest = reason.lastAtUtcMs;
            example = reason.example;
        }
    }
    return shop::raiseTask(database, subject, code,
        QStringLiteral("%1 notifications in a row were refused, and none was good. The latest: %2.")
            .arg(inARow)
            .arg(example),
        nowUtcMs);
}

Result<std::vector<RefusedLately>> refusedLately(storage::Database& database, qint64 sinceUtcMs)
{
    ZF_ASSIGN(auto rows, database.query("SELECT reason, refused, last_at, example FROM notifications_refused "
                                        "WHERE hour >= :hour ORDER BY last_at DESC",
                             {{":hour", sinceUtcMs / kHourMs}}));
    std::vector<RefusedLately> all;
    while (rows.next()) {
        const QString reason = rows.text(0);
        const auto known = std::find_if(
            all.begin(), all.end(), [&](const RefusedLately& refused) { return refused.reason == reason; });
        if (known != all.end())
            known->count += rows.number(1);
        else
            all.push_back({reason, rows.number(1), rows.number(2), rows.text(3)});
    }
    return all;
}

Result<Heard> heard(storage::Database& database)
{
    ZF_ASSIGN(
        auto rows, database.query("SELECT good, last_good_at, refused_in_a_row FROM notifications_heard "
                                  "WHERE id = 1"));
    if (!rows.next())
        return Heard{};
    return Heard{rows.number(0), rows.number(1), rows.number(2)};
}

} // namespace zhangfang::listener
