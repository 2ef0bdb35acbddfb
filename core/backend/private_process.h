#pragma once

namespace zhangfang::backend
{

/// For programs that hold keys, before they hold any: no core dump of them is written, no other program of
/// the same user may look into them, and what they make is not everybody's.
void keepToItself();

} // namespace zhangfang::backend
