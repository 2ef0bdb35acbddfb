#pragma once

#include "kit/export_action.h"
#include "kit/list_pane.h"
#include "kit/page.h"

namespace zhangfang::ui
{

/// A page that is one list. What is its own to say: columns, where the rows come from, what is told of one,
/// what can be done.
class ListPage : public Page
{
    Q_OBJECT
public:
    void refresh() override { list_->refresh(); }
    QWidget* firstFocus() override { return list_->table(); }
    void remember() override { list_->remember(); }

protected:
    ListPage(const PageLabel& label, const ListPane::Setup& setup, QSettings& memory, QWidget* parent);
    [[nodiscard]] ListPane* list() const { return list_; }
    /// "Export…" in the heading and in the list's menu; the file is named after the list.
    void addExport(const QString& name, ExportAction::Begin begin);
    /// Ctrl+F leads to the filter's search.
    QAction* addFind(const QString& text, const QString& tip);

private:
    ListPane* list_;
};

} // namespace zhangfang::ui
