#pragma once

#include "backend/interfaces/reports.h"
#include "backend/interfaces/session.h"
#include "backend/interfaces/tasks.h"
#include "kit/money.h"
#include "kit/page.h"
#include "pages/task_actions.h"

#include <array>
#include <QTableWidget>
#include <QTimer>

class QChart;
class QChartView;

namespace zhangfang::ui
{

class RevenueChart;

/// How the shop stands: what needs a person first, today against last week, what is owed and covered.
class OverviewPage final : public Page
{
    Q_OBJECT
public:
    [[nodiscard]] static PageLabel label();
    OverviewPage(backend::Reports& reports, backend::Tasks& tasks, backend::Session& session,
        QSettings& memory, QWidget* parent);
    void refresh() override;

private:
    /// One figure with its comparison.
    struct Figure {
        QLabel* value;
        QLabel* compared;
    };
    Figure addFigure(const QString& label);
    void show(const reports::Overview& now);
    void showAccounts(const std::vector<reports::AccountBalance>& accounts);
    void showRefused(const reports::Overview& now);
    void showTasks(const std::vector<reports::Task>& tasks);
    void ask();
    backend::Reports& reports_;
    QHBoxLayout* figures_;
    Figure paid_, orders_, refunded_, withdrawn_, fees_;
    Card* tasks_;
    TaskActions* taskActions_;
    QAction* allTasks_ = nullptr;
    QVBoxLayout* taskList_;
    QLabel* coverage_;
    QLabel* coverageWhy_;
    QLabel* accounts_;
    QLabel* refused_;
    QAction* answer_;
    QAction* completed_;
    QString coverageStory_;
    QLabel* queue_;
    RevenueChart* days_;
    RevenueChart* hours_;
    QTableWidget* top_;
    std::vector<reports::Task> shownTasks_;
    bool asking_ = false;
    bool askAgain_ = false;
    QTimer later_;
};

} // namespace zhangfang::ui
