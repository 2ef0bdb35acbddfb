#pragma once

#include "base/result.h"

#include <QByteArray>

namespace zhangfang::ctl
{

/// The whole of a file that a verb takes in. Errors: no_such_file, file_too_large.
[[nodiscard]] base::Result<QByteArray> readFile(const QString& name);
/// The first line of such a file, without its end.
[[nodiscard]] base::Result<QByteArray> readPassword(const QString& name);

} // namespace zhangfang::ctl
