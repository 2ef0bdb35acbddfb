# Writes OUTPUT, a source that tells the commit: of the checkout, or of the archive that was made from one.
# Touched only when it says something else, so that nothing is built again for it.
execute_process(COMMAND git -C ${SOURCE} log -1 --format=%h OUTPUT_VARIABLE commit ERROR_QUIET
    OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE failed)
if(failed OR commit STREQUAL "")
    file(STRINGS ${SOURCE}/cmake/commit.txt archived LIMIT_COUNT 1)
    string(REGEX MATCH "^[0-9a-f]+" commit "${archived}")
    if(commit STREQUAL "")
        set(commit unknown)
    endif()
endif()
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT [[#include "base/build_info.h"

namespace zhangfang::base
{

QString commit()
{
    return QStringLiteral("@commit@");
}

} // namespace zhangfang::base
]] @ONLY)
