#include "errands/answer.h"
#include "errands/worker.h"
#include "harness/run.h"
#include "harness/shop.h"

#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>
#include <semaphore>
#include <thread>

using namespace zhangfang;
using errands::Answer;
using errands::Errand;
using errands::ErrandId;
using errands::Event;
using errands::State;
using storage::Database;

namespace
{

constexpr qint64 kMinute = 60'000;
const QString kKind = QStringLiteral("test");

/// A kind that sends and hears what the test says.
class Sender final : public errands::Handler
{
public:
    explicit Sender(harness::Shop& shop) : shop_(shop), worker(*shop.writer, shop.readers, shop.clock) {}
    [[nodiscard]] QString kind() const override { return kKind; }
    [[nodiscard]] base::Status lost(Database& database, const Errand& errand, qint64 nowUtcMs) override
    {
        ZF_TRY(errands::beginDoubt(database, errand.id, nowUtcMs));
        return errands::apply(database, errand.id, Event::answerLost, {{}, {}, nowUtcMs}, nowUtcMs);
    }
    [[nodiscard]] base::Status work(const std::vector<Errand>& together) override
    {
        for (const Errand& errand : together) {
            worked << errand.number;
            if (!begin(errand))
                continue;
            if (beforeAnswer)
                beforeAnswer(errand);
            if (answers)
                ZF_TRY(answer(errand));
        }
        return {};
    }
    [[nodiscard]] base::Status setAside(
        Database& database, const Errand& errand, const base::Error& error, qint64 nowUtcMs) override
    {
        aside << error.code;
        return errands::schedule(database, errand.id, nowUtcMs + kMinute, error.code);
    }
    /// Up to the moment when the bytes leave.
    [[nodiscard]] bool begin(const Errand& errand)
    {
        const auto begun = shop_.write<bool>([&](Database& database) -> base::Result<bool> {
            ZF_ASSIGN(const Errand now, errands::find(database, errand.id));
            if (now.state != State::stored && now.state != State::unclear)
                return false;
            ZF_TRY(worker.beginSending(
                database, errand.id, QByteArray("bytes of ") + errand.number.toUtf8(), {}));
            ZF_TRY(errands::apply(database, errand.id, Event::sending, {}, shop_.clock.nowUtcMs()));
            return true;
        });
        if (!begun)
            refusals << begun.error().code;
        else if (*begun)
            ++sent[errand.number];
        return begun.value_or(false);
    }
    [[nodiscard]] base::Status answer(const Errand& errand)
    {
        return shop_
            .write<int>([&](Database& database) -> base::Result<int> {
                ZF_ASSIGN(const bool mine, worker.holds(database, errand.id));
                if (mine)
                    ZF_TRY(errands::apply(database, errand.id, Event::done, {}, shop_.clock.nowUtcMs()));
                ++(mine ? heard : unheard);
                return 0;
            })
            .map([](int) {});
    }

private:
    harness::Shop& shop_;

public:
    errands::Worker worker;
    bool answers = true;
    std::function<void(const Errand&)> beforeAnswer;
    QStringList worked;
    QStringList aside;
    QStringList refusals;
    QMap<QString, int> sent;
    int heard = 0;
    int unheard = 0;
};

} // namespace

/// The one machine that everything goes through that changes the world outside.
class ErrandsTest : public QObject
{
    Q_OBJECT
    static ErrandId opened(harness::Shop& shop, int number, const QString& lane = {})
    {
        return shop
            .write<ErrandId>([&](Database& database) -> base::Result<ErrandId> {
                ZF_ASSIGN(
                    const ErrandId id, errands::open(database,
                                           {kKind, QString::number(number), QStringLiteral("N%1").arg(number),
                                               shop.clock.nowUtcMs() + number},
                                           shop.clock.nowUtcMs()));
                ZF_TRY(errands::setLane(database, id, lane));
                return id;
            })
            .value_or(ErrandId());
    }
    static Errand found(harness::Shop& shop, ErrandId id)
    {
        return shop.readers.read<Errand>([&](Database& database) { return errands::find(database, id); })
            .value_or(Errand{});
    }
    static base::Status apply(harness::Shop& shop, ErrandId id, Event event)
    {
        return shop
            .write<int>([&](Database& database) -> base::Result<int> {
                ZF_TRY(errands::apply(database, id, event, {{}, {}, 1}, shop.clock.nowUtcMs()));
                return 0;
            })
            .map([](int) {});
    }
    static std::vector<Errand> claimed(harness::Shop& shop, const char* holder, int limit = 50)
    {
        return shop
            .write<std::vector<Errand>>([&](Database& database) {
                return errands::claimDue(
                    database, kKind, QString::fromLatin1(holder), shop.clock.nowUtcMs(), limit);
            })
            .value_or(std::vector<Errand>());
    }
    static errands::Pace slowly(const harness::Shop& shop)
    {
        return {[&shop](int attempts, qint64 wait) {
            return shop.clock.nowUtcMs() + std::max<qint64>(wait, 1000LL * (attempts + 1));
        }};
    }

private Q_SLOTS:
    /// Every state with every event: this table is the design, written again by hand.
    void theStateTable()
    {
        struct Wanted {
            const char* from;
            const char* on;
            const char* to;
        };
        constexpr Wanted kWanted[] = {
            {"stored", "sending", "sent"},
            {"stored", "withdrawn", "withdrawn"},
            {"sent", "not_taken", "stored"},
            {"sent", "answer_lost", "unclear"},
            {"sent", "taken", "taken"},
            {"sent", "done", "done"},
            {"sent", "refused", "refused"},
            {"unclear", "sending", "sent"},
            {"unclear", "taken", "taken"},
            {"unclear", "done", "done"},
            {"unclear", "refused", "refused"},
            {"unclear", "decided_done", "done"},
            {"unclear", "decided_not_done", "refused"},
            {"taken", "taken", "taken"},
            {"taken", "done", "done"},
            {"taken", "refused", "refused"},
            {"taken", "decided_done", "done"},
            {"taken", "decided_not_done", "refused"},
            {"refused", "surfaced", "done"},
            {"withdrawn", "opened", "stored"},
            {"withdrawn", "surfaced", "done"},
        };
        QMap<QString, QString> wanted;
        for (const Wanted& one : kWanted)
            wanted[QString::fromLatin1(one.from) + u' ' + QString::fromLatin1(one.on)] =
                QString::fromLatin1(one.to);
        int known = 0;
        for (int state = int(State::stored); state <= int(State::withdrawn); ++state) {
            for (int event = int(Event::opened); event <= int(Event::surfaced); ++event) {
                const QString from = errands::toText(State(state));
                const QString on = errands::toText(Event(event));
                const auto to = errands::next(State(state), Event(event));
                const QString pair = from + u' ' + on;
                QVERIFY2((to ? errands::toText(*to) : QString()) == wanted.value(pair), qPrintable(pair));
                QCOMPARE(errands::parseState(from), State(state));
                ++known;
            }
        }
        QCOMPARE(known, 7 * 11);
        // What is in doubt is never fresh again.
        QVERIFY(!errands::next(State::unclear, Event::notTaken));
        QVERIFY(!errands::next(State::done, Event::opened));
        QVERIFY(!errands::next(State::refused, Event::opened));
    }

    /// The same table in the books: what may not happen changes nothing, and a story has each step that did.
    void whatMayNotHappenChangesNothing()
    {
        harness::Shop shop;
        const ErrandId id = opened(shop, 1);
        for (const Event event :
            {Event::done, Event::refused, Event::answerLost, Event::decidedDone, Event::surfaced}) {
            const auto applied = apply(shop, id, event);
            QCOMPARE(applied ? QString() : applied.error().code, QStringLiteral("wrong_state"));
            QCOMPARE(found(shop, id).state, State::stored);
        }
        for (const Event event :
            {Event::sending, Event::answerLost, Event::sending, Event::taken, Event::done})
            REQUIRE(apply(shop, id, event));
        const auto story = shop.readers.read<std::vector<errands::Story>>(
            [&](Database& database) { return errands::storyOf(database, id); });
        REQUIRE(story);
        QStringList states;
        for (const auto& step : *story)
            states << step.state;
        QCOMPARE(states.join(u' '), QStringLiteral("stored sent unclear sent taken done"));
        QVERIFY(!found(shop, id).nextAtUtcMs);
        // A number that was used is used.
        const auto again = shop.write<ErrandId>([&](Database& database) {
            return errands::open(database, {kKind, QStringLiteral("2"), QStringLiteral("N1"), 1}, 1);
        });
        QVERIFY(!again);
    }

    void theBytesStayAsTheyAre()
    {
        harness::Shop shop;
        const ErrandId id = opened(shop, 1);
        const auto fixed = [&](const char* bytes, const char* serial) {
            const auto done = shop.write<int>([&](Database& database) -> base::Result<int> {
                ZF_TRY(errands::fixBytes(database, id, bytes, serial));
                return 0;
            });
            return done ? QString() : done.error().code;
        };
        QCOMPARE(fixed("a", "K1"), QString());
        QCOMPARE(fixed("a", "K1"), QString());
        QCOMPARE(fixed("b", "K1"), QStringLiteral("damaged"));
        QCOMPARE(fixed("a", "K2"), QStringLiteral("damaged"));
        QCOMPARE(found(shop, id).bytes, QByteArray("a"));
        QCOMPARE(found(shop, id).attempts, 2);
    }

    /// Two that claim over connections of their own, at the same time, again and again.
    void noTwoHoldTheSame()
    {
        harness::Shop shop;
        constexpr int kMany = 300;
        for (int i = 1; i <= kMany; ++i)
            opened(shop, i);
        shop.clock.advance(kMinute);
        std::mutex mutex;
        std::map<qint64, int> times;
        std::atomic<bool> failed = false;
        const auto claimer = [&](const char* holder) {
            const auto writer = storage::Writer::start(shop.file());
            if (!writer) {
                failed = true;
                return;
            }
            for (;;) {
                const auto mine = (*writer)->runNow<std::vector<Errand>>([&](Database& database) {
                    return errands::claimDue(
                        database, kKind, QString::fromLatin1(holder), shop.clock.nowUtcMs(), 7);
                });
                if (!mine) {
                    failed = true;
                    return;
                }
                if (mine->empty())
                    return;
                {
                    const std::lock_guard lock(mutex);
                    for (const Errand& errand : *mine)
                        ++times[errand.id.value()];
                }
                // Done with, so that it is not claimed by the same again.
                const auto over = (*writer)->runNow<int>([&](Database& database) -> base::Result<int> {
                    for (const Errand& errand : *mine) {
                        ZF_ASSIGN(const bool holds, errands::holds(database, errand.id, errand.fence));
                        if (!holds)
                            return base::damaged("stolen", errand.number);
                        ZF_TRY(errands::apply(database, errand.id, Event::sending, {}, 1));
                        ZF_TRY(errands::apply(database, errand.id, Event::done, {}, 1));
                    }
                    return 0;
                });
                failed = failed || !over;
            }
        };
        std::thread first(claimer, "first");
        std::thread second(claimer, "second");
        first.join();
        second.join();
        QVERIFY(!failed);
        QCOMPARE(times.size(), size_t(kMany));
        for (const auto& [id, count] : times)
            QCOMPARE(count, 1);
    }

    /// Those that leave in one request have one worker.
    void aLaneHasOneWorker()
    {
        harness::Shop shop;
        opened(shop, 1, QStringLiteral("B1"));
        opened(shop, 2, QStringLiteral("B1"));
        opened(shop, 3);
        shop.clock.advance(kMinute);
        QCOMPARE(claimed(shop, "first", 1).size(), size_t(1));
        const auto rest = claimed(shop, "second");
        QCOMPARE(rest.size(), size_t(1));
        QCOMPARE(rest.front().number, QStringLiteral("N3"));
        shop.clock.advance(errands::kClaimMs);
        QCOMPARE(claimed(shop, "third").size(), size_t(3));
    }

    /// The sender ends over it: what it was sending is unclear when its lease is over, and not before.
    void aLeaseThatEndsLeavesItUnclear()
    {
        harness::Shop shop;
        const ErrandId id = opened(shop, 1);
        shop.clock.advance(kMinute);
        Sender gone(shop);
        gone.answers = false;
        REQUIRE(gone.worker.runDue(gone, 10));
        QCOMPARE(found(shop, id).state, State::sent);
        QCOMPARE(gone.sent[QStringLiteral("N1")], 1);
        // Another process.
        const auto other = [&] {
            base::Status done;
            std::thread([&] {
                Sender next(shop);
                next.answers = false;
                done = next.worker.runDue(next, 10).map([](int) {});
                QVERIFY(next.sent.isEmpty() || found(shop, id).wasUnclear);
            }).join();
            return done;
        };
        REQUIRE(other());
        QCOMPARE(found(shop, id).state, State::sent);
        shop.clock.advance(errands::kLeaseMs - 1);
        REQUIRE(other());
        QCOMPARE(found(shop, id).state, State::sent);
        QVERIFY(!found(shop, id).wasUnclear);
        shop.clock.advance(1);
        REQUIRE(other());
        QVERIFY(found(shop, id).wasUnclear);
        // What the first one hears at last changes nothing: it is somebody else's.
        const int story = int(shop.readers
                                  .read<std::vector<errands::Story>>(
                                      [&](Database& database) { return errands::storyOf(database, id); })
                                  ->size());
        REQUIRE(gone.answer(found(shop, id)));
        QCOMPARE(gone.unheard, 1);
        QCOMPARE(int(shop.readers
                         .read<std::vector<errands::Story>>(
                             [&](Database& database) { return errands::storyOf(database, id); })
                         ->size()),
            story);
    }

    /// The engine's start, under the folder's lock: no worker of before lives any more, so none is waited
    /// for.
    void aStartWaitsForNobody()
    {
        harness::Shop shop;
        const ErrandId sent = opened(shop, 1);
        const ErrandId waiting = opened(shop, 2);
        shop.clock.advance(kMinute);
        const auto before = claimed(shop, "an engine of before");
        QCOMPARE(before.size(), size_t(2));
        REQUIRE(shop.write<int>([&](Database& database) -> base::Result<int> {
            ZF_TRY(errands::renew(database, sent, before.front().fence, QStringLiteral("an engine of before"),
                shop.clock.nowUtcMs(), errands::kLeaseMs));
            ZF_TRY(errands::apply(database, sent, Event::sending, {}, 1));
            return 0;
        }));
        Sender next(shop);
        next.answers = false;
        const auto recovered = next.worker.recover(next);
        REQUIRE(recovered);
        QCOMPARE(*recovered, 1);
        QCOMPARE(found(shop, sent).state, State::unclear);
        QVERIFY(!found(shop, waiting).leaseUntilUtcMs);
        REQUIRE(next.worker.runDue(next, 10));
        QCOMPARE(next.worked.size(), 2);
    }

    void aStaleFenceSendsNothing()
    {
        harness::Shop shop;
        const ErrandId id = opened(shop, 1);
        shop.clock.advance(kMinute);
        const auto first = claimed(shop, "first");
        QCOMPARE(first.size(), size_t(1));
        QVERIFY(claimed(shop, "second").empty());
        shop.clock.advance(errands::kClaimMs);
        const auto second = claimed(shop, "second");
        QCOMPARE(second.size(), size_t(1));
        QCOMPARE(second.front().fence, first.front().fence + 1);
        const auto held = [&](qint64 fence) {
            return shop
                .write<bool>([&](Database& database) {
                    return errands::renew(database, id, fence, QStringLiteral("x"), shop.clock.nowUtcMs(), 1);
                })
                .value_or(false);
        };
        QVERIFY(!held(first.front().fence));
        QVERIFY(held(second.front().fence));
    }

    /// One that does not answer holds up none of the others: another worker goes on with them.
    void oneSilentPartnerHoldsUpNone()
    {
        harness::Shop shop;
        for (int i = 1; i <= 20; ++i)
            opened(shop, i);
        shop.clock.advance(kMinute);
        std::binary_semaphore begun{0};
        std::binary_semaphore ends{0};
        Sender stuck(shop);
        stuck.beforeAnswer = [&](const Errand& errand) {
            if (errand.number != QLatin1String("N1"))
                return;
            begun.release();
            ends.acquire();
        };
        base::Result<int> stuckRan = 0;
        std::thread waits([&] { stuckRan = stuck.worker.runDue(stuck, 50); });
        begun.acquire();
        // What waits behind it is free soon; what is being sent is not.
        shop.clock.advance(errands::kClaimMs);
        Sender next(shop);
        const auto ran = next.worker.runDue(next, 50);
        ends.release();
        waits.join();
        REQUIRE(ran);
        REQUIRE(stuckRan);
        QCOMPARE(next.heard, 19);
        QVERIFY(!next.sent.contains(QStringLiteral("N1")));
        QCOMPARE(stuck.heard, 1);
        QCOMPARE(stuck.sent.size(), 1);
    }

    /// Books that were put back wait, whatever is to be sent.
    void restoredBooksSendNothing()
    {
        harness::Shop shop;
        const ErrandId id = opened(shop, 1);
        shop.clock.advance(kMinute);
        REQUIRE(shop.write<qint64>([](Database& database) {
            return database.execute("UPDATE recovery SET state = 'waiting' WHERE id = 1");
        }));
        Sender sender(shop);
        REQUIRE(sender.worker.runDue(sender, 10));
        QCOMPARE(sender.refusals, QStringList{QStringLiteral("recovering")});
        QVERIFY(sender.sent.isEmpty());
        QCOMPARE(found(shop, id).state, State::stored);
        QCOMPARE(found(shop, id).attempts, 0);
    }

    void whatAnAnswerMeans_data()
    {
        QTest::addColumn<int>("means");
        QTest::addColumn<bool>("wasUnclear");
        QTest::addColumn<bool>("asked");
        QTest::addColumn<int>("sentMinutesAgo");
        QTest::addColumn<QString>("event");
        using enum Answer::Means;
        const auto row = [](const char* name, Answer::Means means, bool wasUnclear, bool asked, int ago,
                             const char* event) {
            QTest::newRow(name) << int(means) << wasUnclear << asked << ago << QString::fromLatin1(event);
        };
        row("refused at first", refused, false, false, 0, "refused");
        row("not taken at first", notTaken, false, false, 0, "not_taken");
        row("something to put right", needsPerson, false, false, 0, "not_taken");
        row("nothing sure", unclear, false, false, 0, "answer_lost");
        row("refused, and an earlier answer was lost", refused, true, false, 10, "answer_lost");
        row("refused, unknown, and the earlier one may still arrive", refused, true, true, 1, "answer_lost");
        row("refused, unknown, and nothing is under way any more", refused, true, true, 3, "refused");
        row("not taken, and an earlier answer was lost", notTaken, true, true, 10, "answer_lost");
        row("something to put right, in doubt", needsPerson, true, true, 10, "answer_lost");
    }
    void whatAnAnswerMeans()
    {
        QFETCH(int, means);
        QFETCH(bool, wasUnclear);
        QFETCH(bool, asked);
        QFETCH(int, sentMinutesAgo);
        QFETCH(QString, event);
        harness::Shop shop;
        const ErrandId id = opened(shop, 1);
        REQUIRE(apply(shop, id, Event::sending));
        if (wasUnclear)
            REQUIRE(shop.write<int>([&](Database& database) -> base::Result<int> {
                ZF_TRY(errands::recordSent(database, id, shop.clock.nowUtcMs()));
                ZF_TRY(errands::beginDoubt(database, id, shop.clock.nowUtcMs()));
                ZF_TRY(errands::apply(database, id, Event::answerLost, {}, 1));
                ZF_TRY(errands::apply(database, id, Event::sending, {}, 1));
                return 0;
            }));
        shop.clock.advance(sentMinutesAgo * kMinute);
        Answer answer;
        answer.means = Answer::Means(means);
        answer.code = QStringLiteral("CODE");
        const auto ruling = shop.write<errands::Ruling>([&](Database& database) {
            return errands::afterSending(database, id, answer,
                asked ? errands::Before::notFound : errands::Before::nothing, slowly(shop),
                shop.clock.nowUtcMs());
        });
        REQUIRE(ruling);
        QVERIFY(ruling->event.has_value());
        QCOMPARE(errands::toText(*ruling->event), event);
        REQUIRE(apply(shop, id, *ruling->event)); // and the table takes it
        QCOMPARE(ruling->isDeclined,
            answer.means == Answer::Means::refused || answer.means == Answer::Means::needsPerson);
    }

    /// A person is asked after so many rounds, or so long, whichever comes first; and nothing is sent again
    /// then.
    void doubtHasABound()
    {
        harness::Shop shop;
        const ErrandId id = opened(shop, 1);
        REQUIRE(apply(shop, id, Event::sending));
        REQUIRE(shop.write<int>([&](Database& database) -> base::Result<int> {
            ZF_TRY(errands::beginDoubt(database, id, shop.clock.nowUtcMs()));
            ZF_TRY(errands::apply(database, id, Event::answerLost, {}, 1));
            return 0;
        }));
        int asked = 0;
        int rounds = 0;
        for (; rounds < 3 * errands::kUnclearRounds; ++rounds) {
            const auto ruling =
                shop.write<errands::Ruling>([&](Database& database) -> base::Result<errands::Ruling> {
                    ZF_ASSIGN(errands::Ruling told,
                        errands::afterAsking(database, id, {}, slowly(shop), shop.clock.nowUtcMs()));
                    ZF_TRY(errands::schedule(database, id, told.nextAtUtcMs, told.blocked));
                    return told;
                });
            REQUIRE(ruling);
            asked += ruling->isNewlyTooLong ? 1 : 0;
            QCOMPARE(ruling->blocked.isEmpty(), rounds + 1 < errands::kUnclearRounds);
            QVERIFY(ruling->nextAtUtcMs && *ruling->nextAtUtcMs > shop.clock.nowUtcMs());
            if (!ruling->blocked.isEmpty())
                QVERIFY(*ruling->nextAtUtcMs >= shop.clock.nowUtcMs() + errands::kSlowAskMs);
            shop.clock.set(*ruling->nextAtUtcMs);
        }
        QCOMPARE(asked, 1);
        const auto may = shop.write<bool>(
            [&](Database& database) { return errands::mayRepeat(database, id, shop.clock.nowUtcMs()); });
        REQUIRE(may);
        QVERIFY(!*may);
        // What does not leave us counts no round, and the time alone ends it.
        const ErrandId second = opened(shop, 2);
        REQUIRE(apply(shop, second, Event::sending));
        Answer unsent;
        unsent.neverLeft = true;
        const auto late =
            shop.write<errands::Ruling>([&](Database& database) -> base::Result<errands::Ruling> {
                ZF_TRY(errands::beginDoubt(database, second, shop.clock.nowUtcMs() - errands::kUnclearMs));
                ZF_TRY(errands::apply(database, second, Event::answerLost, {}, 1));
                return errands::afterAsking(database, second, unsent, slowly(shop), shop.clock.nowUtcMs());
            });
        REQUIRE(late);
        QVERIFY(late->isNewlyTooLong);
        QCOMPARE(late->errand.doubt.rounds, 0);
    }

    /// The computer's clock is put back a year: neither what waits nor who works holds it up for that long.
    void aClockThatIsPutBack()
    {
        harness::Shop shop;
        const ErrandId id = opened(shop, 1);
        shop.clock.advance(kMinute);
        QCOMPARE(claimed(shop, "gone").size(), size_t(1));
        shop.clock.set(shop.clock.nowUtcMs() - 365LL * 24 * 3'600'000);
        REQUIRE(shop.write<int>([&](Database& database) -> base::Result<int> {
            ZF_TRY(errands::dueBy(database, "test", shop.clock.nowUtcMs() + kMinute));
            return 0;
        }));
        shop.clock.advance(errands::kLeaseMs + 2 * kMinute);
        QCOMPARE(claimed(shop, "next").size(), size_t(1));
        QCOMPARE(found(shop, id).leaseHolder, QStringLiteral("next"));
    }

    void listsAndTheirPages()
    {
        harness::Shop shop;
        for (int i = 1; i <= 5; ++i)
            opened(shop, i);
        REQUIRE(shop.write<int>([&](Database& database) -> base::Result<int> {
            ZF_TRY(errands::apply(database, ErrandId(2), Event::sending, {}, 1));
            ZF_TRY(errands::apply(database, ErrandId(2), Event::answerLost, {}, 1));
            ZF_TRY(errands::apply(database, ErrandId(3), Event::sending, {}, 1));
            ZF_TRY(errands::apply(database, ErrandId(3), Event::done, {}, 1));
            ZF_TRY(errands::block(database, ErrandId(4), QStringLiteral("NOT_ENOUGH")));
            return 0;
        }));
        using Which = errands::Filter::Which;
        const auto ids = [&](const errands::Filter& filter, int limit) {
            QList<qint64> all;
            const auto rows = shop.readers.read<std::vector<Errand>>(
                [&](Database& database) { return errands::list(database, filter, limit); });
            for (const Errand& errand : rows.value_or(std::vector<Errand>()))
                all << errand.id.value();
            return all;
        };
        QCOMPARE(ids({}, 100), (QList<qint64>{1, 2, 4, 5}));
        QCOMPARE(ids({}, 2), (QList<qint64>{1, 2}));
        QCOMPARE(ids({Which::open, State::unknown, 2}, 100), (QList<qint64>{4, 5}));
        QCOMPARE(ids({Which::inState, State::unclear}, 100), QList<qint64>{2});
        QCOMPARE(ids({Which::blocked}, 100), QList<qint64>{4});
    }

    /// What is over is not gone through, however much of it there is: neither by who works nor by who looks.
    void plans()
    {
        harness::Shop shop;
        QStringList statements;
        REQUIRE(shop.write<int>([&](Database& database) -> base::Result<int> {
            ZF_TRY(errands::claimDue(database, kKind, QStringLiteral("x"), 1, 10));
            ZF_TRY(errands::lost(database, kKind, QStringLiteral("x"), errands::Whose::endedAndMine, 1));
            ZF_TRY(errands::dueBy(database, "test", 1));
            ZF_TRY(errands::releaseEveryones(database, kKind));
            for (const auto which : {errands::Filter::Which::open, errands::Filter::Which::inState,
                     errands::Filter::Which::blocked})
                ZF_TRY(errands::list(database, {which, State::unclear, 1}, 10));
            for (const char* statement : database.statements())
                statements << QString::fromUtf8(statement);
            return 0;
        }));
        QSqlDatabase reader = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("plans"));
        reader.setDatabaseName(shop.file());
        QVERIFY(reader.open());
        int explained = 0;
        for (const QString& statement : std::as_const(statements)) {
            if (!statement.contains(QLatin1String("errands")))
                continue;
            QSqlQuery explain(reader);
            if (!explain.prepare(QStringLiteral("EXPLAIN QUERY PLAN ") + statement) || !explain.exec())
                continue;
            ++explained;
            while (explain.next()) {
                const QString step = explain.value(3).toString();
                // By what holds the living alone, or by the one that is meant.
                static const QRegularExpression kFine(
                    QStringLiteral("^SEARCH (errands|o|b) USING (COVERING )?(INDEX "
                                   "errands_(due|leased|open|open_by_state|open_by_kind|blocked) |INTEGER "
                                   "PRIMARY KEY \\(rowid=)|^LIST SUBQUERY|^USING "));
                QVERIFY2(
                    kFine.match(step).hasMatch(), qPrintable(statement + QStringLiteral("\n-> ") + step));
            }
        }
        reader.close();
        reader = {};
        QSqlDatabase::removeDatabase(QStringLiteral("plans"));
        QVERIFY2(explained >= 7, qPrintable(QString::number(explained)));
    }
};

ZHANGFANG_TEST(ErrandsTest)
#include "errands_test.moc"
