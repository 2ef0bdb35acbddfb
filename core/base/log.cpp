#include "base/log.h"

#include "base/plain_text.h"

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <mutex>
#include <poll.h>
#include <QByteArray>
#include <QDateTime>
#include <QtGlobal>
#include <thread>
#include <unistd.h>

namespace zhangfang::base
{
namespace
{

constexpr int kLongestLine = 2'000;
constexpr auto kLastWords = std::chrono::milliseconds(500);
constexpr auto kPoll = std::chrono::milliseconds(50);
/// As much fits into a pipe that poll calls writable, so that writing it does not wait. Source: POSIX,
/// pipe(7).
constexpr qsizetype kAtOnce = 512;

} // namespace

QString oneLine(const QString& text)
{
    QString line;
    for (const QChar character : text.left(kLongestLine)) {
        if (!actsUnseen(character.unicode()))
            line += character;
        else if (character == QLatin1Char('\n'))
            line += QLatin1String("\\n");
        else
            line +=
                QStringLiteral("\\u%1").arg(static_cast<uint>(character.unicode()), 4, 16, QLatin1Char('0'));
    }
    if (text.size() > kLongestLine)
        line += QStringLiteral(" (cut)");
    return line;
}

struct LogWriter::Shared {
    using Time = std::chrono::steady_clock::time_point;
    Shared(int to, std::unique_ptr<LogFile> also) : descriptor(to), file(std::move(also)) {}

    void work()
    {
        // A reader that has gone is an error of this write, and not the program's end.
        sigset_t pipes;
        sigemptyset(&pipes);
        sigaddset(&pipes, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipes, nullptr);
        std::unique_lock lock(mutex);
        for (;;) {
            wake.wait(lock, [this] { return stopping || !kept.empty(); });
            if (kept.empty())
                break;
            QByteArray line = kept.front();
            kept.pop_front();
            if (dropped > 0) {
                line.prepend(QByteArray::number(dropped) +
                             " lines of this log were dropped, because nobody took them\n");
                dropped = 0;
            }
            writing = true;
            lock.unlock();
            if (file)
                file->append(line, QDateTime::currentMSecsSinceEpoch());
            const bool left = writeOut(line);
            lock.lock();
            writing = false;
            dropped += left ? 0 : 1;
            idle.notify_all();
            if (stopping && std::chrono::steady_clock::now() >= until)
                break;
        }
        ended = true;
        idle.notify_all();
    }

    /// False when it cannot be written, or time is over.
    bool writeOut(QByteArrayView left)
    {
        while (!left.isEmpty()) {
            pollfd waited{descriptor, POLLOUT, 0};
            const int ready = ::poll(&waited, 1, static_cast<int>(kPoll.count()));
            if (ready == 0 || (ready < 0 && errno == EINTR)) {
                const std::lock_guard lock(mutex);
                if (stopping && std::chrono::steady_clock::now() >= until)
                    return false;
                continue;
            }
            const auto written =
                ::write(descriptor, left.data(), static_cast<std::size_t>(std::min(left.size(), kAtOnce)));
            if (written < 0 && (errno == EINTR || errno == EAGAIN))
                continue;
            if (written <= 0)
                return false;
            left = left.sliced(static_cast<qsizetype>(written));
        }
        return true;
    }

    const int descriptor;
    const std::unique_ptr<LogFile> file; ///< the thread's own
    std::mutex mutex;
    std::condition_variable wake;
    std::condition_variable idle;
    std::deque<QByteArray> kept;
    quint64 dropped = 0;
    bool writing = false;
    bool stopping = false;
    bool ended = false;
    Time until;
};

LogWriter::LogWriter(int descriptor, std::unique_ptr<LogFile> file)
    : shared_(std::make_shared<Shared>(descriptor, std::move(file)))
{
    std::thread([shared = shared_] { shared->work(); }).detach();
}

LogWriter::~LogWriter()
{
    std::unique_lock lock(shared_->mutex);
    shared_->stopping = true;
    shared_->until = std::chrono::steady_clock::now() + kLastWords;
    shared_->wake.notify_all();
    // Not joined: where another program shares the pipe, the thread may be inside a write that never ends.
    shared_->idle.wait_for(lock, 2 * kLastWords, [this] { return shared_->ended; });
}

void LogWriter::write(const QString& line)
{
    QByteArray bytes = oneLine(line).toUtf8() + '\n';
    {
        const std::lock_guard lock(shared_->mutex);
        if (shared_->kept.size() >= kKeptLines) {
            ++shared_->dropped;
            return;
        }
        shared_->kept.push_back(std::move(bytes));
    }
    shared_->wake.notify_one();
}

void LogWriter::flush(int withinMs)
{
    std::unique_lock lock(shared_->mutex);
    shared_->idle.wait_for(lock, std::chrono::milliseconds(withinMs),
        [this] { return shared_->kept.empty() && !shared_->writing; });
}

namespace
{
// Qt's handler is a plain function: there is one for the program.
std::mutex handlerInUse;
LogWriter* handlerWriter = nullptr; ///< under handlerInUse

void onMessage(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    const std::lock_guard lock(handlerInUse);
    if (!handlerWriter)
        return;
    handlerWriter->write(message);
    if (type == QtFatalMsg)
        handlerWriter->flush(static_cast<int>(kLastWords.count()));
}
} // namespace

LogToStandardError::LogToStandardError(std::unique_ptr<LogFile> file)
    : writer_(STDERR_FILENO, std::move(file))
{
    {
        const std::lock_guard lock(handlerInUse);
        handlerWriter = &writer_;
    }
    qInstallMessageHandler(onMessage);
}

LogToStandardError::~LogToStandardError()
{
    qInstallMessageHandler(nullptr);
    const std::lock_guard lock(handlerInUse);
    handlerWriter = nullptr;
}

} // namespace zhangfang::base
