#include "backend/desk_later.h"

#include "backend/decisions.h"

/// What a person decides, and how they prove who they are.
namespace zhangfang::backend
{

using base::PayoutId;
using base::UserId;
using storage::Database;

namespace
{

constexpr qint64 kMinuteMs = 60'000;

} // namespace

Result<access::Author> Desk::author(const Authority& authority, bool isGuarded)
{
    using Right = access::Author::Right;
    if (!isGuarded) // whoever sits there has not been asked who they are
        return access::Author{QStringLiteral("window"), Right::none};
    return authorised(authority).map([](const QString& who) {
        return access::Author{who, Right::operators};
    });
}

Later<int> Desk::saveSettings(QMap<QString, QString> values, Authority authority)
{
    return on<int>(
        deciders_, [this, values = std::move(values), authority = std::move(authority)]() -> Result<int> {
            ZF_ASSIGN(const access::Settings settings, folder_->settings());
            ZF_ASSIGN(const access::Author by,
                author(authority, !access::guardedAmong(settings, values).isEmpty()));
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
            ZF_ASSIGN(const access::Author by, author(authority, isGuarded(settings, values)));
            return backend::importSettings(*folder_, values, by);
        });
}

qint64 Desk::unlockedUntilUtcMs() const
{
    const std::lock_guard lock(sessionInUse_);
    return sessionUntilUtcMs_ > folder_->clock().nowUtcMs() ? sessionUntilUtcMs_ : 0;
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
            ZF_ASSIGN(const QString who, authorised(authority));
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

Later<std::vector<Desk::Decided>> Desk::stopEach(
    std::vector<PayoutId> ids, std::function<Result<payouts::Payout>(payouts::PayoutDesk&, PayoutId)> act)
{
    return on<std::vector<Decided>>(
        deciders_, [this, ids = std::move(ids), act = std::move(act)]() -> Result<std::vector<Decided>> {
            payouts::PayoutDesk desk(folder_->writer(), folder_->clock(), folder_->random());
            std::vector<Decided> decided;
            decided.reserve(ids.size());
            for (const PayoutId id : ids)
                decided.push_back({id, act(desk, id)});
            return decided;
        });
}

Later<std::vector<Desk::Decided>> Desk::takeBack(std::vector<PayoutId> ids, QString operatorName)
{
    return stopEach(std::move(ids), [who = std::move(operatorName)](payouts::PayoutDesk& desk, PayoutId id) {
        return desk.takeBack(id, who);
    });
}

Later<std::vector<Desk::Decided>> Desk::cancel(
    std::vector<PayoutId> ids, QString reason, QString operatorName, const QString& key)
{
    return stopEach(std::move(ids),
        [reason = std::move(reason), who = std::move(operatorName), key](
            payouts::PayoutDesk& desk, PayoutId id) { return desk.cancel(id, who, reason, keyOf(key, id)); });
}

Later<int> Desk::adjustWallet(
    UserId user, base::Money amount, QString reason, Authority authority, QString key)
{
    return on<int>(deciders_,
        [this, user, amount, reason = std::move(reason), authority = std::move(authority),
            key = std::move(key)]() -> Result<int> {
            ZF_ASSIGN(const QString who, authorised(authority));
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
            ZF_ASSIGN(const QString who, authorised(authority));
            return payments::requestRefund(folder_->writer(), folder_->clock(), folder_->random(), number,
                amount, reason, who, {{}, {}, key});
        });
}

Later<int> Desk::atComplaintDesk(
    Authority authority, std::function<Status(payments::ComplaintDesk&, const QString&)> act)
{
    return on<int>(wechat_, [this, authority = std::move(authority), act = std::move(act)]() -> Result<int> {
        ZF_ASSIGN(const QString who, authorised(authority));
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

Later<int> Desk::changePassword(QString operatorName, QByteArray old, QByteArray wanted)
{
    return on<int>(deciders_,
        [this, operatorName = std::move(operatorName), old = std::move(old),
            wanted = std::move(wanted)]() -> Result<int> {
            ZF_ASSIGN(const QString who, authenticated(*folder_, operatorName, old));
            ZF_ASSIGN(const QString hash, access::hashPassword(wanted, folder_->random()));
            endSession();
            return folder_->writer().runNow<int>([&](Database& database) -> Result<int> {
                return done(access::changePassword(database, who, hash, folder_->clock().nowUtcMs()));
            });
        });
}

} // namespace zhangfang::backend
