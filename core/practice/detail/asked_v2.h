#pragma once

#include "practice/detail/world.h"

namespace zhangfang::practice::detail
{

using wechatpay::v2::Fields;

/// One v2 request being answered, under the world's mutex. Its sign and its description were looked at.
class AskedV2
{
public:
    AskedV2(World& asWorld, const Request& asRequest, Fields asFields)
        : world(asWorld), request(asRequest), fields(std::move(asFields)),
          path(asRequest.target.split('?').first())
    {
    }

    World& world;
    const Request& request;
    const Fields fields;
    const QByteArray path;

    [[nodiscard]] QString in(const char* name) const;
    [[nodiscard]] qint64 fen(const char* name) const { return in(name).toLongLong(); }
    [[nodiscard]] bool is(const char* endpoint) const { return path == endpoint; }
    /// Signed as the request was, where the endpoint's answers are signed.
    [[nodiscard]] Response done(Fields answer);
    [[nodiscard]] Response failed(const char* code, const QString& description);
};

// Paying in and giving back.
[[nodiscard]] Response answerOrders(AskedV2& asked);
[[nodiscard]] Response answerRefunds(AskedV2& asked);
// Paying out.
[[nodiscard]] Response answerTransfers(AskedV2& asked);
/// As a document of its own: text, or XML that says why not.
[[nodiscard]] Response answerBill(AskedV2& asked);

} // namespace zhangfang::practice::detail
