#pragma once

#include "kit/theme.h"
#include "ledger/account_path.h"
#include "payments/refund.h"
#include "payouts/payout.h"
#include "recovery/standing.h"
#include "reports/payout_queue.h"
#include "shop/orders.h"

#include <QDate>

namespace zhangfang::ui
{

/// A word for people, and how it is coloured.
struct Word {
    QString text;
    Tone tone = Tone::neutral;
};

[[nodiscard]] Word word(shop::OrderState state);
[[nodiscard]] Word word(shop::Fulfilment fulfilment);
[[nodiscard]] Word word(payments::RefundStage stage);
/// BASIC, OPERATION and FEES as people call them.
/// How a payee's consent to receive without confirming stands, in WeChat's words; empty: never asked for.
[[nodiscard]] Word consentWord(const QString& state);
[[nodiscard]] QString accountWord(const QString& account);
[[nodiscard]] Word word(shop::Purpose purpose);
[[nodiscard]] Word word(payouts::State state);
[[nodiscard]] Word word(reports::PayoutFlag flag);
/// What a state means for the money and what the program is doing about it.
[[nodiscard]] QString explain(const payouts::Payout& payout);
/// An event of a payout's story.
[[nodiscard]] QString payoutEventText(const QString& event);
/// A way of paying out, as the settings call it.
[[nodiscard]] QString channelText(const QString& channel);
/// An event of a refund's story.
[[nodiscard]] QString refundEventText(const QString& event);
/// How books stand that were put back, why they count as put back, and what was looked at.
[[nodiscard]] Word word(recovery::State state);
[[nodiscard]] QString recoveryCauseText(const QString& cause);
[[nodiscard]] QString findingKindText(const QString& kind);
/// The state of a payout, refund or order as the program writes it, in the person's language.
[[nodiscard]] QString findingStateText(const QString& kind, const QString& state);
/// "user" and "system" in the person's language; an operator's name as it is.
[[nodiscard]] QString actorText(const QString& actor);
/// payment, hold, release, …
[[nodiscard]] QString transferKindText(const QString& kind);
/// "Owed to user 7, held" for "liabilities:user:7:held".
[[nodiscard]] QString accountText(const ledger::AccountPath& account);
/// What went wrong and what to do about it, for a code the program knows; else the error's own words.
[[nodiscard]] QString errorText(const base::Error& error);
/// A sentence of the program's own, such as what a check found, in the person's language; others as they
/// came.
[[nodiscard]] QString saidText(const QString& sentence);
/// The name of one of the doctor's checks.
[[nodiscard]] QString checkText(const QString& check);
/// How an order's event is known: the program's own sentences in the person's language, others as they came.
[[nodiscard]] QString evidenceText(const QString& evidence);
/// What was done, for an action of the audit log.
[[nodiscard]] QString auditText(const QString& action);
/// What a person should do about a task.
[[nodiscard]] QString taskText(const QString& code);

/// In Asia/Shanghai, as the language writes it.
[[nodiscard]] QString timeText(qint64 utcMs);
[[nodiscard]] QString dayText(QDate day);
/// "just now", "3 min", "2 h", "5 d".
[[nodiscard]] QString ageText(qint64 ms);
/// So long until something: in seconds for the last two minutes, before in minutes, both rounded up.
[[nodiscard]] QString leftText(qint64 ms);

} // namespace zhangfang::ui
