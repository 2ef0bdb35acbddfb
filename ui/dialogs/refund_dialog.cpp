#include "dialogs/refund_dialog.h"

#include <QFormLayout>

namespace zhangfang::ui
{
namespace
{
/// As many as WeChat Pay shows the customer.
constexpr int kReasonLength = 80;
} // namespace

base::Money RefundDialog::left(const reports::OrderStory& story)
{
    base::Money left = story.order.amount;
    for (const payments::RefundRow& refund : story.refunds) {
        if (refund.stage != payments::RefundStage::closed && refund.stage != payments::RefundStage::refused)
            left = left.minus(refund.amount).value_or(base::Money::zero());
    }
    return left;
}

RefundDialog::RefundDialog(
    backend::Refunds& refunds, backend::Session& session, const reports::OrderStory& story, QWidget* parent)
    : DecisionSheet(tr("Refund"), Weight::usual, parent), refunds_(refunds), order_(story.order),
      left_(left(story)), amount_(new MoneyField(this)), reason_(new QLineEdit(this)),
      effect_(plainLabel({}, this)), expected_(mutedLabel({}, this))
{
    setMinimumWidth(520);
    amount_->setAccessibleName(tr("Amount in yuan"));
    amount_->setText(left_.toYuan());
    reason_->setMaxLength(kReasonLength);
    reason_->setAccessibleName(tr("Reason"));
    reason_->setPlaceholderText(tr("The customer reads it in WeChat"));
    auto* form = new QFormLayout;
    form->addRow(tr("Order"),
        plainLabel(QStringLiteral("%1  %2\n%3")
                       .arg(order_.amount.toDisplay(), order_.description, order_.number.toString()),
            this));
    form->addRow(tr("Can still be refunded"), plainLabel(left_.toDisplay(), this));
    form->addRow(tr("Amount ¥"), amount_);
    form->addRow(tr("Reason"), reason_);
    form->addRow({}, askAuthority(session));
    effect_->setWordWrap(true);
    expected_->setAccessibleName(tr("Expected"));
    body()->addLayout(form);
    body()->addWidget(effect_);
    body()->addWidget(expected_);
    connect(amount_, &QLineEdit::textChanged, this, &RefundDialog::preview);
    connect(reason_, &QLineEdit::textChanged, this, &RefundDialog::judge);
    amount_->setFocus();
    amount_->selectAll();
    preview();
}

void RefundDialog::preview()
{
    preview_.reset();
    judge();
    const auto amount = amount_->money();
    const qint64 asked = ++asked_;
    if (!isPossible(amount))
        return;
    whenDone<backend::Refunds::RefundPreview>(this, refunds_.previewRefund(order_.number.toString(), *amount),
        [this, asked](base::Result<backend::Refunds::RefundPreview> told) {
            if (asked != asked_)
                return; // another sum stands there by now
            if (!told)
                return notice()->showError(told.error());
            preview_ = *told;
            judge();
        });
}

bool RefundDialog::isPossible(const base::Result<base::Money>& amount) const
{
    return amount && amount->isPositive() && *amount <= left_;
}

bool RefundDialog::isComplete() const
{
    return isPossible(amount_->money()) && !reason_->text().trimmed().isEmpty();
}

void RefundDialog::tellWhatFollows()
{
    const auto amount = amount_->money();
    const bool possible = isPossible(amount);
    const QString sum = possible ? amount->toDisplay() : QString();
    if (!possible)
        effect_->setText(tr("From 0.01 up to %1.").arg(left_.toDisplay()));
    else if (order_.purpose == shop::Purpose::topup)
        effect_->setText(
            tr("%1 leave user %2's balance now; the refund goes to the customer through WeChat Pay.")
                .arg(
                    preview_ ? preview_->fromUser.toDisplay() : QStringLiteral("…"), order_.user.toString()));
    else
        effect_->setText(tr("%1 of the order are refunded through WeChat Pay, out of revenue.").arg(sum));
    QString expected;
    if (possible && preview_) {
        const payments::Takings& takings = preview_->takings;
        expected =
            tr("Expected: the customer gets %1, %2 leave your money")
                .arg(takings.payer.toDisplay(), takings.leaving().value_or(takings.settled).toDisplay());
        if (takings.fee.isPositive())
            expected += tr(", %1 of fee come back").arg(takings.fee.toDisplay());
        if (takings.payer < *amount)
            expected += tr("; the rest was paid by coupons");
        expected += tr(".");
    }
    expected_->setText(expected);
    goButton()->setText(possible ? tr("Refund %1").arg(sum) : tr("Refund"));
}

void RefundDialog::decide()
{
    const auto amount = amount_->money();
    if (!amount)
        return notice()->showError(amount.error());
    send<payments::RefundRow>([&] {
        return refunds_.refund(
            order_.number.toString(), *amount, reason_->text().trimmed(), authority(), key());
    });
}

} // namespace zhangfang::ui
