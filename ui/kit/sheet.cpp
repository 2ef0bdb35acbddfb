#include "kit/sheet.h"

namespace zhangfang::ui
{

Sheet::Sheet(QWidget* parent) : QDialog(parent), notice_(new NoticeBar(this)) {}

void Sheet::reject()
{
    if (sending_)
        return notice_->showText(
            Tone::info, tr("It is on its way and cannot be called back here; one moment."));
    QDialog::reject();
}

void Sheet::setSending(QAbstractButton* go, bool sending)
{
    sending_ = sending;
    go->setEnabled(!sending);
}

} // namespace zhangfang::ui
