#include "gui/guard.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/filter_bar.h"
#include "kit/lazy_table.h"
#include "kit/money.h"
#include "kit/preferences.h"
#include "kit/story.h"
#include "kit/widgets.h"

#include <cmath>
#include <QApplication>
#include <QProcess>
#include <QPromise>
#include <QTextDocument>
#include <QXmlStreamReader>

using namespace zhangfang;

namespace
{

/// WCAG 2.1, "relative luminance" and "contrast ratio".
double luminance(const QColor& color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}
double contrast(const QColor& a, const QColor& b)
{
    const double one = luminance(a) + 0.05;
    const double other = luminance(b) + 0.05;
    return std::max(one, other) / std::min(one, other);
}

/// A list whose reads are answered when and in the order the test says, each with what the list was when the
/// read began, or is when it ends.
class SlowList
{
public:
    struct Row {
        reports::PageKey key;
    };
    using Model = ui::LazyModel<Row>;
    explicit SlowList(std::vector<qint64> ids)
        : now(std::move(ids)),
          model(ui::Top::oldest,
              {{QStringLiteral("Id"), [](const Row& row) { return QString::number(row.key.id); }}}, nullptr),
          table(QStringLiteral("list"))
    {
        table.setLazyModel(&model);
        model.setSource(
            ui::Growth::anywhere,
            [this](const reports::PageIndex&) {
                reports::PageIndex index{static_cast<qint64>(now.size()), {}};
                if (!now.empty())
                    index.starts = {{0, now.front()}};
                return begin(indexes_, std::move(index));
            },
            [this](reports::PageKey) { return begin(pages_, rowsNow()); });
    }
    [[nodiscard]] bool answerIndex() { return answer(indexes_, 0); }
    /// The page read that began as the `nth` of those without an answer.
    [[nodiscard]] bool answerPage(size_t nth = 0) { return answer(pages_, nth); }
    [[nodiscard]] bool answerPageAsItIsNow()
    {
        if (pages_.empty())
            return false;
        pages_.front()->seen = rowsNow();
        return answerPage();
    }
    /// Asks for a row as a view does, until the read for it has begun.
    [[nodiscard]] bool look()
    {
        const size_t before = pages_.size();
        model.index(0, 0).data();
        return QTest::qWaitFor([&] { return pages_.size() > before; });
    }
    [[nodiscard]] QString chosen() const
    {
        QStringList ids;
        for (const int row : table.selectedRows())
            ids << model.index(row, 0).data().toString();
        return ids.join(QLatin1Char(' '));
    }
    std::vector<qint64> now;
    Model model;
    ui::LazyTable table;

private:
    template <class T> struct Read {
        QPromise<base::Result<T>> promise;
        T seen;
    };
    [[nodiscard]] std::vector<Row> rowsNow() const
    {
        std::vector<Row> rows;
        for (const qint64 id : now)
            rows.push_back({{0, id}});
        return rows;
    }
    template <class T> using Reads = std::vector<std::unique_ptr<Read<T>>>;
    template <class T> QFuture<base::Result<T>> begin(Reads<T>& reads, T seen)
    {
        std::unique_ptr<Read<T>> read(
            new Read<T>{{}, std::move(seen)}); // clang 14 makes no aggregate otherwise
        read->promise.start();
        QFuture<base::Result<T>> later = read->promise.future();
        reads.push_back(std::move(read));
        return later;
    }
    template <class T> [[nodiscard]] bool answer(Reads<T>& reads, size_t nth)
    {
        if (!QTest::qWaitFor([&] { return reads.size() > nth; }))
            return false;
        const std::unique_ptr<Read<T>> read = std::move(reads[nth]);
        reads.erase(reads.begin() + static_cast<std::ptrdiff_t>(nth));
        read->promise.addResult(std::move(read->seen));
        read->promise.finish();
        QCoreApplication::processEvents();
        return true;
    }
    Reads<reports::PageIndex> indexes_;
    Reads<std::vector<Row>> pages_;
};

} // namespace

class KitTest : public gui::Test
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        ui::applyLanguage(ui::Language::english);
        ui::applyTheme(*qApp, ui::Appearance::light);
    }

    void textIsReadable_data()
    {
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("ground");
        for (const auto scheme : {ui::Scheme::light, ui::Scheme::dark}) {
            const ui::Tokens& t = ui::tokens(scheme);
            const char* name = scheme == ui::Scheme::light ? "light" : "dark";
            const auto row = [&](const char* what, const QColor& text, const QColor& ground) {
                QTest::newRow(
                    qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(name), QLatin1String(what))))
                    << text << ground;
            };
            row("text on surface", t.text, t.surface);
            row("text on window", t.text, t.window);
            row("text on hover", t.text, t.hover);
            row("muted on surface", t.muted, t.surface);
            row("muted on window", t.muted, t.window);
            row("button", t.accentText, t.accent);
            row("selection", t.selectionText, t.selection);
            for (const auto tone :
                {ui::Tone::neutral, ui::Tone::info, ui::Tone::good, ui::Tone::warn, ui::Tone::bad}) {
                const auto& colors = t.tone(tone);
                const QByteArray number = QByteArray::number(static_cast<int>(tone));
                row("badge " + number, colors.text, colors.fill);
                row("tone on surface " + number, colors.text, t.surface);
                row("tone on window " + number, colors.text, t.window);
            }
        }
    }
    void textIsReadable()
    {
        QFETCH(QColor, text);
        QFETCH(QColor, ground);
        const double ratio = contrast(text, ground);
        QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
    }

    void figuresAreOfOneWidth()
    {
        const QFontMetricsF metrics(QApplication::font());
        for (char digit = '1'; digit <= '9'; ++digit)
            QCOMPARE(
                metrics.horizontalAdvance(QLatin1Char(digit)), metrics.horizontalAdvance(QLatin1Char('0')));
    }

    void aStoryTakesNothingForMarkup()
    {
        ui::Story story(QApplication::palette());
        const QString hostile = QStringLiteral("<img src='x'><b>bold</b> & more");
        story.heading(hostile);
        story.fact(hostile, hostile);
        story.event(1, hostile, hostile, hostile);
        QVERIFY(!story.html().contains(QStringLiteral("<img")));
        QVERIFY(!story.html().contains(QStringLiteral("<b>bold")));
        ui::StoryView view(QStringLiteral("story"));
        view.tell(story);
        QVERIFY(view.toPlainText().contains(hostile));
    }

    void labelsAndTipsTakeNothingForMarkup()
    {
        const QString hostile = QStringLiteral("<img src='/etc/hostname'> <b>Alice</b>\n& Bob");
        for (QLabel* label : {ui::plainLabel(hostile), ui::mutedLabel(hostile),
                 ui::textLabel(hostile, ui::TextSize::heading)}) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            QCOMPARE(label->text(), hostile);
            delete label;
        }
        QTextDocument tip;
        tip.setHtml(ui::plainTip(hostile));
        QCOMPARE(tip.toPlainText().simplified(), hostile.simplified());
        QCOMPARE(ui::plainTip(QStringLiteral("tea & cake")), QStringLiteral("tea & cake"));
    }

    /// Marks that act on what stands beside them are shown instead, by whichever way a text is shown.
    void marksAreShownAndDoNothing()
    {
        const QString odd = QStringLiteral("tea\u202Egnp\u0007");
        const QString shown = QStringLiteral("tea⟨U+202E⟩gnp⟨U+0007⟩");
        ui::Story story(QApplication::palette());
        story.heading(odd);
        story.badges({ui::Word{odd, ui::Tone::good}});
        story.paragraph(odd);
        story.fact(odd, odd);
        story.event(1, odd, odd, odd);
        QCOMPARE(story.html().count(shown), 8);
        QVERIFY(!story.html().contains(QChar(0x202E)));
        ui::NoticeBar notice;
        notice.showText(ui::Tone::bad, odd);
        QCOMPARE(notice.findChild<QLabel*>()->text(), shown);
        std::unique_ptr<QLabel> label(ui::plainLabel(odd));
        QCOMPARE(label->text(), shown);
        QCOMPARE(ui::plainTip(odd), shown);
        ui::LazyModel<SlowList::Row> model(ui::Top::oldest,
            {{QStringLiteral("Text"), [&](const SlowList::Row&) { return odd + u'\n'; }}}, nullptr);
        model.setSource(
            ui::Growth::anywhere,
            [](const reports::PageIndex&) {
                return QtFuture::makeReadyFuture(
                    base::Result<reports::PageIndex>(reports::PageIndex{1, {{0, 1}}}));
            },
            [](reports::PageKey) {
                return QtFuture::makeReadyFuture(
                    base::Result<std::vector<SlowList::Row>>(std::vector<SlowList::Row>{{{0, 1}}}));
            });
        QTRY_COMPARE(model.index(0, 0).data().toString(), shown + QStringLiteral("⟨U+000A⟩"));
    }

    void aReadThatBeganBeforeTheListChangedMovesNoChoice()
    {
        SlowList list({1, 2, 3, 4});
        QVERIFY(list.answerIndex());
        QVERIFY(list.look());
        QVERIFY(list.look()); // the view asks again before the first answer is there
        QVERIFY(list.answerPage(0));
        list.table.selectRow(2);
        QCOMPARE(list.chosen(), QStringLiteral("3"));
        list.now = {2, 3, 4, 5};
        list.model.refresh();
        QVERIFY(list.answerIndex());
        QVERIFY(list.answerPage(1));
        QCOMPARE(list.table.selectedRows(), std::vector<int>{1});
        QCOMPARE(list.chosen(), QStringLiteral("3"));
        QVERIFY(list.answerPage(0)); // late: still of the list as it was
        QCOMPARE(list.chosen(), QStringLiteral("3"));
    }

    void aReadThatSawTheListChangeFirstMovesNoChoice()
    {
        SlowList list({1, 2, 3, 4});
        QVERIFY(list.answerIndex());
        QVERIFY(list.look());
        QVERIFY(list.look());
        QVERIFY(list.answerPage());
        list.table.selectRow(2);
        list.now = {2, 3, 4, 5};
        QVERIFY(list.answerPageAsItIsNow()); // before anybody has read the index again
        QCOMPARE(list.chosen(), QStringLiteral("3"));
        QCOMPARE(list.table.currentIndex().row(), 1);
        list.model.refresh();
        QVERIFY(list.answerIndex());
        QVERIFY(list.answerPage());
        QCOMPARE(list.chosen(), QStringLiteral("3"));
    }

    void aChoiceWhosePageIsOnItsWayIsFoundAfterTheNextChangeToo()
    {
        SlowList list({1, 2, 3, 4});
        QVERIFY(list.answerIndex());
        QVERIFY(list.look());
        QVERIFY(list.answerPage());
        list.table.selectRow(2);
        list.model.restart();
        QVERIFY(list.answerIndex());
        QVERIFY(list.table.hasCurrent());
        list.now = {3, 4};
        list.model.refresh();
        QVERIFY(list.answerIndex());
        QVERIFY(list.look());
        while (list.model.keyAt(0).id < 0)
            QVERIFY(list.answerPage());
        QTRY_COMPARE(list.chosen(), QStringLiteral("3"));
        QCOMPARE(list.table.currentIndex().row(), 0);
    }

    void aSavedViewComesBackAsItWas()
    {
        const ui::FilterBar::Offers offers{
            {}, {{QStringLiteral("paid"), {}}, {QStringLiteral("partly"), {}}}};
        for (const ui::ListFilter& filter :
            {ui::ListFilter{}, ui::ListFilter{QStringLiteral("欧阳 \"娜娜\""), QStringLiteral("partly"),
                                   QDate(2026, 1, 31), QDate(2026, 2, 28)}}) {
            ui::FilterBar asked(offers);
            asked.setFilter(filter);
            ui::FilterBar again(offers);
            again.setText(asked.text());
            QVERIFY(again.filter() == filter);
        }
        ui::FilterBar bar(offers);
        bar.setText(QStringLiteral("not json"));
        QVERIFY(bar.filter() == ui::ListFilter());
    }
    /// "Last 7 days" are those before today, also tomorrow and in a view that was saved last year.
    void aPeriodMovesWithTheDays_data()
    {
        QTest::addColumn<QString>("period");
        QTest::addColumn<int>("from"); // days before today
        QTest::addColumn<int>("to");
        QTest::newRow("today") << QStringLiteral("Today") << 0 << 0;
        QTest::newRow("yesterday") << QStringLiteral("Yesterday") << 1 << 1;
        QTest::newRow("week") << QStringLiteral("Last 7 days") << 6 << 0;
        QTest::newRow("month") << QStringLiteral("Last 30 days") << 29 << 0;
    }
    void aPeriodMovesWithTheDays()
    {
        QFETCH(QString, period);
        QFETCH(int, from);
        QFETCH(int, to);
        QDate day(2026, 2, 28);
        const auto today = [&day] { return day; };
        ui::FilterBar bar({}, nullptr, today);
        for (auto* box : bar.findChildren<QComboBox*>()) {
            if (const int at = box->findText(period); at >= 0)
                box->setCurrentIndex(at);
        }
        QCOMPARE(bar.filter().from, day.addDays(-from));
        const QString saved = bar.text();
        day = QDate(2026, 3, 1); // midnight has passed
        QCOMPARE(bar.filter().from, day.addDays(-from));
        QCOMPARE(bar.filter().to, day.addDays(-to));
        day = QDate(2027, 1, 1);
        ui::FilterBar again({}, nullptr, today);
        again.setText(saved);
        QCOMPARE(again.filter().from, day.addDays(-from));
        QCOMPARE(again.filter().to, day.addDays(-to));
    }
    /// Another figure in a sum is an error that is said, never a sum that is cut.
    void aSumIsTyped_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<qint64>("fen"); // 0: it is wrong, and why is said
        QTest::newRow("plain") << QStringLiteral("12.34") << qint64(1'234);
        QTest::newRow("full width") << QStringLiteral("１２．３４") << qint64(1'234);
        QTest::newRow("grouped") << QStringLiteral("1,234.56") << qint64(123'456);
        QTest::newRow("with its sign") << QStringLiteral("¥5") << qint64(500);
        QTest::newRow("a third decimal") << QStringLiteral("1.005") << qint64(0);
        QTest::newRow("a comma for a point") << QStringLiteral("12,34") << qint64(0);
        QTest::newRow("letters") << QStringLiteral("1e2") << qint64(0);
        QTest::newRow("two points") << QStringLiteral("1.2.3") << qint64(0);
    }
    void aSumIsTyped()
    {
        QFETCH(QString, typed);
        QFETCH(qint64, fen);
        ui::MoneyField field;
        field.insert(typed); // what an input method commits
        QCOMPARE(field.text(), typed);
        const auto sum = field.money();
        QCOMPARE(sum ? sum->inFen() : 0, fen);
        QCOMPARE(field.accessibleDescription().isEmpty(), fen != 0);
    }
    /// No sum, or none at all, is wrong without a word: the person is not done yet.
    void noSumYet()
    {
        for (const char* text : {"", "0", "0.00", "-5"}) {
            ui::MoneyField field;
            field.insert(QString::fromLatin1(text));
            QVERIFY(!field.money());
            QVERIFY(field.accessibleDescription().isEmpty());
        }
    }

    /// Both languages are complete, and nothing in the sources is missing from them.
    void everyTextIsTranslated_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* name : {"zhangfang_zh_CN.ts", "zhangfang_en.ts"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void everyTextIsTranslated()
    {
        QFETCH(QString, file);
        const QString source = QStringLiteral(ZHANGFANG_SOURCE);
        const QTemporaryDir temp;
        const QString copy = temp.filePath(file);
        QVERIFY(QFile::copy(source + QStringLiteral("/translations/") + file, copy));
        QProcess lupdate;
        lupdate.start(QStringLiteral(ZHANGFANG_LUPDATE),
            {source + QStringLiteral("/ui"), source + QStringLiteral("/app/console"), QStringLiteral("-ts"),
                copy, QStringLiteral("-no-obsolete"), QStringLiteral("-silent")});
        QVERIFY2(lupdate.waitForFinished(60'000) && lupdate.exitCode() == 0,
            lupdate.readAllStandardError().constData());
        QFile ts(copy);
        QVERIFY(ts.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&ts);
        QString text;
        int translated = 0;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            if (xml.name() == QLatin1String("source"))
                text = xml.readElementText();
            if (xml.name() == QLatin1String("translation")) {
                QVERIFY2(!xml.attributes().hasAttribute(QLatin1String("type")), qPrintable(text));
                QVERIFY2(!xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed().isEmpty(),
                    qPrintable(text));
                ++translated;
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(translated > 500);
    }
};

ZHANGFANG_TEST(KitTest)
#include "kit_test.moc"
