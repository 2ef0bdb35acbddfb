#include "dialogs/counter_dialog.h"

#include "base/plain_text.h"

#include <QDateTime>
#include <QFormLayout>
#include <QRegularExpressionValidator>

namespace zhangfang::ui
{
namespace
{
/// Every so many seconds WeChat Pay is asked whether the password was typed.
constexpr int kAskEverySeconds = 3;
/// A call that is under way has its answer by then.
constexpr qint64 kAnswerWithinMs = 12'000;
} // namespace

CounterDialog::CounterDialog(
    backend::Orders& orders, backend::ShopSettings& settings, QSettings& memory, QWidget* parent)
    : Sheet(parent), orders_(orders), unlikely_(new UnlikelySums(settings, this)),
      sound_(new PaidSound(memory, this)), earlier_(new NoticeBar(this)), steps_(new QStackedWidget(this)),
      amount_(new MoneyField(this)), description_(new DescriptionField(memory, this)),
      code_(new QLineEdit(this)), sum_(textLabel({}, TextSize::figure, this)),
      state_(textLabel({}, TextSize::heading, this)), number_(mutedLabel({}, this)),
      charge_(new QPushButton(tr("Charge"), this)), reverse_(new QPushButton(tr("Reverse now"), this)),
      next_(new QPushButton(tr("Next customer"), this))
{
    setWindowTitle(tr("At the counter"));
    setMinimumWidth(440);
    auto* form = new QWidget(this);
    auto* fields = new QFormLayout(form);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(space::kGap);
    amount_->setAccessibleName(tr("Amount in yuan"));
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
    layout->addWidget(earlier_);
    layout->addWidget(notice());
    layout->addWidget(steps_, 1);
    layout->addLayout(buttons);
    second_.setInterval(1000);
    connect(&second_, &QTimer::timeout, this, &CounterDialog::tick);
    connect(close, &QPushButton::clicked, this, &CounterDialog::reject);
    connect(charge_, &QPushButton::clicked, this, &CounterDialog::charge);
    connect(reverse_, &QPushButton::clicked, this, &CounterDialog::reverse);
    connect(next_, &QPushButton::clicked, this, &CounterDialog::next);
    next();
}

void CounterDialog::next()
{
    orderNumber_.clear();
    reversing_ = false;
    notice()->clear();
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
        notice()->showError(amount.error());
        return amount_->setFocus();
    }
    if (!code_->hasAcceptableInput())
        return code_->setFocus(); // a scanner ends each line with Enter, also the one before the code
    payments::NewOrder order;
    order.amount = *amount;
    order.description = description_->text().trimmed();
    order.channel = QStringLiteral("code");
    order.authCode = code_->text();
    unlikely_->ask(this, order.amount, [this, order] {
        send<shop::Order>(
            charge_, [&] { return orders_.createOrder(order); },
            [this, description = order.description](base::Result<shop::Order> begun) {
                code_->clear(); // it serves once
                if (!begun) {
                    notice()->showError(begun.error());
                    return code_->setFocus();
                }
                notice()->clear();
                description_->remember(description);
                showOutcome(*begun);
            });
    });
}

void CounterDialog::showOutcome(const shop::Order& order)
{
    orderNumber_ = order.number.toString();
    expiresAtUtcMs_ = order.expiresAtUtcMs;
    sum_->setText(order.amount.toDisplay());
    number_->setText(QStringLiteral("%1\n%2").arg(base::shownOnOneLine(order.description), orderNumber_));
    charge_->hide();
    steps_->setCurrentIndex(1);
    notEnded_ << orderNumber_;
    state_->setText(tr("One moment…"));
    state_->setPalette(palette());
    second_.start();
    if (order.state != shop::OrderState::pending)
        return heard(order);
    reverse_->show();
    reverse_->setEnabled(true);
    tick();
}

void CounterDialog::tick()
{
    if (notEnded_.isEmpty())
        return second_.stop();
    if (++seconds_ % kAskEverySeconds == 0)
        ask();
    if (reversing_ || !notEnded_.contains(orderNumber_))
        return;
    const qint64 left = (expiresAtUtcMs_ - QDateTime::currentMSecsSinceEpoch()) / 1000;
    if (left <= 0)
        return reverse();
    state_->setText(tr("The customer types the password… %1 s").arg(left));
}

void CounterDialog::ask()
{
    if (asking_ || isSending() || notEnded_.isEmpty())
        return;
    asking_ = true;
    const QString number = notEnded_.takeFirst(); // all of them in turn
    notEnded_ << number;
    whenDone<shop::Order>(this, orders_.syncOrder(number), [this](base::Result<shop::Order> order) {
        asking_ = false;
        if (order) // what did not come is asked for again
            heard(*order);
    });
}

void CounterDialog::reverse()
{
    reversing_ = true;
    reverse_->setEnabled(false);
    state_->setText(tr("Reversing…"));
    whenDone<shop::Order>(this, orders_.closeOrder(orderNumber_),
        [this, number = orderNumber_](base::Result<shop::Order> order) {
            // Refused for what the order is: then nothing was sent.
            const bool isSent = !order && order.error().code != QLatin1String("wrong_state") &&
                                order.error().code != QLatin1String("paid_at_wechat");
            if (isSent)
                reversed_ << number;
            if (order)
                heard(*order);
            if (!notEnded_.contains(number) || number != orderNumber_)
                return;
            if (!order)
                notice()->showError(order.error());
            state_->setText(
                tr("WeChat Pay has not said yet how this ended. It is asked until it does: do not "
                   "charge the customer again before."));
            reverse_->setEnabled(true);
            next_->show();
        });
}

void CounterDialog::heard(const shop::Order& order)
{
    const QString number = order.number.toString();
    if (order.state == shop::OrderState::pending || !notEnded_.contains(number))
        return;
    if (!shop::isPaidInFull(order))
        return end(number, order.amount, Ending::notPaid);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const bool wasReversed = reversed_.contains(number);
    if (!wasReversed && order.expiresAtUtcMs > now)
        return end(number, order.amount, Ending::paid);
    // A reversal, also one of the engine's, may have been on its way when the payment came: then the money
    // goes back, and the books know it once there is an answer.
    if (const qint64 since = *paidSince_.insert(number, paidSince_.value(number, now));
        !wasReversed && now - since < kAnswerWithinMs)
        return;
    whenDone<reports::OrderStory>(this, orders_.orderStory(number),
        [this, number, wasReversed](base::Result<reports::OrderStory> story) {
            if (story) // otherwise it is asked for again
                end(number, story->order.amount,
                    reports::isReversalSent(*story) ? Ending::paidAndReversed
                    : wasReversed                   ? Ending::perhapsReversed
                                                    : Ending::paid);
        });
}

void CounterDialog::end(const QString& number, base::Money amount, Ending ending)
{
    if (!notEnded_.removeOne(number))
        return;
    if (number == orderNumber_)
        return finish(ending);
    QString said;
    switch (ending) {
    case Ending::paid:
        said = tr("The order before, %1 of %2, is paid.");
        break;
    case Ending::notPaid:
        said = tr("The order before, %1 of %2, is not paid.");
        break;
    case Ending::paidAndReversed:
        said = tr("The order before, %1 of %2, was paid and reversed: the money goes back to the customer.");
        break;
    case Ending::perhapsReversed:
        said = tr("The order before, %1 of %2, is paid, and a reversal had been sent: look at it once more.");
        break;
    }
    if (earlier_->text().isEmpty()) { // they have been read
        earlierEnds_.clear();
        earlierBad_ = false;
    }
    earlierEnds_ << said.arg(number, amount.toDisplay());
    earlierBad_ = earlierBad_ || ending != Ending::paid;
    earlier_->showText(earlierBad_ ? Tone::warn : Tone::good, earlierEnds_.join(u'\n'));
}

void CounterDialog::finish(Ending ending)
{
    notice()->clear();
    QString said;
    Tone tone = Tone::bad;
    switch (ending) {
    case Ending::paid:
        said = QStringLiteral("✓ ") + word(shop::OrderState::paid).text;
        tone = Tone::good;
        sound_->play();
        break;
    case Ending::notPaid:
        said = tr("Not paid. The customer is charged nothing.");
        break;
    case Ending::paidAndReversed:
        said = tr("Paid and reversed: the money goes back to the customer. Hand nothing over.");
        break;
    case Ending::perhapsReversed:
        said = tr("Paid, and a reversal had been sent before: look at the order once more before you hand "
                  "anything over.");
        tone = Tone::warn;
        break;
    }
    state_->setText(said);
    QPalette colors = state_->palette();
    colors.setColor(QPalette::WindowText, tokens(palette()).tone(tone).text);
    state_->setPalette(colors);
    reverse_->hide();
    next_->show();
    next_->setDefault(true);
    next_->setFocus();
}

} // namespace zhangfang::ui
