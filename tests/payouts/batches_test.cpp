#include "harness/run.h"
#include "harness/shop.h"
#include "harness/signed_answer.h"
#include "payouts/channel.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace zhangfang;
using practice::detail::Identity;
namespace v3 = wechatpay::v3;

namespace
{

/// Says what it was told to say, one answer after the other, signed.
class Scripted
{
public:
    explicit Scripted(const Identity& identity) : identity_(identity)
    {
        server_.listen(QHostAddress::LocalHost);
        QObject::connect(&server_, &QTcpServer::pendingConnectionAvailable, &server_, [this] {
            while (QTcpSocket* socket = server_.nextPendingConnection()) {
                const auto read = [this, socket] {
                    if (!socket->readAll().contains("\r\n\r\n") || answers.empty())
                        return;
                    const auto [status, body] = answers.front();
                    answers.erase(answers.begin());
                    socket->write(harness::signedAnswer(
                        identity_, body, identity_.publicKeyId, clock_.nowUtcMs(), status));
                    socket->disconnectFromHost();
                };
                QObject::connect(socket, &QTcpSocket::readyRead, &server_, read);
                read();
            }
        });
    }
    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server_.serverPort()));
    }
    std::vector<std::pair<int, QByteArray>> answers;

private:
    const Identity& identity_;
    QTcpServer server_;
    base::SystemClock clock_;
};

QByteArray detail(const char* state)
{
    return QByteArray(R"({"mchid":"1900000001","out_batch_no":"B1","batch_id":"103","appid":"wx1",)"
                      R"("out_detail_no":"W1","detail_id":"104","detail_status":")") +
           state + R"(","transfer_amount":100,"transfer_remark":"r","initiate_time":)" +
           R"("2025-10-09T10:34:56+08:00","update_time":"2025-10-09T10:34:56+08:00"})";
}
const QByteArray kClosed = R"({"transfer_batch":{"mchid":"1900000001","out_batch_no":"B1","batch_id":"103",)"
                           R"("appid":"wx1","batch_status":"CLOSED","batch_type":"API",)"
                           R"("batch_name":"n","batch_remark":"r","close_reason":"OVERDUE_CLOSE",)"
                           R"("total_amount":100,"total_num":1}})";
const QByteArray kNotFound = R"({"code":"NOT_FOUND","message":"x"})";

} // namespace

/// What becomes of a payout in a batch is told by two answers, and the world goes on between them.
class BatchesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aClosedBatch_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QString>("told");
        QTest::newRow("it was never paid") << detail("WAIT_PAY") << detail("WAIT_PAY") << "CLOSED fail";
        QTest::newRow("it was paid meanwhile") << detail("PROCESSING") << detail("SUCCESS") << "SUCCESS";
        QTest::newRow("it is still being paid")
            << detail("PROCESSING") << detail("PROCESSING") << "PROCESSING";
        QTest::newRow("it failed by itself") << detail("INIT") << detail("FAIL") << "FAIL fail";
        QTest::newRow("a state nobody knows") << detail("INIT") << detail("NEW") << "NEW";
        QTest::newRow("it is not in it") << kNotFound << kNotFound << "CLOSED fail";
        QTest::newRow("no answer that can be read") << detail("INIT") << QByteArray("{}") << "error";
    }
    void aClosedBatch()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(QString, told);
        crypto::SystemRandom random;
        const base::SystemClock clock;
        const auto identity = Identity::make(random, clock.nowUtcMs(), harness::spareKey);
        REQUIRE(identity);
        Scripted wechat(*identity);
        const auto status = [](const QByteArray& body) { return body == kNotFound ? 404 : 200; };
        wechat.answers = {{status(before), before}, {200, kClosed}, {status(after), after}};
        v3::PlatformKeys keys;
        keys.add(identity->publicKeyId, identity->platformKey.publicKey());
        wechatpay::Clients clients;
        clients.v3 = std::make_unique<v3::Client>(
            wechatpay::Merchant{identity->mchid, identity->appid, identity->merchantSerial,
                identity->merchantKey, identity->apiV3Key},
            std::make_shared<v3::KeyRing>(keys),
            wechatpay::ConnectionOptions{wechat.url(), {}, 2'000, {}, {}}, http::makeTransport(), clock,
            random);
        const payouts::PayoutChannels channels(clients, {});
        const auto batches = channels.find(QStringLiteral("v3-batches"));
        REQUIRE(batches);
        payouts::Payout payout;
        payout.number = *base::OutBillNo::parse(QStringLiteral("W1"));
        payout.batchNo = QStringLiteral("B1");
        const auto bill = (*batches)->ask(payout);
        const bool failed = bill && bill->state.value == wechatpay::TransferState::fail;
        QCOMPARE(bill ? bill->state.text + (failed ? QStringLiteral(" fail") : QString())
                      : QStringLiteral("error"),
            told);
        QVERIFY(wechat.answers.empty());
    }
};

ZHANGFANG_TEST(BatchesTest)
#include "batches_test.moc"
