#include "search/index.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <optional>

namespace zhangfang::search
{
namespace
{

/// What a row that is not indexed yet has to be indexed by.
struct Waiting {
    qint64 id;
    QString text;
};

std::vector<Waiting> waitingIn(storage::Rows rows)
{
    std::vector<Waiting> waiting;
    while (rows.next())
        waiting.push_back({rows.number(0), rows.text(1)});
    return waiting;
}

/// Of this process: whoever searches may only read, and the engine's worker mends.
std::atomic<bool> damageIsKnown{false};

/// What `ask` finds in the index; nothing where that is damaged.
Result<std::optional<std::vector<qint64>>> byIndex(
    storage::Database& database, const std::function<Result<storage::Rows>()>& ask)
{
    ZF_TRY(database.cutShort()); // what was read before this
    std::vector<qint64> found;
    const auto take = [&]() -> Status {
        ZF_ASSIGN(auto rows, ask());
        while (rows.next())
            found.push_back(rows.number(0));
        return database.cutShort();
    };
    if (const Status taken = take(); taken)
        return std::optional(std::move(found));
    else if (taken.error().kind != base::ErrorKind::damaged)
        return base::fail(taken.error());
    damageIsKnown = true;
    return std::optional<std::vector<qint64>>();
}

/// Both newest first.
std::vector<qint64> merged(std::vector<qint64> found, storage::Rows waiting, const Query& query, qint64 most)
{
    const auto middle = static_cast<std::ptrdiff_t>(found.size());
    while (static_cast<qint64>(found.size()) - middle < most && waiting.next()) {
        if (query.matches(waiting.text(1)))
            found.push_back(waiting.number(0));
    }
    std::inplace_merge(found.begin(), found.begin() + middle, found.end(), std::greater<>());
    if (static_cast<qint64>(found.size()) > most)
        found.resize(static_cast<size_t>(most));
    return found;
}

Status addOrder(storage::Database& database, qint64 id, const QString& description)
{
    const Words words = wordsOf(description);
    return database
        .execute("INSERT INTO orders_search (rowid, words, pinyin) VALUES (:id, :words, :pinyin)",
            {{":id", id}, {":words", words.words.join(QLatin1Char(' '))},
                {":pinyin", words.pinyin.join(QLatin1Char(' '))}})
        .and_then([&](qint64) {
            return database.execute(
                "UPDATE orders SET searchable = 1 WHERE id = :id AND searchable = 0", {{":id", id}});
        })
        .map([](qint64) {});
}

Status setUser(storage::Database& database, qint64 id, const QString& name)
{
    const Words words = wordsOf(name);
    ZF_TRY(database.execute("DELETE FROM users_search WHERE rowid = :id", {{":id", id}}));
    if (!words.words.isEmpty())
        ZF_TRY(
            database.execute("INSERT INTO users_search (rowid, words, pinyin) VALUES (:id, :words, :pinyin)",
                {{":id", id}, {":words", words.words.join(QLatin1Char(' '))},
                    {":pinyin", words.pinyin.join(QLatin1Char(' '))}}));
    return database
        // As it stands there: what a name from elsewhere cannot be read as would never be found the same.
        .execute("UPDATE users SET searched_as = name, sort_name = :sorted WHERE id = :id",
            {{":sorted", sortedBy(name)}, {":id", id}})
        .map([](qint64) {});
}

} // namespace

Status sortUser(storage::Database& database, qint64 id, const QString& name)
{
    return database
        .execute(
            "UPDATE users SET sort_name = :sorted WHERE id = :id", {{":sorted", sortedBy(name)}, {":id", id}})
        .map([](qint64) {});
}

Status makeAnew(storage::Database& database)
{
    {
        ZF_ASSIGN(auto rows, database.query("SELECT (SELECT SUM(LENGTH(description)) FROM orders), "
                                            "(SELECT SUM(LENGTH(name)) FROM users)"));
        static_cast<void>(rows.next());
    }
    ZF_TRY(database.cutShort());
    ZF_TRY(database.execute("DROP TABLE orders_search"));
    ZF_TRY(database.execute("DROP TABLE users_search"));
    ZF_TRY(database.executeScript(database.dialect().expand(
        QStringLiteral("{{text_index orders_search}}\n{{text_index users_search changing}}\n"))));
    ZF_TRY(database.execute("UPDATE orders SET searchable = 0 WHERE searchable <> 0"));
    ZF_TRY(database.execute("UPDATE users SET searched_as = '' WHERE searched_as <> ''"));
    damageIsKnown = false; // if this comes to nothing, the next search meets it again
    return {};
}

bool isKnownDamaged()
{
    return damageIsKnown;
}

Result<std::vector<qint64>> findOrders(storage::Database& database, const Query& query, const Ids& among)
{
    if (query.isEmpty())
        return std::vector<qint64>();
    ZF_ASSIGN(auto indexed, byIndex(database, [&] {
        return database.query("SELECT rowid FROM orders_search WHERE orders_search MATCH :query "
                              "AND rowid >= :from AND rowid <= :to ORDER BY rowid DESC LIMIT :most",
            {{":query", query.expression()}, {":from", among.from}, {":to", among.to},
                {":most", among.most}});
    }));
    ZF_ASSIGN(auto read,
        indexed ? database.query("SELECT id, description FROM orders WHERE searchable = 0 AND id >= :from "
                                 "AND id <= :to ORDER BY id DESC",
                      {{":from", among.from}, {":to", among.to}})
                : database.query("SELECT id, description FROM orders WHERE id >= :from AND id <= :to "
                                 "ORDER BY id DESC",
                      {{":from", among.from}, {":to", among.to}}));
    return merged(std::move(indexed).value_or(std::vector<qint64>()), std::move(read), query, among.most);
}

Result<std::vector<qint64>> findUsers(storage::Database& database, const Query& query, const Ids& among)
{
    if (query.isEmpty())
        return std::vector<qint64>();
    // One whose name has changed since is in the index by the name it had.
    ZF_ASSIGN(auto indexed, byIndex(database, [&] {
        return database.query("SELECT rowid FROM users_search WHERE users_search MATCH :query "
                              "AND rowid >= :from AND rowid <= :to AND NOT EXISTS (SELECT 1 FROM users u "
                              "WHERE u.id = users_search.rowid AND u.searched_as <> u.name) "
                              "ORDER BY rowid DESC LIMIT :most",
            {{":query", query.expression()}, {":from", among.from}, {":to", among.to},
                {":most", among.most}});
    }));
    ZF_ASSIGN(auto read,
        indexed
            ? database.query("SELECT id, name FROM users WHERE searched_as <> name "
                             "AND id >= :from AND id <= :to ORDER BY id DESC",
                  {{":from", among.from}, {":to", among.to}})
            : database.query("SELECT id, name FROM users WHERE id >= :from AND id <= :to ORDER BY id DESC",
                  {{":from", among.from}, {":to", among.to}}));
    return merged(std::move(indexed).value_or(std::vector<qint64>()), std::move(read), query, among.most);
}

Result<bool> isComplete(storage::Database& database)
{
    ZF_ASSIGN(auto rows, database.query("SELECT EXISTS (SELECT 1 FROM orders WHERE searchable = 0) OR "
                                        "EXISTS (SELECT 1 FROM users WHERE searched_as <> name)"));
    return rows.next() && rows.number(0) == 0;
}

Result<int> indexMore(storage::Database& database, int most)
{
    std::vector<Waiting> orders;
    {
        ZF_ASSIGN(auto rows, database.query("SELECT id, description FROM orders WHERE searchable = 0 "
                                            "ORDER BY id DESC LIMIT :most",
                                 {{":most", most}}));
        orders = waitingIn(std::move(rows));
    }
    for (const Waiting& order : orders)
        ZF_TRY(addOrder(database, order.id, order.text));
    std::vector<Waiting> users;
    {
        ZF_ASSIGN(auto rows, database.query("SELECT id, name FROM users WHERE searched_as <> name "
                                            "ORDER BY id DESC LIMIT :most",
                                 {{":most", most}}));
        users = waitingIn(std::move(rows));
    }
    for (const Waiting& user : users)
        ZF_TRY(setUser(database, user.id, user.text));
    return static_cast<int>(orders.size() + users.size());
}

} // namespace zhangfang::search
