#include "payments/complaint.h"

#include "access/operators.h"
#include "base/calendar.h"
#include "base/json.h"
#include "base/plain_text.h"
#include "recovery/standing.h"
#include "shop/tasks.h"
#include "wechatpay/limits.h"

namespace zhangfang::payments
{
namespace
{

constexpr const char* kTask = "complaint";
constexpr qint64 kAgainMs = 3'600'000;
constexpr qint64 kAfterNoAnswerMs = 600'000;
constexpr qint64 kNoLongerMs = 30 * base::kDayMs;
constexpr int kAtOnce = 20;
constexpr qsizetype kMostDetail = 300;

QString subjectOf(const QString& id)
{
    return QStringLiteral("complaint:") + id;
}

Status settle(storage::Database& database, const QString& id, qint64 nowUtcMs)
{
    ZF_TRY(database.execute("UPDATE complaints SET ask_at = NULL WHERE complaint_id = :id", {{":id", id}}));
    return shop::settleTask(database, subjectOf(id), QString::fromLatin1(kTask), nowUtcMs);
}

/// What WeChat has certainly not taken may be sent again as it is; of what is unclear nobody knows.
tl::unexpected<base::Error> failed(const wechatpay::ApiError& error)
{
    if (error.disposition == wechatpay::Disposition::notTaken)
        return base::unavailable("not_reached", QStringLiteral("WeChat Pay: ") + error.describe());
    return base::fail(error.asError());
}

} // namespace

EventHandler complaintHandler()
{
    return [](const v3::Notification& notification) -> Result<EventWork> {
        const base::JsonFields fields(notification.content);
        ZF_ASSIGN(const QString told, fields.text("complaint_id"));
        ZF_ASSIGN(const QString action, fields.optionalText("action_type"));
        return EventWork([id = told.left(64), action](
                             storage::Database& database, qint64 nowUtcMs) -> Result<Applied> {
            const bool over = action == QLatin1String("CONFIRM_COMPLAINT_SUCCESS") ||
                              action == QLatin1String("USER_CANCEL_COMPLAINT") ||
                              action == QLatin1String("COMPLAINT_FULL_REFUNDED");
            if (over) {
                ZF_TRY(settle(database, id, nowUtcMs));
                return Applied{Outcome::applied, {}};
            }
            ZF_TRY(database.execute("INSERT INTO complaints (complaint_id, heard_at, ask_at) "
                                    "VALUES (:id, :now, :now) "
                                    "ON CONFLICT (complaint_id) DO UPDATE SET ask_at = excluded.ask_at",
                {{":id", id}, {":now", nowUtcMs}}));
            const QString what = action.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(action.left(40));
            ZF_TRY(shop::raiseTask(database, subjectOf(id), QString::fromLatin1(kTask), id + what, nowUtcMs,
                nowUtcMs + kComplaintWithinMs));
            return Applied{Outcome::applied, {}};
        });
    };
}

Status ComplaintDesk::runDue()
{
    ZF_ASSIGN(const QStringList due,
        readers_.read<QStringList>([&](storage::Database& database) -> Result<QStringList> {
            ZF_ASSIGN(auto rows,
                database.query(
                    "SELECT complaint_id FROM complaints WHERE ask_at <= :now ORDER BY ask_at LIMIT :most",
                    {{":now", clock_.nowUtcMs()}, {":most", kAtOnce}}));
            QStringList ids;
            while (rows.next())
                ids << rows.text(0);
            return ids;
        }));
    for (const QString& id : due) {
        const auto told = client_.queryComplaint(id);
        ZF_TRY(record(id, told));
        if (!told && told.error().disposition == wechatpay::Disposition::unclear)
            break; // a silent WeChat would hold up orders and refunds once for each of the rest
    }
    return {};
}

Status ComplaintDesk::record(const QString& id, const wechatpay::ApiResult<wechatpay::v3::Complaint>& told)
{
    const qint64 now = clock_.nowUtcMs();
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            qint64 heardAt = 0;
            bool first = false;
            {
                ZF_ASSIGN(auto rows,
                    database.query(
                        "SELECT heard_at, made_at FROM complaints WHERE complaint_id = :id", {{":id", id}}));
                if (!rows.next())
                    return 0;
                heardAt = rows.number(0);
                first = rows.isNull(1);
            }
            const bool goesOn = now - heardAt < kNoLongerMs;
            const qint64 wait = told ? kAgainMs : kAfterNoAnswerMs;
            ZF_TRY(database.execute("UPDATE complaints SET ask_at = :at, made_at = COALESCE(:made, made_at) "
                                    "WHERE complaint_id = :id",
                {{":at", goesOn ? QVariant(now + wait) : QVariant()},
                    {":made", told ? QVariant(told->madeAtUtcMs) : QVariant()}, {":id", id}}));
            if (!told)
                return 0;
            if (told->state == QLatin1String("PROCESSED")) {
                ZF_TRY(settle(database, id, now));
                return 0;
            }
            // Told once. A person who has dealt with it is asked again only when WeChat speaks again.
            if (!first)
                return 0;
            const QString order = told->outTradeNo.isEmpty()
                                      ? QString()
                                      : QStringLiteral(", %1").arg(told->outTradeNo.left(32));
            ZF_TRY(shop::raiseTask(database, subjectOf(id), QString::fromLatin1(kTask),
                QStringLiteral("%1%2: “%3”").arg(id, order, told->detail.left(kMostDetail)), now,
                told->madeAtUtcMs + kComplaintWithinMs));
            return 0;
        })
        .map([](int) {});
}

Status ComplaintDesk::intend(
    const QString& id, const char* action, const QString& detail, const QString& operatorName)
{
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(recovery::mayAct(database));
            {
                ZF_ASSIGN(auto rows,
                    database.query("SELECT 1 FROM complaints WHERE complaint_id = :id", {{":id", id}}));
                if (!rows.next())
                    return base::notFound(
                        "no_such_complaint", QStringLiteral("There is no complaint %1.").arg(id.left(64)));
            }
            ZF_TRY(access::recordAudit(
                database, clock_.nowUtcMs(), operatorName, QString::fromLatin1(action), id, detail));
            return 0;
        })
        .map([](int) {});
}

Status ComplaintDesk::reply(const QString& id, const QString& text, const QString& operatorName)
{
    if (!base::areSentences(text, wechatpay::kComplaintReplyLength))
        return base::invalid("invalid_answer",
            QStringLiteral("The answer must have 1 to %1 characters, all of which can be seen.")
                .arg(wechatpay::kComplaintReplyLength));
    ZF_TRY(intend(id, "complaint.replied", text, operatorName));
    if (const auto sent = client_.replyComplaint(id, text); !sent)
        return failed(sent.error());
    return {};
}

Status ComplaintDesk::complete(const QString& id, const QString& operatorName)
{
    ZF_TRY(intend(id, "complaint.completed", {}, operatorName));
    if (const auto sent = client_.completeComplaint(id); !sent)
        return failed(sent.error());
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(settle(database, id, clock_.nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

} // namespace zhangfang::payments
