#include "dialogs/handed_out_text.h"

#include "base/plain_text.h"
#include "kit/words.h"

#include <algorithm>
#include <QCoreApplication>

namespace zhangfang::ui
{
namespace
{

using backend::Piece;

struct HandedOutWords {
    Q_DECLARE_TR_FUNCTIONS(HandedOutWords)
public:
    static QString certificate(const QStringList& figures)
    {
        return figures[0].isEmpty()
                   ? tr("a certificate with the serial number %1").arg(figures[1])
                   : tr("the certificate of merchant %1, serial number %2").arg(figures[0], figures[1]);
    }
    static QString piece(const backend::HandedOut::Told& told)
    {
        const QStringList& figures = told.figures;
        switch (told.piece) {
        case Piece::privateKey:
            return tr("the private key, RSA %1 → Private key").arg(figures[0]);
        case Piece::merchantCertificate:
            return tr("%1 → Merchant certificate").arg(certificate(figures));
        case Piece::platformKey:
            return tr("WeChat Pay's public key → WeChat Pay public key. Its id stands beside it on the "
                      "merchant platform");
        case Piece::platformCertificate:
            return tr("one of WeChat Pay's own certificates. It is not needed here: they are fetched by "
                      "themselves");
        case Piece::ownPublicKey:
            return tr("your own public key. WeChat Pay's is in pub_key.pem");
        case Piece::secondKey:
            return tr("another private key than the one that was taken. Give one of them alone");
        case Piece::secondCertificate:
            return tr("%1. It is another one than was taken; give one of them alone")
                .arg(certificate(figures));
        case Piece::secondPlatformKey:
            return tr("another public key than the one that was taken. Give one of them alone");
        case Piece::foreignCertificate:
            return tr("%1. It does not belong to the private key").arg(certificate(figures));
        case Piece::otherMerchant:
            return tr("of merchant %1. The merchant number here is %2").arg(figures[0], figures[1]);
        case Piece::locked:
            return tr("locked. WeChat Pay locks it with the merchant number: enter that first, then give the "
                      "file again");
        case Piece::unfit:
            return tr("a key that is not RSA with at least 2048 bits, as WeChat Pay's are");
        case Piece::nothing:
            return tr("no key and no certificate is in it");
        case Piece::tooLarge:
            return tr("too large to be a key");
        case Piece::unreadable:
            break;
        }
        return tr("it cannot be read");
    }
    static QString line(const backend::HandedOut::Told& told)
    {
        const QChar mark = backend::isTaken(told.piece)               ? u'✓'
                           : told.piece == Piece::platformCertificate ? u'–' // nothing is wrong with it
                                                                      : u'✗';
        return QStringLiteral("%1 %2: %3").arg(mark).arg(base::shownOnOneLine(told.file), piece(told));
    }
};

} // namespace

QString handedOutText(const std::vector<backend::HandedOut::Told>& told)
{
    QStringList lines;
    for (const auto& one : told)
        lines << HandedOutWords::line(one);
    return lines.join(QLatin1Char('\n'));
}

Tone toneOf(const std::vector<backend::HandedOut::Told>& told)
{
    const auto taken =
        std::count_if(told.begin(), told.end(), [](const auto& one) { return backend::isTaken(one.piece); });
    if (taken == 0)
        return Tone::bad;
    return taken == static_cast<qsizetype>(told.size()) ? Tone::good : Tone::warn;
}

} // namespace zhangfang::ui
