#include "kit/secret_line.h"

#include "kit/theme.h"

#include <QAction>

namespace zhangfang::ui
{

SecretLine::SecretLine(const QString& name, Show show, QWidget* parent) : QLineEdit(parent)
{
    setEchoMode(QLineEdit::Password);
    setAccessibleName(name);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData);
    if (show == Show::never)
        return;
    auto* eye = new QAction(icon("view-visible"), tr("Show"), this);
    eye->setCheckable(true);
    eye->setToolTip(tr("Show"));
    addAction(eye, QLineEdit::TrailingPosition);
    eye->setVisible(false); // its button hears only of changes
    connect(eye, &QAction::toggled, this, [this, eye](bool isShown) {
        setEchoMode(isShown ? QLineEdit::Normal : QLineEdit::Password);
        eye->setToolTip(isShown ? tr("Hide") : tr("Show"));
    });
    connect(this, &QLineEdit::textChanged, eye, [eye](const QString& text) {
        eye->setVisible(!text.isEmpty());
        if (text.isEmpty())
            eye->setChecked(false); // the next one is hidden again
    });
}

} // namespace zhangfang::ui
