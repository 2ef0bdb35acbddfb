#pragma once

#include <functional>
#include <memory>
#include <QCoreApplication>

namespace zhangfang::harness
{

/// Qt Test has a program per test. Here it is a program per room, as each holds the whole engine: what
/// registers is known by its file's name, payouts/unclear_test.cpp as payouts.unclear, which is the program's
/// first argument. What follows it is Qt Test's.
class Registered
{
public:
    using Make = std::function<std::unique_ptr<QObject>()>;
    Registered(const char* file, Make make);
};

/// Runs the test that is named, under an application that lives already; answers how many failed, 2 where
/// there is none of that name.
[[nodiscard]] int run(int argc, char** argv);

} // namespace zhangfang::harness

#define ZHANGFANG_TEST(Class)                                                                                \
    static const zhangfang::harness::Registered k##Class##Registered(                                        \
        __FILE__, [] { return std::make_unique<Class>(); });
