#include "backend/desk_later.h"

/// What a person decides, and how they prove who they are.
namespace zhangfang::backend
{

using access::Permission;
using base::PayoutId;
using base::UserId;
using storage::Database;

namespace
{

constexpr qint64 kMinuteMs = 60'000;

/// Whoever may change secrets may change settings (access/permissions.h).
access::Permission wantedBy(const QJsonObject& values)
{
    const QStringList keys = values.keys();
    return std::all_of(keys.begin(), keys.end(), &access::settingRule) ? access::Permission::changeSettings
                                                                       : access::Permission::changeSecrets;
}

} // namespace

Result<access::Author> Desk::author(const Authority& authority, bool isGuarded, Permission wanted)
{
    using Right = access::Author::Right;
    if (!isGuarded) // whoever sits there has not been asked who they are
        return access::Author{QStringLiteral("window"), Right::none};
    return actor(authority, wanted).map([](const access::Actor& who) {
        return access::Author{who.name, Right::operators, who.totp};
    });
}

Later<int> Desk::saveSettings(QMap<QString, QString> values, Authority authority)
{
    return on<int>(
        deciders_, [this, values = std::move(values), authority = std::move(authority)]() -> Result<int> {
            ZF_ASSIGN(const access::Settings settings, folder_->settings());
            ZF_ASSIGN(
                const access::Author by, author(authority, !access::guardedAmong(settings, values).isEmpty(),
                                             Permission::changeSettings));
            return folder_->writer().runNow<int>([&](Database& database) -> Result<int> {
                ZF_TRY(access::setSettings(database, values, by, folder_->clock().nowUtcMs()));
                return static_cast<int>(values.size());
            });
        });
}

Later<Imported> Desk::importSettings(QJsonObject values, Authority authority)
{
    return on<Imported>(deciders_,
        [this, values = std::move(values), authority = std::move(authority)]() -> Result<Imported> {
            ZF_ASSIGN(const access::Settings settings, folder_->settings());
            ZF_ASSIGN(
                const access::Author by, author(authority, isGuarded(settings, values), wantedBy(values)));
            return backend::importSettings(*folder_, values, by);
        });
}

qint64 Desk::unlockedUntilUtcMs() const
{
    const std::lock_guard lock(sessionInUse_);
    return sessionUntilUtcMs_ > folder_->clock().nowUtcMs() ? sessionUntilUtcMs_ : 0;
}

QString Desk::lastOperator() const
{
    const std::lock_guard lock(sessionInUse_);
    return session_.operatorName;
}

void Desk::lock()
{
    endSession();
}

void Desk::endSession()
{
    {
        const std::lock_guard lock(sessionInUse_);
        sessionUntilUtcMs_ = 0;
    }
    QMetaObject::invokeMethod(this, [this] { Q_EMIT lockChanged(); }); // at once on the UI's thread
}

Result<access::Actor> Desk::actor(const Authority& authority, Permission wanted)
{
    if (authority.password.isEmpty()) {
        Session session;
        {
            const std::lock_guard lock(sessionInUse_);
            if (sessionUntilUtcMs_ <= folder_->clock().nowUtcMs() ||
                session_.operatorName != authority.operatorName)
                return base::refused(
                    "locked_session", QStringLiteral("The desk is locked; give the password."));
            session = session_;
        }
        auto who = stillIn(*folder_, session, wanted, kWindow);
        if (!who && who.error().code == QLatin1String("locked_session"))
            endSession();
        return who;
    }
    ZF_ASSIGN(access::Actor who,
        authenticated(
            *folder_, {authority.operatorName, authority.password, authority.totp}, wanted, kWindow));
    ZF_ASSIGN(const access::Settings settings, folder_->settings());
    {
        const std::lock_guard lock(sessionInUse_);
        session_ = {who.name, who.version, who.totp};
        sessionUntilUtcMs_ =
            folder_->clock().nowUtcMs() + settings.number("access.unlock_minutes") * kMinuteMs;
    }
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT lockChanged(); }, Qt::QueuedConnection);
    return who;
}

Result<QString> Desk::authorised(const Authority& authority, Permission wanted)
{
    return actor(authority, wanted).map([](const access::Actor& who) { return who.name; });
}

void Desk::lookAtSession()
{
    Session session;
    {
        const std::lock_guard lock(sessionInUse_);
        if (sessionUntilUtcMs_ <= folder_->clock().nowUtcMs())
            return;
        session = session_;
    }
    const auto who = stillIn(*folder_, session, Permission::look, kWindow);
    if (!who && who.error().code == QLatin1String("locked_session"))
        endSession();
}

namespace
{

/// One key of a sheet, told apart by what it is done with.
QString keyOf(const QString& key, PayoutId id)
{
    return key.isEmpty() ? key : key + QLatin1Char('.') + id.toString();
}

} // namespace

Later<std::vector<Desk::Decided>> Desk::decide(
    std::vector<PayoutId> ids, Authority authority, QString key, DecideOne act)
{
    return on<std::vector<Decided>>(deciders_,
        [this, ids = std::move(ids), authority = std::move(authority), key = std::move(key),
            act = std::move(act)]() -> Result<std::vector<Decided>> {
            ZF_ASSIGN(const QString who, authorised(authority, Permission::decideWithdrawal));
            std::vector<Decided> decided;
            decided.reserve(ids.size());
            for (const PayoutId id : ids)
                decided.push_back({id, act(id, who, keyOf(key, id))});
            return decided;
        });
}

Later<std::vector<Desk::Decided>> Desk::approve(
    const std::vector<Approval>& approvals, Authority authority, const QString& key)
{
    std::vector<PayoutId> ids;
    std::map<qint64, payouts::Seen> before;
    for (const Approval& approval : approvals) {
        ids.push_back(approval.id);
        before.emplace(approval.id.value(), approval.seen);
    }
    return decide(std::move(ids), std::move(authority), key,
        [this, before = std::move(before)](PayoutId id, const QString& who, const QString& own) {
            return backend::approve(*folder_, id, who, before.at(id.value()), own);
        });
}

Later<std::vector<Desk::Decided>> Desk::reject(
    std::vector<PayoutId> ids, QString reason, Authority authority, const QString& key)
{
    return decide(std::move(ids), std::move(authority), key,
        [this, reason = std::move(reason)](PayoutId id, const QString& who, const QString& own) {
            payouts::PayoutDesk desk(folder_->writer(), folder_->clock(), folder_->random());
            return desk.reject(id, who, reason, own);
        });
}

QString Desk::seated(const QString& given)
{
    if (!given.isEmpty())
        return given;
    if (const QString last = lastOperator(); !last.isEmpty())
        return last;
    auto all = folder_->readers().read<std::vector<access::Operator>>(&access::listOperators);
    if (all)
        std::erase_if(*all, [](const access::Operator& one) { return !one.isEnabled; });
    return all && all->size() == 1 ? all->front().name : QString::fromLatin1(kWindow);
}

Later<std::vector<Desk::Decided>> Desk::stopEach(std::vector<PayoutId> ids, QString operatorName,
    std::function<Result<payouts::Payout>(payouts::PayoutDesk&, PayoutId, const QString&)> act)
{
    return on<std::vector<Decided>>(deciders_,
        [this, ids = std::move(ids), name = std::move(operatorName),
            act = std::move(act)]() -> Result<std::vector<Decided>> {
            payouts::PayoutDesk desk(folder_->writer(), folder_->clock(), folder_->random());
            const QString who = seated(name);
            std::vector<Decided> decided;
            decided.reserve(ids.size());
            for (const PayoutId id : ids)
                decided.push_back({id, act(desk, id, who)});
            return decided;
        });
}

Later<std::vector<Desk::Decided>> Desk::takeBack(std::vector<PayoutId> ids, QString operatorName)
{
    return stopEach(std::move(ids), std::move(operatorName),
        [](payouts::PayoutDesk& desk, PayoutId id, const QString& who) { return desk.takeBack(id, who); });
}

Later<std::vector<Desk::Decided>> Desk::cancel(
    std::vector<PayoutId> ids, QString reason, QString operatorName, const QString& key)
{
    return stopEach(std::move(ids), std::move(operatorName),
        [reason = std::move(reason), key](payouts::PayoutDesk& desk, PayoutId id, const QString& who) {
            return desk.cancel(id, who, reason, keyOf(key, id));
        });
}

Later<int> Desk::adjustWallet(
    UserId user, base::Money amount, QString reason, Authority authority, QString key)
{
    return on<int>(deciders_,
        [this, user, amount, reason = std::move(reason), authority = std::move(authority),
            key = std::move(key)]() -> Result<int> {
            ZF_ASSIGN(const QString who, authorised(authority, Permission::adjustWallet));
            return backend::adjustWallet(*folder_, user, amount, reason, who, key)
                .map([](const shop::Wallet&) { return 0; });
        });
}

Later<payments::RefundRow> Desk::refund(
    QString orderNumber, base::Money amount, QString reason, Authority authority, QString key)
{
    return on<payments::RefundRow>(deciders_,
        [this, number = std::move(orderNumber), amount, reason = std::move(reason),
            authority = std::move(authority), key = std::move(key)]() -> Result<payments::RefundRow> {
            ZF_ASSIGN(const QString who, authorised(authority, Permission::refund));
            return payments::requestRefund(folder_->writer(), folder_->clock(), folder_->random(), number,
                amount, reason, who, {{}, {}, key});
        });
}

Later<int> Desk::atComplaintDesk(
    Authority authority, std::function<Status(payments::ComplaintDesk&, const QString&)> act)
{
    return on<int>(wechat_, [this, authority = std::move(authority), act = std::move(act)]() -> Result<int> {
        ZF_ASSIGN(const QString who, authorised(authority, Permission::answerComplaint));
        ZF_ASSIGN(const auto clients, folder_->connectToWechat());
        if (!clients.v3)
            return base::refused(
                "not_configured", QStringLiteral("Complaints are answered through APIv3 alone."));
        payments::ComplaintDesk desk(folder_->writer(), folder_->readers(), *clients.v3, folder_->clock());
        return done(act(desk, who));
    });
}

Later<int> Desk::answerComplaint(QString id, QString text, Authority authority)
{
    return atComplaintDesk(
        std::move(authority), [id = std::move(id), text = std::move(text)](payments::ComplaintDesk& desk,
                                  const QString& who) { return desk.reply(id, text, who); });
}

Later<int> Desk::completeComplaint(QString id, Authority authority)
{
    return atComplaintDesk(std::move(authority), [id = std::move(id)](payments::ComplaintDesk& desk,
                                                     const QString& who) { return desk.complete(id, who); });
}

} // namespace zhangfang::backend
