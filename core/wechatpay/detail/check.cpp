#include "wechatpay/detail/check.h"

#include "base/json.h"
#include "wechatpay/limits.h"

#include <QJsonDocument>

namespace zhangfang::wechatpay::detail
{
namespace
{

tl::unexpected<base::Error> wrong(const char* field, const QString& why)
{
    return base::invalid(
        "invalid_field", QStringLiteral("The field %1 %2.").arg(QString::fromLatin1(field), why));
}

/// Goods that all have a text named `id`, and whole numbers from 0 under each of `numbers`.
base::Status checkGoods(
    const char* field, const QJsonArray& goods, const char* id, std::initializer_list<const char*> numbers)
{
    if (goods.isEmpty())
        return wrong(field, QStringLiteral("names no goods"));
    for (const auto& item : goods) {
        const base::JsonFields good(item.toObject(), QString::fromLatin1(field));
        ZF_ASSIGN(const QString name, good.text(id));
        if (name.isEmpty())
            return wrong(field, QStringLiteral("has a good without %1").arg(QString::fromLatin1(id)));
        for (const char* number : numbers) {
            ZF_ASSIGN(const qint64 value, good.integer(number));
            if (value < 0)
                return wrong(field, QStringLiteral("has a negative %1").arg(QString::fromLatin1(number)));
        }
    }
    return {};
}

} // namespace

QString shortened(const QString& text, int mostBytes)
{
    if (text.toUtf8().size() <= mostBytes)
        return text;
    const QString end(QChar(0x2026));
    const qsizetype room = mostBytes - end.toUtf8().size();
    qsizetype bytes = 0;
    qsizetype length = 0;
    while (length < text.size()) {
        const bool isPair = text[length].isHighSurrogate() && length + 1 < text.size();
        const qsizetype units = isPair ? 2 : 1;
        bytes += text.mid(length, units).toUtf8().size();
        if (bytes > room)
            break;
        length += units;
    }
    return text.left(length) + end;
}

base::Status checkAttributes(const OrderRequest& request, int attachBytes)
{
    ZF_TRY(checkBytes("attach", request.attach, attachBytes));
    ZF_TRY(checkBytes("goods_tag", request.goodsTag, kGoodsTagBytes));
    ZF_TRY(checkBytes("detail", request.detail, kDetailBytes));
    if (request.redirectUrl.isEmpty())
        return {};
    if (request.channel != Channel::h5)
        return wrong("redirect_url", QStringLiteral("is for h5 orders only"));
    ZF_TRY(withRedirect(QStringLiteral("https://wx.tenpay.com/"), request.redirectUrl));
    return {};
}

base::Result<QJsonObject> parseDetail(const QString& detail, const char* id, const char* price)
{
    if (detail.isEmpty())
        return QJsonObject();
    const auto json = base::parseJsonObject(detail.toUtf8());
    if (!json)
        return wrong("detail", QStringLiteral("is no JSON object"));
    ZF_TRY(checkGoods("detail.goods_detail", json->value(QLatin1String("goods_detail")).toArray(), id,
        {"quantity", price}));
    return *json;
}

base::Result<QJsonArray> parseRefundGoods(const QString& goods, base::Money refund)
{
    if (goods.isEmpty())
        return QJsonArray();
    const QJsonDocument document = QJsonDocument::fromJson(goods.toUtf8());
    if (!document.isArray())
        return wrong("goods_detail", QStringLiteral("is no JSON array"));
    const QJsonArray list = document.array();
    ZF_TRY(checkGoods(
        "goods_detail", list, "merchant_goods_id", {"unit_price", "refund_amount", "refund_quantity"}));
    base::Money sum;
    for (const auto& item : list) {
        ZF_ASSIGN(sum,
            sum.plus(base::Money::fen(item.toObject().value(QLatin1String("refund_amount")).toInteger())));
    }
    if (sum > refund)
        return wrong("goods_detail",
            QStringLiteral("gives back %1, and the refund is %2").arg(sum.toDisplay(), refund.toDisplay()));
    return list;
}

base::Status checkTransferSum(base::Money amount)
{
    if (amount >= kTransferLeast)
        return {};
    return base::refused("under_least",
        QStringLiteral("WeChat Pay transfers no less than %1.").arg(kTransferLeast.toDisplay()));
}

} // namespace zhangfang::wechatpay::detail
