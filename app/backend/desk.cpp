#include "backend/desk.h"

#include "storage/backup.h"

#include <QDebug>
#include <QSaveFile>

namespace zhangfang::backend
{

using base::PayoutId;
using base::UserId;
using storage::Database;

namespace
{

/// How often the books are looked at for news, from this process or another.
constexpr auto kWatchEvery = std::chrono::milliseconds(250);
constexpr int kStatementLines = 200;
constexpr qint64 kMinuteMs = 60'000;

tl::unexpected<base::Error> cannotWrite(const QSaveFile& file)
{
    return base::unavailable(
        "disk_error", QStringLiteral("%1 cannot be written: %2.").arg(file.fileName(), file.errorString()));
}

Result<int> done(const Status& status)
{
    ZF_TRY(status);
    return 0;
}

} // namespace

template <class T> Later<T> Desk::on(QThreadPool& pool, std::function<Result<T>()> work)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    auto future = promise->future();
    pool.start([promise = std::move(promise), work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return future;
}

template <class T> Later<T> Desk::read(std::function<Result<T>(Database&)> work)
{
    return on<T>(
        readers_, [this, work = std::move(work)]() -> Result<T> { return folder_->readers().read<T>(work); });
}

template <class T> Later<T> Desk::write(std::function<Result<T>(Database&, qint64)> work)
{
    return folder_->writer().run<T>([this, work = std::move(work)](Database& database) -> Result<T> {
        return work(database, folder_->clock().nowUtcMs());
    });
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

void Desk::watch()
{
    std::optional<reports::Pulse> last;
    std::unique_lock lock(watching_);
    while (!closing_) {
        lock.unlock();
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

Later<reports::PageIndex> Desk::orderIndex(reports::OrderFilter filter, reports::PageIndex known)
{
    return read<reports::PageIndex>([filter = std::move(filter), known = std::move(known)](
                                        Database& database) { return indexOrders(database, filter, known); });
}

Later<std::vector<reports::OrderRow>> Desk::orderPage(reports::OrderFilter filter, reports::PageKey start)
{
    return read<std::vector<reports::OrderRow>>([filter = std::move(filter), start](Database& database) {
        return reports::orderPage(database, filter, start);
    });
}

Later<reports::OrderStory> Desk::orderStory(QString number)
{
    return read<reports::OrderStory>(
        [number = std::move(number)](Database& database) { return reports::orderStory(database, number); });
}

Later<reports::PageIndex> Desk::payoutIndex(reports::PayoutView view)
{
    return read<reports::PageIndex>([view](Database& database) { return indexPayouts(database, view); });
}

Later<std::vector<reports::PayoutRow>> Desk::payoutPage(reports::PayoutView view, reports::PageKey start)
{
    return read<std::vector<reports::PayoutRow>>(
        [this, view, start](Database& database) -> Result<std::vector<reports::PayoutRow>> {
            ZF_ASSIGN(const access::Settings settings, access::Settings::load(database));
            return reports::payoutPage(database, view, start, settings, folder_->clock().nowUtcMs());
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

Later<reports::PageIndex> Desk::userIndex(QString search, reports::PageIndex known)
{
    return read<reports::PageIndex>([search = std::move(search), known = std::move(known)](
                                        Database& database) { return indexUsers(database, search, known); });
}

Later<std::vector<reports::UserRow>> Desk::userPage(QString search, reports::PageKey start)
{
    return read<std::vector<reports::UserRow>>([search = std::move(search), start](Database& database) {
        return reports::userPage(database, search, start);
    });
}

Later<Desk::UserStory> Desk::userStory(UserId user)
{
    return read<UserStory>([user](Database& database) -> Result<UserStory> {
        UserStory story;
        ZF_ASSIGN(story.user, shop::findUser(database, user));
        ZF_ASSIGN(story.wallet, shop::wallet(database, user));
        ZF_ASSIGN(story.statement, reports::statement(database, user, base::TransferId(), kStatementLines));
        return story;
    });
}

Later<std::vector<ledger::AccountBalance>> Desk::balances()
{
    return read<std::vector<ledger::AccountBalance>>(
        [](Database& database) { return ledger::balances(database); });
}

Later<reports::PageIndex> Desk::transferIndex(
    std::optional<ledger::AccountPath> account, reports::PageIndex known)
{
    return read<reports::PageIndex>(
        [account = std::move(account), known = std::move(known)](
            Database& database) { return indexTransfers(database, account, known); });
}

Later<std::vector<reports::TransferRow>> Desk::transferPage(
    std::optional<ledger::AccountPath> account, reports::PageKey start)
{
    return read<std::vector<reports::TransferRow>>([account = std::move(account), start](Database& database) {
        return reports::transferPage(database, account, start);
    });
}

Later<reports::TransferDetail> Desk::transfer(base::TransferId id)
{
    return read<reports::TransferDetail>(
        [id](Database& database) { return reports::transferById(database, id); });
}

Later<reports::SettlementReport> Desk::settlementReport(QDate from, QDate to)
{
    return on<reports::SettlementReport>(longWork_, [this, from, to]() -> Result<reports::SettlementReport> {
        return folder_->readers().read<reports::SettlementReport>(
            [from, to](Database& database) { return reports::settlementReport(database, from, to); });
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

Later<std::vector<Check>> Desk::diagnose()
{
    return on<std::vector<Check>>(
        wechat_, [this]() -> Result<std::vector<Check>> { return backend::diagnose(*folder_); });
}

Later<QStringList> Desk::secretNames()
{
    return on<QStringList>(deciders_, [this] { return folder_->secretNames(); });
}

Later<QByteArray> Desk::readFile(QString name, qint64 largest)
{
    return on<QByteArray>(longWork_, [name = std::move(name), largest] { return smallFile(name, largest); });
}

Later<shop::Order> Desk::atOrderDesk(std::function<Result<shop::Order>(payments::OrderDesk&)> act)
{
    return on<shop::Order>(wechat_, [this, act = std::move(act)]() -> Result<shop::Order> {
        ZF_ASSIGN(const access::Settings settings, folder_->settings());
        ZF_ASSIGN(const auto client, folder_->connectToWechat());
        payments::OrderDesk desk(
            folder_->writer(), folder_->readers(), client, folder_->clock(), folder_->random(), settings);
        return act(desk);
    });
}

Later<shop::Order> Desk::createOrder(payments::NewOrder order)
{
    return atOrderDesk([order = std::move(order)](payments::OrderDesk& desk) { return desk.create(order); });
}

Later<shop::Order> Desk::syncOrder(QString number)
{
    return atOrderDesk([number = std::move(number)](payments::OrderDesk& desk) { return desk.sync(number); });
}

Later<shop::Order> Desk::closeOrder(QString number)
{
    return atOrderDesk(
        [number = std::move(number)](payments::OrderDesk& desk) { return desk.close(number); });
}

Later<shop::User> Desk::addUser(shop::NewUser user)
{
    return write<shop::User>([user = std::move(user)](Database& database, qint64 now) {
        return shop::addUser(database, user, now);
    });
}

Later<int> Desk::renameUser(UserId user, QString name)
{
    return write<int>([user, name = std::move(name)](Database& database, qint64) {
        return done(shop::renameUser(database, user, name));
    });
}

Later<payouts::Payout> Desk::requestWithdrawal(UserId user, base::Money amount)
{
    return on<payouts::Payout>(deciders_, [this, user, amount]() -> Result<payouts::Payout> {
        payouts::PayoutDesk desk(folder_->writer(), folder_->clock(), folder_->random());
        return desk.request(user, amount);
    });
}

Later<int> Desk::resolveTask(qint64 id)
{
    return write<int>(
        [id](Database& database, qint64 now) { return done(reports::resolveTask(database, id, now)); });
}

Later<int> Desk::saveSettings(QMap<QString, QString> values)
{
    return write<int>([values = std::move(values)](Database& database, qint64 now) -> Result<int> {
        for (auto value = values.begin(); value != values.end(); ++value)
            ZF_TRY(access::setSetting(database, value.key(), value.value(), now));
        return static_cast<int>(values.size());
    });
}

Later<int> Desk::importSettings(QJsonObject values)
{
    return on<int>(deciders_, [this, values = std::move(values)]() -> Result<int> {
        return backend::importSettings(*folder_, values).map([](const Imported& imported) {
            return imported.settings + imported.secrets;
        });
    });
}

qint64 Desk::unlockedUntilUtcMs() const
{
    const std::lock_guard lock(sessionInUse_);
    return sessionUntilUtcMs_ > folder_->clock().nowUtcMs() ? sessionUntilUtcMs_ : 0;
}

void Desk::lock()
{
    {
        const std::lock_guard lock(sessionInUse_);
        sessionUntilUtcMs_ = 0;
    }
    Q_EMIT lockChanged();
}

Result<QString> Desk::authorised(const Authority& authority)
{
    if (authority.password.isEmpty()) {
        const std::lock_guard lock(sessionInUse_);
        if (sessionUntilUtcMs_ <= folder_->clock().nowUtcMs() || sessionOperator_ != authority.operatorName)
            return base::refused("locked_session", QStringLiteral("The desk is locked; give the password."));
        return sessionOperator_;
    }
    ZF_ASSIGN(const QString who, authenticated(*folder_, authority.operatorName, authority.password));
    ZF_ASSIGN(const access::Settings settings, folder_->settings());
    {
        const std::lock_guard lock(sessionInUse_);
        sessionOperator_ = who;
        sessionUntilUtcMs_ =
            folder_->clock().nowUtcMs() + settings.number("access.unlock_minutes") * kMinuteMs;
    }
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT lockChanged(); }, Qt::QueuedConnection);
    return who;
}

Later<std::vector<Desk::Decided>> Desk::decide(std::vector<PayoutId> ids, Authority authority,
    std::function<Result<payouts::Payout>(PayoutId, const QString&)> act)
{
    return on<std::vector<Decided>>(deciders_,
        [this, ids = std::move(ids), authority = std::move(authority),
            act = std::move(act)]() -> Result<std::vector<Decided>> {
            ZF_ASSIGN(const QString who, authorised(authority));
            std::vector<Decided> decided;
            decided.reserve(ids.size());
            for (const PayoutId id : ids)
                decided.push_back({id, act(id, who)});
            return decided;
        });
}

Later<std::vector<Desk::Decided>> Desk::approve(const std::vector<Approval>& approvals, Authority authority)
{
    std::vector<PayoutId> ids;
    std::map<qint64, payouts::Seen> before;
    for (const Approval& approval : approvals) {
        ids.push_back(approval.id);
        before.emplace(approval.id.value(), approval.seen);
    }
    return decide(std::move(ids), std::move(authority),
        [this, before = std::move(before)](PayoutId id, const QString& who) {
            return backend::approve(*folder_, id, who, before.at(id.value()));
        });
}

Later<std::vector<Desk::Decided>> Desk::reject(std::vector<PayoutId> ids, QString reason, Authority authority)
{
    return decide(std::move(ids), std::move(authority),
        [this, reason = std::move(reason)](PayoutId id, const QString& who) {
            payouts::PayoutDesk desk(folder_->writer(), folder_->clock(), folder_->random());
            return desk.reject(id, who, reason);
        });
}

Later<std::vector<Desk::Decided>> Desk::takeBack(std::vector<PayoutId> ids, QString operatorName)
{
    return on<std::vector<Decided>>(deciders_,
        [this, ids = std::move(ids), who = std::move(operatorName)]() -> Result<std::vector<Decided>> {
            payouts::PayoutDesk desk(folder_->writer(), folder_->clock(), folder_->random());
            std::vector<Decided> decided;
            decided.reserve(ids.size());
            for (const PayoutId id : ids)
                decided.push_back({id, desk.takeBack(id, who)});
            return decided;
        });
}

Later<std::vector<Desk::Decided>> Desk::cancel(std::vector<PayoutId> ids, QString reason, Authority authority)
{
    return decide(std::move(ids), std::move(authority),
        [this, reason = std::move(reason)](PayoutId id, const QString& who) {
            payouts::PayoutDesk desk(folder_->writer(), folder_->clock(), folder_->random());
            return desk.cancel(id, reason.isEmpty() ? who : who + QStringLiteral(": ") + reason);
        });
}

Later<int> Desk::adjustWallet(UserId user, base::Money amount, QString reason, Authority authority)
{
    return on<int>(deciders_,
        [this, user, amount, reason = std::move(reason), authority = std::move(authority)]() -> Result<int> {
            ZF_ASSIGN(const QString who, authorised(authority));
            return done(backend::adjustWallet(*folder_, user, amount, reason, who));
        });
}

Later<payments::RefundRow> Desk::refund(
    QString orderNumber, base::Money amount, QString reason, Authority authority)
{
    return on<payments::RefundRow>(deciders_,
        [this, number = std::move(orderNumber), amount, reason = std::move(reason),
            authority = std::move(authority)]() -> Result<payments::RefundRow> {
            ZF_ASSIGN(const QString who, authorised(authority));
            return payments::requestRefund(
                folder_->writer(), folder_->clock(), folder_->random(), number, amount, reason, who);
        });
}

Later<int> Desk::changePassword(QString operatorName, QByteArray old, QByteArray wanted)
{
    return on<int>(deciders_,
        [this, operatorName = std::move(operatorName), old = std::move(old),
            wanted = std::move(wanted)]() -> Result<int> {
            ZF_ASSIGN(const QString who, authenticated(*folder_, operatorName, old));
            ZF_ASSIGN(const QString hash, access::hashPassword(wanted, folder_->random()));
            return folder_->writer().runNow<int>([&](Database& database) -> Result<int> {
                return done(access::changePassword(database, who, hash, folder_->clock().nowUtcMs()));
            });
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
            return ledger::verify(database, [&job](qint64 transfers) {
                job->done = transfers;
                return job->cancelled ? ledger::Continue::no : ledger::Continue::yes;
            });
        });
    });
}

Later<int> Desk::exportBooks(QString file, ledger::ExportFormat format, std::shared_ptr<Job> job)
{
    return on<int>(
        longWork_, [this, file = std::move(file), format, job = watched(std::move(job))]() -> Result<int> {
            QSaveFile out(file);
            if (!out.open(QIODevice::WriteOnly))
                return cannotWrite(out);
            ZF_TRY(folder_->readers().read<int>([&](Database& database) {
                return done(ledger::exportBooks(database, format, [&](const QByteArray& bytes) -> Status {
                    if (job->cancelled)
                        return base::refused("cancelled", QStringLiteral("The export was stopped."));
                    job->done += bytes.size();
                    return out.write(bytes) == bytes.size() ? Status() : Status(cannotWrite(out));
                }));
            }));
            if (!out.commit())
                return cannotWrite(out);
            return 0;
        });
}

Later<int> Desk::saveFile(QString file, QByteArray content)
{
    return on<int>(longWork_, [file = std::move(file), content = std::move(content)]() -> Result<int> {
        QSaveFile out(file);
        if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size() || !out.commit())
            return cannotWrite(out);
        return 0;
    });
}

Later<int> Desk::backup(QString file)
{
    return on<int>(longWork_, [this, file = std::move(file)]() -> Result<int> {
        return done(storage::backupTo(folder_->databaseFile(), file));
    });
}

Later<ledger::Proof> Desk::checkBackup(QString file)
{
    return on<ledger::Proof>(longWork_,
        [file = std::move(file)]() -> Result<ledger::Proof> { return ShopFolder::checkBackup(file); });
}

Later<QString> Desk::restore(QString file, Authority authority)
{
    return on<QString>(
        longWork_, [this, file = std::move(file), authority = std::move(authority)]() -> Result<QString> {
            ZF_TRY(authorised(authority));
            const std::lock_guard lock(engineInUse_);
            const bool ran = engine_ != nullptr;
            engine_.reset();
            auto before = ShopFolder::restore(folder_->path(), file);
            if (ran) {
                if (auto again = Engine::start(*folder_))
                    engine_ = std::move(*again);
                else
                    qWarning().noquote() << "after the restore:" << again.error().describe();
            }
            return before;
        });
}

} // namespace zhangfang::backend
