#include "access/acts.h"
#include "access/audit.h"
#include "base/json.h"
#include "base/plain_text.h"
#include "ctl/amount.h"
#include "ctl/groups.h"
#include "ctl/json_views.h"
#include "ledger/ledger.h"
#include "reports/proof.h"

#include <cstdio>

namespace zhangfang::ctl
{
namespace
{

using storage::Database;

struct MoveWords {
    QString from = {};
    QString to = {};
    QString amount = {};
    QString reason = {};
};

Answer verifyLedger(Session& session)
{
    ZF_ASSIGN(const ledger::Proof proof, session.folder().readers().read<ledger::Proof>(
                                             [](Database& database) { return reports::prove(database); }));
    return QJsonObject{{QStringLiteral("ok"), proof.ok()}, {QStringLiteral("transfers"), proof.transfers},
        {QStringLiteral("first_difference"), proof.ok() ? QJsonValue() : QJsonValue(proof.firstDifference)}};
}

Answer listBalances(Session& session)
{
    return session.folder().readers().read<QJsonObject>([](Database& database) -> Answer {
        ZF_ASSIGN(const auto all, ledger::balances(database));
        QJsonArray items;
        for (const auto& account : all)
            items.append(QJsonObject{{QStringLiteral("account"), account.account.toString()},
                {QStringLiteral("balance_fen"), account.balance.inFen()}});
        return page(items, -1, 0);
    });
}

/// Writes to standard output.
Answer exportLedger(Session& session, const QString& format)
{
    const auto kind =
        format == QLatin1String("csv") ? ledger::ExportFormat::csv : ledger::ExportFormat::hledger;
    const auto done = session.folder().readers().read<int>([&](Database& database) -> Result<int> {
        ZF_TRY(ledger::exportBooks(database, kind, [](const QByteArray& bytes) -> base::Status {
            if (std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout) !=
                static_cast<size_t>(bytes.size()))
                return base::unavailable("disk_error", QStringLiteral("The export could not be written."));
            return {};
        }));
        return 0;
    });
    if (!done)
        return base::fail(done.error());
    if (std::fflush(stdout) != 0)
        return base::unavailable("disk_error", QStringLiteral("The export could not be written."));
    return QJsonObject();
}

Answer moveMoney(Session& session, const MoveWords& w)
{
    ZF_ASSIGN(const auto source, ledger::AccountPath::parse(w.from));
    ZF_ASSIGN(const auto target, ledger::AccountPath::parse(w.to));
    ZF_ASSIGN(const base::Money sum, positive(w.amount));
    if (source.isGuarded() || target.isGuarded())
        return base::refused(
            "not_movable", QStringLiteral("A user's money moves only by payments, credits and withdrawals."));
    if (!base::isSentence(w.reason, 200))
        return base::invalid(
            "invalid_reason", QStringLiteral("The reason must have 1 to 200 characters, and no line ends."));
    ZF_ASSIGN(const QString who, session.decider());
    backend::ShopFolder& folder = session.folder();
    const auto move = [&](Database& database, qint64 now) -> Answer {
        ZF_ASSIGN(const auto posted,
            ledger::post(database,
                ledger::simpleTransfer(
                    QStringLiteral("move:") + QString::fromLatin1(folder.random().token(20)),
                    QStringLiteral("move"), w.reason, now, target, source, sum),
                now));
        ZF_TRY(access::recordAudit(database, now, who, QStringLiteral("ledger.moved"), posted.id.toString(),
            QStringLiteral("%1 from %2 to %3: %4").arg(sum.toDisplay(), w.from, w.to, w.reason)));
        return QJsonObject{
            {QStringLiteral("transfer"), posted.id.value()}, {QStringLiteral("amount_fen"), sum.inFen()}};
    };
    const access::Act act{session.key(), QStringLiteral("ledger.move"),
        base::toCompactJson({{QStringLiteral("from"), w.from}, {QStringLiteral("to"), w.to},
            {QStringLiteral("amount_fen"), sum.inFen()}, {QStringLiteral("reason"), w.reason}})};
    return folder.writer().runNow<QJsonObject>([&](Database& database) {
        const qint64 now = folder.clock().nowUtcMs();
        return access::once(database, act, now, [&] { return move(database, now); });
    });
}

} // namespace

void addLedgerGroup(CommandLine& line)
{
    CLI::App* group = line.group("ledger", "the books");
    line.verb(group, "verify", "recompute every balance and the hash chain", verifyLedger);
    line.verb(group, "balances", "every account", listBalances);
    const auto format = std::make_shared<QString>();
    CLI::App* exported = line.verb(group, "export", "all transfers to standard output", format, exportLedger);
    addText(exported, "--format", *format)->required()->check(CLI::IsMember({"hledger", "csv"}));
    const auto w = std::make_shared<MoveWords>();
    CLI::App* move =
        line.verb(group, "move", "book money moved between WeChat accounts or from the bank", w, moveMoney);
    addText(move, "from", w->from)->required();
    addText(move, "to", w->to)->required();
    addText(move, "amount", w->amount, "yuan")->required();
    addText(move, "--reason", w->reason)->required();
    line.takesDecision(move);
    line.takesKey(move);
}

} // namespace zhangfang::ctl
