#pragma once

#include "base/result.h"

#include <array>
#include <QString>

namespace zhangfang::backend
{

/// What a person can write down of a seal: six words of a list of 2048, which are 66 bits. Whoever wants
/// other books with the same words has to try 2^65 of them.
class SealWords
{
public:
    SealWords() = default;
    /// The first 66 bits. `digest`: a SHA-256.
    [[nodiscard]] static SealWords of(const QByteArray& digest);
    /// In whatever language they were written down, blanks and capitals aside.
    /// Errors: invalid_words (not six, or names the one that is in no list).
    [[nodiscard]] static base::Result<SealWords> parse(const QString& text);
    enum class Language { english, chinese };
    /// English words, or Chinese characters in three pairs.
    [[nodiscard]] QString toText(Language language) const;
    friend bool operator==(const SealWords&, const SealWords&) = default;

private:
    static constexpr int kWords = 6;
    std::array<quint16, kWords> places_{};
};

} // namespace zhangfang::backend
