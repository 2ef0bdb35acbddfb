#include "access/acts.h"

#include "base/json.h"
#include "crypto/crypto.h"

#include <cstdlib>
#include <QRegularExpression>

namespace zhangfang::access
{

namespace
{

QString hashOf(const Act& act)
{
    return QString::fromLatin1(crypto::sha256(act.input).toHex());
}

struct CallName {
    Call call;
    const char* name;
};
constexpr CallName kCalls[] = {
    {Call::fresh, ""}, {Call::underWay, "under_way"}, {Call::made, "made"}, {Call::lost, "lost"}};

QString nameOf(Call call)
{
    for (const CallName& one : kCalls) {
        if (one.call == call)
            return QString::fromLatin1(one.name);
    }
    return QStringLiteral("lost");
}

Status setCall(storage::Database& database, const QString& key, Call call, qint64 nowUtcMs)
{
    return database
        .execute("UPDATE acts SET call_state = :state, call_at = :now WHERE idempotency_key = :key",
            {{":state", nameOf(call)}, {":now", nowUtcMs}, {":key", key}})
        .map([](qint64) {});
}

} // namespace

Result<std::optional<QJsonObject>> answered(storage::Database& database, const Act& act)
{
    if (act.key.isEmpty())
        return std::optional<QJsonObject>();
    static const QRegularExpression kKey(
        QRegularExpression::anchoredPattern(QStringLiteral("[A-Za-z0-9._:-]{1,64}")));
    if (!kKey.match(act.key).hasMatch())
        return base::invalid("invalid_key",
            QStringLiteral("The key must have 1 to 64 letters, digits, '-', '_', '.' or ':'."));
    ZF_ASSIGN(
        auto rows, database.query("SELECT kind, input_hash, answer FROM acts WHERE idempotency_key = :key",
                       {{":key", act.key}}));
    if (!rows.next())
        return std::optional<QJsonObject>();
    if (rows.text(0) != act.kind || rows.text(1) != hashOf(act))
        return base::refused("key_reused",
            QStringLiteral("Something else was done under the key '%1'; nothing was done now.").arg(act.key));
    ZF_ASSIGN(const QJsonObject answer, base::parseJsonObject(rows.text(2).toUtf8()));
    return std::optional(answer);
}

Result<QJsonObject> once(storage::Database& database, const Act& act, qint64 nowUtcMs,
    const std::function<Result<QJsonObject>()>& work)
{
    if (act.key.isEmpty())
        return work();
    ZF_ASSIGN(const auto before, answered(database, act));
    if (before)
        return *before;
    ZF_ASSIGN(const QJsonObject answer, work());
    ZF_TRY(database.execute("INSERT INTO acts (idempotency_key, kind, input_hash, answer, done_at) "
                            "VALUES (:key, :kind, :hash, :answer, :now)",
        {{":key", act.key}, {":kind", act.kind}, {":hash", hashOf(act)},
            {":answer", QString::fromUtf8(base::toCompactJson(answer))}, {":now", nowUtcMs}}));
    return answer;
}

Result<Call> beginCall(storage::Database& database, const QString& key, Lost lost, qint64 nowUtcMs)
{
    Call before = Call::lost;
    {
        ZF_ASSIGN(
            auto rows, database.query("SELECT call_state, call_at FROM acts WHERE idempotency_key = :key",
                           {{":key", key}}));
        if (!rows.next())
            return base::damaged("damaged", QStringLiteral("The act under the key '%1' is gone.").arg(key));
        for (const CallName& one : kCalls) {
            if (rows.text(0) == QLatin1String(one.name))
                before = one.call;
        }
        if (before == Call::underWay && std::abs(nowUtcMs - rows.number(1)) >= kCallMs)
            before = Call::lost;
    }
    if (before == Call::fresh || (before == Call::lost && lost == Lost::again))
        ZF_TRY(setCall(database, key, Call::underWay, nowUtcMs));
    return before;
}

Status endCall(storage::Database& database, const QString& key, Call as, qint64 nowUtcMs)
{
    return setCall(database, key, as, nowUtcMs);
}

} // namespace zhangfang::access
