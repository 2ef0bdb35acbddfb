#include "backend/decisions.h"
#include "backend/desk_later.h"
#include "payments/commands.h"
#include "payouts/commands.h"
#include "shop/commands.h"

#include <QSysInfo>

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

Actor Desk::atWindow(const QString& name)
{
    Actor actor = Actor::atSeat(QStringLiteral("window"), QSysInfo::machineHostName());
    if (!name.isEmpty())
        actor.name = name;
    return actor;
}

Result<Actor> Desk::author(const Authority& authority, bool isGuarded)
{
    if (!isGuarded) // whoever sits there has not been asked who they are
        return atWindow();
    return authorised(authority);
}

Later<int> Desk::saveSettings(QMap<QString, QString> values, Authority authority)
{
    return on<int>(
        deciders_, [this, values = std::move(values), authority = std::move(authority)]() -> Result<int> {
            ZF_ASSIGN(const access::Settings settings, folder_->settings());
            ZF_ASSIGN(const Actor by, author(authority, !access::guardedAmong(settings, values).isEmpty()));
            ZF_TRY(office_.door().run(by, ChangeSettings{values, {}}));
            return static_cast<int>(values.size());
        });
}

Later<Imported> Desk::importSettings(QJsonObject values, Authority authority)
{
    return on<Imported>(deciders_,
        [this, values = std::move(values), authority = std::move(authority)]() -> Result<Imported> {
            ZF_ASSIGN(const access::Settings settings, folder_->settings());
            ZF_ASSIGN(const Actor by, author(authority, isGuarded(settings, values)));
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

Result<Actor> Desk::authorised(const Authority& authority)
{
    if (authority.password.isEmpty()) {
        const std::lock_guard lock(sessionInUse_);
        if (sessionUntilUtcMs_ <= folder_->clock().nowUtcMs() || sessionOperator_ != authority.operatorName)
            return base::refused("locked_session", QStringLiteral("The desk is locked; give the password."));
        return provenOperator(folder_->readers(), sessionOperator_, QStringLiteral("window"));
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
    return provenOperator(folder_->readers(), who, QStringLiteral("window"));
}

namespace
{

/// One key of a sheet, told apart by what it is done with.
QString keyOf(const QString& key, PayoutId id)
{
    return key.isEmpty() ? key : key + QLatin1Char('.') + id.toString();
}

} // namespace

std::vector<Desk::Decided> Desk::decided(const std::vector<PayoutId>& ids, const QString& key,
    const std::function<Result<payouts::Payout>(PayoutId, const QString& key)>& act)
{
    std::vector<Decided> all;
    all.reserve(ids.size());
    for (const PayoutId id : ids)
        all.push_back({id, act(id, keyOf(key, id))});
    return all;
}

Later<std::vector<Desk::Decided>> Desk::decide(
    std::vector<PayoutId> ids, Authority authority, QString key, DecideOne act)
{
    return on<std::vector<Decided>>(deciders_,
        [this, ids = std::move(ids), authority = std::move(authority), key = std::move(key),
            act = std::move(act)]() -> Result<std::vector<Decided>> {
            ZF_ASSIGN(const Actor who, authorised(authority));
            return decided(ids, key, [&](PayoutId id, const QString& own) { return act(id, who, own); });
        });
}

Later<std::vector<Desk::Decided>> Desk::each(std::vector<PayoutId> ids, QString key,
    std::function<Result<payouts::Payout>(PayoutId, const QString& key)> act)
{
    return on<std::vector<Decided>>(deciders_,
        [ids = std::move(ids), key = std::move(key), act = std::move(act)]() -> Result<std::vector<Decided>> {
            return decided(ids, key, act);
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
        [this, before = std::move(before)](PayoutId id, const Actor& who, const QString& own) {
            return office_.withdrawal(who, payouts::ApproveWithdrawal::of(id, before.at(id.value())), own);
        });
}

Later<std::vector<Desk::Decided>> Desk::reject(
    std::vector<PayoutId> ids, QString reason, Authority authority, const QString& key)
{
    return decide(std::move(ids), std::move(authority), key,
        [this, reason = std::move(reason)](PayoutId id, const Actor& who, const QString& own) {
            return office_.withdrawal(who, payouts::RejectWithdrawal{id, reason}, own);
        });
}

Later<std::vector<Desk::Decided>> Desk::takeBack(std::vector<PayoutId> ids, QString operatorName)
{
    return each(std::move(ids), {}, [this, who = atWindow(operatorName)](PayoutId id, const QString& own) {
        return office_.withdrawal(who, payouts::TakeBackWithdrawal{id}, own);
    });
}

Later<std::vector<Desk::Decided>> Desk::cancel(
    std::vector<PayoutId> ids, QString reason, QString operatorName, const QString& key)
{
    return each(std::move(ids), key,
        [this, reason = std::move(reason), who = atWindow(operatorName)](PayoutId id, const QString& own) {
            return office_.withdrawal(who, payouts::CancelWithdrawal{id, reason}, own);
        });
}

Later<int> Desk::adjustWallet(
    UserId user, base::Money amount, QString reason, Authority authority, QString key)
{
    return on<int>(deciders_,
        [this, user, amount, reason = std::move(reason), authority = std::move(authority),
            key = std::move(key)]() -> Result<int> {
            ZF_ASSIGN(const Actor who, authorised(authority));
            return office_.door()
                .run(who, shop::AdjustWallet{user, amount, reason}, key)
                .map([](const QJsonObject&) { return 0; });
        });
}

Later<payments::RefundRow> Desk::refund(
    QString orderNumber, base::Money amount, QString reason, Authority authority, QString key)
{
    return on<payments::RefundRow>(deciders_,
        [this, number = std::move(orderNumber), amount, reason = std::move(reason),
            authority = std::move(authority), key = std::move(key)]() -> Result<payments::RefundRow> {
            ZF_ASSIGN(const Actor who, authorised(authority));
            return office_.refund(who, payments::RefundOrder{number, amount, reason, {}, {}}, key);
        });
}

template <class C> Later<int> Desk::aboutComplaint(C command, Authority authority)
{
    return on<int>(
        wechat_, [this, command = std::move(command), authority = std::move(authority)]() -> Result<int> {
            ZF_ASSIGN(const Actor who, authorised(authority));
            return office_.door().run(who, command).map([](const QJsonObject&) { return 0; });
        });
}

Later<int> Desk::answerComplaint(QString id, QString text, Authority authority)
{
    return aboutComplaint(payments::ReplyToComplaint{std::move(id), std::move(text)}, std::move(authority));
}

Later<int> Desk::completeComplaint(QString id, Authority authority)
{
    return aboutComplaint(payments::CompleteComplaint{std::move(id)}, std::move(authority));
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
