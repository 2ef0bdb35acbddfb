#pragma once

#include <QFileDevice>
#include <QString>

namespace zhangfang::base
{

/// Who may read and write a file that is made in `folder`: its owner alone; where a group shares the folder
/// (it is setgid, its group may write in it, and nobody else may look into it, mode 2770, as the service's
/// /var/lib/zhangfang has it) also that group. Never all.
[[nodiscard]] QFileDevice::Permissions rightsOfFilesIn(const QString& folder);

/// Makes `folder` and what is missing above it, for whoever shares the one above it. One that is there and is
/// not shared becomes its owner's alone. Answers whether it stands.
[[nodiscard]] bool makePrivateFolder(const QString& folder);

} // namespace zhangfang::base
