#include "simulator/disk.h"

#include "harness/run.h"
#include "storage/writer.h"

#include <QTest>
#include <thread>

using namespace zhangfang;
using simulator::Disk;
using storage::Database;

namespace
{
const QString kFile = QString::fromLatin1(Disk::kFolder) + QStringLiteral("books.db");

/// On a thread that ends: so do its readers.
void onThread(const std::function<void()>& work)
{
    std::thread(work).join();
}

base::Status make()
{
    ZF_ASSIGN(auto database, Database::open(kFile, Database::Access::readWrite));
    return database->executeScript(QStringLiteral("CREATE TABLE numbers (n INTEGER PRIMARY KEY, t TEXT)"));
}

base::Status put(storage::Writer& writer, qint64 number)
{
    return writer
        .runNow<int>([number](Database& database) -> base::Result<int> {
            ZF_TRY(database.execute("INSERT INTO numbers VALUES (:n, :t)",
                {{":n", number}, {":t", QString(300, QLatin1Char('x'))}}));
            return 0;
        })
        .map([](int) {});
}

base::Result<QList<qint64>> numbers()
{
    return storage::ReadPool(kFile).read<QList<qint64>>(
        [](Database& database) -> base::Result<QList<qint64>> {
            ZF_ASSIGN(auto rows, database.query("SELECT n FROM numbers ORDER BY n"));
            QList<qint64> all;
            while (rows.next())
                all << rows.number(0);
            return all;
        });
}
} // namespace

class DiskTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Whatever was answered is there when power comes back, and what is there beyond it was at least asked
    /// for.
    static void whatWasAnsweredSurvives_data();
    static void whatWasAnsweredSurvives();
    static void aFullDiskHasSpaceAgain();
    static void anImageIsPutBack();
};

void DiskTest::whatWasAnsweredSurvives_data()
{
    QTest::addColumn<int>("loss");
    QTest::addColumn<int>("failure");
    QTest::newRow("process alone") << static_cast<int>(Disk::Loss::nothing)
                                   << static_cast<int>(Disk::Failure::powerLoss);
    QTest::newRow("all lost") << static_cast<int>(Disk::Loss::allOfIt)
                              << static_cast<int>(Disk::Failure::powerLoss);
    QTest::newRow("torn") << static_cast<int>(Disk::Loss::byChance)
                          << static_cast<int>(Disk::Failure::powerLoss);
    QTest::newRow("errors, then torn")
        << static_cast<int>(Disk::Loss::byChance) << static_cast<int>(Disk::Failure::ioError);
}

void DiskTest::whatWasAnsweredSurvives()
{
    QFETCH(int, loss);
    QFETCH(int, failure);
    const base::ManualClock clock(1'760'000'000'000);
    for (quint64 seed = 1; seed <= 30; ++seed) {
        Disk disk(seed, clock);
        simulator::Chance chance(seed);
        base::Status made;
        onThread([&] { made = make(); });
        QVERIFY2(made, made ? "" : qPrintable(made.error().describe()));
        QList<qint64> answered;
        qint64 next = 0;
        for (int life = 0; life < 8; ++life) {
            onThread([&] {
                auto writer = storage::Writer::start(kFile);
                if (!writer)
                    return;
                disk.failAfter(chance.between(1, 120), static_cast<Disk::Failure>(failure), 3);
                for (int i = 0; i < 60 && !disk.isWithoutPower(); ++i) {
                    if (const qint64 number = next++; put(**writer, number))
                        answered << number;
                }
                disk.cutPower();
            });
            disk.reboot(static_cast<Disk::Loss>(loss));
            base::Result<QList<qint64>> there = QList<qint64>();
            onThread([&] { there = numbers(); });
            QVERIFY2(there, there ? "" : qPrintable(there.error().describe()));
            for (const qint64 number : std::as_const(answered))
                QVERIFY2(
                    there->contains(number), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(number)));
            QVERIFY(there->isEmpty() || there->last() < next);
        }
        QVERIFY(!answered.isEmpty());
    }
}

void DiskTest::aFullDiskHasSpaceAgain()
{
    const base::ManualClock clock(1'760'000'000'000);
    Disk disk(1, clock);
    onThread([&] {
        QVERIFY(make());
        auto writer = storage::Writer::start(kFile);
        QVERIFY(writer);
        QVERIFY(put(**writer, 1));
        disk.failAfter(1, Disk::Failure::full, 1'000);
        const auto refused = put(**writer, 2);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, QStringLiteral("disk_full"));
        disk.recovers();
        QVERIFY(put(**writer, 3));
    });
    onThread([] {
        const auto there = numbers();
        QVERIFY(there);
        QCOMPARE(*there, QList<qint64>({1, 3}));
    });
}

void DiskTest::anImageIsPutBack()
{
    const base::ManualClock clock(1'760'000'000'000);
    Disk disk(1, clock);
    std::shared_ptr<const Disk::Image> image;
    onThread([&] {
        QVERIFY(make());
        auto writer = storage::Writer::start(kFile);
        QVERIFY(writer);
        QVERIFY(put(**writer, 1));
        image = disk.image();
        QVERIFY(put(**writer, 2));
    });
    disk.putBack(*image);
    onThread([] {
        const auto there = numbers();
        QVERIFY(there);
        QCOMPARE(*there, QList<qint64>({1}));
    });
}

ZHANGFANG_TEST(DiskTest)
#include "disk_test.moc"
