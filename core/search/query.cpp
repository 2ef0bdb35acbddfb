#include "search/query.h"

#include <algorithm>
#include <QRegularExpression>

namespace zhangfang::search
{
namespace
{

/// More than any text that is indexed has: names are at most 64 signs, descriptions 127.
constexpr qsizetype kMostTyped = 512;
constexpr qsizetype kMostParts = 32;

} // namespace

Query::Query(const QString& typed)
{
    static const QRegularExpression kBlanks(QStringLiteral("[\\s\\x00]+"));
    if (typed.size() > kMostTyped)
        return;
    QStringList parts = typed.split(kBlanks, Qt::SkipEmptyParts);
    parts.removeDuplicates();
    if (parts.size() > kMostParts)
        return;
    for (const QString& part : parts) {
        if (Phrase phrase = phraseOf(part); !phrase.words.isEmpty())
            parts_.push_back(std::move(phrase));
    }
}

bool Query::matches(const QString& text) const
{
    if (isEmpty())
        return false;
    const Words words = wordsOf(text);
    return std::all_of(
        parts_.begin(), parts_.end(), [&words](const Phrase& part) { return contains(words, part); });
}

QString Query::expression() const
{
    QStringList all;
    for (const Phrase& part : parts_) {
        // Words are letters, digits and signs: nothing in them means anything to the index.
        QString one = QStringLiteral("words : \"%1\"").arg(part.words.join(QLatin1Char(' ')));
        if (part.isBeginning)
            one += QStringLiteral(" *");
        if (!part.pinyin.isEmpty())
            one += QStringLiteral(" OR pinyin : \"%1\" *").arg(part.pinyin);
        all << QLatin1Char('(') + one + QLatin1Char(')');
    }
    return all.join(QStringLiteral(" AND "));
}

} // namespace zhangfang::search
