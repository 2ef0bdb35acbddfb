#include "simulator/disk.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <mutex>
#include <set>
#include <sqlite3.h>
#include <string>
#include <vector>

namespace zhangfang::simulator
{

namespace
{

constexpr int kSector = 512;

/// What was written and not synced, so that it can be taken back.
struct Unsynced {
    qint64 offset = 0;
    std::string before; ///< what stood there
    std::string after;
    qint64 sizeBefore = 0;
    qint64 sizeAfter = 0;
};

struct Stored {
    std::string bytes;
    std::vector<Unsynced> unsynced;
    // Of the handles that are open.
    std::map<const void*, int> locks; ///< SQLITE_LOCK_…
    std::vector<std::unique_ptr<char[]>> shared;
    std::map<const void*, int> sharedLocks, exclusiveLocks; ///< masks of slots

    void put(qint64 offset, const char* data, qint64 count)
    {
        if (static_cast<qint64>(bytes.size()) < offset + count)
            bytes.resize(static_cast<size_t>(offset + count));
        std::memcpy(bytes.data() + offset, data, static_cast<size_t>(count));
    }
};

} // namespace

struct Disk::Image {
    std::map<std::string, std::string> files;
};

struct Disk::Core {
    Core(quint64 seed, const base::Clock& given) : chance(seed), clock(given) {}
    mutable std::mutex mutex;
    Chance chance;
    const base::Clock& clock;
    std::map<std::string, std::shared_ptr<Stored>> files;
    quint64 boot = 1; ///< handles of an earlier one are dead
    bool powerless = false;
    Failure next = Failure::none;
    qint64 callsLeft = 0;
    int timesLeft = 0;
    qint64 failed = 0, calls = 0;
    bool isFull = false; ///< of the failure that is to come, whether it has
    quint64 trace = 0xCBF29CE484222325ULL;
    sqlite3_vfs vfs{};
    sqlite3_vfs* real = nullptr;

    void note(quint64 what)
    {
        for (int i = 0; i < 8; ++i)
            trace = (trace ^ ((what >> (8 * i)) & 0xFF)) * 0x100000001B3ULL;
    }
    /// What befalls a call that changes the disk.
    Failure strike(bool grows)
    {
        if (powerless)
            return Failure::powerLoss;
        ++calls;
        if (next == Failure::none)
            return Failure::none;
        if (callsLeft > 1) {
            --callsLeft;
            return Failure::none;
        }
        if (next == Failure::full && !grows)
            return Failure::none;
        const Failure now = next;
        ++failed;
        isFull = now == Failure::full;
        if (now == Failure::powerLoss)
            powerless = true;
        if (--timesLeft <= 0)
            next = Failure::none;
        return now;
    }
};

namespace
{
/// The one that SQLite sees.
Disk::Core* theDisk = nullptr;
} // namespace

/// An open file, as SQLite holds it.
struct Handle {
    sqlite3_file base;
    Stored* stored;
    std::shared_ptr<Stored>* keeps;
    quint64 boot;
};

struct Handles {
    static Handle& of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
    static bool isDead(const Handle& handle)
    {
        return !theDisk || handle.boot != theDisk->boot || theDisk->powerless;
    }
    static std::unique_lock<std::mutex> hold() { return std::unique_lock(theDisk->mutex); }

    static int close(sqlite3_file* file)
    {
        Handle& handle = of(file);
        if (theDisk) {
            const auto lock = hold();
            handle.stored->locks.erase(file);
            handle.stored->sharedLocks.erase(file);
            handle.stored->exclusiveLocks.erase(file);
            delete handle.keeps;
        } else {
            delete handle.keeps;
        }
        return SQLITE_OK;
    }
    static int read(sqlite3_file* file, void* to, int count, sqlite3_int64 offset)
    {
        const auto lock = hold();
        const Handle& handle = of(file);
        if (isDead(handle))
            return SQLITE_IOERR_READ;
        const std::string& bytes = handle.stored->bytes;
        const qint64 there = std::clamp<qint64>(static_cast<qint64>(bytes.size()) - offset, 0, count);
        if (there > 0)
            std::memcpy(to, bytes.data() + offset, static_cast<size_t>(there));
        std::memset(static_cast<char*>(to) + there, 0, static_cast<size_t>(count - there));
        return there == count ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
    }
    static void keep(Stored& stored, qint64 offset, const char* data, qint64 count)
    {
        Unsynced change;
        change.offset = offset;
        change.sizeBefore = static_cast<qint64>(stored.bytes.size());
        const qint64 there = std::clamp<qint64>(change.sizeBefore - offset, 0, count);
        change.before = stored.bytes.substr(
            static_cast<size_t>(std::min(offset, change.sizeBefore)), static_cast<size_t>(there));
        change.after.assign(data, static_cast<size_t>(count));
        stored.put(offset, data, count);
        change.sizeAfter = static_cast<qint64>(stored.bytes.size());
        stored.unsynced.push_back(std::move(change));
    }
    static int write(sqlite3_file* file, const void* data, int count, sqlite3_int64 offset)
    {
        const auto lock = hold();
        const Handle& handle = of(file);
        if (isDead(handle))
            return SQLITE_IOERR_WRITE;
        Stored& stored = *handle.stored;
        theDisk->note(static_cast<quint64>(offset) * 8 + 1);
        const auto struck = theDisk->strike(offset + count > static_cast<qint64>(stored.bytes.size()));
        if (struck != Disk::Failure::none) {
            theDisk->note(100 + static_cast<quint64>(struck));
            if (struck == Disk::Failure::full)
                return SQLITE_FULL;
            // A part of it may be there.
            if (const qint64 part = theDisk->chance.below(count + 1); part > 0)
                keep(stored, offset, static_cast<const char*>(data), part);
            return SQLITE_IOERR_WRITE;
        }
        keep(stored, offset, static_cast<const char*>(data), count);
        return SQLITE_OK;
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size)
    {
        const auto lock = hold();
        const Handle& handle = of(file);
        if (isDead(handle) || theDisk->strike(false) != Disk::Failure::none)
            return SQLITE_IOERR_TRUNCATE;
        Stored& stored = *handle.stored;
        const qint64 before = static_cast<qint64>(stored.bytes.size());
        theDisk->note(static_cast<quint64>(size) * 8 + 2);
        if (size >= before)
            return SQLITE_OK;
        Unsynced change;
        change.offset = size;
        change.before = stored.bytes.substr(static_cast<size_t>(size));
        change.sizeBefore = before;
        change.sizeAfter = size;
        stored.bytes.resize(static_cast<size_t>(size));
        stored.unsynced.push_back(std::move(change));
        return SQLITE_OK;
    }
    static int sync(sqlite3_file* file, int)
    {
        const auto lock = hold();
        const Handle& handle = of(file);
        if (isDead(handle))
            return SQLITE_IOERR_FSYNC;
        theDisk->note(3);
        if (theDisk->strike(false) != Disk::Failure::none)
            return SQLITE_IOERR_FSYNC; // and nothing of it is sure
        handle.stored->unsynced.clear();
        return SQLITE_OK;
    }
    static int fileSize(sqlite3_file* file, sqlite3_int64* size)
    {
        const auto lock = hold();
        const Handle& handle = of(file);
        if (isDead(handle))
            return SQLITE_IOERR_FSTAT;
        *size = static_cast<sqlite3_int64>(handle.stored->bytes.size());
        return SQLITE_OK;
    }
    /// What the others hold at most.
    static int othersHold(const Stored& stored, const void* me)
    {
        int most = SQLITE_LOCK_NONE;
        for (const auto& [who, level] : stored.locks)
            most = who == me ? most : std::max(most, level);
        return most;
    }
    static int take(sqlite3_file* file, int level)
    {
        const auto lock = hold();
        const Handle& handle = of(file);
        if (isDead(handle))
            return SQLITE_IOERR_LOCK;
        int& mine = handle.stored->locks[file];
        if (mine >= level)
            return SQLITE_OK;
        const int others = othersHold(*handle.stored, file);
        const bool free = level == SQLITE_LOCK_SHARED      ? others < SQLITE_LOCK_PENDING
                          : level == SQLITE_LOCK_EXCLUSIVE ? others == SQLITE_LOCK_NONE
                                                           : others < SQLITE_LOCK_RESERVED;
        if (!free)
            return SQLITE_BUSY;
        mine = level;
        return SQLITE_OK;
    }
    static int release(sqlite3_file* file, int level)
    {
        const auto lock = hold();
        of(file).stored->locks[file] = level;
        return SQLITE_OK;
    }
    static int isReserved(sqlite3_file* file, int* reserved)
    {
        const auto lock = hold();
        *reserved = othersHold(*of(file).stored, nullptr) >= SQLITE_LOCK_RESERVED ? 1 : 0;
        return SQLITE_OK;
    }
    static int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
    static int sectorSize(sqlite3_file*) { return 4096; }
    /// As the one for unix says: a torn write damages nothing beside what was written.
    static int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }
    static int sharedMap(sqlite3_file* file, int region, int size, int extend, void volatile** at)
    {
        const auto lock = hold();
        const Handle& handle = of(file);
        *at = nullptr;
        if (isDead(handle))
            return SQLITE_IOERR_SHMMAP;
        auto& shared = handle.stored->shared;
        if (region >= static_cast<int>(shared.size()) && extend == 0)
            return SQLITE_OK;
        while (region >= static_cast<int>(shared.size()))
            shared.push_back(std::make_unique<char[]>(static_cast<size_t>(size)));
        *at = shared[static_cast<size_t>(region)].get();
        return SQLITE_OK;
    }
    static int sharedLock(sqlite3_file* file, int offset, int count, int flags)
    {
        const auto lock = hold();
        const Handle& handle = of(file);
        Stored& stored = *handle.stored;
        const int mask = ((1 << count) - 1) << offset;
        if ((flags & SQLITE_SHM_UNLOCK) != 0) {
            stored.sharedLocks[file] &= ~mask;
            stored.exclusiveLocks[file] &= ~mask;
            return SQLITE_OK;
        }
        if (isDead(handle))
            return SQLITE_IOERR_LOCK;
        const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
        for (const auto& [who, held] : stored.exclusiveLocks) {
            if (who != file && (held & mask) != 0)
                return SQLITE_BUSY;
        }
        for (const auto& [who, held] : stored.sharedLocks) {
            if (exclusive && who != file && (held & mask) != 0)
                return SQLITE_BUSY;
        }
        (exclusive ? stored.exclusiveLocks : stored.sharedLocks)[file] |= mask;
        return SQLITE_OK;
    }
    static void sharedBarrier(sqlite3_file*) { const auto lock = hold(); }
    static int sharedUnmap(sqlite3_file* file, int remove)
    {
        const auto lock = hold();
        Stored& stored = *of(file).stored;
        stored.sharedLocks.erase(file);
        stored.exclusiveLocks.erase(file);
        if (remove != 0 && !isDead(of(file)))
            stored.shared.clear();
        return SQLITE_OK;
    }

    // ---- The disk as a whole

    static bool isOurs(const char* name)
    {
        return name && std::strncmp(name, Disk::kFolder, std::strlen(Disk::kFolder)) == 0;
    }
    static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out)
    {
        file->pMethods = nullptr;
        if (!isOurs(name))
            return theDisk->real->xOpen(theDisk->real, name, file, flags, out);
        static const sqlite3_io_methods kMethods{2, &close, &read, &write, &truncate, &sync, &fileSize, &take,
            &release, &isReserved, &control, &sectorSize, &characteristics, &sharedMap, &sharedLock,
            &sharedBarrier, &sharedUnmap, nullptr, nullptr};
        const auto lock = hold();
        if (theDisk->powerless)
            return SQLITE_CANTOPEN;
        auto found = theDisk->files.find(name);
        if (found == theDisk->files.end()) {
            if ((flags & SQLITE_OPEN_CREATE) == 0)
                return SQLITE_CANTOPEN;
            found = theDisk->files.emplace(name, std::make_shared<Stored>()).first;
        }
        Handle& handle = of(file);
        handle.keeps = new std::shared_ptr<Stored>(found->second);
        handle.stored = found->second.get();
        handle.boot = theDisk->boot;
        file->pMethods = &kMethods;
        if (out)
            *out = flags;
        return SQLITE_OK;
    }
    static int remove(sqlite3_vfs*, const char* name, int syncs)
    {
        if (!isOurs(name))
            return theDisk->real->xDelete(theDisk->real, name, syncs);
        const auto lock = hold();
        if (theDisk->strike(false) != Disk::Failure::none)
            return SQLITE_IOERR_DELETE;
        return theDisk->files.erase(name) > 0 ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
    }
    static int access(sqlite3_vfs*, const char* name, int flags, int* there)
    {
        if (!isOurs(name))
            return theDisk->real->xAccess(theDisk->real, name, flags, there);
        const auto lock = hold();
        const auto found = theDisk->files.find(name);
        // An empty journal is as good as none, which is what SQLite asks of EXISTS.
        *there =
            found != theDisk->files.end() && (flags != SQLITE_ACCESS_EXISTS || !found->second->bytes.empty())
                ? 1
                : 0;
        return SQLITE_OK;
    }
    static int fullName(sqlite3_vfs*, const char* name, int size, char* to)
    {
        if (!isOurs(name))
            return theDisk->real->xFullPathname(theDisk->real, name, size, to);
        sqlite3_snprintf(size, to, "%s", name);
        return SQLITE_OK;
    }
    static int random(sqlite3_vfs*, int count, char* to)
    {
        const auto lock = hold();
        const QByteArray bytes = theDisk->chance.bytes(count);
        std::memcpy(to, bytes.constData(), static_cast<size_t>(count));
        return count;
    }
    /// Whoever waits for a lock does not really: there is one actor at a time.
    static int sleep(sqlite3_vfs*, int microseconds) { return microseconds; }
    static int now(sqlite3_vfs*, sqlite3_int64* milliseconds)
    {
        constexpr sqlite3_int64 kUnixEpoch = 24405875LL * 8640000; // Julian days, in milliseconds
        *milliseconds = kUnixEpoch + theDisk->clock.nowUtcMs();
        return SQLITE_OK;
    }
    static int lastError(sqlite3_vfs*, int, char*) { return 0; }
};

Disk::Disk(quint64 seed, const base::Clock& clock) : core_(std::make_unique<Core>(seed, clock))
{
    core_->real = sqlite3_vfs_find(nullptr);
    sqlite3_vfs& vfs = core_->vfs;
    vfs = *core_->real; // what is not said here is as it was
    vfs.iVersion = 2;
    vfs.zName = "zhangfang-simulator";
    vfs.szOsFile = std::max(core_->real->szOsFile, static_cast<int>(sizeof(Handle)));
    vfs.pNext = nullptr;
    vfs.xOpen = &Handles::open;
    vfs.xDelete = &Handles::remove;
    vfs.xAccess = &Handles::access;
    vfs.xFullPathname = &Handles::fullName;
    vfs.xRandomness = &Handles::random;
    vfs.xSleep = &Handles::sleep;
    vfs.xCurrentTimeInt64 = &Handles::now;
    vfs.xGetLastError = &Handles::lastError;
    theDisk = core_.get();
    sqlite3_vfs_register(&vfs, 1);
    sqlite3_randomness(0, nullptr); // what it draws from now on follows from our seed
}

Disk::~Disk()
{
    sqlite3_vfs_unregister(&core_->vfs);
    sqlite3_vfs_register(core_->real, 1);
    theDisk = nullptr;
    sqlite3_randomness(0, nullptr);
}

void Disk::failAfter(qint64 calls, Failure failure, int times)
{
    const std::lock_guard lock(core_->mutex);
    core_->next = failure;
    core_->isFull = false;
    core_->callsLeft = calls;
    core_->timesLeft = times;
}

void Disk::recovers()
{
    const std::lock_guard lock(core_->mutex);
    core_->next = Failure::none;
}

void Disk::cutPower()
{
    const std::lock_guard lock(core_->mutex);
    core_->powerless = true;
}

bool Disk::isWithoutPower() const
{
    const std::lock_guard lock(core_->mutex);
    return core_->powerless;
}

bool Disk::isFull() const
{
    const std::lock_guard lock(core_->mutex);
    return core_->next == Failure::full && core_->isFull;
}

qint64 Disk::failed() const
{
    const std::lock_guard lock(core_->mutex);
    return core_->failed;
}

void Disk::reboot(Loss loss)
{
    const std::lock_guard lock(core_->mutex);
    Chance& chance = core_->chance;
    for (auto& [name, file] : core_->files) {
        // Handles that are dead must not reach what comes now.
        auto fresh = std::make_shared<Stored>();
        fresh->bytes = std::move(file->bytes);
        const std::vector<Unsynced> changes = std::move(file->unsynced);
        file = fresh;
        if (loss == Loss::nothing)
            continue;
        for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
            fresh->bytes.resize(static_cast<size_t>(change->sizeBefore));
            if (!change->before.empty())
                fresh->put(change->offset, change->before.data(), static_cast<qint64>(change->before.size()));
        }
        if (loss == Loss::allOfIt)
            continue;
        for (const Unsynced& change : changes) {
            const qint64 lot = chance.below(3);
            const bool isCut = change.sizeAfter < change.sizeBefore;
            if (lot == 0)
                continue;
            if (isCut) {
                fresh->bytes.resize(std::min(fresh->bytes.size(), static_cast<size_t>(change.sizeAfter)));
                continue;
            }
            const qint64 size = static_cast<qint64>(change.after.size());
            if (lot == 1 || size <= 1) {
                fresh->put(change.offset, change.after.data(), size);
                continue;
            }
            // Torn: some of its sectors came down, in whatever order.
            for (qint64 from = 0; from < size; from += kSector) {
                if (chance.below(2) == 0)
                    fresh->put(change.offset + from, change.after.data() + from,
                        std::min<qint64>(kSector, size - from));
            }
        }
    }
    ++core_->boot;
    core_->powerless = false;
    core_->next = Failure::none;
}

std::shared_ptr<const Disk::Image> Disk::image() const
{
    const std::lock_guard lock(core_->mutex);
    auto image = std::make_shared<Image>();
    for (const auto& [name, file] : core_->files)
        image->files[name] = file->bytes;
    return image;
}

void Disk::putBack(const Image& image)
{
    const std::lock_guard lock(core_->mutex);
    core_->files.clear();
    for (const auto& [name, bytes] : image.files) {
        core_->files[name] = std::make_shared<Stored>();
        core_->files[name]->bytes = bytes;
    }
    ++core_->boot;
}

quint64 Disk::trace() const
{
    const std::lock_guard lock(core_->mutex);
    return core_->trace;
}

qint64 Disk::calls() const
{
    const std::lock_guard lock(core_->mutex);
    return core_->calls;
}

} // namespace zhangfang::simulator
