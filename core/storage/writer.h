#pragma once

#include "storage/because.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <QFuture>
#include <QPromise>
#include <thread>

namespace zhangfang::storage
{

/// Most commands in one commit: enough to share an fsync, few enough that nobody waits long behind others.
inline constexpr int kLargestGroup = 256;
/// Most commands waiting; beyond it callers hear `busy` at once instead of queueing without end.
inline constexpr size_t kLongestQueue = 65'536;

/// The one thread that changes the database. Commands are taken in order and many share a commit; a future
/// completes only after the commit is durable. A command that fails undoes itself alone: the group is undone
/// and run again, each command in a savepoint of its own. So a command may run more than once, and only its
/// last run counts: whatever it tells the outside must be set anew by each run.
/// When another file has come to stand at the path (books put back over damaged ones), it is opened instead;
/// a group that was committed to the file before in that moment is run again on the new one.
/// Any thread may call; commands run on the writer's thread and must not wait for other commands.
class Writer
{
public:
    /// Looks at books that somebody else may have changed, or put there, since they were seen last: runs
    /// before the first command after that, in its transaction. An error fails that group.
    using Inspection = std::function<Status(Database&)>;
    [[nodiscard]] static Result<std::unique_ptr<Writer>> start(const QString& file, Inspection inspect = {});
    /// Finishes what is queued.
    ~Writer();

    /// `command` is called with the writer's connection, inside a transaction.
    /// Errors besides the command's own: busy, stopped, and storage's own when the commit failed.
    template <class T> [[nodiscard]] QFuture<Result<T>> run(std::function<Result<T>(Database&)> command)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        auto future = promise->future();
        runThen<T>(std::move(command), [promise](Result<T> result) {
            promise->addResult(std::move(result));
            promise->finish();
        });
        return future;
    }
    /// The same for whoever goes on elsewhere: `then` hears of it once, on the writer's thread after the
    /// commit, or at once where it is busy or stopped. It must not wait. (Not a continuation of the future:
    /// where one is attached in the moment in which the future finishes, Qt 6.4 seems to run it twice.)
    template <class T>
    void runThen(std::function<Result<T>(Database&)> command, std::function<void(Result<T>)> then)
    {
        auto result = std::make_shared<Result<T>>(tl::unexpected(base::Error{}));
        enqueue(
            {[command = std::move(command), result, cause = Working::cause()](Database& database) -> Status {
                 database.setCause(cause);
                 *result = command(database);
                 database.setCause({});
                 return *result ? Status{} : tl::unexpected(result->error());
             },
                [then = std::move(then), result](const Status& committed) {
                    if (!committed)
                        *result = tl::unexpected(committed.error());
                    then(std::move(*result));
                }});
    }
    /// Runs and waits: for worker threads, never for the UI or an I/O thread.
    template <class T> [[nodiscard]] Result<T> runNow(std::function<Result<T>(Database&)> command)
    {
        return run<T>(std::move(command)).takeResult();
    }

    /// Commits so far; commands per commit tell how well they share.
    [[nodiscard]] quint64 commits() const { return commits_; }

private:
    struct Command {
        std::function<Status(Database&)> apply;
        std::function<void(const Status&)> done;
    };
    Writer(QString file, Inspection inspect) : file_(std::move(file)), inspect_(std::move(inspect)) {}
    void enqueue(Command command);
    void loop(std::unique_ptr<Database> database);
    /// Commits to the file that stands at the path, which may not be the one that is open.
    void commitGroup(std::unique_ptr<Database>& database, std::deque<Command>& group);
    using Said = std::vector<Status>;
    [[nodiscard]] Result<Said> runGroup(Database& database, std::deque<Command>& group);
    /// Each in a transaction of its own.
    [[nodiscard]] Said eachAlone(Database& database, std::deque<Command>& group);
    enum class Care { shared, savepoints };
    /// An error means that the transaction is lost; inside, what each command said. Nothing when, without
    /// savepoints, a command failed that had already changed something.
    [[nodiscard]] Result<std::optional<Said>> runAll(
        Database& database, std::deque<Command>& group, Care care);
    /// Has the inspection look where somebody else has written since; answers the version it has seen.
    [[nodiscard]] Result<qint64> inspected(Database& database) const;

    const QString file_;
    const Inspection inspect_;
    std::optional<qint64> seen_; ///< SQLite's data_version at the latest commit; nothing: a fresh connection
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Command> queue_;
    bool stopping_ = false;
    std::atomic<quint64> commits_ = 0;
    std::thread thread_;
};

/// Reading connections, one per calling thread at a time; they see the last commit, in the file that stands
/// at the path by then, and never block the writer.
class ReadPool
{
public:
    explicit ReadPool(QString file) : file_(std::move(file)) {}
    /// Runs `reader` in one read transaction, so that all its SELECTs see the same books.
    template <class T> [[nodiscard]] Result<T> read(const std::function<Result<T>(Database&)>& reader) const
    {
        ZF_ASSIGN(auto database, connect());
        ZF_TRY(database->beginRead());
        auto result = reader(*database);
        ZF_TRY(database->cutShort());
        ZF_TRY(database->rollback());
        giveBack(std::move(database));
        return result;
    }

private:
    [[nodiscard]] Result<std::unique_ptr<Database>> connect() const;
    void giveBack(std::unique_ptr<Database> database) const;
    QString file_;
};

} // namespace zhangfang::storage
