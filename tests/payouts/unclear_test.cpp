#include "harness/run.h"
#include "harness/stepped_shop.h"
#include "payouts/limits.h"
#include "payouts/told.h"

using namespace zhangfang;
using base::Money;
using harness::Harm;
using harness::SteppedShop;
using payouts::State;

Q_DECLARE_METATYPE(zhangfang::harness::Harm)

/// Whatever WeChat answers, or does not: a payout comes to an end, or a person is asked within the bound; it
/// is paid at most once, and the money adds up.
class UnclearTest : public QObject
{
    Q_OBJECT
    static constexpr qint64 kMinute = 60'000;
    static constexpr const char* kChannels[] = {
        payouts::kTransferBills, payouts::kBatches, payouts::kV2Transfers, payouts::kV2RedPackets};
    static constexpr Harm kHarms[] = {Harm::lostBefore, Harm::lostAfter, Harm::unknownCode,
        Harm::unknownAfter, Harm::invalidRequest, Harm::needsPerson, Harm::notEnough, Harm::unknownState,
        Harm::wrongNumber, Harm::wrongMerchant, Harm::forged};

    static bool asksAPerson(SteppedShop& shop)
    {
        const QStringList tasks = shop.tasks();
        return std::any_of(tasks.begin(), tasks.end(), [](const QString& code) {
            static const QStringList kAsking{QStringLiteral("unclear_too_long"),
                QStringLiteral("unknown_state"), QStringLiteral("not_taken"),
                QStringLiteral("package_missing")};
            return kAsking.contains(code);
        });
    }
    static QString code(const base::Result<payouts::Payout>& result)
    {
        return result ? QString() : result.error().code;
    }
    static payouts::Resolution word(payouts::Verdict as)
    {
        return {as, QStringLiteral("bill row 7"), QStringLiteral("looked it up")};
    }

private Q_SLOTS:
    void everyAnswerEndsOrAsks_data()
    {
        QTest::addColumn<QString>("channel");
        QTest::addColumn<QByteArray>("call");
        QTest::addColumn<Harm>("harm");
        for (const char* channel : kChannels) {
            for (const char* call : {"create", "query"}) {
                for (const Harm harm : kHarms)
                    QTest::addRow("%s %s %s", channel, call, harness::toText(harm))
                        << QString::fromLatin1(channel) << QByteArray(call) << harm;
            }
        }
    }
    void everyAnswerEndsOrAsks()
    {
        QFETCH(QString, channel);
        QFETCH(QByteArray, call);
        QFETCH(Harm, harm);
        SteppedShop shop;
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.set("payouts.channel", channel));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        // Without end; a query is only asked where the answer to the create tells too little.
        shop.wire().harms[call] = harm;
        if (call == "query") {
            shop.wire().harms["create"] = Harm::lostAfter;
            shop.wire().left["create"] = 1;
        }
        REQUIRE(shop.run(payouts::kUnclearMs + kMinute));
        payouts::Payout now = shop.payout(made->id);
        QVERIFY(now.state != State::submitting);
        const bool waitsForPayee =
            call == "create" && (now.state == State::accepted || now.state == State::awaitingUser);
        QVERIFY2(payouts::isFinal(now.state) || waitsForPayee || asksAPerson(shop),
            qPrintable(
                payouts::toText(now.state) + QLatin1Char(' ') + shop.story(made->id).join(QLatin1Char(' '))));
        // NOT_ENOUGH alone, which v3 certainly did not take, may be tried for as long as it is so.
        if (harm != Harm::notEnough)
            QVERIFY2(shop.wire().calls["create"] <= payouts::kUnclearRounds + payouts::kMostPackageAsks,
                qPrintable(QString::number(shop.wire().calls["create"])));
        for (const QByteArray& bytes : shop.wire().created)
            QCOMPARE(bytes, shop.wire().created.front());
        if (!payouts::isFinal(now.state))
            QCOMPARE(shop.books().wallet(user).held, Money::fen(400));

        // The trouble is over.
        shop.wire().harms.clear();
        static_cast<void>(
            shop.control("confirm", {{QStringLiteral("out_bill_no"), made->number.toString()}}));
        REQUIRE(shop.run(60 * kMinute));
        if (!payouts::isFinal(shop.payout(made->id).state)) { // taken only after the trouble was over
            static_cast<void>(
                shop.control("confirm", {{QStringLiteral("out_bill_no"), made->number.toString()}}));
            REQUIRE(shop.run(60 * kMinute));
        }
        now = shop.payout(made->id);
        const bool wechatHasIt = !shop.atWechat(now).isEmpty();
        if (wechatHasIt) {
            QVERIFY2(now.state == State::paid, qPrintable(payouts::toText(now.state) + QLatin1Char(' ') +
                                                          shop.story(made->id).join(QLatin1Char(' '))));
        } else if (now.state == State::approved) {
            QCOMPARE(code(shop.payoutDesk().cancel(made->id, QStringLiteral("mei"))), QString());
        } else if (!payouts::isFinal(now.state)) {
            QCOMPARE(now.state, State::unclear);
            QCOMPARE(now.blocked, QStringLiteral("unclear_too_long"));
            const auto said =
                shop.resolveDesk().resolve(made->id, word(payouts::Verdict::notPaid), QStringLiteral("mei"));
            REQUIRE(said);
            QCOMPARE(said->state, State::failed);
        }
        QCOMPARE(shop.timesPaid(now), wechatHasIt ? 1 : 0);
        QCOMPARE(shop.books().wallet(user).held, Money::zero());
        QCOMPARE(shop.books().wallet(user).available, Money::fen(wechatHasIt ? 600 : 1000));
        QVERIFY(!shop.tasks().contains(QStringLiteral("unclear_too_long")));
        QCOMPARE(shop.difference(), QString());
    }

    void aLostPackageComesBack_data()
    {
        QTest::addColumn<Harm>("harm");
        QTest::addColumn<bool>("restarts");
        QTest::addColumn<int>("lostAgain");
        QTest::newRow("the answer is lost") << Harm::lostAfter << false << 0;
        QTest::newRow("the program ends before the answer") << Harm::lostAfter << true << 0;
        QTest::newRow("a strange code comes instead") << Harm::unknownAfter << false << 0;
        QTest::newRow("not authentic") << Harm::forged << false << 0;
        QTest::newRow("lost three times more") << Harm::lostAfter << false << 3;
    }
    void aLostPackageComesBack()
    {
        QFETCH(Harm, harm);
        QFETCH(bool, restarts);
        QFETCH(int, lostAgain);
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        shop.wire().harms["create"] = harm;
        shop.wire().left["create"] = 1 + lostAgain;
        REQUIRE(shop.run(0));
        if (restarts) // as a kill between sending and answer leaves it
            REQUIRE(shop.books().write<int>([&](storage::Database& database) -> base::Result<int> {
                ZF_TRY(database.execute(
                    "UPDATE payouts SET state = 'submitting' WHERE id = :id", {{":id", made->id.value()}}));
                ZF_TRY(database.execute("UPDATE errands SET state = 'sent' WHERE kind = 'payout'"));
                return 0;
            }));
        REQUIRE(shop.restart());
        REQUIRE(shop.run(10 * kMinute));
        const auto now = shop.payout(made->id);
        QCOMPARE(now.state, State::awaitingUser);
        QCOMPARE(now.packageInfo, QStringLiteral("practice-package-") + made->number.toString());
        QVERIFY(shop.story(made->id).contains(QStringLiteral("package_asked")));
        QCOMPARE(shop.wire().calls["create"], 2 + lostAgain);
        for (const QByteArray& bytes : shop.wire().created)
            QCOMPARE(bytes, now.request);
        QVERIFY(shop.control("confirm", {{QStringLiteral("out_bill_no"), made->number.toString()}}));
        REQUIRE(shop.run(5 * kMinute));
        QCOMPARE(shop.payout(made->id).state, State::paid);
        QCOMPARE(shop.timesPaid(now), 1);
        QCOMPARE(shop.difference(), QString());
    }

    /// Bounded: a package that never comes asks a person, and the payout goes on by its queries.
    void aPackageThatStaysLostAsksAPerson()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        shop.wire().harms["create"] = Harm::lostAfter;
        REQUIRE(shop.run(60 * kMinute));
        QCOMPARE(shop.payout(made->id).state, State::awaitingUser);
        QCOMPARE(shop.wire().calls["create"], 1 + payouts::kMostPackageAsks);
        QCOMPARE(shop.tasks(), QStringList{QStringLiteral("package_missing")});
        QVERIFY(shop.control("confirm", {{QStringLiteral("out_bill_no"), made->number.toString()}}));
        REQUIRE(shop.run(5 * kMinute));
        QCOMPARE(shop.payout(made->id).state, State::paid);
    }

    void pastTheBoundItIsOnlyAskedSlowly()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        shop.wire().harms["create"] = Harm::unknownCode;
        REQUIRE(shop.run(payouts::kUnclearMs));
        const auto asked = shop.payout(made->id);
        QCOMPARE(asked.blocked, QStringLiteral("unclear_too_long"));
        QVERIFY(asked.doubt.rounds >= payouts::kUnclearRounds);
        QCOMPARE(shop.tasks().count(QStringLiteral("unclear_too_long")), 1);
        const int sent = shop.wire().calls["create"];
        const int queries = shop.wire().calls["query"];
        QCOMPARE(sent, payouts::kUnclearRounds);
        REQUIRE(shop.run(24 * 60 * kMinute));
        QCOMPARE(shop.wire().calls["create"], sent);
        const int slow = shop.wire().calls["query"] - queries;
        QVERIFY2(slow > 60 && slow <= 24 * 6, qPrintable(QString::number(slow)));
        QCOMPARE(shop.books().wallet(user).held, Money::fen(400));
    }

    /// By time alone, where a round takes long.
    void halfAnHourIsEnough()
    {
        SteppedShop shop;
        REQUIRE(shop.set("payouts.first_retry_ms", QStringLiteral("600000")));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        shop.wire().harms["create"] = Harm::lostBefore;
        shop.wire().harms["query"] = Harm::notConnected; // which is no round
        REQUIRE(shop.run(payouts::kUnclearMs - kMinute));
        QVERIFY(!shop.tasks().contains(QStringLiteral("unclear_too_long")));
        REQUIRE(shop.run(2 * kMinute));
        QVERIFY(shop.tasks().contains(QStringLiteral("unclear_too_long")));
        QVERIFY(shop.payout(made->id).doubt.rounds < payouts::kUnclearRounds);
    }

    void onlyADefiniteRefusalOfAnUnknownNumberEndsIt_data()
    {
        QTest::addColumn<int>("restMinutes");
        QTest::addColumn<QString>("state");
        QTest::newRow("the first sending may still arrive") << 0 << "unclear";
        QTest::newRow("it is too old to arrive") << 5 << "failed";
    }
    /// v2 refuses a malformed request for good; an earlier sending of the same bytes got no answer.
    void onlyADefiniteRefusalOfAnUnknownNumberEndsIt()
    {
        QFETCH(int, restMinutes);
        QFETCH(QString, state);
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        shop.wire().harms["create"] = Harm::lostBefore;
        shop.wire().left["create"] = 1;
        REQUIRE(shop.run(0));
        QCOMPARE(shop.payout(made->id).state, State::unclear);
        shop.books().clock.advance(restMinutes * kMinute + 1000);
        // What is refused for good whenever it arrives: here, by its scene's missing reports.
        REQUIRE(shop.books().write<int>([&](storage::Database& database) -> base::Result<int> {
            QByteArray bytes = shop.payout(made->id).request;
            bytes.replace(
                "\"transfer_scene_report_infos\":[{", "\"transfer_scene_report_infos\":[],\"x\":[{");
            ZF_TRY(database.execute(
                "UPDATE errands SET bytes = :bytes WHERE kind = 'payout'", {{":bytes", bytes}}));
            return 0;
        }));
        REQUIRE(shop.run(0));
        const auto now = shop.payout(made->id);
        if (wechatpay::dispositionOf(wechatpay::Generation::v3, wechatpay::Operation::transfer, 400,
                QStringLiteral("PARAM_ERROR")) != wechatpay::Disposition::refused)
            QCOMPARE(payouts::toText(now.state), QStringLiteral("unclear")); // a person is asked instead
        else
            QCOMPARE(payouts::toText(now.state), state);
        QCOMPARE(shop.books().wallet(user).held, Money::fen(now.state == State::failed ? 0 : 400));
    }

    void whatSomeoneMustPutRightIsNotSentWithoutEnd()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        shop.wire().harms["create"] = Harm::needsPerson;
        REQUIRE(shop.run(48 * 60 * kMinute));
        QCOMPARE(shop.wire().calls["create"], payouts::kUnclearRounds);
        auto now = shop.payout(made->id);
        QCOMPARE(now.state, State::approved);
        QCOMPARE(now.blocked, QStringLiteral("NO_AUTH"));
        QVERIFY(!now.nextAttemptAtUtcMs);
        QCOMPARE(shop.books().wallet(user).held, Money::fen(400));
        // It is put right, and asked for.
        shop.wire().harms.clear();
        REQUIRE(shop.resolveDesk().sync(made->id));
        REQUIRE(shop.run(kMinute));
        now = shop.payout(made->id);
        QCOMPARE(now.state, State::awaitingUser);
        QVERIFY(!now.packageInfo.isEmpty());
        QCOMPARE(shop.tasks(), QStringList());
    }

    void aPersonsWord_data()
    {
        QTest::addColumn<Harm>("create");
        QTest::addColumn<Harm>("query");
        QTest::addColumn<bool>("confirmed");
        QTest::addColumn<QString>("as");
        QTest::addColumn<QString>("refusal");
        QTest::addColumn<QString>("state");
        const auto paid = QStringLiteral("paid");
        const auto notPaid = QStringLiteral("not-paid");
        const QString otherwise = QStringLiteral("wechat_says_otherwise");
        QTest::newRow("WeChat does not know it: not paid")
            << Harm::unknownCode << Harm::none << false << notPaid << QString() << "failed";
        QTest::newRow("WeChat does not know it, a bill does: paid")
            << Harm::unknownCode << Harm::none << false << paid << QString() << "paid";
        QTest::newRow("WeChat cannot be reached: not paid")
            << Harm::lostBefore << Harm::lostBefore << false << notPaid << QString() << "failed";
        QTest::newRow("WeChat cannot be reached: paid")
            << Harm::lostAfter << Harm::lostBefore << true << paid << QString() << "paid";
        QTest::newRow("WeChat says in a word nobody knows")
            << Harm::lostAfter << Harm::unknownState << true << paid << QString() << "paid";
        QTest::newRow("it is under way: not paid")
            << Harm::lostAfter << Harm::none << false << notPaid << otherwise << "awaiting_user";
        QTest::newRow("it is under way: paid")
            << Harm::lostAfter << Harm::none << false << paid << otherwise << "awaiting_user";
        QTest::newRow("WeChat has paid it: not paid")
            << Harm::lostAfter << Harm::none << true << notPaid << QString() << "paid";
    }
    void aPersonsWord()
    {
        QFETCH(Harm, create);
        QFETCH(Harm, query);
        QFETCH(bool, confirmed);
        QFETCH(QString, as);
        QFETCH(QString, refusal);
        QFETCH(QString, state);
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        shop.wire().harms["create"] = create;
        shop.wire().harms["query"] = Harm::lostBefore;
        REQUIRE(shop.run(payouts::kUnclearMs + kMinute));
        QCOMPARE(shop.payout(made->id).state, State::unclear);
        if (confirmed)
            QVERIFY(shop.control("confirm", {{QStringLiteral("out_bill_no"), made->number.toString()}}));
        shop.wire().harms["query"] = query;
        const auto verdict = payouts::parseVerdict(as);
        REQUIRE(verdict);
        const auto said = shop.resolveDesk().resolve(made->id, word(*verdict), QStringLiteral("mei"));
        QCOMPARE(code(said), refusal);
        const auto now = shop.payout(made->id);
        QCOMPARE(payouts::toText(now.state), state);
        QCOMPARE(shop.books().wallet(user).held, Money::fen(payouts::isFinal(now.state) ? 0 : 400));
        QCOMPARE(shop.books().wallet(user).available, Money::fen(now.state == State::failed ? 1000 : 600));
        QCOMPARE(shop.books().proof().firstDifference, QString());
        const auto audit =
            shop.books().readers.read<qint64>([](storage::Database& database) -> base::Result<qint64> {
                ZF_ASSIGN(auto rows,
                    database.query(
                        "SELECT COUNT(*) FROM audit WHERE action = 'withdrawal.resolved' AND actor "
                        "= 'mei' AND detail LIKE '%bill row 7%looked it up%'"));
                return rows.next() ? rows.number(0) : 0;
            });
        QCOMPARE(audit.value_or(-1),
            payouts::isFinal(now.state) && shop.story(made->id).last().startsWith(QLatin1String("decided"))
                ? 1
                : 0);
        // It is sent never again, and asked about only where it is not over.
        const int sent = shop.wire().calls["create"];
        shop.wire().harms.clear();
        REQUIRE(shop.run(60 * kMinute));
        if (payouts::isFinal(now.state))
            QCOMPARE(shop.wire().calls["create"], sent);
        QCOMPARE(code(shop.resolveDesk().resolve(made->id, word(*verdict), QStringLiteral("mei"))),
            payouts::isFinal(now.state) ? QStringLiteral("wrong_state") : otherwiseOf(refusal));
    }

    /// Sent twice under one key it is one word, and WeChat is not asked for the second.
    void aPersonsWordUnderAKeyIsOne()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        shop.wire().harms["create"] = Harm::lostBefore;
        shop.wire().harms["query"] = Harm::lostBefore;
        REQUIRE(shop.run(0));
        auto desk = shop.resolveDesk();
        const auto mei = QStringLiteral("mei");
        const auto key = QStringLiteral("sheet-1");
        REQUIRE(desk.resolve(made->id, word(payouts::Verdict::notPaid), mei, key));
        const int asked = shop.wire().calls["query"];
        const auto again = desk.resolve(made->id, word(payouts::Verdict::notPaid), mei, key);
        REQUIRE(again);
        QCOMPARE(again->state, State::failed);
        QCOMPARE(shop.wire().calls["query"], asked);
        QCOMPARE(shop.books().wallet(user).available, Money::fen(1000));
        QCOMPARE(code(desk.resolve(made->id, word(payouts::Verdict::paid), mei, key)),
            QStringLiteral("key_reused"));
        QCOMPARE(shop.payout(made->id).state, State::failed);
    }

    void aPersonsWordIsCheckedAndWechatsGoesBeforeIt()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        auto desk = shop.resolveDesk();
        const auto mei = QStringLiteral("mei");
        const auto notPaid = word(payouts::Verdict::notPaid);
        QCOMPARE(code(desk.resolve(made->id, notPaid, mei)), QStringLiteral("wrong_state"));
        shop.wire().harms["create"] = Harm::lostBefore;
        shop.wire().left["create"] = 1;
        shop.wire().harms["query"] = Harm::lostBefore;
        REQUIRE(shop.run(0));
        QCOMPARE(code(desk.resolve(base::PayoutId(77), notPaid, mei)), QStringLiteral("no_such_withdrawal"));
        QCOMPARE(
            code(desk.resolve(made->id, notPaid, QStringLiteral("eve"))), QStringLiteral("not_permitted"));
        for (const QString& bad :
            {QString(), QStringLiteral("  "), QString(201, QLatin1Char('x')), QStringLiteral("two\nlines")}) {
            QCOMPARE(code(desk.resolve(made->id, {payouts::Verdict::paid, bad, QStringLiteral("r")}, mei)),
                QStringLiteral("invalid_proof"));
            QCOMPARE(code(desk.resolve(made->id, {payouts::Verdict::paid, QStringLiteral("p"), bad}, mei)),
                QStringLiteral("invalid_reason"));
        }
        QCOMPARE(shop.payout(made->id).state, State::unclear);
        REQUIRE(desk.resolve(made->id, notPaid, mei));
        wechatpay::TransferBill bill;
        bill.outBillNo = made->number.toString();
        bill.state = wechatpay::parseTransferState(QStringLiteral("SUCCESS"));
        const auto told = shop.books().write<payments::Applied>(
            [&](storage::Database& database) -> base::Result<payments::Applied> {
                ZF_ASSIGN(const auto settings, access::Settings::load(database));
                return payouts::applyTransferBill(
                    database, bill, settings, QStringLiteral("notification"), shop.books().clock.nowUtcMs());
            });
        REQUIRE(told);
        QCOMPARE(told->outcome, payments::Outcome::applied);
        QVERIFY(shop.tasks().contains(QStringLiteral("payout_surfaced")));
        QCOMPARE(shop.payout(made->id).state, State::paid);
        QCOMPARE(shop.books().wallet(user).available, Money::fen(600));
        QCOMPARE(shop.books().wallet(user).held, Money::zero());
    }

    /// Called not paid while WeChat could not be asked, and paid: it is looked at again, and booked.
    void aWrongWordIsFoundAndBooked_data()
    {
        QTest::addColumn<QString>("channel");
        QTest::addColumn<bool>("spent");
        for (const char* channel : kChannels) {
            for (const bool spent : {false, true})
                QTest::addRow("%s%s", channel, spent ? ", and the user has spent it" : "")
                    << QString::fromLatin1(channel) << spent;
        }
    }
    void aWrongWordIsFoundAndBooked()
    {
        QFETCH(QString, channel);
        QFETCH(bool, spent);
        SteppedShop shop;
        REQUIRE(shop.set("payouts.channel", channel));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        shop.wire().harms["create"] = Harm::lostAfter;
        shop.wire().harms["query"] = Harm::lostBefore;
        REQUIRE(shop.run(payouts::kUnclearMs + kMinute));
        QCOMPARE(shop.payout(made->id).state, State::unclear);
        REQUIRE(shop.resolveDesk().resolve(made->id, word(payouts::Verdict::notPaid), QStringLiteral("mei")));
        QCOMPARE(shop.books().wallet(user).available, Money::fen(1000));
        if (spent)
            REQUIRE(shop.books().write<int>([&](storage::Database& database) -> base::Result<int> {
                ZF_TRY(ledger::post(database,
                    ledger::simpleTransfer(QStringLiteral("spent"), QStringLiteral("adjustment"), {},
                        shop.books().clock.nowUtcMs(), ledger::AccountPath::userAvailable(user),
                        ledger::AccountPath::sales(), Money::fen(700)),
                    shop.books().clock.nowUtcMs()));
                return 0;
            }));
        static_cast<void>(
            shop.control("confirm", {{QStringLiteral("out_bill_no"), made->number.toString()}}));
        shop.wire().harms.clear();
        const int sent = shop.wire().calls["create"];
        REQUIRE(shop.run(60 * kMinute));
        QCOMPARE(payouts::toText(shop.payout(made->id).state), QStringLiteral("paid"));
        QVERIFY(shop.tasks().contains(QStringLiteral("payout_surfaced")));
        QCOMPARE(shop.books().wallet(user).available, Money::fen(spent ? 0 : 600));
        QCOMPARE(shop.wire().calls["create"], sent);
        QCOMPARE(shop.difference(), QString());
        // And it is over.
        const int asked = shop.wire().calls["query"];
        REQUIRE(shop.run(100 * 60 * kMinute));
        QCOMPARE(shop.wire().calls["query"], asked);
    }

    /// A question that gets no answer was none: it is asked again, days later too.
    void aLookThatGetsNoAnswerIsNone()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        shop.wire().harms["create"] = Harm::lostAfter;
        shop.wire().harms["query"] = Harm::lostBefore;
        REQUIRE(shop.run(payouts::kUnclearMs + kMinute));
        REQUIRE(shop.resolveDesk().resolve(made->id, word(payouts::Verdict::notPaid), QStringLiteral("mei")));
        REQUIRE(shop.run(100 * 60 * kMinute));
        QCOMPARE(shop.payout(made->id).state, State::failed);
        QVERIFY(shop.control("confirm", {{QStringLiteral("out_bill_no"), made->number.toString()}}));
        shop.wire().harms.clear();
        REQUIRE(shop.run(7 * 60 * kMinute));
        QCOMPARE(payouts::toText(shop.payout(made->id).state), QStringLiteral("paid"));
        QCOMPARE(shop.books().wallet(user).available, Money::fen(600));
    }

    /// What a person was right about is asked about so often, and then no more.
    void aRightWordIsLookedAtAFewTimes()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        shop.wire().harms["create"] = Harm::unknownCode;
        REQUIRE(shop.run(payouts::kUnclearMs + kMinute));
        REQUIRE(shop.resolveDesk().resolve(made->id, word(payouts::Verdict::notPaid), QStringLiteral("mei")));
        const int asked = shop.wire().calls["query"];
        REQUIRE(shop.run(30 * 24 * 60 * kMinute));
        QCOMPARE(shop.wire().calls["query"] - asked, static_cast<int>(std::size(errands::kAfterVerdictMs)));
        QCOMPARE(shop.payout(made->id).state, State::failed);
        QCOMPARE(shop.tasks(), QStringList());
    }

    /// The bytes of a batch pay all of its members: once a person has decided about one, they go no more.
    void aDecidedMemberKeepsItsBatchFromBeingSent()
    {
        SteppedShop shop;
        REQUIRE(shop.set("payouts.channel", QString::fromLatin1(payouts::kBatches)));
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto first = shop.approved(user, 400);
        const auto second = shop.approved(user, 300);
        QVERIFY(first && second);
        QCOMPARE(first->batchNo, second->batchNo);
        shop.wire().harms["create"] = Harm::lostBefore;
        REQUIRE(shop.run(5000));
        QCOMPARE(shop.payout(first->id).state, State::unclear);
        REQUIRE(
            shop.resolveDesk().resolve(first->id, word(payouts::Verdict::notPaid), QStringLiteral("mei")));
        const int sent = shop.wire().calls["create"];
        shop.wire().harms.clear();
        REQUIRE(shop.run(120 * kMinute));
        QCOMPARE(shop.wire().calls["create"], sent);
        QCOMPARE(shop.payout(second->id).blocked, QStringLiteral("unclear_too_long"));
        QCOMPARE(shop.timesPaid(*first) + shop.timesPaid(*second), 0);
    }

    void whatWechatSaysWhenAskedAtOnce()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto made = shop.approved(user, 400);
        REQUIRE(made);
        shop.wire().harms["create"] = Harm::lostAfter;
        shop.wire().harms["query"] = Harm::lostBefore;
        REQUIRE(shop.run(kMinute));
        QCOMPARE(code(shop.resolveDesk().sync(made->id)), QStringLiteral("wechat_unclear"));
        QVERIFY(shop.control("confirm", {{QStringLiteral("out_bill_no"), made->number.toString()}}));
        shop.wire().harms.clear();
        const auto now = shop.resolveDesk().sync(made->id);
        REQUIRE(now);
        QCOMPARE(now->state, State::paid);
        QCOMPARE(shop.difference(), QString());
    }

private:
    static QString otherwiseOf(const QString& refusal) { return refusal; }
};

ZHANGFANG_TEST(UnclearTest)
#include "unclear_test.moc"
