#include "access/settings.h"

#include "access/merchant_keys.h"
#include "access/operators.h"
#include "access/totp.h"
#include "base/json.h"
#include "base/money.h"
#include "base/pasted.h"
#include "base/plain_text.h"
#include "crypto/crypto.h"

#include <QDir>
#include <QHostAddress>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

namespace zhangfang::access
{
namespace
{

tl::unexpected<base::Error> wrong(const char* what)
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

/// What is on this machine alone.
bool isLoopback(const QUrl& url)
{
    return QHostAddress(url.host()).isLoopback() || url.host() == QLatin1String("localhost");
}

Status baseUrl(const QString& value)
{
    if (value.isEmpty())
        return {};
    const QUrl url(value, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() ||
        url.hasFragment() ||
        !(url.scheme() == QLatin1String("https") ||
            (url.scheme() == QLatin1String("http") && isLoopback(url))))
        return wrong("must be an https address, or http on loopback");
    return {};
}

/// Facts page, "Answering": public http(s), with a path, without a query. The practice server takes no other.
Status notifyUrl(const QString& value)
{
    if (value.isEmpty())
        return {};
    const QUrl url(value, QUrl::StrictMode);
    const QHostAddress literal(url.host());
    // Practice listens on this computer; WeChat Pay itself asks for a name that all the world can find.
    const bool isNamed = literal.isNull() || literal.isLoopback();
    if (url.isValid() && url.path().size() > 1 && !url.hasQuery() && !url.hasFragment() &&
        url.userInfo().isEmpty() && !url.host().isEmpty() && isNamed && value.size() <= 255 &&
        (url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http")))
        return {};
    return wrong(
        "must be an http(s) address of a named host with a path, and without a query, a fragment or a "
        "user's name, at most 255 characters");
}

Result<QString> publicKey(const QString& value)
{
    if (base::pasted(value).isEmpty())
        return QString();
    return readPlatformKey(value).map(
        [](const crypto::PublicKey& key) { return QString::fromLatin1(key.toPem()); });
}

Result<QString> certificate(const QString& value)
{
    if (base::pasted(value).isEmpty())
        return QString();
    return readMerchantCertificate(value).map(
        [](const crypto::Certificate& read) { return QString::fromLatin1(read.pem()); });
}

Status merchantNumber(const QString& value)
{
    static const QRegularExpression kDigits(QStringLiteral("^[0-9]{0,32}$"));
    return kDigits.match(value).hasMatch() ? Status{} : wrong("must be digits only");
}

template <int Most> Status asciiToken(const QString& value)
{
    static const QRegularExpression kToken(QStringLiteral("^[A-Za-z0-9_-]{0,%1}$").arg(Most));
    return kToken.match(value).hasMatch()
               ? Status{}
               : base::invalid("invalid_setting",
                     QStringLiteral("must be at most %1 letters, digits, '_' and '-'").arg(Most));
}

/// As WeChat Pay writes it, whatever shows it: openssl and Windows have colons, blanks, small letters.
Result<QString> serialNumber(const QString& value)
{
    QString serial = base::pasted(value).toUpper();
    serial.remove(QLatin1Char(':')).remove(QLatin1Char(' '));
    if (const QString strange = base::strangeIn(serial); !strange.isEmpty())
        return base::invalid("invalid_setting", strange);
    static const QRegularExpression kHex(QStringLiteral("^[0-9A-F]{0,64}$"));
    if (serial.startsWith(QLatin1String("PUB_KEY_ID")))
        return wrong("is the id of WeChat Pay's public key: that is wechatpay.public_key_id");
    return kHex.match(serial).hasMatch() ? Result<QString>(serial)
                                         : wrong("must be the serial number of the merchant's certificate: "
                                                 "digits and the letters A to F");
}

Status publicKeyId(const QString& value)
{
    if (value.isEmpty() || value.startsWith(QLatin1String("PUB_KEY_ID_")))
        return asciiToken<64>(value);
    return wrong("must begin with PUB_KEY_ID_");
}

Status reportInfos(const QString& value)
{
    const QJsonDocument document = QJsonDocument::fromJson(value.toUtf8());
    if (!document.isArray())
        return wrong("must be a JSON array of {info_type, info_content}");
    for (const auto& item : document.array()) {
        const QJsonObject info = item.toObject();
        const QString type = info.value(QLatin1String("info_type")).toString();
        const QString content = info.value(QLatin1String("info_content")).toString();
        if (info.size() != 2 || type.isEmpty() || content.isEmpty())
            return wrong("must be a JSON array of {info_type, info_content}");
        if (type.size() > 15 || content.size() > 32)
            return wrong("must have an info_type of at most 15 characters and an info_content of at most 32");
        if (const QString strange = base::controlIn(type + content); !strange.isEmpty())
            return base::invalid("invalid_setting", strange);
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
constexpr const char* kSwitch[] = {"on", "off", nullptr};
constexpr const char* kGenerations[] = {"v3", "v2", nullptr};
constexpr const char* kSignTypes[] = {"HMAC-SHA256", "MD5", nullptr};
constexpr const char* kTotpRules[] = {"off", "approve", "always", nullptr};
constexpr const char* kPayoutChannels[] = {
    "v3-transfer-bills", "v3-batches", "v2-transfers", "v2-redpack", nullptr};

/// A text that people read, as WeChat Pay counts it; the practice server refuses the same.
template <int Most> Status characters(const QString& value)
{
    return value.size() <= Most
               ? Status{}
               : base::invalid("invalid_setting",
                     QStringLiteral("must be at most %1 characters, and has %2").arg(Most).arg(value.size()));
}
template <int Most> Status utf8Bytes(const QString& value)
{
    const qsizetype bytes = value.toUtf8().size();
    return bytes <= Most
               ? Status{}
               : base::invalid("invalid_setting",
                     QStringLiteral("must be at most %1 bytes, and has %2 (a Chinese character is 3)")
                         .arg(Most)
                         .arg(bytes));
}

Status proxyUrl(const QString& value)
{
    const QUrl url(value, QUrl::StrictMode);
    if (!url.password().isEmpty())
        return wrong("must not hold the password: set that as the secret wechatpay.proxy_password, and leave "
                     "the user's name here");
    return value.isEmpty() ||
                   (url.isValid() && !url.host().isEmpty() && url.path().size() <= 1 && !url.hasQuery() &&
                       !url.hasFragment() &&
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

constexpr qint64 kMostFen = 1'000'000'000'000;

// One rule for all of them, whoever writes them: what came along around a value when it was pasted is let go.

/// What may have several lines.
template <auto Check> Result<QString> text(const QString& value)
{
    const QString meant = base::pasted(value);
    ZF_TRY(Check(meant));
    return meant;
}

/// A number or name of plain ASCII; what is strange within it is refused.
template <auto Check> Result<QString> plain(const QString& value)
{
    const QString meant = base::pasted(value);
    if (const QString strange = base::strangeIn(meant); !strange.isEmpty())
        return base::invalid("invalid_setting", strange);
    ZF_TRY(Check(meant));
    return meant;
}

/// A line that people read, or the name of a file.
template <auto Check> Result<QString> line(const QString& value)
{
    const QString meant = base::pasted(value);
    if (const QString strange = base::controlIn(meant); !strange.isEmpty())
        return base::invalid("invalid_setting", strange);
    ZF_TRY(Check(meant));
    return meant;
}

/// The window and a service start in different places: a path from here would be another one there.
Status absoluteFolder(const QString& value)
{
    return value.isEmpty() || QDir::isAbsolutePath(value)
               ? Status{}
               : wrong("must be a whole path, like /media/usb/zhangfang");
}

/// App numbers, separated by commas.
Result<QString> appNumbers(const QString& value)
{
    QStringList apps;
    QString marked = value;
    marked.replace(QChar(0xff0c), QLatin1Char(',')); // a comma as Chinese keyboards have it
    for (const QString& app : marked.split(QLatin1Char(','))) {
        ZF_ASSIGN(const QString meant, plain<&asciiToken<32>>(app));
        if (!meant.isEmpty())
            apps << meant;
    }
    return apps.size() <= 20 ? Result<QString>(apps.join(QLatin1Char(',')))
                             : wrong("must be up to 20 app numbers, separated by commas");
}

const SettingRule kRules[] = {
    {"merchant.name", "", line<&anyText>, Guard::none},
    {"wechatpay.api_base_url", "https://api.mch.weixin.qq.com", plain<&baseUrl>},
    {"wechatpay.standby_base_url", "", plain<&baseUrl>},
    {"wechatpay.ca_file", "", line<&anyText>},
    {"wechatpay.mchid", "", plain<&merchantNumber>},
    {"wechatpay.appid", "", plain<&asciiToken<32>>},
    {"wechatpay.appids", "", appNumbers},
    {"wechatpay.fee_rate", "0.60", plain<&feePercent>},
    {"wechatpay.certificate_serial", "", serialNumber},
    {"wechatpay.public_key_id", "", plain<&publicKeyId>},
    {"wechatpay.public_key", "", publicKey},
    {"wechatpay.certificate", "", certificate},
    {"wechatpay.notify_url", "", plain<&notifyUrl>},
    {"wechatpay.keys_changed_at", "0", plain<&whole<0, 9'007'199'254'740'991>>},
    {"wechatpay.proxy", "", plain<&proxyUrl>},
    {"wechatpay.generation", "v3", plain<&oneOf<kGenerations>>},
    {"wechatpay.v2_base_url", "", plain<&baseUrl>},
    {"wechatpay.v2_sign_type", "HMAC-SHA256", plain<&oneOf<kSignTypes>>},
    {"wechatpay.v2_notify_url", "", plain<&notifyUrl>},
    {"wechatpay.transfer_scene_id", "1000", plain<&whole<1, 999'999>>},
    {"wechatpay.transfer_scene_report_infos", "[]", text<&reportInfos>},
    {"wechatpay.transfer_remark", "提现", line<&characters<32>>, Guard::none},
    {"wechatpay.settlement_days", "1", plain<&whole<0, 30>>},
    {"wechatpay.timeout_ms", "10000", plain<&whole<100, 60'000>>, Guard::none},
    {"orders.expire_minutes", "30", plain<&whole<1, 10'080>>, Guard::none},
    {"counter.store_id", "1", plain<&asciiToken<32>>, Guard::none},
    {"counter.wait_seconds", "60", plain<&whole<5, 600>>, Guard::none},
    {"payouts.account", "BASIC", plain<&payAccount>},
    {"payouts.channel", "v3-transfer-bills", plain<&oneOf<kPayoutChannels>>},
    {"payouts.batch_name", "余额提现", line<&characters<32>>, Guard::none},
    {"payouts.red_packet_sender", "", line<&utf8Bytes<32>>, Guard::none},
    {"payouts.red_packet_wishing", "余额提现", line<&utf8Bytes<128>>, Guard::none},
    {"payouts.max_single_fen", "20000", plain<&whole<1, kMostFen>>},
    {"payouts.max_user_day_fen", "50000", plain<&whole<1, kMostFen>>},
    {"payouts.max_day_fen", "1000000", plain<&whole<1, kMostFen>>},
    {"payouts.two_approvers_from_fen", "0", plain<&whole<0, kMostFen>>},
    {"payouts.grace_seconds", "10", plain<&whole<0, 3600>>},
    {"payouts.first_retry_ms", "1000", plain<&whole<10, 600'000>>, Guard::none},
    {"payouts.poll_ms", "30000", plain<&whole<10, 3'600'000>>, Guard::none},
    {"payouts.batch_poll_ms", "60000", plain<&whole<10, 3'600'000>>, Guard::none},
    {"storage.keep_bodies_days", "90", plain<&whole<1, 3'650>>},
    {"backup.daily", "on", plain<&oneOf<kSwitch>>},
    {"backup.folder", "", line<&absoluteFolder>},
    {"backup.keep", "14", plain<&whole<1, 3'650>>},
    {"ui.ask_above_fen", "2000000", plain<&whole<1, kMostFen>>},
    {"access.unlock_minutes", "5", plain<&whole<0, 60>>},
    {"access.totp", "off", plain<&oneOf<kTotpRules>>},
    {"listener.bind", "127.0.0.1", plain<&ipAddress>},
    {"listener.port", "8443", plain<&whole<0, 65'535>>},
    {"listener.trusted_proxies", "", line<&addresses>},
    {"listener.tls_certificate", "", line<&anyText>},
    {"listener.tls_key", "", line<&anyText>},
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

Settings Settings::with(const QMap<QString, QString>& values) const
{
    Settings other = *this;
    for (auto value = values.begin(); value != values.end(); ++value)
        other.stored_.insert(value.key(), *value);
    return other;
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

namespace
{

constexpr auto kKeysChangedAt = "wechatpay.keys_changed_at";
constexpr auto kTotpSetting = "access.totp";

/// Whoever asks for one-time codes has some, so that nobody locks the shop out; and a rule that asks for them
/// is not loosened without one.
Status checkTotpChange(
    storage::Database& database, const QString& old, const QString& wanted, const Author& author)
{
    if (author.right == Author::Right::program)
        return {};
    const auto who = findOperator(database, author.name);
    if (!who && who.error().code != QLatin1String("no_such_operator"))
        return base::fail(who.error());
    if (wanted != QLatin1String("off") && (!who || who->totp != Enrolment::complete))
        return base::refused("totp_not_enrolled",
            QStringLiteral("Whoever has one-time codes asked for enrols for them first."));
    if (old != QLatin1String("off") && who && !author.totp)
        return codeNeeded(*who);
    return {};
}

/// For the audit log: never a password, and a long text by what tells it from another.
QString told(const QString& key, const QString& value)
{
    constexpr qsizetype kLongest = 200;
    if (value.isEmpty())
        return QStringLiteral("nothing");
    if (key == QLatin1String("wechatpay.proxy")) // older versions kept the password in it
        return QLatin1Char('"') + QUrl(value).toString(QUrl::RemovePassword) + QLatin1Char('"');
    if (value.size() > kLongest || value.contains(QLatin1Char('\n')))
        return QStringLiteral("%1 characters with the SHA-256 %2")
            .arg(value.size())
            .arg(QString::fromLatin1(crypto::sha256(value.toUtf8()).toHex()));
    return QLatin1Char('"') + value + QLatin1Char('"');
}

Status store(storage::Database& database, const QString& key, const QString& value, const Settings& before,
    const Author& author, bool mayAll, qint64 nowUtcMs)
{
    const SettingRule* const rule = settingRule(key);
    if (!rule)
        return base::invalid(
            "unknown_setting", QStringLiteral("There is no setting '%1'.").arg(key.left(80)));
    const auto meant = rule->check(value);
    if (!meant)
        return base::invalid(
            "invalid_setting", QStringLiteral("The setting %1 %2.").arg(key, meant.error().message));
    const QString old = before.text(rule->key);
    if (*meant != old) {
        if (rule->guard == Guard::operators && !mayAll)
            return passwordNeeded(key);
        if (key == QLatin1String(kTotpSetting))
            ZF_TRY(checkTotpChange(database, old, *meant, author));
        if (key != QLatin1String(kKeysChangedAt)) // the entry about the key itself says more
            ZF_TRY(recordAudit(database, nowUtcMs, author.name, QStringLiteral("setting.changed"), key,
                QStringLiteral("from %1 to %2").arg(told(key, old), told(key, *meant))));
    }
    ZF_TRY(database.execute(
        "INSERT INTO settings (key, value, updated_at) VALUES (:key, :value, :now) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
        {{":key", key}, {":value", *meant}, {":now", nowUtcMs}}));
    database.remembered<std::optional<Settings>>().reset();
    return {};
}

} // namespace

Result<bool> mayChangeGuarded(storage::Database& database, const Author& author)
{
    if (author.right != Author::Right::none)
        return true;
    return hasOwner(database).map([](bool isOwned) { return !isOwned; });
}

tl::unexpected<base::Error> passwordNeeded(const QString& key)
{
    base::Error error{base::ErrorKind::refused, QStringLiteral("password_needed"),
        QStringLiteral("Changing %1 takes an operator's password.").arg(key)};
    return base::fail(std::move(error));
}

QStringList guardedAmong(const Settings& now, const QMap<QString, QString>& values)
{
    QStringList guarded;
    for (auto value = values.begin(); value != values.end(); ++value) {
        const SettingRule* const rule = settingRule(value.key());
        if (!rule || rule->guard == Guard::none)
            continue;
        const auto meant = rule->check(*value);
        if (!meant || *meant != now.text(rule->key))
            guarded << value.key();
    }
    return guarded;
}

Status fitTogether(const Settings& settings, const QStringList& changed)
{
    const bool real = !isLoopback(QUrl(settings.text("wechatpay.api_base_url")));
    for (const char* key : {"wechatpay.notify_url", "wechatpay.v2_notify_url"}) {
        const QUrl url(settings.text(key));
        if (!real || url.isEmpty() || !changed.contains(QLatin1String(key)))
            continue;
        if (isLoopback(url) || !url.host().contains(QLatin1Char('.')))
            return base::invalid("invalid_setting",
                QStringLiteral("The setting %1 must name a host that WeChat Pay finds, like pay.example.cn; "
                               "%2 is only for practice.")
                    .arg(QString::fromLatin1(key), url.host()));
    }
    const QString mchid = settings.text("wechatpay.mchid");
    const QString pem = settings.text("wechatpay.certificate");
    if (changed.contains(QLatin1String("wechatpay.certificate")) && !pem.isEmpty() && !mchid.isEmpty()) {
        ZF_ASSIGN(const auto read, crypto::Certificate::fromPem(pem.toLatin1()));
        if (const QString merchant = merchantOf(read); !merchant.isEmpty() && merchant != mchid)
            return base::invalid("invalid_setting",
                QStringLiteral("The setting wechatpay.certificate is %1; wechatpay.mchid is %2.")
                    .arg(describe(read), mchid));
    }
    return {};
}

Status setSetting(storage::Database& database, const QString& key, const QString& value, const Author& author,
    qint64 nowUtcMs)
{
    return setSettings(database, {{key, value}}, author, nowUtcMs);
}

Status setSettings(
    storage::Database& database, const QMap<QString, QString>& values, const Author& author, qint64 nowUtcMs)
{
    ZF_ASSIGN(const bool mayAll, mayChangeGuarded(database, author));
    ZF_ASSIGN(const Settings* const before, Settings::current(database));
    const Settings were = *before;
    for (auto value = values.begin(); value != values.end(); ++value)
        ZF_TRY(store(database, value.key(), *value, were, author, mayAll, nowUtcMs));
    ZF_ASSIGN(const Settings* const settings, Settings::current(database));
    return fitTogether(*settings, values.keys());
}

} // namespace zhangfang::access
