#include "backend/seal_words.h"

#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QStringList>

// Resources of a static library have to be named once to be linked in; the macro wants the global namespace.
static void initialiseWords()
{
    Q_INIT_RESOURCE(words);
}

namespace zhangfang::backend
{
namespace
{

constexpr int kBitsOfAWord = 11;
constexpr int kListed = 1 << kBitsOfAWord;

/// A list of BIP-39, where each word has its place.
struct WordList {
    QStringList words;
    QHash<QString, quint16> places;

    explicit WordList(const char* name)
    {
        initialiseWords();
        QFile file(QStringLiteral(":/words/") + QString::fromLatin1(name));
        if (file.open(QIODevice::ReadOnly))
            words = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        if (words.size() != kListed)
            qFatal("the list of words %s is incomplete", name);
        for (int at = 0; at < kListed; ++at)
            places.insert(words[at], static_cast<quint16>(at));
    }
};

const WordList& englishWords()
{
    static const WordList kList("english.txt");
    return kList;
}

const WordList& chineseWords()
{
    static const WordList kList("chinese.txt");
    return kList;
}

} // namespace

SealWords SealWords::of(const QByteArray& digest)
{
    SealWords words;
    for (int bit = 0; bit < kWords * kBitsOfAWord; ++bit) {
        const int set =
            bit / 8 < digest.size() ? (static_cast<uchar>(digest[bit / 8]) >> (7 - bit % 8)) & 1 : 0;
        quint16& place = words.places_[static_cast<size_t>(bit / kBitsOfAWord)];
        place = static_cast<quint16>(place << 1 | set);
    }
    return words;
}

base::Result<SealWords> SealWords::parse(const QString& text)
{
    static const QRegularExpression kBetween(QStringLiteral("[\\s\\p{P}]+"));
    QStringList written;
    for (const QString& part : text.left(400).toLower().split(kBetween, Qt::SkipEmptyParts)) {
        if (part.front().script() == QChar::Script_Han) {
            for (const QChar character : part)
                written << QString(character);
        } else {
            written << part;
        }
    }
    if (written.size() != kWords)
        return base::invalid("invalid_words",
            QStringLiteral("A seal has %1 words; these are %2.").arg(kWords).arg(written.size()));
    SealWords words;
    for (size_t at = 0; at < kWords; ++at) {
        const QString& word = written[static_cast<qsizetype>(at)];
        const auto& places =
            word.front().script() == QChar::Script_Han ? chineseWords().places : englishWords().places;
        const auto found = places.constFind(word);
        if (found == places.constEnd())
            return base::invalid("invalid_words",
                QStringLiteral("'%1' is none of the words that a seal can have.").arg(word.left(40)));
        words.places_[at] = *found;
    }
    return words;
}

QString SealWords::toText(Language language) const
{
    QStringList words;
    for (const quint16 place : places_) {
        const bool second = words.size() > 0 && words.back().size() == 1;
        if (language == Language::english)
            words << englishWords().words[place];
        else if (second)
            words.back() += chineseWords().words[place];
        else
            words << chineseWords().words[place];
    }
    return words.join(QLatin1Char(' '));
}

} // namespace zhangfang::backend
