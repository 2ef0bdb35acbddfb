#pragma once

#include "base/result.h"

#include <functional>
#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

namespace zhangfang::ui
{

/// Calls `then` with the result on `owner`'s thread once it is there; never when `owner` is gone by then or
/// the work was dropped because the desk closed.
template <class T>
void whenDone(
    QObject* owner, const QFuture<base::Result<T>>& later, std::function<void(base::Result<T>)> then)
{
    auto* watcher = new QFutureWatcher<base::Result<T>>(owner);
    QObject::connect(watcher, &QFutureWatcherBase::finished, owner, [watcher, then = std::move(then)] {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            then(watcher->result());
    });
    watcher->setFuture(later);
}

} // namespace zhangfang::ui
