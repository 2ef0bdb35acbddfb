#include "payments/room.h"

#include "base/calendar.h"
#include "payments/commands.h"
#include "payments/inbox_packing.h"
#include "payments/queries.h"
#include "payments/refund_search.h"
#include "rooms/for_one_act.h"

namespace zhangfang::payments
{

namespace
{

constexpr qint64 kPackEveryMs = 10 * 60'000;

Outside outsideOf(const rooms::Place& place)
{
    Outside outside{place.random, place.writer, place.clock, {}, {}, {}, {}, {}, place.events};
    outside.orders = [place] {
        return rooms::equipped<OrderDesk>(place, [&place](auto& with, const access::Settings& settings) {
            with.desk.emplace(place.writer, place.readers, with.clients, place.clock, place.random, settings);
        });
    };
    outside.refunds = [place] {
        return rooms::equipped<RefundDesk>(place, [&place](auto& with, const access::Settings& settings) {
            with.desk.emplace(place.writer, place.readers, with.clients, place.clock, place.random, settings);
        });
    };
    outside.complaints = [place] {
        return rooms::equipped<ComplaintDesk>(place, [&place](auto& with, const access::Settings&) {
            if (with.clients.v3)
                with.desk.emplace(place.writer, place.readers, *with.clients.v3, place.clock);
        });
    };
    outside.hear = [place](const QString& number) -> Result<RefundResolveDesk::Heard> {
        ZF_ASSIGN(const access::Settings settings, place.settings());
        const wechatpay::Clients clients = rooms::clientsOrNone(place);
        RefundResolveDesk desk(place.writer, place.readers, clients, place.clock, settings);
        return rooms::onceAnswered<RefundResolveDesk::Heard>([&] { return desk.hear(number); });
    };
    outside.ask = [place](const QString& number) {
        return rooms::askedAt<RefundRow, RefundResolveDesk>(place, number);
    };
    outside.keys = [place]() -> Result<ReplayKeys> {
        ZF_ASSIGN(const wechatpay::Merchant merchant, place.merchant());
        return ReplayKeys{merchant.apiV3Key, merchant.apiV2Key};
    };
    return outside;
}

rooms::ErrandKind refundErrands()
{
    return {.kind = QString::fromLatin1(kRefundErrand),
        .resolvedBy = QString::fromLatin1(ResolveRefund::kName),
        .input = [](const rooms::ErrandKind::Word& word) {
            const auto verdict = word.isDone ? RefundVerdict::refunded : RefundVerdict::notRefunded;
            return ResolveRefund::shape().write({word.number, toText(verdict), word.proof, word.reason});
        }};
}

rooms::Working refundsAtWork(const rooms::Place& place, const rooms::Connection& with)
{
    const auto desk = std::make_shared<RefundDesk>(
        place.writer, place.readers, with.clients, place.clock, place.random, with.settings);
    return {[desk] { return desk->runDue().map([](int) {}); }, [desk] { return desk->recover(); }};
}

rooms::Working ordersAtWork(const rooms::Place& place, const rooms::Connection& with)
{
    const auto desk = std::make_shared<OrderDesk>(
        place.writer, place.readers, with.clients, place.clock, place.random, with.settings);
    return {[desk] { return desk->pollDue().map([](int) {}); }};
}

/// For refunds that were made elsewhere.
rooms::Working searchAtWork(const rooms::Place& place, const rooms::Connection& with)
{
    const auto search =
        std::make_shared<RefundSearch>(place.writer, place.readers, with.clients, place.clock, with.settings);
    return {[search] { return search->runDue().map([](int) {}); }};
}

rooms::Working complaintsAtWork(const rooms::Place& place, const rooms::Connection& with)
{
    const auto desk =
        std::make_shared<ComplaintDesk>(place.writer, place.readers, *with.clients.v3, place.clock);
    return {[desk] { return desk->runDue(); }};
}

/// What has its day settles; what notifications brought is packed once nobody looks at it any more.
rooms::Working booksAtWork(const rooms::Place& place, const rooms::Connection&)
{
    return {[place, lastPackedUtcMs = qint64(0)]() mutable -> Status {
        const qint64 now = place.clock.nowUtcMs();
        ZF_TRY(place.writer.runNow<qint64>(
            [now](storage::Database& database) { return settleDue(database, now); }));
        if (std::abs(now - lastPackedUtcMs) <= kPackEveryMs)
            return {};
        ZF_ASSIGN(
            const bool more, place.writer.runNow<bool>([now](storage::Database& database) -> Result<bool> {
                ZF_ASSIGN(const access::Settings* settings, access::Settings::current(database));
                return packBodies(
                    database, now - settings->number("storage.keep_bodies_days") * base::kDayMs);
            }));
        if (!more)
            lastPackedUtcMs = now;
        return {};
    }};
}

} // namespace

rooms::Room room()
{
    using Speaks = rooms::Worker::Speaks;
    return {.name = QStringLiteral("payments"),
        .offer =
            [](office::Catalogue& catalogue, const rooms::Place& place) {
                offerCommands(catalogue, outsideOf(place));
                offerQueries(catalogue);
            },
        .events = paymentHandlers(),
        .errands = {refundErrands(), {.kind = QString::fromLatin1(kRedirectErrand)}},
        .workers = {{"refunds", Speaks::both, rooms::kTick, refundsAtWork},
            {"orders", Speaks::both, rooms::kTick, ordersAtWork},
            {"search", Speaks::both, rooms::kTick, searchAtWork},
            {"complaints", Speaks::v3, rooms::kTick, complaintsAtWork},
            {"books", Speaks::withNobody, rooms::kSlowTick, booksAtWork}}};
}

} // namespace zhangfang::payments
