#pragma once

#include "office/office.h"
#include "payments/commands.h"
#include "payouts/commands.h"
#include "storage/writer.h"

/// Decisions of people in tests, through the office, by name: whoever is no operator of the books is taken
/// for an owner where the test says so.
namespace zhangfang::harness
{

using base::Result;

[[nodiscard]] access::Actor ownerNamed(const QString& name);
/// With the role that the books give them; nobody's role for a stranger.
[[nodiscard]] Result<access::Actor> operatorNamed(storage::Writer& writer, const QString& name);

/// What people decide about withdrawals.
class PayoutDesk
{
public:
    PayoutDesk(storage::Writer& writer, const base::Clock& clock, base::RandomSource& random);
    [[nodiscard]] Result<payouts::Payout> request(
        base::UserId user, base::Money amount, const QString& key = {}, const QString& requestedBy = {});
    [[nodiscard]] Result<payouts::Payout> approve(base::PayoutId id, const QString& operatorName,
        const std::optional<payouts::Seen>& before = std::nullopt, const QString& key = {});
    [[nodiscard]] Result<payouts::Payout> takeBack(base::PayoutId id, const QString& operatorName);
    [[nodiscard]] Result<payouts::Payout> reject(
        base::PayoutId id, const QString& operatorName, const QString& reason, const QString& key = {});
    [[nodiscard]] Result<payouts::Payout> cancel(
        base::PayoutId id, const QString& actor, const QString& reason = {}, const QString& key = {});

private:
    template <class C>
    [[nodiscard]] Result<payouts::Payout> run(
        const access::Actor& actor, const C& command, const QString& key);
    storage::Writer* writer_;
    std::unique_ptr<office::Catalogue> catalogue_ = std::make_unique<office::Catalogue>();
    office::Office office_;
};

/// A person's word about one withdrawal, after WeChat has been asked.
class ResolveDesk
{
public:
    ResolveDesk(storage::Writer& writer, const base::Clock& clock, base::RandomSource& random,
        std::shared_ptr<payouts::ResolveDesk> desk);
    [[nodiscard]] Result<payouts::Payout> sync(base::PayoutId id) { return desk_->sync(id); }
    [[nodiscard]] Result<payouts::Payout> resolve(base::PayoutId id, const payouts::Resolution& resolution,
        const QString& operatorName, const QString& key = {});

private:
    storage::Writer* writer_;
    std::shared_ptr<payouts::ResolveDesk> desk_;
    std::unique_ptr<office::Catalogue> catalogue_ = std::make_unique<office::Catalogue>();
    office::Office office_;
};

/// The same about refunds.
class RefundDecisions
{
public:
    RefundDecisions(storage::Writer& writer, const base::Clock& clock, base::RandomSource& random,
        std::shared_ptr<payments::RefundResolveDesk> desk = nullptr);
    [[nodiscard]] Result<payments::RefundRow> sync(const QString& number) { return desk_->sync(number); }
    [[nodiscard]] Result<payments::RefundRow> request(const QString& order, base::Money amount,
        const QString& reason, const QString& operatorName, const QString& key = {});
    [[nodiscard]] Result<payments::RefundRow> resolve(const QString& number,
        const payments::RefundResolution& resolution, const QString& operatorName, const QString& key = {});
    [[nodiscard]] Result<payments::RefundRow> withdraw(
        const QString& number, const QString& reason, const QString& operatorName, const QString& key = {});

private:
    template <class C>
    [[nodiscard]] Result<payments::RefundRow> run(
        const access::Actor& actor, const C& command, const QString& key);
    storage::Writer* writer_;
    std::shared_ptr<payments::RefundResolveDesk> desk_;
    std::unique_ptr<office::Catalogue> catalogue_ = std::make_unique<office::Catalogue>();
    office::Office office_;
};

} // namespace zhangfang::harness
