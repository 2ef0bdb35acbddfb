#include "payouts/channel.h"

#include "wechatpay/limits.h"

#include <QJsonDocument>

namespace zhangfang::payouts
{

namespace v3 = wechatpay::v3;
using wechatpay::ApiError;
using wechatpay::ApiResult;
using wechatpay::Disposition;
using wechatpay::TransferBill;

namespace
{

using Bills = ApiResult<std::vector<TransferBill>>;

/// An answer about one payout, as the answer about all of a request.
Bills alone(ApiResult<TransferBill> answer, const std::vector<Payout>& payouts)
{
    if (!answer)
        return tl::unexpected(answer.error());
    // The answer to a create names no amount; that it is ours, the number says.
    if (payouts.size() != 1 || answer->outBillNo != payouts.front().number.toString())
        return tl::unexpected(ApiError{Disposition::unclear, 200, QStringLiteral("WRONG_NUMBER"), {}, {}});
    return std::vector<TransferBill>{std::move(*answer)};
}

ApiResult<void> cannotCancel()
{
    return tl::unexpected(ApiError{Disposition::refused, 0, QStringLiteral("NO_CANCEL"),
        QStringLiteral("this way of paying out cannot be cancelled"), {}});
}

/// The payee's name where WeChat compares it: from `kNameRequiredFrom` on.
QString comparedName(const PayoutChannel::Item& item)
{
    return item.payout.amount >= wechatpay::kNameRequiredFrom ? item.payee.name : QString();
}

wechatpay::TransferRequest requestOf(const PayoutChannel::Item& item, const access::Settings& settings)
{
    return {item.payout.number, item.to.openid, comparedName(item), item.payout.amount,
        settings.text("wechatpay.transfer_remark"), item.to.appid};
}

/// The stored bytes tell which endpoint they were made for.
bool isAuthorized(const QByteArray& bytes)
{
    return bytes.contains("\"out_authorization_no\"");
}

/// `/v3/fund-app/mch-transfer/transfer-bills`: since 2025-01-15.
class TransferBills final : public PayoutChannel
{
public:
    TransferBills(v3::Client& client, access::Settings settings)
        : client_(client), settings_(std::move(settings))
    {
    }
    [[nodiscard]] QString name() const override { return QString::fromLatin1(kTransferBills); }

    [[nodiscard]] Result<Request> make(const QString&, const std::vector<Item>& items) override
    {
        const Item& item = items.front();
        const v3::TransferSettings common{settings_.text("wechatpay.transfer_scene_id"),
            QJsonDocument::fromJson(settings_.text("wechatpay.transfer_scene_report_infos").toUtf8()).array(),
            settings_.text("wechatpay.notify_url")};
        v3::Sealed name;
        if (const QString compared = comparedName(item); !compared.isEmpty()) {
            ZF_ASSIGN(name, client_.seal(compared));
        }
        const auto request = requestOf(item, settings_);
        // A payee who has agreed once need not confirm each time.
        ZF_ASSIGN(const QByteArray bytes,
            item.consentNo.isEmpty()
                ? v3::transferBody(client_.merchant(), request, common, name.text)
                : v3::authorizedTransferBody(client_.merchant(), request, common, item.consentNo, name.text));
        return Request{bytes, name.serial};
    }
    [[nodiscard]] Bills send(const Request& request, const std::vector<Payout>& payouts) override
    {
        // They go to the endpoint they were made for, whatever the payee has agreed to or taken back since.
        return alone(isAuthorized(request.bytes)
                         ? client_.createAuthorizedTransfer(request.bytes, request.serial)
                         : client_.createTransfer(request.bytes, request.serial),
            payouts);
    }
    [[nodiscard]] bool payeeConfirms(const Payout& payout) const override
    {
        return !isAuthorized(payout.request);
    }
    [[nodiscard]] ApiResult<TransferBill> ask(const Payout& payout) override
    {
        return client_.queryTransfer(payout.number);
    }
    [[nodiscard]] ApiResult<void> cancel(const Payout& payout) override
    {
        return client_.cancelTransfer(payout.number);
    }
    [[nodiscard]] QString lastRequestId() const override { return client_.lastRequestId(); }

private:
    v3::Client& client_;
    const access::Settings settings_;
};

/// `/v3/transfer/batches`: merchants who had the product before 2025-01-15.
class Batches final : public PayoutChannel
{
public:
    Batches(v3::Client& client, access::Settings settings) : client_(client), settings_(std::move(settings))
    {
    }
    [[nodiscard]] QString name() const override { return QString::fromLatin1(kBatches); }
    [[nodiscard]] int mostPerRequest() const override { return v3::kMostDetails; }
    /// Facts page, "Paying out, before": not more than once a minute.
    [[nodiscard]] qint64 leastPollMs() const override { return settings_.number("payouts.batch_poll_ms"); }

    [[nodiscard]] Result<Request> make(const QString& batchNo, const std::vector<Item>& items) override
    {
        v3::BatchRequest request;
        ZF_ASSIGN(request.outBatchNo, base::OutBatchNo::parse(batchNo));
        request.name = settings_.text("payouts.batch_name");
        request.remark = settings_.text("wechatpay.transfer_remark");
        request.sceneId = settings_.text("wechatpay.transfer_scene_id");
        request.notifyUrl = settings_.text("wechatpay.notify_url");
        // All of a request for one key: its serial goes beside the bytes.
        QStringList names;
        for (const Item& item : items) {
            if (const QString name = comparedName(item); !name.isEmpty())
                names << name;
        }
        v3::SealedTexts sealed;
        if (!names.isEmpty()) {
            ZF_ASSIGN(sealed, client_.sealAll(names));
        }
        size_t next = 0;
        for (const Item& item : items) {
            const bool named = !comparedName(item).isEmpty();
            request.details.push_back(
                {requestOf(item, settings_), named ? sealed.texts.at(next++) : QByteArray()});
        }
        // The whole batch is of one app: that of its first member.
        request.appid = items.front().to.appid;
        ZF_ASSIGN(const QByteArray bytes, v3::batchBody(client_.merchant(), request));
        return Request{bytes, sealed.serial};
    }
    [[nodiscard]] Bills send(const Request& request, const std::vector<Payout>& payouts) override
    {
        const auto batch = client_.createBatch(request.bytes, request.serial);
        if (!batch)
            return tl::unexpected(batch.error());
        if (payouts.empty() || batch->outBatchNo != payouts.front().batchNo)
            return tl::unexpected(
                ApiError{Disposition::unclear, 200, QStringLiteral("WRONG_NUMBER"), {}, {}});
        return std::vector<TransferBill>();
    }
    [[nodiscard]] ApiResult<TransferBill> ask(const Payout& payout) override
    {
        const auto number = base::OutBatchNo::parse(payout.batchNo);
        if (!number)
            return tl::unexpected(ApiError{
                Disposition::needsPerson, 0, QStringLiteral("NO_BATCH"), number.error().message, {}});
        auto detail = client_.queryBatchDetail(*number, payout.number);
        const bool open = detail && !wechatpay::isFinal(detail->state.value);
        if (!open && (detail || !detail.error().isNotFound()))
            return detail;
        // Of a detail that is not known, or does not move, the batch as a whole tells more.
        const auto batch = client_.queryBatch(*number);
        if (!batch)
            return open && !batch.error().isNotFound()
                       ? detail
                       : ApiResult<TransferBill>(tl::unexpected(batch.error()));
        if (batch->state.value == v3::BatchState::closed)
            return inClosed(*batch, *number, payout);
        if (detail)
            return detail;
        return tl::unexpected(ApiError{Disposition::unclear, 200, QLatin1String(kDetailUnknown),
            QStringLiteral("WeChat has batch %1 and not this payout in it").arg(payout.batchNo), {}});
    }
    [[nodiscard]] ApiResult<void> cancel(const Payout&) override { return cannotCancel(); }
    [[nodiscard]] QString lastRequestId() const override { return client_.lastRequestId(); }

private:
    /// A closed batch pays nothing any more (facts page, "Paying out, before"); but what a detail was before
    /// we heard of that may have been true for some moments only, so it is asked about again.
    [[nodiscard]] ApiResult<TransferBill> inClosed(
        const v3::Batch& batch, const base::OutBatchNo& number, const Payout& payout)
    {
        auto detail = client_.queryBatchDetail(number, payout.number);
        if (!detail && !detail.error().isNotFound())
            return detail;
        if (detail && detail->state.value != wechatpay::TransferState::accepted)
            return detail;
        TransferBill closed = detail ? *detail : TransferBill{};
        closed.outBillNo = payout.number.toString();
        closed.state = {wechatpay::TransferState::fail, batch.state.text};
        closed.failReason = batch.closeReason;
        return closed;
    }
    v3::Client& client_;
    const access::Settings settings_;
};

/// `/mmpaymkttransfers/promotion/transfers`: at once to the payee's balance, or not at all.
class V2Transfers final : public PayoutChannel
{
public:
    V2Transfers(wechatpay::v2::Client& client, access::Settings settings)
        : client_(client), settings_(std::move(settings))
    {
    }
    [[nodiscard]] QString name() const override { return QString::fromLatin1(kV2Transfers); }
    [[nodiscard]] Result<Request> make(const QString&, const std::vector<Item>& items) override
    {
        ZF_ASSIGN(const QByteArray bytes, client_.transferBytes(requestOf(items.front(), settings_)));
        return Request{bytes, {}};
    }
    [[nodiscard]] Bills send(const Request& request, const std::vector<Payout>& payouts) override
    {
        return alone(client_.createTransfer(request.bytes), payouts);
    }
    [[nodiscard]] ApiResult<TransferBill> ask(const Payout& payout) override
    {
        return client_.queryTransfer(payout.number);
    }
    [[nodiscard]] ApiResult<void> cancel(const Payout&) override { return cannotCancel(); }
    [[nodiscard]] QString lastRequestId() const override { return client_.lastRequestId(); }

private:
    wechatpay::v2::Client& client_;
    const access::Settings settings_;
};

/// `/mmpaymkttransfers/sendredpack`: the payee opens it within 24 hours, or it comes back.
class V2RedPackets final : public PayoutChannel
{
public:
    V2RedPackets(wechatpay::v2::Client& client, access::Settings settings)
        : client_(client), settings_(std::move(settings))
    {
    }
    [[nodiscard]] QString name() const override { return QString::fromLatin1(kV2RedPackets); }
    [[nodiscard]] Result<Request> make(const QString&, const std::vector<Item>& items) override
    {
        const Item& item = items.front();
        const QString remark = settings_.text("wechatpay.transfer_remark");
        QString sender = settings_.text("payouts.red_packet_sender");
        if (sender.isEmpty())
            sender = settings_.text("merchant.name");
        ZF_ASSIGN(const QByteArray bytes,
            client_.redPacketBytes({item.payout.number, item.to.openid, item.payout.amount, sender,
                settings_.text("payouts.red_packet_wishing"), remark, remark, {}, item.to.appid}));
        return Request{bytes, {}};
    }
    [[nodiscard]] Bills send(const Request& request, const std::vector<Payout>& payouts) override
    {
        return alone(client_.createRedPacket(request.bytes), payouts);
    }
    [[nodiscard]] ApiResult<TransferBill> ask(const Payout& payout) override
    {
        return client_.queryRedPacket(payout.number);
    }
    [[nodiscard]] ApiResult<void> cancel(const Payout&) override { return cannotCancel(); }
    [[nodiscard]] QString lastRequestId() const override { return client_.lastRequestId(); }

private:
    wechatpay::v2::Client& client_;
    const access::Settings settings_;
};

} // namespace

PayoutChannels::PayoutChannels(const wechatpay::Clients& clients, const access::Settings& settings)
{
    if (clients.v3) {
        channels_.push_back(std::make_unique<TransferBills>(*clients.v3, settings));
        channels_.push_back(std::make_unique<Batches>(*clients.v3, settings));
    }
    if (clients.v2) {
        channels_.push_back(std::make_unique<V2Transfers>(*clients.v2, settings));
        channels_.push_back(std::make_unique<V2RedPackets>(*clients.v2, settings));
    }
}

Result<PayoutChannel*> PayoutChannels::find(const QString& name) const
{
    for (const auto& channel : channels_) {
        if (channel->name() == name)
            return channel.get();
    }
    return base::refused("not_configured",
        name.startsWith(QLatin1String("v2"))
            ? QStringLiteral("The payout channel %1 needs the merchant's API v2 key and certificate.")
                  .arg(name)
            : QStringLiteral("There is no connection to WeChat Pay for the payout channel %1.").arg(name));
}

} // namespace zhangfang::payouts
