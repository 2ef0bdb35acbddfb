#pragma once

#include "access/settings.h"
#include "payouts/payout.h"
#include "shop/users.h"
#include "wechatpay/clients.h"

namespace zhangfang::payouts
{

/// The code under which a batch that WeChat has, and that does not show a payout, is told.
inline constexpr auto kDetailUnknown = "DETAIL_UNKNOWN";

/// One way in which WeChat Pay pays users out. Lives on one worker thread, and waits there.
class PayoutChannel
{
public:
    PayoutChannel() = default;
    virtual ~PayoutChannel() = default;
    PayoutChannel(const PayoutChannel&) = delete;
    PayoutChannel& operator=(const PayoutChannel&) = delete;

    /// As the setting `payouts.channel` names it, and a payout remembers it.
    [[nodiscard]] virtual QString name() const = 0;
    /// How many payouts one request may carry.
    [[nodiscard]] virtual int mostPerRequest() const { return 1; }
    /// WeChat is asked about a payout no more often than this.
    [[nodiscard]] virtual qint64 leastPollMs() const { return 0; }

    struct Item {
        Payout payout;
        shop::User payee;
        shop::Payee to;         ///< the app and the openid that are paid
        QString consentNo = {}; ///< of a consent that stands; empty: the payee confirms
    };
    /// The exact bytes that pay these, and the platform key that the names in them are sealed for: stored
    /// before they are sent, and sent again unchanged. `batchNo` names a request that carries many.
    /// Errors: invalid_field, name_required, not_configured, keys_changed (once more makes it).
    [[nodiscard]] virtual Result<Request> make(const QString& batchNo, const std::vector<Item>& items) = 0;
    /// What WeChat says at once of those it took; of each that it does not name, that it was accepted.
    [[nodiscard]] virtual wechatpay::ApiResult<std::vector<wechatpay::TransferBill>> send(
        const Request& request, const std::vector<Payout>& payouts) = 0;
    /// Whether the payee has to confirm this one in their app, which takes `packageInfo`.
    [[nodiscard]] virtual bool payeeConfirms(const Payout&) const { return false; }
    /// Not found means: WeChat has not seen the request that carried it.
    [[nodiscard]] virtual wechatpay::ApiResult<wechatpay::TransferBill> ask(const Payout& payout) = 0;
    /// Asks WeChat to stop one that is not yet received. Refused where the channel cannot.
    [[nodiscard]] virtual wechatpay::ApiResult<void> cancel(const Payout& payout) = 0;
    /// `Request-ID` of the latest answer, for the record; may be empty.
    [[nodiscard]] virtual QString lastRequestId() const = 0;
};

/// All channels this merchant can use.
class PayoutChannels
{
public:
    PayoutChannels(const wechatpay::Clients& clients, const access::Settings& settings);
    /// Errors: not_configured (a channel that needs what the merchant has not given).
    [[nodiscard]] Result<PayoutChannel*> find(const QString& name) const;

private:
    std::vector<std::unique_ptr<PayoutChannel>> channels_;
};

} // namespace zhangfang::payouts
