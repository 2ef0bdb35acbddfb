#include "simulator/life.h"

#include "backend/events.h"
#include "base/calendar.h"
#include "errands/held_as.h"
#include "payments/commands.h"
#include "payments/inbox_packing.h"
#include "payouts/balances.h"
#include "payouts/commands.h"
#include "recovery/findings.h"
#include "shop/commands.h"
#include "storage/because.h"

#include <future>

namespace zhangfang::simulator
{

namespace
{
constexpr qint64 kBalancesEveryMs = 10 * 60'000;
constexpr qint64 kLookAgainMs = 10'000; ///< as core/backend/watch has it

constexpr size_t at(Life::Worker worker)
{
    return static_cast<size_t>(worker);
}
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
    life->seals_ = std::make_unique<backend::Seals>(
        backend::Seals::Tools{ground.folder, life->readers_, ground.clock, ground.random, ground.sealKey});
    life->openOffice();
    ZF_TRY(life->equip());
    return life;
}

wechatpay::Clients Life::makeClients()
{
    const auto& who = ground_.identity;
    const wechatpay::Merchant merchant{who.mchid, who.appid, who.merchantSerial, who.merchantKey,
        who.apiV3Key, who.apiV2Key, who.merchantCertificate.pem()};
    const int timeoutMs = static_cast<int>(settings_.number("wechatpay.timeout_ms"));
    wechatpay::ConnectionOptions connection{
        QUrl(settings_.text("wechatpay.api_base_url")), {}, timeoutMs, {}, {}};
    wechatpay::Clients clients;
    clients.v3 = std::make_unique<wechatpay::v3::Client>(
        merchant, keys_, connection, ground_.network.transport(), ground_.clock, ground_.random);
    connection.base = QUrl(settings_.text("wechatpay.v2_base_url"));
    clients.v2 = std::make_unique<wechatpay::v2::Client>(
        merchant, connection, ground_.network.transport(), ground_.clock, ground_.random);
    return clients;
}

Status Life::equip()
{
    ZF_ASSIGN(settings_, readers_.read<access::Settings>(
                             [](storage::Database& database) { return access::Settings::load(database); }));
    // They refer to the clients there were before.
    senders_ = {};
    refunds_.reset();
    orders_.reset();
    search_.reset();
    consents_.reset();
    complaints_.reset();
    lookback_.reset();
    for (wechatpay::Clients& clients : clients_)
        clients = makeClients();
    peoples_ = makeClients();
    storage::Writer& writer = *writer_;
    const base::Clock& clock = ground_.clock;
    base::RandomSource& random = ground_.random;
    const auto of = [this](Worker worker) -> wechatpay::Clients& { return clients_[at(worker)]; };
    for (size_t sender = 0; sender < kSenders; ++sender)
        senders_[sender] = std::make_unique<payouts::Dispatcher>(
            writer, readers_, clients_[sender], clock, random, settings_);
    refunds_ = std::make_unique<payments::RefundDesk>(
        writer, readers_, of(Worker::refunds), clock, random, settings_);
    orders_ =
        std::make_unique<payments::OrderDesk>(writer, readers_, of(Worker::orders), clock, random, settings_);
    search_ =
        std::make_unique<payments::RefundSearch>(writer, readers_, of(Worker::search), clock, settings_);
    consents_ = std::make_unique<payouts::ConsentDesk>(
        writer, readers_, *of(Worker::consents).v3, clock, random, settings_);
    complaints_ =
        std::make_unique<payments::ComplaintDesk>(writer, readers_, *of(Worker::complaints).v3, clock);
    lookback_ =
        std::make_unique<backend::Lookback>(writer, readers_, of(Worker::recovery), clock, random, settings_);
    return {};
}

void Life::openOffice()
{
    // Each act has a desk of its own, as core/backend/shop_office makes them.
    shop::offerCommands(catalogue_, ground_.random);
    payments::Outside outside{
        ground_.random, *writer_, ground_.clock, {}, {}, {}, {}, {}, backend::eventHandlers()};
    outside.orders = [this]() -> Result<std::shared_ptr<payments::OrderDesk>> {
        return std::make_shared<payments::OrderDesk>(
            *writer_, readers_, peoples_, ground_.clock, ground_.random, settings_);
    };
    outside.refunds = [this]() -> Result<std::shared_ptr<payments::RefundDesk>> {
        return std::make_shared<payments::RefundDesk>(
            *writer_, readers_, peoples_, ground_.clock, ground_.random, settings_);
    };
    outside.complaints = [this]() -> Result<std::shared_ptr<payments::ComplaintDesk>> {
        return std::make_shared<payments::ComplaintDesk>(*writer_, readers_, *peoples_.v3, ground_.clock);
    };
    outside.hear = [this](const QString& number) { return refundAsking().hear(number); };
    outside.keys = [this]() -> Result<payments::ReplayKeys> {
        return payments::ReplayKeys{ground_.identity.apiV3Key, ground_.identity.apiV2Key};
    };
    payments::offerCommands(catalogue_, outside);
    payouts::Outside paying{ground_.random};
    paying.askBalance = [this]() -> Result<bool> {
        return payouts::askBalance(
            *writer_, readers_, *peoples_.v3, ground_.clock, wechatpay::AccountType::basic)
            .map([](payouts::Asked asked) { return asked == payouts::Asked::told; });
    };
    paying.hear = [this](base::PayoutId id) { return payoutAsking().hear(id); };
    payouts::offerCommands(catalogue_, paying);
    office_ = std::make_unique<office::Office>(*writer_, ground_.clock, catalogue_);
}

payouts::ResolveDesk Life::payoutAsking()
{
    return {*writer_, readers_, peoples_, ground_.clock, settings_};
}

payments::RefundResolveDesk Life::refundAsking()
{
    return {*writer_, readers_, peoples_, ground_.clock, settings_};
}

const char* Life::nameOf(size_t worker)
{
    static constexpr std::array<const char*, kWorkers> kNames{"payouts", "payouts", "payouts", "refunds",
        "orders", "search", "consents", "complaints", "balances", "books", "recovery", "seals"};
    return kNames[worker];
}

std::optional<Status> Life::step(size_t worker)
{
    if (busy_[worker])
        return std::nullopt;
    busy_[worker] = true;
    const storage::Working working(nameOf(worker));
    const errands::HeldAs holder(QStringLiteral("till:%1:%2").arg(ground_.number).arg(worker));
    Status done = work(worker);
    busy_[worker] = false;
    return done;
}

Status Life::work(size_t worker)
{
    if (worker < kSenders)
        return sendPayouts(worker);
    const auto nothing = [](int) {};
    switch (static_cast<Worker>(worker)) {
    case Worker::refunds:
        return sendRefunds();
    case Worker::orders:
        return orders_->pollDue().map(nothing);
    case Worker::search:
        return search_->runDue().map(nothing);
    case Worker::consents:
        return consents_->runDue();
    case Worker::complaints:
        return complaints_->runDue();
    case Worker::balances:
        return askBalances();
    case Worker::books:
        return keepBooks();
    case Worker::recovery:
        return lookBack();
    case Worker::seals:
        return seals_->make(backend::Seals::When::dayIsOver).map([](const auto&) {});
    case Worker::firstSender:
    case Worker::end:
        break;
    }
    return {};
}

Status Life::sendPayouts(size_t worker)
{
    // By the first of them alone, and before any of them sends: what is being sent then is of before.
    if (!payoutsRecovered_)
        ZF_TRY(senders_[worker]->recover());
    payoutsRecovered_ = true;
    return senders_[worker]->runDue().map([](int) {});
}

Status Life::sendRefunds()
{
    if (!refundsRecovered_)
        ZF_TRY(refunds_->recover());
    refundsRecovered_ = true;
    return refunds_->runDue().map([](int) {});
}

Status Life::askBalances()
{
    const qint64 now = ground_.clock.nowUtcMs();
    if (std::abs(now - balancesAskedAtUtcMs_) < kBalancesEveryMs)
        return {};
    balancesAskedAtUtcMs_ = now;
    for (const auto account : {wechatpay::AccountType::basic, wechatpay::AccountType::operation})
        ZF_TRY(payouts::askBalance(
            *writer_, readers_, *clients_[at(Worker::balances)].v3, ground_.clock, account));
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

Status Life::endCleanly()
{
    return seals_->make(backend::Seals::When::cleanEnd).map([](const auto&) {});
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
