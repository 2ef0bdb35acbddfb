#pragma once

#include "backend/shop_folder.h"

namespace zhangfang::backend
{

/// Indexes what was booked before it could be searched by its parts, or by a program of before, until nothing
/// is left or `stops`: in small steps, so that what is booked meanwhile does not wait.
[[nodiscard]] Status indexWhatIsLeft(ShopFolder& folder, const std::function<bool()>& stops);

} // namespace zhangfang::backend
