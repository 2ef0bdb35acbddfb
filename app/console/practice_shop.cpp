#include "console/practice_shop.h"

#include "backend/setup.h"
#include "base/json.h"
#include "console/practice_folder.h"
#include "console/practice_history.h"
#include "http/transport.h"
#include "payments/order_desk.h"
#include "payouts/commands.h"
#include "reports/payout_queue.h"
#include "shop/users.h"

#include <QDebug>
#include <QDir>
#include <QUrl>

namespace zhangfang::console
{
namespace
{

constexpr int kPayeeThinksMs = 8'000;
constexpr auto kTick = std::chrono::seconds(1);
/// Seconds between customers, and between users who want their money.
constexpr int kOrderEvery = 6;
constexpr int kWithdrawEvery = 23;
constexpr int kLoseAnswerEvery = 90;
constexpr int kRefundElsewhereEvery = 240;
/// One customer in so many has a coupon, and one payment in so many is known late.
constexpr qint64 kCouponFor = 6;
constexpr qint64 kLateFor = 9;
constexpr int kLateByMs = 25'000;
/// WeChat Pay's usual fee, in percent.
constexpr auto kFeeRate = "0.60";
/// With so many waiting nobody else asks: the queue of a small shop.
constexpr qint64 kLongestQueue = 12;
constexpr int kTimeoutMs = 5'000;

} // namespace

Result<std::unique_ptr<PracticeShop>> PracticeShop::open(const QString& folder)
{
    std::unique_ptr<PracticeShop> shop(new PracticeShop);
    ZF_TRY(claimForPractice(folder));
    practice::Practice::Options options;
    options.confirmAfterMs = kPayeeThinksMs;
    options.feeRate = QString::fromLatin1(kFeeRate);
    options.stateFile = QDir(folder).filePath(QStringLiteral("practice.json"));
    ZF_ASSIGN(shop->wechat_, practice::Practice::start(options));
    const auto made = backend::ShopFolder::initialise(folder, QStringLiteral("茶与游戏"),
        QStringLiteral("owner"), QByteArray(kPassword), backend::ShopFolder::Maker::practice);
    const bool fresh = made.has_value();
    if (!made && made.error().code != QLatin1String("already_initialised"))
        return base::fail(made.error());
    ZF_ASSIGN(shop->folder_, backend::ShopFolder::open(folder, access::openMemory()));
    ZF_ASSIGN(const bool isOurs, shop->folder_->readers().read<bool>(&backend::ShopFolder::isMadeByPractice));
    if (!isOurs) // put there since the folder was looked at
        return base::refused(
            "not_practice", QStringLiteral("%1 holds books that practice has not made.").arg(folder));
    QJsonObject settings = shop->wechat_->matchingSettings();
    if (fresh) {
        settings.insert(QStringLiteral("payouts.poll_ms"), QStringLiteral("3000"));
        settings.insert(QStringLiteral("access.unlock_minutes"), QStringLiteral("5"));
        settings.insert(QStringLiteral("backup.daily"), QStringLiteral("off")); // nobody's money is in it
    }
    ZF_TRY(backend::importSettings(
        *shop->folder_, settings, access::Actor::program(QStringLiteral("practice"))));
    if (fresh) {
        ZF_ASSIGN(const auto days, bookHistory(*shop->folder_));
        for (const Growth& day : days)
            ZF_TRY(shop->control("fund",
                {{QStringLiteral("amount_fen"), day.by.inFen()}, {QStringLiteral("at"), day.atUtcMs}}));
    }
    return shop;
}

PracticeShop::~PracticeShop()
{
    rest();
}

void PracticeShop::rest()
{
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (life_.joinable())
        life_.join();
}

void PracticeShop::comeAlive(backend::ShopFolder& shop)
{
    life_ = std::thread([this, &shop] { live(shop); });
}

qint64 PracticeShop::upTo(qint64 most)
{
    const QByteArray bytes = random_.bytes(4);
    quint32 number = 0;
    memcpy(&number, bytes.constData(), sizeof number);
    return static_cast<qint64>(number) % (most + 1);
}

Status PracticeShop::control(const char* verb, const QJsonObject& order) const
{
    http::Request request{"POST", QByteArray("/control/") + verb, {}, base::toCompactJson(order), {}};
    request.headers.add("Content-Type", "application/json");
    const auto answer = http::makeTransport()->exchange(
        QUrl(QStringLiteral("http://127.0.0.1:%1").arg(wechat_->port())), request, kTimeoutMs);
    if (!answer || answer->status != 200)
        return base::unavailable("practice", QStringLiteral("The practice WeChat Pay did not do it."));
    return {};
}

void PracticeShop::live(backend::ShopFolder& shop)
{
    const auto tell = [](const char* what, const Status& done) {
        if (!done && done.error().kind != base::ErrorKind::refused)
            qWarning().noquote() << "practice" << what << done.error().describe();
    };
    int second = 0;
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        wake_.wait_for(lock, kTick, [this] { return stopping_; });
        if (stopping_)
            return;
        lock.unlock();
        ++second;
        if (second % kOrderEvery == 0)
            tell("order:", customerOrders(shop));
        if (second % kWithdrawEvery == 0)
            tell("withdrawal:", userWithdraws(shop));
        if (second % kLoseAnswerEvery == 0)
            tell("fault:", control("fault", {{QStringLiteral("target"), QStringLiteral("create_transfer")},
                                                {QStringLiteral("kind"), QStringLiteral("drop_after")}}));
        if (second % kRefundElsewhereEvery == 0)
            tell("refund:", refundElsewhere());
        lock.lock();
    }
}

Status PracticeShop::customerOrders(backend::ShopFolder& shop)
{
    ZF_ASSIGN(const access::Settings settings, shop.settings());
    if (settings.text("wechatpay.notify_url").isEmpty())
        return {}; // the engine is not up yet
    ZF_ASSIGN(const auto client, shop.connectToWechat());
    payments::OrderDesk desk(shop.writer(), shop.readers(), client, shop.clock(), shop.random(), settings);
    ZF_ASSIGN(const auto users, shop.readers().read<std::vector<shop::User>>([](storage::Database& database) {
        return shop::listUsers(database, {}, 50);
    }));
    if (users.empty())
        return {};
    payments::NewOrder wanted;
    const bool topUp = upTo(2) == 0;
    const Product& product = kProducts[static_cast<size_t>(upTo(std::size(kProducts) - 1))];
    wanted.amount = base::Money::fen(topUp ? (1 + upTo(9)) * 1'000 : product.fen);
    wanted.description = topUp ? QStringLiteral("余额充值") : QString::fromUtf8(product.description);
    wanted.channel = QStringLiteral("native");
    wanted.purpose = topUp ? shop::Purpose::topup : shop::Purpose::sale;
    wanted.user = users[static_cast<size_t>(upTo(static_cast<qint64>(users.size()) - 1))].id;
    ZF_ASSIGN(const shop::Order order, desk.create(wanted));
    if (upTo(9) == 0)
        return {}; // this one thinks better of it
    const QString number = order.number.toString();
    if (upTo(kCouponFor - 1) == 0) {
        // A tenth off: the shop's own discount, or one that WeChat pays for.
        const bool own = upTo(1) == 0;
        ZF_TRY(control("coupon",
            {{QStringLiteral("out_trade_no"), number},
                {QStringLiteral("type"), own ? QStringLiteral("NOCASH") : QStringLiteral("CASH")},
                {QStringLiteral("contribute"), own ? QStringLiteral("merchant") : QStringLiteral("wechat")},
                {QStringLiteral("amount_fen"), wanted.amount.inFen() / 10}}));
    }
    QJsonObject payment{{QStringLiteral("out_trade_no"), number}};
    if (upTo(kLateFor - 1) == 0)
        payment.insert(QStringLiteral("surface_ms"), kLateByMs);
    else if (!topUp)
        lastSale_ = {number, wanted.amount};
    return control("pay", payment);
}

/// Somebody gives half of the latest sale back in WeChat's own platform.
Status PracticeShop::refundElsewhere()
{
    const auto sale = std::exchange(lastSale_, std::nullopt);
    if (!sale)
        return {};
    return control("refund_elsewhere", {{QStringLiteral("out_trade_no"), sale->number},
                                           {QStringLiteral("amount_fen"), sale->amount.inFen() / 2}});
}

Status PracticeShop::userWithdraws(backend::ShopFolder& shop)
{
    ZF_ASSIGN(const auto waiting, shop.readers().read<reports::Waiting>([](storage::Database& database) {
        return reports::waitingPayouts(database);
    }));
    if (waiting.count >= kLongestQueue)
        return {};
    ZF_ASSIGN(const auto users, shop.readers().read<std::vector<shop::User>>([](storage::Database& database) {
        return shop::listUsers(database, {}, 50);
    }));
    if (users.empty())
        return {};
    const auto user = users[static_cast<size_t>(upTo(static_cast<qint64>(users.size()) - 1))].id;
    return backend::ShopOffice(shop)
        .door()
        .run(access::Actor::program(QStringLiteral("practice")),
            payouts::RequestWithdrawal{user, base::Money::fen((1 + upTo(8)) * 1'000), {}})
        .map([](const QJsonObject&) {});
}

} // namespace zhangfang::console
