#pragma once

class QString;

namespace zhangfang::ui
{

/// From now on a screen reader reads a label that has a name of its own with what stands in it: "Paid today:
/// ¥ 12.00", not "Paid today" alone. Once is enough for all.
void readLabelsWhole();

/// A name and what it is the name of, as they are read.
[[nodiscard]] QString readAs(const QString& name, const QString& text);

} // namespace zhangfang::ui
