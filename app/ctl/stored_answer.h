#pragma once

#include "ctl/answer.h"

#include <QStringList>

/// What those answer that store settings and secrets.
namespace zhangfang::ctl
{

/// What followed from what was stored; nothing where there is nothing to tell.
[[nodiscard]] QJsonObject withConsequences(
    QJsonObject json, const QStringList& alsoSet, const QStringList& warnings);

/// Where a password was needed: how it is given here.
template <class T> [[nodiscard]] Result<T> withAdvice(Result<T> outcome)
{
    if (outcome || outcome.error().code != QLatin1String("password_needed"))
        return outcome;
    base::Error error = std::move(outcome).error();
    error.message += QStringLiteral(" Give --operator and --password-file, or ZHANGFANG_OPERATOR and "
                                    "ZHANGFANG_PASSWORD_FILE.");
    return base::fail(std::move(error));
}

} // namespace zhangfang::ctl
