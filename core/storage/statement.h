#pragma once

#include "base/result.h"

#include <initializer_list>
#include <optional>
#include <QVariant>

namespace zhangfang::storage
{

/// Named values for a prepared statement: {{":id", 7}, …}.
using Bindings = std::initializer_list<std::pair<const char*, QVariant>>;

/// A prepared statement of one connection, as its driver has it. Lives no longer than the connection, on its
/// thread.
class Statement
{
public:
    virtual ~Statement() = default;
    /// Begins anew with these values: every name of the text, and no other. A null QString is an empty text;
    /// NULL is asked for with an invalid QVariant. Errors: those of Database.
    [[nodiscard]] virtual base::Status run(Bindings values) = 0;
    /// To the first row, then the next; false: there is none, or no more, or it failed: see failure().
    [[nodiscard]] virtual bool next() = 0;
    /// Why next() could not go on, though there may be more rows.
    [[nodiscard]] virtual std::optional<base::Error> failure() const = 0;
    [[nodiscard]] virtual qint64 number(int column) const = 0;
    [[nodiscard]] virtual QString text(int column) const = 0;
    [[nodiscard]] virtual QByteArray bytes(int column) const = 0;
    [[nodiscard]] virtual bool isNull(int column) const = 0;
    /// Rows that the run changed.
    [[nodiscard]] virtual qint64 changed() const = 0;
    /// Lets go of what it holds in the database.
    virtual void finish() = 0;
};

} // namespace zhangfang::storage
