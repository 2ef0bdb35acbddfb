#include "dialogs/doctor_dialog.h"

#include "kit/async.h"

namespace zhangfang::ui
{

DoctorList::DoctorList(backend::Diagnosis& diagnosis, QWidget* parent)
    : QScrollArea(parent), diagnosis_(diagnosis)
{
    auto* page = new QWidget(this);
    lines_ = new QVBoxLayout(page);
    lines_->setContentsMargins(0, 0, space::kGap, 0);
    setWidget(page);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    lines_->setSpacing(space::kGap);
}

void DoctorList::clear()
{
    while (QLayoutItem* item = lines_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void DoctorList::run()
{
    clear();
    lines_->addWidget(mutedLabel(tr("Checking everything; nothing here moves money…"), widget()));
    whenDone<std::vector<backend::Check>>(
        this, diagnosis_.diagnose(), [this](base::Result<std::vector<backend::Check>> checks) {
            clear();
            if (!checks)
                return;
            std::stable_partition(checks->begin(), checks->end(),
                [](const backend::Check& check) { return !check.outcome.has_value(); });
            bool all = true;
            for (const backend::Check& check : *checks) {
                const bool ok = check.outcome.has_value();
                all = all && ok;
                auto* line = new QWidget(widget());
                auto* row = new QHBoxLayout(line);
                row->setContentsMargins(0, 0, 0, 0);
                auto* badge = new StateBadge(line);
                badge->setWord(!ok               ? Word{tr("not in order"), Tone::bad}
                               : check.isUnknown ? Word{tr("not known"), Tone::warn}
                                                 : Word{tr("in order"), Tone::good});
                row->addWidget(badge, 0, Qt::AlignTop);
                auto* texts = new QVBoxLayout;
                texts->addWidget(plainLabel(checkText(check.name), line));
                auto* detail = mutedLabel(ok ? saidText(*check.outcome)
                                             : errorText(check.outcome.error()) + QLatin1Char('\n') +
                                                   saidText(check.outcome.error().describe()),
                    line);
                detail->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
                texts->addWidget(detail);
                row->addLayout(texts, 1);
                lines_->addWidget(line);
            }
            lines_->addStretch(1);
            Q_EMIT finished(all);
        });
}

DoctorDialog::DoctorDialog(backend::Diagnosis& diagnosis, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("System check"));
    setMinimumSize(560, 360);
    resize(640, 600);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(textLabel(tr("Is everything in order?"), TextSize::heading, this));
    auto* list = new DoctorList(diagnosis, this);
    layout->addWidget(list, 1);
    auto* again = new QPushButton(icon("view-refresh"), tr("Check again"), this);
    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(again);
    row->addWidget(close);
    layout->addLayout(row);
    connect(again, &QPushButton::clicked, list, &DoctorList::run);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    list->run();
}

} // namespace zhangfang::ui
