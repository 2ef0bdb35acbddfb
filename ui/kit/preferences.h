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

/// Whether a payment at the counter is heard.
enum class WhenPaid { sound, silence };
[[nodiscard]] WhenPaid whenPaid(const QSettings& memory);
void setWhenPaid(QSettings& memory, WhenPaid choice);

/// How orders were described at this desk, the latest first, each once; what is over the bound is forgotten.
inline constexpr qsizetype kMostDescriptions = 50;
[[nodiscard]] QStringList usedDescriptions(const QSettings& memory);
void rememberDescription(QSettings& memory, const QString& description);
void forgetDescriptions(QSettings& memory);

/// Makes `language` the program's, texts and formats alike; widgets made from now on speak it.
void applyLanguage(Language language);

} // namespace zhangfang::ui
