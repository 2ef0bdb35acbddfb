#pragma once

#include "backend/interfaces/session.h"
#include "backend/interfaces/tasks.h"
#include "kit/list_page.h"
#include "pages/task_actions.h"

namespace zhangfang::ui
{

/// What needs a person: all of it, what it is about, and what can be done about it.
class TasksPage final : public ListPage
{
    Q_OBJECT
public:
    [[nodiscard]] static PageLabel label();
    TasksPage(backend::Tasks& tasks, backend::Session& session, QSettings& memory, QWidget* parent);

private:
    using Model = LazyModel<reports::TaskRow>;
    [[nodiscard]] static std::vector<Model::Column> columns();
    [[nodiscard]] const reports::Task* current() const;
    void tellCurrent();
    void enable();
    backend::Tasks& tasks_;
    Model* model_;
    TaskActions* actions_;
    QAction* show_;
    QAction* done_;
    QAction* answer_;
    QAction* completed_;
};

} // namespace zhangfang::ui
