#include "kit/words.h"
#include "kit/words_table.h"

namespace zhangfang::ui
{
namespace
{

constexpr Coded kActions[] = {
    {"books.backed_up", QT_TRANSLATE_NOOP("Words", "Books backed up")},
    {"books.restored", QT_TRANSLATE_NOOP("Words", "Books put back from a backup")},
    {"complaint.complete_asked", QT_TRANSLATE_NOOP("Words", "Began to call a complaint dealt with")},
    {"complaint.completed", QT_TRANSLATE_NOOP("Words", "Complaint dealt with")},
    {"complaint.replied", QT_TRANSLATE_NOOP("Words", "Complaint answered")},
    {"complaint.reply_asked", QT_TRANSLATE_NOOP("Words", "Began to answer a complaint")},
    {"consent.asked", QT_TRANSLATE_NOOP("Words", "Consent to receive asked for")},
    {"consent.ended", QT_TRANSLATE_NOOP("Words", "Consent to receive taken back")},
    {"ledger.moved", QT_TRANSLATE_NOOP("Words", "Money moved between accounts")},
    {"operator.added", QT_TRANSLATE_NOOP("Words", "Operator added")},
    {"operator.disabled", QT_TRANSLATE_NOOP("Words", "Operator disabled")},
    {"operator.enabled", QT_TRANSLATE_NOOP("Words", "Operator enabled")},
    {"operator.guessed_at", QT_TRANSLATE_NOOP("Words", "Wrong password")},
    {"operator.password_changed", QT_TRANSLATE_NOOP("Words", "Password changed")},
    {"operator.password_reset", QT_TRANSLATE_NOOP("Words", "Password reset")},
    {"operator.recovered", QT_TRANSLATE_NOOP("Words", "Let in by a recovery sheet")},
    {"operator.recovery_code_used", QT_TRANSLATE_NOOP("Words", "Recovery code used up")},
    {"operator.role_changed", QT_TRANSLATE_NOOP("Words", "Role changed")},
    {"operator.sheet_made", QT_TRANSLATE_NOOP("Words", "Recovery sheet made")},
    {"operator.totp_begun", QT_TRANSLATE_NOOP("Words", "Began to enrol for one-time codes")},
    {"operator.totp_enrolled", QT_TRANSLATE_NOOP("Words", "Enrolled for one-time codes")},
    {"operator.totp_removed", QT_TRANSLATE_NOOP("Words", "One-time codes removed")},
    {"operator.waits", QT_TRANSLATE_NOOP("Words", "Too many wrong passwords: the name waits")},
    {"order.close_asked", QT_TRANSLATE_NOOP("Words", "Order to be closed")},
    {"order.created", QT_TRANSLATE_NOOP("Words", "Order created")},
    {"order.delivered", QT_TRANSLATE_NOOP("Words", "Order delivered")},
    {"order.fulfilled", QT_TRANSLATE_NOOP("Words", "Order fulfilled")},
    {"order.fulfilment_cancelled", QT_TRANSLATE_NOOP("Words", "Said that an order is not handed over")},
    {"order.refund_adopted", QT_TRANSLATE_NOOP("Words", "Refund made elsewhere taken over")},
    {"order.refund_redirect_asked", QT_TRANSLATE_NOOP("Words", "Refund to be sent to a bank card")},
    {"order.refund_redirected", QT_TRANSLATE_NOOP("Words", "Refund sent to a bank card")},
    {"order.refund_requested", QT_TRANSLATE_NOOP("Words", "Refund requested")},
    {"order.refund_resolved", QT_TRANSLATE_NOOP("Words", "Said what became of a refund")},
    {"order.refund_told", QT_TRANSLATE_NOOP("Words", "WeChat Pay said what became of a refund")},
    {"order.refund_withdrawn", QT_TRANSLATE_NOOP("Words", "Refund withdrawn")},
    {"order.refunds_known", QT_TRANSLATE_NOOP("Words", "Said that all refunds are known")},
    {"order.shipped", QT_TRANSLATE_NOOP("Words", "Order shipped")},
    {"quarantine.replayed", QT_TRANSLATE_NOOP("Words", "Notification taken up again")},
    {"recovery.confirmed", QT_TRANSLATE_NOOP("Words", "Books confirmed after a restore")},
    {"recovery.confirmed_without_looking",
        QT_TRANSLATE_NOOP("Words", "Books confirmed without asking WeChat Pay")},
    {"recovery.looked", QT_TRANSLATE_NOOP("Words", "WeChat Pay asked after a restore")},
    {"secret.set", QT_TRANSLATE_NOOP("Words", "Key changed")},
    {"setting.changed", QT_TRANSLATE_NOOP("Words", "Setting changed")},
    {"wallet.credited", QT_TRANSLATE_NOOP("Words", "Credited by hand")},
    {"wallet.debited", QT_TRANSLATE_NOOP("Words", "Debited by hand")},
    {"task.done", QT_TRANSLATE_NOOP("Words", "Task done")},
    {"user.added", QT_TRANSLATE_NOOP("Words", "User added")},
    {"user.linked", QT_TRANSLATE_NOOP("Words", "User known in another app")},
    {"user.renamed", QT_TRANSLATE_NOOP("Words", "User renamed")},
    {"withdrawal.requested", QT_TRANSLATE_NOOP("Words", "Withdrawal requested")},
    {"withdrawal.told", QT_TRANSLATE_NOOP("Words", "WeChat Pay said what became of a withdrawal")},
    {"withdrawal.approved", QT_TRANSLATE_NOOP("Words", "Withdrawal approved")},
    {"withdrawal.approved_first", QT_TRANSLATE_NOOP("Words", "Withdrawal approved by the first of two")},
    {"withdrawal.cancel_requested", QT_TRANSLATE_NOOP("Words", "Asked to cancel a withdrawal")},
    {"withdrawal.cancelled", QT_TRANSLATE_NOOP("Words", "Withdrawal cancelled")},
    {"withdrawal.rejected", QT_TRANSLATE_NOOP("Words", "Withdrawal rejected")},
    {"withdrawal.resolved", QT_TRANSLATE_NOOP("Words", "Said what became of a withdrawal")},
    {"withdrawal.taken_back", QT_TRANSLATE_NOOP("Words", "Approval taken back")},
};

} // namespace

QString auditText(const QString& action)
{
    const QString known = lookUp(kActions, action);
    return known.isEmpty() ? action : known;
}

} // namespace zhangfang::ui
