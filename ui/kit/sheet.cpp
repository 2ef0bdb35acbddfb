#include "kit/sheet.h"

#include <QMessageBox>
#include <QScreen>
#include <QUuid>

namespace zhangfang::ui
{

void ask(QWidget* parent, const Question& question, std::function<void()> then)
{
    auto* box =
        new QMessageBox(QMessageBox::Question, question.title, question.what, QMessageBox::NoButton, parent);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(question.consequence);
    const QAbstractButton* yes = box->addButton(question.yes, QMessageBox::AcceptRole);
    box->setDefaultButton(box->addButton(question.no, QMessageBox::RejectRole)); // Enter is pressed quickly
    QObject::connect(
        box, &QMessageBox::buttonClicked, box, [yes, then = std::move(then)](const QAbstractButton* chosen) {
            if (chosen == yes)
                then();
        });
    openSheet(box);
}

void tell(QWidget* parent, const QString& title, const QString& text)
{
    auto* box = new QMessageBox(QMessageBox::Information, title, text, QMessageBox::Close, parent);
    openSheet(box);
}

Sheet::Sheet(QWidget* parent)
    : QDialog(parent), key_(QStringLiteral("window:") + QUuid::createUuid().toString(QUuid::WithoutBraces)),
      notice_(new NoticeBar(this))
{
}

void Sheet::reject()
{
    if (sending_)
        return notice_->showText(
            Tone::info, tr("It is on its way and cannot be called back here; one moment."));
    QDialog::reject();
}

void Sheet::resizeEvent(QResizeEvent* event)
{
    QDialog::resizeEvent(event);
    const QRect screen = this->screen()->availableGeometry(), frame = frameGeometry();
    if (const int beyond = frame.bottom() - screen.bottom(); beyond > 0)
        move(pos().x(), std::max(screen.top(), pos().y() - beyond));
}

void Sheet::setSending(QAbstractButton* go, bool sending)
{
    sending_ = sending;
    go->setEnabled(!sending);
}

} // namespace zhangfang::ui
