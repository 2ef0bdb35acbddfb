#pragma once

#include "backend/check.h"
#include "backend/shop_folder.h"

namespace zhangfang::backend
{

// What the doctor asks of keys and numbers. Each answers what was found, or says what is wrong and what to
// do.

/// Private key, certificate, serial number and merchant number against each other. Errors: wrong_certificate,
/// not_configured.
[[nodiscard]] Result<QString> checkCertificate(ShopFolder& folder);
/// WeChat Pay's public key and its id. Errors: wrong_public_key.
[[nodiscard]] Result<QString> checkPublicKey(ShopFolder& folder);
/// By opening WeChat Pay's certificates, which are sealed with it. Errors: wrong_apiv3_key, wechat_unclear,
/// not_configured.
[[nodiscard]] Result<Finding> checkApiV3Key(ShopFolder& folder);

/// What WeChat Pay says of one app. `query`: of v2, about an order that nobody has. `order`: v3 has no
/// question that carries an app; an order for one fen is opened, whose link nobody gets, and closed at once.
struct AppProbe {
    enum class By { query, order };
    QString appid;
    By by = By::query;
    std::optional<wechatpay::ApiError> error; ///< none: it is taken
    bool isClosed = false;                    ///< the order that was opened
};
/// One for each of the shop's apps. Only for a person who asks: without an API v2 key it opens orders.
/// Errors: recovering, and those of making the request.
[[nodiscard]] Result<std::vector<AppProbe>> probeApps(ShopFolder& folder, const wechatpay::Clients& clients);
/// That WeChat answers, and that both sides' signatures agree: any answer about an order proves ours, a
/// balance or a bill theirs. Errors: wechat_unclear.
[[nodiscard]] Result<Finding> checkReach(ShopFolder& folder, const wechatpay::Clients& clients);
/// Whether each app is bound to the merchant. Errors: wrong_appid, wechat_unclear.
[[nodiscard]] Result<Finding> checkAppids(const Result<std::vector<AppProbe>>& probes);

} // namespace zhangfang::backend
