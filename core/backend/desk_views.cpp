#include "backend/desk_later.h"
#include "http/loopback.h"

namespace zhangfang::backend
{

using base::PayoutId;
using base::UserId;
using storage::Database;

Later<reports::Pulse> Desk::pulse()
{
    return read<reports::Pulse>([](Database& database) { return reports::pulse(database); });
}

Later<reports::Overview> Desk::overview()
{
    return read<reports::Overview>([this](Database& database) -> Result<reports::Overview> {
        ZF_ASSIGN(const access::Settings settings, access::Settings::load(database));
        return reports::overview(database, settings.text("payouts.account"), folder_->clock().nowUtcMs());
    });
}

Later<payouts::Coverage> Desk::coverage()
{
    return read<payouts::Coverage>([this](Database& database) -> Result<payouts::Coverage> {
        ZF_ASSIGN(const access::Settings settings, access::Settings::load(database));
        return payouts::coverage(database, settings.text("payouts.account"), folder_->clock().nowUtcMs());
    });
}

Later<std::vector<reports::Countdown>> Desk::countdowns()
{
    return read<std::vector<reports::Countdown>>(
        [this](Database& database) { return reports::countdowns(database, folder_->clock().nowUtcMs()); });
}

Later<reports::Underway> Desk::underwayHere()
{
    return read<reports::Underway>([this](Database& database) -> Result<reports::Underway> {
        {
            const std::unique_lock lock(engineInUse_, std::try_to_lock);
            if (lock && !engine_)
                return reports::Underway{};
        }
        return reports::underway(database);
    });
}

bool isOnThisMachine(const QString& url)
{
    return http::isLoopback(QUrl(url));
}

Later<reports::OrderStory> Desk::orderStory(QString number)
{
    return read<reports::OrderStory>(
        [number = std::move(number)](Database& database) { return reports::orderStory(database, number); });
}

Later<std::vector<std::vector<payments::RefundStory>>> Desk::refundStories(
    std::vector<payments::RefundId> ids)
{
    using Stories = std::vector<std::vector<payments::RefundStory>>;
    return read<Stories>([ids = std::move(ids)](Database& database) -> Result<Stories> {
        Stories stories;
        for (const payments::RefundId id : ids) {
            ZF_ASSIGN(auto story, payments::storyOf(database, id));
            stories.push_back(std::move(story));
        }
        return stories;
    });
}

Later<QString> Desk::orderOfRefund(QString outRefundNo)
{
    return read<QString>([number = std::move(outRefundNo)](Database& database) -> Result<QString> {
        ZF_ASSIGN(const auto found, payments::findRefund(database, number));
        if (!found)
            return base::notFound(
                "no_such_refund", QStringLiteral("There is no refund %1.").arg(number.left(64)));
        return payments::orderOf(database, *found).map([](const shop::Order& order) {
            return order.number.toString();
        });
    });
}

Later<Desk::RefundPreview> Desk::previewRefund(QString orderNumber, base::Money amount)
{
    return read<RefundPreview>(
        [number = std::move(orderNumber), amount](Database& database) -> Result<RefundPreview> {
            ZF_ASSIGN(const shop::Order order, shop::findOrder(database, number));
            ZF_ASSIGN(const payments::Refunded gone, payments::refundedOf(database, order.id));
            RefundPreview preview;
            ZF_ASSIGN(preview.takings, payments::expectedTakings(order, amount, gone.expected));
            if (order.purpose == shop::Purpose::topup) {
                ZF_ASSIGN(preview.fromUser, payments::takenBack(order, amount, gone.before));
            }
            return preview;
        });
}

Later<reports::PayoutStory> Desk::payoutStory(PayoutId id)
{
    return read<reports::PayoutStory>([this, id](Database& database) -> Result<reports::PayoutStory> {
        ZF_ASSIGN(const access::Settings settings, access::Settings::load(database));
        return reports::payoutStory(database, id, settings, folder_->clock().nowUtcMs());
    });
}

Later<std::vector<reports::PayoutStory>> Desk::payoutStories(std::vector<PayoutId> ids)
{
    return read<std::vector<reports::PayoutStory>>(
        [this, ids = std::move(ids)](Database& database) -> Result<std::vector<reports::PayoutStory>> {
            ZF_ASSIGN(const access::Settings settings, access::Settings::load(database));
            std::vector<reports::PayoutStory> stories;
            for (const PayoutId id : ids) {
                ZF_ASSIGN(
                    auto story, reports::payoutStory(database, id, settings, folder_->clock().nowUtcMs()));
                stories.push_back(std::move(story));
            }
            return stories;
        });
}

Later<PayoutId> Desk::payoutByNumber(QString outBillNo)
{
    return read<PayoutId>([outBillNo = std::move(outBillNo)](Database& database) -> Result<PayoutId> {
        ZF_ASSIGN(const auto found, payouts::findPayoutByNumber(database, outBillNo));
        if (!found)
            return base::notFound(
                "no_such_withdrawal", QStringLiteral("There is no withdrawal %1.").arg(outBillNo.left(40)));
        return found->id;
    });
}

Later<Desk::UserStory> Desk::userStory(UserId user)
{
    return read<UserStory>([user](Database& database) -> Result<UserStory> {
        UserStory story;
        ZF_ASSIGN(story.user, shop::findUser(database, user));
        ZF_ASSIGN(story.wallet, shop::wallet(database, user));
        ZF_ASSIGN(story.consent, payouts::findConsent(database, user));
        return story;
    });
}

Later<std::optional<payouts::Consent>> Desk::consentOf(UserId user)
{
    return read<std::optional<payouts::Consent>>(
        [user](Database& database) { return payouts::findConsent(database, user); });
}

Later<std::vector<ledger::AccountBalance>> Desk::balances()
{
    return read<std::vector<ledger::AccountBalance>>(
        [](Database& database) { return ledger::balances(database); });
}

Later<reports::TransferDetail> Desk::transfer(base::TransferId id)
{
    return read<reports::TransferDetail>(
        [id](Database& database) { return reports::transferById(database, id); });
}

Later<reports::SettlementReport> Desk::settlementReport(QDate from, QDate to)
{
    return on<reports::SettlementReport>(longWork_, [this, from, to]() -> Result<reports::SettlementReport> {
        return folder_->readers().read<reports::SettlementReport>([this, from, to](Database& database) {
            return reports::settlementReport(database, from, to, folder_->clock().nowUtcMs());
        });
    });
}

Later<access::Settings> Desk::settings()
{
    return read<access::Settings>([](Database& database) { return access::Settings::load(database); });
}

Later<std::vector<access::Operator>> Desk::operators()
{
    return read<std::vector<access::Operator>>(
        [](Database& database) { return access::listOperators(database); });
}

} // namespace zhangfang::backend
