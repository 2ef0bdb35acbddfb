#include "crypto/crypto.h"
#include "harness/run.h"
#include "wechatpay/pacing.h"

#include <QTest>

using namespace zhangfang;
using namespace zhangfang::wechatpay;

namespace
{
/// Always the same byte.
class Fixed final : public base::RandomSource
{
public:
    explicit Fixed(char byte) : byte_(byte) {}
    [[nodiscard]] QByteArray bytes(int count) override { return QByteArray(count, byte_); }

private:
    char byte_;
};
} // namespace

class PacingTest : public QObject
{
    Q_OBJECT
    base::ManualClock clock_{1'760'000'000'000};
    std::array<Pace, kEndpointClasses> paces_ = kPaces;

private Q_SLOTS:
    void init() { paces_[static_cast<size_t>(EndpointClass::transfer)] = {2, 3}; }

    void aBurstThenASteadyPace()
    {
        Pacing pacing(clock_, paces_);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(pacing.ask(EndpointClass::transfer), 0);
        QCOMPARE(pacing.ask(EndpointClass::transfer), 500);
        QCOMPARE(pacing.ask(EndpointClass::query), 0); // each class by itself
        clock_.advance(499);
        QVERIFY(pacing.ask(EndpointClass::transfer) > 0);
        clock_.advance(1);
        QCOMPARE(pacing.ask(EndpointClass::transfer), 0);
        QVERIFY(pacing.ask(EndpointClass::transfer) > 0);
        clock_.advance(3'600'000); // never more than a burst
        for (int i = 0; i < 3; ++i)
            QCOMPARE(pacing.ask(EndpointClass::transfer), 0);
        QVERIFY(pacing.ask(EndpointClass::transfer) > 0);
    }
    void aClockSetBackGivesNothing()
    {
        Pacing pacing(clock_, paces_);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(pacing.ask(EndpointClass::transfer), 0);
        clock_.advance(-3'600'000);
        QCOMPARE(pacing.ask(EndpointClass::transfer), 500);
        clock_.advance(500);
        QCOMPARE(pacing.ask(EndpointClass::transfer), 0);
    }
    void tooOftenIsHeeded()
    {
        Pacing pacing(clock_, paces_);
        pacing.closeFor(EndpointClass::transfer, 5000);
        QCOMPARE(pacing.ask(EndpointClass::transfer), 5000);
        clock_.advance(5000);
        QCOMPARE(pacing.ask(EndpointClass::transfer), 0);
    }

    void delaysDoubleUpToACeiling_data()
    {
        QTest::addColumn<int>("attempt");
        QTest::addColumn<qint64>("least");
        QTest::addColumn<qint64>("most");
        QTest::newRow("first") << 0 << 500LL << 1000LL;
        QTest::newRow("second") << 1 << 1000LL << 2000LL;
        QTest::newRow("fifth") << 4 << 8000LL << 16'000LL;
        QTest::newRow("ceiling") << 12 << 300'000LL << 600'000LL;
        QTest::newRow("long after") << 2'000'000'000 << 300'000LL << 600'000LL;
        QTest::newRow("nonsense") << -5 << 500LL << 1000LL;
    }
    void delaysDoubleUpToACeiling()
    {
        QFETCH(int, attempt);
        QFETCH(qint64, least);
        QFETCH(qint64, most);
        const Backoff backoff(1000, 600'000);
        Fixed low('\0');
        Fixed high('\xff');
        QCOMPARE(backoff.delayMs(attempt, low), least);
        QCOMPARE(backoff.delayMs(attempt, high), most);
    }
};

ZHANGFANG_TEST(PacingTest)
#include "pacing_test.moc"
