#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"

#include <QFile>
#include <QProcess>
#include <QTcpServer>

using namespace zhangfang;
using base::Money;
using harness::DeskShop;

namespace
{

/// nghttpx, somebody else's HTTP/2, between us and the practice WeChat Pay.
class Front
{
public:
    explicit Front(const QUrl& behind) : behind_(behind)
    {
        QTcpServer free;
        free.listen(QHostAddress::LocalHost);
        port_ = free.serverPort();
    }
    ~Front() { stop(); }
    Front(const Front&) = delete;
    Front& operator=(const Front&) = delete;
    [[nodiscard]] bool makeCertificate() const
    {
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"),
            QStringLiteral("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=front "
                           "-addext subjectAltName=IP:127.0.0.1 -keyout")
                    .split(QLatin1Char(' ')) +
                QStringList{key(), QStringLiteral("-out"), certificate()});
        return openssl.waitForFinished() && openssl.exitCode() == 0;
    }
    /// Answers whether it listens within ten seconds.
    [[nodiscard]] bool start()
    {
        process_.start(QStringLiteral("nghttpx"),
            {QStringLiteral("--conf=/dev/null"), QStringLiteral("--single-process"),
                QStringLiteral("--frontend=127.0.0.1,%1").arg(port_),
                QStringLiteral("--backend=127.0.0.1,%1").arg(behind_.port()),
                QStringLiteral("--accesslog-file=") + log(),
                QStringLiteral("--accesslog-format=$alpn $method $status"), key(), certificate()});
        return QTest::qWaitFor(
            [this] {
                QTcpSocket knock;
                knock.connectToHost(QHostAddress::LocalHost, port_);
                return knock.waitForConnected(100);
            },
            10'000);
    }
    void stop()
    {
        process_.kill();
        process_.waitForFinished();
    }
    [[nodiscard]] QString url() const { return QStringLiteral("https://127.0.0.1:%1").arg(port_); }
    [[nodiscard]] QString certificate() const { return temp_.filePath(QStringLiteral("front.pem")); }
    /// A line per request: protocol, method, status.
    [[nodiscard]] QByteArrayList served() const
    {
        QFile file(log());
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QByteArrayList lines = file.readAll().split('\n');
        lines.removeAll(QByteArray());
        return lines;
    }

private:
    [[nodiscard]] QString key() const { return temp_.filePath(QStringLiteral("front.key")); }
    [[nodiscard]] QString log() const { return temp_.filePath(QStringLiteral("access.log")); }
    const QUrl behind_;
    QTemporaryDir temp_;
    QProcess process_;
    quint16 port_ = 0;
};

} // namespace

/// WeChat Pay's hosts offer HTTP/2, and Qt takes it. The whole of a day through an HTTP/2 server that is not
/// ours, with the connection that carries everything broken in the middle of it.
class Http2Test : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDayOverHttp2()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        const auto settings = shop.books().settings();
        REQUIRE(settings);
        Front front(QUrl(settings->text("wechatpay.api_base_url")));
        QVERIFY(front.makeCertificate());
        QVERIFY(front.start());
        REQUIRE(shop.set("payouts.grace_seconds", QStringLiteral("0")));
        REQUIRE(shop.set("wechatpay.api_base_url", front.url()));
        REQUIRE(shop.set("wechatpay.ca_file", front.certificate()));
        REQUIRE(DeskShop::wait(shop.desk().startEngine()));

        for (int i = 0; i < 5; ++i) {
            payments::NewOrder wanted;
            wanted.number = QStringLiteral("ORDER0000%1").arg(i);
            wanted.amount = Money::fen(100 + i);
            wanted.description = QStringLiteral("tea");
            wanted.channel = QStringLiteral("native");
            REQUIRE(DeskShop::wait(shop.desk().createOrder(wanted)));
        }
        const auto user = shop.userWith(QStringLiteral("oAlice"), 10'000);
        REQUIRE(user);
        int paid = 0;
        for (const char* fault : {"", "drop_after", "cut", "SYSTEM_ERROR"}) {
            if (*fault)
                QVERIFY(shop.control("fault", {{QStringLiteral("target"), QStringLiteral("create_transfer")},
                                                  {QStringLiteral("kind"), QString::fromLatin1(fault)}}));
            const auto payout = shop.requested(*user, 100);
            REQUIRE(payout);
            REQUIRE(shop.approve({payout->id}));
            QVERIFY2(shop.becomes(payout->id, payouts::State::paid), fault);
            QCOMPARE(shop.timesPaid(), ++paid);
        }

        // The connection goes while an answer is on its way.
        QVERIFY(shop.control("fault",
            {{QStringLiteral("target"), QStringLiteral("create_transfer")},
                {QStringLiteral("kind"), QStringLiteral("delay")}, {QStringLiteral("delay_ms"), 5'000}}));
        const auto payout = shop.requested(*user, 100);
        REQUIRE(payout);
        REQUIRE(shop.approve({payout->id}));
        QVERIFY(shop.becomes(payout->id, payouts::State::submitting));
        front.stop();
        QVERIFY(shop.becomes(payout->id, payouts::State::unclear));
        QVERIFY(front.start());
        QVERIFY(shop.becomes(payout->id, payouts::State::paid));
        QCOMPARE(shop.timesPaid(), ++paid);
        QVERIFY(front.served().size() > 7);
        for (const QByteArray& line : front.served())
            QVERIFY2(line.startsWith("h2 "), line.constData());
    }
};

ZHANGFANG_TEST(Http2Test)
#include "http2_test.moc"
