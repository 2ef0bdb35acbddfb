#include "dialogs/merchant_form.h"
#include "dialogs/password_sheet.h"
#include "gui/guard.h"
#include "gui/hand.h"
#include "gui/page_of.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/lazy_table.h"
#include "kit/money.h"
#include "pages/settings_page.h"
#include "shell/main_window.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>

using namespace zhangfang;
using namespace zhangfang::gui;
using harness::DeskShop;

namespace
{

/// Larger than most desktops have it.
constexpr qreal kDesktopsSize = 15;
constexpr int kMovedBy = 150;

/// The program from its start to its end, with what it remembers in the file of the one before.
class Run
{
public:
    explicit Run(DeskShop& shop)
        : memory_(shop.memory().fileName(), QSettings::IniFormat),
          window(std::make_unique<ui::MainWindow>(
              shop.desk(), memory_, ui::MainWindow::Mode::merchant, QString()))
    {
        ui::setWhenClosed(memory_, ui::WhenClosed::quit);
        window->show();
    }
    [[nodiscard]] bool ends()
    {
        QSignalSpy end(window.get(), &ui::MainWindow::quitWanted);
        window->close();
        const bool ended = QTest::qWaitFor([&end] { return !end.isEmpty(); }, 10'000);
        window.reset();
        memory_.sync();
        return ended;
    }
    [[nodiscard]] QSettings& memory() { return memory_; }

private:
    QSettings memory_;

public:
    std::unique_ptr<ui::MainWindow> window;
};

template <class Field> std::vector<Field*> fieldsOf(const QWidget& page)
{
    std::vector<Field*> all;
    const auto* form = page.findChild<ui::MerchantForm*>();
    for (auto* field : page.findChildren<Field*>()) {
        if (!field->accessibleName().isEmpty() && !form->isAncestorOf(field))
            all.push_back(field);
    }
    return all;
}

/// What stands in every field of the settings, by its name.
QMap<QString, QString> standing(const QWidget& page)
{
    QMap<QString, QString> all;
    for (const auto* box : fieldsOf<QSpinBox>(page))
        all.insert(box->accessibleName(), box->text());
    for (const auto* line : fieldsOf<QLineEdit>(page))
        all.insert(line->accessibleName(), line->text());
    for (const auto* box : fieldsOf<QComboBox>(page))
        all.insert(box->accessibleName(), box->currentText());
    return all;
}

} // namespace

/// What a person has arranged and set is there at the next start.
class RememberedTest : public gui::Test
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QFont desktops = QApplication::font();
        desktops.setPointSizeF(kDesktopsSize);
        QApplication::setFont(desktops);
        ui::applyLanguage(ui::Language::english);
        ui::applyTheme(*qApp, ui::Appearance::light);
    }

    /// Who needs larger letters has asked the desktop for them, once.
    void lettersAreAsLargeAsTheDesktopHasThem()
    {
        for (const auto appearance : {ui::Appearance::dark, ui::Appearance::light, ui::Appearance::system}) {
            ui::applyTheme(*qApp, appearance);
            QCOMPARE(QApplication::font().pointSizeF(), kDesktopsSize);
            QCOMPARE(ui::textFont(ui::TextSize::body).pointSizeF(), kDesktopsSize);
            QVERIFY(ui::textFont(ui::TextSize::heading).pointSizeF() > kDesktopsSize);
            QCOMPARE(QLabel().font().pointSizeF(), kDesktopsSize);
        }
        ui::applyTheme(*qApp, ui::Appearance::light);
    }

    void thePageIsTheOneThatWasLeft()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        Run first(shop);
        for (const QString& page : first.window->pageNames()) {
            Run run(shop);
            run.window->showPage(page);
            QVERIFY(run.ends());
            Run next(shop);
            QVERIFY2(next.window->page(page)->isVisible(), qPrintable(page));
        }
    }

    void columnsAndPartsAreAsTheyWereLeft_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<bool>("columns");
        QTest::newRow("orders") << QStringLiteral("orders") << true;
        QTest::newRow("withdrawals") << QStringLiteral("withdrawals") << true;
        QTest::newRow("wallets") << QStringLiteral("wallets") << true;
        QTest::newRow("ledger") << QStringLiteral("ledger") << false;
    }
    void columnsAndPartsAreAsTheyWereLeft()
    {
        QFETCH(QString, page);
        QFETCH(bool, columns);
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        QList<int> parts;
        int column = 0;
        {
            Run run(shop);
            run.window->showPage(page);
            QApplication::processEvents();
            auto* splitter = run.window->page(page)->findChild<QSplitter*>();
            QList<int> moved = splitter->sizes();
            moved[0] -= kMovedBy;
            moved[1] += kMovedBy;
            splitter->setSizes(moved);
            auto* header = run.window->page(page)->findChild<ui::LazyTable*>()->horizontalHeader();
            header->resizeSection(0, header->sectionSize(0) + 37);
            parts = splitter->sizes();
            column = header->sectionSize(0);
            QVERIFY(run.ends());
        }
        Run next(shop);
        next.window->showPage(page);
        QApplication::processEvents();
        // To the pixel it depends on what has been read by then, and asks for more room or less.
        const auto* splitter = next.window->page(page)->findChild<QSplitter*>();
        QTRY_VERIFY_WITH_TIMEOUT(qAbs(splitter->sizes()[1] - parts[1]) < kMovedBy / 2, 10'000);
        const auto* header = next.window->page(page)->findChild<ui::LazyTable*>()->horizontalHeader();
        if (columns)
            QCOMPARE(header->sectionSize(0), column);
    }

    /// Chosen on the page, kept by the program, and shown on the page of the next start.
    void aPreferenceStays_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("choice");
        for (const auto& [field, choices] :
            {std::pair<const char*, std::vector<const char*>>{
                 "When the window is closed", {"Ask me", "Go on in the background", "End the program"}},
                {"Appearance", {"Follow the system", "Light", "Dark"}}, {"Language", {"中文", "English"}}}) {
            for (const char* choice : choices)
                QTest::addRow("%s: %s", field, choice)
                    << QString::fromUtf8(field) << QString::fromUtf8(choice);
        }
    }
    void aPreferenceStays()
    {
        QFETCH(QString, field);
        QFETCH(QString, choice);
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        const auto box = [&field](ui::SettingsPage& page) { return named<QComboBox>(page, field); };
        QSettings memory(shop.memory().fileName(), QSettings::IniFormat);
        auto page = gui::pageOf<ui::SettingsPage>(shop, memory);
        // As the program does with what the page says.
        connect(&page, &ui::SettingsPage::languageChosen, this,
            [&](ui::Language language) { ui::setLanguage(memory, language); });
        connect(&page, &ui::SettingsPage::appearanceChosen, this,
            [&](ui::Appearance appearance) { ui::setAppearance(memory, appearance); });
        QVERIFY(box(page));
        const int at = box(page)->findText(choice);
        QVERIFY(at >= 0);
        box(page)->setCurrentIndex(at);
        Q_EMIT box(page)->activated(at);
        memory.sync();
        QSettings again(shop.memory().fileName(), QSettings::IniFormat);
        auto next = gui::pageOf<ui::SettingsPage>(shop, again);
        QCOMPARE(box(next)->currentText(), choice);
    }

    /// Every field of the settings, set to something else.
    void everySettingStays()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        QTemporaryDir backups;
        auto page = gui::pageOf<ui::SettingsPage>(shop, shop.memory());
        page.show();
        page.refresh();
        QTRY_COMPARE(named<QLineEdit>(page, QStringLiteral("Most for one withdrawal ¥"))->text(),
            QStringLiteral("200.00"));
        const auto before = standing(page);
        for (auto* box : fieldsOf<QSpinBox>(page))
            box->setValue(box->value() == box->maximum() ? box->value() - 1 : box->value() + 1);
        // Those of the program, and one that takes an authenticator first (tests/access/people_test.cpp).
        const QStringList ofTheProgram{QStringLiteral("Language"), QStringLiteral("Appearance"),
            QStringLiteral("When the window is closed"), QStringLiteral("When a customer has paid"),
            QStringLiteral("One-time codes are asked for")};
        for (auto* box : fieldsOf<QComboBox>(page)) {
            if (!ofTheProgram.contains(box->accessibleName()))
                box->setCurrentIndex((box->currentIndex() + 1) % box->count());
        }
        const QMap<QString, QString> texts{{QStringLiteral("Shop name"), QStringLiteral("Tea & <games>")},
            {QStringLiteral("Address"), QStringLiteral("127.0.0.2")},
            {QStringLiteral("Trusted proxies"), QStringLiteral("10.0.0.2, fd00::/8")},
            {QStringLiteral("TLS certificate file"), backups.filePath(QStringLiteral("cert.pem"))},
            {QStringLiteral("TLS key file"), backups.filePath(QStringLiteral("key.pem"))},
            {QStringLiteral("WeChat Pay's fee, percent"), QStringLiteral("0.38")},
            {QStringLiteral("Further AppIDs"), QStringLiteral("wx1111111111111111")},
            {QStringLiteral("Remark"), QStringLiteral("for you")},
            {QStringLiteral("Folder of the daily backup"), backups.path()}};
        for (auto* line : fieldsOf<QLineEdit>(page)) {
            const QString name = line->accessibleName();
            if (qobject_cast<ui::MoneyField*>(line))
                line->setText(QStringLiteral("123.45"));
            else if (texts.contains(name))
                line->setText(texts[name]);
        }
        const auto wanted = standing(page);
        QVERIFY(wanted.size() >= 25);
        for (auto field = wanted.begin(); field != wanted.end(); ++field)
            QVERIFY2(
                ofTheProgram.contains(field.key()) || *field != before[field.key()], qPrintable(field.key()));
        for (auto* action : page.findChildren<QAction*>()) {
            if (action->shortcut() == QKeySequence(QKeySequence::Save))
                action->trigger();
        }
        QTRY_VERIFY_WITH_TIMEOUT(page.findChild<ui::PasswordSheet*>(), 10'000);
        const QPointer<ui::PasswordSheet> sheet = page.findChild<ui::PasswordSheet*>();
        sheet->findChild<QLineEdit*>()->setText(QString::fromLatin1(DeskShop::kPassword));
        QAbstractButton* go = nullptr;
        QTRY_VERIFY((go = button(*sheet, QStringLiteral("Save settings"))) && go->isEnabled());
        go->click();
        const bool saved = QTest::qWaitFor(
            [&] {
                return shop.books().settings().value_or(access::Settings()).text("merchant.name") ==
                       QLatin1String("Tea & <games>");
            },
            10'000);
        QStringList said;
        for (const QLabel* label : sheet ? sheet->findChildren<QLabel*>() : QList<QLabel*>())
            said << label->text();
        const auto now = shop.books().settings();
        said << (now ? now->text("merchant.name") : now.error().describe());
        QVERIFY2(saved, qPrintable(said.join(QLatin1Char('\n'))));
        auto next = gui::pageOf<ui::SettingsPage>(shop, shop.memory());
        next.refresh();
        QTRY_COMPARE_WITH_TIMEOUT(named<QLineEdit>(next, QStringLiteral("Shop name"))->text(),
            QStringLiteral("Tea & <games>"), 10'000);
        QCOMPARE(standing(next), wanted);
    }
};

ZHANGFANG_TEST(RememberedTest)
#include "remembered_test.moc"
