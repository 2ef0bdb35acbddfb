#include "wechatpay/v3/client.h"

#include "wechatpay/detail/check.h"
#include "wechatpay/limits.h"

#include <QJsonArray>

namespace zhangfang::wechatpay::v3
{
namespace
{

using Kind = EndpointClass;

const QByteArray kTransactions = "/v3/pay/transactions/";
const QByteArray kRefunds = "/v3/refund/domestic/refunds";
const QByteArray kTransfer = "/v3/fund-app/mch-transfer/";
const QByteArray kTransferBills = kTransfer + "transfer-bills";
const QByteArray kAuthorizations = kTransfer + "user-confirm-authorization";
const QByteArray kReceipts = kTransfer + "elecsign/out-bill-no";
const QByteArray kBatches = "/v3/transfer/batches";
const QByteArray kComplaints = "/v3/merchant-service/complaints-v2/";

/// A piece of a path, as it is signed and sent.
QByteArray inPath(const QString& text)
{
    return QUrl::toPercentEncoding(text);
}

QByteArray inQuery(QDate day)
{
    return day.toString(Qt::ISODate).toLatin1();
}

} // namespace

template <class T> ApiResult<T> Client::ask(const Call& call, Result<T> (*parse)(const QJsonObject&))
{
    const auto json = connection_.call(call);
    if (!json)
        return tl::unexpected(json.error());
    return understood(parse(*json));
}

Result<QByteArray> Client::orderBytes(const OrderRequest& request)
{
    return request.channel == Channel::code ? codePayBody(merchant(), request)
                                            : orderBody(merchant(), request);
}

ApiResult<Prepay> Client::createOrder(Channel channel, const QByteArray& bytes)
{
    const auto json = connection_.call(
        {Operation::order, Kind::pay, "POST", kTransactions + toText(channel).toLatin1(), bytes});
    if (!json)
        return tl::unexpected(json.error());
    const base::JsonFields fields(*json);
    if (channel == Channel::native || channel == Channel::h5)
        return understood(fields.text(channel == Channel::native ? "code_url" : "h5_url"))
            .map([](const QString& link) {
                return Prepay{link, {}};
            });
    return understood(fields.text("prepay_id")).map([](const QString& id) { return Prepay{{}, id}; });
}

Result<QJsonObject> Client::invocation(Channel channel, const QString& prepayId, const QString& appid)
{
    const QByteArray timestamp = QByteArray::number(connection_.clock().nowUtcMs() / 1000);
    const QByteArray nonce = connection_.random().token(32);
    if (channel == Channel::jsapi)
        return jsapiInvocation(merchant(), prepayId, timestamp, nonce, appid);
    if (channel == Channel::app)
        return appInvocation(merchant(), prepayId, timestamp, nonce, appid);
    return base::invalid("invalid_field",
        QStringLiteral("An order of the channel '%1' is not invoked from an app.").arg(toText(channel)));
}

ApiResult<Transaction> Client::payByCode(const QByteArray& bytes)
{
    return ask({Operation::codePay, Kind::pay, "POST", kTransactions + "codepay", bytes}, &parseTransaction);
}

ApiResult<Transaction> Client::queryOrder(const OrderNo& number, const QString&)
{
    return ask({Operation::query, Kind::query, "GET",
                   kTransactions + "out-trade-no/" + inPath(number.toString()) +
                       "?mchid=" + inPath(merchant().mchid),
                   {}},
        &parseTransaction);
}

ApiResult<Transaction> Client::queryOrderById(const QString& transactionId)
{
    return ask({Operation::query, Kind::query, "GET",
                   kTransactions + "id/" + inPath(transactionId) + "?mchid=" + inPath(merchant().mchid), {}},
        &parseTransaction);
}

ApiResult<void> Client::closeOrder(const OrderNo& number, const QString&)
{
    return connection_
        .call({Operation::close, Kind::pay, "POST",
            kTransactions + "out-trade-no/" + inPath(number.toString()) + "/close", closeBody(merchant())})
        .map([](const QJsonObject&) {});
}

ApiResult<void> Client::reverseOrder(const OrderNo& number, const QString& appid)
{
    return connection_
        .call({Operation::reverse, Kind::pay, "POST",
            kTransactions + "out-trade-no/" + inPath(number.toString()) + "/reverse",
            reverseBody(merchant(), appid)})
        .map([](const QJsonObject&) {});
}

ApiResult<Refund> Client::createRefund(const QByteArray& bytes)
{
    return ask({Operation::refund, Kind::refund, "POST", kRefunds, bytes}, &parseRefund);
}

ApiResult<Refund> Client::queryRefund(const base::OutRefundNo& number, const QString&)
{
    return ask(
        {Operation::query, Kind::query, "GET", kRefunds + '/' + inPath(number.toString()), {}}, &parseRefund);
}

ApiResult<Refund> Client::sendRedirect(
    const QString& refundId, const QByteArray& body, const QByteArray& serial)
{
    return ask({Operation::refund, Kind::refund, "POST",
                   kRefunds + '/' + inPath(refundId) + "/apply-abnormal-refund", body, serial},
        &parseRefund);
}

ApiResult<TransferBill> Client::createTransfer(const QByteArray& body, const QByteArray& serial)
{
    return ask(
        {Operation::transfer, Kind::transfer, "POST", kTransferBills, body, serial}, &parseTransferBill);
}

ApiResult<TransferBill> Client::queryTransfer(const OutBillNo& number)
{
    return ask({Operation::query, Kind::transferQuery, "GET",
                   kTransferBills + "/out-bill-no/" + inPath(number.toString()), {}},
        &parseTransferBill);
}

ApiResult<TransferBill> Client::queryTransferById(const QString& transferBillNo)
{
    return ask({Operation::query, Kind::transferQuery, "GET",
                   kTransferBills + "/transfer-bill-no/" + inPath(transferBillNo), {}},
        &parseTransferBill);
}

ApiResult<void> Client::cancelTransfer(const OutBillNo& number)
{
    return connection_
        .call({Operation::cancel, Kind::transfer, "POST",
            kTransferBills + "/out-bill-no/" + inPath(number.toString()) + "/cancel", {}})
        .map([](const QJsonObject&) {});
}

ApiResult<Authorization> Client::sendAuthorization(const QByteArray& body)
{
    return ask({Operation::other, Kind::transfer, "POST", kAuthorizations, body}, &parseAuthorization);
}

ApiResult<Authorization> Client::queryAuthorization(const QString& outAuthorizationNo)
{
    return ask({Operation::query, Kind::transferQuery, "GET",
                   kAuthorizations + "/out-authorization-no/" + inPath(outAuthorizationNo), {}},
        &parseAuthorization);
}

ApiResult<Authorization> Client::closeAuthorization(const QString& outAuthorizationNo)
{
    return ask({Operation::other, Kind::transfer, "POST",
                   kAuthorizations + "/out-authorization-no/" + inPath(outAuthorizationNo) + "/close", {}},
        &parseAuthorization);
}

ApiResult<TransferBill> Client::createAuthorizedTransfer(const QByteArray& body, const QByteArray& serial)
{
    return ask({Operation::transfer, Kind::transfer, "POST", kTransferBills + "/transfer", body, serial},
        &parseTransferBill);
}

ApiResult<TransferBill> Client::createConsentingTransfer(const QByteArray& body, const QByteArray& serial)
{
    return ask({Operation::transfer, Kind::transfer, "POST",
                   kTransferBills + "/pre-transfer-with-authorization", body, serial},
        &parseTransferBill);
}

ApiResult<void> Client::requestReceipt(const OutBillNo& number)
{
    return connection_
        .call({Operation::other, Kind::bill, "POST", kReceipts,
            base::toCompactJson({{QStringLiteral("out_bill_no"), number.toString()}})})
        .map([](const QJsonObject&) {});
}

ApiResult<Receipt> Client::queryReceipt(const OutBillNo& number)
{
    return ask({Operation::query, Kind::bill, "GET", kReceipts + '/' + inPath(number.toString()), {}},
        &parseReceipt);
}

ApiResult<Batch> Client::createBatch(const QByteArray& body, const QByteArray& serial)
{
    return ask({Operation::batch, Kind::transfer, "POST", kBatches, body, serial}, &parseCreatedBatch);
}

ApiResult<Batch> Client::queryBatch(const base::OutBatchNo& number)
{
    return ask({Operation::query, Kind::transferQuery, "GET",
                   kBatches + "/out-batch-no/" + inPath(number.toString()) + "?need_query_detail=false", {}},
        &parseBatch);
}

ApiResult<TransferBill> Client::queryBatchDetail(const base::OutBatchNo& batch, const OutBillNo& detail)
{
    return ask({Operation::query, Kind::transferQuery, "GET",
                   kBatches + "/out-batch-no/" + inPath(batch.toString()) + "/details/out-detail-no/" +
                       inPath(detail.toString()),
                   {}},
        &parseBatchDetail);
}

ApiResult<Balance> Client::balance(AccountType account)
{
    return ask(
        {Operation::query, Kind::other, "GET", "/v3/merchant/fund/balance/" + toText(account).toLatin1(), {}},
        &parseBalance);
}

ApiResult<Balance> Client::dayEndBalance(AccountType account, QDate day)
{
    return ask(
        {Operation::query, Kind::other, "GET",
            "/v3/merchant/fund/dayendbalance/" + toText(account).toLatin1() + "?date=" + inQuery(day), {}},
        &parseBalance);
}

ApiResult<std::optional<BillFile>> Client::bill(const QByteArray& target)
{
    const auto json = connection_.call({Operation::bill, Kind::bill, "GET", target, {}});
    if (!json && json.error().disposition == Disposition::done)
        return std::optional<BillFile>();
    if (!json)
        return tl::unexpected(json.error());
    return understood(parseBillFile(*json)).map([](BillFile file) {
        return std::optional<BillFile>(std::move(file));
    });
}

ApiResult<std::optional<BillFile>> Client::tradeBill(QDate day, TradeBill kind)
{
    static constexpr const char* kKinds[] = {"ALL", "SUCCESS", "REFUND"};
    return bill("/v3/bill/tradebill?bill_date=" + inQuery(day) +
                "&bill_type=" + kKinds[static_cast<size_t>(kind)] + "&tar_type=GZIP");
}

ApiResult<std::optional<BillFile>> Client::fundFlowBill(QDate day, AccountType account)
{
    return bill("/v3/bill/fundflowbill?bill_date=" + inQuery(day) +
                "&account_type=" + toText(account).toLatin1() + "&tar_type=GZIP");
}

ApiResult<Complaint> Client::queryComplaint(const QString& complaintId)
{
    return ask(
        {Operation::query, Kind::other, "GET", kComplaints + inPath(complaintId), {}}, &parseComplaint);
}

ApiResult<void> Client::replyComplaint(const QString& complaintId, const QString& text)
{
    if (const auto fits = detail::checkText("response_content", text, kComplaintReplyLength); !fits)
        return tl::unexpected(
            ApiError{Disposition::refused, 0, QStringLiteral("INVALID_FIELD"), fits.error().message, {}});
    return connection_
        .call({Operation::other, Kind::other, "POST", kComplaints + inPath(complaintId) + "/response",
            complaintReplyBody(merchant(), text)})
        .map([](const QJsonObject&) {});
}

ApiResult<void> Client::completeComplaint(const QString& complaintId)
{
    return connection_
        .call({Operation::other, Kind::other, "POST", kComplaints + inPath(complaintId) + "/complete",
            complaintDoneBody(merchant())})
        .map([](const QJsonObject&) {});
}

Result<SealedTexts> Client::sealAll(const QStringList& texts) const
{
    const auto keys = connection_.keys().current();
    SealedTexts sealed{{}, keys->preferredSerial()};
    const crypto::PublicKey* key = keys->find(sealed.serial);
    if (!key)
        return base::refused(
            "no_platform_key", QStringLiteral("No WeChat Pay key is known to encrypt the name with."));
    for (const QString& text : texts) {
        ZF_ASSIGN(const QByteArray raw, key->encryptOaep(text.toUtf8()));
        sealed.texts.push_back(raw.toBase64());
    }
    return sealed;
}

Result<Sealed> Client::seal(const QString& text) const
{
    return sealAll({text}).map([](const SealedTexts& sealed) {
        return Sealed{sealed.texts.front(), sealed.serial};
    });
}

Result<AbnormalRefund> Client::toUserCard(const base::OutRefundNo& number, const UserCard& card) const
{
    ZF_TRY(check(card));
    ZF_ASSIGN(const SealedTexts sealed, sealAll({card.account, card.name}));
    return AbnormalRefund{number, AbnormalRefund::To::userBankCard, card.bankType, sealed.texts[0],
        sealed.texts[1], sealed.serial};
}

ApiResult<void> Client::refreshCertificates()
{
    const auto failed = [](int status, const char* code, const QString& message) {
        return tl::unexpected(ApiError{Disposition::unclear, status, QString::fromLatin1(code), message, {}});
    };
    const auto response = connection_.fetch({Operation::query, Kind::other, "GET", "/v3/certificates", {}});
    if (!response)
        return tl::unexpected(response.error());
    const auto json = base::parseJsonObject(response->body);
    if (response->status != 200 || !json) {
        // Of WeChat's own words the code is kept: RESOURCE_NOT_EXISTS says that there will be none.
        const QString code = json ? json->value(QLatin1String("code")).toString() : QString();
        const QString why = json ? json->value(QLatin1String("message")).toString() : QString();
        return failed(response->status, code.isEmpty() ? "UNREADABLE" : code.left(64).toLatin1().constData(),
            code.isEmpty() ? QStringLiteral("The platform certificates were not sent.") : why);
    }
    const qint64 now = connection_.clock().nowUtcMs();
    PlatformKeys fetched = *connection_.keys().current();
    fetched.dropExpired(now);
    for (const auto& item : json->value(QLatin1String("data")).toArray()) {
        const auto certificate = parseCertificate(item.toObject(), merchant().apiV3Key);
        if (!certificate)
            return failed(200,
                certificate.error().code == QLatin1String("not_authentic") ? "NOT_DECRYPTED" : "UNREADABLE",
                certificate.error().message);
        if (certificate->validUntilUtcMs() > now)
            fetched.add(*certificate);
    }
    if (const auto verified = verify(fetched, response->headers, response->body, now); !verified)
        return failed(200, "NOT_AUTHENTIC", verified.error().message);
    connection_.keys().replace(std::move(fetched));
    return {};
}

} // namespace zhangfang::wechatpay::v3
