#pragma once

#include "simulator/disk.h"
#include "simulator/life.h"
#include "simulator/network.h"

#include <deque>
#include <QCryptographicHash>

namespace zhangfang::simulator
{

struct Options {
    quint64 seed = 1;
    int days = 3;
    /// Of a thousand calls and deliveries, so many go wrong; of the disk, the clock and the program in
    /// proportion. 0: nothing ever does.
    int faultsPerThousand = 40;
    int stepsPerDay = 900;
    /// One fault in days that are else without any: the so-manieth call that changes the disk, counted from
    /// the first start, or the so-manieth request to WeChat Pay. 0: none. A full disk has space again after a
    /// while.
    qint64 diskCall = 0;
    Disk::Failure diskFailure = Disk::Failure::powerLoss;
    qint64 netCall = 0;
    int netFault = 0;                              ///< below `Network::kFaults`
    std::function<void(const QString&)> tell = {}; ///< every event as it happens; empty: nobody listens
};

/// "--seed 7 --days 1 …": what `./dev simulate` takes to do the same again.
[[nodiscard]] QString commandLineOf(const Options& options);

struct Outcome {
    QString violation; ///< what must never be, and was; empty: all is well
    qint64 step = 0;   ///< the latest
    QStringList last;  ///< the latest events, the newest last
    Figures figures;
    QByteArray trace; ///< SHA-256 of every event, of the disk's calls and of the ledger's chain
};

/// A shop's random days, people and WeChat Pay around it, in one process on a time of its own: all that
/// happens follows from the seed. Invariants are looked at after every step, the whole proof of the books at
/// the end of each day; at last the faults end, and everything has to come to its end and add up.
[[nodiscard]] Outcome simulate(const Options& options);

} // namespace zhangfang::simulator
