#pragma once

#include "office/command.h"

/// What can be looked at in read models that no room of the money keeps.
namespace zhangfang::reports
{

/// The newest first.
struct AuditList {
    static constexpr auto kName = "audit.list";
    static constexpr auto kPermission = access::Permission::look;
    static constexpr auto kWords = "who did what, the newest first";
    static constexpr auto kAnswers = office::Query::Answers::rows;
    QString search;   ///< anywhere in who, what, to what and the rest
    QString actor;    ///< to the letter; empty: anybody's
    QString subject;  ///< to the letter; empty: about anything
    qint64 after = 0; ///< the number of the last that was seen
    qint64 limit = 100;
    [[nodiscard]] static office::Shape<AuditList> shape();
    [[nodiscard]] static std::vector<office::Column> columns();
};

/// What needs a person, the oldest first.
struct TaskList {
    static constexpr auto kName = "task.list";
    static constexpr auto kPermission = access::Permission::look;
    static constexpr auto kWords = "what needs a person, the oldest first";
    static constexpr auto kAnswers = office::Query::Answers::rows;
    qint64 after = 0; ///< the number of the last that was seen
    qint64 limit = 100;
    [[nodiscard]] static office::Shape<TaskList> shape();
    [[nodiscard]] static std::vector<office::Column> columns();
};

/// Every account of the ledger.
struct BalanceList {
    static constexpr auto kName = "ledger.balances";
    static constexpr auto kPermission = access::Permission::look;
    static constexpr auto kWords = "what is in every account of the ledger";
    static constexpr auto kAnswers = office::Query::Answers::rows;
    [[nodiscard]] static office::Shape<BalanceList> shape();
    [[nodiscard]] static std::vector<office::Column> columns();
};

void offerQueries(office::Catalogue& catalogue);

} // namespace zhangfang::reports
