#include "ctl/input_files.h"

#include "backend/setup.h"

namespace zhangfang::ctl
{
namespace
{

constexpr qint64 kLargestInput = 1 << 20;

} // namespace

base::Result<QByteArray> readFile(const QString& name)
{
    return backend::smallFile(name, kLargestInput);
}

base::Result<QByteArray> readPassword(const QString& name)
{
    return readFile(name).map([](const QByteArray& content) {
        QByteArray line = content.left(content.indexOf('\n'));
        return line.endsWith('\r') ? line.chopped(1) : line;
    });
}

} // namespace zhangfang::ctl
