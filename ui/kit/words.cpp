#include "kit/words.h"

#include "base/calendar.h"
#include "kit/words_table.h"
#include "payouts/consent.h"

#include <QDateTime>
#include <QLocale>

namespace zhangfang::ui
{
namespace
{

constexpr Coded kPayoutEvents[] = {
    {"requested", QT_TRANSLATE_NOOP("Words", "Requested; the sum is held")},
    {"approved", QT_TRANSLATE_NOOP("Words", "Approved")},
    {"approved_first", QT_TRANSLATE_NOOP("Words", "Approved by the first of two people")},
    {"approval_void",
        QT_TRANSLATE_NOOP("Words", "This approval counts no more: something has changed since")},
    {"taken_back", QT_TRANSLATE_NOOP("Words", "Approval taken back")},
    {"rejected", QT_TRANSLATE_NOOP("Words", "Rejected; the sum is back in the balance")},
    {"cancelled", QT_TRANSLATE_NOOP("Words", "Cancelled; the sum is back in the balance")},
    {"dispatch_stored", QT_TRANSLATE_NOOP("Words", "Request stored, then sent to WeChat Pay")},
    {"not_taken",
        QT_TRANSLATE_NOOP("Words", "WeChat Pay did not take it; the same request goes again later")},
    {"answer_lost",
        QT_TRANSLATE_NOOP("Words", "No clear answer; WeChat Pay is being asked by the same number")},
    {"accepted", QT_TRANSLATE_NOOP("Words", "Accepted by WeChat Pay")},
    {"awaiting_user", QT_TRANSLATE_NOOP("Words", "Waiting for the payee to confirm in WeChat")},
    {"paid", QT_TRANSLATE_NOOP("Words", "Paid")},
    {"failed", QT_TRANSLATE_NOOP("Words", "Failed; the sum is back in the balance")},
    {"cancelled_by_wechat",
        QT_TRANSLATE_NOOP("Words", "Cancelled at WeChat Pay; the sum is back in the balance")},
    {"asked", QT_TRANSLATE_NOOP("Words", "WeChat Pay was asked")},
    {"told", QT_TRANSLATE_NOOP("Words", "WeChat Pay told something new")},
    {"not_covered", QT_TRANSLATE_NOOP("Words", "Not sent: not covered")},
    {"set_aside", QT_TRANSLATE_NOOP("Words", "Stopped: a person is asked")},
    {"cancel_requested", QT_TRANSLATE_NOOP("Words", "Cancellation asked for")},
    {"cancel_sent", QT_TRANSLATE_NOOP("Words", "WeChat Pay was asked to cancel")},
    {"decided_paid", QT_TRANSLATE_NOOP("Words", "Decided by a person: paid")},
    {"decided_not_paid",
        QT_TRANSLATE_NOOP("Words", "Decided by a person: not paid; the sum is back in the balance")},
    {"surfaced", QT_TRANSLATE_NOOP("Words", "WeChat Pay says after all that it was paid; it is booked")},
    {"package_asked", QT_TRANSLATE_NOOP("Words", "Asked again for what the payee needs to confirm")},
    {"package_unanswered", QT_TRANSLATE_NOOP("Words", "What the payee needs to confirm did not come")},
    {"cancel_accepted", QT_TRANSLATE_NOOP("Words", "WeChat Pay is cancelling it")},
    {"cancel_not_accepted",
        QT_TRANSLATE_NOOP("Words", "WeChat Pay did not cancel it; it is asked how it stands")},
    {"cancel_later", QT_TRANSLATE_NOOP("Words", "It is to be cancelled again later")},
    {"cancel_ended", QT_TRANSLATE_NOOP("Words", "No longer cancelled by the program: a person is asked")},
    {"send_again", QT_TRANSLATE_NOOP("Words", "Put right by a person: goes out again")},
};

constexpr Coded kRefundEvents[] = {
    {"requested", QT_TRANSLATE_NOOP("Words", "Asked for")},
    {"dispatch_stored", QT_TRANSLATE_NOOP("Words", "Request stored, then sent to WeChat Pay")},
    {"not_taken",
        QT_TRANSLATE_NOOP("Words", "WeChat Pay did not take it; the same request goes again later")},
    {"answer_lost",
        QT_TRANSLATE_NOOP("Words", "No clear answer; WeChat Pay is being asked by the same number")},
    {"refused", QT_TRANSLATE_NOOP("Words", "WeChat Pay refused it; nothing has moved")},
    {"accepted", QT_TRANSLATE_NOOP("Words", "Accepted by WeChat Pay")},
    {"abnormal", QT_TRANSLATE_NOOP("Words", "It could not go back to where it came from: a person is asked")},
    {"succeeded", QT_TRANSLATE_NOOP("Words", "Refunded")},
    {"closed", QT_TRANSLATE_NOOP("Words", "WeChat Pay gave it up; nothing has moved")},
    {"withdrawn", QT_TRANSLATE_NOOP("Words", "Withdrawn; WeChat Pay never got it")},
    {"decided_refunded", QT_TRANSLATE_NOOP("Words", "Decided by a person: refunded")},
    {"decided_not_refunded", QT_TRANSLATE_NOOP("Words", "Decided by a person: not refunded")},
    {"surfaced", QT_TRANSLATE_NOOP("Words", "WeChat Pay says after all that it was refunded; it is booked")},
    {"made_elsewhere", QT_TRANSLATE_NOOP("Words", "Refunded outside this program; it is booked")},
    {"asked", QT_TRANSLATE_NOOP("Words", "WeChat Pay was asked")},
    {"told", QT_TRANSLATE_NOOP("Words", "WeChat Pay told something new")},
    {"set_aside", QT_TRANSLATE_NOOP("Words", "Stopped: a person is asked")},
    {"send_again", QT_TRANSLATE_NOOP("Words", "Put right by a person: goes out again")},
    {"redirect_stored",
        QT_TRANSLATE_NOOP("Words", "To a bank card instead: stored, then sent to WeChat Pay")},
    {"redirect_taken", QT_TRANSLATE_NOOP("Words", "To a bank card instead: WeChat Pay has it")},
    {"redirect_unclear", QT_TRANSLATE_NOOP("Words", "To a bank card instead: no clear answer")},
    {"redirect_refused", QT_TRANSLATE_NOOP("Words", "To a bank card instead: WeChat Pay refused")},
};

constexpr Coded kRecoveryCauses[] = {
    {"restored", QT_TRANSLATE_NOOP("Words", "A backup was restored.")},
    {"older_books", QT_TRANSLATE_NOOP("Words", "The file of the books was replaced by an older one.")},
    {"other_books", QT_TRANSLATE_NOOP("Words", "The file of the books was replaced by that of other books.")},
};

constexpr Coded kChannels[] = {
    {"v3-transfer-bills", QT_TRANSLATE_NOOP("Words", "Merchant transfer")},
    {"v3-batches", QT_TRANSLATE_NOOP("Words", "Transfer batch")},
    {"v2-transfers", QT_TRANSLATE_NOOP("Words", "API v2, to the balance")},
    {"v2-redpack", QT_TRANSLATE_NOOP("Words", "API v2, red packet")},
};

constexpr Coded kFindingKinds[] = {
    {"payout", QT_TRANSLATE_NOOP("Words", "Withdrawal")},
    {"refund", QT_TRANSLATE_NOOP("Words", "Refund")},
    {"order", QT_TRANSLATE_NOOP("Words", "Order")},
};

constexpr Coded kTransferKinds[] = {
    {"payment", QT_TRANSLATE_NOOP("Words", "Payment")},
    {"settlement", QT_TRANSLATE_NOOP("Words", "Settlement")},
    {"credit", QT_TRANSLATE_NOOP("Words", "Credit by hand")},
    {"debit", QT_TRANSLATE_NOOP("Words", "Debit by hand")},
    {"hold", QT_TRANSLATE_NOOP("Words", "Hold")},
    {"release", QT_TRANSLATE_NOOP("Words", "Release")},
    {"payout", QT_TRANSLATE_NOOP("Words", "Payout")},
    {"move", QT_TRANSLATE_NOOP("Words", "Move")},
    {"refund", QT_TRANSLATE_NOOP("Words", "Refund")},
};

constexpr Coded kAccounts[] = {
    {"assets:wechat:unsettled", QT_TRANSLATE_NOOP("Words", "WeChat money, not settled yet")},
    {"assets:wechat:basic", QT_TRANSLATE_NOOP("Words", "WeChat basic account")},
    {"assets:wechat:coupons-prefunded", QT_TRANSLATE_NOOP("Words", "Coupon money paid in at WeChat")},
    {"assets:wechat:operation", QT_TRANSLATE_NOOP("Words", "WeChat operation account")},
    {"assets:bank", QT_TRANSLATE_NOOP("Words", "Bank")},
    {"liabilities:deferred-revenue", QT_TRANSLATE_NOOP("Words", "Deferred revenue")},
    {"liabilities:tax-withheld", QT_TRANSLATE_NOOP("Words", "Tax withheld")},
    {"income:sales", QT_TRANSLATE_NOOP("Words", "Sales")},
    {"income:commission", QT_TRANSLATE_NOOP("Words", "Commission")},
    {"expenses:wechat-fee", QT_TRANSLATE_NOOP("Words", "WeChat fees")},
    {"expenses:coupons", QT_TRANSLATE_NOOP("Words", "Coupons")},
    {"expenses:rewards", QT_TRANSLATE_NOOP("Words", "Rewards and corrections")},
    {"equity:owner", QT_TRANSLATE_NOOP("Words", "Owner's money")},
    {"suspense:reconciliation", QT_TRANSLATE_NOOP("Words", "To be reconciled")},
};

constexpr Coded kChecks[] = {
    {"books", QT_TRANSLATE_NOOP("Words", "The books verify")},
    {"audit", QT_TRANSLATE_NOOP("Words", "The audit log is as it was written")},
    {"seals", QT_TRANSLATE_NOOP("Words", "The books are as they were sealed when each day was over")},
    {"merchant", QT_TRANSLATE_NOOP("Words", "Merchant number, appid, certificate and keys are here")},
    {"certificate", QT_TRANSLATE_NOOP("Words", "Private key, certificate and serial number belong together")},
    {"public_key", QT_TRANSLATE_NOOP("Words", "WeChat Pay's public key is one")},
    {"apiv3_key", QT_TRANSLATE_NOOP("Words", "The APIv3 key opens what WeChat Pay seals")},
    {"appid", QT_TRANSLATE_NOOP("Words", "The apps are bound to the merchant number")},
    {"wechatpay", QT_TRANSLATE_NOOP("Words", "WeChat Pay answers, and both signatures agree")},
    {"notify_url", QT_TRANSLATE_NOOP("Words", "WeChat Pay knows where to send notifications")},
    {"notifications", QT_TRANSLATE_NOOP("Words", "Notifications that arrive are believed")},
    {"recovery", QT_TRANSLATE_NOOP("Words", "The books go on from where they were")},
    {"balances", QT_TRANSLATE_NOOP("Words", "WeChat Pay tells what is in the accounts")},
    {"transfer_scene", QT_TRANSLATE_NOOP("Words", "Payouts name the scene WeChat Pay has granted")},
    {"disk", QT_TRANSLATE_NOOP("Words", "There is room for the books")},
    {"clock", QT_TRANSLATE_NOOP("Words", "This computer's clock is right")},
    {"engine", QT_TRANSLATE_NOOP("Words", "The part that pays and listens is alive")},
    {"backup", QT_TRANSLATE_NOOP("Words", "There is a backup of this week")},
    {"books_at_wechat", QT_TRANSLATE_NOOP("Words", "WeChat Pay holds what the books expect")},
};

constexpr Coded kTasks[] = {
    {"payment_mismatch", QT_TRANSLATE_NOOP("Words", "A payment does not fit its order. Compare it with the "
                                                    "merchant platform before anything is delivered.")},
    {"event_not_understood",
        QT_TRANSLATE_NOOP("Words", "A notification could not be understood and was kept.")},
    {"event_unknown", QT_TRANSLATE_NOOP("Words", "WeChat Pay sent something this program does not know. It "
                                                 "is kept; look it up in the merchant platform.")},
    {"notifications_refused",
        QT_TRANSLATE_NOOP("Words", "Notifications keep being refused. Test everything: the APIv3 key, WeChat "
                                   "Pay's public key, the clock or the notify address may be wrong.")},
    {"payout_mismatch",
        QT_TRANSLATE_NOOP("Words", "What WeChat Pay says about a withdrawal does not fit the books.")},
    {"not_covered", QT_TRANSLATE_NOOP("Words", "An approved withdrawal waits for money to cover it.")},
    {"not_taken", QT_TRANSLATE_NOOP("Words", "WeChat Pay did not take a withdrawal.")},
    {"unknown_state", QT_TRANSLATE_NOOP("Words",
                          "WeChat Pay tells a state this program does not know; the money stays held.")},
    {"vanished", QT_TRANSLATE_NOOP("Words",
                     "WeChat Pay no longer knows a withdrawal it had accepted; the money stays held.")},
    {"refund_mismatch",
        QT_TRANSLATE_NOOP("Words", "What WeChat Pay says about a refund does not fit the books.")},
    {"refund_elsewhere",
        QT_TRANSLATE_NOOP("Words", "An order was refunded outside this program, and is booked.")},
    {"refund_surfaced",
        QT_TRANSLATE_NOOP("Words", "A refund that was called not done was done after all, and is booked. See "
                                   "who bears it.")},
    {"payout_surfaced",
        QT_TRANSLATE_NOOP("Words", "A withdrawal that was called not paid was paid after all, and is booked. "
                                   "See who bears it.")},
    {"refund_not_found",
        QT_TRANSLATE_NOOP("Words", "WeChat Pay knows no refund by the number that was named for an order. "
                                   "Look at the number again.")},
    {"disk_full", QT_TRANSLATE_NOOP("Words", "The disk with the books is nearly full. Make room before a "
                                             "payment cannot be written down.")},
    {"clock_skew",
        QT_TRANSLATE_NOOP("Words", "This computer's clock is wrong. Set it, or WeChat Pay believes nothing "
                                   "that is signed here.")},
    {"backup_missing",
        QT_TRANSLATE_NOOP("Words", "The books have not been backed up for a week. Back them up under "
                                   "Settings, and keep the copy elsewhere.")},
    {"books_differ_from_wechat",
        QT_TRANSLATE_NOOP("Words", "WeChat Pay holds less than the books expect. Compare with the merchant "
                                   "platform and the bill of funds.")},
    {"refund_abnormal",
        QT_TRANSLATE_NOOP("Words", "WeChat Pay cannot give a refund back to where it came from: send it to a "
                                   "bank card, or settle it with the customer.")},
    {"refund_not_taken", QT_TRANSLATE_NOOP("Words", "WeChat Pay did not take a refund.")},
    {"refund_balance_gone",
        QT_TRANSLATE_NOOP("Words",
            "A top-up was to be given back, but its user has already spent it. Decide who bears it.")},
    {"complaint",
        QT_TRANSLATE_NOOP("Words", "A customer complains to WeChat Pay and waits for your answer.")},
    {"merchant_certificate_ends",
        QT_TRANSLATE_NOOP(
            "Words", "The merchant's certificate ends soon. Renew it in the merchant platform.")},
    {"unclear_too_long",
        QT_TRANSLATE_NOOP("Words", "For too long WeChat Pay has not said clearly what became of this. Look "
                                   "the number up in the merchant platform, then say what became of it.")},
    {"package_missing",
        QT_TRANSLATE_NOOP("Words", "The payee cannot confirm: WeChat Pay does not send what their phone "
                                   "needs. Cancel the withdrawal, or ask WeChat Pay's support.")},
    {"not_cancelled",
        QT_TRANSLATE_NOOP(
            "Words", "WeChat Pay did not cancel a withdrawal. It goes on there; look at how it stands.")},
    {"batch_incomplete",
        QT_TRANSLATE_NOOP("Words",
            "A batch cannot go as it was approved: one of its withdrawals is no longer what it was.")},
    {"payment_doubtful",
        QT_TRANSLATE_NOOP("Words", "A payment was booked by the cautious reading of what WeChat Pay says. "
                                   "Compare it with the merchant platform.")},
    {"refund_doubtful",
        QT_TRANSLATE_NOOP("Words", "A refund was booked by the cautious reading of what WeChat Pay says. "
                                   "Compare it with the merchant platform.")},
    {"paid_after_close",
        QT_TRANSLATE_NOOP(
            "Words", "A closed order was paid after all. Hand over the goods, or give the money back.")},
    {"reverse_expired", QT_TRANSLATE_NOOP("Words", "A payment by code can no longer be reversed. Should it "
                                                   "be paid, give the money back with a refund.")},
    {"paid_and_reversed",
        QT_TRANSLATE_NOOP("Words", "An order is booked as paid, and a reversal of it went to WeChat Pay too. "
                                   "Hand nothing over before you know where the money is.")},
    {"order_unclear", QT_TRANSLATE_NOOP("Words", "Whether an order was paid is not known. Look it up in the "
                                                 "merchant platform.")},
    {"refund_unknown", QT_TRANSLATE_NOOP("Words", "An order was refunded elsewhere, and WeChat Pay does not "
                                                  "say how much. Until that is known the money waits.")},
    {"operator_waits", QT_TRANSLATE_NOOP("Words",
                           "Wrong passwords were given again and again. If it was nobody of the shop, "
                           "see who can reach this computer, and change the password.")},
    {"books_restored", QT_TRANSLATE_NOOP("Words", "The books were put back from a backup. Nothing is sent "
                                                  "until you have confirmed what happened since.")},
    {"platform_certificate_ends",
        QT_TRANSLATE_NOOP("Words", "WeChat Pay's last known certificate ends soon.")},
};

QDateTime inShanghai(qint64 utcMs)
{
    return QDateTime::fromMSecsSinceEpoch(
        utcMs, Qt::OffsetFromUTC, static_cast<int>(base::kShanghaiOffsetMs / 1000));
}

} // namespace

Word word(payments::RefundStage stage)
{
    switch (stage) {
    case payments::RefundStage::requested:
    case payments::RefundStage::submitting:
        return {Words::tr("About to be sent"), Tone::info};
    case payments::RefundStage::unclear:
        return {Words::tr("No clear answer"), Tone::warn};
    case payments::RefundStage::processing:
        return {Words::tr("With WeChat Pay"), Tone::info};
    case payments::RefundStage::abnormal:
        return {Words::tr("Needs you"), Tone::bad};
    case payments::RefundStage::succeeded:
        return {Words::tr("Refunded"), Tone::good};
    case payments::RefundStage::closed:
    case payments::RefundStage::refused:
        return {Words::tr("Not refunded"), Tone::bad};
    case payments::RefundStage::unknown:
        break;
    }
    return {Words::tr("Unknown"), Tone::warn};
}

Word word(shop::OrderState state)
{
    switch (state) {
    case shop::OrderState::pending:
        return {Words::tr("Unpaid"), Tone::warn};
    case shop::OrderState::paid:
        return {Words::tr("Paid"), Tone::good};
    case shop::OrderState::closed:
        return {Words::tr("Closed"), Tone::neutral};
    case shop::OrderState::fulfilled:
        return {Words::tr("Fulfilled"), Tone::good};
    case shop::OrderState::shipped:
        return {Words::tr("Shipped"), Tone::info};
    case shop::OrderState::delivered:
        return {Words::tr("Delivered"), Tone::good};
    case shop::OrderState::refunding:
        return {Words::tr("Refunding"), Tone::warn};
    case shop::OrderState::refunded:
        return {Words::tr("Refunded"), Tone::info};
    case shop::OrderState::partiallyRefunded:
        return {Words::tr("Partly refunded"), Tone::info};
    case shop::OrderState::cancelled:
        return {Words::tr("Not handed over"), Tone::warn};
    case shop::OrderState::unknown:
        break;
    }
    return {Words::tr("Unknown"), Tone::bad};
}

Word word(shop::Fulfilment fulfilment)
{
    switch (fulfilment) {
    case shop::Fulfilment::open:
        return {Words::tr("Not yet"), Tone::neutral};
    case shop::Fulfilment::fulfilled:
        return word(shop::OrderState::fulfilled);
    case shop::Fulfilment::shipped:
        return word(shop::OrderState::shipped);
    case shop::Fulfilment::delivered:
        return word(shop::OrderState::delivered);
    case shop::Fulfilment::cancelled:
        return word(shop::OrderState::cancelled);
    case shop::Fulfilment::unknown:
        break;
    }
    return {Words::tr("Unknown"), Tone::bad};
}

Word word(shop::Purpose purpose)
{
    return purpose == shop::Purpose::sale ? Word{Words::tr("Sale"), Tone::neutral}
                                          : Word{Words::tr("Top-up"), Tone::info};
}

Word word(payouts::State state)
{
    switch (state) {
    case payouts::State::requested:
        return {Words::tr("Waiting for you"), Tone::warn};
    case payouts::State::rejected:
        return {Words::tr("Rejected"), Tone::neutral};
    case payouts::State::cancelled:
        return {Words::tr("Cancelled"), Tone::neutral};
    case payouts::State::approved:
        return {Words::tr("Approved"), Tone::info};
    case payouts::State::submitting:
        return {Words::tr("Being sent"), Tone::info};
    case payouts::State::accepted:
        return {Words::tr("Accepted"), Tone::info};
    case payouts::State::awaitingUser:
        return {Words::tr("Payee to confirm"), Tone::info};
    case payouts::State::unclear:
        return {Words::tr("Unclear"), Tone::warn};
    case payouts::State::paid:
        return {Words::tr("Paid"), Tone::good};
    case payouts::State::failed:
        return {Words::tr("Failed"), Tone::bad};
    case payouts::State::unknown:
        break;
    }
    return {Words::tr("Unknown"), Tone::bad};
}

Word word(reports::PayoutFlag flag)
{
    switch (flag) {
    case reports::PayoutFlag::firstWithdrawal:
        return {Words::tr("First withdrawal"), Tone::info};
    case reports::PayoutFlag::newAccount:
        return {Words::tr("New account"), Tone::info};
    case reports::PayoutFlag::nameMissing:
        return {Words::tr("Name missing"), Tone::bad};
    case reports::PayoutFlag::overLimit:
        return {Words::tr("Over limit"), Tone::bad};
    case reports::PayoutFlag::unusualSum:
        return {Words::tr("Unusual sum"), Tone::warn};
    case reports::PayoutFlag::sharedDevice:
        return {Words::tr("Shared device"), Tone::warn};
    case reports::PayoutFlag::sharedName:
        return {Words::tr("Same name elsewhere"), Tone::warn};
    case reports::PayoutFlag::takesTwo:
        return {Words::tr("Takes two people"), Tone::info};
    case reports::PayoutFlag::oneOfTwo:
        return {Words::tr("1 of 2 have approved"), Tone::warn};
    case reports::PayoutFlag::needsAttention:
        break;
    }
    return {Words::tr("Needs attention"), Tone::bad};
}

QString explain(const payouts::Payout& payout)
{
    switch (payout.state) {
    case payouts::State::requested:
        return Words::tr("The sum is held from the user's balance. Nothing leaves before you approve.");
    case payouts::State::approved:
        if (!payout.blocked.isEmpty())
            return Words::tr(
                "WeChat Pay certainly has not got it, and it is not sent again by itself. Put right what "
                "stands below; then ask, and it goes out again under the same number.");
        return payout.attempts == 0
                   ? Words::tr("It will be sent when the grace period ends. Until then you can take it back.")
                   : Words::tr("WeChat Pay did not take it. The same request goes again later, under the "
                               "same number.");
    case payouts::State::submitting:
        return Words::tr("The request is stored and on its way to WeChat Pay.");
    case payouts::State::accepted:
        return Words::tr("WeChat Pay has it and is working on it.");
    case payouts::State::awaitingUser:
        return Words::tr("The payee has 24 hours to confirm in WeChat. If they do not, it fails and the sum "
                         "goes back to their balance.");
    case payouts::State::unclear:
        if (!payout.blocked.isEmpty())
            return Words::tr("For too long WeChat Pay has not said clearly what became of it. The program "
                             "goes on asking and sends nothing again by itself; the sum stays held. Look the "
                             "number up in the merchant platform, then say what became of it.");
        return Words::tr("An answer of WeChat Pay was lost. The program asks by the same number, and repeats "
                         "the same request only if WeChat Pay does not know it. It cannot be paid twice. "
                         "There is nothing you have to do.");
    case payouts::State::paid:
        return Words::tr("The money has arrived in the payee's WeChat wallet.");
    case payouts::State::failed:
        return Words::tr("It ended without payment. The sum is back in the user's balance.");
    case payouts::State::rejected:
    case payouts::State::cancelled:
        return Words::tr("It was not paid. The sum is back in the user's balance.");
    case payouts::State::unknown:
        break;
    }
    return Words::tr("This program does not know the state; the sum stays held.");
}

QString payoutEventText(const QString& event)
{
    const QString known = lookUp(kPayoutEvents, event);
    return known.isEmpty() ? event : known;
}

QString channelText(const QString& channel)
{
    const QString known = lookUp(kChannels, channel);
    return known.isEmpty() ? channel : known;
}

QString refundEventText(const QString& event)
{
    const QString known = lookUp(kRefundEvents, event);
    return known.isEmpty() ? event : known;
}

Word word(recovery::State state)
{
    switch (state) {
    case recovery::State::looking:
        return {Words::tr("WeChat Pay is being asked"), Tone::warn};
    case recovery::State::waiting:
        return {Words::tr("Waiting for your word"), Tone::bad};
    case recovery::State::confirmed:
        return {Words::tr("Confirmed"), Tone::good};
    case recovery::State::none:
        break;
    }
    return {Words::tr("Never put back"), Tone::neutral};
}

QString recoveryCauseText(const QString& cause)
{
    return lookUp(kRecoveryCauses, cause);
}

QString findingKindText(const QString& kind)
{
    const QString known = lookUp(kFindingKinds, kind);
    return known.isEmpty() ? kind : known;
}

QString findingStateText(const QString& kind, const QString& state)
{
    if (kind == QLatin1String("payout") && payouts::parseState(state) != payouts::State::unknown)
        return word(payouts::parseState(state)).text;
    if (kind == QLatin1String("refund") &&
        payments::parseRefundStage(state) != payments::RefundStage::unknown)
        return word(payments::parseRefundStage(state)).text;
    if (kind == QLatin1String("order") && shop::parseOrderState(state) != shop::OrderState::unknown)
        return word(shop::parseOrderState(state)).text;
    return state;
}

QString actorText(const QString& actor)
{
    return actor == QLatin1String("user")       ? Words::tr("the user")
           : actor == QLatin1String("system")   ? Words::tr("the program")
           : actor == QLatin1String("operator") ? Words::tr("a person")
                                                : actor;
}

QString transferKindText(const QString& kind)
{
    const QString known = lookUp(kTransferKinds, kind);
    return known.isEmpty() ? kind : known;
}

QString accountText(const ledger::AccountPath& account)
{
    if (QString known = lookUp(kAccounts, account.toString()); !known.isEmpty())
        return known;
    const QStringList parts = account.toString().split(QLatin1Char(':'));
    if (parts.size() == 4 && parts[1] == QLatin1String("user"))
        return parts[3] == QLatin1String("held") ? Words::tr("User %1, held").arg(parts[2])
                                                 : Words::tr("User %1, available").arg(parts[2]);
    if (parts.contains(QStringLiteral("ads")))
        return Words::tr("Advertising: %1").arg(parts.last());
    return account.toString();
}

QString checkText(const QString& check)
{
    const QString known = lookUp(kChecks, check);
    return known.isEmpty() ? check : known;
}

Word consentWord(const QString& state)
{
    if (state.isEmpty())
        return {Words::tr("never asked for"), Tone::neutral};
    if (state == QLatin1String(payouts::Consent::kAsked))
        return {Words::tr("asked for, no answer yet"), Tone::warn};
    if (state == QLatin1String("WAIT_USER_CONFIRM"))
        return {Words::tr("waiting for the user"), Tone::info};
    if (state == QLatin1String("TAKING_EFFECT"))
        return {Words::tr("given"), Tone::good};
    if (state == QLatin1String("CLOSED"))
        return {Words::tr("ended"), Tone::neutral};
    return {state, Tone::warn};
}

QString accountWord(const QString& account)
{
    if (account == QLatin1String("BASIC"))
        return Words::tr("Basic account");
    if (account == QLatin1String("OPERATION"))
        return Words::tr("Operation account");
    if (account == QLatin1String("FEES"))
        return Words::tr("Fee account");
    return account;
}

QString taskText(const QString& code)
{
    return lookUp(kTasks, code);
}

QString timeText(qint64 utcMs)
{
    if (utcMs == 0)
        return QStringLiteral("–");
    const QDateTime time = inShanghai(utcMs);
    const bool thisYear = time.date().year() == inShanghai(QDateTime::currentMSecsSinceEpoch()).date().year();
    return QLocale().toString(time, thisYear ? Words::tr("d MMM HH:mm:ss", "date and time of this year")
                                             : Words::tr("d MMM yyyy HH:mm:ss", "date and time"));
}

QString dayText(QDate day)
{
    return QLocale().toString(day, Words::tr("ddd, d MMM yyyy", "a day"));
}

QString ageText(qint64 ms)
{
    const qint64 minutes = ms / 60'000;
    if (minutes < 1)
        return Words::tr("just now");
    if (minutes < 60)
        return Words::tr("%1 min").arg(minutes);
    if (minutes < 48 * 60)
        return Words::tr("%1 h").arg(minutes / 60);
    return Words::tr("%1 d").arg(minutes / (60 * 24));
}

QString leftText(qint64 ms)
{
    const qint64 seconds = (ms + 999) / 1'000;
    return seconds <= 120 ? Words::tr("%n second(s)", nullptr, static_cast<int>(seconds))
                          : Words::tr("%n minute(s)", nullptr, static_cast<int>((seconds + 59) / 60));
}

} // namespace zhangfang::ui
