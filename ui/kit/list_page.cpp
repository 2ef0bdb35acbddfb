#include "kit/list_page.h"

namespace zhangfang::ui
{

ListPage::ListPage(const PageLabel& label, const ListPane::Setup& setup, QSettings& memory, QWidget* parent)
    : Page(label, memory, parent), list_(new ListPane(setup, notice(), memory, this))
{
    body()->addWidget(list_, 1);
    act("view-list-details", tr("Columns and order…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L),
        [this] { list_->columns()->openMenu(); })
        ->setToolTip(tr("Which columns are seen, and what comes first"));
}

void ListPage::addExport(const QString& name, ExportAction::Begin begin)
{
    auto* save = new ExportAction(name, list_->table(), notice(), std::move(begin), this);
    headingRow()->addWidget(actionButton(save, this));
    list_->offer({save});
}

QAction* ListPage::addFind(const QString& text, const QString& tip)
{
    QAction* find = act("edit-find", text, QKeySequence::Find, [this] {
        list_->filter()->searchField()->setFocus();
        list_->filter()->searchField()->selectAll();
    });
    find->setToolTip(tip);
    return find;
}

} // namespace zhangfang::ui
