#pragma once

namespace zhangfang::backend
{

/// For programs that hold keys, before they hold any: no core dump of them is written, and no other program
/// of the same user may look into them.
void keepToItself();

} // namespace zhangfang::backend
