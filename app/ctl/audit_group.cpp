#include "access/audit.h"
#include "base/calendar.h"
#include "ctl/groups.h"
#include "ctl/json_views.h"
#include "ctl/list_words.h"
#include "ctl/proof_view.h"
#include "reports/proof.h"
#include "reports/queries.h"

namespace zhangfang::ctl
{
namespace
{

using storage::Database;

struct AuditWords {
    QString search = {};
    QString actor = {};
    QString subject = {};
    NumberPaging paging = {};
};

/// What somebody wrote down of a seal; both or neither.
struct SealedWords {
    QString words = {};
    QString day = {};
};

/// The newest first; those that have `search` in any part.
Answer listAudit(Session& session, const AuditWords& w)
{
    return session.ask(reports::AuditList{w.search, w.actor, w.subject, w.paging.cursor, w.paging.limit});
}

/// Walks the hash chain of the audit log; with `words` also whether they are those of that day's seal.
Answer verifyAudit(Session& session, const SealedWords& w)
{
    if (w.words.isEmpty() != w.day.isEmpty())
        return base::invalid(
            "invalid_words", QStringLiteral("Words of a seal and its day belong together: --words, --day."));
    backend::ShopFolder& folder = session.folder();
    // Words speak of both chains: the one that was not walked proves nothing.
    const bool both = !w.words.isEmpty();
    ZF_ASSIGN(const reports::Proofs proofs,
        folder.readers().read<reports::Proofs>([both](Database& database) -> Result<reports::Proofs> {
            if (both)
                return reports::proveEach(database);
            return access::verifyAudit(database).map([](access::AuditProof proof) {
                return reports::Proofs{{}, std::move(proof)};
            });
        }));
    const access::AuditProof& proof = proofs.audit;
    QString difference = proof.firstDifference;
    if (both && difference.isEmpty())
        difference = proofs.books.firstDifference;
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
    addText(list, "--actor", w->actor, "whose, to the letter");
    addText(list, "--subject", w->subject, "about what, to the letter");
    addPaging(list, w->paging, "--after,--before");
    const auto sealed = std::make_shared<SealedWords>();
    CLI::App* verify = line.verb(
        audit, "verify", "recompute its hash chain, and hold it against the seals", sealed, verifyAudit);
    addText(verify, "--words", sealed->words, "the six words of a day's seal, as they were written down");
    addText(verify, "--day", sealed->day, "that day, YYYY-MM-DD");
}

} // namespace zhangfang::ctl
