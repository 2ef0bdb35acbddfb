#include "harness/run.h"
#include "wechatpay/bills/parser.h"

#include <QTest>
#include <random>

using namespace zhangfang;
using namespace zhangfang::wechatpay::bills;

namespace
{

const QByteArray kHeader =
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,"
    "货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,"
    "商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\r\n";
const QByteArray kSummary =
    "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n";
const QByteArray kFlowHeader = "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额("
                               "元),账户结余(元),资金变更提交申请人,备注,业务凭证号\r\n";

/// What stands in front of a product's name, and behind the shop's own data.
QByteArray frontOf(const QByteArray& number)
{
    return "`2025-10-08 13:51:31,`wx2421b1c4370ec43b,`1900000001,`0,`,`4200002025100800000000000001,`" +
           number +
           ",`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,`NATIVE,`SUCCESS,`OTHERS,`CNY,`1.00,`0.00,`0,`0,`0.00,`0.00,`,`,`";
}
const QByteArray kTail = ",`0.00600,`0.60%,`1.00,`0.00,`";

QByteArray rowOf(const QByteArray& number, const QByteArray& name, const QByteArray& attach = {})
{
    return frontOf(number) + name + ",`" + attach + kTail + "\r\n";
}

/// Three rows of a yuan each, the one in the middle with this name.
QByteArray billWith(const QByteArray& name, const QByteArray& attach = {})
{
    return kHeader + rowOf("Z1", "tea, large", attach) + rowOf("Z2", name, attach) +
           rowOf("Z3", "coffee", attach) + kSummary + "`3,`3.00,`0.00,`0.00,`0.01800,`3.00,`0.00\r\n";
}

QByteArray flowWith(const QByteArray& remark)
{
    const auto row = [](const QByteArray& number, const QByteArray& text) {
        return "`2018-02-01 05:00:00,`42,`43,`交易,`交易,`收入,`10.00,`10.17,`system,`" + text + ",`" +
               number + "\r\n";
    };
    return kFlowHeader + row("Z1", "a, b") + row("Z2", remark) + row("Z3", {}) +
           "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\r\n`3,`3,`30.00,`0,`0.00\r\n";
}

template <class Parser, class Row, class Summary> struct Reading {
    std::vector<Row> rows;
    base::Result<Summary> summary = Summary{};

    explicit Reading(const QByteArray& bill, qsizetype piece = 1 << 20)
    {
        Parser parser([this](const Row& row) {
            rows.push_back(row);
            return base::Status();
        });
        for (qsizetype at = 0; at < bill.size(); at += piece) {
            if (auto added = parser.add(QByteArrayView(bill).sliced(at, std::min(piece, bill.size() - at)));
                !added) {
                summary = base::fail(added.error());
                return;
            }
        }
        summary = parser.finish();
    }
    [[nodiscard]] QString code() const
    {
        return !summary             ? summary.error().code
               : summary->isWhole() ? QStringLiteral("whole")
                                    : QStringLiteral("set aside");
    }
};
using Trade = Reading<TradeBillParser, TradeRow, TradeSummary>;
using Flow = Reading<FlowBillParser, FlowRow, FlowSummary>;

bool isAsWritten(const TradeRow& row, const QString& number, const QString& name)
{
    return row.outTradeNo == number && row.description == name && row.settlement.inFen() == 100 &&
           row.order.inFen() == 100 && row.feeHundredThousandths == 600 &&
           row.transactionId == QLatin1String("4200002025100800000000000001");
}

/// What is wrong with how a bill with such a name was read; nothing when all is well: all three rows as they
/// were written, or the first and the last and one missing, or, where the name may forge a row, a refusal.
QString problemOf(const QByteArray& name, const QByteArray& attach)
{
    const Trade read(billWith(name, attach));
    if (!read.summary) {
        const bool mayForge =
            name.contains('\n') && read.summary.error().code == QLatin1String("bill_summary");
        return mayForge ? QString() : read.summary.error().message;
    }
    const auto& rows = read.rows;
    const size_t expected = read.summary->isWhole() ? 3 : 2;
    if (rows.size() != expected || read.summary->rows != static_cast<qint64>(expected))
        return QStringLiteral("%1 rows").arg(rows.size());
    if (!isAsWritten(rows.front(), QStringLiteral("Z1"), QStringLiteral("tea, large")) ||
        !isAsWritten(rows.back(), QStringLiteral("Z3"), QStringLiteral("coffee")))
        return QStringLiteral("a neighbour is not as it was");
    if (read.summary->isWhole())
        return isAsWritten(rows[1], QStringLiteral("Z2"), QString::fromUtf8(name)) ? QString()
                                                                                   : rows[1].description;
    const bool isTold = read.summary->gaps.rowsSetAside == 1 &&
                        read.summary->missingSettlement.inFen() == 100 &&
                        read.summary->missingFeeHundredThousandths == 600;
    return isTold ? QString() : QStringLiteral("what is missing is not told");
}

} // namespace

class OddBillsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// Names that leave one reading only are read as they are; the others cost their own row, which is told.
    void aNameIsReadOrItsRowIsSetAside_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("outcome");
        const auto name = [](const char* what, const QByteArray& text, const char* outcome) {
            QTest::newRow(what) << text << QString::fromLatin1(outcome);
        };
        name("plain", "tea", "whole");
        name("empty", "", "whole");
        name("a comma", "tea, large", "whole");
        name("a backtick", "tea ` large", "whole");
        name("a backtick in front", "`tea", "whole");
        name("a comma at the end", "tea,", "whole");
        name("a backtick behind a comma", "tea,`large", "whole");
        name("only that", ",`", "whole");
        name("three of them", ",`,`,`", "whole");
        name("a line end", "tea\nlarge", "whole");
        name("CR and LF", "tea\r\nlarge", "whole");
        name("CR alone", "tea\rlarge", "whole");
        name("a line end in front", "\ntea", "whole");
        name("a line end behind", "tea\n", "whole");
        name("CR and LF behind", "tea\r\n", "whole");
        name("empty lines", "tea\n\n\r\n\nlarge", "whole");
        name("a line that begins with a backtick", "tea\n`large", "whole");
        name("a line and a value", "tea\n,`large,`\n", "whole");
        name("a time in a line of its own", "tea\n`2025-10-08 13:51:31", "whole");
        name("the beginning of another row", "tea\n`2025-10-08 13:51:31,`wx1,`1900000001,`0,`", "whole");
        name("the header of a summary", "tea\n" + kSummary, "whole");
        name(
            "a whole summary", "tea\n" + kSummary + "`3,`3.00,`0.00,`0.00,`0.01800,`3.00,`0.00\r\n", "whole");
        name("a summary that the row's own end completes", "tea\n" + kSummary + "`1", "whole");
        name("the beginning of a summary", "tea\n总交易单数", "whole");
        name("the header of a bill", "tea\n" + kHeader, "whole");
        name("some values of a row", "tea,`,`0.00700,`9.00", "whole");
        // Both might be the end of the row.
        name("the end of a row", "tea,`" + kTail, "set aside");
        name("the end of a row, and a line", "tea,`" + kTail + "\nlarge", "set aside");
        name("the end of a row, and a summary",
            "tea,`" + kTail + "\n" + kSummary + "`2,`2.00,`0.00,`0.00,`0.01200,`2.00,`0.00\r\n", "set aside");
        name("the front of a row in a line of its own", "tea\n" + frontOf("Z9") + "large", "set aside");
        name("a row in a line of its own", "tea\n" + rowOf("Z9", "large") + "more", "set aside");
        name(
            "half a row behind the end of one", "tea,`" + kTail + "\n`2025-10-08 13:51:31,`wx1", "set aside");
        name("half a row of five values behind the end of one, and a line",
            "tea,`" + kTail + "\nx\r\n`2025-10-08 13:51:31,`wx1,`1900000001,`0,`,\nmore", "set aside");
        name("as many values as a row has", "tea,`b,`c,`d,`e,`f,`g\nh", "whole");
        // Nobody can tell these rows from real ones; the bill counts fewer.
        name("a forged row", "tea,`" + kTail + "\r\n" + frontOf("Z9") + "large", "bill_summary");
        name("two forged rows", "tea,`" + kTail + "\r\n" + rowOf("Z8", "x") + frontOf("Z9") + "large",
            "bill_summary");
    }
    void aNameIsReadOrItsRowIsSetAside()
    {
        QFETCH(QByteArray, name);
        QFETCH(QString, outcome);
        for (const char* attach : {"", "table 7, left", "{\"user\":1}"}) {
            const QByteArray bill = billWith(name, attach);
            const Trade read(bill);
            QVERIFY2(read.code() == outcome,
                qPrintable(read.summary ? read.code() : read.summary.error().message));
            const QString problem = problemOf(name, attach);
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            for (const qsizetype piece : {1, 2, 3, 7, 64})
                QCOMPARE(Trade(bill, piece).code(), outcome);
            if (outcome == QLatin1String("set aside"))
                QCOMPARE(read.summary->gaps.places, QStringList{QStringLiteral("line 3")});
            if (outcome == QLatin1String("whole"))
                QVERIFY(read.summary->gaps.rowsRepaired <= 1);
        }
    }
    /// An odd name in every row, and where it has no neighbour.
    void everyRowIsOdd()
    {
        QByteArray bill = kHeader;
        for (int i = 0; i < 50; ++i)
            bill += rowOf("Z" + QByteArray::number(i), i % 2 == 0 ? "tea,`\n" : "\n`a,`b");
        bill += kSummary + "`50,`50.00,`0.00,`0.00,`0.30000,`50.00,`0.00\r\n";
        const Trade read(bill);
        QCOMPARE(read.code(), QStringLiteral("whole"));
        QCOMPARE(read.summary->gaps.rowsRepaired, 50);
        QCOMPARE(read.rows[49].description, QStringLiteral("\n`a,`b"));
    }
    void manyAreSetAside()
    {
        QByteArray bill = kHeader;
        for (int i = 0; i < 50; ++i)
            bill += rowOf("Z" + QByteArray::number(i), i % 10 == 0 ? "tea,`" + kTail : "tea");
        bill += kSummary + "`50,`50.00,`0.00,`0.00,`0.30000,`50.00,`0.00\r\n";
        const Trade read(bill);
        QCOMPARE(read.code(), QStringLiteral("set aside"));
        QCOMPARE(read.rows.size(), size_t(45));
        QCOMPARE(read.summary->gaps.rowsSetAside, 5);
        QCOMPARE(read.summary->missingSettlement.inFen(), 500);
    }
    /// A bill that is not in agreement with itself stays refused, also where a row was repaired.
    void sumsAreStillHeldAgainstTheRows()
    {
        QByteArray bill = billWith("tea,`large");
        QCOMPARE(Trade(bill).code(), QStringLiteral("whole"));
        QCOMPARE(
            Trade(QByteArray(bill).replace("`3,`3.00", "`3,`3.01")).code(), QStringLiteral("bill_summary"));
        QCOMPARE(
            Trade(QByteArray(bill).replace("`3,`3.00", "`4,`3.00")).code(), QStringLiteral("bill_summary"));
        bill = billWith("tea,`" + kTail);
        QCOMPARE(Trade(bill).code(), QStringLiteral("set aside"));
        QCOMPARE(
            Trade(QByteArray(bill).replace("`3,`3.00", "`2,`2.00")).code(), QStringLiteral("bill_summary"));
    }
    void anyNameAtAll()
    {
        const std::vector<QByteArray> words{",`", "`", ",", "\n", "\r\n", "\r", "tea", "0.00600", "0.60%",
            "1.00", "`2025-10-08 13:51:31", "SUCCESS", "CNY", "总交易单数,", kSummary, kHeader, kTail,
            frontOf("Z9"), rowOf("Z9", "x"), "`3,`3.00,`0.00,`0.00,`0.01800,`3.00,`0.00", " ",
            QByteArray(1, '\0'), "=1", "😀"};
        std::mt19937 random(20251008); // NOLINT: the same names every time
        for (int i = 0; i < 20'000; ++i) {
            QByteArray name;
            for (auto left = random() % 8; left > 0; --left)
                name += words[random() % words.size()];
            const QString problem = problemOf(name, random() % 2 == 0 ? "" : "attach");
            QVERIFY2(
                problem.isEmpty(), qPrintable(problem + QLatin1String(" for ") + QString::fromUtf8(name)));
        }
    }
    void remarksOfAFlow_data()
    {
        QTest::addColumn<QByteArray>("remark");
        for (const char* remark : {"tea", "a,`b", "a\nb", "\n", ",`", "a\r\n`b,`c\n"})
            QTest::newRow(QByteArray(remark).toPercentEncoding().constData()) << QByteArray(remark);
    }
    void remarksOfAFlow()
    {
        QFETCH(QByteArray, remark);
        const Flow read(flowWith(remark));
        QCOMPARE(read.code(), QStringLiteral("whole"));
        QCOMPARE(read.rows.size(), size_t(3));
        QCOMPARE(read.rows[1].remark, QString::fromUtf8(remark));
        QCOMPARE(read.rows[1].voucherNo, QStringLiteral("Z2"));
        QCOMPARE(read.rows[2].voucherNo, QStringLiteral("Z3"));
        QCOMPARE(read.summary->in.inFen(), 3000);
    }
    /// What stands behind a whole row is its remark, or what is left of a row whose front is damaged: neither
    /// is read into the row, whose number and remark would be another's.
    void whatIsLeftBehindAWholeRow_data()
    {
        QTest::addColumn<QByteArray>("bill");
        QTest::newRow("a remark that forges the end") << flowWith("a,`b\nc");
        QByteArray damaged = flowWith("tea");
        const qsizetype second = damaged.indexOf("`2018", damaged.indexOf("Z1"));
        QTest::newRow("a front without its sign") << QByteArray(damaged).remove(second, 1);
        QTest::newRow("a year that is none") << damaged.replace(second, 5, "`2o18");
    }
    void whatIsLeftBehindAWholeRow()
    {
        QFETCH(QByteArray, bill);
        const Flow read(bill);
        QCOMPARE(read.code(), QStringLiteral("set aside"));
        for (const FlowRow& row : read.rows)
            QVERIFY2(row.voucherNo == QLatin1String(row.remark.isEmpty() ? "Z3" : "Z1"),
                qPrintable(row.voucherNo));
        QCOMPARE(read.summary->missingIn.inFen(), 3000 - 1000 * static_cast<qint64>(read.rows.size()));
    }
    void aFlowTellsWhatIsMissing()
    {
        QByteArray bill = flowWith("tea");
        const qsizetype second = bill.indexOf("`10.00", bill.indexOf("Z1"));
        const Flow read(bill.replace(second, 6, "`10.0x"));
        QCOMPARE(read.code(), QStringLiteral("set aside"));
        QCOMPARE(read.summary->gaps.rowsSetAside, 1);
        QCOMPARE(read.summary->missingIn.inFen(), 1000);
        QCOMPARE(read.summary->missingOut.inFen(), 0);
    }
};

ZHANGFANG_TEST(OddBillsTest)
#include "odd_bills_test.moc"
