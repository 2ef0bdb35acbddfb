#pragma once

#include <QStringList>

#include <memory>
#include <tl/expected.hpp>

namespace zhangfang::base
{

/// What a caller can do about an error.
enum class ErrorKind {
    invalid,     ///< the input is wrong; the message names the field
    refused,     ///< a rule says no
    notFound,    ///< no such thing
    unavailable, ///< try again later: network, locked or full storage
    damaged,     ///< stored data is not what was written
};

/// An error as a value: a stable code for programs, a sentence for people, and where it came from.
struct Error {
    ErrorKind kind = ErrorKind::invalid;
    QString code;
    QString message;
    std::shared_ptr<const Error> cause = {};
    QStringList figures = {}; ///< what the message names, for whoever says it in another language

    /// The message followed by its causes, for a log line.
    [[nodiscard]] QString describe() const
    {
        return cause ? message + QStringLiteral(" (") + cause->describe() + QLatin1Char(')') : message;
    }
    [[nodiscard]] Error because(Error inner) const
    {
        Error outer = *this;
        outer.cause = std::make_shared<const Error>(std::move(inner));
        return outer;
    }
};

template <class T> using Result = tl::expected<T, Error>;
using Status = Result<void>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, const char* code, QString message)
{
    return tl::unexpected<Error>(Error{kind, QString::fromLatin1(code), std::move(message)});
}
[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}
[[nodiscard]] inline tl::unexpected<Error> invalid(const char* code, QString message)
{
    return fail(ErrorKind::invalid, code, std::move(message));
}
[[nodiscard]] inline tl::unexpected<Error> refused(const char* code, QString message)
{
    return fail(ErrorKind::refused, code, std::move(message));
}
[[nodiscard]] inline tl::unexpected<Error> notFound(const char* code, QString message)
{
    return fail(ErrorKind::notFound, code, std::move(message));
}
[[nodiscard]] inline tl::unexpected<Error> unavailable(const char* code, QString message)
{
    return fail(ErrorKind::unavailable, code, std::move(message));
}
[[nodiscard]] inline tl::unexpected<Error> damaged(const char* code, QString message)
{
    return fail(ErrorKind::damaged, code, std::move(message));
}

} // namespace zhangfang::base

#define ZF_JOIN2(a, b) a##b
#define ZF_JOIN(a, b) ZF_JOIN2(a, b)
#define ZF_TRY_AS(name, expression)                                                                          \
    do {                                                                                                     \
        if (auto&& name = (expression); !name)                                                               \
            return ::zhangfang::base::fail(::zhangfang::base::Error(name.error()));                          \
    } while (false)
#define ZF_ASSIGN_AS(name, declaration, expression)                                                          \
    auto name = (expression);                                                                                \
    if (!name)                                                                                               \
        return ::zhangfang::base::fail(std::move(name).error());                                             \
    declaration = std::move(*name)

/// Leave the function with the error of `expression`, or go on.
#define ZF_TRY(expression) ZF_TRY_AS(ZF_JOIN(zfTried, __COUNTER__), expression)
/// `ZF_ASSIGN(auto x, f())`: x is the value of f(), or leave the function with its error.
#define ZF_ASSIGN(declaration, expression)                                                                   \
    ZF_ASSIGN_AS(ZF_JOIN(zfResult, __COUNTER__), declaration, expression)
