#pragma once

#include <QFileDevice>
#include <QString>

namespace zhangfang::base
{

/// Who may read and write a file that is made in `folder`: its owner alone; where a group shares the folder
/// (it is writable by its group and setgid, as the service's /var/lib/zhangfang is) also that group. Never
/// all.
[[nodiscard]] QFileDevice::Permissions rightsOfFilesIn(const QString& folder);

/// Makes `folder` and what is missing above it, and lets in who shares the one above it, nobody else. One
/// that is there keeps its rights but for those of all others. Answers whether it stands.
[[nodiscard]] bool makePrivateFolder(const QString& folder);

} // namespace zhangfang::base
