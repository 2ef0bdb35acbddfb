#include "base/calendar.h"
#include "ctl/groups.h"
#include "ctl/json_views.h"
#include "payouts/balances.h"

namespace zhangfang::ctl
{
namespace
{

/// Asks WeChat for each account's money, now or at the end of a day.
Answer accountBalances(Session& session, const QString& day)
{
    backend::ShopFolder& folder = session.folder();
    ZF_ASSIGN(const auto clients, folder.connectToWechat());
    QDate date;
    if (!day.isEmpty()) {
        ZF_ASSIGN(date, base::parseDay(day));
    }
    QJsonArray items;
    for (const auto account : wechatpay::kAccountTypes) {
        const auto balance =
            date.isValid() ? clients.v3->dayEndBalance(account, date) : clients.v3->balance(account);
        if (!balance)
            return base::fail(balance.error().asError());
        ZF_ASSIGN(const auto booked,
            folder.readers().read<std::optional<base::Money>>([&](storage::Database& database) {
                return date.isValid() ? payouts::expectedAtWechat(
                                            database, account, base::startOfDayUtcMs(date.addDays(1)))
                                      : payouts::expectedAtWechatNow(database, account);
            }));
        items.append(QJsonObject{{QStringLiteral("account"), wechatpay::toText(account)},
            {QStringLiteral("available_fen"), balance->available.inFen()},
            {QStringLiteral("pending_fen"), balance->pending.inFen()},
            {QStringLiteral("books_fen"), booked ? QJsonValue(booked->inFen()) : QJsonValue()}});
    }
    return page(items, -1, 0);
}

} // namespace

void addAccountGroup(CommandLine& line)
{
    CLI::App* account = line.group("account", "the merchant's money at WeChat Pay");
    const auto day = std::make_shared<QString>();
    CLI::App* balances =
        line.verb(account, "balances", "of each account, now or at the end of a day", day, accountBalances);
    addText(balances, "--day", *day, "YYYY-MM-DD");
}

} // namespace zhangfang::ctl
