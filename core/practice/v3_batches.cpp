#include "base/json.h"
#include "practice/detail/asked_v3.h"

namespace zhangfang::practice::detail
{
namespace
{

QString batchProblem(const AskedV3& asked, const QJsonArray& details)
{
    qint64 sum = 0;
    for (const auto& item : details) {
        const QJsonObject detail = item.toObject();
        const qint64 fen = detail.value(QLatin1String("transfer_amount")).toInteger();
        if (QString problem = nameProblem(asked, detail, fen); !problem.isEmpty())
            return problem;
        if (asked.world.isOfAnotherAppid(AskedV3::text(detail, "openid"), asked.text("appid")))
            return QStringLiteral("appid和openid不匹配");
        sum += fen;
    }
    if (!AskedV3::isNumber(asked.text("out_batch_no"), "") || details.isEmpty() || details.size() > 1000 ||
        sum != asked.body.value(QLatin1String("total_amount")).toInteger() ||
        details.size() != asked.body.value(QLatin1String("total_num")).toInteger())
        return QStringLiteral("批次总金额、总笔数与明细不一致");
    return asked.world.knowsAppid(asked.text("appid")) ? QString() : QStringLiteral("appid与商户号不匹配");
}

void addDetail(AskedV3& asked, const PracticeBatch& batch, const QJsonObject& detail)
{
    World& world = asked.world;
    PracticeTransfer transfer;
    transfer.kind = QStringLiteral("detail");
    transfer.batchNo = asked.text("out_batch_no");
    transfer.fen = detail.value(QLatin1String("transfer_amount")).toInteger();
    transfer.openid = AskedV3::text(detail, "openid");
    transfer.remark = AskedV3::text(detail, "transfer_remark");
    transfer.appid = asked.text("appid");
    transfer.account = world.modes.payFrom;
    const QString name = AskedV3::text(detail, "user_name");
    transfer.failsWith = failureOf(world, transfer.openid,
        name.isEmpty() ? QString() : asked.opened(name).value_or(QString()), transfer.fen);
    if (transfer.fen < kLeastTransferFen)
        transfer.failsWith = QStringLiteral("TRANSFER_QUOTA_EXCEED");
    transfer.billNo = world.nextNumber("1040");
    transfer.createdAt = batch.createdAt;
    transfer.confirmAt = world.modes.manualConfirm ? 0 : batch.createdAt + world.options.confirmAfterMs;
    const QString number = AskedV3::text(detail, "out_detail_no");
    world.move(QStringLiteral("transfer"), number, -transfer.fen, transfer.account);
    world.transfers[number] = transfer;
}

Response createBatch(AskedV3& asked)
{
    World& world = asked.world;
    const QString number = asked.text("out_batch_no");
    const QJsonArray details = asked.body.value(QLatin1String("transfer_detail_list")).toArray();
    if (const QString problem = batchProblem(asked, details); !problem.isEmpty())
        return asked.error(400, "PARAM_ERROR", problem);
    const auto known = world.batches.find(number);
    if (known != world.batches.end() && known->second.body != asked.request.body)
        return asked.error(400, "INVALID_REQUEST", QStringLiteral("商家批次单号已存在，但参数与原单不一致"));
    if (known == world.batches.end()) {
        const qint64 sum = asked.body.value(QLatin1String("total_amount")).toInteger();
        if (world.modes.quotaPerDayFen > 0 && world.paidOutTodayFen({}) + sum > world.modes.quotaPerDayFen)
            return asked.error(400, "INVALID_REQUEST", QStringLiteral("超过商户单日转账额度"));
        if (sum > world.availableFen(world.modes.payFrom))
            return asked.error(403, "NOT_ENOUGH", QStringLiteral("资金不足"));
        PracticeBatch batch;
        batch.body = asked.request.body;
        batch.batchId = world.nextNumber("1030");
        batch.createdAt = world.clock.nowUtcMs();
        for (const auto& item : details)
            addDetail(asked, batch, item.toObject());
        world.batches[number] = batch;
    }
    const PracticeBatch& batch = world.batches[number];
    return asked.reply({{QStringLiteral("out_batch_no"), number}, {QStringLiteral("batch_id"), batch.batchId},
        {QStringLiteral("create_time"), AskedV3::seconds(batch.createdAt)},
        {QStringLiteral("batch_status"), batch.state}});
}

Response queryDetail(AskedV3& asked, const QString& batchNo, const PracticeBatch& batch)
{
    World& world = asked.world;
    const auto detail = world.transfers.find(asked.last());
    if (detail == world.transfers.end() || detail->second.batchNo != batchNo)
        return asked.error(404, "NOT_FOUND", QStringLiteral("明细不存在"));
    const PracticeTransfer& transfer = detail->second;
    const QString state = transfer.state == QLatin1String("SUCCESS") ? QStringLiteral("SUCCESS")
                          : transfer.state == QLatin1String("FAIL")  ? QStringLiteral("FAIL")
                          : batch.state == QLatin1String("CLOSED")   ? QStringLiteral("WAIT_PAY")
                                                                     : QStringLiteral("PROCESSING");
    QJsonObject json{{QStringLiteral("mchid"), world.identity.mchid},
        {QStringLiteral("appid"), transfer.appid.isEmpty() ? world.identity.appid : transfer.appid},
        {QStringLiteral("out_batch_no"), batchNo}, {QStringLiteral("batch_id"), batch.batchId},
        {QStringLiteral("out_detail_no"), detail->first}, {QStringLiteral("detail_id"), transfer.billNo},
        {QStringLiteral("detail_status"), state}, {QStringLiteral("transfer_amount"), transfer.fen},
        {QStringLiteral("transfer_remark"), transfer.remark}, {QStringLiteral("openid"), transfer.openid},
        {QStringLiteral("user_name"), QString()},
        {QStringLiteral("initiate_time"), AskedV3::seconds(transfer.createdAt)},
        {QStringLiteral("update_time"), AskedV3::seconds(world.clock.nowUtcMs())}};
    if (!transfer.failReason.isEmpty())
        json.insert(QStringLiteral("fail_reason"), transfer.failReason);
    return asked.reply(json);
}

} // namespace

Response answerBatches(AskedV3& asked)
{
    if (asked.isPost())
        return createBatch(asked);
    const auto batch = asked.world.batches.find(asked.path[5]);
    if (batch == asked.world.batches.end())
        return asked.error(404, "NOT_FOUND", QStringLiteral("批次不存在"));
    if (asked.path.size() > 6)
        return queryDetail(asked, batch->first, batch->second);
    const QJsonObject body = base::parseJsonObject(batch->second.body).value_or(QJsonObject());
    QJsonObject json{{QStringLiteral("mchid"), asked.world.identity.mchid},
        {QStringLiteral("appid"), body.value(QLatin1String("appid"))},
        {QStringLiteral("out_batch_no"), batch->first}, {QStringLiteral("batch_id"), batch->second.batchId},
        {QStringLiteral("batch_status"), batch->second.state},
        {QStringLiteral("batch_type"), QStringLiteral("API")},
        {QStringLiteral("batch_name"), body.value(QLatin1String("batch_name"))},
        {QStringLiteral("batch_remark"), body.value(QLatin1String("batch_remark"))},
        {QStringLiteral("total_amount"), body.value(QLatin1String("total_amount"))},
        {QStringLiteral("total_num"), body.value(QLatin1String("total_num"))}};
    if (!batch->second.closeReason.isEmpty())
        json.insert(QStringLiteral("close_reason"), batch->second.closeReason);
    return asked.reply({{QStringLiteral("transfer_batch"), json}});
}

} // namespace zhangfang::practice::detail
