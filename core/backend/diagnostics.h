#pragma once

#include "backend/check.h"
#include "backend/shop_folder.h"

namespace zhangfang::backend
{

/// A line for strangers: what is written in Chinese (names, descriptions, remarks), addresses and quoted
/// texts are counted instead of shown, and of numbers and tokens only the ends are left.
[[nodiscard]] QString withoutPeople(const QString& line);

/// What somebody who helps needs to see, and nothing about people or money of theirs: versions, checks,
/// settings without secrets, counts by state, sizes, and the last lines of the logs, as plain text in
/// English. `checks`: of the system check, empty where it was not made. A person reads it before it is kept
/// or sent. Waits. What cannot be read is told in its place.
[[nodiscard]] QString diagnostics(ShopFolder& folder, const std::vector<Check>& checks);

} // namespace zhangfang::backend
