#include "backend/events.h"

#include "payouts/consent.h"
#include "payouts/told.h"

namespace zhangfang::backend
{

std::map<QString, payments::EventHandler> eventHandlers()
{
    auto handlers = payments::paymentHandlers();
    handlers.emplace(QStringLiteral("MCHTRANSFER.BILL.FINISHED"), payouts::transferHandler());
    handlers.emplace(QStringLiteral("MCHTRANSFER.BATCH.FINISHED"), payouts::batchHandler());
    handlers.emplace(QStringLiteral("MCHTRANSFER.BATCH.CLOSED"), payouts::batchHandler());
    handlers.emplace(QStringLiteral("MCHTRANSFER.AUTHORIZATION.CONFIRMED"), payouts::consentHandler());
    return handlers;
}

} // namespace zhangfang::backend
