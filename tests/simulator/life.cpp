#include "simulator/life.h"

#include "backend/events.h"
#include "base/calendar.h"
#include "payments/inbox_packing.h"
#include "payouts/balances.h"
#include "recovery/findings.h"

#include <future>

namespace zhangfang::simulator
{

namespace
{
constexpr qint64 kBalancesEveryMs = 10 * 60'000;
constexpr qint64 kLookAgainMs = 10'000; ///< as core/backend/watch has it
} // namespace

Result<std::unique_ptr<Life>> Life::begin(const Ground& ground)
{
    std::unique_ptr<Life> life(new Life(ground));
    ZF_ASSIGN(life->writer_, storage::Writer::start(ground.file));
    wechatpay::v3::PlatformKeys keys;
    keys.add(ground.identity.publicKeyId, ground.identity.platformKey.publicKey());
    keys.add(ground.identity.certificate);
    life->keys_ = std::make_shared<wechatpay::v3::KeyRing>(keys);
    life->inbox_ = std::make_unique<payments::Inbox>(*life->writer_, ground.clock, backend::eventHandlers());
    life->listener_ = listener::Listener::make(
        life->keys_, {ground.identity.apiV3Key, ground.identity.apiV2Key}, *life->inbox_, ground.clock);
    ZF_TRY(life->equip());
    return life;
}

Status Life::equip()
{
    ZF_ASSIGN(settings_, readers_.read<access::Settings>(
                             [](storage::Database& database) { return access::Settings::load(database); }));
    payouts_.reset();
    refunds_.reset();
    orders_.reset();
    search_.reset();
    consents_.reset();
    complaints_.reset();
    resolve_.reset();
    refundResolve_.reset();
    lookback_.reset();
    const auto& who = ground_.identity;
    const wechatpay::Merchant merchant{who.mchid, who.appid, who.merchantSerial, who.merchantKey,
        who.apiV3Key, who.apiV2Key, who.merchantCertificate.pem()};
    const int timeoutMs = static_cast<int>(settings_.number("wechatpay.timeout_ms"));
    wechatpay::ConnectionOptions connection{
        QUrl(settings_.text("wechatpay.api_base_url")), {}, timeoutMs, {}, {}};
    clients_.v3 = std::make_unique<wechatpay::v3::Client>(
        merchant, keys_, connection, ground_.network.transport(), ground_.clock, ground_.random);
    connection.base = QUrl(settings_.text("wechatpay.v2_base_url"));
    clients_.v2 = std::make_unique<wechatpay::v2::Client>(
        merchant, connection, ground_.network.transport(), ground_.clock, ground_.random);
    storage::Writer& writer = *writer_;
    const base::Clock& clock = ground_.clock;
    base::RandomSource& random = ground_.random;
    payouts_ = std::make_unique<payouts::Dispatcher>(writer, readers_, clients_, clock, random, settings_);
    refunds_ = std::make_unique<payments::RefundDesk>(writer, readers_, clients_, clock, random, settings_);
    orders_ = std::make_unique<payments::OrderDesk>(writer, readers_, clients_, clock, random, settings_);
    search_ = std::make_unique<payments::RefundSearch>(writer, readers_, clients_, clock, settings_);
    consents_ =
        std::make_unique<payouts::ConsentDesk>(writer, readers_, *clients_.v3, clock, random, settings_);
    complaints_ = std::make_unique<payments::ComplaintDesk>(writer, readers_, *clients_.v3, clock);
    resolve_ = std::make_unique<payouts::ResolveDesk>(writer, readers_, clients_, clock, settings_);
    refundResolve_ =
        std::make_unique<payments::RefundResolveDesk>(writer, readers_, clients_, clock, settings_);
    lookback_ = std::make_unique<backend::Lookback>(writer, readers_, clients_, clock, random, settings_);
    return {};
}

const std::vector<Life::Worker>& Life::workers()
{
    static const std::vector<Worker> kWorkers{{"payouts", &Life::sendPayouts},
        {"refunds", &Life::sendRefunds}, {"orders", &Life::pollOrders}, {"search", &Life::searchRefunds},
        {"consents", &Life::askConsents}, {"complaints", &Life::readComplaints},
        {"balances", &Life::askBalances}, {"books", &Life::keepBooks}, {"recovery", &Life::lookBack}};
    return kWorkers;
}

Status Life::sendPayouts()
{
    if (!payoutsRecovered_)
        ZF_TRY(payouts_->recover());
    payoutsRecovered_ = true;
    return payouts_->runDue().map([](int) {});
}

Status Life::sendRefunds()
{
    if (!refundsRecovered_)
        ZF_TRY(refunds_->recover());
    refundsRecovered_ = true;
    return refunds_->runDue().map([](int) {});
}

Status Life::pollOrders()
{
    return orders_->pollDue().map([](int) {});
}

Status Life::searchRefunds()
{
    return search_->runDue().map([](int) {});
}

Status Life::askConsents()
{
    return consents_->runDue();
}

Status Life::readComplaints()
{
    return complaints_->runDue();
}

Status Life::askBalances()
{
    const qint64 now = ground_.clock.nowUtcMs();
    if (std::abs(now - balancesAskedAtUtcMs_) < kBalancesEveryMs)
        return {};
    balancesAskedAtUtcMs_ = now;
    for (const auto account : {wechatpay::AccountType::basic, wechatpay::AccountType::operation})
        ZF_TRY(payouts::askBalance(*writer_, readers_, *clients_.v3, ground_.clock, account));
    return {};
}

Status Life::keepBooks()
{
    const qint64 now = ground_.clock.nowUtcMs();
    ZF_TRY(writer_->runNow<qint64>(
        [now](storage::Database& database) { return payments::settleDue(database, now); }));
    return writer_
        ->runNow<bool>([now](storage::Database& database) -> Result<bool> {
            return payments::packBodies(database, now - base::kDayMs);
        })
        .map([](bool) {});
}

Status Life::lookBack()
{
    ZF_ASSIGN(const auto standing, readers_.read<recovery::Standing>(&recovery::standing));
    return standing.state == recovery::State::looking ? lookback_->runDue() : Status{};
}

http::Response Life::hear(const http::Request& request)
{
    auto answered = std::make_shared<std::promise<http::Response>>();
    auto answer = answered->get_future();
    listener_->handle(
        request, [answered](http::Response response) { answered->set_value(std::move(response)); });
    return answer.get();
}

Status Life::clockWasPutBack()
{
    return writer_
        ->runNow<int>([&](storage::Database& database) -> Result<int> {
            const qint64 now = ground_.clock.nowUtcMs();
            const qint64 grace = settings_.number("payouts.grace_seconds") * 1000;
            ZF_TRY(payouts::dueBy(database, now + std::max(grace, kLookAgainMs)));
            ZF_TRY(payments::dueBy(database, now + kLookAgainMs));
            ZF_TRY(shop::dueBy(database, now + kLookAgainMs));
            ZF_TRY(recovery::dueBy(database, now + kLookAgainMs));
            return 0;
        })
        .map([](int) {});
}

} // namespace zhangfang::simulator
