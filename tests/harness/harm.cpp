#include "harness/harm.h"

#include "base/json.h"
#include "wechatpay/v2/signing.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace zhangfang::harness
{
namespace
{

using Answer = tl::expected<http::Response, http::TransportError>;
namespace v2 = wechatpay::v2;

QByteArray kindOf(const http::Request& request)
{
    const QByteArray path = request.target.split('?').first();
    if (path.endsWith("/cancel"))
        return "cancel";
    if (path.endsWith("/apply-abnormal-refund"))
        return "redirect";
    if (path.endsWith("/reverse"))
        return "reverse";
    const bool post = request.method == "POST";
    if (path.startsWith("/v3/fund-app/mch-transfer/user-confirm-authorization"))
        return !post ? "consent query" : path.endsWith("/close") ? "consent end" : "consent";
    if (path == "/pay/orderquery" || (!post && path.startsWith("/v3/pay/transactions/out-trade-no/")))
        return "order query";
    for (const char* place :
        {"/v3/fund-app/mch-transfer/transfer-bills", "/v3/transfer/batches", "/v3/refund/domestic/refunds"}) {
        if (path.startsWith(place))
            return post ? "create" : "query";
    }
    for (const char* place :
        {"/mmpaymkttransfers/promotion/transfers", "/mmpaymkttransfers/sendredpack", "/secapi/pay/refund"}) {
        if (path == place)
            return "create";
    }
    return path.startsWith("/mmpaymkttransfers/get") || path == "/pay/refundquery" ? "query" : "other";
}

bool isV3(const http::Request& request)
{
    return request.target.startsWith("/v3/");
}

class Harmed final : public http::Transport
{
public:
    Harmed(std::unique_ptr<http::Transport> inner, std::shared_ptr<Wire> wire,
        const practice::detail::Identity& identity)
        : inner_(std::move(inner)), wire_(std::move(wire)), identity_(identity)
    {
    }
    Answer exchange(const QUrl& base, const http::Request& request, int timeoutMs) override
    {
        const QByteArray kind = kindOf(request);
        ++wire_->calls[kind];
        if (kind == "create" || kind == "consent")
            wire_->created.push_back(request.body);
        if (kind == "query")
            wire_->queried.push_back(request.body);
        if (const auto act = wire_->before.find(kind); act != wire_->before.end())
            act->second();
        const Harm harm = take(kind);
        switch (harm) {
        case Harm::none:
            return inner_->exchange(base, request, timeoutMs);
        case Harm::lostBefore:
            return lost(http::TransportError::Kind::noAnswer);
        case Harm::notConnected:
            return lost(http::TransportError::Kind::notSent);
        case Harm::unknownCode:
            return refusal(request, 400, "SOME_NEW_CODE");
        case Harm::invalidRequest:
            return refusal(request, 400, "INVALID_REQUEST");
        case Harm::needsPerson:
            return refusal(request, 403, "NO_AUTH");
        case Harm::notEnough:
            return refusal(request, 403, isV3(request) ? "NOT_ENOUGH" : "NOTENOUGH");
        case Harm::refused:
            return refusal(request, 403, "USER_ACCOUNT_ABNORMAL");
        default:
            break;
        }
        const Answer answer = inner_->exchange(base, request, timeoutMs);
        if (!answer)
            return answer;
        if (harm == Harm::lostAfter)
            return lost(http::TransportError::Kind::noAnswer);
        if (harm == Harm::unknownAfter)
            return refusal(request, 400, "SOME_NEW_CODE");
        if (harm == Harm::forged)
            return forged(request, *answer);
        return isV3(request) ? changedV3(request, *answer, harm) : changedV2(*answer, harm);
    }
    Answer download(const QUrl& base, const http::Request& request, int timeoutMs, const Sink& sink) override
    {
        return inner_->download(base, request, timeoutMs, sink);
    }

private:
    Harm take(const QByteArray& kind)
    {
        const auto harm = wire_->harms.find(kind);
        if (harm == wire_->harms.end())
            return Harm::none;
        const Harm taken = harm->second;
        if (const auto left = wire_->left.find(kind); left != wire_->left.end() && --left->second <= 0) {
            wire_->left.erase(left);
            wire_->harms.erase(kind);
        }
        return taken;
    }
    static Answer lost(http::TransportError::Kind kind)
    {
        return tl::unexpected(http::TransportError{kind, QStringLiteral("harmed")});
    }
    Answer signedV3(int status, const QByteArray& body)
    {
        http::Response response;
        response.status = status;
        response.body = body;
        response.headers.add("Request-ID", "harmed");
        identity_.sign(
            response.headers, body, identity_.publicKeyId, random_, base::SystemClock().nowUtcMs());
        return response;
    }
    Answer signedV2(v2::Fields fields)
    {
        fields.erase(QStringLiteral("sign"));
        fields[QStringLiteral("sign_type")] = QStringLiteral("MD5");
        fields[QStringLiteral("sign")] = v2::signature(fields, identity_.apiV2Key, v2::SignType::md5);
        http::Response response;
        response.status = 200;
        response.body = v2::writeXml(fields).value_or(QByteArray());
        return response;
    }
    Answer refusal(const http::Request& request, int status, const char* code)
    {
        if (isV3(request))
            return signedV3(status, base::toCompactJson({{QStringLiteral("code"), QString::fromLatin1(code)},
                                        {QStringLiteral("message"), QStringLiteral("harmed")}}));
        return signedV2({{QStringLiteral("return_code"), QStringLiteral("SUCCESS")},
            {QStringLiteral("result_code"), QStringLiteral("FAIL")},
            {QStringLiteral("err_code"), QString::fromLatin1(code)},
            {QStringLiteral("err_code_des"), QStringLiteral("harmed")}});
    }
    static Answer forged(const http::Request& request, const http::Response& answer)
    {
        http::Response response = answer;
        if (isV3(request)) {
            response.body.append(' '); // no longer what was signed
            return response;
        }
        auto fields = v2::readXml(answer.body).value_or(v2::Fields{});
        fields[QStringLiteral("sign")] = QString(32, QLatin1Char('A'));
        response.body = v2::writeXml(fields).value_or(QByteArray());
        return response;
    }
    Answer changedV3(const http::Request& request, const http::Response& answer, Harm harm)
    {
        if (answer.status != 200)
            return answer;
        QJsonObject json = base::parseJsonObject(answer.body).value_or(QJsonObject());
        const bool nested = json.contains(QLatin1String("transfer_batch"));
        QJsonObject inner = nested ? json.value(QLatin1String("transfer_batch")).toObject() : json;
        static const std::map<Harm, QStringList> kFields{
            {Harm::unknownState, {QStringLiteral("state"), QStringLiteral("detail_status"),
                                     QStringLiteral("batch_status"), QStringLiteral("status")}},
            {Harm::wrongNumber, {QStringLiteral("out_bill_no"), QStringLiteral("out_batch_no"),
                                    QStringLiteral("out_detail_no"), QStringLiteral("out_refund_no"),
                                    QStringLiteral("out_authorization_no")}},
            {Harm::wrongMerchant,
                {QStringLiteral("mch_id"), QStringLiteral("mchid"), QStringLiteral("transaction_id")}}};
        for (const QString& field : kFields.at(harm)) {
            if (inner.contains(field))
                inner.insert(field, QStringLiteral("EVAPORATED"));
        }
        if (nested)
            json.insert(QStringLiteral("transfer_batch"), inner);
        else
            json = inner;
        Q_UNUSED(request)
        return signedV3(200, base::toCompactJson(json));
    }
    Answer changedV2(const http::Response& answer, Harm harm)
    {
        auto fields = v2::readXml(answer.body).value_or(v2::Fields{});
        static const std::map<Harm, QStringList> kFields{
            {Harm::unknownState, {QStringLiteral("status"), QStringLiteral("refund_status_0")}},
            {Harm::wrongNumber, {QStringLiteral("partner_trade_no"), QStringLiteral("mch_billno"),
                                    QStringLiteral("out_refund_no"), QStringLiteral("out_refund_no_0")}},
            {Harm::wrongMerchant,
                {QStringLiteral("mchid"), QStringLiteral("mch_id"), QStringLiteral("transaction_id")}}};
        for (const QString& field : kFields.at(harm)) {
            if (fields.contains(field))
                fields[field] = QStringLiteral("EVAPORATED");
        }
        return signedV2(std::move(fields));
    }

    std::unique_ptr<http::Transport> inner_;
    std::shared_ptr<Wire> wire_;
    const practice::detail::Identity& identity_;
    crypto::SystemRandom random_;
};

} // namespace

const char* toText(Harm harm)
{
    static constexpr const char* kNames[] = {"none", "lost before", "lost after", "not connected",
        "unknown code", "unknown code after acting", "INVALID_REQUEST", "NO_AUTH", "not enough", "refused",
        "unknown state", "wrong number", "wrong merchant", "forged"};
    return kNames[static_cast<size_t>(harm)];
}

std::unique_ptr<http::Transport> harmedTransport(std::unique_ptr<http::Transport> inner,
    std::shared_ptr<Wire> wire, const practice::detail::Identity& identity)
{
    return std::make_unique<Harmed>(std::move(inner), std::move(wire), identity);
}

} // namespace zhangfang::harness
