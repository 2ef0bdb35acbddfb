#include "shop/commands.h"

#include "ledger/ledger.h"
#include "shop/fulfilment.h"
#include "shop/tasks.h"

namespace zhangfang::shop
{

using office::Context;
using office::Field;
using office::FieldType;
using office::Outcome;
using office::Shape;

namespace
{

constexpr qint64 kReasonLength = 200;

Field userField()
{
    return {.name = "user", .type = FieldType::id, .words = "the user's number"};
}

Field reasonField()
{
    return {.name = "reason",
        .type = FieldType::text,
        .words = "why",
        .least = 1,
        .most = kReasonLength,
        .code = "invalid_reason"};
}

/// What the room itself holds them to is told in its own words.
Field textField(const char* name, const char* words, const char* code, bool required)
{
    return {.name = name,
        .type = FieldType::text,
        .words = words,
        .required = required,
        .most = 128,
        .code = code};
}

Field accountField(const char* name, const char* words)
{
    return {.name = name,
        .type = FieldType::text,
        .words = words,
        .least = 1,
        .most = 200,
        .code = "invalid_account"};
}

Outcome ofUser(UserId user, const char* action, const QString& detail)
{
    return {{{QStringLiteral("user"), user.value()}}, QString::fromLatin1(action), user.toString(), detail};
}

Result<Outcome> add(const Context& at, const AddUser& wanted)
{
    ZF_ASSIGN(const User user,
        addUser(at.database, {wanted.openid, wanted.name, wanted.device, wanted.appid}, at.nowUtcMs));
    return ofUser(user.id, "user.added", {});
}

Result<Outcome> adjust(const Context& at, const AdjustWallet& wanted, base::RandomSource& random)
{
    const QString key = QString::fromLatin1(random.token(20));
    const bool more = !wanted.amount.isNegative();
    ZF_ASSIGN(const Money less, wanted.amount.negated());
    if (more)
        ZF_TRY(credit(at.database, wanted.user, wanted.amount, QStringLiteral("credit:") + key, wanted.reason,
            at.nowUtcMs));
    else
        ZF_TRY(debit(
            at.database, wanted.user, less, QStringLiteral("debit:") + key, wanted.reason, at.nowUtcMs));
    ZF_ASSIGN(const Wallet now, wallet(at.database, wanted.user));
    return Outcome{{{QStringLiteral("available_fen"), now.available.inFen()},
                       {QStringLiteral("held_fen"), now.held.inFen()}},
        more ? QStringLiteral("wallet.credited") : QStringLiteral("wallet.debited"), wanted.user.toString(),
        wanted.amount.toDisplay() + QLatin1Char(' ') + wanted.reason};
}

Result<Outcome> move(const Context& at, const MoveMoney& wanted, base::RandomSource& random)
{
    ZF_ASSIGN(const auto source, ledger::AccountPath::parse(wanted.from));
    ZF_ASSIGN(const auto target, ledger::AccountPath::parse(wanted.to));
    if (source.isGuarded() || target.isGuarded())
        return base::refused(
            "not_movable", QStringLiteral("A user's money moves only by payments, credits and withdrawals."));
    ZF_ASSIGN(const auto posted,
        ledger::post(at.database,
            ledger::simpleTransfer(QStringLiteral("move:") + QString::fromLatin1(random.token(20)),
                QStringLiteral("move"), wanted.reason, at.nowUtcMs, target, source, wanted.amount),
            at.nowUtcMs));
    return Outcome{{{QStringLiteral("transfer"), posted.id.value()},
                       {QStringLiteral("amount_fen"), wanted.amount.inFen()}},
        QStringLiteral("ledger.moved"), posted.id.toString(),
        QStringLiteral("%1 from %2 to %3: %4")
            .arg(wanted.amount.toDisplay(), wanted.from, wanted.to, wanted.reason)};
}

} // namespace

Shape<AddUser> AddUser::shape()
{
    return Shape<AddUser>()
        .with(&AddUser::openid, textField("openid", "of the app", "invalid_openid", true))
        .with(&AddUser::name, textField("name", "the real name", "invalid_name", false))
        .with(&AddUser::device,
            textField("device", "what tells the user's device apart", "invalid_device", false))
        .with(&AddUser::appid, textField("appid", "the app that the openid is of", "invalid_appid", false));
}

Shape<LinkUser> LinkUser::shape()
{
    return Shape<LinkUser>()
        .with(&LinkUser::user, userField())
        .with(&LinkUser::appid, textField("appid", "the other app", "invalid_appid", true))
        .with(&LinkUser::openid, textField("openid", "of that app", "invalid_openid", true));
}

Shape<RenameUser> RenameUser::shape()
{
    return Shape<RenameUser>()
        .with(&RenameUser::user, userField())
        .with(&RenameUser::name, textField("name", "the real name", "invalid_name", false));
}

Shape<AdjustWallet> AdjustWallet::shape()
{
    return Shape<AdjustWallet>()
        .with(&AdjustWallet::user, userField())
        .with(&AdjustWallet::amount, {.name = "amount_fen",
                                         .type = FieldType::sum,
                                         .words = "how much more; below zero: less",
                                         .least = -office::kMostFen,
                                         .most = office::kMostFen,
                                         .code = "invalid_amount"})
        .with(&AdjustWallet::reason, reasonField());
}

Shape<MoveMoney> MoveMoney::shape()
{
    return Shape<MoveMoney>()
        .with(&MoveMoney::from, accountField("from", "the account it leaves"))
        .with(&MoveMoney::to, accountField("to", "the account it comes to"))
        .with(&MoveMoney::amount, {.name = "amount_fen",
                                      .type = FieldType::sum,
                                      .words = "how much",
                                      .least = 1,
                                      .code = "invalid_amount"})
        .with(&MoveMoney::reason, reasonField());
}

Shape<MoveOrderOn> MoveOrderOn::shape()
{
    return Shape<MoveOrderOn>()
        .with(&MoveOrderOn::number, textField("number", "the order's number", "no_such_order", true))
        .with(&MoveOrderOn::event, {.name = "event",
                                       .type = FieldType::choice,
                                       .words = "what has happened",
                                       .choices = {"fulfilled", "shipped", "delivered", "cancelled"}})
        .with(&MoveOrderOn::note, {.name = "note",
                                      .type = FieldType::text,
                                      .words = "kept in its story, such as a parcel's number",
                                      .required = false,
                                      .most = kLongestFulfilmentNote,
                                      .code = "invalid_note"});
}

Shape<TaskDone> TaskDone::shape()
{
    return Shape<TaskDone>().with(
        &TaskDone::id, {.name = "id", .type = FieldType::id, .words = "the task's number"});
}

void offerCommands(office::Catalogue& catalogue, base::RandomSource& random)
{
    base::RandomSource* const source = &random;
    catalogue.offer<AddUser>(add);
    catalogue.offer<LinkUser>([](const Context& at, const LinkUser& wanted) -> Result<Outcome> {
        ZF_TRY(addOpenid(at.database, wanted.user, wanted.appid, wanted.openid));
        return ofUser(wanted.user, "user.linked", wanted.appid);
    });
    catalogue.offer<RenameUser>([](const Context& at, const RenameUser& wanted) -> Result<Outcome> {
        ZF_TRY(renameUser(at.database, wanted.user, wanted.name));
        return ofUser(wanted.user, "user.renamed", {});
    });
    catalogue.offer<AdjustWallet>(
        [source](const Context& at, const AdjustWallet& wanted) { return adjust(at, wanted, *source); });
    catalogue.offer<MoveMoney>(
        [source](const Context& at, const MoveMoney& wanted) { return move(at, wanted, *source); });
    catalogue.offer<MoveOrderOn>([](const Context& at, const MoveOrderOn& wanted) -> Result<Outcome> {
        const auto event = parseFulfilmentEvent(wanted.event);
        ZF_TRY(event);
        ZF_ASSIGN(const Order order,
            moveOn(at.database, wanted.number, *event, at.actor.name, wanted.note, at.nowUtcMs));
        return Outcome{{{QStringLiteral("number"), wanted.number}}, actionOf(order.fulfilment), wanted.number,
            wanted.note, {{QStringLiteral("fulfilment"), toText(order.fulfilment)}}};
    });
    catalogue.offer<TaskDone>([](const Context& at, const TaskDone& wanted) -> Result<Outcome> {
        ZF_TRY(resolveTask(at.database, wanted.id, at.nowUtcMs));
        return Outcome{{{QStringLiteral("done"), wanted.id}}, QStringLiteral("task.done"),
            QString::number(wanted.id), {}};
    });
}

} // namespace zhangfang::shop
