#pragma once

#include "payments/payments.h"
#include "storage/writer.h"
#include "wechatpay/clients.h"

namespace zhangfang::payments
{

struct NewOrder {
    QString number; ///< empty: one is made
    Money amount;
    QString description;
    QString channel; ///< native, jsapi, app, h5 or code
    shop::Purpose purpose = shop::Purpose::sale;
    base::UserId user;
    QString clientIp = {}; ///< h5: of the customer's phone
    QString authCode = {}; ///< code: what the customer shows
};

/// Opens, asks about and closes orders at WeChat Pay. Lives on one worker thread, and waits there.
class OrderDesk
{
public:
    OrderDesk(storage::Writer& writer, storage::ReadPool& readers, const wechatpay::Clients& clients,
        const base::Clock& clock, base::RandomSource& random, access::Settings settings)
        : writer_(writer), readers_(readers), clients_(clients), clock_(clock), random_(random),
          settings_(std::move(settings))
    {
    }

    /// Stores the order, then opens it at WeChat. The same number with the same order again continues where
    /// an unclear answer left off, with the same bytes. Errors: invalid_*, number_reused, wechat_refused,
    /// wechat_unclear.
    [[nodiscard]] Result<shop::Order> create(const NewOrder& wanted);
    /// What the customer's app needs to invoke payment (jsapi and mini program, app), signed now; it serves
    /// as long as the prepay id, two hours. Errors: no_such_order, wrong_state.
    [[nodiscard]] Result<QJsonObject> invocation(const QString& number) const;
    /// Asks WeChat and books what it says.
    [[nodiscard]] Result<shop::Order> sync(const QString& number);
    /// Closes an unpaid order, here and at WeChat, or reverses it where it is paid by code; one that turns
    /// out to be paid becomes paid.
    [[nodiscard]] Result<shop::Order> close(const QString& number);
    /// Asks about orders whose notification is overdue and closes expired ones. Answers how many it looked
    /// at.
    [[nodiscard]] Result<int> pollDue();

private:
    [[nodiscard]] Result<shop::Order> stored(const NewOrder& wanted);
    [[nodiscard]] Result<shop::Order> find(const QString& number) const;
    [[nodiscard]] Result<wechatpay::Cashier*> cashierOf(const shop::Order& order) const;
    [[nodiscard]] Result<shop::Order> payByCode(const shop::Order& order, wechatpay::Cashier& cashier);
    [[nodiscard]] Status book(const wechatpay::Transaction& transaction, const QString& source);
    [[nodiscard]] Status closeHere(const shop::Order& order, const QString& why);

    storage::Writer& writer_;
    storage::ReadPool& readers_;
    const wechatpay::Clients& clients_;
    const base::Clock& clock_;
    base::RandomSource& random_;
    const access::Settings settings_;
};

} // namespace zhangfang::payments
