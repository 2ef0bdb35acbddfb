#include "backend/engine.h"

#include "backend/daily_backup.h"
#include "backend/indexing.h"
#include "backend/seal_trouble.h"
#include "backend/watch.h"
#include "http/loopback.h"
#include "reports/pulse.h"

#include <QDebug>
#include <QHostAddress>
#include <QUrl>

namespace zhangfang::backend
{

namespace
{
using rooms::kSlowTick;
using rooms::kTick;
constexpr qint64 kBackupAgainMs = 15 * 60'000;
constexpr qint64 kSealEveryMs = 60'000;
constexpr qint64 kSealAgainMs = 15 * 60'000;
constexpr qint64 kBeatEveryMs = 3'000;

/// Of the thread that asks: a client calls its observers on the worker's own thread.
thread_local Health::Worker* living = nullptr;

/// An IPv6 address stands in brackets: http://[::1]:8443
QString urlOf(const QString& scheme, const QString& address, quint16 port)
{
    QUrl url;
    url.setScheme(scheme);
    url.setHost(address);
    url.setPort(port);
    return url.toString();
}

/// Where one who is told to listen everywhere can be reached from this machine.
QString reachable(const QString& bind)
{
    const QHostAddress address(bind);
    if (address == QHostAddress(QHostAddress::AnyIPv4))
        return QStringLiteral("127.0.0.1");
    return address == QHostAddress(QHostAddress::AnyIPv6) ? QStringLiteral("::1") : bind;
}
} // namespace

/// What the threads of one worker share.
struct Engine::Crew {
    std::mutex recovering;
    bool isRecovered = false; ///< under `recovering`
};

Engine::Engine(ShopFolder& folder)
    : folder_(folder), rooms_(allRooms(folder)), place_(placeOf(folder, rooms_))
{
}

Result<std::unique_ptr<Engine>> Engine::start(ShopFolder& folder)
{
    std::unique_ptr<Engine> engine(new Engine(folder));
    ZF_ASSIGN(engine->lock_, folder.lockEngine());
    if (const Status moved = folder.moveProxyPassword(); !moved) // it works where it is
        qWarning().noquote() << "proxy:" << moved.error().describe();
    if (const Status made = folder.makeLogFolder(); !made) // it works without
        qWarning().noquote() << "log:" << made.error().describe();
    ZF_ASSIGN(const access::Settings settings, folder.settings());
    // A call may take its time-out at each of WeChat's two addresses before it tells that it lives.
    engine->health_ = std::make_unique<Health>(
        Health::steady(), std::max(Health::kStuckMs, 3 * settings.number("wechatpay.timeout_ms")));
    ZF_ASSIGN(engine->keys_, ShopFolder::keyRing(settings));
    ZF_ASSIGN(const auto merchant, engine->currentMerchant(settings));
    // Books that were put back by hand are noticed before anything is done with them.
    ZF_TRY(engine->markBooks());
    const auto tell = [&folder](const QString& what) -> Status {
        return folder.writer()
            .runNow<int>([&](storage::Database& database) -> Result<int> {
                ZF_TRY(tellOfSeals(database, what, folder.clock().nowUtcMs()));
                return 0;
            })
            .map([](int) {});
    };
    // Of a practice shop the key ends with the program: seals of before are never its own.
    ZF_ASSIGN(const bool isPractice, folder.readers().read<bool>(&ShopFolder::isMadeByPractice));
    using Tell = std::function<Status(const QString&)>;
    engine->seals_ = std::make_unique<Seals>(Seals::Tools{folder.path(), folder.readers(), folder.clock(),
        folder.random(), sealKeyOf(folder), isPractice ? Tell() : Tell(tell)});
    engine->inbox_ =
        std::make_unique<payments::Inbox>(folder.writer(), folder.clock(), engine->place_.events);
    ZF_TRY(engine->listen(settings, {merchant->apiV3Key, merchant->apiV2Key}));
    for (const rooms::Room& room : engine->rooms_) {
        for (const rooms::Worker& worker : room.workers) {
            engine->crews_.push_back(std::make_unique<Crew>());
            Crew& crew = *engine->crews_.back();
            for (int one = 0; one < worker.atOnce; ++one)
                engine->workers_.emplace_back([&self = *engine, &worker, &crew] { self.run(worker, crew); });
        }
    }
    for (void (Engine::*const worker)() : {&Engine::certificates, &Engine::index, &Engine::status,
             &Engine::mark, &Engine::watch, &Engine::backups, &Engine::seals})
        engine->workers_.emplace_back([&self = *engine, worker] { (self.*worker)(); });
    return engine;
}

Status Engine::listen(const access::Settings& settings, const listener::ApiKeys& apiKeys)
{
    http::ServerOptions options;
    options.bind = settings.text("listener.bind");
    options.port = static_cast<quint16>(settings.number("listener.port"));
    ZF_ASSIGN(options.trustedProxies, access::addressRanges(settings.text("listener.trusted_proxies")));
    options.tlsCertificateFile = settings.text("listener.tls_certificate");
    options.tlsKeyFile = settings.text("listener.tls_key");
    ZF_ASSIGN(const auto head, folder_.readers().read<recovery::Head>(&recovery::head));
    ZF_ASSIGN(listener_, listener::Listener::start(
                             options, keys_, apiKeys, *inbox_, folder_.clock(),
                             [this] { return health_->reasons(); }, head.books));
    refusals_ = listener_->refusals();
    const QString scheme =
        options.tlsCertificateFile.isEmpty() ? QStringLiteral("http") : QStringLiteral("https");
    listeningAt_ = urlOf(scheme, options.bind, listener_->port());
    const QString own = urlOf(scheme, reachable(options.bind), listener_->port());

    // The practice server can be told where we listen; the real one needs an address the merchant has
    // published.
    const QString notifyUrl = settings.text("wechatpay.notify_url");
    if (!http::isLoopback(QUrl(settings.text("wechatpay.api_base_url"))) ||
        !(notifyUrl.isEmpty() || http::isLoopback(QUrl(notifyUrl))))
        return {};
    const access::Author author{QStringLiteral("system"), access::Author::Right::program};
    const auto told = folder_.writer().runNow<int>([&](storage::Database& database) -> Result<int> {
        ZF_TRY(access::setSetting(database, QStringLiteral("wechatpay.notify_url"),
            own + QLatin1String(listener::kNotifyPath), author, folder_.clock().nowUtcMs()));
        ZF_TRY(access::setSetting(database, QStringLiteral("wechatpay.v2_notify_url"),
            own + QLatin1String(listener::kV2NotifyPath), author, folder_.clock().nowUtcMs()));
        return 0;
    });
    // Listening at an address of the local network, which WeChat Pay would not take: a person names another.
    if (!told && told.error().kind == base::ErrorKind::invalid) {
        qWarning().noquote() << "the practice server cannot notify" << own + QLatin1Char(':')
                             << told.error().describe();
        return {};
    }
    return told.map([](int) {});
}

Result<bool> Engine::connect(std::unique_ptr<rooms::Connection>& connection, ShopFolder::Speaks speaks)
{
    ZF_ASSIGN(access::Settings settings, folder_.settings());
    if (connection && connection->settings == settings)
        return false;
    ZF_ASSIGN(const auto merchant, currentMerchant(settings));
    auto clients = folder_.makeClients(
        *merchant, keys_, settings,
        [this](const wechatpay::Contact& contact) {
            if (living)
                living->beat(); // a step may be many calls
            const std::lock_guard lock(contactInUse_);
            contact_ = contact;
            if (contact.clockSkewMs)
                skewMs_ = contact.clockSkewMs;
            if (contact.trouble.isEmpty())
                contactOkAtUtcMs_ = contact.atUtcMs;
        },
        speaks, [this] { return stopping_.load(); });
    connection =
        std::make_unique<rooms::Connection>(rooms::Connection{std::move(clients), std::move(settings)});
    return true;
}

Status Engine::keysAreHere() const
{
    if (keys_->current()->isEmpty())
        return base::unavailable("no_platform_key",
            QStringLiteral("nothing WeChat Pay says can be believed before its certificates are here"));
    return {};
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

void Engine::run(const rooms::Worker& worker, Crew& crew)
{
    using Speaks = rooms::Worker::Speaks;
    const auto speaks = worker.speaks == Speaks::both ? ShopFolder::Speaks::both : ShopFolder::Speaks::v3;
    std::unique_ptr<rooms::Connection> connection;
    rooms::Working working;
    const auto ready = [&]() -> Status {
        if (worker.speaks == Speaks::withNobody) {
            if (!working.step)
                working = worker.make(place_, {});
            return {};
        }
        if (connection)
            ZF_TRY(keysAreHere());
        ZF_ASSIGN(const bool renewed, connect(connection, speaks));
        if (renewed || !working.step) {
            working = {}; // it refers to the clients there were before
            working = worker.make(place_, *connection);
        }
        return keysAreHere();
    };
    work(worker.name, worker.pace, [&]() -> Status {
        if (worker.hasWork) {
            ZF_ASSIGN(const bool hasWork, folder_.readers().read<bool>(worker.hasWork));
            if (!hasWork)
                return {};
        }
        ZF_TRY(ready());
        if (working.recover) {
            // By the first of them alone, and before any of them sends: what is being sent then is of before.
            const std::lock_guard lock(crew.recovering);
            if (!crew.isRecovered) {
                ZF_ASSIGN(const int count, working.recover());
                if (count > 0)
                    qInfo("recovering %d %s whose outcome is unclear", count, worker.name);
                crew.isRecovered = true;
            }
        }
        return working.step();
    });
}

void Engine::certificates()
{
    std::unique_ptr<rooms::Connection> connection;
    const base::SteadyClock steady;
    CertificatePace pace;
    work("certificates", kTick, [&]() -> Status {
        const auto keys = keys_->current();
        // By certificate alone a new one must be learnt before the old one ends; with a public key, only when
        // asked.
        if (!pace.isDue({keys->isEmpty(), keys_->takeWanted(), keys->hasCertificate()}, steady.nowUtcMs()))
            return {};
        ZF_TRY(connect(connection, ShopFolder::Speaks::v3));
        const auto fetched = connection->clients.v3->refreshCertificates();
        if (fetched) {
            pace.fetched(steady.nowUtcMs());
            return {};
        }
        pace.failed(steady.nowUtcMs());
        return base::unavailable("no_platform_key",
            QStringLiteral("WeChat Pay's certificates could not be fetched: ") + fetched.error().describe());
    });
}

void Engine::index()
{
    Indexing indexing;
    work("index", kSlowTick, [this, &indexing] {
        return indexing.goOn(folder_, [this] {
            living->beat();
            return stopping_.load();
        });
    });
}

void Engine::mark()
{
    work("mark", kSlowTick, [this] { return markBooks(); });
}

void Engine::watch()
{
    const base::SteadyClock steady;
    Watch watch(folder_, folder_.clock(), steady);
    work("watch", kSlowTick, [&] {
        std::optional<qint64> skew;
        {
            const std::lock_guard lock(contactInUse_);
            skew = skewMs_;
        }
        return watch.look({skew, keys_->current()->certificatesEndUtcMs()});
    });
}

void Engine::backups()
{
    const base::SteadyClock steady;
    DailyBackup daily(folder_);
    qint64 notBefore = 0;
    work("backups", kSlowTick, [&]() -> Status {
        if (steady.nowUtcMs() < notBefore)
            return {};
        const auto made = daily.make([this] {
            living->beat(); // large books take their time
            return stopping_.load();
        });
        if (made)
            return {};
        notBefore = steady.nowUtcMs() + kBackupAgainMs; // a full disk is not filled again every second
        return base::fail(made.error());
    });
}

void Engine::seals()
{
    const base::SteadyClock steady;
    SealTrouble trouble(folder_.writer(), folder_.clock(), steady);
    qint64 notBefore = 0;
    work("seals", kSlowTick, [&]() -> Status {
        if (steady.nowUtcMs() < notBefore)
            return {};
        const auto made = seals_->make(Seals::When::dayIsOver);
        notBefore = steady.nowUtcMs() + (made ? kSealEveryMs : kSealAgainMs);
        ZF_TRY(trouble.heard(made));
        return made ? Status() : base::fail(made.error());
    });
}

Status Engine::markBooks()
{
    const auto read = [this] { return folder_.readers().read<recovery::Head>(&recovery::head); };
    ZF_ASSIGN(recovery::Head now, read());
    if (marked_ == now)
        return {};
    if (!marked_ || marked_->books != now.books || recovery::isShorter(now, *marked_)) {
        ZF_TRY(folder_.writer().runNow<int>([&](storage::Database& database) -> Result<int> {
            ZF_TRY(recovery::compare(database, folder_.path(), folder_.random(), folder_.clock().nowUtcMs()));
            ZF_TRY(recovery::nameBooks(database, folder_.path(), folder_.random()));
            return 0;
        }));
        ZF_ASSIGN(now, read());
    }
    ZF_TRY(recovery::writeMark(folder_.path(), now));
    marked_ = now;
    return {};
}

void Engine::status()
{
    reports::EngineStatus last;
    const auto write = [&](const reports::EngineStatus& now, const listener::Tally& tally) {
        last = now;
        health_->writes();
        Status written = folder_.writer()
                             .runNow<int>([&](storage::Database& database) -> Result<int> {
                                 ZF_TRY(reports::recordEngineStatus(database, now));
                                 if (!tally.isEmpty())
                                     ZF_TRY(listener::record(database, tally, now.beatAtUtcMs));
                                 return 0;
                             })
                             .map([](int) {});
        health_->wrote(written);
        return written;
    };
    work("status", kTick, [&]() -> Status {
        reports::EngineStatus now = last;
        now.listeningAt = listeningAt_;
        {
            const std::lock_guard lock(contactInUse_);
            now.wechatOkAtUtcMs = contactOkAtUtcMs_;
            now.wechatTrouble = contact_.trouble;
            now.clockSkewMs = skewMs_.value_or(0);
        }
        const qint64 time = folder_.clock().nowUtcMs();
        const bool news = now.wechatTrouble != last.wechatTrouble || now.listeningAt != last.listeningAt;
        if (!news && std::abs(time - last.beatAtUtcMs) < kBeatEveryMs)
            return {};
        now.beatAtUtcMs = time;
        refusals_->tellSum();
        const listener::Tally tally = refusals_->take();
        Status written = write(now, tally);
        if (!written)
            refusals_->giveBack(tally);
        return written;
    });
    last.listeningAt.clear();
    if (const Status gone = write(last, refusals_->take()); !gone)
        qWarning().noquote() << "status:" << gone.error().describe();
}

void Engine::work(const char* name, std::chrono::milliseconds pace, const std::function<Status()>& step)
{
    living = &health_->watch(name);
    const storage::Working working(name);
    QString said; // the same trouble is told once, not five times a second
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        living->beat();
        const Status done = step();
        const QString trouble = done ? QString() : done.error().describe();
        if (!trouble.isEmpty() && trouble != said)
            qWarning().noquote() << name << "will try again:" << trouble;
        said = trouble;
        lock.lock();
        wake_.wait_for(lock, pace, [this] { return stopping_.load(); });
    }
}

Engine::~Engine()
{
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    std::unique_ptr<listener::Listener> listener;
    {
        const std::lock_guard lock(merchantInUse_); // a worker may be giving it new keys
        listener = std::move(listener_);
    }
    listener.reset();
    for (std::thread& worker : workers_)
        worker.join();
    if (workers_.empty())
        return;
    if (const Status marked = markBooks(); !marked)
        qWarning().noquote() << "mark:" << marked.error().describe();
    if (const auto sealed = seals_->make(Seals::When::cleanEnd); !sealed)
        qWarning().noquote() << "seals:" << sealed.error().describe();
}

} // namespace zhangfang::backend
