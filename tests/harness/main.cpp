#include "harness/run.h"

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    return zhangfang::harness::run(argc, argv);
}
