#include "pages/task_actions.h"

#include "dialogs/reading_dialog.h"
#include "kit/async.h"
#include "kit/task_places.h"

namespace zhangfang::ui
{

TaskActions::TaskActions(backend::Tasks& tasks, backend::Session& session, NoticeBar* notice, QWidget* page)
    : QObject(page), tasks_(tasks), session_(session), notice_(notice), page_(page)
{
}

void TaskActions::show(const reports::Task& task)
{
    const std::optional<Place> place = placeOf(task);
    if (!place)
        return;
    // What WeChat Pay named, and the books do not know, is found in what it said.
    const auto goTo = [this, task](Place::Kind where, const base::Result<QString>& found) {
        if (found)
            Q_EMIT wantsToGo({where, *found, {}});
        else if (found.error().kind == base::ErrorKind::notFound)
            showNotifications(task, task.subject);
        else
            notice_->showError(found.error());
    };
    switch (place->kind) {
    case Place::Kind::refund:
        return whenDone<QString>(this, tasks_.orderOfRefund(place->number),
            [goTo](const base::Result<QString>& order) { goTo(Place::Kind::order, order); });
    case Place::Kind::payoutNumber:
        return whenDone<base::PayoutId>(
            this, tasks_.payoutByNumber(place->number), [goTo](const base::Result<base::PayoutId>& id) {
                goTo(Place::Kind::payout, id.map([](base::PayoutId found) { return found.toString(); }));
            });
    case Place::Kind::notification:
        return showNotifications(task, place->number);
    case Place::Kind::complaint:
        return complain(ComplaintDialog::What::answer, task);
    default:
        Q_EMIT wantsToGo(*place);
    }
}

void TaskActions::showNotifications(const reports::Task& task, const QString& subject)
{
    whenDone<std::vector<reports::NotificationRow>>(this, tasks_.notificationsAbout(subject),
        [this, task](base::Result<std::vector<reports::NotificationRow>> all) {
            if (!all)
                return notice_->showError(all.error());
            Story story(page_->palette());
            story.heading(aboutText(task));
            story.paragraph(taskText(task.code));
            story.paragraph(saidText(task.message));
            story.heading(tr("What WeChat Pay sent"));
            if (all->empty())
                story.paragraph(tr("No notification says so: WeChat Pay said it when it was asked."));
            for (const reports::NotificationRow& row : *all)
                story.event(row.receivedAtUtcMs, row.eventType, row.eventId, saidText(row.note));
            openSheet(new ReadingDialog(tr("What the task is about"), story, page_));
        });
}

void TaskActions::complain(ComplaintDialog::What what, const reports::Task& task)
{
    openSheet<ComplaintDialog>(
        new ComplaintDialog(tasks_, session_, what, task, page_), [this, what](ComplaintDialog&, bool sent) {
            if (sent)
                notice_->showText(Tone::good, what == ComplaintDialog::What::answer
                                                  ? tr("WeChat Pay has the answer.")
                                                  : tr("WeChat Pay knows that it is dealt with."));
            Q_EMIT changed();
        });
}

void TaskActions::markDone(const reports::Task& task)
{
    whenDone<int>(this, tasks_.resolveTask(task.id), [this](base::Result<int> resolved) {
        if (!resolved)
            notice_->showError(resolved.error());
        Q_EMIT changed();
    });
}

} // namespace zhangfang::ui
