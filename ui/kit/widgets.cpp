#include "kit/widgets.h"
#include "base/plain_text.h"
#include "kit/read_aloud.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace zhangfang::ui
{

void paintBadge(QPainter& painter, const QRect& area, const Word& word, const QPalette& palette)
{
    const ToneColors& colors = tokens(palette).tone(word.tone);
    const QSize size = badgeSize(word.text);
    QRectF pill(area.left(), area.center().y() - size.height() / 2.0 + 0.5,
        std::min(size.width(), area.width()), size.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.fill);
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter.setPen(colors.text);
    painter.setFont(textFont(TextSize::caption));
    const QFontMetrics metrics(painter.font());
    painter.drawText(pill, Qt::AlignCenter,
        metrics.elidedText(word.text, Qt::ElideRight, static_cast<int>(pill.width()) - space::kGap));
    painter.restore();
}

QSize badgeSize(const QString& text)
{
    const QFontMetrics metrics(textFont(TextSize::caption));
    return {metrics.horizontalAdvance(text) + 2 * space::kGap + 2, metrics.height() + 2};
}

StateBadge::StateBadge(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StateBadge::setWord(const Word& word)
{
    word_ = word;
    setAccessibleName(word.text);
    updateGeometry();
    update();
}

QSize StateBadge::sizeHint() const
{
    return badgeSize(word_.text);
}

void StateBadge::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintBadge(painter, rect(), word_, palette());
}

Card::Card(const QString& heading, QWidget* parent)
    : QFrame(parent), heading_(textLabel(heading, TextSize::heading, this)), body_(new QVBoxLayout)
{
    setProperty("card", true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kPad, space::kPad - 4, space::kPad, space::kPad - 4);
    layout->setSpacing(space::kGap);
    layout->addWidget(heading_);
    layout->addLayout(body_, 1);
    body_->setSpacing(space::kTight);
    heading_->setVisible(!heading.isEmpty());
}

void Card::setHeading(const QString& heading)
{
    heading_->setText(heading);
    heading_->setVisible(!heading.isEmpty());
}

EmptyState::EmptyState(const char* iconName, const QString& title, const QString& advice, QWidget* parent)
    : QWidget(parent), title_(textLabel(title, TextSize::heading, this)), advice_(mutedLabel(advice, this))
{
    auto* layout = new QVBoxLayout(this);
    auto* picture = new QLabel(this);
    picture->setPixmap(icon(iconName).pixmap(QSize(48, 48)));
    picture->setAlignment(Qt::AlignCenter);
    title_->setAlignment(Qt::AlignCenter);
    advice_->setAlignment(Qt::AlignCenter);
    advice_->setMinimumWidth(320);
    layout->addStretch(1);
    layout->addWidget(picture);
    layout->addWidget(title_);
    layout->addWidget(advice_);
    layout->addStretch(2);
}

void EmptyState::setWords(const QString& title, const QString& advice)
{
    title_->setText(title);
    advice_->setText(advice);
}

NoticeBar::NoticeBar(QWidget* parent) : QFrame(parent), text_(plainLabel({}, this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::kPad, space::kGap, space::kGap, space::kGap);
    text_->setWordWrap(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layout->addWidget(text_, 1);
    auto* close = new QToolButton(this);
    close->setText(QStringLiteral("✕"));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Dismiss"));
    close->setToolTip(tr("Dismiss"));
    connect(close, &QToolButton::clicked, this, &NoticeBar::clear);
    layout->addWidget(close, 0, Qt::AlignTop);
    hide();
}

void NoticeBar::showError(const base::Error& error)
{
    QString said = errorText(error);
    // WeChat's own words are worth showing beside ours; the program's English ones are not.
    if (error.code.startsWith(QLatin1String("wechat_")) || error.code == QLatin1String("no_platform_key") ||
        error.code == QLatin1String("not_configured") || error.code == QLatin1String("secrets_unavailable"))
        said += QLatin1Char('\n') + error.describe();
    setToolTip(plainTip(error.describe()));
    showText(Tone::bad, said);
}

void NoticeBar::showText(Tone tone, const QString& text)
{
    tone_ = tone;
    text_->setText(base::shownPlainly(text));
    setAccessibleName(text_->text());
    recolour();
    show();
    QAccessibleEvent alert(this, QAccessible::Alert); // read aloud where it is, whatever has the focus
    QAccessible::updateAccessibility(&alert);
    Q_EMIT said();
}

void NoticeBar::clear()
{
    text_->clear();
    hide();
}

void NoticeBar::recolour()
{
    const ToneColors& colors = tokens(QApplication::palette()).tone(tone_); // the widget's own follows later
    const QString sheet = QStringLiteral(
        "zhangfang--ui--NoticeBar { background: %1; border: 1px solid %2; border-radius: 6px; } "
        "zhangfang--ui--NoticeBar QLabel { color: %2; }")
                              .arg(colors.fill.name(), colors.text.name());
    if (sheet != styleSheet()) // each setting of it is a change of style, which comes back here
        setStyleSheet(sheet);
}

void NoticeBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (isNewTheme(*event))
        recolour();
}

QLabel* plainLabel(const QString& text, QWidget* parent)
{
    readLabelsWhole();
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(base::shownPlainly(text));
    return label;
}

QString plainTip(const QString& foreign)
{
    const QString text = base::shownPlainly(foreign);
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text) : text;
}

QLabel* mutedLabel(const QString& text, QWidget* parent)
{
    auto* label = plainLabel(text, parent);
    label->setProperty("muted", true);
    label->setWordWrap(true);
    return label;
}

QLabel* textLabel(const QString& text, TextSize size, QWidget* parent)
{
    auto* label = plainLabel(text, parent);
    label->setFont(textFont(size));
    return label;
}

QPushButton* actionButton(QAction* action, QWidget* parent)
{
    auto* button = new QPushButton(parent);
    const auto follow = [button, action] {
        button->setText(action->text());
        button->setIcon(action->icon());
        button->setEnabled(action->isEnabled());
        button->setVisible(action->isVisible());
        button->setAccessibleName(action->iconText());
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        button->setToolTip(
            keys.isEmpty() ? action->toolTip() : QStringLiteral("%1 (%2)").arg(action->toolTip(), keys));
    };
    follow();
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

QDateEdit* dayField(QDate day, QWidget* parent)
{
    constexpr int kArrowAndFrame = 52;
    auto* field = new QDateEdit(day, parent);
    field->setCalendarPopup(true);
    field->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    field->setMinimumWidth(
        field->fontMetrics().horizontalAdvance(day.toString(field->displayFormat())) + kArrowAndFrame);
    return field;
}

void makePrimary(QPushButton* button)
{
    button->setProperty("primary", true);
}

void makeDanger(QPushButton* button)
{
    button->setProperty("danger", true);
}

} // namespace zhangfang::ui
