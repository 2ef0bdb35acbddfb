#pragma once

#include "base/result.h"

#include <optional>
#include <QString>

namespace zhangfang::backend
{

using base::Result;
using base::Status;

/// One thing that has to be in order before money can move.
struct Check {
    /// books, recovery, merchant, certificate, public_key, apiv3_key, wechatpay, appid, balances, notify_url,
    /// notifications, transfer_scene, and those of backend/watch.h: disk, clock, engine, backup,
    /// books_at_wechat
    QString name;
    Result<QString> outcome; ///< what was found, or what is wrong
    bool isUnknown = false;  ///< nothing tells it either way: neither wrong nor over
    qint64 size = 0;         ///< of what is wrong, where it has one: more of it is news
    qint64 asOfUtcMs = 0;    ///< what it was seen in, where it is looked at again and again; 0: as it is now
};
/// What a look found, before it has the check's name; `wrong`: what is wrong with it. The others as in Check.
struct Finding {
    QString words;
    bool isUnknown = false;
    std::optional<base::Error> wrong = {};
    qint64 size = 0;
    qint64 asOfUtcMs = 0;
};
[[nodiscard]] Check checked(const char* name, const Result<Finding>& found);

} // namespace zhangfang::backend
