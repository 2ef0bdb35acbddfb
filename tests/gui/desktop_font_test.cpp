#include "harness/run.h"
#include "kit/preferences.h"
#include "kit/theme.h"
#include "kit/widgets.h"

#include <QComboBox>
#include <QTest>

using namespace zhangfang;

/// Who needs larger letters has asked for them on the desktop: they are as large here.
class DesktopFontTest : public QObject
{
    Q_OBJECT
    static constexpr qreal kLarge = 17;

private Q_SLOTS:
    void initTestCase()
    {
        QFont large = QApplication::font();
        large.setPointSizeF(kLarge);
        QApplication::setFont(large);
    }
    void theSizeOfTheDesktopHolds_data()
    {
        QTest::addColumn<ui::Appearance>("appearance");
        QTest::newRow("light") << ui::Appearance::light;
        QTest::newRow("dark, after it") << ui::Appearance::dark;
        QTest::newRow("as the system, after both") << ui::Appearance::system;
    }
    void theSizeOfTheDesktopHolds()
    {
        QFETCH(ui::Appearance, appearance);
        ui::applyTheme(*qApp, appearance);
        QCOMPARE(QApplication::font().pointSizeF(), kLarge);
        QCOMPARE(ui::textFont(ui::TextSize::body).pointSizeF(), kLarge);
        QVERIFY(ui::textFont(ui::TextSize::title).pointSizeF() > kLarge);
        QWidget window;
        QPushButton button(QStringLiteral("Pay"), &window);
        QComboBox box(&window);
        const QLabel* label = ui::mutedLabel(QStringLiteral("words"), &window);
        for (const QWidget* one : std::initializer_list<const QWidget*>{&button, &box, label}) {
            one->ensurePolished();
            QCOMPARE(one->font().pointSizeF(), kLarge);
        }
        QVERIFY(button.sizeHint().height() > button.fontMetrics().height()); // nothing is cut off
    }
};

ZHANGFANG_TEST(DesktopFontTest)
#include "desktop_font_test.moc"
