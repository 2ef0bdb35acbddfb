#include "crypto/crypto.h"
#include "ledger/detail/chain.h"
#include "ledger/ledger.h"

#include <array>
#include <charconv>
#include <unordered_map>

namespace zhangfang::ledger
{

QString detail::chainHash(
    const QString& previousHash, qint64 id, const TransferDraft& draft, qint64 postedAtUtcMs)
{
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
    form += previousHash.toLatin1() + '\n';
    line(id);
    line(draft.occurredAtUtcMs);
    line(postedAtUtcMs);
    text(draft.key);
    text(draft.kind);
    text(draft.description);
    for (const Entry& entry : draft.entries) {
        text(entry.account.toString());
        line(entry.amount.inFen());
    }
    return QString::fromLatin1(crypto::sha256(form).toHex());
}

namespace
{

/// Walks transfers in order while their entries come in.
class Walk
{
public:
    explicit Walk(Proof& proof) : proof_(proof) {}

    void begin(qint64 id, TransferDraft draft, qint64 postedAt, QString previous, QString hash)
    {
        finish();
        id_ = id;
        draft_ = std::move(draft);
        postedAt_ = postedAt;
        previous_ = std::move(previous);
        hash_ = std::move(hash);
    }
    void add(const AccountPath& account, qint64 fen)
    {
        draft_.entries.push_back({account, Money::fen(fen)});
        balances_[account.toString().toStdString()] += fen;
    }
    void finish()
    {
        if (id_ == 0)
            return;
        qint64 sum = 0;
        for (const Entry& entry : draft_.entries)
            sum += entry.amount.inFen();
        if (id_ != lastId_ + 1)
            differ(QStringLiteral("transfer %1 is missing").arg(lastId_ + 1));
        else if (previous_ != lastHash_ || detail::chainHash(lastHash_, id_, draft_, postedAt_) != hash_)
            differ(
                QStringLiteral("transfer %1 (%2) was changed after it was posted").arg(id_).arg(draft_.key));
        else if (sum != 0 || draft_.entries.size() < 2)
            differ(QStringLiteral("transfer %1 (%2) does not sum to zero").arg(id_).arg(draft_.key));
        ++proof_.transfers;
        lastId_ = std::exchange(id_, 0);
        lastHash_ = hash_;
    }
    void differ(const QString& what)
    {
        if (proof_.ok())
            proof_.firstDifference = what;
    }
    [[nodiscard]] qint64 computed(const QString& path) { return balances_[path.toStdString()]; }
    [[nodiscard]] bool endsAt(qint64 id, const QString& hash) const
    {
        return id == lastId_ && hash == lastHash_;
    }
    [[nodiscard]] qint64 current() const { return id_; }

private:
    Proof& proof_;
    std::unordered_map<std::string, qint64> balances_;
    qint64 id_ = 0;
    qint64 lastId_ = 0;
    qint64 postedAt_ = 0;
    TransferDraft draft_;
    QString previous_, hash_, lastHash_;
};

constexpr auto kAllEntries =
    "SELECT t.id, t.key, t.kind, t.description, t.occurred_at, t.posted_at, t.previous_hash, t.hash, "
    "a.path, e.amount_fen FROM transfers t LEFT JOIN entries e ON e.transfer_id = t.id "
    "LEFT JOIN accounts a ON a.id = e.account_id ORDER BY t.id, e.line";

constexpr qint64 kProgressEvery = 10'000;

} // namespace

Result<Proof> verify(storage::Database& database, const std::function<Continue(qint64)>& progress)
{
    Proof proof;
    Walk walk(proof);
    {
        ZF_ASSIGN(auto rows, database.query(kAllEntries));
        std::unordered_map<std::string, AccountPath> paths;
        while (rows.next()) {
            const qint64 id = rows.number(0);
            if (id != walk.current()) {
                walk.begin(id, {rows.text(1), rows.text(2), rows.text(3), rows.number(4), {}}, rows.number(5),
                    rows.text(6), rows.text(7));
                if (progress && id % kProgressEvery == 0 && progress(id) == Continue::no)
                    return base::refused("cancelled", QStringLiteral("The check was cancelled."));
            }
            if (rows.isNull(8))
                continue;
            const QString text = rows.text(8);
            auto known = paths.find(text.toStdString());
            if (known == paths.end()) {
                const auto path = AccountPath::parse(text);
                if (!path) {
                    walk.differ(
                        QStringLiteral("transfer %1 names the impossible account %2").arg(id).arg(text));
                    continue;
                }
                known = paths.emplace(text.toStdString(), *path).first;
            }
            walk.add(known->second, rows.number(9));
        }
        walk.finish();
    }
    {
        ZF_ASSIGN(auto head, database.query("SELECT transfer_id, hash FROM ledger_head WHERE id = 1"));
        if (!head.next() || !walk.endsAt(head.number(0), head.text(1)))
            walk.differ(QStringLiteral(
                "the last transfers are missing or changed: the chain does not end where it was left"));
    }
    {
        ZF_ASSIGN(auto rows, database.query("SELECT path, balance_fen, guarded FROM accounts ORDER BY id"));
        while (rows.next()) {
            const qint64 computed = walk.computed(rows.text(0));
            if (computed != rows.number(1))
                walk.differ(QStringLiteral("%1 shows %2 fen, its entries sum to %3 fen")
                                .arg(rows.text(0))
                                .arg(rows.number(1))
                                .arg(computed));
        }
    }
    return proof;
}

} // namespace zhangfang::ledger
