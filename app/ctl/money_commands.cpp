#include "base/calendar.h"
#include "ctl/commands.h"
#include "ctl/json_views.h"
#include "payments/commands.h"
#include "payments/quarantine.h"
#include "shop/commands.h"

namespace zhangfang::ctl
{

using base::Status;
using storage::Database;

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
    return office_.door().run(atCommandLine(), payments::ReplayQuarantined{eventId});
}

Answer Commands::orderLink(const QString& number)
{
    return withOrderDesk([&](payments::OrderDesk& desk) { return desk.link(number); });
}

Answer Commands::refundAdopt(const QString& number, const QString& outRefundNo, const Decision& decision)
{
    ZF_ASSIGN(const access::Actor who, authenticated(decision));
    ZF_TRY(office_.door().run(who, payments::AdoptRefund{number, outRefundNo}));
    return orderShow(number);
}

Answer Commands::refundsKnown(const QString& number, const QString& reason, const Decision& decision)
{
    ZF_ASSIGN(const access::Actor who, authenticated(decision));
    ZF_TRY(office_.door().run(who, payments::RefundsAreKnown{number, reason}));
    return orderShow(number);
}

Answer Commands::complaintReply(const QString& id, const QString& text, const Decision& decision)
{
    ZF_ASSIGN(const access::Actor who, authenticated(decision));
    ZF_TRY(office_.door().run(who, payments::ReplyToComplaint{id, text}));
    return QJsonObject{{QStringLiteral("complaint"), id}, {QStringLiteral("replied"), true}};
}

Answer Commands::complaintComplete(const QString& id, const Decision& decision)
{
    ZF_ASSIGN(const access::Actor who, authenticated(decision));
    ZF_TRY(office_.door().run(who, payments::CompleteComplaint{id}));
    return QJsonObject{{QStringLiteral("complaint"), id}, {QStringLiteral("completed"), true}};
}

Answer Commands::userLink(qint64 user, const QString& appid, const QString& openid)
{
    return office_.user(atCommandLine(), shop::LinkUser{base::UserId(user), appid, openid})
        .map([&](const shop::User& found) {
            QJsonObject json = view(found);
            json.insert(QStringLiteral("linked_appid"), appid);
            json.insert(QStringLiteral("linked_openid"), openid);
            return json;
        });
}

} // namespace zhangfang::ctl
