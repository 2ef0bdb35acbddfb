#pragma once

#include "kit/story.h"

#include <QDialog>

namespace zhangfang::ui
{

/// Something to be read, and nothing to be decided: facts under headings, in one column that scrolls.
class ReadingDialog final : public QDialog
{
    Q_OBJECT
public:
    ReadingDialog(const QString& title, const Story& story, QWidget* parent);
};

} // namespace zhangfang::ui
