#pragma once

#include "wechatpay/outcome.h"

namespace zhangfang::wechatpay::detail
{

/// What the words of an answer say where its code means several things: v3 `INVALID_REQUEST`, v2
/// `INVALID_REQUEST`, `PARAM_ERROR` of payouts, and v2's `20002` of bills. WeChat gives no finer code, and
/// "come back tomorrow" and "never send this again" are not to be told apart otherwise.
/// This is the only place where words are branched on. Only words that were seen in real answers count
/// (developers.weixin.qq.com, and the documents of v2 `downloadbill`); any others leave the code's own
/// meaning, which is the cautious one. Nothing: the words say no more than the code.
struct Meaning {
    Disposition disposition;
    Reason reason = Reason::none;
};
[[nodiscard]] std::optional<Meaning> meaningOf(
    Generation generation, Operation operation, const ApiError& error);

} // namespace zhangfang::wechatpay::detail
