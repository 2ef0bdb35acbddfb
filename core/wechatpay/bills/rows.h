#pragma once

#include "base/money.h"

#include <QStringList>

/// The rows of WeChat Pay's daily bills, in fen. Source: facts page, "Bills". Both generations send the same
/// text; old merchants' headers have other names for two of the columns, which are read here as well.
namespace zhangfang::wechatpay::bills
{

using base::Money;

enum class TradeRowKind { unknown, payment, refund, revoked };

/// A payment or a refund of the trade bill (ALL, SUCCESS, REFUND). What its kind of bill does not have is
/// empty.
struct TradeRow {
    qint64 atUtcMs = 0;
    TradeRowKind kind = TradeRowKind::unknown;
    QString state; ///< 交易状态 as it came: SUCCESS, REFUND, REVOKED
    QString appid;
    QString mchid;
    QString transactionId;
    QString outTradeNo;
    QString openid;
    QString tradeType;
    QString currency;
    Money settlement; ///< 应结订单金额 (of old: 总金额)
    Money coupon;     ///< 代金券金额 (of old: 企业红包金额)
    QString refundId;
    QString outRefundNo;
    Money refund; ///< 退款金额
    QString refundState;
    QString description; ///< of a repaired row with some of the shop's data behind it, if both hold the sign
    qint64 feeHundredThousandths =
        0;             ///< 手续费 has five decimals: 1/100,000 yuan, so that nothing is rounded
    QString rate;      ///< "0.60%"
    Money order;       ///< 订单金额; of old bills that have none: the settlement
    Money refundAsked; ///< 申请退款金额; of old bills that have none: the refund
};

struct FlowRow {
    qint64 atUtcMs = 0;
    QString businessNo; ///< 微信支付业务单号
    QString flowNo;     ///< 资金流水单号
    QString name;       ///< 业务名称
    QString type;       ///< 业务类型
    enum class Direction { unknown, in, out } direction = Direction::unknown;
    Money amount; ///< never negative: the direction tells
    Money balance;
    QString remark;
    QString voucherNo; ///< 业务凭证号: our own number, as a rule
};

/// What of a bill could not be read as it stands: a product's name may hold what ends a value or a row.
struct Gaps {
    qint64 rowsRepaired = 0; ///< their numbers are certain, and were handed over with the others
    qint64 rowsSetAside = 0; ///< they were not: by the bill's own count, so many rows are missing
    QStringList places;      ///< of the first of those: "line 7"
};

/// What was handed over. Where rows were set aside this is not the whole bill, which says itself what is
/// missing; its rows are then hints, and no sum of them is the day's.
struct TradeSummary {
    qint64 rows = 0;
    Money settlement;
    Money refund;
    qint64 feeHundredThousandths = 0;
    Gaps gaps = {};
    Money missingSettlement = {}; ///< what the bill says less what was handed over
    Money missingRefund = {};
    qint64 missingFeeHundredThousandths = 0;

    [[nodiscard]] bool isWhole() const { return gaps.rowsSetAside == 0; }
};
struct FlowSummary {
    qint64 rows = 0;
    qint64 inRows = 0;
    Money in;
    qint64 outRows = 0;
    Money out;
    Gaps gaps = {};
    Money missingIn = {};
    Money missingOut = {};

    [[nodiscard]] bool isWhole() const { return gaps.rowsSetAside == 0; }
};

} // namespace zhangfang::wechatpay::bills
