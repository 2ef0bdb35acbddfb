#pragma once

#include "base/result.h"

#include <QString>

namespace zhangfang::console
{

using base::Result;
using base::Status;

/// Practice opens only what practice has made: a marker stands in the folder and another in its books.
/// Whatever else is in a folder belongs to somebody.
///
/// Makes sure that `folder` is practice's, and marks it where it is empty or not there yet. Errors:
/// not_practice, disk_error.
[[nodiscard]] Status claimForPractice(const QString& folder);
/// Removes what practice has made in `folder`, file by file, and nothing else; the marker stays. Nothing
/// happens where nothing is. Errors: not_practice, already_running, disk_error.
[[nodiscard]] Status emptyPractice(const QString& folder);

} // namespace zhangfang::console
