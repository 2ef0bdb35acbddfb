#pragma once

#include "backend/seal_words.h"
#include "backend/shop_folder.h"

#include <optional>
#include <QDate>

/// How far the two chains of the books had come when a day ended, kept outside of the database: one small
/// file a business day, `seals/2026-11-30.json` in the data folder. Whoever rewrites the books, with fresh
/// hashes from the first row to the last, has other hashes where the seals say what they were.
///
/// Each file has the hash of the one before, and a code (HMAC-SHA-256) by a key of the shop that is in its
/// keyring or vault. Who can forge what:
///  - with the database alone, nothing that a seal covers, as long as no engine takes the books for ones that
///    were put back: whoever writes that into them too has later seals counted as those of the books before,
///    which is told as `older` until a seal is made upon it, and after that only by the seals that are set
///    aside and by words on paper. What has been written since the latest seal is covered by nothing yet.
///  - with the data folder, but not the keyring (or the vault's passphrase): seals can be taken away. The
///    newest that are gone show as days without one, all of them as none; words on paper show both.
///  - with an older vault as well, of a time before there was a seal key: other seals, by another key.
///  - as the shop's own account, with the keyring open: everything in the folder and the key. What holds then
///    is the six words of a day that a person has written down, which no key makes.
namespace zhangfang::backend
{

/// The end of one chain.
struct ChainEnd {
    qint64 id = 0;
    QString hash;
    qint64 count = 0;
    friend bool operator==(const ChainEnd&, const ChainEnd&) = default;
};

struct Seal {
    qint64 number = 1; ///< 1, 2, 3 … whatever the clock says
    QDate day;
    qint64 sealedAtUtcMs = 0;
    QString books;       ///< the name of these books, which is another each time they were put back
    qint64 agreesTo = 0; ///< the seal before, except where books were put back: the latest that fits these
    QString previous;    ///< SHA-256 of the file before; empty: none
    ChainEnd ledger;
    ChainEnd audit;
    QString key; ///< which key: the beginning of its SHA-256
    QString code;

    /// Made when the day was over: it stays as it is. Others are made anew as the day goes on.
    [[nodiscard]] bool isFinal() const;
    /// They say the day and both ends.
    [[nodiscard]] SealWords words() const;
};

/// The shop's key for its seals.
struct SealKey {
    std::function<Result<crypto::Secret>()> read; ///< Errors: no_such_secret, and the store's
    std::function<Status(const QByteArray&)> write;
};
[[nodiscard]] SealKey sealKeyOf(ShopFolder& folder);

struct SealProof {
    enum class State {
        none,   ///< there is no seal yet
        agree,  ///< the books are those that were sealed
        older,  ///< so are they, as far as they go: they were put back from before the latest seals
        differ, ///< they are not, or the seals are not as they were made
    };
    State state = State::none;
    QString firstDifference; ///< where they differ, and what `older` means
    qint64 seals = 0;
    qint64 setAside = 0;        ///< of books that a backup has taken the place of
    bool isProven = false;      ///< the newest bears the shop's code; false also where the key cannot be read
    std::optional<Seal> latest; ///< of the latest day that is over
};
[[nodiscard]] QString toText(SealProof::State state);

/// Holds the books against every seal in the folder. That the chains are whole is `reports::prove`'s to say.
/// Errors: storage's own.
[[nodiscard]] Result<SealProof> verifySeals(
    storage::Database& database, const QString& folder, const SealKey& key);

/// Whether these are the words of that day's seal, and the books are still those that it was made of.
/// Errors: invalid_words, no_seal, and storage's own.
[[nodiscard]] Result<bool> wordsAgree(
    storage::Database& database, const QString& folder, QDate day, const QString& words);

/// Makes the seals. One process at a time, the one that works on the folder; one thread at a time.
class Seals
{
public:
    struct Tools {
        QString folder; ///< the shop's
        storage::ReadPool& readers;
        const base::Clock& clock;
        base::RandomSource& random;
        SealKey key;
    };
    explicit Seals(Tools tools) : tools_(std::move(tools)) {}
    enum class When {
        dayIsOver, ///< yesterday's, once
        cleanEnd   ///< today's so far; does nothing where the key has not been read yet
    };
    /// Answers the seal, nothing where there was none to make: it is there, or books that were put back wait
    /// for their confirmation. Errors: seals_differ (what is there does not fit the books: no other is made
    /// upon it), disk_error, secrets_unavailable, and storage's own.
    [[nodiscard]] Result<std::optional<Seal>> make(When when);

private:
    [[nodiscard]] Status readKey();
    [[nodiscard]] Status keepKey();
    Tools tools_;
    crypto::Secret key_;
    bool isNew_ = false; ///< of a shop without a key, and not kept yet
};

} // namespace zhangfang::backend
