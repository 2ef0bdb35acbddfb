#pragma once

#include "access/settings.h"
#include "backend/lookback.h"
#include "backend/seals.h"
#include "listener/listener.h"
#include "office/office.h"
#include "payments/complaint.h"
#include "payments/refund_desk.h"
#include "payments/refund_resolve.h"
#include "payments/refund_search.h"
#include "payouts/consent.h"
#include "payouts/dispatcher.h"
#include "payouts/resolve.h"
#include "simulator/network.h"

#include <array>

namespace zhangfang::simulator
{

using base::Result;
using base::Status;

/// The shop's program from a start to its end: writer, readers, office, and the engine's workers, each
/// stepped by hand instead of by a thread of its own. One thread at a time; each that reads ends before this
/// does.
class Life
{
public:
    struct Ground {
        QString file;
        QString folder;           ///< of the seals, on a disk that does not fail
        const base::Clock& clock; ///< the shop's, which may go wrong
        base::RandomSource& random;
        Network& network;
        const practice::detail::Identity& identity;
        backend::SealKey sealKey;
        qint64 number = 0; ///< which start this is: who works in this one is nobody of before
    };
    [[nodiscard]] static Result<std::unique_ptr<Life>> begin(const Ground& ground);

    template <class T> [[nodiscard]] Result<T> write(std::function<Result<T>(storage::Database&)> command)
    {
        return writer_->runNow<T>(std::move(command));
    }
    template <class T>
    [[nodiscard]] Result<T> read(const std::function<Result<T>(storage::Database&)>& reader)
    {
        return readers_.read<T>(reader);
    }

    /// What the engine does on its threads (core/backend/engine.cpp).
    static constexpr size_t kSenders = 3; ///< of payouts: the first workers
    enum class Worker : size_t {
        firstSender = 0,
        refunds = kSenders,
        orders,
        search,
        consents,
        complaints,
        balances,
        books,
        recovery,
        seals,
        end
    };
    static constexpr size_t kWorkers = static_cast<size_t>(Worker::end);
    [[nodiscard]] static const char* nameOf(size_t worker);
    /// One step of it; nothing where it is in the middle of one.
    [[nodiscard]] std::optional<Status> step(size_t worker);
    /// WeChat Pay posts something.
    [[nodiscard]] http::Response hear(const http::Request& request);
    /// Settings have changed: everything that was made of them is made anew. Not while a worker works.
    [[nodiscard]] Status equip();
    /// The computer's clock was put back: as core/backend/watch does it.
    [[nodiscard]] Status clockWasPutBack();
    /// The program is ended by a person, and seals what there is.
    [[nodiscard]] Status endCleanly();

    /// What people decide and ask for, through the one door.
    [[nodiscard]] const office::Office& office() const { return *office_; }
    // What they ask WeChat by themselves.
    [[nodiscard]] payouts::ResolveDesk payoutAsking();
    [[nodiscard]] payments::RefundResolveDesk refundAsking();

private:
    explicit Life(const Ground& ground) : ground_(ground), readers_(ground.file) {}
    [[nodiscard]] wechatpay::Clients makeClients();
    void openOffice();
    Status work(size_t worker);
    Status sendPayouts(size_t worker);
    Status sendRefunds();
    Status askBalances();
    Status keepBooks();
    Status lookBack();

    const Ground ground_;
    std::unique_ptr<storage::Writer> writer_;
    storage::ReadPool readers_;
    std::shared_ptr<wechatpay::v3::KeyRing> keys_;
    std::unique_ptr<payments::Inbox> inbox_;
    std::unique_ptr<listener::Listener> listener_;
    access::Settings settings_;
    std::array<wechatpay::Clients, kWorkers> clients_;
    wechatpay::Clients peoples_;
    std::array<std::unique_ptr<payouts::Dispatcher>, kSenders> senders_;
    std::unique_ptr<payments::RefundDesk> refunds_;
    std::unique_ptr<payments::OrderDesk> orders_;
    std::unique_ptr<payments::RefundSearch> search_;
    std::unique_ptr<payouts::ConsentDesk> consents_;
    std::unique_ptr<payments::ComplaintDesk> complaints_;
    std::unique_ptr<backend::Lookback> lookback_;
    std::unique_ptr<backend::Seals> seals_;
    std::array<bool, kWorkers> busy_{};
    office::Catalogue catalogue_;
    std::unique_ptr<office::Office> office_;
    bool payoutsRecovered_ = false, refundsRecovered_ = false;
    qint64 balancesAskedAtUtcMs_ = 0;
};

} // namespace zhangfang::simulator
