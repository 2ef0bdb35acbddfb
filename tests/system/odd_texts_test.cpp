#include "harness/programs.h"
#include "harness/run.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace zhangfang;
using harness::Programs;

namespace
{

/// Each stands in the middle of a text, where it acts on what comes behind it.
constexpr std::pair<const char*, const char*> kMarks[] = {{"turned", "tea\u202Egnp"},
    {"two lines", "tea\n=1+1"}, {"cannot be seen", "tea\u200Bpot"}, {"a bell", "tea\u0007pot"}};

} // namespace

/// What people type comes in as it reads, or not at all, at every door of the command line; and what is said
/// back does nothing to a terminal.
class OddTextsTest : public QObject
{
    Q_OBJECT
    Programs desk_;

    [[nodiscard]] QString codeOf(const Programs::Outcome& outcome) const
    {
        return outcome.json.value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString();
    }
    /// Words separated by blanks; TEXT is replaced, and may have blanks.
    [[nodiscard]] Programs::Outcome run(const QString& words, const QString& text) const
    {
        QStringList arguments = words.split(QLatin1Char(' '));
        if (words.contains(QLatin1String("PERSON")))
            arguments << QStringLiteral("--operator") << QStringLiteral("mei")
                      << QStringLiteral("--password-file") << desk_.file(QStringLiteral("password"));
        arguments.removeAll(QStringLiteral("PERSON"));
        for (QString& argument : arguments)
            argument.replace(QLatin1String("TEXT"), text);
        return desk_.ctl(arguments);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QCOMPARE(desk_.problem(), QString());
        QVERIFY(desk_.startDaemon());
        QCOMPARE(run(QStringLiteral("user add --openid oAlice"), {}).exitCode, 0);
        QFile account(desk_.file(QStringLiteral("account")));
        QVERIFY(account.open(QIODevice::WriteOnly) && account.write("6222020000000000000\n") > 0);
    }

    void everyDoor_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* words, const char* code) {
            QTest::newRow(words) << QString::fromUtf8(words) << QString::fromLatin1(code);
        };
        row("user add --openid oBob --name TEXT", "invalid_name");
        row("user add --openid oBob --device TEXT", "invalid_device");
        row("user rename 1 --name TEXT", "invalid_name");
        row("order create --amount 1 --channel native --description TEXT", "invalid_description");
        row("order create --amount 1 --channel native --description t --attach TEXT", "invalid_text");
        row("order create --amount 1 --channel native --description t --goods-tag TEXT", "invalid_text");
        row("order create --amount 1 --channel h5 --client-ip 127.0.0.1 --description t --redirect-url "
            "https://a.example/TEXT",
            "invalid_text");
        row("order pay-code --amount 1 --code 130000000000000001 --description TEXT", "invalid_description");
        row("order refund TEA0000001 --amount 1 --reason TEXT PERSON", "invalid_reason");
        row("order refund-redirect R1 --to-card --bank-type ICBC_DEBIT --bank-account-file ACCOUNT "
            "--real-name "
            "TEXT PERSON",
            "invalid_field");
        row("order refunds-known TEA0000001 --reason TEXT PERSON", "invalid_reason");
        row("order refund-resolve R1 --as refunded --proof TEXT --reason r PERSON", "invalid_proof");
        row("order refund-resolve R1 --as refunded --proof p --reason TEXT PERSON", "invalid_reason");
        row("order refund-withdraw R1 --reason TEXT PERSON", "invalid_reason");
        row("wallet credit 1 1 --reason TEXT", "invalid_reason");
        row("wallet debit 1 1 --reason TEXT", "invalid_reason");
        row("withdrawal reject 1 --reason TEXT PERSON", "invalid_reason");
        row("withdrawal resolve 1 --as paid --proof TEXT --reason r PERSON", "invalid_proof");
        row("withdrawal resolve 1 --as paid --proof p --reason TEXT PERSON", "invalid_reason");
        row("ledger move assets:wechat:basic equity:owner 1 --reason TEXT", "invalid_reason");
        row("recovery confirm --reason TEXT PERSON", "invalid_reason");
        row("settings set merchant.name TEXT", "invalid_setting");
        row("settings set wechatpay.transfer_remark TEXT", "invalid_setting");
        row("settings set payouts.batch_name TEXT", "invalid_setting");
        row("settings set payouts.red_packet_sender TEXT", "invalid_setting");
        row("settings set payouts.red_packet_wishing TEXT", "invalid_setting");
    }
    void everyDoor()
    {
        QFETCH(QString, words);
        QFETCH(QString, code);
        words.replace(QLatin1String("ACCOUNT"), desk_.file(QStringLiteral("account")));
        for (const auto& [what, text] : kMarks) {
            const auto outcome = run(words, QString::fromUtf8(text));
            QVERIFY2(outcome.exitCode == 1 && codeOf(outcome) == code,
                qPrintable(QString::fromUtf8(what) + QLatin1String(": ") + QString::fromUtf8(outcome.text)));
        }
    }

    void textsInJson_data()
    {
        QTest::addColumn<QString>("words");
        QTest::newRow("detail") << QStringLiteral(
            "order create --amount 1 --channel native --description t --detail "
            R"({"goods_detail":[{"merchant_goods_id":"1","quantity":1,"unit_price":100,"goods_name":"TEXT"}]})");
    }
    void textsInJson()
    {
        QFETCH(QString, words);
        for (const auto& [what, text] : kMarks) {
            QString escaped;
            for (const QChar c : QString::fromUtf8(text))
                escaped +=
                    QStringLiteral("\\u%1").arg(static_cast<uint>(c.unicode()), 4, 16, QLatin1Char('0'));
            const auto outcome = run(words, escaped);
            QVERIFY2(codeOf(outcome) == QLatin1String("invalid_text"), outcome.text.constData());
        }
    }

    void aComplaintsAnswerMayHaveLines()
    {
        const QString reply =
            QStringLiteral("complaint reply 200201820200101080076610000 --text TEXT PERSON");
        QCOMPARE(codeOf(run(reply, QStringLiteral("sorry\u202E"))), QStringLiteral("invalid_answer"));
        QCOMPARE(codeOf(run(reply, QStringLiteral("sorry\rgone"))), QStringLiteral("invalid_answer"));
        QCOMPARE(codeOf(run(reply, QStringLiteral("sorry\nwe send it again"))),
            QStringLiteral("no_such_complaint"));
    }

    void theOwnersName()
    {
        for (const auto& [what, text] : kMarks) {
            const auto made = desk_.ctl({QStringLiteral("--data"), desk_.file(QStringLiteral("other")),
                QStringLiteral("init"), QStringLiteral("--merchant-name"), QStringLiteral("茶"),
                QStringLiteral("--owner"), QString::fromUtf8(text), QStringLiteral("--password-file"),
                desk_.file(QStringLiteral("password"))});
            QVERIFY2(made.exitCode != 0, what);
        }
    }

    /// Emoji are text, also those that are made of several.
    void aFamilyIsAName()
    {
        const QString family = QStringLiteral("👨\u200D👩\u200D👧");
        const auto user = run(QStringLiteral("user add --openid oFamily --name TEXT"), family);
        QVERIFY2(user.exitCode == 0, user.text.constData());
        QCOMPARE(user.json.value(QLatin1String("name")).toString(), family);
        const auto order = run(QStringLiteral("order create --amount 1 --channel native --description TEXT"),
            family + QStringLiteral(" tea 🏳\uFE0F\u200D🌈"));
        QVERIFY2(order.exitCode == 0, order.text.constData());
    }

    /// Said back as JSON it is escaped, and as text it is shown by its number.
    void whatIsSaidBackDoesNothing()
    {
        const QString odd = QStringLiteral("X\u202E\u0007\u009B\u2028Y");
        const auto outcome = run(QStringLiteral("settings set TEXT 1"), odd);
        QCOMPARE(outcome.exitCode, 1);
        for (const char* raw : {"\u202E", "\u0007", "\u009B", "\u2028"})
            QVERIFY2(!outcome.text.contains(raw), outcome.text.constData());
        QVERIFY2(outcome.text.contains("X\\u202e\\u0007\\u009b\\u2028Y"), outcome.text.constData());
    }
};

ZHANGFANG_TEST(OddTextsTest)
#include "odd_texts_test.moc"
