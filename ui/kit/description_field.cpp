#include "kit/description_field.h"

#include "kit/preferences.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>

namespace zhangfang::ui
{
namespace
{
/// As many characters as WeChat Pay takes.
constexpr int kLongest = 127;
} // namespace

DescriptionField::DescriptionField(QSettings& memory, QWidget* parent)
    : QLineEdit(parent), memory_(memory), known_(new QStringListModel(usedDescriptions(memory), this))
{
    setMaxLength(kLongest);
    auto* completer = new QCompleter(known_, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    setCompleter(completer);
}

void DescriptionField::remember(const QString& description)
{
    rememberDescription(memory_, description);
    known_->setStringList(usedDescriptions(memory_));
}

void DescriptionField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down && event->modifiers() == Qt::NoModifier &&
        !completer()->popup()->isVisible()) {
        completer()->setCompletionPrefix(text());
        completer()->complete();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace zhangfang::ui
