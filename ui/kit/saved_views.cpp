#include "kit/saved_views.h"

#include "kit/sheet.h"

#include <QInputDialog>

namespace zhangfang::ui
{

SavedViews::SavedViews(
    std::vector<View> given, FilterBar* filter, QSettings& memory, const QString& kept, QWidget* parent)
    : QPushButton(ui::icon("bookmarks"), tr("Views"), parent), given_(std::move(given)), filter_(filter),
      memory_(memory), key_(kept + QStringLiteral("/views")), menu_(new QMenu(this))
{
    setMenu(menu_);
    fill();
}

void SavedViews::fill()
{
    menu_->clear();
    for (const View& view : given_)
        connect(menu_->addAction(view.name), &QAction::triggered, this,
            [this, view] { filter_->setFilter(view.filter); });
    const QVariantMap saved = memory_.value(key_).toMap();
    if (!saved.isEmpty())
        menu_->addSeparator();
    for (auto view = saved.begin(); view != saved.end(); ++view)
        connect(menu_->addAction(view.key()), &QAction::triggered, this,
            [this, text = view.value().toString()] { filter_->setText(text); });
    menu_->addSeparator();
    connect(menu_->addAction(tr("Save this view…")), &QAction::triggered, this, &SavedViews::save);
    if (saved.isEmpty())
        return;
    QMenu* gone = menu_->addMenu(tr("Forget a view"));
    for (auto view = saved.begin(); view != saved.end(); ++view)
        connect(gone->addAction(view.key()), &QAction::triggered, this,
            [this, name = view.key()] { forget(name); });
}

void SavedViews::save()
{
    auto* dialog = new QInputDialog(this);
    dialog->setWindowTitle(tr("Save view"));
    dialog->setLabelText(tr("Name of this view:"));
    openSheet<QInputDialog>(dialog, [this, view = filter_->text()](QInputDialog& asked, bool given) {
        const QString name = asked.textValue().trimmed();
        if (!given || name.isEmpty())
            return;
        QVariantMap views = memory_.value(key_).toMap();
        views.insert(name, view);
        memory_.setValue(key_, views);
        fill();
    });
}

void SavedViews::forget(const QString& name)
{
    QVariantMap views = memory_.value(key_).toMap();
    views.remove(name);
    memory_.setValue(key_, views);
    fill();
}

} // namespace zhangfang::ui
