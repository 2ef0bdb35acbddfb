#include "backend/health.h"
#include "harness/run.h"

#include <QTest>

using namespace zhangfang;
using backend::Health;

class HealthTest : public QObject
{
    Q_OBJECT
    qint64 now_ = 1'000'000;
    std::unique_ptr<Health> health_;

private Q_SLOTS:
    void init()
    {
        health_ = std::make_unique<Health>([this] { return now_; }, Health::kStuckMs);
    }

    void aWorkerWithoutASignOfLifeIsNamed()
    {
        Health::Worker& payouts = health_->watch("payouts");
        Health::Worker& orders = health_->watch("orders");
        now_ += Health::kStuckMs;
        QCOMPARE(health_->reasons(), QStringList());
        orders.beat();
        now_ += 1'000;
        QCOMPARE(health_->reasons(), QStringList{QStringLiteral("payouts: no sign of life for 61 s")});
        payouts.beat();
        QCOMPARE(health_->reasons(), QStringList());
    }

    void booksThatCannotBeWritten()
    {
        for (const char* code : {"disk_full", "disk_error", "locked", "damaged"}) {
            health_->writes();
            health_->wrote(base::unavailable(code, QStringLiteral("/a/path: with details")));
            QCOMPARE(health_->reasons(),
                QStringList{QStringLiteral("the books cannot be written: ") + QString::fromLatin1(code)});
        }
        health_->writes(); // until it has succeeded nothing is better
        QCOMPARE(health_->reasons().size(), 1);
        health_->wrote({});
        QCOMPARE(health_->reasons(), QStringList());
    }

    void aWriteThatDoesNotEnd()
    {
        health_->writes();
        now_ += Health::kSlowWriteMs;
        QCOMPARE(health_->reasons(), QStringList());
        now_ += 1'000;
        QCOMPARE(health_->reasons(),
            QStringList{QStringLiteral("the books cannot be written: no answer for 16 s")});
        health_->wrote({});
        QCOMPARE(health_->reasons(), QStringList());
    }
};

ZHANGFANG_TEST(HealthTest)
#include "health_test.moc"
