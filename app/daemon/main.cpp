#include "backend/engine.h"
#include "backend/libraries.h"
#include "backend/private_process.h"
#include "backend/stop_signal.h"
#include "base/json.h"
#include "base/log.h"

#include <csignal>
#include <cstdio>
#include <QCoreApplication>

#include <CLI/CLI.hpp>

namespace
{

int exitCode(const zhangfang::base::Error& error)
{
    std::fprintf(stderr, "zhangfangd: %s\n", qPrintable(error.describe()));
    return error.kind == zhangfang::base::ErrorKind::unavailable ? 3 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    zhangfang::backend::keepToItself();
    QCoreApplication application(argc, argv);
    CLI::App cli(
        "Zhangfang without a screen: listens for WeChat Pay, sends approved payouts, keeps the books.");
    cli.set_version_flag("--version", [] { return zhangfang::backend::versionText("zhangfangd"); });
    std::string data;
    cli.add_option("--data", data, "data folder")->required();
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return cli.exit(error) == 0 ? 0 : 2;
    }
    const zhangfang::base::LogToStandardError log(std::make_unique<zhangfang::base::LogFile>(
        zhangfang::backend::ShopFolder::logsIn(QString::fromStdString(data)), QStringLiteral("zhangfangd")));
    std::signal(SIGXFSZ, SIG_IGN); // a limit on files is an error of the write, as a full disk is
    const auto stop = zhangfang::backend::quitOnSignal();
    if (!stop)
        return 3;

    auto folder = zhangfang::backend::ShopFolder::open(QString::fromStdString(data));
    if (!folder)
        return exitCode(folder.error());
    auto engine = zhangfang::backend::Engine::start(**folder);
    if (!engine)
        return exitCode(engine.error());
    std::printf(
        "%s\n", zhangfang::base::toCompactJson({{QStringLiteral("listening"), (*engine)->listeningAt()}})
                    .constData());
    std::fflush(stdout);
    return application.exec();
}
