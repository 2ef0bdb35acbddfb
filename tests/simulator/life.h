#pragma once

#include "access/settings.h"
#include "backend/lookback.h"
#include "listener/listener.h"
#include "payments/complaint.h"
#include "payments/refund_desk.h"
#include "payments/refund_resolve.h"
#include "payments/refund_search.h"
#include "payouts/consent.h"
#include "payouts/dispatcher.h"
#include "payouts/payout_desk.h"
#include "payouts/resolve.h"
#include "simulator/network.h"

namespace zhangfang::simulator
{

using base::Result;
using base::Status;

/// The shop's program from a start to its end: writer, readers, and the engine's workers, each stepped by
/// hand instead of by a thread of its own. Lives on one thread, which ends after it: so do the readers.
class Life
{
public:
    struct Ground {
        QString file;
        const base::Clock& clock; ///< the shop's, which may go wrong
        base::RandomSource& random;
        Network& network;
        const practice::detail::Identity& identity;
    };
    [[nodiscard]] static Result<std::unique_ptr<Life>> begin(const Ground& ground);

    [[nodiscard]] storage::Writer& writer() { return *writer_; }
    [[nodiscard]] storage::ReadPool& readers() { return readers_; }
    template <class T> [[nodiscard]] Result<T> write(std::function<Result<T>(storage::Database&)> command)
    {
        return writer_->runNow<T>(std::move(command));
    }
    template <class T>
    [[nodiscard]] Result<T> read(const std::function<Result<T>(storage::Database&)>& reader)
    {
        return readers_.read<T>(reader);
    }

    /// What the engine does on its threads (core/backend/engine.cpp), one step of each.
    struct Worker {
        const char* name;
        Status (Life::*step)();
    };
    [[nodiscard]] static const std::vector<Worker>& workers();
    /// WeChat Pay posts something.
    [[nodiscard]] http::Response hear(const http::Request& request);
    /// Settings have changed: everything that was made of them is made anew.
    [[nodiscard]] Status equip();
    /// The computer's clock was put back: as core/backend/watch does it.
    [[nodiscard]] Status clockWasPutBack();

    [[nodiscard]] payouts::PayoutDesk payoutDesk() { return {*writer_, ground_.clock, ground_.random}; }
    [[nodiscard]] payments::OrderDesk& orderDesk() { return *orders_; }
    [[nodiscard]] payments::RefundDesk& refundDesk() { return *refunds_; }
    [[nodiscard]] payouts::ResolveDesk& resolveDesk() { return *resolve_; }
    [[nodiscard]] payments::RefundResolveDesk& refundResolveDesk() { return *refundResolve_; }

private:
    explicit Life(const Ground& ground) : ground_(ground), readers_(ground.file) {}
    Status sendPayouts();
    Status sendRefunds();
    Status pollOrders();
    Status searchRefunds();
    Status askConsents();
    Status readComplaints();
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
    wechatpay::Clients clients_;
    std::unique_ptr<payouts::Dispatcher> payouts_;
    std::unique_ptr<payments::RefundDesk> refunds_;
    std::unique_ptr<payments::OrderDesk> orders_;
    std::unique_ptr<payments::RefundSearch> search_;
    std::unique_ptr<payouts::ConsentDesk> consents_;
    std::unique_ptr<payments::ComplaintDesk> complaints_;
    std::unique_ptr<payouts::ResolveDesk> resolve_;
    std::unique_ptr<payments::RefundResolveDesk> refundResolve_;
    std::unique_ptr<backend::Lookback> lookback_;
    bool payoutsRecovered_ = false, refundsRecovered_ = false;
    qint64 balancesAskedAtUtcMs_ = 0;
};

} // namespace zhangfang::simulator
