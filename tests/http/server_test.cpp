#include "http/server.h"

#include <mutex>
#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTest>

using namespace zhangfang::http;

class ServerTest : public QObject
{
    Q_OBJECT
    std::unique_ptr<Server> server_;

    std::unique_ptr<QTcpSocket> connected() const
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(QStringLiteral("127.0.0.1"), server_->port());
        socket->waitForConnected(5000);
        return socket;
    }
    /// What the server says to these bytes, until it closes or has said a header.
    QByteArray answerTo(const QByteArray& bytes) const
    {
        const auto socket = connected();
        socket->write(bytes);
        QByteArray answer;
        while (
            !answer.contains("\r\n\r\n") && (socket->bytesAvailable() > 0 || socket->waitForReadyRead(5000)))
            answer += socket->readAll();
        return answer;
    }

private Q_SLOTS:
    void init()
    {
        ServerOptions options;
        options.requestDeadlineMs = 400;
        options.connections = 6;
        options.connectionsPerAddress = 4;
        auto started = Server::start(options, [](const Request& request, const Answer& answer) {
            Response response;
            response.status = 200;
            response.body = request.body;
            answer(response);
        });
        QVERIFY(started);
        server_ = std::move(*started);
    }
    void cleanup() { server_.reset(); }

    void answers()
    {
        QVERIFY(
            answerTo("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi").startsWith("HTTP/1.1 200"));
    }

    /// A commit that ends after the listener has: its answer finds nobody, and nothing of what is gone is
    /// touched.
    void anAnswerMayOutliveTheServer()
    {
        std::mutex mutex;
        std::vector<Answer> kept;
        ServerOptions options;
        auto started = Server::start(options, [&](const Request&, const Answer& answer) {
            const std::lock_guard lock(mutex);
            kept.push_back(answer);
        });
        QVERIFY(started);
        server_ = std::move(*started);
        std::vector<std::unique_ptr<QTcpSocket>> customers;
        for (int i = 0; i < 3; ++i) {
            customers.push_back(connected());
            customers.back()->write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            customers.back()->flush();
        }
        const auto asked = [&] {
            const std::lock_guard lock(mutex);
            return kept.size() == customers.size();
        };
        QVERIFY(QTest::qWaitFor(asked, 5'000));
        kept.pop_back(); // nobody will answer this one: its connection ends
        QVERIFY(customers[0]->state() == QAbstractSocket::ConnectedState);
        QVERIFY(QTest::qWaitFor(
            [&] {
                int open = 0;
                for (const auto& customer : customers)
                    open += customer->state() == QAbstractSocket::ConnectedState ? 1 : 0;
                return open == 2;
            },
            5'000));
        server_.reset();
        Response response;
        response.status = 204;
        kept[0](response);
        kept.clear();
        for (const auto& customer : customers)
            QVERIFY(customer->readAll().isEmpty());
    }

    void limits_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("body announced too large")
            << QByteArray("POST / HTTP/1.1\r\nContent-Length: 65537\r\n\r\n") << QByteArray("413");
        QTest::newRow("body too large in chunks")
            << "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n" + QByteArray(65537, 'x') +
                   "\r\n0\r\n\r\n"
            << QByteArray("413");
        QTest::newRow("header too large") << "POST / HTTP/1.1\r\nX: " + QByteArray(20'000, 'x') + "\r\n\r\n"
                                          << QByteArray("431");
        QTest::newRow("not HTTP") << QByteArray("\x16\x03\x01\x02 nonsense\r\n\r\n") << QByteArray("400");
        QTest::newRow("two lengths")
            << QByteArray("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx")
            << QByteArray("400");
    }
    void limits()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, status);
        const QByteArray answer = answerTo(request);
        QVERIFY2(answer.startsWith("HTTP/1.1 " + status), answer.constData());
    }

    /// Bytes that trickle in do not move the deadline.
    void aSlowSenderIsCutOff()
    {
        const auto socket = connected();
        QElapsedTimer timer;
        timer.start();
        socket->write("POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\n");
        while (socket->state() == QAbstractSocket::ConnectedState && timer.elapsed() < 5000) {
            socket->write("x");
            socket->waitForReadyRead(20);
        }
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    }

    void oneAddressCannotTakeAllConnections()
    {
        std::vector<std::unique_ptr<QTcpSocket>> held;
        for (int i = 0; i < 4; ++i)
            held.push_back(connected());
        QVERIFY(answerTo("GET / HTTP/1.1\r\n\r\n").isEmpty());
        held.clear();
        QTRY_VERIFY(!answerTo("GET / HTTP/1.1\r\n\r\n").isEmpty());
    }
};

QTEST_GUILESS_MAIN(ServerTest)
#include "server_test.moc"
