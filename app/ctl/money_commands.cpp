#include "access/acts.h"
#include "access/operators.h"
#include "backend/decisions.h"
#include "backend/events.h"
#include "base/calendar.h"
#include "base/json.h"
#include "ctl/commands.h"
#include "ctl/json_views.h"
#include "payments/complaint.h"
#include "payments/quarantine.h"
#include "payments/refund_search.h"

namespace zhangfang::ctl
{

using access::Permission;
using base::Status;
using storage::Database;

namespace
{

const QString kCommandLine = QStringLiteral("command line");

Result<payments::ReplayKeys> replayKeys(backend::ShopFolder& folder)
{
    ZF_ASSIGN(const wechatpay::Merchant merchant, folder.merchant());
    return payments::ReplayKeys{merchant.apiV3Key, merchant.apiV2Key};
}

} // namespace

Answer Commands::quarantineList(const QString& after, int limit)
{
    return folder_.readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const auto all, payments::listQuarantined(database, after, limit));
        QJsonArray items;
        for (const payments::Quarantined& event : all)
            items.append(
                QJsonObject{{QStringLiteral("id"), event.eventId}, {QStringLiteral("type"), event.eventType},
                    {QStringLiteral("received_at"), base::toRfc3339(event.receivedAtUtcMs)},
                    {QStringLiteral("reason"), event.note}});
        const bool more = static_cast<int>(all.size()) == limit;
        return QJsonObject{{QStringLiteral("items"), items},
            {QStringLiteral("next"), more ? QJsonValue(all.back().eventId) : QJsonValue()}};
    });
}

Answer Commands::quarantineReplay(const QString& eventId)
{
    ZF_ASSIGN(const payments::ReplayKeys keys, replayKeys(folder_));
    const auto handlers = backend::eventHandlers();
    return folder_.writer().runNow<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const payments::Applied applied,
            payments::replay(database, eventId, handlers, keys, kCommandLine, folder_.clock().nowUtcMs()));
        return QJsonObject{{QStringLiteral("id"), eventId},
            {QStringLiteral("outcome"), payments::toText(applied.outcome)},
            {QStringLiteral("note"), applied.note}};
    });
}

Answer Commands::orderLink(const QString& number)
{
    return withOrderDesk([&](payments::OrderDesk& desk) { return desk.link(number); });
}

Answer Commands::refundAdopt(const QString& number, const QString& outRefundNo, const Decision& decision)
{
    ZF_ASSIGN(const QString who, authenticated(decision, Permission::refund));
    ZF_TRY(folder_.writer().runNow<int>([&](Database& database) -> Result<int> {
        ZF_TRY(payments::adoptRefund(database, number, outRefundNo, who, folder_.clock().nowUtcMs()));
        return 0;
    }));
    return orderShow(number);
}

Answer Commands::refundsKnown(const QString& number, const QString& reason, const Decision& decision)
{
    ZF_ASSIGN(const QString who, authenticated(decision, Permission::refund));
    ZF_TRY(folder_.writer().runNow<int>([&](Database& database) -> Result<int> {
        ZF_TRY(payments::refundsAreKnown(database, number, reason, who, folder_.clock().nowUtcMs()));
        return 0;
    }));
    return orderShow(number);
}

Answer Commands::complaintReply(const QString& id, const QString& text, const Decision& decision)
{
    ZF_ASSIGN(const QString who, authenticated(decision, Permission::answerComplaint));
    ZF_ASSIGN(const auto clients, folder_.connectToWechat());
    payments::ComplaintDesk desk(folder_.writer(), folder_.readers(), *clients.v3, folder_.clock());
    ZF_TRY(desk.reply(id, text, who));
    return QJsonObject{{QStringLiteral("complaint"), id}, {QStringLiteral("replied"), true}};
}

Answer Commands::complaintComplete(const QString& id, const Decision& decision)
{
    ZF_ASSIGN(const QString who, authenticated(decision, Permission::answerComplaint));
    ZF_ASSIGN(const auto clients, folder_.connectToWechat());
    payments::ComplaintDesk desk(folder_.writer(), folder_.readers(), *clients.v3, folder_.clock());
    ZF_TRY(desk.complete(id, who));
    return QJsonObject{{QStringLiteral("complaint"), id}, {QStringLiteral("completed"), true}};
}

Answer Commands::userLink(qint64 user, const QString& appid, const QString& openid)
{
    return folder_.writer().runNow<QJsonObject>([&](Database& database) -> Answer {
        ZF_TRY(shop::addOpenid(database, base::UserId(user), appid, openid));
        return shop::findUser(database, base::UserId(user)).map([&](const shop::User& found) {
            QJsonObject json = view(found);
            json.insert(QStringLiteral("linked_appid"), appid);
            json.insert(QStringLiteral("linked_openid"), openid);
            return json;
        });
    });
}

} // namespace zhangfang::ctl
