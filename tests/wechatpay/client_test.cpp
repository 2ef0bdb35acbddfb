#include "harness/run.h"
#include "harness/shop.h"
#include "harness/signed_answer.h"
#include "wechatpay/v3/client.h"

#include "base/json.h"

#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslServer>
#include <QTcpSocket>

using namespace zhangfang;
using practice::detail::Identity;
namespace v3 = wechatpay::v3;

/// What the client makes of answers that are late, cut, forged or missing: never more than it knows.
class ClientTest : public QObject
{
    Q_OBJECT
    base::SystemClock clock_;
    crypto::SystemRandom random_;
    std::optional<Identity> identity_;
    std::shared_ptr<v3::KeyRing> keys_;
    const QByteArray request_ = R"({"out_bill_no":"W1"})";
    const QByteArray body_ =
        R"({"out_bill_no":"W1","transfer_bill_no":"133","create_time":"2025-10-09T10:34:56+08:00","state":"SUCCESS"})";

    /// Reads one request per connection and says what `answer` says; nothing: stays silent.
    static void serve(
        QTcpServer& server, std::function<std::optional<QByteArray>()> answer, bool stopAfterwards = false)
    {
        QObject::connect(
            &server, &QTcpServer::pendingConnectionAvailable, &server, [&server, answer, stopAfterwards] {
                while (QTcpSocket* socket = server.nextPendingConnection()) {
                    auto received = std::make_shared<QByteArray>();
                    const auto read = [&server, socket, received, answer, stopAfterwards] {
                        *received += socket->readAll();
                        const qsizetype end = received->indexOf("\r\n\r\n");
                        const qsizetype length = received->indexOf("Content-Length: ");
                        if (end < 0 || received->size() <
                                           end + 4 + (length < 0 ? 0 : received->mid(length + 16, 5).toInt()))
                            return;
                        received->clear();
                        if (stopAfterwards)
                            server.close();
                        if (const auto bytes = answer()) {
                            socket->write(*bytes);
                            socket->disconnectFromHost();
                        }
                    };
                    QObject::connect(socket, &QTcpSocket::readyRead, &server, read);
                    read();
                }
            });
    }
    [[nodiscard]] QByteArray signedAnswer(qint64 signedAtUtcMs, const QByteArray& serial, int status = 200)
    {
        return harness::signedAnswer(*identity_, body_, serial, signedAtUtcMs, status);
    }
    [[nodiscard]] v3::Client client(const QUrl& base, const QUrl& standby = {}, const QString& caFile = {})
    {
        const wechatpay::Merchant merchant{identity_->mchid, identity_->appid, identity_->merchantSerial,
            identity_->merchantKey, identity_->apiV3Key};
        return {merchant, keys_, {base, standby, 2'000, {}, {}}, http::makeTransport({.caFile = caFile}),
            clock_, random_};
    }
    [[nodiscard]] static QUrl urlOf(const QTcpServer& server, const char* scheme = "http")
    {
        return QUrl(
            QStringLiteral("%1://127.0.0.1:%2").arg(QString::fromLatin1(scheme)).arg(server.serverPort()));
    }
    /// A port on which nobody listens.
    [[nodiscard]] static QUrl nobody()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        return urlOf(server);
    }
    static QString told(const wechatpay::ApiResult<wechatpay::TransferBill>& result)
    {
        if (result)
            return QStringLiteral("done");
        switch (result.error().disposition) {
        case wechatpay::Disposition::refused:
            return QStringLiteral("refused ") + result.error().code;
        case wechatpay::Disposition::notTaken:
            return QStringLiteral("not taken ") + result.error().code;
        case wechatpay::Disposition::needsPerson:
            return QStringLiteral("person ") + result.error().code;
        case wechatpay::Disposition::done:
        case wechatpay::Disposition::unclear:
            break;
        }
        return QStringLiteral("unclear ") + result.error().code;
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
        v3::PlatformKeys keys;
        keys.add(identity_->publicKeyId, identity_->platformKey.publicKey());
        keys_ = std::make_shared<v3::KeyRing>(keys);
    }

    /// The network drops after each byte of the answer in turn.
    void anAnswerCutAnywhereIsUnclear()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const QByteArray whole = signedAnswer(clock_.nowUtcMs(), identity_->publicKeyId);
        qsizetype length = 0;
        serve(server, [&] { return whole.left(length); });
        v3::Client desk = client(urlOf(server));
        for (length = 0; length < whole.size(); ++length) {
            const QString what = told(desk.createTransfer(request_));
            QVERIFY2(what.startsWith(QLatin1String("unclear")),
                qPrintable(QStringLiteral("%1 bytes: %2").arg(length).arg(what)));
        }
        QCOMPARE(told(desk.createTransfer(request_)), QStringLiteral("done"));
    }

    /// The request was there, then the server was gone: it may have acted.
    void aServerGoneAfterTheRequestIsUnclear()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        serve(
            server, [] { return QByteArray(); }, true);
        QVERIFY(told(client(urlOf(server)).createTransfer(request_)).startsWith(QLatin1String("unclear")));
    }

    /// Qt sends again by itself when a kept connection ends without an answer. What the second one hears may
    /// be because the first was acted on.
    void aRefusalOfASecondSendingIsUnclear()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        int requests = 0;
        const QByteArray good = signedAnswer(clock_.nowUtcMs(), identity_->publicKeyId)
                                    .replace("Connection: close", "Connection: keep-alive");
        const QByteArray refusal = R"({"code":"NOT_ENOUGH","message":"no money"})";
        QObject::connect(&server, &QTcpServer::pendingConnectionAvailable, &server, [&] {
            while (QTcpSocket* socket = server.nextPendingConnection()) {
                const auto read = [&, socket] {
                    if (!socket->readAll().contains("out_bill_no"))
                        return;
                    switch (++requests) {
                    case 1:
                        socket->write(good);
                        break;
                    case 2: // acted on, and gone without a word
                        socket->disconnectFromHost();
                        break;
                    default:
                        socket->write("HTTP/1.1 403 X\r\nContent-Type: application/json\r\nContent-Length: " +
                                      QByteArray::number(refusal.size()) + "\r\n\r\n" + refusal);
                    }
                };
                QObject::connect(socket, &QTcpSocket::readyRead, &server, read);
                read();
            }
        });
        v3::Client desk = client(urlOf(server));
        QCOMPARE(told(desk.createTransfer(request_)), QStringLiteral("done"));
        QCOMPARE(told(desk.createTransfer(request_)), QStringLiteral("unclear NOT_ENOUGH"));
        QCOMPARE(requests, 3);
        QCOMPARE(told(desk.createTransfer(request_)), QStringLiteral("not taken NOT_ENOUGH"));
    }

    void nobodyThereIsNotTaken()
    {
        QCOMPARE(told(client(nobody()).createTransfer(request_)), QStringLiteral("not taken NOT_CONNECTED"));
    }

    void theStandbyIsAskedWhenTheFirstHostIsNotThere()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        serve(server, [&] { return signedAnswer(clock_.nowUtcMs(), identity_->publicKeyId); });
        QCOMPARE(told(client(nobody(), urlOf(server)).createTransfer(request_)), QStringLiteral("done"));
    }

    /// The request goes to the proxy, whole, and to nobody else.
    void theProxyIsHonoured()
    {
        QTcpServer proxy;
        QVERIFY(proxy.listen(QHostAddress::LocalHost));
        serve(proxy, [&] { return signedAnswer(clock_.nowUtcMs(), identity_->publicKeyId); });
        const wechatpay::Merchant merchant{identity_->mchid, identity_->appid, identity_->merchantSerial,
            identity_->merchantKey, identity_->apiV3Key};
        v3::Client desk(merchant, keys_,
            {.base = QUrl(QStringLiteral("http://wechat.invalid")), .timeoutMs = 2'000},
            http::makeTransport({.proxy = urlOf(proxy)}), clock_, random_);
        QCOMPARE(told(desk.createTransfer(request_)), QStringLiteral("done"));
    }

    void silenceIsUnclear()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        serve(server, [] { return std::nullopt; });
        QCOMPARE(told(client(urlOf(server)).createTransfer(request_)), QStringLiteral("unclear NO_ANSWER"));
    }

    void answers_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("expected");
        const qint64 now = clock_.nowUtcMs();
        const QByteArray good = signedAnswer(now, identity_->publicKeyId);
        QTest::newRow("forged body") << QByteArray(good).replace("SUCCESS", "FAILURE")
                                     << "unclear NOT_AUTHENTIC";
        QTest::newRow("unsigned") << QByteArray("HTTP/1.1 200 X\r\nContent-Length: 2\r\n\r\n{}")
                                  << "unclear NOT_AUTHENTIC";
        QTest::newRow("our clock is ten minutes off")
            << signedAnswer(now - 600'000, identity_->publicKeyId) << "unclear NOT_AUTHENTIC";
        QTest::newRow("an unknown key")
            << signedAnswer(now, identity_->certificate.serialHex()) << "unclear NOT_AUTHENTIC";
        QTest::newRow("a redirect")
            << QByteArray("HTTP/1.1 302 X\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n")
            << "unclear UNREADABLE";
        QTest::newRow("a proxy's page")
            << QByteArray("HTTP/1.1 502 X\r\nContent-Length: 6\r\n\r\n<html>") << "unclear UNREADABLE";
        const auto error = [](int status, const QByteArray& code) {
            const QByteArray body = "{\"code\":\"" + code + "\",\"message\":\"x\"}";
            return "HTTP/1.1 " + QByteArray::number(status) +
                   " X\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
        };
        QTest::newRow("parameter") << error(400, "PARAM_ERROR") << "person PARAM_ERROR";
        QTest::newRow("system") << error(500, "SYSTEM_ERROR") << "unclear SYSTEM_ERROR";
        QTest::newRow("limited") << error(429, "FREQUENCY_LIMITED") << "not taken FREQUENCY_LIMITED";
        QTest::newRow("poor") << error(403, "NOT_ENOUGH") << "not taken NOT_ENOUGH";
        QTest::newRow("signature") << error(401, "SIGN_ERROR") << "person SIGN_ERROR";
        QTest::newRow("never seen") << error(400, "SOMETHING_NEW") << "unclear SOMETHING_NEW";
    }
    void answers()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, expected);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        serve(server, [&] { return answer; });
        QCOMPARE(told(client(urlOf(server)).createTransfer(request_)), expected);
        QCOMPARE(keys_->takeWanted(), QByteArray(QTest::currentDataTag()) == "an unknown key");
    }

    /// A certificate that is not of the given authority ends the call before anything is sent.
    void tlsIsVerified()
    {
        QTemporaryDir folder;
        const auto write = [&](const char* name, const QByteArray& content) {
            QFile file(folder.filePath(QString::fromLatin1(name)));
            if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
                qFatal("cannot write");
            return file.fileName();
        };
        QProcess openssl;
        const QString key = folder.filePath(QStringLiteral("key.pem"));
        const QString certificate = folder.filePath(QStringLiteral("certificate.pem"));
        openssl.start(QStringLiteral("openssl"),
            {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                QStringLiteral("rsa:2048"), QStringLiteral("-nodes"), QStringLiteral("-keyout"), key,
                QStringLiteral("-out"), certificate, QStringLiteral("-days"), QStringLiteral("2"),
                QStringLiteral("-subj"), QStringLiteral("/CN=practice"), QStringLiteral("-addext"),
                QStringLiteral("subjectAltName=IP:127.0.0.1")});
        QVERIFY(openssl.waitForFinished(20'000) && openssl.exitCode() == 0);
        QFile keyFile(key);
        QVERIFY(keyFile.open(QIODevice::ReadOnly));
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setLocalCertificate(QSslCertificate::fromPath(certificate).first());
        tls.setPrivateKey(QSslKey(&keyFile, QSsl::Rsa));
        QSslServer server;
        server.setSslConfiguration(tls);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        int asked = 0;
        serve(server, [&] {
            ++asked;
            return signedAnswer(clock_.nowUtcMs(), identity_->publicKeyId);
        });
        const QUrl url = urlOf(server, "https");
        QCOMPARE(told(client(url).createTransfer(request_)), QStringLiteral("not taken NOT_CONNECTED"));
        const QString other = write("other.pem", identity_->certificate.pem());
        QCOMPARE(
            told(client(url, {}, other).createTransfer(request_)), QStringLiteral("not taken NOT_CONNECTED"));
        QCOMPARE(asked, 0);
        QCOMPARE(told(client(url, {}, certificate).createTransfer(request_)), QStringLiteral("done"));
    }

    /// Without any key, the certificates prove themselves; afterwards answers signed by them are believed.
    void certificatesFillTheRing()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        keys_ = std::make_shared<v3::KeyRing>(v3::PlatformKeys());
        QByteArray key = identity_->apiV3Key;
        serve(server, [&] {
            Identity sender = *identity_;
            sender.apiV3Key = key;
            const QJsonObject sealed = sender.sealed(sender.certificate.pem(), "certificate", random_);
            const QByteArray body = base::toCompactJson({{QStringLiteral("data"),
                QJsonArray{QJsonObject{
                    {QStringLiteral("serial_no"), QString::fromLatin1(sender.certificate.serialHex())},
                    {QStringLiteral("encrypt_certificate"), sealed}}}}});
            http::Headers headers;
            sender.sign(headers, body, sender.certificate.serialHex(), random_, clock_.nowUtcMs());
            QByteArray answer =
                "HTTP/1.1 200 X\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
            for (const auto& [name, value] : headers.fields())
                answer += name + ": " + value + "\r\n";
            return answer + "\r\n" + body;
        });
        v3::Client desk = client(urlOf(server));
        key = QByteArray(32, 'x'); // somebody else's
        const auto sealedForAnother = desk.refreshCertificates();
        QCOMPARE(
            sealedForAnother ? QString() : sealedForAnother.error().code, QStringLiteral("NOT_DECRYPTED"));
        QVERIFY(keys_->current()->isEmpty());
        key = identity_->apiV3Key;
        QVERIFY(desk.refreshCertificates());
        QCOMPARE(keys_->current()->preferredSerial(), identity_->certificate.serialHex());
        QVERIFY(keys_->current()->hasCertificate());
    }
};

ZHANGFANG_TEST(ClientTest)
#include "client_test.moc"
