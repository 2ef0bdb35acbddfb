#include "errands/claim.h"
#include "harness/run.h"
#include "harness/stepped_shop.h"

using namespace zhangfang;
using errands::ErrandId;
using harness::Harm;
using harness::SteppedShop;
using payouts::Consent;
using storage::Database;

Q_DECLARE_METATYPE(zhangfang::harness::Harm)

/// Asking for a consent and ending one are errands: they come to an end whatever WeChat answers, or a person
/// is asked.
class ConsentTest : public QObject
{
    Q_OBJECT
    static constexpr qint64 kMinute = 60'000;

    static base::Result<ErrandId> wished(SteppedShop& shop, base::UserId user)
    {
        return shop.books().write<ErrandId>([&](Database& database) {
            return payouts::wishConsent(
                database, shop.books().random, user, QStringLiteral("mei"), shop.books().clock.nowUtcMs());
        });
    }
    static base::Result<ErrandId> endWished(SteppedShop& shop, base::UserId user)
    {
        return shop.books().write<ErrandId>([&](Database& database) {
            return payouts::wishConsentEnd(
                database, shop.books().random, user, QStringLiteral("mei"), shop.books().clock.nowUtcMs());
        });
    }
    static Consent consent(SteppedShop& shop, base::UserId user)
    {
        return shop.books()
            .readers
            .read<std::optional<Consent>>(
                [&](Database& database) { return payouts::findConsent(database, user); })
            .value_or(std::nullopt)
            .value_or(Consent{});
    }
    /// What whoever waits for it hears.
    static QString heard(SteppedShop& shop, ErrandId id)
    {
        const auto done = shop.consentDesk()->carryOut(id);
        return done ? QString() : done.error().code;
    }
    /// A consent that stands.
    static base::Status given(SteppedShop& shop, base::UserId user)
    {
        ZF_ASSIGN(const ErrandId id, wished(shop, user));
        ZF_TRY(shop.consentDesk()->carryOut(id));
        if (!shop.control(
                "authorize", {{QStringLiteral("out_authorization_no"), consent(shop, user).number}}))
            return base::unavailable("practice", QStringLiteral("it was not given"));
        return shop.consentDesk()->query(user).map([](const Consent&) {});
    }

private Q_SLOTS:
    void everyQuestionEnds_data()
    {
        QTest::addColumn<Harm>("harm");
        QTest::addColumn<QString>("error");
        QTest::addColumn<QString>("state"); // of the errand, an hour later
        const auto row = [](Harm harm, const char* error, const char* state) {
            QTest::newRow(harness::toText(harm))
                << harm << QString::fromLatin1(error) << QString::fromLatin1(state);
        };
        row(Harm::none, "", "done");
        row(Harm::lostBefore, "wechat_unclear", "unclear");
        row(Harm::lostAfter, "wechat_unclear", "done");
        row(Harm::notConnected, "wechat_unclear", "stored");
        row(Harm::unknownCode, "wechat_unclear", "unclear");
        row(Harm::unknownAfter, "wechat_unclear", "done");
        row(Harm::invalidRequest, "wechat_unclear", "unclear");
        row(Harm::needsPerson, "wechat_refused", "refused");
        row(Harm::wrongNumber, "wechat_unclear", "done");
        row(Harm::forged, "wechat_unclear", "done");
    }
    void everyQuestionEnds()
    {
        QFETCH(Harm, harm);
        QFETCH(QString, error);
        QFETCH(QString, state);
        SteppedShop shop;
        QCOMPARE(shop.problem(), QString());
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto id = wished(shop, user);
        REQUIRE(id);
        const QString number = consent(shop, user).number;
        if (harm != Harm::none)
            shop.wire().harms["consent"] = harm;
        QCOMPARE(heard(shop, *id), error);
        REQUIRE(shop.run(60 * kMinute));
        QCOMPARE(errands::toText(shop.errand(*id).state), state);
        QCOMPARE(consent(shop, user).number, number);
        QCOMPARE(consent(shop, user).state, state == QLatin1String("done")
                                                ? QStringLiteral("WAIT_USER_CONFIRM")
                                                : QString::fromLatin1(Consent::kAsked));
        QCOMPARE(shop.tasks(), state == QLatin1String("unclear")
                                   ? QStringList{QString::fromLatin1(errands::kTooLong)}
                                   : QStringList());
        if (state == QLatin1String("refused"))
            QCOMPARE(consent(shop, user).closeReason, QStringLiteral("NO_AUTH"));
        // Asked for again once WeChat can be heard: the same question, and the payee can be handed it.
        shop.wire().harms.clear();
        const auto again = wished(shop, user);
        REQUIRE(again);
        QCOMPARE(heard(shop, *again), QString());
        QCOMPARE(consent(shop, user).number, number);
        QCOMPARE(consent(shop, user).state, QStringLiteral("WAIT_USER_CONFIRM"));
        QVERIFY(!consent(shop, user).packageInfo.isEmpty());
        QCOMPARE(shop.errand(*again).state, errands::State::done);
        QCOMPARE(shop.tasks(), QStringList());
        for (const QByteArray& bytes : shop.wire().created)
            QCOMPARE(bytes, shop.wire().created.front());
        // And that was all.
        const int calls = shop.wire().calls["consent"];
        REQUIRE(shop.run(60 * kMinute));
        QCOMPARE(shop.wire().calls["consent"], calls);
    }

    void everyEndEnds_data()
    {
        QTest::addColumn<Harm>("harm");
        QTest::addColumn<QString>("error");
        QTest::addColumn<QString>("state");
        const auto row = [](Harm harm, const char* error, const char* state) {
            QTest::newRow(harness::toText(harm))
                << harm << QString::fromLatin1(error) << QString::fromLatin1(state);
        };
        row(Harm::none, "", "done");
        row(Harm::lostBefore, "wechat_unclear", "unclear");
        row(Harm::lostAfter, "wechat_unclear", "done");
        row(Harm::unknownCode, "wechat_unclear", "unclear");
        row(Harm::needsPerson, "wechat_refused", "refused");
        row(Harm::forged, "wechat_unclear", "done");
    }
    void everyEndEnds()
    {
        QFETCH(Harm, harm);
        QFETCH(QString, error);
        QFETCH(QString, state);
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        REQUIRE(given(shop, user));
        QVERIFY(consent(shop, user).stands());
        const auto id = endWished(shop, user);
        REQUIRE(id);
        if (harm != Harm::none)
            shop.wire().harms["consent end"] = harm;
        QCOMPARE(heard(shop, *id), error);
        REQUIRE(shop.run(60 * kMinute));
        QCOMPARE(errands::toText(shop.errand(*id).state), state);
        QCOMPARE(consent(shop, user).isOver(), state == QLatin1String("done"));
        QCOMPARE(shop.tasks(), state == QLatin1String("unclear")
                                   ? QStringList{QString::fromLatin1(errands::kTooLong)}
                                   : QStringList());
        shop.wire().harms.clear();
        const auto again = endWished(shop, user);
        REQUIRE(again);
        QCOMPARE(heard(shop, *again), QString());
        QVERIFY(consent(shop, user).isOver());
        QCOMPARE(shop.tasks(), QStringList());
        // The next one has a number of its own.
        const QString number = consent(shop, user).number;
        const auto next = wished(shop, user);
        REQUIRE(next);
        QCOMPARE(heard(shop, *next), QString());
        QVERIFY(consent(shop, user).number != number);
    }

    /// Nobody knows whether WeChat has the question, and it is to be ended: it is not asked again, and once
    /// it can no longer arrive there is nothing to end.
    void whatMayNotHaveArrivedIsEnded()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto asked = wished(shop, user);
        REQUIRE(asked);
        shop.wire().harms["consent"] = Harm::lostBefore;
        QCOMPARE(heard(shop, *asked), QStringLiteral("wechat_unclear"));
        shop.wire().harms.clear();
        const auto ended = endWished(shop, user);
        REQUIRE(ended);
        QCOMPARE(heard(shop, *ended), QStringLiteral("wechat_unclear"));
        // While it is being ended, it is not asked for.
        const auto again = wished(shop, user);
        QVERIFY(!again);
        QCOMPARE(again.error().code, QStringLiteral("being_sent"));
        QVERIFY(!consent(shop, user).isOver());
        REQUIRE(shop.run(10 * kMinute));
        QCOMPARE(shop.wire().calls["consent"], 1);
        QCOMPARE(shop.errand(*asked).state, errands::State::refused);
        QCOMPARE(shop.errand(*ended).state, errands::State::refused);
        QVERIFY(consent(shop, user).isOver());
        QCOMPARE(shop.tasks(), QStringList());
    }

    void aWishIsCarriedOutOnce()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto first = wished(shop, user);
        REQUIRE(first);
        const auto second = wished(shop, user);
        REQUIRE(second);
        QCOMPARE(*second, *first);
        QCOMPARE(heard(shop, *first), QString());
        QCOMPARE(heard(shop, *first), QString());
        REQUIRE(shop.run(kMinute));
        QCOMPARE(shop.wire().calls["consent"], 1);
        // Withdrawn before it was asked for.
        const auto other = shop.userWith(QStringLiteral("oBob"), 1000);
        const auto unsent = wished(shop, other);
        REQUIRE(unsent);
        REQUIRE(endWished(shop, other));
        QCOMPARE(shop.errand(*unsent).state, errands::State::withdrawn);
        REQUIRE(shop.run(10 * kMinute));
        QCOMPARE(shop.wire().calls["consent"], 1);
        QVERIFY(consent(shop, other).isOver());
    }

    /// Whoever wished it is gone: the engine does it, a little later.
    void theEngineDoesWhatNobodyDid()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto id = wished(shop, user);
        REQUIRE(id);
        REQUIRE(shop.run(1000));
        QCOMPARE(shop.wire().calls["consent"], 0); // whoever wished it is at it
        REQUIRE(shop.run(kMinute));
        QCOMPARE(shop.wire().calls["consent"], 1);
        QCOMPARE(shop.errand(*id).state, errands::State::done);
        QVERIFY(!consent(shop, user).packageInfo.isEmpty());
    }

    void somebodyElsesIsLeftAlone()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto id = wished(shop, user);
        REQUIRE(id);
        REQUIRE(shop.books().write<int>([&](Database& database) -> base::Result<int> {
            ZF_TRY(errands::claim(
                database, *id, QStringLiteral("another"), shop.books().clock.nowUtcMs(), errands::kCallMs));
            return 0;
        }));
        QCOMPARE(heard(shop, *id), QStringLiteral("being_sent"));
        shop.books().clock.advance(kMinute);
        REQUIRE(shop.consentDesk()->runDue());
        QCOMPARE(shop.wire().calls["consent"], 0);
        shop.books().clock.advance(errands::kCallMs);
        QCOMPARE(heard(shop, *id), QString());
        QCOMPARE(shop.wire().calls["consent"], 1);
    }

    void restoredBooksAskNobody()
    {
        SteppedShop shop;
        const auto user = shop.userWith(QStringLiteral("oAlice"), 1000);
        const auto id = wished(shop, user);
        REQUIRE(id);
        REQUIRE(shop.books().write<qint64>([](Database& database) {
            return database.execute("UPDATE recovery SET state = 'waiting' WHERE id = 1");
        }));
        QVERIFY(!heard(shop, *id).isEmpty());
        REQUIRE(shop.run(10'000));
        QCOMPARE(shop.wire().calls["consent"], 0);
        QCOMPARE(shop.errand(*id).state, errands::State::stored);
        const auto other = wished(shop, shop.userWith(QStringLiteral("oBob"), 1000));
        QVERIFY(!other);
        QCOMPARE(other.error().code, QStringLiteral("recovering"));
    }
};

ZHANGFANG_TEST(ConsentTest)
#include "consent_test.moc"
