#include "backend/authentication.h"
#include "backend/desk_later.h"
#include "payments/commands.h"
#include "payouts/commands.h"
#include "shop/commands.h"

#include <algorithm>
#include <QPromise>

/// What a person decides, and how they prove who they are.
namespace zhangfang::backend
{

using access::Permission;
using base::PayoutId;
using base::UserId;

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

Actor Desk::atWindow(const QString& name)
{
    Actor actor = Actor::atSeat(QString::fromLatin1(kWindow));
    if (!name.isEmpty())
        actor.name = name;
    return actor;
}

Result<Actor> Desk::author(const Authority& authority, bool isGuarded, Permission wanted)
{
    if (!isGuarded) // whoever sits there has not been asked who they are
        return atWindow();
    return actor(authority, wanted);
}

Later<int> Desk::saveSettings(QMap<QString, QString> values, Authority authority)
{
    return on<int>(
        deciders_, [this, values = std::move(values), authority = std::move(authority)]() -> Result<int> {
            ZF_ASSIGN(const access::Settings settings, folder_->settings());
            ZF_ASSIGN(const Actor by, author(authority, !access::guardedAmong(settings, values).isEmpty(),
                                          Permission::changeSettings));
            ZF_TRY(office_.door().run(by, ChangeSettings{values, {}}));
            return static_cast<int>(values.size());
        });
}

Later<Imported> Desk::importSettings(QJsonObject values, Authority authority)
{
    return on<Imported>(deciders_,
        [this, values = std::move(values), authority = std::move(authority)]() -> Result<Imported> {
            ZF_ASSIGN(const access::Settings settings, folder_->settings());
            ZF_ASSIGN(const Actor by, author(authority, isGuarded(settings, values), wantedBy(values)));
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

Result<Actor> Desk::actor(const Authority& authority, Permission wanted)
{
    if (authority.password.isEmpty()) {
        OpenSession session;
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
    ZF_ASSIGN(Actor who, authenticated(*folder_, {authority.operatorName, authority.password, authority.totp},
                             wanted, kWindow));
    ZF_ASSIGN(const access::Settings settings, folder_->settings());
    {
        const std::lock_guard lock(sessionInUse_);
        // Opened with a code, it stays so for the same authority.
        const bool hadCode = sessionUntilUtcMs_ > folder_->clock().nowUtcMs() && session_.totp &&
                             session_.operatorName == who.name && session_.version == who.version;
        session_ = {who.name, who.version, who.totp || hadCode};
        sessionUntilUtcMs_ =
            folder_->clock().nowUtcMs() + settings.number("access.unlock_minutes") * kMinuteMs;
    }
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT lockChanged(); }, Qt::QueuedConnection);
    return who;
}

void Desk::lookAtSession()
{
    OpenSession session;
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
            ZF_ASSIGN(const Actor who, actor(authority, Permission::decideWithdrawal));
            return eachOf(ids, who, key, act);
        });
}

Later<std::vector<Desk::Decided>> Desk::stop(
    std::vector<PayoutId> ids, QString operatorName, QString key, DecideOne act)
{
    return on<std::vector<Decided>>(deciders_,
        [this, ids = std::move(ids), name = std::move(operatorName), key = std::move(key),
            act = std::move(act)]() -> Result<std::vector<Decided>> {
            return eachOf(ids, atWindow(seated(name)), key, act);
        });
}

std::vector<Desk::Decided> Desk::eachOf(
    const std::vector<PayoutId>& ids, const Actor& who, const QString& key, const DecideOne& act)
{
    std::vector<Decided> all;
    all.reserve(ids.size());
    for (const PayoutId id : ids)
        all.push_back({id, act(id, who, keyOf(key, id))});
    return all;
}

namespace
{

bool isUncovered(const Desk::Decided& one)
{
    return !one.outcome && one.outcome.error().code == QLatin1String("not_covered");
}

} // namespace

/// Approvals that are on their way together.
struct Desk::Batch {
    std::vector<Approval> approvals;
    QString key;
    Actor who;
    std::vector<Decided> decided; ///< as many as approvals, once they were looked at
    QPromise<Result<std::vector<Decided>>> promise;

    void tell()
    {
        promise.addResult(Result<std::vector<Decided>>(std::move(decided)));
        promise.finish();
    }
};

Later<std::vector<Desk::Decided>> Desk::approve(
    const std::vector<Approval>& approvals, Authority authority, const QString& key)
{
    const auto batch = std::make_shared<Batch>();
    batch->approvals = approvals;
    batch->key = key;
    batch->promise.start();
    auto future = batch->promise.future();
    deciders_.start([this, batch, authority = std::move(authority)] {
        auto who = actor(authority, Permission::decideWithdrawal);
        if (!who) {
            batch->promise.addResult(Result<std::vector<Decided>>(tl::unexpected(who.error())));
            batch->promise.finish();
            return;
        }
        batch->who = *std::move(who);
        for (const Approval& approval : batch->approvals)
            batch->decided.push_back(approveOne(*batch, approval));
        // What WeChat told last may be older than the money that has come in since. It is asked once for all
        // of them, where whoever decides something else does not wait for its answer.
        if (std::any_of(batch->decided.begin(), batch->decided.end(), &isUncovered))
            wechat_.start([this, batch] { cover(batch); });
        else
            batch->tell();
    });
    return future;
}

Desk::Decided Desk::approveOne(const Batch& batch, const Approval& approval)
{
    return {
        approval.id, office_.withdrawal(batch.who, payouts::ApproveWithdrawal::of(approval.id, approval.seen),
                         keyOf(batch.key, approval.id), office::Cures::left)};
}

void Desk::cover(const std::shared_ptr<Batch>& batch)
{
    const auto again = [this, batch] {
        for (size_t at = 0; at < batch->decided.size(); ++at) {
            if (isUncovered(batch->decided[at]))
                batch->decided[at] = approveOne(*batch, batch->approvals[at]);
        }
        batch->tell();
    };
    if (!isClosing() && office_.askForBalance().value_or(false)) {
        const std::lock_guard lock(watching_);
        if (!closing_) // else nobody waits for a pool that gets more work
            return deciders_.start(again);
    }
    batch->tell();
}

bool Desk::isClosing()
{
    const std::lock_guard lock(watching_);
    return closing_;
}

Later<std::vector<Desk::Decided>> Desk::reject(
    std::vector<PayoutId> ids, QString reason, Authority authority, const QString& key)
{
    return decide(std::move(ids), std::move(authority), key,
        [this, reason = std::move(reason)](PayoutId id, const Actor& who, const QString& own) {
            return office_.withdrawal(who, payouts::RejectWithdrawal{id, reason}, own);
        });
}

QString Desk::seated(const QString& given)
{
    if (!given.isEmpty())
        return given;
    if (QString last = lastOperator(); !last.isEmpty())
        return last;
    auto all = folder_->readers().read<std::vector<access::Operator>>(&access::listOperators);
    if (all)
        std::erase_if(*all, [](const access::Operator& one) { return !one.isEnabled; });
    return all && all->size() == 1 ? all->front().name : QString::fromLatin1(kWindow);
}

Later<std::vector<Desk::Decided>> Desk::takeBack(std::vector<PayoutId> ids, QString operatorName)
{
    return stop(std::move(ids), std::move(operatorName), {},
        [this](PayoutId id, const Actor& who, const QString& own) {
            return office_.withdrawal(who, payouts::TakeBackWithdrawal{id}, own);
        });
}

Later<std::vector<Desk::Decided>> Desk::cancel(
    std::vector<PayoutId> ids, QString reason, QString operatorName, const QString& key)
{
    return stop(std::move(ids), std::move(operatorName), key,
        [this, reason = std::move(reason)](PayoutId id, const Actor& who, const QString& own) {
            return office_.withdrawal(who, payouts::CancelWithdrawal{id, reason}, own);
        });
}

Later<int> Desk::adjustWallet(
    UserId user, base::Money amount, QString reason, Authority authority, QString key)
{
    return on<int>(deciders_,
        [this, user, amount, reason = std::move(reason), authority = std::move(authority),
            key = std::move(key)]() -> Result<int> {
            ZF_ASSIGN(const Actor who, actor(authority, Permission::adjustWallet));
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
            ZF_ASSIGN(const Actor who, actor(authority, Permission::refund));
            return office_.refund(who, payments::RefundOrder{number, amount, reason, {}, {}}, key);
        });
}

template <class C> Later<int> Desk::aboutComplaint(C command, Authority authority, QString key)
{
    return on<int>(wechat_,
        [this, command = std::move(command), authority = std::move(authority),
            key = std::move(key)]() -> Result<int> {
            ZF_ASSIGN(const Actor who, actor(authority, C::kPermission));
            return office_.door().run(who, command, key).map([](const QJsonObject&) { return 0; });
        });
}

Later<int> Desk::answerComplaint(QString id, QString text, Authority authority, QString key)
{
    return aboutComplaint(
        payments::ReplyToComplaint{std::move(id), std::move(text)}, std::move(authority), std::move(key));
}

Later<int> Desk::completeComplaint(QString id, Authority authority, QString key)
{
    return aboutComplaint(payments::CompleteComplaint{std::move(id)}, std::move(authority), std::move(key));
}

} // namespace zhangfang::backend
