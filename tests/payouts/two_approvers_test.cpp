#include "access/operators.h"
#include "harness/decisions.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "payouts/approvals.h"
#include "reports/payout_queue.h"

using namespace zhangfang;
using access::Role;
using base::Money;
using payouts::State;
using storage::Database;

/// From a sum on two people approve, and never the same one, nor whoever asked for it.
class TwoApproversTest : public QObject
{
    Q_OBJECT
    std::unique_ptr<harness::Shop> shop_;
    base::UserId user_;

    static QString code(const base::Result<payouts::Payout>& result)
    {
        return result ? QString() : result.error().code;
    }
    harness::PayoutDesk desk() { return {*shop_->writer, shop_->clock, shop_->random}; }
    QString approve(base::PayoutId id, const char* who)
    {
        return code(desk().approve(id, QString::fromLatin1(who)));
    }
    void people(const std::function<base::Status(Database&)>& step)
    {
        REQUIRE(shop_->write<int>([&](Database& database) -> base::Result<int> {
            ZF_TRY(step(database));
            return 0;
        }));
    }
    payouts::Approvals approvals(base::PayoutId id)
    {
        return shop_->readers
            .read<payouts::Approvals>([&](Database& database) -> base::Result<payouts::Approvals> {
                ZF_ASSIGN(const auto settings, access::Settings::load(database));
                ZF_ASSIGN(
                    const auto story, reports::payoutStory(database, id, settings, shop_->clock.nowUtcMs()));
                return story.row.approvals;
            })
            .value_or(payouts::Approvals());
    }
    QStringList namesOf(base::PayoutId id)
    {
        QStringList names;
        for (const auto& one : approvals(id).given)
            names << one.operatorName;
        return names;
    }
    base::PayoutId asked(qint64 fen, const char* by = "")
    {
        const auto payout = desk().request(user_, Money::fen(fen), {}, QString::fromLatin1(by));
        return payout ? payout->id : base::PayoutId();
    }

private Q_SLOTS:
    void init()
    {
        shop_ = std::make_unique<harness::Shop>();
        user_ = shop_->addUser(QStringLiteral("oA"), QStringLiteral("An"));
        REQUIRE(shop_->fund(user_, 100'000));
        REQUIRE(shop_->set("payouts.two_approvers_from_fen", QStringLiteral("5000")));
        people([&](Database& database) -> base::Status {
            for (const auto& [name, role] : {std::pair("mei", Role::owner), {"li", Role::approver},
                     {"bo", Role::approver}, {"cai", Role::clerk}})
                ZF_TRY(access::addOperator(database, QString::fromLatin1(name), role, QStringLiteral("x"),
                    QStringLiteral("mei"), 1));
            return {};
        });
    }

    void belowTheSumOneIsEnough()
    {
        const auto id = asked(4'999);
        QCOMPARE(approvals(id).needed, 1);
        QCOMPARE(approve(id, "li"), QString());
        QCOMPARE(shop_->payout(id).state, State::approved);
        QCOMPARE(namesOf(id), QStringList{QStringLiteral("li")});
    }

    void twoPeople()
    {
        const auto id = asked(5'000);
        QCOMPARE(approvals(id).needed, 2);
        QCOMPARE(approve(id, "li"), QString());
        QCOMPARE(shop_->payout(id).state, State::requested);
        QCOMPARE(namesOf(id), QStringList{QStringLiteral("li")});
        QCOMPARE(approve(id, "li"), QStringLiteral("same_approver"));
        QCOMPARE(approve(id, "cai"), QStringLiteral("not_permitted")); // asked below every face as well
        QCOMPARE(approve(id, "nobody"), QStringLiteral("not_permitted"));
        QCOMPARE(shop_->payout(id).state, State::requested);
        QCOMPARE(approve(id, "mei"), QString());
        QCOMPARE(shop_->payout(id).state, State::approved);
        QCOMPARE(namesOf(id), QStringList({QStringLiteral("li"), QStringLiteral("mei")}));
        QCOMPARE(approvals(id).needed, 2);
    }

    void neverWhoeverAsked()
    {
        const auto id = asked(5'000, "li");
        QCOMPARE(approve(id, "li"), QStringLiteral("own_request"));
        QCOMPARE(approve(id, "mei"), QString());
        QCOMPARE(approve(id, "li"), QStringLiteral("own_request"));
        QCOMPARE(shop_->payout(id).state, State::requested);
        QCOMPARE(approve(id, "bo"), QString());
        QCOMPARE(shop_->payout(id).state, State::approved);
        const auto small = asked(100, "li"); // where one is enough, nobody is kept from it
        QCOMPARE(approve(small, "li"), QString());
    }

    void whatChangedMakesTheFirstVoid_data()
    {
        QTest::addColumn<QString>("what");
        for (const char* what : {"name", "openid", "disabled", "demoted"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void whatChangedMakesTheFirstVoid()
    {
        QFETCH(QString, what);
        const auto id = asked(5'000);
        QCOMPARE(approve(id, "li"), QString());
        people([&](Database& database) -> base::Status {
            if (what == QLatin1String("name"))
                return shop::renameUser(database, user_, QStringLiteral("Somebody else"));
            if (what == QLatin1String("openid"))
                return database.execute("UPDATE users SET openid = 'oOther'").map([](qint64) {});
            if (what == QLatin1String("disabled"))
                return access::disableOperator(database, QStringLiteral("li"), QStringLiteral("mei"), 1);
            return access::setRole(database, QStringLiteral("li"), Role::clerk, QStringLiteral("mei"), 1);
        });
        QCOMPARE(namesOf(id), QStringList());
        QCOMPARE(approve(id, "mei"), QString());
        QCOMPARE(shop_->payout(id).state, State::requested); // hers is the first now
        QCOMPARE(namesOf(id), QStringList{QStringLiteral("mei")});
        QCOMPARE(approve(id, "bo"), QString());
        QCOMPARE(shop_->payout(id).state, State::approved);
    }

    void whoLookedBeforeTheFirstLooksAgain()
    {
        const auto id = asked(5'000);
        const auto before = shop_->readers.read<payouts::Seen>(
            [&](Database& database) { return payouts::seen(database, shop_->payout(id)); });
        REQUIRE(before);
        REQUIRE(desk().approve(id, QStringLiteral("li"), *before));
        QCOMPARE(
            code(desk().approve(id, QStringLiteral("mei"), *before)), QStringLiteral("changed_meanwhile"));
    }

    void theSameSheetTwiceIsOneWord()
    {
        const auto id = asked(5'000);
        const auto before = shop_->readers.read<payouts::Seen>(
            [&](Database& database) { return payouts::seen(database, shop_->payout(id)); });
        REQUIRE(before);
        for (int i = 0; i < 2; ++i) {
            const auto again = desk().approve(id, QStringLiteral("li"), *before, QStringLiteral("k"));
            REQUIRE(again);
            QCOMPARE(again->state, State::requested);
        }
        QCOMPARE(namesOf(id).size(), 1);
    }

    void takingBackEndsBoth()
    {
        const auto id = asked(5'000);
        QCOMPARE(approve(id, "li"), QString());
        QCOMPARE(approve(id, "mei"), QString());
        REQUIRE(desk().takeBack(id, QStringLiteral("li")));
        QCOMPARE(namesOf(id), QStringList());
        QCOMPARE(approve(id, "mei"), QString());
        QCOMPARE(shop_->payout(id).state, State::requested);
        REQUIRE(desk().reject(id, QStringLiteral("mei"), QStringLiteral("no")));
        QCOMPARE(namesOf(id), QStringList());
        const auto other = asked(5'000);
        QCOMPARE(approve(other, "li"), QString());
        REQUIRE(desk().cancel(other, QStringLiteral("user")));
        QCOMPARE(namesOf(other), QStringList());
        QCOMPARE(shop_->wallet(user_).held, Money::zero());
    }

    void theSettingCountsForWhatWaits()
    {
        const auto id = asked(4'000);
        REQUIRE(shop_->set("payouts.two_approvers_from_fen", QStringLiteral("1000"))); // lowered
        QCOMPARE(approvals(id).needed, 2);
        QCOMPARE(approve(id, "li"), QString());
        QCOMPARE(shop_->payout(id).state, State::requested);
        REQUIRE(shop_->set("payouts.two_approvers_from_fen", QStringLiteral("0"))); // and never
        QCOMPARE(approvals(id).needed, 1);
        QCOMPARE(approve(id, "li"), QString());
        QCOMPARE(shop_->payout(id).state, State::approved);
        QCOMPARE(namesOf(id), QStringList{QStringLiteral("li")});
        QVERIFY(shop_->proof().ok());
    }
};

ZHANGFANG_TEST(TwoApproversTest)
#include "two_approvers_test.moc"
