#include "payouts/room.h"

#include "payouts/balance_rounds.h"
#include "payouts/commands.h"
#include "payouts/consent.h"
#include "payouts/dispatcher.h"
#include "payouts/policy.h"
#include "payouts/told.h"
#include "rooms/for_one_act.h"

namespace zhangfang::payouts
{

namespace
{

/// So many payouts are under way to WeChat at once: one that gets no answer holds up none of the others, and
/// a claim keeps each with one of them. How fast they may ask together is the clients' own pace.
constexpr int kSenders = 3;
/// So many ask for consents, and end them.
constexpr int kConsentSenders = 2;

Outside outsideOf(const rooms::Place& place)
{
    Outside outside{place.random};
    outside.askBalance = [place] { return askForBalance(place); };
    outside.hear = [place](PayoutId id) -> Result<ResolveDesk::Heard> {
        ZF_ASSIGN(const access::Settings settings, place.settings());
        const wechatpay::Clients clients = rooms::clientsOrNone(place);
        ResolveDesk desk(place.writer, place.readers, clients, place.clock, settings);
        return rooms::onceAnswered<ResolveDesk::Heard>([&] { return desk.hear(id); });
    };
    outside.ask = [place](PayoutId id) { return rooms::askedAt<Payout, ResolveDesk>(place, id); };
    outside.find = [place](PayoutId id) {
        return place.readers.read<Payout>(
            [id](storage::Database& database) { return findPayout(database, id); });
    };
    return outside;
}

rooms::EventHandlers handlers()
{
    return {{QStringLiteral("MCHTRANSFER.BILL.FINISHED"), transferHandler()},
        {QStringLiteral("MCHTRANSFER.BATCH.FINISHED"), batchHandler()},
        {QStringLiteral("MCHTRANSFER.BATCH.CLOSED"), batchHandler()},
        {QStringLiteral("MCHTRANSFER.AUTHORIZATION.CONFIRMED"), consentHandler()}};
}

rooms::ErrandKind payoutErrands()
{
    return {.kind = QString::fromLatin1(kPayoutErrand),
        .resolvedBy = QString::fromLatin1(ResolveWithdrawal::kName),
        .input = [](const rooms::ErrandKind::Word& word) {
            const auto verdict = word.isDone ? Verdict::paid : Verdict::notPaid;
            return ResolveWithdrawal::shape().write(
                {PayoutId(word.subject.toLongLong()), toText(verdict), word.proof, word.reason});
        }};
}

rooms::Working sending(const rooms::Place& place, const rooms::Connection& with)
{
    const auto dispatcher = std::make_shared<Dispatcher>(
        place.writer, place.readers, with.clients, place.clock, place.random, with.settings);
    return {[dispatcher] { return dispatcher->runDue().map([](int) {}); },
        [dispatcher] { return dispatcher->recover(); }};
}

rooms::Working consentsAtWork(const rooms::Place& place, const rooms::Connection& with)
{
    const auto desk = std::make_shared<ConsentDesk>(
        place.writer, place.readers, *with.clients.v3, place.clock, place.random, with.settings);
    return {[desk] { return desk->runDue(); }};
}

/// Its rounds go on over a change of settings.
rooms::Worker balances()
{
    return {"balances", rooms::Worker::Speaks::v3, rooms::kSlowTick,
        [rounds = std::shared_ptr<BalanceRounds>()](
            const rooms::Place& place, const rooms::Connection& with) mutable -> rooms::Working {
            if (!rounds)
                rounds = std::make_shared<BalanceRounds>(place.writer, place.readers, place.clock);
            return {[rounds, &with] {
                return rounds->runDue(*with.clients.v3, accountType(with.settings.text("payouts.account")));
            }};
        }};
}

} // namespace

Result<bool> askForBalance(const rooms::Place& place)
{
    ZF_ASSIGN(const access::Settings settings, place.settings());
    const auto account = accountType(settings.text("payouts.account"));
    const auto clients = place.connect();
    if (!clients)
        return false;
    return askBalance(place.writer, place.readers, *clients->v3, place.clock, account).map([](Asked asked) {
        return asked == Asked::told;
    });
}

rooms::Room room()
{
    using Speaks = rooms::Worker::Speaks;
    return {.name = QStringLiteral("payouts"),
        .offer = [](office::Catalogue& catalogue,
                     const rooms::Place& place) { offerCommands(catalogue, outsideOf(place)); },
        .events = handlers(),
        .errands = {payoutErrands(), {.kind = QString::fromLatin1(kCancelErrand)},
            {.kind = QString::fromLatin1(kConsentAskErrand)},
            {.kind = QString::fromLatin1(kConsentEndErrand)}},
        .workers = {{"payouts", Speaks::both, rooms::kTick, sending, kSenders},
            {"consents", Speaks::v3, rooms::kTick, consentsAtWork, kConsentSenders}, balances()}};
}

} // namespace zhangfang::payouts
