#include "shell/news.h"

#include <iterator>
#include <QCoreApplication>

namespace zhangfang::ui
{
namespace
{

const QString kSeen = QStringLiteral("news/seen");
/// Nobody wants to read more than this at a start.
constexpr qsizetype kMostAtOnce = 5;

/// The oldest first.
constexpr const char* kLines[] = {
    QT_TRANSLATE_NOOP("News", "Each approval counts down by itself on every page and has its own way back; "
                              "Ctrl+Z takes back the latest."),
    QT_TRANSLATE_NOOP("News", "The window can go on in the background when it is closed; whoever ends it "
                              "while money is on its way is asked."),
    QT_TRANSLATE_NOOP("News", "Every list can be saved whole, as CSV or for a spreadsheet."),
    QT_TRANSLATE_NOOP("News", "A checked copy of the books is made every day."),
    QT_TRANSLATE_NOOP("News", "Limits, keys and money by hand ask for the password; five wrong ones make a "
                              "name wait."),
    QT_TRANSLATE_NOOP("News", "Sums are understood as you write them: full-width digits, 1,234.56, ¥5."),
    QT_TRANSLATE_NOOP("News", "The question mark shows all keys."),
    QT_TRANSLATE_NOOP("News", "Tasks and the audit log have pages of their own."),
    QT_TRANSLATE_NOOP("News", "The ledger and statements show the balance after each line, of any days."),
    QT_TRANSLATE_NOOP("News", "A payment at the counter is heard; Settings can silence it."),
};

} // namespace

QStringList news()
{
    QStringList lines;
    for (auto line = std::rbegin(kLines); line != std::rend(kLines); ++line)
        lines << QCoreApplication::translate("News", *line);
    return lines;
}

QStringList unseenNews(QSettings& memory)
{
    const QStringList all = news();
    // Whoever was here before news were kept has seen none of them; whoever is new needs none.
    const bool wasHere = memory.contains(QStringLiteral("window/page"));
    const qsizetype seen =
        memory.value(kSeen, wasHere ? qlonglong(0) : static_cast<qlonglong>(all.size())).toLongLong();
    memory.setValue(kSeen, static_cast<qlonglong>(all.size()));
    return all.first(std::clamp(all.size() - seen, qsizetype(0), std::min(all.size(), kMostAtOnce)));
}

} // namespace zhangfang::ui
