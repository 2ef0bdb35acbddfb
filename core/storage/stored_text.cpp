#include "storage/stored_text.h"

#include <algorithm>

namespace zhangfang::storage
{

QString asStored(const QString& text)
{
    // Nearly every text has nothing above it, and is given back as it is.
    constexpr char16_t kFirstHalf = 0xd800;
    if (std::none_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= kFirstHalf; }))
        return text;
    // Source: https://www.sqlite.org/src/file/src/utf.c
    QString stored = QString::fromUtf8(text.toUtf8());
    while (
        stored.startsWith(QChar(QChar::ByteOrderMark)) || stored.startsWith(QChar(QChar::ByteOrderSwapped)))
        stored.remove(0, 1);
    for (const char16_t none : {u'\ufffe', u'\uffff'})
        stored.replace(QChar(none), QChar(QChar::ReplacementCharacter));
    return stored;
}

} // namespace zhangfang::storage
