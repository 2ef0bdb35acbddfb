#pragma once

#include "backend/certificate_pace.h"
#include "backend/health.h"
#include "backend/seals.h"
#include "backend/shop_folder.h"
#include "listener/listener.h"
#include "recovery/mark.h"

#include <atomic>
#include <condition_variable>
#include <thread>

namespace zhangfang::backend
{

/// The part that works by itself: hears notifications, sends and recovers payouts, asks about orders,
/// settles. At most one runs on a folder. Every kind of work has a thread and a pace of its own: nothing that
/// waits for WeChat keeps anything else waiting, and local work waits for nobody.
class Engine
{
public:
    /// Errors: already_running, not_configured, cannot_listen.
    [[nodiscard]] static Result<std::unique_ptr<Engine>> start(ShopFolder& folder);
    /// Lets each worker finish the call it is in, then stops: no further call leaves.
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    /// "http://127.0.0.1:8443", "http://[::1]:8443"
    [[nodiscard]] QString listeningAt() const { return listeningAt_; }

private:
    struct Tools;
    template <class Desk> class Hand;
    explicit Engine(ShopFolder& folder) : folder_(folder) {}
    [[nodiscard]] Status listen(const access::Settings& settings, const listener::ApiKeys& apiKeys);
    /// Makes or renews a worker's tools after the settings of this moment; answers whether they are new.
    [[nodiscard]] Result<bool> equip(std::unique_ptr<Tools>& tools, ShopFolder::Speaks speaks);
    /// Errors: no_platform_key.
    [[nodiscard]] Status keysAreHere() const;
    /// The merchant as the settings and secrets of this moment tell: a renewed certificate, key or serial is
    /// taken up without a stop.
    [[nodiscard]] Result<std::shared_ptr<const wechatpay::Merchant>> currentMerchant(
        const access::Settings& settings);
    // What the workers do, each on its own thread.
    void payouts(); ///< several at once
    void refunds();
    void orders();
    void search(); ///< for refunds that were made elsewhere
    void consents();
    void complaints();
    void balances();
    void certificates();
    void recovery();
    void books();
    void index();  ///< keeps what is found by parts of texts up with the books
    void status(); ///< also the small write that tells whether the books can be written
    void mark();
    void watch();
    void backups(); ///< the daily one
    void seals();   ///< of the day that is over
    /// Writes down outside of the books how far they go, and notices books that go less far.
    [[nodiscard]] Status markBooks();
    /// Keeps WeChat's figures of the accounts fresh, and the contact with it proven, in quiet hours.
    [[nodiscard]] Status askBalance(wechatpay::v3::Client& client, wechatpay::AccountType account) const;
    /// And what was in the account at the end of the latest day that is not known yet.
    [[nodiscard]] Status askDayEnd(wechatpay::v3::Client& client, wechatpay::AccountType account) const;
    void work(const char* name, std::chrono::milliseconds pace, const std::function<Status()>& step);
    ShopFolder& folder_;
    std::unique_ptr<Health> health_;
    std::mutex merchantInUse_;
    std::shared_ptr<const wechatpay::Merchant> merchant_; ///< under merchantInUse_
    QMap<QString, QString> merchantSettings_;             ///< what it was made from; under merchantInUse_
    std::shared_ptr<wechatpay::v3::KeyRing> keys_;
    std::mutex recoveringInUse_;
    bool payoutsRecovered_ = false; ///< under recoveringInUse_
    std::mutex contactInUse_;
    wechatpay::Contact contact_;           ///< the latest; under contactInUse_
    qint64 contactOkAtUtcMs_ = 0;          ///< under contactInUse_
    std::optional<qint64> skewMs_;         ///< WeChat's clock less ours, told last; under contactInUse_
    std::optional<recovery::Head> marked_; ///< of the marking worker, and of start and end
    std::unique_ptr<Seals> seals_;         ///< of the sealing worker, and of the end
    std::unique_ptr<storage::FileLock> lock_;
    std::unique_ptr<payments::Inbox> inbox_;
    std::unique_ptr<listener::Listener> listener_;
    std::shared_ptr<listener::Refusals> refusals_; ///< the listener's, which ends before the workers do
    QString listeningAt_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::atomic<bool> stopping_ = false; ///< changes under mutex_
    std::vector<std::thread> workers_;
};

} // namespace zhangfang::backend
