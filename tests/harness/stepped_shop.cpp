#include "harness/stepped_shop.h"

#include "access/operators.h"
#include "access/settings.h"
#include "base/json.h"
#include "practice/detail/memory.h"
#include "reports/overview.h"

#include <QFile>

namespace zhangfang::harness
{

using storage::Database;
namespace v3 = wechatpay::v3;

SteppedShop::SteppedShop()
{
    if (const base::Status opened = open(); !opened)
        problem_ = opened.error().describe();
}

base::Status SteppedShop::open()
{
    shop_.clock.set(wall_.nowUtcMs());
    // Its identity is known, so that what it would have said can be signed.
    ZF_ASSIGN(identity_, practice::detail::Identity::make(random_, wall_.nowUtcMs(), spareKey));
    const QString file = temp_.filePath(QStringLiteral("practice.json"));
    QFile state(file);
    const QByteArray bytes = practice::detail::toBytes(*identity_, practice::detail::Memory{});
    if (!state.open(QIODevice::WriteOnly) || state.write(bytes) != bytes.size())
        return base::unavailable("disk_error", state.errorString());
    state.close();
    practice::Practice::Options options;
    options.stateFile = file;
    ZF_ASSIGN(wechat_, practice::Practice::start(options));
    if (!control("mode", {{QStringLiteral("confirm"), QStringLiteral("manual")},
                             {QStringLiteral("refunds"), QStringLiteral("manual")}}))
        return base::unavailable("practice", QStringLiteral("its mode cannot be set"));
    const QJsonObject matching = wechat_->matchingSettings();
    for (auto value = matching.begin(); value != matching.end(); ++value) {
        if (access::settingRule(value.key()))
            ZF_TRY(set(value.key().toLatin1().constData(), value.value().toString()));
    }
    ZF_TRY(set("payouts.grace_seconds", QStringLiteral("0")));
    ZF_TRY(set("wechatpay.notify_url", QStringLiteral("http://127.0.0.1:9/notify")));
    ZF_TRY(set("wechatpay.v2_notify_url", QStringLiteral("http://127.0.0.1:9/notify")));
    ZF_TRY(shop_.write<int>([&](Database& database) -> base::Result<int> {
        ZF_TRY(access::addOwner(database, QStringLiteral("mei"), QStringLiteral("x"), wall_.nowUtcMs()));
        return 0;
    }));
    const wechatpay::Merchant merchant{identity_->mchid, identity_->appid, identity_->merchantSerial,
        identity_->merchantKey, identity_->apiV3Key, identity_->apiV2Key,
        identity_->merchantCertificate.pem()};
    v3::PlatformKeys keys;
    keys.add(identity_->publicKeyId, identity_->platformKey.publicKey());
    const access::Settings now = settings();
    wechatpay::ConnectionOptions connection{QUrl(now.text("wechatpay.api_base_url")), {}, 10'000, {}, {}};
    clients_.v3 = std::make_unique<v3::Client>(merchant, std::make_shared<v3::KeyRing>(keys), connection,
        harmedTransport(http::makeTransport(), wire_, *identity_), wall_, random_);
    connection.base = QUrl(now.text("wechatpay.v2_base_url"));
    clients_.v2 = std::make_unique<wechatpay::v2::Client>(merchant, connection,
        harmedTransport(http::makeTransport({now.text("wechatpay.ca_file"), merchant.certificatePem,
                            merchant.privateKey.toPem(), {}}),
            wire_, *identity_),
        wall_, random_);
    return {};
}

access::Settings SteppedShop::settings()
{
    return shop_.readers
        .read<access::Settings>([](Database& database) { return access::Settings::load(database); })
        .value_or(access::Settings{});
}

base::Status SteppedShop::set(const char* key, const QString& value)
{
    return shop_.set(key, value);
}

base::UserId SteppedShop::userWith(const QString& openid, qint64 fen, const QString& name)
{
    const base::UserId user = shop_.addUser(openid, name);
    if (!shop_.fund(user, fen) || !control("fund", {{QStringLiteral("amount_fen"), fen}}))
        problem_ = QStringLiteral("the user was not funded");
    return user;
}

base::Result<payouts::Payout> SteppedShop::approved(base::UserId user, qint64 fen)
{
    ZF_ASSIGN(const auto payout, payoutDesk().request(user, base::Money::fen(fen)));
    return payoutDesk().approve(payout.id, QStringLiteral("mei"));
}

base::Result<shop::Order> SteppedShop::paidOrder(const QString& number, qint64 fen)
{
    payments::OrderDesk desk = orderDesk();
    payments::NewOrder wanted;
    wanted.number = number;
    wanted.amount = base::Money::fen(fen);
    wanted.description = QStringLiteral("tea");
    wanted.channel = QStringLiteral("native");
    ZF_TRY(desk.create(wanted));
    if (!control("pay", {{QStringLiteral("out_trade_no"), number}}))
        return base::unavailable("practice", QStringLiteral("the order was not paid"));
    return desk.sync(number);
}

base::Result<payments::RefundRow> SteppedShop::requestedRefund(const QString& order, qint64 fen)
{
    return refundResolveDesk().request(
        order, base::Money::fen(fen), QStringLiteral("cold"), QStringLiteral("mei"));
}

base::Result<std::optional<qint64>> SteppedShop::nextDue()
{
    return shop_.readers.read<std::optional<qint64>>(
        [](Database& database) -> base::Result<std::optional<qint64>> {
            ZF_ASSIGN(
                auto rows, database.query("SELECT MIN(next_at) FROM errands WHERE next_at IS NOT NULL"));
            if (!rows.next() || rows.isNull(0))
                return std::optional<qint64>();
            return std::optional(rows.number(0));
        });
}

base::Status SteppedShop::run(qint64 ms, int steps)
{
    const access::Settings now = settings();
    payouts::Dispatcher dispatcher(*shop_.writer, shop_.readers, clients_, shop_.clock, shop_.random, now);
    payments::RefundDesk refunds = refundDesk();
    const qint64 end = shop_.clock.nowUtcMs() + ms;
    for (int step = 0; step < steps; ++step) {
        ZF_TRY(dispatcher.runDue());
        ZF_TRY(refunds.runDue());
        ZF_ASSIGN(const auto next, nextDue());
        if (!next || *next > end) {
            shop_.clock.set(end);
            return {};
        }
        shop_.clock.set(std::max(shop_.clock.nowUtcMs(), *next));
    }
    return base::unavailable(
        "not_paced", QStringLiteral("%1 steps and no end: something is asked without a pause").arg(steps));
}

base::Status SteppedShop::restart()
{
    payouts::Dispatcher dispatcher(
        *shop_.writer, shop_.readers, clients_, shop_.clock, shop_.random, settings());
    ZF_TRY(dispatcher.recover());
    return refundDesk().recover().map([](int) {});
}

payments::RefundRow SteppedShop::refund(const base::OutRefundNo& number)
{
    const auto found = shop_.readers.read<std::optional<payments::RefundRow>>(
        [&](Database& database) { return payments::findRefund(database, number.toString()); });
    return found && *found ? **found : payments::RefundRow{};
}

ResolveDesk SteppedShop::resolveDesk()
{
    return {*shop_.writer, shop_.clock, shop_.random,
        std::make_shared<payouts::ResolveDesk>(
            *shop_.writer, shop_.readers, clients_, shop_.clock, settings())};
}

RefundDecisions SteppedShop::refundResolveDesk()
{
    return {*shop_.writer, shop_.clock, shop_.random,
        std::make_shared<payments::RefundResolveDesk>(
            *shop_.writer, shop_.readers, clients_, shop_.clock, settings())};
}

payments::RefundDesk SteppedShop::refundDesk()
{
    return {*shop_.writer, shop_.readers, clients_, shop_.clock, shop_.random, settings()};
}

payments::OrderDesk SteppedShop::orderDesk()
{
    return {*shop_.writer, shop_.readers, clients_, shop_.clock, shop_.random, settings()};
}

shop::Order SteppedShop::order(const QString& number)
{
    return shop_.readers
        .read<shop::Order>([&](Database& database) { return shop::findOrder(database, number); })
        .value_or(shop::Order{});
}

QStringList SteppedShop::orderStory(const QString& number)
{
    return shop_.readers
        .read<QStringList>([&](Database& database) -> base::Result<QStringList> {
            ZF_ASSIGN(auto rows, database.query("SELECT event, evidence FROM order_events WHERE order_id = "
                                                "(SELECT id FROM orders WHERE out_trade_no = :number) "
                                                "ORDER BY id",
                                     {{":number", number}}));
            QStringList lines;
            while (rows.next())
                lines << rows.text(0) + QStringLiteral(": ") + rows.text(1);
            return lines;
        })
        .value_or(QStringList());
}

QStringList SteppedShop::tasks()
{
    QStringList codes;
    const auto open = shop_.readers.read<std::vector<reports::Task>>(
        [](Database& database) { return reports::openTasks(database, 100); });
    for (const auto& task : open.value_or(std::vector<reports::Task>{}))
        codes << task.code;
    return codes;
}

QStringList SteppedShop::story(base::PayoutId id)
{
    QStringList lines;
    const auto events = shop_.readers.read<std::vector<payouts::PayoutEvent>>(
        [&](Database& database) { return payouts::eventsOf(database, id); });
    for (const auto& event : events.value_or(std::vector<payouts::PayoutEvent>{}))
        lines << event.event;
    return lines;
}

bool SteppedShop::control(const char* verb, const QJsonObject& order) const
{
    http::Request request{"POST", QByteArray("/control/") + verb, {}, base::toCompactJson(order), {}};
    request.headers.add("Content-Type", "application/json");
    const auto answer = http::makeTransport()->exchange(
        QUrl(QStringLiteral("http://127.0.0.1:%1").arg(wechat_->port())), request, 10'000);
    return answer && answer->status == 200;
}

QJsonObject SteppedShop::atWechat(const payouts::Payout& payout) const
{
    for (const auto& transfer : wechat_->books().value(QLatin1String("transfers")).toArray()) {
        if (transfer.toObject().value(QLatin1String("out_bill_no")).toString() == payout.number.toString())
            return transfer.toObject();
    }
    return {};
}

int SteppedShop::timesPaid(const payouts::Payout& payout) const
{
    return atWechat(payout).value(QLatin1String("times_paid")).toInt();
}

QString SteppedShop::difference()
{
    const ledger::Proof proof = shop_.proof();
    if (!proof.ok())
        return proof.firstDifference;
    const auto ours = shop_.readers.read<qint64>([](Database& database) -> base::Result<qint64> {
        ZF_ASSIGN(const auto basic, ledger::balance(database, ledger::AccountPath::wechatBasic()));
        ZF_ASSIGN(const auto waiting, ledger::balance(database, ledger::AccountPath::wechatUnsettled()));
        return basic.inFen() + waiting.inFen();
    });
    const qint64 theirs = wechat_->books().value(QLatin1String("balance_fen")).toInteger();
    return ours && *ours == theirs
               ? QString()
               : QStringLiteral("ours %1, WeChat's %2").arg(ours.value_or(-1)).arg(theirs);
}

} // namespace zhangfang::harness
