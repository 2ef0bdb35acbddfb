#pragma once

#include "base/clock.h"
#include "storage/database.h"

#include <array>
#include <map>
#include <mutex>

namespace zhangfang::listener
{

using base::Result;
using base::Status;

/// Why a notification did not become a booking.
enum class Why {
    signature,   ///< not signed, by a key nobody knows, or wrongly
    timestamp,   ///< signed too long ago, or ahead: one of two clocks is wrong
    content,     ///< signed, and not to be decrypted or understood: as a rule, another APIv3 key
    unknownPath, ///< posted where nobody listens: as a rule, a wrong notify address
    notRecorded, ///< sound, and could not be written down: WeChat sends it again
};
inline constexpr int kWhys = 5;
/// "signature", "timestamp", "content", "unknown_path", "not_recorded"
[[nodiscard]] QString toText(Why why);

/// What was heard since it was last asked for.
struct Tally {
    struct Reason {
        qint64 count = 0;
        qint64 lastAtUtcMs = 0;
        QString example; ///< of the latest
    };
    std::map<Why, Reason> refused;
    qint64 good = 0;
    qint64 lastGoodAtUtcMs = 0;
    qint64 inARow = 0; ///< refused since the last good one
    [[nodiscard]] bool isEmpty() const { return refused.empty() && good == 0; }
};

/// Counts what the listener takes and refuses, and tells the log: of each kind the first few in a minute, the
/// others in one line when it is over. Any thread; never waits for anything.
class Refusals
{
public:
    static constexpr int kToldInAMinute = 3;
    explicit Refusals(const base::Clock& clock) : clock_(clock) {}
    void good();
    /// `sentence` without bodies and secrets.
    void refused(Why why, const QString& sentence);
    /// To be called now and then: tells the line of a minute that is over though nothing more has come.
    void tellSum();
    [[nodiscard]] Tally take();
    /// It could not be recorded: it counts with what has come since.
    void giveBack(const Tally& tally);

private:
    void tellSumOfMinute(qint64 nowUtcMs); ///< under mutex_
    const base::Clock& clock_;
    std::mutex mutex_;
    Tally tally_;
    qint64 minuteUtcMs_ = 0; ///< since when the following count
    struct Told {
        int lines = 0;
        qint64 silent = 0;
    };
    std::array<Told, kWhys> told_;
};

/// After so many in a row, none good between, a person is told (task `notifications_refused`), once while it
/// is open; a good one closes it.
inline constexpr qint64 kTooManyInARow = 10;
inline constexpr auto kRefusedTask = "notifications_refused";
/// Inside a writer's command.
[[nodiscard]] Status record(storage::Database& database, const Tally& tally, qint64 nowUtcMs);

struct RefusedLately {
    QString reason;
    qint64 count = 0;
    qint64 lastAtUtcMs = 0;
    QString example;
};
/// Since then, by whole hours; the latest first.
[[nodiscard]] Result<std::vector<RefusedLately>> refusedLately(
    storage::Database& database, qint64 sinceUtcMs);

struct Heard {
    qint64 good = 0; ///< since these books began to count
    qint64 lastGoodAtUtcMs = 0;
    qint64 refusedInARow = 0; ///< since the last good one
};
[[nodiscard]] Result<Heard> heard(storage::Database& database);

} // namespace zhangfang::listener
