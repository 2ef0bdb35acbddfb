#include "backend/key_checks.h"

#include "access/merchant_keys.h"
#include "base/calendar.h"
#include "payouts/balances.h"
#include "payouts/policy.h"
#include "recovery/standing.h"

namespace zhangfang::backend
{
namespace
{

using access::Settings;
using crypto::Certificate;

/// WeChat Pay takes no end that is nearer than a minute.
constexpr qint64 kProbeLivesMs = 2LL * 60 * 1000;

tl::unexpected<base::Error> wrongCertificate(const QString& what)
{
    return base::refused("wrong_certificate", what);
}

tl::unexpected<base::Error> wrongPublicKey(const QString& what)
{
    return base::refused("wrong_public_key", what);
}

/// Whether the error is about the app, in either generation's words.
bool isAboutApp(const wechatpay::ApiError& error)
{
    return error.code.contains(QLatin1String("APPID")) ||
           error.message.contains(QLatin1String("appid"), Qt::CaseInsensitive);
}

Result<base::OrderNo> unusedNumber(ShopFolder& folder)
{
    return base::OrderNo::parse(
        QStringLiteral("ZFDOCTOR%1").arg(QString::fromLatin1(folder.random().token(16))));
}

/// By a question that moves nothing: v2's query carries the app, and WeChat Pay looks at it before it looks
/// for the order.
Result<AppProbe> askAbout(ShopFolder& folder, wechatpay::Cashier& v2, const QString& appid)
{
    ZF_ASSIGN(const auto number, unusedNumber(folder));
    const auto order = v2.queryOrder(number, appid);
    if (order || order.error().isNotFound())
        return AppProbe{appid, AppProbe::By::query, std::nullopt};
    return AppProbe{appid, AppProbe::By::query, order.error()};
}

/// No query of v3 carries an app. What is left is an order of one fen whose link nobody gets, and which is
/// closed at once; where closing fails it ends by itself.
Result<AppProbe> openFor(
    ShopFolder& folder, wechatpay::Cashier& v3, const Settings& settings, const QString& appid)
{
    ZF_ASSIGN(const auto number, unusedNumber(folder));
    QString notifyUrl = settings.text("wechatpay.notify_url");
    if (notifyUrl.isEmpty()) // nobody is ever told of this order
        notifyUrl = QStringLiteral("https://pay.example.com/wechatpay/notify");
    wechatpay::OrderRequest request;
    request.channel = wechatpay::Channel::native;
    request.outTradeNo = number;
    request.description = QStringLiteral("doctor: not to be paid");
    request.amount = base::Money::fen(1);
    request.notifyUrl = notifyUrl;
    request.expiresAtUtcMs = folder.clock().nowUtcMs() + kProbeLivesMs;
    request.clientIp = QStringLiteral("127.0.0.1");
    request.appid = appid;
    ZF_ASSIGN(const QByteArray bytes, v3.orderBytes(request));
    const auto opened = v3.createOrder(request.channel, bytes);
    // Also where nobody can tell whether it was opened.
    bool isClosed = false;
    if (opened || opened.error().disposition == wechatpay::Disposition::unclear)
        isClosed = v3.closeOrder(number, appid).has_value();
    return AppProbe{
        appid, AppProbe::By::order, opened ? std::nullopt : std::optional(opened.error()), isClosed};
}

/// What one probe tells about its app.
Result<Finding> judged(const AppProbe& probe)
{
    const bool asked = probe.by == AppProbe::By::query;
    if (!probe.error)
        return Finding{
            (asked ? QStringLiteral("%1 is bound to the merchant (asked about an order that is not there)")
                : probe.isClosed
                    ? QStringLiteral(
                          "%1 is bound to the merchant (without an API v2 key no question carries the "
                          "app: an order of 0.01 that nobody was shown was opened, and closed at once)")
                    : QStringLiteral(
                          "%1 is bound to the merchant (without an API v2 key no question carries the "
                          "app: an order of 0.01 that nobody was shown was opened; it ends by itself)"))
                .arg(probe.appid)};
    const wechatpay::ApiError& error = *probe.error;
    if (isAboutApp(error))
        return base::refused("wrong_appid",
            QStringLiteral(
                "WeChat Pay does not take the app %1 from this merchant (%2). Set the AppID that is "
                "bound to the merchant number, or bind this one: merchant platform → 产品中心 → "
                "AppID 账号管理.")
                .arg(probe.appid, error.describe()));
    if (error.disposition == wechatpay::Disposition::unclear || error.neverLeft() ||
        error.code == QLatin1String("SIGN_ERROR"))
        return base::unavailable("wechat_unclear",
            asked ? QStringLiteral("%1 (asked by API v2: is the secret wechatpay.apiv2_key right?)")
                        .arg(error.describe())
                  : error.describe());
    return Finding{
        (asked ? QStringLiteral("%1: cannot be told, WeChat Pay answers no question about an order (%2)")
               : QStringLiteral("%1: cannot be told, WeChat Pay opens no native order (%2)"))
            .arg(probe.appid, error.describe()),
        true};
}

} // namespace

Result<QString> checkCertificate(ShopFolder& folder)
{
    ZF_ASSIGN(const Settings set, folder.settings());
    ZF_ASSIGN(const crypto::Secret pem, folder.readSecret(QString::fromLatin1(access::kMerchantPrivateKey)));
    ZF_ASSIGN(const auto key, crypto::PrivateKey::fromPem(pem));
    const QString text = set.text("wechatpay.certificate");
    if (text.isEmpty())
        return QStringLiteral(
            "the private key is here; without wechatpay.certificate only WeChat Pay can tell "
            "whether the serial number is of it");
    const auto read = access::readMerchantCertificate(text);
    if (!read)
        return wrongCertificate(
            QStringLiteral("The setting wechatpay.certificate %1.").arg(read.error().message));
    if (!(read->publicKey() == key.publicKey()))
        return wrongCertificate(QStringLiteral(
            "wechatpay.certificate is %1, and the private key is another one. Set both from one "
            "download: 'secrets set wechatpay.private_key --from' the zip of the merchant "
            "platform.")
                                    .arg(access::describe(*read)));
    const QString mchid = set.text("wechatpay.mchid");
    if (const QString merchant = access::merchantOf(*read); !merchant.isEmpty() && merchant != mchid)
        return wrongCertificate(QStringLiteral(
            "wechatpay.certificate is %1; wechatpay.mchid is %2. Set the number, or download the "
            "certificate of this merchant.")
                                    .arg(access::describe(*read), mchid));
    const QString serial = QString::fromLatin1(read->serialHex());
    if (serial != set.text("wechatpay.certificate_serial"))
        return wrongCertificate(QStringLiteral(
            "wechatpay.certificate_serial is %1, and must be %2: that is the serial number of the "
            "certificate.")
                                    .arg(set.text("wechatpay.certificate_serial"), serial));
    const QString until = base::businessDay(read->validUntilUtcMs()).toString(Qt::ISODate);
    if (read->validUntilUtcMs() < folder.clock().nowUtcMs())
        return wrongCertificate(QStringLiteral(
            "The merchant's certificate has ended on %1. Renew it in the merchant platform: API 安全 "
            "→ 商户 API 证书.")
                                    .arg(until));
    return QStringLiteral("%1 is of the private key, until %2").arg(access::describe(*read), until);
}

Result<QString> checkPublicKey(ShopFolder& folder)
{
    ZF_ASSIGN(const Settings set, folder.settings());
    const QString id = set.text("wechatpay.public_key_id");
    const QString text = set.text("wechatpay.public_key");
    if (id.isEmpty() && text.isEmpty())
        return QStringLiteral("none is set: WeChat Pay's certificates are fetched");
    if (id.isEmpty() || text.isEmpty())
        return wrongPublicKey(
            QStringLiteral("%1 is set, and %2 is not. Both stand in the merchant platform: API 安全 → "
                           "微信支付公钥. A merchant without one leaves both empty.")
                .arg(id.isEmpty() ? QStringLiteral("wechatpay.public_key")
                                  : QStringLiteral("wechatpay.public_key_id"),
                    id.isEmpty() ? QStringLiteral("wechatpay.public_key_id")
                                 : QStringLiteral("wechatpay.public_key")));
    const auto read = access::readPlatformKey(text);
    if (!read)
        return wrongPublicKey(
            QStringLiteral("The setting wechatpay.public_key %1.").arg(read.error().message));
    if (const auto pem = folder.readSecret(QString::fromLatin1(access::kMerchantPrivateKey))) {
        const auto key = crypto::PrivateKey::fromPem(*pem);
        if (key && key->publicKey() == *read)
            return wrongPublicKey(QStringLiteral("wechatpay.public_key is the merchant's own public key; "
                                                 "WeChat Pay's is in pub_key.pem, from the "
                                                 "merchant platform: API 安全 → 微信支付公钥."));
    }
    return id;
}

Result<Finding> checkApiV3Key(ShopFolder& folder)
{
    ZF_ASSIGN(const Settings set, folder.settings());
    ZF_ASSIGN(const auto merchant, folder.merchant());
    ZF_ASSIGN(const auto keys, ShopFolder::keyRing(set));
    const auto clients = folder.makeClients(merchant, keys, set, {}, ShopFolder::Speaks::v3);
    const auto fetched = clients.v3->refreshCertificates();
    // Opened they were; whether the answer is WeChat Pay's another check tells.
    if (fetched && !keys->current()->hasCertificate())
        return Finding{QStringLiteral("cannot be told yet: WeChat Pay has sent no certificate. The first "
                                      "notification tells"),
            true};
    if (fetched || fetched.error().code == QLatin1String("NOT_AUTHENTIC"))
        return Finding{QStringLiteral("it opens WeChat Pay's certificates")};
    if (fetched.error().code == QLatin1String("NOT_DECRYPTED"))
        return base::refused(
            "wrong_apiv3_key", QStringLiteral("wechatpay.apiv3_key does not open WeChat Pay's certificates: "
                                              "it is not the APIv3 key that is set in "
                                              "the merchant platform (API 安全 → APIv3 密钥), and no "
                                              "notification can be read. Set it again with "
                                              "'secrets set wechatpay.apiv3_key --from FILE'; where nobody "
                                              "knows it, set a new one there and "
                                              "here."));
    if (fetched.error().httpStatus == 404 && !set.text("wechatpay.public_key_id").isEmpty())
        return Finding{
            QStringLiteral("cannot be told yet: WeChat Pay has no certificates for a merchant with "
                           "its public key. The first notification tells"),
            true};
    return base::unavailable("wechat_unclear", fetched.error().describe());
}

Result<std::vector<AppProbe>> probeApps(ShopFolder& folder, const wechatpay::Clients& clients)
{
    ZF_TRY(folder.readers().read<int>([](storage::Database& database) -> Result<int> {
        ZF_TRY(recovery::mayAct(database)); // until then nothing is opened at WeChat Pay, not even this
        return 0;
    }));
    ZF_ASSIGN(const Settings set, folder.settings());
    std::vector<AppProbe> probes;
    for (const QString& appid : set.apps()) {
        ZF_ASSIGN(AppProbe one,
            clients.v2 ? askAbout(folder, *clients.v2, appid) : openFor(folder, *clients.v3, set, appid));
        probes.push_back(std::move(one));
    }
    return probes;
}

Result<Finding> checkReach(ShopFolder& folder, const wechatpay::Clients& clients)
{
    ZF_ASSIGN(const Settings set, folder.settings());
    ZF_ASSIGN(const auto number, base::OrderNo::parse(QStringLiteral("ZHANGFANG-DOCTOR")));
    const auto order = clients.v3->queryOrder(number);
    if (!order && order.error().code == QLatin1String("SIGN_ERROR"))
        return base::unavailable("wechat_unclear",
            QStringLiteral(
                "WeChat Pay does not accept our signature (%1). wechatpay.mchid, "
                "wechatpay.certificate_serial and the private key must be of one merchant: compare "
                "the serial number with API 安全 → 商户 API 证书 in the merchant platform.")
                .arg(order.error().describe()));
    if (!order && !order.error().isNotFound())
        return base::unavailable("wechat_unclear", order.error().describe());
    // That there is no such order need not be signed. What a merchant has is: a balance, for those who may
    // ask for one, or yesterday's bill, for those who had customers then.
    const auto proves = [](const auto& answer) {
        return answer || answer.error().code == QLatin1String("NOT_AUTHENTIC");
    };
    const auto judged = [](const auto& answer) -> Result<Finding> {
        if (answer)
            return Finding{QStringLiteral("reachable, signatures agree")};
        return base::unavailable("wechat_unclear",
            QStringLiteral("WeChat Pay answers, and its signature cannot be believed (%1). Compare "
                           "wechatpay.public_key and its id with API 安全 → 微信支付公钥 in the merchant "
                           "platform.")
                .arg(answer.error().describe()));
    };
    const auto account = payouts::accountType(set.text("payouts.account"));
    ZF_ASSIGN(const bool mayAsk, folder.readers().read<bool>([&](storage::Database& database) {
        return payouts::mayAsk(database, account, folder.clock().nowUtcMs());
    }));
    if (mayAsk) {
        const auto told = clients.v3->balance(account);
        if (proves(told))
            return judged(told);
        if (payouts::isRefusal(told.error()))
            ZF_TRY(folder.writer().runNow<int>([&](storage::Database& database) -> Result<int> {
                ZF_TRY(payouts::recordRefusal(database, account, told.error(), folder.clock().nowUtcMs()));
                return 0;
            }));
    }
    const QDate yesterday = base::businessDay(folder.clock().nowUtcMs()).addDays(-1);
    if (const auto told = clients.v3->tradeBill(yesterday, wechatpay::TradeBill::all);
        proves(told) && (!told || told->has_value()))
        return judged(told);
    return Finding{
        QStringLiteral("reachable, and our signature is accepted; nothing that is signed has come back yet"),
        true};
}

Result<Finding> checkAppids(const Result<std::vector<AppProbe>>& probes)
{
    if (!probes)
        return base::fail(probes.error());
    QStringList found;
    bool isUnknown = false;
    for (const AppProbe& probe : *probes) {
        ZF_ASSIGN(const Finding told, judged(probe));
        found << told.words;
        isUnknown = isUnknown || told.isUnknown;
    }
    return Finding{found.join(QLatin1String("; ")), isUnknown};
}

} // namespace zhangfang::backend
