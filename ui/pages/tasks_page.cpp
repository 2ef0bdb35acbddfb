#include "pages/tasks_page.h"

#include "kit/task_places.h"

namespace zhangfang::ui
{
namespace
{

QString adviceText(const reports::Task& task)
{
    const QString advice = taskText(task.code);
    return advice.isEmpty() ? saidText(task.message) : advice;
}

} // namespace

std::vector<TasksPage::Model::Column> TasksPage::columns()
{
    using Row = reports::TaskRow;
    return {{tr("Since"), [](const Row& row) { return timeText(row.task.createdAtUtcMs); }},
        {tr("About"), [](const Row& row) { return aboutText(row.task); }},
        {tr("Until"),
            [](const Row& row) { return row.task.dueAtUtcMs ? timeText(*row.task.dueAtUtcMs) : QString(); }},
        {tr("What to do"), [](const Row& row) { return adviceText(row.task); }}};
}

PageLabel TasksPage::label()
{
    return {"tasks", "checkmark", tr("Tasks")};
}

TasksPage::TasksPage(backend::Tasks& tasks, backend::Session& session, QSettings& memory, QWidget* parent)
    : ListPage(label(),
          {.kept = QStringLiteral("tasks"),
              .table = tr("Tasks"),
              .story = tr("The task"),
              .icon = "checkmark",
              .selection = QAbstractItemView::SingleSelection},
          memory, parent),
      tasks_(tasks), model_(new Model(Top::oldest, columns(), this)),
      actions_(new TaskActions(tasks, session, notice(), this))
{
    const auto onCurrent = [this](void (*what)(TaskActions&, const reports::Task&)) {
        return [this, what] {
            if (const reports::Task* task = current())
                what(*actions_, reports::Task(*task)); // the list may be read anew meanwhile
        };
    };
    show_ = act("edit-find", tr("&Show"), Qt::Key_S,
        onCurrent([](TaskActions& actions, const reports::Task& task) { actions.show(task); }));
    show_->setToolTip(tr("Go to what the task is about"));
    done_ = act("checkmark", tr("Mark d&one"), Qt::Key_D,
        onCurrent([](TaskActions& actions, const reports::Task& task) { actions.markDone(task); }));
    done_->setToolTip(tr("It is dealt with, and leaves the list"));
    answer_ = act("mail-receive", tr("&Answer the complaint…"), QKeySequence(Qt::CTRL | Qt::Key_R),
        onCurrent([](TaskActions& actions, const reports::Task& task) {
            actions.complain(ComplaintDialog::What::answer, task);
        }));
    completed_ =
        act("checkmark", tr("The complaint is dealt &with…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
            onCurrent([](TaskActions& actions, const reports::Task& task) {
                actions.complain(ComplaintDialog::What::complete, task);
            }));
    list()->setModel(model_, {15, 30, 15, 40});
    for (QAction* action : {show_, done_, answer_, completed_})
        list()->tools()->addWidget(actionButton(action, this));
    list()->tools()->addStretch(1);
    list()->offer({show_, done_, answer_, completed_});
    addExport(QStringLiteral("tasks"),
        [this](const backend::ExportTarget& target, std::shared_ptr<backend::Job> job) {
            return tasks_.exportTasks(target, std::move(job));
        });
    list()->setCount([](int rows) { return tr("%n task(s)", nullptr, rows); });
    list()->setEmpty([](bool) {
        return ListPane::Empty{tr("Nothing needs you"),
            tr("What a person has to look at comes up here, and leaves by itself once it is over.")};
    });
    list()->setSource([this](const ListFilter&) {
        model_->setSource(
            Growth::anywhere, [this](const PageIndex&) { return tasks_.taskIndex(); },
            [this](PageKey start) { return tasks_.taskPage(std::move(start)); });
    });
    connect(list(), &ListPane::rowChosen, this, &TasksPage::tellCurrent);
    connect(list(), &ListPane::changed, this, &TasksPage::enable);
    connect(list()->table(), &LazyTable::opened, show_, &QAction::trigger);
    connect(actions_, &TaskActions::wantsToGo, this, &Page::wantsToGo);
    connect(actions_, &TaskActions::changed, this, &Page::refresh);
    enable();
}

const reports::Task* TasksPage::current() const
{
    const reports::TaskRow* row = model_->rowAt(list()->currentRow());
    return row ? &row->task : nullptr;
}

void TasksPage::enable()
{
    const reports::Task* task = current();
    const bool complaint = task && !ComplaintDialog::complaintOf(*task).isEmpty();
    show_->setEnabled(task && placeOf(*task));
    done_->setEnabled(task);
    answer_->setEnabled(complaint);
    completed_->setEnabled(complaint);
}

void TasksPage::tellCurrent()
{
    const reports::Task* task = current();
    if (!task)
        return;
    Story story(palette());
    story.heading(aboutText(*task));
    if (const QString advice = taskText(task->code); !advice.isEmpty())
        story.paragraph(advice);
    story.paragraph(saidText(task->message));
    story.fact(tr("Since"), timeText(task->createdAtUtcMs));
    if (task->dueAtUtcMs)
        story.fact(tr("Until"), timeText(*task->dueAtUtcMs));
    story.fact(tr("Code"), task->code);
    list()->story()->tell(story);
}

} // namespace zhangfang::ui
