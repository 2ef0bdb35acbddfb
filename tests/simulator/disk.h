#pragma once

#include "simulator/chance.h"

#include <QString>

#include <memory>

namespace zhangfang::simulator
{

/// A disk in memory that SQLite takes for its own while this lives: files below `kFolder` are on it, all
/// others where they always were. It keeps what was synced apart from what was merely written, and can fail,
/// fill, and lose power in the middle of a call. One at a time in a process; any thread.
class Disk
{
public:
    static constexpr auto kFolder = "/zhangfang-simulated-disk/";
    /// `clock`: what SQLite takes for the time.
    Disk(quint64 seed, const base::Clock& clock);
    ~Disk();
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    enum class Failure {
        none,
        ioError,   ///< the call fails, with nothing or a part of it done
        full,      ///< nothing that grows a file is written, until `recovers`
        powerLoss, ///< the call is cut off, and every later one fails until `reboot`
    };
    /// The `calls`-th write, sync or truncation from now fails; of `ioError` and `full` also the next
    /// `times` - 1.
    void failAfter(qint64 calls, Failure failure, int times = 1);
    /// No failure is to come any more; a full disk has space again.
    void recovers();
    /// Power is gone: everything fails from now on.
    void cutPower();
    [[nodiscard]] bool isWithoutPower() const;
    /// Something could not be written for want of space, and could not now.
    [[nodiscard]] bool isFull() const;
    /// Failures that were felt so far.
    [[nodiscard]] qint64 failed() const;

    enum class Loss {
        nothing,  ///< the process died, and the system wrote what it had
        allOfIt,  ///< whatever was not synced
        byChance, ///< of each write that was not synced: kept, lost, or torn
    };
    /// Power is back. Handles that were open stay dead; locks and shared memory are gone.
    void reboot(Loss loss);

    /// All files as they stand, synced or not, when nobody has them open.
    struct Image;
    [[nodiscard]] std::shared_ptr<const Image> image() const;
    /// The files become what they were then. Whoever had them open reads and writes nowhere any more.
    void putBack(const Image& image);
    /// What the disk has been through, as one number: every call and what became of it.
    [[nodiscard]] quint64 trace() const;
    /// That would change something: writes, syncs, truncations, removals.
    [[nodiscard]] qint64 calls() const;

    struct Core; ///< disk.cpp has it, and what SQLite calls

private:
    std::unique_ptr<Core> core_;
};

} // namespace zhangfang::simulator
