#include "errands/worker.h"

#include "errands/answer.h"
#include "errands/held_as.h"
#include "recovery/standing.h"
#include "shop/tasks.h"

#include <QCoreApplication>
#include <QSysInfo>
#include <utility>

namespace zhangfang::errands
{

namespace
{

constexpr qint64 kWhileRecoveringMs = 3'000;
thread_local QString heldAs;

/// What goes together: those of a lane that wait to be sent.
std::vector<std::vector<Errand>> groupsOf(const std::vector<Errand>& claimed)
{
    std::map<QString, std::vector<Errand>> lanes;
    std::vector<std::vector<Errand>> groups;
    for (const Errand& errand : claimed) {
        if (errand.state == State::stored && !errand.lane.isEmpty())
            lanes[errand.lane].push_back(errand);
        else
            groups.push_back({errand});
    }
    for (auto& [lane, together] : lanes)
        groups.push_back(std::move(together));
    return groups;
}

/// It is unclear, and a person has to look at it.
Status loseAlone(storage::Database& database, const Handler& handler, const Errand& errand,
    const base::Error& error, qint64 nowUtcMs)
{
    ZF_TRY(recordLost(database, errand.id, nowUtcMs));
    ZF_TRY(shop::raiseTask(database, handler.subjectOf(errand), error.code,
        QStringLiteral(
            "What became of errand %1 (%2 %3) is not known: it was being sent when its sender "
            "ended, and what it is about says otherwise (%4). Nothing of it is sent again by itself; "
            "look the number up in WeChat Pay's merchant platform.")
            .arg(errand.id.toString(), errand.kind, errand.number, error.message),
        nowUtcMs));
    return apply(database, errand.id, Event::answerLost,
        {QStringLiteral("system"), error.describe(), std::nullopt, error.code}, nowUtcMs);
}

Status notMine(ErrandId id)
{
    return base::refused(
        "lost_claim", QStringLiteral("Somebody else works on errand %1 by now.").arg(id.toString()));
}

} // namespace

HeldAs::HeldAs(const QString& holder) : before_(std::exchange(heldAs, holder)) {}

HeldAs::~HeldAs()
{
    heldAs = before_;
}

QString holderOfThisThread()
{
    if (!heldAs.isEmpty())
        return heldAs;
    // Told apart by anything that lives; whoever has the same after all is the same process, come to its end.
    static const QString process = QSysInfo::machineHostName() + QLatin1Char(':') +
                                   QString::fromLatin1(QSysInfo::bootUniqueId().left(8)) + QLatin1Char(':') +
                                   QString::number(QCoreApplication::applicationPid());
    return process + QLatin1Char(':') +
           QString::number(std::hash<std::thread::id>()(std::this_thread::get_id()), 16);
}

Result<bool> Worker::holds(storage::Database& database, ErrandId id) const
{
    const auto mine = fences_.find(id);
    return mine == fences_.end() ? Result<bool>(false) : errands::holds(database, id, mine->second);
}

Result<bool> Worker::take(storage::Database& database, ErrandId id)
{
    const auto mine = fences_.find(id);
    if (mine != fences_.end()) {
        ZF_ASSIGN(const bool held, renew(database, id, mine->second, holder_, clock_.nowUtcMs(), leaseMs_));
        if (held)
            return true;
    }
    ZF_ASSIGN(const auto fence, claim(database, id, holder_, clock_.nowUtcMs(), leaseMs_));
    if (fence)
        fences_[id] = *fence;
    return fence.has_value();
}

Status Worker::beginSending(
    storage::Database& database, ErrandId id, const QByteArray& bytes, const QByteArray& serial)
{
    ZF_TRY(recovery::mayAct(database));
    ZF_ASSIGN(const bool mine, take(database, id));
    return mine ? fixBytes(database, id, bytes, serial) : notMine(id);
}

Status Worker::lose(Handler& handler, Whose whose, int& count)
{
    const QString kind = handler.kind();
    const auto gone = [&](storage::Database& database) {
        return errands::lost(database, kind, holder_, whose, clock_.nowUtcMs());
    };
    for (;;) {
        ZF_ASSIGN(const auto found, readers_.read<std::vector<Errand>>(gone));
        if (found.empty())
            return {};
        ZF_TRY(writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_ASSIGN(const auto now, gone(database));
            for (const Errand& errand : now) {
                ZF_ASSIGN(const Status told,
                    database.nested([&] { return handler.lost(database, errand, clock_.nowUtcMs()); }));
                if (!told && told.error().kind == base::ErrorKind::unavailable)
                    return base::fail(told.error()); // a disk, say: it is tried again
                if (!told) // one whose own table says otherwise must not keep the others waiting
                    ZF_TRY(loseAlone(database, handler, errand, told.error(), clock_.nowUtcMs()));
            }
            return 0;
        }));
        count += static_cast<int>(found.size());
    }
}

Result<int> Worker::recover(Handler& handler)
{
    holder_ = holderOfThisThread();
    int count = 0;
    ZF_TRY(lose(handler, Whose::everyones, count));
    ZF_TRY(writer_.runNow<int>([&](storage::Database& database) -> Result<int> {
        ZF_TRY(releaseEveryones(database, handler.kind()));
        return 0;
    }));
    return count;
}

Result<std::vector<Errand>> Worker::claimSome(const QString& kind, int limit)
{
    // Looked at first: most of the time there is nothing, and a look writes nothing.
    ZF_ASSIGN(const bool any, readers_.read<bool>([&](storage::Database& database) {
        return anyDue(database, kind, holder_, clock_.nowUtcMs());
    }));
    if (!any)
        return std::vector<Errand>();
    claimedAtUtcMs_ = clock_.nowUtcMs();
    return writer_.runNow<std::vector<Errand>>([&](storage::Database& database) {
        return claimDue(database, kind, holder_, claimedAtUtcMs_, limit);
    });
}

Result<std::vector<Errand>> Worker::stillMine(std::vector<Errand> together)
{
    // Whatever is done with it may wait for the partner at every step: for so long it is nobody else's. What
    // stands behind it keeps its short claim, so that others take it over.
    return writer_.runNow<std::vector<Errand>>(
        [&](storage::Database& database) -> Result<std::vector<Errand>> {
            std::vector<Errand> mine;
            for (const Errand& errand : together) {
                ZF_ASSIGN(const bool held,
                    renew(database, errand.id, fences_[errand.id], holder_, clock_.nowUtcMs(), leaseMs_));
                if (held)
                    mine.push_back(errand);
            }
            return mine;
        });
}

Result<bool> Worker::runNow(Handler& handler, ErrandId id)
{
    holder_ = holderOfThisThread();
    leaseMs_ = kCallMs;
    int count = 0;
    ZF_TRY(lose(handler, Whose::endedAndMine, count));
    fences_.clear();
    claimed_ = {id};
    ZF_ASSIGN(const auto mine,
        writer_.runNow<std::optional<Errand>>(
            [&](storage::Database& database) -> Result<std::optional<Errand>> {
                ZF_ASSIGN(const auto fence, claim(database, id, holder_, clock_.nowUtcMs(), leaseMs_));
                if (!fence)
                    return std::nullopt;
                fences_[id] = *fence;
                return find(database, id).map([](Errand errand) { return std::optional(std::move(errand)); });
            }));
    if (!mine)
        return false;
    const Status worked = workOn(handler, {*mine});
    ZF_TRY(releaseRest());
    ZF_TRY(worked);
    return true;
}

Result<int> Worker::runDue(Handler& handler, int limit, qint64 leaseMs)
{
    holder_ = holderOfThisThread();
    leaseMs_ = leaseMs;
    int count = 0;
    ZF_TRY(lose(handler, Whose::endedAndMine, count));
    fences_.clear();
    ZF_ASSIGN(const auto claimed, claimSome(handler.kind(), limit));
    if (claimed.empty())
        return 0;
    claimed_.clear();
    for (const Errand& errand : claimed) {
        fences_[errand.id] = errand.fence;
        claimed_.insert(errand.id);
    }
    for (const auto& group : groupsOf(claimed)) {
        ZF_ASSIGN(const auto together, stillMine(group));
        if (together.empty())
            continue;
        if (const Status worked = workOn(handler, together); !worked) {
            static_cast<void>(releaseRest()); // what keeps it from being worked on is told already
            return base::fail(worked.error());
        }
    }
    ZF_TRY(releaseRest());
    return static_cast<int>(claimed.size());
}

Status Worker::workOn(Handler& handler, const std::vector<Errand>& together)
{
    Status worked = handler.work(together);
    if (worked || worked.error().code == QLatin1String("lost_claim"))
        return {};
    // What was claimed in a transaction that was undone is not ours, whoever's it is by then.
    std::set<ErrandId> ours;
    for (const Errand& errand : together)
        ours.insert(errand.id);
    std::erase_if(
        fences_, [&](const auto& one) { return !ours.contains(one.first) && !claimed_.contains(one.first); });
    const bool waits = worked.error().code == QLatin1String("recovering");
    if (!waits && worked.error().kind == base::ErrorKind::unavailable)
        return worked; // storage or the program itself is in trouble, and so are the others
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            for (const Errand& errand : together) {
                ZF_ASSIGN(const bool mine, holds(database, errand.id));
                if (!mine)
                    continue;
                ZF_ASSIGN(const Errand now, find(database, errand.id));
                if (!waits)
                    ZF_TRY(handler.setAside(database, now, worked.error(), clock_.nowUtcMs()));
                else if (now.nextAtUtcMs) // not yet: the books were put back, and wait for a person
                    ZF_TRY(schedule(database, now.id, clock_.nowUtcMs() + kWhileRecoveringMs));
            }
            return 0;
        })
        .map([](int) {});
}

Status Worker::releaseRest()
{
    // Most have been let go of by what was written about them.
    const auto left = [this](storage::Database& database) -> Result<std::vector<ErrandId>> {
        std::vector<ErrandId> ids;
        for (const auto& [id, fence] : fences_) {
            ZF_ASSIGN(const Errand errand, find(database, id));
            if (errand.fence == fence && errand.leaseUntilUtcMs && errand.state != State::sent)
                ids.push_back(id);
        }
        return ids;
    };
    ZF_ASSIGN(const auto ids, readers_.read<std::vector<ErrandId>>(left));
    if (ids.empty())
        return {};
    return writer_
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            for (const ErrandId id : ids)
                ZF_TRY(release(database, id, fences_[id]));
            return 0;
        })
        .map([](int) {});
}

} // namespace zhangfang::errands
