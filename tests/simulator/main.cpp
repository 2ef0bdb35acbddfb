#include "simulator/simulation.h"

#include <chrono>
#include <CLI/CLI.hpp>
#include <cstdio>
#include <QCoreApplication>
#include <QHash>

using namespace zhangfang::simulator;

namespace
{

void print(const Figures& figures)
{
    for (const auto& [name, count] : figures.deeds)
        std::printf("  %10lld  %s\n", static_cast<long long>(count), name.constData());
    std::printf("  faults, %lld in all:\n", static_cast<long long>(figures.faultCount()));
    for (const auto& [name, count] : figures.faults)
        std::printf("  %10lld  %s\n", static_cast<long long>(count), name.constData());
}

[[nodiscard]] long long payoutsIn(const Outcome& outcome)
{
    const auto found = outcome.figures.deeds.find("payouts");
    return found == outcome.figures.deeds.end() ? 0 : found->second;
}

[[nodiscard]] bool shown(const Options& options, const Outcome& outcome)
{
    if (outcome.violation.isEmpty())
        return true;
    std::printf("VIOLATION, seed %llu, step %lld: %s\n", static_cast<unsigned long long>(options.seed),
        static_cast<long long>(outcome.step), qPrintable(outcome.violation));
    for (const QString& line : outcome.last)
        std::printf("  %s\n", qPrintable(line));
    std::printf("Again: ./dev simulate %s\n", qPrintable(commandLineOf(options)));
    return false;
}

/// The same days again and again, each time with one fault at another place; of so many places, one.
int eachCall(Options options, qint64 stride)
{
    options.faultsPerThousand = 0;
    const Outcome without = simulate(options);
    if (!shown(options, without))
        return 1;
    const qint64 writes = without.figures.deeds.at("disk calls"), calls = without.figures.deeds.at("calls");
    std::printf("%lld calls that change the disk and %lld to WeChat Pay; %lld payouts\n",
        static_cast<long long>(writes), static_cast<long long>(calls), payoutsIn(without));
    Figures all;
    qint64 runs = 0;
    const auto holds = [&] {
        const Outcome outcome = simulate(options);
        all.add(outcome.figures);
        ++runs;
        return shown(options, outcome);
    };
    for (const auto failure : {Disk::Failure::powerLoss, Disk::Failure::ioError, Disk::Failure::full}) {
        options.diskFailure = failure;
        for (options.diskCall = 1; options.diskCall <= writes; options.diskCall += stride) {
            if (!holds())
                return 1;
        }
        std::printf("disk, %d: %lld runs so far, all held\n", static_cast<int>(failure),
            static_cast<long long>(runs));
        std::fflush(stdout);
    }
    options.diskCall = 0;
    for (options.netFault = 0; options.netFault < Network::kFaults; ++options.netFault) {
        for (options.netCall = 1; options.netCall <= calls; options.netCall += stride) {
            if (!holds())
                return 1;
        }
        std::printf("net, %d: %lld runs so far, all held\n", options.netFault, static_cast<long long>(runs));
        std::fflush(stdout);
    }
    print(all);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    QHashSeed::setDeterministicGlobalSeed(); // no order of anything may differ from one run to another
    const QCoreApplication application(argc, argv);
    CLI::App app("Random days of a shop, with faults, from a seed: what must always hold is looked at after "
                 "every step.");
    Options options;
    quint64 shops = 1;
    bool tells = false, eachCalls = false;
    qint64 untilPayouts = 0;
    app.add_option("--seed", options.seed, "the first shop's; the others have the numbers behind it");
    app.add_option("--shops", shops, "how many shops, one after the other");
    app.add_option("--days", options.days, "days of each shop")->check(CLI::Range(1, 10'000));
    app.add_option("--faults", options.faultsPerThousand, "of a thousand calls, so many go wrong")
        ->check(CLI::Range(0, 1000));
    app.add_option("--steps", options.stepsPerDay, "steps of a day")->check(CLI::Range(10, 80'000));
    app.add_option("--until-payouts", untilPayouts, "further shops until there were so many payouts");
    app.add_flag("--each-call", eachCalls,
        "one fault alone, at each call of disk and net in turn, days without any other");
    int diskFailure = static_cast<int>(options.diskFailure);
    app.add_option("--disk-call", options.diskCall, "one fault alone, at this call of the disk");
    app.add_option("--disk-failure", diskFailure, "1: an error, 2: full, 3: power is lost")
        ->check(CLI::Range(1, 3));
    app.add_option("--net-call", options.netCall, "one fault alone, at this call of the net");
    app.add_option("--net-fault", options.netFault, "which")->check(CLI::Range(0, Network::kFaults - 1));
    qint64 stride = 1;
    app.add_option("--stride", stride, "with --each-call: only one of so many places")
        ->check(CLI::Range(1, 1'000'000));
    app.add_flag("--tell", tells, "print every event");
    CLI11_PARSE(app, argc, argv);
    qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});
    options.diskFailure = static_cast<Disk::Failure>(diskFailure);
    if (tells)
        options.tell = [](const QString& line) { std::printf("%s\n", qPrintable(line)); };
    if (eachCalls)
        return eachCall(options, stride);
    const auto begun = std::chrono::steady_clock::now();
    Figures all;
    for (quint64 shop = 0; shop < shops || all.deeds["payouts"] < untilPayouts; ++shop, ++options.seed) {
        const Outcome outcome = simulate(options);
        all.add(outcome.figures);
        std::printf("seed %llu, %d days: %lld steps, %lld payouts, %lld faults, trace %s\n",
            static_cast<unsigned long long>(options.seed), options.days, static_cast<long long>(outcome.step),
            payoutsIn(outcome), static_cast<long long>(outcome.figures.faultCount()),
            outcome.trace.constData());
        if (!shown(options, outcome))
            return 1;
        std::fflush(stdout);
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    std::printf("%lld shops in %.0f s:\n", static_cast<long long>(shops), seconds);
    print(all);
    return 0;
}
