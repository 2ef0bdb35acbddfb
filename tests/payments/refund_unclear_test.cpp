#include "harness/run.h"
#include "harness/stepped_shop.h"

using namespace zhangfang;
using base::Money;
using harness::Harm;
using harness::SteppedShop;
using payments::RefundStage;

Q_DECLARE_METATYPE(zhangfang::harness::Harm)

/// Whatever WeChat answers, or does not: a refund comes to an end, or a person is asked within the bound; it
/// is given back at most once, and the money adds up.
class RefundUnclearTest : public QObject
{
    Q_OBJECT
    static constexpr qint64 kMinute = 60'000;
    static constexpr const char* kOrder = "TEA0000001";
    static QString code(const base::Result<payments::RefundRow>& result)
    {
        return result ? QString() : result.error().code;
    }
    static payments::RefundResolution word(payments::RefundVerdict as)
    {
        return {as, QStringLiteral("bill row 7"), QStringLiteral("looked it up")};
    }
    static bool atWechat(SteppedShop& shop, const base::OutRefundNo& number)
    {
        for (const auto& refund : shop.wechat().books().value(QLatin1String("refunds")).toArray()) {
            if (refund.toObject().value(QLatin1String("out_refund_no")).toString() == number.toString())
                return true;
        }
        return false;
    }
    static bool finish(SteppedShop& shop, const base::OutRefundNo& number, const char* outcome = "SUCCESS")
    {
        return shop.control("refund", {{QStringLiteral("out_refund_no"), number.toString()},
                                          {QStringLiteral("outcome"), QString::fromLatin1(outcome)}});
    }
    static base::Result<payments::RefundRow> refundOf(SteppedShop& shop, const QString& api)
    {
        ZF_TRY(shop.set("wechatpay.generation", api));
        ZF_TRY(shop.paidOrder(QString::fromLatin1(kOrder), 1000));
        return shop.requestedRefund(QString::fromLatin1(kOrder), 300);
    }

private Q_SLOTS:
    void everyAnswerEndsOrAsks_data()
    {
        QTest::addColumn<QString>("api");
        QTest::addColumn<QByteArray>("call");
        QTest::addColumn<Harm>("harm");
        for (const char* api : {"v3", "v2"}) {
            for (const char* call : {"create", "query"}) {
                for (const Harm harm :
                    {Harm::lostBefore, Harm::lostAfter, Harm::unknownCode, Harm::unknownAfter,
                        Harm::invalidRequest, Harm::needsPerson, Harm::notEnough, Harm::refused,
                        Harm::unknownState, Harm::wrongNumber, Harm::wrongMerchant, Harm::forged})
                    QTest::addRow("%s %s %s", api, call, harness::toText(harm))
                        << QString::fromLatin1(api) << QByteArray(call) << harm;
            }
        }
    }
    void everyAnswerEndsOrAsks()
    {
        QFETCH(QString, api);
        QFETCH(QByteArray, call);
        QFETCH(Harm, harm);
        SteppedShop shop;
        QCOMPARE(shop.problem(), QString());
        const auto made = refundOf(shop, api);
        REQUIRE(made);
        shop.wire().harms[call] = harm;
        if (call == "query") {
            shop.wire().harms["create"] = Harm::lostAfter;
            shop.wire().left["create"] = 1;
        }
        REQUIRE(shop.run(payments::kUnclearMs + kMinute));
        auto now = shop.refund(made->number);
        QVERIFY(now.stage != RefundStage::submitting);
        const QStringList tasks = shop.tasks();
        const bool asked = tasks.contains(QStringLiteral("unclear_too_long")) ||
                           tasks.contains(QStringLiteral("unknown_state")) ||
                           tasks.contains(QStringLiteral("refund_not_taken"));
        QVERIFY2(payments::isFinal(now.stage) || asked ||
                     (call == "create" && now.stage == RefundStage::processing),
            qPrintable(payments::toText(now.stage)));
        if (harm != Harm::notEnough)
            QVERIFY(shop.wire().calls["create"] <= payments::kUnclearRounds);
        for (const QByteArray& bytes : shop.wire().created)
            QCOMPARE(bytes, shop.wire().created.front());

        shop.wire().harms.clear();
        static_cast<void>(finish(shop, made->number));
        REQUIRE(shop.run(60 * kMinute));
        now = shop.refund(made->number);
        const bool gone = atWechat(shop, made->number);
        if (gone) {
            // Taken only after the trouble was over: then it still has to be finished there.
            if (now.stage == RefundStage::processing) {
                QVERIFY(finish(shop, made->number));
                REQUIRE(shop.run(10 * kMinute));
                now = shop.refund(made->number);
            }
            QCOMPARE(payments::toText(now.stage), QStringLiteral("succeeded"));
        } else if (now.stage == RefundStage::requested) {
            REQUIRE(shop.refundResolveDesk().withdraw(
                made->number.toString(), QStringLiteral("no more"), QStringLiteral("mei")));
        } else if (!payments::isFinal(now.stage)) {
            QCOMPARE(now.stage, RefundStage::unclear);
            QCOMPARE(now.blocked, QStringLiteral("unclear_too_long"));
            const auto said = shop.refundResolveDesk().resolve(
                made->number.toString(), word(payments::RefundVerdict::notRefunded), QStringLiteral("mei"));
            REQUIRE(said);
            QCOMPARE(said->stage, RefundStage::closed);
        }
        QVERIFY(!shop.tasks().contains(QStringLiteral("unclear_too_long")));
        QCOMPARE(shop.difference(), QString());
        // What is not gone can be asked for again.
        const auto rest = shop.requestedRefund(QString::fromLatin1(kOrder), 701);
        QCOMPARE(code(rest), gone ? QStringLiteral("over_order") : QString());
    }

    void aPersonsWord_data()
    {
        QTest::addColumn<QString>("api");
        QTest::addColumn<QString>("as");
        QTest::addColumn<bool>("known");
        QTest::addColumn<QString>("refusal");
        QTest::addColumn<QString>("stage");
        for (const char* api : {"v3", "v2"}) {
            const auto row = [api](const char* as, bool known, const char* refusal, const char* stage) {
                QTest::addRow("%s %s %s", api, as, known ? "while WeChat has it" : "unknown there")
                    << QString::fromLatin1(api) << QString::fromLatin1(as) << known
                    << QString::fromLatin1(refusal) << QString::fromLatin1(stage);
            };
            row("refunded", false, "", "succeeded");
            row("not-refunded", false, "", "closed");
            row("refunded", true, "wechat_says_otherwise", "processing");
            row("not-refunded", true, "wechat_says_otherwise", "processing");
        }
    }
    void aPersonsWord()
    {
        QFETCH(QString, api);
        QFETCH(QString, as);
        QFETCH(bool, known);
        QFETCH(QString, refusal);
        QFETCH(QString, stage);
        SteppedShop shop;
        const auto made = refundOf(shop, api);
        REQUIRE(made);
        shop.wire().harms["create"] = known ? Harm::lostAfter : Harm::unknownCode;
        shop.wire().harms["query"] = Harm::lostBefore;
        REQUIRE(shop.run(payments::kUnclearMs + kMinute));
        QCOMPARE(shop.refund(made->number).stage, RefundStage::unclear);
        shop.wire().harms.erase("query");
        auto desk = shop.refundResolveDesk();
        const auto verdict = payments::parseRefundVerdict(as);
        REQUIRE(verdict);
        const QString number = made->number.toString();
        QCOMPARE(code(desk.resolve(number, word(*verdict), QStringLiteral("eve"))),
            QStringLiteral("not_permitted"));
        QCOMPARE(code(desk.resolve(number, {*verdict, {}, QStringLiteral("r")}, QStringLiteral("mei"))),
            QStringLiteral("invalid_proof"));
        QCOMPARE(code(desk.resolve(number, word(*verdict), QStringLiteral("mei"))), refusal);
        QCOMPARE(payments::toText(shop.refund(made->number).stage), stage);
        QCOMPARE(shop.books().proof().firstDifference, QString());
        const int sent = shop.wire().calls["create"];
        shop.wire().harms.clear();
        REQUIRE(shop.run(60 * kMinute));
        QCOMPARE(shop.wire().calls["create"], sent);
    }

    /// Called not given back while WeChat could not be asked, and given back: it is looked at again, and
    /// booked.
    void aWrongWordIsFoundAndBooked_data()
    {
        QTest::addColumn<QString>("api");
        for (const char* api : {"v3", "v2"})
            QTest::newRow(api) << QString::fromLatin1(api);
    }
    void aWrongWordIsFoundAndBooked()
    {
        QFETCH(QString, api);
        SteppedShop shop;
        const auto made = refundOf(shop, api);
        REQUIRE(made);
        shop.wire().harms["create"] = Harm::lostAfter;
        shop.wire().harms["query"] = Harm::lostBefore;
        REQUIRE(shop.run(payments::kUnclearMs + kMinute));
        REQUIRE(shop.refundResolveDesk().resolve(
            made->number.toString(), word(payments::RefundVerdict::notRefunded), QStringLiteral("mei")));
        QCOMPARE(shop.refund(made->number).stage, RefundStage::closed);
        shop.wire().harms.clear();
        const int sent = shop.wire().calls["create"];
        REQUIRE(shop.run(5 * kMinute));
        // It is under way there: a person hears of it, and the books wait for its end.
        QVERIFY(shop.tasks().contains(QStringLiteral("refund_mismatch")));
        QCOMPARE(shop.refund(made->number).stage, RefundStage::closed);
        QVERIFY(finish(shop, made->number));
        REQUIRE(shop.run(60 * kMinute));
        QCOMPARE(shop.refund(made->number).stage, RefundStage::succeeded);
        QVERIFY(shop.tasks().contains(QStringLiteral("refund_surfaced")));
        QCOMPARE(shop.order(QString::fromLatin1(kOrder)).refunded, Money::fen(300));
        QCOMPARE(shop.wire().calls["create"], sent);
        QCOMPARE(shop.difference(), QString());
    }

    void onlyWhatWechatHasNotGotIsWithdrawn()
    {
        SteppedShop shop;
        const auto made = refundOf(shop, QStringLiteral("v3"));
        REQUIRE(made);
        const auto withdraw = [&](const char* who, const QString& reason) {
            return code(
                shop.refundResolveDesk().withdraw(made->number.toString(), reason, QString::fromLatin1(who)));
        };
        QCOMPARE(withdraw("eve", QStringLiteral("no")), QStringLiteral("not_permitted"));
        QCOMPARE(withdraw("mei", QStringLiteral("a\tb")), QStringLiteral("invalid_reason"));
        // Certainly not taken: not connected.
        shop.wire().harms["create"] = Harm::notConnected;
        REQUIRE(shop.run(kMinute));
        // In books that were put back it may have been sent since: nobody can know yet.
        const auto recovering = [&](const char* state) {
            return shop.books().write<qint64>([&](storage::Database& database) {
                return database.execute("UPDATE recovery SET state = :state, since = :now WHERE id = 1",
                    {{":state", QString::fromLatin1(state)}, {":now", shop.books().clock.nowUtcMs()}});
            });
        };
        REQUIRE(recovering("waiting"));
        QCOMPARE(withdraw("mei", QStringLiteral("no more")), QStringLiteral("recovering"));
        REQUIRE(recovering("confirmed"));
        QCOMPARE(withdraw("mei", QStringLiteral("no more")), QString());
        QCOMPARE(shop.refund(made->number).stage, RefundStage::closed);
        shop.wire().harms.clear();
        REQUIRE(shop.run(60 * kMinute));
        QVERIFY(!atWechat(shop, made->number));
        // Perhaps taken: not without WeChat's word.
        const auto second = shop.requestedRefund(QString::fromLatin1(kOrder), 1000);
        REQUIRE(second);
        shop.wire().harms["create"] = Harm::lostAfter;
        REQUIRE(shop.run(0));
        QCOMPARE(code(shop.refundResolveDesk().withdraw(
                     second->number.toString(), QStringLiteral("no"), QStringLiteral("mei"))),
            QStringLiteral("wrong_state"));
        QVERIFY(finish(shop, second->number));
        REQUIRE(shop.run(10 * kMinute));
        QCOMPARE(shop.refund(second->number).stage, RefundStage::succeeded);
        QCOMPARE(shop.difference(), QString());
    }

    void aRedirectionIsWrittenDownFirst_data()
    {
        QTest::addColumn<Harm>("harm");
        QTest::addColumn<bool>("toUser");
        QTest::addColumn<QString>("error");
        QTest::addColumn<QString>("state");
        QTest::newRow("to the shop's card") << Harm::none << false << ""
                                            << "taken";
        QTest::newRow("to the payer's card") << Harm::none << true << ""
                                             << "taken";
        QTest::newRow("lost after") << Harm::lostAfter << false << "wechat_unclear"
                                    << "unclear";
        QTest::newRow("lost before") << Harm::lostBefore << true << "wechat_unclear"
                                     << "unclear";
        QTest::newRow("unknown code") << Harm::unknownAfter << false << "wechat_unclear"
                                      << "unclear";
        QTest::newRow("forged") << Harm::forged << false << "wechat_unclear"
                                << "unclear";
        QTest::newRow("refused") << Harm::needsPerson << false << "wechat_refused"
                                 << "refused";
    }
    void aRedirectionIsWrittenDownFirst()
    {
        QFETCH(Harm, harm);
        QFETCH(bool, toUser);
        QFETCH(QString, error);
        QFETCH(QString, state);
        SteppedShop shop;
        const auto made = refundOf(shop, QStringLiteral("v3"));
        REQUIRE(made);
        REQUIRE(shop.run(0));
        QVERIFY(finish(shop, made->number, "ABNORMAL"));
        REQUIRE(shop.run(5 * kMinute));
        QCOMPARE(shop.refund(made->number).stage, RefundStage::abnormal);
        payments::Redirection where;
        if (toUser)
            where = {payments::Redirection::To::userCard, QStringLiteral("ICBC_DEBIT"),
                QStringLiteral("6222020200112233445"), QStringLiteral("王五")};
        shop.wire().harms["redirect"] = harm;
        auto desk = shop.refundDesk();
        const QString number = made->number.toString();
        QCOMPARE(code(desk.redirect(number, where, QStringLiteral("mei"))), error);
        auto now = shop.refund(made->number);
        QCOMPARE(now.redirectState, state);
        QCOMPARE(now.redirectTo, toUser ? QStringLiteral("user_card") : QStringLiteral("merchant_card"));
        const auto stored = shop.books().readers.read<QStringList>(
            [&](storage::Database& database) -> base::Result<QStringList> {
                ZF_ASSIGN(
                    auto rows, database.query("SELECT bytes FROM errands WHERE kind = 'refund.redirect'"));
                QStringList all;
                while (rows.next())
                    all << rows.text(0);
                ZF_ASSIGN(auto audit, database.query("SELECT detail FROM audit"));
                while (audit.next())
                    all << audit.text(0);
                ZF_ASSIGN(auto events, database.query("SELECT evidence FROM refund_events"));
                while (events.next())
                    all << events.text(0);
                return all;
            });
        REQUIRE(stored);
        QVERIFY(stored->join(QLatin1Char(' ')).contains(QLatin1String("bank card")));
        for (const char* secret : {"6222020200112233445", "王五"})
            QVERIFY(!stored->join(QLatin1Char(' ')).contains(QString::fromUtf8(secret)));
        // Again, once WeChat can be heard: nothing is sent where it was taken.
        shop.wire().harms.clear();
        const int sent = shop.wire().calls["redirect"];
        const auto again = desk.redirect(number, where, QStringLiteral("mei"));
        const bool taken = harm != Harm::lostBefore && harm != Harm::needsPerson;
        if (taken)
            QCOMPARE(shop.wire().calls["redirect"], sent);
        else
            REQUIRE(again);
        QVERIFY(finish(shop, made->number));
        REQUIRE(shop.run(60 * kMinute));
        now = shop.refund(made->number);
        QCOMPARE(now.stage, RefundStage::succeeded);
        QCOMPARE(now.redirectState, QStringLiteral("taken"));
        QCOMPARE(shop.difference(), QString());
    }

    void aWrongCardIsNotSentAnywhere_data()
    {
        QTest::addColumn<QString>("bank");
        QTest::addColumn<QString>("card");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("error");
        QTest::newRow("bank") << "icbc"
                              << "6222020200112233445"
                              << "王五"
                              << "invalid_field";
        QTest::newRow("card") << "ICBC_DEBIT"
                              << "62 22"
                              << "王五"
                              << "invalid_field";
        QTest::newRow("name") << "ICBC_DEBIT"
                              << "6222020200112233445"
                              << " "
                              << "invalid_field";
        QTest::newRow("stage") << "ICBC_DEBIT"
                               << "6222020200112233445"
                               << "王五"
                               << "wrong_state";
    }
    void aWrongCardIsNotSentAnywhere()
    {
        QFETCH(QString, bank);
        QFETCH(QString, card);
        QFETCH(QString, name);
        QFETCH(QString, error);
        SteppedShop shop;
        const auto made = refundOf(shop, QStringLiteral("v3"));
        REQUIRE(made);
        QCOMPARE(code(shop.refundDesk().redirect(made->number.toString(),
                     {payments::Redirection::To::userCard, bank, card, name}, QStringLiteral("mei"))),
            error);
        QCOMPARE(shop.wire().calls["redirect"], 0);
    }

    void whatTheShopWishesIsKeptWithTheRefund()
    {
        SteppedShop shop;
        REQUIRE(shop.paidOrder(QString::fromLatin1(kOrder), 1000));
        const auto ask = [&](const payments::RefundWish& wish) {
            return shop.books().write<payments::RefundRow>([&](storage::Database& database) {
                return payments::requestRefund(database, shop.books().random, QString::fromLatin1(kOrder),
                    Money::fen(100), QStringLiteral("cold"), QStringLiteral("mei"), wish,
                    shop.books().clock.nowUtcMs());
            });
        };
        QCOMPARE(code(ask({{}, QStringLiteral("ELSEWHERE")})), QStringLiteral("invalid_funds_account"));
        for (const char* bad : {"{}", "[]", "[1]", R"([{"merchant_goods_id":"1"}])",
                 R"([{"merchant_goods_id":"","unit_price":1,"refund_amount":1,"refund_quantity":1}])",
                 R"([{"merchant_goods_id":"1","unit_price":1.5,"refund_amount":1,"refund_quantity":1}])"})
            QCOMPARE(code(ask({QString::fromLatin1(bad), {}})), QStringLiteral("invalid_goods_detail"));
        const QString goods = QString::fromLatin1(
            R"([{"merchant_goods_id":"1","unit_price":100,"refund_amount":100,"refund_quantity":1}])");
        const auto made = ask({goods, QStringLiteral("UNSETTLED")});
        REQUIRE(made);
        const auto now = shop.refund(made->number);
        QCOMPARE(now.goodsDetail, goods);
        QCOMPARE(now.fundsAccount, QStringLiteral("UNSETTLED"));
    }
};

ZHANGFANG_TEST(RefundUnclearTest)
#include "refund_unclear_test.moc"
