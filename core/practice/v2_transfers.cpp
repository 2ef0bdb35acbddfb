#include "base/calendar.h"
#include "practice/detail/asked_v2.h"
#include "practice/detail/rules.h"

namespace zhangfang::practice::detail
{
namespace
{

QString number(qint64 value)
{
    return QString::number(value);
}

struct Refusal {
    const char* code;
    QString description;
};
/// Why a payout is not taken at all; nothing: it is.
std::optional<Refusal> refusalOf(const AskedV2& asked, bool packet, qint64 sum, const QString& openid)
{
    const World& world = asked.world;
    const QString appid = asked.in(packet ? "wxappid" : "mch_appid");
    if (packet && (sum < 100 || sum > 20'000))
        return Refusal{"MONEY_LIMIT", QStringLiteral("红包金额不在范围内")};
    if (sum < kLeastTransferFen)
        return Refusal{"AMOUNT_LIMIT", QStringLiteral("付款金额不能小于最低限额")};
    if (!world.knowsAppid(appid))
        return Refusal{"PARAM_ERROR", QStringLiteral("appid与商户号不匹配")};
    if (world.isOfAnotherAppid(openid, appid))
        return Refusal{"OPENID_ERROR", QStringLiteral("openid和appid不匹配")};
    if (asked.in("check_name") == QLatin1String("FORCE_CHECK") &&
        world.isAnotherName(openid, asked.in("re_user_name")))
        return Refusal{"NAME_MISMATCH", QStringLiteral("姓名校验出错")};
    const Modes& modes = world.modes;
    const bool overDay = modes.quotaPerDayFen > 0 && world.paidOutTodayFen({}) + sum > modes.quotaPerDayFen;
    const bool overUser =
        modes.quotaPerUserDayFen > 0 && world.paidOutTodayFen(openid) + sum > modes.quotaPerUserDayFen;
    if (overDay || overUser)
        return Refusal{"MONEY_LIMIT", overDay ? QStringLiteral("已达到付款给此商户的付款额度上限")
                                              : QStringLiteral("已达到今日付款给此用户的付款额度上限")};
    if (sum > world.availableFen(modes.payFrom))
        return Refusal{"NOTENOUGH", QStringLiteral("帐号余额不足")};
    return std::nullopt;
}

Response createTransfer(AskedV2& asked)
{
    World& world = asked.world;
    const bool packet = asked.is("/mmpaymkttransfers/sendredpack");
    const QString billNo = asked.in(packet ? "mch_billno" : "partner_trade_no");
    const qint64 sum = asked.fen(packet ? "total_amount" : "amount");
    const QString openid = asked.in(packet ? "re_openid" : "openid");
    const auto known = world.transfers.find(billNo);
    if (known != world.transfers.end() && known->second.body != asked.request.body)
        return asked.failed("PARAM_ERROR", QStringLiteral("单号已存在，参数不一致"));
    if (known == world.transfers.end()) {
        if (const auto refused = refusalOf(asked, packet, sum, openid))
            return asked.failed(refused->code, refused->description);
        PracticeTransfer transfer;
        transfer.body = asked.request.body;
        transfer.kind = packet ? QStringLiteral("redpack") : QStringLiteral("v2");
        transfer.fen = sum;
        transfer.openid = openid;
        transfer.appid = asked.in(packet ? "wxappid" : "mch_appid");
        transfer.account = world.modes.payFrom;
        transfer.remark = asked.in(packet ? "remark" : "desc");
        transfer.billNo = world.nextNumber("1000018");
        transfer.createdAt = world.clock.nowUtcMs();
        if (packet && !world.modes.manualConfirm)
            transfer.confirmAt = transfer.createdAt + world.options.confirmAfterMs;
        world.move(QStringLiteral("transfer"), billNo, -sum, transfer.account);
        world.transfers[billNo] = transfer;
        if (!packet)
            world.finishTransfer(billNo, QStringLiteral("SUCCESS"), {});
    }
    const PracticeTransfer& transfer = world.transfers[billNo];
    if (packet)
        return asked.done(
            {{QStringLiteral("mch_billno"), billNo}, {QStringLiteral("mch_id"), world.identity.mchid},
                {QStringLiteral("wxappid"), transfer.appid}, {QStringLiteral("re_openid"), transfer.openid},
                {QStringLiteral("total_amount"), number(transfer.fen)},
                {QStringLiteral("send_listid"), transfer.billNo}});
    return asked.done(
        {{QStringLiteral("mch_appid"), transfer.appid}, {QStringLiteral("mchid"), world.identity.mchid},
            {QStringLiteral("partner_trade_no"), billNo}, {QStringLiteral("payment_no"), transfer.billNo},
            {QStringLiteral("payment_time"),
                base::toRfc3339(transfer.createdAt).left(19).replace(QLatin1Char('T'), QLatin1Char(' '))}});
}

Response queryTransfer(AskedV2& asked)
{
    World& world = asked.world;
    const bool packet = asked.is("/mmpaymkttransfers/gethbinfo");
    const auto found = world.transfers.find(asked.in(packet ? "mch_billno" : "partner_trade_no"));
    if (found == world.transfers.end())
        return asked.failed("NOT_FOUND", QStringLiteral("指定单号数据不存在"));
    const PracticeTransfer& transfer = found->second;
    const bool paid = transfer.state == QLatin1String("SUCCESS");
    if (packet)
        return asked.done({{QStringLiteral("mch_billno"), found->first},
            {QStringLiteral("mch_id"), world.identity.mchid}, {QStringLiteral("detail_id"), transfer.billNo},
            {QStringLiteral("status"), paid                                      ? QStringLiteral("RECEIVED")
                                       : transfer.state == QLatin1String("FAIL") ? QStringLiteral("REFUND")
                                                                                 : QStringLiteral("SENT")},
            {QStringLiteral("total_num"), QStringLiteral("1")},
            {QStringLiteral("total_amount"), number(transfer.fen)}});
    return asked.done({{QStringLiteral("partner_trade_no"), found->first},
        {QStringLiteral("appid"), transfer.appid.isEmpty() ? world.identity.appid : transfer.appid},
        {QStringLiteral("mch_id"), world.identity.mchid}, {QStringLiteral("detail_id"), transfer.billNo},
        {QStringLiteral("status"), paid ? QStringLiteral("SUCCESS") : QStringLiteral("FAILED")},
        {QStringLiteral("reason"), transfer.failReason}, {QStringLiteral("openid"), transfer.openid},
        {QStringLiteral("payment_amount"), number(transfer.fen)}});
}

} // namespace

Response answerTransfers(AskedV2& asked)
{
    const bool query = asked.path.startsWith("/mmpaymkttransfers/get");
    return query ? queryTransfer(asked) : createTransfer(asked);
}

} // namespace zhangfang::practice::detail
