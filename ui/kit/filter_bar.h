#pragma once

#include "reports/order_list.h"

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
    explicit FilterBar(QWidget* parent = nullptr);
    [[nodiscard]] reports::OrderFilter filter() const;
    void setFilter(const reports::OrderFilter& filter);
    [[nodiscard]] QLineEdit* searchField() const { return search_; }
    /// Whether anything is filtered at all.
    [[nodiscard]] bool isActive() const { return !(filter() == reports::OrderFilter()); }

Q_SIGNALS:
    void changed();

private:
    void periodChosen(int choice);
    QLineEdit* search_;
    QComboBox* state_;
    QComboBox* period_;
    QDateEdit* from_;
    QDateEdit* to_;
    QTimer typing_;
};

/// A filter as text and back, for saved views.
[[nodiscard]] QString toText(const reports::OrderFilter& filter);
[[nodiscard]] reports::OrderFilter parseFilter(const QString& text);

} // namespace zhangfang::ui
