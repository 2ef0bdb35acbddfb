#pragma once

#include "kit/async.h"
#include "kit/widgets.h"

#include <QAbstractButton>
#include <QDialog>

namespace zhangfang::ui
{

/// Opens a dialog over its window and returns at once: nothing waits in a loop of its own. `then` hears
/// whether it was accepted, and afterwards the dialog deletes itself.
template <class D> void openSheet(D* dialog, std::function<void(D&, bool accepted)> then = {})
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (then)
        QObject::connect(dialog, &QDialog::finished, dialog,
            [dialog, then = std::move(then)](int code) { then(*dialog, code == QDialog::Accepted); });
    dialog->open();
}

/// A question before something that is not about money: what happens, and the word that makes it happen.
struct Question {
    QString title;
    QString what;
    QString consequence;
    QString yes; ///< what the button says
    QString no;
};
void ask(QWidget* parent, const Question& question, std::function<void()> then);
/// Something to be read, and nothing to be decided.
void tell(QWidget* parent, const QString& title, const QString& text);

/// A dialog in which a person decides something. What has been decided is sent once, however often Enter is
/// pressed, and while it is on its way the sheet cannot be left: it would come about all the same, and nobody
/// would see it. Where the answer is lost, sending it again does it no second time (`key`).
class Sheet : public QDialog
{
    Q_OBJECT
public:
    explicit Sheet(QWidget* parent);
    /// Escape, the cross and every button that leaves.
    void reject() override;
    /// What this sheet's decision is known by, from when it opened: sent twice, it is one act.
    [[nodiscard]] const QString& key() const { return key_; }

protected:
    [[nodiscard]] bool isSending() const { return sending_; }
    [[nodiscard]] NoticeBar* notice() const { return notice_; }
    /// `begin` starts what was decided; `go` cannot be pressed until `then` has been told what came of it.
    /// Nothing happens while something is on its way.
    template <class T>
    void send(QAbstractButton* go, const std::function<QFuture<base::Result<T>>()>& begin,
        std::function<void(base::Result<T>)> then)
    {
        if (sending_)
            return;
        setSending(go, true);
        whenDone<T>(this, begin(), [this, go, then = std::move(then)](base::Result<T> outcome) {
            setSending(go, false);
            then(std::move(outcome));
        });
    }

    /// For what is sent by others: between the two calls the sheet stays.
    void setSending(QAbstractButton* go, bool sending);
    /// What it shows may grow while it is open: its buttons stay on the screen.
    void resizeEvent(QResizeEvent* event) override;

private:
    const QString key_;
    NoticeBar* notice_;
    bool sending_ = false;
};

} // namespace zhangfang::ui
