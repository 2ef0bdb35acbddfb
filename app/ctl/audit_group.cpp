#include "access/audit.h"
#include "base/calendar.h"
#include "ctl/groups.h"
#include "ctl/json_views.h"
#include "ctl/list_words.h"
#include "ctl/proof_view.h"
#include "reports/audit_log.h"
#include "reports/proof.h"

#include <QJsonDocument>

namespace zhangfang::ctl
{
namespace
{

using storage::Database;

struct AuditWords {
    QString search = {};
    reports::AuditOf of = {};
    NumberPaging paging = {};
};

/// What somebody wrote down of a seal; both or neither.
struct SealedWords {
    QString words = {};
    QString day = {};
};

/// What an entry keeps as JSON; null where it keeps nothing.
QJsonValue keptJson(const QString& kept)
{
    const QJsonDocument document = QJsonDocument::fromJson(kept.toUtf8());
    return document.isObject()  ? QJsonValue(document.object())
           : document.isArray() ? QJsonValue(document.array())
                                : QJsonValue();
}

/// The newest first; those that have `search` in any part.
Answer listAudit(Session& session, const AuditWords& w)
{
    return session.folder().readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const auto entries,
            reports::listAudit(database, {w.search}, w.paging.cursor, w.paging.limit, w.of));
        QJsonArray items;
        for (const reports::AuditRow& entry : entries)
            items.append(QJsonObject{{QStringLiteral("id"), entry.key.id},
                {QStringLiteral("at"), base::toRfc3339(entry.atUtcMs)},
                {QStringLiteral("actor"), entry.actor}, {QStringLiteral("action"), entry.action},
                {QStringLiteral("subject"), entry.subject}, {QStringLiteral("detail"), entry.detail},
                {QStringLiteral("actor_kind"), entry.actorKind}, {QStringLiteral("role"), entry.role},
                {QStringLiteral("face"), entry.face}, {QStringLiteral("machine"), entry.machine},
                {QStringLiteral("input"), keptJson(entry.input)}, {QStringLiteral("key"), entry.actKey},
                {QStringLiteral("changed"), keptJson(entry.changed)}});
        return page(items, w.paging.limit, entries.empty() ? 0 : entries.back().key.id);
    });
}

/// Walks the hash chain of the audit log; with `words` also whether they are those of that day's seal.
Answer verifyAudit(Session& session, const SealedWords& w)
{
    if (w.words.isEmpty() != w.day.isEmpty())
        return base::invalid(
            "invalid_words", QStringLiteral("Words of a seal and its day belong together: --words, --day."));
    backend::ShopFolder& folder = session.folder();
    ZF_ASSIGN(const access::AuditProof proof,
        folder.readers().read<access::AuditProof>(
            [](Database& database) { return access::verifyAudit(database); }));
    QString difference = proof.firstDifference;
    // Words speak of both chains: the one that was not walked proves nothing.
    if (!w.words.isEmpty() && difference.isEmpty()) {
        ZF_ASSIGN(const ledger::Proof books, folder.readers().read<ledger::Proof>([](Database& database) {
            return reports::prove(database);
        }));
        difference = books.firstDifference;
    }
    // Of its own moment: a seal that was made meanwhile speaks of books that the proof has not seen.
    return folder.readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(
            const auto seals, backend::verifySeals(database, folder.path(), backend::sealKeyOf(folder)));
        QJsonObject said = proofView(difference, seals);
        said.insert(QStringLiteral("entries"), proof.entries);
        if (!w.words.isEmpty()) {
            ZF_ASSIGN(const QDate sealed, base::parseDay(w.day));
            ZF_ASSIGN(const bool agree, backend::wordsAgree(database, folder.path(), sealed, w.words));
            said.insert(QStringLiteral("words_agree"), agree);
            if (!agree)
                said.insert(QStringLiteral("ok"), false);
        }
        return said;
    });
}

} // namespace

void addAuditGroup(CommandLine& line)
{
    const auto w = std::make_shared<AuditWords>();
    CLI::App* audit = line.group("audit", "who did what");
    CLI::App* list = line.verb(audit, "list", "the newest first", w, listAudit);
    addText(list, "--search", w->search, "anywhere in who, what, to what and the rest");
    addText(list, "--actor", w->of.actor, "whose, to the letter");
    addText(list, "--subject", w->of.subject, "about what, to the letter");
    addPaging(list, w->paging, "--after,--before");
    const auto sealed = std::make_shared<SealedWords>();
    CLI::App* verify = line.verb(
        audit, "verify", "recompute its hash chain, and hold it against the seals", sealed, verifyAudit);
    addText(verify, "--words", sealed->words, "the six words of a day's seal, as they were written down");
    addText(verify, "--day", sealed->day, "that day, YYYY-MM-DD");
}

} // namespace zhangfang::ctl
