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

/// A bill of three rows of a yuan, the one in the middle with this name: all three, or the others and a word
/// about what is missing; where the name may forge a row, a refusal.
bool keepsItsNeighbours(const QByteArray& name)
{
    static const QByteArray header =
        "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,"
        "付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,"
        "退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\r\n";
    const auto row = [](const char* number, const QByteArray& text) {
        return QByteArray("`2025-10-08 13:51:31,`wx1,`19,`0,`,`42,`") + number +
               ",`o1,`NATIVE,`SUCCESS,`OTHERS,`CNY,`1.00,`0.00,`0,`0,`0.00,`0.00,`,`,`" + text +
               ",`,`0.00600,`0.60%,`1.00,`0.00,`\r\n";
    };
    std::vector<TradeRow> rows;
    TradeBillParser parser([&rows](const TradeRow& read) {
        rows.push_back(read);
        return Status();
    });
    const Status added = parser.add(header + row("Z1", "tea") + row("Z2", name) + row("Z3", "coffee") +
                                    "总交易单数,应结订单总金额,退款总金额,手续费总金额\r\n"
                                    "`3,`3.00,`0.00,`0.01800\r\n");
    const auto summary = parser.finish();
    if (!added || !summary)
        return name.contains('\n') && summary.error().code == QLatin1String("bill_summary");
    const size_t expected = summary->isWhole() ? 3 : 2;
    return rows.size() == expected && rows.front().outTradeNo == QLatin1String("Z1") &&
           rows.back().outTradeNo == QLatin1String("Z3") && rows.front().order == rows.back().order &&
           (!summary->isWhole() || rows[1].description == QString::fromUtf8(name)) &&
           (summary->isWhole() || summary->missingSettlement == Money::fen(100));
}

constexpr qsizetype kLongestName = 8192;

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
    if (bill.size() <= kLongestName && !keepsItsNeighbours(bill.toByteArray()))
        __builtin_trap();
    return 0;
}
