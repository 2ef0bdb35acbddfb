#pragma once

#include "backend/interfaces/later.h"
#include "backend/seals.h"

namespace zhangfang::backend
{

/// Whether the books are those that were sealed when each day was over.
/// On the UI's thread; every answer comes later.
class SealCheck
{
public:
    virtual ~SealCheck() = default;
    [[nodiscard]] virtual Later<SealProof> verifySeals() = 0;
};

} // namespace zhangfang::backend
