#pragma once

#include "payments/inbox.h"

#include <future>

namespace zhangfang::harness
{

/// What came of a notification, waited for.
[[nodiscard]] inline base::Result<payments::Applied> received(
    payments::Inbox& inbox, wechatpay::v3::Notification notification, const QByteArray& body)
{
    std::promise<base::Result<payments::Applied>> told;
    inbox.receive(std::move(notification), body,
        [&told](base::Result<payments::Applied> applied) { told.set_value(std::move(applied)); });
    return told.get_future().get();
}

} // namespace zhangfang::harness
