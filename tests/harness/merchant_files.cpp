#include "harness/merchant_files.h"

#include <archive.h>
#include <archive_entry.h>

#include <QFile>
#include <QProcess>

namespace zhangfang::harness
{
namespace
{

constexpr qint64 kFromUtcMs = 1'760'000'000'000;
constexpr qint64 kYearMs = 365LL * 86'400'000;

QByteArray zipped(const std::vector<std::pair<const char*, QByteArray>>& members)
{
    QByteArray zip(256 * 1024, '\0');
    size_t used = 0;
    archive* const out = archive_write_new();
    archive_write_set_format_zip(out);
    archive_write_open_memory(out, zip.data(), static_cast<size_t>(zip.size()), &used);
    for (const auto& [name, content] : members) {
        archive_entry* const entry = archive_entry_new();
        archive_entry_set_pathname(entry, name);
        archive_entry_set_size(entry, content.size());
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0600);
        archive_write_header(out, entry);
        archive_write_data(out, content.constData(), static_cast<size_t>(content.size()));
        archive_entry_free(entry);
    }
    archive_write_close(out);
    archive_write_free(out);
    return zip.left(static_cast<qsizetype>(used));
}

} // namespace

MerchantFiles::MerchantFiles(const QByteArray& mchid)
{
    const auto key = crypto::PrivateKey::generate();
    const auto platform = crypto::PrivateKey::generate();
    if (!key || !platform) {
        problem_ = QStringLiteral("no keys");
        return;
    }
    key_ = *key;
    platformKey_ = platform->publicKey();
    const auto own = crypto::Certificate::selfSigned(
        *key, "5F00AB" + mchid.right(2), kFromUtcMs, kFromUtcMs + kYearMs, mchid);
    const auto theirs = crypto::Certificate::selfSigned(
        *platform, "6A01", kFromUtcMs, kFromUtcMs + kYearMs, "Tenpay.com sign");
    if (!own || !theirs) {
        problem_ = QStringLiteral("no certificates");
        return;
    }
    certificate_ = *own;
    bool done = write("apiclient_key.pem", key_->toPem()) &&
                write("apiclient_cert.pem", certificate_->pem()) &&
                write("pub_key.pem", platformKey_->toPem()) && write("platform.pem", theirs->pem()) &&
                write("photo.png", "\x89PNG\r\n");
    const QByteArray p12 = locked(mchid);
    done = done && !p12.isEmpty() && write("apiclient_cert.p12", p12) &&
           write("cert.zip", zipped({{"apiclient_cert.p12", p12}, {"apiclient_cert.pem", certificate_->pem()},
                                 {"apiclient_key.pem", key_->toPem()}, {"readme.txt", "hello"}}));
    if (!done)
        problem_ = QStringLiteral("the files cannot be written");
}

QByteArray MerchantFiles::content(const char* name) const
{
    QFile from(file(name));
    return from.open(QIODevice::ReadOnly) ? from.readAll() : QByteArray();
}

bool MerchantFiles::write(const char* name, const QByteArray& content) const
{
    QFile to(file(name));
    return to.open(QIODevice::WriteOnly) && to.write(content) == content.size();
}

QByteArray MerchantFiles::locked(const QByteArray& password) const
{
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
        {QStringLiteral("pkcs12"), QStringLiteral("-export"), QStringLiteral("-legacy"),
            QStringLiteral("-inkey"), file("apiclient_key.pem"), QStringLiteral("-in"),
            file("apiclient_cert.pem"), QStringLiteral("-passout"),
            QStringLiteral("pass:") + QString::fromLatin1(password)});
    return openssl.waitForFinished(30'000) && openssl.exitCode() == 0 ? openssl.readAllStandardOutput()
                                                                      : QByteArray();
}

} // namespace zhangfang::harness
