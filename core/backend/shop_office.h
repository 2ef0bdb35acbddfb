#pragma once

#include "backend/shop_folder.h"
#include "office/office.h"
#include "payments/refund.h"
#include "payouts/payout.h"
#include "recovery/standing.h"
#include "shop/orders.h"
#include "shop/users.h"

namespace zhangfang::backend
{

using access::Actor;

/// Takes a consent's number at WeChat back, or asks for one. Each answers {"user"}.
struct AskConsent {
    static constexpr auto kName = "consent.ask";
    static constexpr auto kPermission = access::Permission::serveUsers;
    static constexpr auto kWords = "ask for consent to receive without confirming";
    base::UserId user;
    [[nodiscard]] static office::Shape<AskConsent> shape();
};
struct EndConsent {
    static constexpr auto kName = "consent.end";
    static constexpr auto kPermission = access::Permission::serveUsers;
    static constexpr auto kWords = "take that consent back";
    base::UserId user;
    [[nodiscard]] static office::Shape<EndConsent> shape();
};
/// What is locked takes `changeSettings` and proof. See `backend::store`, which reads keys and certificates
/// first, and keeps the secrets that are named here.
struct ChangeSettings {
    static constexpr auto kName = "settings.change";
    static constexpr auto kPermission = access::Permission::arrange;
    static constexpr auto kWords = "change settings, and say which secrets were changed with them";
    QMap<QString, QString> settings;
    QString secrets; ///< their names, parted by blanks
    [[nodiscard]] static office::Shape<ChangeSettings> shape();
};
struct ConfirmRecovery {
    static constexpr auto kName = "recovery.confirm";
    static constexpr auto kPermission = access::Permission::recover;
    static constexpr auto kWords = "let books that were put back pay again";
    QString reason;
    bool withoutLooking = false;
    [[nodiscard]] static office::Shape<ConfirmRecovery> shape();
};

/// The office of one shop: what all rooms offer, with what they work with. Any thread but the UI's.
class ShopOffice
{
public:
    explicit ShopOffice(ShopFolder& folder);
    [[nodiscard]] const office::Office& door() const { return office_; }
    /// The office's `run`, and the thing as it is by then.
    template <class C>
    [[nodiscard]] Result<payouts::Payout> withdrawal(const Actor& actor, const C& command, const QString& key)
    {
        ZF_ASSIGN(const QJsonObject answer, office_.run(actor, command, key));
        return payout(base::PayoutId(answer.value(QLatin1String("id")).toInteger()));
    }
    template <class C>
    [[nodiscard]] Result<payments::RefundRow> refund(const Actor& actor, const C& command, const QString& key)
    {
        ZF_ASSIGN(const QJsonObject answer, office_.run(actor, command, key));
        return refundOf(answer.value(QLatin1String("refund")).toString());
    }
    template <class C>
    [[nodiscard]] Result<shop::Order> order(const Actor& actor, const C& command, const QString& key = {})
    {
        ZF_ASSIGN(const QJsonObject answer, office_.run(actor, command, key));
        return orderOf(answer.value(QLatin1String("number")).toString());
    }
    template <class C>
    [[nodiscard]] Result<shop::User> user(const Actor& actor, const C& command, const QString& key = {})
    {
        ZF_ASSIGN(const QJsonObject answer, office_.run(actor, command, key));
        return userOf(base::UserId(answer.value(QLatin1String("user")).toInteger()));
    }

private:
    [[nodiscard]] Result<payouts::Payout> payout(base::PayoutId id) const;
    [[nodiscard]] Result<payments::RefundRow> refundOf(const QString& number) const;
    [[nodiscard]] Result<shop::Order> orderOf(const QString& number) const;
    [[nodiscard]] Result<shop::User> userOf(base::UserId id) const;
    ShopFolder& folder_;
    office::Catalogue catalogue_;
    office::Office office_;
};

/// The office's settings author of an actor.
[[nodiscard]] access::Author authorOf(const Actor& actor);

} // namespace zhangfang::backend
