#pragma once

#include "base/result.h"

#include <compare>
#include <QtGlobal>

namespace zhangfang::base
{

/// A sum in fen (1/100 yuan). The only currency is CNY: WeChat Pay pays and is paid in it, and a second one
/// would be a second type. Arithmetic that could overflow is a Result; nothing here touches floating point.
class Money
{
public:
    constexpr Money() = default;
    [[nodiscard]] static constexpr Money fen(qint64 fen) { return Money(fen); }
    [[nodiscard]] static constexpr Money zero() { return Money(); }

    /// "12", "12.3", "12.34", optionally led by "-". Errors: invalid_amount, too_many_decimals, overflow.
    [[nodiscard]] static Result<Money> parseYuan(QStringView text);
    /// What a person types: also full-width digits and signs, "¥5", "5元", "1,234.56", blanks around. Commas
    /// stand where they part thousands, or it is an error. Nothing is rounded. Errors: as `parseYuan`.
    [[nodiscard]] static Result<Money> parseTyped(QStringView text);

    [[nodiscard]] constexpr qint64 inFen() const { return fen_; }
    /// "1234.50": for files and programs. People are shown `toDisplay`.
    [[nodiscard]] QString toYuan() const;
    /// "¥ 1,234.50", "-¥ 0.01".
    [[nodiscard]] QString toDisplay() const;

    [[nodiscard]] Result<Money> plus(Money other) const;
    [[nodiscard]] Result<Money> minus(Money other) const;
    [[nodiscard]] Result<Money> negated() const;
    [[nodiscard]] constexpr bool isPositive() const { return fen_ > 0; }
    [[nodiscard]] constexpr bool isNegative() const { return fen_ < 0; }
    [[nodiscard]] constexpr bool isZero() const { return fen_ == 0; }

    friend constexpr auto operator<=>(const Money&, const Money&) = default; // NOLINT(modernize-use-nullptr)

private:
    explicit constexpr Money(qint64 fen) : fen_(fen) {}
    qint64 fen_ = 0;
};

} // namespace zhangfang::base
