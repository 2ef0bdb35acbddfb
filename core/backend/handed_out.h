#pragma once

#include "base/result.h"

#include <optional>
#include <QMap>
#include <QStringList>
#include <vector>

namespace zhangfang::backend
{

using base::Result;

/// A file that somebody gives, or why it could not be read.
struct GivenFile {
    QString name; ///< without its folder
    Result<QByteArray> content;
};

/// What stands in a file. The first three are taken, and each has its place.
enum class Piece {
    privateKey,          ///< figures: its bits
    merchantCertificate, ///< figures: whose, where it says, and its serial number
    platformKey,         ///< WeChat Pay's public key
    platformCertificate, ///< one of WeChat Pay's, which are fetched by themselves; figures: its serial number
    ownPublicKey,        ///< the merchant's, where WeChat Pay's is wanted
    secondKey,           ///< another private key than the one that was taken
    secondCertificate,   ///< another certificate than the one that was taken
    secondPlatformKey,   ///< another public key than the one that was taken
    foreignCertificate,  ///< not of the private key beside it; figures: as of merchantCertificate
    otherMerchant,       ///< figures: whose it is, and who was named
    locked,              ///< with another password than the merchant's number
    unfit,               ///< a key, and not RSA with at least 2048 bits
    nothing,             ///< no key and no certificate
    tooLarge,            ///< for a key
    unreadable           ///< the file
};
[[nodiscard]] constexpr bool isTaken(Piece piece)
{
    return piece == Piece::privateKey || piece == Piece::merchantCertificate || piece == Piece::platformKey;
}

/// What the merchant platform hands out (zip, .p12, PEM, DER; keys and certificates), sorted by where it
/// goes.
struct HandedOut {
    QMap<QString, QString> settings; ///< certificate, its serial number and merchant, WeChat Pay's key
    QByteArray privateKey;           ///< PEM; empty: there was none
    struct Told {
        QString file;
        Piece piece = Piece::nothing;
        QStringList figures = {};
    };
    std::vector<Told> told; ///< in the order of the files, for each of them at least one
};
/// `mchid`: the merchant's number as far as it is known; it opens what WeChat Pay has locked, and what is
/// another merchant's is named and not taken. Without it the first certificate says whose all of it is.
[[nodiscard]] HandedOut sortHandedOut(const std::vector<GivenFile>& files, const QString& mchid);

/// A private key that stands in a field beside a certificate.
struct KeyLook {
    int bits = 0;
    enum class Certificate { none, fits, differs } certificate = Certificate::none;
};
/// In any form that can be pasted. Errors: as `access::readMerchantKeys`.
[[nodiscard]] Result<KeyLook> lookAtKey(
    const QByteArray& key, const QString& certificate, const QString& mchid);

} // namespace zhangfang::backend
