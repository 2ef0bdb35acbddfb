#include "base/calendar.h"
#include "base/money.h"
#include "practice/detail/world.h"

#include <zlib.h>

namespace zhangfang::practice::detail
{
namespace
{

/// A day's bills are there from ten of the next day on. Source: facts page, "Bills".
constexpr qint64 kMadeAfterMs = 10LL * 3600 * 1000;

QString yuan(qint64 fen)
{
    return base::Money::fen(fen).toYuan();
}

QString wallTime(qint64 utcMs)
{
    return base::toRfc3339(utcMs).left(19).replace(QLatin1Char('T'), QLatin1Char(' '));
}

/// A fee as bills have it: five decimals of a yuan, rounded half up.
qint64 exactFee(qint64 settledFen, qint64 rate)
{
    return (settledFen * rate + 50) / 100;
}

QString feeText(qint64 hundredThousandths)
{
    const qint64 size = std::abs(hundredThousandths);
    return QStringLiteral("%1%2.%3")
        .arg(hundredThousandths < 0 ? QStringLiteral("-") : QString())
        .arg(size / 100'000)
        .arg(size % 100'000, 5, 10, QLatin1Char('0'));
}

/// Every value led by a backtick: facts page, "Bills".
QByteArray row(const QStringList& values)
{
    return '`' + values.join(QLatin1String(",`")).toUtf8() + "\r\n";
}

/// The rows of a trade bill, and what they add up to.
class TradeSheet
{
public:
    TradeSheet(const World& world, BillKind kind) : world_(world), kind_(kind) {}

    void addPayment(const QString& number, const PracticeOrder& order)
    {
        const qint64 fee = exactFee(order.settledFen(), order.feeRate);
        QStringList values = common(number, order, order.paidAt, "SUCCESS", order.settledFen());
        values << yuan(order.couponFen());
        if (kind_ == BillKind::all)
            values << QStringLiteral("0") << QStringLiteral("0") << kZero << kZero << QString() << QString();
        values << order.description << order.attach << feeText(fee) << rateOf(order) << yuan(order.totalFen);
        if (kind_ == BillKind::all)
            values << kZero;
        add(values, fee);
        settled_ += order.settledFen();
        total_ += order.totalFen;
    }

    void addRefund(const QString& number, const PracticeRefund& refund)
    {
        const PracticeOrder& order = world_.orders.at(refund.orderNo);
        QStringList values = common(refund.orderNo, order, refund.createdAt, "REFUND", 0);
        values << kZero;
        if (kind_ == BillKind::refund)
            values << wallTime(refund.createdAt)
                   << (refund.successAt == 0 ? QString() : wallTime(refund.successAt));
        addBack(std::move(values), order, refund, number,
            refund.state == QLatin1String("SUCCESS") ? "SUCCESS" : "PROCESSING");
    }

    /// A reversed order gives back everything, under no number of a refund.
    void addRevocation(const QString& number, const PracticeOrder& order)
    {
        PracticeRefund all;
        all.fen = order.totalFen;
        all.shares = order.coupons;
        all.refundId = QStringLiteral("0");
        QStringList values = common(number, order, order.revokedAt, "REVOKED", 0);
        values << kZero;
        if (kind_ == BillKind::refund)
            values << wallTime(order.revokedAt) << wallTime(order.revokedAt);
        addBack(std::move(values), order, all, QStringLiteral("0"), "SUCCESS");
    }

    [[nodiscard]] std::optional<QByteArray> whole(const QString& header) const
    {
        if (count_ == 0)
            return std::nullopt;
        return "\xEF\xBB\xBF" + header.toUtf8() + "\r\n" + details_ +
               QStringLiteral("总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,"
                              "申请退款总金额\r\n")
                   .toUtf8() +
               row({QString::number(count_), yuan(settled_), yuan(refunded_), yuan(couponsBack_),
                   feeText(fees_), yuan(total_), yuan(asked_)});
    }

private:
    [[nodiscard]] QStringList common(
        const QString& number, const PracticeOrder& order, qint64 at, const char* state, qint64 settled) const
    {
        const QString type = order.channel == QLatin1String("code") ? QStringLiteral("MICROPAY")
                             : order.channel == QLatin1String("h5") ? QStringLiteral("MWEB")
                                                                    : order.channel.toUpper();
        return {wallTime(at), world_.appidOf(order), world_.identity.mchid, QStringLiteral("0"), QString(),
            order.transactionId, number, order.openid, type, QString::fromLatin1(state),
            QStringLiteral("OTHERS"), QStringLiteral("CNY"), yuan(settled)};
    }
    static QString rateOf(const PracticeOrder& order)
    {
        return feeRateText(order.feeRate) + QLatin1Char('%');
    }
    void addBack(QStringList values, const PracticeOrder& order, const PracticeRefund& refund,
        const QString& number, const char* state)
    {
        qint64 prefunded = 0;
        for (const PracticeCoupon& share : refund.shares)
            prefunded += share.isPrefunded() ? share.fen : 0;
        const qint64 fee = -exactFee(refund.settledFen(), order.feeRate);
        values << refund.refundId << number << yuan(refund.settledFen()) << yuan(prefunded)
               << QStringLiteral("ORIGINAL") << QString::fromLatin1(state) << order.description
               << order.attach << feeText(fee) << rateOf(order) << kZero << yuan(refund.fen);
        add(values, fee);
        refunded_ += refund.settledFen();
        asked_ += refund.fen;
        couponsBack_ += prefunded;
    }
    void add(const QStringList& values, qint64 fee)
    {
        ++count_;
        fees_ += fee;
        details_ += row(values + QStringList{QString()});
    }

    const World& world_;
    const BillKind kind_;
    const QString kZero = QStringLiteral("0.00");
    QByteArray details_;
    qint64 count_ = 0, settled_ = 0, total_ = 0, refunded_ = 0, asked_ = 0, couponsBack_ = 0, fees_ = 0;
};

struct FlowKind {
    const char* kind;
    const char* name;
};
constexpr FlowKind kFlowKinds[] = {{"payment", "交易"}, {"fee", "扣除交易手续费"}, {"refund", "退款"},
    {"refund_back", "退款"}, {"funding", "充值"}, {"move", "资金划转"}, {"transfer", "企业付款"},
    {"transfer_back", "企业付款"}};

QString flowName(const QString& kind)
{
    for (const auto& [known, name] : kFlowKinds) {
        if (kind == QLatin1String(known))
            return QString::fromUtf8(name);
    }
    return kind;
}

} // namespace

std::optional<QByteArray> tradeBill(const World& world, QDate day, BillKind kind)
{
    const QString detailHeader =
        kind == BillKind::success
            ? QStringLiteral(
                  "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,"
                  "交易状态,付款银行,"
                  "货币种类,应结订单金额,代金券金额,商品名称,商户数据包,手续费,费率,订单金额,费率备注")
        : kind == BillKind::refund
            ? QStringLiteral("交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,"
                             "交易类型,交易状态,付款银行,"
                             "货币种类,应结订单金额,代金券金额,退款申请时间,退款成功时间,微信退款单号,"
                             "商户退款单号,退款金额,"
                             "充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,"
                             "申请退款金额,费率备注")
            : QStringLiteral("交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,"
                             "交易类型,交易状态,付款银行,"
                             "货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,"
                             "充值券退款金额,退款类型,退款状态,"
                             "商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注");
    TradeSheet sheet(world, kind);
    for (const auto& [number, order] : world.orders) {
        if (kind != BillKind::refund && order.paidAt != 0 && base::businessDay(order.paidAt) == day)
            sheet.addPayment(number, order);
        if (kind != BillKind::success && order.revokedAt != 0 && base::businessDay(order.revokedAt) == day)
            sheet.addRevocation(number, order);
    }
    for (const auto& [number, refund] : world.refunds) {
        if (kind != BillKind::success && refund.state != QLatin1String("CLOSED") &&
            base::businessDay(refund.createdAt) == day)
            sheet.addRefund(number, refund);
    }
    return sheet.whole(detailHeader);
}

std::optional<QByteArray> fundFlowBill(const World& world, QDate day, const QString& account)
{
    QByteArray details;
    qint64 count = 0, inCount = 0, in = 0, outCount = 0, out = 0;
    const bool basic = account == QLatin1String(kBasic);
    for (const PracticeMovement& movement : world.movements) {
        // What settles moves inside BASIC, which holds what is pending as well.
        const bool here =
            movement.kind != QLatin1String("settlement") &&
            (movement.account == account || (basic && movement.account == QLatin1String(kUnsettled)));
        if (!here || base::businessDay(movement.at) != day)
            continue;
        const bool income = movement.fen > 0;
        ++count;
        ++(income ? inCount : outCount);
        (income ? in : out) += std::abs(movement.fen);
        const QString name = flowName(movement.kind);
        details += row({wallTime(movement.at), movement.number, QStringLiteral("F%1").arg(count), name, name,
            income ? QStringLiteral("收入") : QStringLiteral("支出"), yuan(std::abs(movement.fen)),
            yuan(movement.balanceFen), QStringLiteral("practice"), movement.remark, movement.number});
    }
    if (count == 0)
        return std::nullopt;
    return QStringLiteral("记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),"
                          "账户结余(元),资金变更提交申请人,"
                          "备注,业务凭证号\r\n")
               .toUtf8() +
           details + QStringLiteral("资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\r\n").toUtf8() +
           row({QString::number(count), QString::number(inCount), yuan(in), QString::number(outCount),
               yuan(out)});
}

bool isBillBeingMade(const World& world, QDate day)
{
    const qint64 now = world.clock.nowUtcMs();
    const qint64 madeAt = base::startOfDayUtcMs(day.addDays(1)) + kMadeAfterMs;
    return world.modes.billsFromTen && now < madeAt;
}

QByteArray gzipped(const QByteArray& plain)
{
    z_stream stream{};
    constexpr int kGzip = 15 + 16; // the largest window, with gzip's own header
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(plain.size()))), '\0');
    // zlib takes its input through a pointer that is not const, and does not write to it
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    out.resize(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return whole ? out : QByteArray();
}

} // namespace zhangfang::practice::detail
