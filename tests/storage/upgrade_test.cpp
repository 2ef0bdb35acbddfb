#include "backend/desk.h"
#include "harness/old_books.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "recovery/standing.h"
#include "reports/proof.h"
#include "storage/migrations.h"

#include <QTemporaryDir>
#include <QTest>

using namespace zhangfang;
using base::Money;
using harness::Look;
using harness::OldBooks;
using storage::Database;

namespace
{

/// The step that parted payment and fulfilment.
constexpr int kTwoMachines = 16;
/// The step that made errands of cancels and consents.
constexpr int kCancelsAreErrands = 20;

void schemas()
{
    QTest::addColumn<int>("schema");
    const QStringList names = harness::schemaSteps();
    for (int step = 1; step <= names.size(); ++step)
        QTest::addRow("%s", qPrintable(names[step - 1])) << step;
}

} // namespace

/// Books that a shop has filled at any earlier step of the schema are opened by today's program, with
/// everything that was in them.
class UpgradeTest : public QObject
{
    Q_OBJECT
    static base::Result<std::unique_ptr<backend::ShopFolder>> opened(const OldBooks& books)
    {
        return backend::ShopFolder::open(books.folder(), access::openMemory());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QTemporaryDir temp;
        const auto database =
            Database::open(temp.filePath(QStringLiteral("new.db")), Database::Access::readWrite);
        REQUIRE(database);
        REQUIRE(storage::migrate(**database)); // and with it the resource
        QVERIFY(harness::schemaSteps().size() >= 13);
    }

    /// Or this test would not know what becomes of it.
    void everyTableIsFilled_data() { schemas(); }
    void everyTableIsFilled()
    {
        QFETCH(int, schema);
        const OldBooks books(schema);
        const Look look(books.file());
        QVERIFY(!books.tables().isEmpty());
        for (const QString& table : books.tables())
            QVERIFY2(look.number(QStringLiteral("SELECT COUNT(*) FROM ") + table) > 0,
                qPrintable(QStringLiteral("%1 is empty: tests/data/books wants rows").arg(table)));
    }

    /// Every row is there, with what was in it.
    void nothingIsLost_data() { schemas(); }
    void nothingIsLost()
    {
        QFETCH(int, schema);
        const OldBooks books(schema);
        REQUIRE(opened(books));
        // What the later steps mean to change.
        QStringList meant{
            QStringLiteral("users.authorization_no"), QStringLiteral("users.authorization_state")};
        if (schema < 6)
            meant << QStringLiteral("payouts.channel") << QStringLiteral("payouts.batch_no");
        if (schema < 8)
            meant << QStringLiteral("refunds.counted") << QStringLiteral("sums.fen");
        if (schema >= 3 && schema < kTwoMachines) // some had refunds on their way and did not say so
            meant << QStringLiteral("orders.state");
        if (schema <= OldBooks::kBeforeErrands) { // see whatWasUnderWayGoesOn
            for (const QString& table : {QStringLiteral("payouts."), QStringLiteral("refunds.")}) {
                for (const char* column : {"request", "request_serial", "attempts", "was_unclear",
                         "unclear_since", "unclear_rounds", "sent_at", "blocked", "next_attempt_at",
                         "redirect_state", "redirect_request"})
                    meant << table + QString::fromLatin1(column);
            }
        }
        if (schema < kCancelsAreErrands)
            meant << QStringLiteral("payouts.cancels") << QStringLiteral("payouts.cancel_open");
        const Look look(books.file());
        const auto after = look.content();
        const auto before = books.content();
        for (auto column = before.begin(); column != before.end(); ++column) {
            if (meant.contains(column.key()))
                continue;
            // Approved by batch before batches had their numbers from the approval on: each gets one of its
            // own.
            const bool batchesGrew =
                schema >= 3 && schema < 6 && column.key().startsWith(QLatin1String("payout_batches."));
            // Errands that were no errands yet.
            const bool errandsGrew = schema > OldBooks::kBeforeErrands && schema < kCancelsAreErrands &&
                                     (column.key().startsWith(QLatin1String("errands.")) ||
                                         column.key().startsWith(QLatin1String("errand_events.")));
            const bool grew = batchesGrew || errandsGrew;
            const QVariantList now =
                grew ? after.value(column.key()).mid(0, column->size()) : after.value(column.key());
            QVERIFY2(now == *column, qPrintable(column.key()));
        }
        if (schema == 3) // a table of their own since
            QCOMPARE(look.column(
                         QStringLiteral("SELECT user_id || number || state FROM consents ORDER BY user_id")),
                (QVariantList{
                    QStringLiteral("1A0000000001TAKING_EFFECT"), QStringLiteral("2A0000000002CLOSED")}));
        if (schema >= 3)
            QCOMPARE(look.column(QStringLiteral("SELECT out_batch_no FROM payout_batches b JOIN payouts p ON "
                                                "p.batch_no = b.out_batch_no WHERE p.id = 2")),
                QVariantList{QStringLiteral("B0000000002")});
    }

    /// What a person sees of an order is what it was, and now it is derived.
    void ordersStandAsTheyStood_data() { schemas(); }
    void ordersStandAsTheyStood()
    {
        QFETCH(int, schema);
        const OldBooks books(schema);
        const auto folder = opened(books);
        REQUIRE(folder);
        const Look look(books.file());
        const QStringList wanted =
            schema < 3
                ? QStringList{QStringLiteral("1 paid open 0 paid"), QStringLiteral("2 paid open 0 paid"),
                      QStringLiteral("3 paid open 0 paid"), QStringLiteral("4 pending open 0 pending"),
                      QStringLiteral("5 pending open 0 pending"), QStringLiteral("6 closed open 0 closed")}
                : QStringList{QStringLiteral("1 paid open 5000 refunding"),
                      QStringLiteral("2 paid open 830 refunding"), QStringLiteral("4 pending open 0 pending"),
                      QStringLiteral("5 pending open 0 pending"), QStringLiteral("6 closed open 0 closed"),
                      QStringLiteral("7 paid open 0 refunded"),
                      QStringLiteral("11 paid fulfilled 0 fulfilled"),
                      QStringLiteral("12 paid shipped 0 shipped"),
                      QStringLiteral("13 paid delivered 0 delivered"),
                      QStringLiteral("14 paid open 900 refunding")};
        for (const QString& line : wanted) {
            const QString id = line.section(QLatin1Char(' '), 0, 0);
            QCOMPARE(look.column(QStringLiteral("SELECT id || ' ' || payment || ' ' || fulfilment || ' ' || "
                                                "refunding_fen || ' ' || state FROM orders WHERE id = ") +
                                 id),
                QVariantList{line});
        }
    }

    /// Each that was decided is an errand now: in its state, under its number, with its bytes, its doubt and
    /// its time.
    void whatWasUnderWayGoesOn_data() { schemas(); }
    void whatWasUnderWayGoesOn()
    {
        QFETCH(int, schema);
        const OldBooks books(schema);
        REQUIRE(opened(books));
        const Look look(books.file());
        // By hand: what tests/data/books has of each.
        const QMap<QString, QString> payouts{{QStringLiteral("W0000000002"), QStringLiteral("stored")},
            {QStringLiteral("W0000000003"), QStringLiteral("sent")},
            {QStringLiteral("W0000000004"), QStringLiteral("taken")},
            {QStringLiteral("W0000000005"), QStringLiteral("taken")},
            {QStringLiteral("W0000000006"), QStringLiteral("unclear")},
            {QStringLiteral("W0000000007"), QStringLiteral("done")},
            {QStringLiteral("W0000000008"), QStringLiteral("refused")},
            {QStringLiteral("W0000000009"), QStringLiteral("refused")},
            {QStringLiteral("W0000000011"), QStringLiteral("stored")}};
        QMap<QString, QString> found;
        const auto numbers =
            look.column(QStringLiteral("SELECT number FROM errands WHERE kind = 'payout' ORDER BY id"));
        const auto states =
            look.column(QStringLiteral("SELECT state FROM errands WHERE kind = 'payout' ORDER BY id"));
        for (qsizetype i = 0; i < numbers.size(); ++i)
            found[numbers[i].toString()] = states[i].toString();
        QCOMPARE(found, payouts);
        if (schema >= 3) {
            QCOMPARE(
                look.column(QStringLiteral("SELECT number || ' ' || state FROM errands "
                                           "WHERE kind = 'refund' AND id IN (SELECT MIN(id) FROM errands "
                                           "WHERE kind = 'refund' GROUP BY state) ORDER BY state")),
                (QVariantList{QStringLiteral("R-OK done"), QStringLiteral("R-CLOSED refused"),
                    QStringLiteral("R-SUBMITTING sent"), QStringLiteral("R-REQUESTED stored"),
                    QStringLiteral("R-PROCESSING taken"), QStringLiteral("R-UNCLEAR unclear")}));
            QCOMPARE(
                look.number(QStringLiteral("SELECT COUNT(*) FROM errands WHERE number = 'R-ELSEWHERE'")), 0);
        }
        if (schema >= 6)
            QCOMPARE(
                look.column(QStringLiteral(
                    "SELECT e.number || ' ' || e.state || ' ' || e.serial || ' ' || e.bytes FROM errands e "
                    "JOIN refunds r ON r.redirect_errand = e.id WHERE e.kind = 'refund.redirect'")),
                QVariantList{QStringLiteral("R-ABNORMAL-1 sent PUB_KEY_ID_1 {}")});
        if (schema >= 6) // asked about before it is cancelled again
            QCOMPARE(
                look.column(QStringLiteral(
                    "SELECT e.number || ' ' || e.state || ' ' || e.attempts || ' ' || e.next_at FROM "
                    "errands e JOIN payouts p ON p.cancel_errand = e.id WHERE e.kind = 'payout.cancel'")),
                QVariantList{QStringLiteral("W0000000004-1 unclear 1 1700002000000")});
        QCOMPARE(
            look.number(QStringLiteral("SELECT COUNT(*) FROM errands WHERE finished_at IS NULL AND id NOT IN "
                                       "(SELECT errand_id FROM errand_events)")),
            0);
        if (schema > OldBooks::kBeforeErrands)
            return;
        // And column by column, as it stood in the rows.
        const auto before = books.content();
        const QList<std::pair<const char*, const char*>> columns{{"request", "bytes"},
            {"request_serial", "serial"}, {"attempts", "attempts"}, {"was_unclear", "was_unclear"},
            {"unclear_since", "unclear_since"}, {"unclear_rounds", "unclear_rounds"}, {"sent_at", "sent_at"},
            {"blocked", "blocked"}, {"next_attempt_at", "next_at"}};
        for (const auto& [table, kind, number] : {std::tuple("payouts", "payout", "out_bill_no"),
                 std::tuple("refunds", "refund", "out_refund_no")}) {
            const auto was = [&before, of = QString::fromLatin1(table)](const char* column) {
                return before.value(of + QLatin1Char('.') + QLatin1String(column));
            };
            const QVariantList rows = was(number);
            for (const auto& [from, to] : columns) {
                const QVariantList values = was(from);
                if (values.isEmpty() || (QLatin1String(kind) == QLatin1String("refund") &&
                                            QLatin1String(from) == QLatin1String("request_serial")))
                    continue; // not there yet, or of the redirection
                for (qsizetype row = 0; row < rows.size(); ++row) {
                    const QVariantList now = look.column(
                        QStringLiteral("SELECT %1 FROM errands WHERE kind = '%2' AND number = '%3'")
                            .arg(QLatin1String(to), QLatin1String(kind), rows[row].toString()));
                    if (now.isEmpty())
                        continue; // it is none: asked for, rejected, or made elsewhere
                    // From schema 6 on it says since when; what was unclear before was so from the beginning.
                    const bool isSince = QLatin1String(from) == QLatin1String("unclear_since");
                    QVERIFY2(now.front() == values[row] ||
                                 (values[row].isNull() && now.front().toString().isEmpty()) ||
                                 (isSince && schema < 6),
                        qPrintable(rows[row].toString() + QLatin1Char(' ') + QLatin1String(from)));
                }
            }
        }
    }

    void theBooksVerify_data() { schemas(); }
    void theBooksVerify()
    {
        QFETCH(int, schema);
        const OldBooks books(schema);
        const auto folder = opened(books);
        REQUIRE(folder);
        const auto proof = (*folder)->readers().read<ledger::Proof>(
            [](Database& database) { return reports::prove(database); });
        REQUIRE(proof);
        QCOMPARE(proof->firstDifference, QString());
        QCOMPARE(proof->transfers, books.content().value(QStringLiteral("transfers.id")).size());
        const auto audit = (*folder)->readers().read<access::AuditProof>(
            [](Database& database) { return access::verifyAudit(database); });
        REQUIRE(audit);
        QCOMPARE(audit->firstDifference, QString());
        QCOMPARE(audit->entries, 2);
        const auto standing = (*folder)->readers().read<recovery::Standing>(
            [](Database& database) { return recovery::standing(database); });
        REQUIRE(standing);
        QVERIFY(!standing->isRecovering()); // these are the books that were here
    }

    void everyListIsRead_data() { schemas(); }
    void everyListIsRead()
    {
        QFETCH(int, schema);
        const OldBooks books(schema);
        const auto folder = opened(books);
        REQUIRE(folder);
        const auto settings = (*folder)->settings();
        REQUIRE(settings);
        const auto rows = [&books](const char* column) {
            return static_cast<size_t>(books.content().value(QString::fromLatin1(column)).size());
        };
        const qint64 now = 1'700'100'000'000;
        const auto read = (*folder)->readers().read<int>([&](Database& database) -> base::Result<int> {
            ZF_ASSIGN(const auto orders, reports::orderPage(database, {}, {}));
            if (orders.size() != rows("orders.id"))
                return base::damaged("orders", QString::number(orders.size()));
            for (const reports::OrderRow& order : orders) {
                if (order.state == shop::OrderState::unknown)
                    return base::damaged("state", order.number);
                ZF_ASSIGN(const auto story, reports::orderStory(database, order.number));
                if (!order.transactionId.isEmpty() && story.transfers.empty())
                    return base::damaged("transfers", order.number);
                for (const payments::RefundRow& refund : story.refunds) {
                    if (refund.stage == payments::RefundStage::unknown)
                        return base::damaged("stage", refund.number.toString());
                }
            }
            ZF_ASSIGN(const auto payouts,
                reports::payoutPage(database, reports::PayoutView::all, {}, *settings, now));
            if (payouts.size() != rows("payouts.id"))
                return base::damaged("payouts", QString::number(payouts.size()));
            for (const reports::PayoutRow& payout : payouts) {
                if (payout.payout.state == payouts::State::unknown)
                    return base::damaged("state", payout.payout.number.toString());
                ZF_TRY(reports::payoutStory(database, payout.payout.id, *settings, now));
            }
            for (const auto view :
                {reports::PayoutView::waiting, reports::PayoutView::underWay, reports::PayoutView::done})
                ZF_TRY(reports::payoutPage(database, view, {}, *settings, now));
            ZF_ASSIGN(const auto users, reports::userPage(database, {}, {}));
            if (users.size() != rows("users.id"))
                return base::damaged("users", QString::number(users.size()));
            for (const reports::UserRow& user : users)
                ZF_TRY(reports::TransferList(reports::statementOf(base::UserId(user.key.id)))
                           .page(database, {}));
            ZF_ASSIGN(const auto transfers, reports::TransferList({}).page(database, {}));
            if (transfers.size() != rows("transfers.id"))
                return base::damaged("transfers", QString::number(transfers.size()));
            ZF_ASSIGN(const auto audit, reports::auditPage(database, {}, {}));
            if (audit.size() != rows("audit.id"))
                return base::damaged("audit", QString::number(audit.size()));
            ZF_ASSIGN(const auto tasks, reports::openTasks(database, 100));
            if (tasks.empty())
                return base::damaged("tasks", {});
            ZF_TRY(reports::overview(database, QStringLiteral("BASIC"), now));
            ZF_TRY(reports::countdowns(database, now));
            ZF_ASSIGN(const auto report,
                reports::settlementReport(database, QDate(2023, 11, 14), QDate(2023, 11, 16), now));
            if (report.total.paid == Money::zero())
                return base::damaged("report", {});
            return 0;
        });
        REQUIRE(read);
    }

    /// What is written once stays as it was written, and no debt to a user can become negative.
    void theGuardsStand_data() { schemas(); }
    void theGuardsStand()
    {
        QFETCH(int, schema);
        const OldBooks books(schema);
        REQUIRE(opened(books));
        const Look look(books.file());
        QCOMPARE(look.column(QStringLiteral("PRAGMA integrity_check")), QVariantList{QStringLiteral("ok")});
        QCOMPARE(look.column(QStringLiteral("PRAGMA foreign_key_check")), QVariantList());
        QStringList once{QStringLiteral("transfers"), QStringLiteral("entries"), QStringLiteral("audit"),
            QStringLiteral("order_events"), QStringLiteral("payout_events"), QStringLiteral("errand_events")};
        if (schema >= 3)
            once << QStringLiteral("refund_events");
        for (const QString& table : once) {
            QVERIFY2(look.run(QStringLiteral("UPDATE %1 SET rowid = rowid").arg(table))
                         .contains(QLatin1String("append-only")),
                qPrintable(table));
            QVERIFY2(
                look.run(QStringLiteral("DELETE FROM %1").arg(table)).contains(QLatin1String("append-only")),
                qPrintable(table));
        }
        const char* const refused[] = {
            "UPDATE accounts SET balance_fen = 1 WHERE path LIKE 'liabilities:user:%'",
            "INSERT INTO orders SELECT * FROM orders LIMIT 1", "UPDATE payouts SET amount_fen = 0",
            "UPDATE orders SET out_trade_no = 'TOPUP00001'",
            // One string, not two entries.
            ("INSERT INTO audit (at, actor, action, subject, detail, hash, form) "
             "VALUES (0, '', '', '', '', '', 1)")};
        for (const char* sql : refused)
            QVERIFY2(!look.run(QString::fromLatin1(sql)).isEmpty(), sql);
    }

    /// The shop goes on: the owner comes in with the old password, decides, and all still adds up.
    void theShopGoesOn_data() { schemas(); }
    void theShopGoesOn()
    {
        QFETCH(int, schema);
        const OldBooks books(schema);
        auto folder = opened(books);
        REQUIRE(folder);
        backend::Desk desk(std::move(*folder));
        const auto wait = [](auto later) {
            later.waitForFinished();
            return later.result();
        };
        const backend::Desk::Authority mei{QStringLiteral("mei"), QByteArray(OldBooks::kPassword)};
        const auto rejected = wait(desk.reject({base::PayoutId(1)}, QStringLiteral("第二天再来"), mei));
        REQUIRE(rejected);
        REQUIRE(rejected->front().outcome);
        REQUIRE(wait(desk.adjustWallet(base::UserId(2), Money::fen(700), QStringLiteral("gift"), mei)));
        const auto asked = wait(desk.requestWithdrawal(base::UserId(2), Money::fen(500)));
        REQUIRE(asked);
        QCOMPARE(asked->id, base::PayoutId(12));
        const auto proof = wait(desk.verify(std::make_shared<backend::Job>()));
        REQUIRE(proof);
        QCOMPARE(proof->firstDifference, QString());
        const auto audit = wait(desk.verifyAudit(std::make_shared<backend::Job>()));
        REQUIRE(audit);
        QCOMPARE(audit->firstDifference, QString());
        QVERIFY(audit->entries > 2);
    }
};

ZHANGFANG_TEST(UpgradeTest)
#include "upgrade_test.moc"
