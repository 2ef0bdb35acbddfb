#pragma once

#include "wechatpay/pacing.h"

#include <functional>
#include <memory>
#include <optional>
#include <QString>
#include <QUrl>

namespace zhangfang::wechatpay
{

/// How the latest call went, for whoever watches over the connection.
struct Contact {
    qint64 atUtcMs = 0;
    QString trouble;                        ///< empty: an answer that could be believed
    std::optional<qint64> clockSkewMs = {}; ///< WeChat's clock less ours, where the answer tells
};

struct ConnectionOptions {
    QUrl base;
    QUrl standby = {}; ///< tried when no connection to `base` could be made; may be empty
    int timeoutMs = 10'000;
    std::function<void(const Contact&)> onContact = {}; ///< called on the client's thread after every call
    std::shared_ptr<Pacing> pacing = {};                ///< shared by all clients of a merchant; may be none
    std::function<bool()> stopping =
        {}; ///< true: nothing more is sent, so that a round of calls ends at once
};

} // namespace zhangfang::wechatpay
