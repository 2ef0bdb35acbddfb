#include "reports/export/book_lists.h"

#include "reports/export/detail/common_columns.h"
#include "reports/export/labels.h"
#include "reports/overview.h"
#include "shop/users.h"

namespace zhangfang::reports
{

using storage::Database;
using enum ColumnKind;
using namespace columns;

namespace
{

constexpr Label kTime{"时间", "Time"};
constexpr Label kBusinessKey{"业务编号", "Business key"};
constexpr Label kSubject{"对象", "Subject"};

using Columns = std::vector<ExportColumn<TransferRow>>;

NextRows<TransferRow> rowsOf(const TransferFilter& filter)
{
    const auto list = std::make_shared<TransferList>(filter);
    return pagesOf<TransferRow>(
        Top::highest, [list](Database& database) { return list->index(database); },
        [list](Database& database, const PageKey& start) { return list->page(database, start); });
}

} // namespace

Table transfersTable(const TransferFilter& filter, Language language)
{
    using Row = TransferRow;
    const bool ofOne = filter.accounts.size() == 1;
    Columns columns{{kNumber, number, kWordWidth, [](const Row& row) { return row.key.id; }},
        {kTime, time, kTimeWidth, [](const Row& row) { return row.occurredAtUtcMs; }},
        {kKind, text, kWordWidth, [language](const Row& row) { return transferKind(row.kind, language); }},
        {{"金额", "Amount"}, money, kMoneyWidth,
            [ofOne](const Row& row) { return ofOne ? row.changes.front().by : row.amount; }}};
    if (ofOne)
        columns.push_back({{"余额", "Balance after"}, money, kMoneyWidth,
            [](const Row& row) { return row.changes.front().after; }});
    columns.push_back({kDescription, text, kTextWidth, [](const Row& row) { return row.description; }});
    columns.push_back({kBusinessKey, text, kLongNumberWidth, [](const Row& row) { return row.businessKey; }});
    return tableOf<Row>(language, {"分录", "Transfers"}, std::move(columns), rowsOf(filter));
}

Table statementTable(base::UserId user, const TransferFilter& others, Language language)
{
    using Row = TransferRow;
    const Columns columns{{kNumber, number, kWordWidth, [](const Row& row) { return row.key.id; }},
        {kTime, time, kTimeWidth, [](const Row& row) { return row.occurredAtUtcMs; }},
        {kKind, text, kWordWidth, [language](const Row& row) { return transferKind(row.kind, language); }},
        {{"可用余额变动", "Available, change"}, money, kMoneyWidth,
            [](const Row& row) { return row.changes.front().by; }},
        {{"冻结变动", "Held, change"}, money, kMoneyWidth,
            [](const Row& row) { return row.changes.back().by; }},
        {{"可用余额", "Available after"}, money, kMoneyWidth,
            [](const Row& row) { return row.changes.front().after; }},
        {{"冻结余额", "Held after"}, money, kMoneyWidth,
            [](const Row& row) { return row.changes.back().after; }},
        {kDescription, text, kTextWidth, [](const Row& row) { return row.description; }},
        {kBusinessKey, text, kLongNumberWidth, [](const Row& row) { return row.businessKey; }}};
    return tableOf<Row>(language, {"对账单", "Statement"}, columns,
        [user, isKnown = false, next = rowsOf(statementOf(user, others))](
            Database& database) mutable -> Result<std::optional<std::vector<Row>>> {
            if (!std::exchange(isKnown, true))
                ZF_TRY(shop::findUser(database, user));
            return next(database);
        });
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

Table auditTable(const AuditFilter& filter, Language language)
{
    using Row = AuditRow;
    const std::vector<ExportColumn<Row>> columns{
        {kNumber, number, kWordWidth, [](const Row& row) { return row.key.id; }},
        {kTime, time, kTimeWidth, [](const Row& row) { return row.atUtcMs; }},
        {{"操作人", "Who"}, text, kNameWidth, [](const Row& row) { return row.actor; }},
        {{"操作", "Action"}, text, kNameWidth, [](const Row& row) { return row.action; }},
        {kSubject, text, kLongNumberWidth, [](const Row& row) { return row.subject; }},
        {{"详情", "Detail"}, text, kTextWidth, [](const Row& row) { return row.detail; }},
        {{"角色", "Role"}, text, kWordWidth,
            [language](const Row& row) { return roleName(row.role, language); }},
        {{"来处", "From"}, text, kWordWidth,
            [language](const Row& row) { return faceName(row.face, language); }},
        {{"机器", "Machine"}, text, kNameWidth, [](const Row& row) { return row.machine; }},
        {{"要求", "Asked for"}, text, kTextWidth, [](const Row& row) { return row.input; }},
        {{"改动", "Changed"}, text, kTextWidth, [](const Row& row) { return row.changed; }},
        {{"操作号", "Key"}, text, kLongNumberWidth, [](const Row& row) { return row.actKey; }}};
    return tableOf<Row>(language, {"审计日志", "Audit log"}, columns,
        pagesOf<Row>(
            Top::highest, [filter](Database& database) { return indexAudit(database, filter); },
            [filter](
                Database& database, const PageKey& start) { return auditPage(database, filter, start); }));
}

} // namespace zhangfang::reports
