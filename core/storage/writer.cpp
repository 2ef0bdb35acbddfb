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

Result<std::optional<std::vector<Status>>> Writer::runAll(
    Database& database, std::deque<Command>& group, Care care)
{
    std::vector<Status> results;
    ZF_TRY(database.begin());
    for (Command& command : group) {
        if (care == Care::savepoints) {
            ZF_ASSIGN(Status own, database.nested([&] { return command.apply(database); }));
            results.push_back(std::move(own));
            continue;
        }
        const quint64 before = database.writes();
        results.push_back(command.apply(database));
        if (!results.back() && database.writes() != before) {
            static_cast<void>(database.rollback()); // may already be rolled back by the engine
            return std::nullopt;
        }
    }
    ZF_TRY(database.commit());
    return results;
}

void Writer::commitGroup(Database& database, std::deque<Command>& group)
{
    auto ran = runAll(database, group, Care::shared);
    if (ran && !*ran)
        ran = runAll(database, group, Care::savepoints);
    if (!ran)
        static_cast<void>(database.rollback()); // may already be rolled back by the engine
    ++commits_;
    for (size_t i = 0; i < group.size(); ++i)
        group[i].done(ran ? (**ran)[i] : tl::unexpected(ran.error()));
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
