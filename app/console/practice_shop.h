#pragma once

#include "backend/shop_folder.h"
#include "practice/practice.h"

#include <condition_variable>
#include <optional>
#include <thread>

namespace zhangfang::console
{

using base::Result;
using base::Status;

/// A small tea-and-games shop on the practice WeChat Pay, in this process: with a month behind it, customers
/// who go on ordering, now and then with a coupon, and users who ask for their money. WeChat Pay takes its
/// fee, tells of some payments late, loses an answer, and hears of a refund that the desk knows nothing of.
class PracticeShop
{
public:
    static constexpr auto kPassword = "practice-only";
    /// Opens the shop in `folder`, or makes it with its month of history. Waits some seconds the first time.
    /// Errors: those of practice_folder.h and ShopFolder.
    [[nodiscard]] static Result<std::unique_ptr<PracticeShop>> open(const QString& folder);
    ~PracticeShop();
    PracticeShop(const PracticeShop&) = delete;
    PracticeShop& operator=(const PracticeShop&) = delete;

    /// The opened books, once.
    [[nodiscard]] std::unique_ptr<backend::ShopFolder> takeFolder() { return std::move(folder_); }
    /// From now on customers order and pay and users withdraw, until this object ends or `rest` is called.
    void comeAlive(backend::ShopFolder& shop);
    /// Lets the customer at the till finish, then stops.
    void rest();

private:
    PracticeShop() = default;
    [[nodiscard]] Status control(const char* verb, const QJsonObject& order) const;
    void live(backend::ShopFolder& shop);
    [[nodiscard]] Status customerOrders(backend::ShopFolder& shop);
    [[nodiscard]] Status userWithdraws(backend::ShopFolder& shop);
    [[nodiscard]] Status refundElsewhere();
    [[nodiscard]] qint64 upTo(qint64 most);
    std::unique_ptr<practice::Practice> wechat_;
    std::unique_ptr<backend::ShopFolder> folder_;
    crypto::SystemRandom random_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    struct Sale {
        QString number;
        base::Money amount;
    };
    std::optional<Sale> lastSale_; ///< of the thread below
    std::thread life_;
};

} // namespace zhangfang::console
