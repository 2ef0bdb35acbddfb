#include "base/json.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "practice/detail/description.h"
#include "practice/detail/identity.h"
#include "wechatpay/clients.h"

#include <QTest>

using namespace zhangfang;
using namespace zhangfang::wechatpay;
using practice::detail::Description;
using practice::detail::Identity;

namespace
{

/// Remembers what was asked, and answers with what the description gives as an example, signed.
class Rehearsal final : public http::Transport
{
public:
    Rehearsal(const Identity& identity, base::RandomSource& random, std::vector<http::Request>& asked)
        : identity_(identity), random_(random), asked_(asked)
    {
    }
    tl::expected<http::Response, http::TransportError> exchange(
        const QUrl&, const http::Request& request, int) override
    {
        asked_.push_back(request);
        const QString endpoint = Description::builtIn().endpointOf(request);
        QJsonObject example = Description::builtIn().exampleAnswer(endpoint);
        http::Response response;
        const bool saysNothing =
            (endpoint.endsWith(QLatin1String("/close")) && request.target.startsWith("/v3/pay")) ||
            (request.method == "POST" && request.target.startsWith("/v3/merchant-service/"));
        response.status = saysNothing ? 204 : 200;
        if (request.target.startsWith("/v3/")) {
            response.body = response.status == 204 ? QByteArray() : base::toCompactJson(example);
            identity_.sign(
                response.headers, response.body, identity_.publicKeyId, random_, clock_.nowUtcMs());
            return response;
        }
        v2::Fields fields;
        for (auto field = example.begin(); field != example.end(); ++field) {
            if (!field->isObject() && field.key() != QLatin1String("err_code")) {
                // "…_$n": the first of a list
                QString name = field.key();
                fields[name.replace(QLatin1String("$n"), QLatin1String("0"))
                           .replace(QLatin1String("$m"), QLatin1String("0"))] = field->toVariant().toString();
            }
        }
        fields[QStringLiteral("return_code")] = QStringLiteral("SUCCESS");
        fields[QStringLiteral("result_code")] = QStringLiteral("SUCCESS");
        fields.erase(QStringLiteral("recall"));
        fields[QStringLiteral("sign")] = v2::signature(fields, identity_.apiV2Key, v2::SignType::hmacSha256);
        response.body = v2::writeXml(fields).value_or(QByteArray());
        return response;
    }
    tl::expected<http::Response, http::TransportError> download(
        const QUrl&, const http::Request& request, int, const Sink& sink) override
    {
        asked_.push_back(request);
        if (const auto taken = sink("\x1f\x8b pretends to be a file"); !taken)
            return tl::unexpected(http::TransportError{});
        return http::Response{200, {}, {}, http::Response::Delivery::whole};
    }

private:
    const Identity& identity_;
    base::RandomSource& random_;
    const base::SystemClock clock_;
    std::vector<http::Request>& asked_;
};

} // namespace

/// Every request that the client can build, against the description of its endpoint; and every example of an
/// answer in those descriptions, read by the client.
class RequestsTest : public QObject
{
    Q_OBJECT
    crypto::SystemRandom random_;
    base::SystemClock clock_;
    std::optional<Identity> identity_;
    std::vector<http::Request> asked_;
    std::unique_ptr<v3::Client> v3_;
    std::unique_ptr<v2::Client> v2_;

    struct Ask {
        const char* name;
        std::function<QString()> call; ///< answers what went wrong; empty: nothing
    };

    template <class T> static QString trouble(const ApiResult<T>& result)
    {
        return result ? QString() : result.error().describe();
    }
    template <class Send> static QString sent(const Result<QByteArray>& bytes, const Send& send)
    {
        return bytes ? trouble(send(*bytes)) : bytes.error().message;
    }
    static OrderRequest order(Channel channel)
    {
        return {channel, *OrderNo::parse(QStringLiteral("1217752501201407033233368018")),
            QString(127, QChar(0x8336)), Money::fen(100'000'000'000),
            QStringLiteral("https://shop.example/wechatpay/notify"), 1'760'000'000'000,
            QString(32, QLatin1Char('o')), QStringLiteral("203.0.113.7"),
            QStringLiteral("130061098828009406"), QStringLiteral("counter-1")};
    }
    /// With everything a shop may say about it, at its longest.
    static OrderRequest fullOrder(Channel channel, Generation generation)
    {
        const bool isV3 = generation == Generation::v3;
        OrderRequest request = order(channel);
        request.appid = QStringLiteral("wx0000000000000002");
        request.attach = QString(isV3 ? 128 : 127, QLatin1Char('a'));
        request.goodsTag = QString(32, QLatin1Char('g'));
        request.detail = isV3 ? QStringLiteral(R"({"cost_price":608800,"invoice_id":"微信123","goods_detail":[
                {"merchant_goods_id":"tea","goods_name":"茶","quantity":1,"unit_price":528800}]})")
                              : QStringLiteral(R"({"cost_price":608800,"receipt_id":"微信123","goods_detail":[
                {"goods_id":"tea","goods_name":"茶","quantity":1,"price":528800}]})");
        request.supportFapiao = true;
        if (channel == Channel::h5)
            request.redirectUrl = QStringLiteral("https://shop.example/thanks?order=1");
        return request;
    }
    static RefundRequest refund()
    {
        return {*OrderNo::parse(QStringLiteral("Z20251009000001")),
            *base::OutRefundNo::parse(QStringLiteral("R1")), Money::fen(1), Money::fen(888),
            QString(80, QChar(0x9000)), QStringLiteral("https://shop.example/n")};
    }
    static TransferRequest transfer(qint64 fen = 400'000)
    {
        return {*OutBillNo::parse(QStringLiteral("W20251009AAAAAAAAAAAAAAAA")),
            QStringLiteral("o-MYE42l80oelYMDE34nYD456Xoy"), QStringLiteral("张三"), Money::fen(fen),
            QString(32, QChar(0x63D0))};
    }
    v3::TransferSettings transferSettings() const
    {
        return {QStringLiteral("1000"),
            QJsonArray{QJsonObject{{QStringLiteral("info_type"), QStringLiteral("活动名称")},
                {QStringLiteral("info_content"), QStringLiteral("余额提现")}}},
            QStringLiteral("https://shop.example/n")};
    }

    std::vector<Ask> everything()
    {
        const OrderNo orderNo = *OrderNo::parse(QStringLiteral("Z*20251009-1"));
        const OutBillNo billNo = *OutBillNo::parse(QStringLiteral("W1"));
        const auto batchNo = *base::OutBatchNo::parse(QStringLiteral("B1"));
        const auto refundNo = *base::OutRefundNo::parse(QStringLiteral("R*1"));
        const QDate day(2026, 1, 2);
        std::vector<Ask> all;
        for (Cashier* cashier : {static_cast<Cashier*>(v3_.get()), static_cast<Cashier*>(v2_.get())}) {
            for (const Channel channel : {Channel::native, Channel::jsapi, Channel::app, Channel::h5})
                all.push_back(
                    {"order", [=] {
                         return sent(cashier->orderBytes(order(channel)),
                             [&](const QByteArray& bytes) { return cashier->createOrder(channel, bytes); });
                     }});
            for (const Channel channel : {Channel::native, Channel::jsapi, Channel::app, Channel::h5})
                all.push_back(
                    {"order with everything", [=] {
                         return sent(cashier->orderBytes(fullOrder(channel, cashier->generation())),
                             [&](const QByteArray& bytes) { return cashier->createOrder(channel, bytes); });
                     }});
            all.push_back({"code with everything", [=] {
                               return sent(
                                   cashier->orderBytes(fullOrder(Channel::code, cashier->generation())),
                                   [&](const QByteArray& bytes) { return cashier->payByCode(bytes); });
                           }});
            for (const auto account : {FundsAccount::unsettled, FundsAccount::available})
                all.push_back({"refund from an account", [=] {
                                   RefundRequest request = refund();
                                   request.fundsAccount = account;
                                   request.appid = QStringLiteral("wx0000000000000002");
                                   return sent(cashier->refundBytes(request),
                                       [&](const QByteArray& bytes) { return cashier->createRefund(bytes); });
                               }});
            const QString other = QStringLiteral("wx0000000000000002");
            all.push_back(
                {"query order of another app", [=] { return trouble(cashier->queryOrder(orderNo, other)); }});
            all.push_back(
                {"close of another app", [=] { return trouble(cashier->closeOrder(orderNo, other)); }});
            all.push_back(
                {"reverse of another app", [=] { return trouble(cashier->reverseOrder(orderNo, other)); }});
            all.push_back({"query refund of another app",
                [=] { return trouble(cashier->queryRefund(refundNo, other)); }});
            all.push_back({"code", [=] {
                               return sent(cashier->orderBytes(order(Channel::code)),
                                   [&](const QByteArray& bytes) { return cashier->payByCode(bytes); });
                           }});
            all.push_back({"query order", [=] { return trouble(cashier->queryOrder(orderNo)); }});
            all.push_back({"close", [=] { return trouble(cashier->closeOrder(orderNo)); }});
            all.push_back({"reverse", [=] { return trouble(cashier->reverseOrder(orderNo)); }});
            all.push_back({"refund", [=] {
                               return sent(cashier->refundBytes(refund()),
                                   [&](const QByteArray& bytes) { return cashier->createRefund(bytes); });
                           }});
            all.push_back({"query refund", [=] { return trouble(cashier->queryRefund(refundNo)); }});
        }
        v3::Client& v3 = *v3_;
        const auto name = [&v3] { return *v3.sealSensitive(QStringLiteral("张三")); };
        all.push_back({"order by id", [&v3] { return trouble(v3.queryOrderById(QStringLiteral("4200"))); }});
        all.push_back({"redirect to shop", [&v3] {
                           return trouble(v3.redirectRefund(
                               QStringLiteral("50000"), {*base::OutRefundNo::parse(QStringLiteral("R1"))}));
                       }});
        all.push_back(
            {"redirect to user", [&v3, name] {
                 return trouble(v3.redirectRefund(QStringLiteral("50000"),
                     {*base::OutRefundNo::parse(QStringLiteral("R1")), v3::AbnormalRefund::To::userBankCard,
                         QStringLiteral("ICBC_DEBIT"), name(), name()}));
             }});
        all.push_back({"refund of goods", [&v3] {
                           RefundRequest request = refund();
                           request.goodsDetail = QStringLiteral(R"([{"merchant_goods_id":"tea",
                               "goods_name":"茶","unit_price":1,"refund_amount":1,"refund_quantity":1}])");
                           return sent(v3.refundBytes(request),
                               [&](const QByteArray& bytes) { return v3.createRefund(bytes); });
                       }});
        all.push_back({"redirect to a card", [&v3] {
                           const auto card = v3.toUserCard(*base::OutRefundNo::parse(QStringLiteral("R1")),
                               {QStringLiteral("CMB_DEBIT"), QStringLiteral("6222020000000000"),
                                   QStringLiteral("张三")});
                           return card ? trouble(v3.redirectRefund(QStringLiteral("50000"), *card))
                                       : card.error().message;
                       }});
        all.push_back({"reply to a complaint", [&v3] {
                           return trouble(
                               v3.replyComplaint(QStringLiteral("2002"), QString(200, QChar(0x597D))));
                       }});
        all.push_back({"complete a complaint",
            [&v3] { return trouble(v3.completeComplaint(QStringLiteral("2002"))); }});
        all.push_back({"transfer", [this, &v3, name] {
                           return sent(
                               v3::transferBody(v3.merchant(), transfer(), transferSettings(), name()),
                               [&](const QByteArray& body) { return v3.createTransfer(body); });
                       }});
        all.push_back({"authorized transfer", [this, &v3, name] {
                           return sent(v3::authorizedTransferBody(v3.merchant(), transfer(),
                                           transferSettings(), QStringLiteral("A1"), name()),
                               [&](const QByteArray& body) { return v3.createAuthorizedTransfer(body); });
                       }});
        const v3::AuthorizationRequest consent{QStringLiteral("A1"), QStringLiteral("oA"),
            QStringLiteral("小张"), QStringLiteral("1000"), QStringLiteral("https://shop.example/n")};
        all.push_back({"consenting transfer", [this, &v3, name, consent] {
                           return sent(v3::consentingTransferBody(
                                           v3.merchant(), transfer(), transferSettings(), consent, name()),
                               [&](const QByteArray& body) { return v3.createConsentingTransfer(body); });
                       }});
        all.push_back({"query transfer", [&v3, billNo] { return trouble(v3.queryTransfer(billNo)); }});
        all.push_back({"query transfer by id",
            [&v3] { return trouble(v3.queryTransferById(QStringLiteral("1330"))); }});
        all.push_back({"cancel", [&v3, billNo] { return trouble(v3.cancelTransfer(billNo)); }});
        all.push_back({"authorize", [&v3, consent] { return trouble(v3.createAuthorization(consent)); }});
        all.push_back(
            {"query authorization", [&v3] { return trouble(v3.queryAuthorization(QStringLiteral("A1"))); }});
        all.push_back(
            {"close authorization", [&v3] { return trouble(v3.closeAuthorization(QStringLiteral("A1"))); }});
        all.push_back({"ask receipt", [&v3, billNo] { return trouble(v3.requestReceipt(billNo)); }});
        all.push_back({"query receipt", [&v3, billNo] { return trouble(v3.queryReceipt(billNo)); }});
        all.push_back({"batch", [&v3, batchNo, name] {
                           v3::BatchRequest request{batchNo, QStringLiteral("余额提现"),
                               QStringLiteral("余额提现"), QStringLiteral("1001"),
                               QStringLiteral("https://shop.example/n"), {}};
                           for (int i = 0; i < v3::kMostDetails; ++i)
                               request.details.push_back(
                                   {transfer(i == 0 ? 200'000 : 30), i < 2 ? name() : QByteArray()});
                           return sent(v3::batchBody(v3.merchant(), request),
                               [&](const QByteArray& body) { return v3.createBatch(body); });
                       }});
        all.push_back({"query batch", [&v3, batchNo] { return trouble(v3.queryBatch(batchNo)); }});
        all.push_back({"query detail",
            [&v3, batchNo, billNo] { return trouble(v3.queryBatchDetail(batchNo, billNo)); }});
        for (const AccountType account : kAccountTypes) {
            all.push_back({"balance", [&v3, account] { return trouble(v3.balance(account)); }});
            all.push_back(
                {"day end", [&v3, account, day] { return trouble(v3.dayEndBalance(account, day)); }});
            all.push_back(
                {"fund flow", [&v3, account, day] { return trouble(v3.fundFlowBill(day, account)); }});
            all.push_back({"v2 fund flow", [this, account, day] {
                               return trouble(v2_->fundFlowBill(
                                   day, account, [](const QByteArray&) { return Status(); }));
                           }});
        }
        for (const auto kind : {TradeBill::all, TradeBill::success, TradeBill::refund})
            all.push_back({"trade bill", [&v3, kind, day] { return trouble(v3.tradeBill(day, kind)); }});
        for (const auto kind : {TradeBill::all, TradeBill::success, TradeBill::refund})
            all.push_back({"v2 trade bill", [this, kind, day] {
                               return trouble(
                                   v2_->tradeBill(day, kind, [](const QByteArray&) { return Status(); }));
                           }});
        for (const char* path :
            {"/v3/billdownload/file?token=x", "/v3/transferdownload/elecvoucherfile?token=x&source=y"})
            all.push_back({"download", [&v3, path] {
                               return trouble(v3.download(
                                   QUrl(QStringLiteral("https://wechat.example") + QString::fromLatin1(path)),
                                   [](const QByteArray&) { return Status(); }));
                           }});
        all.push_back({"complaint", [&v3] { return trouble(v3.queryComplaint(QStringLiteral("2002"))); }});
        // Its example is not encrypted with our key: what matters is what is asked.
        all.push_back({"certificates", [&v3] {
                           const auto fetched = v3.refreshCertificates();
                           return fetched || fetched.error().code != QLatin1String("NOT_AUTHENTIC")
                                      ? QString()
                                      : fetched.error().describe();
                       }});
        all.push_back({"v2 transfer", [this] {
                           return sent(v2_->transferBytes(transfer()),
                               [&](const QByteArray& bytes) { return v2_->createTransfer(bytes); });
                       }});
        all.push_back({"v2 query transfer", [this, billNo] { return trouble(v2_->queryTransfer(billNo)); }});
        all.push_back(
            {"red packet", [this] {
                 return sent(
                     v2_->redPacketBytes({*OutBillNo::parse(QStringLiteral("W20251009AAAAAAAAAAAAAAAA")),
                         QStringLiteral("oA"), Money::fen(20'000), QStringLiteral("十个汉字的商户名称号"),
                         QStringLiteral("余额提现"), QStringLiteral("提现"), QStringLiteral("提现"),
                         QStringLiteral("PRODUCT_4")}),
                     [&](const QByteArray& bytes) { return v2_->createRedPacket(bytes); });
             }});
        all.push_back({"query red packet", [this, billNo] { return trouble(v2_->queryRedPacket(billNo)); }});
        return all;
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto made = Identity::make(random_, clock_.nowUtcMs(), harness::spareKey);
        QVERIFY(made);
        identity_ = *made;
        v3::PlatformKeys keys;
        keys.add(identity_->publicKeyId, identity_->platformKey.publicKey());
        const Merchant merchant{identity_->mchid, identity_->appid, identity_->merchantSerial,
            identity_->merchantKey, identity_->apiV3Key, identity_->apiV2Key,
            identity_->merchantCertificate.pem()};
        const ConnectionOptions options{.base = QUrl(QStringLiteral("https://wechat.example"))};
        v3_ = std::make_unique<v3::Client>(merchant, std::make_shared<v3::KeyRing>(keys), options,
            std::make_unique<Rehearsal>(*identity_, random_, asked_), clock_, random_);
        v2_ = std::make_unique<v2::Client>(
            merchant, options, std::make_unique<Rehearsal>(*identity_, random_, asked_), clock_, random_);
    }

    void everyRequestFitsItsDescriptionAndEveryExampleIsUnderstood()
    {
        QSet<QString> covered;
        for (const Ask& ask : everything()) {
            asked_.clear();
            const QString trouble = ask.call();
            QVERIFY2(trouble.isEmpty(),
                qPrintable(QStringLiteral("%1: %2").arg(QString::fromLatin1(ask.name), trouble)));
            QCOMPARE(asked_.size(), size_t(1));
            const http::Request& request = asked_.front();
            const QString endpoint = Description::builtIn().endpointOf(request);
            QVERIFY2(!endpoint.isEmpty(), request.target.constData());
            covered.insert(endpoint);
            QString problem;
            if (request.target.startsWith("/v3/")) {
                problem = identity_->refusal(request, clock_.nowUtcMs());
                if (problem.isEmpty())
                    problem = Description::builtIn().problemOf(request);
            } else {
                const auto fields = v2::readXml(request.body);
                QVERIFY(fields);
                QVERIFY(v2::verify(*fields, identity_->apiV2Key));
                problem = Description::builtIn().problemOf(request.target, *fields);
            }
            QVERIFY2(
                problem.isEmpty(), qPrintable(QString::fromLatin1(ask.name) + QLatin1String(": ") + problem));
        }
        QStringList missing;
        for (const QString& endpoint : Description::builtIn().endpoints()) {
            if (!covered.contains(endpoint) && !endpoint.endsWith(QLatin1String("/webhooks")))
                missing << endpoint;
        }
        QCOMPARE(missing, QStringList());
    }

    void theDescriptionRefusesWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("body");
        const QByteArray good = *v3::orderBody(v3_->merchant(), order(Channel::jsapi));
        const auto changed = [&good](const std::function<void(QJsonObject&)>& change) {
            QJsonObject json = *base::parseJsonObject(good);
            change(json);
            return base::toCompactJson(json);
        };
        QTest::newRow("not JSON") << QByteArray("{");
        QTest::newRow("a missing field")
            << changed([](QJsonObject& json) { json.remove(QStringLiteral("description")); });
        QTest::newRow("an unknown field")
            << changed([](QJsonObject& json) { json.insert(QStringLiteral("tip"), 1); });
        QTest::newRow("text for a number") << changed([](QJsonObject& json) {
            json.insert(
                QStringLiteral("amount"), QJsonObject{{QStringLiteral("total"), QStringLiteral("1")}});
        });
        QTest::newRow("half a fen") << changed([](QJsonObject& json) {
            json.insert(QStringLiteral("amount"), QJsonObject{{QStringLiteral("total"), 1.5}});
        });
        QTest::newRow("too long") << changed([](QJsonObject& json) {
            json.insert(QStringLiteral("description"), QString(128, QLatin1Char('x')));
        });
        QTest::newRow("no payer") << changed([](QJsonObject& json) { json.remove(QStringLiteral("payer")); });
        QTest::newRow("a word of no list") << changed([](QJsonObject& json) {
            json.insert(QStringLiteral("limit_pay"), QJsonArray{QStringLiteral("no_money")});
        });
    }
    void theDescriptionRefusesWhatIsWrong()
    {
        QFETCH(QByteArray, body);
        http::Request request{"POST", "/v3/pay/transactions/jsapi", {}, body, {}};
        request.headers.add("Wechatpay-Serial", "x");
        QVERIFY(!Description::builtIn().problemOf(request).isEmpty());
    }

    /// What WeChat would refuse is not even built.
    void whatCannotBeSentIsNotBuilt()
    {
        const auto code = [](const Result<QByteArray>& result) {
            return result ? QStringLiteral("built") : result.error().code;
        };
        OrderRequest tooLong = order(Channel::native);
        tooLong.description += QLatin1Char('x');
        OrderRequest free = order(Channel::native);
        free.amount = Money::zero();
        OrderRequest control = order(Channel::native);
        control.description = QStringLiteral("tea\u0001");
        for (Cashier* cashier : {static_cast<Cashier*>(v3_.get()), static_cast<Cashier*>(v2_.get())}) {
            QCOMPARE(code(cashier->orderBytes(tooLong)), QStringLiteral("invalid_field"));
            QCOMPARE(code(cashier->orderBytes(free)), QStringLiteral("invalid_field"));
            RefundRequest more = refund();
            more.refund = Money::fen(889);
            QCOMPARE(code(cashier->refundBytes(more)), QStringLiteral("invalid_field"));
        }
        QCOMPARE(code(v2_->orderBytes(control)), QStringLiteral("invalid_field"));
        const auto transferCode = [&](qint64 fen, const QByteArray& name) {
            return code(v3::transferBody(v3_->merchant(), transfer(fen), transferSettings(), name));
        };
        QCOMPARE(transferCode(199'999, {}), QStringLiteral("built"));
        QCOMPARE(transferCode(200'000, {}), QStringLiteral("name_required"));
        QCOMPARE(transferCode(29, "x"), QStringLiteral("name_forbidden"));
        QCOMPARE(transferCode(30, "x"), QStringLiteral("built"));
        const auto packet = [&](qint64 fen) {
            return code(v2_->redPacketBytes({*OutBillNo::parse(QStringLiteral("W1")), QStringLiteral("oA"),
                Money::fen(fen), QStringLiteral("账房"), QStringLiteral("提现"), QStringLiteral("提现"),
                QStringLiteral("提现"), {}}));
        };
        QCOMPARE(packet(99), QStringLiteral("invalid_field"));
        QCOMPARE(packet(100), QStringLiteral("built"));
        QCOMPARE(packet(20'001), QStringLiteral("invalid_field"));
        v3::BatchRequest batch{*base::OutBatchNo::parse(QStringLiteral("B1")), QStringLiteral("n"),
            QStringLiteral("r"), QStringLiteral("1000"), {}, {}};
        QCOMPARE(code(v3::batchBody(v3_->merchant(), batch)), QStringLiteral("invalid_field"));
        batch.details.assign(1001, {transfer(30), {}});
        QCOMPARE(code(v3::batchBody(v3_->merchant(), batch)), QStringLiteral("invalid_field"));
    }

    /// One merchant, several apps: each order, refund, transfer and invocation names its own.
    void theAppIsTheOneThatIsNamed()
    {
        const QString other = QStringLiteral("wx0000000000000002");
        const auto namesOf = [](const QByteArray& bytes) {
            const auto json = base::parseJsonObject(bytes);
            if (json)
                return json->value(QLatin1String("appid")).toString();
            const auto fields = v2::readXml(bytes);
            for (const char* name : {"appid", "mch_appid", "wxappid"}) {
                if (fields && fields->contains(QString::fromLatin1(name)))
                    return fields->at(QString::fromLatin1(name));
            }
            return QString();
        };
        const auto sentBy = [&](const auto& call) {
            asked_.clear();
            static_cast<void>(call());
            return namesOf(asked_.front().body);
        };
        for (Cashier* cashier : {static_cast<Cashier*>(v3_.get()), static_cast<Cashier*>(v2_.get())}) {
            for (const Channel channel :
                {Channel::native, Channel::jsapi, Channel::app, Channel::h5, Channel::code}) {
                QCOMPARE(namesOf(*cashier->orderBytes(order(channel))), identity_->appid);
                QCOMPARE(namesOf(*cashier->orderBytes(fullOrder(channel, cashier->generation()))), other);
            }
            for (const Channel channel : {Channel::jsapi, Channel::app}) {
                const auto usual = cashier->invocation(channel, QStringLiteral("wx1"));
                const auto named = cashier->invocation(channel, QStringLiteral("wx1"), other);
                QVERIFY(usual && named);
                const QLatin1String key = usual->contains(QStringLiteral("appId")) ? QLatin1String("appId")
                                                                                   : QLatin1String("appid");
                QCOMPARE(usual->value(key).toString(), identity_->appid);
                QCOMPARE(named->value(key).toString(), other);
            }
            const OrderNo number = *OrderNo::parse(QStringLiteral("Z20251009-1"));
            QCOMPARE(sentBy([&] { return cashier->reverseOrder(number); }), identity_->appid);
            QCOMPARE(sentBy([&] { return cashier->reverseOrder(number, other); }), other);
        }
        const OrderNo number = *OrderNo::parse(QStringLiteral("Z20251009-1"));
        QCOMPARE(sentBy([&] { return v2_->closeOrder(number, other); }), other);
        QCOMPARE(sentBy([&] { return v2_->queryOrder(number, other); }), other);
        RefundRequest back = refund();
        back.appid = other;
        QCOMPARE(namesOf(*v2_->refundBytes(back)), other);
        TransferRequest out = transfer(100);
        out.appid = other;
        QCOMPARE(namesOf(*v3::transferBody(v3_->merchant(), out, transferSettings(), {})), other);
        QCOMPARE(namesOf(*v2_->transferBytes(out)), other);
        v3::BatchRequest batch{*base::OutBatchNo::parse(QStringLiteral("B1")), QStringLiteral("n"),
            QStringLiteral("r"), QStringLiteral("1000"), {}, {{out, {}}}, other};
        QCOMPARE(namesOf(*v3::batchBody(v3_->merchant(), batch)), other);
        batch.appid.clear(); // a batch is for one app
        QCOMPARE(v3::batchBody(v3_->merchant(), batch).error().code, QStringLiteral("invalid_field"));
    }

    void whatAShopMayNotSay_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QString>("value");
        QTest::newRow("attach, 129 bytes") << QByteArray("attach") << QString(129, QLatin1Char('a'));
        QTest::newRow("attach, 43 characters that are 129 bytes")
            << QByteArray("attach") << QString(43, QChar(0x8336));
        QTest::newRow("goods_tag") << QByteArray("goods_tag") << QString(33, QLatin1Char('g'));
        QTest::newRow("detail, no JSON") << QByteArray("detail") << "tea";
        QTest::newRow("detail, a list") << QByteArray("detail") << "[]";
        QTest::newRow("detail, no goods") << QByteArray("detail") << R"({"goods_detail":[]})";
        QTest::newRow("detail, a good without a number")
            << QByteArray("detail") << R"({"goods_detail":[{"quantity":1,"unit_price":1,"price":1}]})";
        QTest::newRow("detail, half a good")
            << QByteArray("detail")
            << R"({"goods_detail":[{"merchant_goods_id":"a","goods_id":"a","quantity":0.5,"unit_price":1,"price":1}]})";
        QTest::newRow("detail, too long")
            << QByteArray("detail")
            << QStringLiteral(R"({"x":"%1","goods_detail":[{"merchant_goods_id":"a","goods_id":"a",)"
                              R"("quantity":1,"unit_price":1,"price":1}]})")
                   .arg(QString(6000, QLatin1Char('x')));
        for (const char* url : {"shop.example", "ftp://shop.example/", "javascript:alert(1)", "https://",
                 "https:///path", "weixin://x", "https://user@shop.example/"})
            QTest::newRow(url) << QByteArray("redirect_url") << QString::fromLatin1(url);
    }
    void whatAShopMayNotSay()
    {
        QFETCH(QByteArray, field);
        QFETCH(QString, value);
        OrderRequest request = order(Channel::h5);
        (field == "attach"         ? request.attach
            : field == "detail"    ? request.detail
            : field == "goods_tag" ? request.goodsTag
                                   : request.redirectUrl) = value;
        for (Cashier* cashier : {static_cast<Cashier*>(v3_.get()), static_cast<Cashier*>(v2_.get())}) {
            const auto bytes = cashier->orderBytes(request);
            QVERIFY(!bytes);
            QCOMPARE(bytes.error().code, QStringLiteral("invalid_field"));
            const QString leaf = QString::fromLatin1(field);
            QVERIFY2(bytes.error().message.contains(leaf), qPrintable(bytes.error().message));
        }
    }

    /// The documents say characters, and shops are refused by bytes: what people read is cut, between two
    /// characters, and nothing is refused for it.
    void longTextsAreSentShortened()
    {
        OrderRequest request = order(Channel::native);
        RefundRequest back = refund();
        const auto said = [](const QByteArray& bytes, const char* v3Name, const char* v2Name) {
            if (const auto json = base::parseJsonObject(bytes))
                return json->value(QLatin1String(v3Name)).toString();
            return v2::readXml(bytes)->at(QString::fromLatin1(v2Name));
        };
        for (Cashier* cashier : {static_cast<Cashier*>(v3_.get()), static_cast<Cashier*>(v2_.get())}) {
            const int most = cashier->generation() == Generation::v3 ? 127 : 128;
            for (const QString& text : {QString(127, QChar(0x8336)), QString(43, QChar(0x8336)),
                     QStringLiteral("\U0001F375").repeated(40),
                     QStringLiteral("abc") + QString(42, QChar(0x8336))}) {
                request.description = text;
                const QString sent = said(*cashier->orderBytes(request), "description", "body");
                QVERIFY(sent.toUtf8().size() <= most && sent.toUtf8().size() > 120);
                QVERIFY(text.startsWith(sent.chopped(1)) && sent.endsWith(QChar(0x2026)));
                back.reason = text.left(80);
                const QString reason = said(*cashier->refundBytes(back), "reason", "refund_desc");
                QVERIFY(reason.toUtf8().size() <= 80 && reason.endsWith(QChar(0x2026)));
            }
            for (const QString& text : {QString(42, QChar(0x8336)), QString(127, QLatin1Char('a')),
                     QString(most - 126, QLatin1Char('a')) + QString(42, QChar(0x8336))}) {
                request.description = text;
                QCOMPARE(said(*cashier->orderBytes(request), "description", "body"), text);
            }
        }
    }

    void anH5LinkComesBack()
    {
        const QString link = QStringLiteral("https://wx.tenpay.com/checkmweb?prepay_id=wx1&package=2");
        QCOMPARE(*withRedirect(link, QStringLiteral("https://shop.example/谢谢?a=1&b=2#c")),
            link + QStringLiteral("&redirect_url=https%3A%2F%2Fshop.example%2F%25E8%25B0%25A2%25E8%25B0%25A2"
                                  "%3Fa%3D1%26b%3D2%23c"));
        QCOMPARE(*withRedirect(QStringLiteral("https://x.example/"), QStringLiteral("http://shop.example")),
            QStringLiteral("https://x.example/?redirect_url=http%3A%2F%2Fshop.example"));
        QCOMPARE(withRedirect(link, QStringLiteral("shop")).error().code, QStringLiteral("invalid_field"));
        QCOMPARE(withRedirect({}, QStringLiteral("https://shop.example")).error().code,
            QStringLiteral("invalid_field"));
        OrderRequest native = order(Channel::native);
        native.redirectUrl = QStringLiteral("https://shop.example");
        QCOMPARE(v3_->orderBytes(native).error().code, QStringLiteral("invalid_field"));
    }

    void whatIsGivenBackIsChecked()
    {
        RefundRequest request = refund();
        request.refund = Money::fen(100);
        const auto code = [&](const char* goods) {
            request.goodsDetail = QString::fromUtf8(goods);
            const auto bytes = v3_->refundBytes(request);
            return bytes ? QStringLiteral("built") : bytes.error().code;
        };
        const QString wrong = QStringLiteral("invalid_field");
        QCOMPARE(
            code(R"([{"merchant_goods_id":"a","unit_price":1,"refund_amount":100,"refund_quantity":1}])"),
            QStringLiteral("built"));
        QCOMPARE(
            code(R"([{"merchant_goods_id":"a","unit_price":1,"refund_amount":101,"refund_quantity":1}])"),
            wrong);
        QCOMPARE(code(R"([{"merchant_goods_id":"a","unit_price":1,"refund_quantity":1}])"), wrong);
        QCOMPARE(code("[]"), wrong);
        QCOMPARE(code("{}"), wrong);
        request.goodsDetail = QStringLiteral("[]");
        QCOMPARE(v2_->refundBytes(request).error().code, wrong);
        QVERIFY(*parseFundsAccount(QStringLiteral("AVAILABLE")) == FundsAccount::available);
        QVERIFY(*parseFundsAccount(QString()) == FundsAccount::byDefault);
        QCOMPARE(parseFundsAccount(QStringLiteral("available")).error().code, wrong);
        const auto card = [&](const char* bank, const char* account, const char* name) {
            const auto made = v3_->toUserCard(request.outRefundNo,
                {QString::fromLatin1(bank), QString::fromLatin1(account), QString::fromUtf8(name)});
            return made ? QStringLiteral("built") : made.error().code;
        };
        QCOMPARE(card("ICBC_DEBIT", "6222020000000000", "张三"), QStringLiteral("built"));
        QCOMPARE(card("ICBC_CREDIT", "6222020000000000", "张三"), wrong);
        QCOMPARE(card("ICBC_DEBIT", "6222 0200 0000", "张三"), wrong);
        QCOMPARE(card("ICBC_DEBIT", "6222020000000000", ""), wrong);
        asked_.clear();
        QCOMPARE(v3_->replyComplaint(QStringLiteral("2002"), QString(201, QLatin1Char('x'))).error().code,
            QStringLiteral("INVALID_FIELD"));
        QVERIFY(asked_.empty());
    }

    /// WeChat Pay transfers no less than 0.10 yuan: asked beforehand, in every way to pay out.
    void underTheLeastNothingIsBuilt()
    {
        const auto codes = [&](qint64 fen) {
            const auto code = [](const Result<QByteArray>& bytes) {
                return bytes ? QStringLiteral("built") : bytes.error().code;
            };
            const v3::AuthorizationRequest consent{QStringLiteral("A1"), QStringLiteral("oA"),
                QStringLiteral("小张"), QStringLiteral("1000"), QStringLiteral("https://shop.example/n")};
            TransferRequest request = transfer(fen);
            request.userName.clear();
            const v3::BatchRequest batch{*base::OutBatchNo::parse(QStringLiteral("B1")), QStringLiteral("n"),
                QStringLiteral("r"), QStringLiteral("1000"), {}, {{transfer(100), {}}, {request, {}}}};
            const Merchant& merchant = v3_->merchant();
            return QStringList{code(v3::transferBody(merchant, request, transferSettings(), {})),
                code(v3::authorizedTransferBody(
                    merchant, request, transferSettings(), QStringLiteral("A1"), {})),
                code(v3::consentingTransferBody(merchant, request, transferSettings(), consent, {})),
                code(v3::batchBody(merchant, batch)), code(v2_->transferBytes(request))};
        };
        QCOMPARE(codes(9), QStringList(5, QStringLiteral("under_least")));
        QCOMPARE(codes(0), QStringList(5, QStringLiteral("under_least")));
        QCOMPARE(codes(10), QStringList(5, QStringLiteral("built")));
    }

    /// The bytes that were signed are the bytes that are sent, and no foreign host hears them.
    void onlyWechatHears()
    {
        asked_.clear();
        const auto foreign =
            v3_->download(QUrl(QStringLiteral("https://evil.example/v3/billdownload/file?token=x")),
                [](const QByteArray&) { return Status(); });
        QVERIFY(!foreign);
        QCOMPARE(foreign.error().code, QStringLiteral("FOREIGN_HOST"));
        QVERIFY(asked_.empty());
    }
};

ZHANGFANG_TEST(RequestsTest)
#include "requests_test.moc"
