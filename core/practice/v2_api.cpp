#include "base/calendar.h"
#include "practice/detail/description.h"
#include "practice/detail/world.h"
#include "wechatpay/v2/signing.h"

namespace zhangfang::practice::detail
{
namespace
{

using wechatpay::v2::Fields;

constexpr qint64 kRefundTakesMs = 100;

QString field(const Fields& fields, const char* name)
{
    const auto found = fields.find(QString::fromLatin1(name));
    return found == fields.end() ? QString() : found->second;
}

Response xmlResponse(const Fields& fields)
{
    Response response;
    response.status = 200;
    response.headers.add("Content-Type", "text/xml; charset=utf-8");
    response.body = wechatpay::v2::writeXml(fields).value_or(QByteArray());
    return response;
}

Response notUnderstood(const QString& message)
{
    return xmlResponse(
        {{QStringLiteral("return_code"), QStringLiteral("FAIL")}, {QStringLiteral("return_msg"), message}});
}

class AnsweringV2
{
public:
    AnsweringV2(World& world, Fields fields, QByteArray path, QByteArray bytes)
        : world_(world), in_(std::move(fields)), path_(std::move(path)), bytes_(std::move(bytes))
    {
    }

    Response answer()
    {
        if (path_ == "/pay/unifiedorder" || path_ == "/pay/micropay")
            return createOrder();
        if (path_ == "/pay/orderquery")
            return queryOrder();
        if (path_ == "/pay/closeorder" || path_ == "/secapi/pay/reverse")
            return endOrder();
        if (path_ == "/secapi/pay/refund")
            return createRefund();
        if (path_ == "/pay/refundquery")
            return queryRefund();
        if (path_ == "/mmpaymkttransfers/promotion/transfers" || path_ == "/mmpaymkttransfers/sendredpack")
            return createTransfer();
        if (path_ == "/mmpaymkttransfers/gettransferinfo" || path_ == "/mmpaymkttransfers/gethbinfo")
            return queryTransfer();
        return bill();
    }

private:
    [[nodiscard]] QString in(const char* name) const { return field(in_, name); }
    [[nodiscard]] qint64 fen(const char* name) const { return in(name).toLongLong(); }

    /// Signed as the request was, where the endpoint's answers are signed.
    Response done(Fields fields)
    {
        fields[QStringLiteral("return_code")] = QStringLiteral("SUCCESS");
        fields[QStringLiteral("return_msg")] = QStringLiteral("OK");
        fields.emplace(QStringLiteral("result_code"), QStringLiteral("SUCCESS"));
        if (!path_.startsWith("/mmpaymkttransfers/")) {
            fields[QStringLiteral("appid")] = world_.identity.appid;
            fields[QStringLiteral("mch_id")] = world_.identity.mchid;
            fields[QStringLiteral("nonce_str")] = QString::fromLatin1(world_.random.token(32));
            const bool md5 = in("sign").size() == 32;
            fields[QStringLiteral("sign")] = wechatpay::v2::signature(fields, world_.identity.apiV2Key,
                md5 ? wechatpay::v2::SignType::md5 : wechatpay::v2::SignType::hmacSha256);
        }
        return xmlResponse(fields);
    }
    Response failed(const char* code, const QString& description)
    {
        return done({{QStringLiteral("result_code"), QStringLiteral("FAIL")},
            {QStringLiteral("err_code"), QString::fromLatin1(code)},
            {QStringLiteral("err_code_des"), description}});
    }

    // ---- paying in

    Response createOrder()
    {
        const QString number = in("out_trade_no");
        const bool counter = path_ == "/pay/micropay";
        if (in("appid") != world_.identity.appid || in("mch_id") != world_.identity.mchid)
            return failed("APPID_MCHID_NOT_MATCH", QStringLiteral("appid和mch_id不匹配"));
        const QString type = in("trade_type");
        if (fen("total_fee") < 1 || (type == QLatin1String("JSAPI") && in("openid").isEmpty()) ||
            (type == QLatin1String("NATIVE") && in("product_id").isEmpty()))
            return failed("PARAM_ERROR", QStringLiteral("参数错误"));
        const auto known = world_.orders.find(number);
        if (known != world_.orders.end()) {
            if (known->second.body != bytes_)
                return failed("OUT_TRADE_NO_USED", QStringLiteral("商户订单号重复"));
            if (known->second.paidAt != 0)
                return failed("ORDERPAID", QStringLiteral("商户订单已支付"));
            if (known->second.state != QLatin1String("NOTPAY"))
                return failed("ORDERCLOSED", QStringLiteral("订单已关闭"));
        } else {
            PracticeOrder order;
            order.body = bytes_;
            order.v2 = true;
            order.channel = counter                         ? QStringLiteral("code")
                            : type == QLatin1String("MWEB") ? QStringLiteral("h5")
                                                            : type.toLower();
            order.description = in("body");
            order.notifyUrl = in("notify_url");
            order.totalFen = fen("total_fee");
            order.openid = in("openid").isEmpty() ? QStringLiteral("oPracticeCustomer") : in("openid");
            order.prepay = QString::fromLatin1(world_.random.token(24));
            world_.orders[number] = order;
        }
        PracticeOrder& order = world_.orders[number];
        if (counter)
            return payByCode(number, order);
        Fields out{{QStringLiteral("trade_type"), type},
            {QStringLiteral("prepay_id"), QStringLiteral("wx") + order.prepay}};
        if (type == QLatin1String("NATIVE"))
            out[QStringLiteral("code_url")] = QStringLiteral("weixin://wxpay/bizpayurl?pr=") + order.prepay;
        if (type == QLatin1String("MWEB"))
            out[QStringLiteral("mweb_url")] = QStringLiteral("https://wx.tenpay.com/m?p=wx") + order.prepay;
        return done(out);
    }

    /// The code's last digit says what its holder does, as in v3.
    Response payByCode(const QString& number, PracticeOrder& order)
    {
        const QChar digit = in("auth_code").back();
        if (digit == QLatin1Char('1')) {
            order.state = QStringLiteral("USERPAYING");
            return failed("USERPAYING", QStringLiteral("需要用户输入支付密码"));
        }
        if (digit == QLatin1Char('2') || digit == QLatin1Char('3')) {
            order.state = QStringLiteral("PAYERROR");
            return digit == QLatin1Char('2') ? failed("NOTENOUGH", QStringLiteral("余额不足"))
                                             : failed("AUTHCODEEXPIRE", QStringLiteral("二维码已过期"));
        }
        world_.settleOrder(order, number);
        return done(world_.transactionFields(number, order));
    }

    Response queryOrder()
    {
        const auto order = world_.orders.find(in("out_trade_no"));
        if (order == world_.orders.end())
            return failed("ORDERNOTEXIST", QStringLiteral("此交易订单号不存在"));
        Fields out = world_.transactionFields(order->first, order->second);
        out[QStringLiteral("trade_state")] = order->second.state;
        out[QStringLiteral("trade_state_desc")] = order->second.state;
        return done(out);
    }

    Response endOrder()
    {
        const bool reverse = path_ == "/secapi/pay/reverse";
        const auto order = world_.orders.find(in("out_trade_no"));
        if (order == world_.orders.end())
            return failed("ORDERNOTEXIST", QStringLiteral("订单不存在"));
        if (order->second.paidAt != 0 && !reverse)
            return failed("ORDERPAID", QStringLiteral("订单已支付"));
        if (reverse && order->second.state == QLatin1String("SUCCESS"))
            world_.move(QStringLiteral("refund"), order->first, -order->second.totalFen);
        order->second.state = reverse ? QStringLiteral("REVOKED") : QStringLiteral("CLOSED");
        return done(reverse ? Fields{{QStringLiteral("recall"), QStringLiteral("N")}}
                            : Fields{{QStringLiteral("result_msg"), QStringLiteral("OK")}});
    }

    // ---- giving back

    Response createRefund()
    {
        const QString number = in("out_refund_no");
        const QString orderNo = in("out_trade_no");
        const auto order = world_.orders.find(orderNo);
        if (order == world_.orders.end() || order->second.paidAt == 0)
            return failed("INVALID_TRANSACTIONID", QStringLiteral("无效transaction_id"));
        const auto known = world_.refunds.find(number);
        if (known == world_.refunds.end()) {
            const qint64 sum = fen("refund_fee");
            if (fen("total_fee") != order->second.totalFen || sum < 1 ||
                sum > order->second.totalFen - world_.refundedFen(orderNo))
                return failed("PARAM_ERROR", QStringLiteral("退款金额大于支付金额"));
            if (sum > world_.balanceFen)
                return failed("NOTENOUGH", QStringLiteral("余额不足"));
            PracticeRefund refund;
            refund.body = bytes_;
            refund.v2 = true;
            refund.orderNo = orderNo;
            refund.fen = sum;
            refund.reason = in("refund_desc");
            refund.notifyUrl = in("notify_url");
            refund.refundId = world_.nextNumber("50000");
            refund.createdAt = world_.clock.nowUtcMs();
            refund.dueAt = refund.createdAt + kRefundTakesMs;
            world_.move(QStringLiteral("refund"), number, -sum);
            order->second.state = QStringLiteral("REFUND");
            world_.refunds[number] = refund;
        }
        const PracticeRefund& refund = world_.refunds[number];
        return done({{QStringLiteral("out_trade_no"), orderNo},
            {QStringLiteral("transaction_id"), order->second.transactionId},
            {QStringLiteral("out_refund_no"), number}, {QStringLiteral("refund_id"), refund.refundId},
            {QStringLiteral("refund_fee"), QString::number(refund.fen)},
            {QStringLiteral("total_fee"), QString::number(order->second.totalFen)},
            {QStringLiteral("cash_fee"), QString::number(order->second.totalFen)}});
    }

    Response queryRefund()
    {
        const auto refund = world_.refunds.find(in("out_refund_no"));
        if (refund == world_.refunds.end())
            return failed("REFUNDNOTEXIST", QStringLiteral("退款订单查询失败"));
        const PracticeOrder& order = world_.orders.at(refund->second.orderNo);
        const QString& state = refund->second.state;
        Fields out{{QStringLiteral("out_trade_no"), refund->second.orderNo},
            {QStringLiteral("transaction_id"), order.transactionId},
            {QStringLiteral("refund_count"), QStringLiteral("1")},
            {QStringLiteral("total_fee"), QString::number(order.totalFen)},
            {QStringLiteral("out_refund_no_0"), refund->first},
            {QStringLiteral("refund_id_0"), refund->second.refundId},
            {QStringLiteral("refund_fee_0"), QString::number(refund->second.fen)},
            {QStringLiteral("refund_status_0"),
                state == QLatin1String("CLOSED")     ? QStringLiteral("REFUNDCLOSE")
                : state == QLatin1String("ABNORMAL") ? QStringLiteral("CHANGE")
                                                     : state},
            {QStringLiteral("refund_recv_accout_0"), QStringLiteral("支付用户零钱")}};
        if (refund->second.successAt != 0)
            out[QStringLiteral("refund_success_time_0")] = base::toRfc3339(refund->second.successAt)
                                                               .left(19)
                                                               .replace(QLatin1Char('T'), QLatin1Char(' '));
        return done(out);
    }

    // ---- paying out

    Response createTransfer()
    {
        const bool packet = path_.endsWith("sendredpack");
        const QString number = in(packet ? "mch_billno" : "partner_trade_no");
        const qint64 sum = fen(packet ? "total_amount" : "amount");
        const auto known = world_.transfers.find(number);
        if (known != world_.transfers.end() && known->second.body != bytes_)
            return failed("PARAM_ERROR", QStringLiteral("单号已存在，参数不一致"));
        if (known == world_.transfers.end()) {
            if (packet && (sum < 100 || sum > 20'000))
                return failed("MONEY_LIMIT", QStringLiteral("红包金额不在范围内"));
            if (sum > world_.balanceFen)
                return failed("NOTENOUGH", QStringLiteral("帐号余额不足"));
            PracticeTransfer transfer;
            transfer.body = bytes_;
            transfer.kind = packet ? QStringLiteral("redpack") : QStringLiteral("v2");
            transfer.fen = sum;
            transfer.openid = in(packet ? "re_openid" : "openid");
            transfer.remark = in(packet ? "remark" : "desc");
            transfer.billNo = world_.nextNumber("1000018");
            transfer.createdAt = world_.clock.nowUtcMs();
            if (packet && !world_.manualConfirm)
                transfer.confirmAt = transfer.createdAt + world_.options.confirmAfterMs;
            world_.move(QStringLiteral("transfer"), number, -sum);
            world_.transfers[number] = transfer;
            if (!packet)
                world_.finishTransfer(number, QStringLiteral("SUCCESS"), {});
        }
        const PracticeTransfer& transfer = world_.transfers[number];
        if (packet)
            return done(
                {{QStringLiteral("mch_billno"), number}, {QStringLiteral("mch_id"), world_.identity.mchid},
                    {QStringLiteral("wxappid"), world_.identity.appid},
                    {QStringLiteral("re_openid"), transfer.openid},
                    {QStringLiteral("total_amount"), QString::number(transfer.fen)},
                    {QStringLiteral("send_listid"), transfer.billNo}});
        return done({{QStringLiteral("mch_appid"), world_.identity.appid},
            {QStringLiteral("mchid"), world_.identity.mchid}, {QStringLiteral("partner_trade_no"), number},
            {QStringLiteral("payment_no"), transfer.billNo},
            {QStringLiteral("payment_time"),
                base::toRfc3339(transfer.createdAt).left(19).replace(QLatin1Char('T'), QLatin1Char(' '))}});
    }

    Response queryTransfer()
    {
        const bool packet = path_.endsWith("gethbinfo");
        const auto found = world_.transfers.find(in(packet ? "mch_billno" : "partner_trade_no"));
        if (found == world_.transfers.end())
            return failed("NOT_FOUND", QStringLiteral("指定单号数据不存在"));
        const PracticeTransfer& transfer = found->second;
        const bool paid = transfer.state == QLatin1String("SUCCESS");
        if (packet)
            return done({{QStringLiteral("mch_billno"), found->first},
                {QStringLiteral("mch_id"), world_.identity.mchid},
                {QStringLiteral("detail_id"), transfer.billNo},
                {QStringLiteral("status"), paid ? QStringLiteral("RECEIVED")
                                           : transfer.state == QLatin1String("FAIL")
                                               ? QStringLiteral("REFUND")
                                               : QStringLiteral("SENT")},
                {QStringLiteral("total_num"), QStringLiteral("1")},
                {QStringLiteral("total_amount"), QString::number(transfer.fen)}});
        return done({{QStringLiteral("partner_trade_no"), found->first},
            {QStringLiteral("appid"), world_.identity.appid},
            {QStringLiteral("mch_id"), world_.identity.mchid}, {QStringLiteral("detail_id"), transfer.billNo},
            {QStringLiteral("status"), paid ? QStringLiteral("SUCCESS") : QStringLiteral("FAILED")},
            {QStringLiteral("reason"), transfer.failReason}, {QStringLiteral("openid"), transfer.openid},
            {QStringLiteral("payment_amount"), QString::number(transfer.fen)}});
    }

    // ---- bills

    Response bill()
    {
        const QDate day = QDate::fromString(in("bill_date"), QStringLiteral("yyyyMMdd"));
        const QString kind = in("bill_type");
        std::optional<QByteArray> made;
        if (path_ == "/pay/downloadfundflow")
            made = in("account_type") == QLatin1String("Basic") ? fundFlowBill(world_, day) : std::nullopt;
        else
            made = tradeBill(world_, day,
                kind == QLatin1String("SUCCESS")  ? BillKind::success
                : kind == QLatin1String("REFUND") ? BillKind::refund
                                                  : BillKind::all);
        if (!day.isValid() || day >= base::businessDay(world_.clock.nowUtcMs()) || !made)
            return xmlResponse({{QStringLiteral("return_code"), QStringLiteral("FAIL")},
                {QStringLiteral("return_msg"), QStringLiteral("No Bill Exist")},
                {QStringLiteral("error_code"), QStringLiteral("20002")}});
        Response response;
        response.status = 200;
        response.headers.add("Content-Type", "text/plain");
        response.body = in("tar_type") == QLatin1String("GZIP") ? gzipped(*made) : *made;
        return response;
    }

    World& world_;
    const Fields in_;
    const QByteArray path_;
    const QByteArray bytes_;
};

} // namespace

Response serveV2(World& world, const Request& request)
{
    const QByteArray path = request.target.split('?').first();
    const Description& description = Description::builtIn();
    if (description.endpointOf(request).isEmpty()) {
        Response response;
        response.status = 404;
        return response;
    }
    if (description.wantsCertificate(path) && !request.hasClientCertificate) {
        Response response; // as the front end in front of the real one says it
        response.status = 400;
        response.body = "<html><head><title>400 No required SSL certificate was sent</title></head></html>";
        return response;
    }
    const auto fields = wechatpay::v2::readXml(request.body);
    if (!fields)
        return notUnderstood(QStringLiteral("XML格式错误"));
    if (!wechatpay::v2::verify(*fields, world.identity.apiV2Key))
        return notUnderstood(QStringLiteral("签名错误"));
    if (const QString problem = description.problemOf(path, *fields); !problem.isEmpty())
        return notUnderstood(problem);
    const std::lock_guard lock(world.mutex);
    return AnsweringV2(world, *fields, path, request.body).answer();
}

} // namespace zhangfang::practice::detail
