#include "backend/engine.h"

#include "payments/order_desk.h"
#include "payouts/dispatcher.h"
#include "payouts/payout_desk.h"

#include <QDebug>
#include <QHostAddress>
#include <QUrl>

namespace zhangfang::backend
{

namespace v3 = wechatpay::v3;

namespace
{
/// How often workers look for what other processes have written.
constexpr auto kTick = std::chrono::milliseconds(200);

bool isLoopback(const QString& url)
{
    return QHostAddress(QUrl(url).host()).isLoopback();
}
} // namespace

Result<std::unique_ptr<Engine>> Engine::start(ShopFolder& folder)
{
    std::unique_ptr<Engine> engine(new Engine(folder));
    ZF_ASSIGN(engine->lock_, folder.lockEngine());
    ZF_ASSIGN(access::Settings settings, folder.settings());
    ZF_ASSIGN(const v3::Merchant merchant, folder.merchant());
    ZF_ASSIGN(v3::PlatformKeys keys, ShopFolder::platformKeys(settings));
    if (keys.isEmpty()) {
        // Certificate mode: nothing WeChat says can be believed before its certificates are here.
        const auto fetched = folder.makeClient(merchant, keys, settings)->refreshCertificates();
        if (!fetched)
            return base::unavailable(
                "no_platform_key", QStringLiteral("WeChat Pay's certificates could not be fetched: ") +
                                       fetched.error().describe());
        keys = *fetched;
    }

    engine->inbox_ = std::make_unique<payments::Inbox>(folder.writer(), folder.clock(),
        std::map<QString, payments::EventHandler>{
            {QStringLiteral("TRANSACTION.SUCCESS"),
                payments::transactionHandler(payments::expectedFrom(settings))},
            {QStringLiteral("MCHTRANSFER.BILL.FINISHED"), payouts::transferHandler(settings)}});
    http::ServerOptions options;
    options.bind = settings.text("listener.bind");
    options.port = static_cast<quint16>(settings.number("listener.port"));
    options.tlsCertificateFile = settings.text("listener.tls_certificate");
    options.tlsKeyFile = settings.text("listener.tls_key");
    ZF_ASSIGN(engine->listener_,
        listener::Listener::start(options, {keys, merchant.apiV3Key}, *engine->inbox_, folder.clock()));
    engine->listeningAt_ =
        QStringLiteral("%1://%2:%3")
            .arg(options.tlsCertificateFile.isEmpty() ? QStringLiteral("http") : QStringLiteral("https"),
                options.bind)
            .arg(engine->listener_->port());

    // The practice server can be told where we listen; the real one needs an address the merchant has
    // published.
    const QString notifyUrl = settings.text("wechatpay.notify_url");
    if (isLoopback(settings.text("wechatpay.api_base_url")) &&
        (notifyUrl.isEmpty() || isLoopback(notifyUrl))) {
        ZF_TRY(folder.writer().runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(access::setSetting(database, QStringLiteral("wechatpay.notify_url"),
                engine->listeningAt_ + QStringLiteral("/wechatpay/notify"), folder.clock().nowUtcMs()));
            return 0;
        }));
        ZF_ASSIGN(settings, folder.settings());
    }

    engine->workers_.emplace_back([&self = *engine, &folder, merchant, keys, settings] {
        const auto client = folder.makeClient(merchant, keys, settings);
        payouts::Dispatcher dispatcher(folder.writer(), folder.readers(), *client, folder.clock(), settings);
        bool recovered = false;
        self.work("payouts", [&]() -> Status {
            if (!recovered) {
                ZF_ASSIGN(const int count, dispatcher.recover());
                if (count > 0)
                    qInfo("recovering %d payouts whose outcome is unclear", count);
                recovered = true;
            }
            return dispatcher.runDue().map([](int) {});
        });
    });
    engine->workers_.emplace_back([&self = *engine, &folder, merchant, keys, settings] {
        const auto client = folder.makeClient(merchant, keys, settings);
        payments::OrderDesk orders(
            folder.writer(), folder.readers(), *client, folder.clock(), folder.random(), settings);
        qint64 lastSettledUtcMs = 0;
        self.work("orders", [&]() -> Status {
            ZF_TRY(orders.pollDue());
            if (folder.clock().nowUtcMs() - lastSettledUtcMs > 60'000) {
                ZF_TRY(folder.writer().runNow<qint64>([&](storage::Database& database) {
                    return payments::settleDue(database, folder.clock().nowUtcMs());
                }));
                lastSettledUtcMs = folder.clock().nowUtcMs();
            }
            return {};
        });
    });
    return engine;
}

void Engine::work(const char* name, const std::function<Status()>& step)
{
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        if (const auto done = step(); !done)
            qWarning().noquote() << name << "will try again:" << done.error().describe();
        lock.lock();
        wake_.wait_for(lock, kTick, [this] { return stopping_; });
    }
}

Engine::~Engine()
{
    listener_.reset();
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& worker : workers_)
        worker.join();
}

} // namespace zhangfang::backend
