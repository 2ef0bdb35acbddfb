#pragma once

#include "backend/seals.h"

#include <QJsonObject>

namespace zhangfang::ctl
{

/// What a proof of the books and their seals say together: {"ok", "first_difference", "seal"}.
/// `firstDifference`: the proof's; empty: there is none.
[[nodiscard]] QJsonObject proofView(const QString& firstDifference, const backend::SealProof& seals);

} // namespace zhangfang::ctl
