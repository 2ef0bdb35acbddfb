#include "kit/lazy_table.h"

#include "kit/widgets.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QPointer>
#include <QStyledItemDelegate>

namespace zhangfang::ui
{
namespace
{

/// Most selected rows that are found again after the list has changed.
constexpr size_t kMostRemembered = 500;

class WordDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QVariant value = index.data(kWordsRole);
        QStyleOptionViewItem plain = option;
        plain.state &= ~QStyle::State_HasFocus; // the whole row shows where we are
        if (!value.isValid()) {
            QStyledItemDelegate::paint(painter, plain, index);
            return;
        }
        initStyleOption(&plain, index);
        plain.text.clear();
        QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, plain.widget);
        QRect area = option.rect.adjusted(space::kGap, 0, -space::kTight, 0);
        for (const Word& word : value.value<std::vector<Word>>()) {
            const int width = badgeSize(word.text).width();
            if (area.width() < space::kWide)
                break;
            paintBadge(*painter, area, word, option.palette);
            area.setLeft(area.left() + width + space::kTight);
        }
    }
};

} // namespace

LazyTable::LazyTable(const QString& accessibleName, QWidget* parent) : QTableView(parent)
{
    setAccessibleName(accessibleName);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setItemDelegate(new WordDelegate(this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(space::kRow);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionsMovable(true);
    connect(
        this, &QTableView::doubleClicked, this, [this](const QModelIndex& at) { Q_EMIT opened(at.row()); });
}

void LazyTable::setLazyModel(LazyModelBase* model)
{
    lazy_ = model;
    setModel(model);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &LazyTable::remember);
    connect(model, &QAbstractItemModel::modelReset, this, &LazyTable::restore);
    connect(model, &QAbstractItemModel::dataChanged, this, [this] {
        restore();
        announceCurrent();
    });
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (!restoring_ && now.isValid()) // chosen since: goes before what was to be found again
            forget();
        announceCurrent();
    });
}

void LazyTable::setColumnWidths(const std::vector<int>& characters)
{
    const int one = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    for (size_t column = 0; column < characters.size(); ++column)
        setColumnWidth(static_cast<int>(column), characters[column] * one + 2 * space::kGap);
}

std::vector<int> LazyTable::selectedRows() const
{
    std::vector<int> rows;
    if (!selectionModel())
        return rows;
    // By ranges: with everything selected there are a million rows in one of them.
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom() && rows.size() < kMostChosen; ++row)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

int LazyTable::chosenRows() const
{
    int rows = 0;
    for (const QItemSelectionRange& range : selectionModel()->selection())
        rows += range.height();
    return rows;
}

void LazyTable::copySelection()
{
    std::vector<int> seen; // as they stand there
    QStringList headings;
    for (int at = 0; at < horizontalHeader()->count(); ++at) {
        const int column = horizontalHeader()->logicalIndex(at);
        if (isColumnHidden(column))
            continue;
        seen.push_back(column);
        headings << model()->headerData(column, Qt::Horizontal).toString();
    }
    const auto put = [table = QPointer(this), seen, headings, chosen = chosenRows()](
                         const std::vector<QStringList>& lines) {
        if (!table)
            return;
        QString text = headings.join(QLatin1Char('\t')) + QLatin1Char('\n');
        for (const QStringList& line : lines) {
            QStringList cells;
            for (const int column : seen)
                cells << line[column];
            text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
        }
        QApplication::clipboard()->setText(text);
        Q_EMIT table->copied(static_cast<int>(lines.size()), chosen);
    };
    lazy_->readTexts(selectedRows(), put);
}

void LazyTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
        event->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
        Q_EMIT opened(currentIndex().row());
        return;
    }
    QTableView::keyPressEvent(event);
}

void LazyTable::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (!restoring_)
        keepCurrentSelected();
    Q_EMIT selectionChangedTo(chosenRows());
}

/// What is told of and what is acted on are the same: keys that lead somewhere choose what they lead to, with
/// Ctrl too.
QItemSelectionModel::SelectionFlags LazyTable::selectionCommand(
    const QModelIndex& index, const QEvent* event) const
{
    if (event && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<const QKeyEvent*>(event);
        const bool leads = key->key() == Qt::Key_Home || key->key() == Qt::Key_End ||
                           key->key() == Qt::Key_Up || key->key() == Qt::Key_Down ||
                           key->key() == Qt::Key_PageUp || key->key() == Qt::Key_PageDown;
        if (leads && (key->modifiers() & Qt::ControlModifier) && !(key->modifiers() & Qt::ShiftModifier))
            return QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows;
    }
    return QTableView::selectionCommand(index, event);
}

/// The current row was taken out of the choice: the nearest one that is left becomes the current one.
void LazyTable::keepCurrentSelected()
{
    const QModelIndex now = currentIndex();
    if (!now.isValid() || selectionModel()->isRowSelected(now.row(), {}))
        return;
    int nearest = -1;
    const auto consider = [&](int row) {
        if (nearest < 0 || std::abs(row - now.row()) < std::abs(nearest - now.row()))
            nearest = row;
    };
    for (const QItemSelectionRange& range : selectionModel()->selection())
        consider(std::clamp(now.row(), range.top(), range.bottom()));
    if (nearest >= 0)
        selectionModel()->setCurrentIndex(model()->index(nearest, 0), QItemSelectionModel::NoUpdate);
}

void LazyTable::announceCurrent()
{
    if (restoring_ || !lazy_)
        return;
    const PageKey key = lazy_->keyAt(currentIndex().row());
    const bool known = currentIndex().isValid() && key.id >= 0;
    if (known)
        Q_EMIT currentKeyChanged(key);
}

void LazyTable::clearChoice()
{
    forget();
    selectionModel()->clear();
}

void LazyTable::forget()
{
    selectedKeys_.clear();
    selectedAt_.clear();
    currentKey_.reset();
    currentRow_ = -1;
}

void LazyTable::remember()
{
    // What the last change left to be found again is still to be found.
    for (const int row : selectedRows()) {
        if (selectedKeys_.size() == kMostRemembered)
            break;
        if (const PageKey key = lazy_->heldKeyAt(row); key.id >= 0) {
            selectedKeys_.push_back(key);
            selectedAt_.push_back(row);
        }
    }
    if (!currentIndex().isValid())
        return;
    currentRow_ = currentIndex().row();
    currentKey_.reset();
    if (const PageKey key = lazy_->heldKeyAt(currentRow_); key.id >= 0)
        currentKey_ = key;
}

void LazyTable::selectKey(const PageKey& key)
{
    currentKey_ = key;
    currentRow_ = -1;
    selectedKeys_ = {key};
    selectedAt_ = {-1};
    restore();
}

void LazyTable::restore()
{
    if (selectedKeys_.empty() && !currentKey_)
        return;
    restoring_ = true;
    // What is on its way is looked for again when it arrives; what has left the list is forgotten.
    std::vector<PageKey> keysLeft;
    std::vector<int> placesLeft;
    int leftAbove = 0; // of the current row's place
    for (size_t at = 0; at < selectedKeys_.size(); ++at) {
        const int row = lazy_->locate(selectedKeys_[at]);
        if (row >= 0)
            selectionModel()->select(
                model()->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        else if (row == LazyModelBase::kNotHere && selectedAt_[at] >= 0 && selectedAt_[at] < currentRow_)
            ++leftAbove;
        if (row == LazyModelBase::kOnItsWay) {
            keysLeft.push_back(selectedKeys_[at]);
            placesLeft.push_back(selectedAt_[at]);
        }
    }
    selectedKeys_ = std::move(keysLeft);
    selectedAt_ = std::move(placesLeft);
    if (currentRow_ >= 0)
        currentRow_ -= leftAbove; // a block that was dealt with leaves the cursor where the block was
    if (currentKey_) {
        const int row = lazy_->locate(*currentKey_);
        if (row >= 0)
            selectionModel()->setCurrentIndex(model()->index(row, 0), QItemSelectionModel::NoUpdate);
        // A row that was dealt with has left: whoever works down the list goes on with the next one.
        else if (row == LazyModelBase::kNotHere && currentRow_ >= 0 && lazy_->rowCount() > 0)
            selectionModel()->setCurrentIndex(model()->index(std::min(currentRow_, lazy_->rowCount() - 1), 0),
                selectionModel()->hasSelection()
                    ? QItemSelectionModel::NoUpdate
                    : QItemSelectionModel::SelectCurrent | QItemSelectionModel::Rows);
        if (row != LazyModelBase::kOnItsWay)
            currentKey_.reset();
    }
    restoring_ = false;
    if (selectedKeys_.empty() && !currentKey_)
        keepCurrentSelected();
    announceCurrent();
}

} // namespace zhangfang::ui
