#include "harness/run.h"

#include <cstdio>
#include <map>
#include <QFileInfo>
#include <QTest>
#include <vector>

namespace zhangfang::harness
{
namespace
{

std::map<QString, Registered::Make>& all()
{
    static std::map<QString, Registered::Make> tests;
    return tests;
}

} // namespace

Registered::Registered(const char* file, Make make)
{
    const QFileInfo info(QString::fromUtf8(file));
    all().insert_or_assign(
        info.dir().dirName() + QLatin1Char('.') + info.completeBaseName().remove(QStringLiteral("_test")),
        std::move(make));
}

int run(int argc, char** argv)
{
    const auto found = argc > 1 ? all().find(QString::fromLocal8Bit(argv[1])) : all().end();
    if (found == all().end()) {
        std::fputs("The first argument is one of:\n", stderr);
        for (const auto& [name, make] : all())
            std::fprintf(stderr, "  %s\n", qPrintable(name));
        return 2;
    }
    std::vector<char*> arguments(argv, argv + argc);
    arguments.erase(arguments.begin() + 1);
    return QTest::qExec(found->second().get(), static_cast<int>(arguments.size()), arguments.data());
}

} // namespace zhangfang::harness
