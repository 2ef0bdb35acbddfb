#include "kit/money.h"

#include "backend/interfaces/shop_settings.h"
#include "kit/async.h"
#include "kit/sheet.h"
#include "kit/theme.h"

#include <QAction>

namespace zhangfang::ui
{
namespace
{
constexpr int kLongestSum = 40;
constexpr auto kAskAbove = "ui.ask_above_fen";
} // namespace

MoneyField::MoneyField(QWidget* parent)
    : QLineEdit(parent), wrong_(addAction(icon("data-warning"), QLineEdit::LeadingPosition))
{
    setPlaceholderText(QStringLiteral("0.00"));
    setAlignment(Qt::AlignRight);
    setMaxLength(kLongestSum);
    wrong_->setVisible(false);
    connect(this, &QLineEdit::textChanged, this, &MoneyField::judge);
}

base::Result<base::Money> MoneyField::money() const
{
    ZF_ASSIGN(const base::Money money, base::Money::parseTyped(text()));
    if (!money.isPositive())
        return base::invalid("invalid_amount", QStringLiteral("The amount must be at least 0.01."));
    return money;
}

void MoneyField::judge()
{
    const auto sum = base::Money::parseTyped(text());
    const QString why = text().trimmed().isEmpty() || sum ? QString() : errorText(sum.error());
    wrong_->setVisible(!why.isEmpty());
    wrong_->setToolTip(plainTip(why));
    setToolTip(plainTip(why));
    setAccessibleDescription(why);
}

void MoneyField::setMoney(base::Money money)
{
    setText(money.toYuan());
}

UnlikelySums::UnlikelySums(backend::ShopSettings& settings, QObject* parent)
    : QObject(parent), from_(base::Money::fen(access::Settings().number(kAskAbove)))
{
    whenDone<access::Settings>(this, settings.settings(), [this](const base::Result<access::Settings>& read) {
        if (read)
            from_ = base::Money::fen(read->number(kAskAbove));
    });
}

void UnlikelySums::ask(QWidget* parent, base::Money sum, std::function<void()> then) const
{
    if (sum < from_)
        return then();
    ui::ask(parent,
        {MoneyField::tr("A large sum"), MoneyField::tr("Do you mean %1?").arg(sum.toDisplay()),
            MoneyField::tr("That is more than most sums here; look at the comma and the zeros."),
            MoneyField::tr("Yes, %1").arg(sum.toDisplay()), MoneyField::tr("Change it")},
        std::move(then));
}

} // namespace zhangfang::ui
