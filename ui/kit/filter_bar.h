#pragma once

#include "reports/order_list.h"

#include <functional>
#include <optional>
#include <QComboBox>
#include <QDateEdit>
#include <QLineEdit>
#include <QTimer>
#include <QWidget>

namespace zhangfang::ui
{

/// Search, state and days; they combine. Typing waits a moment before it asks.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    /// `today`: the shop's business day at the moment it is asked.
    explicit FilterBar(QWidget* parent = nullptr, std::function<QDate()> today = {});
    /// "Last 7 days" and the like are those before today, whenever that is.
    [[nodiscard]] reports::OrderFilter filter() const;
    void setFilter(const reports::OrderFilter& filter);
    /// For saved views and the next start: "last 7 days" stays that.
    [[nodiscard]] QString text() const;
    /// What cannot be read filters nothing.
    void setText(const QString& text);
    [[nodiscard]] QLineEdit* searchField() const { return search_; }
    /// Whether anything is filtered at all.
    [[nodiscard]] bool isActive() const { return !(filter() == reports::OrderFilter()); }

Q_SIGNALS:
    void changed();

private:
    void periodChosen(int choice);
    /// Of a period that moves with the days; nothing of others.
    [[nodiscard]] std::optional<std::pair<QDate, QDate>> daysOf(int choice) const;
    const std::function<QDate()> today_;
    QLineEdit* search_;
    QComboBox* state_;
    QComboBox* period_;
    QDateEdit* from_;
    QDateEdit* to_;
    QTimer typing_;
};

} // namespace zhangfang::ui
