#include "backend/seal_pile.h"

#include "base/calendar.h"
#include "base/json.h"
#include "base/rights.h"

#include <algorithm>
#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace zhangfang::backend
{
namespace
{

QString sealFolder(const QString& folder)
{
    return QDir(folder).filePath(QStringLiteral("seals"));
}

QString hexOf(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

/// Texts behind their length and numbers ended, so that no two share one.
class SealForm
{
public:
    explicit SealForm(QByteArray name) : bytes_(std::move(name)) {}
    SealForm& operator<<(const QString& text)
    {
        const QByteArray utf8 = text.toUtf8();
        bytes_ += QByteArray::number(utf8.size()) + ':' + utf8 + '\n';
        return *this;
    }
    SealForm& operator<<(qint64 number)
    {
        bytes_ += QByteArray::number(number) + '\n';
        return *this;
    }
    SealForm& operator<<(const ChainEnd& end) { return *this << end.id << end.hash << end.count; }
    [[nodiscard]] const QByteArray& bytes() const { return bytes_; }

private:
    QByteArray bytes_;
};

QJsonObject toJson(const ChainEnd& end)
{
    return {{QStringLiteral("id"), end.id}, {QStringLiteral("hash"), end.hash},
        {QStringLiteral("count"), end.count}};
}

Result<ChainEnd> endFrom(const base::JsonFields& fields, const char* name)
{
    ZF_ASSIGN(const base::JsonFields end, fields.object(name));
    ZF_ASSIGN(const qint64 id, end.integer("id"));
    ZF_ASSIGN(const QString hash, end.text("hash"));
    ZF_ASSIGN(const qint64 count, end.integer("count"));
    return ChainEnd{id, hash, count};
}

} // namespace

QString sealFile(const QString& folder, QDate day)
{
    return QDir(sealFolder(folder)).filePath(day.toString(Qt::ISODate) + QStringLiteral(".json"));
}

QString nameOfSealKey(const QByteArray& key)
{
    return hexOf(crypto::sha256("seal key\n" + key)).left(16);
}

QString sealCodeOf(const Seal& seal, const QByteArray& key)
{
    SealForm form("seal 1\n");
    form << seal.number << seal.day.toString(Qt::ISODate) << seal.sealedAtUtcMs << seal.books << seal.agreesTo
         << seal.previous << seal.ledger << seal.audit << seal.key;
    return hexOf(crypto::hmacSha256(key, form.bytes()));
}

QByteArray contentOf(const Seal& seal)
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

Result<Seal> readSeal(const QByteArray& content)
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
    if (form != 1 || contentOf(seal) != content)
        return base::damaged("damaged", QStringLiteral("This is not as a seal is written."));
    return seal;
}

SealPile readSeals(const QString& folder)
{
    SealPile pile;
    const auto wrong = [&pile](const QString& what) {
        if (pile.trouble.isEmpty())
            pile.trouble = what;
    };
    const QDir place(sealFolder(folder));
    for (const QString& name : place.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile file(place.filePath(name));
        const QByteArray content = file.open(QIODevice::ReadOnly) ? file.read(kLargestSeal) : QByteArray();
        auto seal = readSeal(content);
        if (!seal || name != seal->day.toString(Qt::ISODate) + QStringLiteral(".json"))
            wrong(QStringLiteral("the seal in %1 is not as it was made").arg(name));
        else
            pile.kept.push_back({std::move(*seal), hexOf(crypto::sha256(content))});
    }
    std::stable_sort(pile.kept.begin(), pile.kept.end(),
        [](const KeptSeal& one, const KeptSeal& other) { return one.seal.number < other.seal.number; });
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

Status writeSeal(const QString& folder, const Seal& seal)
{
    const QString place = sealFolder(folder);
    const auto disk = [](const QString& what) { return base::unavailable("disk_error", what); };
    if (!(QDir(place).exists() || base::makePrivateFolder(place)))
        return disk(QStringLiteral("The folder %1 cannot be made.").arg(place));
    const QByteArray content = contentOf(seal);
    QSaveFile out(sealFile(folder, seal.day)); // the whole file, or the one before
    if (!out.open(QIODevice::WriteOnly) || !out.setPermissions(base::rightsOfFilesIn(place)) ||
        out.write(content) != content.size() || !out.commit())
        return disk(QStringLiteral("The seal of %1 cannot be written: %2.")
                        .arg(seal.day.toString(Qt::ISODate), out.errorString()));
    return {};
}

bool Seal::isFinal() const
{
    return sealedAtUtcMs >= base::startOfDayUtcMs(day.addDays(1));
}

SealWords Seal::words() const
{
    SealForm form("words 1\n");
    form << day.toString(Qt::ISODate) << ledger << audit;
    return SealWords::of(crypto::sha256(form.bytes()));
}

const KeptSeal* SealPile::numbered(qint64 number) const
{
    const auto found = std::find_if(
        kept.begin(), kept.end(), [number](const KeptSeal& one) { return one.seal.number == number; });
    return found == kept.end() ? nullptr : &*found;
}

QByteArray LatestSeal::toText() const
{
    return QByteArray::number(number) + ' ' + hash.toLatin1();
}

std::optional<LatestSeal> LatestSeal::parse(const QByteArray& text)
{
    const qsizetype blank = text.indexOf(' ');
    const qint64 number = text.left(blank).toLongLong();
    if (blank < 1 || number < 1)
        return std::nullopt;
    return LatestSeal{number, QString::fromLatin1(text.mid(blank + 1))};
}

QString goneFrom(const SealPile& pile, const LatestSeal& latest)
{
    const KeptSeal* const there = pile.numbered(latest.number);
    if (!there)
        return QStringLiteral("seal %1 was made, and is gone from the folder").arg(latest.number);
    if (there->hash != latest.hash)
        return QStringLiteral("the seal of %1 is not the one that was made")
            .arg(there->seal.day.toString(Qt::ISODate));
    return QString();
}

} // namespace zhangfang::backend
