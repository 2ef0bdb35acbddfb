#pragma once

#include "backend/desk.h"

/// How the desk's calls come to a background thread: for its own sources alone.
namespace zhangfang::backend
{

[[nodiscard]] inline Result<int> done(const Status& status)
{
    ZF_TRY(status);
    return 0;
}

template <class T> Later<T> Desk::on(QThreadPool& pool, std::function<Result<T>()> work)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    auto future = promise->future();
    pool.start([promise = std::move(promise), work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return future;
}

template <class T> Later<T> Desk::read(std::function<Result<T>(storage::Database&)> work)
{
    return on<T>(
        readers_, [this, work = std::move(work)]() -> Result<T> { return folder_->readers().read<T>(work); });
}

template <class T> Later<T> Desk::write(std::function<Result<T>(storage::Database&, qint64)> work)
{
    return folder_->writer().run<T>([this, work = std::move(work)](storage::Database& database) -> Result<T> {
        return work(database, folder_->clock().nowUtcMs());
    });
}

} // namespace zhangfang::backend
