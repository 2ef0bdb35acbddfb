#pragma once

#include "wechatpay/types.h"

#include <span>

namespace zhangfang::wechatpay
{

/// Which of the two interfaces was spoken.
enum class Generation { v3, v2 };

/// What a call asked for: the same code means different things about different calls.
enum class Operation {
    order,
    codePay,
    query,
    close,
    reverse,
    refund,
    transfer,
    batch,
    redPacket,
    cancel,
    bill,
    other
};

/// What a failed call means for the money. Source: facts page, "Error codes that decide what to do" and the
/// section on API v2.
enum class Disposition {
    done,        ///< what was asked for stands already
    refused,     ///< final: WeChat did not take it and will not
    notTaken,    ///< not taken now; the same bytes under the same number may be sent later
    needsPerson, ///< not taken, and the same bytes are of use only after someone has changed something
    unclear,     ///< WeChat may have acted: query, then repeat unchanged under the same number
};

/// What a failure is about, where that is known and decides what to do.
enum class Reason {
    none,
    quota,         ///< the day's quota is used up: `waitMs` ends with the day, Asia/Shanghai
    otherContent,  ///< the number stands at WeChat with other content: query it, compare, stop, ask a person
    configuration, ///< a setting here or in the merchant platform: IP list, app, scene, key, permission
    pastRetry,     ///< too late to send this number again: it is only asked about, never resent
};

struct ApiError {
    Disposition disposition = Disposition::unclear;
    int httpStatus = 0; ///< 0: no answer
    QString code;
    QString message; ///< WeChat's words: for people. Whatever they decide is in `reason` already
    QString requestId;
    qint64 waitMs = 0; ///< not taken: there is no use in trying again any sooner; 0: nothing is known
    Reason reason = Reason::none;
    /// WeChat does not know the number that was asked about. No proof that it never will.
    [[nodiscard]] bool isNotFound() const;
    /// Nothing went out: no connection, or our own pace. WeChat has not been asked.
    [[nodiscard]] bool neverLeft() const { return httpStatus == 0 && disposition == Disposition::notTaken; }
    [[nodiscard]] QString describe() const;
    /// For whoever asked for it: wechat_refused or wechat_unclear, with WeChat's words.
    [[nodiscard]] base::Error asError() const;
};
template <class T> using ApiResult = tl::expected<T, ApiError>;

/// An answer that is authentic but not what the interface promises tells nothing sure about the money.
template <class T> ApiResult<T> understood(Result<T> parsed)
{
    if (parsed)
        return std::move(*parsed);
    return tl::unexpected(
        ApiError{Disposition::unclear, 200, QStringLiteral("UNREADABLE"), parsed.error().message, {}});
}

/// How we know something, for the record: "query [Request-ID …]", with WeChat's own number of its answer.
[[nodiscard]] QString toldBy(const char* how, const QString& requestId);

/// One line of the table: this code, about any of these operations, means that.
struct Ruling {
    Generation generation;
    std::vector<Operation> operations; ///< empty: any
    int httpStatus;                    ///< 0: any, and v2, which always answers 200
    const char* code;
    Disposition disposition;
    const char* why;
    Reason reason = Reason::none;
};
/// The whole table, in the order in which it is read: the first line that fits counts.
[[nodiscard]] std::span<const Ruling> rulings();
/// What a code that is not in the table means: nothing is known. Nor is it when what was to be done left more
/// than once (`http::Response::sends`): a refusal may be about the second sending because the first was taken
/// (a payment code that is used up, money that is gone by now). Only a question can be asked twice.
[[nodiscard]] Disposition dispositionOf(
    Generation generation, Operation operation, int httpStatus, const QString& code, int sends = 1);

/// What an error answer means, by the table and, for the few codes that mean several things, by its words
/// (detail/wording.h): sets disposition, reason and waitMs of `error`, which has status, code and message.
[[nodiscard]] ApiError judged(
    Generation generation, Operation operation, ApiError error, int sends, qint64 nowUtcMs);

/// A `fail_reason` that the documentation names. All of them are final: the hold goes back. One that is not
/// here is shown as it came; what is final is told by the state alone.
struct FailReason {
    const char* code;
    const char* meaning; ///< for people, in English; the console translates
};
[[nodiscard]] std::span<const FailReason> failReasons();
[[nodiscard]] const FailReason* findFailReason(const QString& code);

} // namespace zhangfang::wechatpay
