#include "wechatpay/v2/notification.h"
#include "wechatpay/v3/answers.h"
#include "wechatpay/v3/signing.h"

using namespace zhangfang;
namespace v3 = wechatpay::v3;

namespace
{

const QByteArray kApiV3Key = "0123456789abcdefFEDCBA9876543210";
const QByteArray kApiV2Key = "192006250b4c09247ec02edce69f6a2d";

void readAll(const QJsonObject& content)
{
    static_cast<void>(v3::parseTransaction(content));
    static_cast<void>(v3::parseRefund(content));
    static_cast<void>(v3::parseTransferBill(content));
    static_cast<void>(v3::parseComplaint(content));
    static_cast<void>(v3::parseBatchDetail(content));
    static_cast<void>(v3::parseAuthorization(content));
    static_cast<void>(v3::parseReceipt(content));
}

} // namespace

/// Headers, an empty line, a body: as a stranger may send them. What a forger cannot reach, because it is
/// sealed, is reached here by sealing it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray input(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const qsizetype end = input.indexOf("\n\n");
    const QByteArray body = end < 0 ? input : input.mid(end + 2);
    http::Headers headers;
    for (const QByteArray& line : input.left(std::max<qsizetype>(end, 0)).split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            headers.add(line.left(colon), line.mid(colon + 1).trimmed());
    }
    static const crypto::PublicKey key = crypto::PrivateKey::generate()->publicKey();
    v3::PlatformKeys keys;
    keys.add("PUB_KEY_ID_0119000000012025010100000000001", key);
    static_cast<void>(v3::verify(keys, headers, body, 1'759'977'296'000));

    if (const auto opened = v3::openNotification(body, kApiV3Key))
        readAll(opened->content);
    if (const auto plain = base::parseJsonObject(body))
        readAll(*plain);
    if (const auto opened = wechatpay::v2::openNotification(body, kApiV2Key)) {
        static_cast<void>(wechatpay::v2::parsePaid({opened->fields}));
        static_cast<void>(wechatpay::v2::parseRefundInfo(opened->fields));
    }
    return 0;
}
