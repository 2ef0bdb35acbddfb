#include "ledger/account_path.h"

#include <QRegularExpression>

namespace zhangfang::ledger
{

Result<AccountPath> AccountPath::parse(const QString& text)
{
    // The chart of the design, and assets:bank for money on its way in or out.
    static const QRegularExpression kChart(QRegularExpression::anchoredPattern(QStringLiteral(
        "assets:wechat:(unsettled|basic|operation|coupons-prefunded)|assets:bank|assets:receivable:ads:[a-z0-"
        "9-]{1,32}"
        "|liabilities:user:[1-9][0-9]{0,17}:(available|held)|liabilities:(deferred-revenue|tax-withheld)"
        "|income:(sales|commission|ads:[a-z0-9-]{1,32})|expenses:(wechat-fee|rewards|coupons)|equity:owner"
        "|suspense:reconciliation")));
    if (!kChart.match(text).hasMatch())
        return base::invalid(
            "unknown_account", QStringLiteral("There is no account '%1'.").arg(text.left(80)));
    return AccountPath(text);
}

} // namespace zhangfang::ledger
