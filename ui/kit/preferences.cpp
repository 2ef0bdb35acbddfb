#include "kit/preferences.h"

#include <memory>
#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

// Resources of a static library have to be named once to be linked in; the macro wants the global namespace.
static void initialiseTranslations()
{
    Q_INIT_RESOURCE(translations);
}

namespace zhangfang::ui
{
namespace
{
const QString kLanguage = QStringLiteral("language");
const QString kAppearance = QStringLiteral("appearance");
const QString kWhenClosed = QStringLiteral("when_closed");
const QString kWhenPaid = QStringLiteral("counter/when_paid");
const QString kDescriptions = QStringLiteral("counter/descriptions");

/// A translator that belongs to the application; the one of the same kind before it goes.
void install(const QString& kind, const QString& file, const QString& folder)
{
    QCoreApplication* application = QCoreApplication::instance();
    delete application->findChild<QTranslator*>(kind);
    auto* translator = new QTranslator(application);
    translator->setObjectName(kind);
    if (translator->load(file, folder))
        QCoreApplication::installTranslator(translator);
}
} // namespace

Language languageOf(const QSettings& memory)
{
    const QString fallback =
        QLocale::system().language() == QLocale::English ? QStringLiteral("en") : QStringLiteral("zh_CN");
    return memory.value(kLanguage, fallback).toString() == QLatin1String("en") ? Language::english
                                                                               : Language::chinese;
}

void setLanguage(QSettings& memory, Language language)
{
    memory.setValue(
        kLanguage, language == Language::english ? QStringLiteral("en") : QStringLiteral("zh_CN"));
}

Appearance appearanceOf(const QSettings& memory)
{
    const QString value = memory.value(kAppearance).toString();
    return value == QLatin1String("light")  ? Appearance::light
           : value == QLatin1String("dark") ? Appearance::dark
                                            : Appearance::system;
}

void setAppearance(QSettings& memory, Appearance appearance)
{
    memory.setValue(kAppearance, appearance == Appearance::light  ? QStringLiteral("light")
                                 : appearance == Appearance::dark ? QStringLiteral("dark")
                                                                  : QStringLiteral("system"));
}

WhenClosed whenClosed(const QSettings& memory)
{
    const QString value = memory.value(kWhenClosed).toString();
    return value == QLatin1String("keep_running") ? WhenClosed::keepRunning
           : value == QLatin1String("quit")       ? WhenClosed::quit
                                                  : WhenClosed::ask;
}

void setWhenClosed(QSettings& memory, WhenClosed choice)
{
    memory.setValue(kWhenClosed, choice == WhenClosed::keepRunning ? QStringLiteral("keep_running")
                                 : choice == WhenClosed::quit      ? QStringLiteral("quit")
                                                                   : QStringLiteral("ask"));
}

WhenPaid whenPaid(const QSettings& memory)
{
    return memory.value(kWhenPaid).toString() == QLatin1String("silence") ? WhenPaid::silence
                                                                          : WhenPaid::sound;
}

void setWhenPaid(QSettings& memory, WhenPaid choice)
{
    memory.setValue(
        kWhenPaid, choice == WhenPaid::silence ? QStringLiteral("silence") : QStringLiteral("sound"));
}

QStringList usedDescriptions(const QSettings& memory)
{
    return memory.value(kDescriptions).toStringList().mid(0, kMostDescriptions);
}

void rememberDescription(QSettings& memory, const QString& description)
{
    const QString text = description.trimmed();
    if (text.isEmpty())
        return;
    QStringList used = usedDescriptions(memory);
    used.removeAll(text);
    used.prepend(text);
    memory.setValue(kDescriptions, used.mid(0, kMostDescriptions));
}

void forgetDescriptions(QSettings& memory)
{
    memory.remove(kDescriptions);
}

void applyLanguage(Language language)
{
    initialiseTranslations();
    const bool chinese = language == Language::chinese;
    QLocale::setDefault(chinese ? QLocale(QLocale::Chinese, QLocale::China)
                                : QLocale(QLocale::English, QLocale::UnitedKingdom));
    install(QStringLiteral("zhangfang"),
        chinese ? QStringLiteral("zhangfang_zh_CN") : QStringLiteral("zhangfang_en"),
        QStringLiteral(":/i18n"));
    install(QStringLiteral("qtbase"), chinese ? QStringLiteral("qtbase_zh_CN") : QStringLiteral("qtbase_en"),
        QLibraryInfo::path(QLibraryInfo::TranslationsPath));
}

} // namespace zhangfang::ui
