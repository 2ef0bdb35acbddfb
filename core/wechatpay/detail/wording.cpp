#include "wechatpay/detail/wording.h"

#include <algorithm>
#include <array>

namespace zhangfang::wechatpay::detail
{
namespace
{

using enum Operation;

/// All of `words` in one message, in any order and any capitals.
struct Phrase {
    std::array<const char*, 2> words;
    Meaning meaning;
};

constexpr Meaning kPastRetry{Disposition::unclear, Reason::pastRetry};
constexpr Meaning kOtherContent{Disposition::needsPerson, Reason::otherContent};
constexpr Meaning kTomorrow{Disposition::notTaken, Reason::quota};
constexpr Meaning kConfiguration{Disposition::needsPerson, Reason::configuration};

/// The first that fits counts. What must never be sent again stands first.
constexpr Phrase kPhrases[] = {
    {{"超出重试期", ""}, kPastRetry}, // 对应单号已超出重试期,请查单确认后决定是否换单请求
    {{"已存在", "不一致"}, kOtherContent}, // 单号已存在但信息不一致,请查单后比较确认
    {{"重入", "不一致"}, kOtherContent},   // 请求重入时，参数与首次请求时不一致
    {{"单日转账额度", ""}, kTomorrow},     // 超出商户单日转账额度,请核实产品设置是否准确
    {{"ip地址", "不允许"}, kConfiguration}, // 此IP地址不允许调用接口，请按开发指引设置
    {{"转账场景", ""}, kConfiguration}, // 该转账场景不可用; 未传入完整且对应的转账场景报备信息
    {{"产品权限", ""}, kConfiguration},      // 产品权限异常
    {{"appid", "绑定关系"}, kConfiguration}, // 商户号和appid没有绑定关系
    {{"appid", "不匹配"}, kConfiguration},   // appid和mch_id不匹配
};

/// Documents of v2 `downloadbill`: one code for "there is none" and "there is none yet".
constexpr Phrase kBillPhrases[] = {
    {{"creating", ""}, {Disposition::notTaken}},
    {{"生成中", ""}, {Disposition::notTaken}},
    {{"no bill exist", ""}, {Disposition::done}},
    {{"no_bill_exist", ""}, {Disposition::done}},
    {{"账单", "不存在"}, {Disposition::done}},
    {{"gzip", "error"}, {Disposition::notTaken}},
};

template <size_t N> std::optional<Meaning> find(const Phrase (&phrases)[N], const QString& message)
{
    for (const Phrase& phrase : phrases) {
        if (std::all_of(phrase.words.begin(), phrase.words.end(), [&](const char* word) {
                return message.contains(QString::fromUtf8(word), Qt::CaseInsensitive);
            }))
            return phrase.meaning;
    }
    return {};
}

/// Whether this code says less than its words.
bool isVague(Generation generation, Operation operation, const ApiError& error)
{
    const bool pays = operation == transfer || operation == batch || operation == redPacket;
    const bool wrong = error.code == QLatin1String("PARAM_ERROR");
    if (generation == Generation::v3)
        return error.httpStatus == 400 && operation != cancel &&
               (error.code == QLatin1String("INVALID_REQUEST") || (wrong && pays));
    return error.code == QLatin1String("INVALID_REQUEST") || (wrong && pays);
}

} // namespace

std::optional<Meaning> meaningOf(Generation generation, Operation operation, const ApiError& error)
{
    if (generation == Generation::v2 && operation == bill)
        return find(kBillPhrases, error.code + QLatin1Char(' ') + error.message);
    if (!isVague(generation, operation, error))
        return {};
    return find(kPhrases, error.message);
}

} // namespace zhangfang::wechatpay::detail
