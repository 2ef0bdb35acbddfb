#include "errands/answer.h"
#include "errands/claim.h"
#include "harness/shop.h"

#include <cstdio>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <sqlite3.h>

using namespace zhangfang;
using errands::ErrandId;
using errands::Event;
using storage::Database;

/// What an errand costs beside a bare insert of its row, in the same run; only the ratios mean something.
namespace
{

constexpr int kRuns = 3; ///< ours and the baseline take turns; the best of each counts
constexpr int kCount = 20'000;
const QString kKind = QStringLiteral("payout");
const QByteArray kBytes(700, 'x'); ///< about what a transfer's request has

struct Rate {
    double perSecond = 0;
    int group = 1; ///< to a commit
};

double perSecond(const QElapsedTimer& timer)
{
    return kCount * 1e9 / static_cast<double>(timer.nsecsElapsed());
}

/// The same row with its bytes, in the same table, through the C API: what SQLite itself allows.
double bareInserts(int group)
{
    harness::Shop shop; // for its schema
    sqlite3* raw = nullptr;
    sqlite3_open(shop.file().toUtf8().constData(), &raw);
    const auto run = [raw](const char* sql) {
        if (sqlite3_exec(raw, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            qFatal("baseline: %s", sqlite3_errmsg(raw));
    };
    run("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON");
    sqlite3_stmt* insert = nullptr;
    if (sqlite3_prepare_v2(raw,
            "INSERT INTO errands (kind, subject, number, partner, state, bytes, next_at, created_at) VALUES "
            "('payout', ?1, 'W20251009' || (1000000 + ?1), 'wechatpay', 'stored', ?2, ?1, ?1)",
            -1, &insert, nullptr) != SQLITE_OK)
        qFatal("baseline: %s", sqlite3_errmsg(raw));
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < kCount; ++i) {
        if (i % group == 0)
            run("BEGIN IMMEDIATE");
        sqlite3_bind_int64(insert, 1, i + 1);
        sqlite3_bind_blob(insert, 2, kBytes.constData(), static_cast<int>(kBytes.size()), SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE)
            qFatal("baseline: %s", sqlite3_errmsg(raw));
        sqlite3_reset(insert);
        if (i % group == group - 1 || i == kCount - 1)
            run("COMMIT");
    }
    const double rate = perSecond(timer);
    sqlite3_finalize(insert);
    sqlite3_close(raw);
    return rate;
}

/// `step` for each of them, in transactions of their own that share commits.
Rate each(harness::Shop& shop, const std::function<base::Status(Database&, int)>& step)
{
    const quint64 before = shop.writer->commits();
    QList<QFuture<base::Result<int>>> waiting;
    QElapsedTimer timer;
    timer.start();
    for (int i = 1; i <= kCount; ++i)
        waiting << shop.writer->run<int>([i, &step](Database& database) -> base::Result<int> {
            ZF_TRY(step(database, i));
            return 0;
        });
    for (auto& future : waiting) {
        if (const auto done = future.takeResult(); !done)
            qFatal("%s", qPrintable(done.error().describe()));
    }
    return {
        perSecond(timer), kCount / static_cast<int>(std::max<quint64>(1, shop.writer->commits() - before))};
}

base::Status open(Database& database, int i)
{
    return errands::open(
        database, {kKind, QString::number(i), QStringLiteral("W20251009%1").arg(1'000'000 + i), i}, i)
        .map([](ErrandId) {});
}

/// The durable attempt: claimed, its bytes written down, its state moved, told in its story.
base::Status send(Database& database, int i)
{
    ZF_TRY(errands::claim(database, ErrandId(i), QStringLiteral("bench"), i));
    ZF_TRY(errands::fixBytes(database, ErrandId(i), kBytes, {}));
    return errands::apply(database, ErrandId(i), Event::sending, {}, i);
}

base::Status hear(Database& database, int i)
{
    ZF_TRY(errands::holds(database, ErrandId(i), 1));
    ZF_TRY(errands::recordSent(database, ErrandId(i), i));
    return errands::apply(database, ErrandId(i), Event::done, {{}, QStringLiteral("answer: SUCCESS"), {}}, i);
}

void print(const char* what, const Rate& ours, double baseline)
{
    std::printf("%-24s %9.0f/s   %-34s %9.0f/s   ratio %.2f   (%d to a commit)\n", what, ours.perSecond,
        "a bare insert of its row", baseline, ours.perSecond / baseline, ours.group);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    Rate opened;
    Rate life;
    double raw = 0;
    for (int run = 0; run < kRuns; ++run) {
        harness::Shop shop;
        const Rate first = each(shop, open);
        const Rate second = each(shop, send);
        const Rate third = each(shop, hear);
        if (first.perSecond > opened.perSecond)
            opened = first;
        const double whole = 1 / (1 / first.perSecond + 1 / second.perSecond + 1 / third.perSecond);
        if (whole > life.perSecond)
            life = {whole, second.group};
        raw = std::max(raw, bareInserts(first.group));
    }
    print("errands opened", opened, raw);
    print("errands, all their life", life, raw);
    return 0;
}
