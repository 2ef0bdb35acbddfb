#pragma once

#include "base/result.h"

#include <compare>
#include <QString>

namespace zhangfang::base
{

/// A database number that cannot be mistaken for another kind of number.
template <class Tag> class NumberId
{
public:
    constexpr NumberId() = default;
    explicit constexpr NumberId(qint64 value) : value_(value) {}
    [[nodiscard]] constexpr qint64 value() const { return value_; }
    [[nodiscard]] QString toString() const { return QString::number(value_); }
    // clang-tidy takes the comparison with 0 that the compiler makes for one of ours.
    // NOLINTNEXTLINE(modernize-use-nullptr)
    friend constexpr auto operator<=>(const NumberId&, const NumberId&) = default;

private:
    qint64 value_ = 0;
};

using UserId = NumberId<struct UserTag>;
using PayoutId = NumberId<struct PayoutTag>;
using TransferId = NumberId<struct TransferTag>;
using OperatorId = NumberId<struct OperatorTag>;

/// A number that WeChat knows too: 6 to 32 letters, digits and, for orders, `_-*`
/// (out_trade_no, out_bill_no, …).
template <class Tag> class WireNo
{
public:
    WireNo() = default;
    /// Errors: invalid_number.
    [[nodiscard]] static Result<WireNo> parse(const QString& text)
    {
        const auto allowed = [](QChar c) {
            return c.unicode() < 128 &&
                   (c.isLetterOrNumber() || (Tag::marks && QStringView(u"_-*").contains(c)));
        };
        if (text.size() < Tag::shortest || text.size() > 32 ||
            !std::all_of(text.begin(), text.end(), allowed))
            return invalid(
                "invalid_number", QStringLiteral("'%1' is not a valid %2: %3 to 32 letters and digits.")
                                      .arg(text.left(40), QString::fromLatin1(Tag::name))
                                      .arg(Tag::shortest));
        WireNo no;
        no.text_ = text;
        return no;
    }
    [[nodiscard]] const QString& toString() const { return text_; }
    friend bool operator==(const WireNo&, const WireNo&) = default;

private:
    QString text_;
};

struct OrderNoTag {
    static constexpr bool marks = true;
    static constexpr int shortest = 6;
    static constexpr const char* name = "out_trade_no";
};
struct OutBillNoTag {
    static constexpr bool marks = false;
    static constexpr int shortest = 1;
    static constexpr const char* name = "out_bill_no";
};
struct OutRefundNoTag {
    static constexpr bool marks = true;
    static constexpr int shortest = 1;
    static constexpr const char* name = "out_refund_no";
};
struct OutBatchNoTag {
    static constexpr bool marks = false;
    static constexpr int shortest = 1;
    static constexpr const char* name = "out_batch_no";
};
using OrderNo = WireNo<OrderNoTag>;
using OutBillNo = WireNo<OutBillNoTag>;
using OutRefundNo = WireNo<OutRefundNoTag>;
using OutBatchNo = WireNo<OutBatchNoTag>;

} // namespace zhangfang::base
