#pragma once

#include "backend/shop_office.h"

namespace zhangfang::backend
{

/// Settings and secrets as somebody gives them, in any form they are pasted or downloaded in.
struct Given {
    QMap<QString, QString> settings;
    QMap<QString, QByteArray> secrets;
    crypto::Secret filePassword = {}; ///< of a .p12 that the merchant's number does not open
};

/// What was stored, and what followed from it.
struct Stored {
    QMap<QString, QString> settings; ///< those that were given, as they are stored
    QStringList alsoSet;             ///< what a file or certificate told beside what was asked for
    QStringList warnings;            ///< what does not fit together yet; sentences
};

/// Stores all of them, or none: each is read as it was meant, and numbers, keys and certificates are held
/// against each other. A private key's file that has its certificate sets `wechatpay.certificate` and
/// `wechatpay.certificate_serial` too; so does either of the two once the other is there. All secrets are
/// guarded. `key`: as the office's. Errors: unknown_setting, invalid_setting, unknown_secret, invalid_secret,
/// password_required, password_needed, and the stores' own.
[[nodiscard]] Result<Stored> store(
    ShopFolder& folder, const Given& given, const Actor& actor, const QString& key = {});

} // namespace zhangfang::backend
