#include "access/totp.h"
#include "dialogs/approve_dialog.h"
#include "dialogs/operator_dialogs.h"
#include "dialogs/payee_table.h"
#include "gui/guard.h"
#include "gui/hand.h"
#include "gui/page_of.h"
#include "harness/authenticator.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/preferences.h"
#include "pages/settings_page.h"

using namespace zhangfang;
using access::Role;
using gui::button;
using gui::named;
using gui::type;
using harness::DeskShop;
using payouts::State;

/// The people of a shop in the window: who they are, who may what, two approvers, one-time codes.
class PeopleTest : public gui::Test
{
    Q_OBJECT
    std::unique_ptr<DeskShop> shop_;
    static constexpr auto kLi = "the password of li";

    static bool press(const QWidget& in, const char* text)
    {
        QAbstractButton* go = nullptr;
        if (!QTest::qWaitFor([&] {
                go = button(in, QString::fromLatin1(text));
                return go && go->isEnabled();
            }))
            return false;
        QTest::mouseClick(go, Qt::LeftButton);
        return true;
    }
    static bool closes(const QDialog& dialog)
    {
        return QTest::qWaitFor([&] { return !dialog.isVisible(); }, 30'000);
    }
    access::Operator found(const QString& name)
    {
        return shop_->books()
            .readers()
            .read<access::Operator>(
                [&](storage::Database& database) { return access::findOperator(database, name); })
            .value_or(access::Operator());
    }
    /// Approves through the sheet, chosen as this operator; whether the sheet closed by itself.
    bool approve(base::PayoutId id, const char* who, const char* password, const char* go)
    {
        ui::ApproveDialog dialog(shop_->desk(), shop_->desk(), {{id}, 1}, nullptr);
        dialog.QWidget::show();
        auto* people = named<QComboBox>(dialog, QStringLiteral("Who decides"));
        if (!QTest::qWaitFor([&] { return people->count() == 2; }))
            return false;
        people->setCurrentIndex(people->findData(QString::fromLatin1(who)));
        Q_EMIT people->activated(people->currentIndex());
        return type(dialog, QStringLiteral("Your password"), QString::fromLatin1(password)) &&
               press(dialog, go) && closes(dialog);
    }

private Q_SLOTS:
    void initTestCase() { ui::applyLanguage(ui::Language::english); }
    void init()
    {
        shop_ = std::make_unique<DeskShop>(DeskShop::WithEngine::no);
        QCOMPARE(shop_->problem(), QString());
        REQUIRE(DeskShop::wait(
            shop_->desk().addOperator(QStringLiteral("li"), Role::approver, kLi, shop_->authority())));
        shop_->desk().lock();
    }
    void cleanupTestCase() { shop_.reset(); }

    void everybodyAndTheMatrix()
    {
        auto page = gui::pageOf<ui::SettingsPage>(*shop_, shop_->memory());
        page.show();
        page.refresh();
        auto* people = named<QTableWidget>(page, QStringLiteral("The people who work here"));
        QVERIFY(people);
        QTRY_COMPARE(people->rowCount(), 2);
        QCOMPARE(people->item(0, 0)->text(), QStringLiteral("li"));
        QCOMPARE(people->item(0, 1)->text(), QStringLiteral("Approver"));
        const auto* matrix = named<QTableWidget>(page, QStringLiteral("Who may do what"));
        QVERIFY(matrix);
        QCOMPARE(static_cast<size_t>(matrix->rowCount()), access::permissions().size());
        for (int row = 0; row < matrix->rowCount(); ++row) {
            QVERIFY(!matrix->item(row, 0)->text().isEmpty());
            const auto& rule = access::permissions()[static_cast<size_t>(row)];
            for (int role = 0; role < 4; ++role)
                QCOMPARE(matrix->item(row, 1 + role)->text() == QStringLiteral("yes"),
                    access::may(access::kRoles[static_cast<size_t>(role)], rule.permission));
        }
    }

    void somebodyIsAdded()
    {
        ui::OperatorDialog dialog(shop_->desk(), shop_->desk(), ui::OperatorDialog::For::adding, {}, nullptr);
        dialog.show();
        QVERIFY(type(dialog, QStringLiteral("Name"), QStringLiteral("bo")));
        QVERIFY(type(dialog, QStringLiteral("Their password"), QStringLiteral("the password of bo")));
        QVERIFY(type(dialog, QStringLiteral("Their password again"), QStringLiteral("the password of bo")));
        auto* who = named<QComboBox>(dialog, QStringLiteral("Who decides"));
        QTRY_COMPARE(who->count(), 2);
        who->setCurrentIndex(who->findData(QStringLiteral("mei")));
        Q_EMIT who->activated(who->currentIndex());
        QVERIFY(type(dialog, QStringLiteral("Your password"), QString::fromLatin1(DeskShop::kPassword)));
        QVERIFY(press(dialog, "Add"));
        QVERIFY(closes(dialog));
        QCOMPARE(found(QStringLiteral("bo")).role, Role::clerk);
    }

    void twoApprovers()
    {
        REQUIRE(shop_->set("payouts.two_approvers_from_fen", QStringLiteral("5000")));
        const auto user = shop_->userWith(QStringLiteral("oA"), 5'000);
        REQUIRE(user);
        const auto payout = shop_->requested(*user, 5'000);
        REQUIRE(payout);
        QVERIFY(approve(payout->id, "li", kLi, "Approve 1 as the first of two"));
        QCOMPARE(shop_->stateOf(payout->id), State::requested);
        QVERIFY(approve(payout->id, "mei", DeskShop::kPassword, "Pay"));
        QCOMPARE(shop_->stateOf(payout->id), State::approved);
    }

    void oneTimeCodes()
    {
        ui::EnrolDialog dialog(shop_->desk(), found(QStringLiteral("mei")), nullptr);
        dialog.QWidget::show();
        QVERIFY(type(dialog, QStringLiteral("Password of mei"), QString::fromLatin1(DeskShop::kPassword)));
        QVERIFY(press(dialog, "Next"));
        auto* code = named<QLabel>(dialog, QStringLiteral("Code for the authenticator"));
        QTRY_VERIFY_WITH_TIMEOUT(!code->pixmap().isNull(), 20'000);
        const QByteArray secret = harness::authenticatorSecret(
            named<QLabel>(dialog, QStringLiteral("Secret for the authenticator"))->text().remove(u' '));
        const auto codeAt = [&](qint64 steps) {
            return QString::fromLatin1(
                *access::totpCode(secret, shop_->books().clock().nowUtcMs() + steps * access::kTotpStepMs));
        };
        QVERIFY(type(dialog, QStringLiteral("First code"), codeAt(-1)));
        QVERIFY(press(dialog, "Enrol"));
        QVERIFY(closes(dialog));
        QCOMPARE(found(QStringLiteral("mei")).totp, access::Enrolment::complete);
        REQUIRE(shop_->set("access.totp", QStringLiteral("approve")));
        const auto user = shop_->userWith(QStringLiteral("oA"), 100);
        REQUIRE(user);
        const auto payout = shop_->requested(*user, 100);
        REQUIRE(payout);
        // The sheet asks for the code once it hears that one is needed, and the password stays.
        shop_->desk().lock();
        ui::ApproveDialog sheet(shop_->desk(), shop_->desk(), {{payout->id}, 1}, nullptr);
        sheet.QWidget::show();
        auto* who = named<QComboBox>(sheet, QStringLiteral("Who decides"));
        QTRY_COMPARE(who->count(), 2);
        who->setCurrentIndex(who->findData(QStringLiteral("mei")));
        Q_EMIT who->activated(who->currentIndex());
        auto* field = named<QLineEdit>(sheet, QStringLiteral("One-time code"));
        QVERIFY(!field->isVisible());
        QVERIFY(type(sheet, QStringLiteral("Your password"), QString::fromLatin1(DeskShop::kPassword)));
        QVERIFY(press(sheet, "Pay"));
        QTRY_VERIFY_WITH_TIMEOUT(field->isVisible(), 20'000);
        QVERIFY(type(sheet, QStringLiteral("One-time code"), codeAt(0)));
        QVERIFY(press(sheet, "Pay"));
        QVERIFY(closes(sheet));
        QCOMPARE(shop_->stateOf(payout->id), State::approved);
    }
};

ZHANGFANG_TEST(PeopleTest)
#include "people_test.moc"
