#pragma once

#include "backend/interfaces/books.h"
#include "backend/interfaces/session.h"
#include "kit/widgets.h"

#include <QDialog>
#include <QPointer>

namespace zhangfang::ui
{

/// Copies of the books: how old the latest is, another one now, and one put back; and what all of it takes
/// up.
class Backups final : public QWidget
{
    Q_OBJECT
public:
    /// `notice`: where the page says what came of something.
    Backups(backend::Books& books, backend::Session& session, NoticeBar* notice, QWidget* parent);
    /// How old the latest is; cheap.
    void refresh();
    void backUp();
    void restore();

Q_SIGNALS:
    /// These are other books than a moment ago.
    void restored();

private:
    void askFor(const QString& file, const backend::ShopFolder::CheckedBackup& backup);
    backend::Books& books_;
    backend::Session& session_;
    NoticeBar* notice_;
    QLabel* latest_;
    QLabel* use_;
    QPointer<QDialog> sheet_; ///< asks for the password
    bool isLooking_ = false;
};

} // namespace zhangfang::ui
