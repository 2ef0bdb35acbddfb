#pragma once

#include "base/result.h"

#include <atomic>
#include <QFuture>

namespace zhangfang::backend
{

using base::Result;

/// Comes later, on a background thread. Cancelled without a result when the desk closes first.
template <class T> using Later = QFuture<Result<T>>;

/// Long work that can be watched and stopped.
struct Job {
    std::atomic<qint64> done{0};
    std::atomic<bool> cancelled{false};
};

} // namespace zhangfang::backend
