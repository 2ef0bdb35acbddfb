#include "practice/detail/faults.h"

namespace zhangfang::practice::detail
{
namespace
{

template <class Order> std::optional<Order> taken(std::vector<Order>& orders, const QString& target)
{
    for (auto order = orders.begin(); order != orders.end(); ++order) {
        if (order->target != target && order->target != QLatin1String("any"))
            continue;
        const Order found = *order;
        if (--order->count <= 0)
            orders.erase(order);
        return found;
    }
    return std::nullopt;
}

} // namespace

QString targetOf(const http::Request& request)
{
    struct Place {
        const char* path;
        const char* get;
        const char* post;
    };
    static constexpr Place kPlaces[] = {{"/v3/pay/transactions/", "query_order", "create_order"},
        {"/v3/refund/domestic/refunds", "query_refund", "create_refund"},
        {"/v3/fund-app/mch-transfer/transfer-bills", "query_transfer", "create_transfer"},
        {"/v3/transfer/batches", "query_batch", "create_batch"},
        {"/v3/merchant/fund/balance/", "balance", "balance"},
        {"/v3/merchant/fund/dayendbalance/", "day_end_balance", "day_end_balance"},
        {"/v3/bill/", "bill", "bill"},
        {"/v3/merchant-service/complaints-v2/", "query_complaint", "answer_complaint"},
        {"/v3/billdownload/", "file", "file"}, {"/v3/certificates", "certificates", "certificates"},
        {"/pay/unifiedorder", "", "create_order"}, {"/pay/micropay", "", "create_order"},
        {"/pay/orderquery", "", "query_order"}, {"/pay/closeorder", "", "close_order"},
        {"/secapi/pay/reverse", "", "reverse_order"}, {"/secapi/pay/refund", "", "create_refund"},
        {"/pay/refundquery", "", "query_refund"}, {"/pay/download", "", "bill"},
        {"/mmpaymkttransfers/promotion/transfers", "", "create_transfer"},
        {"/mmpaymkttransfers/sendredpack", "", "create_transfer"},
        {"/mmpaymkttransfers/get", "", "query_transfer"}};
    const QByteArray path = request.target.split('?').first();
    if (path.startsWith("/v3/") && request.method == "POST") {
        if (path.endsWith("/close"))
            return QStringLiteral("close_order");
        if (path.endsWith("/reverse"))
            return QStringLiteral("reverse_order");
        if (path.endsWith("/cancel"))
            return QStringLiteral("cancel_transfer");
        if (path.endsWith("/apply-abnormal-refund"))
            return QStringLiteral("redirect_refund");
    }
    for (const Place& place : kPlaces) {
        if (path.startsWith(place.path))
            return QString::fromLatin1(request.method == "POST" ? place.post : place.get);
    }
    return QStringLiteral("other");
}

std::optional<Fault> Faults::take(const QString& target)
{
    return taken(faults_, target);
}

std::optional<QString> Faults::takeState(const QString& target)
{
    const auto found = taken(states_, target);
    return found ? std::optional(found->state) : std::nullopt;
}

} // namespace zhangfang::practice::detail
