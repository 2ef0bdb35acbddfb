#pragma once

#include "wechatpay/types.h"
#include "wechatpay/v3/signing.h"

#include <QJsonArray>

/// The exact bytes of requests: stored before they are sent, and sent again unchanged. Field names, types and
/// lengths: resources/wechatpay/openapi/v3, which the tests hold every one of these to.
namespace zhangfang::wechatpay::v3
{

/// Native, jsapi, app, h5. Errors: invalid_field (what WeChat would refuse: too long, missing, no such
/// channel).
[[nodiscard]] Result<QByteArray> orderBody(const Merchant& merchant, const OrderRequest& request);
/// Channel::code. Errors: as `orderBody`.
[[nodiscard]] Result<QByteArray> codePayBody(const Merchant& merchant, const OrderRequest& request);
[[nodiscard]] QByteArray closeBody(const Merchant& merchant);
[[nodiscard]] QByteArray reverseBody(const Merchant& merchant, const QString& appid = {});
/// Errors: invalid_field.
[[nodiscard]] Result<QByteArray> refundBody(const RefundRequest& request);

/// A sensitive field, encrypted for the key that `serial` names: stored and sent together, for WeChat opens
/// it with the key that the request names.
struct Sealed {
    QByteArray text; ///< base64
    QByteArray serial;
};
/// Several, all for one key.
struct SealedTexts {
    std::vector<QByteArray> texts;
    QByteArray serial;
};

/// A person's bank card, in clear.
struct UserCard {
    QString bankType; ///< ICBC_DEBIT, …: one of `kCardBanks`
    QString account;
    QString name;
};
inline constexpr const char* kCardBanks[] = {"CMB_DEBIT", "COMM_DEBIT", "ABC_DEBIT", "CCB_DEBIT",
    "ICBC_DEBIT", "BOC_DEBIT", "PAB_DEBIT", "SPDB_DEBIT", "CITIC_DEBIT", "CEB_DEBIT", "CMBC_DEBIT",
    "CIB_DEBIT", "GDB_DEBIT", "PSBC_DEBIT", "NBCB_DEBIT"};
/// Errors: invalid_field, which names the field and never what is in it.
[[nodiscard]] Status check(const UserCard& card);

/// Where the money of an abnormal refund goes instead.
struct AbnormalRefund {
    base::OutRefundNo outRefundNo;
    enum class To { userBankCard, merchantBankCard } to = To::merchantBankCard;
    QString bankType = {};                 ///< to a user: ICBC_DEBIT, …
    QByteArray bankAccountCiphertext = {}; ///< to a user
    QByteArray realNameCiphertext = {};    ///< to a user
    QByteArray serial = {};                ///< `Sealed::serial` of both; to be stored with the bytes
};
/// `serial` is none of the bytes: it goes beside them.
[[nodiscard]] QByteArray abnormalRefundBody(const AbnormalRefund& request);

/// What all transfers of a merchant have in common.
struct TransferSettings {
    QString sceneId;
    QJsonArray sceneReportInfos;
    QString notifyUrl; ///< may be empty
};
/// `userNameCiphertext`: base64 OAEP; empty: not sent. Errors: invalid_field, under_least, name_required,
/// name_forbidden.
[[nodiscard]] Result<QByteArray> transferBody(const Merchant& merchant, const TransferRequest& request,
    const TransferSettings& settings, const QByteArray& userNameCiphertext);

/// A payee's consent to receive without confirming each time.
struct AuthorizationRequest {
    QString outAuthorizationNo;
    QString openid;
    QString userDisplayName;
    QString sceneId;
    QString notifyUrl;
    QString appid = {}; ///< the one the openid belongs to; empty: the merchant's usual one
};
[[nodiscard]] QByteArray authorizationBody(const Merchant& merchant, const AuthorizationRequest& request);
/// A transfer under such a consent, named by our number of it.
[[nodiscard]] Result<QByteArray> authorizedTransferBody(const Merchant& merchant,
    const TransferRequest& request, const TransferSettings& settings, const QString& outAuthorizationNo,
    const QByteArray& userNameCiphertext);

/// A transfer that asks for such a consent on the way: the payee confirms both at once.
[[nodiscard]] Result<QByteArray> consentingTransferBody(const Merchant& merchant,
    const TransferRequest& request, const TransferSettings& settings,
    const AuthorizationRequest& authorization, const QByteArray& userNameCiphertext);

/// Many payouts in one request, each under its own number. Source: resources/wechatpay/openapi/v3/transfer.
struct BatchRequest {
    base::OutBatchNo outBatchNo;
    QString name;
    QString remark;
    QString sceneId;
    QString notifyUrl;
    struct Detail {
        TransferRequest transfer;
        QByteArray userNameCiphertext;
    };
    std::vector<Detail> details;
    QString appid = {}; ///< the one that all the openids belong to; empty: the merchant's usual one
};
inline constexpr int kMostDetails = 1000;
/// Errors: invalid_field (empty, more than kMostDetails, a sum that overflows, a detail of another app),
/// under_least, name_required, name_forbidden.
[[nodiscard]] Result<QByteArray> batchBody(const Merchant& merchant, const BatchRequest& request);

/// The answer to a customer's complaint, and that it is dealt with.
[[nodiscard]] QByteArray complaintReplyBody(const Merchant& merchant, const QString& text);
[[nodiscard]] QByteArray complaintDoneBody(const Merchant& merchant);

} // namespace zhangfang::wechatpay::v3
