#pragma once

#include "base/result.h"

#include <QJsonObject>

namespace zhangfang::ctl
{

using base::Result;
/// What a verb answers: one JSON document, empty where it has printed its own.
using Answer = Result<QJsonObject>;

} // namespace zhangfang::ctl
