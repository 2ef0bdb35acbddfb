#include "ledger/ledger.h"

#include "crypto/crypto.h"
#include "ledger/detail/chain.h"
#include "ledger/sums.h"
#include "storage/stored_text.h"

#include <unordered_map>

namespace zhangfang::ledger
{
namespace
{

/// No single entry may come near the bounds of a balance.
constexpr qint64 kLargestEntryFen = 100'000'000'000'000;

Status checkBalanced(const TransferDraft& draft)
{
    Money sum;
    for (const Entry& entry : draft.entries) {
        if (entry.amount.isZero() || std::abs(entry.amount.inFen()) > kLargestEntryFen)
            return base::invalid("invalid_amount",
                QStringLiteral("The amount for %1 is zero or too large.").arg(entry.account.toString()));
        ZF_ASSIGN(sum, sum.plus(entry.amount));
    }
    if (draft.entries.size() < 2 || !sum.isZero())
        return base::invalid("unbalanced", QStringLiteral("The transfer's entries do not sum to zero."));
    return {};
}

/// The chain's end and the accounts' ids, as this transaction found or left them.
struct Books {
    qint64 lastId = -1; ///< -1: not read yet
    QString lastHash;
    std::unordered_map<QString, qint64> accounts;
};

Result<Books*> books(storage::Database& database)
{
    Books& books = database.remembered<Books>();
    if (books.lastId < 0) {
        ZF_ASSIGN(auto head, database.query("SELECT transfer_id, hash FROM ledger_head WHERE id = 1"));
        if (!head.next())
            return base::damaged("damaged", QStringLiteral("The ledger has lost its head."));
        books.lastId = head.number(0);
        books.lastHash = head.text(1);
    }
    return &books;
}

/// The transfer that already carries the key, if its entries are these.
Result<Posted> existing(storage::Database& database, const TransferDraft& draft)
{
    ZF_ASSIGN(auto rows,
        database.query(
            "SELECT t.id, a.path, e.amount_fen FROM transfers t JOIN entries e ON e.transfer_id = t.id "
            "JOIN accounts a ON a.id = e.account_id WHERE t.key = :key ORDER BY e.line",
            {{":key", draft.key}}));
    Posted posted{TransferId(0), false};
    size_t line = 0;
    bool same = true;
    while (rows.next()) {
        posted.id = TransferId(rows.number(0));
        same = same && line < draft.entries.size() &&
               rows.text(1) == draft.entries[line].account.toString() &&
               rows.number(2) == draft.entries[line].amount.inFen();
        ++line;
    }
    if (posted.id != TransferId(0) && (!same || line != draft.entries.size()))
        return base::refused("key_reused",
            QStringLiteral("'%1' is already booked with other amounts or accounts.").arg(draft.key));
    return posted;
}

/// The account's id, making the account on first use.
Result<qint64> accountId(storage::Database& database, Books& books, const AccountPath& account)
{
    const QString& path = account.toString();
    qint64& id = books.accounts[path];
    const auto find = [&]() -> Status {
        ZF_ASSIGN(auto rows, database.query("SELECT id FROM accounts WHERE path = :path", {{":path", path}}));
        id = rows.next() ? rows.number(0) : 0;
        return {};
    };
    if (id == 0)
        ZF_TRY(find());
    if (id == 0) {
        ZF_TRY(
            database.execute("INSERT INTO accounts (path, guarded, balance_fen) VALUES (:path, :guarded, 0)",
                {{":path", path}, {":guarded", account.isGuarded() ? 1 : 0}}));
        ZF_TRY(find());
    }
    return id;
}

/// The database held a change to what an account may show.
tl::unexpected<base::Error> notAllowed(storage::Database& database, qint64 accountId, const Entry& entry)
{
    if (!entry.account.isGuarded())
        return base::refused("overflow",
            QStringLiteral("%1 cannot hold sums as large as that.").arg(entry.account.toString()));
    auto rows = database.query("SELECT -balance_fen FROM accounts WHERE id = :id", {{":id", accountId}});
    const Money there = Money::fen(rows && rows->next() ? rows->number(0) : 0);
    return base::fail(base::Error{base::ErrorKind::refused, QStringLiteral("insufficient_funds"),
        QStringLiteral("There is not enough money in %1: %2 of the %3 wanted.")
            .arg(entry.account.toString(), there.toDisplay(), entry.amount.toDisplay()),
        {}, {there.toDisplay(), entry.amount.toDisplay()}});
}

Status changeBalance(storage::Database& database, qint64 accountId, const Entry& entry)
{
    const auto changed =
        database.execute("UPDATE accounts SET balance_fen = balance_fen + :amount WHERE id = :id",
            {{":amount", entry.amount.inFen()}, {":id", accountId}});
    if (!changed && changed.error().code == QLatin1String("constraint"))
        return notAllowed(database, accountId, entry);
    ZF_TRY(changed);
    return {};
}

} // namespace

TransferDraft simpleTransfer(QString key, QString kind, QString description, qint64 occurredAtUtcMs,
    const AccountPath& debited, const AccountPath& credited, Money amount)
{
    return {std::move(key), std::move(kind), std::move(description), occurredAtUtcMs,
        {{debited, amount}, {credited, Money::fen(-amount.inFen())}}};
}

Result<Posted> post(storage::Database& database, const TransferDraft& wanted, qint64 nowUtcMs)
{
    ZF_TRY(checkBalanced(wanted));
    TransferDraft draft = wanted;
    for (QString* text : {&draft.key, &draft.kind, &draft.description})
        *text = storage::asStored(*text);
    const QString cause =
        database.cause().isEmpty() ? QStringLiteral("system") : storage::asStored(database.cause());
    ZF_ASSIGN(Books* const books, ledger::books(database));
    const qint64 id = books->lastId + 1;
    const QString hash = detail::chainHash(books->lastHash, {id, draft, nowUtcMs, cause, detail::kWithCause});
    ZF_ASSIGN(const qint64 inserted,
        database.execute(
            "INSERT INTO transfers (id, key, kind, description, occurred_at, posted_at, previous_hash, hash, "
            "cause, form) VALUES (:id, :key, :kind, :description, :occurred, :posted, :previous, :hash, "
            ":cause, :form) ON CONFLICT (key) DO NOTHING",
            {{":id", id}, {":key", draft.key}, {":kind", draft.kind}, {":description", draft.description},
                {":occurred", draft.occurredAtUtcMs}, {":posted", nowUtcMs}, {":previous", books->lastHash},
                {":hash", hash}, {":cause", cause}, {":form", detail::kWithCause}}));
    if (inserted == 0)
        return existing(database, draft);
    int line = 0;
    Money owed; // what users are owed more, or less
    for (const Entry& entry : draft.entries) {
        if (entry.account.isGuarded()) {
            ZF_ASSIGN(owed, owed.minus(entry.amount));
        }
        ZF_ASSIGN(const qint64 account, accountId(database, *books, entry.account));
        ZF_TRY(changeBalance(database, account, entry));
        ZF_TRY(database.execute("INSERT INTO entries (transfer_id, line, account_id, amount_fen) "
                                "VALUES (:transfer, :line, :account, :amount)",
            {{":transfer", id}, {":line", line++}, {":account", account},
                {":amount", entry.amount.inFen()}}));
    }
    if (!owed.isZero())
        ZF_TRY(changeSum(database, Sum::owed, owed));
    ZF_TRY(database.execute("UPDATE ledger_head SET transfer_id = :id, hash = :hash WHERE id = 1",
        {{":id", id}, {":hash", hash}}));
    books->lastId = id;
    books->lastHash = hash;
    return Posted{TransferId(id), true};
}

Result<Money> balance(storage::Database& database, const AccountPath& account)
{
    ZF_ASSIGN(auto rows, database.query("SELECT balance_fen FROM accounts WHERE path = :path",
                             {{":path", account.toString()}}));
    const qint64 stored = rows.next() ? rows.number(0) : 0;
    return Money::fen(account.isCreditNormal() ? -stored : stored);
}

Result<Money> balanceBefore(storage::Database& database, const AccountPath& account, qint64 beforeUtcMs)
{
    ZF_ASSIGN(const Money now, balance(database, account));
    ZF_ASSIGN(auto rows,
        database.query("SELECT COALESCE(SUM(e.amount_fen), 0) FROM transfers t "
                       "JOIN entries e ON e.transfer_id = t.id JOIN accounts a ON a.id = e.account_id "
                       "WHERE t.occurred_at >= :before AND a.path = :path",
            {{":before", beforeUtcMs}, {":path", account.toString()}}));
    const Money since = Money::fen(rows.next() ? rows.number(0) : 0);
    return account.isCreditNormal() ? now.plus(since) : now.minus(since);
}

Result<std::vector<AccountBalance>> balances(storage::Database& database)
{
    ZF_ASSIGN(auto rows, database.query("SELECT path, balance_fen FROM accounts ORDER BY path"));
    std::vector<AccountBalance> all;
    while (rows.next()) {
        ZF_ASSIGN(const AccountPath path, AccountPath::parse(rows.text(0)));
        all.push_back({path, Money::fen(path.isCreditNormal() ? -rows.number(1) : rows.number(1))});
    }
    return all;
}

Result<Money> owedToUsers(storage::Database& database)
{
    return sumOf(database, Sum::owed);
}

} // namespace zhangfang::ledger
