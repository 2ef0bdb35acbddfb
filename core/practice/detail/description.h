#pragma once

#include "http/message.h"
#include "wechatpay/v2/xml.h"

#include <QJsonObject>

namespace zhangfang::practice::detail
{

/// What a text's limit counts. The documents speak of characters; shops report that bytes of UTF-8 are meant
/// for an order's and a refund's words in v3. v2 counts bytes of everything.
enum class TextLength { characters, bytes };

/// WeChat Pay's endpoints as resources/wechatpay/openapi describes them: what a request may and must hold.
class Description
{
public:
    /// The one that is built into the program.
    [[nodiscard]] static const Description& builtIn();

    /// The endpoint's name, like "POST /v3/pay/transactions/native"; empty when there is none.
    [[nodiscard]] QString endpointOf(const http::Request& request) const;
    /// What WeChat would not accept about a v3 request, in its own words; empty when it is acceptable:
    /// unknown and missing fields, types, enums, lengths; parameters of path, query and header.
    [[nodiscard]] QString problemOf(
        const http::Request& request, TextLength length = TextLength::characters) const;
    /// The same for a v2 request, whose fields are all text.
    [[nodiscard]] QString problemOf(const QByteArray& path, const wechatpay::v2::Fields& fields,
        TextLength length = TextLength::characters) const;
    /// Whether the endpoint wants the merchant's TLS certificate.
    [[nodiscard]] bool wantsCertificate(const QByteArray& path) const;
    /// The 200 answer of an endpoint, put together from the examples of its fields: every field it names.
    [[nodiscard]] QJsonObject exampleAnswer(const QString& endpoint) const;
    /// The description of an endpoint's 200 answer.
    [[nodiscard]] QJsonObject answer(const QString& endpoint) const;
    [[nodiscard]] QStringList endpoints() const { return endpoints_.keys(); }

private:
    explicit Description(QJsonObject endpoints) : endpoints_(std::move(endpoints)) {}
    QJsonObject endpoints_;
};

} // namespace zhangfang::practice::detail
