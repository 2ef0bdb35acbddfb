#include "wechatpay/v2/answers.h"

using namespace zhangfang::wechatpay::v2;

/// What is read is written again and read the same, or it is refused; whatever it says, every reader copes.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArray input(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    static_cast<void>(readXml(input, "xml", QStringLiteral("hblist")));
    static_cast<void>(readXml(input, "root"));
    const auto fields = readXml(input);
    if (!fields)
        return 0;
    if (const auto written = writeXml(*fields)) {
        const auto again = readXml(*written);
        // Line ends are one thing to XML, and names it cannot write are none of WeChat's.
        if (again && again->size() != fields->size())
            __builtin_trap();
    }
    static_cast<void>(verify(*fields, "192006250b4c09247ec02edce69f6a2d"));
    const auto reply = readReply(*fields);
    if (!reply)
        return 0;
    if (const auto* answer = std::get_if<Answer>(&*reply)) {
        static_cast<void>(parsePaid(*answer));
        static_cast<void>(parseTransaction(*answer));
        static_cast<void>(parseCreatedRefund(*answer));
        static_cast<void>(parseRefund(*answer));
        static_cast<void>(parseRefundInfo(answer->fields));
        static_cast<void>(parseCreatedTransfer(*answer));
        static_cast<void>(parseTransfer(*answer));
        static_cast<void>(parseCreatedRedPacket(*answer));
        static_cast<void>(parseRedPacket(*answer));
    }
    return 0;
}
