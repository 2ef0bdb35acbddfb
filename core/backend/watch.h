#pragma once

#include "backend/setup.h"

#include <map>

namespace zhangfang::backend
{

/// Copies the books to a new file, outside the shop's folder, and writes down when. Errors:
/// output_in_data_folder, backup_exists, not_a_file, disk_error, cancelled.
[[nodiscard]] Status backUp(ShopFolder& folder, const QString& file, const QString& actor,
    const std::function<bool()>& stopping = {});
/// When the latest backup was made; 0: never.
[[nodiscard]] Result<qint64> lastBackupAt(storage::Database& database);
/// Writes down that there is one, for whoever asks how old it is.
[[nodiscard]] Status noteBackup(ShopFolder& folder, const QString& file, const QString& actor);

/// Less room than this where the books are is trouble before it is a full disk.
inline constexpr qint64 kLeastRoomBytes = 64LL * 1024 * 1024;
/// WeChat Pay refuses signatures that are five minutes off; a fifth of that is close enough to tell.
inline constexpr qint64 kMostSkewMs = 60'000;
inline constexpr int kBackupDays = 7;
/// Of what one look can be wrong about: it has to be so for two of WeChat's figures, which are fetched a
/// minute apart.
inline constexpr qint64 kPatienceMs = 100'000;
/// An engine that has said nothing for so long, and has not said goodbye, is dead.
inline constexpr qint64 kDeadMs = 60'000;

/// What can go wrong by itself while the shop runs, for `doctor` and for the engine's watch. Nothing here
/// asks WeChat Pay; `skewMs`: its clock less ours, where it is known.
[[nodiscard]] std::vector<Check> watched(ShopFolder& folder, std::optional<qint64> skewMs);

/// The engine's own look at all that, and at what the machine's clock does. Lives on one worker thread.
class Watch
{
public:
    /// `steady`: counts on whatever is done to `wall`.
    Watch(ShopFolder& folder, const base::Clock& wall, const base::Clock& steady);
    /// To be called every second or so; looks round once a minute. Where the clock was put back, what waits
    /// by it is looked at again at once.
    struct Told {
        std::optional<qint64> skewMs;               ///< WeChat Pay's clock less ours, where it is known
        std::optional<qint64> certificatesEndUtcMs; ///< the last of WeChat Pay's, where it signs by them
    };
    [[nodiscard]] Status look(const Told& told);
    /// Raises a task when something begins to be wrong or there is more of it, settles it when it is over,
    /// and keeps the words of an open one: a task that a person has closed stays closed while it gets no
    /// worse.
    [[nodiscard]] Status tell(const std::vector<Check>& checks);

private:
    [[nodiscard]] Status lookAgain();
    /// A task for each certificate that ends soon, once, until it is replaced.
    [[nodiscard]] Status warnOfExpiry(std::optional<qint64> certificatesEndUtcMs);
    ShopFolder& folder_;
    const base::Clock& wall_;
    const base::Clock& steady_;
    base::ClockWatch moved_;
    std::optional<qint64> lookedAt_; ///< by `steady_`
    bool isBack_ = false;            ///< the clock was put back, and nothing is done about it yet
    struct Wrong {
        qint64 sinceMs = 0;   ///< by `steady_`
        qint64 asOfUtcMs = 0; ///< what it was seen in first
        bool isTold = false;
        qint64 size = 0; ///< at the last look
    };
    std::map<QString, Wrong> wrong_;      ///< by the check's name
    std::map<QString, QString> endsTold_; ///< the subject of each code's certificate; empty: not soon
};

} // namespace zhangfang::backend
