#include "harness/shop.h"
#include "listener/listener.h"
#include "practice/detail/identity.h"

#include <array>
#include <boost/asio.hpp>
#include <cstdio>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <sqlite3.h>

using namespace zhangfang;

/// Each figure stands beside a baseline measured in the same run; only the ratios mean something.
namespace
{

/// Ours and the baseline take turns; the best of each counts, so that a neighbour's noise hits neither alone.
constexpr int kRuns = 3;

enum class Rows { transfer, notification };

double perSecond(qint64 count, const QElapsedTimer& timer)
{
    return static_cast<double>(count) * 1e9 / static_cast<double>(timer.nsecsElapsed());
}

void print(const char* what, double ours, const char* baselineName, double baseline, int group = 0)
{
    std::printf("%-24s %9.0f/s   %-34s %9.0f/s   ratio %.2f%s\n", what, ours, baselineName, baseline,
        ours / baseline, group > 0 ? qPrintable(QStringLiteral("   (%1 to a commit)").arg(group)) : "");
    std::fflush(stdout);
}

/// The same rows in the same tables through the C API, `group` of them to a commit: what SQLite itself
/// allows.
double rawSqlite(int count, int group, Rows rows)
{
    harness::Shop shop; // for its schema
    sqlite3* raw = nullptr;
    sqlite3_open(shop.file().toUtf8().constData(), &raw);
    const auto run = [raw](const char* sql) {
        if (sqlite3_exec(raw, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            qFatal("baseline: %s", sqlite3_errmsg(raw));
    };
    run("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        "INSERT INTO accounts (id, path, guarded, balance_fen) VALUES (901, 'a', 0, 0), (902, 'b', 0, 0)");
    if (rows == Rows::notification)
        run(("WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < " +
             std::to_string(count) +
             ") INSERT INTO orders (id, out_trade_no, purpose, channel, description, amount_fen, state, "
             "request, "
             "code_url, prepay_id, created_at, expires_at, next_query_at, queries) SELECT i + 1, 'BENCH' || "
             "i, "
             "'sale', 'native', 'tea', 100, 'pending', '{}', '', '', 0, 0, 30000, 0 FROM n")
                .c_str());
    const auto prepare = [raw](const char* sql) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(raw, sql, -1, &statement, nullptr) != SQLITE_OK)
            qFatal("baseline: %s", sqlite3_errmsg(raw));
        return statement;
    };
    sqlite3_stmt* transfer =
        prepare("INSERT INTO transfers (id, key, kind, description, occurred_at, posted_at, "
                "previous_hash, hash, cause, form) VALUES (?1, 'payment:420000000000000000' || ?1, "
                "'payment', 'BENCH00001 tea', ?1, ?1, ?2, ?2, 'system', 2)");
    sqlite3_stmt* entry = prepare(
        "INSERT INTO entries (transfer_id, line, account_id, amount_fen) VALUES (?1, ?2, 900 + ?3, 5)");
    sqlite3_stmt* account = prepare("UPDATE accounts SET balance_fen = balance_fen + 5 WHERE id = 900 + ?1");
    sqlite3_stmt* head = prepare("UPDATE ledger_head SET transfer_id = ?1, hash = ?2 WHERE id = 1");
    sqlite3_stmt* inbox =
        prepare("INSERT INTO inbox (event_id, event_type, received_at, body, outcome, note) VALUES "
                "('EV-' || ?1, 'TRANSACTION.SUCCESS', ?1, zeroblob(1100), 'applied', '')");
    sqlite3_stmt* event = prepare("INSERT INTO order_events (order_id, at, event, evidence) VALUES (?1, ?1, "
                                  "'paid', '420000000000000000')");
    sqlite3_stmt* order = prepare("UPDATE orders SET payment = 'paid', state = 'paid', next_query_at = NULL, "
                                  "transaction_id = '42' || ?1, "
                                  "paid_at = ?1, settle_at = ?1 WHERE id = ?1");
    const auto step = [raw](sqlite3_stmt* statement, qint64 a, int b = 0, int c = 0) {
        sqlite3_bind_int64(statement, 1, a);
        if (b > 0)
            sqlite3_bind_int(statement, 2, b);
        if (c > 0)
            sqlite3_bind_int(statement, 3, c);
        if (sqlite3_step(statement) != SQLITE_DONE)
            qFatal("baseline: %s", sqlite3_errmsg(raw));
        sqlite3_reset(statement);
    };
    const QByteArray hash(64, 'a');
    for (sqlite3_stmt* hashed : {transfer, head})
        sqlite3_bind_text(hashed, 2, hash.constData(), 64, SQLITE_STATIC);
    QElapsedTimer timer;
    timer.start();
    qint64 id = 0;
    for (int i = 0; i < count; ++i) {
        if (i % group == 0)
            run("BEGIN IMMEDIATE");
        step(transfer, ++id);
        for (int line = 1; line <= 2; ++line) {
            step(account, line);
            step(entry, id, line, line);
        }
        step(head, id);
        if (rows == Rows::notification) {
            step(inbox, i + 1);
            step(event, i + 1);
            step(order, i + 1);
        }
        if (i % group == group - 1 || i == count - 1)
            run("COMMIT");
    }
    const double rate = perSecond(count, timer);
    for (sqlite3_stmt* statement : {transfer, entry, account, head, inbox, event, order})
        sqlite3_finalize(statement);
    sqlite3_close(raw);
    return rate;
}

/// SHA256 with RSA-2048 over a notification's worth of bytes, on one core.
double rawVerifications(int count)
{
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_RSA_gen(2048), &EVP_PKEY_free);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    const std::array<unsigned char, 1200> message{};
    std::array<unsigned char, 256> signature{};
    size_t size = signature.size();
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) != 1 ||
        EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) != 1)
        qFatal("baseline: cannot sign");
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < count; ++i) {
        EVP_MD_CTX_reset(context.get());
        if (EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) != 1 ||
            EVP_DigestVerify(context.get(), signature.data(), size, message.data(), message.size()) != 1)
            qFatal("baseline: a signature failed");
    }
    return perSecond(count, timer);
}

struct Run {
    double rate;
    int group;
};

Run transfersRun()
{
    constexpr int kCount = 20'000;
    harness::Shop shop;
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
    return {perSecond(kCount, timer), kCount / static_cast<int>(shop.writer->commits())};
}

void transfers()
{
    constexpr int kCount = 20'000;
    double ours = 0;
    double raw = 0;
    int group = 0;
    for (int i = 0; i < kRuns; ++i) {
        const Run run = transfersRun();
        ours = std::max(ours, run.rate);
        raw = std::max(raw, rawSqlite(kCount, run.group, Rows::transfer));
        group = run.group;
    }
    print("ledger transfers", ours, "the same rows by SQLite's C API", raw, group);
}

/// A million entries through the C API cannot be verified, so they are posted; once.
void verification()
{
    constexpr int kTransfers = 500'000;
    harness::Shop shop;
    constexpr int kTogether = 1'000;
    for (int from = 0; from < kTransfers; from += kTogether) {
        const auto posted = shop.write<int>([from](storage::Database& database) -> base::Result<int> {
            for (int i = from; i < from + kTogether; ++i)
                ZF_TRY(ledger::post(database,
                    ledger::simpleTransfer(QStringLiteral("payment:4200%1").arg(i), QStringLiteral("payment"),
                        QStringLiteral("tea"), i, ledger::AccountPath::wechatBasic(),
                        ledger::AccountPath::sales(), base::Money::fen(5)),
                    i));
            return 0;
        });
        if (!posted)
            qFatal("a transfer failed");
    }
    QElapsedTimer verifying;
    verifying.start();
    const ledger::Proof proof = shop.proof();
    const double entries = perSecond(proof.transfers * 2, verifying);
    if (!proof.ok() || proof.transfers != kTransfers)
        qFatal("the books differ");
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
        "verify, entries", entries, "a plain scan of the entries", perSecond(scanned.value_or(1), scanning));
    std::printf("    a million entries took %.1f s\n", 1e6 / entries);
}

constexpr int kNotifications = 4'000;

Run notificationsRun()
{
    constexpr int kCount = kNotifications;
    constexpr int kConnections = 128;
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
    payments::Inbox inbox(
        *shop.writer, clock, {{QStringLiteral("TRANSACTION.SUCCESS"), payments::transactionHandler()}});
    if (!shop.set("wechatpay.mchid", identity->mchid) || !shop.set("wechatpay.appid", identity->appid))
        qFatal("no settings");
    wechatpay::v3::PlatformKeys keys;
    keys.add(identity->publicKeyId, identity->platformKey.publicKey());
    auto listening = listener::Listener::start(
        {}, std::make_shared<wechatpay::v3::KeyRing>(keys), {identity->apiV3Key, {}}, inbox, clock);
    if (!listening)
        qFatal("no listener");
    const quint64 commitsBefore = shop.writer->commits();
    QElapsedTimer timer;
    timer.start();
    std::atomic<int> next = 0;
    std::atomic<int> acknowledged = 0;
    std::vector<std::thread> senders;
    for (int c = 0; c < kConnections; ++c) {
        senders.emplace_back([&] {
            boost::asio::io_context context;
            boost::asio::ip::tcp::socket socket(context);
            socket.connect({boost::asio::ip::address_v4::loopback(), (*listening)->port()});
            socket.set_option(boost::asio::ip::tcp::no_delay(true));
            std::array<char, 1024> answer{};
            for (int i = next++; i < kCount; i = next++) {
                const QByteArray& request = requests[static_cast<size_t>(i)];
                boost::asio::write(
                    socket, boost::asio::buffer(request.constData(), static_cast<size_t>(request.size())));
                // A 204 has no body and comes in one piece.
                const size_t size = socket.read_some(boost::asio::buffer(answer));
                acknowledged +=
                    QByteArrayView(answer.data(), static_cast<qsizetype>(size)).startsWith("HTTP/1.1 204")
                        ? 1
                        : 0;
            }
        });
    }
    for (std::thread& sender : senders)
        sender.join();
    const double ours = perSecond(kCount, timer);
    if (acknowledged != kCount || shop.proof().transfers != kCount)
        qFatal("only %d of %d notifications were recorded", acknowledged.load(), kCount);
    return {ours, kCount / static_cast<int>(shop.writer->commits() - commitsBefore)};
}

void notifications()
{
    double ours = 0;
    double raw = 0;
    double verifications = 0;
    int group = 0;
    for (int i = 0; i < kRuns; ++i) {
        const Run run = notificationsRun();
        ours = std::max(ours, run.rate);
        raw = std::max(raw, rawSqlite(kNotifications, run.group, Rows::notification));
        verifications = std::max(verifications, rawVerifications(kNotifications));
        group = run.group;
    }
    print("durable notifications", ours, "the same rows by SQLite's C API", raw, group);
    print("durable notifications", ours, "OpenSSL RSA-2048 verifications", verifications);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList wanted = QCoreApplication::arguments().mid(1);
    const auto asked = [&](const char* name) {
        return wanted.isEmpty() || wanted.contains(QString::fromLatin1(name));
    };
    if (asked("transfers"))
        transfers();
    if (asked("verify"))
        verification();
    if (asked("notifications"))
        notifications();
    return 0;
}
