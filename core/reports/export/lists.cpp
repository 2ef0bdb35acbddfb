#include "reports/export/lists.h"

#include "reports/export/detail/common_columns.h"
#include "reports/export/labels.h"

namespace zhangfang::reports
{

using storage::Database;
using enum ColumnKind;
using namespace columns;

namespace
{

constexpr Label kState{"状态", "State"};
constexpr Label kAmount{"金额", "Amount"};
constexpr Label kName{"姓名", "Name"};
constexpr Label kWechatNumber{"微信单号", "WeChat's number"};

/// A sum that only what is paid has.
Cell ifPaid(const OrderRow& row, Money sum)
{
    return row.paidAtUtcMs == 0 ? Cell() : Cell(sum);
}

Cell ofUser(base::UserId user)
{
    return user == base::UserId() ? Cell() : Cell(user.value());
}

} // namespace

Table ordersTable(const OrderFilter& filter, Language language)
{
    using Row = OrderRow;
    const std::vector<ExportColumn<Row>> columns{
        {{"创建时间", "Created"}, time, kTimeWidth, [](const Row& row) { return row.createdAtUtcMs; }},
        {{"订单号", "Order number"}, text, kLongNumberWidth, [](const Row& row) { return row.number; }},
        {kWechatNumber, text, kLongNumberWidth, [](const Row& row) { return row.transactionId; }},
        {kDescription, text, kTextWidth, [](const Row& row) { return row.description; }},
        {kAmount, money, kMoneyWidth, [](const Row& row) { return row.amount; }},
        {kState, text, kWordWidth, [language](const Row& row) { return wordOf(row.state, language); }},
        {kKind, text, kWordWidth, [language](const Row& row) { return wordOf(row.purpose, language); }},
        {{"渠道", "Channel"}, text, kWordWidth, [](const Row& row) { return row.channel.toUpper(); }},
        {{"用户编号", "User no."}, number, kWordWidth, [](const Row& row) { return ofUser(row.user); }},
        {{"用户", "User"}, text, kNameWidth, [](const Row& row) { return row.userName; }},
        {{"支付时间", "Paid at"}, time, kTimeWidth, [](const Row& row) { return row.paidAtUtcMs; }},
        {{"结算金额", "Settles"}, money, kMoneyWidth,
            [](const Row& row) { return ifPaid(row, row.settles); }},
        {{"预计手续费", "Expected fee"}, money, kMoneyWidth,
            [](const Row& row) { return ifPaid(row, row.fee); }},
        {{"已退款", "Refunded"}, money, kMoneyWidth,
            [](const Row& row) { return ifPaid(row, row.refunded); }}};
    return tableOf<Row>(language, {"订单", "Orders"}, columns,
        pagesOf<Row>(
            topOf(filter.sort), [filter](Database& database) { return indexOrders(database, filter); },
            [filter](
                Database& database, const PageKey& start) { return orderPage(database, filter, start); }));
}

Table payoutsTable(const PayoutFilter& filter, Language language)
{
    using Row = PayoutRecord;
    const std::vector<ExportColumn<Row>> columns{
        {kNumber, number, kWordWidth, [](const Row& row) { return row.payout.id.value(); }},
        {{"本店单号", "Our number"}, text, kLongNumberWidth,
            [](const Row& row) { return row.payout.number.toString(); }},
        {{"用户编号", "User no."}, number, kWordWidth, [](const Row& row) { return row.payee.id.value(); }},
        {{"收款人", "Payee"}, text, kNameWidth, [](const Row& row) { return row.payee.name; }},
        {{"openid", "openid"}, text, kLongNumberWidth, [](const Row& row) { return row.payee.openid; }},
        {kAmount, money, kMoneyWidth, [](const Row& row) { return row.payout.amount; }},
        {kState, text, kWordWidth, [language](const Row& row) { return wordOf(row.payout.state, language); }},
        {{"申请时间", "Requested"}, time, kTimeWidth,
            [](const Row& row) { return row.payout.requestedAtUtcMs; }},
        {{"批准时间", "Approved"}, time, kTimeWidth,
            [](const Row& row) { return row.payout.approvedAtUtcMs; }},
        {{"完成时间", "Finished"}, time, kTimeWidth,
            [](const Row& row) { return row.payout.finishedAtUtcMs; }},
        {{"付款方式", "Paid through"}, text, kNameWidth,
            [language](const Row& row) { return payoutChannel(row.payout.channel, language); }},
        {{"批次", "Batch"}, text, kLongNumberWidth, [](const Row& row) { return row.payout.batchNo; }},
        {kWechatNumber, text, kLongNumberWidth, [](const Row& row) { return row.payout.transferBillNo; }},
        {{"备注", "Note"}, text, kTextWidth, [](const Row& row) { return row.payout.note; }}};
    return tableOf<Row>(language, {"提现", "Withdrawals"}, columns,
        pagesOf<Row>(
            topOf(filter.sort), [filter](Database& database) { return indexPayouts(database, filter); },
            [filter](Database& database, const PageKey& start) {
                return payoutRecords(database, filter, start);
            }));
}

Table usersTable(const UserFilter& filter, Language language)
{
    using Row = UserRow;
    const std::vector<ExportColumn<Row>> columns{
        {kNumber, number, kWordWidth, [](const Row& row) { return row.key.id; }},
        {kName, text, kNameWidth, [](const Row& row) { return row.name; }},
        {{"openid", "openid"}, text, kLongNumberWidth, [](const Row& row) { return row.openid; }},
        {{"可用余额", "Available"}, money, kMoneyWidth, [](const Row& row) { return row.available; }},
        {{"冻结", "Held"}, money, kMoneyWidth, [](const Row& row) { return row.held; }},
        {{"注册时间", "Known since"}, time, kTimeWidth, [](const Row& row) { return row.createdAtUtcMs; }}};
    return tableOf<Row>(language, {"用户", "Users"}, columns,
        pagesOf<Row>(
            topOf(filter.sort), [filter](Database& database) { return indexUsers(database, filter); },
            [filter](
                Database& database, const PageKey& start) { return userPage(database, filter, start); }));
}

} // namespace zhangfang::reports
