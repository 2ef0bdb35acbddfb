#include "wechatpay/v2/client.h"

#include "wechatpay/detail/reach.h"

namespace zhangfang::wechatpay::v2
{

namespace
{

ApiError unclear(const char* code, const QString& message)
{
    return {Disposition::unclear, 200, QString::fromLatin1(code), message, {}};
}

} // namespace

Client::Client(Merchant merchant, ConnectionOptions options, std::unique_ptr<http::Transport> transport,
    const base::Clock& clock, base::RandomSource& random, SignType signType)
    : merchant_(std::move(merchant)), options_(std::move(options)), transport_(std::move(transport)),
      clock_(clock), random_(random), signType_(signType)
{
}

Fields Client::common(const QString& appid) const
{
    return {{QStringLiteral("appid"), merchant_.appidOr(appid)}, {QStringLiteral("mch_id"), merchant_.mchid},
        {QStringLiteral("nonce_str"), QString::fromLatin1(random_.token(32))}};
}

Result<QByteArray> Client::sealed(Fields fields, SignType type) const
{
    fields[QStringLiteral("sign")] = signature(fields, merchant_.apiV2Key, type);
    return writeXml(fields);
}

void Client::tell(const ApiError* error) const
{
    if (options_.onContact)
        options_.onContact({clock_.nowUtcMs(),
            error && error->disposition == Disposition::unclear ? error->describe() : QString(), {}});
}

ApiResult<http::Response> Client::exchange(const Call& call, const QByteArray& bytes)
{
    if (auto allowed = detail::admitted(options_, call.endpoint); !allowed)
        return tl::unexpected(allowed.error());
    http::Request request{"POST", call.path, {}, bytes, {}};
    request.headers.add("Content-Type", "text/xml; charset=utf-8");
    request.headers.add("User-Agent", "Zhangfang/" ZHANGFANG_VERSION);
    return detail::exchanged(*transport_, options_, request);
}

ApiError Client::refusal(const Call& call, const QString& code, const QString& message, int sends) const
{
    const qint64 now = clock_.nowUtcMs();
    ApiError error =
        judged(Generation::v2, call.operation, {Disposition::unclear, 200, code, message, {}}, sends, now);
    detail::rest(options_, call.endpoint, error);
    return error;
}

ApiResult<Answer> Client::call(const Call& call, const QByteArray& bytes)
{
    auto judged = [&]() -> ApiResult<Answer> {
        const auto response = exchange(call, bytes);
        if (!response)
            return tl::unexpected(response.error());
        if (response->status != 200) {
            ApiError error = unclear("UNREADABLE", QString::fromUtf8(response->body.left(200)));
            error.httpStatus = response->status;
            detail::rest(options_, call.endpoint, error);
            return tl::unexpected(error);
        }
        const auto fields = readXml(response->body, "xml", call.list);
        if (!fields)
            return tl::unexpected(unclear("UNREADABLE", fields.error().message));
        auto reply = readReply(*fields);
        if (!reply)
            return tl::unexpected(unclear("UNREADABLE", reply.error().message));
        if (const auto* not_ = std::get_if<NotUnderstood>(&*reply))
            return tl::unexpected(unclear("NOT_UNDERSTOOD", not_->message));
        // Verified before anything it says counts. Where the description names no signature, one that is
        // there must still be right.
        if (call.answer == Signed::yes || fields->contains(QStringLiteral("sign"))) {
            if (const auto authentic = verify(*fields, merchant_.apiV2Key); !authentic)
                return tl::unexpected(unclear("NOT_AUTHENTIC", authentic.error().message));
        }
        if (const auto* failure = std::get_if<BusinessFailure>(&*reply))
            return tl::unexpected(refusal(call, failure->code, failure->description, response->sends));
        return std::get<Answer>(*reply);
    }();
    tell(judged ? nullptr : &judged.error());
    return judged;
}

ApiResult<Answer> Client::callWith(const Call& what, Fields fields, SignType type)
{
    const auto bytes = sealed(std::move(fields), type);
    if (!bytes)
        return tl::unexpected(
            ApiError{Disposition::refused, 0, bytes.error().code, bytes.error().message, {}});
    return call(what, *bytes);
}

ApiResult<Prepay> Client::createOrder(Channel channel, const QByteArray& bytes)
{
    const auto answer = call({Operation::order, EndpointClass::pay, "/pay/unifiedorder"}, bytes);
    if (!answer)
        return tl::unexpected(answer.error());
    const auto prepayId = answer->required("prepay_id");
    if (!prepayId)
        return understood(Result<Prepay>(base::fail(prepayId.error())));
    if (channel != Channel::native && channel != Channel::h5)
        return Prepay{{}, *prepayId};
    const auto link = answer->required(channel == Channel::native ? "code_url" : "mweb_url");
    return understood(link.map([&](const QString& url) { return Prepay{url, *prepayId}; }));
}

Result<QJsonObject> Client::invocation(Channel channel, const QString& prepayId, const QString& appid)
{
    // Source: the documents of API v2, "JSAPI" chapter 7_7 and "APP" chapter 8_3: other names than v3's.
    const QString nonce = QString::fromLatin1(random_.token(32));
    const QString timestamp = QString::number(clock_.nowUtcMs() / 1000);
    Fields fields;
    if (channel == Channel::jsapi)
        fields = {{QStringLiteral("appId"), merchant_.appidOr(appid)},
            {QStringLiteral("timeStamp"), timestamp}, {QStringLiteral("nonceStr"), nonce},
            {QStringLiteral("package"), QStringLiteral("prepay_id=") + prepayId},
            {QStringLiteral("signType"), toText(signType_)}};
    else if (channel == Channel::app)
        fields = {{QStringLiteral("appid"), merchant_.appidOr(appid)},
            {QStringLiteral("partnerid"), merchant_.mchid}, {QStringLiteral("prepayid"), prepayId},
            {QStringLiteral("package"), QStringLiteral("Sign=WXPay")}, {QStringLiteral("noncestr"), nonce},
            {QStringLiteral("timestamp"), timestamp}};
    else
        return base::invalid(
            "invalid_field", QStringLiteral("An order of the channel '%1' is not invoked from an app.")
                                 .arg(wechatpay::toText(channel)));
    const QString sign = signature(fields, merchant_.apiV2Key, signType_);
    QJsonObject json;
    for (const auto& [name, value] : fields)
        json.insert(name, value);
    json.insert(channel == Channel::jsapi ? QStringLiteral("paySign") : QStringLiteral("sign"), sign);
    return json;
}

ApiResult<Transaction> Client::payByCode(const QByteArray& bytes)
{
    const auto answer = call({Operation::codePay, EndpointClass::pay, "/pay/micropay"}, bytes);
    return answer ? understood(parsePaid(*answer)) : tl::unexpected(answer.error());
}

ApiResult<Transaction> Client::queryOrder(const OrderNo& number, const QString& appid)
{
    Fields fields = common(appid);
    fields[QStringLiteral("out_trade_no")] = number.toString();
    fields[QStringLiteral("sign_type")] = toText(signType_);
    const auto answer =
        callWith({Operation::query, EndpointClass::query, "/pay/orderquery"}, std::move(fields), signType_);
    return answer ? understood(parseTransaction(*answer)) : tl::unexpected(answer.error());
}

ApiResult<void> Client::closeOrder(const OrderNo& number, const QString& appid)
{
    Fields fields = common(appid);
    fields[QStringLiteral("out_trade_no")] = number.toString();
    fields[QStringLiteral("sign_type")] = toText(signType_);
    return callWith({Operation::close, EndpointClass::pay, "/pay/closeorder"}, std::move(fields), signType_)
        .map([](const Answer&) {});
}

ApiResult<void> Client::reverseOrder(const OrderNo& number, const QString& appid)
{
    Fields fields = common(appid);
    fields[QStringLiteral("out_trade_no")] = number.toString();
    fields[QStringLiteral("sign_type")] = toText(signType_);
    const auto answer = callWith(
        {Operation::reverse, EndpointClass::pay, "/secapi/pay/reverse"}, std::move(fields), signType_);
    if (!answer)
        return tl::unexpected(answer.error());
    if (answer->text("recall") == QLatin1String("Y"))
        return tl::unexpected(unclear("RECALL", QStringLiteral("WeChat wants the reversal asked for again")));
    return {};
}

ApiResult<Refund> Client::createRefund(const QByteArray& bytes)
{
    const auto answer = call({Operation::refund, EndpointClass::refund, "/secapi/pay/refund"}, bytes);
    return answer ? understood(parseCreatedRefund(*answer)) : tl::unexpected(answer.error());
}

ApiResult<Refund> Client::queryRefund(const base::OutRefundNo& number, const QString& appid)
{
    Fields fields = common(appid);
    fields[QStringLiteral("out_refund_no")] = number.toString();
    fields[QStringLiteral("sign_type")] = toText(signType_);
    const auto answer =
        callWith({Operation::query, EndpointClass::query, "/pay/refundquery"}, std::move(fields), signType_);
    return answer ? understood(parseRefund(*answer)) : tl::unexpected(answer.error());
}

ApiResult<TransferBill> Client::createTransfer(const QByteArray& bytes)
{
    const auto answer = call(
        {Operation::transfer, EndpointClass::transfer, "/mmpaymkttransfers/promotion/transfers", Signed::no},
        bytes);
    return answer ? understood(parseCreatedTransfer(*answer)) : tl::unexpected(answer.error());
}

ApiResult<TransferBill> Client::queryTransfer(const OutBillNo& number)
{
    Fields fields = common();
    fields[QStringLiteral("partner_trade_no")] = number.toString();
    const auto answer = callWith(
        {Operation::query, EndpointClass::transferQuery, "/mmpaymkttransfers/gettransferinfo", Signed::no},
        std::move(fields), SignType::md5);
    return answer ? understood(parseTransfer(*answer)) : tl::unexpected(answer.error());
}

ApiResult<TransferBill> Client::createRedPacket(const QByteArray& bytes)
{
    const auto answer = call(
        {Operation::redPacket, EndpointClass::transfer, "/mmpaymkttransfers/sendredpack", Signed::no}, bytes);
    return answer ? understood(parseCreatedRedPacket(*answer)) : tl::unexpected(answer.error());
}

ApiResult<TransferBill> Client::queryRedPacket(const OutBillNo& number)
{
    Fields fields = common();
    fields[QStringLiteral("mch_billno")] = number.toString();
    fields[QStringLiteral("bill_type")] = QStringLiteral("MCHT");
    const auto answer = callWith({Operation::query, EndpointClass::transferQuery,
                                     "/mmpaymkttransfers/gethbinfo", Signed::no, QStringLiteral("hblist")},
        std::move(fields), SignType::md5);
    return answer ? understood(parseRedPacket(*answer)) : tl::unexpected(answer.error());
}

ApiResult<bool> Client::bill(
    const char* path, Fields fields, SignType type, const http::Transport::Sink& sink)
{
    const Call what{Operation::bill, EndpointClass::bill, path};
    const auto bytes = sealed(std::move(fields), type);
    if (!bytes)
        return tl::unexpected(
            ApiError{Disposition::refused, 0, bytes.error().code, bytes.error().message, {}});
    if (auto allowed = detail::admitted(options_, what.endpoint); !allowed)
        return tl::unexpected(allowed.error());
    http::Request request{"POST", path, {}, *bytes, {}};
    request.headers.add("Content-Type", "text/xml; charset=utf-8");
    request.headers.add("User-Agent", "Zhangfang/" ZHANGFANG_VERSION);
    // The bill itself, or XML that says why there is none: the first bytes tell.
    QByteArray head;
    bool isXml = false;
    bool passing = false;
    const auto response = detail::downloaded(
        *transport_, options_, options_.base, request, [&](const QByteArray& piece) -> Status {
            if (passing)
                return sink(piece);
            head += piece;
            if (head.size() < 5)
                return {};
            isXml = head.startsWith("<xml>") || head.startsWith("<?xml");
            if (isXml)
                return head.size() <= kLargestXml
                           ? Status{}
                           : base::refused("invalid_xml", QStringLiteral("too much XML"));
            passing = true;
            return sink(std::exchange(head, {}));
        });
    if (!response)
        return tl::unexpected(response.error());
    if (response->status != 200) {
        ApiError error{Disposition::unclear, response->status, QStringLiteral("UNREADABLE"), {}, {}};
        detail::rest(options_, what.endpoint, error);
        return tl::unexpected(error);
    }
    if (passing)
        return true;
    const auto answer = readXml(head);
    if (!answer)
        return tl::unexpected(unclear("UNREADABLE", answer.error().message));
    const Answer said{*answer};
    QString code = said.text("error_code");
    if (code.isEmpty())
        code = said.text("err_code");
    if (code.isEmpty())
        code = said.text("return_msg");
    const QString words = said.text("err_code_des");
    ApiError error = refusal(what, code, words.isEmpty() ? said.text("return_msg") : words, 1);
    if (error.disposition == Disposition::done)
        return false;
    return tl::unexpected(std::move(error));
}

ApiResult<bool> Client::tradeBill(QDate day, TradeBill kind, const http::Transport::Sink& sink)
{
    static constexpr const char* kKinds[] = {"ALL", "SUCCESS", "REFUND"};
    Fields fields = common();
    fields[QStringLiteral("bill_date")] = day.toString(QStringLiteral("yyyyMMdd"));
    fields[QStringLiteral("bill_type")] = QString::fromLatin1(kKinds[static_cast<size_t>(kind)]);
    fields[QStringLiteral("tar_type")] = QStringLiteral("GZIP");
    return bill("/pay/downloadbill", std::move(fields), SignType::md5, sink);
}

ApiResult<bool> Client::fundFlowBill(QDate day, AccountType account, const http::Transport::Sink& sink)
{
    static constexpr const char* kAccounts[] = {"Basic", "Operation", "Fees"};
    Fields fields = common();
    fields[QStringLiteral("bill_date")] = day.toString(QStringLiteral("yyyyMMdd"));
    fields[QStringLiteral("account_type")] = QString::fromLatin1(kAccounts[static_cast<size_t>(account)]);
    fields[QStringLiteral("tar_type")] = QStringLiteral("GZIP");
    fields[QStringLiteral("sign_type")] = toText(SignType::hmacSha256);
    return bill("/pay/downloadfundflow", std::move(fields), SignType::hmacSha256, sink);
}

} // namespace zhangfang::wechatpay::v2
