#include "storage/writer.h"

#include <future>

namespace zhangfang::storage
{

Result<std::unique_ptr<Writer>> Writer::start(const QString& file)
{
    std::unique_ptr<Writer> writer(new Writer);
    std::promise<Status> opened;
    auto answer = opened.get_future();
    writer->thread_ = std::thread([&writer = *writer, file, opened = std::move(opened)]() mutable {
        auto database = Database::open(file, Database::Access::readWrite);
        if (!database) {
            opened.set_value(tl::unexpected(database.error()));
            return;
        }
        opened.set_value({});
        writer.loop(**database);
    });
    ZF_TRY(answer.get());
    return writer;
}

Writer::~Writer()
{
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    if (thread_.joinable())
        thread_.join();
}

void Writer::enqueue(Command command)
{
    std::unique_lock lock(mutex_);
    if (stopping_ || queue_.size() >= kLongestQueue) {
        const bool stopped = stopping_;
        lock.unlock();
        command.done(stopped ? base::unavailable("stopped", QStringLiteral("The program is stopping."))
                             : base::unavailable(
                                   "busy", QStringLiteral("Too much is waiting to be written; try again.")));
        return;
    }
    queue_.push_back(std::move(command));
    lock.unlock();
    wake_.notify_one();
}

void Writer::loop(Database& database)
{
    for (;;) {
        std::deque<Command> group;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty())
                return;
            while (!queue_.empty() && group.size() < kLargestGroup) {
                group.push_back(std::move(queue_.front()));
                queue_.pop_front();
            }
        }
        commitGroup(database, group);
    }
}

void Writer::commitGroup(Database& database, std::deque<Command>& group)
{
    std::vector<Status> results;
    const auto runAll = [&]() -> Status {
        ZF_TRY(database.execute(database.dialect().beginWrite()));
        for (Command& command : group) {
            ZF_TRY(database.execute("SAVEPOINT command"));
            results.push_back(command.apply(database));
            if (!results.back())
                ZF_TRY(database.execute("ROLLBACK TO command"));
            ZF_TRY(database.execute("RELEASE command"));
        }
        ZF_TRY(database.execute("COMMIT"));
        return {};
    };
    const Status committed = runAll();
    if (!committed)
        static_cast<void>(database.execute("ROLLBACK")); // may already be rolled back by the engine
    for (size_t i = 0; i < group.size(); ++i) {
        // A command's own refusal stands even when the commit failed: it changed nothing either way.
        const bool ownRefusal = i < results.size() && !results[i];
        group[i].done(ownRefusal ? results[i] : committed);
    }
}

namespace
{
/// Qt ties a connection to the thread that opened it, so each thread keeps its own.
thread_local std::unordered_map<std::string, std::unique_ptr<Database>> idleReaders;
} // namespace

Result<std::unique_ptr<Database>> ReadPool::connect() const
{
    auto found = idleReaders.find(file_.toStdString());
    if (found != idleReaders.end() && found->second)
        return std::move(found->second);
    // Not opened read-only: the last reader of a WAL database may have to take part in its recovery.
    auto database = Database::open(file_, Database::Access::readWrite);
    if (database)
        ZF_TRY((*database)->executeScript(QStringLiteral("PRAGMA query_only=ON")));
    return database;
}

void ReadPool::giveBack(std::unique_ptr<Database> database) const
{
    idleReaders[file_.toStdString()] = std::move(database);
}

} // namespace zhangfang::storage
