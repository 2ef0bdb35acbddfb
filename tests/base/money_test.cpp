#include "base/calendar.h"
#include "base/csv.h"
#include "base/json.h"
#include "base/money.h"

#include <limits>
#include <QTest>

using namespace zhangfang::base;

class MoneyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("fen");
        QTest::addColumn<QString>("error");
        QTest::newRow("whole") << "12" << 1200LL << "";
        QTest::newRow("one decimal") << "12.3" << 1230LL << "";
        QTest::newRow("two decimals") << "12.34" << 1234LL << "";
        QTest::newRow("negative") << "-0.01" << -1LL << "";
        QTest::newRow("largest") << "92233720368547758.07" << std::numeric_limits<qint64>::max() << "";
        QTest::newRow("smallest") << "-92233720368547758.08" << std::numeric_limits<qint64>::min() << "";
        QTest::newRow("too large") << "92233720368547758.08" << 0LL << "overflow";
        QTest::newRow("three decimals") << "12.345" << 0LL << "too_many_decimals";
        for (const char* bad :
            {"", "-", ".", "1.", ".5", "1e3", "1,000", " 1", "+1", "0x10", "１２", "1.2.3", "--1", "NaN"})
            QTest::newRow(bad) << QString::fromUtf8(bad) << 0LL << "invalid_amount";
    }
    void parses()
    {
        QFETCH(QString, text);
        QFETCH(qint64, fen);
        QFETCH(QString, error);
        const auto money = Money::parseYuan(text);
        QCOMPARE(money ? QString() : money.error().code, error);
        if (money)
            QCOMPARE(money->inFen(), fen);
    }
    void formats()
    {
        QCOMPARE(Money::fen(123456789).toDisplay(), QStringLiteral("¥ 1,234,567.89"));
        QCOMPARE(Money::fen(-1).toDisplay(), QStringLiteral("-¥ 0.01"));
        QCOMPARE(
            Money::fen(std::numeric_limits<qint64>::min()).toYuan(), QStringLiteral("-92233720368547758.08"));
    }
    void overflowIsAnError()
    {
        QVERIFY(!Money::fen(std::numeric_limits<qint64>::max()).plus(Money::fen(1)));
        QVERIFY(!Money::fen(std::numeric_limits<qint64>::min()).negated());
        QVERIFY(!Money::fen(std::numeric_limits<qint64>::min()).minus(Money::fen(1)));
    }
    void aBusinessDayIsADayInShanghai()
    {
        QCOMPARE(businessDay(startOfDayUtcMs(QDate(2025, 10, 9))), QDate(2025, 10, 9));
        QCOMPARE(businessDay(startOfDayUtcMs(QDate(2025, 10, 9)) - 1), QDate(2025, 10, 8));
        QCOMPARE(toRfc3339(startOfDayUtcMs(QDate(2025, 10, 9))), QStringLiteral("2025-10-09T00:00:00+08:00"));
        QCOMPARE(addWeekdays(QDate(2025, 10, 10), 1), QDate(2025, 10, 13));
        QVERIFY(!parseRfc3339(QStringLiteral("2025-10-09T00:00:00")));
    }
    void jsonNumbersMustBeWhole()
    {
        const JsonFields fields(
            *parseJsonObject(R"({"a":100,"b":1.5,"c":1e300,"d":"1","e":9007199254740993})"));
        QCOMPARE(fields.integer("a").value_or(-1), 100);
        QCOMPARE(fields.integer("e").value_or(-1), 9007199254740993);
        for (const char* wrong : {"b", "c", "d", "missing"})
            QVERIFY2(!fields.integer(wrong), wrong);
    }
    void csvDefusesFormulas()
    {
        QCOMPARE(csvLine({QStringLiteral("=1+1"), QStringLiteral("-5.00"), QStringLiteral("a,\"b\"")}),
            QByteArray("'=1+1,-5.00,\"a,\"\"b\"\"\"\r\n"));
    }
};

QTEST_APPLESS_MAIN(MoneyTest)
#include "money_test.moc"
