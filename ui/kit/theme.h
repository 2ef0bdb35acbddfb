#pragma once

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

class QApplication;
class QEvent;

namespace zhangfang::ui
{

enum class Scheme { light, dark };
enum class Appearance { system, light, dark };

/// What a colour says. Never the only thing that says it: a word or a sign stands beside it.
enum class Tone { neutral, info, good, warn, bad };

struct ToneColors {
    QColor text;
    QColor fill;
};

/// Every colour of the program, for one scheme. Text on its ground has a contrast of at least 4.5:1; a test
/// computes it.
struct Tokens {
    QColor window;  ///< behind cards and tables
    QColor surface; ///< cards, tables, fields
    QColor hover;   ///< a row or button under the pointer
    QColor line;    ///< borders
    QColor text;
    QColor muted; ///< labels, explanations
    QColor accent;
    QColor accentText;
    QColor selection;
    QColor selectionText;
    ToneColors neutral, info, good, warn, bad;
    [[nodiscard]] const ToneColors& tone(Tone which) const;
};
[[nodiscard]] const Tokens& tokens(Scheme scheme);
/// The tokens of the scheme a palette belongs to: a widget asks with its own palette.
[[nodiscard]] const Tokens& tokens(const QPalette& palette);
[[nodiscard]] Scheme schemeOf(const QPalette& palette);

/// Distances in device-independent pixels.
namespace space
{
inline constexpr int kTight = 4;
inline constexpr int kGap = 8;
inline constexpr int kPad = 16;
inline constexpr int kWide = 24;
inline constexpr int kRow = 30; ///< height of a table row
inline constexpr int kRadius = 6;
inline constexpr int kIcon = 20;
inline constexpr int kSideBar = 168;
} // namespace space

/// Sizes of text in points, relative to the application's font.
enum class TextSize { caption, body, heading, title, figure };
[[nodiscard]] QFont textFont(TextSize size);

/// Style, palette and font of the whole program.
void applyTheme(QApplication& application, Appearance appearance);

/// Whether a widget's `changeEvent` may be about another theme: what has a sheet of its own, or a palette, is
/// not told of the application's palette, and only of the style.
[[nodiscard]] bool isNewTheme(const QEvent& event);

/// A Breeze icon by its name, drawn in the colour of `palette`'s text (accent: in the accent's text colour).
[[nodiscard]] QIcon icon(const char* name);
enum class Ink { text, accentText };
[[nodiscard]] QIcon icon(const char* name, Ink ink);

} // namespace zhangfang::ui
