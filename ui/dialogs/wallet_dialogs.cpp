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

/// Cancel and the one that does it, at the foot of a dialog.
QHBoxLayout* foot(QDialog* dialog, QPushButton* go)
{
    auto* row = new QHBoxLayout;
    auto* cancel = new QPushButton(UserDialog::tr("Cancel"), dialog);
    makePrimary(go);
    go->setDefault(true);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(go);
    QObject::connect(cancel, &QPushButton::clicked, dialog, &QDialog::reject);
    return row;
}

} // namespace

UserDialog::UserDialog(backend::Desk& desk, QWidget* parent)
    : Sheet(parent), desk_(desk), openid_(new QLineEdit(this)), name_(new QLineEdit(this)),
      add_(new QPushButton(tr("Add"), this))
{
    setWindowTitle(tr("Add a user"));
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
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(notice());
    layout->addLayout(form);
    layout->addLayout(foot(this, add_));
    connect(add_, &QPushButton::clicked, this, &UserDialog::add);
    openid_->setFocus();
}

void UserDialog::add()
{
    send<shop::User>(
        add_,
        [this] {
            return desk_.addUser({openid_->text(), name_->text().trimmed()});
        },
        [this](base::Result<shop::User> user) {
            if (!user)
                return notice()->showError(user.error());
            accept();
        });
}

AdjustDialog::AdjustDialog(backend::Desk& desk, const reports::UserRow& user, QWidget* parent)
    : Sheet(parent), desk_(desk), unlikely_(new UnlikelySums(desk, this)), user_(user),
      direction_(new QButtonGroup(this)), amount_(new MoneyField(this)), reason_(new QLineEdit(this)),
      effect_(plainLabel({}, this)), authority_(new AuthorityField(desk, this)), go_(new QPushButton(this))
{
    setWindowTitle(tr("Credit or debit by hand"));
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
    form->addRow({}, authority_);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(notice());
    layout->addLayout(form);
    effect_->setWordWrap(true);
    layout->addWidget(effect_);
    layout->addLayout(foot(this, go_));
    connect(direction_, &QButtonGroup::idToggled, this, &AdjustDialog::update);
    connect(amount_, &QLineEdit::textChanged, this, &AdjustDialog::update);
    connect(reason_, &QLineEdit::textChanged, this, &AdjustDialog::update);
    connect(authority_, &AuthorityField::readyChanged, this, &AdjustDialog::update);
    connect(go_, &QPushButton::clicked, this, &AdjustDialog::book);
    amount_->setFocus();
    update();
}

base::Result<base::Money> AdjustDialog::change() const
{
    ZF_ASSIGN(const base::Money amount, amount_->money());
    return direction_->checkedId() > 0 ? base::Result<base::Money>(amount) : amount.negated();
}

void AdjustDialog::update()
{
    const auto by = change();
    const auto after = by ? user_.available.plus(*by) : base::Result<base::Money>(user_.available);
    const bool possible = by && after && !after->isNegative();
    effect_->setText(by && after ? tr("Balance %1 → %2. It is booked against “Rewards and corrections”.")
                                       .arg(user_.available.toDisplay(), after->toDisplay())
                                 : tr("Balance %1").arg(user_.available.toDisplay()));
    go_->setText(by ? (by->isNegative() ? tr("Debit %1").arg(amount_->money()->toDisplay())
                                        : tr("Credit %1").arg(by->toDisplay()))
                    : tr("Book"));
    go_->setEnabled(
        !isSending() && possible && !reason_->text().trimmed().isEmpty() && authority_->isReady());
}

void AdjustDialog::book()
{
    const auto by = change();
    if (!by)
        return notice()->showError(by.error());
    unlikely_->ask(this, by->isNegative() ? base::Money::zero() : *by, [this, by = *by] {
        send<int>(
            go_,
            [&] {
                return desk_.adjustWallet(base::UserId(user_.key.id), by, reason_->text().trimmed(),
                    authority_->authority(), key());
            },
            [this](base::Result<int> booked) {
                if (booked)
                    return accept();
                notice()->showError(booked.error());
                authority_->askAgain();
                update();
            });
    });
}

WithdrawDialog::WithdrawDialog(backend::Desk& desk, const reports::UserRow& user, QWidget* parent)
    : Sheet(parent), desk_(desk), user_(user), amount_(new MoneyField(this)),
      go_(new QPushButton(tr("Request"), this))
{
    setWindowTitle(tr("Request a withdrawal"));
    setMinimumWidth(420);
    amount_->setAccessibleName(tr("Amount in yuan"));
    amount_->setMoney(user.available);
    auto* form = new QFormLayout;
    form->addRow(tr("User"), plainLabel(nameOf(user), this));
    form->addRow(tr("Balance"), plainLabel(user.available.toDisplay(), this));
    form->addRow(tr("Amount ¥"), amount_);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(notice());
    layout->addLayout(form);
    layout->addWidget(mutedLabel(
        tr("The sum is held from the balance and waits under Withdrawals for your approval."), this));
    layout->addLayout(foot(this, go_));
    connect(go_, &QPushButton::clicked, this, &WithdrawDialog::request);
    amount_->setFocus();
    amount_->selectAll();
}

void WithdrawDialog::request()
{
    const auto amount = amount_->money();
    if (!amount)
        return notice()->showError(amount.error());
    send<payouts::Payout>(
        go_, [&] { return desk_.requestWithdrawal(base::UserId(user_.key.id), *amount, key()); },
        [this](base::Result<payouts::Payout> payout) {
            if (!payout)
                return notice()->showError(payout.error());
            accept();
        });
}

} // namespace zhangfang::ui
