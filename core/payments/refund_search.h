#pragma once

#include "payments/refund.h"
#include "storage/writer.h"
#include "wechatpay/clients.h"

namespace zhangfang::payments
{

/// Finds the refunds of orders that WeChat calls refunded and that were not made here: by the numbers that
/// were heard of, by API v2's list where the merchant has its key, and by the bills of refunds. What an order
/// credited waits on the user's held account until all of it is known, or a person says that it is. Lives on
/// one worker thread, and waits there.
class RefundSearch
{
public:
    RefundSearch(storage::Writer& writer, storage::ReadPool& readers, const wechatpay::Clients& clients,
        const base::Clock& clock, access::Settings settings)
        : writer_(writer), readers_(readers), clients_(clients), clock_(clock), settings_(std::move(settings))
    {
    }
    /// Answers how many orders it looked at.
    [[nodiscard]] Result<int> runDue();

private:
    /// Numbers of refunds, and whether they are all there are.
    struct Found {
        QStringList numbers;
        bool isWhole = false;
    };
    [[nodiscard]] Status look(const shop::Order& order);
    [[nodiscard]] Result<Found> numbersOf(const shop::Order& order);
    [[nodiscard]] Result<Found> byBills(const shop::Order& order);
    [[nodiscard]] Result<bool> bookByNumber(const shop::Order& order, const QString& number);
    [[nodiscard]] Result<bool> nothingIsLeft(const shop::Order& order);
    [[nodiscard]] Result<bool> forgetWhatWasTyped(const shop::Order& order, const QString& number);
    /// What is known of the order's refunds: that there are none, that these are all, or neither.
    enum class Known { nothing, all, some };
    [[nodiscard]] Status conclude(const shop::Order& order, Known known);

    storage::Writer& writer_;
    storage::ReadPool& readers_;
    const wechatpay::Clients& clients_;
    const base::Clock& clock_;
    const access::Settings settings_;
};

/// A person knows the number of a refund that was made elsewhere: it is looked up and booked.
/// Errors: no_such_order, invalid_number, wrong_state.
[[nodiscard]] Status adoptRefund(storage::Database& database, const QString& orderNumber,
    const QString& outRefundNo, const QString& actor, qint64 nowUtcMs);
/// A person says that no more was refunded of the order than is booked: what waits is given to the user.
/// Answers how much. Errors: no_such_order, wrong_state, invalid_reason.
[[nodiscard]] Result<Money> refundsAreKnown(storage::Database& database, const QString& orderNumber,
    const QString& reason, const QString& actor, qint64 nowUtcMs);

} // namespace zhangfang::payments
