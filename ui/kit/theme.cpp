#include "kit/theme.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QFontDatabase>
#include <QIconEngine>
#include <QPainter>
#include <QStyle>
#include <QStyleFactory>
#include <QSvgRenderer>

// Resources of a static library have to be named once to be linked in; the macro wants the global namespace.
static void initialiseIcons()
{
    Q_INIT_RESOURCE(icons);
}

namespace zhangfang::ui
{
namespace
{

const Tokens kLight{
    .window = QColor(0xF4F6F8),
    .surface = QColor(0xFFFFFF),
    .hover = QColor(0xEDF1F5),
    .line = QColor(0xD5DBE3),
    .text = QColor(0x1B2430),
    .muted = QColor(0x536071),
    .accent = QColor(0x0A6E4A),
    .accentText = QColor(0xFFFFFF),
    .selection = QColor(0xD5EBE1),
    .selectionText = QColor(0x10231A),
    .neutral = {QColor(0x465364), QColor(0xE8ECF1)},
    .info = {QColor(0x1C5899), QColor(0xE3EEFB)},
    .good = {QColor(0x0B6338), QColor(0xDDF3E6)},
    .warn = {QColor(0x7D4500), QColor(0xFCEFD9)},
    .bad = {QColor(0xA6211A), QColor(0xFBE6E4)},
};

const Tokens kDark{
    .window = QColor(0x15181D),
    .surface = QColor(0x1D2127),
    .hover = QColor(0x282E37),
    .line = QColor(0x3A424E),
    .text = QColor(0xE7EBF0),
    .muted = QColor(0xA4AFBC),
    .accent = QColor(0x35B881),
    .accentText = QColor(0x06170F),
    .selection = QColor(0x1F4A37),
    .selectionText = QColor(0xEAF6F0),
    .neutral = {QColor(0xC3CCD7), QColor(0x2E3540)},
    .info = {QColor(0x93C1F7), QColor(0x1B3049)},
    .good = {QColor(0x74D8A2), QColor(0x173527)},
    .warn = {QColor(0xF1B862), QColor(0x3B2D15)},
    .bad = {QColor(0xFFA097), QColor(0x45211D)},
};

/// Where the desktop names none.
constexpr qreal kUsualSize = 10;
/// Below it a window colour counts as dark.
constexpr int kDarkBelow = 128;

/// Draws the SVG at whatever size and pixel ratio is asked for, in the palette's colour of that moment: so an
/// icon made once follows a change of theme.
class SvgIconEngine final : public QIconEngine
{
public:
    SvgIconEngine(QByteArray svg, Ink ink) : svg_(std::move(svg)), ink_(ink) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const Tokens& colors = tokens(QApplication::palette());
        QColor color = ink_ == Ink::accentText ? colors.accentText : colors.text;
        if (mode == QIcon::Disabled)
            color = colors.muted;
        QByteArray drawn = svg_;
        // Breeze draws monochrome icons in this one colour, to be replaced.
        drawn.replace("#232629", color.name().toLatin1());
        drawn.replace("#4d4d4d", color.name().toLatin1());
        QSvgRenderer(drawn).render(painter, rect);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    [[nodiscard]] QIconEngine* clone() const override { return new SvgIconEngine(svg_, ink_); }

private:
    QByteArray svg_;
    Ink ink_;
};

QString styleSheet(const Tokens& t)
{
    return QStringLiteral(R"(
QToolTip { color: %1; background: %2; border: 1px solid %3; padding: 4px; }
QFrame[card="true"] { background: %2; border: 1px solid %3; border-radius: 6px; }
QLabel[muted="true"] { color: %4; }
QPushButton { background: %2; border: 1px solid %3; border-radius: 5px; padding: 5px 14px; min-height: 18px; }
QPushButton:hover { background: %5; }
QPushButton:focus { border: 2px solid %6; padding: 4px 13px; }
QPushButton:disabled { color: %4; background: %8; }
QPushButton[primary="true"] { background: %6; color: %7; border-color: %6; font-weight: 600; }
QPushButton[primary="true"]:disabled { background: %3; color: %4; border-color: %3; }
QPushButton[primary="true"]:focus { border: 2px solid %1; }
QPushButton[danger="true"] { color: %9; border-color: %9; }
QPushButton[chip="true"] { border-radius: 12px; padding: 3px 12px; }
QPushButton[chip="true"]:checked { background: %10; color: %11; border-color: %6; }
QLineEdit, QPlainTextEdit, QComboBox, QDateEdit, QSpinBox { background: %2; border: 1px solid %3; border-radius: 5px; padding: 4px 6px; selection-background-color: %10; selection-color: %11; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus { border: 2px solid %6; padding: 3px 5px; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid %4; border-radius: 8px; background: %2; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid %6; }
QCheckBox::indicator:unchecked { width: 14px; height: 14px; border: 1px solid %4; border-radius: 3px; background: %2; }
QTableView, QTreeView, QListView { background: %2; border: 1px solid %3; border-radius: 6px; outline: 0; gridline-color: %3; selection-background-color: %10; selection-color: %11; }
QHeaderView::section { background: %8; color: %4; border: 0; border-bottom: 1px solid %3; padding: 5px 4px; font-weight: 600; }
QTextBrowser { background: %2; border: 1px solid %3; border-radius: 6px; padding: 4px; }
QListWidget#sideBar { background: %8; border: 0; border-right: 1px solid %3; border-radius: 0; padding: 8px 6px; }
QListWidget#sideBar::item { padding: 0 8px; border-radius: 6px; margin: 1px 0; color: %1; }
QListWidget#sideBar::item:hover { background: %5; }
QListWidget#sideBar::item:selected { background: %10; color: %11; font-weight: 600; }
QStatusBar { background: %8; border-top: 1px solid %3; }
QStatusBar::item { border: 0; }
QStatusBar QToolButton { border: 0; padding: 3px 8px; border-radius: 4px; }
QStatusBar QToolButton:hover, QStatusBar QToolButton:focus { background: %5; }
QSplitter::handle { background: transparent; }
QComboBox { padding-right: 24px; }
QComboBox::drop-down, QDateEdit::drop-down { subcontrol-origin: padding; subcontrol-position: center right; width: 22px; border: 0; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url(:/controls/down-%12.svg); width: 10px; height: 10px; }
QComboBox QAbstractItemView { border-radius: 0; padding: 2px; }
QPushButton::menu-indicator { image: url(:/controls/down-%12.svg); subcontrol-origin: padding; subcontrol-position: center right; width: 10px; height: 10px; right: 8px; }
QSpinBox { padding-right: 22px; }
QSpinBox::up-button, QSpinBox::down-button { subcontrol-origin: border; width: 20px; border: 0; }
QSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button { subcontrol-position: bottom right; }
QSpinBox::up-arrow { image: url(:/controls/up-%12.svg); width: 9px; height: 9px; }
QSpinBox::down-arrow { image: url(:/controls/down-%12.svg); width: 9px; height: 9px; }
QTabWidget::pane { border: 1px solid %3; border-radius: 6px; top: -1px; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; border: 0; border-bottom: 2px solid transparent; padding: 7px 14px; color: %4; }
QTabBar::tab:hover { color: %1; }
QTabBar::tab:selected { color: %1; border-bottom-color: %6; }
QTabBar::tab:focus { background: %5; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: %3; border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover { background: %4; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)")
        .arg(t.text.name(), t.surface.name(), t.line.name(), t.muted.name(), t.hover.name(), t.accent.name(),
            t.accentText.name(), t.window.name(), t.bad.text.name())
        .arg(t.selection.name(), t.selectionText.name(),
            &t == &kDark ? QStringLiteral("dark") : QStringLiteral("light"));
}

QPalette paletteOf(const Tokens& t)
{
    QPalette palette;
    palette.setColor(QPalette::Window, t.window);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.surface);
    palette.setColor(QPalette::AlternateBase, t.window);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.muted);
    palette.setColor(QPalette::Button, t.surface);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.bad.text);
    palette.setColor(QPalette::Highlight, t.selection);
    palette.setColor(QPalette::HighlightedText, t.selectionText);
    palette.setColor(QPalette::Link, t.info.text);
    palette.setColor(QPalette::LinkVisited, t.info.text);
    palette.setColor(QPalette::ToolTipBase, t.surface);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Mid, t.line);
    palette.setColor(QPalette::Midlight, t.hover);
    palette.setColor(QPalette::Dark, t.line);
    palette.setColor(QPalette::Light, t.surface);
    palette.setColor(QPalette::Shadow, t.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, t.muted);
    return palette;
}

} // namespace

const ToneColors& Tokens::tone(Tone which) const
{
    switch (which) {
    case Tone::info:
        return info;
    case Tone::good:
        return good;
    case Tone::warn:
        return warn;
    case Tone::bad:
        return bad;
    case Tone::neutral:
        break;
    }
    return neutral;
}

const Tokens& tokens(Scheme scheme)
{
    return scheme == Scheme::dark ? kDark : kLight;
}

Scheme schemeOf(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < kDarkBelow ? Scheme::dark : Scheme::light;
}

const Tokens& tokens(const QPalette& palette)
{
    return tokens(schemeOf(palette));
}

QFont textFont(TextSize size)
{
    QFont made = QApplication::font();
    const qreal body = made.pointSizeF();
    switch (size) {
    case TextSize::caption:
        made.setPointSizeF(body * 0.9);
        break;
    case TextSize::body:
        break;
    case TextSize::heading:
        made.setPointSizeF(body * 1.15);
        made.setWeight(QFont::DemiBold);
        break;
    case TextSize::title:
        made.setPointSizeF(body * 1.6);
        made.setWeight(QFont::DemiBold);
        break;
    case TextSize::figure:
        made.setPointSizeF(body * 1.9);
        made.setWeight(QFont::DemiBold);
        break;
    }
    return made;
}

void applyTheme(QApplication& application, Appearance appearance)
{
    // What the desktop asks for is known before the first change of ours.
    static const Scheme kSystem = schemeOf(QApplication::palette());
    const Scheme scheme = appearance == Appearance::system ? kSystem
                          : appearance == Appearance::dark ? Scheme::dark
                                                           : Scheme::light;
    initialiseIcons();
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QFont text = QApplication::font();
    // Chinese wants a Chinese font, and its digits are all of one width, so that sums stand under each other.
    text.setFamilies({QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Microsoft YaHei UI"),
        QStringLiteral("PingFang SC"), text.family()});
    // As large as the desktop has it: who needs larger letters has asked for them there.
    static const qreal kSystemSize = text.pointSizeF() > 0 ? text.pointSizeF() : kUsualSize;
    text.setPointSizeF(kSystemSize);
    QApplication::setFont(text);
    QApplication::setPalette(paletteOf(tokens(scheme)));
    application.setStyleSheet(styleSheet(tokens(scheme)));
}

bool isNewTheme(const QEvent& event)
{
    return event.type() == QEvent::ApplicationPaletteChange || event.type() == QEvent::StyleChange;
}

QIcon icon(const char* name)
{
    return icon(name, Ink::text);
}

QIcon icon(const char* name, Ink ink)
{
    initialiseIcons();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(QString::fromLatin1(name)));
    if (!file.open(QIODevice::ReadOnly)) {
        Q_ASSERT_X(false, "icon", name);
        return {};
    }
    return QIcon(new SvgIconEngine(file.readAll(), ink));
}

} // namespace zhangfang::ui
