#include "backend/check.h"

namespace zhangfang::backend
{

Check checked(const char* name, const Result<Finding>& found)
{
    const QString called = QString::fromLatin1(name);
    if (!found)
        return {called, tl::unexpected(found.error())};
    if (found->wrong)
        return {called, tl::unexpected(*found->wrong), false, found->size, found->asOfUtcMs};
    return {called, found->words, found->isUnknown, 0, found->asOfUtcMs};
}

} // namespace zhangfang::backend
