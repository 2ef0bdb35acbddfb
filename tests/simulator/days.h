#pragma once

#include "access/operators.h"
#include "payments/refund.h"
#include "payouts/payout.h"
#include "shop/orders.h"
#include "shop/users.h"
#include "simulator/simulation.h"

#include <atomic>
#include <QTemporaryDir>

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

/// Refunds that stand there, the oldest first.
[[nodiscard]] Result<std::vector<payments::RefundRow>> refundsIn(
    storage::Database& database, payments::RefundStage stage, int limit);

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
    [[nodiscard]] End liveOn(Life& life);
    [[nodiscard]] End step(Life& life);
    /// Power came back, or the program starts again.
    void getUp(End end);
    [[nodiscard]] End goWrong(Life& life);
    void endFaults(Life& life);
    /// No fault any more: everything has to come to its end.
    void becomeQuiet(Life& life);
    void runWorkers(Life& life, int percent);
    /// While somebody waits for an answer of WeChat's: on a thread of its own, as it would be.
    void meanwhile();
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
    [[nodiscard]] backend::SealKey sealKey();

    // ---- Who works here: staff.cpp
    [[nodiscard]] Status hire(storage::Database& database);
    /// Everybody proves who they are, as the books have them.
    void signIn(Life& life);
    /// One is disabled, or comes back; nobody notices it before they act.
    void changeStaff(Life& life);
    /// Their act, under the key. What a person may not do and did is a violation.
    [[nodiscard]] Result<QJsonObject> act(Life& life, const access::Actor& actor, const QString& name,
        const QJsonObject& input, const QString& key);
    template <class C>
    [[nodiscard]] Result<QJsonObject> act(
        Life& life, const access::Actor& actor, const C& command, const QString& key = {})
    {
        return act(life, actor, QString::fromLatin1(C::kName), C::shape().write(command), key);
    }
    [[nodiscard]] const access::Actor& staff(const char* name) const { return staff_.at(name); }
    /// Mostly one who may decide.
    [[nodiscard]] const access::Actor& someoneDeciding();
    [[nodiscard]] access::Actor seat() const;

    // ---- What people do: people.cpp
    void people(Life& life);
    void customerOrders(Life& life);
    void customerPays();
    void userAsks(Life& life);
    void shopRewards(Life& life);
    void tryAgain(Life& life);
    void operatorDecides(Life& life);
    void decideOn(Life& life, const payouts::Payout& payout);
    void operatorCancels(Life& life);
    void operatorHandsOver(Life& life);
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
    void lookAtPayouts(Life& life);
    void lookAtOrders(Life& life);
    void lookAtMoney(Life& life);
    void lookAtSeals(Life& life);

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
    const QTemporaryDir folder_; ///< of the seals
    const QString file_;
    const qint64 beginsAtUtcMs_;
    qint64 untilUtcMs_ = 0, tickedAtUtcMs_ = 0, steps_ = 0, dayChecked_ = 0;
    bool quiet_ = false, done_ = false;
    qint64 fullUntilUtcMs_ = 0, wrongUntilUtcMs_ = 0;
    /// Books that were put back can know of a later time than seals of theirs, where the clock was wrong:
    /// that looks as if they had been changed, and is for a person to say.
    [[nodiscard]] bool sealsMustFit() const { return !(wasWrong_ && wasRestored_); }
    bool wasWrong_ = false, wasRestored_ = false; ///< the clock, the books: ever
    Life* life_ = nullptr;                        ///< the one that is lived now
    int depth_ = 0;                               ///< how many wait for WeChat, one within the other
    QByteArray sealKey_;
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
        enum class Kind { withdrawal, reward, refund, handOver } kind;
        QString key, openid, order;
        base::UserId user = {};
        qint64 fen = 0;
        QString event = {}; ///< of what is handed over
        const char* by = "";
    };
    [[nodiscard]] Status doNow(Life& life, const Intent& intent);
    std::vector<Intent> unanswered_; ///< acts whose answer was lost: done again under the same key
    qint64 intents_ = 0, answeredWithdrawals_ = 0, answeredRewards_ = 0, answeredRefunds_ = 0;
    std::map<QString, QString> handedOver_; ///< order: how far, as the shop has answered
    std::map<std::string, access::Actor> staff_;
    bool isAway_ = false;            ///< the approver is disabled
    std::set<QString> acknowledged_; ///< notifications, since the books were last put back
};

} // namespace zhangfang::simulator
