#include "backend/shop_office.h"

#include "access/audit.h"
#include "backend/recovery.h"
#include "payouts/consent.h"
#include "payouts/room.h"
#include "rooms/for_one_act.h"

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

Result<std::shared_ptr<payouts::ConsentDesk>> consentDesk(const rooms::Place& place)
{
    return rooms::equipped<payouts::ConsentDesk>(
        place, [&place](auto& with, const access::Settings& settings) {
            if (with.clients.v3)
                with.desk.emplace(
                    place.writer, place.readers, *with.clients.v3, place.clock, place.random, settings);
        });
}

/// The wish is durable with the command; whoever gave it carries it out, or hears why not. Where nobody
/// could, there is no wish; what goes wrong after it is taken up by the engine.
template <class C>
void offerConsent(office::Catalogue& catalogue, const rooms::Place& place, const char* action,
    Result<errands::ErrandId> (*wish)(Database&, base::RandomSource&, base::UserId, const QString&, qint64))
{
    const auto note = [action, wish, random = &place.random](
                          const Context& at, const C& wanted) -> Result<Outcome> {
        ZF_TRY(shop::findUser(at.database, wanted.user));
        ZF_ASSIGN(const errands::ErrandId errand,
            wish(at.database, *random, wanted.user, at.actor.name, at.nowUtcMs));
        return Outcome{
            {{QStringLiteral("user"), wanted.user.value()}, {QStringLiteral("errand"), errand.value()}},
            QString::fromLatin1(action), wanted.user.toString(), {}};
    };
    auto& command = catalogue.offerPrepared<C>(
        [place, note](const Actor&, const C& wanted) -> Result<office::Catalogue::ApplyTo<C>> {
            ZF_TRY(place.readers.read<shop::User>(
                [&](Database& database) { return shop::findUser(database, wanted.user); }));
            ZF_TRY(consentDesk(place));
            return note;
        });
    command.after = [place](
                        const Actor&, const QJsonObject&, const QJsonObject& answer) -> Result<QJsonObject> {
        const errands::ErrandId errand(answer.value(QLatin1String("errand")).toInteger());
        if (errand == errands::ErrandId()) // done before consents were errands
            return answer;
        ZF_ASSIGN(const auto desk, consentDesk(place));
        ZF_TRY(desk->carryOut(errand));
        return answer;
    };
    command.again = office::Command::Again::untilDone;
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

void offerCommands(office::Catalogue& catalogue, ShopFolder& folder, const rooms::Place& place)
{
    offerConsent<AskConsent>(catalogue, place, "consent.asked", &payouts::wishConsent);
    offerConsent<EndConsent>(catalogue, place, "consent.ended", &payouts::wishConsentEnd);
    catalogue.offer<ChangeSettings>(change);
    catalogue.offerPrepared<ConfirmRecovery>(
        [shop = &folder](
            const Actor&, const ConfirmRecovery&) -> Result<office::Catalogue::ApplyTo<ConfirmRecovery>> {
            return recoveryToConfirm(*shop);
        });
}

ShopOffice::ShopOffice(ShopFolder& folder)
    : folder_(folder), rooms_(allRooms(folder)), place_(placeOf(folder, rooms_)),
      office_(folder.writer(), folder.clock(), catalogue_), enquiries_(folder.readers(), catalogue_)
{
    for (const rooms::Room& room : rooms_) {
        if (room.offer)
            room.offer(catalogue_, place_);
    }
}

Result<bool> ShopOffice::askForBalance() const
{
    return payouts::askForBalance(place_);
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

Result<access::Operator> ShopOffice::personOf(const QString& name) const
{
    return folder_.readers().read<access::Operator>(
        [&](Database& database) { return access::findOperator(database, name); });
}

} // namespace zhangfang::backend
