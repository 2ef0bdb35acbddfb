#include "backend/handed_out.h"

#include "access/merchant_keys.h"

#include <map>

namespace zhangfang::backend
{
namespace
{

using crypto::Certificate;
using crypto::KeyMaterial;
using crypto::PrivateKey;
using crypto::PublicKey;
using crypto::Secret;

QStringList figuresOf(const Certificate& certificate)
{
    return {access::merchantOf(certificate), QString::fromLatin1(certificate.serialHex())};
}

bool isPlatforms(const Certificate& certificate)
{
    return certificate.commonName().startsWith(QLatin1String("Tenpay.com"));
}

HandedOut::Told unreadable(const QString& file, const base::Error& error)
{
    const QString& code = error.code;
    if (code == QLatin1String("key_locked"))
        return {file, Piece::locked};
    if (code == QLatin1String("unsupported_key"))
        return {file, Piece::unfit};
    if (code == QLatin1String("no_key"))
        return {file, Piece::nothing};
    return {file, code == QLatin1String("file_too_large") ? Piece::tooLarge : Piece::unreadable};
}

/// One after the other, with what has been taken so far.
class Sorter
{
public:
    explicit Sorter(QString mchid) : mchid_(std::move(mchid)) {}

    /// Which merchant all of it is of, where nobody has said so: the certificates do, and without them a .p12
    /// of the same merchant cannot be opened.
    void read(const std::vector<GivenFile>& files)
    {
        for (const GivenFile& file : files)
            found_.push_back(readOne(file));
        if (!mchid_.isEmpty())
            return;
        mchid_ = merchantAmong();
        for (size_t at = 0; at < files.size(); ++at) {
            if (!found_[at] && found_[at].error().code == QLatin1String("key_locked"))
                found_[at] = readOne(files[at]);
        }
    }

    HandedOut sort(const std::vector<GivenFile>& files)
    {
        // The key first: it says which certificate is its own, in whichever order they came.
        for (size_t at = 0; at < files.size(); ++at) {
            if (!found_[at])
                told_[at].push_back(unreadable(files[at].name, found_[at].error()));
            else if (found_[at]->privateKey)
                told_[at].push_back({files[at].name, take(*found_[at]), {}});
        }
        for (size_t at = 0; at < files.size(); ++at) {
            if (!found_[at])
                continue;
            for (const Certificate& one : found_[at]->certificates)
                told_[at].push_back(take(one, files[at].name));
            for (const PublicKey& one : found_[at]->publicKeys)
                told_[at].push_back({files[at].name, take(one), {}});
        }
        for (auto& [at, lines] : told_) {
            for (HandedOut::Told& one : lines) {
                if (one.piece == Piece::privateKey)
                    one.figures = {QString::number(key_->publicKey().bits())};
                else if (one.piece == Piece::otherMerchant && one.figures.isEmpty())
                    one.figures = {otherMerchant_, mchid_};
                out_.told.push_back(std::move(one));
            }
        }
        return std::move(out_);
    }

private:
    Result<KeyMaterial> readOne(const GivenFile& file) const
    {
        if (!file.content)
            return base::fail(file.content.error());
        std::vector<Secret> passwords;
        if (!mchid_.isEmpty())
            passwords.emplace_back(mchid_.toUtf8());
        return crypto::readKeyMaterial(*file.content, passwords);
    }

    [[nodiscard]] QString merchantAmong() const
    {
        for (const auto& one : found_) {
            if (!one)
                continue;
            for (const Certificate& certificate : one->certificates) {
                if (QString merchant = access::merchantOf(certificate);
                    !merchant.isEmpty() && !isPlatforms(certificate))
                    return merchant;
            }
        }
        return {};
    }

    [[nodiscard]] bool isOthers(const Certificate& certificate) const
    {
        const QString merchant = access::merchantOf(certificate);
        return !merchant.isEmpty() && !mchid_.isEmpty() && merchant != mchid_;
    }

    Piece take(const KeyMaterial& found)
    {
        for (const Certificate& certificate : found.certificates) {
            if (certificate.publicKey() == found.privateKey->publicKey() && isOthers(certificate)) {
                otherMerchant_ = access::merchantOf(certificate);
                return Piece::otherMerchant;
            }
        }
        if (key_ && !(key_->publicKey() == found.privateKey->publicKey()))
            return Piece::secondKey;
        key_ = found.privateKey;
        out_.privateKey = key_->toPem();
        return Piece::privateKey;
    }

    HandedOut::Told take(const Certificate& certificate, const QString& file)
    {
        const QStringList figures = figuresOf(certificate);
        if (isPlatforms(certificate))
            return {file, Piece::platformCertificate, {figures[1]}};
        if (isOthers(certificate))
            return {file, Piece::otherMerchant, {figures[0], mchid_}};
        if (key_ && !(certificate.publicKey() == key_->publicKey()))
            return {file, Piece::foreignCertificate, figures};
        if (certificate_ && certificate_->pem() != certificate.pem())
            return {file, Piece::secondCertificate, figures};
        certificate_ = certificate;
        out_.settings.insert(QStringLiteral("wechatpay.certificate"), QString::fromLatin1(certificate.pem()));
        out_.settings.insert(QStringLiteral("wechatpay.certificate_serial"), figures[1]);
        if (!figures[0].isEmpty())
            out_.settings.insert(QStringLiteral("wechatpay.mchid"), figures[0]);
        return {file, Piece::merchantCertificate, figures};
    }

    Piece take(const PublicKey& key)
    {
        if (key_ && key == key_->publicKey())
            return Piece::ownPublicKey;
        if (platformKey_ && !(key == *platformKey_))
            return Piece::secondPlatformKey;
        platformKey_ = key;
        out_.settings.insert(QStringLiteral("wechatpay.public_key"), QString::fromLatin1(key.toPem()));
        return Piece::platformKey;
    }

    QString mchid_;
    QString otherMerchant_;
    std::vector<Result<KeyMaterial>> found_; ///< of each file
    std::map<size_t, std::vector<HandedOut::Told>> told_;
    std::optional<PrivateKey> key_;
    std::optional<Certificate> certificate_;
    std::optional<PublicKey> platformKey_;
    HandedOut out_;
};

} // namespace

HandedOut sortHandedOut(const std::vector<GivenFile>& files, const QString& mchid)
{
    Sorter sorter(mchid);
    sorter.read(files);
    return sorter.sort(files);
}

Result<KeyLook> lookAtKey(const QByteArray& key, const QString& certificate, const QString& mchid)
{
    ZF_ASSIGN(const access::MerchantKeys keys, access::readMerchantKeys(key, mchid));
    KeyLook look{keys.privateKey.publicKey().bits()};
    const auto beside = access::readMerchantCertificate(certificate);
    if (keys.certificate)
        look.certificate = KeyLook::Certificate::fits;
    else if (beside)
        look.certificate = beside->publicKey() == keys.privateKey.publicKey() ? KeyLook::Certificate::fits
                                                                              : KeyLook::Certificate::differs;
    return look;
}

} // namespace zhangfang::backend
