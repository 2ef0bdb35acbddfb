#include "dialogs/counter_dialog.h"
#include "dialogs/new_order_dialog.h"
#include "gui/hand.h"
#include "gui/page_of.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/preferences.h"
#include "pages/settings_page.h"

#include <QCompleter>
#include <QSignalSpy>

using namespace zhangfang;
using namespace zhangfang::gui;
using harness::DeskShop;

/// Whoever stands at the counter types as little as can be, and hears that the customer has paid.
class CounterTest : public QObject
{
    Q_OBJECT

    static QStringList offered(const QLineEdit& field)
    {
        QStringList all;
        const auto* model = field.completer()->completionModel();
        for (int row = 0; row < model->rowCount(); ++row)
            all << model->index(row, 0).data().toString();
        return all;
    }
    QTemporaryDir temp_;
    int files_ = 0;
    QString aFile() { return temp_.filePath(QStringLiteral("%1.ini").arg(++files_)); }

private Q_SLOTS:
    void initTestCase()
    {
        ui::applyLanguage(ui::Language::english);
        ui::applyTheme(*qApp, ui::Appearance::light);
    }

    void descriptionsAreKeptTheLatestFirst()
    {
        const QString file = aFile();
        {
            QSettings memory(file, QSettings::IniFormat);
            for (const char* text : {"龙井", "cake, with tea", "龙井", "  ", ""})
                ui::rememberDescription(memory, QString::fromUtf8(text));
        }
        QSettings memory(file, QSettings::IniFormat);
        QCOMPARE(ui::usedDescriptions(memory),
            QStringList({QStringLiteral("龙井"), QStringLiteral("cake, with tea")}));
        for (int i = 0; i < 2 * ui::kMostDescriptions; ++i)
            ui::rememberDescription(memory, QString::number(i));
        QCOMPARE(ui::usedDescriptions(memory).size(), ui::kMostDescriptions);
        QCOMPARE(ui::usedDescriptions(memory).front(), QString::number(2 * ui::kMostDescriptions - 1));
        ui::forgetDescriptions(memory);
        QVERIFY(ui::usedDescriptions(memory).isEmpty());
    }

    void whatWasTypedIsOffered()
    {
        QSettings memory(aFile(), QSettings::IniFormat);
        ui::rememberDescription(memory, QStringLiteral("Green tea"));
        ui::rememberDescription(memory, QStringLiteral("Cake"));
        ui::DescriptionField field(memory, nullptr);
        field.show();
        field.remember(QStringLiteral("Iced TEA"));
        QTest::keyClick(&field, Qt::Key_Down);
        QCOMPARE(offered(field),
            QStringList({QStringLiteral("Iced TEA"), QStringLiteral("Cake"), QStringLiteral("Green tea")}));
        field.completer()->popup()->hide();
        QTest::keyClicks(&field, QStringLiteral("te"));
        QCOMPARE(offered(field), QStringList({QStringLiteral("Iced TEA"), QStringLiteral("Green tea")}));
    }

    void theSoundIsAPreference()
    {
        QSettings memory(aFile(), QSettings::IniFormat);
        ui::PaidSound sound(memory, nullptr);
        QSignalSpy heard(&sound, &ui::PaidSound::played);
        sound.play();
        QCOMPARE(heard.size(), 1);
        ui::setWhenPaid(memory, ui::WhenPaid::silence);
        sound.play();
        QCOMPARE(heard.size(), 1);
        ui::setWhenPaid(memory, ui::WhenPaid::sound);
        sound.play();
        QCOMPARE(heard.size(), 2);
    }

    void bothAreUnderSettings()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        ui::rememberDescription(shop.memory(), QStringLiteral("tea"));
        auto page = gui::pageOf<ui::SettingsPage>(shop, shop.memory());
        auto* sound = named<QComboBox>(page, QStringLiteral("When a customer has paid"));
        QVERIFY(sound);
        QCOMPARE(sound->currentText(), QStringLiteral("Play a sound"));
        sound->setCurrentIndex(1);
        Q_EMIT sound->activated(1);
        QCOMPARE(ui::whenPaid(shop.memory()), ui::WhenPaid::silence);
        auto* forget = named<QPushButton>(page, QStringLiteral("Forget the descriptions used before"));
        QVERIFY(forget && forget->isEnabled());
        forget->click();
        QVERIFY(ui::usedDescriptions(shop.memory()).isEmpty());
        QVERIFY(!forget->isEnabled());
    }

    void aPaymentIsHeardOnce_data()
    {
        QTest::addColumn<bool>("silent");
        QTest::newRow("heard") << false;
        QTest::newRow("switched off") << true;
    }
    void aPaymentIsHeardOnce()
    {
        QFETCH(bool, silent);
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        ui::setWhenPaid(shop.memory(), silent ? ui::WhenPaid::silence : ui::WhenPaid::sound);
        ui::CounterDialog counter(shop.desk(), shop.desk(), shop.memory(), nullptr);
        counter.show();
        QSignalSpy heard(counter.findChild<ui::PaidSound*>(), &ui::PaidSound::played);
        type(counter, QStringLiteral("Amount in yuan"), QStringLiteral("8.88"));
        type(counter, QStringLiteral("Description"), QStringLiteral("tea"));
        type(counter, QStringLiteral("Payment code"), QStringLiteral("130061098828009401"));
        QTest::mouseClick(button(counter, QStringLiteral("Charge")), Qt::LeftButton);
        const auto says = [&counter](const QString& text) {
            const auto labels = counter.findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(),
                [&](const QLabel* label) { return label->isVisible() && label->text().contains(text); });
        };
        QTRY_VERIFY_WITH_TIMEOUT(says(QStringLiteral("types the password")), 10'000);
        QCOMPARE(heard.size(), 0);
        const auto orders = DeskShop::wait(shop.desk().orderPage({}, {}));
        REQUIRE(orders);
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), orders->front().number}}));
        QTRY_VERIFY_WITH_TIMEOUT(says(QStringLiteral("✓ Paid")), 30'000);
        QCOMPARE(heard.size(), silent ? 0 : 1);
        QCOMPARE(ui::usedDescriptions(shop.memory()), QStringList{QStringLiteral("tea")});
    }

    void aCodeThatIsPaidIsHeard()
    {
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        ui::NewOrderDialog dialog(shop.desk(), shop.desk(), shop.desk(), shop.memory(), nullptr);
        dialog.show();
        QSignalSpy heard(dialog.findChild<ui::PaidSound*>(), &ui::PaidSound::played);
        type(dialog, QStringLiteral("Amount in yuan"), QStringLiteral("5"));
        type(dialog, QStringLiteral("Description"), QStringLiteral("cake"));
        QTest::mouseClick(button(dialog, QStringLiteral("Create code")), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(
            ui::usedDescriptions(shop.memory()), QStringList{QStringLiteral("cake")}, 10'000);
        const auto orders = DeskShop::wait(shop.desk().orderPage({}, {}));
        REQUIRE(orders);
        QVERIFY(shop.control("pay", {{QStringLiteral("out_trade_no"), orders->front().number}}));
        QTRY_COMPARE_WITH_TIMEOUT(heard.size(), 1, 30'000);
    }
};

ZHANGFANG_TEST(CounterTest)
#include "counter_test.moc"
