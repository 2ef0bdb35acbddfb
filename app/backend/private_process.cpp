#include "backend/private_process.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace zhangfang::backend
{

void keepToItself()
{
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // which looks for leaks from outside
    ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

} // namespace zhangfang::backend
