#include "kit/file_drop.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>

namespace zhangfang::ui
{
namespace
{

QStringList filesIn(const QMimeData* data)
{
    QStringList files;
    for (const QUrl& url : data->urls()) {
        if (url.isLocalFile())
            files << url.toLocalFile();
    }
    return files;
}

class FileDrop final : public QObject
{
public:
    FileDrop(QWidget* area, std::function<void(const QStringList&)> then)
        : QObject(area), then_(std::move(then))
    {
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const QEvent::Type type = event->type();
        if (type != QEvent::DragEnter && type != QEvent::DragMove && type != QEvent::Drop)
            return QObject::eventFilter(watched, event);
        auto* drop = static_cast<QDropEvent*>(event); // the three of them are
        const QStringList files = filesIn(drop->mimeData());
        if (files.isEmpty())
            return QObject::eventFilter(watched, event);
        drop->setDropAction(Qt::CopyAction); // whatever was proposed: nobody's key file is moved away
        drop->accept();
        if (type == QEvent::Drop)
            then_(files);
        return true;
    }

private:
    const std::function<void(const QStringList&)> then_;
};

} // namespace

void letFilesPass(QWidget* part)
{
    for (QWidget* child : part->findChildren<QWidget*>()) {
        if (child->acceptDrops())
            child->setAcceptDrops(false);
    }
}

void takeDroppedFiles(QWidget* area, std::function<void(const QStringList&)> then)
{
    letFilesPass(area);
    area->setAcceptDrops(true);
    area->installEventFilter(new FileDrop(area, std::move(then)));
}

} // namespace zhangfang::ui
