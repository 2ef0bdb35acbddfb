#pragma once

#include "base/ids.h"

#include <QString>

namespace zhangfang::ledger
{

using base::Result;
using base::UserId;

/// An account's place in the chart, like "assets:wechat:basic". Only paths of the design's chart exist.
class AccountPath
{
public:
    /// Errors: unknown_account.
    [[nodiscard]] static Result<AccountPath> parse(const QString& text);

    [[nodiscard]] static AccountPath wechatUnsettled() { return AccountPath(u"assets:wechat:unsettled"); }
    [[nodiscard]] static AccountPath wechatBasic() { return AccountPath(u"assets:wechat:basic"); }
    [[nodiscard]] static AccountPath wechatOperation() { return AccountPath(u"assets:wechat:operation"); }
    [[nodiscard]] static AccountPath userAvailable(UserId user)
    {
        return AccountPath(QStringLiteral("liabilities:user:%1:available").arg(user.value()));
    }
    [[nodiscard]] static AccountPath userHeld(UserId user)
    {
        return AccountPath(QStringLiteral("liabilities:user:%1:held").arg(user.value()));
    }
    [[nodiscard]] static AccountPath sales() { return AccountPath(u"income:sales"); }
    [[nodiscard]] static AccountPath suspense() { return AccountPath(u"suspense:reconciliation"); }
    [[nodiscard]] static AccountPath rewards() { return AccountPath(u"expenses:rewards"); }
    [[nodiscard]] static AccountPath wechatFee() { return AccountPath(u"expenses:wechat-fee"); }
    /// What coupons cost the shop.
    [[nodiscard]] static AccountPath coupons() { return AccountPath(u"expenses:coupons"); }
    /// What the shop has paid in for coupons, and customers have not used.
    [[nodiscard]] static AccountPath couponsPrefunded()
    {
        return AccountPath(u"assets:wechat:coupons-prefunded");
    }

    [[nodiscard]] const QString& toString() const { return text_; }
    /// Whether the database refuses to overdraw it.
    [[nodiscard]] bool isGuarded() const { return text_.startsWith(QLatin1String("liabilities:user:")); }
    /// Liabilities, income and equity grow by credits; their natural balance is the negative of the stored
    /// one.
    [[nodiscard]] bool isCreditNormal() const
    {
        return text_.startsWith(QLatin1String("liabilities:")) ||
               text_.startsWith(QLatin1String("income:")) || text_.startsWith(QLatin1String("equity:"));
    }
    friend bool operator==(const AccountPath&, const AccountPath&) = default;

private:
    explicit AccountPath(QStringView text) : text_(text.toString()) {}
    QString text_;
};

} // namespace zhangfang::ledger
