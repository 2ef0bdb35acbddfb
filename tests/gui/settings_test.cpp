#include "backend/daily_backup.h"
#include "dialogs/password_sheet.h"
#include "gui/guard.h"
#include "gui/hand.h"
#include "gui/page_of.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/theme.h"
#include "pages/settings_page.h"

#include <QComboBox>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace zhangfang;
using harness::DeskShop;

/// What is locked asks for the password, and nothing that was filled in is lost over it.
class SettingsTest : public gui::Test
{
    Q_OBJECT

    struct Seat {
        explicit Seat(DeskShop& shop) : page(gui::pageOf<ui::SettingsPage>(shop, shop.memory()))
        {
            page.show();
            page.refresh();
        }
        template <class Field> [[nodiscard]] Field* field(const char* name) const
        {
            for (auto* one : page.findChildren<Field*>()) {
                if (one->accessibleName() == QString::fromUtf8(name))
                    return one;
            }
            return nullptr;
        }
        [[nodiscard]] QLineEdit* limit() const { return field<QLineEdit>("Most for one withdrawal ¥"); }
        void save() const
        {
            for (auto* one : page.findChildren<QAction*>()) {
                if (QString(one->text()).remove(u'&') == QLatin1String("Save settings"))
                    one->trigger();
            }
        }
        [[nodiscard]] ui::PasswordSheet* sheet() const { return page.findChild<ui::PasswordSheet*>(); }
        [[nodiscard]] bool asks() const
        {
            return QTest::qWaitFor([this] { return sheet() && sheet()->isVisible(); }, 10'000);
        }
        /// Types it and presses Enter once it can be.
        [[nodiscard]] bool give(const char* password) const
        {
            auto* line = sheet()->findChild<QLineEdit*>();
            line->setText(QString::fromLatin1(password));
            QPushButton* go = nullptr;
            for (auto* one : sheet()->findChildren<QPushButton*>())
                go = one->isDefault() ? one : go;
            return QTest::qWaitFor([go] { return go->isEnabled(); }) && (go->click(), true);
        }
        ui::SettingsPage page;
    };
    static QString stored(DeskShop& shop, const char* key)
    {
        return shop.books().settings().value_or(access::Settings()).text(key);
    }

private Q_SLOTS:
    void initTestCase()
    {
        ui::applyLanguage(ui::Language::english);
        ui::applyTheme(*qApp, ui::Appearance::light);
    }

    void aLimitAsksForThePassword()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        Seat seat(shop);
        auto* limit = seat.limit();
        QVERIFY(limit);
        QTRY_COMPARE(limit->text(), QStringLiteral("200.00"));
        limit->setText(QStringLiteral("345.60"));
        auto* remark = seat.field<QLineEdit>("Remark");
        remark->setText(QStringLiteral("for you"));
        seat.save();
        QVERIFY(seat.asks());
        QCOMPARE(stored(shop, "payouts.max_single_fen"), QStringLiteral("20000"));
        // Wrong: asked again, and nothing is lost.
        QVERIFY(seat.give("a wrong password"));
        auto* line = seat.sheet()->findChild<QLineEdit*>();
        QTRY_COMPARE_WITH_TIMEOUT(line->text(), QString(), 10'000);
        QVERIFY(seat.sheet()->isVisible());
        QVERIFY(!seat.sheet()->findChild<ui::NoticeBar*>()->text().isEmpty());
        QCOMPARE(limit->text(), QStringLiteral("345.60"));
        QCOMPARE(remark->text(), QStringLiteral("for you"));
        QCOMPARE(stored(shop, "payouts.max_single_fen"), QStringLiteral("20000"));
        // Right.
        QVERIFY(seat.give(DeskShop::kPassword));
        QTRY_VERIFY_WITH_TIMEOUT(!seat.sheet() || !seat.sheet()->isVisible(), 10'000);
        QTRY_COMPARE(stored(shop, "payouts.max_single_fen"), QStringLiteral("34560"));
        QCOMPARE(stored(shop, "wechatpay.transfer_remark"), QStringLiteral("for you"));
        // By now the desk is unlocked: it is not asked for again.
        QTRY_VERIFY(!seat.sheet());
        QTRY_COMPARE_WITH_TIMEOUT(limit->text(), QStringLiteral("345.60"), 10'000);
        limit->setText(QStringLiteral("400.00"));
        QTRY_VERIFY_WITH_TIMEOUT(
            (seat.save(), stored(shop, "payouts.max_single_fen") == QLatin1String("40000")), 10'000);
        QVERIFY(!seat.sheet());
    }

    void aKeyAsksForThePassword()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        Seat seat(shop);
        QTRY_COMPARE(seat.limit()->text(), QStringLiteral("200.00"));
        auto* key = seat.field<QLineEdit>("APIv3 key");
        const QString given = QStringLiteral("0123456789abcdefghijklmnopqrstuv");
        key->setText(given);
        seat.save();
        QVERIFY(seat.asks());
        QVERIFY(seat.give("a wrong password"));
        QTRY_COMPARE_WITH_TIMEOUT(seat.sheet()->findChild<QLineEdit*>()->text(), QString(), 10'000);
        QCOMPARE(key->text(), given);
        // Left without a password: it still stands there.
        seat.sheet()->reject();
        QTRY_VERIFY(!seat.sheet());
        QCOMPARE(key->text(), given);
        seat.save();
        QVERIFY(seat.asks());
        QVERIFY(seat.give(DeskShop::kPassword));
        QTRY_COMPARE_WITH_TIMEOUT(key->text(), QString(), 10'000); // stored, and never shown
    }

    /// The sum from which on one is asked again is a setting like a limit.
    void whatIsAskedAboutIsASetting()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        Seat seat(shop);
        auto* from = seat.field<QLineEdit>("Ask again about sums from ¥");
        QVERIFY(from);
        QTRY_COMPARE(from->text(), QStringLiteral("20000.00"));
        from->setText(QStringLiteral("5,000"));
        seat.save();
        QVERIFY(seat.asks());
        QVERIFY(seat.give(DeskShop::kPassword));
        QTRY_COMPARE_WITH_TIMEOUT(stored(shop, "ui.ask_above_fen"), QStringLiteral("500000"), 10'000);
    }

    void whatIsHarmlessAsksForNothing()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        Seat seat(shop);
        QTRY_COMPARE(seat.limit()->text(), QStringLiteral("200.00"));
        seat.field<QLineEdit>("Shop name")->setText(QStringLiteral("Tea and games"));
        seat.save();
        QTRY_COMPARE_WITH_TIMEOUT(stored(shop, "merchant.name"), QStringLiteral("Tea and games"), 10'000);
        QVERIFY(!seat.sheet());
    }

    void aNameThatWaitsIsToldSo()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        Seat seat(shop);
        QTRY_COMPARE(seat.limit()->text(), QStringLiteral("200.00"));
        seat.limit()->setText(QStringLiteral("345.60"));
        seat.save();
        QVERIFY(seat.asks());
        for (int i = 0; i < 5; ++i) {
            QVERIFY(seat.give("a wrong password"));
            QTRY_COMPARE_WITH_TIMEOUT(seat.sheet()->findChild<QLineEdit*>()->text(), QString(), 10'000);
        }
        QVERIFY(seat.give(DeskShop::kPassword));
        auto* notice = seat.sheet()->findChild<ui::NoticeBar*>();
        QTRY_VERIFY_WITH_TIMEOUT(notice->text().contains(QStringLiteral("seconds")), 10'000);
        QCOMPARE(seat.limit()->text(), QStringLiteral("345.60"));
        QCOMPARE(stored(shop, "payouts.max_single_fen"), QStringLiteral("20000"));
    }

    /// Another language makes the window anew: what is typed and not saved is not thrown away unasked.
    void anotherLanguageAsksFirst()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        Seat seat(shop);
        QTRY_COMPARE(seat.limit()->text(), QStringLiteral("200.00"));
        auto* language = seat.field<QComboBox>("Language");
        QVERIFY(language);
        QSignalSpy chosen(&seat.page, &ui::SettingsPage::languageChosen);
        language->activated(0);
        QCOMPARE(chosen.size(), 1); // nothing is typed: it simply changes
        seat.limit()->setText(QStringLiteral("345.60"));
        gui::Next<QMessageBox> first([](QMessageBox& box) {
            QTest::mouseClick(gui::button(box, QStringLiteral("Save first")), Qt::LeftButton);
        });
        language->activated(0);
        QVERIFY(first.came());
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(seat.limit()->text(), QStringLiteral("345.60"));
        gui::Next<QMessageBox> second([](QMessageBox& box) {
            QTest::mouseClick(gui::button(box, QStringLiteral("Switch")), Qt::LeftButton);
        });
        language->activated(0);
        QVERIFY(second.came());
        QCOMPARE(chosen.size(), 2);
    }
    /// How old the latest backup is stands where backups are made.
    void theLatestBackupIsSeen()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        Seat seat(shop);
        const auto says = [&seat](const char* text) {
            const auto labels = seat.page.findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(),
                [text](const QLabel* label) { return label->text().contains(QString::fromUtf8(text)); });
        };
        QTRY_VERIFY_WITH_TIMEOUT(says("No backup has been made yet."), 10'000);
        backend::DailyBackup daily(shop.books());
        REQUIRE(daily.make([] { return false; }));
        seat.page.refresh();
        QTRY_VERIFY_WITH_TIMEOUT(says("1 daily backup"), 10'000);
        QVERIFY(says("just now"));
    }
};

ZHANGFANG_TEST(SettingsTest)
#include "settings_test.moc"
