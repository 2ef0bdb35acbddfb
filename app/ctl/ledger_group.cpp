#include "ctl/amount.h"
#include "ctl/groups.h"
#include "ctl/json_views.h"
#include "ctl/proof_view.h"
#include "ledger/ledger.h"
#include "reports/proof.h"
#include "shop/commands.h"

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
    backend::ShopFolder& folder = session.folder();
    ZF_ASSIGN(const ledger::Proof proof,
        folder.readers().read<ledger::Proof>([](Database& database) { return reports::prove(database); }));
    // Of their own moment: a seal that was made meanwhile speaks of books that the proof has not seen.
    ZF_ASSIGN(const auto seals, folder.readers().read<backend::SealProof>([&](Database& database) {
        return backend::verifySeals(database, folder.path(), backend::sealKeyOf(folder));
    }));
    QJsonObject said = proofView(proof.firstDifference, seals);
    said.insert(QStringLiteral("transfers"), proof.transfers);
    return said;
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
    ZF_ASSIGN(const base::Money sum, positive(w.amount));
    ZF_ASSIGN(const access::Actor who, session.actor(access::Permission::moveMoney));
    return session.office().door().run(who, shop::MoveMoney{w.from, w.to, sum, w.reason}, session.key());
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
