#include "wechatpay/bills/parser.h"

#include "base/calendar.h"

namespace zhangfang::wechatpay::bills
{
namespace
{

/// A decimal number as a whole count of 10^-places. Nothing is ever rounded.
Result<qint64> parseFixed(QByteArrayView text, int places)
{
    const auto bad = [&text] {
        return base::invalid(
            "invalid_amount", QStringLiteral("'%1' is no amount.")
                                  .arg(QString::fromUtf8(text.first(std::min<qsizetype>(text.size(), 40)))));
    };
    const bool negative = text.startsWith('-');
    if (negative)
        text = text.sliced(1);
    if (text.isEmpty() || text.size() > 18 || text.front() == '.' || text.back() == '.')
        return bad();
    qint64 number = 0;
    int decimals = -1;
    for (const char c : text) {
        if (c == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9')
            return bad();
        if (decimals >= places) {
            if (c != '0')
                return bad();
            continue;
        }
        number = number * 10 + (c - '0');
        if (decimals >= 0)
            ++decimals;
    }
    for (int i = std::max(decimals, 0); i < places; ++i) {
        if (number > std::numeric_limits<qint64>::max() / 10)
            return bad();
        number *= 10;
    }
    return negative ? -number : number;
}

QString named(QByteArrayView text)
{
    return QString::fromUtf8(text);
}

/// For a message: no more than fits one.
QString excerpt(QByteArrayView text)
{
    return named(text.first(std::min<qsizetype>(text.size(), 40)));
}

/// Sets `out`, or says which line and column is wrong.
template <class T> Status read(T& out, Result<T> parsed, const Sheet& sheet, const char* column)
{
    if (!parsed)
        return sheet.bad(column, parsed.error().message);
    out = *parsed;
    return {};
}

Result<qint64> parseCount(QByteArrayView text)
{
    return parseFixed(text, 0);
}

Status agree(const char* what, const QString& told, const QString& counted)
{
    if (told == counted)
        return {};
    return base::fail(base::Error{base::ErrorKind::damaged, QStringLiteral("bill_summary"),
        QStringLiteral("The bill's summary says %1 %2, its rows say %3.")
            .arg(QString::fromUtf8(what), told, counted),
        {}, {told, counted}});
}

Status increase(Money& sum, Money part)
{
    ZF_ASSIGN(sum, sum.plus(part));
    return {};
}

/// Where the columns of `names` stand; -1: not there. Both kinds of brackets are seen.
template <class Column, size_t Names, size_t Columns>
void findColumns(const std::vector<QByteArray>& names, const std::pair<const char*, Column> (&known)[Names],
    std::array<int, Columns>& columns)
{
    columns.fill(-1);
    for (size_t i = 0; i < names.size(); ++i) {
        QByteArray plain = names[i];
        plain.replace("（", "(").replace("）", ")");
        for (const auto& [name, column] : known) {
            if (plain == name)
                columns[column] = static_cast<int>(i);
        }
    }
}

Status noColumn(const char* name)
{
    return base::invalid(
        "bill_header", QStringLiteral("The bill has no column %1.").arg(QString::fromUtf8(name)));
}

} // namespace

Result<Money> parseYuan(QByteArrayView text)
{
    return parseFixed(text, 2).map([](qint64 fen) { return Money::fen(fen); });
}

Result<qint64> parseFee(QByteArrayView text)
{
    return parseFixed(text, 5);
}

Result<qint64> parseTime(QByteArrayView text)
{
    // By hand: a million rows are read, and QDateTime takes longer than all the rest.
    const auto number = [&text](qsizetype at, qsizetype count) {
        int value = 0;
        for (qsizetype i = at; i < at + count; ++i) {
            if (text[i] < '0' || text[i] > '9')
                return -1;
            value = value * 10 + (text[i] - '0');
        }
        return value;
    };
    const bool shaped = text.size() == 19 && text[4] == '-' && text[7] == '-' && text[10] == ' ' &&
                        text[13] == ':' && text[16] == ':';
    const QDate day = shaped ? QDate(number(0, 4), number(5, 2), number(8, 2)) : QDate();
    const QTime time = shaped ? QTime(number(11, 2), number(14, 2), number(17, 2)) : QTime();
    if (!day.isValid() || !time.isValid())
        return base::invalid("invalid_time", QStringLiteral("'%1' is no time.").arg(excerpt(text)));
    return base::startOfDayUtcMs(day) + time.msecsSinceStartOfDay();
}

// ---- trade bills

TradeBillParser::TradeBillParser(Take take)
    : take_(std::move(take)),
      sheet_({[this](const auto& names) { return header(names); },
          [this](const Sheet::Values& values) { return row(values); },
          [this](const auto& names, const Sheet::Values& values) { return summary(names, values); }})
{
}

Status TradeBillParser::header(const std::vector<QByteArray>& names)
{
    // Old merchants have 总金额 and 企业红包金额 in place of 应结订单金额 and 代金券金额.
    static constexpr std::pair<const char*, Column> kNames[] = {{"交易时间", time}, {"公众账号ID", appid},
        {"商户号", mchid}, {"微信订单号", transactionId}, {"商户订单号", outTradeNo}, {"用户标识", openid},
        {"交易类型", tradeType}, {"交易状态", state}, {"货币种类", currency}, {"应结订单金额", settlement},
        {"总金额", settlement}, {"代金券金额", coupon}, {"企业红包金额", coupon}, {"微信退款单号", refundId},
        {"商户退款单号", outRefundNo}, {"退款金额", refund}, {"退款状态", refundState},
        {"商品名称", description}, {"手续费", fee}, {"费率", rate}, {"订单金额", order},
        {"申请退款金额", refundAsked}};
    findColumns(names, kNames, columns_);
    for (const auto& [name, column] : kNames) {
        const bool needed = column <= settlement || column == fee;
        if (needed && columns_[column] < 0)
            return noColumn(name);
    }
    return {};
}

Status TradeBillParser::row(const Sheet::Values& values)
{
    const auto value = [&](Column column) {
        const int at = columns_[column];
        return at < 0 ? QByteArrayView() : values[static_cast<size_t>(at)];
    };
    TradeRow row;
    ZF_TRY(read(row.atUtcMs, parseTime(value(time)), sheet_, "交易时间"));
    ZF_TRY(read(row.settlement, parseYuan(value(settlement)), sheet_, "应结订单金额"));
    ZF_TRY(read(row.feeHundredThousandths, parseFee(value(fee)), sheet_, "手续费"));
    const auto money = [&](Money& out, Column column, const char* name) -> Status {
        return value(column).isEmpty() ? Status{} : read(out, parseYuan(value(column)), sheet_, name);
    };
    ZF_TRY(money(row.coupon, coupon, "代金券金额"));
    ZF_TRY(money(row.refund, refund, "退款金额"));
    row.order = row.settlement;
    ZF_TRY(money(row.order, order, "订单金额"));
    row.refundAsked = row.refund;
    ZF_TRY(money(row.refundAsked, refundAsked, "申请退款金额"));
    row.state = named(value(state));
    row.kind = row.state == QLatin1String("SUCCESS")   ? TradeRowKind::payment
               : row.state == QLatin1String("REFUND")  ? TradeRowKind::refund
               : row.state == QLatin1String("REVOKED") ? TradeRowKind::revoked
                                                       : TradeRowKind::unknown;
    row.appid = named(value(appid));
    row.mchid = named(value(mchid));
    row.transactionId = named(value(transactionId));
    row.outTradeNo = named(value(outTradeNo));
    row.openid = named(value(openid));
    row.tradeType = named(value(tradeType));
    row.currency = named(value(currency));
    row.refundId = named(value(refundId));
    row.outRefundNo = named(value(outRefundNo));
    row.refundState = named(value(refundState));
    row.description = named(value(description));
    row.rate = named(value(rate));
    ++counted_.rows;
    ZF_TRY(increase(counted_.settlement, row.settlement));
    ZF_TRY(increase(counted_.refund, row.refund));
    if (__builtin_add_overflow(
            counted_.feeHundredThousandths, row.feeHundredThousandths, &counted_.feeHundredThousandths))
        return sheet_.bad("手续费", QStringLiteral("the fees add up to more than there is"));
    return take_(row);
}

Status TradeBillParser::summary(const std::vector<QByteArray>& names, const Sheet::Values& values)
{
    for (size_t i = 0; i < names.size(); ++i) {
        const QByteArray& name = names[i];
        if (name == "总交易单数") {
            qint64 rows = 0;
            ZF_TRY(read(rows, parseCount(values[i]), sheet_, "总交易单数"));
            ZF_TRY(agree("总交易单数", QString::number(rows), QString::number(counted_.rows)));
        } else if (name == "应结订单总金额" || name == "总交易额" || name == "退款总金额" ||
                   name == "总退款金额") {
            const bool refunds = name.contains("退款");
            Money sum;
            ZF_TRY(read(sum, parseYuan(values[i]), sheet_, name.constData()));
            ZF_TRY(agree(
                name.constData(), sum.toYuan(), (refunds ? counted_.refund : counted_.settlement).toYuan()));
        } else if (name == "手续费总金额") {
            qint64 sum = 0;
            ZF_TRY(read(sum, parseFee(values[i]), sheet_, "手续费总金额"));
            ZF_TRY(
                agree("手续费总金额", QString::number(sum), QString::number(counted_.feeHundredThousandths)));
        }
    }
    return {};
}

Result<TradeSummary> TradeBillParser::finish()
{
    ZF_TRY(sheet_.finish());
    return counted_;
}

// ---- fund flow bills

FlowBillParser::FlowBillParser(Take take)
    : take_(std::move(take)),
      sheet_({[this](const auto& names) { return header(names); },
          [this](const Sheet::Values& values) { return row(values); },
          [this](const auto& names, const Sheet::Values& values) { return summary(names, values); }})
{
}

Status FlowBillParser::header(const std::vector<QByteArray>& names)
{
    static constexpr std::pair<const char*, Column> kNames[] = {{"记账时间", time},
        {"微信支付业务单号", businessNo}, {"资金流水单号", flowNo}, {"业务名称", name}, {"业务类型", type},
        {"收支类型", direction}, {"收支金额(元)", amount}, {"账户结余(元)", balance}, {"备注", remark},
        {"业务凭证号", voucherNo}};
    findColumns(names, kNames, columns_);
    for (const auto& [known, column] : kNames) {
        if (columns_[column] < 0)
            return noColumn(known);
    }
    return {};
}

Status FlowBillParser::row(const Sheet::Values& values)
{
    const auto value = [&](Column column) { return values[static_cast<size_t>(columns_[column])]; };
    FlowRow row;
    ZF_TRY(read(row.atUtcMs, parseTime(value(time)), sheet_, "记账时间"));
    ZF_TRY(read(row.amount, parseYuan(value(amount)), sheet_, "收支金额(元)"));
    ZF_TRY(read(row.balance, parseYuan(value(balance)), sheet_, "账户结余(元)"));
    const QByteArrayView way = value(direction);
    row.direction = way == QByteArrayView("收入")   ? FlowRow::Direction::in
                    : way == QByteArrayView("支出") ? FlowRow::Direction::out
                                                    : FlowRow::Direction::unknown;
    if (row.direction == FlowRow::Direction::unknown)
        return sheet_.bad("收支类型", QStringLiteral("'%1' is neither 收入 nor 支出").arg(excerpt(way)));
    if (row.amount.isNegative())
        return sheet_.bad("收支金额(元)", QStringLiteral("it is negative"));
    row.businessNo = named(value(businessNo));
    row.flowNo = named(value(flowNo));
    row.name = named(value(name));
    row.type = named(value(type));
    row.remark = named(value(remark));
    row.voucherNo = named(value(voucherNo));
    ++counted_.rows;
    const bool in = row.direction == FlowRow::Direction::in;
    ++(in ? counted_.inRows : counted_.outRows);
    ZF_TRY(increase(in ? counted_.in : counted_.out, row.amount));
    return take_(row);
}

Status FlowBillParser::summary(const std::vector<QByteArray>& names, const Sheet::Values& values)
{
    const auto count = [&](size_t at, qint64 counted) -> Status {
        qint64 told = 0;
        ZF_TRY(read(told, parseCount(values[at]), sheet_, names[at].constData()));
        return agree(names[at].constData(), QString::number(told), QString::number(counted));
    };
    const auto money = [&](size_t at, Money counted) -> Status {
        Money told;
        ZF_TRY(read(told, parseYuan(values[at]), sheet_, names[at].constData()));
        return agree(names[at].constData(), told.toYuan(), counted.toYuan());
    };
    // 资金流水总笔数, 收入笔数, 收入金额, 支出笔数, 支出金额
    if (names.size() < 5)
        return sheet_.bad("", QStringLiteral("the summary has not five values"));
    ZF_TRY(count(0, counted_.rows));
    ZF_TRY(count(1, counted_.inRows));
    ZF_TRY(money(2, counted_.in));
    ZF_TRY(count(3, counted_.outRows));
    return money(4, counted_.out);
}

Result<FlowSummary> FlowBillParser::finish()
{
    ZF_TRY(sheet_.finish());
    return counted_;
}

} // namespace zhangfang::wechatpay::bills
