#pragma once

#include "wechatpay/v2/xml.h"

namespace zhangfang::wechatpay::v2
{

/// Source: facts page, "API v2".
enum class SignType { md5, hmacSha256 };
/// "MD5", "HMAC-SHA256".
[[nodiscard]] QString toText(SignType type);

/// What is signed: names in ASCII order, without empty values and `sign`, and the key at the end.
[[nodiscard]] QByteArray stringToSign(const Fields& fields, const QByteArray& apiKey);
/// Upper-case hex.
[[nodiscard]] QString signature(const Fields& fields, const QByteArray& apiKey, SignType type);
/// Compares `sign` in constant time. The type is the one the message names, or tells by its sign's length.
/// Errors: missing_signature, wrong_signature.
[[nodiscard]] Status verify(const Fields& fields, const QByteArray& apiKey);

/// The content of `req_info` in a refund notification. Errors: invalid_base64, not_authentic, invalid_xml.
[[nodiscard]] Result<Fields> openRefundInfo(const QString& reqInfo, const QByteArray& apiKey);
[[nodiscard]] Result<QString> sealRefundInfo(const Fields& fields, const QByteArray& apiKey);

} // namespace zhangfang::wechatpay::v2
