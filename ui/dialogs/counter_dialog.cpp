#include "dialogs/counter_dialog.h"

#include "base/plain_text.h"
#include "kit/async.h"

#include <QDateTime>
#include <QFormLayout>
#include <QRegularExpressionValidator>

namespace zhangfang::ui
{
namespace
{
/// Every so many seconds WeChat Pay is asked whether the password was typed.
constexpr int kAskEverySeconds = 3;
} // namespace

CounterDialog::CounterDialog(backend::Desk& desk, QWidget* parent)
    : QDialog(parent), desk_(desk), steps_(new QStackedWidget(this)), notice_(new NoticeBar(this)),
      amount_(new MoneyField(this)), description_(new QLineEdit(this)), code_(new QLineEdit(this)),
      sum_(textLabel({}, TextSize::figure, this)), state_(textLabel({}, TextSize::heading, this)),
      number_(mutedLabel({}, this)), charge_(new QPushButton(tr("Charge"), this)),
      reverse_(new QPushButton(tr("Reverse now"), this)), next_(new QPushButton(tr("Next customer"), this))
{
    setWindowTitle(tr("At the counter"));
    setMinimumWidth(440);
    auto* form = new QWidget(this);
    auto* fields = new QFormLayout(form);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(space::kGap);
    amount_->setAccessibleName(tr("Amount in yuan"));
    description_->setMaxLength(127);
    description_->setAccessibleName(tr("Description"));
    description_->setPlaceholderText(tr("What the customer reads in WeChat"));
    code_->setAccessibleName(tr("Payment code"));
    code_->setPlaceholderText(tr("Scan it, or type the 18 digits"));
    code_->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("1[0-5][0-9]{16}")), this));
    fields->addRow(tr("Amount ¥"), amount_);
    fields->addRow(tr("Description"), description_);
    fields->addRow(tr("Payment code"), code_);
    steps_->addWidget(form);

    auto* outcome = new QWidget(this);
    auto* shown = new QVBoxLayout(outcome);
    shown->addStretch(1);
    for (QLabel* label : {sum_, state_, number_}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        shown->addWidget(label);
    }
    shown->addStretch(1);
    number_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    steps_->addWidget(outcome);

    auto* close = new QPushButton(tr("Close"), this);
    makePrimary(charge_);
    charge_->setDefault(true);
    reverse_->setToolTip(tr("Take the payment back: whatever becomes of it, the customer pays nothing"));
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    for (QPushButton* button : {close, reverse_, next_, charge_})
        buttons->addWidget(button);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(notice_);
    layout->addWidget(steps_, 1);
    layout->addLayout(buttons);
    second_.setInterval(1000);
    connect(&second_, &QTimer::timeout, this, &CounterDialog::tick);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(charge_, &QPushButton::clicked, this, &CounterDialog::charge);
    connect(reverse_, &QPushButton::clicked, this, &CounterDialog::reverse);
    connect(next_, &QPushButton::clicked, this, &CounterDialog::next);
    next();
}

void CounterDialog::next()
{
    second_.stop();
    orderNumber_.clear();
    over_ = false;
    notice_->clear();
    amount_->clear();
    code_->clear();
    steps_->setCurrentIndex(0);
    charge_->show();
    charge_->setEnabled(true);
    charge_->setDefault(true);
    reverse_->hide();
    next_->hide();
    amount_->setFocus();
}

void CounterDialog::charge()
{
    const auto amount = amount_->money();
    if (!amount) {
        notice_->showError(amount.error());
        return amount_->setFocus();
    }
    if (!code_->hasAcceptableInput())
        return code_->setFocus(); // a scanner ends each line with Enter, also the one before the code
    payments::NewOrder order;
    order.amount = *amount;
    order.description = description_->text().trimmed();
    order.channel = QStringLiteral("code");
    order.authCode = code_->text();
    charge_->setEnabled(false);
    whenDone<shop::Order>(this, desk_.createOrder(order), [this](base::Result<shop::Order> begun) {
        charge_->setEnabled(true);
        code_->clear(); // it serves once
        if (!begun) {
            notice_->showError(begun.error());
            return code_->setFocus();
        }
        notice_->clear();
        showOutcome(*begun);
    });
}

void CounterDialog::showOutcome(const shop::Order& order)
{
    orderNumber_ = order.number.toString();
    expiresAtUtcMs_ = order.expiresAtUtcMs;
    seconds_ = 0;
    sum_->setText(order.amount.toDisplay());
    number_->setText(QStringLiteral("%1\n%2").arg(base::shownOnOneLine(order.description), orderNumber_));
    charge_->hide();
    steps_->setCurrentIndex(1);
    if (order.state != shop::OrderState::pending)
        return finish(order);
    reverse_->show();
    reverse_->setEnabled(true);
    second_.start();
    tick();
}

void CounterDialog::tick()
{
    const qint64 left = (expiresAtUtcMs_ - QDateTime::currentMSecsSinceEpoch()) / 1000;
    if (left <= 0)
        return reverse();
    state_->setText(tr("The customer types the password… %1 s").arg(left));
    if (++seconds_ % kAskEverySeconds == 0 && !asking_)
        ask();
}

void CounterDialog::ask()
{
    asking_ = true;
    whenDone<shop::Order>(this, desk_.syncOrder(orderNumber_), [this](base::Result<shop::Order> order) {
        asking_ = false;
        // An answer that did not come is asked for again; time decides in the end.
        if (order && !over_ && order->number.toString() == orderNumber_ &&
            order->state != shop::OrderState::pending)
            finish(*order);
    });
}

void CounterDialog::reverse()
{
    second_.stop();
    reverse_->setEnabled(false);
    state_->setText(tr("Reversing…"));
    whenDone<shop::Order>(this, desk_.closeOrder(orderNumber_), [this](base::Result<shop::Order> order) {
        if (order)
            return finish(*order);
        notice_->showError(order.error());
        state_->setText(tr("Not yet reversed. It is tried again until WeChat Pay confirms it."));
        reverse_->setEnabled(true);
        next_->show();
    });
}

void CounterDialog::finish(const shop::Order& order)
{
    second_.stop();
    over_ = true;
    const bool paid = order.state == shop::OrderState::paid;
    state_->setText(paid ? QStringLiteral("✓ ") + word(order.state).text
                         : tr("Not paid. The customer is charged nothing."));
    QPalette colors = state_->palette();
    colors.setColor(QPalette::WindowText, tokens(palette()).tone(paid ? Tone::good : Tone::bad).text);
    state_->setPalette(colors);
    reverse_->hide();
    next_->show();
    next_->setDefault(true);
    next_->setFocus();
}

} // namespace zhangfang::ui
