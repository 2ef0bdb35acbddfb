#pragma once

#include "kit/lazy_table.h"

#include <QMenu>
#include <QSettings>
#include <set>

namespace zhangfang::ui
{

/// Which columns of a list are seen, where they stand, how wide, and by which of them the list is ordered. A
/// person chooses it at the header, by its menu or from the keyboard, and finds it so at the next start.
class Columns final : public QObject
{
    Q_OBJECT
public:
    struct Order {
        int column = -1;
        Qt::SortOrder direction = Qt::AscendingOrder;
        friend bool operator==(const Order&, const Order&) = default;
    };
    /// `widths` in characters; `unseen` until a person wants them; `kept`: what it is remembered by.
    Columns(LazyTable* table, const std::vector<int>& widths, const std::set<int>& unseen, QSettings& memory,
        const QString& kept);
    /// What the list can be ordered by, each in the direction it begins with; the first until a person says
    /// otherwise. Ordering is the database's work: whoever asks it hears of another order by `orderChanged`.
    void offerOrders(const std::vector<Order>& orders);
    [[nodiscard]] Order order() const { return order_; }
    void setOrder(Order order);
    /// These say nothing at present, and are not seen, whatever was chosen.
    void setIdle(std::set<int> columns);
    void remember() const;
    /// Under the header, where a person works by keyboard.
    void openMenu();

Q_SIGNALS:
    void orderChanged();

private:
    void sorted(int column, Qt::SortOrder direction);
    void showOrder();
    void setSeen(int column, bool seen);
    void asAtFirst();
    void apply();
    void popUp(const QPoint& where);
    [[nodiscard]] QString heading(int column) const;
    [[nodiscard]] int seen() const;
    LazyTable* table_;
    const std::vector<int> widths_;
    const std::set<int> unseen_;
    QSettings& memory_;
    const QString kept_;
    std::vector<Order> offered_;
    Order order_;
    std::set<int> hidden_; ///< by a person
    std::set<int> idle_;
};

} // namespace zhangfang::ui
