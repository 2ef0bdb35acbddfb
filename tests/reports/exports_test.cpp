#include "backend/desk.h"
#include "backend/exports.h"
#include "base/calendar.h"
#include "harness/decisions.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "payments/payments.h"
#include "payments/refund.h"
#include "reports/settlement_report.h"
#include "shop/tasks.h"

#include <array>
#include <clocale>
#include <csignal>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <sys/resource.h>

using namespace zhangfang;
using backend::ExportTarget;
using base::Money;
using base::UserId;
using reports::FileFormat;
using reports::Language;
using reports::Table;
using storage::Database;

namespace
{

constexpr qint64 kMadeAtUtcMs = 1'760'000'000'000; // 2025-10-09 16:53:20 in Shanghai
constexpr qint64 kMinuteMs = 60'000;

/// A shop's folder, and a place for files beside it.
class Books
{
public:
    Books()
    {
        const QString path = temp.filePath(QStringLiteral("shop"));
        if (!backend::ShopFolder::initialise(
                path, QStringLiteral("茶,与\"游戏\""), QStringLiteral("mei"), "a good password"))
            qFatal("the test's shop cannot be made");
        auto opened = backend::ShopFolder::open(path, access::openMemory());
        if (!opened)
            qFatal("the test's shop cannot be opened");
        folder = std::move(*opened);
    }
    base::Status write(std::function<base::Status(Database&)> change)
    {
        return folder->writer()
            .runNow<int>([&](Database& database) -> base::Result<int> {
                ZF_TRY(change(database));
                return 0;
            })
            .map([](int) {});
    }
    template <class T> [[nodiscard]] base::Result<T> read(std::function<base::Result<T>(Database&)> look)
    {
        return folder->readers().read<T>(look);
    }
    [[nodiscard]] QString place(const char* name) const { return temp.filePath(QString::fromUtf8(name)); }
    [[nodiscard]] base::Result<qint64> save(const Table& table, const QString& file) const
    {
        return backend::exportTable(*folder, table, {file, formatOf(file)});
    }
    static FileFormat formatOf(const QString& file)
    {
        return file.endsWith(QLatin1String(".xlsx")) ? FileFormat::xlsx : FileFormat::csv;
    }
    /// What is in the folder beside the shop, hidden files too.
    [[nodiscard]] QStringList files() const
    {
        return QDir(temp.path()).entryList(QDir::Files | QDir::Hidden | QDir::System, QDir::Name);
    }

    QTemporaryDir temp;
    std::unique_ptr<backend::ShopFolder> folder;
};

shop::Order orderNumbered(int i, UserId user, const QString& description)
{
    shop::Order order;
    order.number =
        base::OrderNo::parse(QStringLiteral("20251009%1").arg(i, 12, 10, QLatin1Char('0'))).value();
    order.user = user;
    order.purpose = i % 2 == 0 ? shop::Purpose::sale : shop::Purpose::topup;
    order.channel = QStringLiteral("native");
    order.description = description;
    order.amount = Money::fen(1'000 + i);
    order.createdAtUtcMs = kMadeAtUtcMs + i * kMinuteMs;
    order.expiresAtUtcMs = order.createdAtUtcMs + 30 * kMinuteMs;
    order.request = "{}";
    return order;
}

base::Status pay(Database& database, const shop::Order& order, int i)
{
    wechatpay::Transaction paid;
    paid.outTradeNo = order.number.toString();
    paid.transactionId = QStringLiteral("42000%1").arg(i, 23, 10, QLatin1Char('0'));
    paid.state = wechatpay::parseTradeState(QStringLiteral("SUCCESS"));
    paid.total = order.amount;
    paid.currency = QStringLiteral("CNY");
    paid.successAtUtcMs = order.createdAtUtcMs + 1'000;
    payments::Expected expected;
    expected.feeRate = {60};
    return payments::applyTransaction(database, paid, expected, QStringLiteral("query"), paid.successAtUtcMs)
        .map([](const auto&) {});
}

/// `count` orders a minute apart, each third unpaid unless none is to be paid.
enum class Pays { none, most };
base::Status fill(Books& books, int count, Pays pays)
{
    return books.write([&](Database& database) -> base::Status {
        ZF_ASSIGN(const auto user,
            shop::addUser(database, {QStringLiteral("oAlice"), QStringLiteral("王晓")}, kMadeAtUtcMs));
        for (int i = 0; i < count; ++i) {
            const shop::Order order = orderNumbered(i, user.id, QStringLiteral("龙井 %1").arg(i));
            ZF_TRY(shop::insertOrder(database, order));
            if (pays == Pays::most && i % 3 != 0)
                ZF_TRY(pay(database, order, i));
        }
        return {};
    });
}

/// A file as something else than this program reads it.
struct ReadBack {
    struct Cell {
        QString kind;
        QString value;
        QString format;
    };
    struct Sheet {
        QString name;
        std::vector<std::vector<Cell>> rows;
        /// By its heading; the row is that below the headings.
        [[nodiscard]] Cell at(size_t row, const char* heading, size_t headings = 0) const
        {
            for (size_t column = 0; column < rows[headings].size(); ++column) {
                if (rows[headings][column].value == QString::fromUtf8(heading))
                    return column < rows[headings + 1 + row].size() ? rows[headings + 1 + row][column]
                                                                    : Cell();
            }
            return {QStringLiteral("no such heading"), {}, {}};
        }
        /// Of the whole column, in fen.
        [[nodiscard]] qint64 sum(const char* heading) const
        {
            qint64 fen = 0;
            for (size_t row = 0; row + 1 < rows.size(); ++row)
                fen += qRound64(at(row, heading).value.toDouble() * 100);
            return fen;
        }
    };
    QString problem;
    std::vector<Sheet> sheets;
};

ReadBack readBack(const QString& file)
{
    QProcess python;
    python.start(
        QStringLiteral("python3"), {QStringLiteral(ZHANGFANG_TEST_DATA "/../reports/read_export.py"), file});
    if (!python.waitForFinished(120'000) || python.exitCode() != 0)
        return {QString::fromUtf8(python.readAllStandardError()) + python.errorString(), {}};
    ReadBack read;
    const QJsonObject json = QJsonDocument::fromJson(python.readAllStandardOutput()).object();
    for (const auto& one : json.value(QLatin1String("sheets")).toArray()) {
        ReadBack::Sheet sheet{one.toObject().value(QLatin1String("name")).toString(), {}};
        for (const auto& row : one.toObject().value(QLatin1String("rows")).toArray()) {
            std::vector<ReadBack::Cell> cells;
            for (const auto& cell : row.toArray())
                cells.push_back({cell[0].toString(), cell[1].toString(), cell[2].toString()});
            sheet.rows.push_back(std::move(cells));
        }
        read.sheets.push_back(std::move(sheet));
    }
    return read;
}

void addFormats()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("csv") << QStringLiteral("list.csv");
    QTest::newRow("xlsx") << QStringLiteral("list.xlsx");
}

/// What strangers write, and what stands in the files for it. A workbook knows text from numbers by itself.
struct Strange {
    const char* title;
    const char* text;
    const char* inCsv;
    const char* inXlsx;
};
constexpr std::array kStrange{
    Strange{"separators", "a,b;c", "a,b;c", "a,b;c"},
    Strange{"quotes", "say \"tea\"", "say \"tea\"", "say \"tea\""},
    Strange{"two lines", "two\nlines", "two\nlines", "two\nlines"},
    Strange{"picture", "茶 🍵", "茶 🍵", "茶 🍵"},
    Strange{"markup", "<b>&amp;</b>", "<b>&amp;</b>", "<b>&amp;</b>"},
    Strange{"blanks", " a ", " a ", " a "},
    Strange{"formula", "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"},
    Strange{"plus", "+1", "\t+1", "+1"},
    Strange{"twenty digits", "12345678901234567890", "\t12345678901234567890", "12345678901234567890"},
    Strange{"zeros", "007", "\t007", "007"},
    Strange{"turned", "a\u202Eb", "a⟨U+202E⟩b", "a⟨U+202E⟩b"},
    Strange{"control", "a\x01z", "a⟨U+0001⟩z", "a⟨U+0001⟩z"},
    // It would be read as "A", and is told apart in the file.
    Strange{"escape", "_x0041_", "_x0041_", "_x005F_x0041_"},
};

/// Of this process.
qsizetype openFiles()
{
    return QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::System | QDir::AllEntries).size();
}

/// For one test: no file of this process grows beyond it, as on a full disk.
class NoRoom
{
public:
    explicit NoRoom(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit now{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &now);
    }
    ~NoRoom() { ::setrlimit(RLIMIT_FSIZE, &before_); }
    NoRoom(const NoRoom&) = delete;
    NoRoom& operator=(const NoRoom&) = delete;

private:
    rlimit before_{};
};

} // namespace

/// What a person saves of a list is the list, whole and as the books have it, or nothing.
class ExportsTest : public QObject
{
    Q_OBJECT
    ReadBack strangeCsv_;
    ReadBack strangeXlsx_;

private Q_SLOTS:
    void everyRowIsThereInTheOrderOfTheScreen_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<QString>("name");
        for (const char* ending : {"csv", "xlsx"}) {
            for (const int rows : {0, 1, 256, 739, 12'000})
                QTest::addRow("%d %s", rows, ending)
                    << rows << QStringLiteral("list.") + QLatin1String(ending);
        }
    }
    void everyRowIsThereInTheOrderOfTheScreen()
    {
        QFETCH(int, rows);
        QFETCH(QString, name);
        Books books;
        REQUIRE(fill(books, rows, Pays::none));
        const QString file = books.temp.filePath(name);
        const auto saved = books.save(reports::ordersTable({}, Language::english), file);
        REQUIRE(saved);
        QCOMPARE(*saved, rows);
        const ReadBack read = readBack(file);
        QCOMPARE(read.problem, QString());
        QCOMPARE(read.sheets.size(), size_t(1));
        const ReadBack::Sheet& sheet = read.sheets.front();
        QCOMPARE(sheet.rows.size(), static_cast<size_t>(rows) + 1);
        for (size_t row = 0; row < static_cast<size_t>(rows); ++row) {
            const int i = rows - 1 - static_cast<int>(row); // the newest is on top
            if (sheet.at(row, "Description").value != QStringLiteral("龙井 %1").arg(i) ||
                sheet.at(row, "Amount").value.toDouble() != (1'000 + i) / 100.0)
                QFAIL(qPrintable(QStringLiteral("row %1 is not order %2").arg(row).arg(i)));
        }
    }

    void onlyWhatTheFilterMatches_data() { addFormats(); }
    void onlyWhatTheFilterMatches()
    {
        QFETCH(QString, name);
        Books books;
        REQUIRE(fill(books, 739, Pays::most));
        reports::OrderFilter filter;
        filter.state = shop::OrderState::paid;
        const QString file = books.temp.filePath(name);
        const auto saved = books.save(reports::ordersTable(filter, Language::chinese), file);
        REQUIRE(saved);
        QCOMPARE(*saved, 739 - 247);
        const ReadBack read = readBack(file);
        QCOMPARE(read.problem, QString());
        QCOMPARE(read.sheets.front().rows.size(), size_t(739 - 247 + 1));
        for (size_t row = 0; row < 739 - 247; ++row)
            QCOMPARE(read.sheets.front().at(row, "状态").value, QStringLiteral("已支付"));
    }

    void kindsOfCells_data() { addFormats(); }
    void kindsOfCells()
    {
        QFETCH(QString, name);
        Books books;
        REQUIRE(fill(books, 2, Pays::most)); // the second is paid
        const QString file = books.temp.filePath(name);
        REQUIRE(books.save(reports::ordersTable({}, Language::english), file));
        const ReadBack read = readBack(file);
        QCOMPARE(read.problem, QString());
        const ReadBack::Sheet& sheet = read.sheets.front();
        const bool workbook = name.endsWith(QLatin1String(".xlsx"));
        // In CSV what a spreadsheet would round is led by a tab.
        const QString lead = workbook ? QString() : QStringLiteral("\t");
        QCOMPARE(sheet.at(0, "Created").value, QStringLiteral("2025-10-09 16:54:20 +08:00"));
        QCOMPARE(sheet.at(0, "Paid at").value, QStringLiteral("2025-10-09 16:54:21 +08:00"));
        QCOMPARE(sheet.at(0, "Order number").value, lead + QStringLiteral("20251009000000000001"));
        QCOMPARE(sheet.at(0, "WeChat's number").value, lead + QStringLiteral("4200000000000000000000000001"));
        QCOMPARE(sheet.at(0, "Kind").value, QStringLiteral("Top-up"));
        QCOMPARE(sheet.at(0, "Settles").value, QStringLiteral("10.01"));
        QCOMPARE(sheet.at(0, "Expected fee").value, QStringLiteral("0.06"));
        QCOMPARE(sheet.at(1, "Settles").value, QString()); // not paid: not known
        QCOMPARE(sheet.at(1, "Expected fee").value, QString());
        QCOMPARE(sheet.at(1, "Paid at").value, QString());
        if (!workbook)
            return;
        QCOMPARE(sheet.name, QStringLiteral("Orders"));
        for (const char* sum : {"Amount", "Settles", "Expected fee", "Refunded"}) {
            QCOMPARE(sheet.at(0, sum).kind, QStringLiteral("number"));
            QCOMPARE(sheet.at(0, sum).format, QStringLiteral("0.00"));
        }
        for (const char* text : {"Order number", "WeChat's number", "Created"}) {
            QCOMPARE(sheet.at(0, text).kind, QStringLiteral("text"));
            QCOMPARE(sheet.at(0, text).format, QStringLiteral("@"));
        }
    }

    void whatStrangersWriteStaysText_data()
    {
        QTest::addColumn<int>("at");
        for (size_t at = 0; at < kStrange.size(); ++at)
            QTest::newRow(kStrange[at].title) << static_cast<int>(at);
        Books books;
        REQUIRE(books.write([](Database& database) -> base::Status {
            for (const Strange& strange : kStrange)
                ZF_TRY(shop::raiseTask(database, QString::fromUtf8(strange.title), QStringLiteral("code"),
                    QString::fromUtf8(strange.text), kMadeAtUtcMs));
            return {};
        }));
        REQUIRE(books.save(reports::tasksTable(Language::english), books.place("t.csv")));
        REQUIRE(books.save(reports::tasksTable(Language::english), books.place("t.xlsx")));
        strangeCsv_ = readBack(books.place("t.csv"));
        strangeXlsx_ = readBack(books.place("t.xlsx"));
    }
    void whatStrangersWriteStaysText()
    {
        QFETCH(int, at);
        const Strange& strange = kStrange[static_cast<size_t>(at)];
        QCOMPARE(strangeCsv_.problem + strangeXlsx_.problem, QString());
        const ReadBack::Sheet& csv = strangeCsv_.sheets.front();
        QCOMPARE(csv.rows.size(), kStrange.size() + 1);
        QCOMPARE(csv.at(static_cast<size_t>(at), "What").value, QString::fromUtf8(strange.inCsv));
        const auto cell = strangeXlsx_.sheets.front().at(static_cast<size_t>(at), "What");
        QCOMPARE(cell.kind, QStringLiteral("text"));
        QCOMPARE(cell.value, QString::fromUtf8(strange.inXlsx));
    }

    /// A cell holds 32,767 characters, the marks among them that keep an escape from being read as one.
    void aCellIsFilledAndNeverTooFull_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isWhole");
        const QString escape = QStringLiteral("_x000D_"); // 13 characters in the file
        const auto letters = [](qsizetype count) { return QString(count, QLatin1Char('a')); };
        QTest::newRow("full") << letters(32'767) << true;
        QTest::newRow("one too many") << letters(32'768) << false;
        QTest::newRow("full with an escape") << letters(32'767 - 13) + escape << true;
        QTest::newRow("one too many by an escape") << letters(32'767 - 12) + escape << false;
        QTest::newRow("nothing but escapes") << escape.repeated(4'681) << false;
        QTest::newRow("a picture at the end") << letters(32'765) + QStringLiteral("🍵🍵") << false;
    }
    void aCellIsFilledAndNeverTooFull()
    {
        QFETCH(QString, text);
        QFETCH(bool, isWhole);
        Books books;
        Table table;
        table.title = QStringLiteral("texts");
        table.headings = {{QStringLiteral("What"), reports::ColumnKind::text, 12}};
        table.next = [left = 1, &text](
                         Database&) mutable -> base::Result<std::optional<std::vector<reports::Line>>> {
            if (left-- == 0)
                return std::nullopt;
            return std::vector<reports::Line>{{reports::Cell(text)}};
        };
        REQUIRE(books.save(table, books.place("t.xlsx")));
        const ReadBack read = readBack(books.place("t.xlsx"));
        QCOMPARE(read.problem, QString());
        QString cell = read.sheets.front().at(0, "What").value;
        QVERIFY2(cell.size() <= 32'767, qPrintable(QString::number(cell.size())));
        QVERIFY2(cell.size() > 32'767 - 15,
            qPrintable(QString::number(cell.size()))); // no more is cut than has to be
        cell.replace(QStringLiteral("_x005F_x"), QStringLiteral("_x"));
        QCOMPARE(cell.endsWith(QChar(0x2026)), !isWhole);
        QVERIFY(text.startsWith(isWhole ? cell : cell.chopped(1)));
    }

    /// Searched and sorted as on the screen.
    void aFileFollowsItsFilter_data() { addFormats(); }
    void aFileFollowsItsFilter()
    {
        QFETCH(QString, name);
        Books books;
        REQUIRE(fill(books, 30, Pays::none));
        reports::OrderFilter filter;
        filter.search = QStringLiteral("lj 1"); // 1, and 10 to 19
        filter.sort = reports::OrderSort::largest;
        const QString file = books.temp.filePath(name);
        const auto saved = books.save(reports::ordersTable(filter, Language::english), file);
        REQUIRE(saved);
        QCOMPARE(*saved, 11);
        const ReadBack read = readBack(file);
        QCOMPARE(read.problem, QString());
        const ReadBack::Sheet& sheet = read.sheets.front();
        QCOMPARE(sheet.at(0, "Description").value, QStringLiteral("龙井 19"));
        QCOMPARE(sheet.at(10, "Description").value, QStringLiteral("龙井 1"));
    }

    /// The sums of the files are those of the books.
    void sums_data() { addFormats(); }
    void sums()
    {
        QFETCH(QString, name);
        Books books;
        REQUIRE(fill(books, 739, Pays::most));
        const QString refunded = QStringLiteral("20251009000000000001");
        REQUIRE(books.write([&](Database& database) -> base::Status {
            ZF_ASSIGN(const auto order, shop::findOrder(database, refunded));
            ZF_ASSIGN(const auto number, base::OutRefundNo::parse(QStringLiteral("R1")));
            ZF_ASSIGN(auto refund, payments::insertRefund(database, order, Money::fen(301),
                                       QStringLiteral("cold"), number, QStringLiteral("mei"), kMadeAtUtcMs));
            ZF_TRY(errands::fixBytes(database, refund.errand, "{}", {}));
            for (const auto event : {payments::RefundEvent::dispatchStored, payments::RefundEvent::accepted,
                     payments::RefundEvent::succeeded}) {
                ZF_ASSIGN(refund, payments::apply(database, refund, event,
                                      {QStringLiteral("mei"), QStringLiteral("test"), {}, {}}, kMadeAtUtcMs));
            }
            return {};
        }));
        const auto user = UserId(1);
        const auto wallet =
            books.read<shop::Wallet>([&](Database& database) { return shop::wallet(database, user); });
        REQUIRE(wallet);
        const auto settled = ledger::AccountPath::wechatBasic();
        const auto atWechat =
            books.read<Money>([&](Database& database) { return ledger::balance(database, settled); });
        REQUIRE(atWechat);
        const auto sheetOf = [&](const Table& table) {
            const QString file = books.temp.filePath(name);
            const auto saved = books.save(table, file);
            ReadBack read = saved ? readBack(file) : ReadBack{saved.error().describe(), {}};
            if (!read.problem.isEmpty())
                qWarning("%s", qPrintable(read.problem));
            return read.sheets.empty() ? ReadBack::Sheet{{}, {{}}} : read.sheets.front();
        };
        const auto orders = sheetOf(reports::ordersTable({}, Language::english));
        QCOMPARE(orders.rows.size(), size_t(740));
        QCOMPARE(orders.sum("Refunded"), 301);
        const auto transfers = sheetOf(reports::transfersTable({{settled}}, Language::english));
        QCOMPARE(transfers.sum("Amount"), atWechat->inFen());
        const auto users = sheetOf(reports::usersTable({}, Language::english));
        QCOMPARE(users.rows.size(), size_t(2));
        QCOMPARE(users.sum("Available"), wallet->available.inFen());
        const auto statement = sheetOf(reports::statementTable(user, {}, Language::english));
        QVERIFY(statement.rows.size() > 200);
        QCOMPARE(statement.sum("Available, change"), wallet->available.inFen());
        QCOMPARE(statement.at(0, "Available after").value.toDouble() * 100,
            static_cast<double>(wallet->available.inFen()));
        const size_t first = statement.rows.size() - 2;
        QCOMPARE(
            statement.at(first, "Available after").value, statement.at(first, "Available, change").value);
        const auto report = books.read<reports::SettlementReport>([](Database& database) {
            return reports::settlementReport(database, QDate(2025, 10, 9), QDate(2025, 10, 11), kMadeAtUtcMs);
        });
        REQUIRE(report);
        QCOMPARE(report->total.wechatAtEnd.inFen(), atWechat->inFen());
        // Of the paid orders: what settles less the fee, less what the refund took.
        QCOMPARE(orders.sum("Settles"), report->total.paid.inFen());
    }

    void everyListIsWritten_data() { addFormats(); }
    void everyListIsWritten()
    {
        QFETCH(QString, name);
        Books books;
        REQUIRE(fill(books, 300, Pays::most));
        harness::PayoutDesk desk(books.folder->writer(), books.folder->clock(), books.folder->random());
        for (int i = 0; i < 300; ++i)
            REQUIRE(desk.request(UserId(1), Money::fen(100 + i)));
        REQUIRE(desk.reject(base::PayoutId(7), QStringLiteral("mei"), QStringLiteral("by mistake")));
        REQUIRE(books.write([](Database& database) -> base::Status {
            for (int i = 0; i < 300; ++i)
                ZF_TRY(shop::raiseTask(database, QStringLiteral("payout:W%1").arg(i),
                    QStringLiteral("not_covered"), QStringLiteral("wait"), kMadeAtUtcMs, kMadeAtUtcMs));
            return {};
        }));
        const auto audited = books.read<int>([](Database& database) -> base::Result<int> {
            ZF_ASSIGN(auto rows, database.query("SELECT COUNT(*) FROM audit"));
            return rows.next() ? static_cast<int>(rows.number(0)) : 0;
        });
        REQUIRE(audited);
        struct Expected {
            Table table;
            qint64 rows;
            const char* heading;
            QString first;
        };
        const QString file = books.temp.filePath(name);
        for (const Expected& expected : {
                 Expected{reports::payoutsTable({}, Language::chinese), 300, "编号", QStringLiteral("1")},
                 Expected{reports::payoutsTable({reports::PayoutView::done, {}}, Language::english), 1, "No.",
                     QStringLiteral("7")},
                 Expected{reports::payoutsTable(
                              {reports::PayoutView::all, payouts::State::rejected}, Language::english),
                     1, "State", QStringLiteral("Rejected")},
                 Expected{reports::tasksTable(Language::chinese), 300, "编号", QStringLiteral("1")},
                 Expected{reports::usersTable(QStringLiteral("王晓"), Language::chinese), 1, "姓名",
                     QStringLiteral("王晓")},
                 Expected{
                     reports::auditTable({}, Language::english), *audited, "No.", QString::number(*audited)},
             }) {
            const auto saved = books.save(expected.table, file);
            REQUIRE(saved);
            QCOMPARE(*saved, expected.rows);
            const ReadBack read = readBack(file);
            QCOMPARE(read.problem, QString());
            QCOMPARE(static_cast<qint64>(read.sheets.front().rows.size()), expected.rows + 1);
            QCOMPARE(read.sheets.front().at(0, expected.heading).value, expected.first);
        }
        const auto nobody = books.save(reports::statementTable(UserId(99), {}, Language::english), file);
        QVERIFY(!nobody);
        QCOMPARE(nobody.error().code, QStringLiteral("no_such_user"));
    }

    /// Rows that a sheet cannot hold go on on the next one, below the same headings.
    void moreThanASheetHolds()
    {
        Books books;
        REQUIRE(fill(books, 739, Pays::none));
        const QString file = books.place("list.xlsx");
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        const auto written = books.read<qint64>([&](Database& database) {
            return reports::writeTable(database, reports::ordersTable({}, Language::chinese),
                FileFormat::xlsx,
                [&out](const QByteArray& bytes) -> base::Status {
                    static_cast<void>(out.write(bytes));
                    return {};
                },
                {books.temp.path(), {}, 301});
        });
        out.close();
        REQUIRE(written);
        QCOMPARE(*written, 739);
        const ReadBack read = readBack(file);
        QCOMPARE(read.problem, QString());
        QCOMPARE(read.sheets.size(), size_t(3));
        QCOMPARE(read.sheets[1].name, QStringLiteral("订单 2"));
        std::vector<size_t> rows;
        for (const ReadBack::Sheet& sheet : read.sheets) {
            rows.push_back(sheet.rows.size());
            QCOMPARE(sheet.rows.front()[1].value, QStringLiteral("订单号"));
        }
        QCOMPARE(rows, (std::vector<size_t>{301, 301, 140}));
        QCOMPARE(read.sheets[2].at(138, "说明").value, QStringLiteral("龙井 0"));
    }

    void aSumIsANumberInEveryCountry()
    {
        const QByteArray kept(std::setlocale(LC_NUMERIC, nullptr));
        QTemporaryDir made;
        if (!std::setlocale(LC_NUMERIC, "de_DE.UTF-8")) {
            QProcess::execute(QStringLiteral("localedef"),
                {QStringLiteral("-i"), QStringLiteral("de_DE"), QStringLiteral("-f"), QStringLiteral("UTF-8"),
                    made.filePath(QStringLiteral("de_DE.UTF-8"))});
            qputenv("LOCPATH", made.path().toLocal8Bit());
        }
        const bool comma = std::setlocale(LC_NUMERIC, "de_DE.UTF-8") != nullptr;
        Books books;
        const bool filled = fill(books, 2, Pays::none).has_value();
        const auto saved = books.save(reports::ordersTable({}, Language::english), books.place("list.xlsx"));
        std::setlocale(LC_NUMERIC, kept.constData());
        qunsetenv("LOCPATH");
        QVERIFY(filled);
        REQUIRE(saved);
        const ReadBack read = readBack(books.place("list.xlsx"));
        QCOMPARE(read.problem, QString());
        QCOMPARE(read.sheets.front().at(0, "Amount").value, QStringLiteral("10.01"));
        QVERIFY2(comma, "no locale with a comma: the package locales has what makes one");
    }

    void whatGoesWrongLeavesTheOldFile_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("how");
        for (const char* name : {"list.csv", "list.xlsx"}) {
            for (const char* how : {"no room", "stopped", "stopped at the end"})
                QTest::addRow("%s, %s", name, how) << QString::fromLatin1(name) << QString::fromLatin1(how);
        }
    }
    void whatGoesWrongLeavesTheOldFile()
    {
        QFETCH(QString, name);
        QFETCH(QString, how);
        Books books;
        REQUIRE(fill(books, 3'000, Pays::none));
        const QString file = books.temp.filePath(name);
        {
            QFile old(file);
            QVERIFY(old.open(QIODevice::WriteOnly) && old.write("before") == 6);
        }
        qsizetype open = 0;
        for (const bool isThere : {true, false}) {
            if (!isThere)
                QVERIFY(QFile::remove(file));
            std::optional<NoRoom> full;
            if (how == QLatin1String("no room"))
                full.emplace(64 * 1024);
            qint64 heard = 0;
            const auto saved = backend::exportTable(*books.folder,
                reports::ordersTable({}, Language::english), {file, Books::formatOf(name)}, [&](qint64 rows) {
                    heard = rows;
                    const bool stop = (how == QLatin1String("stopped") && rows >= 1'000) ||
                                      (how == QLatin1String("stopped at the end") && rows == 3'000);
                    return stop ? ledger::Continue::no : ledger::Continue::yes;
                });
            full.reset();
            QVERIFY(!saved);
            QCOMPARE(saved.error().code,
                how == QLatin1String("no room") ? QStringLiteral("disk_error") : QStringLiteral("cancelled"));
            if (how == QLatin1String("stopped"))
                QVERIFY2(heard < 1'300, qPrintable(QString::number(heard)));
            QCOMPARE(books.files(), isThere ? QStringList{name} : QStringList());
            if (isThere) {
                QFile old(file);
                QVERIFY(old.open(QIODevice::ReadOnly));
                QCOMPARE(old.readAll(), QByteArray("before"));
                old.close();
                open = openFiles(); // the books among them
            }
        }
        QCOMPARE(openFiles(), open);
    }

    /// At every limit a workbook is either whole or an error: none comes out with rows missing.
    void aFullDiskNeverMakesAShorterWorkbook()
    {
        Books books;
        REQUIRE(fill(books, 700, Pays::none));
        int refused = 0, whole = 0;
        for (rlim_t bytes = 4'096; bytes < 600'000; bytes += 35'000) {
            const QString file = books.place("list.xlsx");
            QFile::remove(file);
            base::Result<qint64> saved = 0;
            {
                const NoRoom full(bytes);
                saved = books.save(reports::ordersTable({}, Language::english), file);
            }
            if (!saved) {
                ++refused;
                QCOMPARE(books.files(), QStringList());
                continue;
            }
            ++whole;
            const ReadBack read = readBack(file);
            QCOMPARE(read.problem, QString());
            QCOMPARE(read.sheets.front().rows.size(), size_t(701));
        }
        QVERIFY2(refused > 0 && whole > 0, qPrintable(QStringLiteral("%1 %2").arg(refused).arg(whole)));
    }

    void wherePeopleMayNotWrite_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("error");
        for (const char* ending : {"csv", "xlsx"}) {
            const auto row = [&](const char* title, const char* name, const char* error) {
                QTest::addRow("%s %s", ending, title)
                    << QStringLiteral("%1.%2").arg(QString::fromLatin1(name), QString::fromLatin1(ending))
                    << QString::fromLatin1(error);
            };
            row("no folder", "nowhere/list", "disk_error");
            row("the shop's folder", "shop/list", "output_in_data_folder");
            row("a folder of nobody", "/proc/list", "disk_error");
        }
    }
    void wherePeopleMayNotWrite()
    {
        QFETCH(QString, name);
        QFETCH(QString, error);
        Books books;
        REQUIRE(fill(books, 3, Pays::none));
        const QString file = name.startsWith(QLatin1Char('/')) ? name : books.temp.filePath(name);
        const auto saved = books.save(reports::ordersTable({}, Language::english), file);
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, error);
        QVERIFY(!QFile::exists(file));
        QCOMPARE(books.files(), QStringList());
    }

    /// Stopped from the window, and by closing it.
    void theDeskStopsIt()
    {
        auto books = std::make_unique<Books>();
        REQUIRE(fill(*books, 3'000, Pays::none));
        const QString file = books->place("list.xlsx");
        const auto job = std::make_shared<backend::Job>();
        job->cancelled = true;
        auto desk = std::make_unique<backend::Desk>(std::move(books->folder));
        auto stopped = desk->exportOrders({}, {file, FileFormat::xlsx}, job);
        stopped.waitForFinished();
        QVERIFY(!stopped.result());
        QCOMPARE(stopped.result().error().code, QStringLiteral("cancelled"));
        const auto counted = std::make_shared<backend::Job>();
        auto saved = desk->exportOrders({}, {file, FileFormat::xlsx}, counted);
        saved.waitForFinished();
        REQUIRE(saved.result());
        QCOMPARE(*saved.result(), 3'000);
        QCOMPARE(counted->done.load(), 3'000);
        QCOMPARE(books->files(), QStringList{QStringLiteral("list.xlsx")});
        auto closed = desk->exportOrders({}, {books->place("other.csv")}, std::make_shared<backend::Job>());
        desk.reset();
        QVERIFY(!QFile::exists(books->place("other.csv")) ||
                readBack(books->place("other.csv")).sheets.front().rows.size() == 3'001);
    }

    void theSettlementReportSpeaksTheReadersLanguage_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("chinese");
        for (const bool chinese : {true, false}) {
            for (const char* name : {"report.csv", "report.xlsx"})
                QTest::addRow("%s %s", name, chinese ? "zh" : "en") << QString::fromLatin1(name) << chinese;
        }
    }
    void theSettlementReportSpeaksTheReadersLanguage()
    {
        QFETCH(QString, name);
        QFETCH(bool, chinese);
        Books books;
        REQUIRE(fill(books, 30, Pays::most));
        const auto report = books.read<reports::SettlementReport>([](Database& database) {
            return reports::settlementReport(database, QDate(2025, 10, 8), QDate(2025, 10, 9), kMadeAtUtcMs);
        });
        REQUIRE(report);
        const QString file = books.temp.filePath(name);
        const auto saved = books.save(
            reports::settlementTable(*report, chinese ? Language::chinese : Language::english), file);
        REQUIRE(saved);
        QCOMPARE(*saved, 3); // two days and their sums
        const ReadBack read = readBack(file);
        QCOMPARE(read.problem, QString());
        const ReadBack::Sheet& sheet = read.sheets.front();
        const auto line = [&sheet](size_t row) {
            QStringList texts;
            for (const ReadBack::Cell& cell : sheet.rows[row])
                texts << cell.value;
            return texts.join(QLatin1Char('|'));
        };
        QVERIFY2(line(1).endsWith(QStringLiteral("|茶,与\"游戏\"")), qPrintable(line(1)));
        QCOMPARE(line(2), chinese ? QStringLiteral("期间|2025-10-08 至 2025-10-09")
                                  : QStringLiteral("Period|2025-10-08 to 2025-10-09"));
        QCOMPARE(line(3), (chinese ? QStringLiteral("生成时间|") : QStringLiteral("Made|")) +
                              QStringLiteral("2025-10-09 16:53:20 +08:00"));
        QCOMPARE(line(5), chinese ? QStringLiteral("日期|收款|退款|手续费|优惠券成本|用户入账|提现|期末应付|"
                                                   "期末微信资金")
                                  : QStringLiteral("Day|Paid|Refunded|Fees|Coupons|Credited to users|"
                                                   "Withdrawn|Owed after|At WeChat after"));
        const QByteArray paid = chinese ? "收款" : "Paid";
        QCOMPARE(sheet.at(1, paid.constData(), 5).value.toDouble() * 100,
            static_cast<double>(report->days[1].paid.inFen()));
        QCOMPARE(sheet.at(2, paid.constData(), 5).value, sheet.at(1, paid.constData(), 5).value);
        QCOMPARE(sheet.rows[8].front().value, chinese ? QStringLiteral("合计") : QStringLiteral("Total"));
        QVERIFY(sheet.rows[9].front().value.contains(QString::number(report->verifiedUpTo)));
    }

    void libreOfficeOpensIt()
    {
        const QString office = QStandardPaths::findExecutable(QStringLiteral("soffice"));
        QVERIFY2(!office.isEmpty(), "install libreoffice-calc-nogui, as ./dev test does");
        Books books;
        REQUIRE(fill(books, 739, Pays::most));
        REQUIRE(books.save(reports::ordersTable({}, Language::english), books.place("list.xlsx")));
        QProcess convert;
        convert.start(office,
            {QStringLiteral("-env:UserInstallation=file://") + books.temp.filePath(QStringLiteral("office")),
                QStringLiteral("--headless"), QStringLiteral("--convert-to"), QStringLiteral("csv"),
                QStringLiteral("--outdir"), books.temp.filePath(QStringLiteral("out")),
                books.place("list.xlsx")});
        QVERIFY(convert.waitForFinished(120'000));
        const ReadBack read = readBack(books.temp.filePath(QStringLiteral("out/list.csv")));
        QCOMPARE(read.problem, QString());
        QCOMPARE(read.sheets.front().rows.size(), size_t(740));
    }
};

ZHANGFANG_TEST(ExportsTest)
#include "exports_test.moc"
