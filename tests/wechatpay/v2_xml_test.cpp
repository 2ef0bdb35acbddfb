#include "harness/run.h"
#include "wechatpay/v2/answers.h"

#include <QTest>

using namespace zhangfang::wechatpay::v2;

class V2XmlTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsNoMessageIsRefused_data()
    {
        QTest::addColumn<QByteArray>("xml");
        const auto row = [](const char* name, const QByteArray& xml) { QTest::newRow(name) << xml; };
        row("nothing", "");
        row("garbage", "hello");
        row("another root", "<root><a>1</a></root>");
        row("a DTD", "<!DOCTYPE xml><xml><a>1</a></xml>");
        row("an external entity",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><a>&e;</a></xml>");
        row("a parameter entity",
            "<!DOCTYPE x [<!ENTITY % e SYSTEM \"http://127.0.0.1/\"> %e;]><xml><a>1</a></xml>");
        row("a billion laughs",
            "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><xml><c>&b;</c></xml>");
        row("an undeclared entity", "<xml><a>&nbsp;</a></xml>");
        row("an instruction", "<xml><?php echo 1 ?><a>1</a></xml>");
        row("an instruction in a value", "<xml><a>1<?x y?></a></xml>");
        row("an element in a value", "<xml><a>1<b>2</b></a></xml>");
        row("a field twice", "<xml><a>1</a><a>2</a></xml>");
        row("text between fields", "<xml>x<a>1</a></xml>");
        row("a second root", "<xml><a>1</a></xml><xml/>");
        row("text behind the end", "<xml><a>1</a></xml>x");
        row("cut off", "<xml><a>1</a>");
        row("cut in a value", "<xml><a>1");
        row("deep", "<xml><a>" + QByteArray("<b>").repeated(5000) + "</a></xml>");
        row("too large", "<xml><a>" + QByteArray(70'000, 'x') + "</a></xml>");
        QByteArray many = "<xml>";
        for (int i = 0; i < 300; ++i)
            many += "<f" + QByteArray::number(i) + ">1</f" + QByteArray::number(i) + '>';
        row("too many fields", many + "</xml>");
        row("bad UTF-8", "<xml><a>\xff\xfe</a></xml>");
    }
    void whatIsNoMessageIsRefused()
    {
        QFETCH(QByteArray, xml);
        const auto read = readXml(xml);
        QVERIFY(!read);
        QCOMPARE(read.error().code, QStringLiteral("invalid_xml"));
    }

    void messagesAreRead()
    {
        const auto read = readXml("<?xml version=\"1.0\"?>\n<xml>\n <a><![CDATA[1 & <2>]]></a><!-- so "
                                  "-->\n<b/><c>&lt;3&#x4e09;</c>\n</xml>\n");
        QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().message));
        const Fields expected{{QStringLiteral("a"), QStringLiteral("1 & <2>")}, {QStringLiteral("b"), {}},
            {QStringLiteral("c"), QStringLiteral("<3三")}};
        QVERIFY(*read == expected);
        // The one list of the interface, and nothing deeper.
        const auto list = readXml("<xml><a>1</a><hblist><hbinfo><openid>o</openid></hbinfo></hblist></xml>",
            "xml", QStringLiteral("hblist"));
        QVERIFY(list);
        QCOMPARE(list->at(QStringLiteral("a")), QStringLiteral("1"));
        QVERIFY(!readXml(
            "<xml><hblist><a><b><c><d/></c></b></a></hblist></xml>", "xml", QStringLiteral("hblist")));
    }

    void whatIsWrittenIsReadAgain()
    {
        const Fields fields{{QStringLiteral("body"), QStringLiteral("茶 & <tea> \"]]>\" \U0001F375")},
            {QStringLiteral("empty"), {}}};
        const auto xml = writeXml(fields);
        QVERIFY(xml);
        const auto read = readXml(*xml);
        QVERIFY(read);
        QVERIFY(*read == fields);
        QVERIFY(!writeXml({{QStringLiteral("a"), QStringLiteral("\u0000x")},
            {QStringLiteral("b"), QString(QChar(0xD800))}}));
    }

    /// Understood, done, and the state are three things.
    void threeKindsOfAnswer_data()
    {
        QTest::addColumn<QString>("returnCode");
        QTest::addColumn<QString>("resultCode");
        QTest::addColumn<int>("kind");
        QTest::newRow("not understood") << "FAIL"
                                        << "" << 0;
        QTest::newRow("not understood, whatever else it says") << "FAIL"
                                                               << "SUCCESS" << 0;
        QTest::newRow("refused") << "SUCCESS"
                                 << "FAIL" << 1;
        QTest::newRow("done") << "SUCCESS"
                              << "SUCCESS" << 2;
        QTest::newRow("no result") << "SUCCESS"
                                   << "" << -1;
        QTest::newRow("something new") << "SUCCESS"
                                       << "MAYBE" << -1;
        QTest::newRow("no return") << ""
                                   << "SUCCESS" << -1;
        QTest::newRow("another case") << "success"
                                      << "SUCCESS" << -1;
    }
    void threeKindsOfAnswer()
    {
        QFETCH(QString, returnCode);
        QFETCH(QString, resultCode);
        QFETCH(int, kind);
        const auto reply = readReply(
            {{QStringLiteral("return_code"), returnCode}, {QStringLiteral("result_code"), resultCode}});
        QCOMPARE(reply ? static_cast<int>(reply->index()) : -1, kind);
    }

    void aPaymentNamesEverything_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::newRow("no number") << "out_trade_no"
                                   << "";
        QTest::newRow("no payment") << "transaction_id"
                                    << "";
        QTest::newRow("no sum") << "total_fee"
                                << "";
        QTest::newRow("a sum of nothing") << "total_fee"
                                          << "0";
        QTest::newRow("a negative sum") << "total_fee"
                                        << "-1";
        QTest::newRow("yuan") << "total_fee"
                              << "1.00";
        QTest::newRow("no time") << "time_end"
                                 << "";
    }
    void aPaymentNamesEverything()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        Answer answer{{{QStringLiteral("appid"), QStringLiteral("wx1")},
            {QStringLiteral("mch_id"), QStringLiteral("19")},
            {QStringLiteral("out_trade_no"), QStringLiteral("Z000001")},
            {QStringLiteral("transaction_id"), QStringLiteral("42")},
            {QStringLiteral("total_fee"), QStringLiteral("888")},
            {QStringLiteral("time_end"), QStringLiteral("20251009103456")}}};
        const auto good = parsePaid(answer);
        QVERIFY(good);
        QCOMPARE(good->successAtUtcMs, 1'759'977'296'000);
        QCOMPARE(good->total.inFen(), 888);
        answer.fields[field] = value;
        const auto bad = parsePaid(answer);
        QVERIFY(!bad);
        QVERIFY2(bad.error().message.contains(field), qPrintable(bad.error().message));
    }

    /// It was paid all the same: whoever books it knows when it heard.
    void aTimeThatCannotBeReadMakesNoPaymentUnpaid()
    {
        for (const char* time : {"20251009", "20251032103456", "soon"}) {
            const Answer answer{{{QStringLiteral("appid"), QStringLiteral("wx1")},
                {QStringLiteral("mch_id"), QStringLiteral("19")},
                {QStringLiteral("out_trade_no"), QStringLiteral("Z000001")},
                {QStringLiteral("transaction_id"), QStringLiteral("42")},
                {QStringLiteral("total_fee"), QStringLiteral("888")},
                {QStringLiteral("time_end"), QString::fromLatin1(time)}}};
            const auto paid = parsePaid(answer);
            QVERIFY(paid);
            QCOMPARE(paid->successAtUtcMs, 0);
            QVERIFY(paid->doubt.contains(QLatin1String("time_end")));
        }
    }
};

ZHANGFANG_TEST(V2XmlTest)
#include "v2_xml_test.moc"
