#pragma once

#include <QString>

namespace zhangfang::errands
{

/// While it stands, whatever this thread claims is held by that name in place of its own: for one who runs
/// several workers on a thread, each by itself, or has to do the same each time.
class HeldAs
{
public:
    explicit HeldAs(const QString& holder);
    ~HeldAs();
    HeldAs(const HeldAs&) = delete;
    HeldAs& operator=(const HeldAs&) = delete;

private:
    QString before_;
};

} // namespace zhangfang::errands
