#include "backend/seals.h"

#include "backend/seal_pile.h"
#include "base/calendar.h"
#include "recovery/standing.h"

#include <algorithm>
#include <QFile>

namespace zhangfang::backend
{
namespace
{

using storage::Database;

constexpr auto kSealKeyName = "books.seal_key";
constexpr auto kLatestName = "books.latest_seal";
constexpr int kSealKeyBytes = 32;

/// What the books say about it.
struct Place {
    bool isThere = false;
    QString hash;
};
Result<Place> placeIn(Result<storage::Rows> rows)
{
    ZF_ASSIGN(auto found, std::move(rows));
    return found.next() ? Place{true, found.text(0)} : Place{};
}

/// Where the books are not what was sealed; empty: they are.
Result<QString> difference(Database& database, const Seal& seal)
{
    const QString day = seal.day.toString(Qt::ISODate);
    if (seal.ledger.id > 0) {
        ZF_ASSIGN(const Place place,
            placeIn(database.query("SELECT hash FROM transfers WHERE id = :id", {{":id", seal.ledger.id}})));
        if (!place.isThere)
            return QStringLiteral("transfer %1, which was sealed on %2, is not in the books")
                .arg(seal.ledger.id)
                .arg(day);
        if (place.hash != seal.ledger.hash)
            return QStringLiteral("the transfers up to %1 are not those that were sealed on %2")
                .arg(seal.ledger.id)
                .arg(day);
    }
    if (seal.audit.id > 0) {
        ZF_ASSIGN(const Place place,
            placeIn(database.query("SELECT hash FROM audit WHERE id = :id", {{":id", seal.audit.id}})));
        if (!place.isThere)
            return QStringLiteral("entry %1 of the audit log, which was sealed on %2, is not in the books")
                .arg(seal.audit.id)
                .arg(day);
        if (place.hash != seal.audit.hash)
            return QStringLiteral(
                "the entries of the audit log up to %1 are not those that were sealed on %2")
                .arg(seal.audit.id)
                .arg(day);
    }
    return QString();
}

/// Whether these books cannot have what was sealed, because they were put back from before it. Where they are
/// those that the seal is of, up to a backup, the ends of that backup's chains say so: a clock would excuse
/// what was sealed before it was set right, or after the last that was written down. Other books were
/// replaced by one of the backups, and began after it, with an entry of their own: they never fit, and
/// whatever they sealed is later than that backup.
class PutBacks
{
public:
    static Result<PutBacks> in(Database& database, const recovery::Standing& standing)
    {
        ZF_ASSIGN(auto rows,
            database.query("SELECT id, changed FROM audit WHERE subject IN ('restored', 'older_books', "
                           "'other_books') AND action = 'books.restored' ORDER BY id"));
        PutBacks all;
        bool areNamed = true;
        while (rows.next()) {
            const auto ended = recovery::endedBooks(rows.text(1));
            areNamed = areNamed && ended;
            all.known_.push_back(
                {rows.number(0), ended.value_or(recovery::Ended{{}, standing.backupAtUtcMs, 0})});
        }
        if (!areNamed) // nobody knows which books ended where: the latest speaks for all
            all.known_.erase(all.known_.begin(), all.known_.end() - 1);
        return all;
    }
    [[nodiscard]] bool wereBefore(const Seal& seal) const
    {
        const auto own = std::find_if(known_.begin(), known_.end(),
            [&seal](const PutBack& at) { return at.ended.books == seal.books; });
        if (own != known_.end())
            return seal.audit.id >= own->auditId || seal.ledger.id > own->ended.lastTransfer;
        return std::any_of(known_.begin(), known_.end(), [&seal](const PutBack& at) {
            return seal.audit.id >= at.auditId || seal.sealedAtUtcMs > at.ended.backupAtUtcMs;
        });
    }

private:
    struct PutBack {
        qint64 auditId = 0; ///< its entry: the first that only the books put back have
        recovery::Ended ended;
    };
    std::vector<PutBack> known_;
};

struct Examined {
    SealProof proof;
    qint64 agreesTo = 0; ///< the newest seal that the books fit
};

/// `key`: none where it cannot be read, or nobody has one.
Result<Examined> examine(Database& database, const SealPile& pile, const std::optional<crypto::Secret>& key)
{
    using State = SealProof::State;
    Examined examined;
    SealProof& proof = examined.proof;
    const auto differ = [&proof](const QString& what) {
        if (proof.state != State::differ)
            proof.firstDifference = what;
        proof.state = State::differ;
    };
    proof.seals = static_cast<qint64>(pile.kept.size());
    if (!pile.kept.empty())
        proof.state = State::agree;
    if (!pile.trouble.isEmpty())
        differ(pile.trouble);
    if (pile.kept.empty())
        return examined;
    // By the chain of files, the newest one's code is the code of all; those by the same key have their own.
    if (key) {
        const QString name = nameOfSealKey(*key);
        const Seal& newest = pile.kept.back().seal;
        proof.isProven = newest.key == name && newest.code == sealCodeOf(newest, *key);
        if (newest.key != name)
            differ(QStringLiteral("the seal of %1 was made with another key than this shop's")
                       .arg(newest.day.toString(Qt::ISODate)));
        for (const auto& [seal, hash] : pile.kept) {
            if (seal.key == name && seal.code != sealCodeOf(seal, *key))
                differ(QStringLiteral("the seal of %1 was changed after it was made")
                           .arg(seal.day.toString(Qt::ISODate)));
        }
    }
    for (auto at = pile.kept.rbegin(); proof.isProven && at != pile.kept.rend(); ++at) {
        if (at->seal.key != pile.kept.back().seal.key)
            break;
        proof.provenFrom = at->seal.day;
    }
    ZF_ASSIGN(const recovery::Standing standing, recovery::standing(database));
    ZF_ASSIGN(const PutBacks putBacks, PutBacks::in(database, standing));
    qint64 next = pile.kept.back().seal.number; // those between are of books that were put away
    for (auto at = pile.kept.rbegin(); at != pile.kept.rend(); ++at) {
        const Seal& seal = at->seal;
        if (seal.number > next) {
            ++proof.setAside;
            continue;
        }
        next = seal.agreesTo;
        ZF_ASSIGN(const QString what, difference(database, seal));
        if (what.isEmpty()) {
            examined.agreesTo = std::max(examined.agreesTo, seal.number);
            if (!proof.latest && seal.isFinal())
                proof.latest = seal;
            continue;
        }
        const bool isLater = seal.books != standing.books && standing.round > 0 &&
                             putBacks.wereBefore(seal) && examined.agreesTo == 0;
        if (!isLater)
            differ(what);
        else if (proof.state == State::agree) {
            proof.state = State::older;
            proof.firstDifference =
                QStringLiteral("the books were put back, and are older than their seal of %1")
                    .arg(seal.day.toString(Qt::ISODate));
        }
        if (isLater)
            ++proof.setAside;
    }
    return examined;
}

std::optional<crypto::Secret> readable(const SealKey& key)
{
    auto secret = key.read();
    return secret ? std::optional(std::move(*secret)) : std::nullopt;
}

/// What was made and is not in the folder any more; empty: nothing, or nobody remembers.
QString missedIn(const SealPile& pile, const SealKey& key)
{
    const auto text = key.readLatest ? key.readLatest() : Result<crypto::Secret>(crypto::Secret());
    const auto latest = text ? LatestSeal::parse(*text) : std::nullopt;
    return latest ? goneFrom(pile, *latest) : QString();
}

/// What is sealed, all of one commit.
struct Moment {
    recovery::Standing standing;
    ChainEnd ledger;
    ChainEnd audit;
    bool hadBegun = false; ///< something had been written down by the end of the day
    Examined examined;
};

Result<ChainEnd> endIn(Result<storage::Rows> rows)
{
    ZF_ASSIGN(auto found, std::move(rows));
    if (!found.next())
        return base::damaged("damaged", QStringLiteral("The books do not say where their chains end."));
    return ChainEnd{found.number(0), found.text(1), found.number(2)};
}

Result<Moment> momentOf(
    Database& database, const SealPile& pile, const std::optional<crypto::Secret>& key, QDate day)
{
    Moment moment;
    ZF_ASSIGN(moment.standing, recovery::standing(database));
    ZF_ASSIGN(
        moment.ledger, endIn(database.query("SELECT transfer_id, hash, (SELECT COUNT(*) FROM transfers) "
                                            "FROM ledger_head WHERE id = 1")));
    ZF_ASSIGN(moment.audit, endIn(database.query("SELECT audit_id, hash, (SELECT COUNT(*) FROM audit) "
                                                 "FROM audit_head WHERE id = 1")));
    {
        // Any of them: the first may be of a clock that was ahead.
        ZF_ASSIGN(auto rows, database.query("SELECT 1 FROM audit WHERE at < :end LIMIT 1",
                                 {{":end", base::startOfDayUtcMs(day.addDays(1))}}));
        moment.hadBegun = rows.next();
    }
    ZF_ASSIGN(moment.examined, examine(database, pile, key));
    return moment;
}

} // namespace

SealKey sealKeyOf(ShopFolder& folder)
{
    const auto read = [&folder](const char* name) {
        return [&folder, name = QString::fromLatin1(name)] { return folder.readSecret(name); };
    };
    const auto write = [&folder](const char* name) {
        return [&folder, name = QString::fromLatin1(name)](const QByteArray& value) {
            return folder.keepSecrets({{name, value}});
        };
    };
    return {read(kSealKeyName), write(kSealKeyName), read(kLatestName), write(kLatestName)};
}

QString toText(SealProof::State state)
{
    switch (state) {
    case SealProof::State::none:
        return QStringLiteral("none");
    case SealProof::State::agree:
        return QStringLiteral("agree");
    case SealProof::State::older:
        return QStringLiteral("older");
    case SealProof::State::differ:
        break;
    }
    return QStringLiteral("differ");
}

Result<SealProof> verifySeals(Database& database, const QString& folder, const SealKey& key)
{
    const SealPile pile = readSeals(folder);
    ZF_ASSIGN(Examined examined, examine(database, pile, pile.kept.empty() ? std::nullopt : readable(key)));
    SealProof& proof = examined.proof;
    QString gone = missedIn(pile, key);
    if (!gone.isEmpty()) // one may have been made while this looked
        gone = missedIn(readSeals(folder), key);
    if (!gone.isEmpty() && proof.state != SealProof::State::differ) {
        proof.state = SealProof::State::differ;
        proof.firstDifference = gone;
    }
    return std::move(proof);
}

Result<bool> wordsAgree(Database& database, const QString& folder, QDate day, const QString& words)
{
    ZF_ASSIGN(const SealWords written, SealWords::parse(words));
    const SealPile pile = readSeals(folder);
    const auto found = std::find_if(
        pile.kept.begin(), pile.kept.end(), [day](const KeptSeal& kept) { return kept.seal.day == day; });
    if (found == pile.kept.end())
        return base::notFound("no_seal",
            QStringLiteral("There is no seal of %1 that can be read.").arg(day.toString(Qt::ISODate)));
    ZF_ASSIGN(const QString what, difference(database, found->seal));
    return what.isEmpty() && found->seal.words() == written;
}

Status Seals::readKey()
{
    if (!key_.isEmpty())
        return {};
    auto kept = tools_.key.read();
    if (kept) {
        key_ = std::move(*kept);
        return {};
    }
    if (kept.error().code != QLatin1String("no_such_secret"))
        return base::fail(kept.error());
    key_ = crypto::Secret::taken(tools_.random.bytes(kSealKeyBytes));
    isNew_ = true;
    return {};
}

Status Seals::keepKey()
{
    ZF_TRY(tools_.key.write(key_));
    isNew_ = false;
    return {};
}

Status Seals::tellWhatIsPassedOver(const SealPile& pile, const SealProof& proof, bool isFinal)
{
    QStringList passed;
    if (const QString gone = isFinal ? missedIn(pile, tools_.key) : QString(); !gone.isEmpty())
        passed << gone;
    if (proof.state == SealProof::State::older)
        passed << QStringLiteral("%1; what was sealed from then on is of books that are gone")
                      .arg(proof.firstDifference);
    if (isNew_ && !pile.kept.empty())
        passed << QStringLiteral(
            "there is no key here of the seals up to that of %1, so that nobody can tell "
            "whether this shop made them")
                      .arg(pile.kept.back().seal.day.toString(Qt::ISODate));
    return passed.isEmpty() || !tools_.tell ? Status() : tools_.tell(passed.join(QLatin1String("; ")));
}

Result<std::optional<Seal>> Seals::make(When when)
{
    const qint64 now = tools_.clock.nowUtcMs();
    const QDate today = base::businessDay(now);
    const QDate day = when == When::cleanEnd ? today : today.addDays(-1);
    if (when == When::cleanEnd && (key_.isEmpty() || isNew_))
        return std::nullopt; // an end waits for no keyring
    ZF_TRY(readKey());
    {
        QFile there(sealFile(tools_.folder, day)); // nearly always: yesterday's has long been made
        if (there.open(QIODevice::ReadOnly)) {
            const auto seal = readSeal(there.read(kLargestSeal));
            if (seal && seal->isFinal())
                return std::nullopt;
        }
    }
    SealPile pile = readSeals(tools_.folder);
    if (isNew_ && pile.kept.empty() && pile.trouble.isEmpty())
        ZF_TRY(keepKey());
    // A key that is new fits none of them: what there is was made where the shop was before.
    const auto fitting = isNew_ ? std::nullopt : std::optional(key_);
    ZF_ASSIGN(const Moment moment, tools_.readers.read<Moment>([&](Database& database) {
        return momentOf(database, pile, fitting, day);
    }));
    if (moment.standing.isRecovering())
        return std::nullopt;
    if (moment.examined.proof.state == SealProof::State::differ)
        return base::damaged("seals_differ", QStringLiteral("No seal is made upon those there are: %1.")
                                                 .arg(moment.examined.proof.firstDifference));
    if (!moment.hadBegun)
        return std::nullopt; // there were no books that day
    qint64 agreesTo = moment.examined.agreesTo;
    const auto same = std::find_if(
        pile.kept.begin(), pile.kept.end(), [day](const KeptSeal& kept) { return kept.seal.day == day; });
    if (same != pile.kept.end()) {
        // Only the last may be made anew: the others are in the hash of the one behind. With the clock put
        // back, a day comes again that has one.
        if (same->seal.isFinal() || same + 1 != pile.kept.end())
            return std::nullopt;
        if (agreesTo == same->seal.number)
            agreesTo = same->seal.agreesTo;
        pile.kept.pop_back();
    }
    Seal seal;
    seal.day = day;
    seal.sealedAtUtcMs = now;
    seal.books = moment.standing.books;
    seal.agreesTo = agreesTo;
    if (!pile.kept.empty()) {
        seal.number = pile.kept.back().seal.number + 1;
        seal.previous = pile.kept.back().hash;
    }
    seal.ledger = moment.ledger;
    seal.audit = moment.audit;
    seal.key = nameOfSealKey(key_);
    seal.code = sealCodeOf(seal, key_);
    ZF_TRY(tellWhatIsPassedOver(pile, moment.examined.proof, seal.isFinal()));
    ZF_TRY(writeSeal(tools_.folder, seal));
    // The seal first: a key without one would fit none that there are.
    if (isNew_)
        ZF_TRY(keepKey());
    if (seal.isFinal() && tools_.key.writeLatest)
        ZF_TRY(tools_.key.writeLatest(
            LatestSeal{seal.number, QString::fromLatin1(crypto::sha256(contentOf(seal)).toHex())}.toText()));
    return seal;
}

} // namespace zhangfang::backend
