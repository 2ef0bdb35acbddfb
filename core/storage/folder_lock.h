#pragma once

#include "base/result.h"

#include <memory>
#include <QString>

namespace zhangfang::storage
{

/// The kernel's lock on a file, for as long as it lives: it goes with the process that holds it, whatever
/// number is written in the file, and whoever has that number by now.
class FolderLock
{
public:
    /// Makes the file where it is not there. Errors: already_running (somebody holds it), disk_error.
    [[nodiscard]] static base::Result<std::unique_ptr<FolderLock>> take(const QString& file);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
    const int descriptor_;
};

} // namespace zhangfang::storage
