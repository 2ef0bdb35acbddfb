#include "access/merchant_keys.h"

#include <QRegularExpression>

namespace zhangfang::access
{
namespace
{

using crypto::Certificate;
using crypto::KeyMaterial;

/// What is there in place of what was wanted.
QString describe(const KeyMaterial& found)
{
    if (found.privateKey)
        return QStringLiteral("a private key");
    if (!found.certificates.empty())
        return access::describe(found.certificates.front());
    return QStringLiteral("a public key");
}

tl::unexpected<base::Error> wrongSecret(const QString& message)
{
    return base::invalid("invalid_secret", message);
}

tl::unexpected<base::Error> wrongSetting(const QString& message)
{
    return base::invalid("invalid_setting", message);
}

/// Of what was pasted into a setting.
Result<KeyMaterial> readPasted(const QString& pasted, const char* wanted)
{
    auto found = crypto::readKeyMaterial(pasted.toUtf8());
    if (!found && found.error().code == QLatin1String("unsupported_key"))
        return wrongSetting(QStringLiteral("is of no RSA key with at least 2048 bits"));
    if (!found)
        return wrongSetting(QStringLiteral("must be %1").arg(QString::fromUtf8(wanted)));
    if (found->privateKey)
        return wrongSetting(
            QStringLiteral("is a private key: settings are no place for it. Keep it with 'secrets set "
                           "wechatpay.private_key', and where somebody may have seen it, make a new one"));
    return found;
}

} // namespace

QString merchantOf(const Certificate& certificate)
{
    static const QRegularExpression kNumber(QStringLiteral("^[0-9]{6,16}$"));
    return kNumber.match(certificate.commonName()).hasMatch() ? certificate.commonName() : QString();
}

QString describe(const Certificate& certificate)
{
    const QString serial = QString::fromLatin1(certificate.serialHex());
    const QString merchant = merchantOf(certificate);
    if (!merchant.isEmpty())
        return QStringLiteral("the certificate of merchant %1 (serial number %2)").arg(merchant, serial);
    if (certificate.commonName().startsWith(QLatin1String("Tenpay.com")))
        return QStringLiteral("a certificate of WeChat Pay's (%1, serial number %2)")
            .arg(certificate.commonName(), serial);
    return QStringLiteral("a certificate (serial number %1)").arg(serial);
}

Result<MerchantKeys> readMerchantKeys(
    const QByteArray& content, const QString& mchid, const crypto::Secret& password)
{
    std::vector<crypto::Secret> passwords;
    if (!mchid.isEmpty())
        passwords.emplace_back(mchid.toUtf8());
    if (!password.isEmpty())
        passwords.push_back(password);
    auto found = crypto::readKeyMaterial(content, passwords);
    if (!found && found.error().code == QLatin1String("key_locked"))
        return base::invalid("password_required",
            found.error().message + QStringLiteral(" WeChat Pay locks it with the merchant's number; set "
                                                   "wechatpay.mchid, or name a file with the password."));
    if (!found)
        return wrongSecret(found.error().message);
    if (!found->privateKey) {
        const QString what = describe(*found);
        return wrongSecret(
            QStringLiteral("This is %1; the merchant's private key is in apiclient_key.pem.")
                .arg(found->certificates.empty() ? QStringLiteral("a public key, as WeChat Pay's own is")
                                                 : what));
    }
    MerchantKeys keys{*found->privateKey, {}};
    for (const Certificate& certificate : found->certificates) {
        if (certificate.publicKey() == keys.privateKey.publicKey()) {
            keys.certificate = certificate;
            break;
        }
    }
    if (!keys.certificate && !found->certificates.empty())
        return wrongSecret(QStringLiteral("The private key in it does not belong to %1 beside it.")
                               .arg(access::describe(found->certificates.front())));
    if (keys.certificate) {
        const QString merchant = merchantOf(*keys.certificate);
        if (!merchant.isEmpty() && !mchid.isEmpty() && merchant != mchid)
            return wrongSecret(QStringLiteral("In it is %1; wechatpay.mchid is %2.")
                                   .arg(access::describe(*keys.certificate), mchid));
    }
    return keys;
}

Result<Certificate> readMerchantCertificate(const QString& pasted)
{
    ZF_ASSIGN(const KeyMaterial found,
        readPasted(
            pasted, "the merchant's certificate (apiclient_cert.pem), whole, with its BEGIN and END lines"));
    if (found.certificates.empty())
        return wrongSetting(
            QStringLiteral("is a public key; the merchant's certificate is in apiclient_cert.pem"));
    const Certificate& first = found.certificates.front();
    if (first.commonName().startsWith(QLatin1String("Tenpay.com")))
        return wrongSetting(
            QStringLiteral("is %1; the merchant's is in apiclient_cert.pem").arg(access::describe(first)));
    return first;
}

Result<crypto::PublicKey> readPlatformKey(const QString& pasted)
{
    ZF_ASSIGN(const KeyMaterial found,
        readPasted(pasted, "WeChat Pay's public key (pub_key.pem), whole, with its BEGIN and END lines"));
    if (found.publicKeys.empty())
        return wrongSetting(QStringLiteral(
            "is %1; WeChat Pay's public key is in pub_key.pem. A merchant without one leaves this "
            "empty")
                                .arg(describe(found)));
    return found.publicKeys.front();
}

} // namespace zhangfang::access
