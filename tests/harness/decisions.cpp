#include "harness/decisions.h"

#include "access/operators.h"

#include <algorithm>

namespace zhangfang::harness
{

using access::Actor;
using storage::Database;

Actor ownerNamed(const QString& name)
{
    return {Actor::Kind::person, name, access::Role::owner, QStringLiteral("test"), {}, true};
}

Result<Actor> operatorNamed(storage::Writer& writer, const QString& name)
{
    ZF_ASSIGN(const auto operators, writer.runNow<std::vector<access::Operator>>(&access::listOperators));
    Actor actor{Actor::Kind::person, name, access::Role::unknown, QStringLiteral("test"), {}, true};
    for (const access::Operator& one : operators) {
        if (one.name == name)
            actor.role = one.role;
    }
    return actor;
}

PayoutDesk::PayoutDesk(storage::Writer& writer, const base::Clock& clock, base::RandomSource& random)
    : writer_(&writer), office_(writer, clock, *catalogue_)
{
    payouts::offerCommands(*catalogue_, {random});
}

template <class C>
Result<payouts::Payout> PayoutDesk::run(const Actor& actor, const C& command, const QString& key)
{
    ZF_ASSIGN(const QJsonObject answer, office_.run(actor, command, key));
    return writer_->runNow<payouts::Payout>([&](Database& database) {
        return payouts::findPayout(database, base::PayoutId(answer.value(QLatin1String("id")).toInteger()));
    });
}

Result<payouts::Payout> PayoutDesk::request(
    base::UserId user, base::Money amount, const QString& key, const QString& requestedBy)
{
    return run(
        Actor::atSeat(QStringLiteral("test")), payouts::RequestWithdrawal{user, amount, requestedBy}, key);
}

Result<payouts::Payout> PayoutDesk::approve(base::PayoutId id, const QString& operatorName,
    const std::optional<payouts::Seen>& before, const QString& key)
{
    return run(ownerNamed(operatorName), payouts::ApproveWithdrawal::of(id, before), key);
}

Result<payouts::Payout> PayoutDesk::takeBack(base::PayoutId id, const QString& operatorName)
{
    return run(ownerNamed(operatorName), payouts::TakeBackWithdrawal{id}, {});
}

Result<payouts::Payout> PayoutDesk::reject(
    base::PayoutId id, const QString& operatorName, const QString& reason, const QString& key)
{
    return run(ownerNamed(operatorName), payouts::RejectWithdrawal{id, reason}, key);
}

Result<payouts::Payout> PayoutDesk::cancel(
    base::PayoutId id, const QString& actor, const QString& reason, const QString& key)
{
    return run(ownerNamed(actor), payouts::CancelWithdrawal{id, reason}, key);
}

ResolveDesk::ResolveDesk(storage::Writer& writer, const base::Clock& clock, base::RandomSource& random,
    std::shared_ptr<payouts::ResolveDesk> desk)
    : writer_(&writer), desk_(std::move(desk)), office_(writer, clock, *catalogue_)
{
    payouts::offerCommands(
        *catalogue_, {random, {}, [asked = desk_](base::PayoutId id) { return asked->hear(id); }});
}

Result<payouts::Payout> ResolveDesk::resolve(
    base::PayoutId id, const payouts::Resolution& resolution, const QString& operatorName, const QString& key)
{
    ZF_ASSIGN(const Actor actor, operatorNamed(*writer_, operatorName));
    ZF_TRY(office_.run(actor,
        payouts::ResolveWithdrawal{id, payouts::toText(resolution.as), resolution.proof, resolution.reason},
        key));
    return writer_->runNow<payouts::Payout>(
        [id](Database& database) { return payouts::findPayout(database, id); });
}

RefundDecisions::RefundDecisions(storage::Writer& writer, const base::Clock& clock,
    base::RandomSource& random, std::shared_ptr<payments::RefundResolveDesk> desk)
    : writer_(&writer), desk_(std::move(desk)), office_(writer, clock, *catalogue_)
{
    payments::Outside outside{random, writer, clock, {}, {}, {}, {}, {}, {}};
    outside.hear = [asked = desk_](const QString& number) { return asked->hear(number); };
    payments::offerCommands(*catalogue_, outside);
}

template <class C>
Result<payments::RefundRow> RefundDecisions::run(const Actor& actor, const C& command, const QString& key)
{
    ZF_ASSIGN(const QJsonObject answer, office_.run(actor, command, key));
    return writer_->runNow<payments::RefundRow>([&](Database& database) -> Result<payments::RefundRow> {
        ZF_ASSIGN(const auto refund,
            payments::findRefund(database, answer.value(QLatin1String("refund")).toString()));
        return *refund;
    });
}

Result<payments::RefundRow> RefundDecisions::request(const QString& order, base::Money amount,
    const QString& reason, const QString& operatorName, const QString& key)
{
    return run(ownerNamed(operatorName), payments::RefundOrder{order, amount, reason, {}, {}}, key);
}

Result<payments::RefundRow> RefundDecisions::resolve(const QString& number,
    const payments::RefundResolution& resolution, const QString& operatorName, const QString& key)
{
    ZF_ASSIGN(const Actor actor, operatorNamed(*writer_, operatorName));
    return run(actor,
        payments::ResolveRefund{number, payments::toText(resolution.as), resolution.proof, resolution.reason},
        key);
}

Result<payments::RefundRow> RefundDecisions::withdraw(
    const QString& number, const QString& reason, const QString& operatorName, const QString& key)
{
    ZF_ASSIGN(const Actor actor, operatorNamed(*writer_, operatorName));
    return run(actor, payments::WithdrawRefund{number, reason}, key);
}

} // namespace zhangfang::harness
