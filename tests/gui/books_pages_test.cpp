#include "base/calendar.h"
#include "gui/hand.h"
#include "gui/page_of.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/preferences.h"
#include "pages/audit_page.h"
#include "pages/ledger_page.h"
#include "pages/wallets_page.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QFileDialog>
#include <QTreeWidget>

using namespace zhangfang;
using namespace zhangfang::gui;
using harness::DeskShop;

namespace
{

QAction* actionIn(const QWidget& widget, const QKeySequence& keys)
{
    for (QAction* action : widget.actions()) {
        if (action->shortcut() == keys)
            return action;
    }
    return nullptr;
}

QByteArray contentOf(const QString& file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

} // namespace

/// What the books say, and who did what to them, as a person reads it: filtered, with the balances, and saved
/// as it is shown.
class BooksPagesTest : public QObject
{
    Q_OBJECT

    /// A page by itself, over the books of a shop.
    template <class Page> struct Shown {
        explicit Shown(DeskShop& shop) : page(gui::pageOf<Page>(shop, shop.memory()))
        {
            page.resize(1'200, 640);
            page.setVisible(true);
            page.refresh();
        }
        [[nodiscard]] ui::LazyTable* table(const char* name) const
        {
            return named<ui::LazyTable>(page, QString::fromUtf8(name));
        }
        /// What stands in the columns with these headings, a row each, as soon as there are so many.
        [[nodiscard]] QStringList rows(const char* name, int count, const QStringList& headings) const
        {
            const auto* model = table(name)->model();
            const auto text = [&](int row, const QString& heading) {
                for (int column = 0; column < model->columnCount(); ++column) {
                    if (model->headerData(column, Qt::Horizontal).toString() == heading)
                        return model->index(row, column).data().toString();
                }
                return QStringLiteral("no such column");
            };
            QStringList all;
            static_cast<void>(QTest::qWaitFor(
                [&] {
                    all.clear();
                    bool isRead = true;
                    for (int row = 0; row < model->rowCount(); ++row) {
                        QStringList cells;
                        for (const QString& heading : headings)
                            cells << text(row, heading);
                        all << cells.join(QStringLiteral(" | "));
                        isRead = isRead && model->index(row, 1).data().toString() != QStringLiteral("…");
                    }
                    return all.size() == count && isRead;
                },
                10'000));
            return all;
        }
        /// What Ctrl+E, or its like, writes.
        [[nodiscard]] QByteArray saved(const QWidget& owner, const QKeySequence& keys)
        {
            QAction* save = actionIn(owner, keys);
            if (!save)
                return "no action";
            const QTemporaryDir temp;
            const QString file = temp.filePath(QStringLiteral("list.csv"));
            save->trigger();
            if (!QTest::qWaitFor([&] { return page.template findChild<QFileDialog*>(); }))
                return "no dialog";
            auto* dialog = page.template findChild<QFileDialog*>();
            auto* field = dialog->template findChild<QLineEdit*>();
            field->setText(file);
            QTest::keyClick(field, Qt::Key_Return);
            if (!QTest::qWaitFor([&] { return !contentOf(file).isEmpty(); }, 20'000))
                return "not saved";
            return contentOf(file);
        }
        void choose(const QString& account)
        {
            auto* tree = page.template findChild<QTreeWidget*>();
            static_cast<void>(QTest::qWaitFor([&] { return tree->topLevelItemCount() > 1; }, 10'000));
            for (int group = 0; group < tree->topLevelItemCount(); ++group) {
                QTreeWidgetItem* item = tree->topLevelItem(group);
                for (int at = 0; at < item->childCount(); ++at) {
                    if (item->child(at)->text(0) == account)
                        tree->setCurrentItem(item->child(at));
                }
            }
        }
        Page page;
    };

    /// Two payments and their holds, one of them of three days ago.
    static base::Status fill(DeskShop& shop)
    {
        ZF_ASSIGN(const base::UserId user, shop.userWith(QStringLiteral("oA"), 10'000));
        ZF_TRY(shop.requested(user, 700));
        return shop.books()
            .writer()
            .runNow<int>([&](storage::Database& database) -> base::Result<int> {
                const qint64 now = shop.books().clock().nowUtcMs();
                ZF_TRY(ledger::post(database,
                    ledger::simpleTransfer(QStringLiteral("credit:late"), QStringLiteral("credit"),
                        QStringLiteral("龙井 of last week"), now - 3 * base::kDayMs,
                        ledger::AccountPath::rewards(), ledger::AccountPath::userAvailable(user),
                        base::Money::fen(250)),
                    now));
                return 0;
            })
            .map([](int) {});
    }

private Q_SLOTS:
    void init()
    {
        ui::applyLanguage(ui::Language::english);
        ui::applyTheme(*qApp, ui::Appearance::light);
    }

    void theLedgerShowsTheBalanceOfOneAccount()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        REQUIRE(fill(shop));
        Shown<ui::LedgerPage> shown(shop);
        ui::LazyTable* table = shown.table("Journal entries");
        const QAbstractItemModelTester tester(table->model());
        QCOMPARE(shown.rows("Journal entries", 4, {QStringLiteral("No.")}).size(), 4);
        QVERIFY(table->isColumnHidden(4)); // of all accounts there is none
        shown.choose(QStringLiteral("User 1, available"));
        QVERIFY(!table->isColumnHidden(4));
        QCOMPARE(shown.rows("Journal entries", 3, {QStringLiteral("Amount"), QStringLiteral("Balance")}),
            QStringList({QStringLiteral("¥ 2.50 | ¥ 95.50"), QStringLiteral("-¥ 7.00 | ¥ 93.00"),
                QStringLiteral("¥ 100.00 | ¥ 100.00")}));
    }

    void theLedgerIsSearchedAndDated()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        REQUIRE(fill(shop));
        Shown<ui::LedgerPage> shown(shop);
        shown.choose(QStringLiteral("User 1, available"));
        auto* filter = shown.page.findChild<ui::FilterBar*>();
        const QDate day = base::businessDay(shop.books().clock().nowUtcMs() - 3 * base::kDayMs);
        const QStringList late{QStringLiteral("龙井 of last week | ¥ 95.50")};
        const QStringList columns{QStringLiteral("Description"), QStringLiteral("Balance")};
        filter->setFilter({{}, {}, day, day});
        QTRY_COMPARE_WITH_TIMEOUT(shown.rows("Journal entries", 1, columns), late, 10'000);
        filter->setFilter({QStringLiteral("CREDIT:la"), {}, {}, {}}); // part of a business number
        QTRY_COMPARE_WITH_TIMEOUT(shown.rows("Journal entries", 1, columns), late, 10'000);
        filter->setFilter({QStringLiteral(":held"), {}, {}, {}}); // part of an account
        QTRY_COMPARE_WITH_TIMEOUT(shown.rows("Journal entries", 1, {QStringLiteral("Balance")}),
            QStringList{QStringLiteral("¥ 93.00")}, 10'000);
        // What is saved is what is shown.
        const QByteArray saved = shown.saved(shown.page, QKeySequence(Qt::CTRL | Qt::Key_E));
        QCOMPARE(saved.count("\r\n"), 2);
        QVERIFY2(saved.contains("93.00") && saved.contains("Balance after"), saved.constData());
        filter->setFilter({QStringLiteral("nothing of the kind"), {}, {}, {}});
        QVERIFY(QTest::qWaitFor([&] { return !shown.table("Journal entries")->isVisible(); }, 10'000));
    }

    /// New transfers come on top, with their balance, and what was there keeps its own.
    void theBalancesGrowWithTheBooks()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        REQUIRE(fill(shop));
        Shown<ui::LedgerPage> shown(shop);
        shown.choose(QStringLiteral("User 1, held"));
        const QStringList balance{QStringLiteral("Balance")};
        QCOMPARE(shown.rows("Journal entries", 1, balance), QStringList{QStringLiteral("¥ 7.00")});
        REQUIRE(shop.requested(base::UserId(1), 300));
        shown.page.refresh();
        QCOMPARE(shown.rows("Journal entries", 2, balance),
            QStringList({QStringLiteral("¥ 10.00"), QStringLiteral("¥ 7.00")}));
    }

    void theStatementIsATable()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        REQUIRE(fill(shop));
        Shown<ui::WalletsPage> shown(shop);
        const QStringList columns{QStringLiteral("Available, change"), QStringLiteral("Available"),
            QStringLiteral("Held, change"), QStringLiteral("Held")};
        const char* const statement = "The user's statement";
        QCOMPARE(
            shown.rows(statement, 3, columns), QStringList({QStringLiteral("¥ 2.50 | ¥ 95.50 |  | ¥ 7.00"),
                                                   QStringLiteral("-¥ 7.00 | ¥ 93.00 | ¥ 7.00 | ¥ 7.00"),
                                                   QStringLiteral("¥ 100.00 | ¥ 100.00 |  | ¥ 0.00")}));
        auto* pane = shown.page.findChild<ui::StatementPane*>();
        auto* filter = pane->findChild<ui::FilterBar*>();
        const QDate day = base::businessDay(shop.books().clock().nowUtcMs() - 3 * base::kDayMs);
        filter->setFilter({{}, {}, day, day});
        QCOMPARE(
            shown.rows(statement, 1, columns), QStringList{QStringLiteral("¥ 2.50 | ¥ 95.50 |  | ¥ 7.00")});
        const QByteArray saved = shown.saved(*pane, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
        QCOMPARE(saved.count("\r\n"), 2);
        QVERIFY2(saved.contains("95.50") && saved.contains("Held after"), saved.constData());
    }

    /// Whoever moves down the list of users reads the statement of each.
    void theStatementFollowsTheUser()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        REQUIRE(fill(shop));
        REQUIRE(shop.userWith(QStringLiteral("oB"), 4'200));
        Shown<ui::WalletsPage> shown(shop);
        const QStringList columns{QStringLiteral("Available")};
        QCOMPARE(shown.rows("The user's statement", 1, columns), QStringList{QStringLiteral("¥ 42.00")});
        shown.table("Users")->selectRow(1);
        QCOMPARE(shown.rows("The user's statement", 3, columns).value(0), QStringLiteral("¥ 95.50"));
        shown.page.goTo({ui::Place::Kind::users, QStringLiteral("nobody"), {}});
        QTRY_VERIFY_WITH_TIMEOUT(!shown.page.findChild<ui::StatementPane*>()->isEnabled(), 10'000);
    }

    void theAuditLogIsListedSearchedAndDated()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        const auto user = shop.userWith(QStringLiteral("oA"), 10'000);
        REQUIRE(user);
        REQUIRE(DeskShop::wait<int>(shop.desk().adjustWallet(
            *user, base::Money::fen(500), QStringLiteral("50% 龙井"), shop.authority())));
        Shown<ui::AuditPage> shown(shop);
        auto* filter = shown.page.findChild<ui::FilterBar*>();
        const QStringList columns{
            QStringLiteral("Who"), QStringLiteral("What"), QStringLiteral("About"), QStringLiteral("Detail")};
        const QStringList credited{QStringLiteral("mei | Credited by hand | 1 | ¥ 5.00 50% 龙井")};
        filter->setFilter({QStringLiteral("50% 龙"), {}, {}, {}});
        QCOMPARE(shown.rows("Audit log", 1, columns), credited);
        const QByteArray saved = shown.saved(shown.page, QKeySequence(Qt::CTRL | Qt::Key_E));
        QCOMPARE(saved.count("\r\n"), 2);
        QVERIFY2(saved.contains("wallet.credited"), saved.constData());
        const QDate today = base::businessDay(shop.books().clock().nowUtcMs());
        filter->setFilter({QStringLiteral("wallet.credited"), {}, today, today});
        QCOMPARE(shown.rows("Audit log", 1, columns), credited);
        filter->setFilter({QStringLiteral("wallet.credited"), {}, {}, today.addDays(-1)});
        QVERIFY(QTest::qWaitFor([&] { return !shown.table("Audit log")->isVisible(); }, 10'000));
        // Where a task leads: what is looked for comes with it.
        shown.page.goTo({ui::Place::Kind::audit, QStringLiteral("龙井"), {}});
        QCOMPARE(shown.rows("Audit log", 1, columns), credited);
        QTRY_VERIFY(shown.page.findChild<ui::StoryView*>()->toPlainText().contains(
            QStringLiteral("wallet.credited")));
    }

    void theAuditLogIsVerified_data()
    {
        QTest::addColumn<bool>("isChanged");
        QTest::newRow("as it was written") << false;
        QTest::newRow("changed by somebody") << true;
    }
    void theAuditLogIsVerified()
    {
        QFETCH(bool, isChanged);
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        if (isChanged)
            REQUIRE(shop.books().writer().runNow<int>([](storage::Database& database) -> base::Result<int> {
                ZF_TRY(database.executeScript(QStringLiteral(
                    "DROP TRIGGER audit_no_update; UPDATE audit SET actor = 'nobody' WHERE id = 1;")));
                return 0;
            }));
        Shown<ui::AuditPage> shown(shop);
        QAction* verify = actionIn(shown.page, QKeySequence(Qt::CTRL | Qt::Key_B));
        QVERIFY(verify);
        verify->trigger();
        const auto* notice = shown.page.findChild<ui::NoticeBar*>();
        QTRY_VERIFY_WITH_TIMEOUT(!notice->text().isEmpty(), 20'000);
        QVERIFY2(notice->text().startsWith(isChanged ? QStringLiteral("The audit log does NOT verify.")
                                                     : QStringLiteral("The audit log verifies: ")),
            qPrintable(notice->text()));
        QCOMPARE(notice->tone(), isChanged ? ui::Tone::bad : ui::Tone::good);
    }
};

ZHANGFANG_TEST(BooksPagesTest)
#include "books_pages_test.moc"
