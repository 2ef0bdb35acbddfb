#include "base/pasted.h"

#include "base/plain_text.h"

#include <algorithm>

namespace zhangfang::base
{
namespace
{

QString codePoint(QChar c)
{
    return QStringLiteral("U+%1").arg(QString::number(c.unicode(), 16).toUpper().rightJustified(4, u'0'));
}

} // namespace

QString pasted(const QString& text)
{
    const auto isPadding = [](QChar c) { return c.isSpace() || actsUnseen(c.unicode()); };
    const auto first = std::find_if_not(text.begin(), text.end(), isPadding);
    const auto last = std::find_if_not(text.rbegin(), text.rend(), isPadding).base();
    return first < last ? QString(first, last - first) : QString();
}

QString strangeIn(const QString& text, Tell tell)
{
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text[at];
        const qsizetype place = at + 1;
        if (actsUnseen(c.unicode()))
            return QStringLiteral("has the invisible character %1 at place %2").arg(codePoint(c)).arg(place);
        if (c.isSpace())
            return QStringLiteral("has a blank at place %1").arg(place);
        if (c.unicode() > 0x7e && tell == Tell::placeOnly)
            return QStringLiteral(
                "has a character at place %1 that is no plain letter, digit or mark, like a "
                "full-width one")
                .arg(place);
        if (c >= QChar(0xff01) && c <= QChar(0xff5e))
            return QStringLiteral("has the full-width character %1 at place %2; it must be %3")
                .arg(c)
                .arg(place)
                .arg(QChar(c.unicode() - 0xfee0));
        if (c.unicode() > 0x7e)
            return QStringLiteral("has the character %1 at place %2").arg(c).arg(place);
    }
    return {};
}

QString controlIn(const QString& text)
{
    if (isPlainText(text))
        return {};
    qsizetype place = 1;
    for (const QString shown = shownOnOneLine(text);
         place <= text.size() && shown[place - 1] == text[place - 1];)
        ++place;
    const QChar c = text[place - 1];
    if (c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
        return QStringLiteral("has a line break at place %1").arg(place);
    return QStringLiteral("has the invisible character %1 at place %2").arg(codePoint(c)).arg(place);
}

} // namespace zhangfang::base
