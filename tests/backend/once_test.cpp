#include "harness/decisions.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "shop/commands.h"

#include <functional>
#include <QThreadPool>

using namespace zhangfang;
using base::Money;
using harness::DeskShop;
using Decided = std::vector<backend::Desk::Decided>;

/// What a sheet has decided is done once, however often it is sent.
class OnceTest : public QObject
{
    Q_OBJECT

    static qint64 count(DeskShop& shop, const QString& action)
    {
        return shop.books()
            .readers()
            .read<qint64>([&](storage::Database& database) -> base::Result<qint64> {
                ZF_ASSIGN(auto rows, database.query("SELECT COUNT(*) FROM audit WHERE action = :action",
                                         {{":action", action}}));
                return rows.next() ? rows.number(0) : 0;
            })
            .value_or(-1);
    }
    static Money available(DeskShop& shop, base::UserId user)
    {
        const auto story = DeskShop::wait<backend::Desk::UserStory>(shop.desk().userStory(user));
        return story ? story->wallet.available : Money::fen(-1);
    }
    static QString codeOf(const base::Result<Decided>& all)
    {
        if (!all)
            return all.error().code;
        return all->front().outcome ? QString() : all->front().outcome.error().code;
    }
    static QString key() { return QStringLiteral("window:6f1c2a34-0000-4000-8000-123456789abc"); }

private Q_SLOTS:
    void aDoubledCreditIsOne()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        const auto user = shop.userWith(QStringLiteral("oA"), 1'000);
        REQUIRE(user);
        // Both are on their way before either has answered.
        const auto credit = [&](qint64 fen) {
            return shop.desk().adjustWallet(
                *user, Money::fen(fen), QStringLiteral("gift"), shop.authority(), key());
        };
        const auto first = credit(500);
        const auto second = credit(500);
        REQUIRE(DeskShop::wait(first));
        REQUIRE(DeskShop::wait(second));
        QCOMPARE(available(shop, *user), Money::fen(1'500));
        QCOMPARE(count(shop, QStringLiteral("wallet.credited")), 1);
        const auto other = DeskShop::wait(credit(501));
        QVERIFY(!other);
        QCOMPARE(other.error().code, QStringLiteral("key_reused"));
        QCOMPARE(available(shop, *user), Money::fen(1'500));
    }
    /// The window's process and another one, at the same time.
    void twoProgramsDoItOnce()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        const auto user = shop.userWith(QStringLiteral("oA"), 1'000);
        REQUIRE(user);
        constexpr int kTimes = 8;
        QThreadPool others;
        std::atomic<int> done = 0;
        for (int i = 0; i < kTimes; ++i)
            others.start([&] {
                if (backend::ShopOffice(shop.books())
                        .door()
                        .run(harness::ownerNamed(QStringLiteral("mei")),
                            shop::AdjustWallet{*user, Money::fen(-300), QStringLiteral("spilt")}, key()))
                    ++done;
            });
        std::vector<backend::Later<int>> here;
        for (int i = 0; i < kTimes; ++i)
            here.push_back(shop.desk().adjustWallet(
                *user, Money::fen(-300), QStringLiteral("spilt"), shop.authority(), key()));
        for (const auto& one : here)
            REQUIRE(DeskShop::wait(one));
        others.waitForDone();
        QCOMPARE(done.load(), kTimes);
        QCOMPARE(available(shop, *user), Money::fen(700));
        QCOMPARE(count(shop, QStringLiteral("wallet.debited")), 1);
    }
    void aDecisionAboutAWithdrawalIsOne_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<Money>("left");
        QTest::newRow("approve") << QStringLiteral("withdrawal.approved") << Money::fen(600);
        QTest::newRow("reject") << QStringLiteral("withdrawal.rejected") << Money::fen(1'000);
        QTest::newRow("cancel") << QStringLiteral("withdrawal.cancelled") << Money::fen(1'000);
    }
    void aDecisionAboutAWithdrawalIsOne()
    {
        QFETCH(QString, action);
        QFETCH(Money, left);
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        const auto user = shop.userWith(QStringLiteral("oA"), 1'000);
        REQUIRE(user);
        const auto payout = shop.requested(*user, 400);
        REQUIRE(payout);
        const auto stories = DeskShop::wait(shop.desk().payoutStories({payout->id}));
        REQUIRE(stories);
        const std::vector<backend::Desk::Approval> seen{{payout->id, stories->front().row.seen()}};
        const auto decide = [&](const QString& reason, const QString& under) {
            return action == QLatin1String("withdrawal.approved")
                       ? shop.desk().approve(seen, shop.authority(), under)
                   : action == QLatin1String("withdrawal.rejected")
                       ? shop.desk().reject({payout->id}, reason, shop.authority(), under)
                       : shop.desk().cancel({payout->id}, reason, QStringLiteral("mei"), under);
        };
        const QString mistake = QStringLiteral("mistake");
        const auto first = decide(mistake, key());
        const auto second = decide(mistake, key());
        QCOMPARE(codeOf(DeskShop::wait(first)), QString());
        QCOMPARE(codeOf(DeskShop::wait(second)), QString());
        QCOMPARE(count(shop, action), 1);
        QCOMPARE(available(shop, *user), left);
        // Another word under the key, and the same without one.
        if (action != QLatin1String("withdrawal.approved"))
            QCOMPARE(
                codeOf(DeskShop::wait(decide(QStringLiteral("other"), key()))), QStringLiteral("key_reused"));
        QCOMPARE(codeOf(DeskShop::wait(decide(mistake, {}))), action == QLatin1String("withdrawal.approved")
                                                                  ? QStringLiteral("changed_meanwhile")
                                                                  : QStringLiteral("wrong_state"));
        QCOMPARE(count(shop, action), 1);
    }
    /// Of several, each is done once: what was refused of them can be tried again in the same sheet.
    void severalUnderOneKey()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        const auto user = shop.userWith(QStringLiteral("oA"), 1'000);
        REQUIRE(user);
        std::vector<base::PayoutId> ids;
        for (int i = 0; i < 3; ++i) {
            const auto payout = shop.requested(*user, 100);
            REQUIRE(payout);
            ids.push_back(payout->id);
        }
        const QString why = QStringLiteral("mistake");
        REQUIRE(DeskShop::wait(shop.desk().reject({ids[0], ids[1]}, why, shop.authority(), key())));
        const auto all = DeskShop::wait(shop.desk().reject(ids, why, shop.authority(), key()));
        REQUIRE(all);
        for (const auto& one : *all)
            QVERIFY(one.outcome);
        QCOMPARE(count(shop, QStringLiteral("withdrawal.rejected")), 3);
        QCOMPARE(available(shop, *user), Money::fen(1'000));
    }
    void aWithdrawalIsRequestedOnce()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        QCOMPARE(shop.problem(), QString());
        const auto user = shop.userWith(QStringLiteral("oA"), 1'000);
        REQUIRE(user);
        const auto first = shop.desk().requestWithdrawal(*user, Money::fen(400), key());
        const auto second = shop.desk().requestWithdrawal(*user, Money::fen(400), key());
        const auto one = DeskShop::wait(first);
        const auto two = DeskShop::wait(second);
        REQUIRE(one);
        REQUIRE(two);
        QCOMPARE(two->id, one->id);
        QCOMPARE(available(shop, *user), Money::fen(600));
    }
};

ZHANGFANG_TEST(OnceTest)
#include "once_test.moc"
