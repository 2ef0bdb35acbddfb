#include "harness/shop.h"
#include "listener/listener.h"
#include "practice/detail/identity.h"

#include <cstdio>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTcpSocket>
#include <sqlite3.h>

using namespace zhangfang;

/// Each figure stands beside a baseline measured in the same run; only the ratios mean something.
namespace
{

constexpr int kGroup = 128;

double perSecond(qint64 count, const QElapsedTimer& timer)
{
    return static_cast<double>(count) * 1e9 / static_cast<double>(timer.nsecsElapsed());
}

void print(const char* what, double ours, const char* baselineName, double baseline)
{
    std::printf("%-34s %10.0f/s   %-34s %10.0f/s   ratio %.2f\n", what, ours, baselineName, baseline,
        ours / baseline);
    std::fflush(stdout);
}

/// The rows of one two-entry transfer, and the inbox and order rows of a notification, through the C API.
double rawSqlite(int count, bool notification)
{
    QTemporaryDir folder;
    sqlite3* raw = nullptr;
    sqlite3_open(folder.filePath(QStringLiteral("raw.db")).toUtf8().constData(), &raw);
    const auto run = [raw](const char* sql) { sqlite3_exec(raw, sql, nullptr, nullptr, nullptr); };
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE transfers (id INTEGER PRIMARY KEY, key TEXT UNIQUE, kind TEXT, description TEXT, "
        "occurred_at, posted_at, previous_hash TEXT, hash TEXT);"
        "CREATE TABLE entries (transfer_id, line, account_id, amount_fen, PRIMARY KEY (transfer_id, line));"
        "CREATE INDEX entries_by_account ON entries (account_id, transfer_id);"
        "CREATE TABLE accounts (id INTEGER PRIMARY KEY, path TEXT UNIQUE, balance_fen);"
        "CREATE TABLE head (id INTEGER PRIMARY KEY, transfer_id, hash TEXT);"
        "CREATE TABLE inbox (event_id TEXT PRIMARY KEY, body BLOB);"
        "CREATE TABLE order_events (id INTEGER PRIMARY KEY, order_id, at, event, evidence);"
        "INSERT INTO accounts VALUES (1, 'a', 0), (2, 'b', 0), (3, 'c', 0); INSERT INTO head VALUES (1, 0, "
        "'')");
    const auto prepare = [raw](const char* sql) {
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v2(raw, sql, -1, &statement, nullptr);
        return statement;
    };
    sqlite3_stmt* transfer = prepare("INSERT INTO transfers VALUES (?1, 'payment:420000000000000000' || ?1, "
                                     "'payment', 'TEA0000001 tea', ?1, ?1, ?2, ?2)");
    sqlite3_stmt* entry = prepare("INSERT INTO entries VALUES (?1, ?2, ?3, 5)");
    sqlite3_stmt* account = prepare("UPDATE accounts SET balance_fen = balance_fen + 5 WHERE id = ?1");
    sqlite3_stmt* head = prepare("UPDATE head SET transfer_id = ?1, hash = ?2 WHERE id = 1");
    sqlite3_stmt* inbox = prepare("INSERT INTO inbox VALUES ('EV-' || ?1, zeroblob(900))");
    sqlite3_stmt* event = prepare(
        "INSERT INTO order_events (order_id, at, event, evidence) VALUES (?1, ?1, 'paid', '42000000')");
    const auto step = [](sqlite3_stmt* statement, qint64 a, int b = 0, int c = 0) {
        sqlite3_bind_int64(statement, 1, a);
        if (b > 0)
            sqlite3_bind_int(statement, 2, b);
        if (c > 0)
            sqlite3_bind_int(statement, 3, c);
        sqlite3_step(statement);
        sqlite3_reset(statement);
    };
    const QByteArray hash(64, 'a');
    for (sqlite3_stmt* hashed : {transfer, head})
        sqlite3_bind_text(hashed, 2, hash.constData(), 64, SQLITE_STATIC);
    QElapsedTimer timer;
    timer.start();
    const int transfersEach = notification ? 2 : 1; // paid and settled
    qint64 id = 0;
    for (int i = 0; i < count; ++i) {
        if (i % kGroup == 0)
            run("BEGIN IMMEDIATE");
        for (int t = 0; t < transfersEach; ++t) {
            step(transfer, ++id);
            for (int line = 1; line <= 2; ++line) {
                step(account, line);
                step(entry, id, line, line);
            }
            step(head, id);
        }
        if (notification) {
            step(inbox, i);
            step(event, i);
        }
        if (i % kGroup == kGroup - 1 || i == count - 1)
            run("COMMIT");
    }
    const double rate = perSecond(count, timer);
    for (sqlite3_stmt* statement : {transfer, entry, account, head, inbox, event})
        sqlite3_finalize(statement);
    sqlite3_close(raw);
    return rate;
}

void transfers(harness::Shop& shop)
{
    constexpr int kCount = 20'000;
    QList<QFuture<base::Result<ledger::Posted>>> waiting;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < kCount; ++i) {
        waiting << shop.writer->run<ledger::Posted>([i](storage::Database& database) {
            return ledger::post(database,
                ledger::simpleTransfer(QStringLiteral("payment:4200%1").arg(i), QStringLiteral("payment"),
                    QStringLiteral("tea"), i, ledger::AccountPath::wechatBasic(),
                    ledger::AccountPath::sales(), base::Money::fen(5)),
                i);
        });
    }
    for (auto& future : waiting) {
        if (!future.takeResult())
            qFatal("a transfer failed");
    }
    const double ours = perSecond(kCount, timer);
    print("ledger transfers", ours, "raw SQLite C API", rawSqlite(kCount, false));
    QElapsedTimer verifying;
    verifying.start();
    const ledger::Proof proof = shop.proof();
    if (!proof.ok())
        qFatal("the books differ");
    const double entries = perSecond(proof.transfers * 2, verifying);
    QElapsedTimer scanning;
    scanning.start();
    const auto scanned = shop.readers.read<qint64>([](storage::Database& database) -> base::Result<qint64> {
        ZF_ASSIGN(auto rows,
            database.query(
                "SELECT transfer_id, line, account_id, amount_fen FROM entries ORDER BY transfer_id, line"));
        qint64 count = 0;
        while (rows.next())
            ++count;
        return count;
    });
    print(
        "ledger verify, entries", entries, "plain scan of entries", perSecond(scanned.value_or(1), scanning));
    std::printf("    a million entries verify in about %.1f s\n", 1e6 / entries);
}

void notifications()
{
    constexpr int kCount = 4'000;
    constexpr int kConnections = 64;
    harness::Shop shop;
    base::SystemClock clock;
    crypto::SystemRandom random;
    auto identity = practice::detail::Identity::make(random, clock.nowUtcMs());
    if (!identity)
        qFatal("no keys");
    std::vector<QByteArray> requests;
    for (int i = 0; i < kCount; ++i) {
        const QString number = QStringLiteral("BENCH%1").arg(i, 8, 10, QLatin1Char('0'));
        shop::Order order;
        order.number = *base::OrderNo::parse(number);
        order.channel = QStringLiteral("native");
        order.description = QStringLiteral("tea");
        order.amount = base::Money::fen(100);
        order.request = "{}";
        auto inserted = shop.writer->run<int>([order](storage::Database& database) -> base::Result<int> {
            ZF_TRY(shop::insertOrder(database, order));
            return 0;
        });
        if (i == kCount - 1 && !inserted.takeResult())
            qFatal("an order failed");
        const QByteArray body = identity->notification(QStringLiteral("EV-%1").arg(i),
            QStringLiteral("TRANSACTION.SUCCESS"), QStringLiteral("transaction"),
            {{QStringLiteral("mchid"), identity->mchid}, {QStringLiteral("appid"), identity->appid},
                {QStringLiteral("out_trade_no"), number},
                {QStringLiteral("transaction_id"), QStringLiteral("42%1").arg(i)},
                {QStringLiteral("trade_state"), QStringLiteral("SUCCESS")},
                {QStringLiteral("success_time"), QStringLiteral("2025-10-09T10:34:56+08:00")},
                {QStringLiteral("amount"), QJsonObject{{QStringLiteral("total"), 100},
                                               {QStringLiteral("currency"), QStringLiteral("CNY")}}}},
            random, clock.nowUtcMs());
        http::Headers headers;
        identity->sign(headers, body, identity->publicKeyId, random, clock.nowUtcMs());
        QByteArray request = "POST /wechatpay/notify HTTP/1.1\r\nHost: x\r\nContent-Length: " +
                             QByteArray::number(body.size()) + "\r\n";
        for (const auto& [name, value] : headers.fields())
            request += name + ": " + value + "\r\n";
        requests.push_back(request + "\r\n" + body);
    }
    payments::Inbox inbox(*shop.writer, clock,
        {{QStringLiteral("TRANSACTION.SUCCESS"),
            payments::transactionHandler({identity->mchid, identity->appid, 0})}});
    wechatpay::v3::PlatformKeys keys;
    keys.add(identity->publicKeyId, identity->platformKey.publicKey());
    auto listening = listener::Listener::start({}, {keys, identity->apiV3Key}, inbox, clock);
    if (!listening)
        qFatal("no listener");
    QElapsedTimer timer;
    timer.start();
    std::atomic<int> next = 0;
    std::atomic<int> acknowledged = 0;
    std::vector<std::thread> senders;
    for (int c = 0; c < kConnections; ++c) {
        senders.emplace_back([&] {
            QTcpSocket socket;
            socket.connectToHost(QStringLiteral("127.0.0.1"), (*listening)->port());
            socket.waitForConnected(5000);
            for (int i = next++; i < kCount; i = next++) {
                socket.write(requests[static_cast<size_t>(i)]);
                QByteArray answer;
                while (!answer.contains("\r\n\r\n") &&
                       (socket.bytesAvailable() > 0 || socket.waitForReadyRead(10'000)))
                    answer += socket.readAll();
                acknowledged += answer.startsWith("HTTP/1.1 204") ? 1 : 0;
            }
        });
    }
    for (std::thread& sender : senders)
        sender.join();
    const double ours = perSecond(kCount, timer);
    if (acknowledged != kCount || shop.proof().transfers != 2 * kCount)
        qFatal("only %d of %d notifications were recorded", acknowledged.load(), kCount);
    print("durable notifications", ours, "raw SQLite C API, same rows", rawSqlite(kCount, true));
    const QByteArray message(1000, 'x');
    const QByteArray signature = *identity->platformKey.sign(message);
    const auto key = identity->platformKey.publicKey();
    QElapsedTimer verifying;
    verifying.start();
    for (int i = 0; i < kCount; ++i) {
        if (!key.verify(message, signature))
            qFatal("a signature failed");
    }
    print("durable notifications", ours, "RSA-2048 verifications, one core", perSecond(kCount, verifying));
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    harness::Shop shop;
    transfers(shop);
    notifications();
    return 0;
}
