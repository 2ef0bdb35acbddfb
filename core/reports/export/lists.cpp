#include "reports/export/lists.h"

#include "reports/audit_log.h"
#include "reports/books.h"
#include "reports/export/labels.h"
#include "reports/overview.h"

namespace zhangfang::reports
{

using storage::Database;
using enum ColumnKind;

namespace
{

/// Widths, in characters.
constexpr int kTimeWidth = 26;
constexpr int kMoneyWidth = 12;
constexpr int kLongNumberWidth = 32;
constexpr int kWordWidth = 14;
constexpr int kNameWidth = 20;
constexpr int kTextWidth = 40;

constexpr Label kNumber{"编号", "No."};
constexpr Label kState{"状态", "State"};
constexpr Label kAmount{"金额", "Amount"};
constexpr Label kKind{"类别", "Kind"};
constexpr Label kDescription{"说明", "Description"};
constexpr Label kName{"姓名", "Name"};
constexpr Label kTime{"时间", "Time"};
constexpr Label kWechatNumber{"微信单号", "WeChat's number"};
constexpr Label kSubject{"对象", "Subject"};

/// A sum that only what is paid has.
Cell ifPaid(const OrderRow& row, Money sum)
{
    return row.paidAtUtcMs == 0 ? Cell() : Cell(sum);
}

Cell ofUser(base::UserId user)
{
    return user == base::UserId() ? Cell() : Cell(user.value());
}

/// A user's lines, from the newest back, with the balances that each left behind.
struct BalancedLine {
    StatementLine line;
    Money available;
    Money held;
};
class Statement
{
public:
    explicit Statement(base::UserId user) : user_(user) {}
    Result<std::optional<std::vector<BalancedLine>>> next(Database& database)
    {
        if (!balance_) {
            ZF_ASSIGN(balance_, shop::wallet(database, user_));
        }
        ZF_ASSIGN(const auto page, statement(database, user_, before_, kPageRows));
        if (page.empty())
            return std::nullopt;
        std::vector<BalancedLine> lines;
        for (const StatementLine& line : page) {
            lines.push_back({line, balance_->available, balance_->held});
            ZF_ASSIGN(balance_->available, balance_->available.minus(line.available));
            ZF_ASSIGN(balance_->held, balance_->held.minus(line.held));
        }
        before_ = page.back().transfer;
        return lines;
    }

private:
    base::UserId user_;
    base::TransferId before_;
    std::optional<shop::Wallet> balance_;
};

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
            [filter](Database& database, PageKey start) { return orderPage(database, filter, start); }));
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
            [filter](Database& database, PageKey start) { return payoutRecords(database, filter, start); }));
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
            [filter](Database& database, PageKey start) { return userPage(database, filter, start); }));
}

Table statementTable(base::UserId user, Language language)
{
    using Row = BalancedLine;
    const std::vector<ExportColumn<Row>> columns{
        {kNumber, number, kWordWidth, [](const Row& row) { return row.line.transfer.value(); }},
        {kTime, time, kTimeWidth, [](const Row& row) { return row.line.occurredAtUtcMs; }},
        {kKind, text, kWordWidth,
            [language](const Row& row) { return transferKind(row.line.kind, language); }},
        {{"可用余额变动", "Available, change"}, money, kMoneyWidth,
            [](const Row& row) { return row.line.available; }},
        {{"冻结变动", "Held, change"}, money, kMoneyWidth, [](const Row& row) { return row.line.held; }},
        {{"可用余额", "Available after"}, money, kMoneyWidth, [](const Row& row) { return row.available; }},
        {{"冻结余额", "Held after"}, money, kMoneyWidth, [](const Row& row) { return row.held; }},
        {kDescription, text, kTextWidth, [](const Row& row) { return row.line.description; }}};
    return tableOf<Row>(language, {"对账单", "Statement"}, columns,
        [lines = Statement(user)](Database& database) mutable { return lines.next(database); });
}

Table transfersTable(const std::optional<ledger::AccountPath>& account, Language language)
{
    using Row = TransferRow;
    const std::vector<ExportColumn<Row>> columns{
        {kNumber, number, kWordWidth, [](const Row& row) { return row.key.id; }},
        {kTime, time, kTimeWidth, [](const Row& row) { return row.occurredAtUtcMs; }},
        {kKind, text, kWordWidth, [language](const Row& row) { return transferKind(row.kind, language); }},
        {kAmount, money, kMoneyWidth, [](const Row& row) { return row.amount; }},
        {kDescription, text, kTextWidth, [](const Row& row) { return row.description; }}};
    return tableOf<Row>(language, {"分录", "Transfers"}, columns,
        pagesOf<Row>(
            Top::highest, [account](Database& database) { return indexTransfers(database, account); },
            [account](Database& database, PageKey start) { return transferPage(database, account, start); }));
}

Table tasksTable(Language language)
{
    using Row = Task;
    const std::vector<ExportColumn<Row>> columns{
        {kNumber, number, kWordWidth, [](const Row& row) { return row.id; }},
        {kTime, time, kTimeWidth, [](const Row& row) { return row.createdAtUtcMs; }},
        {kSubject, text, kLongNumberWidth, [](const Row& row) { return row.subject; }},
        {{"代码", "Code"}, text, kNameWidth, [](const Row& row) { return row.code; }},
        {{"事项", "What"}, text, kTextWidth, [](const Row& row) { return row.message; }},
        {{"截止时间", "Due"}, time, kTimeWidth, [](const Row& row) { return row.dueAtUtcMs.value_or(0); }}};
    return tableOf<Row>(language, {"待办", "Tasks"}, columns,
        [after = qint64(0)](Database& database) mutable -> Result<std::optional<std::vector<Row>>> {
            ZF_ASSIGN(auto page, openTasks(database, kPageRows, after));
            if (page.empty())
                return std::nullopt;
            after = page.back().id;
            return page;
        });
}

Table auditTable(const QString& search, Language language)
{
    using Row = AuditRow;
    const std::vector<ExportColumn<Row>> columns{
        {kNumber, number, kWordWidth, [](const Row& row) { return row.key.id; }},
        {kTime, time, kTimeWidth, [](const Row& row) { return row.atUtcMs; }},
        {{"操作人", "Who"}, text, kNameWidth, [](const Row& row) { return row.actor; }},
        {{"操作", "Action"}, text, kNameWidth, [](const Row& row) { return row.action; }},
        {kSubject, text, kLongNumberWidth, [](const Row& row) { return row.subject; }},
        {{"详情", "Detail"}, text, kTextWidth, [](const Row& row) { return row.detail; }}};
    return tableOf<Row>(language, {"审计日志", "Audit log"}, columns,
        pagesOf<Row>(
            Top::highest, [search](Database& database) { return indexAudit(database, search); },
            [search](Database& database, PageKey start) { return auditPage(database, search, start); }));
}

} // namespace zhangfang::reports
