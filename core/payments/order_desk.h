#pragma once

#include "payments/payments.h"
#include "storage/writer.h"

namespace zhangfang::payments
{

struct NewOrder {
    QString number; ///< empty: one is made
    Money amount;
    QString description;
    QString channel;
    shop::Purpose purpose = shop::Purpose::sale;
    base::UserId user;
};

/// Opens, asks about and closes orders at WeChat Pay. Lives on one worker thread, and waits there.
class OrderDesk
{
public:
    OrderDesk(storage::Writer& writer, storage::ReadPool& readers, v3::Client& client,
        const base::Clock& clock, base::RandomSource& random, access::Settings settings)
        : writer_(writer), readers_(readers), client_(client), clock_(clock), random_(random),
          settings_(std::move(settings))
    {
    }

    /// Stores the order, then opens it at WeChat. The same number with the same order again continues where
    /// an unclear answer left off, with the same bytes. Errors: invalid_*, number_reused, wechat_refused,
    /// wechat_unclear.
    [[nodiscard]] Result<shop::Order> create(const NewOrder& wanted);
    /// Asks WeChat and books what it says.
    [[nodiscard]] Result<shop::Order> sync(const QString& number);
    /// Closes an unpaid order, here and at WeChat; one that turns out to be paid becomes paid.
    [[nodiscard]] Result<shop::Order> close(const QString& number);
    /// Asks about orders whose notification is overdue and closes expired ones. Answers how many it looked
    /// at.
    [[nodiscard]] Result<int> pollDue();

private:
    [[nodiscard]] Result<shop::Order> stored(const NewOrder& wanted);
    [[nodiscard]] Result<shop::Order> find(const QString& number) const;
    [[nodiscard]] Status closeHere(const shop::Order& order, const QString& why);

    storage::Writer& writer_;
    storage::ReadPool& readers_;
    v3::Client& client_;
    const base::Clock& clock_;
    base::RandomSource& random_;
    const access::Settings settings_;
};

} // namespace zhangfang::payments
