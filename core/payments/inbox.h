#pragma once

#include "payments/payments.h"
#include "storage/writer.h"
#include "wechatpay/v2/notification.h"
#include "wechatpay/v2/xml.h"

#include <map>

namespace zhangfang::payments
{

using rooms::EventHandler;
using rooms::EventWork;

/// Records verified notifications and acts on them in the same transaction. Any thread.
class Inbox
{
public:
    Inbox(storage::Writer& writer, const base::Clock& clock, std::map<QString, EventHandler> handlers)
        : writer_(writer), clock_(clock), handlers_(std::move(handlers))
    {
    }
    using Then = std::function<void(Result<Applied>)>;
    /// `then` hears of it once, after the commit, as from Writer::runThen. A second delivery of the same
    /// event changes nothing; an event nobody handles is kept, with one task for its kind; one whose content
    /// cannot be understood is quarantined with a task.
    void receive(v3::Notification notification, QByteArray body, Then then);

private:
    struct Received {
        v3::Notification notification;
        QByteArray body;
    };
    /// After its handler's work was undone: kept, with a task for a person.
    void quarantine(std::shared_ptr<const Received> received, base::Error why, Then then);
    storage::Writer& writer_;
    const base::Clock& clock_;
    const std::map<QString, EventHandler> handlers_;
};

[[nodiscard]] QString toText(Outcome outcome);

/// A v2 notification as the inbox takes it.
[[nodiscard]] v3::Notification notificationOf(const wechatpay::v2::Notification& event);
/// The handler of TRANSACTION.SUCCESS.
[[nodiscard]] EventHandler transactionHandler();
/// A v2 notification's fields, which the inbox carries as JSON.
[[nodiscard]] wechatpay::v2::Fields v2FieldsOf(const v3::Notification& notification);
/// The handler of v2's payment notification.
[[nodiscard]] EventHandler v2TransactionHandler();

/// A handler of events that only say "look now": hands the number in the event's `field` to `touch`, which
/// answers how many rows it has made due. The event has changed nothing where there is none.
using Touch = std::function<Result<qint64>(storage::Database&, const QString& number, qint64 nowUtcMs)>;
[[nodiscard]] EventHandler lookNowHandler(const char* field, Touch touch);

/// Every event that this room and the rooms below it understand, by its type.
[[nodiscard]] std::map<QString, EventHandler> paymentHandlers();

} // namespace zhangfang::payments
