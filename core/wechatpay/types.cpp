#include "wechatpay/types.h"

#include "wechatpay/detail/look_up.h"

#include <QUrl>

namespace zhangfang::wechatpay
{

using detail::lookUp;

namespace
{
constexpr std::pair<const char*, Channel> kChannels[] = {{"native", Channel::native},
    {"jsapi", Channel::jsapi}, {"app", Channel::app}, {"h5", Channel::h5}, {"code", Channel::code}};
}

QString toText(Channel channel)
{
    for (const auto& [name, value] : kChannels) {
        if (value == channel)
            return QString::fromLatin1(name);
    }
    return QStringLiteral("unknown");
}

Channel parseChannel(const QString& text)
{
    return lookUp(kChannels, text).value;
}

Wire<TradeState> parseTradeState(const QString& text)
{
    static constexpr std::pair<const char*, TradeState> kStates[] = {{"SUCCESS", TradeState::success},
        {"REFUND", TradeState::refund}, {"NOTPAY", TradeState::notPay}, {"CLOSED", TradeState::closed},
        {"REVOKED", TradeState::revoked}, {"USERPAYING", TradeState::userPaying},
        {"PAYERROR", TradeState::payError}};
    return lookUp(kStates, text);
}

Wire<RefundState> parseRefundState(const QString& text)
{
    static constexpr std::pair<const char*, RefundState> kStates[] = {{"PROCESSING", RefundState::processing},
        {"SUCCESS", RefundState::success}, {"CLOSED", RefundState::closed},
        {"ABNORMAL", RefundState::abnormal}, {"REFUNDCLOSE", RefundState::closed},
        {"CHANGE", RefundState::abnormal}};
    return lookUp(kStates, text);
}

Wire<TransferState> parseTransferState(const QString& text)
{
    static constexpr std::pair<const char*, TransferState> kStates[] = {{"ACCEPTED", TransferState::accepted},
        {"PROCESSING", TransferState::processing}, {"WAIT_USER_CONFIRM", TransferState::waitUserConfirm},
        {"TRANSFERING", TransferState::transfering}, {"SUCCESS", TransferState::success},
        {"FAIL", TransferState::fail}, {"CANCELING", TransferState::canceling},
        {"CANCELLED", TransferState::cancelled}};
    return lookUp(kStates, text);
}

bool isFinal(TransferState state)
{
    return state == TransferState::success || state == TransferState::fail ||
           state == TransferState::cancelled;
}

Result<QString> withRedirect(const QString& link, const QString& redirectUrl)
{
    const QUrl url(redirectUrl, QUrl::StrictMode);
    const bool isWeb = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (!url.isValid() || !isWeb || url.host().isEmpty() || !url.userInfo().isEmpty())
        return base::invalid("invalid_field",
            QStringLiteral(
                "The field redirect_url must be an address that begins with https:// or http://."));
    if (link.isEmpty())
        return base::invalid("invalid_field", QStringLiteral("There is no link to add a redirect_url to."));
    return link + (link.contains(QLatin1Char('?')) ? QLatin1Char('&') : QLatin1Char('?')) +
           QStringLiteral("redirect_url=") +
           QString::fromLatin1(QUrl::toPercentEncoding(url.toString(QUrl::FullyEncoded)));
}

QString toText(FundsAccount account)
{
    switch (account) {
    case FundsAccount::unsettled:
        return QStringLiteral("UNSETTLED");
    case FundsAccount::available:
        return QStringLiteral("AVAILABLE");
    case FundsAccount::byDefault:
        break;
    }
    return {};
}

Result<FundsAccount> parseFundsAccount(const QString& text)
{
    for (const auto account : {FundsAccount::byDefault, FundsAccount::unsettled, FundsAccount::available}) {
        if (text == toText(account))
            return account;
    }
    return base::invalid("invalid_field",
        QStringLiteral("The field funds_account must be AVAILABLE or UNSETTLED, or be left out."));
}

QString toText(AccountType account)
{
    switch (account) {
    case AccountType::operation:
        return QStringLiteral("OPERATION");
    case AccountType::fees:
        return QStringLiteral("FEES");
    case AccountType::basic:
        break;
    }
    return QStringLiteral("BASIC");
}

} // namespace zhangfang::wechatpay
