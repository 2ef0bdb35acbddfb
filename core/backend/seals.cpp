#include "backend/seals.h"

#include "base/calendar.h"
#include "base/json.h"
#include "base/rights.h"
#include "recovery/standing.h"

#include <algorithm>
#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace zhangfang::backend
{
namespace
{

using storage::Database;

constexpr auto kKeyName = "books.seal_key";
constexpr int kKeyBytes = 32;
constexpr qint64 kLargestSeal = 64 * 1024;

QString sealFolder(const QString& folder)
{
    return QDir(folder).filePath(QStringLiteral("seals"));
}

QString fileOf(const QString& folder, QDate day)
{
    return QDir(sealFolder(folder)).filePath(day.toString(Qt::ISODate) + QStringLiteral(".json"));
}

QString hex(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

QString nameOfKey(const QByteArray& key)
{
    return hex(crypto::sha256("seal key\n" + key)).left(16);
}

/// Texts behind their length and numbers ended, so that no two share one.
class Form
{
public:
    explicit Form(QByteArray name) : bytes_(std::move(name)) {}
    Form& operator<<(const QString& text)
    {
        const QByteArray utf8 = text.toUtf8();
        bytes_ += QByteArray::number(utf8.size()) + ':' + utf8 + '\n';
        return *this;
    }
    Form& operator<<(qint64 number)
    {
        bytes_ += QByteArray::number(number) + '\n';
        return *this;
    }
    Form& operator<<(const ChainEnd& end) { return *this << end.id << end.hash << end.count; }
    [[nodiscard]] const QByteArray& bytes() const { return bytes_; }

private:
    QByteArray bytes_;
};

QString codeOf(const Seal& seal, const QByteArray& key)
{
    Form form("seal 1\n");
    form << seal.number << seal.day.toString(Qt::ISODate) << seal.sealedAtUtcMs << seal.books << seal.agreesTo
         << seal.previous << seal.ledger << seal.audit << seal.key;
    return hex(crypto::hmacSha256(key, form.bytes()));
}

QJsonObject toJson(const ChainEnd& end)
{
    return {{QStringLiteral("id"), end.id}, {QStringLiteral("hash"), end.hash},
        {QStringLiteral("count"), end.count}};
}

QByteArray toFile(const Seal& seal)
{
    return base::toCompactJson({{QStringLiteral("seal"), 1}, {QStringLiteral("number"), seal.number},
               {QStringLiteral("day"), seal.day.toString(Qt::ISODate)},
               {QStringLiteral("sealed_at_ms"), seal.sealedAtUtcMs}, {QStringLiteral("books"), seal.books},
               {QStringLiteral("agrees_to"), seal.agreesTo}, {QStringLiteral("previous"), seal.previous},
               {QStringLiteral("ledger"), toJson(seal.ledger)}, {QStringLiteral("audit"), toJson(seal.audit)},
               {QStringLiteral("words"), seal.words().toText(SealWords::Language::english)},
               {QStringLiteral("words_zh"), seal.words().toText(SealWords::Language::chinese)},
               {QStringLiteral("key"), seal.key}, {QStringLiteral("code"), seal.code}}) +
           '\n';
}

Result<ChainEnd> endFrom(const base::JsonFields& fields, const char* name)
{
    ZF_ASSIGN(const base::JsonFields end, fields.object(name));
    ZF_ASSIGN(const qint64 id, end.integer("id"));
    ZF_ASSIGN(const QString hash, end.text("hash"));
    ZF_ASSIGN(const qint64 count, end.integer("count"));
    return ChainEnd{id, hash, count};
}

Result<Seal> fromFile(const QByteArray& content)
{
    ZF_ASSIGN(const QJsonObject object, base::parseJsonObject(content));
    const base::JsonFields fields(object);
    Seal seal;
    ZF_ASSIGN(const qint64 form, fields.integer("seal"));
    ZF_ASSIGN(seal.number, fields.integer("number"));
    ZF_ASSIGN(const QString day, fields.text("day"));
    ZF_ASSIGN(seal.day, base::parseDay(day));
    ZF_ASSIGN(seal.sealedAtUtcMs, fields.integer("sealed_at_ms"));
    ZF_ASSIGN(seal.books, fields.text("books"));
    ZF_ASSIGN(seal.agreesTo, fields.integer("agrees_to"));
    ZF_ASSIGN(seal.previous, fields.text("previous"));
    ZF_ASSIGN(seal.ledger, endFrom(fields, "ledger"));
    ZF_ASSIGN(seal.audit, endFrom(fields, "audit"));
    ZF_ASSIGN(seal.key, fields.text("key"));
    ZF_ASSIGN(seal.code, fields.text("code"));
    // What is not in the code is what the rest says, to the letter.
    if (form != 1 || toFile(seal) != content)
        return base::damaged("damaged", QStringLiteral("This is not as a seal is written."));
    return seal;
}

struct Kept {
    Seal seal;
    QString hash; ///< of the file
};

/// Every seal of the folder, by number.
struct Pile {
    std::vector<Kept> kept;
    QString trouble; ///< what is wrong among themselves; empty: nothing
};

Pile readPile(const QString& folder)
{
    Pile pile;
    const auto wrong = [&pile](const QString& what) {
        if (pile.trouble.isEmpty())
            pile.trouble = what;
    };
    const QDir place(sealFolder(folder));
    for (const QString& name : place.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile file(place.filePath(name));
        const QByteArray content = file.open(QIODevice::ReadOnly) ? file.read(kLargestSeal) : QByteArray();
        auto seal = fromFile(content);
        if (!seal || name != seal->day.toString(Qt::ISODate) + QStringLiteral(".json"))
            wrong(QStringLiteral("the seal in %1 is not as it was made").arg(name));
        else
            pile.kept.push_back({std::move(*seal), hex(crypto::sha256(content))});
    }
    std::stable_sort(pile.kept.begin(), pile.kept.end(),
        [](const Kept& one, const Kept& other) { return one.seal.number < other.seal.number; });
    QString before;
    qint64 number = 0;
    for (const auto& [seal, hash] : pile.kept) {
        const QString day = seal.day.toString(Qt::ISODate);
        if (seal.number != ++number)
            wrong(QStringLiteral("a seal from before that of %1 is missing").arg(day));
        else if (seal.previous != before || seal.agreesTo < 0 || seal.agreesTo >= seal.number)
            wrong(QStringLiteral("the seal of %1 does not follow the one before: one of them was changed")
                      .arg(day));
        number = seal.number;
        before = hash;
    }
    return pile;
}

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

struct Examined {
    SealProof proof;
    qint64 agreesTo = 0; ///< the newest seal that the books fit
};

/// `key`: none where it cannot be read, or nobody has one.
Result<Examined> examine(Database& database, const Pile& pile, const std::optional<crypto::Secret>& key)
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
        const QString name = nameOfKey(*key);
        const Seal& newest = pile.kept.back().seal;
        proof.isProven = newest.key == name && newest.code == codeOf(newest, *key);
        if (newest.key != name)
            differ(QStringLiteral("the seal of %1 was made with another key than this shop's")
                       .arg(newest.day.toString(Qt::ISODate)));
        for (const auto& [seal, hash] : pile.kept) {
            if (seal.key == name && seal.code != codeOf(seal, *key))
                differ(QStringLiteral("the seal of %1 was changed after it was made")
                           .arg(seal.day.toString(Qt::ISODate)));
        }
    }
    ZF_ASSIGN(const recovery::Standing standing, recovery::standing(database));
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
                             seal.sealedAtUtcMs > standing.backupAtUtcMs && examined.agreesTo == 0;
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

/// What is sealed, all of one commit.
struct Moment {
    recovery::Standing standing;
    ChainEnd ledger;
    ChainEnd audit;
    qint64 firstUtcMs = 0; ///< the audit log's first entry; 0: none
    Examined examined;
};

Result<ChainEnd> endIn(Result<storage::Rows> rows)
{
    ZF_ASSIGN(auto found, std::move(rows));
    if (!found.next())
        return base::damaged("damaged", QStringLiteral("The books do not say where their chains end."));
    return ChainEnd{found.number(0), found.text(1), found.number(2)};
}

Result<Moment> momentOf(Database& database, const Pile& pile, const std::optional<crypto::Secret>& key)
{
    Moment moment;
    ZF_ASSIGN(moment.standing, recovery::standing(database));
    ZF_ASSIGN(
        moment.ledger, endIn(database.query("SELECT transfer_id, hash, (SELECT COUNT(*) FROM transfers) "
                                            "FROM ledger_head WHERE id = 1")));
    ZF_ASSIGN(moment.audit, endIn(database.query("SELECT audit_id, hash, (SELECT COUNT(*) FROM audit) "
                                                 "FROM audit_head WHERE id = 1")));
    {
        ZF_ASSIGN(auto rows, database.query("SELECT at FROM audit ORDER BY id LIMIT 1"));
        moment.firstUtcMs = rows.next() ? rows.number(0) : 0;
    }
    ZF_ASSIGN(moment.examined, examine(database, pile, key));
    return moment;
}

Status writeSeal(const QString& folder, const Seal& seal)
{
    const QString place = sealFolder(folder);
    const auto disk = [](const QString& what) { return base::unavailable("disk_error", what); };
    if (!(QDir(place).exists() || base::makePrivateFolder(place)))
        return disk(QStringLiteral("The folder %1 cannot be made.").arg(place));
    const QByteArray content = toFile(seal);
    QSaveFile out(fileOf(folder, seal.day)); // the whole file, or the one before
    if (!out.open(QIODevice::WriteOnly) || !out.setPermissions(base::rightsOfFilesIn(place)) ||
        out.write(content) != content.size() || !out.commit())
        return disk(QStringLiteral("The seal of %1 cannot be written: %2.")
                        .arg(seal.day.toString(Qt::ISODate), out.errorString()));
    return {};
}

} // namespace

bool Seal::isFinal() const
{
    return sealedAtUtcMs >= base::startOfDayUtcMs(day.addDays(1));
}

SealWords Seal::words() const
{
    Form form("words 1\n");
    form << day.toString(Qt::ISODate) << ledger << audit;
    return SealWords::of(crypto::sha256(form.bytes()));
}

SealKey sealKeyOf(ShopFolder& folder)
{
    const QString name = QString::fromLatin1(kKeyName);
    return {[&folder, name] { return folder.readSecret(name); },
        [&folder, name](const QByteArray& value) {
            return folder.keepSecrets({{name, value}});
        }};
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
    const Pile pile = readPile(folder);
    ZF_ASSIGN(Examined examined, examine(database, pile, pile.kept.empty() ? std::nullopt : readable(key)));
    return std::move(examined.proof);
}

Result<bool> wordsAgree(Database& database, const QString& folder, QDate day, const QString& words)
{
    ZF_ASSIGN(const SealWords written, SealWords::parse(words));
    const Pile pile = readPile(folder);
    const auto found = std::find_if(
        pile.kept.begin(), pile.kept.end(), [day](const Kept& kept) { return kept.seal.day == day; });
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
    key_ = crypto::Secret::taken(tools_.random.bytes(kKeyBytes));
    isNew_ = true;
    return {};
}

Status Seals::keepKey()
{
    ZF_TRY(tools_.key.write(key_));
    isNew_ = false;
    return {};
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
        QFile there(fileOf(tools_.folder, day)); // nearly always: yesterday's has long been made
        if (there.open(QIODevice::ReadOnly)) {
            const auto seal = fromFile(there.read(kLargestSeal));
            if (seal && seal->isFinal())
                return std::nullopt;
        }
    }
    Pile pile = readPile(tools_.folder);
    if (isNew_ && pile.kept.empty() && pile.trouble.isEmpty())
        ZF_TRY(keepKey());
    // A key that is new fits none of them: what there is was made where the shop was before.
    const auto fitting = isNew_ ? std::nullopt : std::optional(key_);
    ZF_ASSIGN(const Moment moment,
        tools_.readers.read<Moment>([&](Database& database) { return momentOf(database, pile, fitting); }));
    if (moment.standing.isRecovering())
        return std::nullopt;
    if (moment.examined.proof.state == SealProof::State::differ)
        return base::damaged("seals_differ", QStringLiteral("No seal is made upon those there are: %1.")
                                                 .arg(moment.examined.proof.firstDifference));
    if (moment.firstUtcMs == 0 || base::businessDay(moment.firstUtcMs) > day)
        return std::nullopt; // there were no books that day
    qint64 agreesTo = moment.examined.agreesTo;
    const auto same = std::find_if(
        pile.kept.begin(), pile.kept.end(), [day](const Kept& kept) { return kept.seal.day == day; });
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
    seal.key = nameOfKey(key_);
    seal.code = codeOf(seal, key_);
    ZF_TRY(writeSeal(tools_.folder, seal));
    // The seal first: a key without one would fit none that there are.
    if (isNew_)
        ZF_TRY(keepKey());
    return seal;
}

} // namespace zhangfang::backend
