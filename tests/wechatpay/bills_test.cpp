#include "base/calendar.h"
#include "crypto/crypto.h"
#include "harness/run.h"
#include "practice/detail/world.h"
#include "wechatpay/bills/parser.h"
#include "wechatpay/bills/unpack.h"

#include <QTest>
#include <sys/resource.h>

using namespace zhangfang;
using namespace zhangfang::wechatpay::bills;

namespace
{

const QByteArray kAll =
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,"
    "货币种类,"
    "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,"
    "商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\r\n";
// The row of the facts page, as it stands there.
const QByteArray kRow =
    "`2025-10-08 "
    "13:51:31,`wx2421b1c4370ec43b,`1900000001,`0,`,`4200002025100800000000000001,`Z20251008000001,"
    "`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,`NATIVE,`SUCCESS,`OTHERS,`CNY,`1.00,`0.00,`0,`0,`0.00,`0.00,`,`,`tea, "
    "large,`,"
    "`0.00600,`0.60%,`1.00,`0.00,`\r\n";
const QByteArray kSummary =
    "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n";
const QByteArray kGood =
    "\xEF\xBB\xBF" + kAll + kRow + kSummary + "`1,`1.00,`0.00,`0.00,`0.00600,`1.00,`0.00\r\n";

const QByteArray kFlowHeader = "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额("
                               "元),账户结余(元),资金变更提交申请人,备注,业务凭证号\r\n";
const QByteArray kFlow = kFlowHeader +
                         "`2018-02-01 "
                         "04:21:23,`50000305742018020103387128253,`1900009231201802015884652186,`退款,`退款,`"
                         "支出,`0.02,`0.17,`system,"
                         "`缺货,`REF4200000068201801293084726067\r\n"
                         "`2018-02-01 05:00:00,`42,`43,`交易,`交易,`收入,`10.00,`10.17,`system,`a, b,`Z1\r\n"
                         "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\r\n`2,`1,`10.00,`1,`0.02\r\n";

struct ReadBill {
    std::vector<TradeRow> rows;
    base::Result<TradeSummary> summary = TradeSummary{};
};

ReadBill readBill(const QByteArray& bill, qsizetype piece = 1 << 20)
{
    ReadBill read;
    TradeBillParser parser([&read](const TradeRow& row) {
        read.rows.push_back(row);
        return base::Status();
    });
    for (qsizetype at = 0; at < bill.size(); at += piece) {
        if (auto added = parser.add(QByteArrayView(bill).sliced(at, std::min(piece, bill.size() - at)));
            !added) {
            read.summary = base::fail(added.error());
            return read;
        }
    }
    read.summary = parser.finish();
    return read;
}

qint64 peakKiB()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

} // namespace

class BillsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theRowOfTheFactsPage()
    {
        const ReadBill read = readBill(kGood);
        QVERIFY2(read.summary.has_value(), read.summary ? "" : qPrintable(read.summary.error().message));
        QCOMPARE(read.rows.size(), size_t(1));
        const TradeRow& row = read.rows.front();
        QCOMPARE(base::toRfc3339(row.atUtcMs), QStringLiteral("2025-10-08T13:51:31+08:00"));
        QVERIFY(row.kind == TradeRowKind::payment);
        QCOMPARE(row.transactionId, QStringLiteral("4200002025100800000000000001"));
        QCOMPARE(row.outTradeNo, QStringLiteral("Z20251008000001"));
        QCOMPARE(row.settlement.inFen(), 100);
        QCOMPARE(row.order.inFen(), 100);
        QCOMPARE(row.feeHundredThousandths, 600);
        QCOMPARE(row.description, QStringLiteral("tea, large"));
        QCOMPARE(row.rate, QStringLiteral("0.60%"));
        QCOMPARE(read.summary->rows, 1);
    }

    /// However the network cuts it.
    void anyPieceWillDo()
    {
        for (qsizetype piece = 1; piece < kGood.size(); ++piece) {
            const ReadBill read = readBill(kGood, piece);
            QVERIFY2(read.summary && read.rows.size() == 1, qPrintable(QString::number(piece)));
        }
    }

    void oldHeadersHaveOtherNames()
    {
        QByteArray old = kGood;
        old.replace("应结订单金额", "总金额")
            .replace("代金券金额", "企业红包金额")
            .replace("应结订单总金额", "总交易额");
        old.replace(",订单金额,申请退款金额,费率备注", "").replace(",`1.00,`0.00,`\r\n总", "\r\n总");
        const ReadBill read = readBill(old);
        QVERIFY2(read.summary.has_value(), read.summary ? "" : qPrintable(read.summary.error().message));
        QCOMPARE(read.rows.front().settlement.inFen(), 100);
        QCOMPARE(read.rows.front().order.inFen(), 100); // it has no column of its own
    }

    void whatDoesNotAddUpIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bill");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* from, const char* to, const char* code) {
            QByteArray bill = kGood;
            QVERIFY2(bill.contains(from), from);
            QTest::newRow(name) << bill.replace(from, to) << QString::fromLatin1(code);
        };
        row("one row less", "`1,`1.00,`0.00,`0.00,`0.006", "`2,`1.00,`0.00,`0.00,`0.006", "bill_summary");
        row("another sum", "`1,`1.00", "`1,`1.01", "bill_summary");
        row("another fee", "`0.00600,`1.00,`0.00\r\n", "`0.00601,`1.00,`0.00\r\n", "bill_summary");
        row("a third of a fen", "`1.00,`0.00,`0,`0", "`1.003,`0.00,`0,`0", "set aside");
        row("a fee of six decimals", "`0.00600,`0.60%", "`0.006001,`0.60%", "set aside");
        row("no amount", "`CNY,`1.00", "`CNY,`", "set aside");
        row("an exponent", "`CNY,`1.00", "`CNY,`1e2", "set aside");
        row("a huge amount", "`CNY,`1.00", "`CNY,`99999999999999999.00", "set aside");
        row("a time that is none", "13:51:31", "25:51:31", "set aside");
        row("a value too many", "`CNY,`1.00", "`CNY,`x,`1.00", "set aside");
        row("no amount column", ",应结订单金额,", ",别的金额,", "bill_header");
        row("something behind the end", "`0.00\r\n", "`0.00\r\nx", "bill_incomplete");
        QTest::newRow("cut before the summary") << kAll + kRow << QStringLiteral("bill_incomplete");
        QTest::newRow("cut in the summary") << kAll + kRow + kSummary << QStringLiteral("bill_incomplete");
        QTest::newRow("nothing") << QByteArray() << QStringLiteral("bill_incomplete");
        QTest::newRow("a page instead of a bill")
            << QByteArray("<html>\n</html>\n") << QStringLiteral("bill_header");
        QTest::newRow("a line without end")
            << QByteArray(100'000, 'x') << QStringLiteral("bill_line_too_long");
    }
    void whatDoesNotAddUpIsRefused()
    {
        QFETCH(QByteArray, bill);
        QFETCH(QString, code);
        const ReadBill read = readBill(bill);
        const QString outcome = !read.summary             ? read.summary.error().code
                                : read.summary->isWhole() ? QStringLiteral("accepted")
                                : read.summary->rows == 0 ? QStringLiteral("set aside")
                                                          : QStringLiteral("read in part");
        QCOMPARE(outcome, code);
    }

    void fundFlow()
    {
        std::vector<FlowRow> rows;
        FlowBillParser parser([&rows](const FlowRow& row) {
            rows.push_back(row);
            return base::Status();
        });
        QVERIFY(parser.add(kFlow));
        const auto summary = parser.finish();
        QVERIFY2(summary.has_value(), summary ? "" : qPrintable(summary.error().message));
        QCOMPARE(summary->in.inFen(), 1000);
        QCOMPARE(summary->out.inFen(), 2);
        QVERIFY(rows[0].direction == FlowRow::Direction::out);
        QCOMPARE(rows[1].remark, QStringLiteral("a, b"));
        QCOMPARE(rows[1].balance.inFen(), 1017);
        for (const auto& [from, to] :
            {std::pair{"`2,`1,`10.00", "`3,`1,`10.00"}, {"`1,`0.02\r\n", "`1,`0.03\r\n"},
                {"收入,`10.00", "别的,`10.00"}, {"收入,`10.00", "收入,`-10.00"}}) {
            FlowBillParser wrong([](const FlowRow&) { return base::Status(); });
            QByteArray bill = kFlow;
            const auto added = wrong.add(bill.replace(from, to));
            const auto ended = wrong.finish();
            QVERIFY2(!added || !ended || !ended->isWhole(), to);
        }
    }

    void damageIsSeen()
    {
        const QByteArray gzip = practice::detail::gzipped(kGood);
        const QByteArray sha1 = QCryptographicHash::hash(kGood, QCryptographicHash::Sha1).toHex();
        const auto unpack = [](const QByteArray& bytes, const QByteArray& digest) -> QString {
            QByteArray plain;
            Unpacker unpacker([&plain](QByteArrayView piece) {
                plain.append(piece.data(), piece.size());
                return base::Status();
            });
            if (auto added = unpacker.add(bytes); !added)
                return added.error().code;
            if (auto ended = unpacker.finish(digest); !ended)
                return ended.error().code;
            return plain == kGood ? QStringLiteral("good") : QStringLiteral("other bytes");
        };
        QCOMPARE(unpack(gzip, sha1), QStringLiteral("good"));
        QCOMPARE(unpack(kGood, sha1), QStringLiteral("good")); // not packed
        QCOMPARE(unpack(gzip, {}), QStringLiteral("good"));    // API v2 gives no digest
        QCOMPARE(unpack(gzip, QByteArray(40, '0')), QStringLiteral("bill_damaged"));
        QCOMPARE(unpack(gzip + 'x', sha1), QStringLiteral("bill_damaged"));
        for (qsizetype length = 1; length < gzip.size(); ++length)
            QVERIFY2(unpack(gzip.left(length), sha1) != QLatin1String("good"),
                qPrintable(QString::number(length)));
        QByteArray flipped = gzip;
        flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 0x55);
        QVERIFY(unpack(flipped, sha1) != QLatin1String("good"));
    }

    /// A million rows, in no more memory than a few.
    void aMillionRowsInBoundedMemory()
    {
        constexpr qint64 kRows = 1'000'000;
        constexpr qint64 kMostKiB = 64 * 1024;
        const qint64 before = peakKiB();
        qint64 heard = 0;
        TradeBillParser parser([&heard](const TradeRow&) {
            ++heard;
            return base::Status();
        });
        QVERIFY(parser.add(kAll));
        for (qint64 i = 0; i < kRows; ++i)
            QVERIFY(parser.add(kRow));
        QVERIFY(parser.add(kSummary + "`1000000,`1000000.00,`0.00,`0.00,`6000.00000,`1000000.00,`0.00\r\n"));
        const auto summary = parser.finish();
        QVERIFY2(summary.has_value(), summary ? "" : qPrintable(summary.error().message));
        QCOMPARE(heard, kRows);
        QVERIFY2(peakKiB() - before < kMostKiB, qPrintable(QString::number(peakKiB() - before)));
    }

    void amounts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("fen"); // -1: refused
        QTest::newRow("plain") << QByteArray("8.88") << 888LL;
        QTest::newRow("whole") << QByteArray("8") << 800LL;
        QTest::newRow("one decimal") << QByteArray("8.8") << 880LL;
        QTest::newRow("zeros behind") << QByteArray("0.01000") << 1LL;
        QTest::newRow("below a fen") << QByteArray("0.001") << -1LL;
        QTest::newRow("nothing") << QByteArray() << -1LL;
        QTest::newRow("a point") << QByteArray(".") << -1LL;
        QTest::newRow("half a number") << QByteArray("1.") << -1LL;
        QTest::newRow("two points") << QByteArray("1.2.3") << -1LL;
        QTest::newRow("a space") << QByteArray(" 1.00") << -1LL;
        QTest::newRow("a comma") << QByteArray("1,000.00") << -1LL;
    }
    void amounts()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, fen);
        const auto parsed = parseYuan(text);
        QCOMPARE(parsed ? parsed->inFen() : -1, fen);
    }
};

ZHANGFANG_TEST(BillsTest)
#include "bills_test.moc"
