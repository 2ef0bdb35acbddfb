#pragma once

#include "kit/words.h"
#include "reports/order_list.h"

#include <optional>
#include <QString>
#include <QTextBrowser>

namespace zhangfang::ui
{

/// Builds the detail of one thing: facts, a timeline with evidence, transfers with their entries. Everything
/// given is plain text; nothing of it is taken for markup.
class Story
{
public:
    explicit Story(const QPalette& palette) : scheme_(schemeOf(palette)) {}
    void heading(const QString& text);
    void badges(const std::vector<Word>& words);
    void paragraph(const QString& text);
    /// Skipped where `value` is empty.
    void fact(const QString& label, const QString& value);
    void money(const QString& label, base::Money value);
    void event(qint64 atUtcMs, const QString& what, const QString& who, const QString& evidence);
    void transfer(const reports::TransferDetail& transfer);
    [[nodiscard]] QString html() const;
    [[nodiscard]] Scheme scheme() const { return scheme_; }
    void recolour(Scheme scheme) { scheme_ = scheme; }

private:
    enum class Block { none, facts, events };
    void enter(Block block);
    /// `piece` makes it in the colours of a scheme: a story that has been told may come into another.
    template <class Piece> void add(const Piece& piece)
    {
        light_ += piece(tokens(Scheme::light));
        dark_ += piece(tokens(Scheme::dark));
    }
    Scheme scheme_;
    QString light_;
    QString dark_;
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

protected:
    void changeEvent(QEvent* event) override;

private:
    std::optional<Story> told_;
};

} // namespace zhangfang::ui
