#pragma once

#include "kit/lazy_model.h"

#include <optional>
#include <QTableView>

namespace zhangfang::ui
{

/// A table over a lazy model. It keeps selection, current row and the row on top by their keys when the list
/// changes under it, draws `Word`s as badges, and copies the selection as text.
class LazyTable : public QTableView
{
    Q_OBJECT
public:
    explicit LazyTable(const QString& accessibleName, QWidget* parent = nullptr);
    void setLazyModel(LazyModelBase* model);
    /// Widths in characters of the application's font; the last column takes the rest.
    void setColumnWidths(const std::vector<int>& characters);
    /// More than so many rows are not acted on at once: what a clipboard and a person can bear.
    static constexpr int kMostChosen = 10'000;
    /// The chosen rows, top first; kMostChosen of them at most.
    [[nodiscard]] std::vector<int> selectedRows() const;
    /// All of them, counted.
    [[nodiscard]] int chosenRows() const;
    /// Puts the selection with its headings, in the columns that are seen, tab-separated, on the clipboard;
    /// what is not loaded is read for it. `copied` follows.
    void copySelection();
    void selectKey(const PageKey& key);
    /// For another list: nothing is chosen, and nothing is found again.
    void clearChoice();
    /// A row is current, or one will be as soon as its page has been read.
    [[nodiscard]] bool hasCurrent() const { return currentIndex().isValid() || currentKey_; }

Q_SIGNALS:
    /// The current row is another one, or its content has been read.
    void currentKeyChanged(zhangfang::reports::PageKey key);
    void opened(int row);
    void selectionChangedTo(int rows);
    /// So many of the chosen rows are on the clipboard.
    void copied(int rows, int chosen);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    [[nodiscard]] QItemSelectionModel::SelectionFlags selectionCommand(
        const QModelIndex& index, const QEvent* event) const override;

private:
    void keepCurrentSelected();
    void remember();
    void forget();
    void restore();
    void announceCurrent();
    LazyModelBase* lazy_ = nullptr;
    std::vector<PageKey> selectedKeys_;
    std::vector<int> selectedAt_; ///< where those were, in the same order
    std::optional<PageKey> currentKey_;
    int currentRow_ = -1; ///< where it was
    bool restoring_ = false;
};

} // namespace zhangfang::ui
