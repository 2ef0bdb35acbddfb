#pragma once

#include "wechatpay/v2/client.h"
#include "wechatpay/v3/client.h"

namespace zhangfang::wechatpay
{

/// Both generations for one merchant. Lives on one worker thread.
struct Clients {
    std::unique_ptr<v3::Client> v3;
    std::unique_ptr<v2::Client> v2; ///< nothing where the merchant has no v2 key

    /// Whoever speaks that generation; nothing where the merchant cannot.
    [[nodiscard]] Cashier* cashier(Generation generation) const
    {
        return generation == Generation::v3 ? static_cast<Cashier*>(v3.get()) : v2.get();
    }
};

} // namespace zhangfang::wechatpay
