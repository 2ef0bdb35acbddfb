#include "backend/stop_signal.h"

#include <csignal>
#include <QCoreApplication>
#include <unistd.h>

namespace zhangfang::backend
{
namespace
{

int signalPipe[2];

void onSignal(int)
{
    const char byte = 1;
    // Nothing more can be done in a signal handler, not even tell of a failure.
    [[maybe_unused]] const auto written = write(signalPipe[1], &byte, 1);
}

} // namespace

base::Result<std::unique_ptr<QSocketNotifier>> quitOnSignal()
{
    if (pipe(signalPipe) != 0)
        return base::unavailable("no_pipe", QStringLiteral("The system has no file descriptors left."));
    auto notifier = std::make_unique<QSocketNotifier>(signalPipe[0], QSocketNotifier::Read);
    QObject::connect(
        notifier.get(), &QSocketNotifier::activated, QCoreApplication::instance(), &QCoreApplication::quit);
    std::signal(SIGTERM, onSignal);
    std::signal(SIGINT, onSignal);
    return notifier;
}

} // namespace zhangfang::backend
