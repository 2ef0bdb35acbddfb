#include "base/calendar.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "listener/refusals.h"

#include <thread>

using namespace zhangfang;
using listener::Refusals;
using listener::Why;

namespace
{
QStringList lines; ///< a message handler is a plain function
void keep(QtMsgType, const QMessageLogContext&, const QString& message)
{
    lines << message;
}
} // namespace

class RefusalsTest : public QObject
{
    Q_OBJECT
    std::unique_ptr<harness::Shop> shop_;
    std::unique_ptr<Refusals> refusals_;

    void refuse(int times, Why why = Why::signature)
    {
        for (int i = 0; i < times; ++i)
            refusals_->refused(why, QStringLiteral("notification refused: example %1").arg(i));
    }
    base::Status recorded()
    {
        const auto tally = refusals_->take();
        const qint64 now = shop_->clock.nowUtcMs();
        return shop_
            ->write<int>([&](storage::Database& database) -> base::Result<int> {
                ZF_TRY(listener::record(database, tally, now));
                return 0;
            })
            .map([](int) {});
    }
    listener::Heard heard() const { return *shop_->readers.read<listener::Heard>(&listener::heard); }
    std::vector<listener::RefusedLately> lately(qint64 since) const
    {
        return *shop_->readers.read<std::vector<listener::RefusedLately>>(
            [since](storage::Database& database) { return listener::refusedLately(database, since); });
    }
    /// "open: message", "closed", or "none".
    QString task() const
    {
        return *shop_->readers.read<QString>([](storage::Database& database) -> base::Result<QString> {
            ZF_ASSIGN(auto rows, database.query("SELECT message, resolved_at FROM tasks "
                                                "WHERE code = 'notifications_refused'"));
            if (!rows.next())
                return QStringLiteral("none");
            return rows.isNull(1) ? QStringLiteral("open: ") + rows.text(0) : QStringLiteral("closed");
        });
    }

private Q_SLOTS:
    void init()
    {
        shop_ = std::make_unique<harness::Shop>();
        refusals_ = std::make_unique<Refusals>(shop_->clock);
        lines.clear();
    }

    /// Strangers send as many as they like: a few lines a minute.
    void theLogIsToldInSamples()
    {
        qInstallMessageHandler(keep);
        refuse(10'000);
        refuse(20, Why::content);
        const QStringList first = lines;
        shop_->clock.advance(61'000);
        refusals_->tellSum();
        const QStringList sum = lines.mid(first.size());
        refuse(1);
        shop_->clock.advance(61'000);
        refusals_->tellSum(); // nothing more has been kept silent
        qInstallMessageHandler(nullptr);
        QCOMPARE(first.size(), 2 * Refusals::kToldInAMinute);
        QCOMPARE(sum, QStringList{QStringLiteral(
                          "further notifications refused within a minute: 9997 signature, 17 content")});
        QCOMPARE(lines.size(), first.size() + 2);
    }

    void tenInARowAskAPersonOnce()
    {
        refuse(9);
        REQUIRE(recorded());
        QCOMPARE(task(), QStringLiteral("none"));
        refuse(1, Why::content);
        REQUIRE(recorded());
        QCOMPARE(
            task(), QStringLiteral("open: 10 notifications in a row were refused, and none was good. The "
                                   "latest: notification refused: example 0."));
        QCOMPARE(heard().refusedInARow, 10);
        // A person has looked: further ones do not ask again, until a good one has come between.
        REQUIRE(shop_->write<qint64>([](storage::Database& database) {
            return database.execute("UPDATE tasks SET resolved_at = 1");
        }));
        refuse(30);
        REQUIRE(recorded());
        QCOMPARE(task(), QStringLiteral("closed"));
        refusals_->good();
        refuse(10);
        REQUIRE(recorded());
        QVERIFY(task().startsWith(QLatin1String("open: ")));
        refusals_->good();
        REQUIRE(recorded());
        QCOMPARE(task(), QStringLiteral("closed"));
        QCOMPARE(heard().refusedInARow, 0);
        QCOMPARE(heard().good, 2);
        QCOMPARE(heard().lastGoodAtUtcMs, shop_->clock.nowUtcMs());
    }

    void oneGoodBetweenIsEnough()
    {
        refuse(9);
        refusals_->good();
        refuse(9);
        REQUIRE(recorded());
        QCOMPARE(task(), QStringLiteral("none"));
        QCOMPARE(heard().refusedInARow, 9);
    }

    /// What could not be written down is sent again by WeChat, and is no refusal.
    void whatIsNotRecordedIsNotRefused()
    {
        refuse(50, Why::notRecorded);
        QVERIFY(refusals_->take().isEmpty());
    }

    void latelyByReason()
    {
        const qint64 begin = shop_->clock.nowUtcMs();
        refuse(2, Why::unknownPath);
        REQUIRE(recorded());
        shop_->clock.advance(2 * 3'600'000);
        refuse(3, Why::unknownPath);
        REQUIRE(recorded());
        shop_->clock.advance(1);
        refuse(1, Why::timestamp);
        REQUIRE(recorded());
        const auto all = lately(begin);
        QCOMPARE(all.size(), std::size_t(2));
        QCOMPARE(all[0].reason, QStringLiteral("timestamp"));
        QCOMPARE(all[1].reason, QStringLiteral("unknown_path"));
        QCOMPARE(all[1].count, 5);
        QCOMPARE(all[1].lastAtUtcMs, begin + 2 * 3'600'000);
        QCOMPARE(all[1].example, QStringLiteral("notification refused: example 2"));
        QCOMPARE(lately(begin + 2 * 3'600'000)[1].count, 3);
        // They do not pile up.
        shop_->clock.advance(9 * base::kDayMs);
        refuse(1);
        REQUIRE(recorded());
        QCOMPARE(lately(0).size(), std::size_t(1));
    }

    /// Books that cannot be written for a while: nothing is forgotten, in whatever order it is given back.
    void whatCouldNotBeRecordedIsKept()
    {
        refuse(3);
        const auto early = refusals_->take();
        refuse(4);
        refusals_->giveBack(early);
        REQUIRE(recorded());
        QCOMPARE(heard().refusedInARow, 7);
        QCOMPARE(lately(0)[0].count, 7);
        refuse(5);
        const auto before = refusals_->take();
        refusals_->good();
        refuse(1);
        refusals_->giveBack(before);
        REQUIRE(recorded());
        QCOMPARE(heard().refusedInARow, 1);
        QCOMPARE(lately(0)[0].count, 13);
    }

    /// Strangers' words are shown as what they are.
    void anExampleIsOneLine()
    {
        refusals_->refused(Why::unknownPath, QStringLiteral("a\nb\u202e") + QString(1'000, QLatin1Char('x')));
        REQUIRE(recorded());
        const QString example = lately(0)[0].example;
        QVERIFY(example.startsWith(QLatin1String("a\\nb\\u202e")));
        QVERIFY(example.size() < 320);
    }

    void manyAtOnce()
    {
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([this] {
                for (int n = 0; n < 1'000; ++n) {
                    refusals_->refused(Why::content, QStringLiteral("x"));
                    refusals_->good();
                }
            });
        for (std::thread& thread : threads)
            thread.join();
        const auto tally = refusals_->take();
        QCOMPARE(tally.good, 4'000);
        QCOMPARE(tally.refused.at(Why::content).count, 4'000);
    }
};

ZHANGFANG_TEST(RefusalsTest)
#include "refusals_test.moc"
