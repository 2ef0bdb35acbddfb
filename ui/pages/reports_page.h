#pragma once

#include "backend/interfaces/reports.h"
#include "kit/page.h"
#include "kit/printed_table.h"

#include <QComboBox>
#include <QDateEdit>
#include <QTableWidget>

namespace zhangfang::ui
{

/// The settlement report of a period, on the screen, as a file and on paper.
class ReportsPage final : public Page
{
    Q_OBJECT
public:
    [[nodiscard]] static PageLabel label();
    ReportsPage(backend::Reports& reports, QSettings& memory, QWidget* parent);
    void refresh() override;
    QWidget* firstFocus() override { return period_; }
    /// The report that is shown, as it goes on paper; there must be one.
    [[nodiscard]] PrintedTable onPaper() const;

private:
    void choosePeriod(int choice);
    void setPeriod(int choice);
    void make();
    void show(const reports::SettlementReport& report);
    void save();
    void print();
    [[nodiscard]] QStringList aboutReport() const;
    [[nodiscard]] QString proofText() const;
    backend::Reports& reports_;
    QComboBox* period_;
    QDateEdit* from_;
    QDateEdit* to_;
    QTableWidget* table_;
    QLabel* whose_; ///< the shop, the period and when it was made, of the report that is shown
    QLabel* proof_;
    QAction* save_;
    QAction* print_;
    std::optional<reports::SettlementReport> report_; ///< that is shown
    bool made_ = false;
    qint64 asked_ = 0; ///< how many reports; the latest is the one to show
};

} // namespace zhangfang::ui
