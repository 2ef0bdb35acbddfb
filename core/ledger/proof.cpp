#include "crypto/crypto.h"
#include "ledger/detail/chain.h"
#include "ledger/ledger.h"
#include "ledger/sums.h"

#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <unordered_map>

namespace zhangfang::ledger
{

QString detail::chainHash(const QString& previousHash, const Link& link)
{
    const TransferDraft& draft = link.draft;
    QByteArray form;
    form.reserve(512);
    const auto number = [&form](qint64 value) {
        std::array<char, 24> digits;
        const auto end = std::to_chars(digits.begin(), digits.end(), value).ptr;
        form.append(digits.data(), end - digits.data());
    };
    const auto text = [&](const QString& value) {
        const QByteArray utf8 = value.toUtf8();
        number(utf8.size());
        form += ':' + utf8 + '\n';
    };
    const auto line = [&](qint64 value) {
        number(value);
        form += '\n';
    };
    if (link.form >= kWithCause)
        form += "transfer 2\n";
    form += previousHash.toLatin1() + '\n';
    line(link.id);
    line(draft.occurredAtUtcMs);
    line(link.postedAtUtcMs);
    text(draft.key);
    text(draft.kind);
    text(draft.description);
    if (link.form >= kWithCause) {
        text(link.cause);
        line(static_cast<qint64>(draft.entries.size()));
    }
    for (const Entry& entry : draft.entries) {
        text(entry.account.toString());
        line(entry.amount.inFen());
    }
    return QString::fromLatin1(crypto::sha256(form).toHex());
}

namespace
{

/// Sums entries per account and notes the first thing that is not as it was written.
class Walk
{
public:
    explicit Walk(Proof& proof) : proof_(proof) {}

    void check(const detail::Link& link, const QString& previous, const QString& hash)
    {
        const qint64 id = link.id;
        const TransferDraft& draft = link.draft;
        qint64 sum = 0;
        for (const Entry& entry : draft.entries)
            sum += entry.amount.inFen();
        if (id != lastId_ + 1)
            differ(QStringLiteral("transfer %1 is missing").arg(lastId_ + 1));
        // The form of hashing only ever gets better: a transfer that says otherwise was put there.
        else if (link.form < form_ || link.form > detail::kWithCause)
            differ(QStringLiteral("transfer %1 (%2) is in a form that none of its time has")
                       .arg(id)
                       .arg(draft.key));
        else if (previous != lastHash_ || detail::chainHash(lastHash_, link) != hash ||
                 (link.form == detail::kWithoutCause) != link.cause.isEmpty())
            differ(QStringLiteral("transfer %1 (%2) was changed after it was posted").arg(id).arg(draft.key));
        else if (sum != 0 || draft.entries.size() < 2)
            differ(QStringLiteral("transfer %1 (%2) does not sum to zero").arg(id).arg(draft.key));
        ++proof_.transfers;
        form_ = std::max(form_, link.form);
        lastId_ = id;
        lastHash_ = hash;
    }
    void differ(const QString& what)
    {
        if (proof_.ok())
            proof_.firstDifference = what;
    }
    [[nodiscard]] bool endsAt(qint64 id, const QString& hash) const
    {
        return id == lastId_ && hash == lastHash_;
    }

private:
    Proof& proof_;
    qint64 lastId_ = 0;
    qint64 form_ = detail::kWithoutCause;
    QString lastHash_;
};

struct Account {
    AccountPath path;
    qint64 storedFen;
    qint64 computedFen = 0;
};

Result<std::unordered_map<qint64, Account>> readAccounts(storage::Database& database, Walk& walk)
{
    std::unordered_map<qint64, Account> accounts;
    ZF_ASSIGN(auto rows, database.query("SELECT id, path, balance_fen FROM accounts ORDER BY id"));
    while (rows.next()) {
        if (const auto path = AccountPath::parse(rows.text(1)))
            accounts.emplace(rows.number(0), Account{*path, rows.number(2)});
        else
            walk.differ(QStringLiteral("there is an impossible account: %1").arg(rows.text(1)));
    }
    return accounts;
}

constexpr qint64 kProgressEvery = 10'000;

Result<bool> saysCauses(storage::Database& database)
{
    ZF_ASSIGN(
        auto columns, database.query("SELECT 1 FROM pragma_table_info('transfers') WHERE name = 'form'"));
    return columns.next();
}

} // namespace

Result<Proof> verify(storage::Database& database, const std::function<Continue(qint64)>& progress)
{
    Proof proof;
    Walk walk(proof);
    ZF_ASSIGN(auto accounts, readAccounts(database, walk));
    std::optional<qint64> orphan;
    {
        // A copy that an earlier program made is verified before it is brought up to date.
        ZF_ASSIGN(const bool hasCauses, saysCauses(database));
        ZF_ASSIGN(auto transfers,
            hasCauses
                ? database.query("SELECT id, key, kind, description, occurred_at, posted_at, previous_hash, "
                                 "hash, cause, form FROM transfers ORDER BY id")
                : database.query("SELECT id, key, kind, description, occurred_at, posted_at, previous_hash, "
                                 "hash, '', 1 FROM transfers ORDER BY id"));
        ZF_ASSIGN(auto entries,
            database.query(
                "SELECT transfer_id, account_id, amount_fen FROM entries ORDER BY transfer_id, line"));
        bool more = entries.next();
        while (transfers.next()) {
            const qint64 id = transfers.number(0);
            if (progress && id % kProgressEvery == 0 && progress(id) == Continue::no)
                return base::refused("cancelled", QStringLiteral("The check was cancelled."));
            TransferDraft draft{
                transfers.text(1), transfers.text(2), transfers.text(3), transfers.number(4), {}};
            for (; more && entries.number(0) <= id; more = entries.next()) {
                const auto account = accounts.find(entries.number(1));
                if (entries.number(0) != id || account == accounts.end()) {
                    walk.differ(QStringLiteral("there is an entry of transfer %1 that belongs nowhere")
                                    .arg(entries.number(0)));
                    continue;
                }
                account->second.computedFen += entries.number(2);
                draft.entries.push_back({account->second.path, Money::fen(entries.number(2))});
            }
            walk.check({id, draft, transfers.number(5), transfers.text(8), transfers.number(9)},
                transfers.text(6), transfers.text(7));
        }
        if (more)
            orphan = entries.number(0);
    }
    {
        ZF_ASSIGN(auto head, database.query("SELECT transfer_id, hash FROM ledger_head WHERE id = 1"));
        if (!head.next() || !walk.endsAt(head.number(0), head.text(1)))
            walk.differ(QStringLiteral(
                "the last transfers are missing or changed: the chain does not end where it was left"));
    }
    if (orphan)
        walk.differ(QStringLiteral("there is an entry of transfer %1 that belongs nowhere").arg(*orphan));
    ZF_ASSIGN(const Money owed, owedToUsers(database));
    qint64 guardedFen = 0;
    for (const auto& [id, account] : accounts)
        guardedFen -= account.path.isGuarded() ? account.storedFen : 0;
    std::map<QString, qint64> wrong; // by path, so that the first one named is always the same
    for (const auto& [id, account] : accounts) {
        if (account.computedFen != account.storedFen)
            wrong.emplace(account.path.toString(), id);
    }
    if (!wrong.empty()) {
        const Account& account = accounts.at(wrong.begin()->second);
        walk.differ(QStringLiteral("%1 shows %2 fen, its entries sum to %3 fen")
                        .arg(account.path.toString())
                        .arg(account.storedFen)
                        .arg(account.computedFen));
    }
    if (owed.inFen() != guardedFen)
        walk.differ(QStringLiteral("users are owed %1 fen, the sum kept of it is %2 fen")
                        .arg(guardedFen)
                        .arg(owed.inFen()));
    return proof;
}

} // namespace zhangfang::ledger
