#include "kit/task_places.h"

#include "kit/words_table.h"

#include <QRegularExpression>

namespace zhangfang::ui
{
namespace
{

using Kind = Place::Kind;

struct Lead {
    const char* subject; ///< before the colon
    Kind kind;
    const char* number; ///< instead of what stands behind the colon
    const char* about;
};

constexpr Lead kLeads[] = {
    {"order", Kind::order, nullptr, QT_TRANSLATE_NOOP("Words", "Order %1")},
    {"refund", Kind::refund, nullptr, QT_TRANSLATE_NOOP("Words", "Refund %1")},
    {"payout", Kind::payoutNumber, nullptr, QT_TRANSLATE_NOOP("Words", "Withdrawal %1")},
    {"user", Kind::user, nullptr, QT_TRANSLATE_NOOP("Words", "User %1")},
    {"complaint", Kind::complaint, nullptr, QT_TRANSLATE_NOOP("Words", "Complaint %1")},
    {"payment", Kind::notification, nullptr, QT_TRANSLATE_NOOP("Words", "Payment %1")},
    {"event", Kind::notification, nullptr, QT_TRANSLATE_NOOP("Words", "Notification %1")},
    {"event-type", Kind::notification, nullptr, QT_TRANSLATE_NOOP("Words", "Notifications %1")},
    {"listener", Kind::doctor, nullptr, QT_TRANSLATE_NOOP("Words", "Notifications")},
    {"operator", Kind::audit, nullptr, QT_TRANSLATE_NOOP("Words", "Operator %1")},
    {"certificate", Kind::settings, "merchant", QT_TRANSLATE_NOOP("Words", "Certificate")},
    {"books", Kind::recovery, nullptr, QT_TRANSLATE_NOOP("Words", "The books")},
    {"shop:disk", Kind::doctor, nullptr, QT_TRANSLATE_NOOP("Words", "Disk")},
    {"shop:clock", Kind::doctor, nullptr, QT_TRANSLATE_NOOP("Words", "Clock")},
    {"shop:backup", Kind::settings, "data", QT_TRANSLATE_NOOP("Words", "Backup")},
    {"shop:seals", Kind::doctor, nullptr, QT_TRANSLATE_NOOP("Words", "Seals")},
    {"shop:books_at_wechat", Kind::ledger, nullptr, QT_TRANSLATE_NOOP("Words", "The books")},
};

const Lead* leadOf(const reports::Task& task)
{
    const QString kind = task.subject.section(QLatin1Char(':'), 0, 0);
    const auto found = std::find_if(std::begin(kLeads), std::end(kLeads), [&](const Lead& lead) {
        return task.subject == QLatin1String(lead.subject) || kind == QLatin1String(lead.subject);
    });
    return found == std::end(kLeads) ? nullptr : &*found;
}

} // namespace

std::optional<Place> placeOf(const reports::Task& task)
{
    const Lead* lead = leadOf(task);
    if (!lead)
        return std::nullopt;
    // A payment that does not fit names the order that it was for.
    static const QRegularExpression kOrder(QStringLiteral("^Payment \\S+ for order (\\S+) was set aside"));
    if (const auto match = kOrder.match(task.message); match.hasMatch() && lead->kind == Kind::notification)
        return Place{Kind::order, match.captured(1), {}};
    if (lead->kind == Kind::notification) // which is found by the whole of it
        return Place{lead->kind, task.subject, {}};
    return Place{lead->kind,
        lead->number ? QString::fromLatin1(lead->number) : task.subject.section(QLatin1Char(':'), 1), {}};
}

QString aboutText(const reports::Task& task)
{
    const Lead* lead = leadOf(task);
    if (!lead)
        return task.subject;
    const QString text = Words::tr(lead->about);
    return text.contains(QLatin1String("%1")) ? text.arg(task.subject.section(QLatin1Char(':'), 1)) : text;
}

} // namespace zhangfang::ui
