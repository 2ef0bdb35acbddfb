#include "base/csv.h"
#include "base/json.h"
#include "base/plain_text.h"
#include "harness/run.h"

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
        row("a rainbow flag", QStringLiteral("🏳\uFE0F\u200D🌈"), true);
        row("a woman who walks", QStringLiteral("🚶🏽\u200D♀\uFE0F\u200D➡\uFE0F"), true);
        row("a nodding head", QStringLiteral("🙂\u200D↕\uFE0F"), true);
        row("England's flag",
            QStringLiteral("🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F"), true);
        row("a keycap", QStringLiteral("1\uFE0F\u20E3"), true);
        row("a name's variant", QStringLiteral("葛\U000E0100城"), true);
        row("Hindi, with its joiner", QStringLiteral("क्\u200Dष"), true);
        row("a joiner between letters", QStringLiteral("pay\u200Dpal"), false,
            QStringLiteral("pay⟨U+200D⟩pal"));
        row("a joiner between Chinese", QStringLiteral("茶\u200C叶"), false, QStringLiteral("茶⟨U+200C⟩叶"));
        row("a joiner at the end", QStringLiteral("👨\u200D"), false, QStringLiteral("👨⟨U+200D⟩"));
        row("two joiners", QStringLiteral("👨\u200D\u200D👩"), false, QStringLiteral("👨⟨U+200D⟩⟨U+200D⟩👩"));
        row("tags alone", QStringLiteral("a\U000E0067\U000E007F"), false,
            QStringLiteral("a⟨U+E0067⟩⟨U+E007F⟩"));
        row("a variation of nothing", QStringLiteral("a \uFE0Fb"), false, QStringLiteral("a ⟨U+FE0F⟩b"));
        row("a filler", QStringLiteral("\u3164"), false, QStringLiteral("⟨U+3164⟩"));
        row("a grapheme joiner", QStringLiteral("a\u034Fb"), false, QStringLiteral("a⟨U+034F⟩b"));
        row("delete", QStringLiteral("a\u007Fb"), false, QStringLiteral("a⟨U+007F⟩b"));
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
    /// Each of the marks that act on what stands beside them, or hide, or break a line.
    void everyMarkIsRefused()
    {
        QList<char32_t> marks{0x061C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF, 0x2028, 0x2029, 0x00AD,
            0x2060, 0x2061, 0x2064, 0xFFF9, 0xFFFB, 0x1D173, 0xE0001, 0x180E, 0x180B};
        for (char32_t c = 0; c < 0x20; ++c)
            marks << c;
        for (char32_t c = 0x7F; c < 0xA0; ++c)
            marks << c;
        for (char32_t c = 0x202A; c <= 0x202E; ++c)
            marks << c;
        for (char32_t c = 0x2066; c <= 0x2069; ++c)
            marks << c;
        for (const char32_t mark : std::as_const(marks)) {
            const QString text = QStringLiteral("tea") + QStringView(QChar::fromUcs4(mark)).toString() +
                                 QStringLiteral("green");
            const QByteArray name = QByteArray::number(static_cast<uint>(mark), 16);
            QVERIFY2(!base::isPlainText(text), name.constData());
            QVERIFY2(!base::isSentence(text, 100), name.constData());
            QVERIFY2(base::areSentences(text, 100) == (mark == U'\n'), name.constData());
            const QString shown = base::shownOnOneLine(text);
            QVERIFY2(
                base::isPlainText(shown) && shown.contains(QStringLiteral("⟨U+%1⟩").arg(
                                                QString::fromLatin1(name).toUpper().rightJustified(4, u'0'))),
                name.constData());
            QVERIFY2(base::areSentences(base::shownPlainly(text).remove(u'\t'), 100), name.constData());
            QVERIFY2(!base::isPlainJson(QJsonArray{QJsonObject{{text, 1}}}), name.constData());
            QVERIFY2(!base::isPlainJson(QJsonObject{{QStringLiteral("a"), QJsonArray{1, text}}}),
                name.constData());
            const QByteArray json = base::toVisibleJson({{QStringLiteral("text"), text}});
            QVERIFY2(json.size() > 12 && base::parseJsonObject(json)->value(QLatin1String("text")) == text,
                json.constData());
            if (mark != 0x180B)
                QVERIFY2(base::isPlainText(QString::fromUtf8(json)), json.constData());
        }
        QVERIFY(base::isPlainJson(
            QJsonArray{1, true, QJsonObject{{QStringLiteral("茶"), QStringLiteral("👨\u200D👩")}}}));
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

ZHANGFANG_TEST(PlainTextTest)
#include "plain_text_test.moc"
