#pragma once

#include <QString>

namespace zhangfang::storage
{

/// The text as the database gives it back: SQLite drops marks of byte order at the beginning, and reads
/// halves of characters and what is no character as U+FFFD. Whatever hashes what it stores hashes this.
[[nodiscard]] QString asStored(const QString& text);

} // namespace zhangfang::storage
