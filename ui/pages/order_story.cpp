#include "pages/order_story.h"

#include <QCoreApplication>
#include <QDateTime>

namespace zhangfang::ui
{
namespace
{

/// The texts are the page's.
class Text
{
    Q_DECLARE_TR_FUNCTIONS(zhangfang::ui::OrdersPage)
};

void tellMoney(Story& story, const shop::Order& order)
{
    if (order.paidAtUtcMs == 0)
        return;
    story.money(Text::tr("Customer paid"), order.payer);
    const auto byCoupons = order.amount.minus(order.payer).value_or(base::Money());
    if (byCoupons.isPositive())
        story.money(Text::tr("Coupons paid"), byCoupons);
    const auto lost = order.amount.minus(order.settles).value_or(base::Money());
    if (lost.isPositive())
        story.fact(Text::tr("of which cost you"),
            Text::tr("%1: WeChat Pay does not settle it").arg(lost.toDisplay()));
    if (order.prefunded.isPositive())
        story.fact(Text::tr("of which yours"),
            Text::tr("%1: out of the coupon money you paid in").arg(order.prefunded.toDisplay()));
    story.money(Text::tr("Settles"), order.settles);
    story.fact(Text::tr("Expected fee"),
        QStringLiteral("%1 (%2 %)")
            .arg(order.fee.toDisplay(), QString::number(order.feeRate / 100.0, 'f', 2)));
    story.money(Text::tr("Arrives"), order.settles.minus(order.fee).value_or(order.settles));
    if (order.purpose == shop::Purpose::topup)
        story.money(Text::tr("Credited to the user"), order.credited);
    if (order.doubt.isPositive())
        story.fact(Text::tr("Waits"),
            Text::tr("%1 is held until the order's refunds are known").arg(order.doubt.toDisplay()));
}

void tellRefund(
    Story& story, const payments::RefundRow& refund, const std::vector<payments::RefundStory>& events)
{
    story.heading(Text::tr("Refund of %1").arg(refund.amount.toDisplay()));
    story.badges({word(refund.stage)});
    story.fact(Text::tr("Number"), refund.number.toString());
    story.fact(Text::tr("Reason"), refund.reason);
    story.fact(Text::tr("Asked for"), timeText(refund.createdAtUtcMs));
    if (refund.doubt.sinceUtcMs) {
        story.fact(Text::tr("Unclear since"),
            QStringLiteral("%1 · %2").arg(timeText(*refund.doubt.sinceUtcMs),
                ageText(QDateTime::currentMSecsSinceEpoch() - *refund.doubt.sinceUtcMs)));
        story.fact(Text::tr("Asked in vain"), Text::tr("%n time(s)", nullptr, refund.doubt.rounds));
    }
    story.fact(Text::tr("Customer gets"), refund.takings.payer.toDisplay());
    story.fact(
        Text::tr("Leaves your money"), refund.takings.leaving().value_or(refund.takings.settled).toDisplay());
    if (refund.takings.fee.isPositive())
        story.fact(Text::tr("Fee that comes back"), refund.takings.fee.toDisplay());
    if (refund.heldAmount.isPositive())
        story.fact(Text::tr("Out of the user's balance"), refund.heldAmount.toDisplay());
    if (refund.finishedAtUtcMs != 0)
        story.fact(Text::tr("Finished"), timeText(refund.finishedAtUtcMs));
    if (!refund.note.isEmpty() && !payments::isFinal(refund.stage))
        story.fact(Text::tr("WeChat says"), evidenceText(refund.note));
    for (const payments::RefundStory& event : events)
        story.event(event.atUtcMs, refundEventText(event.event), actorText(event.actor),
            evidenceText(event.evidence));
}

} // namespace

bool isAtWechat(const payments::RefundRow& refund)
{
    using payments::RefundStage;
    return refund.stage == RefundStage::unclear || refund.stage == RefundStage::processing ||
           refund.stage == RefundStage::abnormal ||
           (refund.stage == RefundStage::submitting && refund.doubt.sinceUtcMs);
}

bool canBeAsked(const payments::RefundRow& refund)
{
    return isAtWechat(refund) ||
           (refund.stage == payments::RefundStage::requested && !refund.blocked.isEmpty());
}

bool canBeWithdrawn(const payments::RefundRow& refund)
{
    return refund.stage == payments::RefundStage::requested && !refund.wasUnclear;
}

Story storyOf(const reports::OrderStory& told, const RefundStories& refunds, const QPalette& palette)
{
    const shop::Order& order = told.order;
    Story story(palette);
    story.heading(QStringLiteral("%1  %2").arg(order.amount.toDisplay(), order.description));
    story.badges({word(order.state), word(order.purpose)});
    story.fact(Text::tr("Order number"), order.number.toString());
    story.fact(Text::tr("WeChat's number"), order.transactionId);
    story.fact(Text::tr("Channel"), order.channel.toUpper());
    if (told.user)
        story.fact(Text::tr("User"), QStringLiteral("%1 %2").arg(told.user->id.toString(),
                                         told.user->name.isEmpty() ? told.user->openid : told.user->name));
    story.fact(Text::tr("Created"), timeText(order.createdAtUtcMs));
    if (order.payment == shop::Payment::pending)
        story.fact(Text::tr("Expires"), timeText(order.expiresAtUtcMs));
    if (order.paidAtUtcMs != 0)
        story.fact(Text::tr("Paid"), timeText(order.paidAtUtcMs));
    // Where the money speaks first, what was handed over is told beside it.
    if (order.fulfilment != shop::Fulfilment::open && word(order.fulfilment).text != word(order.state).text)
        story.fact(Text::tr("Goods"), word(order.fulfilment).text);
    tellMoney(story, order);
    for (size_t at = 0; at < told.refunds.size(); ++at)
        tellRefund(story, told.refunds[at],
            at < refunds.size() ? refunds[at] : std::vector<payments::RefundStory>());
    story.heading(Text::tr("What happened"));
    story.event(order.createdAtUtcMs, Text::tr("Order made"), {}, {});
    for (const auto& event : told.events)
        story.event(
            event.atUtcMs, word(shop::parseOrderState(event.event)).text, {}, evidenceText(event.evidence));
    story.heading(Text::tr("In the books"));
    if (told.transfers.empty())
        story.paragraph(Text::tr("Nothing is booked before WeChat Pay says that it is paid."));
    for (const auto& transfer : told.transfers)
        story.transfer(transfer);
    return story;
}

VerdictDialog::Case verdictAbout(const shop::Order& order, const payments::RefundRow& refund,
    const std::vector<payments::RefundStory>& events, const QPalette& palette)
{
    Story story(palette);
    tellRefund(story, refund, events);
    const bool topUp = order.purpose == shop::Purpose::topup;
    const QString sum = refund.amount.toDisplay();
    const QString leaves = refund.takings.leaving().value_or(refund.takings.settled).toDisplay();
    const QString payer = refund.takings.payer.toDisplay();
    const QString held = refund.heldAmount.toDisplay();
    return {Text::tr("What became of the refund of %1?").arg(sum), refund.number.toString(), story,
        {Text::tr("It was refunded"),
            topUp
                ? Text::tr("The customer has %1 back. %2 leave the account in the books, and the %3 held for "
                           "user %4 are gone. If it was not refunded, the customer has lost %1.")
                      .arg(payer, leaves, held, order.user.toString())
                : Text::tr("The customer has %1 back. %2 leave the account in the books. If it was not "
                           "refunded, the customer has lost %1.")
                      .arg(payer, leaves),
            Text::tr("Book %1 as refunded").arg(sum)},
        {Text::tr("It was not refunded"),
            topUp
                ? Text::tr(
                      "Nothing leaves the account. The %1 held for user %2 go back to their balance, and %3 "
                      "of the order can be refunded again. If it was refunded after all, the shop has "
                      "lost %4.")
                      .arg(held, order.user.toString(), sum, leaves)
                : Text::tr("Nothing leaves the account, and %1 of the order can be refunded again. If it was "
                           "refunded after all, the shop has lost %2.")
                      .arg(sum, leaves),
            Text::tr("End it with nothing moved")}};
}

} // namespace zhangfang::ui
