#include "kit/words.h"

#include "base/calendar.h"
#include "payouts/consent.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

namespace zhangfang::ui
{
namespace
{

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

struct Coded {
    const char* code;
    const char* text;
};

template <size_t Size> QString lookUp(const Coded (&table)[Size], const QString& code)
{
    for (const Coded& known : table) {
        if (code == QLatin1String(known.code))
            return Words::tr(known.text);
    }
    return {};
}

constexpr Coded kErrors[] = {
    {"wrong_password", QT_TRANSLATE_NOOP("Words", "The password is wrong. Nothing was done.")},
    {"operator_waits",
        QT_TRANSLATE_NOOP("Words", "Too many wrong passwords. This name has to wait for another %1 seconds, "
                                   "with the right password too.")},
    {"weak_password", QT_TRANSLATE_NOOP("Words", "The password needs at least 8 characters.")},
    {"locked_session", QT_TRANSLATE_NOOP("Words", "The desk has locked itself. Give your password.")},
    {"insufficient_funds", QT_TRANSLATE_NOOP("Words", "The user's balance is too small for this.")},
    {"user_exists", QT_TRANSLATE_NOOP("Words", "A user with this openid already exists.")},
    {"invalid_openid", QT_TRANSLATE_NOOP("Words", "The openid must be 1 to 64 letters, digits, “_” or “-”.")},
    {"invalid_reason", QT_TRANSLATE_NOOP("Words", "Give a reason of 1 to 200 characters.")},
    {"invalid_amount", QT_TRANSLATE_NOOP("Words", "The amount must be at least ¥ 0.01.")},
    {"too_many_decimals", QT_TRANSLATE_NOOP("Words", "An amount has at most two decimals.")},
    {"invalid_description", QT_TRANSLATE_NOOP("Words", "The description must have 1 to 127 characters.")},
    {"user_required", QT_TRANSLATE_NOOP("Words", "This kind of order needs its user.")},
    {"no_such_user", QT_TRANSLATE_NOOP("Words", "There is no such user.")},
    {"no_such_order", QT_TRANSLATE_NOOP("Words", "There is no such order.")},
    {"no_such_withdrawal", QT_TRANSLATE_NOOP("Words", "There is no such withdrawal.")},
    {"invalid_period", QT_TRANSLATE_NOOP("Words", "The period must run forward and hold at most 366 days.")},
    {"over_single_limit",
        QT_TRANSLATE_NOOP("Words", "This withdrawal of %1 is over the limit of %2 for one payout.")},
    {"over_user_limit",
        QT_TRANSLATE_NOOP("Words", "This user's withdrawals of today would be %1, over the limit of %2.")},
    {"over_day_limit",
        QT_TRANSLATE_NOOP("Words", "All withdrawals of today would be %1, over the limit of %2.")},
    {"not_covered", QT_TRANSLATE_NOOP("Words", "Users are owed %1, but only %2 of settled money is there to "
                                               "pay them. Wait for settlement, or move money in.")},
    {"name_required", QT_TRANSLATE_NOOP("Words",
                          "From ¥ 2,000 on WeChat Pay wants the payee's real name. Enter it under Wallets.")},
    {"over_order", QT_TRANSLATE_NOOP("Words", "Only %1 of the order can still be given back, not %2.")},
    {"balance_gone", QT_TRANSLATE_NOOP("Words", "The user has only %1 left of the %2 to give back.")},
    {"too_many", QT_TRANSLATE_NOOP("Words", "WeChat Pay refunds an order at most 50 times.")},
    {"invalid_auth_code",
        QT_TRANSLATE_NOOP("Words", "A payment code has 18 digits and begins with 10 to 15.")},
    {"consent_stands", QT_TRANSLATE_NOOP("Words", "The user has already agreed.")},
    {"no_receipt", QT_TRANSLATE_NOOP("Words", "WeChat Pay has no receipt of this withdrawal.")},
    {"no_consent", QT_TRANSLATE_NOOP("Words", "The user was never asked.")},
    {"not_ready",
        QT_TRANSLATE_NOOP("Words", "WeChat Pay is still making the receipt. Try again in a minute.")},
    {"not_practice", QT_TRANSLATE_NOOP("Words", "This folder holds something that practice has not made. "
                                                "Nothing in it was changed; practise in an "
                                                "empty folder.")},
    {"notify_elsewhere",
        QT_TRANSLATE_NOOP("Words",
            "The notify address leads somewhere else: what WeChat Pay tells there does not come here.")},
    {"notify_unreachable",
        QT_TRANSLATE_NOOP("Words", "The notify address cannot be reached from here; look whether it can from "
                                   "outside.")},
    {"being_sent", QT_TRANSLATE_NOOP("Words",
                       "It is being sent to WeChat Pay at this very moment; try again in a few seconds.")},
    {"wrong_state", QT_TRANSLATE_NOOP("Words", "That is no longer possible in its present state.")},
    {"too_late", QT_TRANSLATE_NOOP("Words", "Too late: it has already been sent to WeChat Pay.")},
    {"not_configured",
        QT_TRANSLATE_NOOP(
            "Words", "The merchant account is not complete. Open Settings and fill in what is missing.")},
    {"already_running",
        QT_TRANSLATE_NOOP("Words",
            "Another Zhangfang already listens and pays for this folder; this one works beside it.")},
    {"cannot_listen",
        QT_TRANSLATE_NOOP("Words", "The listener's port is in use. Choose another one in Settings.")},
    {"no_platform_key",
        QT_TRANSLATE_NOOP("Words",
            "WeChat Pay's certificates could not be fetched. Check the network and the merchant's keys.")},
    {"wechat_refused", QT_TRANSLATE_NOOP("Words", "WeChat Pay refused.")},
    {"wechat_unclear", QT_TRANSLATE_NOOP("Words",
                           "WeChat Pay gave no clear answer. Nothing is lost; try again in a moment.")},
    {"secrets_unavailable", QT_TRANSLATE_NOOP("Words", "The desktop's keyring cannot be used.")},
    {"invalid_secret", QT_TRANSLATE_NOOP("Words", "That is not a key of the right kind.")},
    {"password_required",
        QT_TRANSLATE_NOOP("Words", "The key's file is locked, and the merchant's number does not open it.")},
    {"wrong_certificate",
        QT_TRANSLATE_NOOP("Words", "Private key, certificate and serial number do not belong together.")},
    {"wrong_public_key", QT_TRANSLATE_NOOP("Words", "What is set as WeChat Pay's public key is not one.")},
    {"wrong_apiv3_key", QT_TRANSLATE_NOOP("Words", "The APIv3 key does not open what WeChat Pay seals.")},
    {"wrong_appid", QT_TRANSLATE_NOOP("Words", "WeChat Pay does not take this app from this merchant.")},
    {"invalid_setting", QT_TRANSLATE_NOOP("Words", "A setting cannot hold that value.")},
    {"locked", QT_TRANSLATE_NOOP("Words", "Another program holds the books; try again in a moment.")},
    {"disk_full", QT_TRANSLATE_NOOP("Words", "The disk is full. Nothing was changed; free some space.")},
    {"disk_error", QT_TRANSLATE_NOOP("Words", "A file could not be read or written. Nothing was changed.")},
    {"damaged",
        QT_TRANSLATE_NOOP("Words", "The file is damaged. Keep it as it is and restore the newest backup.")},
    {"not_a_database", QT_TRANSLATE_NOOP("Words", "The file is not a Zhangfang database.")},
    {"newer_database",
        QT_TRANSLATE_NOOP("Words", "These books were made by a newer Zhangfang. Update the program.")},
    {"backup_exists",
        QT_TRANSLATE_NOOP("Words", "There already is a file of this name; backups never overwrite.")},
    {"books_differ",
        QT_TRANSLATE_NOOP("Words", "The books do not verify. Stop paying out and restore a backup.")},
    {"cancelled", QT_TRANSLATE_NOOP("Words", "Stopped.")},
    {"recovering", QT_TRANSLATE_NOOP("Words", "These books were put back from a backup. Until the owner has "
                                              "confirmed what happened since, nothing is sent.")},
    {"not_recovering", QT_TRANSLATE_NOOP("Words", "These books do not wait for a confirmation.")},
    {"still_looking",
        QT_TRANSLATE_NOOP(
            "Words", "WeChat Pay has not been asked about everything yet. Wait, or go on without looking.")},
    {"not_owner", QT_TRANSLATE_NOOP("Words", "Only the owner may decide this.")},
    {"password_needed", QT_TRANSLATE_NOOP("Words",
                            "This takes the owner's password each time, even while the desk is unlocked.")},
    {"wechat_reachable",
        QT_TRANSLATE_NOOP("Words", "WeChat Pay answers: wait until it has been asked about everything.")},
    {"wechat_says_otherwise",
        QT_TRANSLATE_NOOP("Words",
            "WeChat Pay still has it under way and will bring it to an end itself. Nothing was decided.")},
    {"restore_cut_off",
        QT_TRANSLATE_NOOP("Words", "A restore was cut off halfway. Restore the same backup once more.")},
    {"under_least", QT_TRANSLATE_NOOP("Words", "WeChat Pay pays out no less than %1 this way.")},
    {"over_most", QT_TRANSLATE_NOOP("Words", "A red packet holds no more than %1.")},
    {"cannot_cancel",
        QT_TRANSLATE_NOOP("Words", "What was sent this way cannot be cancelled at WeChat Pay.")},
    {"invalid_proof",
        QT_TRANSLATE_NOOP("Words", "Say where it is written, in 1 to 200 characters on one line.")},
    {"paid_at_wechat",
        QT_TRANSLATE_NOOP("Words", "WeChat Pay says that this order was paid. See the task under Overview; "
                                   "until it is settled, the order is neither closed nor reversed.")},
    {"too_early", QT_TRANSLATE_NOOP("Words",
                      "WeChat Pay does not let it be ended yet. The program does it by itself in a moment.")},
    {"not_taken", QT_TRANSLATE_NOOP("Words", "Nothing was taken from the customer. Scan the code again.")},
    {"not_paid", QT_TRANSLATE_NOOP("Words", "The customer has not paid.")},
    {"reverse_expired",
        QT_TRANSLATE_NOOP("Words", "WeChat Pay no longer reverses this payment. Should it turn out to be "
                                   "paid, give the money back with a refund.")},
    {"no_openid",
        QT_TRANSLATE_NOOP("Words",
            "This user is not known in that app: WeChat Pay wants the openid of the app that pays.")},
    {"unknown_app", QT_TRANSLATE_NOOP("Words", "This AppID is none of the shop's. Add it under Settings.")},
    {"key_reused",
        QT_TRANSLATE_NOOP("Words", "Something else was done under this key before. Nothing was done now.")},
    {"invalid_key", QT_TRANSLATE_NOOP("Words", "A key has 1 to 64 letters, digits, “-”, “_”, “.” or “:”.")},
    {"still_quarantined", QT_TRANSLATE_NOOP("Words", "It still does not fit, so it stays set aside.")},
    {"no_such_event", QT_TRANSLATE_NOOP("Words", "There is no such notification.")},
    {"no_such_refund", QT_TRANSLATE_NOOP("Words", "There is no such refund.")},
    {"no_such_complaint", QT_TRANSLATE_NOOP("Words", "There is no such complaint.")},
    {"invalid_text",
        QT_TRANSLATE_NOOP("Words", "A text must be on one line, and every character one that can be seen.")},
    {"invalid_answer", QT_TRANSLATE_NOOP("Words", "An answer has 1 to 200 characters.")},
    {"invalid_goods_detail",
        QT_TRANSLATE_NOOP("Words", "The list of goods is not one that WeChat Pay takes.")},
    {"invalid_funds_account", QT_TRANSLATE_NOOP("Words", "A refund is taken from AVAILABLE or UNSETTLED.")},
    {"invalid_bank_type", QT_TRANSLATE_NOOP("Words", "The bank is not one that WeChat Pay names.")},
    {"invalid_bank_account", QT_TRANSLATE_NOOP("Words", "That is not the number of a bank card.")},
    {"keys_changed",
        QT_TRANSLATE_NOOP("Words", "The keys have changed meanwhile. Nothing was sent; try again.")},
    {"refund_too_late", QT_TRANSLATE_NOOP("Words", "WeChat Pay refunds an order only within a year.")},
    {"number_reused", QT_TRANSLATE_NOOP("Words", "Another order already has this number.")},
    {"output_exists", QT_TRANSLATE_NOOP("Words", "A file of that name is there already.")},
    {"output_in_data_folder",
        QT_TRANSLATE_NOOP("Words", "That is the shop's own folder, where nothing else is written. Choose "
                                   "another place.")},
    {"not_a_file", QT_TRANSLATE_NOOP("Words", "That is not the name of a file that can be written.")},
    {"already_initialised", QT_TRANSLATE_NOOP("Words", "There already are books in this folder.")},
};

/// %1 as it was, %2 as it is.
constexpr Coded kChanges[] = {
    {"amount", QT_TRANSLATE_NOOP("Words", "the amount was %1 and is now %2.")},
    {"payee", QT_TRANSLATE_NOOP("Words", "the payee was %1 and is now %2.")},
    {"name", QT_TRANSLATE_NOOP("Words", "the payee's name was “%1” and is now “%2”.")},
    {"balance", QT_TRANSLATE_NOOP("Words", "the payee's balance was %1 and is now %2.")},
    {"state", QT_TRANSLATE_NOOP("Words", "%1its state is now “%2”.")},
};

constexpr Coded kPayoutEvents[] = {
    {"requested", QT_TRANSLATE_NOOP("Words", "Requested; the sum is held")},
    {"approved", QT_TRANSLATE_NOOP("Words", "Approved")},
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
    {"succeeded", QT_TRANSLATE_NOOP("Words", "Given back")},
    {"closed", QT_TRANSLATE_NOOP("Words", "WeChat Pay gave it up; nothing has moved")},
    {"withdrawn", QT_TRANSLATE_NOOP("Words", "Withdrawn; WeChat Pay never got it")},
    {"decided_refunded", QT_TRANSLATE_NOOP("Words", "Decided by a person: given back")},
    {"decided_not_refunded", QT_TRANSLATE_NOOP("Words", "Decided by a person: not given back")},
    {"surfaced",
        QT_TRANSLATE_NOOP("Words", "WeChat Pay says after all that it was given back; it is booked")},
    {"made_elsewhere", QT_TRANSLATE_NOOP("Words", "Given back outside this program; it is booked")},
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
        return {Words::tr("Given back"), Tone::good};
    case payments::RefundStage::closed:
    case payments::RefundStage::refused:
        return {Words::tr("Not given back"), Tone::bad};
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
    case shop::OrderState::unknown:
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

QString errorText(const base::Error& error)
{
    if (error.code == QLatin1String("changed_meanwhile") && error.figures.size() == 3) {
        const QString what = lookUp(kChanges, error.figures[0]);
        const QString state = error.figures[0] == QLatin1String("state")
                                  ? word(payouts::parseState(error.figures[2])).text
                                  : error.figures[2];
        return Words::tr("It has changed since you looked, so it was not approved: %1")
            .arg(what.arg(error.figures[1], state));
    }
    QString known = lookUp(kErrors, error.code);
    for (const QString& figure : error.figures)
        known = known.arg(figure);
    return known.isEmpty() ? error.describe() : known;
}

QString checkText(const QString& check)
{
    const QString known = lookUp(kChecks, check);
    return known.isEmpty() ? check : known;
}

QString evidenceText(const QString& evidence)
{
    static const QRegularExpression kByNotification(QStringLiteral("^(\\S+), by notification (\\S+)$"));
    static const QRegularExpression kByQuery(
        QStringLiteral("^(\\S+), by (query|answer)(?: \\[(Request-ID \\S+)\\])?$"));
    if (const auto told = kByNotification.match(evidence); told.hasMatch())
        return Words::tr("WeChat's number %1, told by notification %2")
            .arg(told.captured(1), told.captured(2));
    if (const auto asked = kByQuery.match(evidence); asked.hasMatch()) {
        const QString told = asked.captured(2) == QLatin1String("query")
                                 ? Words::tr("WeChat's number %1, told when asked").arg(asked.captured(1))
                                 : Words::tr("WeChat's number %1, told at once").arg(asked.captured(1));
        return asked.captured(3).isEmpty() ? told : told + QStringLiteral("\n") + asked.captured(3);
    }
    if (evidence == QLatin1String("WeChat does not know it"))
        return Words::tr("WeChat Pay does not know the number");
    return evidence;
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

} // namespace zhangfang::ui
