#pragma once

#include "backend/interfaces/seal_check.h"
#include "kit/widgets.h"

namespace zhangfang::ui
{

/// Says `verified`, and what the seals of the days say to it: the words of the latest, to be written down, or
/// where the books are not those that were sealed.
void showVerified(NoticeBar* notice, backend::SealCheck& seals, const QString& verified);

} // namespace zhangfang::ui
