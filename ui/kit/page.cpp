#include "kit/page.h"

#include "kit/floating_notice.h"

#include <QApplication>

namespace zhangfang::ui
{

Page::Page(const PageLabel& label, QSettings& memory, QWidget* parent)
    : QWidget(parent), memory_(memory), notice_(new FloatingNotice(this)), headingRow_(new QHBoxLayout),
      body_(new QVBoxLayout)
{
    setAccessibleName(label.title);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kWide, space::kPad, space::kWide, space::kPad);
    layout->setSpacing(space::kGap + space::kTight);
    headingRow_->addWidget(textLabel(label.title, TextSize::title, this));
    headingRow_->addStretch(1);
    layout->addLayout(headingRow_);
    layout->addLayout(body_, 1);
    body_->setSpacing(space::kGap + space::kTight);
}

QAction* Page::act(const char* iconName, const QString& text, const QKeySequence& keys,
    std::function<void()> what, Qt::ShortcutContext context)
{
    auto* action = new QAction(icon(iconName), text, this);
    action->setShortcut(keys);
    action->setShortcutContext(context);
    connect(action, &QAction::triggered, this, [what = std::move(what)] {
        if (!QApplication::activeModalWidget()) // a letter typed while something is being decided means
                                                // nothing
            what();
    });
    addAction(action);
    return action;
}

} // namespace zhangfang::ui
