#pragma once

#include "storage/database.h"

#include <optional>
#include <QHostAddress>
#include <QMap>

namespace zhangfang::access
{

using base::Result;
using base::Status;

/// Who may change a setting.
enum class Guard {
    operators, ///< an operator, with the password: it tells how much money leaves, where to, and by whose
               ///< word
    none       ///< whoever sits there
};

/// One known setting: its name, its value before anyone sets it, and what it may hold.
struct SettingRule {
    const char* key;
    const char* fallback;
    /// The value as it is stored: without what came along around it when it was pasted, keys and certificates
    /// in PEM form. Errors: invalid_setting, whose message goes on after the setting's name.
    Result<QString> (*check)(const QString& value);
    Guard guard = Guard::operators;
};

/// The rule, or nothing for a name the program does not know.
[[nodiscard]] const SettingRule* settingRule(const QString& key);

/// Networks, a single address among them, by how many of their bits count.
using AddressRanges = QList<std::pair<QHostAddress, int>>;
/// What `listener.trusted_proxies` holds: "127.0.0.1, 10.0.0.0/8, fd00::/8". Errors: invalid_setting.
[[nodiscard]] Result<AddressRanges> addressRanges(const QString& value);

/// All settings as of one moment: a value.
class Settings
{
public:
    [[nodiscard]] static Result<Settings> load(storage::Database& database);
    /// As they stand in the open transaction, read once in it. Valid until it ends.
    [[nodiscard]] static Result<const Settings*> current(storage::Database& database);
    [[nodiscard]] QString text(const char* key) const;
    [[nodiscard]] qint64 number(const char* key) const;
    /// The shop's apps under its one merchant number: `wechatpay.appid` first, then those of
    /// `wechatpay.appids`.
    [[nodiscard]] QStringList apps() const;
    /// The same with these values in place of their own, as they would be stored.
    [[nodiscard]] Settings with(const QMap<QString, QString>& values) const;
    /// Known settings with their values, unset ones with their fallback.
    [[nodiscard]] QMap<QString, QString> all() const;

    friend bool operator==(const Settings&, const Settings&) = default;

private:
    QMap<QString, QString> stored_;
};

/// Whether settings can stand beside each other; only what is among `changed` can be wrong now. Errors:
/// invalid_setting.
[[nodiscard]] Status fitTogether(const Settings& settings, const QStringList& changed);

/// Who changes settings and secrets.
struct Author {
    enum class Right {
        none,      ///< what is not guarded; all, while the shop has no owner yet
        operators, ///< an operator who has proven who they are
        program    ///< this program, by its own rules
    };
    QString name; ///< for the audit log
    Right right = Right::none;
    bool totp = false; ///< by a one-time code as well
};
/// Whether the author may change what is guarded.
[[nodiscard]] Result<bool> mayChangeGuarded(storage::Database& database, const Author& author);
/// The refusal: password_needed.
[[nodiscard]] tl::unexpected<base::Error> passwordNeeded(const QString& key);
/// Which of these values would change what is guarded.
[[nodiscard]] QStringList guardedAmong(const Settings& now, const QMap<QString, QString>& values);

/// Each change is in the audit log, with what stood there before. Errors: unknown_setting, invalid_setting
/// (the message names the key), password_needed; of access.totp: totp_not_enrolled, totp_needed.
[[nodiscard]] Status setSetting(storage::Database& database, const QString& key, const QString& value,
    const Author& author, qint64 nowUtcMs);
/// All of them, or none: what has to fit together is looked at once all stand. Errors: as `setSetting`.
[[nodiscard]] Status setSettings(
    storage::Database& database, const QMap<QString, QString>& values, const Author& author, qint64 nowUtcMs);

} // namespace zhangfang::access
