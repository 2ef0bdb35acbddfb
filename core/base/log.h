#pragma once

#include "base/log_file.h"

#include <memory>
#include <QString>

namespace zhangfang::base
{

/// One line of a log: control characters, line breaks and direction marks as \n or \u202E, so that no text
/// from elsewhere looks like a line of its own; what is longer than 2000 characters is cut.
[[nodiscard]] QString oneLine(const QString& text);

/// Writes lines to a file descriptor on a thread of its own. Who logs never waits: while nobody takes the
/// lines, so many are kept, further ones are dropped and counted, and the count is told when there is room
/// again. Any thread.
class LogWriter
{
public:
    static constexpr int kKeptLines = 2'000;
    /// `file`, where given, gets each line, too.
    explicit LogWriter(int descriptor, std::unique_ptr<LogFile> file = nullptr);
    /// Gives what is kept half a second to leave.
    ~LogWriter();
    LogWriter(const LogWriter&) = delete;
    LogWriter& operator=(const LogWriter&) = delete;
    void write(const QString& line);
    /// Waits until all has left, for so long at most: before the program aborts.
    void flush(int withinMs);

private:
    struct Shared;
    std::shared_ptr<Shared> shared_; ///< outlives a thread that cannot be waited for
};

/// While it lives, what Qt's messages say goes to standard error through a LogWriter, and into a file where
/// there is one. One at a time, for programs' `main`.
class LogToStandardError
{
public:
    explicit LogToStandardError(std::unique_ptr<LogFile> file = nullptr);
    ~LogToStandardError();
    LogToStandardError(const LogToStandardError&) = delete;
    LogToStandardError& operator=(const LogToStandardError&) = delete;

private:
    LogWriter writer_;
};

} // namespace zhangfang::base
