#include "backend/desk_later.h"

#include "backend/authentication.h"
#include "backend/daily_backup.h"
#include "backend/diagnostics.h"
#include "backend/output.h"
#include "backend/watch.h"
#include "crypto/key_forms.h"
#include "payments/commands.h"
#include "payouts/commands.h"
#include "payouts/receipt.h"
#include "reports/proof.h"
#include "shop/commands.h"
#include "storage/backup.h"

#include <QDebug>
#include <QFileInfo>

namespace zhangfang::backend
{

using base::PayoutId;
using base::UserId;
using storage::Database;

namespace
{

/// How often the books are looked at for news, from this process or another.
constexpr auto kWatchEvery = std::chrono::milliseconds(250);
/// Copies that somebody has put into the folder, or taken out of it, are seen within.
constexpr qint64 kCountEveryMs = 60'000;
/// Between two questions for a receipt the desk may be closed.
constexpr int kReceiptLooks = 10;
constexpr auto kReceiptLookEvery = std::chrono::milliseconds(50);

} // namespace

Capabilities::Capabilities(Desk& desk)
    : orders(desk), refunds(desk), withdrawals(desk), users(desk), ledger(desk), audit(desk), tasks(desk),
      reports(desk), settings(desk), staff(desk), diagnosis(desk), books(desk), seals(desk), session(desk),
      heartbeat(desk), finder(desk)
{
}

Desk::Desk(std::unique_ptr<ShopFolder> folder) : folder_(std::move(folder))
{
    qRegisterMetaType<reports::Pulse>();
    readers_.setMaxThreadCount(2);
    deciders_.setMaxThreadCount(1);
    wechat_.setMaxThreadCount(1);
    longWork_.setMaxThreadCount(1);
    // Connections belong to threads: a thread that ended would take its own with it.
    for (QThreadPool* pool : {&readers_, &deciders_, &wechat_, &longWork_})
        pool->setExpiryTimeout(-1);
    watcher_ = std::thread([this] { watch(); });
}

Desk::~Desk()
{
    {
        const std::lock_guard lock(watching_);
        closing_ = true;
    }
    wake_.notify_all();
    watcher_.join();
    for (const auto& known : jobs_) {
        if (const auto job = known.lock())
            job->cancelled = true;
    }
    for (QThreadPool* pool : {&readers_, &deciders_, &wechat_, &longWork_})
        pool->clear();
    for (QThreadPool* pool : {&readers_, &deciders_, &wechat_, &longWork_})
        pool->waitForDone();
    engine_.reset();
}

void Desk::whenPulsed(QObject* listener, std::function<void(const reports::Pulse&)> heard)
{
    connect(this, &Desk::pulsed, listener, std::move(heard));
}

void Desk::whenLockChanges(QObject* listener, std::function<void()> heard)
{
    connect(this, &Desk::lockChanged, listener, std::move(heard));
}

void Desk::watch()
{
    std::optional<reports::Pulse> last;
    std::unique_lock lock(watching_);
    while (!closing_) {
        lock.unlock();
        lookAtSession();
        auto now = folder_->readers().read<reports::Pulse>(
            [](Database& database) { return reports::pulse(database); });
        if (now && *now != last) {
            last = *now;
            QMetaObject::invokeMethod(
                this, [this, pulse = *now] { Q_EMIT pulsed(pulse); }, Qt::QueuedConnection);
        }
        lock.lock();
        wake_.wait_for(lock, kWatchEvery, [this] { return closing_; });
    }
}

Later<QString> Desk::startEngine()
{
    return on<QString>(wechat_, [this]() -> Result<QString> {
        const std::lock_guard lock(engineInUse_);
        if (!engine_) {
            ZF_ASSIGN(engine_, Engine::start(*folder_));
        }
        return engine_->listeningAt();
    });
}

Later<QString> Desk::restartEngine()
{
    return on<QString>(wechat_, [this]() -> Result<QString> {
        const std::lock_guard lock(engineInUse_);
        engine_.reset();
        ZF_ASSIGN(engine_, Engine::start(*folder_));
        return engine_->listeningAt();
    });
}

Later<std::vector<Check>> Desk::diagnose()
{
    return on<std::vector<Check>>( // long in large books, and nobody's approval waits behind it
        longWork_, [this]() -> Result<std::vector<Check>> { return backend::diagnose(*folder_); });
}

Later<QString> Desk::diagnostics(bool withCheck)
{
    return on<QString>(longWork_, [this, withCheck]() -> Result<QString> {
        return backend::diagnostics(*folder_, withCheck ? backend::diagnose(*folder_) : std::vector<Check>{});
    });
}

Later<QStringList> Desk::secretNames()
{
    return on<QStringList>(deciders_, [this] { return folder_->secretNames(); });
}

Later<HandedOut> Desk::readHandedOut(QStringList files, QString mchid)
{
    return on<HandedOut>(
        longWork_, [files = std::move(files), mchid = std::move(mchid)]() -> Result<HandedOut> {
            std::vector<GivenFile> given;
            given.reserve(static_cast<size_t>(files.size()));
            for (const QString& file : files)
                given.push_back({QFileInfo(file).fileName(), smallFile(file, crypto::kLargestKeyFile)});
            return sortHandedOut(given, mchid);
        });
}

Later<shop::Order> Desk::createOrder(payments::NewOrder order)
{
    return on<shop::Order>(wechat_,
        [this, order = std::move(order)] { return office_.order(atWindow(), payments::CreateOrder{order}); });
}

Later<shop::Order> Desk::syncOrder(QString number)
{
    return on<shop::Order>(wechat_, [this, number = std::move(number)] {
        return office_.order(atWindow(), payments::SyncOrder{number});
    });
}

Later<shop::Order> Desk::closeOrder(QString number)
{
    return on<shop::Order>(wechat_, [this, number = std::move(number)] {
        return office_.order(atWindow(), payments::CloseOrder{number});
    });
}

Later<shop::Order> Desk::orderLink(QString number)
{
    return on<shop::Order>(wechat_, [this, number = std::move(number)] {
        return office_.order(atWindow(), payments::LinkOrder{number});
    });
}

Later<shop::User> Desk::addUser(shop::NewUser user)
{
    return on<shop::User>(deciders_, [this, user = std::move(user)] {
        return office_.user(atWindow(), shop::AddUser{user.openid, user.name, user.device, user.appid});
    });
}

Later<int> Desk::renameUser(UserId user, QString name)
{
    return on<int>(deciders_, [this, user, name = std::move(name)] {
        return office_.user(atWindow(), shop::RenameUser{user, name}).map([](const shop::User&) {
            return 0;
        });
    });
}

QString Desk::sessionOperator() const
{
    const std::lock_guard lock(sessionInUse_);
    return sessionUntilUtcMs_ > folder_->clock().nowUtcMs() ? session_.operatorName : QString();
}

Later<payouts::Payout> Desk::requestWithdrawal(UserId user, base::Money amount, QString key)
{
    return on<payouts::Payout>(deciders_, [this, user, amount, key = std::move(key)] {
        return office_.withdrawal(
            atWindow(), payouts::RequestWithdrawal{user, amount, sessionOperator()}, key);
    });
}

Later<int> Desk::resolveTask(qint64 id)
{
    return on<int>(deciders_, [this, id] {
        return office_.door().run(atWindow(), shop::TaskDone{id}).map([](const QJsonObject&) { return 0; });
    });
}

std::shared_ptr<Job> Desk::watched(std::shared_ptr<Job> job)
{
    std::erase_if(jobs_, [](const std::weak_ptr<Job>& known) { return known.expired(); });
    jobs_.push_back(job);
    return job;
}

Later<ledger::Proof> Desk::verify(std::shared_ptr<Job> job)
{
    return on<ledger::Proof>(longWork_, [this, job = watched(std::move(job))]() -> Result<ledger::Proof> {
        return folder_->readers().read<ledger::Proof>([&job](Database& database) {
            return reports::prove(database, [&job](qint64 transfers) {
                job->done = transfers;
                return job->cancelled ? ledger::Continue::no : ledger::Continue::yes;
            });
        });
    });
}

Later<access::AuditProof> Desk::verifyAudit(std::shared_ptr<Job> job)
{
    return on<access::AuditProof>(
        longWork_, [this, job = watched(std::move(job))]() -> Result<access::AuditProof> {
            return folder_->readers().read<access::AuditProof>([&job](Database& database) {
                return access::verifyAudit(database, [&job](qint64 entries) {
                    job->done = entries;
                    return job->cancelled ? ledger::Continue::no : ledger::Continue::yes;
                });
            });
        });
}

Later<SealProof> Desk::verifySeals()
{
    return on<SealProof>(longWork_, [this]() -> Result<SealProof> {
        return folder_->readers().read<SealProof>([this](Database& database) {
            return backend::verifySeals(database, folder_->path(), sealKeyOf(*folder_));
        });
    });
}

Later<int> Desk::exportBooks(QString file, ledger::ExportFormat format, std::shared_ptr<Job> job)
{
    return on<int>(
        longWork_, [this, file = std::move(file), format, job = watched(std::move(job))]() -> Result<int> {
            // The window has asked before it replaces anything.
            ZF_ASSIGN(Output out, Output::open(file, folder_->path(), Output::Existing::replace));
            ZF_TRY(folder_->readers().read<int>([&](Database& database) {
                return done(ledger::exportBooks(database, format, [&](const QByteArray& bytes) -> Status {
                    if (job->cancelled)
                        return base::refused("cancelled", QStringLiteral("The export was stopped."));
                    job->done += bytes.size();
                    return out.write(bytes);
                }));
            }));
            ZF_TRY(out.commit());
            return 0;
        });
}

Later<int> Desk::saveFile(QString file, QByteArray content)
{
    return on<int>(longWork_, [this, file = std::move(file), content = std::move(content)]() -> Result<int> {
        return done(writeOutput(file, folder_->path(), Output::Existing::replace, content));
    });
}

template <class C> Later<payouts::Consent> Desk::consent(C command)
{
    return on<payouts::Consent>(wechat_, [this, command]() -> Result<payouts::Consent> {
        ZF_TRY(office_.door().run(atWindow(), command));
        ZF_ASSIGN(const auto now,
            folder_->readers().read<std::optional<payouts::Consent>>(
                [&command](Database& database) { return payouts::findConsent(database, command.user); }));
        if (!now)
            return base::damaged("damaged", QStringLiteral("The consent that was asked for is gone."));
        return *now;
    });
}

Later<payouts::Consent> Desk::askConsent(UserId user)
{
    return consent(AskConsent{user});
}

Later<payouts::Consent> Desk::queryConsent(UserId user)
{
    return on<payouts::Consent>(wechat_, [this, user]() -> Result<payouts::Consent> {
        ZF_ASSIGN(const access::Settings settings, folder_->settings());
        ZF_ASSIGN(const auto clients, folder_->connectToWechat());
        payouts::ConsentDesk desk(folder_->writer(), folder_->readers(), *clients.v3, folder_->clock(),
            folder_->random(), settings);
        return desk.query(user);
    });
}

Later<payouts::Consent> Desk::endConsent(UserId user)
{
    return consent(EndConsent{user});
}

Later<int> Desk::saveReceipt(PayoutId id, QString file, std::shared_ptr<Job> job)
{
    return on<int>(
        longWork_, [this, id, file = std::move(file), job = watched(std::move(job))]() -> Result<int> {
            ZF_ASSIGN(const auto payout, folder_->readers().read<payouts::Payout>([id](Database& database) {
                return payouts::findPayout(database, id);
            }));
            ZF_ASSIGN(const auto clients, folder_->connectToWechat());
            ZF_ASSIGN(const QByteArray content, payouts::fetchReceipt(*clients.v3, payout, [&job] {
                for (int i = 0; i < kReceiptLooks && !job->cancelled; ++i)
                    std::this_thread::sleep_for(kReceiptLookEvery);
                return !job->cancelled;
            }));
            return done(writeOutput(file, folder_->path(), Output::Existing::replace, content));
        });
}

Later<int> Desk::backup(QString file)
{
    auto job = watched(std::make_shared<Job>());
    return on<int>(longWork_, [this, file = std::move(file), job = std::move(job)]() -> Result<int> {
        return done(
            backUp(*folder_, file, QStringLiteral("window"), [&job] { return job->cancelled.load(); }));
    });
}

Later<Desk::Backups> Desk::backups()
{
    // Not among the readers: a folder on a disk that does not answer would keep every list waiting.
    return on<Backups>(longWork_, [this]() -> Result<Backups> {
        ZF_ASSIGN(const access::Settings settings, folder_->settings());
        Backups now;
        ZF_ASSIGN(now.latestAtUtcMs, folder_->readers().read<qint64>(&lastBackupAt));
        now.folder = DailyBackup::folderOf(settings, folder_->path());
        now.daily = counted_.daily;
        now.use = counted_.use;
        if (countedAt_ && !countedAt_->hasExpired(kCountEveryMs) && now == counted_)
            return now;
        QStringList copies;
        for (const DailyBackup::Copy& copy : DailyBackup::in(now.folder, settings))
            copies << copy.file;
        now.daily = static_cast<int>(copies.size());
        now.use = folderUse(folder_->path(), copies);
        counted_ = now;
        countedAt_.emplace();
        countedAt_->start();
        return now;
    });
}

Later<ShopFolder::CheckedBackup> Desk::checkBackup(QString file)
{
    return on<ShopFolder::CheckedBackup>(
        longWork_, [file = std::move(file)]() -> Result<ShopFolder::CheckedBackup> {
            return ShopFolder::checkBackup(file);
        });
}

Later<QString> Desk::restore(QString file, Authority authority)
{
    return on<QString>(
        longWork_, [this, file = std::move(file), authority = std::move(authority)]() -> Result<QString> {
            auto who = provenBy(authority, access::Permission::recover).map([](const Actor& actor) {
                return actor.name;
            });
            if (!who && isUnreadable(who.error()) && !authority.password.isEmpty())
                who = authenticatedBy(file, authority.operatorName, authority.password);
            ZF_TRY(who);
            const std::lock_guard lock(engineInUse_);
            const bool ran = engine_ != nullptr;
            engine_.reset();
            auto before = ShopFolder::restore(folder_->path(), file, *who);
            endSession(); // these books may have other operators
            if (ran) {
                if (auto again = Engine::start(*folder_))
                    engine_ = std::move(*again);
                else
                    qWarning().noquote() << "after the restore:" << again.error().describe();
            }
            return before;
        });
}

Later<RecoveryStatus> Desk::recovery()
{
    return on<RecoveryStatus>(deciders_, [this] { return recoveryStatus(*folder_); });
}

Later<int> Desk::confirmRecovery(QString reason, Authority authority, bool withoutLooking, QString key)
{
    return on<int>(deciders_,
        [this, reason = std::move(reason), authority = std::move(authority), withoutLooking,
            key = std::move(key)]() -> Result<int> {
            if (authority.password.isEmpty())
                return base::refused("locked_session", QStringLiteral("This always needs the password."));
            ZF_ASSIGN(const Actor who, provenBy(authority, access::Permission::recover));
            return office_.door()
                .run(who, ConfirmRecovery{reason, withoutLooking}, key)
                .map([](const QJsonObject&) { return 0; });
        });
}

} // namespace zhangfang::backend
