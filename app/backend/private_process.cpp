#include "backend/private_process.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace zhangfang::backend
{

void keepToItself()
{
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
#if !defined(ZHANGFANG_SANITIZED) // which looks for leaks from outside
    ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

} // namespace zhangfang::backend
