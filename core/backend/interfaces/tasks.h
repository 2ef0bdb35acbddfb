#pragma once

#include "backend/interfaces/authority.h"
#include "backend/interfaces/export_target.h"
#include "backend/interfaces/later.h"
#include "base/ids.h"
#include "reports/notifications.h"
#include "reports/task_list.h"

namespace zhangfang::backend
{

/// What needs a person, what it is about, and what ends it.
/// On the UI's thread; every answer comes later.
class Tasks
{
public:
    virtual ~Tasks() = default;
    /// What needs a person and is open, the oldest first.
    [[nodiscard]] virtual Later<reports::PageIndex> taskIndex() = 0;
    [[nodiscard]] virtual Later<std::vector<reports::TaskRow>> taskPage(reports::PageKey start) = 0;
    /// What WeChat Pay sent about the subject of a task; see `reports::notificationsAbout`.
    [[nodiscard]] virtual Later<std::vector<reports::NotificationRow>> notificationsAbout(
        QString subject) = 0;
    /// The number of the order a refund belongs to. Errors: no_such_refund.
    [[nodiscard]] virtual Later<QString> orderOfRefund(QString outRefundNo) = 0;
    /// A withdrawal's number by what WeChat calls it. Errors: no_such_withdrawal.
    [[nodiscard]] virtual Later<base::PayoutId> payoutByNumber(QString outBillNo) = 0;
    [[nodiscard]] virtual Later<int> resolveTask(qint64 id) = 0;
    /// See `payments::ComplaintDesk`: a complaint by its number at WeChat Pay.
    [[nodiscard]] virtual Later<int> answerComplaint(QString id, QString text, Authority authority) = 0;
    [[nodiscard]] virtual Later<int> completeComplaint(QString id, Authority authority) = 0;
    [[nodiscard]] virtual Later<qint64> exportTasks(const ExportTarget& target, std::shared_ptr<Job> job) = 0;
};

} // namespace zhangfang::backend
