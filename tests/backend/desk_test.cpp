#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "search/index.h"

using namespace zhangfang;
using harness::DeskShop;

class DeskTest : public QObject
{
    Q_OBJECT

    static QString refusal(const base::Result<std::vector<backend::Desk::Decided>>& decided)
    {
        return decided ? QString() : decided.error().code;
    }
    static base::Result<std::vector<backend::Desk::Decided>> reject(
        DeskShop& shop, base::PayoutId id, const backend::Desk::Authority& authority)
    {
        return DeskShop::wait<std::vector<backend::Desk::Decided>>(
            shop.desk().reject({id}, QStringLiteral("mistake"), authority));
    }

private Q_SLOTS:
    void aPasswordUnlocksUntilItIsLocked()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        const auto user = shop.userWith(QStringLiteral("oA"), 10'000);
        REQUIRE(user);
        std::vector<base::PayoutId> ids;
        for (int i = 0; i < 3; ++i) {
            const auto payout = shop.requested(*user, 100);
            REQUIRE(payout);
            ids.push_back(payout->id);
        }
        const backend::Desk::Authority unlocked{QStringLiteral("mei"), {}};
        QCOMPARE(refusal(reject(shop, ids[0], unlocked)), QStringLiteral("locked_session"));
        QCOMPARE(refusal(reject(shop, ids[0], {QStringLiteral("mei"), "a guess too many"})),
            QStringLiteral("wrong_password"));
        QCOMPARE(shop.desk().unlockedUntilUtcMs(), 0);
        REQUIRE(reject(shop, ids[0], shop.authority()));
        QVERIFY(shop.desk().unlockedUntilUtcMs() > 0);
        REQUIRE(reject(shop, ids[1], unlocked));
        QCOMPARE(refusal(reject(shop, ids[2], {QStringLiteral("somebody else"), {}})),
            QStringLiteral("locked_session"));
        shop.desk().lock();
        QCOMPARE(refusal(reject(shop, ids[2], unlocked)), QStringLiteral("locked_session"));
        QCOMPARE(shop.stateOf(ids[2]), payouts::State::requested);
    }

    void withNoMinutesEveryDecisionAsks()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        REQUIRE(shop.set("access.unlock_minutes", QStringLiteral("0")));
        const auto user = shop.userWith(QStringLiteral("oA"), 10'000);
        REQUIRE(user);
        const auto payout = shop.requested(*user, 100);
        REQUIRE(payout);
        REQUIRE(reject(shop, payout->id, shop.authority()));
        QCOMPARE(shop.desk().unlockedUntilUtcMs(), 0);
    }

    void onlyOneEngineWorksAndBothWindowsKnowIt()
    {
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        auto folder = backend::ShopFolder::open(shop.books().path(), access::openMemory());
        REQUIRE(folder);
        backend::Desk beside(std::move(*folder));
        const auto started = DeskShop::wait<QString>(beside.startEngine());
        QVERIFY(!started);
        QCOMPARE(started.error().code, QStringLiteral("already_running"));
        // The engine tells of itself through the books, so the window beside it knows as much.
        QTRY_VERIFY_WITH_TIMEOUT(
            !DeskShop::wait<reports::Pulse>(beside.pulse())->engine.listeningAt.isEmpty(), 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(
            DeskShop::wait<reports::Pulse>(beside.pulse())->engine.wechatOkAtUtcMs > 0, 10'000);
        QSignalSpy heard(&beside, &backend::Desk::pulsed);
        REQUIRE(shop.userWith(QStringLiteral("oA"), 0));
        QTRY_VERIFY_WITH_TIMEOUT(heard.count() > 0, 10'000);
    }

    void aRestoredBackupIsWhatItWasAndTheEngineGoesOn()
    {
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        const auto before = shop.userWith(QStringLiteral("oBefore"), 5'000);
        REQUIRE(before);
        QTemporaryDir temp;
        const QString copy = temp.filePath(QStringLiteral("backup.db"));
        REQUIRE(DeskShop::wait<int>(shop.desk().backup(copy)));
        const auto checked =
            DeskShop::wait<backend::ShopFolder::CheckedBackup>(shop.desk().checkBackup(copy));
        REQUIRE(checked);
        QVERIFY(checked->proof.ok() && checked->proof.transfers > 0);
        QVERIFY(checked->knowsUntilUtcMs > 0);
        const auto after = shop.userWith(QStringLiteral("oAfter"), 7'000);
        REQUIRE(after);

        const auto refused =
            DeskShop::wait<QString>(shop.desk().restore(copy, {QStringLiteral("mei"), "not the password"}));
        QVERIFY(!refused);
        REQUIRE(DeskShop::wait<backend::Desk::UserStory>(shop.desk().userStory(*after)));

        const auto kept = DeskShop::wait<QString>(shop.desk().restore(copy, shop.authority()));
        REQUIRE(kept);
        QVERIFY(QFile::exists(*kept));
        const auto story = DeskShop::wait<backend::Desk::UserStory>(shop.desk().userStory(*before));
        REQUIRE(story);
        QCOMPARE(story->wallet.available, base::Money::fen(5'000));
        const auto gone = DeskShop::wait<backend::Desk::UserStory>(shop.desk().userStory(*after));
        QVERIFY(!gone);
        QTRY_VERIFY_WITH_TIMEOUT(
            !DeskShop::wait<reports::Pulse>(shop.desk().pulse())->engine.listeningAt.isEmpty(), 15'000);
        const auto proof =
            DeskShop::wait<ledger::Proof>(shop.desk().verify(std::make_shared<backend::Job>()));
        REQUIRE(proof);
        QVERIFY2(proof->ok(), qPrintable(proof->firstDifference));
    }

    /// What was booked before it could be searched is indexed while the shop runs.
    void theEngineIndexesWhatWasThereBefore()
    {
        DeskShop shop;
        QCOMPARE(shop.problem(), QString());
        REQUIRE(shop.books().writer().runNow<qint64>([](storage::Database& database) {
            return database.execute("INSERT INTO users (openid, name, created_at) VALUES ('oOld', :name, 0)",
                {{":name", QStringLiteral("王晓")}});
        }));
        QTRY_VERIFY_WITH_TIMEOUT(
            shop.books().readers().read<bool>(&search::isComplete).value_or(false), 20'000);
        const auto found = DeskShop::wait(shop.desk().quickFind(QStringLiteral("wx"), 5));
        REQUIRE(found);
        QCOMPARE(found->users.size(), size_t(1));
    }

    void longWorkCanBeStopped()
    {
        DeskShop shop(DeskShop::WithEngine::no);
        const auto user = shop.userWith(QStringLiteral("oA"), 10'000);
        REQUIRE(user);
        REQUIRE(shop.books().writer().runNow<int>([&](storage::Database& database) -> base::Result<int> {
            // More than the books are verified between two looks at whether to go on.
            for (int i = 0; i < 10'100; ++i)
                ZF_TRY(shop::credit(database, *user, base::Money::fen(1),
                    QStringLiteral("credit:many%1").arg(i), QStringLiteral("gift"), i));
            return 0;
        }));
        const auto job = std::make_shared<backend::Job>();
        job->cancelled = true;
        const auto stopped = DeskShop::wait<ledger::Proof>(shop.desk().verify(job));
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, QStringLiteral("cancelled"));
        QTemporaryDir temp;
        const QString file = temp.filePath(QStringLiteral("books.csv"));
        QVERIFY(!DeskShop::wait<int>(shop.desk().exportBooks(file, ledger::ExportFormat::csv, job)));
        QVERIFY(!QFile::exists(file)); // half a file is none
        REQUIRE(DeskShop::wait<int>(
            shop.desk().exportBooks(file, ledger::ExportFormat::csv, std::make_shared<backend::Job>())));
        QVERIFY(QFile::exists(file));
    }
};

ZHANGFANG_TEST(DeskTest)
#include "desk_test.moc"
