#include "backend/decisions.h"

#include "payouts/balances.h"
#include "payouts/policy.h"

namespace zhangfang::backend
{

Result<bool> askBalance(ShopFolder& folder)
{
    ZF_ASSIGN(const access::Settings settings, folder.settings());
    const auto account = payouts::accountType(settings.text("payouts.account"));
    const auto client = folder.connectToWechat();
    if (!client)
        return false;
    return payouts::askBalance(folder.writer(), folder.readers(), *client->v3, folder.clock(), account)
        .map([](payouts::Asked asked) { return asked == payouts::Asked::told; });
}

} // namespace zhangfang::backend
