#include "wechatpay/v2/notification.h"

#include "crypto/crypto.h"

namespace zhangfang::wechatpay::v2
{
namespace
{

/// No longer than the inbox takes, whatever the fields hold.
QString idOf(const char* kind, const Answer& about, const char* number, const char* state)
{
    const QByteArray whole = (about.text(number) + QLatin1Char(' ') + about.text(state)).toUtf8();
    return QString::fromLatin1(kind) + QString::fromLatin1(crypto::sha256(whole).toHex().left(48));
}

} // namespace

Result<Notification> openNotification(const QByteArray& body, const QByteArray& apiV2Key)
{
    if (apiV2Key.isEmpty())
        return base::refused("missing_signature", QStringLiteral("The shop has no key for API v2."));
    ZF_ASSIGN(const Fields fields, readXml(body));
    const auto sealed = fields.find(QStringLiteral("req_info"));
    if (sealed != fields.end()) {
        auto opened = openRefundInfo(sealed->second, apiV2Key);
        if (!opened)
            return base::refused("not_authentic", opened.error().message);
        // Which merchant it is for stands outside the sealed part.
        if (const auto merchant = fields.find(QStringLiteral("mch_id")); merchant != fields.end())
            opened->insert_or_assign(QStringLiteral("mch_id"), merchant->second);
        const Answer about{*opened};
        return Notification{idOf("v2-refund-", about, "refund_id", "refund_status"),
            QString::fromLatin1(kRefundEvent), *opened};
    }
    ZF_TRY(verify(fields, apiV2Key));
    ZF_ASSIGN(const Reply reply, readReply(fields));
    const auto* paid = std::get_if<Answer>(&reply);
    if (!paid)
        return base::invalid("invalid_field", QStringLiteral("The notification is about no payment."));
    return Notification{idOf("v2-paid-", *paid, "transaction_id", "result_code"),
        QString::fromLatin1(kPaidEvent), paid->fields};
}

} // namespace zhangfang::wechatpay::v2
