#pragma once

#include "practice/detail/rules.h"
#include "practice/detail/world.h"

#include <QUrlQuery>

namespace zhangfang::practice::detail
{

/// One v3 request being answered, under the world's mutex. What its description says against it was found
/// before it gets here.
class AskedV3
{
public:
    AskedV3(World& asWorld, const Request& asRequest);

    World& world;
    const Request& request;
    QStringList path;
    QUrlQuery query;
    QJsonObject body;

    /// A 200, as the world is told to vary it.
    [[nodiscard]] Response reply(const QJsonObject& json);
    [[nodiscard]] Response done() { return replyV3(world, request, 204, {}); }
    [[nodiscard]] Response error(int status, const char* code, const QString& message)
    {
        return errorV3(world, request, status, QString::fromLatin1(code), message);
    }
    [[nodiscard]] QString last() const { return path.last(); }
    [[nodiscard]] QString secondLast() const { return path[path.size() - 2]; }
    [[nodiscard]] bool isPost() const { return request.method == "POST"; }
    [[nodiscard]] QString text(const char* name) const { return text(body, name); }
    [[nodiscard]] static QString text(const QJsonObject& json, const char* name, const QString& fallback = {})
    {
        return json.value(QLatin1String(name)).toString(fallback);
    }
    [[nodiscard]] QJsonObject object(const char* name) const
    {
        return body.value(QLatin1String(name)).toObject();
    }
    [[nodiscard]] QString notifyUrlProblem() const;
    /// A sensitive field, opened with the key that the request names; nothing: it cannot be.
    [[nodiscard]] std::optional<QString> opened(const QString& field) const;
    /// Letters, digits and `marks`, at most 64.
    [[nodiscard]] static bool isNumber(const QString& text, const char* marks);
    [[nodiscard]] static QString seconds(qint64 utcMs);
    /// Keeps `content` for five minutes and tells where it is fetched.
    [[nodiscard]] QString fileUrl(const char* path, const QByteArray& content);
};

// Paying in and giving back.
[[nodiscard]] Response answerOrders(AskedV3& asked);
[[nodiscard]] Response answerRefunds(AskedV3& asked);
// Paying out, now and before.
[[nodiscard]] Response answerTransfers(AskedV3& asked);
[[nodiscard]] Response answerAuthorizations(AskedV3& asked);
[[nodiscard]] Response answerReceipts(AskedV3& asked);
[[nodiscard]] Response answerBatches(AskedV3& asked);
/// What is wrong with a payee's name beside the sum; empty: nothing.
[[nodiscard]] QString nameProblem(const AskedV3& asked, const QJsonObject& json, qint64 fen);
/// Why a payout that is taken fails when its payee confirms; empty: it does not.
[[nodiscard]] QString failureOf(const World& world, const QString& openid, const QString& name, qint64 fen);
// Money, bills and the rest.
[[nodiscard]] Response answerBalance(AskedV3& asked);
[[nodiscard]] Response answerDayEndBalance(AskedV3& asked);
[[nodiscard]] Response answerBill(AskedV3& asked);
[[nodiscard]] Response answerFile(AskedV3& asked);
[[nodiscard]] Response answerComplaints(AskedV3& asked);
[[nodiscard]] Response answerCertificates(AskedV3& asked);

} // namespace zhangfang::practice::detail
