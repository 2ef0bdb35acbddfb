#pragma once

#include "harness/decisions.h"
#include "harness/harm.h"
#include "harness/shop.h"
#include "payments/order_desk.h"
#include "payments/refund_desk.h"
#include "payments/refund_resolve.h"
#include "payouts/dispatcher.h"
#include "payouts/resolve.h"
#include "practice/practice.h"

namespace zhangfang::harness
{

/// Real books and the desks that pay and give back, beside a real practice WeChat Pay, stepped through a time
/// that is moved by hand: half an hour of rounds passes in no time. Answers can be harmed on their way.
class SteppedShop
{
public:
    SteppedShop();
    /// What went wrong while it was set up; empty when all stands.
    [[nodiscard]] const QString& problem() const { return problem_; }
    [[nodiscard]] Shop& books() { return shop_; }
    [[nodiscard]] Wire& wire() { return *wire_; }
    [[nodiscard]] practice::Practice& wechat() { return *wechat_; }
    [[nodiscard]] const wechatpay::Clients& clients() const { return clients_; }

    [[nodiscard]] base::Status set(const char* key, const QString& value);
    /// A user who is owed `fen`, covered by the owner's money at WeChat.
    [[nodiscard]] base::UserId userWith(const QString& openid, qint64 fen, const QString& name = {});
    /// Requested and approved; nothing has been sent yet.
    [[nodiscard]] base::Result<payouts::Payout> approved(base::UserId user, qint64 fen);
    /// A paid order of `fen`.
    [[nodiscard]] base::Result<shop::Order> paidOrder(const QString& number, qint64 fen);
    [[nodiscard]] base::Result<payments::RefundRow> requestedRefund(const QString& order, qint64 fen);

    /// Works on what is due, moves the time to what is due next, and so on for `ms`. `steps`: a limit that
    /// nothing which is paced reaches.
    [[nodiscard]] base::Status run(qint64 ms, int steps = 400);
    /// The program ends and starts again.
    [[nodiscard]] base::Status restart();
    [[nodiscard]] payouts::Payout payout(base::PayoutId id) { return shop_.payout(id); }
    [[nodiscard]] payments::RefundRow refund(const base::OutRefundNo& number);
    [[nodiscard]] ResolveDesk resolveDesk();
    [[nodiscard]] RefundDecisions refundResolveDesk();
    [[nodiscard]] payments::RefundDesk refundDesk();
    [[nodiscard]] payments::OrderDesk orderDesk();
    [[nodiscard]] shop::Order order(const QString& number);
    /// What was written down of an order, one line each.
    [[nodiscard]] QStringList orderStory(const QString& number);
    [[nodiscard]] PayoutDesk payoutDesk() { return {*shop_.writer, shop_.clock, shop_.random}; }
    /// The open tasks' codes.
    [[nodiscard]] QStringList tasks();
    [[nodiscard]] QStringList story(base::PayoutId id);

    /// POST /control/<verb>; answers whether it was done.
    [[nodiscard]] bool control(const char* verb, const QJsonObject& order) const;
    /// Of one payout, what WeChat's own books say.
    [[nodiscard]] QJsonObject atWechat(const payouts::Payout& payout) const;
    [[nodiscard]] int timesPaid(const payouts::Payout& payout) const;
    /// What is wrong with the books, or between them and WeChat's when nothing is under way; empty: all adds
    /// up.
    [[nodiscard]] QString difference();

private:
    base::Status open();
    [[nodiscard]] access::Settings settings();
    [[nodiscard]] base::Result<std::optional<qint64>> nextDue();

    QTemporaryDir temp_;
    Shop shop_;
    QString problem_;
    std::optional<practice::detail::Identity> identity_;
    std::unique_ptr<practice::Practice> wechat_;
    std::shared_ptr<Wire> wire_ = std::make_shared<Wire>();
    wechatpay::Clients clients_;
    base::SystemClock wall_; ///< what is signed carries the real time
    crypto::SystemRandom random_;
};

} // namespace zhangfang::harness
