#include "harness/programs.h"
#include "harness/run.h"

#include <QFile>
#include <QTest>

using namespace zhangfang;
using harness::Programs;

/// Lists as files from the command line.
class ExportsCtlTest : public QObject
{
    Q_OBJECT
    static QStringList words(const char* line) { return QString::fromUtf8(line).split(QLatin1Char(' ')); }
    static QByteArray contentOf(const QString& file)
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    std::unique_ptr<Programs> desk_;

private Q_SLOTS:
    void initTestCase()
    {
        desk_ = std::make_unique<Programs>();
        QCOMPARE(desk_->problem(), QString());
        QCOMPARE(desk_->ctl(words("user add --openid oAlice --name 王晓")).exitCode, 0);
        QCOMPARE(desk_->ctl(words("user add --openid oBob")).exitCode, 0);
        QCOMPARE(desk_->ctl(words("wallet credit 1 20 --reason gift")).exitCode, 0);
        QCOMPARE(desk_->ctl(words("withdrawal request --user 1 --amount 5.50")).exitCode, 0);
        QVERIFY(desk_->startDaemon()); // which says where WeChat Pay is to tell of payments
        const auto order =
            desk_->ctl(words("order create --amount 12.34 --description tea --channel native"));
        QVERIFY2(order.exitCode == 0, order.text.constData());
    }
    void cleanupTestCase() { desk_.reset(); }

    void everyList_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("rows");
        QTest::addColumn<QString>("contains");
        const auto row = [](const char* words, const char* name, int rows, const char* contains) {
            QTest::newRow(words) << QString::fromUtf8(words) << QString::fromLatin1(name) << rows
                                 << QString::fromUtf8(contains);
        };
        row("orders --lang zh", "o.csv", 1, "未支付");
        row("orders --state paid", "o.csv", 0, "WeChat's number");
        row("orders --search nobody --from 2025-01-01 --to 2025-01-02", "o.csv", 0, "Order number");
        row("withdrawals", "w.csv", 1, "5.50");
        row("withdrawals --state paid", "w.csv", 0, "Our number");
        row("users --lang zh", "u.csv", 2, "可用余额");
        row("users --search 王晓", "u.csv", 1, "14.50");
        row("statement 1", "s.csv", 2, "14.50");
        row("transfers", "t.csv", 2, "Hold");
        row("transfers --account liabilities:user:1:held", "t.csv", 1, "5.50");
        row("statement 1 --from 2025-01-01 --to 2025-01-02", "s.csv", 0, "Held after");
        row("statement 1 --search hold:", "s.csv", 1, "5.50");
        row("transfers --account liabilities:user:1:available --lang zh", "t.csv", 2, "14.50");
        row("transfers --search LIABILITIES:user:1:held", "t.csv", 1, "5.50");
        row("transfers --from 2025-01-01 --to 2025-01-02", "t.csv", 0, "Business key");
        row("audit --search gift --to 2025-01-02", "a.csv", 0, "Who");
        row("tasks", "k.csv", 0, "Subject");
        row("audit --search gift", "a.csv", 1, "mei");
        row("orders --format xlsx", "any.name", 1, "PK");
        row("orders", "o.xlsx", 1, "PK");
    }
    void everyList()
    {
        QFETCH(QString, words);
        QFETCH(QString, name);
        QFETCH(int, rows);
        QFETCH(QString, contains);
        QTemporaryDir temp;
        const QString file = temp.filePath(name);
        const QStringList command = QStringList{QStringLiteral("export")} + words.split(QLatin1Char(' ')) +
                                    QStringList{QStringLiteral("--file"), file};
        const auto saved = desk_->ctl(command);
        QVERIFY2(saved.exitCode == 0, saved.text.constData());
        QCOMPARE(saved.json.value(QLatin1String("rows")).toInt(-1), rows);
        QCOMPARE(saved.json.value(QLatin1String("file")).toString(), file);
        QCOMPARE(saved.json.value(QLatin1String("format")).toString(),
            contains == QLatin1String("PK") ? QStringLiteral("xlsx") : QStringLiteral("csv"));
        QVERIFY2(contentOf(file).contains(contains.toUtf8()), contentOf(file).constData());
        const QByteArray before = contentOf(file);
        const auto again = desk_->ctl(command);
        QCOMPARE(again.exitCode, 1);
        QVERIFY(again.text.contains("output_exists"));
        QCOMPARE(contentOf(file), before);
        QCOMPARE(desk_->ctl(command + QStringList{QStringLiteral("--replace")}).exitCode, 0);
    }

    void whatIsWrongLeavesNothing_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* words, int exitCode, const char* error) {
            QTest::newRow(words) << QString::fromUtf8(words) << exitCode << QString::fromLatin1(error);
        };
        row("orders --state lost", 1, "unknown_state");
        row("orders --from 2025-13-01", 1, "invalid_date");
        row("withdrawals --state lost", 1, "unknown_state");
        row("statement 99", 1, "no_such_user");
        row("transfers --account nowhere", 1, "unknown_account");
        row("orders --format pdf", 2, "");
        row("orders --lang fr", 2, "");
        row("statement", 2, "");
    }
    void whatIsWrongLeavesNothing()
    {
        QFETCH(QString, words);
        QFETCH(int, exitCode);
        QFETCH(QString, error);
        QTemporaryDir temp;
        const auto refused =
            desk_->ctl(QStringList{QStringLiteral("export")} + words.split(QLatin1Char(' ')) +
                       QStringList{QStringLiteral("--file"), temp.filePath(QStringLiteral("list.csv"))});
        QVERIFY2(refused.exitCode == exitCode, refused.text.constData());
        QCOMPARE(
            refused.json.value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString(),
            error);
        QVERIFY(QDir(temp.path()).isEmpty());
    }

    /// Nobody can write there any more; a device that is full says so.
    void aFullDeviceIsAnError()
    {
        for (const char* format : {"csv", "xlsx"}) {
            const auto full = desk_->ctl(
                words("export orders --file /dev/full --format") + QStringList{QString::fromLatin1(format)});
            QVERIFY2(full.exitCode == 3 && full.text.contains("disk_error"), full.text.constData());
        }
    }

    void theSettlementReport()
    {
        for (const char* format : {"csv", "xlsx"}) {
            const QString file = desk_->file(QStringLiteral("report.") + QLatin1String(format));
            const auto made =
                desk_->ctl(words("report settlement --from 2025-10-01 --to 2025-10-09 --lang zh --out") +
                           QStringList{file});
            QVERIFY2(made.exitCode == 0, made.text.constData());
            QCOMPARE(made.json.value(QLatin1String("days")).toInt(), 9);
            const QByteArray content = contentOf(file);
            QVERIFY(qstrcmp(format, "csv") == 0
                        ? content.contains("商户,茶与游戏") && content.contains("2025-10-01 至 2025-10-09")
                        : content.startsWith("PK"));
        }
    }
};

ZHANGFANG_TEST(ExportsCtlTest)
#include "exports_test.moc"
