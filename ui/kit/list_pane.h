#pragma once

#include "kit/columns.h"
#include "kit/count_line.h"
#include "kit/filter_bar.h"
#include "kit/story.h"

#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>

namespace zhangfang::ui
{

/// A list to work with, on a page or in a dialog: what it is filtered by, its rows, what is told of the
/// current one, what stands there while there are none, how many there are and what they come to. It
/// remembers columns, order, filter and places. What the rows are and what can be done with them is said by
/// its owner.
class ListPane final : public QWidget
{
    Q_OBJECT
public:
    struct Setup {
        QString kept;          ///< what is remembered goes by it; never translated
        QString table;         ///< what the table is called
        QString story = {};    ///< what is told of the current row; empty: nothing is
        const char* icon = ""; ///< where nothing is
        QAbstractItemView::SelectionMode selection = QAbstractItemView::ExtendedSelection;
    };
    struct Empty {
        QString title;
        QString advice;
    };
    /// `notice` says what could not be read.
    ListPane(const Setup& setup, NoticeBar* notice, QSettings& memory, QWidget* parent);

    // Once, when it is made.
    /// `widths`: of the columns, in characters; `unseen`: those that are not seen until a person wants them.
    void setModel(LazyModelBase* model, const std::vector<int>& widths, const std::set<int>& unseen = {});
    /// Above the list: a filter first, as it was left, then what can be done.
    void setFilter(FilterBar* filter);
    [[nodiscard]] QHBoxLayout* tools() const { return tools_; }
    /// One more row of them, where one is not enough.
    [[nodiscard]] QHBoxLayout* addTools();
    /// In the table's own menu too.
    void offer(const QList<QAction*>& actions);
    /// Under the story.
    void addBeside(QWidget* widget);
    /// What stands there while there is no row; `filtered`: there may be others.
    void setEmpty(std::function<Empty(bool filtered)> words) { empty_ = std::move(words); }
    /// The line under the list; see CountLine::setSums for what they come to.
    void setCount(std::function<QString(int rows)> words);
    /// Has the model read what passes that filter; see LazyModel::setSource.
    void setSource(std::function<void(const ListFilter&)> source) { source_ = std::move(source); }

    // While it lives.
    /// Asks anew, for another filter or another list.
    void open();
    /// Asks for what may have changed; also where "today" is another day by now.
    void refresh();
    /// Asks anew, and leads to that row.
    void openAt(const PageKey& key);
    /// For the next start.
    void remember();
    [[nodiscard]] FilterBar* filter() const { return filter_; }
    [[nodiscard]] LazyTable* table() const { return table_; }
    [[nodiscard]] StoryView* story() const { return story_; }
    [[nodiscard]] Columns* columns() const { return columns_; }
    [[nodiscard]] CountLine* count() const { return count_; }
    /// -1: none.
    [[nodiscard]] int currentRow() const { return table_->currentIndex().row(); }
    /// Reads what is to be told of the current row. What comes when somebody has moved on is dropped, what
    /// cannot be read is said.
    template <class T> void read(const QFuture<base::Result<T>>& later, std::function<void(T)> then)
    {
        const qint64 asked = ++reading_;
        whenDone<T>(this, later, [this, asked, then = std::move(then)](base::Result<T> told) {
            if (asked != reading_)
                return;
            if (!told)
                return notice_->showError(told.error());
            then(std::move(*told));
        });
    }

Q_SIGNALS:
    /// Another row is the current one, or its content has been read anew.
    void rowChosen();
    /// What is chosen, or what of it can be done, may be different.
    void changed();

private:
    void shown();
    [[nodiscard]] bool isFiltered() const { return filter_ && filter_->isActive(); }
    [[nodiscard]] QString memoryKey(const char* what) const;
    const QString kept_;
    LazyModelBase* model_ = nullptr;
    NoticeBar* notice_;
    QSettings& memory_;
    QVBoxLayout* above_;
    QHBoxLayout* tools_;
    FilterBar* filter_ = nullptr;
    LazyTable* table_;
    EmptyState* nothing_;
    QStackedWidget* stack_;
    StoryView* story_ = nullptr;
    QVBoxLayout* beside_ = nullptr;
    QSplitter* splitter_;
    Columns* columns_ = nullptr;
    CountLine* count_ = nullptr;
    std::function<Empty(bool filtered)> empty_;
    std::function<void(const ListFilter&)> source_;
    ListFilter asked_; ///< what the list shows
    bool isOpen_ = false;
    std::optional<PageKey> wanted_; ///< to be led to once the list is here
    qint64 reading_ = 0;
};

} // namespace zhangfang::ui
