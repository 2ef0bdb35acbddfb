#pragma once

#include "base/calendar.h"
#include "base/json.h"
#include "harness/shop.h"
#include "http/server.h"
#include "http/transport.h"
#include "practice/practice.h"
#include "wechatpay/bills/fetch.h"
#include "wechatpay/clients.h"
#include "wechatpay/v2/signing.h"
#include "wechatpay/v3/signing.h"

#include <mutex>
#include <QFile>
#include <QSignalSpy>

namespace zhangfang::tests
{

using practice::Practice;
using wechatpay::v2::Fields;

struct Answer {
    int status = 0;
    QByteArray serial; ///< whose key signed it
    QJsonObject json;
    [[nodiscard]] QString text(const char* name) const { return json.value(QLatin1String(name)).toString(); }
    [[nodiscard]] QJsonObject object(const char* name) const
    {
        return json.value(QLatin1String(name)).toObject();
    }
};

/// A notification as it reached the shop.
struct Told {
    QByteArray serial;
    QString eventType;
    QJsonObject content;
};

/// A merchant who writes every byte by hand, beside a practice WeChat Pay of its own.
class Caller
{
public:
    explicit Caller(Practice::Options options = {})
    {
        auto started = Practice::start(options);
        if (!started) {
            problem = started.error().describe();
            return;
        }
        practice = std::move(*started);
        learn();
        auto listening =
            http::Server::start({}, [this](const http::Request& request, const http::Answer& answer) {
                hear(request);
                http::Response response;
                response.status = 204;
                answer(response);
            });
        if (listening)
            server = std::move(*listening);
    }

    ~Caller()
    {
        practice.reset(); // it tells of things as long as it lives
        server.reset();
    }
    Caller(const Caller&) = delete;
    Caller& operator=(const Caller&) = delete;

    /// Takes up the keys that the practice shop has now.
    void learn()
    {
        const QJsonObject settings = practice->matchingSettings();
        const auto text = [&](const char* name) { return settings.value(QLatin1String(name)).toString(); };
        merchant = wechatpay::Merchant{.mchid = text("wechatpay.mchid"),
            .appid = text("wechatpay.appid"),
            .certificateSerial = text("wechatpay.certificate_serial").toLatin1(),
            .privateKey = *crypto::PrivateKey::fromPem(text("wechatpay.private_key").toLatin1()),
            .apiV3Key = text("wechatpay.apiv3_key").toLatin1(),
            .apiV2Key = text("wechatpay.apiv2_key").toLatin1()};
        publicKeyId = text("wechatpay.public_key_id").toLatin1();
        publicKey = crypto::PublicKey::fromPem(text("wechatpay.public_key").toLatin1()).value();
        base = QUrl(text("wechatpay.api_base_url"));
        v2Base = QUrl(text("wechatpay.v2_base_url"));
        serial = publicKeyId;
        plain = http::makeTransport();
        tls = http::makeTransport({text("wechatpay.ca_file"), text("wechatpay.certificate").toLatin1(),
            text("wechatpay.private_key").toLatin1(), {}});
    }

    [[nodiscard]] QString notifyUrl() const
    {
        return QStringLiteral("http://127.0.0.1:%1/notify").arg(server->port());
    }

    Answer v3(const QByteArray& method, const QByteArray& target, const QByteArray& body)
    {
        http::Request request{method, target, {}, body, {}};
        const QByteArray timestamp = QByteArray::number(clock.nowUtcMs() / 1000);
        const QByteArray nonce = random.token(32);
        request.headers.add(
            "Authorization", wechatpay::v3::authorization(*merchant, method, target, timestamp, nonce, body)
                                 .value_or(QByteArray()));
        for (const auto& [name, value] : {std::pair<const char*, const char*>{"Accept", "application/json"},
                 {"User-Agent", "test"}, {"Content-Type", "application/json"}})
            request.headers.add(name, value);
        request.headers.add("Wechatpay-Serial", serial);
        const auto response = plain->exchange(base, request, 10'000);
        if (!response)
            return {};
        return {response->status, response->headers.value("Wechatpay-Serial"),
            base::parseJsonObject(response->body).value_or(QJsonObject())};
    }
    Answer post(const QByteArray& target, const QJsonObject& body)
    {
        return v3("POST", target, base::toCompactJson(body));
    }
    Answer get(const QByteArray& target) { return v3("GET", target, {}); }

    /// Signed with MD5; `appid`, `mch_id` and a nonce are added where they belong.
    Fields v2(const QByteArray& path, Fields fields)
    {
        fields.emplace(QStringLiteral("nonce_str"), QStringLiteral("practice"));
        if (!path.startsWith("/mmpaymkttransfers/promotion")) {
            fields.emplace(QStringLiteral("appid"), merchant->appid);
            fields.emplace(QStringLiteral("mch_id"), merchant->mchid);
        }
        fields[QStringLiteral("sign")] =
            wechatpay::v2::signature(fields, merchant->apiV2Key, wechatpay::v2::SignType::md5);
        http::Request request{"POST", path, {}, *wechatpay::v2::writeXml(fields), {}};
        request.headers.add("Content-Type", "text/xml");
        const auto response = tls->exchange(v2Base, request, 10'000);
        return response ? wechatpay::v2::readXml(response->body).value_or(Fields{}) : Fields{};
    }

    /// The HTTP status of POST /control/<verb>.
    int control(const char* verb, const QJsonObject& order)
    {
        http::Request request{"POST", QByteArray("/control/") + verb, {}, base::toCompactJson(order), {}};
        request.headers.add("Content-Type", "application/json");
        const auto answer = plain->exchange(base, request, 10'000);
        return answer ? answer->status : 0;
    }
    bool mode(const char* name, const QJsonValue& value)
    {
        return control("mode", {{QLatin1String(name), value}}) == 200;
    }
    bool advance(qint64 ms) { return control("advance", {{QStringLiteral("ms"), ms}}) == 200; }
    bool pay(const QString& number, QJsonObject more = {})
    {
        more.insert(QStringLiteral("out_trade_no"), number);
        return control("pay", more) == 200;
    }
    bool coupon(const QString& number, const char* type, qint64 fen, const char* contribute = "merchant")
    {
        return control("coupon",
                   {{QStringLiteral("out_trade_no"), number}, {QStringLiteral("type"), QLatin1String(type)},
                       {QStringLiteral("amount_fen"), fen},
                       {QStringLiteral("contribute"), QLatin1String(contribute)}}) == 200;
    }

    // ---- the usual requests

    [[nodiscard]] QJsonObject orderJson(const QString& number, qint64 fen) const
    {
        return {{QStringLiteral("appid"), merchant->appid}, {QStringLiteral("mchid"), merchant->mchid},
            {QStringLiteral("description"), QStringLiteral("茶")}, {QStringLiteral("out_trade_no"), number},
            {QStringLiteral("notify_url"), notifyUrl()},
            {QStringLiteral("amount"), QJsonObject{{QStringLiteral("total"), fen}}}};
    }
    Answer order(const QString& number, qint64 fen)
    {
        return post("/v3/pay/transactions/native", orderJson(number, fen));
    }
    Fields orderV2(const QString& number, qint64 fen, const Fields& more = {})
    {
        Fields fields{{QStringLiteral("body"), QStringLiteral("茶")},
            {QStringLiteral("out_trade_no"), number}, {QStringLiteral("total_fee"), QString::number(fen)},
            {QStringLiteral("spbill_create_ip"), QStringLiteral("127.0.0.1")},
            {QStringLiteral("notify_url"), notifyUrl()},
            {QStringLiteral("trade_type"), QStringLiteral("NATIVE")}, {QStringLiteral("product_id"), number}};
        for (const auto& [name, value] : more)
            fields[name] = value;
        return v2("/pay/unifiedorder", fields);
    }
    Answer query(const QString& number)
    {
        return get("/v3/pay/transactions/out-trade-no/" + number.toLatin1() +
                   "?mchid=" + merchant->mchid.toLatin1());
    }
    Fields queryV2(const QString& number)
    {
        return v2("/pay/orderquery", {{QStringLiteral("out_trade_no"), number}});
    }
    Answer refund(
        const QString& number, const QString& refundNo, qint64 fen, qint64 total, QJsonObject more = {})
    {
        more.insert(QStringLiteral("out_trade_no"), number);
        more.insert(QStringLiteral("out_refund_no"), refundNo);
        more.insert(QStringLiteral("notify_url"), notifyUrl());
        more.insert(QStringLiteral("amount"),
            QJsonObject{{QStringLiteral("refund"), fen}, {QStringLiteral("total"), total},
                {QStringLiteral("currency"), QStringLiteral("CNY")}});
        return post("/v3/refund/domestic/refunds", more);
    }
    Answer queryRefund(const QString& refundNo)
    {
        return get("/v3/refund/domestic/refunds/" + refundNo.toLatin1());
    }
    Fields refundV2(const QString& number, const QString& refundNo, qint64 fen, qint64 total)
    {
        return v2("/secapi/pay/refund",
            {{QStringLiteral("out_trade_no"), number}, {QStringLiteral("out_refund_no"), refundNo},
                {QStringLiteral("total_fee"), QString::number(total)},
                {QStringLiteral("refund_fee"), QString::number(fen)},
                {QStringLiteral("notify_url"), notifyUrl()}});
    }
    [[nodiscard]] QJsonObject transferJson(const QString& number, qint64 fen) const
    {
        const auto info = [](const char* type) {
            return QJsonObject{{QStringLiteral("info_type"), QString::fromUtf8(type)},
                {QStringLiteral("info_content"), QStringLiteral("提现")}};
        };
        return {{QStringLiteral("appid"), merchant->appid}, {QStringLiteral("out_bill_no"), number},
            {QStringLiteral("transfer_scene_id"), QStringLiteral("1000")},
            {QStringLiteral("openid"), QStringLiteral("oAlice")}, {QStringLiteral("transfer_amount"), fen},
            {QStringLiteral("transfer_remark"), QStringLiteral("提现")},
            {QStringLiteral("notify_url"), notifyUrl()},
            {QStringLiteral("transfer_scene_report_infos"), QJsonArray{info("活动名称"), info("奖励说明")}}};
    }
    Answer transfer(const QString& number, qint64 fen, const QJsonObject& more = {})
    {
        QJsonObject json = transferJson(number, fen);
        for (auto field = more.begin(); field != more.end(); ++field)
            json.insert(field.key(), *field);
        return post(kTransfers, json);
    }
    Answer queryTransfer(const QString& number)
    {
        return get(QByteArray(kTransfers) + "/out-bill-no/" + number.toLatin1());
    }
    Fields transferV2(const QString& number, qint64 fen, const QString& name = {})
    {
        Fields fields{{QStringLiteral("mch_appid"), merchant->appid},
            {QStringLiteral("mchid"), merchant->mchid}, {QStringLiteral("partner_trade_no"), number},
            {QStringLiteral("openid"), QStringLiteral("oAlice")},
            {QStringLiteral("check_name"),
                name.isEmpty() ? QStringLiteral("NO_CHECK") : QStringLiteral("FORCE_CHECK")},
            {QStringLiteral("amount"), QString::number(fen)},
            {QStringLiteral("desc"), QStringLiteral("提现")},
            {QStringLiteral("spbill_create_ip"), QStringLiteral("127.0.0.1")}};
        if (!name.isEmpty())
            fields[QStringLiteral("re_user_name")] = name;
        return v2("/mmpaymkttransfers/promotion/transfers", fields);
    }

    // ---- what there is

    [[nodiscard]] QJsonObject books() const { return practice->books(); }
    [[nodiscard]] qint64 account(const char* name) const
    {
        return books().value(QLatin1String("accounts")).toObject().value(QLatin1String(name)).toInteger(-1);
    }
    /// The entry of `list` (orders, refunds, transfers) with this number.
    [[nodiscard]] QJsonObject entry(const char* list, const QString& number) const
    {
        for (const auto& item : books().value(QLatin1String(list)).toArray()) {
            const QJsonObject one = item.toObject();
            for (const char* name : {"out_trade_no", "out_refund_no", "out_bill_no"}) {
                const bool own = QByteArray(list) != "refunds" || QByteArray(name) == "out_refund_no";
                if (own && one.value(QLatin1String(name)) == number)
                    return one;
            }
        }
        return {};
    }
    /// Waits until a refund has arrived.
    bool arrives(const QString& refundNo)
    {
        return QTest::qWaitFor(
            [&] {
                return entry("refunds", refundNo).value(QLatin1String("state")) == QLatin1String("SUCCESS");
            },
            5'000);
    }
    [[nodiscard]] std::vector<Told> told()
    {
        const std::lock_guard lock(mutex);
        return heard;
    }
    bool hears(size_t count)
    {
        return QTest::qWaitFor([&] { return told().size() >= count; }, 5'000);
    }
    /// The latest of that event and number; empty JSON when there is none.
    [[nodiscard]] QJsonObject told(const char* eventType, const char* name, const QString& number)
    {
        QJsonObject found;
        for (const Told& one : told()) {
            if (one.eventType == QLatin1String(eventType) && one.content.value(QLatin1String(name)) == number)
                found = one.content;
        }
        return found;
    }
    [[nodiscard]] QString sealed(const QString& text) const
    {
        return QString::fromLatin1(publicKey->encryptOaep(text.toUtf8())->toBase64());
    }
    /// The real client.
    [[nodiscard]] wechatpay::Clients clients()
    {
        wechatpay::v3::PlatformKeys keys;
        keys.add(publicKeyId, *publicKey);
        wechatpay::Clients made;
        made.v3 =
            std::make_unique<wechatpay::v3::Client>(*merchant, std::make_shared<wechatpay::v3::KeyRing>(keys),
                wechatpay::ConnectionOptions{.base = base}, http::makeTransport(), clock, random);
        return made;
    }

    static constexpr auto kTransfers = "/v3/fund-app/mch-transfer/transfer-bills";
    QString problem;
    std::unique_ptr<Practice> practice;
    std::optional<wechatpay::Merchant> merchant;
    QByteArray publicKeyId, serial;
    std::optional<crypto::PublicKey> publicKey;
    QUrl base, v2Base;

private:
    void hear(const http::Request& request)
    {
        Told one{request.headers.value("Wechatpay-Serial"), {}, {}};
        if (request.body.startsWith('<')) {
            const auto fields = wechatpay::v2::readXml(request.body).value_or(Fields{});
            one.eventType = QStringLiteral("v2");
            for (const auto& [name, value] : fields)
                one.content.insert(name, value);
            if (fields.contains(QStringLiteral("req_info"))) {
                const auto info =
                    wechatpay::v2::openRefundInfo(fields.at(QStringLiteral("req_info")), merchant->apiV2Key);
                for (const auto& [name, value] : info.value_or(Fields{}))
                    one.content.insert(name, value);
            }
        } else {
            const QJsonObject json = base::parseJsonObject(request.body).value_or(QJsonObject());
            const QJsonObject resource = json.value(QLatin1String("resource")).toObject();
            const auto part = [&](const char* name) {
                return resource.value(QLatin1String(name)).toString().toUtf8();
            };
            const auto plainText = crypto::aesGcmOpen(merchant->apiV3Key, part("nonce"),
                QByteArray::fromBase64(part("ciphertext")), part("associated_data"));
            one.eventType = json.value(QLatin1String("event_type")).toString();
            one.content = base::parseJsonObject(plainText.value_or(QByteArray())).value_or(QJsonObject());
        }
        const std::lock_guard lock(mutex);
        heard.push_back(std::move(one));
    }

    base::SystemClock clock;
    crypto::SystemRandom random;
    std::unique_ptr<http::Transport> plain, tls;
    std::unique_ptr<http::Server> server;
    std::mutex mutex;
    std::vector<Told> heard;
};

} // namespace zhangfang::tests
