#include "dialogs/wallet_dialogs.h"

#include <QFormLayout>
#include <QRadioButton>
#include <QRegularExpressionValidator>

namespace zhangfang::ui
{
namespace
{

QString nameOf(const reports::UserRow& user)
{
    return QStringLiteral("%1 · %2").arg(
        QString::number(user.key.id), user.name.isEmpty() ? user.openid : user.name);
}

} // namespace

UserDialog::UserDialog(backend::Users& users, QWidget* parent)
    : DecisionSheet(tr("Add a user"), Weight::usual, parent), users_(users), openid_(new QLineEdit(this)),
      name_(new QLineEdit(this))
{
    goButton()->setText(tr("Add"));
    setMinimumWidth(420);
    static const QRegularExpression kOpenid(QStringLiteral("[A-Za-z0-9_-]{0,64}"));
    openid_->setValidator(new QRegularExpressionValidator(kOpenid, this));
    openid_->setAccessibleName(tr("openid"));
    openid_->setPlaceholderText(tr("As WeChat gives it for your app"));
    name_->setMaxLength(64);
    name_->setAccessibleName(tr("Real name"));
    name_->setPlaceholderText(tr("Wanted by WeChat Pay from ¥ 2,000 on"));
    auto* form = new QFormLayout;
    form->addRow(tr("openid"), openid_);
    form->addRow(tr("Real name"), name_);
    body()->addLayout(form);
    openid_->setFocus();
}

void UserDialog::decide()
{
    send<shop::User>([this] { return users_.addUser({openid_->text(), name_->text().trimmed()}); });
}

AdjustDialog::AdjustDialog(backend::Users& users, backend::ShopSettings& settings, backend::Session& session,
    const reports::UserRow& user, QWidget* parent)
    : DecisionSheet(tr("Credit or debit by hand"), Weight::usual, parent), users_(users),
      unlikely_(new UnlikelySums(settings, this)), user_(user), direction_(new QButtonGroup(this)),
      amount_(new MoneyField(this)), reason_(new QLineEdit(this)), effect_(plainLabel({}, this))
{
    setMinimumWidth(520);
    auto* more = new QRadioButton(tr("Credit: owe the user more"), this);
    auto* less = new QRadioButton(tr("Debit: owe the user less"), this);
    direction_->addButton(more, 1);
    direction_->addButton(less, -1);
    more->setChecked(true);
    amount_->setAccessibleName(tr("Amount in yuan"));
    reason_->setMaxLength(200);
    reason_->setAccessibleName(tr("Reason"));
    auto* form = new QFormLayout;
    form->addRow(tr("User"), plainLabel(nameOf(user), this));
    form->addRow({}, more);
    form->addRow({}, less);
    form->addRow(tr("Amount ¥"), amount_);
    form->addRow(tr("Reason"), reason_);
    form->addRow({}, askAuthority(session));
    body()->addLayout(form);
    effect_->setWordWrap(true);
    body()->addWidget(effect_);
    connect(direction_, &QButtonGroup::idToggled, this, &AdjustDialog::judge);
    connect(amount_, &QLineEdit::textChanged, this, &AdjustDialog::judge);
    connect(reason_, &QLineEdit::textChanged, this, &AdjustDialog::judge);
    amount_->setFocus();
    judge();
}

base::Result<base::Money> AdjustDialog::change() const
{
    ZF_ASSIGN(const base::Money amount, amount_->money());
    return direction_->checkedId() > 0 ? base::Result<base::Money>(amount) : amount.negated();
}

bool AdjustDialog::isComplete() const
{
    const auto by = change();
    const auto after = by ? user_.available.plus(*by) : base::Result<base::Money>(user_.available);
    return by && after && !after->isNegative() && !reason_->text().trimmed().isEmpty();
}

void AdjustDialog::tellWhatFollows()
{
    const auto by = change();
    const auto after = by ? user_.available.plus(*by) : base::Result<base::Money>(user_.available);
    effect_->setText(by && after ? tr("Balance %1 → %2. It is booked against “Rewards and corrections”.")
                                       .arg(user_.available.toDisplay(), after->toDisplay())
                                 : tr("Balance %1").arg(user_.available.toDisplay()));
    goButton()->setText(by ? (by->isNegative() ? tr("Debit %1").arg(amount_->money()->toDisplay())
                                               : tr("Credit %1").arg(by->toDisplay()))
                           : tr("Book"));
}

void AdjustDialog::decide()
{
    const auto by = change();
    if (!by)
        return notice()->showError(by.error());
    unlikely_->ask(this, by->isNegative() ? base::Money::zero() : *by, [this, by = *by] {
        send<int>([&] {
            return users_.adjustWallet(
                base::UserId(user_.key.id), by, reason_->text().trimmed(), authority(), key());
        });
    });
}

WithdrawDialog::WithdrawDialog(backend::Users& users, const reports::UserRow& user, QWidget* parent)
    : DecisionSheet(tr("Request a withdrawal"), Weight::usual, parent), users_(users), user_(user),
      amount_(new MoneyField(this))
{
    goButton()->setText(tr("Request"));
    setMinimumWidth(420);
    amount_->setAccessibleName(tr("Amount in yuan"));
    amount_->setMoney(user.available);
    auto* form = new QFormLayout;
    form->addRow(tr("User"), plainLabel(nameOf(user), this));
    form->addRow(tr("Balance"), plainLabel(user.available.toDisplay(), this));
    form->addRow(tr("Amount ¥"), amount_);
    body()->addLayout(form);
    body()->addWidget(mutedLabel(
        tr("The sum is held from the balance and waits under Withdrawals for your approval."), this));
    amount_->setFocus();
    amount_->selectAll();
}

void WithdrawDialog::decide()
{
    const auto amount = amount_->money();
    if (!amount)
        return notice()->showError(amount.error());
    send<payouts::Payout>(
        [&] { return users_.requestWithdrawal(base::UserId(user_.key.id), *amount, key()); });
}

} // namespace zhangfang::ui
