#pragma once

#include "base/result.h"

#include <functional>
#include <QByteArray>
#include <QByteArrayView>
#include <vector>

namespace zhangfang::wechatpay::bills
{

using base::Result;
using base::Status;

/// No line of a bill is longer.
inline constexpr qsizetype kLongestLine = 64 * 1024;

/// Splits a stream of bytes at LF; a CR in front of it stays with its line, for a product's name may hold
/// line ends of its own, and what is put together again must be what it was. A BOM in front of all is left
/// out. Memory: one line, however long the bill.
class Lines
{
public:
    using Take = std::function<Status(QByteArrayView line)>;
    explicit Lines(Take take) : take_(std::move(take)) {}
    /// Errors: bill_line_too_long, and those of `take`.
    [[nodiscard]] Status add(QByteArrayView piece);
    /// The last line may have no end.
    [[nodiscard]] Status finish();

private:
    [[nodiscard]] Status line(QByteArrayView text);
    Take take_;
    QByteArray rest_; ///< the beginning of a line that goes on in the next piece
    bool isFirst_ = true;
};

/// The values of a row whose every value is led by a backtick: split on ",`", for names may hold commas.
/// Into `values`, so that a million rows need no more memory than one. False: it is no such row.
[[nodiscard]] bool splitRow(QByteArrayView line, std::vector<QByteArrayView>& values);
/// The names of a header row.
[[nodiscard]] std::vector<QByteArray> splitHeader(QByteArrayView line);

} // namespace zhangfang::wechatpay::bills
