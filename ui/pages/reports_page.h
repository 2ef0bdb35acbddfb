#pragma once

#include "kit/page.h"

#include <QComboBox>
#include <QDateEdit>
#include <QTableWidget>

namespace zhangfang::ui
{

/// The settlement report of a period, on the screen and as a file.
class ReportsPage final : public Page
{
    Q_OBJECT
public:
    [[nodiscard]] static PageLabel label();
    ReportsPage(backend::Desk& desk, QSettings& memory, QWidget* parent);
    void refresh() override;
    QWidget* firstFocus() override { return period_; }

private:
    void choosePeriod(int choice);
    void setPeriod(int choice);
    void make();
    void show(const reports::SettlementReport& report);
    void save();
    QComboBox* period_;
    QDateEdit* from_;
    QDateEdit* to_;
    QTableWidget* table_;
    QLabel* proof_;
    QAction* save_;
    std::optional<reports::SettlementReport> report_;
    bool made_ = false;
};

} // namespace zhangfang::ui
