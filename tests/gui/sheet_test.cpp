#include "dialogs/decision_sheet.h"
#include "dialogs/wallet_dialogs.h"
#include "gui/guard.h"
#include "gui/hand.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/sheet.h"

#include <QMessageBox>
#include <QPromise>
#include <QPushButton>
#include <QScreen>
#include <QTest>
#include <QVBoxLayout>

using namespace zhangfang;
using namespace zhangfang::gui;
using harness::DeskShop;

namespace
{

/// A sheet whose request is answered when the test says.
class Question final : public ui::Sheet
{
public:
    Question() : Sheet(nullptr), go(new QPushButton(QStringLiteral("Pay"), this))
    {
        auto* layout = new QVBoxLayout(this);
        layout->addWidget(notice());
        layout->addWidget(go);
        go->setDefault(true);
        connect(go, &QPushButton::clicked, this, &Question::decide);
    }
    void decide()
    {
        send<int>(
            go,
            [this] {
                ++begun;
                promise = QPromise<base::Result<int>>();
                promise.start();
                return promise.future();
            },
            [this](const base::Result<int>& outcome) {
                ++told;
                if (outcome)
                    accept();
            });
    }
    void answer(base::Result<int> outcome)
    {
        promise.addResult(std::move(outcome));
        promise.finish();
    }
    using Sheet::notice;
    QPushButton* go;
    int begun = 0;
    int told = 0;
    QPromise<base::Result<int>> promise;
};

/// A decision that takes a password and is carried out by somebody else, who tells when the test says.
class Decision final : public ui::DecisionSheet
{
public:
    explicit Decision(backend::Session& session)
        : DecisionSheet(QStringLiteral("Decide"), Weight::danger, nullptr)
    {
        body()->addWidget(askAuthority(session));
        goButton()->setText(QStringLiteral("Do it"));
        judge();
    }
    void decide() override
    {
        sendBy([this](const Told& told) { tellers.push_back(told); });
    }
    using DecisionSheet::goButton;
    using DecisionSheet::leaveButton;
    using DecisionSheet::notice;
    std::vector<Told> tellers; ///< of what was sent, in its order
};

} // namespace

/// What a person decides is sent once, and the sheet stays until it is told what came of it.
class SheetTest : public gui::Test
{
    Q_OBJECT
private Q_SLOTS:
    void itIsSentOnce()
    {
        Question sheet;
        sheet.show();
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(&sheet, Qt::Key_Return);
            sheet.decide();
        }
        QCOMPARE(sheet.begun, 1);
        QVERIFY(!sheet.go->isEnabled());
        sheet.answer(1);
        QTRY_VERIFY(!sheet.isVisible());
        QCOMPARE(sheet.result(), static_cast<int>(QDialog::Accepted));
        QCOMPARE(sheet.told, 1);
    }

    /// What is shown later (a code to scan, an error) must not push the buttons off the screen.
    void itGrowsOntoItsScreen()
    {
        Question sheet;
        const QRect screen = sheet.screen()->availableGeometry();
        sheet.show();
        sheet.move(screen.left() + 10, screen.bottom() - sheet.frameGeometry().height() - 10);
        sheet.resize(sheet.width(), screen.height() / 2);
        QTRY_VERIFY2(sheet.frameGeometry().bottom() <= screen.bottom(),
            qPrintable(QString::number(sheet.frameGeometry().bottom())));
        QVERIFY(sheet.frameGeometry().top() >= screen.top());
        QCOMPARE(sheet.pos().x(), screen.left() + 10);
    }

    void itIsNotLeftWhileSomethingIsOnItsWay_data()
    {
        QTest::addColumn<QString>("how");
        for (const char* how : {"Escape", "the cross", "a button"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }
    void itIsNotLeftWhileSomethingIsOnItsWay()
    {
        QFETCH(QString, how);
        Question sheet;
        sheet.show();
        const auto leave = [&] {
            if (how == QLatin1String("Escape"))
                QTest::keyClick(&sheet, Qt::Key_Escape);
            else if (how == QLatin1String("the cross"))
                sheet.close();
            else
                sheet.reject();
        };
        sheet.decide();
        leave();
        QVERIFY(sheet.isVisible());
        QVERIFY(!sheet.notice()->text().isEmpty());
        sheet.answer(base::refused("no", QStringLiteral("No.")));
        QTRY_COMPARE(sheet.told, 1);
        QVERIFY(sheet.isVisible());
        QVERIFY(sheet.go->isEnabled()); // it can be decided again
        leave();
        QVERIFY(!sheet.isVisible());
    }

    /// An error is said, the password is asked for again, and it can be decided once more; what then comes of
    /// the first sending is of no account.
    void whatComesBackIsOfWhatWasSentLast()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        Decision sheet(shop.desk());
        sheet.show();
        QVERIFY(!sheet.goButton()->isEnabled()); // without the password
        auto* password = named<QLineEdit>(sheet, QStringLiteral("Your password"));
        const auto decide = [&] {
            password->setText(QStringLiteral("a password"));
            QTRY_VERIFY_WITH_TIMEOUT(sheet.goButton()->isEnabled(), 10'000);
            QTest::keyClick(password, Qt::Key_Return);
            QTest::keyClick(password, Qt::Key_Return);
        };
        decide();
        QCOMPARE(sheet.tellers.size(), size_t(1));
        sheet.leaveButton()->click();
        QVERIFY(sheet.isVisible());
        sheet.tellers[0](base::refused("no", QStringLiteral("No.")));
        QVERIFY(!sheet.notice()->text().isEmpty());
        QVERIFY(password->text().isEmpty());
        QVERIFY(!sheet.goButton()->isEnabled());
        decide();
        QCOMPARE(sheet.tellers.size(), size_t(2));
        sheet.tellers[0]({}); // told twice
        QVERIFY(sheet.isVisible());
        sheet.tellers[1]({});
        QVERIFY(!sheet.isVisible());
        QCOMPARE(sheet.result(), static_cast<int>(QDialog::Accepted));
    }

    /// From when it opens until it is gone it is one act, and another sheet is another.
    void itsDecisionHasOneKey()
    {
        Question one;
        Question other;
        const QString key = one.key();
        QVERIFY(key.size() > 20);
        QVERIFY(key != other.key());
        one.show();
        one.decide();
        one.answer(base::unavailable("busy", QStringLiteral("Later.")));
        QTRY_COMPARE(one.told, 1);
        one.decide();
        QCOMPARE(one.key(), key);
        one.answer(1);
        QTRY_VERIFY(!one.isVisible());
    }

    /// From which sum on is the shop's to say.
    void aLargeSumIsAskedAboutFirst()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        QWidget window;
        window.show();
        const ui::UnlikelySums usual(shop.desk(), &window);
        QCOMPARE(usual.from(), base::Money::fen(2'000'000));
        REQUIRE(shop.set("ui.ask_above_fen", QStringLiteral("50000")));
        const ui::UnlikelySums sums(shop.desk(), &window);
        QTRY_COMPARE(sums.from(), base::Money::fen(50'000));
        int meant = 0;
        sums.ask(&window, base::Money::fen(49'999), [&meant] { ++meant; });
        QCOMPARE(meant, 1);
        for (const char* answer : {"Change it", "Yes, ¥ 500.00"}) {
            Next<QMessageBox> box([answer](QMessageBox& asked) {
                QTest::mouseClick(button(asked, QString::fromUtf8(answer)), Qt::LeftButton);
            });
            sums.ask(&window, base::Money::fen(50'000), [&meant] { ++meant; });
            QVERIFY(box.came());
        }
        QCOMPARE(meant, 2);
    }

    /// The sheets of the desk, with Enter pressed twice.
    void twoEntersMakeOneRequest()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        const auto user = shop.userWith(QStringLiteral("oA"), 10'000);
        REQUIRE(user);
        const auto users = DeskShop::wait(shop.desk().userPage({}, {}));
        REQUIRE(users);
        ui::WithdrawDialog sheet(shop.desk(), users->front(), nullptr);
        sheet.show();
        sheet.findChild<ui::MoneyField*>()->setText(QStringLiteral("3"));
        for (int i = 0; i < 2; ++i)
            QTest::mouseClick(button(sheet, QStringLiteral("Request")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!sheet.isVisible(), 10'000);
        const auto waiting = DeskShop::wait(shop.desk().payoutPage(reports::PayoutView::waiting, {}));
        REQUIRE(waiting);
        QCOMPARE(waiting->size(), size_t(1));
    }
};

ZHANGFANG_TEST(SheetTest)
#include "sheet_test.moc"
