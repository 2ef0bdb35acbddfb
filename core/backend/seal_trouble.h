#pragma once

#include "backend/seals.h"

/// What a person is asked to look at about the seals.
namespace zhangfang::backend
{

/// What is passed over when the next seal is made, as a task and in the audit log; once, while that task is
/// open.
[[nodiscard]] Status tellOfSeals(storage::Database& database, const QString& what, qint64 nowUtcMs);

/// Hears of each attempt at a seal: that the books do not fit those there are is a task at once, that none
/// can be made once it has lasted an hour. Both are over when one is made. One thread.
class SealTrouble
{
public:
    static constexpr qint64 kStoppedMs = 3'600'000;
    /// `steady`: counts on whatever is done to `wall`.
    SealTrouble(storage::Writer& writer, const base::Clock& wall, const base::Clock& steady)
        : writer_(writer), wall_(wall), steady_(steady)
    {
    }
    [[nodiscard]] Status heard(const Result<std::optional<Seal>>& made);

private:
    [[nodiscard]] Status ask(const QString& code, const QString& message);
    [[nodiscard]] Status settle();
    storage::Writer& writer_;
    const base::Clock& wall_;
    const base::Clock& steady_;
    std::optional<qint64> failingSinceMs_; ///< by `steady_`
};

} // namespace zhangfang::backend
