#pragma once

#include "base/result.h"
#include "kit/words.h"

#include <QDateEdit>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace zhangfang::ui
{

/// A pill with a colour and a word.
void paintBadge(QPainter& painter, const QRect& area, const Word& word, const QPalette& palette);
[[nodiscard]] QSize badgeSize(const QString& text);

class StateBadge : public QWidget
{
    Q_OBJECT
public:
    explicit StateBadge(QWidget* parent = nullptr);
    void setWord(const Word& word);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Word word_;
};

/// A bordered surface with a heading.
class Card : public QFrame
{
    Q_OBJECT
public:
    explicit Card(const QString& heading, QWidget* parent = nullptr);
    [[nodiscard]] QVBoxLayout* body() const { return body_; }
    void setHeading(const QString& heading);

private:
    QLabel* heading_;
    QVBoxLayout* body_;
};

/// What stands where nothing is yet: why, and what to do.
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    EmptyState(const char* iconName, const QString& title, const QString& advice, QWidget* parent = nullptr);
    void setWords(const QString& title, const QString& advice);

private:
    QLabel* title_;
    QLabel* advice_;
};

/// One line that says what went wrong and what to do; hidden while all is well.
class NoticeBar : public QFrame
{
    Q_OBJECT
public:
    explicit NoticeBar(QWidget* parent = nullptr);
    void showError(const base::Error& error);
    void showText(Tone tone, const QString& text);
    void clear();
    [[nodiscard]] QString text() const { return text_->text(); }
    [[nodiscard]] Tone tone() const { return tone_; }

Q_SIGNALS:
    void said();

protected:
    void changeEvent(QEvent* event) override;

private:
    void recolour();
    Tone tone_ = Tone::info;
    QLabel* text_;
};

/// A label that shows what it is given: names, remarks and WeChat's words come from strangers, and none of
/// them is taken for markup. There is no other way to make a label outside this kit.
[[nodiscard]] QLabel* plainLabel(const QString& text = {}, QWidget* parent = nullptr);
/// The same for a tooltip.
[[nodiscard]] QString plainTip(const QString& text);
/// A label in the colour of explanations, wrapped.
[[nodiscard]] QLabel* mutedLabel(const QString& text, QWidget* parent = nullptr);
[[nodiscard]] QLabel* textLabel(const QString& text, TextSize size, QWidget* parent = nullptr);
/// The button an action looks like; it follows the action's text, icon and state.
[[nodiscard]] QPushButton* actionButton(QAction* action, QWidget* parent = nullptr);
/// Where a day is chosen; as wide as its figures and its arrow.
[[nodiscard]] QDateEdit* dayField(QDate day, QWidget* parent);
void makePrimary(QPushButton* button);
void makeDanger(QPushButton* button);

} // namespace zhangfang::ui
