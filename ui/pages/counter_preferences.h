#pragma once

#include <QFormLayout>
#include <QSettings>

namespace zhangfang::ui
{

/// How the counter behaves for whoever stands at it: its sound, and the descriptions it offers.
void addCounterPreferences(QFormLayout* form, QSettings& memory, QWidget* parent);

} // namespace zhangfang::ui
