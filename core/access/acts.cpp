#include "access/acts.h"

#include "base/json.h"
#include "crypto/crypto.h"

#include <QRegularExpression>

namespace zhangfang::access
{

Result<QJsonObject> once(storage::Database& database, const Act& act, qint64 nowUtcMs,
    const std::function<Result<QJsonObject>()>& work)
{
    if (act.key.isEmpty())
        return work();
    static const QRegularExpression kKey(
        QRegularExpression::anchoredPattern(QStringLiteral("[A-Za-z0-9._:-]{1,64}")));
    if (!kKey.match(act.key).hasMatch())
        return base::invalid("invalid_key",
            QStringLiteral("The key must have 1 to 64 letters, digits, '-', '_', '.' or ':'."));
    const QString hash = QString::fromLatin1(crypto::sha256(act.input).toHex());
    {
        ZF_ASSIGN(auto rows,
            database.query("SELECT kind, input_hash, answer FROM acts WHERE idempotency_key = :key",
                {{":key", act.key}}));
        if (rows.next()) {
            if (rows.text(0) != act.kind || rows.text(1) != hash)
                return base::refused("key_reused",
                    QStringLiteral("Something else was done under the key '%1'; nothing was done now.")
                        .arg(act.key));
            return base::parseJsonObject(rows.text(2).toUtf8());
        }
    }
    ZF_ASSIGN(const QJsonObject answer, work());
    ZF_TRY(database.execute("INSERT INTO acts (idempotency_key, kind, input_hash, answer, done_at) "
                            "VALUES (:key, :kind, :hash, :answer, :now)",
        {{":key", act.key}, {":kind", act.kind}, {":hash", hash},
            {":answer", QString::fromUtf8(base::toCompactJson(answer))}, {":now", nowUtcMs}}));
    return answer;
}

} // namespace zhangfang::access
