#pragma once

#include "storage/database.h"

#include <vector>

namespace zhangfang::reports
{

using base::Result;

/// A notification of WeChat Pay as it was taken up; see payments/inbox.h.
struct NotificationRow {
    QString eventId;
    QString eventType;
    qint64 receivedAtUtcMs = 0;
    QString outcome; ///< applied, unchanged, quarantined, kept
    QString note;    ///< why, where it was set aside
};

/// What a task's subject is about, the newest first: "event:" and the notification's own number,
/// "event-type:" and a kind, or anything with the number of a payment, refund or withdrawal that those set
/// aside name.
[[nodiscard]] Result<std::vector<NotificationRow>> notificationsAbout(
    storage::Database& database, const QString& subject, int limit);

} // namespace zhangfang::reports
