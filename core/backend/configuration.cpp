#include "backend/configuration.h"

#include "access/audit.h"
#include "access/merchant_keys.h"

namespace zhangfang::backend
{
namespace
{

using access::MerchantKeys;
using access::Settings;
using crypto::Certificate;

constexpr auto kMchid = "wechatpay.mchid";
constexpr auto kCertificate = "wechatpay.certificate";
constexpr auto kSerial = "wechatpay.certificate_serial";
constexpr auto kPublicKey = "wechatpay.public_key";

QString q(const char* name)
{
    return QString::fromLatin1(name);
}

/// What is to be stored, while it is put together.
class Plan
{
public:
    Plan(ShopFolder& folder, const Given& given, Settings before)
        : folder_(folder), given_(given), before_(std::move(before))
    {
    }

    [[nodiscard]] Status make()
    {
        for (auto value = given_.settings.begin(); value != given_.settings.end(); ++value) {
            const access::SettingRule* rule = access::settingRule(value.key());
            if (!rule)
                return base::invalid(
                    "unknown_setting", QStringLiteral("There is no setting '%1'.").arg(value.key().left(80)));
            auto meant = rule->check(*value);
            if (!meant)
                return base::invalid("invalid_setting",
                    QStringLiteral("The setting %1 %2.").arg(value.key(), meant.error().message));
            settings.insert(value.key(), *meant);
        }
        stored.settings = settings;
        ZF_TRY(readSecrets());
        ZF_TRY(matchKeys());
        return access::fitTogether(before_.with(settings), settings.keys());
    }

    QMap<QString, QString> settings;
    QMap<QString, crypto::Secret> secrets;
    Stored stored;

private:
    [[nodiscard]] QString now(const char* key) const
    {
        return settings.contains(q(key)) ? settings.value(q(key)) : before_.text(key);
    }
    [[nodiscard]] bool isGiven(const char* key) const { return given_.settings.contains(q(key)); }

    void also(const char* key, const QString& value)
    {
        if (now(key) == value && !isGiven(key))
            return;
        settings.insert(q(key), value);
        stored.alsoSet << q(key);
    }

    Status readSecrets()
    {
        for (auto secret = given_.secrets.begin(); secret != given_.secrets.end(); ++secret) {
            if (secret.key() != q(access::kMerchantPrivateKey)) {
                ZF_ASSIGN(const crypto::Secret meant, access::secretAsStored(secret.key(), *secret));
                secrets.insert(secret.key(), meant);
                continue;
            }
            ZF_ASSIGN(
                const MerchantKeys keys, access::readMerchantKeys(*secret, now(kMchid), given_.filePassword));
            secrets.insert(secret.key(), crypto::Secret::taken(keys.privateKey.toPem()));
            key_ = keys.privateKey;
            if (keys.certificate && !isGiven(kCertificate))
                also(kCertificate, QString::fromLatin1(keys.certificate->pem()));
        }
        return {};
    }

    /// The key that counts once all is stored; none where it is not there or cannot be read now.
    [[nodiscard]] std::optional<crypto::PrivateKey> keyAfterwards()
    {
        if (key_)
            return key_;
        const auto pem = folder_.readSecret(q(access::kMerchantPrivateKey));
        if (!pem)
            return std::nullopt;
        auto key = crypto::PrivateKey::fromPem(*pem);
        return key ? std::optional(std::move(*key)) : std::nullopt;
    }

    Status matchKeys()
    {
        const bool touched = key_ || settings.contains(q(kCertificate)) || settings.contains(q(kSerial)) ||
                             settings.contains(q(kPublicKey)) || settings.contains(q(kMchid));
        if (!touched)
            return {};
        const auto key = keyAfterwards();
        if (key && isGiven(kPublicKey) && !now(kPublicKey).isEmpty()) {
            ZF_ASSIGN(const auto platform, crypto::PublicKey::fromPem(now(kPublicKey).toLatin1()));
            if (platform == key->publicKey())
                return base::invalid("invalid_setting",
                    QStringLiteral(
                        "The setting wechatpay.public_key is the merchant's own public key; WeChat "
                        "Pay's is in pub_key.pem."));
        }
        const auto certificate = Certificate::fromPem(now(kCertificate).toLatin1());
        if (!certificate)
            return {};
        if (const QString merchant = access::merchantOf(*certificate);
            !merchant.isEmpty() && !now(kMchid).isEmpty() && merchant != now(kMchid) &&
            !settings.contains(q(kCertificate)))
            stored.warnings << QStringLiteral("wechatpay.certificate is %1, wechatpay.mchid is %2.")
                                   .arg(access::describe(*certificate), now(kMchid));
        return key ? matchCertificate(*key, *certificate) : Status{};
    }

    Status matchCertificate(const crypto::PrivateKey& key, const Certificate& certificate)
    {
        if (!(key.publicKey() == certificate.publicKey())) {
            const QString told =
                QStringLiteral("wechatpay.certificate is %1, and that is not of this private key.")
                    .arg(access::describe(certificate));
            if (key_ && isGiven(kCertificate))
                return base::invalid("invalid_setting", told);
            stored.warnings << told;
            return {};
        }
        const QString serial = QString::fromLatin1(certificate.serialHex());
        if (isGiven(kSerial) && !now(kSerial).isEmpty() && now(kSerial) != serial)
            return base::invalid("invalid_setting",
                QStringLiteral("The setting wechatpay.certificate_serial is %1; the serial number of "
                               "wechatpay.certificate, which is of this private key, is %2.")
                    .arg(now(kSerial), serial));
        // A certificate that was set long ago may be an older one of the same key: it replaces no number.
        const bool isNew = key_ || (settings.contains(q(kCertificate)) && !now(kCertificate).isEmpty());
        if (!isGiven(kSerial) && isNew)
            also(kSerial, serial);
        return {};
    }

    ShopFolder& folder_;
    const Given& given_;
    const Settings before_;
    std::optional<crypto::PrivateKey> key_; ///< the one that is given
};

} // namespace

Result<Stored> store(ShopFolder& folder, const Given& given, const Actor& actor, const QString& key)
{
    const access::Author author = authorOf(actor);
    // Before anything is read from what was given: the secrets' store knows no operators.
    ZF_ASSIGN(const bool mayAll, folder.readers().read<bool>([&author](storage::Database& database) {
        return access::mayChangeGuarded(database, author);
    }));
    if (!mayAll && !given.secrets.isEmpty())
        return access::passwordNeeded(given.secrets.firstKey());
    ZF_ASSIGN(Settings before, folder.settings());
    if (const QStringList guarded = mayAll ? QStringList() : access::guardedAmong(before, given.settings);
        !guarded.isEmpty())
        return access::passwordNeeded(guarded.front());
    Plan plan(folder, given, std::move(before));
    ZF_TRY(plan.make());
    // The settings tell a running engine that the secrets are others, so they come last: a key and its serial
    // number count from one moment on.
    QMap<QString, crypto::Secret> replaced;
    QStringList added;
    for (auto secret = plan.secrets.begin(); secret != plan.secrets.end(); ++secret) {
        if (const auto old = folder.readSecret(secret.key()))
            replaced.insert(secret.key(), *old);
        else if (old.error().code != QLatin1String("no_such_secret"))
            return base::fail(old.error());
        else
            added << secret.key();
    }
    // None of it is stored where one is not: what was there before counts on.
    const auto putBack = [&](const base::Error& why) {
        if (const Status back = folder.keepSecrets(replaced); !back)
            return base::unavailable("half_stored",
                QStringLiteral("%1 And what was stored before could not be put back (%2): set the keys again "
                               "before Zhangfang is started anew.")
                    .arg(why.describe(), back.error().describe()));
        // What a running engine may have taken up meanwhile is read again; where nothing can be written, it
        // was not told of it either.
        static_cast<void>(folder.writer().runNow<int>([&](storage::Database& database) -> Result<int> {
            const qint64 now = folder.clock().nowUtcMs();
            ZF_TRY(access::setSetting(database, q("wechatpay.keys_changed_at"), QString::number(now),
                {author.name, access::Author::Right::program}, now));
            return 0;
        }));
        if (!added.isEmpty())
            return base::unavailable(
                "half_stored", QStringLiteral("%1 Only %2, which was not there before, may be stored by now.")
                                   .arg(why.describe(), added.join(QStringLiteral(", "))));
        return base::fail(why);
    };
    // Done under this key before: what has been set since is not put back by it.
    ShopOffice office(folder);
    const ChangeSettings change{plan.settings, QStringList(plan.secrets.keys()).join(QLatin1Char(' '))};
    ZF_ASSIGN(const bool isDone, office.door().isDone(actor, change, key));
    if (isDone)
        return std::move(plan.stored);
    if (const Status kept = folder.keepSecrets(plan.secrets); !kept)
        return putBack(kept.error());
    const auto written = office.door().run(actor, change, key);
    if (!written)
        return putBack(written.error());
    return std::move(plan.stored);
}

} // namespace zhangfang::backend
