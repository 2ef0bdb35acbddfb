#include "access/spelled.h"

#include "crypto/crypto.h"

namespace zhangfang::access
{
namespace
{

constexpr char kSpelling[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

QChar letter(char byte)
{
    return QLatin1Char(kSpelling[static_cast<unsigned char>(byte) % 32]);
}

} // namespace

QString spelled(base::RandomSource& random, int letters)
{
    QString text;
    for (const char byte : random.bytes(letters))
        text += letter(byte);
    return text;
}

QString unspelled(const QString& typed)
{
    QString meant;
    for (const QChar c : typed.toUpper()) {
        if (c == QLatin1Char('-') || c.isSpace())
            continue;
        meant += c == QLatin1Char('O')                            ? QLatin1Char('0')
                 : c == QLatin1Char('I') || c == QLatin1Char('L') ? QLatin1Char('1')
                                                                  : c;
    }
    return meant;
}

bool isSpelled(const QString& text)
{
    return std::all_of(text.begin(), text.end(),
        [](QChar c) { return QLatin1String(kSpelling).contains(c, Qt::CaseSensitive); });
}

QString inGroups(const QString& text)
{
    QString grouped;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (i > 0 && i % 4 == 0)
            grouped += QLatin1Char('-');
        grouped += text[i];
    }
    return grouped;
}

QString hashOfSpelled(const char* kind, qint64 owner, const QString& text)
{
    const QByteArray told = QByteArray(kind) + '\n' + QByteArray::number(owner) + '\n' + text.toLatin1();
    return QString::fromLatin1(crypto::sha256(told).toHex());
}

QString checkLetters(const QString& text)
{
    const QByteArray hash = crypto::sha256("check\n" + text.toLatin1());
    return QString(letter(hash[0])) + letter(hash[1]);
}

} // namespace zhangfang::access
