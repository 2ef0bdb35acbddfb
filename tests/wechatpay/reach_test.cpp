#include "base/calendar.h"
#include "base/json.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "practice/detail/identity.h"
#include "wechatpay/bills/fetch.h"
#include "wechatpay/clients.h"

#include <QTest>

using namespace zhangfang;
using namespace zhangfang::wechatpay;
using practice::detail::Identity;

namespace
{

/// What was asked of which host, and what each host says.
struct Script {
    std::vector<std::pair<QString, http::Request>> asked;
    QStringList unreachable;
    std::function<http::Response(const http::Request& request)> answer;
};

class Scripted final : public http::Transport
{
public:
    explicit Scripted(Script& wire) : wire_(wire) {}
    tl::expected<http::Response, http::TransportError> exchange(
        const QUrl& base, const http::Request& request, int) override
    {
        wire_.asked.emplace_back(base.host(), request);
        if (wire_.unreachable.contains(base.host()))
            return tl::unexpected(
                http::TransportError{http::TransportError::Kind::notSent, QStringLiteral("nobody there")});
        return wire_.answer(request);
    }
    tl::expected<http::Response, http::TransportError> download(
        const QUrl& base, const http::Request& request, int timeoutMs, const Sink& sink) override
    {
        auto answer = exchange(base, request, timeoutMs);
        if (answer && answer->status == 200) {
            if (const auto taken = sink(std::exchange(answer->body, {})); !taken)
                return tl::unexpected(http::TransportError{});
        }
        return answer;
    }

private:
    Script& wire_;
};

} // namespace

/// How requests of both generations leave: to whom, how often, and under whose key.
class ReachTest : public QObject
{
    Q_OBJECT
    crypto::SystemRandom random_;
    base::ManualClock clock_{1'759'977'296'000}; // 2025-10-09 10:34:56 in Shanghai
    std::optional<Identity> identity_;
    std::shared_ptr<v3::KeyRing> keys_;
    std::shared_ptr<Pacing> pacing_;
    Script wire_;
    bool stops_ = false;
    Clients clients_;

    http::Response signedV3(const QByteArray& body, int status = 200)
    {
        http::Response response;
        response.status = status;
        response.body = body;
        identity_->sign(response.headers, body, identity_->publicKeyId, random_, clock_.nowUtcMs());
        return response;
    }
    http::Response failedV2(const char* code, const QString& words = QStringLiteral("x"))
    {
        v2::Fields fields{{QStringLiteral("return_code"), QStringLiteral("SUCCESS")},
            {QStringLiteral("result_code"), QStringLiteral("FAIL")},
            {QStringLiteral("err_code"), QString::fromLatin1(code)}, {QStringLiteral("err_code_des"), words}};
        fields[QStringLiteral("sign")] = v2::signature(fields, identity_->apiV2Key, v2::SignType::hmacSha256);
        return {200, {}, *v2::writeXml(fields)};
    }
    static http::Response errorV3(int status, const char* code, const QString& words)
    {
        return {status, {},
            base::toCompactJson(
                {{QStringLiteral("code"), QString::fromLatin1(code)}, {QStringLiteral("message"), words}})};
    }
    v3::Client& v3() { return *clients_.v3; }
    v2::Client& v2() { return *clients_.v2; }
    QStringList hosts() const
    {
        QStringList hosts;
        for (const auto& [host, request] : wire_.asked)
            hosts << host;
        return hosts;
    }
    static QUrl file(const char* host)
    {
        return QUrl(QStringLiteral("https://%1/v3/billdownload/file?token=x").arg(QString::fromLatin1(host)));
    }
    ApiResult<void> download(const QUrl& address)
    {
        return v3().download(address, [](const QByteArray&) { return Status(); });
    }
    ApiResult<bool> billV2()
    {
        return v2().tradeBill(QDate(2025, 10, 8), TradeBill::all, [](const QByteArray&) { return Status(); });
    }
    static OrderNo orderNo() { return *OrderNo::parse(QStringLiteral("Z20251009000001")); }

private Q_SLOTS:
    void initTestCase()
    {
        auto made = Identity::make(random_, clock_.nowUtcMs(), harness::spareKey);
        QVERIFY(made);
        identity_ = *made;
    }
    void init()
    {
        v3::PlatformKeys keys;
        keys.add(identity_->publicKeyId, identity_->platformKey.publicKey());
        keys_ = std::make_shared<v3::KeyRing>(keys);
        pacing_ = std::make_shared<Pacing>(clock_);
        wire_ = {};
        wire_.answer = [](const http::Request&) { return http::Response{200, {}, "the file"}; };
        const Merchant merchant{identity_->mchid, identity_->appid, identity_->merchantSerial,
            identity_->merchantKey, identity_->apiV3Key, identity_->apiV2Key};
        const ConnectionOptions options{.base = QUrl(QStringLiteral("https://first.example")),
            .standby = QUrl(QStringLiteral("https://second.example")),
            .pacing = pacing_,
            .stopping = [this] { return stops_; }};
        stops_ = false;
        clients_.v3 = std::make_unique<v3::Client>(
            merchant, keys_, options, std::make_unique<Scripted>(wire_), clock_, random_);
        clients_.v2 = std::make_unique<v2::Client>(
            merchant, options, std::make_unique<Scripted>(wire_), clock_, random_);
    }

    // ---- the standby

    void filesComeFromTheOtherHostWhenOneIsNotThere()
    {
        wire_.unreachable = {QStringLiteral("first.example")};
        QVERIFY(download(file("first.example")));
        QCOMPARE(hosts(), (QStringList{QStringLiteral("first.example"), QStringLiteral("second.example")}));
        const QByteArray target = wire_.asked.back().second.target;
        QCOMPARE(target, QByteArray("/v3/billdownload/file?token=x"));
        wire_.asked.clear();
        wire_.unreachable = {QStringLiteral("second.example")};
        QVERIFY(download(file("second.example")));
        QCOMPARE(hosts(), (QStringList{QStringLiteral("second.example"), QStringLiteral("first.example")}));
        wire_.asked.clear();
        wire_.unreachable = {QStringLiteral("first.example")};
        QVERIFY(billV2());
        QCOMPARE(hosts(), (QStringList{QStringLiteral("first.example"), QStringLiteral("second.example")}));
    }

    void nobodyThereIsNotTaken()
    {
        wire_.unreachable = {QStringLiteral("first.example"), QStringLiteral("second.example")};
        for (const auto& error : {download(file("first.example")).error(), billV2().error()}) {
            QCOMPARE(error.code, QStringLiteral("NOT_CONNECTED"));
            QVERIFY(error.disposition == Disposition::notTaken);
        }
    }

    /// What is stopping sends nothing more, and says so: the next start does it.
    void whatStopsSendsNothingMore()
    {
        stops_ = true;
        for (const auto& error :
            {v3().queryOrder(orderNo(), {}).error(), v2().queryOrder(orderNo(), {}).error(),
                download(file("first.example")).error(), billV2().error()}) {
            QCOMPARE(error.code, QStringLiteral("STOPPING"));
            QVERIFY(error.neverLeft());
        }
        QCOMPARE(hosts(), QStringList());
    }

    // ---- the pace

    void filesArePaced()
    {
        int taken = 0;
        while (download(file("first.example")))
            ++taken;
        QCOMPARE(taken, kPaces[static_cast<size_t>(EndpointClass::file)].burst);
        const auto tooSoon = download(file("first.example"));
        QCOMPARE(tooSoon.error().code, QStringLiteral("PACED"));
        QVERIFY(tooSoon.error().waitMs > 0);
        QCOMPARE(wire_.asked.size(), static_cast<size_t>(taken)); // and nothing was sent
        clock_.advance(tooSoon.error().waitMs);
        QVERIFY(download(file("first.example")));

        taken = 0;
        while (billV2())
            ++taken;
        QCOMPARE(taken, kPaces[static_cast<size_t>(EndpointClass::bill)].burst);
        QCOMPARE(billV2().error().code, QStringLiteral("PACED"));
    }

    void tooOftenClosesThePace_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("pays"); ///< a transfer, or a query
        QTest::addColumn<qint64>("restMs");
        QTest::newRow("query") << "FREQUENCY_LIMITED" << false << qint64(5'000);
        QTest::newRow("query, wrong too often") << "INVALID_REQ_TOO_MUCH" << false << qint64(60'000);
        QTest::newRow("transfer") << "FREQ_LIMIT" << true << qint64(5'000);
        QTest::newRow("transfer, limited") << "FREQUENCY_LIMITED" << true << qint64(5'000);
    }
    void tooOftenClosesThePace()
    {
        QFETCH(QString, code);
        QFETCH(bool, pays);
        QFETCH(qint64, restMs);
        wire_.answer = [&](const http::Request&) { return failedV2(code.toLatin1().constData()); };
        const auto ask = [&] {
            return pays ? v2().createTransfer("<xml/>").error() : v2().queryOrder(orderNo()).error();
        };
        const ApiError limited = ask();
        QCOMPARE(limited.code, code);
        QCOMPARE(limited.waitMs, restMs);
        const ApiError paced = ask();
        QCOMPARE(paced.code, QStringLiteral("PACED"));
        QCOMPARE(paced.waitMs, restMs);
        QCOMPARE(wire_.asked.size(), size_t(1));
        // The other kinds of endpoints go on.
        QCOMPARE(v2().closeOrder(orderNo()).error().code, code);
        clock_.advance(restMs);
        QCOMPARE(ask().code, code);
    }

    void aLimitOnBillsClosesTheirPace()
    {
        wire_.answer = [&](const http::Request&) { return failedV2("FREQUENCY_LIMITED"); };
        QCOMPARE(billV2().error().code, QStringLiteral("FREQUENCY_LIMITED"));
        QCOMPARE(billV2().error().code, QStringLiteral("PACED"));
        wire_.answer = [](const http::Request&) { return http::Response{429, {}, "{}"}; };
        QCOMPARE(download(file("first.example")).error().httpStatus, 429);
        QCOMPARE(download(file("first.example")).error().code, QStringLiteral("PACED"));
    }

    // ---- what an answer's words decide

    /// The day's quota: nothing before tomorrow in Shanghai, and the pace is not closed for it.
    void aQuotaWaitsForTomorrow()
    {
        wire_.answer = [](const http::Request&) {
            return errorV3(
                400, "INVALID_REQUEST", QStringLiteral("超出商户单日转账额度,请核实产品设置是否准确"));
        };
        const ApiError error = v3().createTransfer("{}").error();
        QVERIFY(error.disposition == Disposition::notTaken);
        QVERIFY(error.reason == Reason::quota);
        QCOMPARE(clock_.nowUtcMs() + error.waitMs, base::startOfDayUtcMs(QDate(2025, 10, 10)));
        QCOMPARE(v3().createTransfer("{}").error().code, QStringLiteral("INVALID_REQUEST"));
        wire_.answer = [](const http::Request&) { return errorV3(429, "QUOTA_EXCEED", {}); };
        const ApiError old = v3().createBatch("{}").error();
        QVERIFY(old.reason == Reason::quota);
        QCOMPARE(old.waitMs, error.waitMs);
        QCOMPARE(v3().createBatch("{}").error().code, QStringLiteral("QUOTA_EXCEED"));
    }

    /// "There is none" and "there is none yet" share the code 20002.
    void aBillsCodeIsReadWithItsWords_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("told");
        QTest::newRow("none") << "No Bill Exist"
                              << "an empty day";
        QTest::newRow("none, other capitals") << "NO BILL EXIST"
                                              << "an empty day";
        QTest::newRow("none yet") << "Bill Creating"
                                  << "not taken";
        QTest::newRow("none yet, other capitals") << "bill creating"
                                                  << "not taken";
        QTest::newRow("none yet, in Chinese") << QStringLiteral("账单生成中") << "not taken";
        QTest::newRow("something new") << "the bill has gone fishing"
                                       << "unclear";
        QTest::newRow("no words") << ""
                                  << "unclear";
    }
    void aBillsCodeIsReadWithItsWords()
    {
        QFETCH(QString, words);
        QFETCH(QString, told);
        wire_.answer = [&](const http::Request&) {
            return http::Response{200, {},
                *v2::writeXml({{QStringLiteral("return_code"), QStringLiteral("FAIL")},
                    {QStringLiteral("return_msg"), words},
                    {QStringLiteral("error_code"), QStringLiteral("20002")}})};
        };
        const auto bill = billV2();
        const QString got = bill ? (*bill ? QStringLiteral("a bill") : QStringLiteral("an empty day"))
                            : bill.error().disposition == Disposition::notTaken ? QStringLiteral("not taken")
                            : bill.error().disposition == Disposition::unclear  ? QStringLiteral("unclear")
                                                                                : QStringLiteral("refused");
        QCOMPARE(got, told);
    }

    // ---- the key

    /// Keys change between the making of bytes and their sending: the header names the one they were sealed
    /// for, also when they are sent again.
    void sealedFieldsGoOutUnderTheirOwnSerial()
    {
        v3::PlatformKeys old;
        old.add(identity_->certificate);
        keys_->replace(old);
        const auto sealed = v3().seal(QStringLiteral("张三"));
        QVERIFY(sealed);
        QCOMPARE(sealed->serial, identity_->certificate.serialHex());
        const auto opened = identity_->certificateKey.decryptOaep(*crypto::decodeBase64(sealed->text));
        QVERIFY(opened);
        QCOMPARE(QString::fromUtf8(*opened), QStringLiteral("张三"));
        const auto card = v3().toUserCard(*base::OutRefundNo::parse(QStringLiteral("R1")),
            {QStringLiteral("ICBC_DEBIT"), QStringLiteral("6222020000000000"), QStringLiteral("张三")});
        QVERIFY(card);
        QCOMPARE(card->serial, sealed->serial);

        keys_->add(identity_->publicKeyId, identity_->platformKey.publicKey());
        QVERIFY(keys_->current()->preferredSerial() != sealed->serial);
        wire_.answer = [this](const http::Request&) { return signedV3("{}"); };
        const auto named = [this](const auto& send) {
            wire_.asked.clear();
            static_cast<void>(send());
            return wire_.asked.size() == 1 ? wire_.asked.front().second.headers.value("Wechatpay-Serial")
                                           : QByteArray();
        };
        const QByteArray& serial = sealed->serial;
        QCOMPARE(named([&] { return v3().createTransfer("{}", serial); }), serial);
        QCOMPARE(named([&] { return v3().createAuthorizedTransfer("{}", serial); }), serial);
        QCOMPARE(named([&] { return v3().createConsentingTransfer("{}", serial); }), serial);
        QCOMPARE(named([&] { return v3().createBatch("{}", serial); }), serial);
        QCOMPARE(named([&] { return v3().redirectRefund(QStringLiteral("50"), *card); }), serial);
        QCOMPARE(named([&] { return v3().sendRedirect(QStringLiteral("50"), "{}", serial); }), serial);
        QCOMPARE(named([&] { return v3().createTransfer("{}"); }), identity_->publicKeyId);
    }

    void aBatchIsSealedForOneKey()
    {
        const auto sealed = v3().sealAll({QStringLiteral("张三"), QStringLiteral("李四")});
        QVERIFY(sealed);
        QCOMPARE(sealed->serial, identity_->publicKeyId);
        QCOMPARE(sealed->texts.size(), size_t(2));
        for (const QByteArray& text : sealed->texts)
            QVERIFY(identity_->platformKey.decryptOaep(*crypto::decodeBase64(text)));
        keys_->replace({});
        QCOMPARE(v3().sealAll({QStringLiteral("张三")}).error().code, QStringLiteral("no_platform_key"));
    }
};

ZHANGFANG_TEST(ReachTest)
#include "reach_test.moc"
