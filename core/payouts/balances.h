#pragma once

#include "storage/writer.h"
#include "wechatpay/v3/client.h"

#include <QDate>

/// WeChat's word of the merchant's accounts, each beside what the books make of the same moment. An old
/// figure beside a new one would look like a difference, so both are written down together.
namespace zhangfang::payouts
{

using base::Money;
using base::Result;
using base::Status;

/// What should be in the account at WeChat, all in all, before `beforeUtcMs`: the ledger's money less what
/// WeChat takes out earlier than the ledger does, when it accepts a payout or a refund. Nothing for FEES,
/// which the ledger does not keep by itself.
[[nodiscard]] Result<std::optional<Money>> expectedAtWechat(
    storage::Database& database, wechatpay::AccountType account, qint64 beforeUtcMs);

/// The same of this moment, from sums that are kept.
[[nodiscard]] Result<std::optional<Money>> expectedAtWechatNow(
    storage::Database& database, wechatpay::AccountType account);

/// `before`: what the books expected when WeChat was asked. What they went through until they hear the answer
/// is no difference: written down as expected is what of it comes nearest to WeChat's word.
[[nodiscard]] Status recordBalance(storage::Database& database, wechatpay::AccountType account,
    const wechatpay::Balance& balance, qint64 nowUtcMs, std::optional<Money> before = std::nullopt);

/// What WeChat may have taken out by now, without anybody's knowing it here: what is being sent, and what is
/// unclear.
[[nodiscard]] Result<Money> perhapsTaken(storage::Database& database, wechatpay::AccountType account);

/// Most merchants have no right to the endpoints of balances. Who was refused is asked again no sooner.
inline constexpr qint64 kRefusedForMs = 3'600'000;
/// WeChat does not tell this merchant the account's balance (403 NO_AUTH), and has told nothing since.
[[nodiscard]] Result<bool> isRefused(storage::Database& database, wechatpay::AccountType account);
/// What WeChat said to a question about that account counts as a refusal.
[[nodiscard]] bool isRefusal(const wechatpay::ApiError& error);
[[nodiscard]] Status recordRefusal(storage::Database& database, wechatpay::AccountType account,
    const wechatpay::ApiError& error, qint64 nowUtcMs);
/// Not within an hour of a refusal.
[[nodiscard]] Result<bool> mayAsk(
    storage::Database& database, wechatpay::AccountType account, qint64 nowUtcMs);

enum class Asked { told, refused, notNow, otherAnswer, noAnswer };
/// Asks WeChat for the money in an account, where it may be asked, and writes down what it says. Waits.
[[nodiscard]] Result<Asked> askBalance(storage::Writer& writer, const storage::ReadPool& readers,
    wechatpay::v3::Client& client, const base::Clock& clock, wechatpay::AccountType account);

/// Ends of days that were missed are asked for up to this far back. WeChat knows those of 90 days.
inline constexpr int kDayEndsBack = 7;
/// The latest day whose end WeChat can tell by now (from 10:00 of the next day on) and has not been asked
/// for; nothing: all are known. Days before the first transfer are none of ours.
[[nodiscard]] Result<std::optional<QDate>> dayEndWanted(
    storage::Database& database, wechatpay::AccountType account, qint64 nowUtcMs);
[[nodiscard]] Status recordDayEnd(storage::Database& database, wechatpay::AccountType account, QDate day,
    const wechatpay::Balance& balance, qint64 nowUtcMs);

} // namespace zhangfang::payouts
