#include "wechatpay/bills/parser.h"
#include "wechatpay/bills/unpack.h"

using namespace zhangfang::wechatpay::bills;

namespace
{

/// Through the unpacker, in pieces of this many bytes; answers the number of rows, or nothing when refused.
template <class Parser> std::optional<qint64> rowsOf(QByteArrayView bill, qsizetype piece)
{
    qint64 rows = 0;
    Parser parser([&rows](const auto&) {
        ++rows;
        return Status();
    });
    Unpacker unpacker([&parser](QByteArrayView plain) { return parser.add(plain); });
    for (qsizetype at = 0; at < bill.size(); at += piece) {
        if (!unpacker.add(bill.sliced(at, std::min(piece, bill.size() - at))))
            return std::nullopt;
    }
    if (!unpacker.finish({}) || !parser.finish())
        return std::nullopt;
    return rows;
}

} // namespace

/// However a bill is cut into pieces, it says the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    if (size < 1)
        return 0;
    const qsizetype piece = 1 + data[0] % 61;
    const QByteArrayView bill(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);
    if (rowsOf<TradeBillParser>(bill, piece) != rowsOf<TradeBillParser>(bill, 1 << 20) ||
        rowsOf<FlowBillParser>(bill, piece) != rowsOf<FlowBillParser>(bill, 1 << 20))
        __builtin_trap();
    return 0;
}
