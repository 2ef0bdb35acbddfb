#include "practice/practice.h"

#include "base/calendar.h"
#include "base/json.h"
#include "practice/detail/memory.h"
#include "practice/detail/notifier.h"
#include "practice/detail/rules.h"

#include <QDebug>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QUrlQuery>

namespace zhangfang::practice
{

using namespace detail;
using http::Response;

namespace
{

/// A payee who has not confirmed by then gets nothing; facts page, "Paying out, now".
constexpr qint64 kConfirmWithinMs = base::kDayMs;

/// Rounds of the payees' loop between two looks at what is to be saved: about a second.
constexpr int kSaveEveryRounds = 50;

struct Fault {
    QString target, kind;
    int count = 1;
    int delayMs = 0;
};

QJsonObject answerJson(const QByteArray& body)
{
    return QJsonDocument::fromJson(body).object();
}

QString str(const QJsonObject& json, const char* name, const QString& fallback = {})
{
    return json.value(QLatin1String(name)).toString(fallback);
}

} // namespace

struct Practice::Core : Memory {
    Core(Remembered before, const Options& givenOptions)
        : Memory(std::move(before.memory)), options(givenOptions), identity(std::move(before.identity)),
          notifier(identity, clock, random)
    {
    }

    const Options options;
    MovableClock clock; ///< when retries and payees are due; what is signed carries the real time
    base::SystemClock wall;
    crypto::SystemRandom random;
    Identity identity;
    Notifier notifier;
    mutable std::recursive_mutex mutex;
    std::vector<Fault> faults;
    bool manualConfirm = false;
    QByteArray saved; ///< of the payees' thread
    std::mutex delayMutex;
    std::condition_variable delayChanged;
    std::atomic<bool> stopping{false};
    std::vector<std::thread> delays;
    std::thread payees;
    std::unique_ptr<http::Server> server;

    ~Core()
    {
        {
            const std::lock_guard lock(delayMutex);
            stopping = true;
        }
        delayChanged.notify_all();
        if (payees.joinable())
            payees.join();
        for (std::thread& thread : delays)
            thread.join();
        server.reset();
        save();
    }

    /// What was learnt since the last time goes to the file, whole or not at all.
    void save()
    {
        if (options.stateFile.isEmpty())
            return;
        QByteArray bytes;
        {
            const std::lock_guard lock(mutex);
            bytes = toBytes(identity, *this);
        }
        if (bytes == saved)
            return;
        QSaveFile file(options.stateFile);
        if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
            file.write(bytes) != bytes.size() || !file.commit())
            qWarning().noquote() << "the practice WeChat Pay cannot remember:" << file.errorString();
        else
            saved = bytes;
    }

    // ---- plumbing

    QString nextNumber(const char* prefix)
    {
        return QString::fromLatin1(prefix) +
               base::businessDay(clock.nowUtcMs()).toString(QStringLiteral("yyyyMMdd")) +
               QString::number(++serial).rightJustified(12, QLatin1Char('0'));
    }

    Response reply(const http::Request& request, int status, const QByteArray& body)
    {
        Response response;
        response.status = status;
        response.headers.add("Request-ID", random.token(20));
        if (status != 204)
            response.headers.add("Content-Type", "application/json; charset=utf-8");
        if (status != 401)
            identity.sign(
                response.headers, body, request.headers.value("Wechatpay-Serial"), random, wall.nowUtcMs());
        response.body = body;
        return response;
    }
    Response reply(const http::Request& request, const QJsonObject& json)
    {
        return reply(request, 200, base::toCompactJson(json));
    }
    Response error(const http::Request& request, int status, const char* code, const QString& message)
    {
        return reply(request, status,
            base::toCompactJson(
                {{QStringLiteral("code"), QString::fromLatin1(code)}, {QStringLiteral("message"), message}}));
    }

    std::optional<Fault> takeFault(const QString& target)
    {
        const std::lock_guard lock(mutex);
        for (auto fault = faults.begin(); fault != faults.end(); ++fault) {
            if (fault->target != target && fault->target != QLatin1String("any"))
                continue;
            const Fault taken = *fault;
            if (--fault->count <= 0)
                faults.erase(fault);
            return taken;
        }
        return std::nullopt;
    }

    void handle(http::Request request, const http::Answer& answer)
    {
        if (request.target.startsWith("/control/"))
            return answer(control(request));
        const QString target = targetOf(request);
        const auto fault = takeFault(target);
        if (!fault)
            return answer(serve(request));
        const QString& kind = fault->kind;
        if (kind == QLatin1String("delay")) {
            const std::lock_guard lock(mutex);
            delays.emplace_back([this, request = std::move(request), answer, ms = fault->delayMs] {
                std::unique_lock waiting(delayMutex);
                delayChanged.wait_for(
                    waiting, std::chrono::milliseconds(ms), [this] { return stopping.load(); });
                waiting.unlock();
                answer(serve(request));
            });
            return;
        }
        if (kind == QLatin1String("drop_before") || kind == QLatin1String("drop_after") ||
            kind == QLatin1String("cut")) {
            Response response = kind == QLatin1String("drop_before") ? Response{} : serve(request);
            response.delivery =
                kind == QLatin1String("cut") ? Response::Delivery::cutInHalf : Response::Delivery::dropped;
            return answer(response);
        }
        if (kind == QLatin1String("http_500"))
            return answer(reply(request, 500, "<html>upstream</html>"));
        if (kind == QLatin1String("http_500_after")) {
            static_cast<void>(serve(request));
            return answer(reply(request, 502, "<html>upstream</html>"));
        }
        if (kind == QLatin1String("forged")) {
            Response response = serve(request);
            response.body.append(' '); // no longer what was signed
            return answer(response);
        }
        const int status = kind == QLatin1String("SYSTEM_ERROR")        ? 500
                           : kind == QLatin1String("FREQUENCY_LIMITED") ? 429
                           : kind == QLatin1String("SIGN_ERROR")        ? 401
                           : kind == QLatin1String("NOT_ENOUGH") || kind == QLatin1String("NO_AUTH") ||
                                   kind == QLatin1String("ACCOUNT_ABNORMAL")
                               ? 403
                               : 400;
        answer(error(request, status, kind.toLatin1().constData(), QStringLiteral("practice fault")));
    }

    static QString targetOf(const http::Request& request)
    {
        const QByteArray& path = request.target;
        const bool post = request.method == "POST";
        if (path.startsWith("/v3/pay/transactions/"))
            return path.endsWith("/close") ? QStringLiteral("close_order")
                   : post                  ? QStringLiteral("create_order")
                                           : QStringLiteral("query_order");
        if (path.startsWith("/v3/fund-app/mch-transfer/transfer-bills"))
            return path.endsWith("/cancel") ? QStringLiteral("cancel_transfer")
                   : post                   ? QStringLiteral("create_transfer")
                                            : QStringLiteral("query_transfer");
        if (path.startsWith("/v3/merchant/fund/balance/"))
            return QStringLiteral("balance");
        return QStringLiteral("other");
    }

    // ---- the API

    Response serve(const http::Request& request)
    {
        if (const QString why = identity.refusal(request, wall.nowUtcMs()); !why.isEmpty())
            return error(request, 401, "SIGN_ERROR", why);
        const std::lock_guard lock(mutex);
        const QString path = QString::fromLatin1(request.target.split('?').first());
        const QString last = path.section(QLatin1Char('/'), -1);
        const QString target = targetOf(request);
        if (target == QLatin1String("create_order") &&
            (last == QLatin1String("native") || last == QLatin1String("jsapi")))
            return createOrder(request, last);
        if (target == QLatin1String("query_order"))
            return queryOrder(request, last);
        if (target == QLatin1String("close_order"))
            return closeOrder(request, path.section(QLatin1Char('/'), -2, -2));
        if (target == QLatin1String("create_transfer"))
            return createTransfer(request);
        if (target == QLatin1String("query_transfer"))
            return queryTransfer(request, last);
        if (target == QLatin1String("cancel_transfer"))
            return cancelTransfer(request, path.section(QLatin1Char('/'), -2, -2));
        if (target == QLatin1String("balance"))
            return reply(request,
                {{QStringLiteral("available_amount"), last == QLatin1String("BASIC") ? balanceFen : 0},
                    {QStringLiteral("pending_amount"), 0}});
        if (path == QLatin1String("/v3/certificates"))
            return certificates(request);
        return error(request, 404, "NOT_FOUND", QStringLiteral("接口不存在"));
    }

    Response createOrder(const http::Request& request, const QString& channel)
    {
        const auto json = base::parseJsonObject(request.body);
        const QString problem = json ? orderProblem(*json, channel) : json.error().message;
        if (!problem.isEmpty())
            return error(request, 400, "PARAM_ERROR", problem);
        if (str(*json, "mchid") != identity.mchid || str(*json, "appid") != identity.appid)
            return error(request, 400, "APPID_MCHID_NOT_MATCH", QStringLiteral("appid和mch_id不匹配"));
        const QString number = str(*json, "out_trade_no");
        const auto known = orders.find(number);
        if (known != orders.end()) {
            if (known->second.body != request.body)
                return error(
                    request, 400, "INVALID_REQUEST", QStringLiteral("请求重入时，参数与首次请求时不一致"));
            if (known->second.state == QLatin1String("SUCCESS"))
                return error(request, 400, "ORDERPAID", QStringLiteral("该订单已支付"));
            if (known->second.state == QLatin1String("CLOSED"))
                return error(request, 400, "ORDER_CLOSED", QStringLiteral("该订单已关闭"));
        } else {
            PracticeOrder order;
            order.body = request.body;
            order.totalFen =
                json->value(QLatin1String("amount")).toObject().value(QLatin1String("total")).toInteger();
            order.openid = str(json->value(QLatin1String("payer")).toObject(), "openid",
                QStringLiteral("oPracticeCustomer"));
            order.prepay = QString::fromLatin1(random.token(24));
            orders[number] = order;
        }
        const QString& prepay = orders[number].prepay;
        if (channel == QLatin1String("native"))
            return reply(request,
                {{QStringLiteral("code_url"), QStringLiteral("weixin://wxpay/bizpayurl?pr=") + prepay}});
        return reply(request, {{QStringLiteral("prepay_id"), QStringLiteral("wx") + prepay}});
    }

    QJsonObject transaction(const QString& number, const PracticeOrder& order) const
    {
        QJsonObject json{{QStringLiteral("mchid"), identity.mchid}, {QStringLiteral("appid"), identity.appid},
            {QStringLiteral("out_trade_no"), number}, {QStringLiteral("trade_state"), order.state},
            {QStringLiteral("trade_state_desc"), order.state},
            {QStringLiteral("amount"), QJsonObject{{QStringLiteral("total"), order.totalFen},
                                           {QStringLiteral("payer_total"), order.totalFen},
                                           {QStringLiteral("currency"), QStringLiteral("CNY")},
                                           {QStringLiteral("payer_currency"), QStringLiteral("CNY")}}}};
        if (order.paidAt != 0) {
            json.insert(QStringLiteral("transaction_id"), order.transactionId);
            json.insert(QStringLiteral("trade_type"), QStringLiteral("NATIVE"));
            json.insert(QStringLiteral("bank_type"), QStringLiteral("OTHERS"));
            json.insert(QStringLiteral("success_time"), base::toRfc3339(order.paidAt / 1000 * 1000));
            json.insert(QStringLiteral("payer"), QJsonObject{{QStringLiteral("openid"), order.openid}});
        }
        return json;
    }

    Response queryOrder(const http::Request& request, const QString& number)
    {
        const QUrlQuery query(QString::fromLatin1(request.target.mid(request.target.indexOf('?') + 1)));
        if (query.queryItemValue(QStringLiteral("mchid")) != identity.mchid)
            return error(request, 400, "PARAM_ERROR", QStringLiteral("mchid不正确"));
        const auto order = orders.find(number);
        if (order == orders.end())
            return error(request, 404, "ORDER_NOT_EXIST", QStringLiteral("订单不存在"));
        return reply(request, transaction(number, order->second));
    }

    Response closeOrder(const http::Request& request, const QString& number)
    {
        const auto order = orders.find(number);
        if (order == orders.end())
            return error(request, 404, "ORDER_NOT_EXIST", QStringLiteral("订单不存在"));
        if (order->second.state == QLatin1String("SUCCESS"))
            return error(request, 400, "ORDERPAID", QStringLiteral("订单已支付，不能关单"));
        order->second.state = QStringLiteral("CLOSED");
        return reply(request, 204, {});
    }

    Response createTransfer(const http::Request& request)
    {
        const auto json = base::parseJsonObject(request.body);
        const QString problem = json ? transferProblem(*json) : json.error().message;
        if (!problem.isEmpty())
            return error(request, 400, "PARAM_ERROR", problem);
        if (str(*json, "appid") != identity.appid)
            return error(request, 400, "PARAM_ERROR", QStringLiteral("appid与商户号不匹配"));
        if (const QString name = str(*json, "user_name"); !name.isEmpty()) {
            const bool byCertificate =
                request.headers.value("Wechatpay-Serial") == identity.certificate.serialHex();
            const auto sealed = crypto::decodeBase64(name.toLatin1());
            if (!sealed ||
                !(byCertificate ? identity.certificateKey : identity.platformKey).decryptOaep(*sealed))
                return error(request, 400, "PARAM_ERROR", QStringLiteral("user_name解密失败"));
        }
        const QString number = str(*json, "out_bill_no");
        const auto known = transfers.find(number);
        if (known != transfers.end()) {
            if (known->second.body != request.body)
                return error(
                    request, 400, "INVALID_REQUEST", QStringLiteral("商户单号已存在，但参数与原单不一致"));
            return reply(request, created(number, known->second));
        }
        const qint64 fen = json->value(QLatin1String("transfer_amount")).toInteger();
        if (fen > balanceFen)
            return error(request, 403, "NOT_ENOUGH", QStringLiteral("商户运营账户资金不足"));
        PracticeTransfer transfer;
        transfer.body = request.body;
        transfer.fen = fen;
        transfer.billNo = nextNumber("1330");
        transfer.createdAt = clock.nowUtcMs();
        transfer.confirmAt = manualConfirm ? 0 : transfer.createdAt + options.confirmAfterMs;
        balanceFen -= fen;
        transfers[number] = transfer;
        return reply(request, created(number, transfer));
    }

    static QJsonObject created(const QString& number, const PracticeTransfer& transfer)
    {
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

    QJsonObject told(const QString& number, const PracticeTransfer& transfer) const
    {
        const QJsonObject body = answerJson(transfer.body);
        QJsonObject json{{QStringLiteral("mch_id"), identity.mchid}, {QStringLiteral("out_bill_no"), number},
            {QStringLiteral("transfer_bill_no"), transfer.billNo}, {QStringLiteral("appid"), identity.appid},
            {QStringLiteral("state"), transfer.state}, {QStringLiteral("transfer_amount"), transfer.fen},
            {QStringLiteral("transfer_remark"), str(body, "transfer_remark")},
            {QStringLiteral("openid"), str(body, "openid")},
            {QStringLiteral("create_time"), base::toRfc3339(transfer.createdAt)},
            {QStringLiteral("update_time"), base::toRfc3339(clock.nowUtcMs())}};
        if (!transfer.failReason.isEmpty())
            json.insert(QStringLiteral("fail_reason"), transfer.failReason);
        return json;
    }

    Response queryTransfer(const http::Request& request, const QString& number)
    {
        const auto transfer = transfers.find(number);
        if (transfer == transfers.end())
            return error(request, 404, "NOT_FOUND", QStringLiteral("记录不存在"));
        return reply(request, told(number, transfer->second));
    }

    Response cancelTransfer(const http::Request& request, const QString& number)
    {
        const auto transfer = transfers.find(number);
        if (transfer == transfers.end())
            return error(request, 404, "NOT_FOUND", QStringLiteral("记录不存在"));
        if (transfer->second.state != QLatin1String("WAIT_USER_CONFIRM"))
            return error(request, 400, "INVALID_REQUEST", QStringLiteral("当前单据状态不支持撤销"));
        finish(number, QStringLiteral("CANCELLED"), {});
        QJsonObject json = told(number, transfer->second);
        json.insert(QStringLiteral("state"), QStringLiteral("CANCELING"));
        return reply(request, json);
    }

    Response certificates(const http::Request& request)
    {
        http::Request byCertificate = request;
        byCertificate.headers = {};
        byCertificate.headers.add("Wechatpay-Serial", identity.certificate.serialHex());
        const QJsonObject item{
            {QStringLiteral("serial_no"), QString::fromLatin1(identity.certificate.serialHex())},
            {QStringLiteral("effective_time"), base::toRfc3339(clock.nowUtcMs())},
            {QStringLiteral("expire_time"), base::toRfc3339(identity.certificate.validUntilUtcMs())},
            {QStringLiteral("encrypt_certificate"),
                identity.sealed(identity.certificate.pem(), "certificate", random)}};
        return reply(byCertificate, {{QStringLiteral("data"), QJsonArray{item}}});
    }

    // ---- what customers and payees do

    void notify(
        const QString& url, const char* eventType, const char* originalType, const QJsonObject& content)
    {
        if (url.isEmpty())
            return;
        Delivery delivery;
        delivery.eventId = nextNumber("EV-");
        delivery.url = url;
        delivery.body = identity.notification(delivery.eventId, QString::fromLatin1(eventType),
            QString::fromLatin1(originalType), content, random, clock.nowUtcMs());
        delivery.dueAtUtcMs = clock.nowUtcMs();
        notifier.send(std::move(delivery));
    }

    void finish(const QString& number, const QString& state, const QString& failReason)
    {
        PracticeTransfer& transfer = transfers[number];
        transfer.state = state;
        transfer.failReason = failReason;
        transfer.confirmAt = 0;
        if (state == QLatin1String("SUCCESS"))
            ++transfer.timesPaid;
        else
            balanceFen += transfer.fen;
        notify(str(answerJson(transfer.body), "notify_url"), "MCHTRANSFER.BILL.FINISHED", "mch_payment",
            told(number, transfer));
    }

    void confirmLoop()
    {
        std::unique_lock waiting(delayMutex);
        int rounds = 0;
        while (!stopping) {
            delayChanged.wait_for(waiting, std::chrono::milliseconds(20));
            waiting.unlock();
            if (++rounds % kSaveEveryRounds == 0)
                save();
            {
                const std::lock_guard lock(mutex);
                for (auto& [number, transfer] : transfers) {
                    const qint64 now = clock.nowUtcMs();
                    const bool waits = transfer.state == QLatin1String("WAIT_USER_CONFIRM");
                    if (transfer.confirmAt != 0 && transfer.confirmAt <= now)
                        finish(number, QStringLiteral("SUCCESS"), {});
                    else if (waits && transfer.createdAt + kConfirmWithinMs <= now)
                        finish(number, QStringLiteral("FAIL"), QStringLiteral("OVERDUE_CLOSE"));
                }
            }
            waiting.lock();
        }
    }

    // ---- control

    Response plain(int status, const QJsonObject& json)
    {
        Response response;
        response.status = status;
        response.headers.add("Content-Type", "application/json");
        response.body = base::toCompactJson(json);
        return response;
    }

    Response control(const http::Request& request)
    {
        const QByteArray verb = request.target.mid(9);
        if (verb == "books")
            return plain(200, bookkeeping());
        const auto parsed = base::parseJsonObject(request.body);
        if (!parsed || request.method != "POST")
            return plain(400, {{QStringLiteral("message"), QStringLiteral("POST one JSON object")}});
        const QJsonObject& json = *parsed;
        const std::lock_guard lock(mutex);
        if (verb == "pay")
            return pay(json);
        if (verb == "confirm") {
            const QString number = str(json, "out_bill_no");
            const auto transfer = transfers.find(number);
            if (transfer == transfers.end() || transfer->second.state != QLatin1String("WAIT_USER_CONFIRM"))
                return plain(404, {{QStringLiteral("message"), QStringLiteral("no such transfer waits")}});
            finish(number, str(json, "outcome", QStringLiteral("SUCCESS")), str(json, "fail_reason"));
            return plain(200, told(number, transfer->second));
        }
        if (verb == "fault") {
            faults.push_back({str(json, "target", QStringLiteral("any")), str(json, "kind"),
                json.value(QLatin1String("count")).toInt(1), json.value(QLatin1String("delay_ms")).toInt(0)});
            return plain(200, {});
        }
        if (verb == "mode") {
            if (json.contains(QLatin1String("confirm")))
                manualConfirm = str(json, "confirm") == QLatin1String("manual");
            if (json.contains(QLatin1String("keys")))
                notifier.setSerial(str(json, "keys") == QLatin1String("certificate")
                                       ? identity.certificate.serialHex()
                                       : identity.publicKeyId);
            const QString manner = str(json, "notifications");
            if (!manner.isEmpty())
                notifier.setManner(manner == QLatin1String("duplicate") ? Notifier::Manner::duplicate
                                   : manner == QLatin1String("reorder") ? Notifier::Manner::reorder
                                   : manner == QLatin1String("lose")    ? Notifier::Manner::lose
                                                                        : Notifier::Manner::normal);
            return plain(200, {});
        }
        if (verb == "forge") {
            Delivery delivery;
            delivery.eventId = nextNumber("EV-FORGED-");
            delivery.url = str(json, "notify_url");
            const QString kind = str(json, "kind");
            delivery.body =
                kind == QLatin1String("garbage")
                    ? QByteArray("{\"id\":")
                    : identity.notification(delivery.eventId, QStringLiteral("TRANSACTION.SUCCESS"),
                          QStringLiteral("transaction"), json.value(QLatin1String("content")).toObject(),
                          random, clock.nowUtcMs());
            delivery.signature = kind == QLatin1String("signtest") ? Delivery::Signature::probe
                                 : kind == QLatin1String("stale")  ? Delivery::Signature::stale
                                                                   : Delivery::Signature::wrong;
            delivery.dueAtUtcMs = clock.nowUtcMs();
            notifier.send(std::move(delivery));
            return plain(200, {});
        }
        if (verb == "advance") {
            clock.advance(json.value(QLatin1String("ms")).toInteger());
            notifier.wake();
            return plain(200, {});
        }
        if (verb == "fund") {
            balanceFen += json.value(QLatin1String("amount_fen")).toInteger();
            return plain(200, {});
        }
        return plain(404, {{QStringLiteral("message"), QStringLiteral("no such order")}});
    }

    Response pay(const QJsonObject& json)
    {
        const QString number = str(json, "out_trade_no");
        const auto found = orders.find(number);
        if (found == orders.end() || found->second.state != QLatin1String("NOTPAY"))
            return plain(404, {{QStringLiteral("message"), QStringLiteral("no such unpaid order")}});
        PracticeOrder& order = found->second;
        order.state = QStringLiteral("SUCCESS");
        order.transactionId = nextNumber("42000");
        order.paidAt = wall.nowUtcMs();
        balanceFen += order.totalFen;
        QJsonObject content = transaction(number, order);
        if (json.contains(QLatin1String("amount_fen"))) {
            QJsonObject amount = content.value(QLatin1String("amount")).toObject();
            amount.insert(QStringLiteral("total"), json.value(QLatin1String("amount_fen")));
            content.insert(QStringLiteral("amount"), amount);
        }
        notify(str(answerJson(order.body), "notify_url"), "TRANSACTION.SUCCESS", "transaction", content);
        return plain(200, transaction(number, order));
    }

    QJsonObject bookkeeping() const
    {
        const std::lock_guard lock(mutex);
        QJsonArray paid, out;
        qint64 in = 0, gone = 0;
        for (const auto& [number, order] : orders) {
            if (order.paidAt == 0)
                continue;
            in += order.totalFen;
            paid.append(QJsonObject{{QStringLiteral("out_trade_no"), number},
                {QStringLiteral("transaction_id"), order.transactionId},
                {QStringLiteral("amount_fen"), order.totalFen}});
        }
        for (const auto& [number, transfer] : transfers) {
            gone += transfer.fen * transfer.timesPaid;
            out.append(QJsonObject{{QStringLiteral("out_bill_no"), number},
                {QStringLiteral("state"), transfer.state}, {QStringLiteral("amount_fen"), transfer.fen},
                {QStringLiteral("times_paid"), transfer.timesPaid},
                {QStringLiteral("openid"), str(answerJson(transfer.body), "openid")}});
        }
        return {{QStringLiteral("balance_fen"), balanceFen}, {QStringLiteral("paid_in_fen"), in},
            {QStringLiteral("paid_out_fen"), gone}, {QStringLiteral("orders"), paid},
            {QStringLiteral("transfers"), out},
            {QStringLiteral("acknowledged"), QJsonArray::fromStringList(notifier.acknowledged())},
            {QStringLiteral("notifications_waiting"), notifier.waiting()}};
    }
};

Practice::Practice(std::unique_ptr<Core> core) : core_(std::move(core)) {}
Practice::~Practice() = default;

namespace
{

/// Where the last start left off, or a fresh merchant.
Result<Remembered> begin(const Practice::Options& options)
{
    if (QFile file(options.stateFile); !options.stateFile.isEmpty() && file.exists()) {
        if (!file.open(QIODevice::ReadOnly))
            return base::unavailable("disk_error",
                QStringLiteral("%1 cannot be read: %2.").arg(options.stateFile, file.errorString()));
        return remembered(file.readAll());
    }
    crypto::SystemRandom random;
    ZF_ASSIGN(Identity identity, Identity::make(random, base::SystemClock().nowUtcMs()));
    Memory memory;
    memory.balanceFen = options.openingBalanceFen;
    return Remembered{std::move(identity), std::move(memory)};
}

} // namespace

Result<std::unique_ptr<Practice>> Practice::start(const Options& options)
{
    ZF_ASSIGN(Remembered before, begin(options));
    auto core = std::make_unique<Core>(std::move(before), options);
    http::ServerOptions server;
    server.port = options.port;
    ZF_ASSIGN(core->server,
        http::Server::start(server, [&core = *core](http::Request request, const http::Answer& answer) {
            core.handle(std::move(request), answer);
        }));
    core->payees = std::thread([&core = *core] { core.confirmLoop(); });
    return std::unique_ptr<Practice>(new Practice(std::move(core)));
}

quint16 Practice::port() const
{
    return core_->server->port();
}

QJsonObject Practice::books() const
{
    return core_->bookkeeping();
}

QJsonObject Practice::matchingSettings() const
{
    const Identity& who = core_->identity;
    const auto text = [](const QByteArray& latin1) { return QString::fromLatin1(latin1); };
    return {{QStringLiteral("wechatpay.api_base_url"), QStringLiteral("http://127.0.0.1:%1").arg(port())},
        {QStringLiteral("wechatpay.mchid"), who.mchid}, {QStringLiteral("wechatpay.appid"), who.appid},
        {QStringLiteral("wechatpay.certificate_serial"), text(who.merchantSerial)},
        {QStringLiteral("wechatpay.public_key_id"), text(who.publicKeyId)},
        {QStringLiteral("wechatpay.public_key"), text(who.platformKey.publicKey().toPem())},
        {QStringLiteral("wechatpay.transfer_scene_id"), QStringLiteral("1000")},
        {QStringLiteral("wechatpay.transfer_scene_report_infos"),
            QStringLiteral("[{\"info_type\":\"活动名称\",\"info_content\":\"余额提现\"},{\"info_type\":"
                           "\"奖励说明\",\"info_content\":\"用户余额提现\"}]")},
        {QStringLiteral("wechatpay.settlement_days"), QStringLiteral("0")},
        {QStringLiteral("listener.port"), QStringLiteral("0")},
        {QStringLiteral("wechatpay.private_key"), text(who.merchantKey.toPem())},
        {QStringLiteral("wechatpay.apiv3_key"), text(who.apiV3Key)}};
}

} // namespace zhangfang::practice
