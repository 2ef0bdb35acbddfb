#include "shell/command_palette.h"

#include "kit/theme.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace zhangfang::ui
{

CommandPalette::CommandPalette(
    std::vector<Entry> entries, std::function<std::vector<Entry>(const QString&)> forNumber, QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint), entries_(std::move(entries)),
      forNumber_(std::move(forNumber)), search_(new QLineEdit(this)), list_(new QListWidget(this))
{
    setWindowTitle(tr("Do or find"));
    resize(560, 400);
    auto* layout = new QVBoxLayout(this);
    search_->setPlaceholderText(tr("What do you want to do, or which number?"));
    search_->setAccessibleName(windowTitle());
    search_->installEventFilter(this);
    list_->setAccessibleName(tr("What can be done"));
    list_->setFocusPolicy(Qt::NoFocus);
    layout->addWidget(search_);
    layout->addWidget(list_, 1);
    connect(search_, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(search_, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(list_, &QListWidget::itemClicked, this, &CommandPalette::run);
    fill();
}

void CommandPalette::fill()
{
    const QString text = search_->text().trimmed();
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    shown_.clear();
    for (const Entry& entry : entries_) {
        if (std::all_of(words.begin(), words.end(),
                [&entry](const QString& word) { return entry.text.contains(word, Qt::CaseInsensitive); }))
            shown_.push_back(entry);
    }
    if (!text.isEmpty()) {
        for (Entry& entry : forNumber_(text))
            shown_.push_back(std::move(entry));
    }
    list_->clear();
    for (const Entry& entry : shown_)
        list_->addItem(new QListWidgetItem(entry.icon,
            entry.keys.isEmpty() ? entry.text : QStringLiteral("%1    %2").arg(entry.text, entry.keys)));
    list_->setCurrentRow(shown_.empty() ? -1 : 0);
}

void CommandPalette::run()
{
    const int row = list_->currentRow();
    if (row < 0 || static_cast<size_t>(row) >= shown_.size())
        return;
    const auto chosen = shown_[static_cast<size_t>(row)].run;
    accept();
    chosen();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == search_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0) {
            list_->setCurrentRow(std::clamp(list_->currentRow() + step, 0, std::max(0, list_->count() - 1)));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace zhangfang::ui
