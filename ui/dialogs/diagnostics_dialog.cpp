#include "dialogs/diagnostics_dialog.h"

#include "base/calendar.h"
#include "kit/async.h"

#include <QDateTime>
#include <QFileDialog>
#include <QFontDatabase>

namespace zhangfang::ui
{

DiagnosticsDialog::DiagnosticsDialog(backend::Diagnosis& diagnosis, QWidget* parent)
    : QDialog(parent), diagnosis_(diagnosis), notice_(new NoticeBar(this)), text_(new QPlainTextEdit(this)),
      check_(new QPushButton(icon("tools-check-spelling"), tr("With the &system check"), this)),
      save_(new QPushButton(icon("document-export"), tr("&Save…"), this))
{
    setWindowTitle(tr("Diagnostics"));
    resize(760, 600);
    text_->setReadOnly(true);
    text_->setLineWrapMode(QPlainTextEdit::NoWrap);
    text_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text_->setAccessibleName(tr("Diagnostics"));
    check_->setToolTip(tr("Asks WeChat Pay, too; moves no money"));
    auto* close = new QPushButton(tr("Close"), this);
    auto* row = new QHBoxLayout;
    row->addWidget(check_);
    row->addStretch(1);
    row->addWidget(save_);
    row->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(
        mutedLabel(tr("For somebody who helps you. It holds no names, no sums and no secrets, and of numbers "
                      "only the ends. Nothing leaves this machine by itself: read it, save it, send it."),
            this));
    layout->addWidget(notice_);
    layout->addWidget(text_, 1);
    layout->addLayout(row);
    connect(check_, &QPushButton::clicked, this, [this] { gather(true); });
    connect(save_, &QPushButton::clicked, this, &DiagnosticsDialog::save);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    gather(false);
}

void DiagnosticsDialog::gather(bool withCheck)
{
    check_->setEnabled(false);
    save_->setEnabled(false);
    text_->setPlainText(tr("One moment…"));
    whenDone<QString>(this, diagnosis_.diagnostics(withCheck), [this](const base::Result<QString>& told) {
        check_->setEnabled(true);
        save_->setEnabled(told.has_value());
        text_->setPlainText(told.value_or(QString()));
        if (!told)
            notice_->showError(told.error());
    });
}

void DiagnosticsDialog::save()
{
    const QDate today = base::businessDay(QDateTime::currentMSecsSinceEpoch());
    auto* dialog = new QFileDialog(this, tr("Save the diagnostics"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Text (*.txt)")});
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    dialog->selectFile(QStringLiteral("zhangfang-diagnostics-%1.txt").arg(today.toString(Qt::ISODate)));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        whenDone<int>(this, diagnosis_.saveFile(file, text_->toPlainText().toUtf8()),
            [this, file](const base::Result<int>& saved) {
                if (!saved)
                    return notice_->showError(saved.error());
                notice_->showText(Tone::good, tr("Saved: %1").arg(file));
            });
    });
    dialog->open();
}

} // namespace zhangfang::ui
