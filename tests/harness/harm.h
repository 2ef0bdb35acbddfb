#pragma once

#include "http/transport.h"
#include "practice/detail/identity.h"

#include <functional>
#include <map>

namespace zhangfang::harness
{

/// What befalls an answer of WeChat Pay on its way.
enum class Harm {
    none,
    lostBefore,     ///< the request never arrives, and nobody can tell
    lostAfter,      ///< WeChat acts, and the answer is lost
    notConnected,   ///< certainly not sent
    unknownCode,    ///< refused with a code that nobody knows; WeChat has not acted
    unknownAfter,   ///< the same, and WeChat has acted
    invalidRequest, ///< INVALID_REQUEST, without acting
    needsPerson,    ///< NO_AUTH, without acting
    notEnough,      ///< no money at WeChat, without acting
    refused,        ///< refunds: the customer's account is closed; without acting
    unknownState,   ///< WeChat acts, and calls the state what nobody knows
    wrongNumber,    ///< WeChat acts, and answers about another number
    wrongMerchant,  ///< WeChat acts, and names another merchant or payment
    forged,         ///< WeChat acts, and what arrives was not signed by it
};
[[nodiscard]] const char* toText(Harm harm);

/// Of which calls: "create", "query", "cancel" and "redirect", of payouts and refunds alike; "reverse" and
/// "order query", of orders; "consent", "consent end" and "consent query".
struct Wire {
    std::map<QByteArray, Harm> harms;
    std::map<QByteArray, int> left;                     ///< how many more of them; missing: without end
    std::map<QByteArray, int> calls;                    ///< how often each was asked
    std::vector<QByteArray> created;                    ///< the bytes of every create, and every "consent"
    std::vector<QByteArray> queried;                    ///< the bytes of every query; empty in v3
    std::map<QByteArray, std::function<void()>> before; ///< done just before the request arrives
};

/// A transport on whose way answers are harmed, and signed anew where WeChat itself would have said it.
[[nodiscard]] std::unique_ptr<http::Transport> harmedTransport(std::unique_ptr<http::Transport> inner,
    std::shared_ptr<Wire> wire, const practice::detail::Identity& identity);

} // namespace zhangfang::harness
