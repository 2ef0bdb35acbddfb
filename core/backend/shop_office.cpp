#include "backend/shop_office.h"

#include "access/audit.h"
#include "backend/decisions.h"
#include "backend/events.h"
#include "backend/recovery.h"
#include "payments/commands.h"
#include "payouts/commands.h"
#include "payouts/consent.h"
#include "shop/commands.h"

namespace zhangfang::backend
{

using office::Context;
using office::Field;
using office::FieldType;
using office::Outcome;
using office::Shape;
using storage::Database;

namespace
{

constexpr qint64 kReasonLength = 500;
constexpr qint64 kNamesLength = 4096;

/// A desk with the connection and the settings it works with, made for one act.
template <class Desk> struct Equipped {
    wechatpay::Clients clients;
    std::optional<Desk> desk;
};

template <class Desk, class Make> Result<std::shared_ptr<Desk>> equipped(ShopFolder& folder, const Make& make)
{
    auto both = std::make_shared<Equipped<Desk>>();
    ZF_ASSIGN(both->clients, folder.connectToWechat());
    ZF_ASSIGN(const access::Settings settings, folder.settings());
    make(*both, settings);
    if (!both->desk)
        return base::refused(
            "not_configured", QStringLiteral("This is done through APIv3 alone, which is not set up."));
    return std::shared_ptr<Desk>(both, &*both->desk);
}

/// Without a connection a person's word still counts.
wechatpay::Clients clientsOrNone(ShopFolder& folder)
{
    auto clients = folder.connectToWechat();
    return clients ? std::move(*clients) : wechatpay::Clients{};
}

payments::Outside paymentsOutside(ShopFolder& folder)
{
    ShopFolder* const shop = &folder;
    payments::Outside outside{
        folder.random(), folder.writer(), folder.clock(), {}, {}, {}, {}, {}, eventHandlers()};
    outside.orders = [shop] {
        return equipped<payments::OrderDesk>(*shop, [shop](auto& with, const access::Settings& settings) {
            with.desk.emplace(
                shop->writer(), shop->readers(), with.clients, shop->clock(), shop->random(), settings);
        });
    };
    outside.refunds = [shop] {
        return equipped<payments::RefundDesk>(*shop, [shop](auto& with, const access::Settings& settings) {
            with.desk.emplace(
                shop->writer(), shop->readers(), with.clients, shop->clock(), shop->random(), settings);
        });
    };
    outside.complaints = [shop] {
        return equipped<payments::ComplaintDesk>(*shop, [shop](auto& with, const access::Settings&) {
            if (with.clients.v3)
                with.desk.emplace(shop->writer(), shop->readers(), *with.clients.v3, shop->clock());
        });
    };
    outside.hear = [shop](const QString& number) -> Result<payments::RefundResolveDesk::Heard> {
        ZF_ASSIGN(const access::Settings settings, shop->settings());
        const wechatpay::Clients clients = clientsOrNone(*shop);
        payments::RefundResolveDesk desk(shop->writer(), shop->readers(), clients, shop->clock(), settings);
        return onceAnswered<payments::RefundResolveDesk::Heard>([&] { return desk.hear(number); });
    };
    outside.keys = [shop]() -> Result<payments::ReplayKeys> {
        ZF_ASSIGN(const wechatpay::Merchant merchant, shop->merchant());
        return payments::ReplayKeys{merchant.apiV3Key, merchant.apiV2Key};
    };
    return outside;
}

payouts::Outside payoutsOutside(ShopFolder& folder)
{
    ShopFolder* const shop = &folder;
    payouts::Outside outside{folder.random()};
    outside.askBalance = [shop] { return askBalance(*shop); };
    outside.hear = [shop](base::PayoutId id) -> Result<payouts::ResolveDesk::Heard> {
        ZF_ASSIGN(const access::Settings settings, shop->settings());
        const wechatpay::Clients clients = clientsOrNone(*shop);
        payouts::ResolveDesk desk(shop->writer(), shop->readers(), clients, shop->clock(), settings);
        return onceAnswered<payouts::ResolveDesk::Heard>([&] { return desk.hear(id); });
    };
    return outside;
}

template <class C>
void offerConsent(office::Catalogue& catalogue, ShopFolder& folder, const char* action,
    Result<payouts::Consent> (payouts::ConsentDesk::*act)(base::UserId))
{
    auto& command = catalogue.offer<C>([action](const Context& at, const C& wanted) -> Result<Outcome> {
        ZF_TRY(shop::findUser(at.database, wanted.user));
        return Outcome{{{QStringLiteral("user"), wanted.user.value()}}, QString::fromLatin1(action),
            wanted.user.toString(), {}};
    });
    command.after = [shop = &folder, act](
                        const Actor&, const QJsonObject&, const QJsonObject& answer) -> Result<QJsonObject> {
        ZF_ASSIGN(const auto desk,
            equipped<payouts::ConsentDesk>(*shop, [shop](auto& with, const access::Settings& settings) {
                if (with.clients.v3)
                    with.desk.emplace(shop->writer(), shop->readers(), *with.clients.v3, shop->clock(),
                        shop->random(), settings);
            }));
        ZF_TRY(((*desk).*act)(base::UserId(answer.value(QLatin1String("user")).toInteger())));
        return answer;
    };
}

Result<Outcome> change(const Context& at, const ChangeSettings& wanted)
{
    QMap<QString, QString> settings = wanted.settings;
    const QStringList secrets = wanted.secrets.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    // A running engine is told by it that the secrets are others.
    if (!secrets.isEmpty())
        settings.insert(QStringLiteral("wechatpay.keys_changed_at"), QString::number(at.nowUtcMs));
    ZF_TRY(access::setSettings(at.database, settings, authorOf(at.actor), at.nowUtcMs));
    for (const QString& secret : secrets)
        ZF_TRY(access::recordAudit(
            at.database, at.nowUtcMs, at.actor.name, QStringLiteral("secret.set"), secret, {}));
    return Outcome{{{QStringLiteral("settings"), wanted.settings.size()}}, {}, {}};
}

Field userField()
{
    return {.name = "user", .type = FieldType::id, .words = "the payee's number"};
}

} // namespace

Shape<AskConsent> AskConsent::shape()
{
    return Shape<AskConsent>().with(&AskConsent::user, userField());
}

Shape<EndConsent> EndConsent::shape()
{
    return Shape<EndConsent>().with(&EndConsent::user, userField());
}

Shape<ChangeSettings> ChangeSettings::shape()
{
    return Shape<ChangeSettings>()
        .with(&ChangeSettings::settings, {.name = "settings",
                                             .type = FieldType::texts,
                                             .words = "names of settings with their values",
                                             .required = false})
        .with(&ChangeSettings::secrets, {.name = "secrets",
                                            .type = FieldType::text,
                                            .words = "names of secrets, parted by blanks",
                                            .required = false,
                                            .most = kNamesLength});
}

Shape<ConfirmRecovery> ConfirmRecovery::shape()
{
    return Shape<ConfirmRecovery>()
        .with(&ConfirmRecovery::reason, {.name = "reason",
                                            .type = FieldType::text,
                                            .words = "why they may go on, whatever differs",
                                            .least = 1,
                                            .most = kReasonLength,
                                            .code = "invalid_reason"})
        .with(&ConfirmRecovery::withoutLooking, {.name = "without_looking",
                                                    .type = FieldType::flag,
                                                    .words = "WeChat cannot be reached",
                                                    .required = false});
}

access::Author authorOf(const Actor& actor)
{
    using Right = access::Author::Right;
    if (actor.kind == Actor::Kind::system)
        return {actor.name, Right::program, false};
    const bool mayAll = actor.kind == Actor::Kind::person && actor.proven &&
                        access::may(actor.role, access::Permission::changeSettings);
    return {actor.name, mayAll ? Right::operators : Right::none, actor.totp};
}

ShopOffice::ShopOffice(ShopFolder& folder)
    : folder_(folder), office_(folder.writer(), folder.clock(), catalogue_)
{
    shop::offerCommands(catalogue_, folder.random());
    payments::offerCommands(catalogue_, paymentsOutside(folder));
    payouts::offerCommands(catalogue_, payoutsOutside(folder));
    offerConsent<AskConsent>(catalogue_, folder, "consent.asked", &payouts::ConsentDesk::ask);
    offerConsent<EndConsent>(catalogue_, folder, "consent.ended", &payouts::ConsentDesk::end);
    catalogue_.offer<ChangeSettings>(change);
    catalogue_.offerPrepared<ConfirmRecovery>(
        [shop = &folder](
            const Actor&, const ConfirmRecovery&) -> Result<office::Catalogue::ApplyTo<ConfirmRecovery>> {
            return recoveryToConfirm(*shop);
        });
}

Result<payouts::Payout> ShopOffice::payout(base::PayoutId id) const
{
    return folder_.readers().read<payouts::Payout>(
        [id](Database& database) { return payouts::findPayout(database, id); });
}

Result<payments::RefundRow> ShopOffice::refundOf(const QString& number) const
{
    return folder_.readers().read<payments::RefundRow>(
        [&](Database& database) -> Result<payments::RefundRow> {
            ZF_ASSIGN(auto refund, payments::findRefund(database, number));
            if (!refund)
                return base::damaged("damaged", QStringLiteral("The refund done under this key is gone."));
            return std::move(*refund);
        });
}

Result<shop::Order> ShopOffice::orderOf(const QString& number) const
{
    return folder_.readers().read<shop::Order>(
        [&](Database& database) { return shop::findOrder(database, number); });
}

Result<shop::User> ShopOffice::userOf(base::UserId id) const
{
    return folder_.readers().read<shop::User>(
        [id](Database& database) { return shop::findUser(database, id); });
}

} // namespace zhangfang::backend
