#include "dialogs/reading_dialog.h"

#include "kit/widgets.h"

#include <QVBoxLayout>

namespace zhangfang::ui
{

ReadingDialog::ReadingDialog(const QString& title, const Story& story, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(title);
    resize(620, 560);
    auto* text = new StoryView(title, this);
    text->tell(story);
    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(text, 1);
    layout->addWidget(close, 0, Qt::AlignRight);
    text->setFocus();
}

} // namespace zhangfang::ui
