#include "base/csv.h"
#include "base/plain_text.h"

#include <QTest>

using namespace zhangfang;

/// What people are shown reads as it stands, and nothing in a cell is run.
class PlainTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void texts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("plain");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* name, const QString& text, bool plain, const QString& shown = {}) {
            QTest::newRow(name) << text << plain << (plain ? text : shown);
        };
        row("words", QStringLiteral("龙井, large — 5 ¥"), true);
        row("a family", QStringLiteral("👨\u200D👩\u200D👧 tea"), true);
        row("a heart with a variation", QStringLiteral("❤\uFE0F"), true);
        row("Persian, with its joiner", QStringLiteral("می\u200Cخواهم"), true);
        row("turned", QStringLiteral("tea\u202Egnp.exe"), false, QStringLiteral("tea⟨U+202E⟩gnp.exe"));
        row("isolated", QStringLiteral("\u2066a\u2069"), false, QStringLiteral("⟨U+2066⟩a⟨U+2069⟩"));
        row("a mark", QStringLiteral("a\u200Eb\u061Cc"), false, QStringLiteral("a⟨U+200E⟩b⟨U+061C⟩c"));
        row("cannot be seen", QStringLiteral("a\u200Bb\uFEFFc"), false,
            QStringLiteral("a⟨U+200B⟩b⟨U+FEFF⟩c"));
        row("a bell", QStringLiteral("a\u0007b\u0085c"), false, QStringLiteral("a⟨U+0007⟩b⟨U+0085⟩c"));
        row("lines", QStringLiteral("a\nb"), false, QStringLiteral("a\nb"));
        row("other lines", QStringLiteral("a\u2028b"), false, QStringLiteral("a⟨U+2028⟩b"));
    }
    void texts()
    {
        QFETCH(QString, text);
        QFETCH(bool, plain);
        QFETCH(QString, shown);
        QCOMPARE(base::isPlainText(text), plain);
        QCOMPARE(base::shownPlainly(text), shown);
    }
    void sentences()
    {
        QVERIFY(base::isSentence(QStringLiteral("tea"), 3));
        QVERIFY(!base::isSentence(QStringLiteral("teas"), 3));
        QVERIFY(!base::isSentence(QStringLiteral("  "), 3));
        QVERIFY(!base::isSentence(QStringLiteral("a\nb"), 3));
    }
    void cells_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<bool>("isDefused");
        for (const char* formula :
            {"=1+1", "+1a", "-1a", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\n", " =1", "\xE3\x80\x80=1",
                "\xEF\xBC\x9D"
                "1",
                "\xEF\xBB\xBF=1"})
            QTest::newRow(formula) << QString::fromUtf8(formula) << true;
        for (const char* text : {"tea", "-5.00", "+5", "5 = 5", "", "1e3"})
            QTest::newRow(text) << QString::fromUtf8(text) << false;
    }
    void cells()
    {
        QFETCH(QString, cell);
        QFETCH(bool, isDefused);
        const QByteArray line = base::csvLine({cell});
        QCOMPARE(line.startsWith('\'') || line.startsWith("\"'"), isDefused);
    }
};

QTEST_GUILESS_MAIN(PlainTextTest)
#include "plain_text_test.moc"
