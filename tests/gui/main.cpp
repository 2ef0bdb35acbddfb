#include "harness/run.h"

#include <QApplication>

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setAttribute(Qt::AA_Use96Dpi); // as Qt Test's own main
    return zhangfang::harness::run(argc, argv);
}
