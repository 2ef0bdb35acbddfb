#include "wechatpay/bills/fetch.h"

#include "base/calendar.h"
#include "wechatpay/bills/unpack.h"

namespace zhangfang::wechatpay::bills
{
namespace
{

/// One bill through unpacker and parser. `send` pushes the packed bytes into the sink and answers the digest
/// to compare with (empty: none given), or nothing when there is no bill.
template <class Parser, class Summary, class Send>
Result<std::optional<Summary>> through(const typename Parser::Take& take, const Send& send)
{
    Parser parser(take);
    Unpacker unpacker([&parser](QByteArrayView plain) { return parser.add(plain); });
    // What the parser says is clearer than that the transfer was ended because of it.
    Status parsed;
    const http::Transport::Sink sink = [&](const QByteArray& piece) {
        parsed = unpacker.add(piece);
        return parsed;
    };
    const ApiResult<std::optional<QByteArray>> digest = send(sink);
    ZF_TRY(parsed);
    if (!digest)
        return base::fail(digest.error().asError());
    if (!*digest)
        return std::optional<Summary>();
    ZF_TRY(unpacker.finish(**digest));
    return parser.finish().map([](const Summary& summary) { return std::optional<Summary>(summary); });
}

ApiResult<std::optional<QByteArray>> download(
    v3::Client& client, const ApiResult<std::optional<v3::BillFile>>& file, const http::Transport::Sink& sink)
{
    if (!file)
        return tl::unexpected(file.error());
    if (!*file)
        return std::optional<QByteArray>();
    if ((*file)->hashType != QLatin1String("SHA1"))
        return tl::unexpected(ApiError{Disposition::unclear, 200, QStringLiteral("UNKNOWN_HASH"),
            QStringLiteral("the bill's digest is a %1").arg((*file)->hashType.left(20)), {}});
    if (auto sent = client.download((*file)->downloadUrl, sink); !sent)
        return tl::unexpected(sent.error());
    return std::optional<QByteArray>((*file)->hashHex);
}

ApiResult<std::optional<QByteArray>> withoutDigest(const ApiResult<bool>& isThere)
{
    if (!isThere)
        return tl::unexpected(isThere.error());
    return *isThere ? std::optional<QByteArray>(QByteArray()) : std::nullopt;
}

Status checkV2(const Clients& clients, Generation generation)
{
    if (generation == Generation::v2 && !clients.v2)
        return base::refused("not_configured", QStringLiteral("The merchant's API v2 key is not set."));
    return {};
}

} // namespace

qint64 billReadyAtUtcMs(QDate day)
{
    return base::startOfDayUtcMs(day.addDays(1)) + 10LL * 3600 * 1000;
}

Result<std::optional<TradeSummary>> fetchTradeBill(const Clients& clients, Generation generation, QDate day,
    TradeBill kind, const TradeBillParser::Take& take)
{
    ZF_TRY(checkV2(clients, generation));
    return through<TradeBillParser, TradeSummary>(take, [&](const http::Transport::Sink& sink) {
        if (generation == Generation::v3)
            return download(*clients.v3, clients.v3->tradeBill(day, kind), sink);
        return withoutDigest(clients.v2->tradeBill(day, kind, sink));
    });
}

Result<std::optional<FlowSummary>> fetchFlowBill(const Clients& clients, Generation generation, QDate day,
    AccountType account, const FlowBillParser::Take& take)
{
    ZF_TRY(checkV2(clients, generation));
    return through<FlowBillParser, FlowSummary>(take, [&](const http::Transport::Sink& sink) {
        if (generation == Generation::v3)
            return download(*clients.v3, clients.v3->fundFlowBill(day, account), sink);
        return withoutDigest(clients.v2->fundFlowBill(day, account, sink));
    });
}

} // namespace zhangfang::wechatpay::bills
