#pragma once

#include "kit/filter_bar.h"
#include "kit/lazy_table.h"
#include "kit/page.h"
#include "kit/story.h"

#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>

namespace zhangfang::ui
{

/// Every order: found, read to its last entry in the books, opened, asked about, closed.
class OrdersPage final : public Page
{
    Q_OBJECT
public:
    OrdersPage(backend::Desk& desk, QSettings& memory, QWidget* parent);
    void refresh() override;
    QWidget* firstFocus() override;
    void goTo(const Place& place) override;
    void remember() override;

private:
    using Model = LazyModel<reports::OrderRow>;
    [[nodiscard]] static std::vector<Model::Column> columns();
    void filterChanged();
    void showCurrent(PageKey key);
    void tell(const reports::OrderStory& story);
    void newOrder();
    void sync();
    void close();
    void refund();
    void exportSelection();
    void saveView();
    void fillViews();
    void updateActions();
    [[nodiscard]] QString currentNumber() const;
    FilterBar* filter_;
    Model* model_;
    LazyTable* table_;
    QLabel* count_;
    StoryView* story_;
    QSplitter* splitter_;
    QStackedWidget* stack_;
    EmptyState* empty_;
    QMenu* views_;
    QAction* sync_;
    QAction* close_;
    QAction* refund_;
    QAction* copy_;
    QAction* export_;
    QString shown_;
    std::optional<reports::OrderStory> told_; ///< the story that is shown
    QString wanted_;                          ///< to be selected once it is found
    qint64 storyAsked_ = 0;
};

} // namespace zhangfang::ui
