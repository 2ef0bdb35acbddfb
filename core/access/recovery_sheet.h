#pragma once

#include "access/operators.h"

namespace zhangfang::access
{

/// What an owner who has lost the password gets back in with: a code on paper, good once. In the books there
/// is its hash alone; whoever loses sheet and password has lost the shop's decisions.
[[nodiscard]] QString newSheetCode(base::RandomSource& random); ///< "7K2M-…", 28 letters in groups of four
/// The sheet as it is printed, in both languages.
[[nodiscard]] QByteArray sheetText(
    const QString& merchant, const QString& name, const QString& code, qint64 nowUtcMs);
/// The code out of a sheet, or typed alone. Errors: invalid_sheet (there is none in it, or one with a slip of
/// the pen, which costs no try).
[[nodiscard]] Result<QString> codeOnSheet(const QByteArray& content);

/// In the caller's transaction: takes the place of the one before. Errors: not_permitted (owners alone have
/// one).
[[nodiscard]] Status keepSheet(
    storage::Database& database, const QString& name, const QString& code, qint64 nowUtcMs);
/// Whether it is that operator's and unused. Errors: operator_disabled, which only the right one hears.
[[nodiscard]] Result<bool> sheetMatches(
    storage::Database& database, const QString& name, const QString& code);
/// In the caller's transaction, with a code that matches: a new password, no second factor (which may be what
/// was lost), and another sheet. Ends open sessions. Errors: wrong_sheet.
[[nodiscard]] Status recoverBySheet(storage::Database& database, const QString& name, const QString& code,
    const QString& passwordHash, const QString& nextCode, qint64 nowUtcMs);

} // namespace zhangfang::access
