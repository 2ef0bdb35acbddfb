#include "harness/run.h"
#include "practice/caller.h"
#include "practice/detail/memory.h"

#include <QFile>
#include <QJsonArray>

using namespace zhangfang;
using practice::Practice;

class PracticeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPracticeShopGoesOnWhereItStopped()
    {
        QTemporaryDir temp;
        Practice::Options options;
        options.openingBalanceFen = 12'345;
        options.stateFile = temp.filePath(QStringLiteral("practice.json"));
        QJsonObject before;
        {
            auto first = Practice::start(options);
            REQUIRE(first);
            before = (*first)->matchingSettings();
            QCOMPARE((*first)->books().value(QLatin1String("balance_fen")).toInt(), 12'345);
        }
        // Keys are in it: nobody else may read it.
        QCOMPARE(QFile::permissions(options.stateFile) & (QFile::ReadGroup | QFile::ReadOther),
            QFile::Permissions());
        options.openingBalanceFen = 0;
        auto second = Practice::start(options);
        REQUIRE(second);
        QJsonObject after = (*second)->matchingSettings();
        // Other ports, and another place for the TLS server's certificate.
        for (const char* elsewhere :
            {"wechatpay.api_base_url", "wechatpay.v2_base_url", "wechatpay.ca_file"}) {
            before.remove(QLatin1String(elsewhere));
            after.remove(QLatin1String(elsewhere));
        }
        QCOMPARE(after, before);
        QCOMPARE((*second)->books().value(QLatin1String("balance_fen")).toInt(), 12'345);
    }

    void ordersAndTransfersAreRemembered()
    {
        crypto::SystemRandom random;
        const auto identity = practice::detail::Identity::make(random, 1'760'000'000'000);
        REQUIRE(identity);
        practice::detail::Memory memory;
        memory.balanceFen = 7;
        memory.serial = 8;
        practice::detail::PracticeOrder& order = memory.orders[QStringLiteral("ORDER1")];
        order.body = "{\"a\":1}";
        order.channel = QStringLiteral("native");
        order.v2 = true;
        order.totalFen = 100;
        order.openid = QStringLiteral("oA");
        order.appid = QStringLiteral("wx2");
        order.feeRate = 600;
        order.unsettledFen = 99;
        order.hiddenAs = QStringLiteral("NOT_FOUND");
        order.coupons = {{QStringLiteral("C1"), QStringLiteral("CASH"), QStringLiteral("wechat"), 7}};
        memory.unsettledFen = 99;
        memory.operationFen = 3;
        memory.prefundedFen = 4;
        memory.appids = {QStringLiteral("wx2")};
        memory.payees[QStringLiteral("oA")] = {QStringLiteral("张三"), QStringLiteral("wx2")};
        practice::detail::PracticeTransfer& transfer = memory.transfers[QStringLiteral("W1")];
        transfer.state = QStringLiteral("FAIL");
        transfer.failReason = QStringLiteral("ACCOUNT_FROZEN");
        transfer.timesPaid = 1;
        transfer.account = QStringLiteral("OPERATION");
        practice::detail::PracticeRefund& refund = memory.refunds[QStringLiteral("R1")];
        refund.orderNo = QStringLiteral("ORDER1");
        refund.feeFen = 2;
        refund.shares = {{QStringLiteral("C1"), QStringLiteral("CASH"), QStringLiteral("wechat"), 3}};
        memory.batches[QStringLiteral("B1")].closeReason = QStringLiteral("OVERDUE_CLOSE");
        memory.authorizations[QStringLiteral("A1")].id = QStringLiteral("1450");
        memory.movements.push_back({5, QStringLiteral("payment"), QStringLiteral("ORDER1"), 100, 107});
        const QByteArray bytes = practice::detail::toBytes(*identity, memory);
        const auto back = practice::detail::remembered(bytes);
        REQUIRE(back);
        QCOMPARE(practice::detail::toBytes(back->identity, back->memory), bytes);
        QCOMPARE(back->memory.orders.at(QStringLiteral("ORDER1")).totalFen, 100);
        QVERIFY(back->memory.orders.at(QStringLiteral("ORDER1")).v2);
        QCOMPARE(back->memory.movements.front().balanceFen, 107);
        QCOMPARE(back->memory.orders.at(QStringLiteral("ORDER1")).coupons.front().fen, 7);
        QCOMPARE(back->memory.refunds.at(QStringLiteral("R1")).shares.front().contribute,
            QStringLiteral("wechat"));
        QCOMPARE(back->memory.payees.at(QStringLiteral("oA")).name, QStringLiteral("张三"));
        QCOMPARE(back->memory.operationFen, 3);
        QVERIFY(!practice::detail::remembered(bytes.left(bytes.size() / 2)));
    }

    /// What an older practice shop did not know of has its first value.
    void anOlderMemoryIsTakenUp()
    {
        crypto::SystemRandom random;
        const auto identity = practice::detail::Identity::make(random, 1'760'000'000'000);
        REQUIRE(identity);
        practice::detail::Memory memory;
        memory.balanceFen = 100;
        memory.orders[QStringLiteral("ORDER1")].totalFen = 100;
        memory.refunds[QStringLiteral("R1")].orderNo = QStringLiteral("ORDER1");
        memory.refunds[QStringLiteral("R1")].fen = 40;
        memory.transfers[QStringLiteral("W1")].fen = 5;
        memory.authorizations[QStringLiteral("A1")].id = QStringLiteral("1450");
        memory.movements.push_back({5, QStringLiteral("payment"), QStringLiteral("ORDER1"), 100, 100});
        QJsonObject json = *base::parseJsonObject(practice::detail::toBytes(*identity, memory));
        for (const char* later : {"unsettled_fen", "operation_fen", "prefunded_fen", "payees", "appids"})
            json.remove(QLatin1String(later));
        const auto without = [](QJsonObject all, std::initializer_list<const char*> names) {
            for (const QString& number : all.keys()) {
                QJsonObject one = all.value(number).toObject();
                for (const char* name : names)
                    one.remove(QLatin1String(name));
                all.insert(number, one);
            }
            return all;
        };
        json.insert(
            QStringLiteral("orders"), without(json.value(QLatin1String("orders")).toObject(),
                                          {"appid", "attach", "created_at", "expires_at", "link_at",
                                              "revoked_at", "fee_rate", "fee_fen", "coupons", "unsettled_fen",
                                              "settle_at", "surface_at", "hidden_as", "names_promotions"}));
        json.insert(QStringLiteral("refunds"),
            without(json.value(QLatin1String("refunds")).toObject(),
                {"shares", "fee_fen", "account", "funds_account", "received_account", "quiet"}));
        json.insert(QStringLiteral("transfers"),
            without(json.value(QLatin1String("transfers")).toObject(), {"appid", "account", "fails_with"}));
        QJsonObject movement = json.value(QLatin1String("movements")).toArray()[0].toObject();
        for (const char* later : {"account", "unsettled_fen", "remark"})
            movement.remove(QLatin1String(later));
        json.insert(QStringLiteral("movements"), QJsonArray{movement});
        json.insert(QStringLiteral("authorizations"),
            without(json.value(QLatin1String("authorizations")).toObject(), {"appid"}));
        const auto back = practice::detail::remembered(base::toCompactJson(json));
        REQUIRE(back);
        QCOMPARE(practice::detail::toBytes(back->identity, back->memory),
            practice::detail::toBytes(*identity, memory));
        QCOMPARE(back->memory.orders.at(QStringLiteral("ORDER1")).settledFen(), 100);
        QCOMPARE(back->memory.refunds.at(QStringLiteral("R1")).settledFen(), 40);
        QCOMPARE(back->memory.transfers.at(QStringLiteral("W1")).account, QStringLiteral("BASIC"));
        QCOMPARE(back->memory.movements.front().account, QStringLiteral("BASIC"));
    }

    /// What was unsettled when the program ended is settled when its day has come.
    void moneyOnItsWayOutlivesTheProgram()
    {
        QTemporaryDir temp;
        Practice::Options options;
        options.stateFile = temp.filePath(QStringLiteral("practice.json"));
        {
            tests::Caller first(options);
            QCOMPARE(first.problem, QString());
            QVERIFY(first.mode("settlement", QStringLiteral("t1")));
            QCOMPARE(first.order(QStringLiteral("TEA0000001"), 100).status, 200);
            QVERIFY(first.pay(QStringLiteral("TEA0000001")));
            QCOMPARE(first.account("unsettled"), 100);
        }
        tests::Caller second(options);
        QCOMPARE(second.account("unsettled"), 100);
        QVERIFY(second.advance(4 * base::kDayMs));
        QCOMPARE(second.account("unsettled"), 0);
        QCOMPARE(second.account("BASIC"), 100);
    }
};

ZHANGFANG_TEST(PracticeTest)
#include "practice_test.moc"
