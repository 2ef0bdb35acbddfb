#pragma once

#include "backend/interfaces/later.h"

#include <QLabel>
#include <QProgressDialog>
#include <QTimer>

namespace zhangfang::ui
{

/// Shows how far long work has come, and stops it on request. It neither starts nor ends the work: closing it
/// cancels, the result comes to whoever asked.
class JobDialog final : public QProgressDialog
{
    Q_OBJECT
public:
    /// `counted` says what the job's number counts, with %1 for it.
    JobDialog(const QString& title, QString counted, std::shared_ptr<backend::Job> job, QWidget* parent);
    /// The work has come to its end, whichever way.
    void finish();

private:
    std::shared_ptr<backend::Job> job_;
    QString counted_;
    QTimer ticking_;
};

} // namespace zhangfang::ui
