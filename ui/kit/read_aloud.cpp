#include "kit/read_aloud.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QCoreApplication>
#include <QLabel>
#include <QTextDocumentFragment>

namespace zhangfang::ui
{
namespace
{

class Text
{
    Q_DECLARE_TR_FUNCTIONS(zhangfang::ui::ReadAloud)
};

class LabelReader final : public QAccessibleWidget
{
public:
    explicit LabelReader(QLabel* label) : QAccessibleWidget(label, QAccessible::StaticText) {}
    [[nodiscard]] QString text(QAccessible::Text what) const override
    {
        if (what != QAccessible::Name)
            return QAccessibleWidget::text(what);
        const QString shown = label()->text();
        const bool isRich = label()->textFormat() == Qt::RichText ||
                            (label()->textFormat() == Qt::AutoText && Qt::mightBeRichText(shown));
        return readAs(
            label()->accessibleName(), isRich ? QTextDocumentFragment::fromHtml(shown).toPlainText() : shown);
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = true;
        return state;
    }
    /// What it is the label of.
    [[nodiscard]] QList<QPair<QAccessibleInterface*, QAccessible::Relation>> relations(
        QAccessible::Relation wanted) const override
    {
        auto all = QAccessibleWidget::relations(wanted);
        if (label()->buddy() && (wanted & QAccessible::Labelled))
            all.append({QAccessible::queryAccessibleInterface(label()->buddy()), QAccessible::Labelled});
        return all;
    }

private:
    [[nodiscard]] QLabel* label() const { return static_cast<QLabel*>(widget()); }
};

QAccessibleInterface* readerOf(const QString& kind, QObject* object)
{
    auto* label = kind == QLatin1String("QLabel") ? qobject_cast<QLabel*>(object) : nullptr;
    return label ? new LabelReader(label) : nullptr;
}

} // namespace

void readLabelsWhole()
{
    static const bool installed = [] {
        QAccessible::installFactory(readerOf);
        return true;
    }();
    static_cast<void>(installed);
}

QString readAs(const QString& name, const QString& text)
{
    if (name.isEmpty() || text.isEmpty() || text == name)
        return text.isEmpty() ? name : text;
    return Text::tr("%1: %2").arg(name, text);
}

} // namespace zhangfang::ui
