#pragma once

#include "backend/interfaces/session.h"
#include "backend/interfaces/tasks.h"
#include "dialogs/complaint_dialog.h"
#include "kit/page.h"

namespace zhangfang::ui
{

/// What can be done about a task, for every page that shows some: be led to what it is about, deal with a
/// complaint, say that it is done.
class TaskActions final : public QObject
{
    Q_OBJECT
public:
    /// `page` has the notice that says what goes wrong, and the sheets stand over it.
    TaskActions(backend::Tasks& tasks, backend::Session& session, NoticeBar* notice, QWidget* page);
    void show(const reports::Task& task);
    void complain(ComplaintDialog::What what, const reports::Task& task);
    void markDone(const reports::Task& task);

Q_SIGNALS:
    void wantsToGo(const zhangfang::ui::Place& place);
    /// It may be over.
    void changed();

private:
    void showNotifications(const reports::Task& task, const QString& subject);
    backend::Tasks& tasks_;
    backend::Session& session_;
    NoticeBar* notice_;
    QWidget* page_;
};

} // namespace zhangfang::ui
