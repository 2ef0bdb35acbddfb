#pragma once

#include "backend/check.h"
#include "backend/shop_office.h"

#include <QJsonObject>

namespace zhangfang::backend
{

/// How many of each were taken, and what followed from them (see Stored).
struct Imported {
    int settings = 0;
    int secrets = 0;
    QStringList alsoSet = {};
    QStringList warnings = {};
};
/// Settings and secrets from one flat object of texts; nothing is stored where one of them is wrong. Errors:
/// those of `store`. `key`: as the office's.
[[nodiscard]] Result<Imported> importSettings(
    ShopFolder& folder, const QJsonObject& values, const Actor& actor, const QString& key = {});
/// The same before anything is changed, for whoever has to ask for a password: whether one is needed.
[[nodiscard]] bool isGuarded(const access::Settings& now, const QJsonObject& values);

/// The whole of a small file. Errors: no_such_file, file_too_large.
[[nodiscard]] Result<QByteArray> smallFile(const QString& name, qint64 largest);
/// Looks at everything, and asks WeChat Pay; moves no money. Only where a person wants it: a merchant without
/// an API v2 key has an order opened and closed that nobody can pay (see `probeApps`). Waits.
[[nodiscard]] std::vector<Check> diagnose(ShopFolder& folder);

} // namespace zhangfang::backend
