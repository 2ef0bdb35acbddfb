#include "pages/backups.h"

#include "base/plain_text.h"
#include "dialogs/password_sheet.h"
#include "kit/async.h"

#include <QDateTime>
#include <QFileDialog>
#include <QLocale>

namespace zhangfang::ui
{

Backups::Backups(backend::Books& books, backend::Session& session, NoticeBar* notice, QWidget* parent)
    : QWidget(parent), books_(books), session_(session), notice_(notice), latest_(mutedLabel({}, this)),
      use_(mutedLabel({}, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(latest_);
    layout->addWidget(use_);
}

void Backups::refresh()
{
    // The folder may be on a disk that does not answer: one question at a time.
    if (std::exchange(isLooking_, true))
        return;
    whenDone<backend::Books::Backups>(
        this, books_.backups(), [this](const base::Result<backend::Books::Backups>& now) {
            isLooking_ = false;
            if (!now)
                return; // what was said before is still of use
            const qint64 age = QDateTime::currentMSecsSinceEpoch() - now->latestAtUtcMs;
            latest_->setText(now->latestAtUtcMs == 0
                                 ? tr("No backup has been made yet.")
                                 : tr("Latest backup: %1 · %2. %n daily backup(s) in %3", nullptr, now->daily)
                                       .arg(timeText(now->latestAtUtcMs), ageText(age),
                                           base::shownOnOneLine(now->folder)));
            const auto size = [](qint64 bytes) {
                return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
            };
            const backend::FolderUse& use = now->use;
            use_->setText(tr("All of it takes up %1: the books %2, daily backups %3, logs %4, the rest %5.")
                              .arg(size(use.total()), size(use.books), size(use.backups), size(use.logs),
                                  size(use.rest)));
        });
}

void Backups::backUp()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Back up the books"),
        QStringLiteral("zhangfang-%1.db")
            .arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"))));
    if (file.isEmpty())
        return;
    whenDone<int>(this, books_.backup(file), [this, file](base::Result<int> done) {
        if (!done)
            return notice_->showError(done.error());
        notice_->showText(Tone::good, tr("Backed up: %1").arg(file));
    });
}

void Backups::restore()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Restore a backup"));
    if (file.isEmpty())
        return;
    notice_->showText(Tone::info, tr("The backup is being checked; nothing has been replaced yet…"));
    using Checked = backend::ShopFolder::CheckedBackup;
    whenDone<Checked>(this, books_.checkBackup(file), [this, file](base::Result<Checked> checked) {
        if (!checked)
            return notice_->showError(checked.error());
        const ledger::Proof& proof = checked->proof;
        if (!proof.ok())
            return notice_->showText(Tone::bad,
                tr("The backup's books do not verify; it was not taken: %1").arg(proof.firstDifference));
        askFor(file, *checked);
    });
}

void Backups::askFor(const QString& file, const backend::ShopFolder::CheckedBackup& backup)
{
    if (sheet_)
        return;
    notice_->clear();
    sheet_ = new PasswordSheet(
        session_, tr("Restore a backup"),
        tr("%1\n\nThe backup is sound: %n journal entry(ies) verified, the latest of what is in it "
           "happened at "
           "%2. It replaces the present books; they are kept beside it. What happened since is then "
           "missing here until WeChat Pay is asked.",
            nullptr, static_cast<int>(backup.proof.transfers))
            .arg(file, timeText(backup.knowsUntilUtcMs)),
        tr("Replace the books"),
        [this, file](const backend::Authority& authority, const PasswordSheet::Told& told) {
            whenDone<QString>(
                this, books_.restore(file, authority), [this, told](base::Result<QString> before) {
                    told(before.map([](const QString&) {}));
                    if (before) {
                        notice_->showText(
                            Tone::good, tr("Restored. The books before are kept in %1").arg(*before));
                        Q_EMIT restored();
                    } else if (!PasswordSheet::asksAgain(before.error())) {
                        notice_->showError(before.error());
                    }
                });
        },
        this, AuthorityField::Ask::always);
    sheet_->setAttribute(Qt::WA_DeleteOnClose);
    sheet_->open();
}

} // namespace zhangfang::ui
