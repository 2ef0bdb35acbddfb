#pragma once

#include <QString>

class QJsonValue;

namespace zhangfang::base
{

/// Neither seen nor text, and it does something to what is: controls, line ends, marks of direction, joiners.
[[nodiscard]] bool actsUnseen(char32_t point);
/// Text that reads as it stands, on one line: no control characters, no line ends, no marks that turn the
/// direction of what follows, and nothing that cannot be seen. The joiners are text only between what they
/// join: the parts of an emoji, or letters of a script that is written joined; a variation selector is
/// behind what it varies, and a tag inside the emoji of a region's flag.
[[nodiscard]] bool isPlainText(const QString& text);
/// The same, with something in it, and of at most so many characters.
[[nodiscard]] bool isSentence(const QString& text, int most);
/// The same of several lines, ended by line feeds.
[[nodiscard]] bool areSentences(const QString& text, int most);
/// Every text in it, also the names of fields, is plain.
[[nodiscard]] bool isPlainJson(const QJsonValue& value);

/// Text from elsewhere as what it is: what is not plain is shown by its number, "⟨U+202E⟩". Line feeds and
/// tabs are kept.
[[nodiscard]] QString shownPlainly(const QString& text);
/// The same where there is one line for it: line feeds and tabs are shown by their numbers, too.
[[nodiscard]] QString shownOnOneLine(const QString& text);

} // namespace zhangfang::base
