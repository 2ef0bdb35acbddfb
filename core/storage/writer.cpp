#include "storage/writer.h"

#include <future>
#include <mutex>
#include <QCoreApplication>

namespace zhangfang::storage
{

namespace
{
thread_local QString workingCause;
} // namespace

Working::Working(const char* worker)
    : before_(std::exchange(workingCause, QStringLiteral("system:") + QString::fromLatin1(worker)))
{
}

Working::~Working()
{
    workingCause = before_;
}

const QString& Working::cause()
{
    return workingCause;
}

Result<std::unique_ptr<Writer>> Writer::start(const QString& file, Inspection inspect)
{
    std::unique_ptr<Writer> writer(new Writer(file, std::move(inspect)));
    std::promise<Status> opened;
    auto answer = opened.get_future();
    writer->thread_ = std::thread([&writer = *writer, opened = std::move(opened)]() mutable {
        auto database = Database::open(writer.file_, Database::Access::existing);
        if (!database) {
            opened.set_value(tl::unexpected(database.error()));
            return;
        }
        opened.set_value({});
        writer.loop(std::move(*database));
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

void Writer::loop(std::unique_ptr<Database> database)
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

Result<qint64> Writer::inspected(Database& database) const
{
    // It goes up when another connection has committed, and stays where only this one has.
    qint64 version = 0;
    {
        ZF_ASSIGN(auto rows, database.query("PRAGMA data_version"));
        version = rows.next() ? rows.number(0) : 0;
    }
    if (inspect_ && seen_ != version)
        ZF_TRY(inspect_(database));
    return version;
}

Result<std::optional<Writer::Said>> Writer::runAll(Database& database, std::deque<Command>& group, Care care)
{
    Said results;
    ZF_TRY(database.begin());
    ZF_ASSIGN(const qint64 version, inspected(database));
    for (Command& command : group) {
        if (care == Care::savepoints) {
            ZF_ASSIGN(Status own, database.nested([&] { return command.apply(database); }));
            results.push_back(std::move(own));
            continue;
        }
        const quint64 before = database.writes();
        results.push_back(command.apply(database));
        if (const Status whole = database.cutShort(); results.back() && !whole)
            results.back() = whole;
        if (!results.back() && database.writes() != before) {
            static_cast<void>(database.rollback()); // may already be rolled back by the engine
            return std::nullopt;
        }
    }
    ZF_TRY(database.commit());
    seen_ = version;
    return results;
}

Writer::Said Writer::eachAlone(Database& database, std::deque<Command>& group)
{
    Said said;
    for (Command& command : group) {
        std::deque<Command> alone;
        alone.push_back(std::move(command));
        auto own = runAll(database, alone, Care::savepoints);
        command = std::move(alone.front());
        if (own && *own) {
            said.push_back(std::move((*own)->front()));
            continue;
        }
        static_cast<void>(database.rollback());
        said.push_back(own ? Status() : base::fail(own.error()));
    }
    return said;
}

Result<Writer::Said> Writer::runGroup(Database& database, std::deque<Command>& group)
{
    auto ran = runAll(database, group, Care::shared);
    if (ran && !*ran)
        ran = runAll(database, group, Care::savepoints);
    // What one of them has touched may be damaged, which shows only when all are committed: the others are
    // not to be lost with it.
    if (!ran && group.size() > 1 && ran.error().kind == base::ErrorKind::damaged) {
        static_cast<void>(database.rollback());
        return eachAlone(database, group);
    }
    if (!ran) {
        static_cast<void>(database.rollback()); // may already be rolled back by the engine
        return base::fail(ran.error());
    }
    return std::move(**ran);
}

void Writer::commitGroup(std::unique_ptr<Database>& database, std::deque<Command>& group)
{
    Result<Said> said = tl::unexpected(base::Error{});
    // What was committed just when the file was moved away is in that file alone: it is run again on the one
    // that has come in its place. Each round is one replacement of the file.
    constexpr int kRounds = 3;
    for (int round = 0; round < kRounds; ++round) {
        if (!database || database->isElsewhere()) {
            database.reset();
            seen_.reset();
            auto opened = Database::open(file_, Database::Access::existing);
            if (!opened) {
                said = tl::unexpected(opened.error());
                break;
            }
            database = std::move(*opened);
        }
        said = runGroup(*database, group);
        if (!database->isElsewhere())
            break;
        said = base::unavailable("disk_error",
            QStringLiteral("The database file was replaced while it was written to; try again."));
    }
    ++commits_;
    for (size_t i = 0; i < group.size(); ++i)
        group[i].done(said ? (*said)[i] : tl::unexpected(said.error()));
}

namespace
{
/// Qt ties a connection to the thread that opened it, so each thread keeps its own.
thread_local std::unordered_map<std::string, std::unique_ptr<Database>> idleReaders;
} // namespace

Result<std::unique_ptr<Database>> ReadPool::connect() const
{
    auto found = idleReaders.find(file_.toStdString());
    if (found != idleReaders.end() && found->second) {
        if (auto idle = std::move(found->second); !idle->isElsewhere())
            return idle;
    }
    // Not opened read-only: the last reader of a WAL database may have to take part in its recovery.
    auto database = Database::open(file_, Database::Access::existing);
    if (database)
        ZF_TRY((*database)->executeScript(QStringLiteral("PRAGMA query_only=ON")));
    return database;
}

void ReadPool::giveBack(std::unique_ptr<Database> database) const
{
    // Qt closes what is open when the application ends, and cannot while statements hold it: the idle ones of
    // that thread go before. Asked for after Qt's own, which is then done after ours.
    static std::once_flag asked;
    std::call_once(asked, [] { qAddPostRoutine([] { idleReaders.clear(); }); });
    idleReaders[file_.toStdString()] = std::move(database);
}

} // namespace zhangfang::storage
