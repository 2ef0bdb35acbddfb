#include "payments/inbox_packing.h"

#include "crypto/crypto.h"

namespace zhangfang::payments
{

namespace
{

/// Short enough to keep nobody waiting.
constexpr int kPage = 100;

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
        // How far it has come: what lies behind is packed, or was set aside.
        ZF_ASSIGN(auto mark, database.query("SELECT at FROM last_times WHERE name = 'inbox_packed'"));
        const qint64 from = mark.next() ? mark.number(0) : 0;
        ZF_ASSIGN(auto rows,
            database.query("SELECT event_id, received_at, body FROM inbox WHERE received_at >= :from "
                           "AND received_at < :before AND body_sha256 = '' AND outcome <> 'quarantined' "
                           "ORDER BY received_at LIMIT :page",
                {{":from", from}, {":before", beforeUtcMs}, {":page", kPage}}));
        while (rows.next()) {
            last = rows.number(1);
            page.push_back({rows.text(0), QString::fromLatin1(crypto::sha256(rows.bytes(2)).toHex())});
        }
    }
    if (page.empty())
        return false;
    for (const Old& old : page)
        ZF_TRY(database.execute("UPDATE inbox SET body = :none, body_sha256 = :hash WHERE event_id = :id",
            {{":none", QByteArray("")}, {":hash", old.hash}, {":id", old.id}}));
    ZF_TRY(database.execute("INSERT INTO last_times (name, at) VALUES ('inbox_packed', :at) "
                            "ON CONFLICT (name) DO UPDATE SET at = excluded.at",
        {{":at", last}}));
    return page.size() == kPage;
}

} // namespace zhangfang::payments
