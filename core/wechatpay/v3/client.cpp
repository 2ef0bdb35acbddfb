#include "wechatpay/v3/client.h"

#include "base/calendar.h"

#include <QJsonArray>

namespace zhangfang::wechatpay::v3
{
namespace
{

ApiError unclear(int status, const char* code, const QString& message)
{
    return {Disposition::unclear, status, QString::fromLatin1(code), message, {}};
}

/// An answer that is authentic but not what the interface promises tells nothing sure about the money.
template <class T> ApiResult<T> understood(Result<T> parsed)
{
    if (parsed)
        return std::move(*parsed);
    return tl::unexpected(unclear(200, "UNREADABLE", parsed.error().message));
}

struct Rule {
    int status; ///< 0: any
    const char* code;
    Disposition disposition;
};
constexpr Rule kRules[] = {
    // not taken now, the same number later
    {429, "FREQUENCY_LIMITED", Disposition::notTaken},
    {429, "RATELIMIT_EXCEED", Disposition::notTaken},
    {429, "RATELIMIT_EXCEEDED", Disposition::notTaken},
    {403, "NOT_ENOUGH", Disposition::notTaken},
    // not taken; someone has to change a setting, a permission or an account first
    {403, "NO_AUTH", Disposition::needsPerson},
    {403, "ACCOUNT_ABNORMAL", Disposition::needsPerson},
    {401, "SIGN_ERROR", Disposition::needsPerson},
    // not taken, and never will be
    {400, "PARAM_ERROR", Disposition::refused},
    // "number exists, content differs" and quota share this code: only a query can tell
    {400, "INVALID_REQUEST", Disposition::unclear},
    {0, "SYSTEM_ERROR", Disposition::unclear},
};

} // namespace

QString ApiError::describe() const
{
    QString text = httpStatus == 0 ? QStringLiteral("no answer") : QStringLiteral("HTTP %1").arg(httpStatus);
    text += QLatin1Char(' ') + code;
    if (!message.isEmpty())
        text += QStringLiteral(": ") + message.left(300);
    if (!requestId.isEmpty())
        text += QStringLiteral(" [Request-ID %1]").arg(requestId);
    return text;
}

Disposition dispositionOf(int httpStatus, const QString& code)
{
    for (const Rule& rule : kRules) {
        if ((rule.status == 0 || rule.status == httpStatus) && code == QLatin1String(rule.code))
            return rule.disposition;
    }
    return Disposition::unclear;
}

QByteArray orderBody(const Merchant& merchant, const OrderRequest& request)
{
    QJsonObject json{{QStringLiteral("appid"), merchant.appid}, {QStringLiteral("mchid"), merchant.mchid},
        {QStringLiteral("description"), request.description},
        {QStringLiteral("out_trade_no"), request.outTradeNo.toString()},
        {QStringLiteral("time_expire"), base::toRfc3339(request.expiresAtUtcMs / 1000 * 1000)},
        {QStringLiteral("notify_url"), request.notifyUrl},
        {QStringLiteral("amount"), QJsonObject{{QStringLiteral("total"), request.amount.inFen()},
                                       {QStringLiteral("currency"), QStringLiteral("CNY")}}}};
    if (!request.openid.isEmpty())
        json.insert(QStringLiteral("payer"), QJsonObject{{QStringLiteral("openid"), request.openid}});
    return base::toCompactJson(json);
}

QByteArray transferBody(const Merchant& merchant, const TransferRequest& request)
{
    QJsonObject json{{QStringLiteral("appid"), merchant.appid},
        {QStringLiteral("out_bill_no"), request.outBillNo.toString()},
        {QStringLiteral("transfer_scene_id"), request.sceneId}, {QStringLiteral("openid"), request.openid},
        {QStringLiteral("transfer_amount"), request.amount.inFen()},
        {QStringLiteral("transfer_remark"), request.remark},
        {QStringLiteral("transfer_scene_report_infos"), request.sceneReportInfos}};
    if (!request.notifyUrl.isEmpty())
        json.insert(QStringLiteral("notify_url"), request.notifyUrl);
    if (!request.userNameCiphertext.isEmpty())
        json.insert(QStringLiteral("user_name"), QString::fromLatin1(request.userNameCiphertext));
    return base::toCompactJson(json);
}

Client::Client(Merchant merchant, std::shared_ptr<KeyRing> keys, ClientOptions options,
    std::unique_ptr<http::Transport> transport, const base::Clock& clock, base::RandomSource& random)
    : merchant_(std::move(merchant)), keys_(std::move(keys)), options_(std::move(options)),
      transport_(std::move(transport)), clock_(clock), random_(random)
{
}

ApiResult<http::Response> Client::exchange(
    const QByteArray& method, const QByteArray& target, const QByteArray& body)
{
    const QByteArray timestamp = QByteArray::number(clock_.nowUtcMs() / 1000);
    const QByteArray nonce = random_.token(32);
    const auto signedBy = authorization(merchant_, method, target, timestamp, nonce, body);
    if (!signedBy)
        return tl::unexpected(ApiError{
            Disposition::needsPerson, 0, QStringLiteral("CANNOT_SIGN"), signedBy.error().message, {}});
    http::Request request{method, target, {}, body, {}};
    request.headers.add("Authorization", *signedBy);
    request.headers.add("Accept", "application/json");
    request.headers.add("Content-Type", "application/json");
    request.headers.add("User-Agent", "Zhangfang/" ZHANGFANG_VERSION);
    if (const QByteArray serial = keys_->current()->preferredSerial(); !serial.isEmpty())
        request.headers.add("Wechatpay-Serial", serial);
    auto answer = transport_->exchange(options_.base, request, options_.timeoutMs);
    if (!answer && answer.error().kind == http::TransportError::Kind::notSent && !options_.standby.isEmpty())
        answer = transport_->exchange(options_.standby, request, options_.timeoutMs);
    if (answer)
        return std::move(*answer);
    const bool notSent = answer.error().kind == http::TransportError::Kind::notSent;
    return tl::unexpected(ApiError{notSent ? Disposition::notTaken : Disposition::unclear, 0,
        notSent ? QStringLiteral("NOT_CONNECTED") : QStringLiteral("NO_ANSWER"), answer.error().message, {}});
}

void Client::tell(const ApiError* error, const http::Response* response) const
{
    if (!options_.onContact)
        return;
    // A refusal is an answer too; only what cannot be believed, or says that it does not believe us, is
    // trouble.
    Contact contact{clock_.nowUtcMs(), {}, 0};
    if (error && (error->disposition == Disposition::unclear || !response || response->status == 401))
        contact.trouble = error->describe();
    bool known = false;
    const qint64 theirs =
        response ? response->headers.value("Wechatpay-Timestamp").toLongLong(&known) : qint64(0);
    if (known)
        contact.clockSkewMs = theirs * 1000 - contact.atUtcMs / 1000 * 1000;
    options_.onContact(contact);
}

ApiResult<void> Client::checkAuthentic(const http::Response& response)
{
    const auto verified = verify(*keys_, response.headers, response.body, clock_.nowUtcMs());
    if (!verified)
        return tl::unexpected(unclear(response.status, "NOT_AUTHENTIC", verified.error().message));
    return {};
}

ApiResult<QJsonObject> Client::call(
    const QByteArray& method, const QByteArray& target, const QByteArray& body)
{
    auto response = exchange(method, target, body);
    if (!response) {
        tell(&response.error(), nullptr);
        return tl::unexpected(response.error());
    }
    const QString requestId = QString::fromLatin1(response->headers.value("Request-ID").left(64));
    if (response->status >= 200 && response->status < 300) {
        if (auto authentic = checkAuthentic(*response); !authentic) {
            tell(&authentic.error(), &*response);
            return tl::unexpected(authentic.error());
        }
        tell(nullptr, &*response);
        if (response->body.isEmpty())
            return QJsonObject();
        return understood(base::parseJsonObject(response->body));
    }
    ApiError error{Disposition::unclear, response->status, QStringLiteral("UNREADABLE"), {}, requestId};
    if (const auto json = base::parseJsonObject(response->body)) {
        error.code = json->value(QLatin1String("code")).toString(error.code);
        error.message = json->value(QLatin1String("message")).toString();
    }
    error.disposition = dispositionOf(error.httpStatus, error.code);
    tell(&error, &*response);
    return tl::unexpected(error);
}

ApiResult<Client::Prepay> Client::createOrder(const QString& channel, const QByteArray& body)
{
    auto json = call("POST", "/v3/pay/transactions/" + channel.toLatin1(), body);
    if (!json)
        return tl::unexpected(json.error());
    const base::JsonFields fields(*json);
    const bool native = channel == QLatin1String("native");
    return understood(fields.text(native ? "code_url" : "prepay_id")).map([native](const QString& text) {
        return native ? Prepay{text, {}} : Prepay{{}, text};
    });
}

ApiResult<Transaction> Client::queryOrder(const OrderNo& number)
{
    auto json = call("GET",
        "/v3/pay/transactions/out-trade-no/" + number.toString().toLatin1() +
            "?mchid=" + merchant_.mchid.toLatin1(),
        {});
    return json ? understood(parseTransaction(*json)) : tl::unexpected(json.error());
}

ApiResult<void> Client::closeOrder(const OrderNo& number)
{
    auto json = call("POST", "/v3/pay/transactions/out-trade-no/" + number.toString().toLatin1() + "/close",
        base::toCompactJson({{QStringLiteral("mchid"), merchant_.mchid}}));
    return json ? ApiResult<void>() : tl::unexpected(json.error());
}

ApiResult<TransferBill> Client::createTransfer(const QByteArray& body)
{
    auto json = call("POST", "/v3/fund-app/mch-transfer/transfer-bills", body);
    return json ? understood(parseTransferBill(*json)) : tl::unexpected(json.error());
}

ApiResult<TransferBill> Client::queryTransfer(const OutBillNo& number)
{
    auto json = call(
        "GET", "/v3/fund-app/mch-transfer/transfer-bills/out-bill-no/" + number.toString().toLatin1(), {});
    return json ? understood(parseTransferBill(*json)) : tl::unexpected(json.error());
}

ApiResult<void> Client::cancelTransfer(const OutBillNo& number)
{
    auto json = call("POST",
        "/v3/fund-app/mch-transfer/transfer-bills/out-bill-no/" + number.toString().toLatin1() + "/cancel",
        {});
    return json ? ApiResult<void>() : tl::unexpected(json.error());
}

ApiResult<Money> Client::availableBalance(const QString& account)
{
    auto json = call("GET", "/v3/merchant/fund/balance/" + account.toLatin1(), {});
    return json ? understood(base::JsonFields(*json).fen("available_amount")) : tl::unexpected(json.error());
}

Result<QByteArray> Client::sealSensitive(const QString& text) const
{
    const auto keys = keys_->current();
    const crypto::PublicKey* key = keys->find(keys->preferredSerial());
    if (!key)
        return base::refused(
            "no_platform_key", QStringLiteral("No WeChat Pay key is known to encrypt the name with."));
    ZF_ASSIGN(const QByteArray sealed, key->encryptOaep(text.toUtf8()));
    return sealed.toBase64();
}

ApiResult<void> Client::refreshCertificates()
{
    auto response = exchange("GET", "/v3/certificates", {});
    if (!response)
        return tl::unexpected(response.error());
    const auto json = base::parseJsonObject(response->body);
    if (response->status != 200 || !json)
        return tl::unexpected(unclear(
            response->status, "UNREADABLE", QStringLiteral("The platform certificates were not sent.")));
    PlatformKeys fetched = *keys_->current();
    for (const auto& item : json->value(QLatin1String("data")).toArray()) {
        const QJsonObject sealed = item.toObject().value(QLatin1String("encrypt_certificate")).toObject();
        const auto field = [&sealed](const char* name) {
            return sealed.value(QLatin1String(name)).toString().toUtf8();
        };
        const auto certificate =
            crypto::decodeBase64(field("ciphertext"))
                .and_then([&](const QByteArray& bytes) {
                    return crypto::aesGcmOpen(
                        merchant_.apiV3Key, field("nonce"), bytes, field("associated_data"));
                })
                .and_then([](const QByteArray& pem) { return crypto::Certificate::fromPem(pem); });
        if (!certificate)
            return tl::unexpected(unclear(200, "NOT_AUTHENTIC", certificate.error().message));
        if (certificate->validUntilUtcMs() > clock_.nowUtcMs())
            fetched.add(certificate->serialHex(), certificate->publicKey());
    }
    if (const auto verified = verify(fetched, response->headers, response->body, clock_.nowUtcMs());
        !verified)
        return tl::unexpected(unclear(200, "NOT_AUTHENTIC", verified.error().message));
    keys_->replace(std::move(fetched));
    return {};
}

} // namespace zhangfang::wechatpay::v3
