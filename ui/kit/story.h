#pragma once

#include "kit/words.h"
#include "reports/order_list.h"

#include <QString>
#include <QTextBrowser>

namespace zhangfang::ui
{

/// Builds the detail of one thing: facts, a timeline with evidence, transfers with their entries. Everything
/// given is plain text; nothing of it is taken for markup.
class Story
{
public:
    explicit Story(const QPalette& palette) : palette_(palette) {}
    void heading(const QString& text);
    void badges(const std::vector<Word>& words);
    void paragraph(const QString& text);
    /// Skipped where `value` is empty.
    void fact(const QString& label, const QString& value);
    void money(const QString& label, base::Money value);
    void event(qint64 atUtcMs, const QString& what, const QString& who, const QString& evidence);
    void transfer(const reports::TransferDetail& transfer);
    [[nodiscard]] QString html() const;

private:
    enum class Block { none, facts, events };
    void enter(Block block);
    QPalette palette_;
    QString html_;
    Block open_ = Block::none;
};

/// Where a story is read; links lead to other places of the program.
class StoryView : public QTextBrowser
{
    Q_OBJECT
public:
    explicit StoryView(const QString& accessibleName, QWidget* parent = nullptr);
    /// Keeps the reading position when the same thing is told anew.
    void tell(const Story& story);
};

} // namespace zhangfang::ui
