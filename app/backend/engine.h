#pragma once

#include "backend/shop_folder.h"
#include "listener/listener.h"

#include <condition_variable>
#include <thread>

namespace zhangfang::backend
{

/// The part that works by itself: hears notifications, sends and recovers payouts, asks about orders,
/// settles. At most one runs on a folder.
class Engine
{
public:
    /// Errors: already_running, not_configured, cannot_listen.
    [[nodiscard]] static Result<std::unique_ptr<Engine>> start(ShopFolder& folder);
    /// Lets each worker finish the call it is in, then stops.
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    /// "http://127.0.0.1:8443"
    [[nodiscard]] QString listeningAt() const { return listeningAt_; }

private:
    struct Tools;
    explicit Engine(ShopFolder& folder) : folder_(folder) {}
    [[nodiscard]] Status listen(const access::Settings& settings, const listener::ApiKeys& apiKeys);
    /// Makes or renews a worker's tools after the settings of this moment, and the platform's keys.
    [[nodiscard]] Status equip(std::unique_ptr<Tools>& tools);
    /// The merchant as the settings and secrets of this moment tell: a renewed certificate, key or serial is
    /// taken up without a stop.
    [[nodiscard]] Result<std::shared_ptr<const wechatpay::Merchant>> currentMerchant(
        const access::Settings& settings);
    [[nodiscard]] Status refreshKeys(wechatpay::v3::Client& client);
    void payouts();
    void orders();
    void status();
    /// Keeps WeChat's figures of the accounts fresh, and the contact with it proven, in quiet hours.
    [[nodiscard]] Status askBalance(wechatpay::v3::Client& client, wechatpay::AccountType account);
    /// And what was in the account at the end of the latest day that is not known yet.
    [[nodiscard]] Status askDayEnd(wechatpay::v3::Client& client, wechatpay::AccountType account);
    /// A task for each certificate that ends soon.
    [[nodiscard]] Status warnOfExpiry(const access::Settings& settings);
    void work(const char* name, const std::function<Status()>& step);
    ShopFolder& folder_;
    std::mutex merchantInUse_;
    std::shared_ptr<const wechatpay::Merchant> merchant_; ///< under merchantInUse_
    QMap<QString, QString> merchantSettings_;             ///< what it was made from; under merchantInUse_
    std::shared_ptr<wechatpay::v3::KeyRing> keys_;
    std::mutex contactInUse_;
    wechatpay::Contact contact_;  ///< the latest; under contactInUse_
    qint64 contactOkAtUtcMs_ = 0; ///< under contactInUse_
    std::mutex refreshing_;
    qint64 refreshedAtUtcMs_ = 0; ///< under refreshing_
    std::unique_ptr<QLockFile> lock_;
    std::unique_ptr<payments::Inbox> inbox_;
    std::unique_ptr<listener::Listener> listener_;
    QString listeningAt_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::vector<std::thread> workers_;
};

} // namespace zhangfang::backend
