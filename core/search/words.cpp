#include "search/words.h"

#include "search/pinyin.h"

#include <algorithm>

namespace zhangfang::search
{
namespace
{

/// Of what can be typed for a text: nobody types more before looking.
constexpr qsizetype kInitials = 16;
constexpr qsizetype kLetters = 40;

enum class Kind { nothing, mark, letter, digit, sign };

/// Whether a script puts no blanks between its words.
bool isUnspaced(QChar::Script script)
{
    switch (script) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Bopomofo:
    case QChar::Script_Hangul:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return true;
    default:
        return false;
    }
}

Kind kindOf(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Letter_Uppercase:
    case QChar::Letter_Lowercase:
    case QChar::Letter_Titlecase:
    case QChar::Letter_Modifier:
    case QChar::Letter_Other:
        return isUnspaced(QChar::script(c)) ? Kind::sign : Kind::letter;
    case QChar::Mark_NonSpacing:
    case QChar::Mark_SpacingCombining:
        return Kind::mark;
    case QChar::Number_DecimalDigit:
    case QChar::Number_Letter:
    case QChar::Number_Other:
        return Kind::digit;
    case QChar::Symbol_Other:
    case QChar::Other_PrivateUse:
        return c == QChar::ReplacementCharacter ? Kind::nothing : Kind::sign;
    default:
        return Kind::nothing;
    }
}

struct Piece {
    QString text;
    Kind kind; ///< letter, digit or sign
};

/// Words and single signs, in order.
std::vector<Piece> piecesOf(const QString& text)
{
    std::vector<Piece> pieces;
    bool goesOn = false; // the word before
    for (const char32_t c : folded(text).toUcs4()) {
        const Kind kind = kindOf(c);
        const QString sign = QString::fromUcs4(&c, 1);
        if (kind == Kind::mark ? goesOn : goesOn && kind != Kind::sign && pieces.back().kind == kind)
            pieces.back().text += sign;
        else if (kind == Kind::letter || kind == Kind::digit || kind == Kind::sign)
            pieces.push_back({sign, kind});
        goesOn = kind == Kind::letter || kind == Kind::digit || (kind == Kind::mark && goesOn);
    }
    return pieces;
}

bool isSign(const std::vector<Piece>& pieces, size_t at)
{
    return at < pieces.size() && pieces[at].kind == Kind::sign;
}

QStringList joined(const std::vector<Piece>& pieces)
{
    QStringList words;
    for (size_t i = 0; i < pieces.size(); ++i)
        words << (isSign(pieces, i) && isSign(pieces, i + 1) ? pieces[i].text + pieces[i + 1].text
                                                             : pieces[i].text);
    return words;
}

bool isHan(const Piece& piece)
{
    return piece.kind == Kind::sign && QChar::script(piece.text.toUcs4().front()) == QChar::Script_Han;
}

/// What can be typed from the sign `from` on.
void addTyped(const QStringList& reading, qsizetype from, QStringList& typed)
{
    QString initials;
    QString whole;
    for (const QString& syllable : reading.sliced(from)) {
        if (syllable.isEmpty())
            break;
        if (initials.size() < kInitials)
            initials += syllable.front();
        if (whole.size() < kLetters)
            whole += syllable;
    }
    // One initial begins the whole anyway.
    for (const QString& one : {initials.size() > 1 ? initials : QString(), whole.left(kLetters)}) {
        if (!one.isEmpty() && !typed.contains(one))
            typed << one;
    }
}

QStringList typedFor(const std::vector<Piece>& pieces)
{
    QStringList typed;
    for (size_t i = 0; i < pieces.size();) {
        QString run;
        qsizetype signs = 0;
        for (; i < pieces.size() && isHan(pieces[i]); ++i, ++signs)
            run += pieces[i].text;
        if (run.isEmpty()) {
            ++i;
            continue;
        }
        for (const QStringList& reading : readingsOf(run)) {
            for (qsizetype from = 0; from < signs; ++from)
                addTyped(reading, from, typed);
        }
    }
    return typed;
}

/// Pinyin as it is typed: letters alone, perhaps with the apostrophe of xi'an.
QString typedPinyin(const QString& typed)
{
    QString letters = folded(typed);
    letters.remove(QLatin1Char('\''));
    letters.remove(QChar(0x2019));
    letters.replace(QChar(0x00FC), QLatin1Char('v'));
    const bool are = std::all_of(letters.begin(), letters.end(),
        [](QChar c) { return c >= QLatin1Char('a') && c <= QLatin1Char('z'); });
    return are && letters.size() <= kLetters ? letters : QString();
}

} // namespace

QString folded(const QString& text)
{
    return text.normalized(QString::NormalizationForm_KC)
        .toCaseFolded()
        .normalized(QString::NormalizationForm_KC);
}

Words wordsOf(const QString& text)
{
    const std::vector<Piece> pieces = piecesOf(text);
    return {joined(pieces), typedFor(pieces)};
}

QString sortedBy(const QString& text)
{
    QString by;
    const std::vector<Piece> pieces = piecesOf(text);
    for (size_t i = 0; i < pieces.size();) {
        QString run;
        for (; i < pieces.size() && isHan(pieces[i]); ++i)
            run += pieces[i].text;
        if (run.isEmpty()) {
            by += pieces[i++].text + QLatin1Char(' ');
            continue;
        }
        // As a name is read, which the readings end with; among equals by the signs.
        by += readingsOf(run).back().join(QLatin1Char(' ')) + QLatin1Char(' ') + run + QLatin1Char(' ');
    }
    return by.trimmed();
}

Phrase phraseOf(const QString& typed)
{
    const std::vector<Piece> pieces = piecesOf(typed);
    Phrase phrase{joined(pieces), true, {}};
    if (pieces.empty())
        return phrase;
    // Behind the last two signs there may be more: the last alone is not to be asked for.
    if (pieces.size() > 1 && isSign(pieces, pieces.size() - 1) && isSign(pieces, pieces.size() - 2)) {
        phrase.words.removeLast();
        phrase.isBeginning = false;
    }
    phrase.pinyin = typedPinyin(typed);
    return phrase;
}

bool contains(const Words& text, const Phrase& phrase)
{
    if (!phrase.pinyin.isEmpty() && std::any_of(text.pinyin.begin(), text.pinyin.end(),
                                        [&](const QString& one) { return one.startsWith(phrase.pinyin); }))
        return true;
    if (phrase.words.isEmpty())
        return false;
    const auto isSame = [&phrase](const QString& word, qsizetype at) {
        return phrase.isBeginning && at + 1 == phrase.words.size() ? word.startsWith(phrase.words[at])
                                                                   : word == phrase.words[at];
    };
    for (qsizetype from = 0; from + phrase.words.size() <= text.words.size(); ++from) {
        qsizetype at = 0;
        while (at < phrase.words.size() && isSame(text.words[from + at], at))
            ++at;
        if (at == phrase.words.size())
            return true;
    }
    return false;
}

} // namespace zhangfang::search
