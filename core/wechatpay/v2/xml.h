#pragma once

#include "base/result.h"

#include <map>
#include <QString>

namespace zhangfang::wechatpay::v2
{

using base::Result;
using base::Status;

/// The fields of a flat document, by name: what v2 signs and sends.
using Fields = std::map<QString, QString>;

/// Limits on what a stranger may send. WeChat's own messages have fewer than 60 fields and 8 KiB.
inline constexpr qsizetype kLargestXml = 64 * 1024;
inline constexpr int kMostFields = 256;

/// Reads `<root><name>value</name>…</root>`. A DTD, an entity of its own, a processing instruction, an
/// element inside a value, a name that comes twice, and anything behind the end are refused: WeChat's own
/// SDK had a hole here (2018).
/// `list`: the one field that may hold elements; what is in it is passed over. Errors: invalid_xml.
[[nodiscard]] Result<Fields> readXml(
    const QByteArray& xml, const char* root = "xml", const QString& list = {});

/// Errors: invalid_field (a character that XML cannot carry).
[[nodiscard]] Result<QByteArray> writeXml(const Fields& fields, const char* root = "xml");

} // namespace zhangfang::wechatpay::v2
