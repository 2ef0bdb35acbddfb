#include "dialogs/job_dialog.h"

#include <QLocale>

namespace zhangfang::ui
{
namespace
{
constexpr int kTickMs = 100;
constexpr int kShowAfterMs = 300;
} // namespace

JobDialog::JobDialog(
    const QString& title, QString counted, std::shared_ptr<backend::Job> job, QWidget* parent)
    : QProgressDialog(parent), job_(std::move(job)), counted_(std::move(counted))
{
    setWindowTitle(title);
    setLabelText(counted_.arg(0));
    setCancelButtonText(tr("Stop"));
    setRange(0, 0); // how much there is to do is known only at the end
    setMinimumDuration(kShowAfterMs);
    setAutoClose(false);
    setAutoReset(false);
    setMinimumWidth(360);
    setValue(0);
    ticking_.setInterval(kTickMs);
    connect(&ticking_, &QTimer::timeout, this,
        [this] { setLabelText(counted_.arg(QLocale().toString(job_->done.load()))); });
    connect(this, &QProgressDialog::canceled, this, [this] { job_->cancelled = true; });
    ticking_.start();
}

void JobDialog::finish()
{
    ticking_.stop();
    blockSignals(true); // closing now is no wish to cancel
    close();
    deleteLater();
}

} // namespace zhangfang::ui
