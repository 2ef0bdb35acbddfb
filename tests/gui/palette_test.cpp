#include "gui/hand.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/preferences.h"
#include "shell/command_palette.h"
#include "shell/main_window.h"

#include <QPromise>

using namespace zhangfang;
using namespace zhangfang::gui;
using harness::DeskShop;
using ui::CommandPalette;
using ui::Place;

namespace
{

using Finds = base::Result<reports::QuickFinds>;

/// A palette whose books answer when the test says so.
struct Asked {
    std::vector<QString> questions;
    std::vector<QPromise<Finds>> answers;
    std::vector<Place> places;
    QStringList done;
    std::unique_ptr<CommandPalette> palette;

    Asked()
    {
        std::vector<CommandPalette::Entry> actions;
        for (const char* name : {"Withdrawals: Approve", "Withdrawals: Reject", "Verify the books"})
            actions.push_back(
                {QString::fromLatin1(name), {}, {}, [this, name] { done << QString::fromLatin1(name); }});
        palette = std::make_unique<CommandPalette>(
            std::move(actions),
            [this](const QString& text) {
                questions.push_back(text);
                answers.emplace_back().start();
                return answers.back().future();
            },
            [this](const Place& place) { places.push_back(place); }, nullptr);
        palette->show();
    }
    void type(const QString& text) const
    {
        auto* line = palette->findChild<QLineEdit*>();
        line->selectAll();
        line->insert(text);
    }
    void press(Qt::Key key) const { QTest::keyClick(palette->findChild<QLineEdit*>(), key); }
    void answer(size_t question, const Finds& finds)
    {
        answers[question].addResult(finds);
        answers[question].finish();
    }
    [[nodiscard]] QStringList shown() const
    {
        QStringList texts;
        const auto* list = palette->findChild<QListWidget*>();
        for (int row = 0; row < list->count(); ++row)
            texts << list->item(row)->text();
        return texts;
    }
    [[nodiscard]] bool shows(const QString& part) const { return !shown().filter(part).isEmpty(); }
};

reports::QuickFinds one(const QString& name, qint64 number = 7)
{
    reports::UserRow user;
    user.key = {0, number};
    user.openid = QStringLiteral("oWang");
    user.name = name;
    user.available = base::Money::fen(123'400);
    return {{user}, {}, {}};
}

} // namespace

/// Ctrl+K: what can be done and what is in the books, found by typing.
class PaletteTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        ui::applyLanguage(ui::Language::english);
        ui::applyTheme(*qApp, ui::Appearance::light);
    }

    void actionsAreFoundAtOnce()
    {
        Asked asked;
        asked.type(QStringLiteral("with app"));
        QVERIFY(asked.shows(QStringLiteral("Withdrawals: Approve")));
        QVERIFY(!asked.shows(QStringLiteral("Verify")));
        asked.press(Qt::Key_Return); // without waiting for the books
        QCOMPARE(asked.done, QStringList{QStringLiteral("Withdrawals: Approve")});
    }

    /// One question for a word, not one for a letter; its answer stands below.
    void whatTheBooksHaveAppears()
    {
        Asked asked;
        for (const char* text : {"w", "wa", "wang"})
            asked.type(QString::fromLatin1(text));
        QTRY_COMPARE(asked.questions.size(), size_t(1));
        QCOMPARE(asked.questions[0], QStringLiteral("wang"));
        asked.answer(0, one(QStringLiteral("王晓")));
        QTRY_VERIFY(asked.shows(QStringLiteral("王晓")));
        QCOMPARE(asked.shown().filter(QStringLiteral("王晓")).front(),
            QStringLiteral("王晓  ·  user 7  ·  available ¥ 1,234.00"));
    }

    void anEarlierAnswerComesTooLate()
    {
        Asked asked;
        asked.type(QStringLiteral("wang"));
        QTRY_COMPARE(asked.questions.size(), size_t(1));
        asked.type(QStringLiteral("li"));
        QTRY_COMPARE(asked.questions.size(), size_t(2));
        asked.answer(1, one(QStringLiteral("李雷"), 8));
        QTRY_VERIFY(asked.shows(QStringLiteral("李雷")));
        asked.answer(0, one(QStringLiteral("王晓")));
        QApplication::processEvents(); // the late answer is delivered
        QVERIFY(asked.shows(QStringLiteral("李雷")));
        QVERIFY(!asked.shows(QStringLiteral("王晓")));
    }

    /// What was found of one text is not offered for another.
    void typingOnDropsWhatWasFound()
    {
        Asked asked;
        asked.type(QStringLiteral("wang"));
        QTRY_COMPARE(asked.questions.size(), size_t(1));
        asked.answer(0, one(QStringLiteral("王晓")));
        QTRY_VERIFY(asked.shows(QStringLiteral("王晓")));
        asked.type(QStringLiteral("wangx"));
        QVERIFY(!asked.shows(QStringLiteral("王晓")));
    }

    void enterGoesThere()
    {
        Asked asked;
        asked.type(QStringLiteral("wang"));
        QTRY_COMPARE(asked.questions.size(), size_t(1));
        asked.answer(0, one(QStringLiteral("王晓")));
        QTRY_VERIFY(asked.shows(QStringLiteral("王晓")));
        asked.press(Qt::Key_Return);
        QCOMPARE(asked.places.size(), size_t(1));
        QVERIFY(asked.places[0].kind == Place::Kind::user);
        QCOMPARE(asked.places[0].number, QStringLiteral("7"));
    }

    /// A number that is pasted, and Enter at once: the books are asked first.
    void enterWaitsForTheBooks()
    {
        Asked asked;
        asked.type(QStringLiteral("wang"));
        asked.press(Qt::Key_Return);
        QCOMPARE(asked.questions.size(), size_t(1));
        QVERIFY(asked.places.empty());
        asked.answer(0, one(QStringLiteral("王晓")));
        QTRY_COMPARE(asked.places.size(), size_t(1));
        QCOMPARE(asked.places[0].number, QStringLiteral("7"));
    }

    /// An action that was chosen by hand is what Enter means, whatever arrives meanwhile.
    void whatIsChosenStaysChosen()
    {
        Asked asked;
        asked.type(QStringLiteral("with"));
        asked.press(Qt::Key_Down);
        QTRY_COMPARE(asked.questions.size(), size_t(1));
        asked.answer(0, one(QStringLiteral("With Wang")));
        QTRY_VERIFY(asked.shows(QStringLiteral("With Wang")));
        asked.press(Qt::Key_Return);
        QCOMPARE(asked.done, QStringList{QStringLiteral("Withdrawals: Reject")});
    }

    /// A name is only text: on one line, and nothing in it acts.
    void aStrangeNameIsOneLine()
    {
        Asked asked;
        asked.type(QStringLiteral("wang"));
        QTRY_COMPARE(asked.questions.size(), size_t(1));
        asked.answer(0, one(QStringLiteral("王\n晓\u202Efdp")));
        QTRY_VERIFY(asked.shows(QStringLiteral("user 7")));
        const QString text = asked.shown().filter(QStringLiteral("user 7")).front();
        QVERIFY(!text.contains(QLatin1Char('\n')));
        QVERIFY(!text.contains(QChar(0x202E)));
    }

    /// In the window, with real books: by initials to the wallet, by a product to its order.
    void inTheWindow()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        const auto user = shop.userWith(QStringLiteral("oWang"), 5'000);
        REQUIRE(user);
        REQUIRE(DeskShop::wait(shop.desk().renameUser(*user, QStringLiteral("王晓"))));
        ui::MainWindow window(shop.desk(), shop.memory(), ui::MainWindow::Mode::merchant, {});
        window.show();
        for (QAction* action : window.actions()) {
            if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_K))
                action->trigger();
        }
        auto* palette = qobject_cast<CommandPalette*>(QApplication::activeModalWidget());
        QVERIFY(palette);
        auto* line = palette->findChild<QLineEdit*>();
        QTest::keyClicks(line, QStringLiteral("wx"));
        auto* list = palette->findChild<QListWidget*>();
        const auto isThere = [&list] {
            return !list->findItems(QStringLiteral("王晓"), Qt::MatchContains).isEmpty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isThere(), 10'000);
        list->setCurrentItem(list->findItems(QStringLiteral("王晓"), Qt::MatchContains).front());
        QVERIFY(list->currentItem()->text().contains(QStringLiteral("50.00")));
        QTest::keyClick(line, Qt::Key_Return);
        const auto* wallets = window.page(QStringLiteral("wallets"));
        QTRY_VERIFY(wallets->isVisible());
        const auto* table = wallets->findChild<QTableView*>();
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, 10'000);
    }
};

ZHANGFANG_TEST(PaletteTest)
#include "palette_test.moc"
