#include "kit/money.h"

#include "kit/theme.h"

#include <QEvent>
#include <QRegularExpressionValidator>

namespace zhangfang::ui
{

MoneyLabel::MoneyLabel(QWidget* parent) : QLabel(parent)
{
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setMoney(base::Money::zero());
}

void MoneyLabel::setMoney(base::Money money)
{
    money_ = money;
    setText(money.toDisplay());
    setAccessibleDescription(text());
    paintSign();
}

void MoneyLabel::paintSign()
{
    QPalette colors;
    if (money_.isNegative())
        colors.setColor(QPalette::WindowText, tokens(colors).bad.text);
    setPalette(colors);
}

void MoneyLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        paintSign();
}

MoneyField::MoneyField(QWidget* parent) : QLineEdit(parent)
{
    static const QRegularExpression kYuan(QStringLiteral("[0-9]{0,10}(\\.[0-9]{0,2})?"));
    setValidator(new QRegularExpressionValidator(kYuan, this));
    setPlaceholderText(QStringLiteral("0.00"));
    setAlignment(Qt::AlignRight);
}

base::Result<base::Money> MoneyField::money() const
{
    ZF_ASSIGN(const base::Money money, base::Money::parseYuan(text()));
    if (!money.isPositive())
        return base::invalid("invalid_amount", QStringLiteral("The amount must be at least 0.01."));
    return money;
}

void MoneyField::setMoney(base::Money money)
{
    setText(money.toYuan());
}

} // namespace zhangfang::ui
