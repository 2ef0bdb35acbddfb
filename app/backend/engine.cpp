#include "backend/engine.h"

#include "backend/events.h"
#include "base/calendar.h"
#include "payments/complaint.h"
#include "payments/order_desk.h"
#include "payments/refund_desk.h"
#include "payments/refund_search.h"
#include "payouts/balances.h"
#include "payouts/consent.h"
#include "payouts/dispatcher.h"
#include "payouts/policy.h"
#include "payouts/told.h"
#include "reports/pulse.h"
#include "shop/tasks.h"

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
constexpr qint64 kBalancesEveryMs = 10 * 60'000; ///< of the accounts nothing is paid from
constexpr qint64 kWarnAheadMs = 30 * base::kDayMs;
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
          orders(folder.writer(), folder.readers(), clients, folder.clock(), folder.random(), settings),
          search(folder.writer(), folder.readers(), clients, folder.clock(), settings),
          refunds(folder.writer(), folder.readers(), clients, folder.clock(), folder.random(), settings),
          consents(folder.writer(), folder.readers(), *clients.v3, folder.clock(), folder.random(), settings),
          complaints(folder.writer(), folder.readers(), *clients.v3, folder.clock())
    {
    }
    const access::Settings settings;
    const wechatpay::Clients clients;
    payouts::Dispatcher dispatcher;
    payments::OrderDesk orders;
    payments::RefundSearch search;
    payments::RefundDesk refunds;
    payouts::ConsentDesk consents;
    payments::ComplaintDesk complaints;
};

Result<std::unique_ptr<Engine>> Engine::start(ShopFolder& folder)
{
    std::unique_ptr<Engine> engine(new Engine(folder));
    ZF_ASSIGN(engine->lock_, folder.lockEngine());
    ZF_ASSIGN(const access::Settings settings, folder.settings());
    ZF_ASSIGN(engine->keys_, ShopFolder::keyRing(settings));
    ZF_ASSIGN(const auto merchant, engine->currentMerchant(settings));
    engine->inbox_ = std::make_unique<payments::Inbox>(folder.writer(), folder.clock(), eventHandlers());
    ZF_TRY(engine->listen(settings, {merchant->apiV3Key, merchant->apiV2Key}));
    engine->workers_.emplace_back([&self = *engine] { self.payouts(); });
    engine->workers_.emplace_back([&self = *engine] { self.orders(); });
    engine->workers_.emplace_back([&self = *engine] { self.status(); });
    return engine;
}

Status Engine::listen(const access::Settings& settings, const listener::ApiKeys& apiKeys)
{
    http::ServerOptions options;
    options.bind = settings.text("listener.bind");
    options.port = static_cast<quint16>(settings.number("listener.port"));
    options.tlsCertificateFile = settings.text("listener.tls_certificate");
    options.tlsKeyFile = settings.text("listener.tls_key");
    ZF_ASSIGN(listener_, listener::Listener::start(options, keys_, apiKeys, *inbox_, folder_.clock()));
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
                listeningAt_ + QLatin1String(listener::kNotifyPath), folder_.clock().nowUtcMs()));
            ZF_TRY(access::setSetting(database, QStringLiteral("wechatpay.v2_notify_url"),
                listeningAt_ + QLatin1String(listener::kV2NotifyPath), folder_.clock().nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Status Engine::equip(std::unique_ptr<Tools>& tools)
{
    ZF_ASSIGN(access::Settings settings, folder_.settings());
    if (!tools || !(tools->settings == settings)) {
        ZF_ASSIGN(const auto merchant, currentMerchant(settings));
        tools.reset();
        tools = std::make_unique<Tools>(
            folder_, *merchant, keys_, std::move(settings), [this](const wechatpay::Contact& contact) {
                const std::lock_guard lock(contactInUse_);
                contact_ = contact;
                if (contact.trouble.isEmpty())
                    contactOkAtUtcMs_ = contact.atUtcMs;
            });
    }
    return refreshKeys(*tools->clients.v3);
}

Result<std::shared_ptr<const wechatpay::Merchant>> Engine::currentMerchant(const access::Settings& settings)
{
    // What a change of keys always changes too; secrets are not read five times a second.
    QMap<QString, QString> from;
    for (const char* key :
        {"wechatpay.mchid", "wechatpay.appid", "wechatpay.certificate_serial", "wechatpay.certificate",
            "wechatpay.public_key_id", "wechatpay.public_key", "wechatpay.keys_changed_at"})
        from.insert(QString::fromLatin1(key), settings.text(key));
    const std::lock_guard lock(merchantInUse_);
    if (merchant_ && from == merchantSettings_)
        return merchant_;
    ZF_ASSIGN(wechatpay::Merchant merchant, folder_.merchant());
    if (const QString id = settings.text("wechatpay.public_key_id"); !id.isEmpty()) {
        ZF_ASSIGN(
            const auto key, crypto::PublicKey::fromPem(settings.text("wechatpay.public_key").toLatin1()));
        keys_->add(
            id.toLatin1(), key); // beside what is there: both kinds of serial arrive while a merchant moves
    }
    if (listener_)
        listener_->setApiKeys({merchant.apiV3Key, merchant.apiV2Key});
    merchant_ = std::make_shared<const wechatpay::Merchant>(std::move(merchant));
    merchantSettings_ = std::move(from);
    return merchant_;
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
    qint64 lastBalancesUtcMs = 0;
    bool recovered = false;
    work("orders", [&]() -> Status {
        ZF_TRY(equip(tools));
        if (!recovered) {
            ZF_ASSIGN(const int count, tools->refunds.recover());
            if (count > 0)
                qInfo("recovering %d refunds whose outcome is unclear", count);
            recovered = true;
        }
        ZF_TRY(tools->orders.pollDue());
        ZF_TRY(tools->refunds.runDue());
        ZF_TRY(tools->search.runDue());
        ZF_TRY(tools->consents.runDue());
        ZF_TRY(tools->complaints.runDue());
        const qint64 now = folder_.clock().nowUtcMs();
        const auto paying = payouts::accountType(tools->settings.text("payouts.account"));
        if (now - lastBalanceUtcMs > kBalanceEveryMs) {
            lastBalanceUtcMs = now;
            ZF_TRY(askBalance(*tools->clients.v3, paying));
        }
        if (now - lastBalancesUtcMs > kBalancesEveryMs) {
            lastBalancesUtcMs = now;
            for (const auto account : wechatpay::kAccountTypes) {
                if (account != paying)
                    ZF_TRY(askBalance(*tools->clients.v3, account));
            }
            for (const auto account : wechatpay::kAccountTypes)
                ZF_TRY(askDayEnd(*tools->clients.v3, account));
            ZF_TRY(warnOfExpiry(tools->settings));
        }
        if (now - lastSettledUtcMs > kSettleEveryMs) {
            ZF_TRY(folder_.writer().runNow<qint64>([&](storage::Database& database) {
                return payments::settleDue(database, folder_.clock().nowUtcMs());
            }));
            lastSettledUtcMs = now;
        }
        return {};
    });
}

Status Engine::askBalance(v3::Client& client, wechatpay::AccountType account)
{
    const auto balance = client.balance(account);
    if (!balance)
        return {}; // the contact tells; what is known of the balance grows old by itself
    return folder_.writer()
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(payouts::recordBalance(database, account, *balance, folder_.clock().nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Status Engine::askDayEnd(v3::Client& client, wechatpay::AccountType account)
{
    ZF_ASSIGN(const auto day, folder_.readers().read<std::optional<QDate>>([&](storage::Database& database) {
        return payouts::dayEndWanted(database, account, folder_.clock().nowUtcMs());
    }));
    if (!day)
        return {};
    const auto balance = client.dayEndBalance(account, *day);
    if (!balance)
        return {}; // not every merchant has every account
    return folder_.writer()
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(payouts::recordDayEnd(database, account, *day, *balance, folder_.clock().nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

Status Engine::warnOfExpiry(const access::Settings& settings)
{
    const qint64 now = folder_.clock().nowUtcMs();
    std::vector<std::tuple<QString, QString, qint64>> ends;
    if (const auto own = crypto::Certificate::fromPem(settings.text("wechatpay.certificate").toLatin1()))
        ends.emplace_back(QStringLiteral("merchant_certificate_ends"),
            QStringLiteral("The merchant's certificate %1").arg(QString::fromLatin1(own->serialHex())),
            own->validUntilUtcMs());
    if (const auto until = keys_->current()->certificatesEndUtcMs();
        until && settings.text("wechatpay.public_key_id").isEmpty())
        ends.emplace_back(QStringLiteral("platform_certificate_ends"),
            QStringLiteral("WeChat Pay's last known certificate"), *until);
    return folder_.writer()
        .runNow<int>([&](storage::Database& database) -> Result<int> {
            for (const auto& [code, what, until] : ends) {
                const qint64 days = (until - now) / base::kDayMs;
                if (until - now < kWarnAheadMs)
                    ZF_TRY(shop::raiseTask(database, QStringLiteral("certificate:") + QString::number(until),
                        code,
                        QStringLiteral("%1 ends on %2, in %3 days.")
                            .arg(what, base::businessDay(until).toString(Qt::ISODate))
                            .arg(days),
                        now, until));
            }
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
