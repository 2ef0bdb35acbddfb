#include "wechatpay/bills/unpack.h"

#include <array>
#include <zlib.h>

namespace zhangfang::wechatpay::bills
{

namespace
{
constexpr int kGzipOnly = 15 + 16; // the largest window, with gzip's own header

tl::unexpected<base::Error> damaged(const QString& why)
{
    return base::damaged("bill_damaged", QStringLiteral("The bill is damaged: %1.").arg(why));
}
} // namespace

struct Unpacker::Stream {
    z_stream zlib{};
    bool isOpen = false;
    bool ended = false;
    std::array<char, 256 * 1024> out{};
};

Unpacker::Unpacker(Take take) : take_(std::move(take)), stream_(std::make_unique<Stream>()) {}

Unpacker::~Unpacker()
{
    if (stream_->isOpen)
        inflateEnd(&stream_->zlib);
}

Status Unpacker::pass(QByteArrayView plain)
{
    total_ += plain.size();
    if (total_ > kLargestBill)
        return base::refused("bill_too_large", QStringLiteral("The bill is larger than any real one."));
    digest_.addData(plain);
    return take_(plain);
}

Status Unpacker::add(QByteArrayView packed)
{
    if (packed.isEmpty())
        return {};
    if (!began_) {
        began_ = true;
        if (packed.front() == '\x1f') {
            if (inflateInit2(&stream_->zlib, kGzipOnly) != Z_OK)
                return base::unavailable(
                    "bill_damaged", QStringLiteral("There is no memory to unpack the bill."));
            stream_->isOpen = true;
        }
    }
    if (!stream_->isOpen)
        return pass(packed);
    z_stream& zlib = stream_->zlib;
    // zlib takes its input through a pointer that is not const, and does not write to it
    zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    zlib.avail_in = static_cast<uInt>(packed.size());
    while (zlib.avail_in > 0) {
        if (stream_->ended)
            return damaged(QStringLiteral("something comes behind its end"));
        zlib.next_out = reinterpret_cast<Bytef*>(stream_->out.data());
        zlib.avail_out = static_cast<uInt>(stream_->out.size());
        const int result = inflate(&zlib, Z_NO_FLUSH);
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
            return damaged(QStringLiteral("it cannot be unpacked"));
        stream_->ended = result == Z_STREAM_END;
        ZF_TRY(pass(QByteArrayView(
            stream_->out.data(), static_cast<qsizetype>(stream_->out.size() - zlib.avail_out))));
    }
    return {};
}

Status Unpacker::finish(const QByteArray& sha1Hex)
{
    if (stream_->isOpen && !stream_->ended)
        return damaged(QStringLiteral("it is cut off"));
    if (!sha1Hex.isEmpty() && digest_.result().toHex() != sha1Hex)
        return damaged(QStringLiteral("its digest is not the one WeChat Pay gave"));
    return {};
}

} // namespace zhangfang::wechatpay::bills
