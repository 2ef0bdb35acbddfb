#include "gui/guard.h"
#include "harness/run.h"
#include "kit/lazy_model.h"
#include "kit/lazy_table.h"

#include <QAbstractItemModelTester>
#include <QPromise>
#include <QTest>

using namespace zhangfang;
using reports::kPageRows;
using reports::PageIndex;
using reports::PageKey;

namespace
{

/// A list of several pages, paged as the read models page a table, whose rows a test changes as it likes.
class Books
{
public:
    struct Row {
        PageKey key;
        int version = 0;
    };
    using Model = ui::LazyModel<Row>;

    explicit Books(int rows)
    {
        for (int id = 0; id < rows; ++id)
            list.push_back({{0, id}});
    }
    void feed(Model& model, ui::Growth growth, bool newestFirst = true)
    {
        model.setSource(
            growth, [this](const PageIndex& known) { return answer(indexed(known)); },
            [this](PageKey start) {
                std::vector<Row> page;
                for (const Row& row : list) {
                    if (row.key >= start && page.size() < kPageRows)
                        page.push_back(row);
                }
                return answer(std::move(page));
            },
            newestFirst ? Model::ReadNewest([this] {
                PageIndex newest{std::min<qint64>(std::ssize(list), kPageRows), {}};
                if (newest.rows > 0)
                    newest.starts.push_back(list[list.size() - static_cast<size_t>(newest.rows)].key);
                return answer(std::move(newest));
            })
                        : Model::ReadNewest());
    }
    std::vector<Row> list;
    bool fails = false;
    int indexes = 0;                       ///< asked for so far
    std::function<void()> whileIndexing{}; ///< between the index and the page

private:
    PageIndex indexed(PageIndex known)
    {
        ++indexes;
        const PageKey from = reports::resumeAt(known, {-1, -1});
        if (!known.starts.empty()) {
            known.starts.pop_back();
            known.rows = std::ssize(known.starts) * kPageRows;
        }
        for (const Row& row : list) {
            if (row.key >= from && known.rows++ % kPageRows == 0)
                known.starts.push_back(row.key);
        }
        if (whileIndexing)
            std::exchange(whileIndexing, nullptr)();
        return known;
    }
    template <class T> QFuture<base::Result<T>> answer(T value) const
    {
        return QtFuture::makeReadyFuture(
            fails ? base::Result<T>(base::unavailable("disk_error", QStringLiteral("no disk")))
                  : base::Result<T>(std::move(value)));
    }
};

/// Every row as it is shown, each asked for as a view does.
QStringList shown(Books::Model& model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        const auto text = [&] { return model.index(row, 0).data().toString(); };
        static_cast<void>(
            QTest::qWaitFor([&] { return !text().isEmpty() && text() != QStringLiteral("…"); }));
        rows << text();
    }
    return rows;
}

QStringList newestOnTop(const Books& books)
{
    QStringList rows;
    for (auto row = books.list.rbegin(); row != books.list.rend(); ++row)
        rows << QStringLiteral("%1.%2").arg(row->key.id).arg(row->version);
    return rows;
}

std::vector<Books::Model::Column> columns()
{
    return {{QStringLiteral("Id"),
        [](const Books::Row& row) { return QStringLiteral("%1.%2").arg(row.key.id).arg(row.version); }}};
}

} // namespace

/// A lazy list of several pages shows what the books have, whatever happens to them meanwhile.
class LazyModelTest : public gui::Test
{
    Q_OBJECT
private Q_SLOTS:
    void theNewestPageComesBeforeTheIndex_data()
    {
        QTest::addColumn<int>("rows");
        for (const int rows : {0, 1, kPageRows - 1, kPageRows, kPageRows + 1, 2 * kPageRows, 1'000})
            QTest::addRow("%d rows", rows) << rows;
    }
    void theNewestPageComesBeforeTheIndex()
    {
        QFETCH(int, rows);
        Books books(rows);
        Books::Model model(ui::Top::newest, columns(), nullptr);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        int firstRows = -1, indexesBefore = -1;
        connect(&model, &ui::LazyModelBase::refreshed, this, [&] {
            if (firstRows < 0) {
                firstRows = model.rowCount();
                indexesBefore = books.indexes;
            }
        });
        books.feed(model, ui::Growth::appended);
        QTRY_VERIFY(model.isIdle() && model.isLoaded());
        QCOMPARE(firstRows, std::min(rows, kPageRows));
        QCOMPARE(indexesBefore, 0);
        QVERIFY(!model.isPartial());
        QCOMPARE(shown(model), newestOnTop(books));
    }

    /// What a person has chosen on the first page is chosen still when the others have come behind it.
    void whatIsChosenStaysChosen()
    {
        Books books(1'000);
        Books::Model model(ui::Top::newest, columns(), nullptr);
        ui::LazyTable table(QStringLiteral("list"));
        table.setLazyModel(&model);
        connect(&model, &ui::LazyModelBase::refreshed, this, [&] {
            if (model.isPartial()) {
                model.index(7, 0).data(); // as the view does
                table.setCurrentIndex(model.index(7, 0));
            }
        });
        int resets = 0;
        books.feed(model, ui::Growth::appended);
        connect(&model, &QAbstractItemModel::rowsInserted, this, [&] { ++resets; });
        QTRY_COMPARE(model.rowCount(), 1'000);
        QCOMPARE(table.currentIndex().row(), 7);
        QTRY_COMPARE(model.index(7, 0).data().toString(), QStringLiteral("992.0"));
        QCOMPARE(resets, 1); // inserted behind, not made anew
    }

    void rowsThatComeWhileTheIndexIsMadeAreThere()
    {
        Books books(600);
        Books::Model model(ui::Top::newest, columns(), nullptr);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        connect(&model, &ui::LazyModelBase::refreshed, this, [&] {
            if (model.isPartial())
                books.list.push_back({{0, 600}});
        });
        books.feed(model, ui::Growth::appended);
        QTRY_VERIFY(model.isIdle() && !model.isPartial() && model.isLoaded());
        QCOMPARE(shown(model), newestOnTop(books));
    }

    /// A row that leaves the middle of a filtered list, or comes into it, is neither lost nor there twice.
    void rowsThatComeAndGoAnywhere_data()
    {
        QTest::addColumn<int>("removed");
        QTest::addColumn<int>("added"); // its id, which is not in the list
        QTest::newRow("an old one leaves") << 10 << -1;
        QTest::newRow("one of the second page leaves") << 300 << -1;
        QTest::newRow("an old one comes") << -1 << 11;
        QTest::newRow("one leaves, another comes") << 400 << 11;
    }
    void rowsThatComeAndGoAnywhere()
    {
        QFETCH(int, removed);
        QFETCH(int, added);
        Books books(700);
        std::erase_if(books.list, [](const Books::Row& row) { return row.key.id == 11; });
        Books::Model model(ui::Top::newest, columns(), nullptr);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        books.feed(model, ui::Growth::anywhere);
        QTRY_VERIFY(model.isIdle() && model.isLoaded() && !model.isPartial());
        QCOMPARE(shown(model), newestOnTop(books));
        std::erase_if(books.list, [&](const Books::Row& row) { return row.key.id == removed; });
        if (added >= 0) {
            const auto place = std::find_if(books.list.begin(), books.list.end(),
                [&](const Books::Row& row) { return row.key.id > added; });
            books.list.insert(place, Books::Row{{0, added}});
        }
        model.refresh();
        QTRY_VERIFY(model.isIdle());
        QCOMPARE(shown(model), newestOnTop(books));
    }

    /// Who scrolls down and comes back sees what has changed on top meanwhile.
    void theTopIsFreshAfterComingBack()
    {
        Books books(3'000);
        Books::Model model(ui::Top::newest, columns(), nullptr);
        books.feed(model, ui::Growth::appended);
        QTRY_VERIFY(model.isIdle() && model.rowCount() == 3'000);
        const auto at = [&](int row) { return model.index(row, 0).data().toString(); };
        QTRY_COMPARE(at(0), QStringLiteral("2999.0"));
        for (const int row : {600, 1'100, 1'600, 2'100, 2'600}) // down
            QTRY_COMPARE(at(row), QStringLiteral("%1.0").arg(2'999 - row));
        books.list.back().version = 1;
        model.refresh();
        QTRY_VERIFY(model.isIdle());
        QTRY_COMPARE(at(2'600), QStringLiteral("399.0"));
        QTRY_COMPARE(at(0), QStringLiteral("2999.1")); // and back
    }

    /// What is on the screen is read again, though it was read first.
    void whatIsLookedAtIsFresh()
    {
        Books books(3'000);
        Books::Model model(ui::Top::newest, columns(), nullptr);
        books.feed(model, ui::Growth::appended);
        QTRY_VERIFY(model.isIdle() && model.rowCount() == 3'000);
        const auto at = [&](int row) { return model.index(row, 0).data().toString(); };
        for (const int row : {0, 600, 1'100, 1'600, 2'100, 0})
            QTRY_COMPARE(at(row), QStringLiteral("%1.0").arg(2'999 - row));
        books.list.back().version = 1;
        model.refresh();
        QTRY_COMPARE(at(0), QStringLiteral("2999.1"));
    }

    /// A filter whose read fails shows nothing of the one before, and is read as soon as that is possible.
    void aFailedReadMixesNoLists()
    {
        Books before(700), after(300);
        for (Books::Row& row : after.list)
            row.key.id += 10'000;
        Books::Model model(ui::Top::newest, columns(), nullptr);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        before.feed(model, ui::Growth::appended);
        QTRY_VERIFY(model.isIdle() && model.rowCount() == 700);
        QCOMPARE(shown(model), newestOnTop(before));
        int failures = 0;
        connect(&model, &ui::LazyModelBase::failed, this, [&] { ++failures; });
        after.fails = true;
        after.feed(model, ui::Growth::appended);
        QTRY_VERIFY(model.isIdle());
        QCOMPARE(failures, 1);
        QCOMPARE(shown(model), QStringList());
        after.fails = false;
        model.refresh();
        QTRY_VERIFY(model.isIdle() && !model.isPartial() && model.rowCount() == 300);
        QCOMPARE(shown(model), newestOnTop(after));
    }
};

ZHANGFANG_TEST(LazyModelTest)
#include "lazy_model_test.moc"
