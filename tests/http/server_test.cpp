#include "harness/run.h"
#include "http/admissions.h"
#include "http/server.h"

#include <algorithm>
#include <mutex>
#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTest>

using namespace zhangfang::http;

class ServerTest : public QObject
{
    Q_OBJECT
    std::unique_ptr<Server> server_;

    std::unique_ptr<QTcpSocket> connected(const char* from = "127.0.0.1") const
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->bind(QHostAddress(QString::fromLatin1(from)));
        socket->connectToHost(QStringLiteral("127.0.0.1"), server_->port());
        socket->waitForConnected(5000);
        return socket;
    }
    /// What the server says to these bytes, until it closes or has said a header.
    QByteArray answerTo(const QByteArray& bytes, const char* from = "127.0.0.1") const
    {
        const auto socket = connected(from);
        return answerOn(*socket, bytes);
    }
    static QByteArray answerOn(QTcpSocket& onto, const QByteArray& bytes)
    {
        QTcpSocket* const socket = &onto;
        socket->write(bytes);
        QByteArray answer;
        while (
            !answer.contains("\r\n\r\n") && (socket->bytesAvailable() > 0 || socket->waitForReadyRead(5000)))
            answer += socket->readAll();
        return answer;
    }

    /// Whether the server still keeps it: it closes without a word those it sends away.
    static bool isOpen(QTcpSocket& socket)
    {
        return socket.state() == QAbstractSocket::ConnectedState &&
               !(socket.waitForReadyRead(0) && socket.bytesAvailable() == 0) &&
               socket.state() == QAbstractSocket::ConnectedState;
    }
    static int openOf(const std::vector<std::unique_ptr<QTcpSocket>>& sockets)
    {
        return static_cast<int>(std::count_if(
            sockets.begin(), sockets.end(), [](const auto& socket) { return isOpen(*socket); }));
    }
    static QByteArray halfRequestOf(const char* client)
    {
        return QByteArray("POST / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.99, ") + client +
               "\r\nContent-Length: 100\r\n\r\nhalf";
    }

private Q_SLOTS:
    void init()
    {
        ServerOptions options;
        // Only who tests that somebody is cut off waits for it; a busy machine is slow by itself.
        const bool isShort = QByteArray(QTest::currentTestFunction()) == "aSlowSenderIsCutOff";
        options.requestDeadlineMs = isShort ? 400 : 60'000;
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
            << "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n" +
                   QByteArray(65537, 'x') + "\r\n0\r\n\r\n"
            << QByteArray("413");
        QTest::newRow("header too large") << "POST / HTTP/1.1\r\nX: " + QByteArray(20'000, 'x') + "\r\n\r\n"
                                          << QByteArray("431");
        QTest::newRow("not HTTP") << QByteArray("\x16\x03\x01\x02 nonsense\r\n\r\n") << QByteArray("400");
        QTest::newRow("two lengths")
            << QByteArray("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx")
            << QByteArray("400");
        const auto strange = [](const char* name, const char* version, const char* fields) {
            QTest::newRow(name) << QByteArray("POST / HTTP/") + version + "\r\n" + fields + "\r\n0\r\n\r\n"
                                << QByteArray("400");
        };
        strange("no host", "1.1", "");
        strange("two hosts", "1.1", "Host: x\r\nHost: x\r\n");
        strange("two hosts in 1.0", "1.0", "Host: x\r\nHost: y\r\n");
        strange("another coding", "1.1", "Host: x\r\nTransfer-Encoding: gzip\r\n");
        strange("a coding before chunked", "1.1", "Host: x\r\nTransfer-Encoding: gzip, chunked\r\n");
        strange("chunked twice", "1.1", "Host: x\r\nTransfer-Encoding: chunked, chunked\r\n");
        strange("chunked in two fields", "1.1",
            "Host: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n");
        strange("chunked with a parameter", "1.1", "Host: x\r\nTransfer-Encoding: chunked;q=1\r\n");
        strange("something like chunked", "1.1", "Host: x\r\nTransfer-Encoding: xchunked\r\n");
        strange("an empty coding", "1.1", "Host: x\r\nTransfer-Encoding: \r\n");
        strange("chunked in 1.0", "1.0", "Host: x\r\nTransfer-Encoding: chunked\r\n");
        strange("a length, then chunked", "1.1",
            "Host: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n");
        strange("chunked, then a length", "1.1",
            "Host: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n");
        strange("a length and another coding", "1.1",
            "Host: x\r\nContent-Length: 5\r\nTransfer-Encoding: identity\r\n");
    }
    /// What follows what was not understood is not taken for a request of its own.
    void nothingIsSmuggled()
    {
        const auto socket = connected();
        socket->write("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n"
                      "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
        QByteArray all;
        while (socket->waitForReadyRead(3'000))
            all += socket->readAll();
        QCOMPARE(all.count("HTTP/1.1 "), 1);
        QCOMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    }
    void whatIsNotStrangeIsTaken_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::newRow("chunked") << QByteArray(
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n");
        QTest::newRow("1.0 without a host") << QByteArray("POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi");
    }
    void whatIsNotStrangeIsTaken()
    {
        QFETCH(QByteArray, request);
        const QByteArray answer = answerTo(request);
        QVERIFY2(answer.startsWith("HTTP/1.1 200") && answer.endsWith("hi"), answer.constData());
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

    /// Of one address's, and of all, the one that has been silent longest goes; whoever is at work never
    /// does.
    void whoIsSilentLongestGoes()
    {
        const auto admissions = std::make_shared<Admissions>(6, 4);
        std::vector<int> gone;
        std::vector<std::shared_ptr<Admissions::Seat>> seats;
        const auto enter = [&](const char* client) {
            const auto seat = admissions->enter(client);
            if (!seat)
                return false;
            const int number = static_cast<int>(seats.size());
            seats.push_back(seat);
            admissions->onSentAway(*seat, [&gone, number] { gone.push_back(number); });
            return true;
        };
        for (int i = 0; i < 4; ++i)
            QVERIFY(enter("a"));
        seats[0]->heard();
        QVERIFY(enter("a"));
        QCOMPARE(gone, std::vector<int>{1});
        QVERIFY(seats[2]->work());
        QVERIFY(enter("a"));
        QCOMPARE(gone, (std::vector<int>{1, 3}));
        seats[2]->rest();
        // Other addresses' do not go for it; only when all places are taken.
        QVERIFY(enter("b") && enter("b"));
        QCOMPARE(gone, (std::vector<int>{1, 3}));
        QVERIFY(enter("c"));
        QCOMPARE(gone, (std::vector<int>{1, 3, 0}));
    }
    /// The same by sockets, where it is not known to the millisecond who has been silent longest: the server
    /// may still be handing over the answer that has just been read.
    void whoIsSilentGoes()
    {
        std::vector<std::unique_ptr<QTcpSocket>> held;
        for (int i = 0; i < 4; ++i) {
            held.push_back(connected());
            QVERIFY(answerOn(*held.back(), "GET / HTTP/1.1\r\nHost: x\r\n\r\n").startsWith("HTTP/1.1 200"));
        }
        QVERIFY(answerTo("GET / HTTP/1.1\r\nHost: x\r\n\r\n").startsWith("HTTP/1.1 200"));
        QTRY_COMPARE(openOf(held), 3);
        // Other addresses' do not go for it; only when all places are taken.
        std::vector<std::unique_ptr<QTcpSocket>> others;
        for (int i = 0; i < 4; ++i)
            others.push_back(connected("127.0.0.2"));
        QVERIFY(answerTo("GET / HTTP/1.1\r\nHost: x\r\n\r\n", "127.0.0.3").startsWith("HTTP/1.1 200"));
        QTRY_VERIFY(openOf(held) + openOf(others) <= 6);
        QVERIFY(openOf(held) < 3);
    }

    /// However many come: whose request is complete is not sent away, and is answered.
    void whoseRequestIsCompleteStays()
    {
        std::mutex mutex;
        std::vector<Answer> kept;
        ServerOptions options;
        options.connections = 6;
        options.connectionsPerAddress = 4;
        auto started = Server::start(options, [&](const Request&, const Answer& answer) {
            const std::lock_guard lock(mutex);
            kept.push_back(answer);
        });
        QVERIFY(started);
        server_ = std::move(*started);
        std::vector<std::unique_ptr<QTcpSocket>> working;
        for (int i = 0; i < 6; ++i) {
            working.push_back(connected(i < 4 ? "127.0.0.1" : "127.0.0.2"));
            working.back()->write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            working.back()->flush();
        }
        QVERIFY(QTest::qWaitFor(
            [&] {
                const std::lock_guard lock(mutex);
                return kept.size() == working.size();
            },
            5'000));
        for (const char* address : {"127.0.0.1", "127.0.0.2", "127.0.0.3"})
            QCOMPARE(answerTo("GET / HTTP/1.1\r\nHost: x\r\n\r\n", address), QByteArray());
        QCOMPARE(openOf(working), 6);
        Response response;
        response.status = 204;
        for (const Answer& answer : kept)
            answer(response);
        for (const auto& socket : working)
            QVERIFY(answerOn(*socket, "").startsWith("HTTP/1.1 204"));
    }

    /// Through a proxy that is trusted each counts under who the proxy says it is for; the proxy's own cap
    /// does not bind, and what the client itself has written in front is not believed.
    void aTrustedProxyIsCountedByItsClients()
    {
        ServerOptions options;
        options.connections = 20;
        options.connectionsPerAddress = 2;
        options.trustedProxies = {{QHostAddress(QStringLiteral("127.0.0.1")), 32}};
        auto started = Server::start(options, [](const Request& request, const Answer& answer) {
            Response response;
            response.status = 200;
            response.body = request.peer.toLatin1();
            answer(response);
        });
        QVERIFY(started);
        server_ = std::move(*started);
        std::vector<std::unique_ptr<QTcpSocket>> silent;
        for (int i = 0; i < 6; ++i)
            silent.push_back(connected());
        std::vector<std::unique_ptr<QTcpSocket>> attacker;
        std::vector<std::unique_ptr<QTcpSocket>> customer;
        customer.push_back(connected());
        customer.back()->write(halfRequestOf("198.51.100.1"));
        customer.back()->flush();
        for (int i = 0; i < 3; ++i) {
            attacker.push_back(connected());
            attacker.back()->write(halfRequestOf("203.0.113.7"));
            attacker.back()->flush();
        }
        QTRY_COMPARE(openOf(attacker), 2);
        const QByteArray answer =
            answerTo("GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.7, 198.51.100.2\r\n\r\n");
        QVERIFY2(answer.endsWith("198.51.100.2"), answer.constData());
        QCOMPARE(openOf(silent), 6);
        QCOMPARE(openOf(customer), 1);
        // Whoever is not a trusted proxy is believed nothing.
        const QByteArray direct =
            answerTo("GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 198.51.100.2\r\n\r\n", "127.0.0.2");
        QVERIFY2(direct.endsWith("127.0.0.2"), direct.constData());
    }

    void whomAProxyNames_data()
    {
        QTest::addColumn<QByteArray>("xForwardedFor");
        QTest::addColumn<QByteArray>("forwarded");
        QTest::addColumn<QString>("client");
        const auto row = [](const char* x, const char* forwarded, const char* client) {
            QTest::addRow("%s|%s", x, forwarded)
                << QByteArray(x) << QByteArray(forwarded) << QString::fromLatin1(client);
        };
        row("", "", "");
        row("198.51.100.2", "", "198.51.100.2");
        row("1.1.1.1, 198.51.100.2", "", "198.51.100.2");
        row("198.51.100.2, 10.1.2.3", "", "198.51.100.2"); // 10/8 is trusted
        row("10.1.2.3, 10.1.2.4", "", "");
        row("198.51.100.2:4711", "", "198.51.100.2");
        row("2001:db8::1", "", "2001:db8::1");
        row("[2001:db8::1]:4711", "", "2001:db8::1");
        row("::ffff:198.51.100.2", "", "198.51.100.2");
        row("198.51.100.2, nonsense", "", "");
        row("7", "", "");
        row("198.51.100.2", "for=1.1.1.1", "198.51.100.2");
        row("", "for=198.51.100.2", "198.51.100.2");
        row("", "for=1.1.1.1, For=\"[2001:db8::1]:4711\";proto=https", "2001:db8::1");
        row("", "for=198.51.100.2, by=1.1.1.1;for=10.0.0.9", "198.51.100.2");
        row("", "for=_hidden", "");
        row("", "for=unknown", "");
    }
    void whomAProxyNames()
    {
        QFETCH(QByteArray, xForwardedFor);
        QFETCH(QByteArray, forwarded);
        QFETCH(QString, client);
        Headers headers;
        if (!xForwardedFor.isEmpty())
            headers.add("x-forwarded-for", xForwardedFor);
        if (!forwarded.isEmpty())
            headers.add("Forwarded", forwarded);
        const Networks trusted{{QHostAddress(QStringLiteral("10.0.0.0")), 8}};
        QCOMPARE(forwardedFor(headers, trusted).toString(), client);
    }

    /// One customer's IPv6 network has more addresses than there are places.
    void ofIpv6TheNetworkCounts()
    {
        const auto counted = [](const char* address) {
            return countedUnder(plainAddress(QHostAddress(QString::fromLatin1(address))));
        };
        QCOMPARE(counted("2001:db8:0:1::1"), counted("2001:db8:0:1:ffff::2"));
        QVERIFY(counted("2001:db8:0:1::1") != counted("2001:db8:0:2::1"));
        QCOMPARE(counted("::ffff:192.0.2.1"), counted("192.0.2.1"));
    }

    void bindsIpv6_data()
    {
        QTest::addColumn<QString>("bind");
        QTest::addColumn<QString>("from");
        QTest::newRow("loopback") << "::1"
                                  << "::1";
        QTest::newRow("everywhere, by IPv6") << "::"
                                             << "::1";
        QTest::newRow("everywhere, by IPv4") << "::"
                                             << "127.0.0.1";
    }
    void bindsIpv6()
    {
        QFETCH(QString, bind);
        QFETCH(QString, from);
        ServerOptions options;
        options.bind = bind;
        auto started = Server::start(options, [](const Request& request, const Answer& answer) {
            Response response;
            response.status = 200;
            response.body = request.peer.toLatin1();
            answer(response);
        });
        QVERIFY(started);
        server_ = std::move(*started);
        QTcpSocket socket;
        socket.connectToHost(from, server_->port());
        const QByteArray answer = answerOn(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        QVERIFY2(answer.endsWith("\r\n\r\n" + from.toLatin1()), answer.constData());
    }
};

ZHANGFANG_TEST(ServerTest)
#include "server_test.moc"
