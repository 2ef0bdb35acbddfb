#pragma once

#include "backend/interfaces/later.h"
#include "reports/quick_find.h"

namespace zhangfang::backend
{

/// Users, orders and withdrawals by what somebody types.
/// On the UI's thread; every answer comes later.
class Finder
{
public:
    virtual ~Finder() = default;
    /// At most `most` users, orders and withdrawals each that what was typed can mean, the newest first.
    [[nodiscard]] virtual Later<reports::QuickFinds> quickFind(QString search, int most) = 0;
};

} // namespace zhangfang::backend
