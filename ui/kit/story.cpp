#include "kit/story.h"
#include "base/plain_text.h"

#include <QApplication>
#include <QScrollBar>

namespace zhangfang::ui
{

void Story::enter(Block block)
{
    if (open_ == block)
        return;
    add([this, block](const Tokens&) {
        return QLatin1String(open_ != Block::none ? "</table>" : "") +
               QLatin1String(
                   block != Block::none ? "<table width='100%' cellspacing='0' cellpadding='3'>" : "");
    });
    open_ = block;
}

void Story::heading(const QString& text)
{
    enter(Block::none);
    add([&](const Tokens&) {
        return QStringLiteral("<h3 style='margin: 12px 3px 4px 3px'>%1</h3>").arg(text.toHtmlEscaped());
    });
}

void Story::badges(const std::vector<Word>& words)
{
    enter(Block::none);
    add([&](const Tokens& all) {
        QString line = QStringLiteral("<p style='margin: 4px 3px'>");
        for (const Word& word : words) {
            const ToneColors& colors = all.tone(word.tone);
            line += QStringLiteral(
                "<span style='color: %1; background-color: %2'>&nbsp;&nbsp;%3&nbsp;&nbsp;</span> ")
                        .arg(colors.text.name(), colors.fill.name(), word.text.toHtmlEscaped());
        }
        return line + QLatin1String("</p>");
    });
}

void Story::paragraph(const QString& text)
{
    enter(Block::none);
    add([&](const Tokens& colors) {
        return QStringLiteral("<p style='margin: 4px 3px; color: %1'>%2</p>")
            .arg(colors.muted.name(), text.toHtmlEscaped());
    });
}

void Story::fact(const QString& label, const QString& value)
{
    if (value.isEmpty())
        return;
    enter(Block::facts);
    add([&](const Tokens& colors) {
        return QStringLiteral("<tr><td width='34%' style='color: %1'>%2</td><td>%3</td></tr>")
            .arg(colors.muted.name(), label.toHtmlEscaped(), value.toHtmlEscaped());
    });
}

void Story::money(const QString& label, base::Money value)
{
    fact(label, value.toDisplay());
}

void Story::event(qint64 atUtcMs, const QString& what, const QString& who, const QString& evidence)
{
    enter(Block::events);
    add([&](const Tokens& colors) {
        const QString muted = colors.muted.name();
        QString line = QStringLiteral("<tr><td width='34%' style='color: %1'>%2</td><td><b>%3</b>%4")
                           .arg(muted, timeText(atUtcMs).toHtmlEscaped(), what.toHtmlEscaped(),
                               who.isEmpty() ? QString() : QStringLiteral(" · ") + who.toHtmlEscaped());
        if (!evidence.isEmpty())
            line +=
                QStringLiteral("<br><span style='color: %1'>%2</span>").arg(muted, evidence.toHtmlEscaped());
        return line + QLatin1String("</td></tr>");
    });
}

void Story::transfer(const reports::TransferDetail& transfer)
{
    enter(Block::none);
    add([&](const Tokens& colors) {
        const QString muted = colors.muted.name();
        QString lines =
            QStringLiteral(
                "<p style='margin: 8px 3px 2px 3px'><b>%1 %2</b> <span style='color: %3'>%4</span></p>")
                .arg(transferKindText(transfer.kind).toHtmlEscaped(), transfer.id.toString(), muted,
                    timeText(transfer.occurredAtUtcMs).toHtmlEscaped()) +
            QLatin1String("<table width='100%' cellspacing='0' cellpadding='3'>");
        for (const ledger::Entry& entry : transfer.entries) {
            const bool debit = entry.amount.isPositive();
            // The column says on which side it stands.
            const QString amount = (debit ? entry.amount : entry.amount.negated().value_or(entry.amount))
                                       .toDisplay()
                                       .toHtmlEscaped();
            lines += QStringLiteral("<tr><td>%1</td><td align='right' width='22%'>%2</td><td align='right' "
                                    "width='22%'>%3</td></tr>")
                         .arg(accountText(entry.account).toHtmlEscaped(), debit ? amount : QString(),
                             debit ? QString() : amount);
        }
        return lines + QStringLiteral("</table><p style='margin: 2px 3px; color: %1'>%2<br>SHA-256 %3…</p>")
                           .arg(muted, transfer.key.toHtmlEscaped(), transfer.hash.left(24).toHtmlEscaped());
    });
}

QString Story::html() const
{
    QString html = scheme_ == Scheme::dark ? dark_ : light_;
    html.replace(QStringLiteral("¥ "), QStringLiteral("¥&nbsp;")); // a sum is never cut in two
    // Whatever came in by whichever way is shown as what it is.
    return base::shownPlainly(open_ == Block::none ? html : html + QLatin1String("</table>"));
}

StoryView::StoryView(const QString& accessibleName, QWidget* parent) : QTextBrowser(parent)
{
    setAccessibleName(accessibleName);
    setOpenLinks(false);
    setTabChangesFocus(true);
    setMinimumWidth(300);
}

void StoryView::tell(const Story& story)
{
    told_ = story;
    const int at = verticalScrollBar()->value();
    setHtml(story.html());
    verticalScrollBar()->setValue(at);
}

void StoryView::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    const Scheme now = schemeOf(QApplication::palette());
    // What was cleared since is not told again.
    if (!isNewTheme(*event) || !told_ || told_->scheme() == now || document()->isEmpty())
        return;
    told_->recolour(now);
    tell(Story(*told_));
}

} // namespace zhangfang::ui
