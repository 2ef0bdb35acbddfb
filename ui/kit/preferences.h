#pragma once

#include "kit/theme.h"

#include <QSettings>
#include <QString>

namespace zhangfang::ui
{

/// How a person wants the program: kept beside the books, never in them.
enum class Language { chinese, english };

[[nodiscard]] Language languageOf(const QSettings& memory);
void setLanguage(QSettings& memory, Language language);
[[nodiscard]] Appearance appearanceOf(const QSettings& memory);
void setAppearance(QSettings& memory, Appearance appearance);

/// What the cross of the window means: asked once, then kept.
enum class WhenClosed { ask, keepRunning, quit };
[[nodiscard]] WhenClosed whenClosed(const QSettings& memory);
void setWhenClosed(QSettings& memory, WhenClosed choice);

/// Makes `language` the program's, texts and formats alike; widgets made from now on speak it.
void applyLanguage(Language language);

} // namespace zhangfang::ui
