#pragma once

#include "payouts/balances.h"

namespace zhangfang::payouts
{

/// Keeps WeChat's figures of the accounts fresh, and with them the contact with it proven, in quiet hours;
/// asks for what was in them at the ends of days. Lives on one worker thread, and waits there.
class BalanceRounds
{
public:
    BalanceRounds(storage::Writer& writer, storage::ReadPool& readers, const base::Clock& clock)
        : writer_(writer), readers_(readers), clock_(clock)
    {
    }
    /// To be called every second or so. `paying`: the account that is paid from, asked about most often.
    [[nodiscard]] Status runDue(wechatpay::v3::Client& client, wechatpay::AccountType paying);

private:
    [[nodiscard]] Status ask(wechatpay::v3::Client& client, wechatpay::AccountType account) const;
    /// What was in the account at the end of the latest day that is not known yet.
    [[nodiscard]] Status askDayEnd(wechatpay::v3::Client& client, wechatpay::AccountType account) const;
    storage::Writer& writer_;
    storage::ReadPool& readers_;
    const base::Clock& clock_;
    base::SteadyClock steady_;
    std::optional<qint64> askedAt_;    ///< by `steady_`: of the account that is paid from
    std::optional<qint64> askedAllAt_; ///< by `steady_`
};

} // namespace zhangfang::payouts
