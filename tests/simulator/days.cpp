#include "simulator/days.h"

#include "base/calendar.h"
#include "base/json.h"
#include "errands/held_as.h"
#include "ledger/ledger.h"
#include "recovery/standing.h"
#include "simulator/keys.h"
#include "storage/migrations.h"

#include <thread>

namespace zhangfang::simulator
{

namespace
{

constexpr qint64 kBeginsAtUtcMs = 1'760'000'000'000; // 2025-10-09 16:53:20 in Shanghai
constexpr size_t kLastEvents = 30;
constexpr int kUsers = 40;
constexpr qint64 kOwnersFen = 50'000'000;
constexpr qint64 kQuietStepMs = 2 * 60'000;
constexpr int kQuietSteps = 3000; // four days
constexpr int kDeepest = 2;       ///< how many wait for WeChat, one within the other
/// From this sum on a withdrawal takes two people, in two of three shops.
constexpr qint64 kTwoFromFen = 2'000;
constexpr int kLong = 1'000'000; ///< calls: until the disk has space again
constexpr qint64 kFullMs = 10 * 60'000;

} // namespace

Days::Days(const Options& options)
    : options_(options), time_(kBeginsAtUtcMs), chance_(options.seed), shopRandom_(options.seed + 1'000'003),
      wechatRandom_(options.seed + 2'000'003), disk_(options.seed + 3'000'017, time_),
      network_(
          options.seed + 4'000'037, time_, outcome_.figures, [this](const QString& what) { note(what); }),
      file_(QString::fromLatin1(Disk::kFolder) + QStringLiteral("zhangfang.db")),
      beginsAtUtcMs_(kBeginsAtUtcMs)
{
}

void Days::note(const QString& what)
{
    const QString line = QStringLiteral("%1 %2 %3").arg(steps_).arg(base::toRfc3339(time_.nowUtcMs()), what);
    trace_.addData(line.toUtf8());
    last_.push_back(line);
    if (last_.size() > kLastEvents)
        last_.pop_front();
    if (options_.tell)
        options_.tell(line);
}

void Days::violated(const QString& what)
{
    if (isOver())
        return;
    note(QStringLiteral("VIOLATION: ") + what);
    outcome_.violation = what;
}

void Days::fault(const char* what)
{
    ++outcome_.figures.faults[what];
    note(QString::fromLatin1(what));
}

bool Days::took(const char* what, const Status& status)
{
    if (status)
        return true;
    const base::Error& error = status.error();
    note(QStringLiteral("%1: %2: %3").arg(QString::fromLatin1(what), error.code, error.message.left(160)));
    ++outcome_.figures.deeds["refused: " + error.code.toLatin1()];
    if (disk_.isWithoutPower())
        return false; // what the dead say, nobody hears
    for (const char* never :
        {"damaged", "not_a_database", "constraint", "storage_error", "lost_claim", "seals_differ"}) {
        if (error.code == QLatin1String(never) &&
            (error.code != QLatin1String("seals_differ") || sealsMustFit()))
            violated(QStringLiteral("%1: %2").arg(QString::fromLatin1(what), error.describe()));
    }
    return false;
}

bool Days::control(const char* verb, const QJsonObject& order)
{
    http::Request request{"POST", QByteArray("/control/") + verb, {}, base::toCompactJson(order), {}};
    return practice::detail::serveControl(*wechat_, request).status == 200;
}

void Days::passTime(qint64 ms)
{
    time_.advance(ms);
    network_.arrive();
    if (time_.nowUtcMs() - tickedAtUtcMs_ < 5'000)
        return;
    tickedAtUtcMs_ = time_.nowUtcMs();
    const std::lock_guard lock(wechat_->mutex);
    wechat_->tick();
}

Status Days::makeBooks()
{
    static const auto kKeys = [] {
        std::vector<crypto::PrivateKey> keys;
        const auto source = seededKeys(7);
        for (int i = 0; i < 3; ++i) {
            if (auto key = source())
                keys.push_back(std::move(*key));
        }
        return keys;
    }();
    if (kKeys.size() != 3)
        return base::invalid("invalid_key", QStringLiteral("no keys"));
    size_t next = 0;
    ZF_ASSIGN(
        auto identity, practice::detail::Identity::make(wechatRandom_, time_.nowUtcMs(),
                           [&]() -> Result<crypto::PrivateKey> { return kKeys[next++ % kKeys.size()]; }));
    practice::Practice::Options practiceOptions;
    practiceOptions.confirmAfterMs = 60'000;
    const bool nextDay = options_.seed % 2 == 0;
    wechat_ = std::make_unique<practice::detail::World>(
        practice::detail::Remembered{std::move(identity), practice::detail::Memory{}}, practiceOptions, 600,
        practice::detail::Surroundings{&time_, &wechatRandom_,
            [this](practice::detail::Delivery delivery) { network_.take(std::move(delivery)); }});
    network_.connect(*wechat_);
    if (!control("mode", {{QStringLiteral("confirm"), QStringLiteral("manual")},
                             {QStringLiteral("settlement"),
                                 nextDay ? QStringLiteral("t1") : QStringLiteral("at_once")}}) ||
        !control("fund", {{QStringLiteral("amount_fen"), kOwnersFen}}))
        return base::invalid("practice", QStringLiteral("the practice world cannot be set up"));

    ZF_ASSIGN(auto database, storage::Database::open(file_, storage::Database::Access::readWrite));
    ZF_TRY(storage::migrate(*database));
    ZF_TRY(database->begin());
    const practice::detail::Identity& who = wechat_->identity;
    const auto text = [](const QByteArray& latin1) { return QString::fromLatin1(latin1); };
    const access::Author author{QStringLiteral("simulator"), access::Author::Right::program};
    const QMap<QString, QString> settings{
        {QStringLiteral("wechatpay.api_base_url"), QStringLiteral("http://127.0.0.1:9")},
        {QStringLiteral("wechatpay.v2_base_url"), QStringLiteral("http://127.0.0.1:9")},
        {QStringLiteral("wechatpay.mchid"), who.mchid}, {QStringLiteral("wechatpay.appid"), who.appid},
        {QStringLiteral("wechatpay.certificate_serial"), text(who.merchantSerial)},
        {QStringLiteral("wechatpay.public_key_id"), text(who.publicKeyId)},
        {QStringLiteral("wechatpay.public_key"), text(who.platformKey.publicKey().toPem())},
        {QStringLiteral("wechatpay.transfer_scene_report_infos"),
            QStringLiteral("[{\"info_type\":\"活动名称\",\"info_content\":\"余额提现\"},{\"info_type\":"
                           "\"奖励说明\",\"info_content\":\"用户余额提现\"}]")},
        {QStringLiteral("wechatpay.settlement_days"), nextDay ? QStringLiteral("1") : QStringLiteral("0")},
        {QStringLiteral("wechatpay.notify_url"), QStringLiteral("http://127.0.0.1:9/wechatpay/notify")},
        {QStringLiteral("wechatpay.v2_notify_url"), QStringLiteral("http://127.0.0.1:9/wechatpay/v2/notify")},
        {QStringLiteral("payouts.red_packet_sender"), QStringLiteral("账房练习")},
        {QStringLiteral("payouts.max_user_day_fen"), QStringLiteral("100000000")},
        {QStringLiteral("payouts.max_day_fen"), QStringLiteral("100000000")},
        {QStringLiteral("payouts.two_approvers_from_fen"),
            QString::number(options_.seed % 3 == 0 ? 0 : kTwoFromFen)}};
    ZF_TRY(access::setSettings(*database, settings, author, time_.nowUtcMs()));
    ZF_TRY(hire(*database));
    ZF_ASSIGN(const auto owner, ledger::AccountPath::parse(QStringLiteral("equity:owner")));
    ZF_TRY(ledger::post(*database,
        ledger::simpleTransfer(QStringLiteral("move:owner"), QStringLiteral("move"), {}, time_.nowUtcMs(),
            ledger::AccountPath::wechatBasic(), owner, base::Money::fen(kOwnersFen)),
        time_.nowUtcMs()));
    for (int i = 0; i < kUsers; ++i) {
        ZF_ASSIGN(const shop::User user,
            shop::addUser(*database,
                {QStringLiteral("o-simulated-user-%1").arg(i, 4, 10, QLatin1Char('0')), QString()},
                time_.nowUtcMs()));
        users_.push_back(user.id);
    }
    return database->commit();
}

backend::SealKey Days::sealKey()
{
    return {[this]() -> Result<crypto::Secret> {
                if (sealKey_.isEmpty())
                    return base::notFound("no_such_secret", QStringLiteral("There is no key yet."));
                return crypto::Secret(sealKey_);
            },
        [this](const QByteArray& key) -> Status {
            sealKey_ = QByteArray(key.constData(), key.size());
            return {};
        }};
}

QString commandLineOf(const Options& options)
{
    QString line = QStringLiteral("--seed %1 --days %2 --faults %3 --steps %4")
                       .arg(options.seed)
                       .arg(options.days)
                       .arg(options.faultsPerThousand)
                       .arg(options.stepsPerDay);
    if (options.diskCall > 0)
        line += QStringLiteral(" --disk-call %1 --disk-failure %2")
                    .arg(options.diskCall)
                    .arg(static_cast<int>(options.diskFailure));
    if (options.netCall > 0)
        line += QStringLiteral(" --net-call %1 --net-fault %2").arg(options.netCall).arg(options.netFault);
    return line;
}

Outcome simulate(const Options& options)
{
    Days days(options);
    return days.run();
}

Outcome Days::run()
{
    Status made;
    std::thread([&] { made = makeBooks(); }).join();
    if (!made) {
        violated(QStringLiteral("the books cannot be made: ") + made.error().describe());
    }
    network_.setFaults(options_.faultsPerThousand);
    network_.setDeath([this] { disk_.cutPower(); }, [this] { return disk_.isWithoutPower(); });
    network_.setMeanwhile([this] { meanwhile(); });
    if (options_.netCall > 0)
        network_.failCall(options_.netCall, options_.netFault);
    const qint64 ofMakingBooks = disk_.calls();
    if (options_.diskCall > 0)
        disk_.failAfter(
            options_.diskCall, options_.diskFailure, options_.diskFailure == Disk::Failure::full ? kLong : 1);
    untilUtcMs_ = beginsAtUtcMs_ + options_.days * base::kDayMs;
    while (!done_ && !isOver()) {
        End end = End::days;
        std::thread([&] { end = live(); }).join();
        if (!done_ && !isOver())
            getUp(end);
    }
    trace_.addData(QByteArray::number(disk_.trace()));
    outcome_.trace = trace_.result().toHex();
    outcome_.step = steps_;
    outcome_.figures.faults["disk"] += disk_.failed();
    outcome_.figures.deeds["disk calls"] += disk_.calls() - ofMakingBooks;
    for (const QString& line : last_)
        outcome_.last << line;
    return outcome_;
}

void Days::getUp(End end)
{
    if (end == End::restore && !disk_.isWithoutPower()) {
        // Whoever puts books back tries until it is done. That nothing is half put back where the disk or the
        // program fails meanwhile is tests/system/restore_test's.
        disk_.recovers();
        fullUntilUtcMs_ = 0;
        disk_.putBack(*backup_);
        backup_.reset();
        restoreAtUtcMs_ = 0;
        acknowledged_.clear();
        network_.forget();
        fault("books put back");
        std::thread([&] {
            auto database = storage::Database::open(file_, storage::Database::Access::existing);
            if (!took("restore", database))
                return violated(QStringLiteral("a backup cannot be opened"));
            Status begun = (*database)->begin();
            if (begun)
                begun =
                    recovery::begin(**database, {"restored", QStringLiteral("backup"), QStringLiteral("mei")},
                        shopRandom_, clock_.nowUtcMs());
            if (begun)
                begun = (*database)->commit();
            if (!took("restore", begun))
                violated(QStringLiteral("a backup cannot be marked as put back"));
        }).join();
        recovering_ = true;
        wasRestored_ = true;
        network_.setSilent(true);
        return;
    }
    if (!disk_.isWithoutPower() && end != End::crash)
        return;
    const auto loss = static_cast<Disk::Loss>(chance_.below(3));
    disk_.reboot(loss);
    fullUntilUtcMs_ = 0;
    static constexpr const char* kNames[] = {
        "crash: the process alone", "crash: all that was not synced is lost", "crash: torn and lost writes"};
    fault(kNames[static_cast<size_t>(loss)]);
    passTime(chance_.between(1'000, 20 * 60'000));
}

Days::End Days::live()
{
    const qint64 number = ++outcome_.figures.deeds["starts"];
    auto begun = Life::begin(
        {file_, folder_.path(), clock_, shopRandom_, network_, wechat_->identity, sealKey(), number});
    if (!begun) {
        took("start", begun);
        if (quiet_ && !disk_.isWithoutPower() && options_.diskCall == 0)
            violated(QStringLiteral("no start"));
        return End::crash;
    }
    Life& life = **begun;
    const errands::HeldAs people(QStringLiteral("till:%1:people").arg(number));
    life_ = &life;
    const End end = liveOn(life);
    life_ = nullptr;
    return end;
}

Days::End Days::liveOn(Life& life)
{
    signIn(life);
    lookAtAcknowledged(life);
    for (;;) {
        if (isOver())
            return End::days;
        if (!quiet_ && time_.nowUtcMs() >= untilUtcMs_) {
            endFaults(life);
            if (disk_.isWithoutPower())
                return End::crash;
            quiet_ = true;
        }
        if (quiet_) {
            becomeQuiet(life);
            if (disk_.isWithoutPower())
                return End::crash;
            done_ = true;
            return End::days;
        }
        if (const End end = step(life); end != End::days)
            return end;
    }
}

void Days::runWorkers(Life& life, int percent)
{
    std::array<size_t, Life::kWorkers> order{};
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    for (size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[static_cast<size_t>(chance_.below(static_cast<qint64>(i)))]);
    for (const size_t worker : order) {
        if (chance_.below(100) >= percent)
            continue;
        if (const auto done = life.step(worker))
            took(Life::nameOf(worker), *done);
        lookQuickly();
        if (isOver() || disk_.isWithoutPower())
            return;
    }
}

void Days::meanwhile()
{
    if (!life_ || depth_ >= kDeepest || isOver() || disk_.isWithoutPower())
        return;
    ++depth_;
    std::thread([this] {
        Life& life = *life_;
        const errands::HeldAs holder(QStringLiteral("till:meanwhile:%1").arg(depth_));
        did("things done while somebody waits");
        switch (chance_.below(8)) {
        case 0:
        case 1:
            network_.deliver([&](const http::Request& request) { return std::optional(life.hear(request)); },
                static_cast<int>(chance_.between(1, 3)));
            break;
        case 2:
            payeesConfirm(20);
            break;
        case 3:
            if (!recovering_ && restoreAtUtcMs_ == 0 && !quiet_)
                operatorCancels(life);
            break;
        case 4:
        case 5:
        case 6: {
            const size_t sender = static_cast<size_t>(chance_.below(Life::kSenders));
            if (const auto done = life.step(sender))
                took(Life::nameOf(sender), *done);
            break;
        }
        default: {
            const size_t worker = static_cast<size_t>(chance_.below(Life::kWorkers));
            if (const auto done = life.step(worker))
                took(Life::nameOf(worker), *done);
            break;
        }
        }
    }).join();
    --depth_;
}

Days::End Days::step(Life& life)
{
    ++steps_;
    const qint64 mean = base::kDayMs / options_.stepsPerDay;
    passTime(chance_.between(1, 2 * mean));
    if (disk_.isWithoutPower())
        return End::crash;
    network_.deliver([&](const http::Request& request) { return std::optional(life.hear(request)); },
        static_cast<int>(chance_.below(6)));
    for (const QString& event : network_.takeAcknowledged())
        acknowledged_.insert(event);
    lookQuickly();
    if (isOver() || disk_.isWithoutPower())
        return End::crash;
    people(life);
    if (isOver() || disk_.isWithoutPower())
        return End::crash;
    runWorkers(life, 60);
    if (isOver() || disk_.isWithoutPower())
        return End::crash;
    const qint64 day = (time_.nowUtcMs() - beginsAtUtcMs_) / base::kDayMs;
    if (day != dayChecked_) {
        dayChecked_ = day;
        lookAtWechat();
        lookAtBooks(life);
        lookAtSeals(life);
    }
    return goWrong(life);
}

Days::End Days::goWrong(Life& life)
{
    const qint64 now = time_.nowUtcMs();
    if (fullUntilUtcMs_ != 0 && now >= fullUntilUtcMs_) {
        disk_.recovers();
        fullUntilUtcMs_ = 0;
    }
    if (wrongUntilUtcMs_ != 0 && now >= wrongUntilUtcMs_) {
        const qint64 wrongBy = clock_.wrongByMs;
        clock_.wrongByMs = 0;
        wrongUntilUtcMs_ = 0;
        if (wrongBy > 0)
            took("clock", life.clockWasPutBack());
    }
    // The one fault of days without any: there is space again after a while.
    if (options_.diskCall > 0 && options_.diskFailure == Disk::Failure::full && fullUntilUtcMs_ == 0 &&
        disk_.isFull())
        fullUntilUtcMs_ = now + kFullMs;
    if (restoreAtUtcMs_ != 0 && now >= restoreAtUtcMs_)
        return End::restore;
    const int rate = options_.faultsPerThousand; // 40: about one of these in 25 steps
    if (!chance_.inThousand(rate))
        return End::days;
    switch (chance_.below(20)) {
    case 0:
    case 1:
    case 2:
        disk_.failAfter(chance_.between(1, 150), Disk::Failure::powerLoss);
        break;
    case 3:
    case 4:
    case 5:
    case 6:
        disk_.failAfter(
            chance_.between(1, 100), Disk::Failure::ioError, static_cast<int>(chance_.between(1, 5)));
        break;
    case 7:
    case 8:
        disk_.failAfter(chance_.between(1, 50), Disk::Failure::full, 1'000'000);
        fullUntilUtcMs_ = now + chance_.between(10'000, 20 * 60'000);
        fault("disk full");
        break;
    case 9:
    case 10:
    case 11: {
        fault("network down");
        network_.goDown(now + chance_.between(10'000, 45 * 60'000));
        break;
    }
    case 12:
    case 13:
        disk_.cutPower();
        return End::crash;
    case 14:
    case 15:
        did("restarts");
        note(QStringLiteral("restart"));
        took("seal", life.endCleanly());
        return End::restart;
    case 16:
    case 17: {
        const qint64 most = chance_.below(4) == 0 ? base::kDayMs : 4 * 60'000;
        const qint64 before = clock_.wrongByMs;
        clock_.wrongByMs = chance_.between(-most, most);
        wrongUntilUtcMs_ = now + chance_.between(60'000, 60 * 60'000);
        wasWrong_ = true;
        fault("clock jump");
        if (clock_.wrongByMs < before)
            took("clock", life.clockWasPutBack());
        break;
    }
    default:
        // Seldom, and only beside books that are whole: what they are put back to later.
        if (restoreAtUtcMs_ == 0 && !recovering_ && unanswered_.empty() && chance_.below(8) == 0 &&
            now + base::kDayMs / 4 < untilUtcMs_) {
            note(QStringLiteral("backup"));
            backup_ = disk_.image();
            restoreAtUtcMs_ = now + chance_.between(10 * 60'000, 4 * 3'600'000);
        }
        break;
    }
    return End::days;
}

void Days::endFaults(Life& life)
{
    note(QStringLiteral("the faults end"));
    network_.setFaults(0);
    network_.goDown(0);
    if (options_.netCall == 0) // what was ordered comes whenever its time is
        network_.failCall(0, 0);
    if (options_.diskCall == 0)
        disk_.recovers();
    fullUntilUtcMs_ = 0;
    restoreAtUtcMs_ = 0;
    backup_.reset();
    if (clock_.wrongByMs != 0) {
        clock_.wrongByMs = 0;
        took("clock", life.clockWasPutBack());
    }
}

void Days::becomeQuiet(Life& life)
{
    QString left;
    for (int i = 0; i < kQuietSteps && !isOver(); ++i) {
        ++steps_;
        if (disk_.isWithoutPower()) // the one fault of days without any, if it is ordered for now
            return;
        if (options_.diskFailure == Disk::Failure::full && disk_.isFull() && i % 5 == 4)
            disk_.recovers();
        passTime(kQuietStepMs);
        while (network_.deliver(
                   [&](const http::Request& request) { return std::optional(life.hear(request)); }, 50) > 0) {
        }
        if (i % 5 == 0)
            payeesConfirm(100);
        if (recovering_)
            confirmRestored(life);
        tryAgain(life);
        operatorDecides(life);
        operatorLooks(life);
        runWorkers(life, 100);
        if (i % 30 == 29) {
            left = notAtEnd(life);
            if (left.isEmpty() && unanswered_.empty() && network_.waiting() == 0)
                break;
        }
    }
    left = notAtEnd(life);
    if (!left.isEmpty() && !disk_.isWithoutPower())
        violated(QStringLiteral("something never ends: ") + left);
    if (!isOver() && !disk_.isWithoutPower())
        lookAtTheEnd(life);
}

} // namespace zhangfang::simulator
