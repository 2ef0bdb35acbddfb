#pragma once

#include "access/settings.h"
#include "backend/handed_out.h"
#include "backend/interfaces/authority.h"
#include "backend/interfaces/later.h"
#include "backend/setup.h"

namespace zhangfang::backend
{

/// Whether an address is on this machine: what answers there is no real WeChat Pay.
[[nodiscard]] bool isOnThisMachine(const QString& url);

/// How the shop is set up: settings, and keys that are never shown.
/// On the UI's thread; every answer comes later.
class ShopSettings
{
public:
    virtual ~ShopSettings() = default;
    [[nodiscard]] virtual Later<access::Settings> settings() = 0;
    /// Which secrets are set; never what they are.
    [[nodiscard]] virtual Later<QStringList> secretNames() = 0;
    /// Files that somebody gives, sorted by where each goes; nothing is stored. See `backend::sortHandedOut`.
    [[nodiscard]] virtual Later<HandedOut> readHandedOut(QStringList files, QString mchid) = 0;
    /// All or nothing. Authority is needed where something guarded changes (access::Guard), and not looked at
    /// otherwise. Errors: unknown_setting, invalid_setting, wrong_password, operator_waits, locked_session.
    [[nodiscard]] virtual Later<int> saveSettings(QMap<QString, QString> values, Authority authority) = 0;
    /// Settings together, then secrets, which are all guarded; see `backend::importSettings`. Answers how
    /// many.
    [[nodiscard]] virtual Later<Imported> importSettings(QJsonObject values, Authority authority) = 0;
    [[nodiscard]] virtual Later<QString> restartEngine() = 0;
};

} // namespace zhangfang::backend
