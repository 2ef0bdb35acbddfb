#pragma once

#include "office/command.h"

/// What can be looked at about notifications that were set aside.
namespace zhangfang::payments
{

/// What was believed and did not fit, the oldest first.
struct QuarantineList {
    static constexpr auto kName = "quarantine.list";
    static constexpr auto kPermission = access::Permission::look;
    static constexpr auto kWords = "notifications that were set aside, the oldest first";
    static constexpr auto kAnswers = office::Query::Answers::rows;
    QString after; ///< the notification that was seen last; empty: from the oldest
    qint64 limit = 100;
    [[nodiscard]] static office::Shape<QuarantineList> shape();
    [[nodiscard]] static std::vector<office::Column> columns();
};

void offerQueries(office::Catalogue& catalogue);

} // namespace zhangfang::payments
