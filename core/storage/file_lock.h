#pragma once

#include "base/result.h"

#include <memory>
#include <QString>

namespace zhangfang::storage
{

/// The kernel's lock on a file, for as long as it lives: it goes with the process that holds it, whatever
/// number is written in the file, and whoever has that number by now. Both make the file where it is not
/// there.
class FileLock
{
public:
    /// At once or not at all. Errors: already_running (somebody holds it), disk_error.
    [[nodiscard]] static base::Result<std::unique_ptr<FileLock>> take(const QString& file);
    /// Waits for whoever holds it. Errors: disk_error.
    [[nodiscard]] static base::Result<std::unique_ptr<FileLock>> wait(const QString& file);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    explicit FileLock(int descriptor) : descriptor_(descriptor) {}
    [[nodiscard]] static base::Result<std::unique_ptr<FileLock>> lock(const QString& file, int operation);
    const int descriptor_;
};

} // namespace zhangfang::storage
