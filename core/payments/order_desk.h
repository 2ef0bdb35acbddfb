#pragma once

#include "payments/payments.h"
#include "storage/writer.h"
#include "wechatpay/clients.h"

namespace zhangfang::payments
{

/// What the events of an order whose reversal WeChat Pay took, or may have taken, begin with.
inline constexpr QLatin1String kReversed("reversed by the shop");
inline constexpr QLatin1String kReversalSent("a reversal was sent");

struct NewOrder {
    QString number; ///< empty: one is made
    Money amount;
    QString description;
    QString channel; ///< native, jsapi, app, h5 or code
    shop::Purpose purpose = shop::Purpose::sale;
    base::UserId user;
    QString clientIp = {}; ///< h5: of the customer's phone
    QString authCode = {}; ///< code: what the customer shows
    QString appid = {};    ///< one of the shop's apps; empty: its first
    shop::OrderAttributes attributes = {};
};

/// A number for an order that was given none.
[[nodiscard]] QString newOrderNumber(base::RandomSource& random, qint64 nowUtcMs);

/// Opens, asks about and closes orders at WeChat Pay. Lives on one worker thread, and waits there.
///
/// While WeChat says that an order was paid, it is never closed or reversed here, booked or not. Bytes that
/// may have been taken are sent again unchanged or not at all; what was certainly not taken may be made anew.
class OrderDesk
{
public:
    OrderDesk(storage::Writer& writer, storage::ReadPool& readers, const wechatpay::Clients& clients,
        const base::Clock& clock, base::RandomSource& random, access::Settings settings)
        : writer_(writer), readers_(readers), clients_(clients), clock_(clock), random_(random),
          settings_(std::move(settings))
    {
    }

    /// Stores the order in the caller's write transaction; `create` with its number goes on. Errors: as
    /// `create`, but WeChat's.
    [[nodiscard]] Result<shop::Order> store(storage::Database& database, const NewOrder& wanted) const;
    /// Stores the order, then opens it at WeChat. The same number with the same order again continues where
    /// an unclear answer left off, with the same bytes; one that was certainly never taken is made anew,
    /// after the settings of this moment; a link that has run out is renewed. Errors: invalid_*,
    /// number_reused, unknown_app, no_openid, wechat_refused, wechat_unclear; not_taken (a payment code:
    /// nothing was paid, try again). Books that were put back may do so too: money comes in, and a number
    /// that WeChat has seen before is answered as used, so that the query tells what it is.
    [[nodiscard]] Result<shop::Order> create(const NewOrder& wanted);
    /// The order with a link that can be handed out now: WeChat's live two hours, h5's five minutes.
    /// Errors: no_such_order, wrong_state, and those of `create`.
    [[nodiscard]] Result<shop::Order> link(const QString& number);
    /// What the customer's app needs to invoke payment (jsapi and mini program, app), signed now; renewed
    /// where the prepay id has run out. Errors: no_such_order, wrong_state.
    [[nodiscard]] Result<QJsonObject> invocation(const QString& number);
    /// Asks WeChat and books what it says.
    [[nodiscard]] Result<shop::Order> sync(const QString& number);
    /// Closes an unpaid order, here and at WeChat, or reverses it where it is paid by code; one that turns
    /// out to be paid becomes paid. Errors: wrong_state; paid_at_wechat (it is paid there and set aside here:
    /// see the task); too_early (WeChat Pay does not allow it yet: it is closed later); reverse_expired
    /// (refund it); paid_and_reversed (it was booked while WeChat took its reversal: see the task);
    /// recovering (an older order, in books that were put back).
    [[nodiscard]] Result<shop::Order> close(const QString& number);
    /// Asks about orders whose notification is overdue and closes expired ones. Answers how many it looked
    /// at.
    [[nodiscard]] Result<int> pollDue();

private:
    /// What a question brought.
    struct Asked {
        shop::Order order;
        wechatpay::TradeState state = wechatpay::TradeState::unknown;
        bool isKnown = false; ///< WeChat knows the number
        QString words = {};   ///< what WeChat calls its state
    };
    enum class Fresh { yes, no }; ///< whether nothing of the order can have reached WeChat before
    struct Stored {
        shop::Order order;
        Fresh fresh = Fresh::no;
    };
    [[nodiscard]] Result<Stored> storedIn(storage::Database& database, const NewOrder& wanted) const;
    [[nodiscard]] Result<Stored> stored(const NewOrder& wanted);
    [[nodiscard]] Result<QByteArray> bytesOf(
        storage::Database& database, const shop::Order& order, const QString& authCode) const;
    [[nodiscard]] Result<shop::Order> find(const QString& number) const;
    [[nodiscard]] Result<wechatpay::Cashier*> cashierOf(const shop::Order& order) const;
    [[nodiscard]] Result<shop::Order> open(const Stored& stored, wechatpay::Cashier& cashier);
    [[nodiscard]] Result<shop::Order> renewed(const shop::Order& order);
    [[nodiscard]] Result<shop::Order> payByCode(const Stored& stored, wechatpay::Cashier& cashier);
    [[nodiscard]] Result<shop::Order> keepLink(const shop::Order& order, const wechatpay::Prepay& prepay);
    [[nodiscard]] Result<Asked> ask(const QString& number);
    /// A person is asked once; from then on WeChat is, seldom. Always an error.
    [[nodiscard]] Result<shop::Order> pastReversal(const shop::Order& order, const QString& words);
    [[nodiscard]] Result<shop::Order> end(const Asked& asked);
    [[nodiscard]] Status handleDue(const shop::Order& order);
    /// What it asked for is answered; nothing: it is not asked about any more.
    [[nodiscard]] Status answeredAfterClosing(const shop::Order& order, std::optional<qint64> nextUtcMs);
    /// A person is asked about an order that has run out and that nothing sure is known of.
    [[nodiscard]] Status tellOfStuck(const shop::Order& order, const base::Error& error);
    [[nodiscard]] Status book(const wechatpay::Transaction& transaction, const QString& source);
    [[nodiscard]] Status notTaken(const Stored& stored);
    /// WeChat has the number with other content: it is asked what it has. Errors: `error`, while nothing of
    /// it is at its end.
    [[nodiscard]] Result<shop::Order> knownOtherwise(const shop::Order& order, const base::Error& error);
    [[nodiscard]] Status closeHere(
        const shop::Order& order, const QString& why, std::optional<qint64> askAgainAtUtcMs = std::nullopt);
    /// WeChat has taken, or may have taken, a reversal: the order is closed and its story tells; one that was
    /// booked meanwhile becomes a task. Errors: paid_and_reversed.
    [[nodiscard]] Status recordReversal(const shop::Order& order, const QString& why);
    [[nodiscard]] Status tellOfReversed(const shop::Order& order, const QString& why, const QString& words);
    [[nodiscard]] Status askAt(const shop::Order& order, qint64 atUtcMs);

    storage::Writer& writer_;
    storage::ReadPool& readers_;
    const wechatpay::Clients& clients_;
    const base::Clock& clock_;
    base::RandomSource& random_;
    const access::Settings settings_;
};

} // namespace zhangfang::payments
