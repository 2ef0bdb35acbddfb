#include "access/settings.h"

#include "base/json.h"
#include "base/money.h"
#include "base/plain_text.h"
#include "crypto/crypto.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

namespace zhangfang::access
{
namespace
{

Status wrong(const char* what)
{
    return base::invalid("invalid_setting", QString::fromUtf8(what));
}

Status anyText(const QString& value)
{
    if (!base::isPlainText(value))
        return wrong("must be on one line, and every character of it must be one that can be seen");
    return value.size() <= 8192 ? Status{} : wrong("must be at most 8192 characters");
}

template <qint64 Least, qint64 Most> Status whole(const QString& value)
{
    bool ok = false;
    const qint64 number = value.toLongLong(&ok);
    if (ok && number >= Least && number <= Most)
        return {};
    return base::invalid(
        "invalid_setting", QStringLiteral("must be a whole number from %1 to %2").arg(Least).arg(Most));
}

Status baseUrl(const QString& value)
{
    if (value.isEmpty())
        return {};
    const QUrl url(value, QUrl::StrictMode);
    const QHostAddress address(url.host());
    const bool loopback = address.isLoopback() || url.host() == QLatin1String("localhost");
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() ||
        url.hasFragment() ||
        !(url.scheme() == QLatin1String("https") || (url.scheme() == QLatin1String("http") && loopback)))
        return wrong("must be an https address, or http on loopback");
    return {};
}

Status notifyUrl(const QString& value)
{
    const QUrl url(value, QUrl::StrictMode);
    const QHostAddress literal(url.host());
    // Practice listens on this computer; WeChat Pay itself asks for a name that all the world can find.
    const bool isNamed = literal.isNull() || literal.isLoopback();
    if (value.isEmpty() ||
        (url.isValid() && url.path().size() > 1 && !url.hasQuery() && !url.hasFragment() &&
            url.userInfo().isEmpty() && !url.host().isEmpty() && isNamed && value.size() <= 255 &&
            (url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http"))))
        return {};
    return wrong(
        "must be an http(s) address of a named host with a path, and without a query, a fragment or a "
        "user's name, at most 255 characters");
}

Status publicKeyPem(const QString& value)
{
    if (value.isEmpty())
        return {};
    const auto key = crypto::PublicKey::fromPem(value.toLatin1());
    return key ? Status{} : wrong("must be an RSA public key in PEM form");
}

Status merchantNumber(const QString& value)
{
    static const QRegularExpression kDigits(QStringLiteral("^[0-9]{0,32}$"));
    return kDigits.match(value).hasMatch() ? Status{} : wrong("must be digits only");
}

Status asciiToken(const QString& value)
{
    static const QRegularExpression kToken(QStringLiteral("^[A-Za-z0-9_-]{0,64}$"));
    return kToken.match(value).hasMatch() ? Status{} : wrong("must be letters, digits, '_' and '-'");
}

Status reportInfos(const QString& value)
{
    const QJsonDocument document = QJsonDocument::fromJson(value.toUtf8());
    if (!document.isArray())
        return wrong("must be a JSON array of {info_type, info_content}");
    for (const auto& item : document.array()) {
        const QJsonObject info = item.toObject();
        if (info.size() != 2 || info.value(QLatin1String("info_type")).toString().isEmpty() ||
            info.value(QLatin1String("info_content")).toString().isEmpty())
            return wrong("must be a JSON array of {info_type, info_content}");
    }
    return {};
}

template <const char* const* Words> Status oneOf(const QString& value)
{
    QStringList known;
    for (const char* const* word = Words; *word; ++word)
        known << QString::fromLatin1(*word);
    return known.contains(value)
               ? Status{}
               : base::invalid("invalid_setting",
                     QStringLiteral("must be one of %1").arg(known.join(QLatin1String(", "))));
}
constexpr const char* kGenerations[] = {"v3", "v2", nullptr};
constexpr const char* kSignTypes[] = {"HMAC-SHA256", "MD5", nullptr};
constexpr const char* kPayoutChannels[] = {
    "v3-transfer-bills", "v3-batches", "v2-transfers", "v2-redpack", nullptr};

template <int Most> Status shortText(const QString& value)
{
    ZF_TRY(anyText(value));
    return value.size() <= Most
               ? Status{}
               : base::invalid("invalid_setting", QStringLiteral("must be at most %1 characters").arg(Most));
}

Status certificatePem(const QString& value)
{
    return value.isEmpty() || crypto::Certificate::fromPem(value.toLatin1())
               ? Status{}
               : wrong("must be the merchant's certificate in PEM form");
}

Status proxyUrl(const QString& value)
{
    const QUrl url(value, QUrl::StrictMode);
    if (!url.password().isEmpty())
        return wrong("must not hold the password: set that as the secret wechatpay.proxy_password, and leave "
                     "the user's name here");
    return value.isEmpty() ||
                   (url.isValid() && !url.host().isEmpty() &&
                       (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("socks5")))
               ? Status{}
               : wrong("must be http://user@host:port or socks5://user@host:port, with or without the user");
}

Status payAccount(const QString& value)
{
    return value == QLatin1String("BASIC") || value == QLatin1String("OPERATION")
               ? Status{}
               : wrong("must be BASIC or OPERATION");
}

Status ipAddress(const QString& value)
{
    return QHostAddress(value).isNull() ? wrong("must be an IP address") : Status{};
}

Status addresses(const QString& value)
{
    return addressRanges(value).map([](const AddressRanges&) {});
}

/// A percentage with at most two decimals, like "0.60".
Status feePercent(const QString& value)
{
    const auto hundredths = base::Money::parseYuan(value);
    return hundredths && !hundredths->isNegative() && *hundredths <= base::Money::fen(1'000)
               ? Status{}
               : wrong("must be a percentage from 0.00 to 10.00 with at most two decimals, like 0.60");
}

/// App numbers, separated by commas.
Status appNumbers(const QString& value)
{
    const QStringList apps = value.split(QLatin1Char(','), Qt::SkipEmptyParts);
    static const QRegularExpression kApp(QStringLiteral("^[A-Za-z0-9_-]{1,32}$"));
    const bool sound = apps.size() <= 20 && std::all_of(apps.begin(), apps.end(), [](const QString& app) {
        return kApp.match(app.trimmed()).hasMatch();
    });
    return sound ? Status{} : wrong("must be up to 20 app numbers, separated by commas");
}

constexpr qint64 kMostFen = 1'000'000'000'000;

const SettingRule kRules[] = {
    {"merchant.name", "", anyText},
    {"wechatpay.api_base_url", "https://api.mch.weixin.qq.com", baseUrl},
    {"wechatpay.standby_base_url", "", baseUrl},
    {"wechatpay.ca_file", "", anyText},
    {"wechatpay.mchid", "", merchantNumber},
    {"wechatpay.appid", "", asciiToken},
    {"wechatpay.appids", "", appNumbers},
    {"wechatpay.fee_rate", "0.60", feePercent},
    {"wechatpay.certificate_serial", "", asciiToken},
    {"wechatpay.public_key_id", "", asciiToken},
    {"wechatpay.public_key", "", publicKeyPem},
    {"wechatpay.certificate", "", certificatePem},
    {"wechatpay.notify_url", "", notifyUrl},
    {"wechatpay.keys_changed_at", "0", whole<0, 9'007'199'254'740'991>},
    {"wechatpay.proxy", "", proxyUrl},
    {"wechatpay.generation", "v3", oneOf<kGenerations>},
    {"wechatpay.v2_base_url", "", baseUrl},
    {"wechatpay.v2_sign_type", "HMAC-SHA256", oneOf<kSignTypes>},
    {"wechatpay.v2_notify_url", "", notifyUrl},
    {"wechatpay.transfer_scene_id", "1000", whole<1, 999'999>},
    {"wechatpay.transfer_scene_report_infos", "[]", reportInfos},
    {"wechatpay.transfer_remark", "提现", shortText<32>},
    {"wechatpay.settlement_days", "1", whole<0, 30>},
    {"wechatpay.timeout_ms", "10000", whole<100, 60'000>},
    {"orders.expire_minutes", "30", whole<1, 10'080>},
    {"counter.store_id", "1", asciiToken},
    {"counter.wait_seconds", "60", whole<5, 600>},
    {"payouts.account", "BASIC", payAccount},
    {"payouts.channel", "v3-transfer-bills", oneOf<kPayoutChannels>},
    {"payouts.batch_name", "余额提现", shortText<32>},
    {"payouts.red_packet_sender", "", shortText<10>},
    {"payouts.red_packet_wishing", "余额提现", shortText<42>},
    {"payouts.max_single_fen", "20000", whole<1, kMostFen>},
    {"payouts.max_user_day_fen", "50000", whole<1, kMostFen>},
    {"payouts.max_day_fen", "1000000", whole<1, kMostFen>},
    {"payouts.grace_seconds", "10", whole<0, 3600>},
    {"payouts.first_retry_ms", "1000", whole<10, 600'000>},
    {"payouts.poll_ms", "30000", whole<10, 3'600'000>},
    {"payouts.batch_poll_ms", "60000", whole<10, 3'600'000>},
    {"storage.keep_bodies_days", "90", whole<1, 3'650>},
    {"access.unlock_minutes", "5", whole<0, 60>},
    {"listener.bind", "127.0.0.1", ipAddress},
    {"listener.port", "8443", whole<0, 65'535>},
    {"listener.trusted_proxies", "", addresses},
    {"listener.tls_certificate", "", anyText},
    {"listener.tls_key", "", anyText},
};

} // namespace

Result<AddressRanges> addressRanges(const QString& value)
{
    AddressRanges ranges;
    for (const QString& part : value.split(QLatin1Char(','))) {
        const QString text = part.trimmed();
        if (text.isEmpty() && value.trimmed().isEmpty())
            break;
        const qsizetype slash = text.indexOf(QLatin1Char('/'));
        const QString host = slash < 0 ? text : text.left(slash);
        const QHostAddress address(host);
        const bool v6 = address.protocol() == QAbstractSocket::IPv6Protocol;
        bool isNumber = true;
        const int longest = v6 ? 128 : 32;
        const int bits = slash < 0 ? longest : text.mid(slash + 1).toInt(&isNumber);
        const bool whole = v6 ? !host.contains(QLatin1Char('%')) : host.count(QLatin1Char('.')) == 3;
        // Everybody is no proxy: whoever trusts all believes any address that a stranger writes.
        if (address.isNull() || !whole || !isNumber || bits < 1 || bits > longest)
            return base::invalid("invalid_setting",
                QStringLiteral("must be IP addresses or networks like 10.0.0.0/8, separated by commas"));
        ranges.append({address, bits});
    }
    return ranges;
}

const SettingRule* settingRule(const QString& key)
{
    for (const SettingRule& rule : kRules) {
        if (key == QLatin1String(rule.key))
            return &rule;
    }
    return nullptr;
}

Result<Settings> Settings::load(storage::Database& database)
{
    Settings settings;
    ZF_ASSIGN(auto rows, database.query("SELECT key, value FROM settings"));
    while (rows.next())
        settings.stored_.insert(rows.text(0), rows.text(1));
    return settings;
}

Result<const Settings*> Settings::current(storage::Database& database)
{
    auto& remembered = database.remembered<std::optional<Settings>>();
    if (!remembered) {
        ZF_ASSIGN(remembered, load(database));
    }
    return &*remembered;
}

QString Settings::text(const char* key) const
{
    const QString name = QString::fromLatin1(key);
    const SettingRule* rule = settingRule(name);
    Q_ASSERT(rule);
    return stored_.value(name, QString::fromUtf8(rule->fallback));
}

qint64 Settings::number(const char* key) const
{
    return text(key).toLongLong();
}

QStringList Settings::apps() const
{
    QStringList all{text("wechatpay.appid")};
    for (const QString& app : text("wechatpay.appids").split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (!all.contains(app.trimmed()))
            all << app.trimmed();
    }
    return all;
}

QMap<QString, QString> Settings::all() const
{
    QMap<QString, QString> all;
    for (const SettingRule& rule : kRules)
        all.insert(QString::fromLatin1(rule.key), text(rule.key));
    return all;
}

Status setSetting(storage::Database& database, const QString& key, const QString& value, qint64 nowUtcMs)
{
    const SettingRule* rule = settingRule(key);
    if (!rule)
        return base::invalid(
            "unknown_setting", QStringLiteral("There is no setting '%1'.").arg(key.left(80)));
    if (auto ok = rule->check(value); !ok)
        return base::invalid(
            "invalid_setting", QStringLiteral("The setting %1 %2.").arg(key, ok.error().message));
    ZF_TRY(database.execute(
        "INSERT INTO settings (key, value, updated_at) VALUES (:key, :value, :now) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
        {{":key", key}, {":value", value}, {":now", nowUtcMs}}));
    database.remembered<std::optional<Settings>>().reset();
    return {};
}

} // namespace zhangfang::access
