#include "harness/run.h"
#include "simulator/simulation.h"

#include <QTest>

using namespace zhangfang;
using simulator::Options;
using simulator::Outcome;

namespace
{

constexpr int kDiskKinds = 3;
constexpr int kKinds = kDiskKinds + simulator::Network::kFaults; ///< the disk's, then the net's

/// What a person needs to see it again.
QByteArray told(const Options& options, const Outcome& outcome)
{
    return QStringLiteral("seed %1, %2 days, step %3: %4\n%5\nAgain: ./dev simulate %6")
        .arg(options.seed)
        .arg(options.days)
        .arg(outcome.step)
        .arg(outcome.violation, outcome.last.join(QLatin1Char('\n')))
        .arg(simulator::commandLineOf(options))
        .toUtf8();
}

void print(const Options& options, const Outcome& outcome)
{
    const auto payouts = outcome.figures.deeds.find("payouts");
    qInfo("seed %llu: %lld steps, %lld payouts, %lld faults, trace %s",
        static_cast<unsigned long long>(options.seed), static_cast<long long>(outcome.step),
        payouts == outcome.figures.deeds.end() ? 0LL : static_cast<long long>(payouts->second),
        static_cast<long long>(outcome.figures.faultCount()), outcome.trace.constData());
}

} // namespace

class DaysTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    static void everythingHolds_data()
    {
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<int>("faults");
        QTest::newRow("no faults") << quint64(1) << 0;
        QTest::newRow("seed 2") << quint64(2) << 40;
        QTest::newRow("seed 3") << quint64(3) << 40;
        QTest::newRow("seed 4, badly") << quint64(4) << 150;
    }
    static void everythingHolds()
    {
        QFETCH(quint64, seed);
        QFETCH(int, faults);
        Options options;
        options.seed = seed;
        options.days = 1;
        options.stepsPerDay = 200;
        options.faultsPerThousand = faults;
        const Outcome outcome = simulator::simulate(options);
        print(options, outcome);
        QVERIFY2(outcome.violation.isEmpty(), told(options, outcome).constData());
        QVERIFY(outcome.figures.deeds.contains("payouts: paid"));
    }
    /// Days that are the same but for one fault, at places all over them; `./dev simulate --each-call` has
    /// all.
    static void oneFaultAnywhere_data()
    {
        QTest::addColumn<int>("kind");
        for (int kind = 0; kind < kKinds; ++kind)
            QTest::addRow("kind %d", kind) << kind;
    }
    static void oneFaultAnywhere()
    {
        QFETCH(int, kind);
        Options options;
        options.seed = 2;
        options.days = 1;
        options.stepsPerDay = 40;
        options.faultsPerThousand = 0;
        static const Outcome kWithout = simulator::simulate(options);
        QVERIFY2(kWithout.violation.isEmpty(), told(options, kWithout).constData());
        for (const char* deed : {"orders paid", "refunds asked for", "payouts: paid"})
            QVERIFY2(kWithout.figures.deeds.contains(deed), deed); // else a fault has little to harm
        const bool isDisk = kind < kDiskKinds;
        const qint64 calls = kWithout.figures.deeds.at(isDisk ? "disk calls" : "calls");
        if (isDisk) {
            static constexpr simulator::Disk::Failure kFailures[kDiskKinds] = {simulator::Disk::Failure::full,
                simulator::Disk::Failure::powerLoss, simulator::Disk::Failure::ioError};
            options.diskCall = 1 + (calls - 1) * (kind + 1) / (kDiskKinds + 1);
            options.diskFailure = kFailures[kind];
        } else {
            options.netFault = kind - kDiskKinds;
            options.netCall = 1 + (calls - 1) * (kind + 1) / (kKinds + 1);
        }
        const Outcome outcome = simulator::simulate(options);
        QVERIFY2(outcome.violation.isEmpty(), told(options, outcome).constData());
        QVERIFY(outcome.figures.faultCount() > 0);
    }
    static void theSameSeedIsTheSameDays()
    {
        Options options;
        options.seed = 5;
        options.days = 1;
        options.stepsPerDay = 80;
        const Outcome once = simulator::simulate(options);
        const Outcome again = simulator::simulate(options);
        print(options, once);
        QVERIFY2(once.violation.isEmpty(), told(options, once).constData());
        QCOMPARE(again.trace, once.trace);
        options.seed = 6;
        QVERIFY(simulator::simulate(options).trace != once.trace);
    }
};

ZHANGFANG_TEST(DaysTest)
#include "days_test.moc"
