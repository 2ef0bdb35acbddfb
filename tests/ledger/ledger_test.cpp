#include "access/audit.h"
#include "harness/run.h"
#include "harness/shop.h"

#include <QProcess>

using namespace zhangfang;
using base::Money;
using ledger::AccountPath;

class LedgerTest : public QObject
{
    Q_OBJECT
    static QString code(const base::Result<ledger::Posted>& result)
    {
        return result ? QString() : result.error().code;
    }
    static base::Result<ledger::Posted> post(
        harness::Shop& shop, const QString& key, std::vector<ledger::Entry> entries)
    {
        return shop.write<ledger::Posted>([&](storage::Database& database) {
            return ledger::post(database,
                {key, QStringLiteral("move"), QStringLiteral("测试; \"x\" | y"), shop.clock.nowUtcMs(),
                    entries},
                shop.clock.nowUtcMs());
        });
    }
    /// As somebody would who has the file and another program.
    static base::Status tamper(harness::Shop& shop, const QString& sql)
    {
        ZF_ASSIGN(
            const auto database, storage::Database::open(shop.file(), storage::Database::Access::readWrite));
        ZF_TRY(database->executeScript(
            QStringLiteral("DROP TRIGGER transfers_no_UPDATE; DROP TRIGGER entries_no_UPDATE; DROP TRIGGER "
                           "transfers_no_DELETE; "
                           "DROP TRIGGER entries_no_DELETE; PRAGMA foreign_keys=OFF")));
        return database->executeScript(sql);
    }

private Q_SLOTS:
    void postsOnceUnderOneKey()
    {
        harness::Shop shop;
        const std::vector<ledger::Entry> entries{
            {AccountPath::wechatBasic(), Money::fen(5)}, {AccountPath::sales(), Money::fen(-5)}};
        const auto first = post(shop, QStringLiteral("k"), entries);
        const auto again = post(shop, QStringLiteral("k"), entries);
        QVERIFY(first && again);
        QVERIFY(first->first && !again->first);
        QCOMPARE(again->id, first->id);
        QCOMPARE(code(post(shop, QStringLiteral("k"),
                     {{AccountPath::wechatBasic(), Money::fen(6)}, {AccountPath::sales(), Money::fen(-6)}})),
            QStringLiteral("key_reused"));
        QCOMPARE(shop.proof().transfers, 1);
    }

    void refusesWhatDoesNotAddUp()
    {
        harness::Shop shop;
        const auto user = AccountPath::userAvailable(shop.addUser(QStringLiteral("oUser")));
        QCOMPARE(code(post(shop, QStringLiteral("a"),
                     {{AccountPath::wechatBasic(), Money::fen(5)}, {AccountPath::sales(), Money::fen(-4)}})),
            QStringLiteral("unbalanced"));
        QCOMPARE(code(post(shop, QStringLiteral("b"),
                     {{AccountPath::wechatBasic(), Money::zero()}, {AccountPath::sales(), Money::zero()}})),
            QStringLiteral("invalid_amount"));
        QCOMPARE(code(post(shop, QStringLiteral("c"),
                     {{user, Money::fen(1)}, {AccountPath::wechatBasic(), Money::fen(-1)}})),
            QStringLiteral("insufficient_funds"));
        QCOMPARE(shop.proof().transfers, 0);
        QVERIFY(!AccountPath::parse(QStringLiteral("assets:piggy-bank")));
        QVERIFY(!AccountPath::parse(QStringLiteral("liabilities:user:0:held")));
    }

    void tamperingIsNamed_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QString>("names");
        QTest::newRow("amount")
            << QByteArray("UPDATE entries SET amount_fen = amount_fen + 1 WHERE transfer_id = 2 AND line = 0")
            << "transfer 2";
        QTest::newRow("text") << QByteArray("UPDATE transfers SET description = 'other' WHERE id = 1")
                              << "transfer 1";
        QTest::newRow("why") << QByteArray("UPDATE transfers SET cause = 'audit:1' WHERE id = 2")
                             << "transfer 2";
        QTest::newRow("when") << QByteArray("UPDATE transfers SET occurred_at = occurred_at + 1 WHERE id = 2")
                              << "transfer 2";
        QTest::newRow("posted when") << QByteArray(
                                            "UPDATE transfers SET posted_at = posted_at + 1 WHERE id = 2")
                                     << "transfer 2";
        QTest::newRow("what kind") << QByteArray("UPDATE transfers SET kind = 'payment' WHERE id = 2")
                                   << "transfer 2";
        QTest::newRow("key") << QByteArray("UPDATE transfers SET key = 'other' WHERE id = 2") << "transfer 2";
        QTest::newRow("called an earlier one")
            << QByteArray("UPDATE transfers SET form = 1, cause = '' WHERE id = 2") << "transfer 2";
        QTest::newRow("called a later one")
            << QByteArray("UPDATE transfers SET form = 3 WHERE id = 2") << "transfer 2";
        QTest::newRow("removed") << QByteArray("DELETE FROM transfers WHERE id = 1") << "transfer 1";
        QTest::newRow("entry removed")
            << QByteArray("DELETE FROM entries WHERE transfer_id = 2") << "transfer 2";
        QTest::newRow("last removed")
            << QByteArray("DELETE FROM transfers WHERE id = (SELECT MAX(id) FROM transfers)")
            << "last transfers";
        QTest::newRow("balance")
            << QByteArray("UPDATE accounts SET balance_fen = balance_fen - 1 WHERE path = 'income:sales'")
            << "income:sales";
    }
    void tamperingIsNamed()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QString, names);
        harness::Shop shop;
        for (const char* key : {"1", "2", "3"})
            REQUIRE(post(shop, QString::fromLatin1(key),
                {{AccountPath::wechatBasic(), Money::fen(5)}, {AccountPath::sales(), Money::fen(-5)}}));
        QCOMPARE(shop.proof().firstDifference, QString());
        REQUIRE(tamper(shop, QString::fromUtf8(sql)));
        QVERIFY2(shop.proof().firstDifference.contains(names), qPrintable(shop.proof().firstDifference));
    }

    void aTransferNamesItsCause()
    {
        harness::Shop shop;
        const auto posted = [&](const char* key, const QString& cause) {
            return shop.write<int>([&](storage::Database& database) -> base::Result<int> {
                const storage::Because because(database, cause);
                {
                    const storage::Because within(database, QStringLiteral("event:no")); // said already
                    ZF_TRY(ledger::post(database,
                        ledger::simpleTransfer(QString::fromLatin1(key), QStringLiteral("move"), {}, 1,
                            AccountPath::wechatBasic(), AccountPath::sales(), Money::fen(5)),
                        1));
                }
                return 0;
            });
        };
        REQUIRE(posted("1", QStringLiteral("audit:7")));
        REQUIRE(post(shop, QStringLiteral("2"), // what the command before said is over
            {{AccountPath::wechatBasic(), Money::fen(5)}, {AccountPath::sales(), Money::fen(-5)}}));
        {
            const storage::Working working("books");
            REQUIRE(post(shop, QStringLiteral("3"),
                {{AccountPath::wechatBasic(), Money::fen(5)}, {AccountPath::sales(), Money::fen(-5)}}));
            REQUIRE(posted("4", QStringLiteral("audit:8"))); // the worker began, and has said so
        }
        // One that fails after it has said why leaves nothing to the others in its group.
        const auto failed = shop.write<int>([&](storage::Database& database) -> base::Result<int> {
            database.setCause(QStringLiteral("audit:9"));
            ZF_TRY(database.execute("DELETE FROM settings WHERE key = 'none'"));
            return base::refused("no", {});
        });
        QVERIFY(!failed);
        REQUIRE(posted("5", QString()));
        const auto causes =
            shop.readers.read<QStringList>([](storage::Database& database) -> base::Result<QStringList> {
                ZF_ASSIGN(auto rows, database.query("SELECT cause FROM transfers ORDER BY id"));
                QStringList all;
                while (rows.next())
                    all << rows.text(0);
                return all;
            });
        QCOMPARE(*causes,
            (QStringList{QStringLiteral("audit:7"), QStringLiteral("system"), QStringLiteral("system:books"),
                QStringLiteral("system:books"), QStringLiteral("event:no")}));
    }

    /// A cause that is an entry of the audit log, or a notification, has to be there.
    void aCauseThatIsNotThereIsNamed_data()
    {
        QTest::addColumn<QString>("cause");
        QTest::addColumn<bool>("found");
        QTest::newRow("an entry") << "audit:1" << true;
        QTest::newRow("none of them") << "audit:2" << false;
        QTest::newRow("written otherwise") << "audit:01" << false;
        QTest::newRow("no number") << "audit:x" << false;
        QTest::newRow("nothing") << "audit:" << false;
        QTest::newRow("a notification") << "event:EV-1" << true;
        QTest::newRow("another") << "event:EV-2" << false;
        QTest::newRow("the engine") << "system:payouts" << true;
        QTest::newRow("work outside") << "errand:5" << true;
    }
    void aCauseThatIsNotThereIsNamed()
    {
        QFETCH(QString, cause);
        QFETCH(bool, found);
        harness::Shop shop;
        REQUIRE(shop.write<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_TRY(access::recordAudit(database, 1, QStringLiteral("mei"), QStringLiteral("x"), {}, {}));
            ZF_TRY(
                database.execute("INSERT INTO inbox (event_id, event_type, received_at, body, outcome, note) "
                                 "VALUES ('EV-1', 'x', 1, '', 'applied', '')"));
            const storage::Because because(database, cause);
            ZF_TRY(ledger::post(database,
                ledger::simpleTransfer(QStringLiteral("1"), QStringLiteral("move"), {}, 1,
                    AccountPath::wechatBasic(), AccountPath::sales(), Money::fen(5)),
                1));
            return 0;
        }));
        const QString difference = shop.proof().firstDifference;
        QVERIFY2(found ? difference.isEmpty() : difference.contains(QLatin1String("transfer 1 (1)")),
            qPrintable(difference));
    }

    /// The audit log is part of the proof.
    void theAuditLogIsProven()
    {
        harness::Shop shop;
        REQUIRE(shop.write<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_TRY(access::recordAudit(database, 1, QStringLiteral("mei"), QStringLiteral("x"), {}, {}));
            return 0;
        }));
        QCOMPARE(shop.proof().firstDifference, QString());
        REQUIRE(tamper(shop, QStringLiteral("DROP TRIGGER audit_no_UPDATE; UPDATE audit SET actor = 'lin'")));
        QVERIFY(shop.proof().firstDifference.contains(QLatin1String("audit log")));
    }

    void anyTextVerifies_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("a mark of byte order") << QString(QChar(0xfeff)) + QStringLiteral("x");
        QTest::newRow("half a character") << QString(QChar(0xd83c));
        QTest::newRow("no character") << QString(QChar(0xffff));
        QTest::newRow("a zero") << QStringLiteral("x") + QChar(0) + QStringLiteral("y");
        QTest::newRow("line ends and lengths") << QStringLiteral("\n3:abc\n");
        QTest::newRow("an emoji") << QString::fromUtf8("\xF0\x9F\x8D\xB5");
    }
    void anyTextVerifies()
    {
        QFETCH(QString, text);
        harness::Shop shop;
        const auto posted = [&] {
            return shop.write<ledger::Posted>([&](storage::Database& database) {
                const storage::Because because(database, text);
                return ledger::post(database,
                    ledger::simpleTransfer(
                        text, text, text, 1, AccountPath::wechatBasic(), AccountPath::sales(), Money::fen(5)),
                    1);
            });
        };
        const auto first = posted();
        const auto again = posted();
        REQUIRE(first);
        REQUIRE(again);
        QVERIFY(first->first && !again->first);
        QCOMPARE(again->id, first->id);
        QCOMPARE(shop.proof().firstDifference, QString());
    }

    void entriesAreAppendOnly()
    {
        harness::Shop shop;
        REQUIRE(post(shop, QStringLiteral("1"),
            {{AccountPath::wechatBasic(), Money::fen(5)}, {AccountPath::sales(), Money::fen(-5)}}));
        for (const storage::Sql sql : std::initializer_list<storage::Sql>{"UPDATE entries SET amount_fen = 1",
                 "DELETE FROM entries", "UPDATE transfers SET key = 'x'", "DELETE FROM transfers"})
            QVERIFY2(!shop.write<qint64>([&](storage::Database& database) { return database.execute(sql); }),
                sql.text);
    }

    /// hledger and ledger must read our journal to our balances.
    void othersReadTheJournalAlike_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("hledger") << QStringList{QStringLiteral("hledger"), QStringLiteral("bal"),
            QStringLiteral("--flat"), QStringLiteral("-N"), QStringLiteral("-f")};
        QTest::newRow("ledger") << QStringList{QStringLiteral("ledger"), QStringLiteral("bal"),
            QStringLiteral("--flat"), QStringLiteral("--no-total"), QStringLiteral("-f")};
    }
    void othersReadTheJournalAlike()
    {
        QFETCH(QStringList, command);
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oJournal"));
        REQUIRE(shop.fund(user, 123456));
        REQUIRE(post(shop, QStringLiteral("odd; key | here"),
            {{AccountPath::wechatUnsettled(), Money::fen(5)}, {AccountPath::sales(), Money::fen(-5)}}));
        QFile journal(shop.folder.filePath(QStringLiteral("books.journal")));
        QVERIFY(journal.open(QIODevice::WriteOnly));
        REQUIRE(shop.readers.read<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_TRY(ledger::exportBooks(
                database, ledger::ExportFormat::hledger, [&](const QByteArray& bytes) -> base::Status {
                    journal.write(bytes);
                    return {};
                }));
            return 0;
        }));
        journal.close();
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        process.setProcessEnvironment(environment);
        const QString program = command.takeFirst();
        process.start(program, command + QStringList{journal.fileName()});
        QVERIFY(process.waitForFinished());
        const QString output = QString::fromUtf8(process.readAllStandardOutput());
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        const auto all = shop.readers.read<std::vector<ledger::AccountBalance>>(
            [](storage::Database& database) { return ledger::balances(database); });
        REQUIRE(all);
        QCOMPARE(all->size(), 6U);
        for (const auto& account : *all) {
            const Money debit =
                account.account.isCreditNormal() ? *account.balance.negated() : account.balance;
            const QRegularExpression line(QStringLiteral("CNY %1 +%2\\s*(\n|$)")
                                              .arg(QRegularExpression::escape(debit.toYuan()),
                                                  QRegularExpression::escape(account.account.toString())));
            QVERIFY2(line.match(output).hasMatch(), qPrintable(line.pattern() + QLatin1Char('\n') + output));
        }
    }
};

ZHANGFANG_TEST(LedgerTest)
#include "ledger_test.moc"
