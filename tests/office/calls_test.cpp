#include "access/audit.h"
#include "harness/decisions.h"
#include "harness/run.h"
#include "harness/shop.h"

using namespace zhangfang;
using base::Result;
using office::Command;
using Again = office::Command::Again;

/// What follows an act outside of the books, where the same key is given again.
class CallsTest : public QObject
{
    Q_OBJECT

    struct Door {
        harness::Shop shop;
        office::Catalogue catalogue;
        office::Office at{*shop.writer, shop.clock, catalogue};
        int calls = 0;
        QString wrong;                ///< the code of what the call answers; empty: it is done
        std::function<void()> within; ///< while it is under way

        explicit Door(Again again)
        {
            Command command;
            command.name = QStringLiteral("parcel.call");
            command.fields = {{.name = "what", .type = office::FieldType::text, .words = "what", .most = 40}};
            command.apply = [](const office::Context&, const QJsonObject& input) -> Result<office::Outcome> {
                const QString what = input.value(QLatin1String("what")).toString();
                return office::Outcome{
                    {{QStringLiteral("what"), what}}, QStringLiteral("parcel.called"), what, {}};
            };
            command.after = [this](const access::Actor&, const QJsonObject&,
                                const QJsonObject& answer) -> Result<QJsonObject> {
                ++calls;
                if (within)
                    within();
                if (wrong.isEmpty())
                    return answer;
                const bool isUnclear = wrong == QLatin1String("wechat_unclear");
                return base::fail(base::Error{
                    isUnclear ? base::ErrorKind::unavailable : base::ErrorKind::refused, wrong, wrong});
            };
            command.again = again;
            catalogue.add(std::move(command));
        }
        [[nodiscard]] QString run(const QString& key = QStringLiteral("K1"))
        {
            const auto done = at.run(harness::ownerNamed(QStringLiteral("mei")),
                QStringLiteral("parcel.call"), {{QStringLiteral("what"), QStringLiteral("tea")}}, key);
            if (!done)
                return done.error().code;
            return done->value(QLatin1String("what")).toString();
        }
    };

private Q_SLOTS:
    void whatIsDoneIsCalledOnce_data()
    {
        QTest::addColumn<int>("again");
        QTest::addColumn<int>("calls");
        QTest::newRow("goes on") << static_cast<int>(Again::goesOn) << 2;
        QTest::newRow("until done") << static_cast<int>(Again::untilDone) << 1;
        QTest::newRow("never") << static_cast<int>(Again::never) << 1;
    }
    void whatIsDoneIsCalledOnce()
    {
        QFETCH(int, again);
        QFETCH(int, calls);
        Door door(static_cast<Again>(again));
        QCOMPARE(door.run(), QStringLiteral("tea"));
        QCOMPARE(door.run(), QStringLiteral("tea"));
        QCOMPARE(door.calls, calls);
        QCOMPARE(door.run(QStringLiteral("K2")), QStringLiteral("tea")); // another one is another one
        QCOMPARE(door.run({}), QStringLiteral("tea"));
        QCOMPARE(door.run({}), QStringLiteral("tea"));
        QCOMPARE(door.calls, calls + 3);
    }

    /// The second of two at the same moment does nothing, and hears so.
    void twoAtOnceAreOne_data()
    {
        QTest::addColumn<int>("again");
        QTest::newRow("until done") << static_cast<int>(Again::untilDone);
        QTest::newRow("never") << static_cast<int>(Again::never);
    }
    void twoAtOnceAreOne()
    {
        QFETCH(int, again);
        Door door(static_cast<Again>(again));
        QString second;
        door.within = [&] {
            door.within = {};
            second = door.run();
        };
        QCOMPARE(door.run(), QStringLiteral("tea"));
        QCOMPARE(second, QStringLiteral("being_sent"));
        QCOMPARE(door.calls, 1);
        QCOMPARE(door.run(), QStringLiteral("tea"));
        QCOMPARE(door.calls, 1);
    }

    /// Nothing clear was heard: that is told, each time, and not tried blindly.
    void whatIsUnclearIsToldAndNotRepeated()
    {
        Door door(Again::never);
        door.wrong = QStringLiteral("wechat_unclear");
        QCOMPARE(door.run(), QStringLiteral("may_be_done"));
        door.wrong.clear();
        QCOMPARE(door.run(), QStringLiteral("may_be_done"));
        QCOMPARE(door.calls, 1);
        QCOMPARE(door.run(QStringLiteral("K2")), QStringLiteral("tea")); // somebody has looked
        QCOMPARE(door.calls, 2);
    }
    void whatCanLookGoesOnWhereItIsUnclear()
    {
        Door door(Again::untilDone);
        door.wrong = QStringLiteral("wechat_unclear");
        QCOMPARE(door.run(), QStringLiteral("wechat_unclear"));
        door.wrong.clear();
        QCOMPARE(door.run(), QStringLiteral("tea"));
        QCOMPARE(door.run(), QStringLiteral("tea"));
        QCOMPARE(door.calls, 2);
    }
    void whatCertainlyDidNothingMayBeTriedAgain()
    {
        Door door(Again::never);
        for (const char* code : {"wechat_refused", "not_reached"}) {
            door.wrong = QString::fromLatin1(code);
            QCOMPARE(door.run(), door.wrong);
        }
        door.wrong.clear();
        QCOMPARE(door.run(), QStringLiteral("tea"));
        QCOMPARE(door.calls, 3);
    }

    /// The program ended while it was called: nobody will ever say what became of it.
    void whatWasCutOffIsUnclear_data()
    {
        QTest::addColumn<int>("again");
        QTest::addColumn<QString>("later");
        QTest::addColumn<qint64>("byMs");
        QTest::newRow("never") << static_cast<int>(Again::never) << QStringLiteral("may_be_done")
                               << access::kCallMs;
        QTest::newRow("never, and the clock was put back")
            << static_cast<int>(Again::never) << QStringLiteral("may_be_done") << -access::kCallMs;
        QTest::newRow("until done") << static_cast<int>(Again::untilDone) << QStringLiteral("tea")
                                    << access::kCallMs;
    }
    void whatWasCutOffIsUnclear()
    {
        QFETCH(int, again);
        QFETCH(QString, later);
        QFETCH(qint64, byMs);
        Door door(static_cast<Again>(again));
        QCOMPARE(door.run(), QStringLiteral("tea"));
        REQUIRE(door.shop.write<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(access::endCall(
                database, QStringLiteral("K1"), access::Call::underWay, door.shop.clock.nowUtcMs()));
            return 0;
        }));
        QCOMPARE(door.run(), QStringLiteral("being_sent"));
        QCOMPARE(door.calls, 1);
        door.shop.clock.set(door.shop.clock.nowUtcMs() + byMs);
        QCOMPARE(door.run(), later);
    }
};

ZHANGFANG_TEST(CallsTest)
#include "calls_test.moc"
