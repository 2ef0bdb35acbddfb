#include "base/calendar.h"
#include "practice/detail/asked_v2.h"
#include "practice/detail/rules.h"
#include "wechatpay/v2/signing.h"

namespace zhangfang::practice::detail
{
namespace
{

Response xmlResponse(const Fields& fields)
{
    Response response;
    response.status = 200;
    response.headers.add("Content-Type", "text/xml; charset=utf-8");
    response.body = wechatpay::v2::writeXml(fields).value_or(QByteArray());
    return response;
}

Response notUnderstood(const QString& message)
{
    return xmlResponse(
        {{QStringLiteral("return_code"), QStringLiteral("FAIL")}, {QStringLiteral("return_msg"), message}});
}

Response noBill(const char* message)
{
    return xmlResponse({{QStringLiteral("return_code"), QStringLiteral("FAIL")},
        {QStringLiteral("return_msg"), QString::fromLatin1(message)},
        {QStringLiteral("error_code"), QStringLiteral("20002")}});
}

Response answer(AskedV2& asked)
{
    if (asked.path.startsWith("/mmpaymkttransfers/"))
        return answerTransfers(asked);
    if (asked.is("/secapi/pay/refund") || asked.is("/pay/refundquery"))
        return answerRefunds(asked);
    return asked.path.startsWith("/pay/download") ? answerBill(asked) : answerOrders(asked);
}

} // namespace

QString AskedV2::in(const char* name) const
{
    const auto found = fields.find(QString::fromLatin1(name));
    return found == fields.end() ? QString() : found->second;
}

Response AskedV2::done(Fields answer)
{
    answer = world.variety.varied(
        Description::builtIn().answer(QStringLiteral("POST ") + QString::fromLatin1(path)),
        std::move(answer));
    if (const auto strange = world.faults.takeState(targetOf(request))) {
        for (const char* name : {"status", "trade_state", "refund_status_0"}) {
            if (answer.contains(QString::fromLatin1(name)))
                answer[QString::fromLatin1(name)] = *strange;
        }
    }
    answer[QStringLiteral("return_code")] = QStringLiteral("SUCCESS");
    answer[QStringLiteral("return_msg")] = QStringLiteral("OK");
    answer.emplace(QStringLiteral("result_code"), QStringLiteral("SUCCESS"));
    if (!path.startsWith("/mmpaymkttransfers/")) {
        answer.emplace(QStringLiteral("appid"), in("appid"));
        answer[QStringLiteral("mch_id")] = world.identity.mchid;
        answer[QStringLiteral("nonce_str")] = QString::fromLatin1(world.random.token(32));
        const bool md5 = in("sign").size() == 32;
        answer[QStringLiteral("sign")] = wechatpay::v2::signature(answer, world.identity.apiV2Key,
            md5 ? wechatpay::v2::SignType::md5 : wechatpay::v2::SignType::hmacSha256);
    }
    return xmlResponse(answer);
}

Response AskedV2::failed(const char* code, const QString& description)
{
    return done({{QStringLiteral("result_code"), QStringLiteral("FAIL")},
        {QStringLiteral("err_code"), QString::fromLatin1(code)},
        {QStringLiteral("err_code_des"), description}});
}

Response answerBill(AskedV2& asked)
{
    const World& world = asked.world;
    const QDate day = QDate::fromString(asked.in("bill_date"), QStringLiteral("yyyyMMdd"));
    if (!day.isValid() || day >= base::businessDay(world.clock.nowUtcMs()))
        return noBill("No Bill Exist");
    if (isBillBeingMade(world, day))
        return noBill("Bill Creating");
    const QString kind = asked.in("bill_type");
    const auto made = asked.is("/pay/downloadfundflow")
                          ? fundFlowBill(world, day, asked.in("account_type").toUpper())
                          : tradeBill(world, day,
                                kind == QLatin1String("SUCCESS")  ? BillKind::success
                                : kind == QLatin1String("REFUND") ? BillKind::refund
                                                                  : BillKind::all);
    if (!made)
        return noBill("No Bill Exist");
    Response response;
    response.status = 200;
    response.headers.add("Content-Type", "text/plain");
    response.body = asked.in("tar_type") == QLatin1String("GZIP") ? gzipped(*made) : *made;
    return response;
}

Response serveV2(World& world, const Request& request)
{
    const QByteArray path = request.target.split('?').first();
    const Description& description = Description::builtIn();
    if (description.endpointOf(request).isEmpty()) {
        Response response;
        response.status = 404;
        return response;
    }
    if (description.wantsCertificate(path) && !request.hasClientCertificate) {
        Response response; // as the front end in front of the real one says it
        response.status = 400;
        response.body = "<html><head><title>400 No required SSL certificate was sent</title></head></html>";
        return response;
    }
    const auto fields = wechatpay::v2::readXml(request.body);
    if (!fields)
        return notUnderstood(QStringLiteral("XML格式错误"));
    if (!wechatpay::v2::verify(*fields, world.identity.apiV2Key))
        return notUnderstood(QStringLiteral("签名错误"));
    const std::lock_guard lock(world.mutex);
    if (const QString problem = description.problemOf(path, *fields, TextLength::bytes); !problem.isEmpty())
        return notUnderstood(problem);
    if (const auto url = fields->find(QStringLiteral("notify_url"));
        url != fields->end() && !isNotifyAddress(url->second))
        return notUnderstood(QStringLiteral("notify_url格式不正确"));
    AskedV2 asked(world, request, *fields);
    if (world.isTooOften())
        return asked.failed("FREQ_LIMIT", QStringLiteral("频率超限"));
    // WeChat Pay looks at who asks before it looks for anything: a wrong app is told also of an order that is
    // not there.
    const bool namesApp = path.startsWith("/pay/") || path.startsWith("/secapi/pay/");
    if (namesApp && (!world.knowsAppid(asked.in("appid")) || asked.in("mch_id") != world.identity.mchid))
        return asked.failed("APPID_MCHID_NOT_MATCH", QStringLiteral("appid和mch_id不匹配"));
    const bool paysOut =
        path == "/mmpaymkttransfers/promotion/transfers" || path == "/mmpaymkttransfers/sendredpack";
    if (!world.modes.ipAllowed && paysOut)
        return asked.failed("NO_AUTH", QStringLiteral("此IP地址不允许调用该接口"));
    return answer(asked);
}

} // namespace zhangfang::practice::detail
