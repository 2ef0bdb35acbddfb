#pragma once

#include "kit/lazy_table.h"
#include "kit/page.h"
#include "kit/story.h"

#include <QSplitter>
#include <QStackedWidget>

namespace zhangfang::ui
{

/// Users and what they are owed: statement, credit and debit by hand.
class WalletsPage final : public Page
{
    Q_OBJECT
public:
    [[nodiscard]] static PageLabel label();
    WalletsPage(backend::Desk& desk, QSettings& memory, QWidget* parent);
    void refresh() override;
    QWidget* firstFocus() override;
    void goTo(const Place& place) override;
    void remember() override;

private:
    using Model = LazyModel<reports::UserRow>;
    [[nodiscard]] static std::vector<Model::Column> columns();
    void search();
    void showCurrent(PageKey key);
    void tell(const backend::Desk::UserStory& story);
    void addUser();
    void rename();
    void adjust();
    void consent();
    void withdraw();
    [[nodiscard]] const reports::UserRow* current() const;
    QLineEdit* search_;
    QTimer typing_;
    Model* model_;
    LazyTable* table_;
    StoryView* story_;
    QSplitter* splitter_;
    QStackedWidget* stack_;
    EmptyState* empty_;
    QAction* rename_;
    QAction* adjust_;
    QAction* withdraw_;
    QAction* consent_;
    qint64 storyAsked_ = 0;
};

} // namespace zhangfang::ui
