#pragma once

#include "base/clock.h"

#include <QString>

namespace zhangfang::access
{

/// Letters and digits that nobody takes for each other on paper (Crockford's 32): no I, L, O, U.
[[nodiscard]] QString spelled(base::RandomSource& random, int letters);
/// As it was meant: in capitals, without blanks and hyphens, O as 0, I and L as 1. What else is strange
/// stays.
[[nodiscard]] QString unspelled(const QString& typed);
[[nodiscard]] bool isSpelled(const QString& text);
/// In groups of four.
[[nodiscard]] QString inGroups(const QString& text);
/// What stands for a secret in the books. Only for secrets that nobody can guess: 80 bits and more.
[[nodiscard]] QString hashOfSpelled(const char* kind, qint64 owner, const QString& text);
/// Two letters that tell most slips of the pen.
[[nodiscard]] QString checkLetters(const QString& text);

} // namespace zhangfang::access
