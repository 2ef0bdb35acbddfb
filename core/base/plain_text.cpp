#include "base/plain_text.h"

#include <algorithm>
#include <QList>

namespace zhangfang::base
{
namespace
{

bool isPlain(char32_t c)
{
    constexpr char32_t kNonJoiner = 0x200C, kJoiner = 0x200D;
    return c == kNonJoiner || c == kJoiner ||
           (!actsUnseen(c) && QChar::category(c) != QChar::Other_Surrogate);
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
    const QList<uint> points = text.toUcs4();
    // Half a surrogate pair comes out as the mark of what cannot be read.
    const bool isBroken = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isSurrogate(); }) &&
                          points.contains(QChar::ReplacementCharacter) &&
                          !text.contains(QChar(QChar::ReplacementCharacter));
    return !isBroken && std::all_of(points.begin(), points.end(), [](uint c) { return isPlain(c); });
}

bool isSentence(const QString& text, int most)
{
    return !text.trimmed().isEmpty() && text.size() <= most && isPlainText(text);
}

QString shownPlainly(const QString& text)
{
    if (isPlainText(text))
        return text;
    QString shown;
    for (const uint c : text.toUcs4()) {
        if (isPlain(c) || c == '\n' || c == '\t')
            shown += QString::fromUcs4(reinterpret_cast<const char32_t*>(&c), 1);
        else
            shown += QStringLiteral("⟨U+%1⟩").arg(c, 4, 16, QLatin1Char('0')).toUpper();
    }
    return shown;
}

} // namespace zhangfang::base
