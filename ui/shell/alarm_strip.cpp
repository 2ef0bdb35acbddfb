#include "shell/recovery_strip.h"

#include "kit/widgets.h"

#include <QEvent>
#include <QHBoxLayout>

namespace zhangfang::ui
{

RecoveryStrip::RecoveryStrip(QAction* explain, QWidget* parent) : QFrame(parent), text_(plainLabel({}, this))
{
    text_->setText(tr("These books were put back from a backup: until you have looked at what happened since "
                      "and confirmed it, no withdrawal and no refund is sent."));
    text_->setWordWrap(true);
    setAccessibleName(text_->text());
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::kPad, space::kGap, space::kPad, space::kGap);
    row->setSpacing(space::kPad);
    row->addWidget(text_, 1);
    auto* button = actionButton(explain, this);
    row->addWidget(button);
    recolour();
}

void RecoveryStrip::recolour()
{
    const ToneColors& colors = tokens(palette()).bad;
    setStyleSheet(
        QStringLiteral("zhangfang--ui--RecoveryStrip { background: %1; border: 0; border-bottom: 2px solid "
                       "%2; } zhangfang--ui--RecoveryStrip QLabel { color: %2; font-weight: 600; }")
            .arg(colors.fill.name(), colors.text.name()));
}

void RecoveryStrip::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        recolour();
}

} // namespace zhangfang::ui
