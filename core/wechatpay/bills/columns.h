#pragma once

#include <optional>
#include <QByteArrayView>
#include <vector>

namespace zhangfang::wechatpay::bills
{

/// How the values of a bill's column look. `text` is anything, written by the shop: only such a column can
/// hold what looks like the end of a value, or of a row.
enum class Shape {
    text,
    word,   ///< WeChat's own words: no comma, no backtick, no control character
    number, ///< of an order, a user, a merchant: letters, digits, _ - | * @; may be empty
    digits, ///< may be empty
    code,   ///< A-Z, 0-9, _; may be empty
    state,  ///< 交易状态 as it is known
    direction,
    time,
    maybeTime,
    money,
    maybeMoney,
    fee,
    rate, ///< "0.60%"
};

/// Where one row's values stand, told by the shapes of its columns: what repairs a row whose text holds the
/// sign that ends a value. Rows of the right width are not looked at here.
class Layout
{
public:
    Layout() = default;
    explicit Layout(std::vector<Shape> shapes);

    [[nodiscard]] size_t width() const { return shapes_.size(); }
    /// Whether a row may begin so: the columns in front of the shop's own words are what they must be, and
    /// the values end, if they end too early, inside such words.
    [[nodiscard]] bool canBegin(const std::vector<QByteArrayView>& values) const;
    /// Whether a row may end so: the columns behind the shop's words are what they must be.
    [[nodiscard]] bool canEnd(const std::vector<QByteArrayView>& values) const;
    /// The row of the right width that `values`, as they stand in one piece of memory, can only be; nothing
    /// where they can be none, or more than one. Of two texts side by side the first takes what is too much.
    [[nodiscard]] std::optional<std::vector<QByteArrayView>> onlyReading(
        const std::vector<QByteArrayView>& values) const;

private:
    struct Region { ///< columns of text side by side
        size_t first = 0;
        size_t end = 0;
    };
    struct Search;
    std::vector<Shape> shapes_;
    std::vector<Region> regions_;
    Region breaks_; ///< the last text that other columns follow: where rows break
};

[[nodiscard]] bool fits(Shape shape, QByteArrayView value);

} // namespace zhangfang::wechatpay::bills
