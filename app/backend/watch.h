#pragma once

#include "backend/setup.h"

namespace zhangfang::backend
{

/// Copies the books to a new file, outside the shop's folder, and writes down when. Errors:
/// output_in_data_folder, backup_exists, not_a_file, disk_error.
[[nodiscard]] Status backUp(ShopFolder& folder, const QString& file, const QString& actor);

/// Less room than this where the books are is trouble before it is a full disk.
inline constexpr qint64 kLeastRoomBytes = 64LL * 1024 * 1024;
/// WeChat Pay refuses signatures that are five minutes off; half of that is close enough to tell.
inline constexpr qint64 kMostSkewMs = 60'000;
inline constexpr int kBackupDays = 7;
/// An engine that has said nothing for so long, and has not said goodbye, is dead.
inline constexpr qint64 kDeadMs = 60'000;

/// What can go wrong by itself while the shop runs, for `doctor`, and for the engine that raises a task for
/// it once and settles the task when it is over. Nothing here asks WeChat Pay; `skewMs`: its clock less ours,
/// where it is known.
[[nodiscard]] std::vector<Check> watched(ShopFolder& folder, std::optional<qint64> skewMs);
/// The task for that check: at most one open at a time.
[[nodiscard]] Status tell(ShopFolder& folder, const std::vector<Check>& checks);

} // namespace zhangfang::backend
