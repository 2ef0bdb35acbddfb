#include "shell/alarm_strip.h"

#include "kit/widgets.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>

namespace zhangfang::ui
{

AlarmStrip::AlarmStrip(const QString& text, QAction* explain, QWidget* parent)
    : QFrame(parent), text_(plainLabel({}, this))
{
    setText(text);
    text_->setWordWrap(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::kPad, space::kGap, space::kPad, space::kGap);
    row->setSpacing(space::kPad);
    row->addWidget(text_, 1);
    if (explain)
        row->addWidget(actionButton(explain, this));
    recolour();
}

void AlarmStrip::setText(const QString& text)
{
    text_->setText(text);
    setAccessibleName(text);
}

void AlarmStrip::recolour()
{
    const ToneColors& colors = tokens(QApplication::palette()).bad; // the widget's own follows later
    const QString sheet =
        QStringLiteral("zhangfang--ui--AlarmStrip { background: %1; border: 0; border-bottom: 2px solid "
                       "%2; } zhangfang--ui--AlarmStrip QLabel { color: %2; font-weight: 600; }")
            .arg(colors.fill.name(), colors.text.name());
    if (sheet != styleSheet()) // each setting of it is a change of style, which comes back here
        setStyleSheet(sheet);
}

void AlarmStrip::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (isNewTheme(*event))
        recolour();
}

} // namespace zhangfang::ui
