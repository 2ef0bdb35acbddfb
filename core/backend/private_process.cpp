#include "backend/private_process.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace zhangfang::backend
{

void keepToItself()
{
    ::umask(::umask(0) | S_IRWXO);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
#if !defined(ZHANGFANG_SANITIZED) // which looks for leaks from outside
    ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

} // namespace zhangfang::backend
