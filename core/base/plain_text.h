#pragma once

#include <QString>

namespace zhangfang::base
{

/// Neither seen nor text, and it does something to what is: controls, line ends, marks of direction, joiners.
[[nodiscard]] bool actsUnseen(char32_t point);
/// Text that reads as it stands, on one line: no control characters, no line ends, no marks that turn the
/// direction of what follows, and nothing that cannot be seen. The joiners that emoji and some scripts are
/// made with are text.
[[nodiscard]] bool isPlainText(const QString& text);
/// The same, with something in it, and of at most so many characters.
[[nodiscard]] bool isSentence(const QString& text, int most);
/// Text from elsewhere as what it is: what is not plain is shown by its number, "⟨U+202E⟩". Line feeds and
/// tabs are kept.
[[nodiscard]] QString shownPlainly(const QString& text);

} // namespace zhangfang::base
