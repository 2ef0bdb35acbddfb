#include "wechatpay/v3/answers.h"

#include <QJsonArray>

using namespace zhangfang;

/// The certificates answer as it comes, and a certificate as it would be inside.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray input(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const QByteArray key = "0123456789abcdefFEDCBA9876543210";
    if (const auto json = base::parseJsonObject(input)) {
        for (const auto& item : json->value(QLatin1String("data")).toArray())
            static_cast<void>(wechatpay::v3::parseCertificate(item.toObject(), key));
        static_cast<void>(wechatpay::v3::parseBillFile(*json));
    }
    static_cast<void>(crypto::Certificate::fromPem(input));
    static_cast<void>(crypto::PublicKey::fromPem(input));
    return 0;
}
