#include "harness/run.h"
#include "harness/stepped_shop.h"
#include "reports/proof.h"
#include "shop/fulfilment.h"

using namespace zhangfang;
using base::Money;
using harness::Harm;
using harness::SteppedShop;
using shop::Fulfilment;
using shop::FulfilmentEvent;
using shop::GivenBack;
using shop::OrderState;
using shop::Payment;
using shop::UnderRefund;

Q_DECLARE_METATYPE(zhangfang::shop::Fulfilment)

/// Being paid and being handed over are two machines: neither undoes what the other has done, and what a
/// person sees is derived from both.
class FulfilmentTest : public QObject
{
    Q_OBJECT
    static constexpr qint64 kMinute = 60'000;
    static constexpr auto kOrder = "TEA0000001";
    static constexpr std::array kGivenBack{GivenBack::none, GivenBack::part, GivenBack::whole};
    static constexpr std::array kUnderRefund{UnderRefund::no, UnderRefund::yes};
    /// Of what is paid: a line for what was given back and whether more is on its way, a column for how far
    /// it has come. Open, fulfilled, shipped, delivered, cancelled.
    static constexpr const char* kPaid[3][2][5] = {
        {{"paid", "fulfilled", "shipped", "delivered", "cancelled"},
            {"refunding", "refunding", "refunding", "refunding", "refunding"}},
        {{"partially_refunded", "partially_refunded", "partially_refunded", "partially_refunded",
             "partially_refunded"},
            {"refunding", "refunding", "refunding", "refunding", "refunding"}},
        {{"refunded", "refunded", "refunded", "refunded", "refunded"},
            {"refunded", "refunded", "refunded", "refunded", "refunded"}},
    };
    struct Combination {
        Payment payment;
        GivenBack givenBack;
        UnderRefund underRefund;
        Fulfilment fulfilment;
        QString shown;
    };
    static std::vector<Combination> all()
    {
        std::vector<Combination> combinations;
        for (const Payment payment : shop::kPayments) {
            for (size_t given = 0; given < kGivenBack.size(); ++given) {
                for (size_t under = 0; under < kUnderRefund.size(); ++under) {
                    for (size_t handed = 0; handed < shop::kFulfilments.size(); ++handed)
                        combinations.push_back({payment, kGivenBack.at(given), kUnderRefund.at(under),
                            shop::kFulfilments.at(handed),
                            payment == Payment::paid ? QString::fromLatin1(kPaid[given][under][handed])
                                                     : shop::toText(payment)});
                }
            }
        }
        return combinations;
    }
    static base::Result<shop::Order> moved(
        SteppedShop& shop, std::initializer_list<FulfilmentEvent> events, const char* note = "")
    {
        base::Result<shop::Order> order = shop.order(QString::fromLatin1(kOrder));
        for (const FulfilmentEvent event : events) {
            order = shop.books().write<shop::Order>([&](storage::Database& database) {
                return shop::moveOn(database, QString::fromLatin1(kOrder), event, QStringLiteral("mei"),
                    QString::fromUtf8(note), shop.books().clock.nowUtcMs());
            });
            if (!order)
                break;
        }
        return order;
    }
    static QString code(const base::Result<shop::Order>& order)
    {
        return order ? QString() : order.error().code;
    }
    /// "refunding shipped 0 300": state, hand-over, what went back and what is on its way.
    static QString standing(SteppedShop& shop)
    {
        const shop::Order order = shop.order(QString::fromLatin1(kOrder));
        return QStringLiteral("%1 %2 %3 %4")
            .arg(shop::toText(order.state), shop::toText(order.fulfilment))
            .arg(order.refunded.inFen())
            .arg(order.refunding.inFen());
    }
    static QString difference(SteppedShop& shop)
    {
        const auto proof = shop.books().readers.read<ledger::Proof>(
            [](storage::Database& database) { return reports::prove(database); });
        return proof ? proof->firstDifference : proof.error().describe();
    }
    /// A refund of `fen`, done at WeChat.
    static base::Status refunded(SteppedShop& shop, qint64 fen)
    {
        ZF_ASSIGN(const auto refund, shop.requestedRefund(QString::fromLatin1(kOrder), fen));
        ZF_TRY(shop.run(kMinute));
        static_cast<void>(
            shop.control("refund", {{QStringLiteral("out_refund_no"), refund.number.toString()},
                                       {QStringLiteral("outcome"), QStringLiteral("SUCCESS")}}));
        return shop.run(30 * kMinute);
    }

private Q_SLOTS:
    void whatAPersonSees()
    {
        const auto combinations = all();
        QCOMPARE(combinations.size(), size_t{90});
        for (const Combination& is : combinations)
            QCOMPARE(shop::toText(shop::stateOf(is.payment, is.givenBack, is.underRefund, is.fulfilment)),
                is.shown);
        QCOMPARE(shop::stateOf(Payment::unknown, GivenBack::none, UnderRefund::no, Fulfilment::open),
            OrderState::unknown);
        QCOMPARE(shop::stateOf(Payment::paid, GivenBack::none, UnderRefund::no, Fulfilment::unknown),
            OrderState::unknown);
    }

    /// The database takes that state and no other, and nothing handed over that is not paid.
    void theBooksHoldToTheTable()
    {
        harness::Shop shop;
        const auto database = storage::Database::open(shop.file(), storage::Database::Access::readWrite);
        REQUIRE(database);
        REQUIRE(
            (*database)->executeScript(QStringLiteral("INSERT INTO orders (id, out_trade_no, purpose, "
                                                      "channel, description, amount_fen, request, code_url, "
                                                      "prepay_id, created_at, expires_at, queries) VALUES "
                                                      "(1, 'T1', 'sale', 'native', 'tea', 100, '', '', "
                                                      "'', 0, 0, 0)")));
        QStringList states{QStringLiteral("unknown")};
        for (const auto& line : kPaid[0][0])
            states << QString::fromLatin1(line);
        states << QStringLiteral("pending") << QStringLiteral("closed") << QStringLiteral("refunding")
               << QStringLiteral("refunded") << QStringLiteral("partially_refunded");
        for (const Combination& is : all()) {
            const bool possible = is.payment == Payment::paid || is.fulfilment == Fulfilment::open;
            const qint64 refunded = is.givenBack == GivenBack::none   ? 0
                                    : is.givenBack == GivenBack::part ? 40
                                                                      : 100;
            const qint64 refunding = is.underRefund == UnderRefund::yes ? 30 : 0;
            for (const QString& state : states) {
                const auto taken =
                    (*database)->execute("UPDATE orders SET payment = :payment, fulfilment = :fulfilment, "
                                         "refunded_fen = :refunded, "
                                         "refunding_fen = :refunding, state = :state WHERE id = 1",
                        {{":payment", shop::toText(is.payment)}, {":fulfilment", shop::toText(is.fulfilment)},
                            {":refunded", refunded}, {":refunding", refunding}, {":state", state}});
                QCOMPARE(taken.has_value(), possible && state == is.shown);
                if (!taken)
                    QCOMPARE(taken.error().code, QStringLiteral("constraint"));
            }
            if (!possible)
                continue;
            const auto order = shop::findOrder(**database, 1);
            REQUIRE(order);
            QCOMPARE(order->payment, is.payment);
            QCOMPARE(order->fulfilment, is.fulfilment);
            QCOMPARE(shop::toText(order->state), is.shown);
        }
    }

    void oneStepAfterTheOther_data()
    {
        QTest::addColumn<Fulfilment>("from");
        for (const Fulfilment from : shop::kFulfilments)
            QTest::addRow("%s", qPrintable(shop::toText(from))) << from;
    }
    void oneStepAfterTheOther()
    {
        QFETCH(Fulfilment, from);
        using enum FulfilmentEvent;
        const auto to = [from](FulfilmentEvent event) {
            const auto next = shop::next(from, event);
            return next ? shop::toText(*next) : QString();
        };
        const QString text = shop::toText(from);
        QCOMPARE(to(fulfilled), from == Fulfilment::open ? QStringLiteral("fulfilled") : QString());
        QCOMPARE(to(shipped), from == Fulfilment::fulfilled ? QStringLiteral("shipped") : QString());
        QCOMPARE(to(delivered), from == Fulfilment::shipped ? QStringLiteral("delivered") : QString());
        QCOMPARE(to(cancelled), from == Fulfilment::open || from == Fulfilment::fulfilled
                                    ? QStringLiteral("cancelled")
                                    : QString());
        QCOMPARE(shop::parseFulfilment(text), from);
    }

    void onlyWhatIsPaidIsHandedOver()
    {
        SteppedShop shop;
        QCOMPARE(shop.problem(), QString());
        payments::NewOrder wanted;
        wanted.number = QString::fromLatin1(kOrder);
        wanted.description = QStringLiteral("tea");
        wanted.channel = QStringLiteral("native");
        wanted.amount = Money::fen(1000);
        REQUIRE(shop.orderDesk().create(wanted));
        QCOMPARE(code(moved(shop, {FulfilmentEvent::fulfilled})), QStringLiteral("wrong_state"));
        QCOMPARE(code(moved(shop, {FulfilmentEvent::cancelled})), QStringLiteral("wrong_state"));
        REQUIRE(shop.orderDesk().close(wanted.number));
        QCOMPARE(code(moved(shop, {FulfilmentEvent::fulfilled})), QStringLiteral("wrong_state"));
        QCOMPARE(standing(shop), QStringLiteral("closed open 0 0"));
        const auto nothing = shop.books().write<shop::Order>([](storage::Database& database) {
            return shop::moveOn(database, QStringLiteral("NOBODY0001"), FulfilmentEvent::fulfilled,
                QStringLiteral("mei"), {}, 1);
        });
        QCOMPARE(code(nothing), QStringLiteral("no_such_order"));
    }

    void itsWayIsWrittenDown()
    {
        SteppedShop shop;
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.paidOrder(QString::fromLatin1(kOrder), 1000));
        QCOMPARE(code(moved(shop, {FulfilmentEvent::shipped})), QStringLiteral("wrong_state"));
        REQUIRE(moved(shop, {FulfilmentEvent::fulfilled}));
        QCOMPARE(standing(shop), QStringLiteral("fulfilled fulfilled 0 0"));
        QCOMPARE(code(moved(shop, {FulfilmentEvent::shipped}, "SF1\nSF2")), QStringLiteral("invalid_note"));
        REQUIRE(moved(shop, {FulfilmentEvent::shipped}, "SF1234567890"));
        REQUIRE(moved(shop, {FulfilmentEvent::delivered}));
        QCOMPARE(standing(shop), QStringLiteral("delivered delivered 0 0"));
        QCOMPARE(code(moved(shop, {FulfilmentEvent::delivered})), QStringLiteral("wrong_state"));
        const QString story = shop.orderStory(QString::fromLatin1(kOrder)).join(QLatin1Char('\n'));
        QVERIFY2(story.contains(QLatin1String("SF1234567890")), qPrintable(story));
        QCOMPARE(shop.order(QString::fromLatin1(kOrder)).payment, Payment::paid);
        QCOMPARE(difference(shop), QString());
    }

    /// A refund that came to nothing leaves what was handed over as it was.
    void aRefusedRefundLeavesItShipped()
    {
        SteppedShop shop;
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.paidOrder(QString::fromLatin1(kOrder), 1000));
        REQUIRE(moved(shop, {FulfilmentEvent::fulfilled, FulfilmentEvent::shipped}));
        shop.wire().harms["create"] = Harm::refused;
        const auto refund = shop.requestedRefund(QString::fromLatin1(kOrder), 300);
        REQUIRE(refund);
        QCOMPARE(standing(shop), QStringLiteral("refunding shipped 0 300"));
        QCOMPARE(difference(shop), QString());
        REQUIRE(shop.run(30 * kMinute));
        if (shop.refund(refund->number).stage == payments::RefundStage::requested)
            REQUIRE(shop.refundResolveDesk().withdraw(
                refund->number.toString(), QStringLiteral("no more"), QStringLiteral("mei")));
        QVERIFY(payments::isFinal(shop.refund(refund->number).stage));
        QCOMPARE(standing(shop), QStringLiteral("shipped shipped 0 0"));
        REQUIRE(moved(shop, {FulfilmentEvent::delivered}));
        QCOMPARE(standing(shop), QStringLiteral("delivered delivered 0 0"));
        QCOMPARE(difference(shop), QString());
    }

    void whatIsRefundedTellsThatItWasShipped()
    {
        SteppedShop shop;
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.paidOrder(QString::fromLatin1(kOrder), 1000));
        REQUIRE(moved(shop, {FulfilmentEvent::fulfilled, FulfilmentEvent::shipped}));
        REQUIRE(refunded(shop, 400));
        QCOMPARE(standing(shop), QStringLiteral("partially_refunded shipped 400 0"));
        REQUIRE(refunded(shop, 600));
        QCOMPARE(standing(shop), QStringLiteral("refunded shipped 1000 0"));
        // It had left: it can still come, and not be called back.
        QCOMPARE(code(moved(shop, {FulfilmentEvent::cancelled})), QStringLiteral("wrong_state"));
        REQUIRE(moved(shop, {FulfilmentEvent::delivered}));
        QCOMPARE(standing(shop), QStringLiteral("refunded delivered 1000 0"));
        QCOMPARE(difference(shop), QString());
    }

    void whatGoesBackIsNotHandedOver()
    {
        SteppedShop shop;
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.paidOrder(QString::fromLatin1(kOrder), 1000));
        QCOMPARE(
            code(moved(shop, {FulfilmentEvent::cancelled})), QStringLiteral("wrong_state")); // still paid
        const auto refund = shop.requestedRefund(QString::fromLatin1(kOrder), 1000);
        REQUIRE(refund);
        QCOMPARE(code(moved(shop, {FulfilmentEvent::fulfilled})), QStringLiteral("wrong_state"));
        REQUIRE(shop.refundResolveDesk().withdraw(
            refund->number.toString(), QStringLiteral("no more"), QStringLiteral("mei")));
        REQUIRE(moved(shop, {FulfilmentEvent::fulfilled}));
        REQUIRE(refunded(shop, 1000));
        QCOMPARE(code(moved(shop, {FulfilmentEvent::shipped})), QStringLiteral("wrong_state"));
        REQUIRE(moved(shop, {FulfilmentEvent::cancelled}));
        QCOMPARE(standing(shop), QStringLiteral("refunded cancelled 1000 0"));
        QCOMPARE(difference(shop), QString());
    }

    /// `ledger verify` finds sums that are not those of the refunds.
    void theProofAddsTheRefundsUp_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addRow("more") << QStringLiteral("UPDATE orders SET refunded_fen = 401 WHERE id = 1");
        QTest::addRow("on its way") << QStringLiteral(
            "UPDATE orders SET refunding_fen = 1, state = 'refunding' WHERE id = 1");
        QTest::addRow("forgotten") << QStringLiteral(
            "UPDATE orders SET refunded_fen = 0, state = 'paid' WHERE id = 1");
    }
    void theProofAddsTheRefundsUp()
    {
        QFETCH(QString, change);
        SteppedShop shop;
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.paidOrder(QString::fromLatin1(kOrder), 1000));
        REQUIRE(refunded(shop, 400));
        QCOMPARE(difference(shop), QString());
        REQUIRE(shop.books().write<int>([&change](storage::Database& database) {
            return database.executeScript(change).map([] { return 0; });
        }));
        QVERIFY2(difference(shop).contains(QLatin1String(kOrder)), qPrintable(difference(shop)));
    }
};

ZHANGFANG_TEST(FulfilmentTest)
#include "fulfilment_test.moc"
