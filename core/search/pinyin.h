#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace zhangfang::search
{

/// How a run of Han signs is read: a syllable a sign, in the letters a to z. More than one reading where it
/// differs as a name ("单" as Dan or Shan), or where keyboards have `v` for `ü`; the usual one is the first.
/// Syllables that are not known are empty. From any thread.
[[nodiscard]] std::vector<QStringList> readingsOf(const QString& run);

} // namespace zhangfang::search
