#include "backend/libraries.h"
#include "backend/stop_signal.h"
#include "base/json.h"
#include "base/log.h"
#include "practice/practice.h"

#include <cstdio>
#include <QCoreApplication>
#include <QFile>

#include <CLI/CLI.hpp>

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    CLI::App cli("A strict practice WeChat Pay on loopback.");
    cli.set_version_flag("--version", [] { return zhangfang::backend::versionText("zhangfang-practice"); });
    zhangfang::practice::Practice::Options options;
    std::string settingsFile, feeRate = "0.00";
    cli.add_option("--port", options.port, "0: any free one");
    cli.add_option("--opening-balance-fen", options.openingBalanceFen, "money already in the BASIC account");
    cli.add_option("--confirm-after-ms", options.confirmAfterMs, "how long an automatic payee thinks");
    cli.add_option("--fee-rate", feeRate, "percent of what settles, as 0.60");
    cli.add_option("--write-settings", settingsFile,
        "write settings and throw-away keys that fit, for `settings import`");
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return cli.exit(error) == 0 ? 0 : 2;
    }
    options.feeRate = QString::fromStdString(feeRate);
    const zhangfang::base::LogToStandardError log;
    const auto stop = zhangfang::backend::quitOnSignal();
    if (!stop)
        return 3;

    auto practice = zhangfang::practice::Practice::start(options);
    if (!practice) {
        std::fprintf(stderr, "zhangfang-practice: %s\n", qPrintable(practice.error().describe()));
        return 3;
    }
    if (!settingsFile.empty()) {
        QFile file(QString::fromStdString(settingsFile));
        const QByteArray json = zhangfang::base::toCompactJson((*practice)->matchingSettings());
        if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
            file.write(json) != json.size()) {
            std::fprintf(stderr, "zhangfang-practice: cannot write %s\n", settingsFile.c_str());
            return 3;
        }
    }
    std::printf("%s\n",
        zhangfang::base::toCompactJson(
            {{QStringLiteral("listening"), QStringLiteral("http://127.0.0.1:%1").arg((*practice)->port())}})
            .constData());
    std::fflush(stdout);
    return application.exec();
}
