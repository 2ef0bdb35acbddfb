#include "payouts/receipt.h"

#include "crypto/crypto.h"

namespace zhangfang::payouts
{
namespace
{

constexpr int kMostQuestions = 20;
constexpr qsizetype kLargest = 8 << 20;

Result<QByteArray> download(wechatpay::v3::Client& client, const wechatpay::v3::BillFile& file)
{
    QByteArray content;
    const auto sent = client.download(file.downloadUrl, [&content](const QByteArray& piece) -> Status {
        content += piece;
        if (content.size() > kLargest)
            return base::refused("too_large", QStringLiteral("The receipt is larger than any real one."));
        return {};
    });
    if (!sent)
        return base::fail(sent.error().asError());
    if (file.hashType != QLatin1String("SHA256") || crypto::sha256(content).toHex() != file.hashHex)
        return base::damaged(
            "receipt_damaged", QStringLiteral("The receipt is not the one WeChat Pay spoke of."));
    return content;
}

} // namespace

Result<QByteArray> fetchReceipt(
    wechatpay::v3::Client& client, const Payout& payout, const std::function<bool()>& wait)
{
    if (!hasReceipt(payout))
        return base::refused("wrong_state",
            QStringLiteral(
                "Only a withdrawal that was paid through v3-transfer-bills has an electronic receipt."));
    if (const auto asked = client.requestReceipt(payout.number);
        !asked && asked.error().disposition != wechatpay::Disposition::unclear)
        return base::fail(asked.error().asError());
    using Progress = wechatpay::v3::ReceiptState;
    for (int i = 0; i < kMostQuestions; ++i) {
        const auto receipt = client.queryReceipt(payout.number);
        if (!receipt && receipt.error().isNotFound())
            return base::notFound(
                "no_receipt", QStringLiteral("WeChat Pay has no receipt of withdrawal %1: %2")
                                  .arg(payout.id.toString(), receipt.error().describe()));
        if (!receipt)
            return base::fail(receipt.error().asError());
        if (receipt->state.value == Progress::failed)
            return base::refused(
                "receipt_failed", QStringLiteral("WeChat Pay made no receipt: %1").arg(receipt->failReason));
        if (receipt->state.value == Progress::finished && receipt->file)
            return download(client, *receipt->file);
        if (!wait())
            break;
    }
    return base::unavailable(
        "not_ready", QStringLiteral("WeChat Pay is still making the receipt; try again later."));
}

} // namespace zhangfang::payouts
