#include "base/plain_text.h"

#include <algorithm>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>

namespace zhangfang::base
{
namespace
{

constexpr char32_t kNonJoiner = 0x200C, kJoiner = 0x200D, kFlag = 0x1F3F4, kLastTag = 0xE007F;
/// "gbeng" and the like: a region's letters and the tag that ends them. Source: UTS 51, emoji tag sequences.
constexpr qsizetype kMostTags = 7;

bool isIn(char32_t c, char32_t first, char32_t last)
{
    return c >= first && c <= last;
}

bool isVariation(char32_t c)
{
    return isIn(c, 0xFE00, 0xFE0F) || isIn(c, 0xE0100, 0xE01EF);
}

/// They are letters, marks and symbols to Unicode, and there is nothing to see. Source: Unicode's
/// Default_Ignorable_Code_Point beyond the controls and formats, and the blank of Braille.
bool isBlankLetter(char32_t c)
{
    return c == 0x034F || isIn(c, 0x115F, 0x1160) || isIn(c, 0x17B4, 0x17B5) || isIn(c, 0x180B, 0x180F) ||
           c == 0x2800 || c == 0x3164 || c == 0xFFA0;
}

/// Whether a joiner may stand beside it: part of an emoji, or a letter of a script that is written joined.
bool joins(char32_t c)
{
    if (isVariation(c) || isIn(c, 0x1F000, 0x1FAFF) || isIn(c, 0x2194, 0x2199))
        return true;
    switch (QChar::category(c)) {
    case QChar::Symbol_Other:
    case QChar::Mark_NonSpacing:
    case QChar::Mark_SpacingCombining:
        return true;
    case QChar::Letter_Other:
        break;
    default:
        return false;
    }
    switch (QChar::script(c)) {
    case QChar::Script_Common:
    case QChar::Script_Latin:
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Hangul:
    case QChar::Script_Bopomofo:
        return false;
    default:
        return true;
    }
}

/// How many tags from `at` on belong to the flag before them.
qsizetype tagsOfFlag(const QList<uint>& points, qsizetype at)
{
    if (at == 0 || points[at - 1] != kFlag)
        return 0;
    for (qsizetype count = 0; count < kMostTags && at + count < points.size(); ++count) {
        const char32_t c = points[at + count];
        if (c == kLastTag)
            return count + 1;
        if (!isIn(c, 0xE0030, 0xE0039) && !isIn(c, 0xE0061, 0xE007A))
            return 0;
    }
    return 0;
}

bool isPlainAt(const QList<uint>& points, qsizetype at)
{
    const char32_t c = points[at];
    if (c == kNonJoiner || c == kJoiner)
        return at > 0 && at + 1 < points.size() && joins(points[at - 1]) && joins(points[at + 1]);
    if (isVariation(c))
        return at > 0 && !isVariation(points[at - 1]) && !QChar::isSpace(points[at - 1]);
    if (isBlankLetter(c))
        return false;
    return !actsUnseen(c) && QChar::category(c) != QChar::Other_Surrogate;
}

/// Calls `take(at, isPlain)` for each code point.
template <class Take> void eachPoint(const QList<uint>& points, const Take& take)
{
    qsizetype flagEnds = 0;
    for (qsizetype at = 0; at < points.size(); ++at) {
        if (const qsizetype tags = tagsOfFlag(points, at))
            flagEnds = at + tags;
        take(at, at < flagEnds || isPlainAt(points, at));
    }
}

QString shown(const QString& text, QStringView kept)
{
    if (isPlainText(text))
        return text;
    const QList<uint> points = text.toUcs4();
    QString out;
    eachPoint(points, [&](qsizetype at, bool isPlain) {
        const char32_t c = points[at];
        if (isPlain || (c < 0x80 && kept.contains(QChar(static_cast<ushort>(c)))))
            out += QString::fromUcs4(&c, 1);
        else
            out += QStringLiteral("⟨U+%1⟩").arg(
                QStringLiteral("%1").arg(static_cast<uint>(c), 4, 16, QLatin1Char('0')).toUpper());
    });
    return out;
}

} // namespace

bool actsUnseen(char32_t point)
{
    // What is not assigned may be an emoji of next year.
    switch (QChar::category(point)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

bool isPlainText(const QString& text)
{
    // Nearly all texts: nothing in them needs a look at what stands beside it.
    if (std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u' ' && c <= u'~'; }))
        return true;
    const QList<uint> points = text.toUcs4();
    // Half a surrogate pair comes out as the mark of what cannot be read.
    const bool isBroken = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isSurrogate(); }) &&
                          points.contains(QChar::ReplacementCharacter) &&
                          !text.contains(QChar(QChar::ReplacementCharacter));
    bool isPlain = !isBroken;
    eachPoint(points, [&isPlain](qsizetype, bool one) { isPlain = isPlain && one; });
    return isPlain;
}

bool isSentence(const QString& text, int most)
{
    return !text.trimmed().isEmpty() && text.size() <= most && isPlainText(text);
}

bool areSentences(const QString& text, int most)
{
    const auto lines = QStringView(text).split(u'\n');
    return !text.trimmed().isEmpty() && text.size() <= most &&
           std::all_of(
               lines.begin(), lines.end(), [](QStringView line) { return isPlainText(line.toString()); });
}

bool isPlainJson(const QJsonValue& value)
{
    if (value.isString())
        return isPlainText(value.toString());
    if (value.isArray()) {
        const QJsonArray all = value.toArray();
        return std::all_of(all.begin(), all.end(), [](const QJsonValue& one) { return isPlainJson(one); });
    }
    const QJsonObject object = value.toObject();
    for (auto field = object.begin(); field != object.end(); ++field) {
        if (!isPlainText(field.key()) || !isPlainJson(*field))
            return false;
    }
    return true;
}

QString shownPlainly(const QString& text)
{
    return shown(text, u"\n\t");
}

QString shownOnOneLine(const QString& text)
{
    return shown(text, {});
}

} // namespace zhangfang::base
