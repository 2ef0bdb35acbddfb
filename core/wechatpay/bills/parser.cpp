#include "wechatpay/bills/parser.h"

namespace zhangfang::wechatpay::bills
{
namespace
{

QString named(QByteArrayView text)
{
    return QString::fromUtf8(text);
}

/// Sets `out`, or says which line and column is wrong.
template <class T> Status set(T& out, Result<T> parsed, const Sheet& sheet, const char* column)
{
    if (!parsed)
        return sheet.bad(column, parsed.error().message);
    out = *parsed;
    return {};
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

/// What the summary tells against what the rows say: the same, or more where rows were set aside.
Status compare(const char* what, qint64 told, qint64 counted, bool isWhole, qint64& missing)
{
    if (__builtin_sub_overflow(told, counted, &missing))
        isWhole = true; // it cannot agree
    return isWhole ? agree(what, QString::number(told), QString::number(counted)) : Status();
}
Status compare(const char* what, Money told, Money counted, bool isWhole, Money& missing)
{
    ZF_ASSIGN(missing, told.minus(counted));
    return isWhole ? agree(what, told.toYuan(), counted.toYuan()) : Status();
}

/// Where rows were set aside, the bill counts at least one more at each place. If not, what was read is not
/// what is in the bill: a name that forges a row does that.
Status compareRows(const char* what, qint64 told, qint64 counted, Gaps& gaps)
{
    if (told < counted || told - counted < gaps.rowsSetAside || (gaps.rowsSetAside == 0 && told != counted))
        return agree(what, QString::number(told), QString::number(counted + gaps.rowsSetAside));
    gaps.rowsSetAside = told - counted;
    return {};
}

Status increase(Money& sum, Money part)
{
    ZF_ASSIGN(sum, sum.plus(part));
    return {};
}

/// What is known of a column: its name, how its values look, and which of ours it is, if any.
template <class Column> struct Known {
    const char* name;
    Shape shape;
    Column column;
};

/// Where the columns of `names` stand, -1: not there, and how they look; a new one may hold anything. Both
/// kinds of brackets are seen.
template <class Column, size_t Names, size_t Columns>
Layout findColumns(const std::vector<QByteArray>& names, const Known<Column> (&known)[Names],
    std::array<int, Columns>& columns)
{
    columns.fill(-1);
    std::vector<Shape> shapes;
    for (size_t i = 0; i < names.size(); ++i) {
        QByteArray plain = names[i];
        plain.replace("（", "(").replace("）", ")");
        shapes.push_back(Shape::text);
        for (const auto& [name, shape, column] : known) {
            if (plain != name)
                continue;
            shapes.back() = shape;
            if (static_cast<size_t>(column) < Columns)
                columns[column] = static_cast<int>(i);
        }
    }
    return Layout(std::move(shapes));
}

tl::unexpected<base::Error> noColumn(const char* name)
{
    return base::invalid(
        "bill_header", QStringLiteral("The bill has no column %1.").arg(QString::fromUtf8(name)));
}

} // namespace

// ---- trade bills

TradeBillParser::TradeBillParser(Take take)
    : take_(std::move(take)),
      sheet_({[this](const auto& names) { return header(names); },
          [this](const Sheet::Values& values) { return read(values); }, [this] { return give(); },
          [this](const auto& names, const Sheet::Values& values) { return summary(names, values); },
          "总交易单数"})
{
}

Result<Layout> TradeBillParser::header(const std::vector<QByteArray>& names)
{
    // Old merchants have 总金额 and 企业红包金额 in place of 应结订单金额 and 代金券金额.
    static constexpr Known<Column> kKnown[] = {{"交易时间", Shape::time, time},
        {"公众账号ID", Shape::number, appid}, {"商户号", Shape::digits, mchid},
        {"微信订单号", Shape::digits, transactionId}, {"商户订单号", Shape::number, outTradeNo},
        {"用户标识", Shape::number, openid}, {"交易类型", Shape::code, tradeType},
        {"交易状态", Shape::state, state}, {"货币种类", Shape::code, currency},
        {"应结订单金额", Shape::money, settlement}, {"总金额", Shape::money, settlement},
        {"代金券金额", Shape::maybeMoney, coupon}, {"企业红包金额", Shape::maybeMoney, coupon},
        {"微信退款单号", Shape::digits, refundId}, {"商户退款单号", Shape::number, outRefundNo},
        {"退款金额", Shape::maybeMoney, refund}, {"退款状态", Shape::code, refundState},
        {"商品名称", Shape::text, description}, {"手续费", Shape::fee, fee}, {"费率", Shape::rate, rate},
        {"订单金额", Shape::maybeMoney, order}, {"申请退款金额", Shape::maybeMoney, refundAsked},
        {"特约商户号", Shape::digits, kColumns}, {"子商户号", Shape::digits, kColumns},
        {"设备号", Shape::word, kColumns}, {"付款银行", Shape::code, kColumns},
        {"充值券退款金额", Shape::maybeMoney, kColumns}, {"企业红包退款金额", Shape::maybeMoney, kColumns},
        {"退款类型", Shape::code, kColumns}, {"退款申请时间", Shape::maybeTime, kColumns},
        {"退款成功时间", Shape::maybeTime, kColumns}};
    const Layout layout = findColumns(names, kKnown, columns_);
    for (const auto& [name, shape, column] : kKnown) {
        const bool needed = column <= settlement || column == fee;
        if (needed && columns_[column] < 0)
            return noColumn(name);
    }
    return layout;
}

Status TradeBillParser::read(const Sheet::Values& values)
{
    const auto value = [&](Column column) {
        const int at = columns_[column];
        return at < 0 ? QByteArrayView() : values[static_cast<size_t>(at)];
    };
    TradeRow& row = row_;
    ZF_TRY(set(row.atUtcMs, parseTime(value(time)), sheet_, "交易时间"));
    ZF_TRY(set(row.settlement, parseYuan(value(settlement)), sheet_, "应结订单金额"));
    ZF_TRY(set(row.feeHundredThousandths, parseFee(value(fee)), sheet_, "手续费"));
    const auto money = [&](Money& out, Column column, Money otherwise, const char* name) -> Status {
        out = otherwise;
        return value(column).isEmpty() ? Status{} : set(out, parseYuan(value(column)), sheet_, name);
    };
    ZF_TRY(money(row.coupon, coupon, {}, "代金券金额"));
    ZF_TRY(money(row.refund, refund, {}, "退款金额"));
    ZF_TRY(money(row.order, order, row.settlement, "订单金额"));
    ZF_TRY(money(row.refundAsked, refundAsked, row.refund, "申请退款金额"));
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
    return {};
}

Status TradeBillParser::give()
{
    ++counted_.rows;
    ZF_TRY(increase(counted_.settlement, row_.settlement));
    ZF_TRY(increase(counted_.refund, row_.refund));
    if (__builtin_add_overflow(
            counted_.feeHundredThousandths, row_.feeHundredThousandths, &counted_.feeHundredThousandths))
        return sheet_.bad("手续费", QStringLiteral("the fees add up to more than there is"));
    return take_(row_);
}

Status TradeBillParser::summary(const std::vector<QByteArray>& names, const Sheet::Values& values)
{
    counted_.gaps = sheet_.gaps();
    const bool isWhole = counted_.isWhole();
    for (size_t i = 0; i < names.size(); ++i) {
        const QByteArray& name = names[i];
        if (name == "总交易单数") {
            qint64 rows = 0;
            ZF_TRY(set(rows, parseCount(values[i]), sheet_, name.constData()));
            ZF_TRY(compareRows(name.constData(), rows, counted_.rows, counted_.gaps));
        } else if (name == "应结订单总金额" || name == "总交易额" || name == "退款总金额" ||
                   name == "总退款金额") {
            const bool refunds = name.contains("退款");
            Money sum;
            ZF_TRY(set(sum, parseYuan(values[i]), sheet_, name.constData()));
            ZF_TRY(compare(name.constData(), sum, refunds ? counted_.refund : counted_.settlement, isWhole,
                refunds ? counted_.missingRefund : counted_.missingSettlement));
        } else if (name == "手续费总金额") {
            qint64 sum = 0;
            ZF_TRY(set(sum, parseFee(values[i]), sheet_, name.constData()));
            ZF_TRY(compare(name.constData(), sum, counted_.feeHundredThousandths, isWhole,
                counted_.missingFeeHundredThousandths));
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
          [this](const Sheet::Values& values) { return read(values); }, [this] { return give(); },
          [this](const auto& names, const Sheet::Values& values) { return summary(names, values); },
          "资金流水总笔数"})
{
}

Result<Layout> FlowBillParser::header(const std::vector<QByteArray>& names)
{
    static constexpr Known<Column> kKnown[] = {{"记账时间", Shape::time, time},
        {"微信支付业务单号", Shape::number, businessNo}, {"资金流水单号", Shape::number, flowNo},
        {"业务名称", Shape::word, name}, {"业务类型", Shape::word, type},
        {"收支类型", Shape::direction, direction}, {"收支金额(元)", Shape::money, amount},
        {"账户结余(元)", Shape::money, balance}, {"备注", Shape::text, remark},
        {"业务凭证号", Shape::number, voucherNo}, {"资金变更提交申请人", Shape::word, kColumns}};
    const Layout layout = findColumns(names, kKnown, columns_);
    for (const auto& [known, shape, column] : kKnown) {
        if (column != kColumns && columns_[column] < 0)
            return noColumn(known);
    }
    return layout;
}

Status FlowBillParser::read(const Sheet::Values& values)
{
    const auto value = [&](Column column) { return values[static_cast<size_t>(columns_[column])]; };
    FlowRow& row = row_;
    ZF_TRY(set(row.atUtcMs, parseTime(value(time)), sheet_, "记账时间"));
    ZF_TRY(set(row.amount, parseYuan(value(amount)), sheet_, "收支金额(元)"));
    ZF_TRY(set(row.balance, parseYuan(value(balance)), sheet_, "账户结余(元)"));
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
    return {};
}

Status FlowBillParser::give()
{
    ++counted_.rows;
    const bool in = row_.direction == FlowRow::Direction::in;
    ++(in ? counted_.inRows : counted_.outRows);
    ZF_TRY(increase(in ? counted_.in : counted_.out, row_.amount));
    return take_(row_);
}

Status FlowBillParser::summary(const std::vector<QByteArray>& names, const Sheet::Values& values)
{
    counted_.gaps = sheet_.gaps();
    const bool isWhole = counted_.isWhole();
    const auto count = [&](size_t at) { return parseCount(values[at]); };
    const auto money = [&](size_t at, Money counted, Money& missing) -> Status {
        Money told;
        ZF_TRY(set(told, parseYuan(values[at]), sheet_, names[at].constData()));
        return compare(names[at].constData(), told, counted, isWhole, missing);
    };
    // 资金流水总笔数, 收入笔数, 收入金额, 支出笔数, 支出金额
    if (names.size() < 5)
        return sheet_.bad("", QStringLiteral("the summary has not five values"));
    qint64 rows = 0, inRows = 0, outRows = 0;
    ZF_TRY(set(rows, count(0), sheet_, names[0].constData()));
    ZF_TRY(set(inRows, count(1), sheet_, names[1].constData()));
    ZF_TRY(set(outRows, count(3), sheet_, names[3].constData()));
    ZF_TRY(compareRows(names[0].constData(), rows, counted_.rows, counted_.gaps));
    qint64 missing = 0;
    ZF_TRY(compare(names[1].constData(), inRows, counted_.inRows, isWhole, missing));
    ZF_TRY(compare(names[3].constData(), outRows, counted_.outRows, isWhole, missing));
    ZF_TRY(money(2, counted_.in, counted_.missingIn));
    return money(4, counted_.out, counted_.missingOut);
}

Result<FlowSummary> FlowBillParser::finish()
{
    ZF_TRY(sheet_.finish());
    return counted_;
}

} // namespace zhangfang::wechatpay::bills
