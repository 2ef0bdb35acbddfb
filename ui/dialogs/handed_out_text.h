#pragma once

#include "backend/handed_out.h"
#include "kit/theme.h"

namespace zhangfang::ui
{

/// What a file was, and where it went, a line for each of its pieces.
[[nodiscard]] QString handedOutText(const std::vector<backend::HandedOut::Told>& told);
/// Bad where nothing of it was taken, a warning where some of it was not.
[[nodiscard]] Tone toneOf(const std::vector<backend::HandedOut::Told>& told);

} // namespace zhangfang::ui
