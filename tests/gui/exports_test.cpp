#include "backend/exports.h"
#include "dialogs/job_dialog.h"
#include "gui/guard.h"
#include "gui/page_of.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/filter_bar.h"
#include "kit/lazy_table.h"
#include "kit/preferences.h"
#include "kit/printed_table.h"
#include "kit/widgets.h"
#include "pages/ledger_page.h"
#include "pages/orders_page.h"
#include "pages/payouts_page.h"
#include "pages/reports_page.h"
#include "pages/wallets_page.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDateEdit>
#include <QDirIterator>
#include <QFile>
#include <QFileDialog>
#include <QPrinter>
#include <QTextDocument>

using namespace zhangfang;
using harness::DeskShop;

namespace
{

constexpr int kOrders = 739;

/// So many unpaid orders, of which every tenth is described as cake.
base::Status fill(DeskShop& shop)
{
    return shop.books()
        .writer()
        .runNow<int>([](storage::Database& database) -> base::Result<int> {
            for (int i = 0; i < kOrders; ++i) {
                shop::Order order;
                ZF_ASSIGN(order.number, base::OrderNo::parse(QStringLiteral("%1%2")
                                                                 .arg(i % 10 == 0 ? QStringLiteral("CAKE")
                                                                                  : QStringLiteral("TEAS"))
                                                                 .arg(i, 6, 10, QLatin1Char('0'))));
                order.channel = QStringLiteral("native");
                order.description = QStringLiteral("龙井 %1").arg(i);
                order.amount = base::Money::fen(1'000 + i);
                order.createdAtUtcMs = 1'760'000'000'000 + i * 60'000;
                order.expiresAtUtcMs = order.createdAtUtcMs + 60'000;
                order.request = "{}";
                ZF_TRY(shop::insertOrder(database, order));
            }
            return 0;
        })
        .map([](int) {});
}

QAction* actionOn(const ui::Page& page, const QKeySequence& keys)
{
    for (QAction* action : page.actions()) {
        if (action->shortcut() == keys)
            return action;
    }
    return nullptr;
}

/// What a person does in the dialog that comes up: names a file and says yes.
bool nameFile(ui::Page& page, const QString& file, const QString& filter = {})
{
    if (!QTest::qWaitFor([&] { return page.findChild<QFileDialog*>(); }))
        return false;
    auto* dialog = page.findChild<QFileDialog*>();
    if (!filter.isEmpty())
        dialog->selectNameFilter(dialog->nameFilters().filter(filter).value(0));
    Q_EMIT dialog->filterSelected(dialog->selectedNameFilter());
    auto* field = dialog->findChild<QLineEdit*>();
    field->setText(file);
    QTest::keyClick(field, Qt::Key_Return);
    return QTest::qWaitFor([&] { return !page.findChild<QFileDialog*>(); });
}

QString noticeOf(const ui::Page& page)
{
    return page.findChild<ui::NoticeBar*>()->text();
}

QByteArray contentOf(const QString& file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

} // namespace

/// What a person saves or copies of a list is what the list has, not what the window happens to have loaded.
class ExportsGuiTest : public gui::Test
{
    Q_OBJECT

    template <class Page> struct Shown {
        explicit Shown(DeskShop& shop) : page(gui::pageOf<Page>(shop, shop.memory()))
        {
            page.resize(1'100, 600);
            page.setVisible(true);
            page.refresh();
        }
        [[nodiscard]] bool has(int rows) const
        {
            const auto* table = page.template findChild<ui::LazyTable*>();
            return QTest::qWaitFor([&] { return table->model()->rowCount() == rows; }, 10'000);
        }
        Page page;
    };

private Q_SLOTS:
    void initTestCase()
    {
        ui::applyLanguage(ui::Language::english);
        ui::applyTheme(*qApp, ui::Appearance::light);
    }

    void everythingThatTheFilterMatches_data()
    {
        QTest::addColumn<QString>("search");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("rows");
        const auto row = [](const char* title, const char* search, const char* typed, const char* filter,
                             const char* file, int rows) {
            QTest::newRow(title) << QString::fromLatin1(search) << QString::fromLatin1(typed)
                                 << QString::fromLatin1(filter) << QString::fromLatin1(file) << rows;
        };
        row("all, csv", "", "list", "csv", "list.csv", kOrders);
        row("all, a workbook", "", "list", "xlsx", "list.xlsx", kOrders);
        row("some", "CAKE", "cakes", "csv", "cakes.csv", 74);
        row("the name goes before the filter", "CAKE", "cakes.csv", "xlsx", "cakes.csv", 74);
    }
    void everythingThatTheFilterMatches()
    {
        QFETCH(QString, search);
        QFETCH(QString, typed);
        QFETCH(QString, filter);
        QFETCH(QString, file);
        QFETCH(int, rows);
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        REQUIRE(fill(shop));
        Shown<ui::OrdersPage> shown(shop);
        QVERIFY(shown.has(kOrders));
        ui::Place place;
        place.filter.search = search;
        shown.page.goTo(place);
        QVERIFY(shown.has(rows));
        QTemporaryDir temp;
        QAction* save = actionOn(shown.page, QKeySequence(Qt::CTRL | Qt::Key_E));
        QVERIFY(save && save->isEnabled());
        save->trigger();
        QVERIFY(nameFile(shown.page, temp.filePath(typed), filter));
        QTRY_VERIFY_WITH_TIMEOUT(!noticeOf(shown.page).isEmpty(), 20'000);
        QVERIFY2(noticeOf(shown.page).startsWith(QStringLiteral("Saved %1 row").arg(rows)),
            qPrintable(noticeOf(shown.page)));
        QVERIFY(save->isEnabled());
        const QString written = temp.filePath(file);
        QCOMPARE(QDir(temp.path()).entryList(QDir::Files | QDir::Hidden), QStringList{file});
        if (!written.endsWith(QLatin1String(".csv"))) {
            QVERIFY(contentOf(written).startsWith("PK"));
            return;
        }
        const QList<QByteArray> lines = contentOf(written).split('\n');
        QCOMPARE(lines.size(), rows + 2); // headings, and the end of the last line
        QVERIFY(lines[0].contains("Order number"));
        for (int line = 1; line <= rows; ++line)
            QVERIFY2(lines[line].contains(search.isEmpty() ? "龙井" : "CAKE"), lines[line].constData());
    }

    void everyPageWithAListHasIt()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.userWith(QStringLiteral("oA"), 10'000));
        const auto user = shop.userWith(QStringLiteral("oB"), 10'000);
        REQUIRE(user);
        REQUIRE(shop.requested(*user, 500));
        QTemporaryDir temp;
        const auto saves = [&temp](ui::Page& page, const char* name, const char* what) {
            QAction* save = actionOn(page, QKeySequence(Qt::CTRL | Qt::Key_E));
            if (!save)
                return QStringLiteral("no action");
            save->trigger();
            const QString file = temp.filePath(QString::fromLatin1(name));
            if (!nameFile(page, file) || !QTest::qWaitFor([&] { return !noticeOf(page).isEmpty(); }))
                return QStringLiteral("not saved");
            return contentOf(file).contains(what) ? noticeOf(page).section(QStringLiteral(" row"), 0, 0)
                                                  : QString::fromUtf8(contentOf(file));
        };
        Shown<ui::PayoutsPage> payouts(shop);
        QVERIFY(payouts.has(1));
        QCOMPARE(saves(payouts.page, "w.csv", "5.00"), QStringLiteral("Saved 1"));
        Shown<ui::WalletsPage> wallets(shop);
        QVERIFY(wallets.has(2));
        QCOMPARE(saves(wallets.page, "u.csv", "95.00"), QStringLiteral("Saved 2"));
        Shown<ui::LedgerPage> ledger(shop);
        QVERIFY(ledger.has(5));
        QCOMPARE(saves(ledger.page, "t.csv", "Hold"), QStringLiteral("Saved 5"));
    }

    void aFileOfWithdrawalsFollowsTheirFilter()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        for (const char* openid : {"oA", "oB"}) {
            const auto user = shop.userWith(QString::fromLatin1(openid), 10'000);
            REQUIRE(user);
            REQUIRE(shop.requested(*user, 500));
        }
        Shown<ui::PayoutsPage> shown(shop);
        QVERIFY(shown.has(2));
        shown.page.findChild<ui::FilterBar*>()->setFilter({QStringLiteral("oB"), {}, {}, {}});
        QVERIFY(shown.has(1));
        QTemporaryDir temp;
        actionOn(shown.page, QKeySequence(Qt::CTRL | Qt::Key_E))->trigger();
        QVERIFY(nameFile(shown.page, temp.filePath(QStringLiteral("w.csv"))));
        QTRY_VERIFY_WITH_TIMEOUT(!noticeOf(shown.page).isEmpty(), 20'000);
        const QByteArray written = contentOf(temp.filePath(QStringLiteral("w.csv")));
        QVERIFY(written.contains("oB"));
        QVERIFY(!written.contains("oA"));
    }

    /// What is chosen and not loaded is read for it, and no row is blank.
    void copyingHasNoBlankRows()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        REQUIRE(fill(shop));
        Shown<ui::OrdersPage> shown(shop);
        QVERIFY(shown.has(kOrders));
        auto* table = shown.page.findChild<ui::LazyTable*>();
        QSignalSpy copied(table, &ui::LazyTable::copied);
        table->selectAll();
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QTRY_COMPARE(copied.count(), 1);
        QCOMPARE(copied[0][0].toInt(), kOrders);
        const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), kOrders + 2);
        for (int line = 1; line <= kOrders; ++line)
            QVERIFY2(lines[line].contains(QStringLiteral("\t龙井 %1\t").arg(kOrders - line)),
                qPrintable(lines[line]));
        QCOMPARE(noticeOf(shown.page), QString());
    }

    /// What is more than is ever copied is said.
    void copyingLessThanChosenIsSaid()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        Shown<ui::OrdersPage> shown(shop);
        auto* table = shown.page.findChild<ui::LazyTable*>();
        Q_EMIT table->copied(10'000, 12'345);
        QCOMPARE(noticeOf(shown.page),
            QStringLiteral("10,000 of the 12,345 chosen rows were copied. Export writes all of them."));
    }

    /// A report is saved, and printed, as that of the days it was made for.
    void aReportIsSavedUnderItsOwnPeriod()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        Shown<ui::ReportsPage> shown(shop);
        QAction* save = actionOn(shown.page, QKeySequence::Save);
        QVERIFY(save);
        QTRY_VERIFY_WITH_TIMEOUT(save->isEnabled(), 20'000);
        const auto fields = shown.page.findChildren<QDateEdit*>();
        const QDate from = fields[0]->date();
        const QDate to = fields[1]->date();
        const QString days =
            QStringLiteral("%1 to %2").arg(from.toString(Qt::ISODate), to.toString(Qt::ISODate));
        // The next report is thought of, and not made.
        fields[0]->setDate(from.addYears(-1));
        fields[1]->setDate(to.addYears(-1));
        const ui::PrintedTable paper = shown.page.onPaper();
        QVERIFY2(paper.above.join(QLatin1Char('\n')).contains(days), qPrintable(paper.above.join(u' ')));
        QVERIFY(paper.above.join(QLatin1Char('\n')).contains(QStringLiteral("Shop: Tea")));
        QVERIFY2(paper.above.back().endsWith(QStringLiteral("+08:00")), qPrintable(paper.above.back()));
        QCOMPARE(paper.rows.back().front(), QStringLiteral("Total"));
        save->trigger();
        QTRY_VERIFY(shown.page.findChild<QFileDialog*>());
        QVERIFY(shown.page.findChild<QFileDialog*>()->findChild<QLineEdit*>()->text().contains(
            QStringLiteral("settlement-%1-%2").arg(from.toString(Qt::ISODate), to.toString(Qt::ISODate))));
        QTemporaryDir temp;
        const QString file = temp.filePath(QStringLiteral("report.csv"));
        QVERIFY(nameFile(shown.page, file));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), 20'000);
        QTRY_VERIFY(noticeOf(shown.page).startsWith(QStringLiteral("Saved: ")));
        QVERIFY(contentOf(file).contains(days.toUtf8()));
        QVERIFY(!contentOf(file).contains(QByteArray::number(from.year() - 1) + "-"));
    }

    void aReportPrints()
    {
        ui::PrintedTable paper{QStringLiteral("Settlement report"), {QStringLiteral("Shop: <b>茶</b>")},
            {QStringLiteral("Day"), QStringLiteral("Paid")}, {},
            {QStringLiteral("The books were verified.")}};
        for (int day = 0; day < 200; ++day)
            paper.rows.push_back({QStringLiteral("day %1").arg(day), QStringLiteral("¥ 1.00")});
        const auto document = ui::documentOf(paper);
        for (const char* said : {"Shop: <b>茶</b>", "day 0", "day 199", "The books were verified."})
            QVERIFY2(document->toPlainText().contains(QString::fromUtf8(said)), said);
        QTemporaryDir temp;
        QPrinter printer(QPrinter::HighResolution);
        printer.setOutputFormat(QPrinter::PdfFormat);
        printer.setOutputFileName(temp.filePath(QStringLiteral("report.pdf")));
        document->print(&printer);
        const QByteArray pdf = contentOf(temp.filePath(QStringLiteral("report.pdf")));
        QVERIFY(pdf.startsWith("%PDF"));
        QVERIFY(pdf.count("/Type /Page\n") + pdf.count("/Type /Page ") > 1); // more than one page
    }

    /// Nobody is promised what comes later.
    void nothingComesLater()
    {
        QDirIterator files(QStringLiteral(ZHANGFANG_SOURCE "/ui"), {QStringLiteral("*.cpp")}, QDir::Files,
            QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString file = files.next();
            QVERIFY2(!contentOf(file).simplified().contains("later version"), qPrintable(file));
        }
    }
};

ZHANGFANG_TEST(ExportsGuiTest)
#include "exports_test.moc"
