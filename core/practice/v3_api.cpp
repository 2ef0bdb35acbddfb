#include "base/calendar.h"
#include "base/json.h"
#include "practice/detail/description.h"
#include "practice/detail/world.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QUrlQuery>

namespace zhangfang::practice::detail
{
namespace
{

constexpr qint64 kBillLivesMs = 5 * 60 * 1000;
constexpr qint64 kRefundTakesMs = 100;

QString str(const QJsonObject& json, const char* name, const QString& fallback = {})
{
    return json.value(QLatin1String(name)).toString(fallback);
}

QJsonObject object(const QJsonObject& json, const char* name)
{
    return json.value(QLatin1String(name)).toObject();
}

QString seconds(qint64 utcMs)
{
    return base::toRfc3339(utcMs / 1000 * 1000);
}

/// One request being answered. Its problem is found before it gets here.
class Answering
{
public:
    Answering(World& world, const Request& request) : world_(world), request_(request)
    {
        const QUrl url(QString::fromLatin1(request.target));
        path_ = url.path().split(QLatin1Char('/'));
        query_ = QUrlQuery(url);
        body_ = base::parseJsonObject(request.body).value_or(QJsonObject());
    }

    Response answer()
    {
        const QString path = path_.join(QLatin1Char('/'));
        const auto starts = [&path](const char* prefix) { return path.startsWith(QLatin1String(prefix)); };
        if (starts("/v3/pay/transactions/"))
            return orders();
        if (starts("/v3/refund/domestic/refunds"))
            return refunds();
        if (starts("/v3/fund-app/mch-transfer/user-confirm-authorization"))
            return authorizations();
        if (starts("/v3/fund-app/mch-transfer/elecsign"))
            return receipts();
        if (starts("/v3/fund-app/mch-transfer/transfer-bills"))
            return transfers();
        if (starts("/v3/transfer/batches"))
            return batches();
        if (starts("/v3/merchant/fund/balance/"))
            return reply({{QStringLiteral("available_amount"), isBasic() ? world_.balanceFen : 0},
                {QStringLiteral("pending_amount"), 0}});
        if (starts("/v3/merchant/fund/dayendbalance/"))
            return dayEnd();
        if (starts("/v3/bill/"))
            return bill();
        if (starts("/v3/billdownload/file") || starts("/v3/transferdownload/"))
            return file();
        if (starts("/v3/merchant-service/complaints-v2/"))
            return complaint();
        if (path == QLatin1String("/v3/certificates"))
            return certificates();
        return error(404, "NOT_FOUND", QStringLiteral("接口不存在"));
    }

private:
    Response reply(const QJsonObject& json)
    {
        return replyV3(world_, request_, 200, base::toCompactJson(json));
    }
    Response error(int status, const char* code, const QString& message)
    {
        return errorV3(world_, request_, status, code, message);
    }
    [[nodiscard]] QString last() const { return path_.last(); }
    [[nodiscard]] bool isBasic() const { return last() == QLatin1String("BASIC"); }
    [[nodiscard]] bool isPost() const { return request_.method == "POST"; }
    static bool isNumber(const QString& text, const char* marks)
    {
        const QRegularExpression number(
            QStringLiteral("^[0-9A-Za-z%1]{1,64}$").arg(QString::fromLatin1(marks)));
        return number.match(text).hasMatch();
    }

    // ---- paying in

    Response orders()
    {
        if (path_.size() > 5 && path_[4] == QLatin1String("out-trade-no")) {
            const QString number = path_[5];
            if (last() == QLatin1String("close"))
                return closeOrder(number);
            if (last() == QLatin1String("reverse"))
                return reverseOrder(number);
            return queryOrder(world_.orders.find(number));
        }
        if (path_[4] == QLatin1String("id")) {
            const auto found = std::find_if(world_.orders.begin(), world_.orders.end(),
                [this](const auto& entry) { return entry.second.transactionId == last(); });
            return queryOrder(found);
        }
        return createOrder();
    }

    QString orderProblem() const
    {
        const QString number = str(body_, "out_trade_no");
        if (number.size() < 6 || !isNumber(number, "_*-"))
            return QStringLiteral("out_trade_no格式不正确");
        if (body_.contains(QLatin1String("time_expire")) && !base::parseRfc3339(str(body_, "time_expire")))
            return QStringLiteral("time_expire格式不正确");
        const qint64 total = object(body_, "amount").value(QLatin1String("total")).toInteger();
        if (total < 1 || total > 100'000'000'000)
            return QStringLiteral("amount.total必须为大于0的整数");
        if (str(object(body_, "amount"), "currency", QStringLiteral("CNY")) != QLatin1String("CNY"))
            return QStringLiteral("amount.currency只支持CNY");
        return notifyUrlProblem();
    }
    QString notifyUrlProblem() const
    {
        if (!body_.contains(QLatin1String("notify_url")))
            return {};
        const QUrl url(str(body_, "notify_url"), QUrl::StrictMode);
        return url.isValid() && url.path().size() > 1 && !url.hasQuery() &&
                       url.scheme().startsWith(QLatin1String("http"))
                   ? QString()
                   : QStringLiteral("notify_url格式不正确");
    }

    Response createOrder()
    {
        if (const QString problem = orderProblem(); !problem.isEmpty())
            return error(400, "PARAM_ERROR", problem);
        if (str(body_, "mchid") != world_.identity.mchid || str(body_, "appid") != world_.identity.appid)
            return error(400, "APPID_MCHID_NOT_MATCH", QStringLiteral("appid和mch_id不匹配"));
        const QString channel = last() == QLatin1String("codepay") ? QStringLiteral("code") : last();
        const QString number = str(body_, "out_trade_no");
        const auto known = world_.orders.find(number);
        if (known != world_.orders.end()) {
            if (known->second.body != request_.body)
                return error(400, "INVALID_REQUEST", QStringLiteral("请求重入时，参数与首次请求时不一致"));
            if (known->second.paidAt != 0)
                return error(400, "ORDERPAID", QStringLiteral("该订单已支付"));
            if (known->second.state != QLatin1String("NOTPAY"))
                return error(400, "ORDER_CLOSED", QStringLiteral("该订单已关闭"));
        } else {
            PracticeOrder order;
            order.body = request_.body;
            order.channel = channel;
            order.description = str(body_, "description");
            order.notifyUrl = str(body_, "notify_url");
            order.totalFen = object(body_, "amount").value(QLatin1String("total")).toInteger();
            order.openid = str(object(body_, "payer"), "openid", QStringLiteral("oPracticeCustomer"));
            order.prepay = QString::fromLatin1(world_.random.token(24));
            world_.orders[number] = order;
        }
        PracticeOrder& order = world_.orders[number];
        if (channel == QLatin1String("code"))
            return payByCode(number, order);
        if (channel == QLatin1String("native"))
            return reply({{QStringLiteral("code_url"),
                QStringLiteral("weixin://wxpay/bizpayurl?pr=") + order.prepay}});
        if (channel == QLatin1String("h5"))
            return reply({{QStringLiteral("h5_url"),
                QStringLiteral("https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx") +
                    order.prepay}});
        return reply({{QStringLiteral("prepay_id"), QStringLiteral("wx") + order.prepay}});
    }

    /// The code's last digit says what its holder does: 1 types a password, 2 has no money, 3's code is too
    /// old; any other pays at once.
    Response payByCode(const QString& number, PracticeOrder& order)
    {
        const QChar digit = str(object(body_, "payer"), "auth_code").back();
        if (digit == QLatin1Char('2') || digit == QLatin1Char('3')) {
            order.state = QStringLiteral("PAYERROR");
            return digit == QLatin1Char('2')
                       ? error(403, "NOT_ENOUGH", QStringLiteral("用户余额不足"))
                       : error(400, "AUTH_CODE_EXPIRED", QStringLiteral("付款码已过期"));
        }
        if (digit == QLatin1Char('1')) {
            order.state = QStringLiteral("USERPAYING");
            return error(400, "USERPAYING", QStringLiteral("需要用户输入支付密码"));
        }
        world_.settleOrder(order, number);
        return reply(world_.transactionJson(number, order));
    }

    Response queryOrder(std::map<QString, PracticeOrder>::iterator order)
    {
        if (query_.queryItemValue(QStringLiteral("mchid")) != world_.identity.mchid)
            return error(400, "PARAM_ERROR", QStringLiteral("mchid不正确"));
        if (order == world_.orders.end())
            return error(404, "ORDER_NOT_EXIST", QStringLiteral("订单不存在"));
        return reply(world_.transactionJson(order->first, order->second));
    }

    Response closeOrder(const QString& number)
    {
        const auto order = world_.orders.find(number);
        if (order == world_.orders.end())
            return error(404, "ORDER_NOT_EXIST", QStringLiteral("订单不存在"));
        if (order->second.paidAt != 0)
            return error(400, "ORDERPAID", QStringLiteral("订单已支付，不能关单"));
        order->second.state = QStringLiteral("CLOSED");
        return replyV3(world_, request_, 204, {});
    }

    Response reverseOrder(const QString& number)
    {
        const auto order = world_.orders.find(number);
        if (order == world_.orders.end())
            return error(404, "ORDER_NOT_EXIST", QStringLiteral("订单不存在"));
        if (order->second.channel != QLatin1String("code"))
            return error(400, "INVALID_REQUEST", QStringLiteral("只有付款码支付的订单可以撤销"));
        if (order->second.paidAt != 0 && order->second.state == QLatin1String("SUCCESS"))
            world_.move(QStringLiteral("refund"), number, -order->second.totalFen);
        order->second.state = QStringLiteral("REVOKED");
        return reply({{QStringLiteral("appid"), world_.identity.appid},
            {QStringLiteral("mchid"), world_.identity.mchid}, {QStringLiteral("out_trade_no"), number}});
    }

    // ---- giving back

    Response refunds()
    {
        if (!isPost()) {
            const auto refund = world_.refunds.find(last());
            return refund == world_.refunds.end()
                       ? error(404, "RESOURCE_NOT_EXISTS", QStringLiteral("退款单不存在"))
                       : reply(world_.refundJson(refund->first, refund->second));
        }
        if (last() == QLatin1String("apply-abnormal-refund")) {
            const auto refund = world_.refunds.find(str(body_, "out_refund_no"));
            if (refund == world_.refunds.end() || refund->second.refundId != path_[path_.size() - 2])
                return error(404, "RESOURCE_NOT_EXISTS", QStringLiteral("退款单不存在"));
            if (refund->second.state != QLatin1String("ABNORMAL"))
                return error(400, "INVALID_REQUEST", QStringLiteral("退款单状态不是异常"));
            refund->second.state = QStringLiteral("PROCESSING");
            refund->second.dueAt = world_.clock.nowUtcMs() + kRefundTakesMs;
            return reply(world_.refundJson(refund->first, refund->second));
        }
        return createRefund();
    }

    Response createRefund()
    {
        const QString number = str(body_, "out_refund_no");
        if (!isNumber(number, "_*|@-"))
            return error(400, "PARAM_ERROR", QStringLiteral("out_refund_no格式不正确"));
        const auto known = world_.refunds.find(number);
        if (known != world_.refunds.end()) {
            if (known->second.body != request_.body)
                return error(400, "INVALID_REQUEST", QStringLiteral("退款单号已存在，但参数与原单不一致"));
            return reply(world_.refundJson(number, known->second));
        }
        const QString orderNo = str(body_, "out_trade_no");
        const auto order = world_.orders.find(orderNo);
        if (order == world_.orders.end() || order->second.paidAt == 0)
            return error(404, "RESOURCE_NOT_EXISTS", QStringLiteral("订单不存在"));
        const QJsonObject amount = object(body_, "amount");
        const qint64 fen = amount.value(QLatin1String("refund")).toInteger();
        if (amount.value(QLatin1String("total")).toInteger() != order->second.totalFen)
            return error(400, "PARAM_ERROR", QStringLiteral("订单金额与原订单不一致"));
        if (fen < 1 || fen > order->second.totalFen - world_.refundedFen(orderNo))
            return error(400, "INVALID_REQUEST", QStringLiteral("退款总金额超过支付金额"));
        if (fen > world_.balanceFen)
            return error(403, "NOT_ENOUGH", QStringLiteral("余额不足"));
        PracticeRefund refund;
        refund.body = request_.body;
        refund.orderNo = orderNo;
        refund.fen = fen;
        refund.reason = str(body_, "reason");
        refund.notifyUrl = str(body_, "notify_url");
        refund.refundId = world_.nextNumber("50000");
        refund.createdAt = world_.clock.nowUtcMs();
        refund.dueAt = refund.createdAt + kRefundTakesMs;
        world_.move(QStringLiteral("refund"), number, -fen);
        order->second.state = QStringLiteral("REFUND");
        world_.refunds[number] = refund;
        return reply(world_.refundJson(number, refund));
    }

    // ---- paying out, now

    Response transfers()
    {
        if (last() == QLatin1String("cancel"))
            return cancelTransfer(path_[path_.size() - 2]);
        if (!isPost()) {
            const bool ours = path_[path_.size() - 2] == QLatin1String("out-bill-no");
            const auto found =
                std::find_if(world_.transfers.begin(), world_.transfers.end(), [&](const auto& entry) {
                    return entry.second.kind == QLatin1String("bill") &&
                           (ours ? entry.first : entry.second.billNo) == last();
                });
            return found == world_.transfers.end() ? error(404, "NOT_FOUND", QStringLiteral("记录不存在"))
                                                   : reply(world_.transferJson(found->first, found->second));
        }
        return createTransfer();
    }

    QString transferProblem() const
    {
        const QString number = str(body_, "out_bill_no");
        if (!isNumber(number, ""))
            return QStringLiteral("out_bill_no只能由数字、大小写字母组成");
        const QJsonArray infos = body_.value(QLatin1String("transfer_scene_report_infos")).toArray();
        if (infos.isEmpty())
            return QStringLiteral("未传入完整且对应的转账场景报备信息");
        if (QString problem = nameProblem(body_, body_.value(QLatin1String("transfer_amount")).toInteger());
            !problem.isEmpty())
            return problem;
        if (str(body_, "appid") != world_.identity.appid)
            return QStringLiteral("appid与商户号不匹配");
        return notifyUrlProblem();
    }
    QString nameProblem(const QJsonObject& json, qint64 fen) const
    {
        if (fen < 1 || fen > 100'000'000)
            return QStringLiteral("transfer_amount必须为大于0的整数");
        const QString name = str(json, "user_name");
        if (fen >= 200'000 && name.isEmpty())
            return QStringLiteral("明细转账金额大于等于2,000元时，收款用户姓名必须填写");
        if (fen < 30 && !name.isEmpty())
            return QStringLiteral("明细转账金额小于0.3元时，不允许填写收款用户姓名");
        if (name.isEmpty())
            return {};
        const bool byCertificate =
            request_.headers.value("Wechatpay-Serial") == world_.identity.certificate.serialHex();
        const auto sealed = crypto::decodeBase64(name.toLatin1());
        return sealed && (byCertificate ? world_.identity.certificateKey : world_.identity.platformKey)
                             .decryptOaep(*sealed)
                   ? QString()
                   : QStringLiteral("user_name解密失败");
    }

    Response createTransfer()
    {
        if (const QString problem = transferProblem(); !problem.isEmpty())
            return error(400, "PARAM_ERROR", problem);
        const bool authorized = last() == QLatin1String("transfer");
        if (authorized) {
            const auto consent = world_.authorizations.find(str(body_, "out_authorization_no"));
            if (consent == world_.authorizations.end() ||
                consent->second.state != QLatin1String("TAKING_EFFECT"))
                return error(400, "INVALID_REQUEST", QStringLiteral("免确认收款授权不存在或未生效"));
        }
        const QString number = str(body_, "out_bill_no");
        const auto known = world_.transfers.find(number);
        if (known != world_.transfers.end()) {
            if (known->second.body != request_.body)
                return error(400, "INVALID_REQUEST", QStringLiteral("商户单号已存在，但参数与原单不一致"));
            return reply(created(number, known->second, authorized));
        }
        if (const QJsonObject consent = object(body_, "authorization_info"); !consent.isEmpty()) {
            PracticeAuthorization& asked = world_.authorizations[str(consent, "out_authorization_no")];
            asked.openid = str(body_, "openid");
            asked.displayName = str(consent, "user_display_name");
            asked.sceneId = str(body_, "transfer_scene_id");
            asked.notifyUrl = str(consent, "authorization_notify_url");
        }
        PracticeTransfer transfer;
        transfer.fen = body_.value(QLatin1String("transfer_amount")).toInteger();
        if (transfer.fen > world_.balanceFen)
            return error(403, "NOT_ENOUGH", QStringLiteral("商户运营账户资金不足"));
        transfer.body = request_.body;
        transfer.openid = authorized ? world_.authorizations[str(body_, "out_authorization_no")].openid
                                     : str(body_, "openid");
        transfer.remark = str(body_, "transfer_remark");
        transfer.notifyUrl = str(body_, "notify_url");
        transfer.billNo = world_.nextNumber("1330");
        transfer.createdAt = world_.clock.nowUtcMs();
        transfer.confirmAt =
            world_.manualConfirm && !authorized ? 0 : transfer.createdAt + world_.options.confirmAfterMs;
        world_.move(QStringLiteral("transfer"), number, -transfer.fen);
        world_.transfers[number] = transfer;
        return reply(created(number, transfer, authorized));
    }

    QJsonObject created(const QString& number, const PracticeTransfer& transfer, bool authorized) const
    {
        if (authorized) {
            QJsonObject json = world_.transferJson(number, transfer);
            if (transfer.state == QLatin1String("WAIT_USER_CONFIRM"))
                json.insert(QStringLiteral("state"), QStringLiteral("PROCESSING"));
            return json;
        }
        QJsonObject json{{QStringLiteral("out_bill_no"), number},
            {QStringLiteral("transfer_bill_no"), transfer.billNo},
            {QStringLiteral("create_time"), base::toRfc3339(transfer.createdAt)},
            {QStringLiteral("state"), transfer.state}};
        if (transfer.state == QLatin1String("WAIT_USER_CONFIRM"))
            json.insert(QStringLiteral("package_info"), QStringLiteral("practice-package-") + number);
        if (!transfer.failReason.isEmpty())
            json.insert(QStringLiteral("fail_reason"), transfer.failReason);
        return json;
    }

    Response cancelTransfer(const QString& number)
    {
        const auto transfer = world_.transfers.find(number);
        if (transfer == world_.transfers.end())
            return error(404, "NOT_FOUND", QStringLiteral("记录不存在"));
        if (transfer->second.state != QLatin1String("WAIT_USER_CONFIRM"))
            return error(400, "INVALID_REQUEST", QStringLiteral("当前单据状态不支持撤销"));
        world_.finishTransfer(number, QStringLiteral("CANCELLED"), {});
        return reply({{QStringLiteral("out_bill_no"), number},
            {QStringLiteral("transfer_bill_no"), transfer->second.billNo},
            {QStringLiteral("state"), QStringLiteral("CANCELING")},
            {QStringLiteral("update_time"), base::toRfc3339(world_.clock.nowUtcMs())}});
    }

    Response authorizations()
    {
        if (isPost() && last() == QLatin1String("user-confirm-authorization")) {
            const QString number = str(body_, "out_authorization_no");
            const bool known = world_.authorizations.contains(number);
            PracticeAuthorization& consent = world_.authorizations[number];
            if (!known) {
                consent.openid = str(body_, "openid");
                consent.displayName = str(body_, "user_display_name");
                consent.sceneId = str(body_, "transfer_scene_id");
                consent.notifyUrl = str(body_, "authorization_notify_url");
                consent.confirmAt =
                    world_.manualConfirm ? 0 : world_.clock.nowUtcMs() + world_.options.confirmAfterMs;
            }
            QJsonObject json{{QStringLiteral("out_authorization_no"), number},
                {QStringLiteral("state"), consent.state},
                {QStringLiteral("create_time"), seconds(world_.clock.nowUtcMs())}};
            if (consent.state == QLatin1String("WAIT_USER_CONFIRM"))
                json.insert(QStringLiteral("package_info"), QStringLiteral("practice-authorization"));
            return reply(json);
        }
        const bool close = last() == QLatin1String("close");
        const QString number = close ? path_[path_.size() - 2] : last();
        const auto found = world_.authorizations.find(number);
        if (found == world_.authorizations.end())
            return error(404, "NOT_FOUND", QStringLiteral("授权单不存在"));
        PracticeAuthorization& consent = found->second;
        if (close) {
            consent.state = QStringLiteral("CLOSED");
            consent.closeReason = QStringLiteral("CLOSE_VIA_MCH_API");
        }
        QJsonObject json{{QStringLiteral("out_authorization_no"), number},
            {QStringLiteral("appid"), world_.identity.appid}, {QStringLiteral("openid"), consent.openid},
            {QStringLiteral("user_display_name"), consent.displayName},
            {QStringLiteral("state"), consent.state}};
        if (!consent.id.isEmpty())
            json.insert(QStringLiteral("authorization_id"), consent.id);
        if (!consent.closeReason.isEmpty())
            json.insert(QStringLiteral("close_info"),
                QJsonObject{{QStringLiteral("close_reason"), consent.closeReason},
                    {QStringLiteral("close_time"), seconds(world_.clock.nowUtcMs())}});
        return reply(json);
    }

    Response receipts()
    {
        const QString number = isPost() ? str(body_, "out_bill_no") : last();
        const auto transfer = world_.transfers.find(number);
        if (transfer == world_.transfers.end() || transfer->second.state != QLatin1String("SUCCESS"))
            return error(404, "NOT_FOUND", QStringLiteral("转账单不存在或未成功"));
        QJsonObject json{
            {QStringLiteral("state"), isPost() ? QStringLiteral("GENERATING") : QStringLiteral("FINISHED")},
            {QStringLiteral("create_time"), seconds(world_.clock.nowUtcMs())}};
        if (isPost())
            return reply(json);
        const QByteArray content = "%PDF-1.4 practice receipt of " + number.toLatin1() + '\n';
        json.insert(QStringLiteral("update_time"), seconds(world_.clock.nowUtcMs()));
        json.insert(QStringLiteral("hash_type"), QStringLiteral("SHA256"));
        json.insert(QStringLiteral("hash_value"), QString::fromLatin1(crypto::sha256(content).toHex()));
        json.insert(QStringLiteral("download_url"),
            fileUrl("/v3/transferdownload/elecvoucherfile", content) + QStringLiteral("&source=practice"));
        return reply(json);
    }

    // ---- paying out, before

    Response batches()
    {
        if (isPost())
            return createBatch();
        const auto batch = world_.batches.find(path_[5]);
        if (batch == world_.batches.end())
            return error(404, "NOT_FOUND", QStringLiteral("批次不存在"));
        if (path_.size() > 6)
            return batchDetail(batch->first, batch->second);
        const QJsonObject body = base::parseJsonObject(batch->second.body).value_or(QJsonObject());
        QJsonObject json{{QStringLiteral("mchid"), world_.identity.mchid},
            {QStringLiteral("appid"), world_.identity.appid}, {QStringLiteral("out_batch_no"), batch->first},
            {QStringLiteral("batch_id"), batch->second.batchId},
            {QStringLiteral("batch_status"), batch->second.state},
            {QStringLiteral("batch_type"), QStringLiteral("API")},
            {QStringLiteral("batch_name"), body.value(QLatin1String("batch_name"))},
            {QStringLiteral("batch_remark"), body.value(QLatin1String("batch_remark"))},
            {QStringLiteral("total_amount"), body.value(QLatin1String("total_amount"))},
            {QStringLiteral("total_num"), body.value(QLatin1String("total_num"))}};
        if (!batch->second.closeReason.isEmpty())
            json.insert(QStringLiteral("close_reason"), batch->second.closeReason);
        return reply({{QStringLiteral("transfer_batch"), json}});
    }

    Response batchDetail(const QString& batchNo, const PracticeBatch& batch)
    {
        const auto detail = world_.transfers.find(last());
        if (detail == world_.transfers.end() || detail->second.batchNo != batchNo)
            return error(404, "NOT_FOUND", QStringLiteral("明细不存在"));
        const PracticeTransfer& transfer = detail->second;
        const QString state = transfer.state == QLatin1String("SUCCESS") ? QStringLiteral("SUCCESS")
                              : transfer.state == QLatin1String("FAIL")  ? QStringLiteral("FAIL")
                              : batch.state == QLatin1String("CLOSED")   ? QStringLiteral("WAIT_PAY")
                                                                         : QStringLiteral("PROCESSING");
        QJsonObject json{{QStringLiteral("mchid"), world_.identity.mchid},
            {QStringLiteral("appid"), world_.identity.appid}, {QStringLiteral("out_batch_no"), batchNo},
            {QStringLiteral("batch_id"), batch.batchId}, {QStringLiteral("out_detail_no"), detail->first},
            {QStringLiteral("detail_id"), transfer.billNo}, {QStringLiteral("detail_status"), state},
            {QStringLiteral("transfer_amount"), transfer.fen},
            {QStringLiteral("transfer_remark"), transfer.remark}, {QStringLiteral("openid"), transfer.openid},
            {QStringLiteral("user_name"), QString()},
            {QStringLiteral("initiate_time"), seconds(transfer.createdAt)},
            {QStringLiteral("update_time"), seconds(world_.clock.nowUtcMs())}};
        if (!transfer.failReason.isEmpty())
            json.insert(QStringLiteral("fail_reason"), transfer.failReason);
        return reply(json);
    }

    Response createBatch()
    {
        const QString number = str(body_, "out_batch_no");
        const QJsonArray details = body_.value(QLatin1String("transfer_detail_list")).toArray();
        qint64 sum = 0;
        for (const auto& item : details) {
            const QJsonObject detail = item.toObject();
            const qint64 fen = detail.value(QLatin1String("transfer_amount")).toInteger();
            if (const QString problem = nameProblem(detail, fen); !problem.isEmpty())
                return error(400, "PARAM_ERROR", problem);
            sum += fen;
        }
        if (!isNumber(number, "") || details.isEmpty() || details.size() > 1000 ||
            sum != body_.value(QLatin1String("total_amount")).toInteger() ||
            details.size() != body_.value(QLatin1String("total_num")).toInteger())
            return error(400, "PARAM_ERROR", QStringLiteral("批次总金额、总笔数与明细不一致"));
        const auto known = world_.batches.find(number);
        if (known != world_.batches.end() && known->second.body != request_.body)
            return error(400, "INVALID_REQUEST", QStringLiteral("商家批次单号已存在，但参数与原单不一致"));
        if (known == world_.batches.end()) {
            if (sum > world_.balanceFen)
                return error(403, "NOT_ENOUGH", QStringLiteral("资金不足"));
            PracticeBatch batch;
            batch.body = request_.body;
            batch.batchId = world_.nextNumber("1030");
            batch.createdAt = world_.clock.nowUtcMs();
            for (const auto& item : details) {
                const QJsonObject detail = item.toObject();
                PracticeTransfer transfer;
                transfer.kind = QStringLiteral("detail");
                transfer.batchNo = number;
                transfer.fen = detail.value(QLatin1String("transfer_amount")).toInteger();
                transfer.openid = str(detail, "openid");
                transfer.remark = str(detail, "transfer_remark");
                transfer.billNo = world_.nextNumber("1040");
                transfer.createdAt = batch.createdAt;
                transfer.confirmAt =
                    world_.manualConfirm ? 0 : batch.createdAt + world_.options.confirmAfterMs;
                world_.move(QStringLiteral("transfer"), str(detail, "out_detail_no"), -transfer.fen);
                world_.transfers[str(detail, "out_detail_no")] = transfer;
            }
            world_.batches[number] = batch;
        }
        const PracticeBatch& batch = world_.batches[number];
        return reply({{QStringLiteral("out_batch_no"), number}, {QStringLiteral("batch_id"), batch.batchId},
            {QStringLiteral("create_time"), seconds(batch.createdAt)},
            {QStringLiteral("batch_status"), batch.state}});
    }

    // ---- money and bills

    Response dayEnd()
    {
        const auto day = base::parseDay(query_.queryItemValue(QStringLiteral("date")));
        if (!day || *day >= base::businessDay(world_.clock.nowUtcMs()))
            return error(400, "INVALID_REQUEST", QStringLiteral("日终余额次日可查"));
        qint64 fen = world_.options.openingBalanceFen;
        for (const PracticeMovement& movement : world_.movements) {
            if (isBasic() && base::businessDay(movement.at) <= *day)
                fen = movement.balanceFen;
        }
        return reply({{QStringLiteral("available_amount"), isBasic() ? fen : 0},
            {QStringLiteral("pending_amount"), 0}});
    }

    Response bill()
    {
        const auto day = base::parseDay(query_.queryItemValue(QStringLiteral("bill_date")));
        if (!day)
            return error(400, "PARAM_ERROR", QStringLiteral("bill_date格式不正确"));
        if (*day >= base::businessDay(world_.clock.nowUtcMs()))
            return error(400, "INVALID_REQUEST", QStringLiteral("账单次日可查"));
        const QString kind = query_.queryItemValue(QStringLiteral("bill_type"));
        const QString account = query_.queryItemValue(QStringLiteral("account_type"));
        const auto made =
            last() == QLatin1String("fundflowbill")
                ? (account.isEmpty() || account == QLatin1String("BASIC") ? fundFlowBill(world_, *day)
                                                                          : std::nullopt)
                : tradeBill(world_, *day,
                      kind == QLatin1String("SUCCESS")  ? BillKind::success
                      : kind == QLatin1String("REFUND") ? BillKind::refund
                                                        : BillKind::all);
        if (!made)
            return error(400, "NO_STATEMENT_EXIST", QStringLiteral("账单文件不存在"));
        const bool gzip = query_.queryItemValue(QStringLiteral("tar_type")) == QLatin1String("GZIP");
        return reply({{QStringLiteral("hash_type"), QStringLiteral("SHA1")},
            {QStringLiteral("hash_value"),
                QString::fromLatin1(QCryptographicHash::hash(*made, QCryptographicHash::Sha1).toHex())},
            {QStringLiteral("download_url"),
                fileUrl("/v3/billdownload/file", gzip ? gzipped(*made) : *made)}});
    }

    /// Keeps `content` for five minutes and tells where it is fetched.
    QString fileUrl(const char* path, const QByteArray& content)
    {
        const QString token = QString::fromLatin1(world_.random.token(32));
        world_.files[token] = {content, world_.clock.nowUtcMs() + kBillLivesMs};
        return QStringLiteral("http://%1%2?token=%3")
            .arg(QString::fromLatin1(request_.headers.value("Host")), QString::fromLatin1(path), token);
    }

    Response file()
    {
        const auto found = world_.files.find(query_.queryItemValue(QStringLiteral("token")));
        if (found == world_.files.end() || found->second.second < world_.clock.nowUtcMs())
            return error(400, "PARAM_ERROR", QStringLiteral("下载链接已过期"));
        Response response; // carries no signature: facts page, "Response and notification signature"
        response.status = 200;
        response.headers.add("Request-ID", world_.random.token(20));
        response.headers.add("Content-Type", "application/octet-stream");
        response.body = found->second.first;
        return response;
    }

    Response complaint()
    {
        const auto found = world_.complaints.find(last());
        if (found == world_.complaints.end())
            return error(404, "NOT_FOUND", QStringLiteral("投诉单不存在"));
        return reply(found->second);
    }

    Response certificates()
    {
        http::Request byCertificate = request_;
        byCertificate.headers = {};
        byCertificate.headers.add("Wechatpay-Serial", world_.identity.certificate.serialHex());
        const crypto::Certificate& own = world_.identity.certificate;
        const QJsonObject item{{QStringLiteral("serial_no"), QString::fromLatin1(own.serialHex())},
            {QStringLiteral("effective_time"), base::toRfc3339(world_.clock.nowUtcMs())},
            {QStringLiteral("expire_time"), base::toRfc3339(own.validUntilUtcMs())},
            {QStringLiteral("encrypt_certificate"),
                world_.identity.sealed(own.pem(), "certificate", world_.random)}};
        return replyV3(
            world_, byCertificate, 200, base::toCompactJson({{QStringLiteral("data"), QJsonArray{item}}}));
    }

    World& world_;
    const Request& request_;
    QStringList path_;
    QUrlQuery query_;
    QJsonObject body_;
};

} // namespace

Response replyV3(World& world, const Request& request, int status, const QByteArray& body)
{
    Response response;
    response.status = status;
    response.headers.add("Request-ID", world.random.token(20));
    if (status != 204)
        response.headers.add("Content-Type", "application/json; charset=utf-8");
    if (status != 401)
        world.identity.sign(response.headers, body, request.headers.value("Wechatpay-Serial"), world.random,
            world.wall.nowUtcMs());
    response.body = body;
    return response;
}

Response errorV3(World& world, const Request& request, int status, const char* code, const QString& message)
{
    return replyV3(world, request, status,
        base::toCompactJson(
            {{QStringLiteral("code"), QString::fromLatin1(code)}, {QStringLiteral("message"), message}}));
}

Response serveV3(World& world, const Request& request)
{
    const std::lock_guard lock(world.mutex);
    if (const QString why = world.identity.refusal(request, world.wall.nowUtcMs()); !why.isEmpty())
        return errorV3(world, request, 401, "SIGN_ERROR", why);
    const Description& description = Description::builtIn();
    if (description.endpointOf(request).isEmpty())
        return errorV3(world, request, 404, "NOT_FOUND", QStringLiteral("接口不存在"));
    if (const QString problem = description.problemOf(request); !problem.isEmpty())
        return errorV3(world, request, 400, "PARAM_ERROR", problem);
    return Answering(world, request).answer();
}

} // namespace zhangfang::practice::detail
