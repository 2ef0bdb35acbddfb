#include "base/calendar.h"
#include "base/csv.h"
#include "base/json.h"
#include "base/money.h"
#include "harness/run.h"

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
    /// As people write sums; nothing is cut off, and a comma in an odd place is not guessed at.
    void isTyped_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("fen");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* text, qint64 fen, const char* error = "") {
            QTest::newRow(text) << QString::fromUtf8(text) << fen << QString::fromLatin1(error);
        };
        row("5", 500);
        row("１２．３４", 1'234);
        row("1,234.56", 123'456);
        row("１，２３４．５６", 123'456);
        row("1,234,567", 123'456'700);
        row("¥5", 500);
        row("￥ 5.00", 500);
        row("¥ 1,234.50", 123'450);
        row("5元", 500);
        row(" 5 ", 500);
        row("-¥ 0.01", -1);
        row("12。5", 1'250);
        row("1.005", 0, "too_many_decimals");
        row("1,234.567", 0, "too_many_decimals");
        for (const char* bad :
            {"", "¥", "1,2", "12,34", "1,23,456", ",5", "1.2.3", "五", "5 5", "¥¥5", "5元元"})
            row(bad, 0, "invalid_amount");
    }
    void isTyped()
    {
        QFETCH(QString, text);
        QFETCH(qint64, fen);
        QFETCH(QString, error);
        const auto money = Money::parseTyped(text);
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
    void csvCells_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("written");
        const auto row = [](const char* what, const QString& cell, const QString& written) {
            QTest::newRow(what) << cell << written;
        };
        row("plain", QStringLiteral("tea"), QStringLiteral("tea"));
        row("quotes", QStringLiteral("a,\"b\""), QStringLiteral("\"a,\"\"b\"\"\""));
        row("an amount", QStringLiteral("5.00"), QStringLiteral("5.00"));
        row("a negative amount", QStringLiteral("-5.00"), QStringLiteral("-5.00"));
        row("nothing", QString(), QString());
        row("zero", QStringLiteral("0"), QStringLiteral("0"));
        row("a sum below one", QStringLiteral("-0.01"), QStringLiteral("-0.01"));
        row("a day", QStringLiteral("2025-10-08"), QStringLiteral("2025-10-08"));
        // A formula, whatever stands before its sign.
        row("a formula", QStringLiteral("=1+1"), QStringLiteral("'=1+1"));
        row("minus that is no number", QStringLiteral("-1+1"), QStringLiteral("'-1+1"));
        row("minus infinity", QStringLiteral("-inf"), QStringLiteral("'-inf"));
        row("a telephone", QStringLiteral("+8613800000000"), QStringLiteral("\"\t+8613800000000\""));
        row("at", QStringLiteral("@SUM(A1)"), QStringLiteral("'@SUM(A1)"));
        row("two signs", QStringLiteral("+-5"), QStringLiteral("'+-5"));
        for (const char16_t before : u"\n\r\t\v \u00a0\u0085\u2028\u202e\u3000\u200b\ufeff\u0001") {
            if (before == 0)
                continue;
            for (const char16_t sign : u"=+-@＝＋－＠") {
                if (sign == 0)
                    continue;
                const QString cell = QString(QChar(before)) + QChar(sign) + QStringLiteral("1+1");
                const bool isQuoted = QStringView(u"\n\r\t").contains(QChar(before));
                const QString written = QLatin1Char('\'') + cell;
                QTest::addRow("U+%04X and U+%04X", before, sign)
                    << cell << (isQuoted ? QLatin1Char('"') + written + QLatin1Char('"') : written);
            }
        }
        row("a tab in front", QStringLiteral("\ttea"), QStringLiteral("\"'\ttea\""));
        row("a blank in front", QStringLiteral(" tea"), QStringLiteral(" tea"));
        // What a spreadsheet would take for a number and not give back.
        row("fifteen digits", QStringLiteral("123456789012345"), QStringLiteral("123456789012345"));
        row("sixteen digits", QStringLiteral("1234567890123456"), QStringLiteral("\"\t1234567890123456\""));
        row("WeChat's number", QStringLiteral("4200002025100800000000000001"),
            QStringLiteral("\"\t4200002025100800000000000001\""));
        row("a zero in front", QStringLiteral("007"), QStringLiteral("\"\t007\""));
        row("an exponent", QStringLiteral("12E4567"), QStringLiteral("12E4567"));
        row("an exponent that is one", QStringLiteral("12E45"), QStringLiteral("\"\t12E45\""));
    }
    void csvCells()
    {
        QFETCH(QString, cell);
        QFETCH(QString, written);
        QCOMPARE(QString::fromUtf8(csvLine({cell, QStringLiteral("x")})), written + QStringLiteral(",x\r\n"));
    }
};

ZHANGFANG_TEST(MoneyTest)
#include "money_test.moc"
