#include "payments/commands.h"

#include "payments/refund_search.h"

namespace zhangfang::office
{

template <> struct Carried<shop::Purpose> {
    static QJsonValue toJson(shop::Purpose value) { return shop::toText(value); }
    static shop::Purpose fromJson(const QJsonValue& value)
    {
        return shop::parsePurpose(value.toString()).value_or(shop::Purpose::sale);
    }
};

} // namespace zhangfang::office

namespace zhangfang::payments
{

using office::Context;
using office::Field;
using office::FieldType;
using office::Shape;

namespace
{

/// More than WeChat takes of any of them: what is too long is told in the room's own words.
constexpr qint64 kLong = 1024;
constexpr qint64 kLongestDocument = 1 << 20;
constexpr qint64 kLongestAnswer = 1000;

Field text(const char* name, const char* words, const char* code, bool required = true)
{
    return {.name = name,
        .type = FieldType::text,
        .words = words,
        .required = required,
        .least = required ? 1 : 0,
        .most = kLong,
        .code = code};
}

Field sumField()
{
    return {.name = "amount_fen",
        .type = FieldType::sum,
        .words = "how much",
        .least = 1,
        .most = office::kMostFen,
        .code = "invalid_amount"};
}

Field orderField(const char* name = "order")
{
    return text(name, "the order's number", "no_such_order");
}

Field refundField()
{
    return text("refund", "the refund's number", "no_such_refund");
}

Field reasonField()
{
    return {.name = "reason",
        .type = FieldType::text,
        .words = "why",
        .least = 1,
        .most = kWordsLength,
        .code = "invalid_reason"};
}

Field proofField()
{
    return {.name = "proof",
        .type = FieldType::text,
        .words = "where that is written: a bill's row, a page of the platform",
        .least = 1,
        .most = kWordsLength,
        .code = "invalid_proof"};
}

office::Outcome about(const char* what, const QString& number, const char* action, const QString& detail = {})
{
    return {{{QString::fromLatin1(what), number}}, QString::fromLatin1(action), number, detail};
}

void offerOrders(office::Catalogue& catalogue, const Outside& outside)
{
    const auto orders = outside.orders;
    base::RandomSource* const random = &outside.random;
    auto& creating = catalogue.offerPrepared<CreateOrder>(
        [orders, random](
            const access::Actor&, const CreateOrder&) -> Result<office::Catalogue::ApplyTo<CreateOrder>> {
            ZF_ASSIGN(const auto desk, orders());
            return [desk, random](const Context& at, const CreateOrder& wanted) -> Result<office::Outcome> {
                NewOrder order = wanted.order;
                if (order.number.isEmpty())
                    order.number = newOrderNumber(*random, at.nowUtcMs);
                ZF_ASSIGN(const shop::Order stored, desk->store(at.database, order));
                return about("number", stored.number.toString(), "order.created",
                    QStringLiteral("%1 %2").arg(stored.amount.toDisplay(), stored.description));
            };
        });
    creating.after = [orders](const access::Actor&, const QJsonObject& input,
                         const QJsonObject& answer) -> Result<QJsonObject> {
        NewOrder order = CreateOrder::shape().read(input).order;
        order.number = answer.value(QLatin1String("number")).toString();
        ZF_ASSIGN(const auto desk, orders());
        ZF_TRY(desk->create(order));
        return answer;
    };
    auto& closing = catalogue.offer<CloseOrder>(
        [](const Context& at, const CloseOrder& wanted) -> Result<office::Outcome> {
            ZF_TRY(shop::findOrder(at.database, wanted.number));
            return about("number", wanted.number, "order.close_asked");
        });
    closing.after = [orders](const access::Actor&, const QJsonObject&,
                        const QJsonObject& answer) -> Result<QJsonObject> {
        ZF_ASSIGN(const auto desk, orders());
        ZF_TRY(desk->close(answer.value(QLatin1String("number")).toString()));
        return answer;
    };
}

void offerRefunds(office::Catalogue& catalogue, const Outside& outside)
{
    base::RandomSource* const random = &outside.random;
    auto& refunding = catalogue.offer<RefundOrder>([random](const Context& at,
                                                       const RefundOrder& wanted) -> Result<office::Outcome> {
        ZF_ASSIGN(const RefundRow refund,
            requestRefund(at.database, *random, wanted.order, wanted.amount, wanted.reason, at.actor.name,
                {wanted.goods, wanted.fundsAccount}, at.nowUtcMs));
        const QString number = refund.number.toString();
        return office::Outcome{{{QStringLiteral("refund"), number}}, QStringLiteral("order.refund_requested"),
            wanted.order, QStringLiteral("%1 %2: %3").arg(number, wanted.amount.toDisplay(), wanted.reason)};
    });
    refunding.cure = [writer = &outside.writer, clock = &outside.clock](
                         const base::Error& error, const QJsonObject& input) -> Result<bool> {
        if (error.code != QLatin1String("balance_gone"))
            return false;
        return writer->runNow<bool>([&](storage::Database& database) -> Result<bool> {
            ZF_TRY(tellOfGoneBalance(
                database, input.value(QLatin1String("order")).toString(), error.message, clock->nowUtcMs()));
            return false;
        });
    };
    catalogue.offerPrepared<ResolveRefund>(
        [hear = outside.hear](const access::Actor&,
            const ResolveRefund& asked) -> Result<office::Catalogue::ApplyTo<ResolveRefund>> {
            ZF_ASSIGN(const RefundResolveDesk::Heard heard, hear(asked.refund));
            return [heard](const Context& at, const ResolveRefund& wanted) -> Result<office::Outcome> {
                if (heard.isOver) // what WeChat said stands
                    return about("refund", wanted.refund, "order.refund_told", heard.words);
                ZF_ASSIGN(const RefundVerdict verdict, parseRefundVerdict(wanted.as));
                ZF_ASSIGN(const QString evidence,
                    resolveRefund(at.database, wanted.refund, {verdict, wanted.proof, wanted.reason}, heard,
                        at.actor.name, at.nowUtcMs));
                return about("refund", wanted.refund, "order.refund_resolved", evidence);
            };
        });
    catalogue.offer<WithdrawRefund>(
        [](const Context& at, const WithdrawRefund& wanted) -> Result<office::Outcome> {
            ZF_TRY(withdrawRefund(at.database, wanted.refund, wanted.reason, at.actor.name, at.nowUtcMs));
            return about("refund", wanted.refund, "order.refund_withdrawn", wanted.reason);
        });
    auto& redirecting = catalogue.offer<RedirectRefund>(
        [](const Context& at, const RedirectRefund& wanted) -> Result<office::Outcome> {
            if (wanted.to == QLatin1String("user_card"))
                ZF_TRY(wechatpay::v3::check(
                    wechatpay::v3::UserCard{wanted.bankType, wanted.bankAccount, wanted.realName}));
            ZF_ASSIGN(const auto refund, findRefund(at.database, wanted.refund));
            if (!refund)
                return base::notFound(
                    "no_such_refund", QStringLiteral("There is no refund %1.").arg(wanted.refund.left(64)));
            return about("refund", wanted.refund, "order.refund_redirect_asked", wanted.to);
        });
    redirecting.after = [refunds = outside.refunds](const access::Actor& actor, const QJsonObject& input,
                            const QJsonObject& answer) -> Result<QJsonObject> {
        const RedirectRefund wanted = RedirectRefund::shape().read(input);
        Redirection redirection;
        if (wanted.to == QLatin1String("user_card"))
            redirection = {Redirection::To::userCard, wanted.bankType, wanted.bankAccount, wanted.realName};
        ZF_ASSIGN(const auto desk, refunds());
        ZF_TRY(desk->redirect(wanted.refund, redirection, actor.name));
        return answer;
    };
    catalogue.offer<AdoptRefund>([](const Context& at, const AdoptRefund& wanted) -> Result<office::Outcome> {
        ZF_TRY(adoptRefund(at.database, wanted.order, wanted.refund, at.actor.name, at.nowUtcMs));
        return about("order", wanted.order, "order.refund_adopted", wanted.refund);
    });
    catalogue.offer<RefundsAreKnown>(
        [](const Context& at, const RefundsAreKnown& wanted) -> Result<office::Outcome> {
            ZF_ASSIGN(const Money released,
                refundsAreKnown(at.database, wanted.order, wanted.reason, at.actor.name, at.nowUtcMs));
            return about("order", wanted.order, "order.refunds_known",
                QStringLiteral("%1 released: %2").arg(released.toDisplay(), wanted.reason));
        });
}

void offerWhatIsTold(office::Catalogue& catalogue, const Outside& outside)
{
    catalogue.offerPrepared<ReplayQuarantined>(
        [keys = outside.keys, handlers = outside.handlers](const access::Actor&,
            const ReplayQuarantined&) -> Result<office::Catalogue::ApplyTo<ReplayQuarantined>> {
            ZF_ASSIGN(const auto opening, keys().map([](ReplayKeys read) {
                return std::make_shared<const ReplayKeys>(std::move(read));
            }));
            return [opening, handlers](
                       const Context& at, const ReplayQuarantined& wanted) -> Result<office::Outcome> {
                ZF_ASSIGN(const Applied applied,
                    replay(at.database, wanted.event, handlers, *opening, at.actor.name, at.nowUtcMs));
                return office::Outcome{{{QStringLiteral("id"), wanted.event},
                                           {QStringLiteral("outcome"), toText(applied.outcome)},
                                           {QStringLiteral("note"), applied.note}},
                    QStringLiteral("quarantine.replayed"), wanted.event, toText(applied.outcome)};
            };
        });
    auto& replying = catalogue.offer<ReplyToComplaint>(
        [](const Context&, const ReplyToComplaint& wanted) -> Result<office::Outcome> {
            return about("complaint", wanted.complaint, "complaint.reply_asked", wanted.text);
        });
    replying.after = [complaints = outside.complaints](const access::Actor& actor, const QJsonObject& input,
                         const QJsonObject& answer) -> Result<QJsonObject> {
        const ReplyToComplaint wanted = ReplyToComplaint::shape().read(input);
        ZF_ASSIGN(const auto desk, complaints());
        ZF_TRY(desk->reply(wanted.complaint, wanted.text, actor.name));
        return answer;
    };
    auto& completing = catalogue.offer<CompleteComplaint>(
        [](const Context&, const CompleteComplaint& wanted) -> Result<office::Outcome> {
            return about("complaint", wanted.complaint, "complaint.complete_asked");
        });
    completing.after = [complaints = outside.complaints](const access::Actor& actor, const QJsonObject& input,
                           const QJsonObject& answer) -> Result<QJsonObject> {
        ZF_ASSIGN(const auto desk, complaints());
        ZF_TRY(desk->complete(input.value(QLatin1String("complaint")).toString(), actor.name));
        return answer;
    };
}

} // namespace

Shape<CreateOrder> CreateOrder::shape()
{
    const auto words = [](const char* name, const char* meaning) {
        return text(name, meaning, "invalid_text", false);
    };
    return Shape<CreateOrder>()
        .through<QString>([](CreateOrder& it) -> QString& { return it.order.number; },
            text("number", "its number; else one is made", "invalid_number", false))
        .through<Money>([](CreateOrder& it) -> Money& { return it.order.amount; }, sumField())
        .through<QString>([](CreateOrder& it) -> QString& { return it.order.description; },
            text("description", "the customer reads it", "invalid_description"))
        .through<QString>([](CreateOrder& it) -> QString& { return it.order.channel; },
            {.name = "channel",
                .type = FieldType::choice,
                .words = "how it is paid",
                .choices = {"native", "jsapi", "app", "h5", "code"},
                .code = "invalid_channel"})
        .through<shop::Purpose>([](CreateOrder& it) -> shop::Purpose& { return it.order.purpose; },
            {.name = "purpose",
                .type = FieldType::choice,
                .words = "what it is for",
                .required = false,
                .choices = {"sale", "topup"},
                .code = "invalid_purpose"})
        .through<base::UserId>([](CreateOrder& it) -> base::UserId& { return it.order.user; },
            {.name = "user", .type = FieldType::id, .words = "whose it is", .required = false})
        .through<QString>([](CreateOrder& it) -> QString& { return it.order.clientIp; },
            words("client_ip", "of the customer's phone, for h5"))
        .through<QString>([](CreateOrder& it) -> QString& { return it.order.authCode; },
            {.name = "auth_code",
                .type = FieldType::secret,
                .words = "what the customer shows",
                .required = false,
                .most = kLong,
                .code = "invalid_auth_code"})
        .through<QString>([](CreateOrder& it) -> QString& { return it.order.appid; },
            text("appid", "one of the shop's apps; else its first", "unknown_app", false))
        .through<QString>([](CreateOrder& it) -> QString& { return it.order.attributes.attach; },
            words("attach", "comes back with the payment and in the bill"))
        .through<QString>([](CreateOrder& it) -> QString& { return it.order.attributes.goodsTag; },
            words("goods_tag", "which coupons may be used"))
        .through<QString>([](CreateOrder& it) -> QString& { return it.order.attributes.detail; },
            {.name = "detail",
                .type = FieldType::document,
                .words = "the goods, a JSON object as WeChat Pay describes it",
                .required = false,
                .most = kLongestDocument,
                .code = "invalid_text"})
        .through<bool>([](CreateOrder& it) -> bool& { return it.order.attributes.supportFapiao; },
            {.name = "support_fapiao",
                .type = FieldType::flag,
                .words = "offer an electronic invoice",
                .required = false})
        .through<QString>([](CreateOrder& it) -> QString& { return it.order.attributes.redirectUrl; },
            words("redirect_url", "where an h5 customer's browser goes afterwards"))
        .through<QString>([](CreateOrder& it) -> QString& { return it.order.attributes.clientIp; },
            words("payer_ip", "of the customer's phone, as it is kept with the order"));
}

Shape<CloseOrder> CloseOrder::shape()
{
    return Shape<CloseOrder>().with(&CloseOrder::number, orderField("number"));
}

Shape<RefundOrder> RefundOrder::shape()
{
    return Shape<RefundOrder>()
        .with(&RefundOrder::order, orderField())
        .with(&RefundOrder::amount, sumField())
        .with(&RefundOrder::reason, text("reason", "the customer reads it", "invalid_reason"))
        .with(&RefundOrder::goods, {.name = "goods_detail",
                                       .type = FieldType::document,
                                       .words = "WeChat Pay's JSON array of goods",
                                       .required = false,
                                       .most = kLongestDocument,
                                       .code = "invalid_goods_detail"})
        .with(&RefundOrder::fundsAccount,
            text("funds_account", "what pays it: AVAILABLE or UNSETTLED", "invalid_funds_account", false));
}

Shape<ResolveRefund> ResolveRefund::shape()
{
    return Shape<ResolveRefund>()
        .with(&ResolveRefund::refund, refundField())
        .with(&ResolveRefund::as, {.name = "as",
                                      .type = FieldType::choice,
                                      .words = "what became of it",
                                      .choices = {"refunded", "not-refunded"},
                                      .code = "invalid_verdict"})
        .with(&ResolveRefund::proof, proofField())
        .with(&ResolveRefund::reason, reasonField());
}

Shape<WithdrawRefund> WithdrawRefund::shape()
{
    return Shape<WithdrawRefund>()
        .with(&WithdrawRefund::refund, refundField())
        .with(&WithdrawRefund::reason, reasonField());
}

Shape<RedirectRefund> RedirectRefund::shape()
{
    const auto secret = [](const char* name, const char* words) {
        return Field{
            .name = name, .type = FieldType::secret, .words = words, .required = false, .most = kLong};
    };
    return Shape<RedirectRefund>()
        .with(&RedirectRefund::refund, refundField())
        .with(&RedirectRefund::to, {.name = "to",
                                       .type = FieldType::choice,
                                       .words = "whose card",
                                       .choices = {"merchant_card", "user_card"}})
        .with(&RedirectRefund::bankType,
            text("bank_type", "of the payer's card: ICBC_DEBIT, CMB_DEBIT", "", false))
        .with(&RedirectRefund::bankAccount, secret("bank_account", "the payer's card's number"))
        .with(&RedirectRefund::realName, secret("real_name", "of the card's holder"));
}

Shape<AdoptRefund> AdoptRefund::shape()
{
    return Shape<AdoptRefund>()
        .with(&AdoptRefund::order, orderField())
        .with(&AdoptRefund::refund, text("refund", "the refund's number", "invalid_number"));
}

Shape<RefundsAreKnown> RefundsAreKnown::shape()
{
    return Shape<RefundsAreKnown>()
        .with(&RefundsAreKnown::order, orderField())
        .with(&RefundsAreKnown::reason, reasonField());
}

Shape<ReplayQuarantined> ReplayQuarantined::shape()
{
    return Shape<ReplayQuarantined>().with(
        &ReplayQuarantined::event, text("event", "the notification's number", "no_such_event"));
}

Shape<ReplyToComplaint> ReplyToComplaint::shape()
{
    return Shape<ReplyToComplaint>()
        .with(&ReplyToComplaint::complaint,
            payments::text("complaint", "its number at WeChat Pay", "no_such_complaint"))
        .with(&ReplyToComplaint::text, {.name = "text",
                                           .type = FieldType::lines,
                                           .words = "the customer reads it",
                                           .least = 1,
                                           .most = kLongestAnswer,
                                           .code = "invalid_answer"});
}

Shape<CompleteComplaint> CompleteComplaint::shape()
{
    return Shape<CompleteComplaint>().with(
        &CompleteComplaint::complaint, text("complaint", "its number at WeChat Pay", "no_such_complaint"));
}

void offerCommands(office::Catalogue& catalogue, const Outside& outside)
{
    offerOrders(catalogue, outside);
    offerRefunds(catalogue, outside);
    offerWhatIsTold(catalogue, outside);
}

} // namespace zhangfang::payments
