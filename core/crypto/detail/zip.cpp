#include "crypto/detail/zip.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <QString>

namespace zhangfang::crypto::detail
{
namespace
{

/// WeChat Pay's zip has five members. What is larger than a member of it is not read.
constexpr int kMostMembers = 64;
constexpr size_t kLargestMember = 64 * 1024;

struct FreeArchive {
    void operator()(archive* open) const { archive_read_free(open); }
};

} // namespace

base::Result<std::vector<Secret>> unzip(const QByteArray& content, const std::vector<Secret>& passwords)
{
    const auto unreadable = [](const char* why) {
        return base::invalid("no_key",
            QStringLiteral("The zip cannot be read (%1); download it again.").arg(QString::fromUtf8(why)));
    };
    const std::unique_ptr<archive, FreeArchive> zip(archive_read_new());
    archive_read_support_format_zip(zip.get());
    for (const Secret& password : passwords) {
        if (!password.isEmpty())
            archive_read_add_passphrase(zip.get(), password.bytes().constData());
    }
    if (archive_read_open_memory(zip.get(), content.constData(), static_cast<size_t>(content.size())) !=
        ARCHIVE_OK)
        return unreadable(archive_error_string(zip.get()));
    std::vector<Secret> members;
    archive_entry* entry = nullptr;
    for (int seen = 0; seen < kMostMembers; ++seen) {
        const int next = archive_read_next_header(zip.get(), &entry);
        if (next == ARCHIVE_EOF)
            return members;
        // A name that is not in the system's character set is only a warning, and names do not count here.
        if (next < ARCHIVE_WARN)
            return unreadable(archive_error_string(zip.get()));
        if (archive_entry_filetype(entry) != AE_IFREG)
            continue;
        QByteArray member(static_cast<qsizetype>(kLargestMember) + 1, Qt::Uninitialized);
        const la_ssize_t size = archive_read_data(zip.get(), member.data(), kLargestMember + 1);
        if (size < 0 && archive_entry_is_encrypted(entry))
            return base::invalid("key_locked", QStringLiteral("The zip is locked with another password."));
        if (size < 0)
            return unreadable(archive_error_string(zip.get()));
        member.truncate(size);
        if (size <= static_cast<la_ssize_t>(kLargestMember))
            members.push_back(Secret::taken(std::move(member)));
    }
    return members;
}

} // namespace zhangfang::crypto::detail
