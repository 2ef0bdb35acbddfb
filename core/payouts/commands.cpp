#include "payouts/commands.h"

#include "payments/refund_resolve.h"

namespace zhangfang::payouts
{

using office::Context;
using office::Field;
using office::FieldType;
using office::Outcome;
using office::Shape;

namespace
{

Field idField()
{
    return {.name = "id", .type = FieldType::id, .words = "the withdrawal's number"};
}

Field reasonField(bool required)
{
    return {.name = "reason",
        .type = FieldType::text,
        .words = "why",
        .required = required,
        .least = 1,
        .most = kReasonLength,
        .code = "invalid_reason"};
}

Outcome outcomeOf(const Decided& decided)
{
    const QString id = decided.payout.id.toString();
    return {{{QStringLiteral("id"), decided.payout.id.value()}}, decided.action, id, decided.detail,
        {{QStringLiteral("state"), toText(decided.payout.state)}}};
}

/// All of what was seen, or nothing of it. Errors: invalid_field.
Result<std::optional<Seen>> seenIn(const ApproveWithdrawal& wanted)
{
    if (!wanted.lastEvent && (wanted.amount || wanted.openid || wanted.name || wanted.available))
        return base::fail(base::Error{base::ErrorKind::invalid, QStringLiteral("invalid_field"),
            QStringLiteral("The field last_event is missing, without which the others are not compared."), {},
            {QStringLiteral("last_event")}});
    if (!wanted.lastEvent)
        return std::optional<Seen>();
    return std::optional(Seen{wanted.amount.value_or(Money()), wanted.openid.value_or(QString()),
        wanted.name.value_or(QString()), wanted.available.value_or(Money()), *wanted.lastEvent});
}

} // namespace

Shape<RequestWithdrawal> RequestWithdrawal::shape()
{
    return Shape<RequestWithdrawal>()
        .with(&RequestWithdrawal::user, {.name = "user", .type = FieldType::id, .words = "who is paid"})
        .with(&RequestWithdrawal::amount, {.name = "amount_fen",
                                              .type = FieldType::sum,
                                              .words = "how much",
                                              .least = 1,
                                              .most = office::kMostFen,
                                              .code = "invalid_amount"})
        .with(&RequestWithdrawal::requestedBy, {.name = "requested_by",
                                                   .type = FieldType::text,
                                                   .words = "the operator who asks for it",
                                                   .required = false,
                                                   .most = 64,
                                                   .tellsApart = false,
                                                   .code = "invalid_name"});
}

Shape<ApproveWithdrawal> ApproveWithdrawal::shape()
{
    return Shape<ApproveWithdrawal>()
        .with(&ApproveWithdrawal::id, idField())
        .with(&ApproveWithdrawal::amount, {.name = "amount_fen",
                                              .type = FieldType::sum,
                                              .words = "the sum as it was seen",
                                              .required = false})
        .with(&ApproveWithdrawal::openid, {.name = "openid",
                                              .type = FieldType::text,
                                              .words = "the payee as it was seen",
                                              .required = false,
                                              .most = 128})
        .with(&ApproveWithdrawal::name, {.name = "name",
                                            .type = FieldType::text,
                                            .words = "the payee's name as it was seen",
                                            .required = false,
                                            .most = 128})
        .with(&ApproveWithdrawal::available, {.name = "available_fen",
                                                 .type = FieldType::sum,
                                                 .words = "the payee's balance as it was seen",
                                                 .required = false})
        .with(&ApproveWithdrawal::lastEvent, {.name = "last_event",
                                                 .type = FieldType::number,
                                                 .words = "the latest of its story that was seen",
                                                 .required = false});
}

ApproveWithdrawal ApproveWithdrawal::of(PayoutId id, const std::optional<Seen>& seen)
{
    ApproveWithdrawal wanted{id, {}, {}, {}, {}, {}};
    if (seen) {
        wanted.amount = seen->amount;
        wanted.openid = seen->openid;
        wanted.name = seen->name;
        wanted.available = seen->available;
        wanted.lastEvent = seen->lastEvent;
    }
    return wanted;
}

Shape<TakeBackWithdrawal> TakeBackWithdrawal::shape()
{
    return Shape<TakeBackWithdrawal>().with(&TakeBackWithdrawal::id, idField());
}

Shape<RejectWithdrawal> RejectWithdrawal::shape()
{
    return Shape<RejectWithdrawal>()
        .with(&RejectWithdrawal::id, idField())
        .with(&RejectWithdrawal::reason, reasonField(true));
}

Shape<CancelWithdrawal> CancelWithdrawal::shape()
{
    return Shape<CancelWithdrawal>()
        .with(&CancelWithdrawal::id, idField())
        .with(&CancelWithdrawal::reason, reasonField(false));
}

Shape<ResolveWithdrawal> ResolveWithdrawal::shape()
{
    return Shape<ResolveWithdrawal>()
        .with(&ResolveWithdrawal::id, idField())
        .with(&ResolveWithdrawal::as, {.name = "as",
                                          .type = FieldType::choice,
                                          .words = "what became of it",
                                          .choices = {"paid", "not-paid"},
                                          .code = "invalid_verdict"})
        .with(&ResolveWithdrawal::proof,
            {.name = "proof",
                .type = FieldType::text,
                .words = "where that is written: a bill's row, a page of the platform",
                .least = 1,
                .most = payments::kWordsLength,
                .code = "invalid_proof"})
        .with(&ResolveWithdrawal::reason, reasonField(true));
}

void offerCommands(office::Catalogue& catalogue, const Outside& outside)
{
    base::RandomSource* const random = &outside.random;
    catalogue.offer<RequestWithdrawal>([random](const Context& at,
                                           const RequestWithdrawal& wanted) -> Result<Outcome> {
        return request(at.database, *random, wanted.user, wanted.amount,
            at.actor.kind == access::Actor::Kind::person ? at.actor.name : wanted.requestedBy, at.nowUtcMs)
            .map(outcomeOf);
    });
    auto& approving = catalogue.offer<ApproveWithdrawal>(
        [random](const Context& at, const ApproveWithdrawal& wanted) -> Result<Outcome> {
            ZF_ASSIGN(const auto saw, seenIn(wanted));
            return approve(at.database, *random, wanted.id, at.actor.name, saw, at.nowUtcMs).map(outcomeOf);
        });
    // What WeChat told last may be older than the money that has come in since.
    approving.cure = [ask = outside.askBalance](
                         const base::Error& error, const QJsonObject&) -> Result<bool> {
        if (error.code != QLatin1String("not_covered") || !ask)
            return false;
        return ask();
    };
    catalogue.offer<TakeBackWithdrawal>(
        [](const Context& at, const TakeBackWithdrawal& wanted) -> Result<Outcome> {
            return takeBack(at.database, wanted.id, at.actor.name, at.nowUtcMs).map(outcomeOf);
        });
    catalogue.offer<RejectWithdrawal>(
        [](const Context& at, const RejectWithdrawal& wanted) -> Result<Outcome> {
            return reject(at.database, wanted.id, at.actor.name, wanted.reason, at.nowUtcMs).map(outcomeOf);
        });
    catalogue.offer<CancelWithdrawal>([](const Context& at,
                                          const CancelWithdrawal& wanted) -> Result<Outcome> {
        return cancel(at.database, wanted.id, at.actor.name, wanted.reason.value_or(QString()), at.nowUtcMs)
            .map(outcomeOf);
    });
    catalogue.offerPrepared<ResolveWithdrawal>(
        [hear = outside.hear](const access::Actor&,
            const ResolveWithdrawal& asked) -> Result<office::Catalogue::ApplyTo<ResolveWithdrawal>> {
            if (!hear)
                return base::refused("not_configured", QStringLiteral("WeChat cannot be asked from here."));
            ZF_ASSIGN(const ResolveDesk::Heard heard, hear(asked.id));
            return [heard](const Context& at, const ResolveWithdrawal& wanted) -> Result<Outcome> {
                Outcome outcome{{{QStringLiteral("id"), wanted.id.value()}},
                    QStringLiteral("withdrawal.told"), wanted.id.toString(), heard.words};
                if (heard.isOver) // what WeChat said stands
                    return outcome;
                ZF_ASSIGN(const Verdict verdict, parseVerdict(wanted.as));
                ZF_ASSIGN(
                    outcome.detail, resolve(at.database, wanted.id, {verdict, wanted.proof, wanted.reason},
                                        heard, at.actor.name, at.nowUtcMs));
                outcome.action = QStringLiteral("withdrawal.resolved");
                return outcome;
            };
        });
}

} // namespace zhangfang::payouts
