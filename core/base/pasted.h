#pragma once

#include <QString>

namespace zhangfang::base
{

/// A text as it was meant: without the blanks, line ends and invisible marks around it that come along when
/// it is pasted.
[[nodiscard]] QString pasted(const QString& text);
/// What keeps a number or name of plain ASCII from being one, after "it ": "has a blank at place 4", "has the
/// full-width character １ at place 2"; empty: nothing does.
enum class Tell { character, placeOnly }; ///< of a secret nothing is repeated
[[nodiscard]] QString strangeIn(const QString& text, Tell tell = Tell::character);
/// The same for text that people read: only control characters and marks that turn its direction.
[[nodiscard]] QString controlIn(const QString& text);

} // namespace zhangfang::base
