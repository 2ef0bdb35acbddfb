#pragma once

#include "backend/shop_folder.h"

namespace zhangfang::console
{

using base::Result;
using base::Status;

struct Product {
    const char* description;
    qint64 fen;
};
inline constexpr Product kProducts[] = {{"明前龙井 100g", 12'800}, {"正山小种 50g", 5'800},
    {"茉莉花茶 250g", 4'500}, {"月卡", 3'000}, {"季卡", 8'800}, {"皮肤礼包", 1'880},
    {"手冲茶具套装", 26'800}};

/// By how much the money at WeChat Pay has grown or fallen by then.
struct Growth {
    qint64 atUtcMs = 0;
    base::Money by;
};
/// Books a month of orders, top-ups and withdrawals up to now, and leaves some withdrawals waiting. The money
/// it brings is owed to and by nobody else: answers what WeChat Pay must have held for it at the end of each
/// day, and now.
[[nodiscard]] Result<std::vector<Growth>> bookHistory(backend::ShopFolder& shop);

} // namespace zhangfang::console
