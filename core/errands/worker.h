#pragma once

#include "base/clock.h"
#include "errands/claim.h"
#include "storage/writer.h"

#include <map>
#include <thread>

namespace zhangfang::errands
{

/// One kind of errand, in the room that knows what it means.
class Handler
{
public:
    Handler() = default;
    virtual ~Handler() = default;
    Handler(const Handler&) = delete;
    Handler& operator=(const Handler&) = delete;
    [[nodiscard]] virtual QString kind() const = 0;
    /// Its sender is gone, and nobody heard an answer: it is unclear now, never fresh. In that transaction.
    [[nodiscard]] virtual Status lost(storage::Database& database, const Errand& errand, qint64 nowUtcMs) = 0;
    /// Sends, or asks, as they stand; they are claimed, and due. More than one: those of a lane that wait to
    /// be sent. What it writes about each it writes only while the worker `holds` it.
    [[nodiscard]] virtual Status work(const std::vector<Errand>& together) = 0;
    /// It cannot go on, and must not keep the others waiting.
    [[nodiscard]] virtual Status setAside(
        storage::Database& database, const Errand& errand, const base::Error& error, qint64 nowUtcMs) = 0;
};

/// Works on errands, one request after the other. Several workers, in one process or in many, share what is
/// due: a claim keeps each errand with one of them. Lives on one thread, which waits there.
class Worker
{
public:
    Worker(storage::Writer& writer, storage::ReadPool& readers, const base::Clock& clock)
        : writer_(writer), readers_(readers), clock_(clock)
    {
    }
    /// Whatever was being sent is unclear now, and whatever was claimed is free, whoever had it: for one who
    /// knows that no sender of before lives any more, by the lock of the folder. Answers how many.
    [[nodiscard]] Result<int> recover(Handler& handler);
    /// Works on those that are due. Answers how many.
    [[nodiscard]] Result<int> runDue(Handler& handler, int limit);

    /// In a transaction: whether it is still this worker's. What a worker that lost it has heard changes
    /// nothing; who has it now asks for itself.
    [[nodiscard]] Result<bool> holds(storage::Database& database, ErrandId id) const;
    /// In a transaction, before anything about it leaves: it is this worker's for `kLeaseMs`, claimed before
    /// or not; `false` where somebody else works on it.
    [[nodiscard]] Result<bool> take(storage::Database& database, ErrandId id);
    /// In the transaction that stores what is about to be sent: asks whether anything may be (restored books
    /// wait), and whether it is still this worker's; then writes the bytes down and counts the attempt.
    /// Errors: recovering, lost_claim, damaged.
    [[nodiscard]] Status beginSending(
        storage::Database& database, ErrandId id, const QByteArray& bytes, const QByteArray& serial);

private:
    [[nodiscard]] Status lose(Handler& handler, Whose whose, int& count);
    [[nodiscard]] Status workOn(Handler& handler, const std::vector<Errand>& together);
    [[nodiscard]] Result<std::vector<Errand>> claimSome(const QString& kind, int limit);
    [[nodiscard]] Result<std::vector<Errand>> stillMine(std::vector<Errand> together);
    [[nodiscard]] Status releaseRest();

    storage::Writer& writer_;
    storage::ReadPool& readers_;
    const base::Clock& clock_;
    QString holder_ = {};
    std::map<ErrandId, qint64>
        fences_;                 ///< of what is claimed; on the writer's thread while that runs for this one
    std::set<ErrandId> claimed_; ///< of this round
    qint64 claimedAtUtcMs_ = 0;
};

/// What this thread's claims are held by: machine, process and thread. Nobody else has the same at the same
/// time.
[[nodiscard]] QString holderOfThisThread();

} // namespace zhangfang::errands
