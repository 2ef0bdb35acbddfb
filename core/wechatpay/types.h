#pragma once

#include "base/ids.h"
#include "base/money.h"

#include <optional>
#include <vector>

/// What WeChat Pay speaks about, whichever generation of its interface carries the words.
namespace zhangfang::wechatpay
{

using base::Money;
using base::OrderNo;
using base::OutBillNo;
using base::OutRefundNo;
using base::Result;
using base::Status;

/// An enum of the wire: the known value, or `unknown` with the text as it came.
template <class Enum> struct Wire {
    Enum value = Enum::unknown;
    QString text;
};

/// How a customer comes to pay.
enum class Channel {
    unknown,
    native, ///< scans a code that we show
    jsapi,  ///< inside WeChat: official account or mini program
    app,    ///< from the merchant's own app
    h5,     ///< from a browser on the phone
    code,   ///< shows a code that we scan
};
/// "native", "jsapi", "app", "h5", "code".
[[nodiscard]] QString toText(Channel channel);
[[nodiscard]] Channel parseChannel(const QString& text);

enum class TradeState { unknown, success, refund, notPay, closed, revoked, userPaying, payError };
[[nodiscard]] Wire<TradeState> parseTradeState(const QString& text);

/// v2 calls two of them otherwise (REFUNDCLOSE, CHANGE); its parser knows.
enum class RefundState { unknown, processing, success, closed, abnormal };
[[nodiscard]] Wire<RefundState> parseRefundState(const QString& text);

enum class TransferState {
    unknown,
    accepted,
    processing,
    waitUserConfirm,
    transfering,
    success,
    fail,
    canceling,
    cancelled
};
[[nodiscard]] Wire<TransferState> parseTransferState(const QString& text);
/// SUCCESS, FAIL and CANCELLED never change again.
[[nodiscard]] bool isFinal(TransferState state);

/// What coupons paid of a sum. Source: facts page, "What settles".
struct Coupons {
    Money prefunded; ///< settles in full, out of what somebody paid in for the coupon beforehand (v3 CASH)
    /// The part of `prefunded` that the merchant paid in. All of it where the answer does not say: mostly in
    /// v2, and in every refund.
    Money byMerchant;
    Money unfunded; ///< the merchant gets so much less (v3 NOCASH, v2 NO_CASH and DISCOUNT)
};

/// A payment as a notification or a query tells it.
struct Transaction {
    QString mchid;
    QString appid; ///< may be empty: v3 leaves it out in answers about codes
    QString outTradeNo;
    QString transactionId; ///< empty until paid
    Wire<TradeState> state;
    Money total;               ///< what we asked for; never zero when `state` says that it was paid
    QString currency;          ///< "CNY", also where the answer leaves it out
    qint64 successAtUtcMs = 0; ///< 0: the answer does not say, or not readably
    QString openid;
    Money payer = {};     ///< what the customer paid; `total` less the coupons where the answer does not say
    Coupons coupons = {}; ///< what paid the rest: payer + prefunded + unfunded = total, always
    QString attach = {};  ///< as it was given when the order was opened
    /// What of the above the answer contradicts itself about or leaves open, for people; empty: nothing. The
    /// sums are the cautious reading then: what is not sure to settle is `unfunded`. A payment stays one.
    QString doubt = {};
};

/// What a new order gave us to hand to the customer.
struct Prepay {
    QString link;     ///< native: `code_url`, to draw as a QR code; h5: `h5_url`, to open. Empty otherwise
    QString prepayId; ///< jsapi and app: to invoke payment with. v2 gives one for every channel
};

/// A refund as an answer, a notification or a query tells it.
struct Refund {
    QString mchid; ///< in notifications only
    QString outTradeNo;
    QString transactionId;
    QString outRefundNo;
    QString refundId;
    Wire<RefundState> state;
    Money refund;
    Money total;             ///< of the order
    QString receivedAccount; ///< where the money went, in WeChat's words
    qint64 successAtUtcMs = 0;
    /// The part of `refund` that leaves the merchant's money: less what coupons that nobody prefunded had
    /// paid. `refund` less the unfunded coupons where the answer does not say.
    Money settled = {};
    Money payer = {};     ///< what the customer gets; `refund` less the coupons where the answer does not say
    Coupons coupons = {}; ///< what goes back to coupons: payer + prefunded + unfunded = refund, always
    /// The answer itself tells what settles, or that no coupon is concerned. A v3 notification does not: ask
    /// by the number when coupons are concerned.
    bool settledIsTold = false;
    QString doubt = {}; ///< as in Transaction
};

/// A payout as any channel tells it; what an answer lacks is empty.
struct TransferBill {
    QString mchid;
    QString outBillNo;
    QString transferBillNo; ///< WeChat's number of it
    Wire<TransferState> state;
    Money amount; ///< zero where the answer does not say
    QString failReason;
    QString packageInfo; ///< what the payee's app needs to confirm
};

struct Balance {
    Money available;
    Money pending;
};

/// An account of the merchant: BASIC, OPERATION or FEES.
enum class AccountType { basic, operation, fees };
[[nodiscard]] QString toText(AccountType account);
inline constexpr AccountType kAccountTypes[] = {
    AccountType::basic, AccountType::operation, AccountType::fees};

/// Which of a day's trade bills: all rows, payments only, refunds only.
enum class TradeBill { all, success, refund };

struct OrderRequest {
    Channel channel = Channel::native;
    OrderNo outTradeNo;
    QString description;
    Money amount;
    QString notifyUrl;
    qint64 expiresAtUtcMs = 0; ///< not for Channel::code, which is paid at once or not at all
    QString openid;            ///< jsapi only
    QString clientIp;          ///< of the customer's phone for h5; of our machine otherwise
    QString authCode;          ///< Channel::code only: what the customer shows
    QString storeId;           ///< Channel::code only: which of our counters
    QString appid = {};        ///< one of the merchant's; empty: `Merchant::appid`
    QString attach = {};       ///< comes back with the payment; at most kAttachBytes
    QString goodsTag = {};     ///< which promotions the order takes part in
    /// JSON object of the single goods, for promotions about them, in the generation's own words: v3
    /// `{"goods_detail":[{"merchant_goods_id":…,"quantity":…,"unit_price":…}]}`, v2 the same with `goods_id`
    /// and `price`.
    QString detail = {};
    bool supportFapiao = false; ///< offers the customer an electronic invoice
    QString redirectUrl = {};   ///< h5 only: where the customer goes afterwards; see `withRedirect`
};
/// An h5 link with the address the customer comes back to. Errors: invalid_field (no http or https address,
/// one without a host, or with a user's name).
[[nodiscard]] Result<QString> withRedirect(const QString& link, const QString& redirectUrl);

/// Which of the merchant's money pays a refund.
enum class FundsAccount {
    byDefault,
    unsettled, ///< what has been paid and not settled yet: the default of both generations
    available  ///< the account's balance; merchants with the older money flow only
};
/// "", "UNSETTLED", "AVAILABLE".
[[nodiscard]] QString toText(FundsAccount account);
/// Errors: invalid_field.
[[nodiscard]] Result<FundsAccount> parseFundsAccount(const QString& text);

struct RefundRequest {
    OrderNo outTradeNo;
    OutRefundNo outRefundNo;
    Money refund;
    Money total; ///< of the order
    QString reason;
    QString notifyUrl;
    QString appid = {}; ///< v2 only: the order's; empty: `Merchant::appid`
    /// v3 only: JSON array of what is given back,
    /// `[{"merchant_goods_id":…,"unit_price":…,"refund_amount":…,"refund_quantity":…}]`.
    QString goodsDetail = {};
    FundsAccount fundsAccount = FundsAccount::byDefault;
};
struct TransferRequest {
    OutBillNo outBillNo;
    QString openid;
    QString userName; ///< empty: not compared
    Money amount;
    QString remark;
    QString appid = {}; ///< the one the openid belongs to; empty: `Merchant::appid`
};

} // namespace zhangfang::wechatpay
