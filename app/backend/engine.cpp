#include "backend/engine.h"

#include "payments/order_desk.h"
#include "payouts/dispatcher.h"
#include "payouts/payout_desk.h"
#include "payouts/policy.h"
#include "reports/pulse.h"

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
constexpr qint64 kSettleEveryMs = 60'000;
constexpr qint64 kBeatEveryMs = 3'000;
constexpr qint64 kBalanceEveryMs = 60'000;
/// Platform certificates are fetched anew this often (facts page, "Keys"), and never more often than that.
constexpr qint64 kRefreshEveryMs = 12 * 60 * 60 * 1000;
constexpr qint64 kRefreshAtMostMs = 30'000;

bool isLoopback(const QString& url)
{
    return QHostAddress(QUrl(url).host()).isLoopback();
}
} // namespace

/// What one worker thread works with. Settings that have changed since make a new set.
struct Engine::Tools {
    Tools(ShopFolder& folder, const wechatpay::Merchant& merchant, const std::shared_ptr<v3::KeyRing>& keys,
        access::Settings current, const std::function<void(const wechatpay::Contact&)>& onContact)
        : settings(std::move(current)), clients(folder.makeClients(merchant, keys, settings, onContact)),
          dispatcher(folder.writer(), folder.readers(), clients, folder.clock(), folder.random(), settings),
          orders(folder.writer(), folder.readers(), clients, folder.clock(), folder.random(), settings)
    {
    }
    const access::Settings settings;
    const wechatpay::Clients clients;
    payouts::Dispatcher dispatcher;
    payments::OrderDesk orders;
};

Result<std::unique_ptr<Engine>> Engine::start(ShopFolder& folder)
{
    std::unique_ptr<Engine> engine(new Engine(folder));
    ZF_ASSIGN(engine->lock_, folder.lockEngine());
    ZF_ASSIGN(const access::Settings settings, folder.settings());
    ZF_ASSIGN(wechatpay::Merchant merchant, folder.merchant());
    ZF_ASSIGN(engine->keys_, ShopFolder::keyRing(settings));
    engine->inbox_ = std::make_unique<payments::Inbox>(folder.writer(), folder.clock(),
        std::map<QString, payments::EventHandler>{
            {QStringLiteral("TRANSACTION.SUCCESS"), payments::transactionHandler()},
            {QStringLiteral("MCHTRANSFER.BILL.FINISHED"), payouts::transferHandler()}});
    ZF_TRY(engine->listen(settings, merchant.apiV3Key));
    engine->merchant_ = std::make_unique<wechatpay::Merchant>(std::move(merchant));
    engine->workers_.emplace_back([&self = *engine] { self.payouts(); });
    engine->workers_.emplace_back([&self = *engine] { self.orders(); });
    engine->workers_.emplace_back([&self = *engine] { self.status(); });
    return engine;
}

Status Engine::listen(const access::Settings& settings, const QByteArray& apiV3Key)
{
    http::ServerOptions options;
    options.bind = settings.text("listener.bind");
    options.port = static_cast<quint16>(settings.number("listener.port"));
    options.tlsCertificateFile = settings.text("listener.tls_certificate");
    options.tlsKeyFile = settings.text("listener.tls_key");
    ZF_ASSIGN(listener_, listener::Listener::start(options, {keys_, apiV3Key}, *inbox_, folder_.clock()));
    listeningAt_ =
        QStringLiteral("%1://%2:%3")
            .arg(options.tlsCertificateFile.isEmpty() ? QStringLiteral("http") : QStringLiteral("https"),
                options.bind)
            .arg(listener_->port());

    // The practice server can be told where we listen; the real one needs an address the merchant has
    // published.
    const QString notifyUrl = settings.text("wechatpay.notify_url");
    if (!isLoopback(settings.text("wechatpay.api_base_url")) ||
        !(notifyUrl.isEmpty() || isLoopback(notifyUrl)))
        return {};
    return folder_.writer()
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(access::setSetting(database, QStringLiteral("wechatpay.notify_url"),
                listeningAt_ + QStringLiteral("/wechatpay/notify"), folder_.clock().nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Status Engine::equip(std::unique_ptr<Tools>& tools)
{
    ZF_ASSIGN(access::Settings settings, folder_.settings());
    if (!tools || !(tools->settings == settings)) {
        tools.reset();
        tools = std::make_unique<Tools>(
            folder_, *merchant_, keys_, std::move(settings), [this](const wechatpay::Contact& contact) {
                const std::lock_guard lock(contactInUse_);
                contact_ = contact;
                if (contact.trouble.isEmpty())
                    contactOkAtUtcMs_ = contact.atUtcMs;
            });
    }
    return refreshKeys(*tools->clients.v3);
}

Status Engine::refreshKeys(v3::Client& client)
{
    const qint64 now = folder_.clock().nowUtcMs();
    const std::lock_guard lock(refreshing_);
    const bool none = keys_->current()->isEmpty();
    // By certificate alone a new one must be learnt before the old one ends; with a public key, only when
    // asked.
    const bool old = keys_->current()->hasCertificate() && now - refreshedAtUtcMs_ > kRefreshEveryMs;
    if (none || old || keys_->takeWanted()) {
        if (now - refreshedAtUtcMs_ > kRefreshAtMostMs) {
            refreshedAtUtcMs_ = now;
            if (const auto fetched = client.refreshCertificates(); !fetched)
                qWarning().noquote() << "WeChat Pay's certificates could not be fetched:"
                                     << fetched.error().describe();
        }
    }
    if (keys_->current()->isEmpty())
        return base::unavailable("no_platform_key",
            QStringLiteral("nothing WeChat Pay says can be believed before its certificates are here"));
    return {};
}

void Engine::payouts()
{
    std::unique_ptr<Tools> tools;
    bool recovered = false;
    work("payouts", [&]() -> Status {
        ZF_TRY(equip(tools));
        if (!recovered) {
            ZF_ASSIGN(const int count, tools->dispatcher.recover());
            if (count > 0)
                qInfo("recovering %d payouts whose outcome is unclear", count);
            recovered = true;
        }
        return tools->dispatcher.runDue().map([](int) {});
    });
}

void Engine::orders()
{
    std::unique_ptr<Tools> tools;
    qint64 lastSettledUtcMs = 0;
    qint64 lastBalanceUtcMs = 0;
    work("orders", [&]() -> Status {
        ZF_TRY(equip(tools));
        ZF_TRY(tools->orders.pollDue());
        if (folder_.clock().nowUtcMs() - lastBalanceUtcMs > kBalanceEveryMs) {
            lastBalanceUtcMs = folder_.clock().nowUtcMs();
            ZF_TRY(askBalance(*tools->clients.v3, tools->settings));
        }
        if (folder_.clock().nowUtcMs() - lastSettledUtcMs > kSettleEveryMs) {
            ZF_TRY(folder_.writer().runNow<qint64>([&](storage::Database& database) {
                return payments::settleDue(database, folder_.clock().nowUtcMs());
            }));
            lastSettledUtcMs = folder_.clock().nowUtcMs();
        }
        return {};
    });
}

Status Engine::askBalance(v3::Client& client, const access::Settings& settings)
{
    const QString account = settings.text("payouts.account");
    const auto balance = client.balance(payouts::accountType(account));
    if (!balance)
        return {}; // the contact tells; what is known of the balance grows old by itself
    return folder_.writer()
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(payouts::recordBalance(database, account, *balance, folder_.clock().nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

void Engine::status()
{
    reports::EngineStatus last;
    const auto write = [&](const reports::EngineStatus& now) {
        last = now;
        return folder_.writer()
            .runNow<int>([&](storage::Database& database) -> Result<int> {
                ZF_TRY(reports::recordEngineStatus(database, now));
                return 0;
            })
            .map([](int) {});
    };
    work("status", [&]() -> Status {
        reports::EngineStatus now = last;
        now.listeningAt = listeningAt_;
        {
            const std::lock_guard lock(contactInUse_);
            now.wechatOkAtUtcMs = contactOkAtUtcMs_;
            now.wechatTrouble = contact_.trouble;
            now.clockSkewMs = contact_.clockSkewMs;
        }
        const qint64 time = folder_.clock().nowUtcMs();
        const bool news = now.wechatTrouble != last.wechatTrouble || now.listeningAt != last.listeningAt;
        if (!news && time - last.beatAtUtcMs < kBeatEveryMs)
            return {};
        now.beatAtUtcMs = time;
        return write(now);
    });
    last.listeningAt.clear();
    if (const Status gone = write(last); !gone)
        qWarning().noquote() << "status:" << gone.error().describe();
}

void Engine::work(const char* name, const std::function<Status()>& step)
{
    QString said; // the same trouble is told once, not five times a second
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        const Status done = step();
        const QString trouble = done ? QString() : done.error().describe();
        if (!trouble.isEmpty() && trouble != said)
            qWarning().noquote() << name << "will try again:" << trouble;
        said = trouble;
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
