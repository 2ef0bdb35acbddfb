#include "payouts/approvals.h"

#include "access/operators.h"
#include "payouts/decide.h"

namespace zhangfang::payouts
{
namespace
{

struct Word {
    qint64 id = 0;
    Approval approval;
    Seen seen;
    qint64 version = 0; ///< of the operator's authority then
};

Result<std::vector<Word>> wordsOf(storage::Database& database, PayoutId id)
{
    ZF_ASSIGN(auto rows,
        database.query("SELECT id, operator, at, amount_fen, openid, name, available_fen, event_id, version "
                       "FROM payout_approvals WHERE payout_id = :id AND ended_at IS NULL ORDER BY id",
            {{":id", id.value()}}));
    std::vector<Word> words;
    while (rows.next())
        words.push_back({rows.number(0), {rows.text(1), rows.number(2)},
            {Money::fen(rows.number(3)), rows.text(4), rows.text(5), Money::fen(rows.number(6)),
                rows.number(7)},
            rows.number(8)});
    return words;
}

Result<bool> counts(storage::Database& database, const Word& word, const Seen& now)
{
    if (word.seen.amount != now.amount || word.seen.openid != now.openid || word.seen.name != now.name ||
        word.seen.lastEvent != now.lastEvent)
        return false;
    const auto who = access::findOperator(database, word.approval.operatorName);
    if (!who && who.error().code != QLatin1String("no_such_operator"))
        return base::fail(who.error());
    // Whoever was disabled, or has another role or password since, has to say it again.
    return who && who->isEnabled && who->version == word.version &&
           access::may(who->role, access::Permission::decideWithdrawal);
}

Status end(storage::Database& database, const Word& word, qint64 nowUtcMs)
{
    return database
        .execute("UPDATE payout_approvals SET ended_at = :now, ended_by = 'changed' WHERE id = :id",
            {{":now", nowUtcMs}, {":id", word.id}})
        .map([](qint64) {});
}

} // namespace

bool takesTwo(const Payout& payout, const access::Settings& settings)
{
    const qint64 from = settings.number("payouts.two_approvers_from_fen");
    return from > 0 && payout.amount.inFen() >= from;
}

Result<Approvals> approvalsOf(
    storage::Database& database, const Payout& payout, const access::Settings& settings)
{
    ZF_ASSIGN(const auto words, wordsOf(database, payout.id));
    Approvals all;
    const bool waits = payout.state == State::requested;
    for (const Word& word : words) {
        bool isGood = true;
        if (waits) {
            ZF_ASSIGN(const Seen now, seen(database, payout));
            ZF_ASSIGN(isGood, counts(database, word, now));
        }
        if (isGood)
            all.given.push_back(word.approval);
    }
    all.needed =
        waits ? (takesTwo(payout, settings) ? 2 : 1) : std::max(1, static_cast<int>(all.given.size()));
    return all;
}

Result<Enough> weigh(storage::Database& database, const Payout& payout, const QString& operatorName,
    const access::Settings& settings, qint64 nowUtcMs)
{
    ZF_ASSIGN(const auto words, wordsOf(database, payout.id));
    ZF_ASSIGN(const Seen now, seen(database, payout));
    std::vector<Approval> others;
    bool hasSpoken = false;
    for (const Word& word : words) {
        ZF_ASSIGN(const bool isGood, counts(database, word, now));
        if (!isGood) {
            ZF_TRY(end(database, word, nowUtcMs));
            ZF_TRY(note(database, payout, QStringLiteral("approval_void"),
                {QStringLiteral("system"), word.approval.operatorName, payout.nextAttemptAtUtcMs,
                    payout.blocked, payout.note},
                nowUtcMs));
            continue;
        }
        hasSpoken = hasSpoken || word.approval.operatorName == operatorName;
        others.push_back(word.approval);
    }
    if (!takesTwo(payout, settings))
        return Enough::yes;
    ZF_TRY(access::requireMay(database, operatorName, access::Permission::decideWithdrawal));
    if (payout.requestedBy == operatorName)
        return base::refused("own_request",
            QStringLiteral("Withdrawal %1 takes two people, and neither of them is %2, who asked for it.")
                .arg(payout.id.toString(), operatorName));
    if (hasSpoken)
        return base::refused("same_approver",
            QStringLiteral("Withdrawal %1 takes another person than %2, who has approved it already.")
                .arg(payout.id.toString(), operatorName));
    return others.empty() ? Enough::no : Enough::yes;
}

Status recordApproval(storage::Database& database, const Payout& payout, const QString& operatorName,
    const Seen& seen, qint64 nowUtcMs)
{
    // Where one word has become enough meanwhile, the same person's counts once.
    ZF_TRY(database.execute("UPDATE payout_approvals SET ended_at = :now, ended_by = 'again' "
                            "WHERE payout_id = :id AND operator = :operator AND ended_at IS NULL",
        {{":now", nowUtcMs}, {":id", payout.id.value()}, {":operator", operatorName}}));
    return database
        .execute("INSERT INTO payout_approvals (payout_id, operator, at, amount_fen, openid, name, "
                 "available_fen, event_id, version, ended_by) "
                 "VALUES (:id, :operator, :now, :amount, :openid, :name, :available, :event, "
                 "COALESCE((SELECT authority_version FROM operators WHERE name = :operator), 0), '')",
            {{":id", payout.id.value()}, {":operator", operatorName}, {":now", nowUtcMs},
                {":amount", seen.amount.inFen()}, {":openid", seen.openid}, {":name", seen.name},
                {":available", seen.available.inFen()}, {":event", seen.lastEvent}})
        .map([](qint64) {});
}

Status endApprovals(storage::Database& database, PayoutId id, const QString& why, qint64 nowUtcMs)
{
    return database
        .execute("UPDATE payout_approvals SET ended_at = :now, ended_by = :why "
                 "WHERE payout_id = :id AND ended_at IS NULL",
            {{":now", nowUtcMs}, {":why", why}, {":id", id.value()}})
        .map([](qint64) {});
}

} // namespace zhangfang::payouts
