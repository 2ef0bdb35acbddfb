#pragma once

#include "access/settings.h"
#include "payments/refund.h"
#include "storage/writer.h"
#include "wechatpay/clients.h"

namespace zhangfang::payments
{

/// What a person found out about a refund where WeChat itself could not be brought to say it.
enum class RefundVerdict { refunded, notRefunded };
/// "refunded" and "not-refunded". Errors: invalid_verdict.
[[nodiscard]] Result<RefundVerdict> parseRefundVerdict(const QString& text);
[[nodiscard]] QString toText(RefundVerdict verdict);

/// What a person writes beside a decision: 1 to 200 characters, none of them a control character.
inline constexpr int kWordsLength = 200;
[[nodiscard]] bool isSentence(const QString& text);
/// Errors: invalid_proof, invalid_reason.
[[nodiscard]] Status checkWords(const QString& proof, const QString& reason);

struct RefundResolution {
    RefundVerdict as = RefundVerdict::notRefunded;
    QString proof; ///< where it is written: a row of a bill, a page of the platform
    QString reason;
};

/// Asks WeChat at once about a single refund. Sends nothing, so it works beside the engine, in any process.
/// Lives on one worker thread, and waits there.
class RefundResolveDesk
{
public:
    RefundResolveDesk(storage::Writer& writer, storage::ReadPool& readers, const wechatpay::Clients& clients,
        const base::Clock& clock, access::Settings settings)
        : writer_(writer), readers_(readers), clients_(clients), clock_(clock), settings_(std::move(settings))
    {
    }
    /// How it stands, after WeChat has been asked where WeChat may have it; what it says is applied. One that
    /// stopped because WeChat would certainly not take it goes out again: the engine sends it.
    /// Errors: no_such_refund, not_configured, wechat_unclear (no answer that could be believed).
    [[nodiscard]] Result<RefundRow> sync(const QString& outRefundNo);
    /// Before a person's word counts: WeChat is asked, and what it says is applied. Errors: no_such_refund,
    /// wrong_state, being_sent, wechat_says_otherwise (it is still under way there).
    struct Heard {
        bool isOver = false; ///< WeChat told the end: that is what stands
        QString words;       ///< what it said, or why it was not asked
        int attempts = 0;    ///< how often it had been sent by then
    };
    [[nodiscard]] Result<Heard> hear(const QString& outRefundNo);

private:
    struct Asked {
        RefundRow now;
        QString words;
        bool underWay = false; ///< authentic, fitting, and not at an end
        std::optional<wechatpay::ApiError> error = {};
    };
    [[nodiscard]] Result<RefundRow> find(const QString& outRefundNo) const;
    [[nodiscard]] Result<Asked> ask(const RefundRow& refund, wechatpay::Cashier& cashier);
    [[nodiscard]] Result<wechatpay::Cashier*> cashierOf(const RefundRow& refund) const;
    [[nodiscard]] Result<RefundRow> sendAgain(const RefundRow& refund);
    storage::Writer& writer_;
    storage::ReadPool& readers_;
    const wechatpay::Clients& clients_;
    const base::Clock& clock_;
    const access::Settings settings_;
};

/// What a person knows: `refunded` books it, `notRefunded` ends it with nothing moved; in the caller's write
/// transaction. What contradicts later is quarantined. `heard`: what WeChat said before. Answers the
/// evidence. Errors: no_such_refund, invalid_proof, invalid_reason, wrong_state, being_sent (also one that
/// was sent again since), may_arrive (what was sent just now may still arrive: not to be called undone).
[[nodiscard]] Result<QString> resolveRefund(storage::Database& database, const QString& outRefundNo,
    const RefundResolution& resolution, const RefundResolveDesk::Heard& heard, const QString& operatorName,
    qint64 nowUtcMs);

/// Takes back a refund that WeChat certainly has not got: never sent, or every sending certainly not taken.
/// In the caller's write transaction. Errors: no_such_refund, invalid_reason, wrong_state.
[[nodiscard]] Status withdrawRefund(storage::Database& database, const QString& outRefundNo,
    const QString& reason, const QString& operatorName, qint64 nowUtcMs);

} // namespace zhangfang::payments
