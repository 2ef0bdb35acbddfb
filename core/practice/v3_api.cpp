#include "base/calendar.h"
#include "base/json.h"
#include "practice/detail/asked_v3.h"

#include <QRegularExpression>

namespace zhangfang::practice::detail
{
namespace
{

constexpr qint64 kFileLivesMs = 5 * 60 * 1000;

constexpr std::pair<const char*, Response (*)(AskedV3&)> kPlaces[] = {
    {"/v3/pay/transactions/", &answerOrders}, {"/v3/refund/domestic/refunds", &answerRefunds},
    {"/v3/fund-app/mch-transfer/user-confirm-authorization", &answerAuthorizations},
    {"/v3/fund-app/mch-transfer/elecsign", &answerReceipts},
    {"/v3/fund-app/mch-transfer/transfer-bills", &answerTransfers}, {"/v3/transfer/batches", &answerBatches},
    {"/v3/merchant/fund/balance/", &answerBalance},
    {"/v3/merchant/fund/dayendbalance/", &answerDayEndBalance}, {"/v3/bill/", &answerBill},
    {"/v3/billdownload/file", &answerFile}, {"/v3/transferdownload/", &answerFile},
    {"/v3/merchant-service/complaints-v2/", &answerComplaints}, {"/v3/certificates", &answerCertificates}};

/// Which of the merchant's roles the endpoint wants; empty: none in particular.
QString roleOf(const QByteArray& target)
{
    return target.startsWith("/v3/merchant/fund/") ? QStringLiteral("balance")
           : target.startsWith("/v3/bill/")        ? QStringLiteral("bill")
           : target.startsWith("/v3/refund/")      ? QStringLiteral("refund")
                                                   : QString();
}

bool paysOut(const Request& request)
{
    return request.method == "POST" &&
           (request.target.startsWith("/v3/fund-app/mch-transfer/transfer-bills") ||
               request.target.startsWith("/v3/transfer/batches"));
}

} // namespace

AskedV3::AskedV3(World& asWorld, const Request& asRequest) : world(asWorld), request(asRequest)
{
    const QUrl url(QString::fromLatin1(request.target));
    path = url.path().split(QLatin1Char('/'));
    query = QUrlQuery(url);
    body = base::parseJsonObject(request.body).value_or(QJsonObject());
}

Response AskedV3::reply(const QJsonObject& json)
{
    const Description& description = Description::builtIn();
    QJsonObject answer = world.variety.varied(description.answer(description.endpointOf(request)), json);
    if (const auto strange = world.faults.takeState(targetOf(request))) {
        for (const char* name : {"state", "status", "trade_state"}) {
            if (answer.contains(QLatin1String(name)))
                answer.insert(QLatin1String(name), *strange);
        }
    }
    return replyV3(world, request, 200, base::toCompactJson(answer));
}

QString AskedV3::notifyUrlProblem() const
{
    return !body.contains(QLatin1String("notify_url")) || isNotifyAddress(text("notify_url"))
               ? QString()
               : QStringLiteral("notify_url格式不正确");
}

std::optional<QString> AskedV3::opened(const QString& field) const
{
    const bool byCertificate =
        request.headers.value("Wechatpay-Serial") == world.identity.certificate.serialHex();
    const auto sealed = crypto::decodeBase64(field.toLatin1());
    if (!sealed)
        return std::nullopt;
    const auto plain =
        (byCertificate ? world.identity.certificateKey : world.identity.platformKey).decryptOaep(*sealed);
    return plain ? std::optional(QString::fromUtf8(*plain)) : std::nullopt;
}

bool AskedV3::isNumber(const QString& text, const char* marks)
{
    const QRegularExpression number(QStringLiteral("^[0-9A-Za-z%1]{1,64}$").arg(QString::fromLatin1(marks)));
    return number.match(text).hasMatch();
}

QString AskedV3::seconds(qint64 utcMs)
{
    return base::toRfc3339(utcMs / 1000 * 1000);
}

QString AskedV3::fileUrl(const char* place, const QByteArray& content)
{
    const QString token = QString::fromLatin1(world.random.token(32));
    world.files[token] = {content, world.clock.nowUtcMs() + kFileLivesMs};
    return QStringLiteral("http://%1%2?token=%3")
        .arg(QString::fromLatin1(request.headers.value("Host")), QString::fromLatin1(place), token);
}

Response replyV3(World& world, const Request& request, int status, const QByteArray& body)
{
    Response response;
    response.status = status;
    response.headers.add("Request-ID", world.random.token(20));
    if (status != 204)
        response.headers.add("Content-Type", "application/json; charset=utf-8");
    if (status != 401)
        world.identity.sign(response.headers, body, request.headers.value("Wechatpay-Serial"), world.random,
            world.wall.nowUtcMs());
    response.body = body;
    return response;
}

Response errorV3(
    World& world, const Request& request, int status, const QString& code, const QString& message)
{
    return replyV3(world, request, status,
        base::toCompactJson({{QStringLiteral("code"), code}, {QStringLiteral("message"), message}}));
}

Response serveV3(World& world, const Request& request)
{
    const std::lock_guard lock(world.mutex);
    const auto error = [&](int status, const char* code, const QString& message) {
        return errorV3(world, request, status, QString::fromLatin1(code), message);
    };
    if (const QString why = world.identity.refusal(request, world.wall.nowUtcMs()); !why.isEmpty())
        return error(401, "SIGN_ERROR", why);
    if (const QByteArray serial = request.headers.value("Wechatpay-Serial");
        !serial.isEmpty() && !world.modes.keysPinned)
        world.notifier.setSerial(serial);
    const Description& description = Description::builtIn();
    if (description.endpointOf(request).isEmpty())
        return error(404, "NOT_FOUND", QStringLiteral("接口不存在"));
    if (world.isTooOften())
        return error(429, "FREQUENCY_LIMITED", QStringLiteral("频率超限"));
    if (const QString problem = description.problemOf(request, world.textLength()); !problem.isEmpty())
        return error(400, "PARAM_ERROR", problem);
    if (!world.modes.ipAllowed && paysOut(request))
        return error(403, "NO_AUTH", QStringLiteral("此IP地址不允许调用该接口"));
    if (world.modes.rolesWithout.contains(roleOf(request.target)))
        return error(403, "NO_AUTH", QStringLiteral("商户无权限"));
    AskedV3 asked(world, request);
    for (const auto& [place, answer] : kPlaces) {
        if (request.target.startsWith(place))
            return answer(asked);
    }
    return error(404, "NOT_FOUND", QStringLiteral("接口不存在"));
}

} // namespace zhangfang::practice::detail
