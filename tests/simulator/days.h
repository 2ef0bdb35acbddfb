#pragma once

#include "payouts/payout.h"
#include "shop/users.h"
#include "simulator/simulation.h"

#include <atomic>

namespace zhangfang::simulator
{

/// The shop's clock: the true time, unless somebody has put it wrong.
class ShopClock final : public base::Clock
{
public:
    explicit ShopClock(const base::Clock& truth) : truth_(truth) {}
    [[nodiscard]] qint64 nowUtcMs() const override { return truth_.nowUtcMs() + wrongByMs; }
    std::atomic<qint64> wrongByMs = 0;

private:
    const base::Clock& truth_;
};

/// Everything there is while one seed is simulated.
class Days
{
public:
    explicit Days(const Options& options);
    [[nodiscard]] Outcome run();

private:
    enum class End { days, crash, restart, restore };

    // ---- The world as a whole: days.cpp
    [[nodiscard]] Status makeBooks();
    /// On a thread of its own: the program from a start to its end.
    [[nodiscard]] End live();
    [[nodiscard]] End step(Life& life);
    /// Power came back, or the program starts again.
    void getUp(End end);
    [[nodiscard]] End goWrong(Life& life);
    void endFaults(Life& life);
    /// No fault any more: everything has to come to its end.
    void becomeQuiet(Life& life);
    void runWorkers(Life& life, int percent);
    void passTime(qint64 ms);
    [[nodiscard]] bool isOver() const { return !outcome_.violation.isEmpty(); }
    void note(const QString& what);
    void violated(const QString& what);
    /// Whether it was done; what may go wrong with a disk that fails is noted, what never may is a violation.
    bool took(const char* what, const Status& status);
    template <class T> bool took(const char* what, const Result<T>& result)
    {
        return took(what, result ? Status() : Status(tl::unexpected(result.error())));
    }
    void did(const char* what) { ++outcome_.figures.deeds[what]; }
    void fault(const char* what);
    [[nodiscard]] bool control(const char* verb, const QJsonObject& order);

    // ---- What people do: people.cpp
    void people(Life& life);
    void customerOrders(Life& life);
    void customerPays();
    void userAsks(Life& life);
    void shopRewards(Life& life);
    void tryAgain(Life& life);
    void operatorDecides(Life& life);
    void operatorRefunds(Life& life);
    void operatorLooks(Life& life); ///< at whatever waits for a person
    void operatorConfiguresPayouts(Life& life);
    void payeesConfirm(int percent);
    void refundsGoWrong();
    void confirmRestored(Life& life);
    [[nodiscard]] Status set(Life& life, const char* key, const QString& value);
    template <class T> [[nodiscard]] const T& oneOf(const std::vector<T>& all)
    {
        return all[static_cast<size_t>(chance_.below(static_cast<qint64>(all.size())))];
    }

    // ---- What must hold: invariants.cpp
    void lookQuickly();
    void lookAtWechat();
    void lookAtBooks(Life& life);
    void lookAtAcknowledged(Life& life);
    [[nodiscard]] QString notAtEnd(Life& life);
    void lookAtTheEnd(Life& life);

    const Options options_;
    Outcome outcome_;
    QCryptographicHash trace_{QCryptographicHash::Sha256};
    std::deque<QString> last_;
    base::ManualClock time_;
    ShopClock clock_{time_};
    Chance chance_;       ///< of what happens
    Chance shopRandom_;   ///< the shop's own
    Chance wechatRandom_; ///< WeChat's own
    Disk disk_;
    Network network_;
    std::unique_ptr<practice::detail::World> wechat_;
    const QString file_;
    const qint64 beginsAtUtcMs_;
    qint64 untilUtcMs_ = 0, tickedAtUtcMs_ = 0, steps_ = 0, dayChecked_ = 0;
    bool quiet_ = false, done_ = false;
    qint64 fullUntilUtcMs_ = 0, wrongUntilUtcMs_ = 0;
    // Restoring.
    std::shared_ptr<const Disk::Image> backup_;
    qint64 restoreAtUtcMs_ = 0;
    bool recovering_ = false;
    // People.
    std::vector<base::UserId> users_;
    std::map<QString, qint64> entitled_;                   ///< by openid: all that was ever credited
    std::vector<QString> payable_;                         ///< orders that a customer may pay
    std::vector<QString> paid_;                            ///< orders that were
    std::map<QString, std::pair<qint64, QString>> topups_; ///< number: amount, openid
    struct Intent {
        enum class Kind { withdrawal, reward, refund } kind;
        QString key, openid, order;
        base::UserId user;
        qint64 fen = 0;
    };
    std::vector<Intent> unanswered_; ///< acts whose answer was lost: done again under the same key
    qint64 intents_ = 0, answeredWithdrawals_ = 0;
    std::set<QString> acknowledged_; ///< notifications, since the books were last put back
};

} // namespace zhangfang::simulator
