#pragma once

#include "storage/database.h"
#include "wechatpay/v3/answers.h"

#include <functional>
#include <map>

namespace zhangfang::rooms
{

using base::Result;
using base::Status;

/// What became of a verified message.
enum class Outcome { applied, unchanged, quarantined, kept };
struct Applied {
    Outcome outcome = Outcome::applied;
    QString note; ///< why, where it is quarantined
};

/// What an event asks for, inside the writer's transaction.
using EventWork = std::function<Result<Applied>(storage::Database&, qint64 nowUtcMs)>;
/// Understands one kind of event, before it takes any of the writer's time.
using EventHandler = std::function<Result<EventWork>(const wechatpay::v3::Notification&)>;
/// By the event's type.
using EventHandlers = std::map<QString, EventHandler>;

} // namespace zhangfang::rooms
