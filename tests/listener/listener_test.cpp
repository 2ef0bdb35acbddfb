#include "access/settings.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "listener/listener.h"
#include "practice/detail/identity.h"
#include "shop/orders.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QProcess>
#include <QTcpSocket>

using namespace zhangfang;
using practice::detail::Identity;

/// Notifications that carry WeChat's own signature and still must not be believed.
class ListenerTest : public QObject
{
    Q_OBJECT
    base::SystemClock clock_;
    crypto::SystemRandom random_;
    std::optional<Identity> identity_;
    std::unique_ptr<harness::Shop> shop_;
    std::unique_ptr<payments::Inbox> inbox_;
    std::unique_ptr<listener::Listener> listener_;

    [[nodiscard]] std::shared_ptr<wechatpay::v3::KeyRing> keys() const
    {
        wechatpay::v3::PlatformKeys keys;
        keys.add(identity_->publicKeyId, identity_->platformKey.publicKey());
        return std::make_shared<wechatpay::v3::KeyRing>(keys);
    }
    [[nodiscard]] listener::ApiKeys apiKeys() const { return {identity_->apiV3Key, identity_->apiV2Key}; }

    [[nodiscard]] static QJsonObject content()
    {
        return {{QStringLiteral("mchid"), QStringLiteral("1900000001")},
            {QStringLiteral("appid"), QStringLiteral("wx2421b1c4370ec43b")},
            {QStringLiteral("out_trade_no"), QStringLiteral("TEA0000001")},
            {QStringLiteral("transaction_id"), QStringLiteral("4200000001")},
            {QStringLiteral("trade_state"), QStringLiteral("SUCCESS")},
            {QStringLiteral("success_time"), QStringLiteral("2025-10-09T10:34:56+08:00")},
            {QStringLiteral("amount"), QJsonObject{{QStringLiteral("total"), 100},
                                           {QStringLiteral("currency"), QStringLiteral("CNY")}}}};
    }
    [[nodiscard]] QByteArray notification(const QJsonObject& content)
    {
        return identity_->notification(QStringLiteral("EV-1"), QStringLiteral("TRANSACTION.SUCCESS"),
            QStringLiteral("transaction"), content, random_, clock_.nowUtcMs());
    }
    /// The body with one field, at a path like "resource.nonce", replaced or (undefined) taken out.
    [[nodiscard]] static QByteArray with(const QByteArray& body, const QString& path, const QJsonValue& value)
    {
        QJsonObject json = QJsonDocument::fromJson(body).object();
        const auto put = [](QJsonObject& object, const QString& name, const QJsonValue& what) {
            if (what.isUndefined())
                object.remove(name);
            else
                object.insert(name, what);
        };
        if (path.startsWith(QLatin1String("resource."))) {
            QJsonObject resource = json.value(QLatin1String("resource")).toObject();
            put(resource, path.mid(9), value);
            json.insert(QStringLiteral("resource"), resource);
        } else {
            put(json, path, value);
        }
        return QJsonDocument(json).toJson(QJsonDocument::Compact);
    }
    /// `twice`: a field that is sent a second time.
    [[nodiscard]] int post(const QByteArray& body, const QByteArray& twice = {})
    {
        http::Headers headers;
        identity_->sign(headers, body, identity_->publicKeyId, random_, clock_.nowUtcMs());
        QByteArray request =
            "POST /wechatpay/notify HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " +
            QByteArray::number(body.size()) + "\r\n";
        for (const auto& [name, value] : headers.fields())
            request += (name + ": " + value + "\r\n").repeated(name == twice ? 2 : 1);
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), listener_->port());
        socket.write(request + "\r\n" + body);
        QByteArray answer;
        while (socket.waitForReadyRead(10'000))
            answer += socket.readAll();
        return answer.mid(9, 3).toInt();
    }
    [[nodiscard]] QString outcome()
    {
        const auto found =
            shop_->readers.read<QString>([](storage::Database& database) -> base::Result<QString> {
                ZF_ASSIGN(auto rows, database.query("SELECT outcome FROM inbox ORDER BY event_id"));
                return rows.next() ? rows.text(0) : QString();
            });
        return found.value_or(QStringLiteral("?"));
    }
    [[nodiscard]] QString orderState()
    {
        const auto found = shop_->readers.read<shop::Order>([](storage::Database& database) {
            return shop::findOrder(database, QStringLiteral("TEA0000001"));
        });
        return found ? shop::toText(found->state) : found.error().code;
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto made = Identity::make(random_, clock_.nowUtcMs(), harness::spareKey);
        REQUIRE(made);
        identity_ = *made;
    }
    void init()
    {
        shop_ = std::make_unique<harness::Shop>();
        REQUIRE(shop_->set("wechatpay.mchid", identity_->mchid));
        REQUIRE(shop_->set("wechatpay.appid", identity_->appid));
        shop::Order order;
        order.number = *base::OrderNo::parse(QStringLiteral("TEA0000001"));
        order.channel = QStringLiteral("native");
        order.description = QStringLiteral("tea");
        order.amount = base::Money::fen(100);
        order.request = "{}";
        REQUIRE(shop_->write<int>([order](storage::Database& database) -> base::Result<int> {
            ZF_TRY(shop::insertOrder(database, order));
            return 0;
        }));
        inbox_ = std::make_unique<payments::Inbox>(*shop_->writer, clock_, payments::paymentHandlers());
        auto listening = listener::Listener::start({}, keys(), apiKeys(), *inbox_, clock_);
        REQUIRE(listening);
        listener_ = std::move(*listening);
    }
    void cleanup()
    {
        listener_.reset();
        inbox_.reset();
        shop_.reset();
    }

    void theWholeOneIsBooked()
    {
        QCOMPARE(post(notification(content())), 204);
        QCOMPARE(outcome(), QStringLiteral("applied"));
        QCOMPARE(orderState(), QStringLiteral("paid"));
        QCOMPARE(post(notification(content())), 204); // and again: nothing more
        QCOMPARE(shop_->proof().transfers, 1);
    }

    void whatIsSignedTwiceIsRefused_data()
    {
        QTest::addColumn<QByteArray>("field");
        for (const char* field :
            {"Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Serial", "Wechatpay-Signature"})
            QTest::newRow(field) << QByteArray(field);
    }
    void whatIsSignedTwiceIsRefused()
    {
        QFETCH(QByteArray, field);
        QCOMPARE(post(notification(content()), field), 401);
        QCOMPARE(outcome(), QString());
        QCOMPARE(post(notification(content())), 204);
    }

    void halfOpenConnectionsShutNobodyOut_data()
    {
        QTest::addColumn<int>("connections");
        QTest::addColumn<int>("addresses"); // they come from
        QTest::addColumn<QString>("trusted");
        QTest::addColumn<QByteArray>("said");
        const QByteArray half = "POST /wechatpay/notify HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n";
        const QByteArray through = "X-Forwarded-For: 203.0.113.7\r\n";
        QTest::newRow("half a request, from four addresses") << 512 << 4 << QString() << half + "\r\nx";
        QTest::newRow("half a header, from four addresses") << 512 << 4 << QString() << half;
        QTest::newRow("nothing said, from four addresses") << 512 << 4 << QString() << QByteArray();
        QTest::newRow("through one tunnel") << 128 << 1 << QString() << half + "\r\n";
        QTest::newRow("through a trusted proxy, nothing said")
            << 512 << 1 << QStringLiteral("127.0.0.0/8") << QByteArray();
        QTest::newRow("through a trusted proxy, one client")
            << 512 << 1 << QStringLiteral("127.0.0.0/8") << half + through + "\r\n";
        QTest::newRow("more than there are places, from eight addresses")
            << 1'000 << 8 << QString() << half + "\r\n";
    }
    /// All places taken by connections that have not said a whole request: a notification is booked at once.
    void halfOpenConnectionsShutNobodyOut()
    {
        QFETCH(int, connections);
        QFETCH(int, addresses);
        QFETCH(QString, trusted);
        QFETCH(QByteArray, said);
        http::ServerOptions options;
        options.trustedProxies = *access::addressRanges(trusted);
        auto listening = listener::Listener::start(options, keys(), apiKeys(), *inbox_, clock_);
        REQUIRE(listening);
        listener_ = std::move(*listening);
        std::vector<std::unique_ptr<QTcpSocket>> halfOpen;
        for (int i = 0; i < connections; ++i) {
            auto socket = std::make_unique<QTcpSocket>();
            QVERIFY(socket->bind(QHostAddress(QStringLiteral("127.0.0.%1").arg(1 + i % addresses))));
            socket->connectToHost(QStringLiteral("127.0.0.1"), listener_->port());
            QVERIFY(socket->waitForConnected(5'000));
            socket->write(said);
            socket->flush();
            halfOpen.push_back(std::move(socket));
        }
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(post(notification(content())), 204);
        QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(orderState(), QStringLiteral("paid"));
    }

    void whatIsRefusedIsCounted_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QString>("reason"); // empty: it is no notification
        const auto to = [](const char* verb, const char* path, const char* fields) {
            return QByteArray(verb) + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + fields +
                   "\r\n";
        };
        const char* const signedOnce = "Wechatpay-Nonce: n\r\nWechatpay-Serial: s\r\n"
                                       "Wechatpay-Signature: s\r\n";
        QTest::newRow("unsigned") << to("POST", "/wechatpay/notify", "") << QStringLiteral("signature");
        QTest::newRow("stale") << to("POST", "/wechatpay/notify",
                                      (QByteArray(signedOnce) + "Wechatpay-Timestamp: 1\r\n").constData())
                               << QStringLiteral("timestamp");
        QTest::newRow("v2, not XML") << to("POST", "/wechatpay/v2/notify", "") << QStringLiteral("content");
        QTest::newRow("elsewhere") << to("POST", "/notify", "") << QStringLiteral("unknown_path");
        QTest::newRow("looking around") << to("GET", "/favicon.ico", "") << QString();
        QTest::newRow("health") << to("GET", "/healthz", "") << QString();
        QTest::newRow("a probe of WeChat Pay's")
            << to("POST", "/wechatpay/notify",
                   "Wechatpay-Nonce: n\r\nWechatpay-Serial: s\r\nWechatpay-Timestamp: 1\r\n"
                   "Wechatpay-Signature: WECHATPAY/SIGNTEST/x\r\n")
            << QString();
    }
    void whatIsRefusedIsCounted()
    {
        QFETCH(QByteArray, request);
        QFETCH(QString, reason);
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), listener_->port());
        socket.write(request);
        while (socket.waitForReadyRead(5'000)) {
        }
        QVERIFY(socket.bytesAvailable() > 0);
        QStringList counted;
        for (const auto& [why, refused] : listener_->refusals()->take().refused)
            counted << listener::toText(why);
        QCOMPARE(counted.join(QLatin1Char(',')), reason);
    }

    void healthIsWhatTheProgramSays()
    {
        QStringList reasons;
        auto listening =
            listener::Listener::start({}, keys(), apiKeys(), *inbox_, clock_, [&reasons] { return reasons; });
        REQUIRE(listening);
        listener_ = std::move(*listening);
        const auto healthz = [this] {
            QTcpSocket socket;
            socket.connectToHost(QStringLiteral("127.0.0.1"), listener_->port());
            socket.write("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            QByteArray answer;
            while (socket.waitForReadyRead(5'000))
                answer += socket.readAll();
            return answer.mid(9, 3) + answer.mid(answer.indexOf("\r\n\r\n") + 4);
        };
        QCOMPARE(healthz(), QByteArray(R"(200{"status":"ok"})"));
        reasons = {QStringLiteral("one"), QStringLiteral("two")};
        QCOMPARE(healthz(), QByteArray(R"(503{"reasons":["one","two"],"status":"failing"})"));
    }

    /// Signed, but nobody can say what it tells: refused, and nothing is kept.
    void unreadable_data()
    {
        QTest::addColumn<QByteArray>("body");
        const QByteArray good = notification(content());
        const auto row = [](const char* name, const QByteArray& body) { QTest::newRow(name) << body; };
        row("empty", "");
        row("truncated", good.left(good.size() / 2));
        row("an array", "[" + good + "]");
        row("a number", "7");
        row("not UTF-8", "{\"id\":\"\xff\xfe\"}");
        row("deeply nested", QByteArray(20'000, '['));
        row("no id", with(good, QStringLiteral("id"), QJsonValue::Undefined));
        row("id is a number", with(good, QStringLiteral("id"), 7));
        row("id is empty", with(good, QStringLiteral("id"), QString()));
        row("id is too long", with(good, QStringLiteral("id"), QString(65, QLatin1Char('x'))));
        row("no event type", with(good, QStringLiteral("event_type"), QJsonValue::Undefined));
        row("no resource", with(good, QStringLiteral("resource"), QJsonValue::Undefined));
        row("resource is text", with(good, QStringLiteral("resource"), QStringLiteral("x")));
        row("another algorithm", with(good, QStringLiteral("resource.algorithm"), QStringLiteral("AES")));
        row("no ciphertext", with(good, QStringLiteral("resource.ciphertext"), QJsonValue::Undefined));
        row("ciphertext not base64",
            with(good, QStringLiteral("resource.ciphertext"), QStringLiteral("***")));
        row("ciphertext short", with(good, QStringLiteral("resource.ciphertext"), QStringLiteral("AAAA")));
        row("nonce short", with(good, QStringLiteral("resource.nonce"), QStringLiteral("x")));
        row("other nonce", with(good, QStringLiteral("resource.nonce"), QStringLiteral("abcdefghijkl")));
        row("other associated data",
            with(good, QStringLiteral("resource.associated_data"), QStringLiteral("refund")));
        QJsonObject sealed = identity_->sealed("[1,2]", "transaction", random_);
        row("content an array", with(good, QStringLiteral("resource"), sealed));
        sealed = identity_->sealed("\xff", "transaction", random_);
        row("content not UTF-8", with(good, QStringLiteral("resource"), sealed));
    }
    void unreadable()
    {
        QFETCH(QByteArray, body);
        QCOMPARE(post(body), 400);
        QCOMPARE(outcome(), QString());
        QCOMPARE(orderState(), QStringLiteral("pending"));
    }

    /// Readable, but not what the interface promises or not about us: acknowledged and set aside.
    void setAside_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        const auto row = [](const char* name, const char* field, const QJsonValue& value) {
            QTest::newRow(name) << QString::fromLatin1(field) << value;
        };
        const auto amount = [](const QJsonValue& total) {
            return QJsonObject{
                {QStringLiteral("total"), total}, {QStringLiteral("currency"), QStringLiteral("CNY")}};
        };
        row("no merchant", "mchid", QJsonValue::Undefined);
        row("another merchant", "mchid", QStringLiteral("1900000002"));
        row("another app", "appid", QStringLiteral("wxother"));
        row("an unknown order", "out_trade_no", QStringLiteral("TEA0000002"));
        row("a hostile order number", "out_trade_no", QStringLiteral("x' OR '1'='1"));
        row("an endless order number", "out_trade_no", QString(10'000, QLatin1Char('9')));
        row("no transaction id", "transaction_id", QJsonValue::Undefined);
        row("transaction id is a number", "transaction_id", qint64(4200000001));
        row("no state", "trade_state", QJsonValue::Undefined);
        row("no amount", "amount", QJsonValue::Undefined);
        row("amount is a number", "amount", 100);
        row("amount is text", "amount", amount(QStringLiteral("100")));
        row("a fraction of a fen", "amount", amount(100.5));
        row("an astronomical amount", "amount", amount(1e30));
        row("a negative amount", "amount", amount(-100));
        row("one fen too few", "amount", amount(99));
        row("one fen too many", "amount", amount(101));
        row("another currency", "amount",
            QJsonObject{{QStringLiteral("total"), 100}, {QStringLiteral("currency"), QStringLiteral("USD")}});
    }
    void setAside()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QJsonObject changed = content();
        if (value.isUndefined())
            changed.remove(field);
        else
            changed.insert(field, value);
        QCOMPARE(post(notification(changed)), 204);
        QCOMPARE(outcome(), QStringLiteral("quarantined"));
        QCOMPARE(orderState(), QStringLiteral("pending"));
        QCOMPARE(shop_->proof().transfers, 0);
    }

    void aStateNobodyKnowsPaysNothing()
    {
        QJsonObject changed = content();
        changed.insert(QStringLiteral("trade_state"), QStringLiteral("HALF_PAID"));
        QCOMPARE(post(notification(changed)), 204);
        QCOMPARE(orderState(), QStringLiteral("pending"));
        QCOMPARE(shop_->proof().transfers, 0);
    }

    void anUnknownEventIsKept()
    {
        QCOMPARE(post(identity_->notification(QStringLiteral("EV-2"), QStringLiteral("SOMETHING.NEW"),
                     QStringLiteral("new"), content(), random_, clock_.nowUtcMs())),
            204);
        QCOMPARE(outcome(), QStringLiteral("kept"));
    }

    /// A full disk, a stopped writer: WeChat hears 5xx and sends it again; nothing is half-done.
    void whatCannotBeRecordedIsNotAcknowledged()
    {
        REQUIRE(shop_->write<int>([](storage::Database& database) -> base::Result<int> {
            ZF_ASSIGN(auto rows, database.query("PRAGMA page_count"));
            ZF_TRY(database.executeScript(
                QStringLiteral("PRAGMA max_page_count=%1").arg(rows.next() ? rows.number(0) : 0)));
            return 0;
        }));
        QJsonObject large = content();
        large.insert(QStringLiteral("attach"), QString(40'000, QLatin1Char('x')));
        QCOMPARE(post(notification(large)), 503);
        QCOMPARE(outcome(), QString());
        QCOMPARE(orderState(), QStringLiteral("pending"));
        REQUIRE(shop_->write<int>([](storage::Database& database) -> base::Result<int> {
            ZF_TRY(database.executeScript(QStringLiteral("PRAGMA max_page_count=1000000")));
            return 0;
        }));
        QCOMPARE(post(notification(large)), 204);
        QCOMPARE(orderState(), QStringLiteral("paid"));
    }

    /// With a certificate given, curl and openssl's own chain must be content.
    void speaksTls()
    {
        const auto run = [](const QString& program, const QStringList& arguments) {
            QProcess process;
            process.start(program, arguments);
            process.closeWriteChannel();
            if (!process.waitForFinished(20'000) || process.exitCode() != 0)
                return QByteArray("failed: ") + process.readAllStandardError();
            return process.readAllStandardOutput();
        };
        const QString key = shop_->folder.filePath(QStringLiteral("key.pem"));
        const QString certificate = shop_->folder.filePath(QStringLiteral("certificate.pem"));
        const QByteArray made = run(QStringLiteral("openssl"),
            {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                QStringLiteral("rsa:2048"), QStringLiteral("-nodes"), QStringLiteral("-keyout"), key,
                QStringLiteral("-out"), certificate, QStringLiteral("-days"), QStringLiteral("2"),
                QStringLiteral("-subj"), QStringLiteral("/CN=localhost"), QStringLiteral("-addext"),
                QStringLiteral("subjectAltName=IP:127.0.0.1")});
        QVERIFY2(!made.startsWith("failed"), made.constData());
        http::ServerOptions options;
        options.tlsCertificateFile = certificate;
        options.tlsKeyFile = key;
        auto secure = listener::Listener::start(options, keys(), apiKeys(), *inbox_, clock_);
        REQUIRE(secure);
        const QString address = QStringLiteral("https://127.0.0.1:%1/healthz").arg((*secure)->port());
        QCOMPARE(run(QStringLiteral("curl"),
                     {QStringLiteral("-sS"), QStringLiteral("--cacert"), certificate, address}),
            QByteArray(R"({"status":"ok"})"));
        QVERIFY(run(QStringLiteral("curl"), {QStringLiteral("-sS"), address}).startsWith("failed"));
        QVERIFY(run(QStringLiteral("curl"), {QStringLiteral("-sS"), QStringLiteral("--cacert"), certificate,
                                                QStringLiteral("--tls-max"), QStringLiteral("1.1"), address})
                    .startsWith("failed"));
        const auto suite = [&](const QStringList& arguments) {
            return run(
                QStringLiteral("openssl"), QStringList{QStringLiteral("s_client"), QStringLiteral("-connect"),
                                               QStringLiteral("127.0.0.1:%1").arg((*secure)->port()),
                                               QStringLiteral("-CAfile"), certificate} +
                                               arguments);
        };
        // Without forward secrecy, or without authenticated encryption: none is agreed on.
        for (const char* weak : {"AES256-GCM-SHA384", "AES128-SHA", "ECDHE-RSA-AES128-SHA",
                 "ECDHE-RSA-AES256-SHA384", "DHE-RSA-AES256-GCM-SHA384"})
            QVERIFY2(suite({QStringLiteral("-tls1_2"), QStringLiteral("-cipher"), QString::fromLatin1(weak)})
                         .startsWith("failed"),
                weak);
        for (const char* strong :
            {"ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-RSA-CHACHA20-POLY1305"})
            QVERIFY2(
                suite({QStringLiteral("-tls1_2"), QStringLiteral("-cipher"), QString::fromLatin1(strong)})
                    .contains(QByteArray("Cipher is ") + strong),
                strong);
        QVERIFY(suite({QStringLiteral("-tls1_3")}).contains("TLSv1.3, Cipher is TLS_"));
        options.tlsKeyFile = certificate;
        const auto wrong = listener::Listener::start(options, keys(), apiKeys(), *inbox_, clock_);
        QCOMPARE(wrong ? QString() : wrong.error().code, QStringLiteral("invalid_certificate"));
    }
};

ZHANGFANG_TEST(ListenerTest)
#include "listener_test.moc"
