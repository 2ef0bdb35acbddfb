#pragma once

#include "backend/seals.h"

/// The seals as they lie in the folder.
namespace zhangfang::backend
{

struct KeptSeal {
    Seal seal;
    QString hash; ///< of the file
};

/// Every seal of the folder, by number.
struct SealPile {
    std::vector<KeptSeal> kept;
    QString trouble; ///< what is wrong among themselves; empty: nothing
    [[nodiscard]] const KeptSeal* numbered(qint64 number) const;
};
[[nodiscard]] SealPile readSeals(const QString& folder);
/// The seal in one file. Errors: damaged.
[[nodiscard]] Result<Seal> readSeal(const QByteArray& content);
[[nodiscard]] QString sealFile(const QString& folder, QDate day);
inline constexpr qint64 kLargestSeal = 64 * 1024;
/// What stands in its file is hashed and signed to the letter.
[[nodiscard]] QByteArray contentOf(const Seal& seal);
/// Errors: disk_error.
[[nodiscard]] Status writeSeal(const QString& folder, const Seal& seal);
[[nodiscard]] QString nameOfSealKey(const QByteArray& key);
[[nodiscard]] QString sealCodeOf(const Seal& seal, const QByteArray& key);

/// The newest seal of a day that was over, as it is remembered beside the seals' key: whoever takes seals
/// away from the folder cannot take it along.
struct LatestSeal {
    qint64 number = 0;
    QString hash; ///< of its file
    [[nodiscard]] QByteArray toText() const;
    /// Nothing where it says none.
    [[nodiscard]] static std::optional<LatestSeal> parse(const QByteArray& text);
};
/// What of it is not in the pile; empty: it is there.
[[nodiscard]] QString goneFrom(const SealPile& pile, const LatestSeal& latest);

} // namespace zhangfang::backend
