#include "payments/inbox_packing.h"

#include "crypto/crypto.h"

namespace zhangfang::payments
{

namespace
{

/// Short enough to keep nobody waiting.
constexpr int kPage = 100;

/// How far it has come: what lies behind is packed, or was set aside. Along inbox_by_time.
constexpr auto kPassed = "SELECT at FROM last_times WHERE name = 'inbox_packed'";
constexpr auto kOld =
    "SELECT event_id, received_at, body FROM inbox WHERE received_at >= :from "
    "AND received_at < :before AND body_sha256 = '' AND outcome IN ('applied', 'unchanged') "
    "ORDER BY received_at LIMIT :page";
constexpr auto kPack = "UPDATE inbox SET body = :none, body_sha256 = :hash WHERE event_id = :id";
constexpr auto kPackLate = "UPDATE inbox SET body = :none, body_sha256 = :hash WHERE event_id = :id "
                           "AND received_at < (SELECT at FROM last_times WHERE name = 'inbox_packed')";

QString hashOf(const QByteArray& body)
{
    return QString::fromLatin1(crypto::sha256(body).toHex());
}

} // namespace

base::Result<bool> packBodies(storage::Database& database, qint64 beforeUtcMs)
{
    struct Old {
        QString id;
        QString hash;
    };
    std::vector<Old> page;
    qint64 last = 0;
    {
        ZF_ASSIGN(auto mark, database.query(kPassed));
        const qint64 from = mark.next() ? mark.number(0) : 0;
        ZF_ASSIGN(
            auto rows, database.query(kOld, {{":from", from}, {":before", beforeUtcMs}, {":page", kPage}}));
        while (rows.next()) {
            last = rows.number(1);
            page.push_back({rows.text(0), hashOf(rows.bytes(2))});
        }
    }
    if (page.empty())
        return false;
    for (const Old& old : page)
        ZF_TRY(database.execute(kPack, {{":none", QByteArray("")}, {":hash", old.hash}, {":id", old.id}}));
    ZF_TRY(database.execute("INSERT INTO last_times (name, at) VALUES ('inbox_packed', :at) "
                            "ON CONFLICT (name) DO UPDATE SET at = excluded.at",
        {{":at", last}}));
    return page.size() == kPage;
}

base::Status packLate(storage::Database& database, const QString& eventId, const QByteArray& body)
{
    ZF_TRY(
        database.execute(kPackLate, {{":none", QByteArray("")}, {":hash", hashOf(body)}, {":id", eventId}}));
    return {};
}

} // namespace zhangfang::payments
