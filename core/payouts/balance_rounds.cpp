#include "payouts/balance_rounds.h"

namespace zhangfang::payouts
{

namespace
{

constexpr qint64 kBalanceEveryMs = 60'000;
constexpr qint64 kBalancesEveryMs = 10 * 60'000; ///< of the accounts nothing is paid from

} // namespace

Status BalanceRounds::runDue(wechatpay::v3::Client& client, wechatpay::AccountType paying)
{
    const qint64 now = steady_.nowUtcMs();
    if (!askedAt_ || now - *askedAt_ > kBalanceEveryMs) {
        askedAt_ = now;
        ZF_TRY(ask(client, paying));
    }
    if (!askedAllAt_ || now - *askedAllAt_ > kBalancesEveryMs) {
        askedAllAt_ = now;
        for (const auto account : wechatpay::kAccountTypes) {
            if (account != paying)
                ZF_TRY(ask(client, account));
        }
        for (const auto account : wechatpay::kAccountTypes)
            ZF_TRY(askDayEnd(client, account));
    }
    return {};
}

Status BalanceRounds::ask(wechatpay::v3::Client& client, wechatpay::AccountType account) const
{
    return askBalance(writer_, readers_, client, clock_, account).map([](Asked) {});
}

Status BalanceRounds::askDayEnd(wechatpay::v3::Client& client, wechatpay::AccountType account) const
{
    ZF_ASSIGN(const auto day,
        readers_.read<std::optional<QDate>>([&](storage::Database& database) -> Result<std::optional<QDate>> {
            const qint64 now = clock_.nowUtcMs();
            ZF_ASSIGN(const bool may, mayAsk(database, account, now));
            return may ? dayEndWanted(database, account, now) : std::optional<QDate>();
        }));
    if (!day)
        return {};
    const auto balance = client.dayEndBalance(account, *day);
    if (!balance && !isRefusal(balance.error()))
        return {}; // not every merchant has every account
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            const qint64 now = clock_.nowUtcMs();
            if (balance)
                ZF_TRY(recordDayEnd(database, account, *day, *balance, now));
            else
                ZF_TRY(recordRefusal(database, account, balance.error(), now));
            return 0;
        })
        .map([](int) {});
}

} // namespace zhangfang::payouts
