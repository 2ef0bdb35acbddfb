#include "base/calendar.h"
#include "base/money.h"
#include "practice/detail/world.h"

#include <zlib.h>

namespace zhangfang::practice::detail
{
namespace
{

QString yuan(qint64 fen)
{
    return base::Money::fen(fen).toYuan();
}

QString wallTime(qint64 utcMs)
{
    return base::toRfc3339(utcMs).left(19).replace(QLatin1Char('T'), QLatin1Char(' '));
}

/// Every value led by a backtick: facts page, "Bills".
QByteArray row(const QStringList& values)
{
    return '`' + values.join(QLatin1String(",`")).toUtf8() + "\r\n";
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
    QByteArray details;
    qint64 count = 0, total = 0, refunded = 0;
    const QString zero = QStringLiteral("0.00");
    const auto common = [&](const QString& number, const PracticeOrder& order, qint64 at, const char* state,
                            qint64 settled) {
        return QStringList{wallTime(at), world.identity.appid, world.identity.mchid, QStringLiteral("0"),
            QString(), order.transactionId, number, order.openid,
            order.channel == QLatin1String("code") ? QStringLiteral("MICROPAY") : order.channel.toUpper(),
            QString::fromLatin1(state), QStringLiteral("OTHERS"), QStringLiteral("CNY"), yuan(settled), zero};
    };
    for (const auto& [number, order] : world.orders) {
        if (kind == BillKind::refund || order.paidAt == 0 || base::businessDay(order.paidAt) != day)
            continue;
        ++count;
        total += order.totalFen;
        QStringList values = common(number, order, order.paidAt, "SUCCESS", order.totalFen);
        if (kind == BillKind::all)
            values << QStringLiteral("0") << QStringLiteral("0") << zero << zero << QString() << QString();
        values << order.description << QString() << QStringLiteral("0.00000") << QStringLiteral("0.00%")
               << yuan(order.totalFen);
        if (kind == BillKind::all)
            values << zero;
        details += row(values << QString());
    }
    for (const auto& [number, refund] : world.refunds) {
        if (kind == BillKind::success || refund.state == QLatin1String("CLOSED") ||
            base::businessDay(refund.createdAt) != day)
            continue;
        const PracticeOrder& order = world.orders.at(refund.orderNo);
        ++count;
        refunded += refund.fen;
        QStringList values = common(refund.orderNo, order, refund.createdAt, "REFUND", 0);
        if (kind == BillKind::refund)
            values << wallTime(refund.createdAt)
                   << (refund.successAt == 0 ? QString() : wallTime(refund.successAt));
        values << refund.refundId << number << yuan(refund.fen) << zero << QStringLiteral("ORIGINAL")
               << (refund.state == QLatin1String("SUCCESS") ? QStringLiteral("SUCCESS")
                                                            : QStringLiteral("PROCESSING"))
               << order.description << QString() << QStringLiteral("0.00000") << QStringLiteral("0.00%")
               << zero << yuan(refund.fen) << QString();
        details += row(values);
    }
    if (count == 0)
        return std::nullopt;
    return "\xEF\xBB\xBF" + detailHeader.toUtf8() + "\r\n" + details +
           QStringLiteral("总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,"
                          "申请退款总金额\r\n")
               .toUtf8() +
           row({QString::number(count), yuan(total), yuan(refunded), zero, QStringLiteral("0.00000"),
               yuan(total), yuan(refunded)});
}

std::optional<QByteArray> fundFlowBill(const World& world, QDate day)
{
    QByteArray details;
    qint64 count = 0, inCount = 0, in = 0, outCount = 0, out = 0;
    for (const PracticeMovement& movement : world.movements) {
        if (base::businessDay(movement.at) != day)
            continue;
        const bool income = movement.fen > 0;
        ++count;
        ++(income ? inCount : outCount);
        (income ? in : out) += std::abs(movement.fen);
        const QString kind =
            movement.kind == QLatin1String("payment") ? QStringLiteral("交易")
            : movement.kind == QLatin1String("refund") || movement.kind == QLatin1String("refund_back")
                ? QStringLiteral("退款")
            : movement.kind == QLatin1String("funding") ? QStringLiteral("充值")
                                                        : QStringLiteral("企业付款");
        details += row({wallTime(movement.at), movement.number, QStringLiteral("F%1").arg(count), kind, kind,
            income ? QStringLiteral("收入") : QStringLiteral("支出"), yuan(std::abs(movement.fen)),
            yuan(movement.balanceFen), QStringLiteral("practice"), QString(), movement.number});
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
