#pragma once

#include "backend/shop_folder.h"

namespace zhangfang::backend
{

/// Keeps what orders and users are found by up with the books. One per engine.
class Indexing
{
public:
    /// Indexes what was booked since the last time until nothing is left or `stops`: in small steps, so that
    /// what is booked meanwhile does not wait. An index that is damaged is made anew, once: what is damaged
    /// after that is more than the index, and is not written on.
    [[nodiscard]] Status goOn(ShopFolder& folder, const std::function<bool()>& stops);

private:
    bool wasMadeAnew_ = false;
};

} // namespace zhangfang::backend
