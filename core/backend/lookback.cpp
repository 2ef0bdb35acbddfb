#include "backend/lookback.h"

#include "base/calendar.h"
#include "payments/refund_desk.h"
#include "payments/refund_told.h"
#include "payouts/balances.h"
#include "payouts/consent.h"
#include "payouts/policy.h"
#include "payouts/recovered.h"
#include "wechatpay/pacing.h"

namespace zhangfang::backend
{

using payments::Applied;
using recovery::Finding;
using recovery::Found;
using recovery::kMostTries;
using storage::Database;
using wechatpay::ApiError;

namespace
{

constexpr int kAtOnce = 10;
constexpr qint64 kLongestWaitMs = 60'000;
/// Transfers and red packets can be asked about for so long (descriptions of gettransferinfo, gethbinfo and
/// transfer-bills).
constexpr qint64 kAskableMs = 30 * base::kDayMs;

const QString kAsInTheBooks = QStringLiteral("as in the books");

/// What came of an answer that was applied: `before` in the restored books, `after` now.
Found found(const QString& said, const QString& before, const QString& after, const Applied& applied)
{
    if (applied.outcome == payments::Outcome::quarantined)
        return {said, applied.note, true};
    if (before == after)
        return {said, kAsInTheBooks, false};
    return {said, QStringLiteral("%1, was %2").arg(after, before), true};
}

Found endedMeanwhile(const QString& before, const QString& after)
{
    return {QString(), QStringLiteral("%1, was %2").arg(after, before), before != after};
}

Found cannotBeAsked(const QString& why)
{
    return {QString(), QStringLiteral("cannot be asked about: ") + why, true};
}

} // namespace

Status Lookback::runDue()
{
    ZF_ASSIGN(const auto standing, readers_.read<recovery::Standing>(&recovery::standing));
    if (standing.state != recovery::State::looking)
        return {};
    if (!standing.listed)
        ZF_TRY(writer_.runNow<int>([&](Database& database) -> Result<int> {
            ZF_TRY(recovery::listWhatToLookAt(database, clock_.nowUtcMs()));
            return 0;
        }));
    ZF_ASSIGN(const auto due, readers_.read<std::vector<Finding>>([&](Database& database) {
        return recovery::toLookAt(database, clock_.nowUtcMs(), kAtOnce);
    }));
    silent_ = false;
    for (const Finding& finding : due) {
        ZF_ASSIGN(const Look looked, look(finding));
        if (silent_)
            return {}; // the others would find it as silent
        if (looked)
            ZF_TRY(writer_.runNow<int>([&](Database& database) -> Result<int> {
                ZF_TRY(recovery::record(database, finding.id, *looked, clock_.nowUtcMs()));
                return 0;
            }));
    }
    ZF_ASSIGN(const auto progress, readers_.read<recovery::Progress>(&recovery::progress));
    return progress.toLook == 0 ? askAccounts() : Status{};
}

Status Lookback::askAccounts()
{
    const qint64 wait = accountsDueAtUtcMs_ - clock_.nowUtcMs();
    if (wait > 0 && wait <= kLongestWaitMs) // longer: the clock was put back
        return {};
    accountsDueAtUtcMs_ = clock_.nowUtcMs() + std::min(kLongestWaitMs, 1'000LL << std::min(accountTries_, 6));
    ++accountTries_;
    // Last, beside books that have caught up: what is missing at WeChat then is what these books cannot know.
    for (const auto account : {wechatpay::AccountType::basic, wechatpay::AccountType::operation}) {
        ZF_ASSIGN(const auto asked, payouts::askBalance(writer_, readers_, *clients_.v3, clock_, account));
        const bool paying = account == payouts::accountType(settings_.text("payouts.account"));
        const bool patient = asked == payouts::Asked::otherAnswer && accountTries_ < kMostTries;
        if (paying && (asked == payouts::Asked::noAnswer || patient))
            return base::unavailable(
                "wechat_unclear", QStringLiteral("WeChat has not said what is in the account"));
    }
    return writer_
        .runNow<int>([&](Database& database) -> Result<int> {
            ZF_TRY(recovery::finishLooking(database, clock_.nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Result<Lookback::Look> Lookback::look(const Finding& finding)
{
    if (finding.kind == QLatin1String("payout"))
        return lookAtPayout(finding);
    if (finding.kind == QLatin1String("refund"))
        return lookAtRefund(finding);
    return lookAtOrder(finding);
}

Result<Lookback::Look> Lookback::unanswered(const Finding& finding, const ApiError& error, bool mayBeUnknown)
{
    if (error.isNotFound())
        return Look({error.describe(),
            mayBeUnknown ? kAsInTheBooks : QStringLiteral("WeChat had it, and no longer knows it"),
            !mayBeUnknown});
    silent_ = error.httpStatus == 0;
    // What a setting here or in the merchant platform puts right is worth asking again, and tells nothing of
    // this one.
    const bool anyCall = error.reason == wechatpay::Reason::configuration || error.httpStatus == 401 ||
                         error.httpStatus == 403;
    const bool asksAgain = anyCall || error.disposition == wechatpay::Disposition::unclear ||
                           error.disposition == wechatpay::Disposition::notTaken;
    if (!asksAgain || (!silent_ && !anyCall && finding.tries + 1 >= kMostTries))
        return Look(cannotBeAsked(error.describe()));
    const qint64 wait = std::min(kLongestWaitMs, 1'000LL << std::min(finding.tries, 6));
    ZF_TRY(writer_.runNow<int>([&](Database& database) -> Result<int> {
        ZF_TRY(recovery::askAgain(
            database, finding.id, error.describe(), clock_.nowUtcMs() + std::max(wait, error.waitMs)));
        return 0;
    }));
    return Look();
}

Result<payouts::Request> Lookback::made(const payouts::Payout& payout, payouts::PayoutChannel& channel) const
{
    if (channel.mostPerRequest() > 1)
        return payouts::Request{payout.batchNo.toLatin1(), {}};
    ZF_ASSIGN(auto item, readers_.read<payouts::PayoutChannel::Item>(
                             [&](Database& database) -> Result<payouts::PayoutChannel::Item> {
                                 ZF_ASSIGN(shop::User payee, shop::findUser(database, payout.user));
                                 ZF_ASSIGN(const auto consent, payouts::findConsent(database, payout.user));
                                 ZF_ASSIGN(
                                     shop::Payee to, shop::payeeOf(database, payout.user, settings_.apps()));
                                 return payouts::PayoutChannel::Item{payout, std::move(payee), std::move(to),
                                     consent && consent->stands() ? consent->number : QString()};
                             }));
    return channel.make({}, {std::move(item)});
}

Result<Lookback::Look> Lookback::lookAtPayout(const Finding& finding)
{
    const auto read = [&] {
        return readers_.read<payouts::Payout>([&](Database& database) -> Result<payouts::Payout> {
            ZF_ASSIGN(auto payout, payouts::findPayoutByNumber(database, finding.number));
            if (!payout)
                return base::damaged(
                    "damaged", QStringLiteral("Withdrawal %1 is not in the books.").arg(finding.number));
            return *std::move(payout);
        });
    };
    ZF_ASSIGN(const payouts::Payout payout, read());
    if (payouts::isFinal(payout.state))
        return Look(endedMeanwhile(finding.ours, payouts::toText(payout.state)));
    // The way is fixed when it is approved.
    const bool decided = payout.state != payouts::State::requested && !payout.channel.isEmpty();
    auto channel = channels_.find(decided ? payout.channel : settings_.text("payouts.channel"));
    if (!channel)
        return Look(cannotBeAsked(channel.error().message));
    if ((*channel)->mostPerRequest() > 1 && payout.batchNo.isEmpty())
        return Look(cannotBeAsked(QStringLiteral("the number of the batch it may have gone in is lost")));
    auto bill = (*channel)->ask(payout);
    if (!decided && !bill && bill.error().isNotFound()) {
        if (auto other = askOtherWays(payout, (*channel)->name())) {
            channel = other->channel;
            bill = std::move(other->bill);
        }
    }
    if (!bill && bill.error().isNotFound() && clock_.nowUtcMs() - payout.requestedAtUtcMs > kAskableMs)
        return Look({bill.error().describe(),
            QStringLiteral("asked for more than 30 days ago, and WeChat tells nothing of what is older"),
            true});
    const bool known =
        payout.state == payouts::State::accepted || payout.state == payouts::State::awaitingUser;
    if (!bill)
        return unanswered(finding, bill.error(), !known);
    if (bill->outBillNo != payout.number.toString())
        return Look(cannotBeAsked(QStringLiteral("WeChat answered about another number")));
    payouts::Request request{payout.request, payout.serial};
    if (payout.request.isEmpty()) {
        // Where the bytes cannot be made any more, their place is taken all the same: it has been sent.
        request = made(payout, **channel).value_or(payouts::Request{"{}", {}});
    }
    ZF_ASSIGN(const Applied applied, writer_.runNow<Applied>([&](Database& database) {
        return payouts::applyRecovered(database, *bill,
            {request, (*channel)->name(), (*channel)->payeeConfirms(payout)}, settings_,
            wechatpay::toldBy("looked at after a restore", (*channel)->lastRequestId()), clock_.nowUtcMs());
    }));
    ZF_ASSIGN(const payouts::Payout now, read());
    return Look(found(bill->state.text, finding.ours, payouts::toText(now.state), applied));
}

std::optional<Lookback::OtherWay> Lookback::askOtherWays(const payouts::Payout& payout, const QString& asked)
{
    for (const char* way : {payouts::kTransferBills, payouts::kV2Transfers, payouts::kV2RedPackets}) {
        if (asked == QLatin1String(way))
            continue;
        const auto channel = channels_.find(QString::fromLatin1(way));
        if (!channel)
            continue; // not set up here
        auto bill = (*channel)->ask(payout);
        using enum wechatpay::Disposition;
        const bool notThisWay = !bill && (bill.error().isNotFound() || bill.error().disposition == refused ||
                                             bill.error().disposition == needsPerson);
        if (!notThisWay) // a merchant who may not ask that way may not pay that way either
            return OtherWay{*channel, std::move(bill)};
    }
    return std::nullopt;
}

Result<Lookback::Look> Lookback::lookAtRefund(const Finding& finding)
{
    struct Known {
        payments::RefundRow refund;
        shop::Order order;
    };
    const auto read = [&] {
        return readers_.read<Known>([&](Database& database) -> Result<Known> {
            ZF_ASSIGN(auto refund, payments::findRefund(database, finding.number));
            if (!refund)
                return base::damaged(
                    "damaged", QStringLiteral("Refund %1 is not in the books.").arg(finding.number));
            ZF_ASSIGN(shop::Order order, payments::orderOf(database, *refund));
            return Known{*std::move(refund), std::move(order)};
        });
    };
    ZF_ASSIGN(const Known known, read());
    if (payments::isFinal(known.refund.stage))
        return Look(endedMeanwhile(finding.ours, payments::toText(known.refund.stage)));
    wechatpay::Cashier* const cashier = clients_.cashier(payments::generationOf(known.order));
    if (!cashier)
        return Look(cannotBeAsked(QStringLiteral("the merchant's API v2 key is not set")));
    const auto told = cashier->queryRefund(known.refund.number, known.order.appid);
    const bool taken = known.refund.stage == payments::RefundStage::processing ||
                       known.refund.stage == payments::RefundStage::abnormal;
    if (!told)
        return unanswered(finding, told.error(), !taken);
    if (told->outRefundNo != known.refund.number.toString())
        return Look(cannotBeAsked(QStringLiteral("WeChat answered about another number")));
    QByteArray bytes;
    if (known.refund.request.isEmpty()) {
        bytes = payments::refundBytes(*cashier, known.order, known.refund, settings_).value_or("{}");
    }
    ZF_ASSIGN(const Applied applied, writer_.runNow<Applied>([&](Database& database) -> Result<Applied> {
        // It was sent after the backup: what would be sent now stands for the bytes that are lost.
        if (!bytes.isEmpty())
            ZF_TRY(errands::fixBytes(database, known.refund.errand, bytes, {}));
        const qint64 now = clock_.nowUtcMs();
        return payments::applyRefund(database, *told, payments::expectedFrom(settings_),
            wechatpay::toldBy("looked at after a restore", cashier->lastRequestId()),
            now + settings_.number("payouts.poll_ms"), now);
    }));
    ZF_ASSIGN(const Known now, read());
    return Look(found(told->state.text, finding.ours, payments::toText(now.refund.stage), applied));
}

Result<Lookback::Look> Lookback::lookAtOrder(const Finding& finding)
{
    const auto read = [&] {
        return readers_.read<shop::Order>(
            [&](Database& database) { return shop::findOrder(database, finding.number); });
    };
    ZF_ASSIGN(const shop::Order order, read());
    wechatpay::Cashier* const cashier = clients_.cashier(payments::generationOf(order));
    if (!cashier)
        return Look(cannotBeAsked(QStringLiteral("the merchant's API v2 key is not set")));
    const auto told = cashier->queryOrder(order.number, order.appid);
    if (!told)
        return unanswered(finding, told.error(), order.transactionId.isEmpty());
    using enum wechatpay::TradeState;
    const bool paid = told->state.value == success || told->state.value == refund;
    const bool news = paid ? order.transactionId.isEmpty() || told->state.value == refund
                           : order.payment == shop::Payment::pending && told->state.value != notPay &&
                                 told->state.value != userPaying;
    if (!news)
        return Look(found(told->state.text, finding.ours, shop::toText(order.state), {}));
    if (const auto synced = orders_.sync(finding.number); !synced)
        return Look(cannotBeAsked(synced.error().describe()));
    ZF_ASSIGN(const shop::Order now, read());
    Found what = found(told->state.text, finding.ours, shop::toText(now.state), {});
    if (paid && now.transactionId.isEmpty())
        what = {told->state.text, QStringLiteral("paid at WeChat, and set aside here: see the tasks"), true};
    // Which refunds, an order does not tell by its own number.
    else if (told->state.value == refund && now.refunded == order.refunded &&
             !order.transactionId.isEmpty() && now.refunded < now.amount)
        what = {told->state.text,
            QStringLiteral(
                "WeChat has given money of it back; the books know of %1: see the merchant platform")
                .arg(now.refunded.toDisplay()),
            now.refunded.isZero()};
    return Look(std::move(what));
}

} // namespace zhangfang::backend
