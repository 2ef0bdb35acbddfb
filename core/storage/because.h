#pragma once

#include "storage/database.h"

namespace zhangfang::storage
{

/// Says why what is written until the end of its scope is written: Database::cause(). Whoever began the work
/// has said it first: inside another one it changes nothing.
class Because
{
public:
    Because(Database& database, const QString& cause)
        : database_(database.cause().isEmpty() ? &database : nullptr)
    {
        if (database_)
            database_->setCause(cause);
    }
    ~Because()
    {
        if (database_)
            database_->setCause({});
    }
    Because(Because&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
    Because(const Because&) = delete;
    Because& operator=(const Because&) = delete;
    Because& operator=(Because&&) = delete;

private:
    Database* database_;
};

/// What is given to a Writer on this thread, for as long as this stands, is by `worker`: its commands begin
/// with the cause "system:<worker>".
class Working
{
public:
    explicit Working(const char* worker);
    ~Working();
    Working(const Working&) = delete;
    Working& operator=(const Working&) = delete;
    /// The cause of this thread's commands; empty: nobody has said.
    [[nodiscard]] static const QString& cause();

private:
    QString before_;
};

} // namespace zhangfang::storage
