#include "harness/programs.h"
#include "harness/run.h"

#include <QTest>

using namespace zhangfang;
using harness::Programs;

/// The lists of the command line: searched, filtered, sorted, page by page.
class ListsCtlTest : public QObject
{
    Q_OBJECT
    static QStringList words(const QString& line) { return line.split(QLatin1Char(' ')); }
    std::unique_ptr<Programs> desk_;

    /// The values of a field, row by row.
    static QStringList values(const Programs::Outcome& list, const char* field)
    {
        QStringList found;
        for (const auto& item : list.json.value(QLatin1String("items")).toArray())
            found << item.toObject().value(QLatin1String(field)).toVariant().toString();
        return found;
    }

private Q_SLOTS:
    void initTestCase()
    {
        desk_ = std::make_unique<Programs>();
        QCOMPARE(desk_->problem(), QString());
        for (const char* user : {"oWang --name 王晓", "oLi --name 李雷", "oNobody"})
            QCOMPARE(
                desk_->ctl(words(QStringLiteral("user add --openid ") + QString::fromUtf8(user))).exitCode,
                0);
        QCOMPARE(desk_->ctl(words(QStringLiteral("wallet credit 1 20 --reason gift"))).exitCode, 0);
        QCOMPARE(desk_->ctl(words(QStringLiteral("wallet credit 2 30 --reason gift"))).exitCode, 0);
        for (const char* payout : {"1 --amount 5", "2 --amount 9", "1 --amount 7"})
            QCOMPARE(desk_->ctl(words(QStringLiteral("withdrawal request --user ") + QLatin1String(payout)))
                         .exitCode,
                0);
        QVERIFY(desk_->startDaemon()); // which says where WeChat Pay is to tell of payments
        for (const char* order : {"ORDER0001 --amount 8 --description 西湖龙井",
                 "ORDER0002 --amount 3 --description 红茶", "ORDER0003 --amount 5 --description 龙井茶"}) {
            const auto made = desk_->ctl(words(
                QStringLiteral("order create --channel native --out-trade-no ") + QString::fromUtf8(order)));
            QVERIFY2(made.exitCode == 0, made.text.constData());
        }
    }
    void cleanupTestCase() { desk_.reset(); }

    void whatTheFilterMatches_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char* line, const char* field, const QStringList& expected) {
            QTest::newRow(line) << QString::fromUtf8(line) << QString::fromLatin1(field) << expected;
        };
        const auto number = [](int i) { return QStringLiteral("ORDER000%1").arg(i); };
        row("order list --search 龙井", "out_trade_no", {number(3), number(1)});
        row("order list --search lj --sort largest", "out_trade_no", {number(1), number(3)});
        row("order list --sort smallest", "out_trade_no", {number(2), number(3), number(1)});
        row("order list --search order0002", "out_trade_no", {number(2)});
        row("order list --state paid", "out_trade_no", {});
        row("order list", "out_trade_no", {number(3), number(2), number(1)});
        row("withdrawal list --search wx", "id", {QStringLiteral("3"), QStringLiteral("1")});
        row("withdrawal list --sort largest --state requested", "id",
            {QStringLiteral("2"), QStringLiteral("3"), QStringLiteral("1")});
        row("user list --search 李", "id", {QStringLiteral("2")});
        row("user list --sort richest", "id",
            {QStringLiteral("2"), QStringLiteral("1"), QStringLiteral("3")});
        row("user list --sort name", "id", {QStringLiteral("3"), QStringLiteral("2"), QStringLiteral("1")});
        row("user list", "id", {QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3")});
    }
    void whatTheFilterMatches()
    {
        QFETCH(QString, line);
        QFETCH(QString, field);
        QFETCH(QStringList, expected);
        const auto list = desk_->ctl(words(line));
        QVERIFY2(list.exitCode == 0, list.text.constData());
        QCOMPARE(values(list, field.toLatin1().constData()), expected);
        // Page by page, each with the cursor of the one before, it is the same.
        QStringList paged;
        QString cursor;
        for (qsizetype page = 0; page <= expected.size(); ++page) {
            QStringList command = words(line) + QStringList{QStringLiteral("--limit"), QStringLiteral("1")};
            if (!cursor.isEmpty())
                command << QStringLiteral("--after") << cursor;
            const auto one = desk_->ctl(command);
            QVERIFY2(one.exitCode == 0, one.text.constData());
            paged << values(one, field.toLatin1().constData());
            cursor = one.json.value(QLatin1String("next")).toString();
            if (cursor.isEmpty())
                break;
        }
        QCOMPARE(paged, expected);
    }

    void whatItComesTo()
    {
        const auto orders = desk_->ctl(words(QStringLiteral("order list --search 龙井 --limit 1")));
        QCOMPARE(orders.json.value(QLatin1String("count")).toInt(), 2);
        QCOMPARE(orders.json.value(QLatin1String("amount_fen")).toInt(), 1'300);
        const auto users = desk_->ctl(words(QStringLiteral("user list --search wx")));
        QCOMPARE(users.json.value(QLatin1String("available_fen")).toInt(), 800);
        QCOMPARE(users.json.value(QLatin1String("held_fen")).toInt(), 1'200);
    }

    void whatIsWrong_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* line, int exitCode, const char* error) {
            QTest::newRow(line) << QString::fromUtf8(line) << exitCode << QString::fromLatin1(error);
        };
        row("order list --sort richest", 2, "");
        row("order list --state lost", 1, "unknown_state");
        row("order list --from 2025-13-01", 1, "invalid_date");
        row("order list --search x --after here", 1, "invalid_cursor");
        row("order list --after here", 1, "invalid_cursor");
        row("user list --sort largest", 2, "");
    }
    void whatIsWrong()
    {
        QFETCH(QString, line);
        QFETCH(int, exitCode);
        QFETCH(QString, error);
        const auto outcome = desk_->ctl(words(line));
        QCOMPARE(outcome.exitCode, exitCode);
        QVERIFY2(outcome.text.contains(error.toUtf8()), outcome.text.constData());
    }
};

ZHANGFANG_TEST(ListsCtlTest)
#include "lists_test.moc"
