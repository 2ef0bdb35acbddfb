#include "base/calendar.h"
#include "practice/detail/asked_v3.h"

#include <QJsonArray>

namespace zhangfang::practice::detail
{
namespace
{

constexpr qint64 kMostTransferFen = 100'000'000;

/// What a scene's report must hold, of each exactly one. Source: WeChat Pay's page of transfer scenes.
struct Scene {
    const char* id;
    const char* types[2];
};
constexpr Scene kScenes[] = {{"1000", {"活动名称", "奖励说明"}}, {"1005", {"岗位类型", "报酬说明"}}};

QString sceneProblem(const QString& sceneId, const QJsonArray& infos)
{
    QString problem = QStringLiteral("未传入完整且对应的转账场景报备信息");
    if (infos.isEmpty())
        return problem;
    for (const Scene& scene : kScenes) {
        if (sceneId != QLatin1String(scene.id))
            continue;
        QStringList told, wanted;
        for (const auto& info : infos)
            told << AskedV3::text(info.toObject(), "info_type");
        for (const char* type : scene.types)
            wanted << QString::fromUtf8(type);
        told.sort();
        wanted.sort();
        return told == wanted ? QString() : problem;
    }
    return {};
}

QString transferProblem(const AskedV3& asked)
{
    if (!AskedV3::isNumber(asked.text("out_bill_no"), ""))
        return QStringLiteral("out_bill_no只能由数字、大小写字母组成");
    if (QString problem = sceneProblem(asked.text("transfer_scene_id"),
            asked.body.value(QLatin1String("transfer_scene_report_infos")).toArray());
        !problem.isEmpty())
        return problem;
    if (QString problem =
            nameProblem(asked, asked.body, asked.body.value(QLatin1String("transfer_amount")).toInteger());
        !problem.isEmpty())
        return problem;
    if (!asked.world.knowsAppid(asked.text("appid")))
        return QStringLiteral("appid与商户号不匹配");
    if (asked.world.isOfAnotherAppid(asked.text("openid"), asked.text("appid")))
        return QStringLiteral("appid和openid不匹配");
    return asked.notifyUrlProblem();
}

QJsonObject created(
    const World& world, const QString& number, const PracticeTransfer& transfer, bool authorized)
{
    if (authorized) {
        QJsonObject json = world.transferJson(number, transfer);
        if (transfer.state == QLatin1String("WAIT_USER_CONFIRM"))
            json.insert(QStringLiteral("state"), QStringLiteral("PROCESSING"));
        return json;
    }
    QJsonObject json{{QStringLiteral("out_bill_no"), number},
        {QStringLiteral("transfer_bill_no"), transfer.billNo},
        {QStringLiteral("create_time"), base::toRfc3339(transfer.createdAt)},
        {QStringLiteral("state"), transfer.state}};
    if (transfer.state == QLatin1String("WAIT_USER_CONFIRM"))
        json.insert(QStringLiteral("package_info"), QStringLiteral("practice-package-") + number);
    if (!transfer.failReason.isEmpty())
        json.insert(QStringLiteral("fail_reason"), transfer.failReason);
    return json;
}

/// A transfer under this number for the first time; what is wrong with it was looked at.
Response take(AskedV3& asked, const QString& number, bool authorized)
{
    World& world = asked.world;
    PracticeTransfer transfer;
    transfer.fen = asked.body.value(QLatin1String("transfer_amount")).toInteger();
    transfer.account = world.modes.payFrom;
    transfer.openid =
        authorized ? world.authorizations[asked.text("out_authorization_no")].openid : asked.text("openid");
    if (transfer.fen < kLeastTransferFen)
        return asked.error(400, "INVALID_REQUEST", QStringLiteral("超过单笔转账上下限"));
    if (world.modes.quotaPerDayFen > 0 &&
        world.paidOutTodayFen({}) + transfer.fen > world.modes.quotaPerDayFen)
        return asked.error(400, "INVALID_REQUEST", QStringLiteral("超过商户单日转账额度"));
    if (transfer.fen > world.availableFen(transfer.account))
        return asked.error(403, "NOT_ENOUGH", QStringLiteral("商户运营账户资金不足"));
    if (const QJsonObject consent = asked.object("authorization_info"); !consent.isEmpty()) {
        PracticeAuthorization& wanted = world.authorizations[AskedV3::text(consent, "out_authorization_no")];
        wanted.appid = asked.text("appid");
        wanted.openid = asked.text("openid");
        wanted.displayName = AskedV3::text(consent, "user_display_name");
        wanted.sceneId = asked.text("transfer_scene_id");
        wanted.notifyUrl = AskedV3::text(consent, "authorization_notify_url");
    }
    const QString name = asked.text("user_name");
    transfer.failsWith = failureOf(world, transfer.openid,
        name.isEmpty() ? QString() : asked.opened(name).value_or(QString()), transfer.fen);
    transfer.body = asked.request.body;
    transfer.appid = asked.text("appid");
    transfer.remark = asked.text("transfer_remark");
    transfer.notifyUrl = asked.text("notify_url");
    transfer.billNo = world.nextNumber("1330");
    transfer.createdAt = world.clock.nowUtcMs();
    transfer.confirmAt =
        world.modes.manualConfirm && !authorized ? 0 : transfer.createdAt + world.options.confirmAfterMs;
    world.move(QStringLiteral("transfer"), number, -transfer.fen, transfer.account);
    world.transfers[number] = transfer;
    return asked.reply(created(world, number, transfer, authorized));
}

Response createTransfer(AskedV3& asked)
{
    World& world = asked.world;
    if (const QString problem = transferProblem(asked); !problem.isEmpty())
        return asked.error(400, "PARAM_ERROR", problem);
    const bool authorized = asked.last() == QLatin1String("transfer");
    if (authorized) {
        const auto consent = world.authorizations.find(asked.text("out_authorization_no"));
        if (consent == world.authorizations.end() || consent->second.state != QLatin1String("TAKING_EFFECT"))
            return asked.error(400, "INVALID_REQUEST", QStringLiteral("免确认收款授权不存在或未生效"));
    }
    const QString number = asked.text("out_bill_no");
    const auto known = world.transfers.find(number);
    if (known == world.transfers.end())
        return take(asked, number, authorized);
    if (known->second.body != asked.request.body)
        return asked.error(400, "INVALID_REQUEST", QStringLiteral("商户单号已存在，但参数与原单不一致"));
    return asked.reply(created(world, number, known->second, authorized));
}

Response cancelTransfer(AskedV3& asked, const QString& number)
{
    World& world = asked.world;
    const auto transfer = world.transfers.find(number);
    if (transfer == world.transfers.end())
        return asked.error(404, "NOT_FOUND", QStringLiteral("记录不存在"));
    if (transfer->second.state != QLatin1String("WAIT_USER_CONFIRM"))
        return asked.error(400, "INVALID_REQUEST", QStringLiteral("当前单据状态不支持撤销"));
    world.finishTransfer(number, QStringLiteral("CANCELLED"), {});
    return asked.reply({{QStringLiteral("out_bill_no"), number},
        {QStringLiteral("transfer_bill_no"), transfer->second.billNo},
        {QStringLiteral("state"), QStringLiteral("CANCELING")},
        {QStringLiteral("update_time"), base::toRfc3339(world.clock.nowUtcMs())}});
}

Response createAuthorization(AskedV3& asked)
{
    World& world = asked.world;
    const QString number = asked.text("out_authorization_no");
    const QString appid = asked.text("appid");
    if (!world.knowsAppid(appid) || world.isOfAnotherAppid(asked.text("openid"), appid))
        return asked.error(400, "PARAM_ERROR", QStringLiteral("appid和openid不匹配"));
    const bool known = world.authorizations.contains(number);
    PracticeAuthorization& consent = world.authorizations[number];
    if (!known) {
        consent.appid = appid;
        consent.openid = asked.text("openid");
        consent.displayName = asked.text("user_display_name");
        consent.sceneId = asked.text("transfer_scene_id");
        consent.notifyUrl = asked.text("authorization_notify_url");
        consent.confirmAt =
            world.modes.manualConfirm ? 0 : world.clock.nowUtcMs() + world.options.confirmAfterMs;
    }
    QJsonObject json{{QStringLiteral("out_authorization_no"), number},
        {QStringLiteral("state"), consent.state},
        {QStringLiteral("create_time"), AskedV3::seconds(world.clock.nowUtcMs())}};
    if (consent.state == QLatin1String("WAIT_USER_CONFIRM"))
        json.insert(QStringLiteral("package_info"), QStringLiteral("practice-authorization"));
    return asked.reply(json);
}

} // namespace

QString nameProblem(const AskedV3& asked, const QJsonObject& json, qint64 fen)
{
    if (fen < 1 || fen > kMostTransferFen)
        return QStringLiteral("transfer_amount必须为大于0的整数");
    const QString name = AskedV3::text(json, "user_name");
    if (fen >= 200'000 && name.isEmpty())
        return QStringLiteral("明细转账金额大于等于2,000元时，收款用户姓名必须填写");
    if (fen < 30 && !name.isEmpty())
        return QStringLiteral("明细转账金额小于0.3元时，不允许填写收款用户姓名");
    if (!name.isEmpty() && !asked.opened(name))
        return QStringLiteral("user_name解密失败");
    return {};
}

QString failureOf(const World& world, const QString& openid, const QString& name, qint64 fen)
{
    if (world.isAnotherName(openid, name))
        return QStringLiteral("NAME_NOT_CORRECT");
    const qint64 quota = world.modes.quotaPerUserDayFen;
    return quota > 0 && world.paidOutTodayFen(openid) + fen > quota ? QStringLiteral("TRANSFER_QUOTA_EXCEED")
                                                                    : QString();
}

Response answerTransfers(AskedV3& asked)
{
    World& world = asked.world;
    if (asked.last() == QLatin1String("cancel"))
        return cancelTransfer(asked, asked.secondLast());
    if (asked.isPost())
        return createTransfer(asked);
    const bool ours = asked.secondLast() == QLatin1String("out-bill-no");
    const auto found = std::find_if(world.transfers.begin(), world.transfers.end(), [&](const auto& entry) {
        return entry.second.kind == QLatin1String("bill") &&
               (ours ? entry.first : entry.second.billNo) == asked.last();
    });
    return found == world.transfers.end() ? asked.error(404, "NOT_FOUND", QStringLiteral("记录不存在"))
                                          : asked.reply(world.transferJson(found->first, found->second));
}

Response answerAuthorizations(AskedV3& asked)
{
    World& world = asked.world;
    if (asked.isPost() && asked.last() == QLatin1String("user-confirm-authorization"))
        return createAuthorization(asked);
    const bool close = asked.last() == QLatin1String("close");
    const auto found = world.authorizations.find(close ? asked.secondLast() : asked.last());
    if (found == world.authorizations.end())
        return asked.error(404, "NOT_FOUND", QStringLiteral("授权单不存在"));
    PracticeAuthorization& consent = found->second;
    if (close) {
        consent.state = QStringLiteral("CLOSED");
        consent.closeReason = QStringLiteral("CLOSE_VIA_MCH_API");
    }
    QJsonObject json{{QStringLiteral("out_authorization_no"), found->first},
        {QStringLiteral("appid"), consent.appid.isEmpty() ? world.identity.appid : consent.appid},
        {QStringLiteral("openid"), consent.openid},
        {QStringLiteral("user_display_name"), consent.displayName}, {QStringLiteral("state"), consent.state}};
    if (!consent.id.isEmpty())
        json.insert(QStringLiteral("authorization_id"), consent.id);
    if (!consent.closeReason.isEmpty())
        json.insert(QStringLiteral("close_info"),
            QJsonObject{{QStringLiteral("close_reason"), consent.closeReason},
                {QStringLiteral("close_time"), AskedV3::seconds(world.clock.nowUtcMs())}});
    return asked.reply(json);
}

Response answerReceipts(AskedV3& asked)
{
    World& world = asked.world;
    const QString number = asked.isPost() ? asked.text("out_bill_no") : asked.last();
    const auto transfer = world.transfers.find(number);
    if (transfer == world.transfers.end() || transfer->second.state != QLatin1String("SUCCESS"))
        return asked.error(404, "NOT_FOUND", QStringLiteral("转账单不存在或未成功"));
    QJsonObject json{
        {QStringLiteral("state"), asked.isPost() ? QStringLiteral("GENERATING") : QStringLiteral("FINISHED")},
        {QStringLiteral("create_time"), AskedV3::seconds(world.clock.nowUtcMs())}};
    if (asked.isPost())
        return asked.reply(json);
    const QByteArray content = "%PDF-1.4 practice receipt of " + number.toLatin1() + '\n';
    json.insert(QStringLiteral("update_time"), AskedV3::seconds(world.clock.nowUtcMs()));
    json.insert(QStringLiteral("hash_type"), QStringLiteral("SHA256"));
    json.insert(QStringLiteral("hash_value"), QString::fromLatin1(crypto::sha256(content).toHex()));
    json.insert(QStringLiteral("download_url"),
        asked.fileUrl("/v3/transferdownload/elecvoucherfile", content) + QStringLiteral("&source=practice"));
    return asked.reply(json);
}

} // namespace zhangfang::practice::detail
