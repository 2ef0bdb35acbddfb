#include "base/calendar.h"
#include "base/json.h"
#include "practice/detail/asked_v3.h"

#include <QCryptographicHash>

namespace zhangfang::practice::detail
{
namespace
{

/// Of the complaint's reply. Source: WeChat Pay's documents, as the descriptions name no lengths.
constexpr int kReplyLength = 200;

} // namespace

Response answerBalance(AskedV3& asked)
{
    const QString account = asked.last();
    const bool basic = account == QLatin1String(kBasic);
    const bool known = basic || account == QLatin1String(kOperation);
    return asked.reply({{QStringLiteral("available_amount"), known ? asked.world.availableFen(account) : 0},
        {QStringLiteral("pending_amount"), basic ? asked.world.unsettledFen : 0}});
}

Response answerDayEndBalance(AskedV3& asked)
{
    World& world = asked.world;
    const auto day = base::parseDay(asked.query.queryItemValue(QStringLiteral("date")));
    if (!day || *day >= base::businessDay(world.clock.nowUtcMs()))
        return asked.error(400, "INVALID_REQUEST", QStringLiteral("日终余额次日可查"));
    const bool basic = asked.last() == QLatin1String(kBasic);
    qint64 fen = basic ? world.options.openingBalanceFen : 0;
    qint64 pending = 0;
    for (const PracticeMovement& movement : world.movements) {
        const bool here =
            movement.account == asked.last() || (basic && movement.account == QLatin1String(kUnsettled));
        if (here && base::businessDay(movement.at) <= *day) {
            fen = movement.balanceFen;
            pending = basic ? movement.unsettledFen : 0;
        }
    }
    return asked.reply(
        {{QStringLiteral("available_amount"), fen - pending}, {QStringLiteral("pending_amount"), pending}});
}

Response answerBill(AskedV3& asked)
{
    World& world = asked.world;
    const auto day = base::parseDay(asked.query.queryItemValue(QStringLiteral("bill_date")));
    if (!day)
        return asked.error(400, "PARAM_ERROR", QStringLiteral("bill_date格式不正确"));
    if (*day >= base::businessDay(world.clock.nowUtcMs()))
        return asked.error(400, "INVALID_REQUEST", QStringLiteral("账单次日可查"));
    if (isBillBeingMade(world, *day))
        return asked.error(400, "STATEMENT_CREATING", QStringLiteral("账单生成中"));
    const QString kind = asked.query.queryItemValue(QStringLiteral("bill_type"));
    const QString account = asked.query.queryItemValue(QStringLiteral("account_type"));
    const auto made =
        asked.last() == QLatin1String("fundflowbill")
            ? fundFlowBill(world, *day, account.isEmpty() ? QString::fromLatin1(kBasic) : account)
            : tradeBill(world, *day,
                  kind == QLatin1String("SUCCESS")  ? BillKind::success
                  : kind == QLatin1String("REFUND") ? BillKind::refund
                                                    : BillKind::all);
    if (!made)
        return asked.error(400, "NO_STATEMENT_EXIST", QStringLiteral("账单文件不存在"));
    const bool gzip = asked.query.queryItemValue(QStringLiteral("tar_type")) == QLatin1String("GZIP");
    return asked.reply({{QStringLiteral("hash_type"), QStringLiteral("SHA1")},
        {QStringLiteral("hash_value"),
            QString::fromLatin1(QCryptographicHash::hash(*made, QCryptographicHash::Sha1).toHex())},
        {QStringLiteral("download_url"),
            asked.fileUrl("/v3/billdownload/file", gzip ? gzipped(*made) : *made)}});
}

Response answerFile(AskedV3& asked)
{
    World& world = asked.world;
    const auto found = world.files.find(asked.query.queryItemValue(QStringLiteral("token")));
    if (found == world.files.end() || found->second.second < world.clock.nowUtcMs())
        return asked.error(400, "PARAM_ERROR", QStringLiteral("下载链接已过期"));
    Response response; // carries no signature: facts page, "Response and notification signature"
    response.status = 200;
    response.headers.add("Request-ID", world.random.token(20));
    response.headers.add("Content-Type", "application/octet-stream");
    response.body = found->second.first;
    return response;
}

Response answerComplaints(AskedV3& asked)
{
    World& world = asked.world;
    const auto found = world.complaints.find(asked.isPost() ? asked.secondLast() : asked.last());
    if (found == world.complaints.end())
        return asked.error(404, "NOT_FOUND", QStringLiteral("投诉单不存在"));
    if (!asked.isPost())
        return asked.reply(found->second);
    if (asked.text("complainted_mchid") != world.identity.mchid)
        return asked.error(400, "PARAM_ERROR", QStringLiteral("complainted_mchid不正确"));
    QJsonObject& complaint = found->second;
    const QString state = QStringLiteral("complaint_state");
    const bool over = complaint.value(state) == QLatin1String("PROCESSED");
    if (asked.last() == QLatin1String("complete")) {
        if (over)
            return asked.error(400, "INVALID_REQUEST", QStringLiteral("投诉单已处理完成"));
        complaint.insert(state, QStringLiteral("PROCESSED"));
        complaint.insert(QStringLiteral("incoming_user_response"), false);
        return asked.done();
    }
    if (asked.text("response_content").size() > kReplyLength)
        return asked.error(400, "PARAM_ERROR", QStringLiteral("response_content字段长度不符"));
    if (!over)
        complaint.insert(state, QStringLiteral("PROCESSING"));
    complaint.insert(QStringLiteral("incoming_user_response"), false);
    world.replies[found->first] << asked.text("response_content");
    return asked.done();
}

Response answerCertificates(AskedV3& asked)
{
    World& world = asked.world;
    Request byCertificate = asked.request;
    byCertificate.headers = {};
    byCertificate.headers.add("Wechatpay-Serial", world.identity.certificate.serialHex());
    const crypto::Certificate& own = world.identity.certificate;
    const QJsonObject item{{QStringLiteral("serial_no"), QString::fromLatin1(own.serialHex())},
        {QStringLiteral("effective_time"), base::toRfc3339(world.clock.nowUtcMs())},
        {QStringLiteral("expire_time"), base::toRfc3339(own.validUntilUtcMs())},
        {QStringLiteral("encrypt_certificate"),
            world.identity.sealed(own.pem(), "certificate", world.random)}};
    return replyV3(
        world, byCertificate, 200, base::toCompactJson({{QStringLiteral("data"), QJsonArray{item}}}));
}

} // namespace zhangfang::practice::detail
