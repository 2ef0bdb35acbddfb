#pragma once

#include <functional>
#include <QStringList>
#include <QWidget>

namespace zhangfang::ui
{

/// Files that are dropped anywhere on `area` go to `then`, whatever field they are dropped on.
void takeDroppedFiles(QWidget* area, std::function<void(const QStringList& files)> then);
/// The fields of a part that has come into such an area since: none of them takes a file's name for text.
void letFilesPass(QWidget* part);

} // namespace zhangfang::ui
