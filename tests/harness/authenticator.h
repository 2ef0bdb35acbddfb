#pragma once

#include <QByteArray>
#include <QString>

namespace zhangfang::harness
{

/// What an authenticator keeps: the secret of an otpauth:// address, or of the letters that are typed.
[[nodiscard]] inline QByteArray authenticatorSecret(const QString& told)
{
    const QString letters = told.startsWith(QLatin1String("otpauth:"))
                                ? told.section(QLatin1String("secret="), 1).section(QLatin1Char('&'), 0, 0)
                                : told;
    static const QByteArray kBase32("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
    QByteArray bytes;
    quint32 bits = 0;
    int held = 0;
    for (const char letter : letters.toLatin1()) {
        bits = (bits << 5) | static_cast<quint32>(kBase32.indexOf(letter));
        held += 5;
        if (held >= 8) {
            held -= 8;
            bytes += static_cast<char>((bits >> held) & 255);
        }
    }
    return bytes;
}

} // namespace zhangfang::harness
