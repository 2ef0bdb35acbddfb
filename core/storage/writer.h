#pragma once

#include "storage/database.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <QFuture>
#include <QPromise>
#include <thread>

namespace zhangfang::storage
{

/// Most commands in one commit: enough to share an fsync, few enough that nobody waits long behind others.
inline constexpr int kLargestGroup = 256;
/// Most commands waiting; beyond it callers hear `busy` at once instead of queueing without end.
inline constexpr size_t kLongestQueue = 65'536;

/// The one thread that changes the database. Commands are taken in order, each runs in a savepoint, many
/// share a commit; a future completes only after the commit is durable. A command that fails undoes itself
/// alone. Any thread may call; commands run on the writer's thread and must not wait for other commands.
class Writer
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Writer>> start(const QString& file);
    /// Finishes what is queued.
    ~Writer();

    /// `command` is called with the writer's connection, inside a transaction.
    /// Errors besides the command's own: busy, stopped, and storage's own when the commit failed.
    template <class T> [[nodiscard]] QFuture<Result<T>> run(std::function<Result<T>(Database&)> command)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        auto future = promise->future();
        auto result = std::make_shared<Result<T>>(tl::unexpected(base::Error{}));
        enqueue({[command = std::move(command), result](Database& database) -> Status {
                     *result = command(database);
                     return *result ? Status{} : tl::unexpected(result->error());
                 },
            [promise, result](const Status& committed) {
                if (!committed)
                    *result = tl::unexpected(committed.error());
                promise->addResult(std::move(*result));
                promise->finish();
            }});
        return future;
    }
    /// Runs and waits: for worker threads, never for the UI or an I/O thread.
    template <class T> [[nodiscard]] Result<T> runNow(std::function<Result<T>(Database&)> command)
    {
        return run<T>(std::move(command)).takeResult();
    }

private:
    struct Command {
        std::function<Status(Database&)> apply;
        std::function<void(const Status&)> done;
    };
    Writer() = default;
    void enqueue(Command command);
    void loop(Database& database);
    void commitGroup(Database& database, std::deque<Command>& group);

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Command> queue_;
    bool stopping_ = false;
    std::thread thread_;
};

/// Reading connections, one per calling thread at a time; they see the last commit and never block the
/// writer.
class ReadPool
{
public:
    explicit ReadPool(QString file) : file_(std::move(file)) {}
    /// Runs `reader` in one read transaction, so that all its SELECTs see the same books.
    template <class T> [[nodiscard]] Result<T> read(const std::function<Result<T>(Database&)>& reader) const
    {
        ZF_ASSIGN(auto database, connect());
        ZF_TRY(database->execute("BEGIN"));
        auto result = reader(*database);
        ZF_TRY(database->execute("ROLLBACK"));
        giveBack(std::move(database));
        return result;
    }

private:
    [[nodiscard]] Result<std::unique_ptr<Database>> connect() const;
    void giveBack(std::unique_ptr<Database> database) const;
    QString file_;
};

} // namespace zhangfang::storage
