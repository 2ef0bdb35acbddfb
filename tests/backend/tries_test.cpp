#include "access/operators.h"
#include "access/tries.h"
#include "backend/authentication.h"
#include "harness/run.h"
#include "harness/shop.h"

#include <latch>
#include <thread>

using namespace zhangfang;
using storage::Database;

/// After five wrong passwords in a row a name waits, longer and longer.
class TriesTest : public QObject
{
    Q_OBJECT
    static constexpr auto kRight = "a good password";
    static constexpr qint64 kMinute = 60'000;
    QString hash_;

    void open(harness::Shop& shop) const
    {
        REQUIRE(shop.write<int>([&](Database& database) -> base::Result<int> {
            ZF_TRY(access::addOwner(database, QStringLiteral("mei"), hash_, shop.clock.nowUtcMs()));
            return 0;
        }));
    }
    static base::Result<QString> tried(
        harness::Shop& shop, const QByteArray& password, const QString& name = QStringLiteral("mei"))
    {
        return backend::authenticated(*shop.writer, shop.readers, shop.clock, name, password);
    }
    static QString code(const base::Result<QString>& outcome)
    {
        return outcome ? QString() : outcome.error().code;
    }
    /// Without the password's work.
    static base::Result<access::Admission> begun(harness::Shop& shop, const QString& name)
    {
        return shop.write<access::Admission>(
            [&](Database& database) { return access::beginTry(database, name, shop.clock.nowUtcMs()); });
    }
    static base::Status ended(harness::Shop& shop, const QString& name, access::Tried tried)
    {
        return shop
            .write<int>([&](Database& database) -> base::Result<int> {
                ZF_TRY(access::endTry(database, name, tried, shop.clock.nowUtcMs()));
                return 0;
            })
            .map([](int) {});
    }
    static qint64 number(harness::Shop& shop, storage::Sql sql)
    {
        return shop.readers
            .read<qint64>([&](Database& database) -> base::Result<qint64> {
                ZF_ASSIGN(auto rows, database.query(sql));
                return rows.next() ? rows.number(0) : -1;
            })
            .value_or(-2);
    }

private Q_SLOTS:
    void initTestCase()
    {
        crypto::SystemRandom random;
        const auto hash = access::hashPassword(kRight, random);
        REQUIRE(hash);
        hash_ = *hash;
    }

    void theWaitsGrow()
    {
        harness::Shop shop;
        open(shop);
        for (int i = 0; i < access::kFreeTries; ++i)
            QCOMPARE(code(tried(shop, "wrong")), QStringLiteral("wrong_password"));
        for (const qint64 minutes : {1, 2, 4, 8, 15, 15}) {
            const auto now = tried(shop, kRight); // the right one waits too
            QCOMPARE(code(now), QStringLiteral("operator_waits"));
            QCOMPARE(now.error().figures, QStringList{QString::number(minutes * 60)});
            QVERIFY(now.error().message.contains(QString::number(minutes * 60)));
            shop.clock.advance(minutes * kMinute - 1);
            const auto nearly = tried(shop, "wrong");
            QCOMPARE(code(nearly), QStringLiteral("operator_waits"));
            QCOMPARE(nearly.error().figures, QStringList{QStringLiteral("1")});
            shop.clock.advance(1);
            QCOMPARE(code(tried(shop, "wrong")), QStringLiteral("wrong_password"));
        }
        shop.clock.advance(15 * kMinute);
        QCOMPARE(tried(shop, kRight).value_or(QString()), QStringLiteral("mei"));
        // All is forgiven.
        for (int i = 0; i < access::kFreeTries - 1; ++i)
            QCOMPARE(code(tried(shop, "wrong")), QStringLiteral("wrong_password"));
        QCOMPARE(code(tried(shop, kRight)), QString());
    }

    void aRestartForgetsNothing()
    {
        harness::Shop shop;
        open(shop);
        for (int i = 0; i < access::kFreeTries; ++i) {
            QCOMPARE(code(tried(shop, "wrong")), QStringLiteral("wrong_password"));
            shop.writer.reset();
            auto again = storage::Writer::start(shop.file());
            REQUIRE(again);
            shop.writer = std::move(*again);
        }
        QCOMPARE(code(tried(shop, kRight)), QStringLiteral("operator_waits"));
        // Other names do not wait for that one.
        QCOMPARE(code(tried(shop, kRight, QStringLiteral("lin"))), QStringLiteral("wrong_password"));
    }

    void nobodyLearnsWhichNamesThereAre()
    {
        harness::Shop shop;
        open(shop);
        QStringList told[2];
        for (int i = 0; i < 7; ++i) {
            int at = 0;
            for (const char* name : {"mei", "lin"}) {
                const auto outcome = tried(shop, "wrong", QString::fromLatin1(name));
                QVERIFY(!outcome);
                told[at++] << outcome.error().code + QLatin1Char(' ') + outcome.error().message;
            }
            if (i >= 4)
                shop.clock.advance(7'000);
        }
        QCOMPARE(told[0], told[1]);
        QVERIFY(told[1].last().startsWith(QStringLiteral("operator_waits")));
    }

    void itIsWrittenDownAndTold()
    {
        harness::Shop shop;
        open(shop);
        for (int i = 0; i < access::kFreeTries - 1; ++i)
            QCOMPARE(code(tried(shop, "wrong")), QStringLiteral("wrong_password"));
        QCOMPARE(number(shop, "SELECT COUNT(*) FROM tasks"), 0);
        QCOMPARE(number(shop, "SELECT COUNT(*) FROM audit WHERE action = 'operator.waits'"), 0);
        QCOMPARE(code(tried(shop, "wrong")), QStringLiteral("wrong_password"));
        QCOMPARE(number(shop, "SELECT COUNT(*) FROM tasks WHERE code = 'operator_waits' AND resolved_at IS "
                              "NULL AND message LIKE '%mei%5 wrong%1 minutes%'"),
            1);
        QCOMPARE(
            number(shop, "SELECT COUNT(*) FROM audit WHERE action = 'operator.waits' AND subject = 'mei'"),
            1);
        // What nobody gets to try is not written down each time.
        for (int i = 0; i < 3; ++i)
            QCOMPARE(code(tried(shop, "wrong")), QStringLiteral("operator_waits"));
        QCOMPARE(number(shop, "SELECT COUNT(*) FROM audit WHERE action = 'operator.waits'"), 1);
        // However many names somebody makes up: whose name nobody has is no task, and hides nobody's.
        for (int i = 0; i < access::kFreeTries; ++i)
            QCOMPARE(code(tried(shop, "wrong", QStringLiteral("lin"))), QStringLiteral("wrong_password"));
        QCOMPARE(number(shop, "SELECT COUNT(*) FROM tasks"), 1);
        QCOMPARE(number(shop, "SELECT COUNT(*) FROM audit WHERE action = 'operator.waits'"), 2);
        // That the right password comes afterwards does not undo that somebody has tried.
        shop.clock.advance(kMinute);
        QCOMPARE(code(tried(shop, kRight)), QString());
        QCOMPARE(number(shop, "SELECT COUNT(*) FROM tasks WHERE resolved_at IS NULL"), 1);
    }

    /// Each thread with a writer of its own, as another program has it.
    void sideBySideThereAreNoMoreTries()
    {
        constexpr int kAtOnce = 12;
        harness::Shop shop;
        open(shop);
        std::latch all(kAtOnce);
        std::atomic<int> wrong = 0, waits = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < kAtOnce; ++i)
            threads.emplace_back([&] {
                const auto writer = storage::Writer::start(shop.file());
                all.arrive_and_wait();
                if (!writer)
                    return;
                const auto outcome = backend::authenticated(
                    **writer, shop.readers, shop.clock, QStringLiteral("mei"), "wrong");
                wrong += code(outcome) == QLatin1String("wrong_password") ? 1 : 0;
                waits += code(outcome) == QLatin1String("operator_waits") ? 1 : 0;
            });
        for (auto& thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), access::kFreeTries);
        QCOMPARE(waits.load(), kAtOnce - access::kFreeTries);
        // After the wait it is one at a time.
        shop.clock.advance(kMinute);
        using Answer = access::Admission::Answer;
        QCOMPARE(begun(shop, QStringLiteral("mei"))->answer, Answer::go);
        QCOMPARE(begun(shop, QStringLiteral("mei"))->answer, Answer::occupied);
    }

    void theRightPasswordSideBySideIsNeverRefused()
    {
        constexpr int kAtOnce = 12;
        harness::Shop shop;
        open(shop);
        for (int i = 0; i < access::kFreeTries - 1; ++i)
            QCOMPARE(code(tried(shop, "wrong")), QStringLiteral("wrong_password"));
        std::latch all(kAtOnce);
        std::atomic<int> right = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < kAtOnce; ++i)
            threads.emplace_back([&] {
                all.arrive_and_wait();
                right += tried(shop, kRight) ? 1 : 0;
            });
        for (auto& thread : threads)
            thread.join();
        QCOMPARE(right.load(), kAtOnce);
        QCOMPARE(number(shop, "SELECT COUNT(*) FROM password_tries"), 0);
    }

    /// Its program was killed before it had said what became of it.
    void aTryThatNobodyEndsCountsAsWrong()
    {
        harness::Shop shop;
        open(shop);
        using Answer = access::Admission::Answer;
        for (int i = 0; i < access::kFreeTries; ++i)
            QCOMPARE(begun(shop, QStringLiteral("mei"))->answer, Answer::go);
        QCOMPARE(begun(shop, QStringLiteral("mei"))->answer, Answer::occupied);
        shop.clock.advance(access::kTryGoneMs + 1);
        const auto after = begun(shop, QStringLiteral("mei"));
        REQUIRE(after);
        QCOMPARE(after->answer, Answer::waits);
        QCOMPARE(after->leftMs, kMinute - access::kTryGoneMs - 1);
        // One that could not be looked at does not.
        for (int i = 0; i < 2 * access::kFreeTries; ++i) {
            QCOMPARE(begun(shop, QStringLiteral("lin"))->answer, Answer::go);
            REQUIRE(ended(shop, QStringLiteral("lin"), access::Tried::notTried));
        }
        QCOMPARE(number(shop, "SELECT COUNT(*) FROM password_tries WHERE name = 'lin'"), 0);
    }

    void aClockThatWasPutBackKeepsNobodyWaiting()
    {
        harness::Shop shop;
        open(shop);
        for (int i = 0; i < access::kFreeTries; ++i)
            QCOMPARE(code(tried(shop, "wrong")), QStringLiteral("wrong_password"));
        shop.clock.advance(-365LL * 24 * 60 * kMinute);
        QCOMPARE(code(tried(shop, kRight)), QStringLiteral("operator_waits"));
        shop.clock.advance(access::kLongestWaitMs);
        QCOMPARE(code(tried(shop, kRight)), QString());
    }

    void namesThatNobodyHasAreForgottenInTheEnd()
    {
        harness::Shop shop;
        open(shop);
        QCOMPARE(code(tried(shop, "wrong")), QStringLiteral("wrong_password"));
        REQUIRE(shop.write<int>([&](Database& database) -> base::Result<int> {
            for (int i = 0; i < 1'200; ++i) {
                shop.clock.advance(1);
                const QString name = QStringLiteral("nobody %1").arg(i) + QString(200, QLatin1Char('x'));
                ZF_TRY(access::beginTry(database, name, shop.clock.nowUtcMs()));
                ZF_TRY(access::endTry(database, name, access::Tried::wrong, shop.clock.nowUtcMs()));
            }
            return 0;
        }));
        QCOMPARE(number(shop, "SELECT COUNT(*) FROM password_tries WHERE name <> 'mei'"), 1'001);
        QCOMPARE(number(shop, "SELECT wrong FROM password_tries WHERE name = 'mei'"), 1);
        QCOMPARE(number(shop, "SELECT MAX(LENGTH(name)) FROM password_tries"), 64);
    }
};

ZHANGFANG_TEST(TriesTest)
#include "tries_test.moc"
