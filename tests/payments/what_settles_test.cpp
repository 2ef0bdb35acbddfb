#include "base/calendar.h"
#include "harness/older_books.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "payments/order_doubt.h"
#include "payments/refund.h"
#include "payments/refund_told.h"
#include "storage/migrations.h"

using namespace zhangfang;
using base::Money;
using ledger::AccountPath;
using payments::Outcome;

/// Coupons and fees are in the books: what WeChat settles, to the fen, and what goes back with refunds.
class WhatSettlesTest : public QObject
{
    Q_OBJECT
    static constexpr auto kNumber = "TEA0000001";

    struct Coupons {
        qint64 prefunded = 0, byMerchant = 0, unfunded = 0;
    };
    static payments::Expected expected(int rate)
    {
        return {QStringLiteral("1900000001"), QStringLiteral("wxapp"), 0, {}, {rate}};
    }
    static wechatpay::Transaction paid(qint64 fen, const Coupons& coupons)
    {
        wechatpay::Transaction transaction;
        transaction.mchid = QStringLiteral("1900000001");
        transaction.outTradeNo = QString::fromLatin1(kNumber);
        transaction.transactionId = QStringLiteral("42001");
        transaction.state = wechatpay::parseTradeState(QStringLiteral("SUCCESS"));
        transaction.total = Money::fen(fen);
        transaction.successAtUtcMs = 1'760'000'000'000;
        transaction.payer = Money::fen(fen - coupons.prefunded - coupons.unfunded);
        transaction.coupons = {
            Money::fen(coupons.prefunded), Money::fen(coupons.byMerchant), Money::fen(coupons.unfunded)};
        return transaction;
    }
    static wechatpay::Refund refunded(
        const char* number, qint64 fen, qint64 total, qint64 settled, qint64 prefunded)
    {
        wechatpay::Refund refund;
        refund.mchid = QStringLiteral("1900000001");
        refund.outTradeNo = QString::fromLatin1(kNumber);
        refund.transactionId = QStringLiteral("42001");
        refund.outRefundNo = QString::fromLatin1(number);
        refund.refundId = QStringLiteral("50") + refund.outRefundNo;
        refund.state = wechatpay::parseRefundState(QStringLiteral("SUCCESS"));
        refund.refund = Money::fen(fen);
        refund.total = Money::fen(total);
        refund.settled = Money::fen(settled);
        refund.payer = Money::fen(settled - prefunded);
        refund.coupons.byMerchant = refund.coupons.prefunded = Money::fen(prefunded);
        refund.coupons.unfunded = Money::fen(fen - settled);
        refund.settledIsTold = true;
        return refund;
    }
    static base::Status insert(harness::Shop& shop, base::UserId user, shop::Purpose purpose, qint64 fen)
    {
        shop::Order order;
        order.number = *base::OrderNo::parse(QString::fromLatin1(kNumber));
        order.user = user;
        order.purpose = purpose;
        order.channel = QStringLiteral("native");
        order.description = QStringLiteral("tea");
        order.amount = Money::fen(fen);
        order.request = "{}";
        order.createdAtUtcMs = shop.clock.nowUtcMs();
        order.expiresAtUtcMs = shop.clock.nowUtcMs() + 1000;
        return shop
            .write<int>([&](storage::Database& database) -> base::Result<int> {
                ZF_TRY(shop::insertOrder(database, order));
                return 0;
            })
            .map([](int) {});
    }
    static Outcome apply(harness::Shop& shop, const wechatpay::Transaction& transaction, int rate)
    {
        const auto applied = shop.write<payments::Applied>([&](storage::Database& database) {
            return payments::applyTransaction(
                database, transaction, expected(rate), QStringLiteral("query"), shop.clock.nowUtcMs());
        });
        if (!applied)
            qWarning().noquote() << applied.error().describe();
        return applied ? applied->outcome : Outcome::quarantined;
    }
    static Outcome apply(harness::Shop& shop, const wechatpay::Refund& refund)
    {
        const auto applied = shop.write<payments::Applied>([&](storage::Database& database) {
            return payments::applyRefund(
                database, refund, expected(60), QStringLiteral("query"), 0, shop.clock.nowUtcMs());
        });
        if (!applied)
            qWarning().noquote() << applied.error().describe();
        return applied ? applied->outcome : Outcome::quarantined;
    }
    /// Books as an earlier program left them, with a paid top-up of 100 of which 40 were refunded elsewhere.
    static base::Status earlierBooks(const QString& file)
    {
        ZF_TRY(harness::makeOlderBooks(file, 4));
        ZF_ASSIGN(const auto database, storage::Database::open(file, storage::Database::Access::readWrite));
        return database->executeScript(QStringLiteral(
            "INSERT INTO users (id, openid, name, created_at) VALUES (1, 'oTop', '', 0);"
            "INSERT INTO orders (id, out_trade_no, user_id, purpose, channel, description, amount_fen, "
            "state, request, code_url, prepay_id, queries, created_at, expires_at, transaction_id, paid_at) "
            "VALUES (1, 'TEA0000001', 1, 'topup', 'native', 'tea', 10000, 'partially_refunded', '', '', '', "
            "0, 0, 0, '42001', 1);"
            "INSERT INTO refunds (id, order_id, out_refund_no, amount_fen, reason, state, request, held, "
            "attempts, was_unclear, refund_id, note, created_at) VALUES (1, 1, 'MP1', 4000, 'made "
            "elsewhere', "
            "'succeeded', '', 0, 0, 0, '50MP1', '', 0);"
            "INSERT INTO refund_events (refund_id, at, event, state, actor, evidence) VALUES "
            "(1, 0, 'made_elsewhere', 'succeeded', 'system', '');"));
    }
    static base::Result<payments::RefundRow> asked(
        harness::Shop& shop, const char* number, qint64 fen, const payments::RefundWish& wish = {})
    {
        return shop.write<payments::RefundRow>(
            [&](storage::Database& database) -> base::Result<payments::RefundRow> {
                ZF_ASSIGN(const auto order, shop::findOrder(database, QString::fromLatin1(kNumber)));
                ZF_ASSIGN(const auto parsed, base::OutRefundNo::parse(QString::fromLatin1(number)));
                return payments::insertRefund(database, order, Money::fen(fen), QStringLiteral("cold"),
                    parsed, QStringLiteral("mei"), shop.clock.nowUtcMs(), wish);
            });
    }
    /// Each of them once, as the desk does it.
    static base::Status moved(
        harness::Shop& shop, const char* number, std::initializer_list<payments::RefundEvent> events)
    {
        return shop
            .write<int>([&](storage::Database& database) -> base::Result<int> {
                for (const auto event : events) {
                    ZF_ASSIGN(const auto refund, payments::findRefund(database, QString::fromLatin1(number)));
                    if (event == payments::RefundEvent::dispatchStored)
                        ZF_TRY(errands::fixBytes(database, refund->errand, "{}", {}));
                    ZF_TRY(payments::apply(database, *refund, event,
                        {QStringLiteral("mei"), QStringLiteral("test"), {}, {}}, shop.clock.nowUtcMs()));
                }
                return 0;
            })
            .map([](int) {});
    }
    static payments::RefundRow refund(harness::Shop& shop, const char* number)
    {
        const auto found =
            shop.readers.read<std::optional<payments::RefundRow>>([&](storage::Database& database) {
                return payments::findRefund(database, QString::fromLatin1(number));
            });
        return found && *found ? **found : payments::RefundRow{};
    }
    static qint64 balance(harness::Shop& shop, const AccountPath& account)
    {
        return shop.readers
            .read<Money>([&](storage::Database& database) { return ledger::balance(database, account); })
            .value_or(Money::fen(-1))
            .inFen();
    }

private Q_SLOTS:
    void aPaymentBooksWhatSettles_data()
    {
        QTest::addColumn<qint64>("total");
        QTest::addColumn<int>("rate");
        QTest::addColumn<qint64>("prefunded");
        QTest::addColumn<qint64>("byMerchant");
        QTest::addColumn<qint64>("unfunded");
        QTest::addColumn<qint64>("basic");
        QTest::addColumn<qint64>("fee");
        QTest::addColumn<qint64>("coupons");
        QTest::newRow("nothing but the sum") << 1000LL << 0 << 0LL << 0LL << 0LL << 1000LL << 0LL << 0LL;
        QTest::newRow("0.60 % of 100") << 10'000LL << 60 << 0LL << 0LL << 0LL << 9'940LL << 60LL << 0LL;
        QTest::newRow("half a fen goes up") << 250LL << 60 << 0LL << 0LL << 0LL << 248LL << 2LL << 0LL;
        QTest::newRow("less than half a fen") << 82LL << 60 << 0LL << 0LL << 0LL << 82LL << 0LL << 0LL;
        QTest::newRow("NOCASH: so much less arrives, fee on what settles")
            << 10'000LL << 60 << 0LL << 0LL << 1'000LL << 8'946LL << 54LL << 1'000LL;
        QTest::newRow("CASH of the merchant: settles in full, out of the coupon's money")
            << 10'000LL << 60 << 1'000LL << 1'000LL << 0LL << 9'940LL << 60LL << 1'000LL;
        QTest::newRow("CASH of WeChat: settles in full and costs the shop nothing")
            << 10'000LL << 60 << 1'000LL << 0LL << 0LL << 9'940LL << 60LL << 0LL;
        QTest::newRow("both") << 10'000LL << 60 << 500LL << 500LL << 700LL << 9'244LL << 56LL << 1'200LL;
    }
    void aPaymentBooksWhatSettles()
    {
        QFETCH(qint64, total);
        QFETCH(int, rate);
        QFETCH(qint64, prefunded);
        QFETCH(qint64, byMerchant);
        QFETCH(qint64, unfunded);
        QFETCH(qint64, basic);
        QFETCH(qint64, fee);
        QFETCH(qint64, coupons);
        harness::Shop shop;
        REQUIRE(insert(shop, {}, shop::Purpose::sale, total));
        QCOMPARE(apply(shop, paid(total, {prefunded, byMerchant, unfunded}), rate), Outcome::applied);
        QCOMPARE(balance(shop, AccountPath::wechatBasic()), basic);
        QCOMPARE(balance(shop, AccountPath::wechatUnsettled()), 0);
        QCOMPARE(balance(shop, AccountPath::wechatFee()), fee);
        QCOMPARE(balance(shop, AccountPath::coupons()), coupons);
        QCOMPARE(balance(shop, AccountPath::couponsPrefunded()), -byMerchant);
        QCOMPARE(balance(shop, AccountPath::sales()), total);
        QCOMPARE(shop.proof().firstDifference, QString());
    }

    /// A top-up makes no more withdrawable than what it brought.
    void aTopUpCreditsWhatItBrought_data()
    {
        QTest::addColumn<qint64>("prefunded");
        QTest::addColumn<qint64>("byMerchant");
        QTest::addColumn<qint64>("unfunded");
        QTest::addColumn<qint64>("credited");
        QTest::newRow("no coupon") << 0LL << 0LL << 0LL << 10'000LL;
        QTest::newRow("a coupon that nobody prefunded") << 0LL << 0LL << 1'000LL << 9'000LL;
        QTest::newRow("the shop's own coupon money") << 1'000LL << 1'000LL << 0LL << 9'000LL;
        QTest::newRow("WeChat's coupon money is new to the shop") << 1'000LL << 0LL << 0LL << 10'000LL;
    }
    void aTopUpCreditsWhatItBrought()
    {
        QFETCH(qint64, prefunded);
        QFETCH(qint64, byMerchant);
        QFETCH(qint64, unfunded);
        QFETCH(qint64, credited);
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oTop"));
        REQUIRE(insert(shop, user, shop::Purpose::topup, 10'000));
        QCOMPARE(apply(shop, paid(10'000, {prefunded, byMerchant, unfunded}), 0), Outcome::applied);
        QCOMPARE(shop.wallet(user).available.inFen(), credited);
        QCOMPARE(shop.proof().firstDifference, QString());
        // Given back whole, nothing of it stays anywhere.
        QCOMPARE(
            apply(shop, refunded("R1", 10'000, 10'000, 10'000 - unfunded, byMerchant)), Outcome::applied);
        for (const auto& account :
            {AccountPath::wechatBasic(), AccountPath::coupons(), AccountPath::couponsPrefunded(),
                AccountPath::userAvailable(user), AccountPath::userHeld(user), AccountPath::suspense()})
            QVERIFY2(balance(shop, account) == 0, qPrintable(account.toString()));
        QCOMPARE(shop.proof().firstDifference, QString());
    }

    /// However an order is cut into refunds, at the end every account is where it was before it.
    void refundsInPartsLeaveNothingBehind_data()
    {
        QTest::addColumn<qint64>("byMerchant");
        QTest::addColumn<qint64>("unfunded");
        QTest::addColumn<QList<qint64>>("parts");
        for (const auto& [byMerchant, unfunded] : {std::pair(0, 0), {0, 777}, {333, 0}, {111, 456}}) {
            for (const QList<qint64>& parts : {QList<qint64>{9'999}, {3'333, 3'333, 3'333}, {1, 9'997, 1}})
                QTest::addRow("%d prefunded, %d not, in %d parts, first %d", byMerchant, unfunded,
                    static_cast<int>(parts.size()), static_cast<int>(parts.first()))
                    << qint64(byMerchant) << qint64(unfunded) << parts;
        }
    }
    void refundsInPartsLeaveNothingBehind()
    {
        QFETCH(qint64, byMerchant);
        QFETCH(qint64, unfunded);
        QFETCH(QList<qint64>, parts);
        constexpr qint64 kTotal = 9'999;
        harness::Shop shop;
        REQUIRE(insert(shop, {}, shop::Purpose::sale, kTotal));
        QCOMPARE(apply(shop, paid(kTotal, {byMerchant, byMerchant, unfunded}), 60), Outcome::applied);
        qint64 done = 0, settledBack = 0, prefundedBack = 0;
        for (int i = 0; i < parts.size(); ++i) {
            done += parts[i];
            // WeChat's own shares: in proportion, the last all that is left.
            const qint64 settled = (kTotal - unfunded) * done / kTotal -
                                   std::exchange(settledBack, (kTotal - unfunded) * done / kTotal);
            const qint64 prefunded =
                byMerchant * done / kTotal - std::exchange(prefundedBack, byMerchant * done / kTotal);
            const QByteArray number = "R" + QByteArray::number(i + 1);
            QCOMPARE(apply(shop, refunded(number.constData(), parts[i], kTotal, settled, prefunded)),
                Outcome::applied);
            QCOMPARE(shop.proof().firstDifference, QString());
        }
        for (const auto& account :
            {AccountPath::wechatBasic(), AccountPath::wechatUnsettled(), AccountPath::wechatFee(),
                AccountPath::coupons(), AccountPath::couponsPrefunded(), AccountPath::sales()})
            QVERIFY2(balance(shop, account) == 0,
                qPrintable(QStringLiteral("%1: %2").arg(account.toString()).arg(balance(shop, account))));
    }

    /// What the description makes optional does not speak against a payment; what contradicts it does.
    void whatIsLeftOutIsNotAnother_data()
    {
        QTest::addColumn<QString>("appid");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<bool>("applied");
        QTest::newRow("all there") << "wxapp"
                                   << "CNY" << true;
        QTest::newRow("no app") << ""
                                << "CNY" << true;
        QTest::newRow("no currency") << "wxapp"
                                     << "" << true;
        QTest::newRow("neither") << ""
                                 << "" << true;
        QTest::newRow("another app") << "wxother"
                                     << "CNY" << false;
        QTest::newRow("another currency") << "wxapp"
                                          << "USD" << false;
    }
    void whatIsLeftOutIsNotAnother()
    {
        QFETCH(QString, appid);
        QFETCH(QString, currency);
        QFETCH(bool, applied);
        harness::Shop shop;
        REQUIRE(insert(shop, {}, shop::Purpose::sale, 1000));
        auto transaction = paid(1000, {});
        transaction.appid = appid;
        transaction.currency = currency;
        transaction.successAtUtcMs = 0;
        QCOMPARE(apply(shop, transaction, 0) == Outcome::applied, applied);
        QCOMPARE(balance(shop, AccountPath::sales()), applied ? 1000 : 0);
    }

    /// What a refund made elsewhere took from the user before an update is not taken a second time after it.
    void anEarlierRefundElsewhereIsNotTakenTwice()
    {
        harness::Shop shop; // brings the schema's steps along
        const QString file = shop.folder.filePath(QStringLiteral("earlier.db"));
        REQUIRE(earlierBooks(file));
        const auto database = storage::Database::open(file, storage::Database::Access::readWrite);
        REQUIRE(database);
        REQUIRE(storage::migrate(**database));
        const auto order = shop::findOrder(**database, QString::fromLatin1(kNumber));
        REQUIRE(order);
        const auto sum = payments::refundedOf(**database, order->id);
        REQUIRE(sum);
        const auto rest = payments::takenBack(*order, Money::fen(6'000), sum->before);
        REQUIRE(rest);
        QCOMPARE(rest->inFen(), 6'000);
    }

    /// A refund is expected to take its share, whatever is under way beside it.
    void livingRefundsShareWhatSettles()
    {
        harness::Shop shop;
        REQUIRE(insert(shop, {}, shop::Purpose::sale, 10'000));
        QCOMPARE(apply(shop, paid(10'000, {0, 0, 2'000}), 60), Outcome::applied);
        REQUIRE(asked(shop, "R1", 5'000));
        REQUIRE(asked(shop, "R2", 5'000));
        QCOMPARE(refund(shop, "R1").takings.settled.inFen(), 4'000);
        QCOMPARE(refund(shop, "R2").takings.settled.inFen(), 4'000);
        QCOMPARE(refund(shop, "R1").takings.fee.inFen() + refund(shop, "R2").takings.fee.inFen(), 48);
    }
    /// API v2 names the coupons of a refund and may leave out what settles.
    void aRefundWithoutWhatSettlesTakesWhatItsCouponsLeave_data()
    {
        QTest::addColumn<bool>("typesAreNamed");
        QTest::newRow("the coupons' types are named") << true;
        QTest::newRow("they are not: its share") << false;
    }
    void aRefundWithoutWhatSettlesTakesWhatItsCouponsLeave()
    {
        QFETCH(bool, typesAreNamed);
        harness::Shop shop;
        REQUIRE(insert(shop, {}, shop::Purpose::sale, 10'000));
        QCOMPARE(apply(shop, paid(10'000, {0, 0, 2'000}), 0), Outcome::applied);
        REQUIRE(asked(shop, "R1", 3'000));
        REQUIRE(moved(shop, "R1", {payments::RefundEvent::dispatchStored}));
        auto told = refunded("R1", 3'000, 10'000, typesAreNamed ? 2'500 : 3'000, 0);
        told.settledIsTold = false;
        if (!typesAreNamed)
            told.doubt = QStringLiteral("nothing says of which type they are");
        QCOMPARE(apply(shop, told), Outcome::applied);
        QCOMPARE(refund(shop, "R1").takings.settled.inFen(), typesAreNamed ? 2'500 : 2'400);
        QCOMPARE(balance(shop, AccountPath::wechatBasic()), 8'000 - (typesAreNamed ? 2'500 : 2'400));
        QCOMPARE(shop.proof().firstDifference, QString());
    }
    /// What the shop chose pays, though the order is not settled yet.
    void theChosenAccountPays_data()
    {
        QTest::addColumn<QString>("account");
        QTest::addColumn<qint64>("basic");
        QTest::addColumn<qint64>("unsettled");
        QTest::newRow("as WeChat likes") << "" << 5'000LL << 7'000LL;
        QTest::newRow("what is not settled") << "UNSETTLED" << 5'000LL << 7'000LL;
        QTest::newRow("what is available") << "AVAILABLE" << 2'000LL << 10'000LL;
    }
    void theChosenAccountPays()
    {
        QFETCH(QString, account);
        QFETCH(qint64, basic);
        QFETCH(qint64, unsettled);
        harness::Shop shop;
        REQUIRE(shop.fund(shop.addUser(QStringLiteral("oFund")), 5'000));
        REQUIRE(insert(shop, {}, shop::Purpose::sale, 10'000));
        auto waits = expected(0);
        waits.settlementDays = 1;
        REQUIRE(shop.write<payments::Applied>([&](storage::Database& database) {
            return payments::applyTransaction(
                database, paid(10'000, {}), waits, QStringLiteral("query"), shop.clock.nowUtcMs());
        }));
        REQUIRE(asked(shop, "R1", 3'000, {{}, account}));
        QCOMPARE(shop.proof().firstDifference, QString());
        REQUIRE(moved(shop, "R1", {payments::RefundEvent::dispatchStored, payments::RefundEvent::accepted}));
        QCOMPARE(shop.proof().firstDifference, QString());
        QCOMPARE(apply(shop, refunded("R1", 3'000, 10'000, 3'000, 0)), Outcome::applied);
        QCOMPARE(balance(shop, AccountPath::wechatBasic()), basic);
        QCOMPARE(balance(shop, AccountPath::wechatUnsettled()), unsettled);
        shop.clock.set(shop.clock.nowUtcMs() + 10 * base::kDayMs);
        REQUIRE(shop.write<qint64>([&](storage::Database& database) {
            return payments::settleDue(database, shop.clock.nowUtcMs());
        }));
        QCOMPARE(balance(shop, AccountPath::wechatUnsettled()), 0);
        QCOMPARE(balance(shop, AccountPath::wechatBasic()), basic + unsettled);
        QCOMPARE(shop.proof().firstDifference, QString());
    }
    /// What a person or a rule had called not done, and WeChat says was done, is booked; against its own word
    /// a person is asked.
    void whatWasCalledNotDoneSurfaces_data()
    {
        QTest::addColumn<bool>("topup");
        QTest::addColumn<int>("how");
        QTest::addColumn<qint64>("left");
        QTest::addColumn<bool>("booked");
        for (const bool topup : {false, true}) {
            const char* const of = topup ? "top-up" : "sale";
            const auto row = [&](const char* name, payments::RefundEvent how, qint64 left, bool booked) {
                QTest::addRow("%s, %s", of, name) << topup << static_cast<int>(how) << left << booked;
            };
            row("a person's word", payments::RefundEvent::decidedNotRefunded, 1'000, true);
            row("refused", payments::RefundEvent::refused, 1'000, true);
            row("WeChat's own word", payments::RefundEvent::closed, 1'000, false);
            if (topup)
                row("a person's word, and it is spent", payments::RefundEvent::decidedNotRefunded, 100, true);
        }
    }
    void whatWasCalledNotDoneSurfaces()
    {
        QFETCH(bool, topup);
        QFETCH(int, how);
        QFETCH(qint64, left);
        QFETCH(bool, booked);
        const auto event = static_cast<payments::RefundEvent>(how);
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oTop"));
        REQUIRE(insert(shop, user, topup ? shop::Purpose::topup : shop::Purpose::sale, 1'000));
        QCOMPARE(apply(shop, paid(1'000, {}), 0), Outcome::applied);
        REQUIRE(asked(shop, "R1", 400));
        REQUIRE(moved(shop, "R1", {payments::RefundEvent::dispatchStored}));
        if (event == payments::RefundEvent::decidedNotRefunded)
            REQUIRE(moved(shop, "R1", {payments::RefundEvent::answerLost}));
        REQUIRE(moved(shop, "R1", {event}));
        if (left < 1'000)
            REQUIRE(shop.write<int>([&](storage::Database& database) -> base::Result<int> {
                ZF_TRY(ledger::post(database,
                    ledger::simpleTransfer(QStringLiteral("spent"), QStringLiteral("adjustment"), {}, 0,
                        AccountPath::userAvailable(user), AccountPath::sales(), Money::fen(1'000 - left)),
                    0));
                return 0;
            }));
        const auto told = refunded("R1", 400, 1'000, 400, 0);
        QCOMPARE(apply(shop, told), booked ? Outcome::applied : Outcome::quarantined);
        QCOMPARE(balance(shop, AccountPath::wechatBasic()), booked ? 600 : 1'000);
        if (topup) {
            const bool enough = left >= 400;
            QCOMPARE(shop.wallet(user).available.inFen(), booked ? std::max<qint64>(left - 400, 0) : left);
            QCOMPARE(shop.wallet(user).held.inFen(), 0);
            QCOMPARE(balance(shop, AccountPath::suspense()), booked && !enough ? 400 - left : 0);
        }
        QCOMPARE(apply(shop, told), booked ? Outcome::unchanged : Outcome::quarantined);
        const auto order = shop.readers.read<shop::Order>([](storage::Database& database) {
            return shop::findOrder(database, QString::fromLatin1(kNumber));
        });
        REQUIRE(order);
        QCOMPARE(order->refunded.inFen(), booked ? 400 : 0);
        // What is left of it can be given back, and not a fen more.
        const bool mayAsk = !topup || left >= 600;
        if (mayAsk)
            QCOMPARE(asked(shop, "R2", booked ? 601 : 1'001).has_value(), false);
        if (mayAsk && !(topup && booked && left < 1'000))
            REQUIRE(asked(shop, "R3", booked ? 600 : 1'000));
        QCOMPARE(shop.proof().firstDifference, QString());
    }
    /// What a person had said was done was reckoned by its share; WeChat's figures take that place, once.
    void aReckonedRefundIsTruedUp()
    {
        harness::Shop shop;
        REQUIRE(insert(shop, {}, shop::Purpose::sale, 10'000));
        QCOMPARE(apply(shop, paid(10'000, {0, 0, 2'000}), 60), Outcome::applied);
        REQUIRE(asked(shop, "R1", 5'000));
        REQUIRE(moved(shop, "R1",
            {payments::RefundEvent::dispatchStored, payments::RefundEvent::answerLost,
                payments::RefundEvent::decidedRefunded}));
        QCOMPARE(balance(shop, AccountPath::wechatBasic()), 7'952 - 3'976);
        const auto told = refunded("R1", 5'000, 10'000, 5'000, 0);
        QCOMPARE(apply(shop, told), Outcome::applied);
        QCOMPARE(refund(shop, "R1").takings.settled.inFen(), 5'000);
        QCOMPARE(balance(shop, AccountPath::wechatBasic()), 3'000 - 18);
        QCOMPARE(balance(shop, AccountPath::wechatFee()), 18);
        QCOMPARE(apply(shop, told), Outcome::unchanged);
        QCOMPARE(shop.proof().firstDifference, QString());
    }
    /// The sums that decisions stand on are added up afresh.
    void everyKeptSumIsProven_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"owed", "out:BASIC", "out:OPERATION", "refunds:taken",
                 "refunds:taken:unsettled", "refunds:taken:held", "refunds:asked"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void everyKeptSumIsProven()
    {
        QFETCH(QString, name);
        harness::Shop shop;
        QCOMPARE(shop.proof().firstDifference, QString());
        REQUIRE(shop.write<qint64>([&](storage::Database& database) {
            return database.execute("UPDATE sums SET fen = fen + 1 WHERE name = :name", {{":name", name}});
        }));
        QVERIFY(!shop.proof().ok());
    }

    /// A refund's notification overtakes that of its payment.
    void aRefundWaitsForItsPayment()
    {
        harness::Shop shop;
        const auto user = shop.addUser(QStringLiteral("oTop"));
        REQUIRE(insert(shop, user, shop::Purpose::topup, 1000));
        QCOMPARE(apply(shop, refunded("MP1", 400, 1000, 400, 0)), Outcome::kept);
        QCOMPARE(apply(shop, paid(1000, {}), 0), Outcome::applied);
        // Nothing can be withdrawn before the refund is booked.
        QCOMPARE(shop.wallet(user).available.inFen(), 0);
        QCOMPARE(shop.wallet(user).held.inFen(), 1000);
        QCOMPARE(apply(shop, refunded("MP1", 400, 1000, 400, 0)), Outcome::applied);
        QCOMPARE(shop.wallet(user).held.inFen(), 600);
        REQUIRE(shop.write<int>([&](storage::Database& database) -> base::Result<int> {
            ZF_ASSIGN(const auto order, shop::findOrder(database, QString::fromLatin1(kNumber)));
            ZF_TRY(payments::endDoubt(database, order, QStringLiteral("test"), shop.clock.nowUtcMs()));
            return 0;
        }));
        QCOMPARE(shop.wallet(user).available.inFen(), 600);
        QCOMPARE(shop.wallet(user).held.inFen(), 0);
        QCOMPARE(balance(shop, AccountPath::wechatBasic()), 600);
        QCOMPARE(shop.proof().firstDifference, QString());
    }
};

ZHANGFANG_TEST(WhatSettlesTest)
#include "what_settles_test.moc"
