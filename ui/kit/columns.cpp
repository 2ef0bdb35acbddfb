#include "kit/columns.h"

#include <QHeaderView>
#include <QSignalBlocker>

namespace zhangfang::ui
{

Columns::Columns(LazyTable* table, const std::vector<int>& widths, const std::set<int>& unseen,
    QSettings& memory, const QString& kept)
    : QObject(table), table_(table), widths_(widths), unseen_(unseen), memory_(memory), kept_(kept),
      hidden_(unseen)
{
    QHeaderView* header = table_->horizontalHeader();
    table_->setColumnWidths(widths_);
    // What an earlier version had other columns for is not taken for these.
    const int count = table_->model()->columnCount();
    if (memory_.value(kept_ + QStringLiteral("/columns"), count).toInt() == count) {
        header->restoreState(memory_.value(kept_ + QStringLiteral("/header")).toByteArray());
        if (const QVariant hidden = memory_.value(kept_ + QStringLiteral("/hidden")); hidden.isValid()) {
            hidden_.clear();
            for (const QVariant& column : hidden.toList())
                hidden_.insert(column.toInt());
        }
    }
    header->setSectionsMovable(true);
    header->setSortIndicatorShown(false);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this,
        [this, header](const QPoint& at) { popUp(header->viewport()->mapToGlobal(at)); });
    connect(header, &QHeaderView::sortIndicatorChanged, this, &Columns::sorted);
    apply();
}

void Columns::offerOrders(const std::vector<Order>& orders)
{
    offered_ = orders;
    order_ = orders.front();
    const QStringList kept =
        memory_.value(kept_ + QStringLiteral("/order")).toString().split(QLatin1Char(' '));
    for (const Order& one : offered_) {
        if (kept.size() == 2 && kept.front().toInt() == one.column)
            order_ = {one.column,
                kept.back() == QLatin1String("falling") ? Qt::DescendingOrder : Qt::AscendingOrder};
    }
    showOrder();
}

void Columns::setIdle(std::set<int> columns)
{
    idle_ = std::move(columns);
    apply();
}

void Columns::remember() const
{
    memory_.setValue(kept_ + QStringLiteral("/columns"), table_->model()->columnCount());
    memory_.setValue(kept_ + QStringLiteral("/header"), table_->horizontalHeader()->saveState());
    QVariantList hidden;
    for (const int column : hidden_)
        hidden << column;
    memory_.setValue(kept_ + QStringLiteral("/hidden"), hidden);
    if (!offered_.empty())
        memory_.setValue(kept_ + QStringLiteral("/order"),
            QStringLiteral("%1 %2")
                .arg(order_.column)
                .arg(order_.direction == Qt::DescendingOrder ? QLatin1String("falling")
                                                             : QLatin1String("rising")));
}

void Columns::sorted(int column, Qt::SortOrder direction)
{
    const auto offered = std::find_if(
        offered_.begin(), offered_.end(), [column](const Order& one) { return one.column == column; });
    if (offered == offered_.end())
        return showOrder(); // by that it cannot be ordered
    setOrder(column == order_.column ? Order{column, direction} : *offered);
}

void Columns::setOrder(Order order)
{
    const bool isOther = !(order == order_);
    order_ = order;
    showOrder();
    if (isOther)
        Q_EMIT orderChanged();
}

void Columns::showOrder()
{
    QHeaderView* header = table_->horizontalHeader();
    const QSignalBlocker quiet(header);
    header->setSectionsClickable(!offered_.empty());
    header->setSortIndicatorShown(!offered_.empty());
    if (!offered_.empty())
        header->setSortIndicator(order_.column, order_.direction);
}

void Columns::apply()
{
    for (int column = 0; column < table_->model()->columnCount(); ++column)
        table_->setColumnHidden(column, hidden_.contains(column) || idle_.contains(column));
}

int Columns::seen() const
{
    int seen = 0;
    for (int column = 0; column < table_->model()->columnCount(); ++column)
        seen += table_->isColumnHidden(column) ? 0 : 1;
    return seen;
}

void Columns::setSeen(int column, bool isSeen)
{
    if (isSeen)
        hidden_.erase(column);
    else
        hidden_.insert(column);
    apply();
}

void Columns::asAtFirst()
{
    QHeaderView* header = table_->horizontalHeader();
    hidden_ = unseen_;
    for (int column = 0; column < header->count(); ++column)
        header->moveSection(header->visualIndex(column), column);
    table_->setColumnWidths(widths_);
    apply();
    if (!offered_.empty())
        setOrder(offered_.front());
}

QString Columns::heading(int column) const
{
    return table_->model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
}

void Columns::openMenu()
{
    QHeaderView* header = table_->horizontalHeader();
    popUp(header->mapToGlobal(QPoint(0, header->height())));
}

void Columns::popUp(const QPoint& where)
{
    auto* menu = new QMenu(table_);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const int left = seen();
    for (int at = 0; at < table_->horizontalHeader()->count(); ++at) {
        const int column = table_->horizontalHeader()->logicalIndex(at);
        if (idle_.contains(column))
            continue;
        QAction* one = menu->addAction(heading(column));
        one->setCheckable(true);
        one->setChecked(!hidden_.contains(column));
        one->setEnabled(left > 1 || hidden_.contains(column)); // one is always seen
        connect(one, &QAction::toggled, this, [this, column](bool isSeen) { setSeen(column, isSeen); });
    }
    if (!offered_.empty()) {
        menu->addSection(tr("Order by"));
        for (const Order& offered : offered_) {
            for (const Qt::SortOrder direction : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                const Order order{offered.column, direction};
                QAction* one = menu->addAction(direction == Qt::AscendingOrder
                                                   ? tr("%1, rising").arg(heading(order.column))
                                                   : tr("%1, falling").arg(heading(order.column)));
                one->setCheckable(true);
                one->setChecked(order == order_);
                connect(one, &QAction::triggered, this, [this, order] { setOrder(order); });
            }
        }
    }
    menu->addSeparator();
    connect(menu->addAction(tr("As at first")), &QAction::triggered, this, &Columns::asAtFirst);
    menu->popup(where);
}

} // namespace zhangfang::ui
