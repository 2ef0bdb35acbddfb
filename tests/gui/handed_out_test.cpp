#include "dialogs/operator_dialogs.h"
#include "gui/hand.h"
#include "gui/page_of.h"
#include "harness/desk_shop.h"
#include "harness/merchant_files.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "kit/theme.h"
#include "pages/settings_page.h"
#include "shell/first_start_dialog.h"

#include <QClipboard>
#include <QDropEvent>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QToolButton>

using namespace zhangfang;
using namespace zhangfang::gui;
using harness::DeskShop;
using harness::MerchantFiles;

/// Files that are dropped anywhere go where they belong, and no key is shown.
class HandedOutTest : public QObject
{
    Q_OBJECT
    static constexpr auto kMchid = "1900000001"; // of the practice merchant too
    std::unique_ptr<MerchantFiles> files_;

    /// As a person does it who lets go of files over that widget. Answers whether they were taken.
    static bool drop(QWidget* onto, const QStringList& files)
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& file : files)
            urls << QUrl::fromLocalFile(file);
        data.setUrls(urls);
        data.setText(urls.first().toString()); // as file managers add it
        const QPoint at = onto->rect().center();
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(onto, &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent let(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(onto, &let);
        return let.isAccepted();
    }
    [[nodiscard]] bool areFilled(const QWidget& in) const
    {
        const auto* key = named<QLineEdit>(in, QStringLiteral("Private key"));
        return key && key->text().toLatin1() == files_->key().toPem() &&
               named<QPlainTextEdit>(in, QStringLiteral("Merchant certificate"))->toPlainText().trimmed() ==
                   QString::fromLatin1(files_->certificate().pem()).trimmed() &&
               named<QLineEdit>(in, QStringLiteral("Certificate serial"))->text().toLatin1() ==
                   files_->certificate().serialHex();
    }
    static QString told(const QWidget& in)
    {
        return named<QLabel>(in, QStringLiteral("What the files were"))->text();
    }
    static bool says(const QWidget& in, const char* text)
    {
        const auto labels = in.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
            [text](const QLabel* label) { return label->text().contains(QString::fromUtf8(text)); });
    }
    struct Settings {
        Settings() : page(gui::pageOf<ui::SettingsPage>(shop, shop.memory()))
        {
            page.resize(1100, 640);
            page.show();
            page.refresh();
        }
        [[nodiscard]] bool isReady() const
        {
            const auto* mchid = named<QLineEdit>(page, QStringLiteral("Merchant number"));
            return QTest::qWaitFor([mchid] { return !mchid->text().isEmpty(); }, 10'000);
        }
        DeskShop shop{DeskShop::WithEngine::no};
        ui::SettingsPage page;
    };

private Q_SLOTS:
    void initTestCase()
    {
        ui::applyLanguage(ui::Language::english);
        ui::applyTheme(*qApp, ui::Appearance::light);
        files_ = std::make_unique<MerchantFiles>(kMchid);
        QCOMPARE(files_->problem(), QString());
    }
    void anywhereOnTheSettingsPage_data()
    {
        QTest::addColumn<QString>("field");
        QTest::newRow("a field for a number") << QStringLiteral("Port");
        QTest::newRow("a field for text") << QStringLiteral("Remark");
        QTest::newRow("a certificate's own field") << QStringLiteral("WeChat Pay public key");
        QTest::newRow("the tabs") << QStringLiteral("Kinds of settings");
    }
    void anywhereOnTheSettingsPage()
    {
        QFETCH(QString, field);
        Settings seat;
        QCOMPARE(seat.shop.problem(), QString());
        QVERIFY(seat.isReady());
        auto* tabs = seat.page.findChild<QTabWidget*>();
        tabs->setCurrentIndex(2);
        QWidget* onto = named<QWidget>(seat.page, field);
        QVERIFY(onto);
        if (auto* area = qobject_cast<QPlainTextEdit*>(onto))
            onto = area->viewport();
        QVERIFY(drop(onto, {files_->file("cert.zip"), files_->file("pub_key.pem")}));
        QTRY_VERIFY_WITH_TIMEOUT(areFilled(seat.page), 10'000);
        QCOMPARE(tabs->currentIndex(), 0); // where it is told
        QVERIFY(
            told(seat.page).contains(QStringLiteral("cert.zip: the private key, RSA 2048 → Private key")));
        QVERIFY(told(seat.page).contains(QStringLiteral("pub_key.pem: WeChat Pay's public key")));
        QVERIFY(says(seat.page, "private key, RSA 2048, matches the certificate"));
    }
    void aWrongOneIsNamed()
    {
        Settings seat;
        QVERIFY(seat.isReady());
        QVERIFY(drop(&seat.page, {files_->file("photo.png"), files_->file("platform.pem")}));
        QTRY_VERIFY_WITH_TIMEOUT(
            told(seat.page).contains(QStringLiteral("photo.png: no key and no certificate is in it")),
            10'000);
        QVERIFY(
            told(seat.page).contains(QStringLiteral("platform.pem: one of WeChat Pay's own certificates")));
        QCOMPARE(named<QLineEdit>(seat.page, QStringLiteral("Private key"))->text(), QString());
    }
    void whatIsNoFileIsLeftAlone()
    {
        Settings seat;
        QMimeData data;
        data.setUrls({QUrl(QStringLiteral("https://pay.weixin.qq.com"))});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(&seat.page, &enter);
        QVERIFY(!enter.isAccepted());
    }
    /// Given too early they wait, and the step that wants them has them.
    void onAnyStepOfTheFirstStart()
    {
        QTemporaryDir temp;
        ui::FirstStartDialog dialog(temp.filePath(QStringLiteral("shop")), ui::Language::english);
        dialog.show();
        QVERIFY(drop(button(dialog, QStringLiteral("Practise first")), {files_->file("apiclient_cert.pem")}));
        QVERIFY(dialog.findChild<ui::NoticeBar*>()->text().startsWith(QStringLiteral("1 file")));
        QTest::mouseClick(button(dialog, QStringLiteral("Set up my merchant account")), Qt::LeftButton);
        QVERIFY(
            drop(named<QLineEdit>(dialog, QStringLiteral("Shop name")), {files_->file("apiclient_key.pem")}));
        QVERIFY(type(dialog, QStringLiteral("Shop name"), QStringLiteral("Tea")));
        QVERIFY(type(dialog, QStringLiteral("Your name"), QStringLiteral("mei")));
        QVERIFY(type(dialog, QStringLiteral("Password"), QStringLiteral("a good password")));
        QVERIFY(type(dialog, QStringLiteral("Password again"), QStringLiteral("a good password")));
        QTest::mouseClick(button(dialog, QStringLiteral("Next")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog.findChild<ui::SheetPaper*>(), 20'000);
        QTest::mouseClick(button(dialog, QStringLiteral("I have kept it")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog.findChild<ui::MerchantForm*>(), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(areFilled(dialog), 10'000);
        QCOMPARE(
            named<QLineEdit>(dialog, QStringLiteral("Merchant number"))->text(), QString::fromLatin1(kMchid));
        // And now onto a field of that step.
        QVERIFY(drop(named<QLineEdit>(dialog, QStringLiteral("AppID")), {files_->file("pub_key.pem")}));
        QTRY_VERIFY_WITH_TIMEOUT(
            !named<QPlainTextEdit>(dialog, QStringLiteral("WeChat Pay public key"))->toPlainText().isEmpty(),
            10'000);
        QCOMPARE(named<QLineEdit>(dialog, QStringLiteral("AppID"))->text(), QString());
    }
    /// Pasted as it is, with its line ends: it is understood, and cannot be read over a shoulder or copied.
    void aPastedKeyIsHidden()
    {
        Settings seat;
        QVERIFY(seat.isReady());
        auto* key = named<QLineEdit>(seat.page, QStringLiteral("Private key"));
        QApplication::clipboard()->setText(QString::fromLatin1(files_->key().toPem()));
        key->paste();
        QVERIFY(says(seat.page, "private key, RSA 2048"));
        QVERIFY(!key->displayText().contains(QStringLiteral("PRIVATE")));
        QVERIFY(key->actions().isEmpty()); // nobody compares it by eye
        key->selectAll();
        QApplication::clipboard()->clear();
        key->copy();
        QCOMPARE(QApplication::clipboard()->text(), QString());
    }
    /// Into a field that shows what it holds: it goes to the one that hides it.
    void aKeyInTheWrongFieldIsHiddenToo()
    {
        Settings seat;
        QVERIFY(seat.isReady());
        auto* certificate = named<QPlainTextEdit>(seat.page, QStringLiteral("Merchant certificate"));
        QApplication::clipboard()->setText(QString::fromLatin1(files_->key().toPem()));
        certificate->selectAll();
        certificate->paste();
        QCOMPARE(certificate->toPlainText(), QString());
        certificate->undo();
        QVERIFY(!certificate->toPlainText().contains(QStringLiteral("PRIVATE")));
        QVERIFY(says(seat.page, "private key, RSA 2048"));
    }
    void aShortSecretCanBeShown()
    {
        Settings seat;
        auto* key = named<QLineEdit>(seat.page, QStringLiteral("APIv3 key"));
        QCOMPARE(key->echoMode(), QLineEdit::Password);
        QCOMPARE(key->actions().size(), 1);
        QAction* eye = key->actions().first();
        QVERIFY(!eye->isVisible());
        QVERIFY(!key->findChild<QToolButton*>()->isVisibleTo(key));
        key->setText(QStringLiteral("0123456789abcdefghijklmnopqrstuv"));
        QVERIFY(eye->isVisible());
        eye->trigger();
        QCOMPARE(key->echoMode(), QLineEdit::Normal);
        key->clear();
        QCOMPARE(key->echoMode(), QLineEdit::Password); // the next one is hidden again
    }
};

ZHANGFANG_TEST(HandedOutTest)
#include "handed_out_test.moc"
