#pragma once

#include "backend/shop_folder.h"

#include <QJsonObject>

namespace zhangfang::backend
{

/// How many of each were taken.
struct Imported {
    int settings = 0;
    int secrets = 0;
};
/// Settings and secrets from one flat object of texts; all or nothing for the settings.
/// Errors: invalid_setting, unknown_secret, invalid_secret, and the stores' own.
[[nodiscard]] Result<Imported> importSettings(ShopFolder& folder, const QJsonObject& values);

/// The whole of a small file. Errors: no_such_file, file_too_large.
[[nodiscard]] Result<QByteArray> smallFile(const QString& name, qint64 largest);
/// One thing that has to be in order before money can move.
struct Check {
    QString name; ///< books, recovery, merchant, wechatpay, balances, notify_url, transfer_scene, and those
                  ///< of backend/watch.h: disk, clock, engine, backup, books_at_wechat
    Result<QString> outcome; ///< what was found, or what is wrong
    bool isUnknown = false;  ///< nothing tells it either way: neither wrong nor over
};
/// Looks at everything, and asks WeChat Pay for a balance; moves no money. Waits.
[[nodiscard]] std::vector<Check> diagnose(ShopFolder& folder);

} // namespace zhangfang::backend
