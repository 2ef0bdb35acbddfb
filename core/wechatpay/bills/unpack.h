#pragma once

#include "base/result.h"

#include <functional>
#include <memory>
#include <QByteArrayView>
#include <QCryptographicHash>

namespace zhangfang::wechatpay::bills
{

using base::Status;

/// No bill of a day is larger when unpacked; a small file that grows beyond is hostile.
inline constexpr qint64 kLargestBill = 4LL << 30;

/// Unpacks a gzip stream piece by piece, and takes its digest. Memory: a few hundred KiB.
class Unpacker
{
public:
    using Take = std::function<Status(QByteArrayView plain)>;
    explicit Unpacker(Take take);
    ~Unpacker();
    Unpacker(const Unpacker&) = delete;
    Unpacker& operator=(const Unpacker&) = delete;
    /// What is not gzip passes as it is. Errors: bill_damaged, bill_too_large, and those of `take`.
    [[nodiscard]] Status add(QByteArrayView packed);
    /// The stream has ended. With `sha1Hex`, lower case, of the unpacked bytes: compared; empty: there is
    /// none (API v2). Errors: bill_damaged (cut off, or not what WeChat said it is).
    [[nodiscard]] Status finish(const QByteArray& sha1Hex);

private:
    struct Stream;
    [[nodiscard]] Status pass(QByteArrayView plain);
    Take take_;
    std::unique_ptr<Stream> stream_;
    QCryptographicHash digest_{QCryptographicHash::Sha1};
    qint64 total_ = 0;
    bool began_ = false;
};

} // namespace zhangfang::wechatpay::bills
