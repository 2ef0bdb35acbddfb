#include "harness/run.h"
#include "wechatpay/outcome.h"

#include <QTest>

using namespace zhangfang::wechatpay;

/// A row per error code and fail_reason of the facts page: what it means for the money.
class DispositionsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void codes_data()
    {
        QTest::addColumn<int>("generation");
        QTest::addColumn<int>("operation");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("disposition");
        using enum Operation;
        using enum Disposition;
        const auto row = [](Generation generation, Operation operation, int status, const char* code,
                             Disposition disposition) {
            QTest::addRow("%s op %d: %d %s", generation == Generation::v3 ? "v3" : "v2",
                static_cast<int>(operation), status, code)
                << static_cast<int>(generation) << static_cast<int>(operation) << status
                << QString::fromLatin1(code) << static_cast<int>(disposition);
        };
        using enum Generation;
        // APIv3, "Error codes that decide what to do"
        for (const Operation any : {order, transfer, batch, refund, query}) {
            row(v3, any, 500, "SYSTEM_ERROR", unclear);
            row(v3, any, 502, "", unclear);
            row(v3, any, 503, "UNREADABLE", unclear);
            row(v3, any, 429, "FREQUENCY_LIMITED", notTaken);
            row(v3, any, 429, "RATELIMIT_EXCEED", notTaken);
            row(v3, any, 429, "RATELIMIT_EXCEEDED", notTaken);
            row(v3, any, 400, "INVALID_REQUEST", unclear);
            row(v3, any, 400, "ALREADY_EXISTS", unclear);
            row(v3, any, 403, "REQUEST_BLOCKED", needsPerson);
            row(v3, any, 429, "FREQUENCY_LIMIT_EXCEED", notTaken);
            row(v3, any, 403, "ACCOUNTERROR", needsPerson);
            row(v3, any, 403, "NO_AUTH", needsPerson);
            row(v3, any, 403, "ACCOUNT_ABNORMAL", needsPerson);
            row(v3, any, 401, "SIGN_ERROR", needsPerson);
            row(v3, any, 404, "NOT_FOUND", unclear);
            row(v3, any, 418, "A_NEW_CODE", unclear);
            row(v3, any, 500, "PARAM_ERROR", unclear); // the code counts only with its status
        }
        for (const Operation in : {order, codePay, refund, query, close, reverse})
            row(v3, in, 400, "PARAM_ERROR", refused);
        for (const Operation out : {transfer, batch}) {
            row(v3, out, 400, "PARAM_ERROR", needsPerson); // nothing final
            row(v3, out, 429, "QUOTA_EXCEED", notTaken);
        }
        row(v3, transfer, 403, "NOT_ENOUGH", notTaken);
        row(v3, batch, 403, "NOT_ENOUGH", notTaken);
        row(v3, refund, 403, "NOT_ENOUGH", notTaken);
        row(v3, codePay, 403, "NOT_ENOUGH", refused); // the customer's money, not ours
        row(v3, codePay, 400, "USERPAYING", unclear);
        row(v3, codePay, 202, "USERPAYING", unclear);
        row(v3, close, 400, "ORDER_CLOSED", done);
        row(v3, close, 400, "ORDERPAID", unclear);
        row(v3, order, 400, "ORDERPAID", unclear);
        row(v3, close, 404, "ORDER_NOT_EXIST", unclear);
        row(v3, order, 400, "ORDER_CLOSED", refused);
        row(v3, order, 403, "OUT_TRADE_NO_USED", unclear);
        row(v3, order, 400, "268498688", needsPerson); // "parameters differ"
        row(v3, codePay, 400, "268498688", needsPerson);
        row(v3, order, 400, "APPID_MCHID_NOT_MATCH", needsPerson);
        row(v3, order, 400, "MCH_NOT_EXISTS", needsPerson);
        row(v3, order, 403, "RULE_LIMIT", needsPerson);
        row(v3, codePay, 403, "TRADE_ERROR", unclear);
        row(v3, codePay, 500, "BANK_ERROR", unclear);
        row(v3, codePay, 400, "AUTH_CODE_EXPIRED", refused);
        row(v3, codePay, 400, "AUTH_CODE_INVALID", refused);
        row(v3, reverse, 400, "ORDER_REVERSED", done);
        row(v3, reverse, 400, "REVERSE_EXPIRE", refused);
        row(v3, refund, 403, "USER_ACCOUNT_ABNORMAL", refused);
        // a cancel: its description names no codes, the documents of the transfer those of all
        row(v3, cancel, 400, "INVALID_REQUEST", refused); // its state allows none
        row(v3, cancel, 404, "NOT_FOUND", unclear);
        row(v3, cancel, 429, "FREQUENCY_LIMIT_EXCEED", notTaken);
        row(v3, cancel, 403, "NO_AUTH", needsPerson);
        row(v3, cancel, 500, "SYSTEM_ERROR", unclear);
        row(v3, cancel, 400, "SOMETHING_NEW", unclear);
        row(v3, bill, 400, "STATEMENT_CREATING", notTaken);
        row(v3, bill, 404, "NO_STATEMENT_EXIST", done);
        row(v3, bill, 400, "NO_STATEMENT_EXIST", done);
        row(v3, refund, 404, "RESOURCE_NOT_EXISTS", refused);
        row(v3, query, 404, "RESOURCE_NOT_EXISTS", unclear);
        // API v2
        for (const Operation out : {transfer, redPacket}) {
            row(v2, out, 200, "SYSTEMERROR", unclear);
            row(v2, out, 200, "NOTENOUGH", unclear); // see the query first
            row(v2, out, 200, "FREQ_LIMIT", unclear);
            row(v2, out, 200, "SEND_FAILED", unclear);
            row(v2, out, 200, "OPENID_ERROR", needsPerson);
            row(v2, out, 200, "MONEY_LIMIT", needsPerson);
            row(v2, out, 200, "SENDNUM_LIMIT", needsPerson);
            row(v2, out, 200, "PARAM_ERROR", needsPerson);
            row(v2, out, 200, "NO_AUTH", needsPerson);
            row(v2, out, 200, "CA_ERROR", needsPerson);
            row(v2, out, 200, "SIGN_ERROR", needsPerson);
            row(v2, out, 200, "NOT_FOUND", unclear); // no proof of failure
            row(v2, out, 200, "A_NEW_CODE", unclear);
        }
        for (const Operation out : {transfer, redPacket}) {
            for (const char* wrong : {"LACK_PARAMS", "XML_FORMAT_ERROR", "NOT_UTF8", "POST_DATA_EMPTY"})
                row(v2, out, 200, wrong, needsPerson); // nothing final
        }
        for (const Operation in : {order, codePay, close, reverse, refund}) {
            for (const char* wrong :
                {"PARAM_ERROR", "LACK_PARAMS", "XML_FORMAT_ERROR", "NOT_UTF8", "POST_DATA_EMPTY"})
                row(v2, in, 200, wrong, refused);
            row(v2, in, 200, "INVALID_REQUEST", unclear);
        }
        for (const Operation any : {order, codePay, query, refund, transfer, redPacket, bill}) {
            row(v2, any, 200, "INVALID_REQ_TOO_MUCH", notTaken);
            row(v2, any, 200, "FREQUENCY_LIMITED", notTaken);
            for (const char* setting : {"SIGNERROR", "NOAUTH", "CERT_ERROR", "APPID_NOT_EXIST",
                     "MCHID_NOT_EXIST", "APPID_MCHID_NOT_MATCH", "REQUIRE_POST_METHOD"})
                row(v2, any, 200, setting, needsPerson);
        }
        row(v2, refund, 200, "ORDERNOTEXIST", refused);
        row(v2, refund, 200, "INVALID_TRANSACTIONID", refused);
        row(v2, refund, 200, "TRADE_STATE_ERROR", unclear);
        row(v2, refund, 200, "TRADE_OVERDUE", refused);
        row(v2, refund, 200, "BIZERR_NEED_RETRY", notTaken);
        row(v2, refund, 200, "USER_ACCOUNT_ABNORMAL", refused);
        row(v2, refund, 200, "ERROR", unclear);
        row(v2, query, 200, "ORDERNOTEXIST", unclear); // no proof that it never will
        row(v2, query, 200, "REFUNDNOTEXIST", unclear);
        row(v2, order, 200, "OUT_TRADE_NO_USED", unclear);
        row(v2, order, 200, "ORDERPAID", unclear);
        row(v2, order, 200, "ORDERCLOSED", refused);
        row(v2, codePay, 200, "TRADE_ERROR", unclear);
        row(v2, codePay, 200, "AUTH_CODE_ERROR", refused);
        row(v2, codePay, 200, "NOTSUPORTCARD", refused);
        row(v2, codePay, 200, "BUYER_MISMATCH", refused);
        row(v2, codePay, 200, "ORDERREVERSED", refused);
        row(v2, reverse, 200, "REVERSE_EXPIRE", refused);
        row(v2, reverse, 200, "TRADE_ERROR", unclear);
        row(v2, reverse, 200, "TRADE_STATE_ERROR", unclear);
        row(v2, close, 200, "ORDERPAID", unclear);
        row(v2, redPacket, 200, "PROCESSING", unclear);
        row(v2, redPacket, 200, "ILLEGAL_APPID", needsPerson);
        row(v2, transfer, 200, "NAME_MISMATCH", needsPerson);
        row(v2, transfer, 200, "AMOUNT_LIMIT", needsPerson);
        row(v2, transfer, 200, "V2_ACCOUNT_SIMPLE_BAN", needsPerson);
        row(v2, codePay, 200, "USERPAYING", unclear);
        row(v2, codePay, 200, "SYSTEMERROR", unclear);
        row(v2, codePay, 200, "BANKERROR", unclear);
        row(v2, codePay, 200, "AUTHCODEEXPIRE", refused);
        row(v2, codePay, 200, "NOTENOUGH", refused);
        row(v2, refund, 200, "NOTENOUGH", notTaken);
        row(v2, close, 200, "ORDERCLOSED", done);
        row(v2, bill, 200, "20002", unclear); // its words tell
        row(v2, bill, 200, "NO_BILL_EXIST", done);
    }
    void codes()
    {
        QFETCH(int, generation);
        QFETCH(int, operation);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(int, disposition);
        QCOMPARE(static_cast<int>(dispositionOf(
                     static_cast<Generation>(generation), static_cast<Operation>(operation), status, code)),
            disposition);
    }

    /// The one place where words decide: facts page, "Error codes that decide what to do"; field facts,
    /// section 8; and answers quoted at developers.weixin.qq.com.
    void words_data()
    {
        QTest::addColumn<int>("generation");
        QTest::addColumn<int>("operation");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("message");
        QTest::addColumn<int>("disposition");
        QTest::addColumn<int>("reason");
        using enum Operation;
        using enum Disposition;
        using enum Generation;
        const auto row = [](Generation generation, Operation operation, int status, const char* code,
                             const char* message, Disposition disposition, Reason reason) {
            QTest::addRow("%s op %d: %d %s %s", generation == v3 ? "v3" : "v2", static_cast<int>(operation),
                status, code, message)
                << static_cast<int>(generation) << static_cast<int>(operation) << status
                << QString::fromLatin1(code) << QString::fromUtf8(message) << static_cast<int>(disposition)
                << static_cast<int>(reason);
        };
        for (const Operation out : {transfer, batch}) {
            row(v3, out, 400, "INVALID_REQUEST", "对应单号已超出重试期,请查单确认后决定是否换单请求", unclear,
                Reason::pastRetry);
            row(v3, out, 400, "INVALID_REQUEST", "单号已存在但信息不一致,请查单后比较确认", needsPerson,
                Reason::otherContent);
            row(v3, out, 400, "INVALID_REQUEST", "超出商户单日转账额度,请核实产品设置是否准确", notTaken,
                Reason::quota);
            row(v3, out, 400, "INVALID_REQUEST", "此IP地址不允许调用接口，请按开发指引设置", needsPerson,
                Reason::configuration);
            row(v3, out, 400, "INVALID_REQUEST", "该转账场景不可用", needsPerson, Reason::configuration);
            row(v3, out, 400, "INVALID_REQUEST", "产品权限异常", needsPerson, Reason::configuration);
            row(v3, out, 400, "INVALID_REQUEST", "商户号和APPID没有绑定关系", needsPerson,
                Reason::configuration);
            row(v3, out, 400, "PARAM_ERROR", "需传入转账场景报备信息,请检查", needsPerson,
                Reason::configuration);
            row(v3, out, 400, "PARAM_ERROR", "输入源不正确", needsPerson, Reason::none);
            row(v3, out, 400, "INVALID_REQUEST", "超过单笔转账上下限", unclear, Reason::none);
            row(v3, out, 400, "INVALID_REQUEST", "something nobody has seen", unclear, Reason::none);
            row(v3, out, 400, "INVALID_REQUEST", "", unclear, Reason::none);
            row(v3, out, 429, "QUOTA_EXCEED", "", notTaken, Reason::quota);
            row(v3, out, 403, "NO_AUTH", "", needsPerson, Reason::configuration);
            // words change nothing about a code that is clear by itself, nor about a server's trouble
            row(v3, out, 403, "NOT_ENOUGH", "超出商户单日转账额度", notTaken, Reason::none);
            row(v3, out, 500, "INVALID_REQUEST", "超出商户单日转账额度", unclear, Reason::none);
            row(v3, out, 500, "SYSTEM_ERROR", "该转账场景不可用", unclear, Reason::none);
        }
        row(v3, order, 400, "INVALID_REQUEST", "请求重入时，参数与首次请求时不一致", needsPerson,
            Reason::otherContent);
        row(v3, refund, 400, "INVALID_REQUEST", "退款单号已存在，但参数与原单不一致", needsPerson,
            Reason::otherContent);
        row(v3, order, 400, "PARAM_ERROR", "该转账场景不可用", refused, Reason::none);
        row(v3, cancel, 400, "INVALID_REQUEST", "单号已存在但信息不一致", refused, Reason::none);
        row(v2, transfer, 200, "PARAM_ERROR", "单号已存在，参数不一致", needsPerson, Reason::otherContent);
        row(v2, order, 200, "INVALID_REQUEST", "订单重入时，参数不一致", needsPerson, Reason::otherContent);
        row(v2, bill, 200, "20002", "NO Bill Exist", done, Reason::none);
        row(v2, bill, 200, "20002", "bill CREATING", notTaken, Reason::none);
        row(v2, bill, 200, "20002", "?", unclear, Reason::none);
        row(v2, bill, 200, "20007", "UnCompressGZip Error", notTaken, Reason::none);
        row(v2, order, 200, "20002", "No Bill Exist", unclear, Reason::none);
    }
    void words()
    {
        QFETCH(int, generation);
        QFETCH(int, operation);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QString, message);
        QFETCH(int, disposition);
        QFETCH(int, reason);
        const auto told = [&](int sends) {
            return judged(static_cast<Generation>(generation), static_cast<Operation>(operation),
                {Disposition::unclear, status, code, message, {}}, sends, 1'759'977'296'000);
        };
        const ApiError once = told(1);
        QCOMPARE(static_cast<int>(once.disposition), disposition);
        QCOMPARE(static_cast<int>(once.reason), reason);
        QCOMPARE(once.waitMs > 0, once.reason == Reason::quota);
        // What left twice may have been taken the first time.
        const auto what = static_cast<Operation>(operation);
        const ApiError twice = told(2);
        if (what != Operation::bill)
            QVERIFY(twice.disposition == Disposition::unclear);
        QVERIFY(twice.waitMs == 0 || what == Operation::bill);
    }

    /// A later line for the same code about the same operation would never be read.
    void noLineIsHidden()
    {
        for (size_t i = 0; i < rulings().size(); ++i) {
            const Ruling& later = rulings()[i];
            for (size_t k = 0; k < i; ++k) {
                const Ruling& earlier = rulings()[k];
                if (earlier.generation != later.generation || qstrcmp(earlier.code, later.code) != 0 ||
                    (earlier.httpStatus != 0 && earlier.httpStatus != later.httpStatus))
                    continue;
                const auto covers = [&earlier](Operation operation) {
                    return earlier.operations.empty() ||
                           std::find(earlier.operations.begin(), earlier.operations.end(), operation) !=
                               earlier.operations.end();
                };
                const bool hidden = later.operations.empty() ? earlier.operations.empty()
                                                             : std::all_of(later.operations.begin(),
                                                                   later.operations.end(), covers);
                QVERIFY2(!hidden, later.code);
            }
        }
    }

    void failReasons_data()
    {
        QTest::addColumn<bool>("known");
        for (const char* reason : {"TRANSFER_QUOTA_EXCEED", "ACCOUNT_FROZEN", "REAL_NAME_CHECK_FAIL",
                 "NAME_NOT_CORRECT", "OPENID_INVALID", "PAYEE_ACCOUNT_ABNORMAL", "OVERDUE_CLOSE"})
            QTest::newRow(reason) << true;
        QTest::newRow("SOMETHING_NEW") << false;
    }
    void failReasons()
    {
        QFETCH(bool, known);
        const FailReason* found = findFailReason(QString::fromLatin1(QTest::currentDataTag()));
        QCOMPARE(found != nullptr, known);
        QVERIFY(!found || qstrlen(found->meaning) > 0);
    }

    void unknownWireValuesKeepTheirText()
    {
        const auto transfer = parseTransferState(QStringLiteral("EVAPORATED"));
        QVERIFY(transfer.value == TransferState::unknown);
        QCOMPARE(transfer.text, QStringLiteral("EVAPORATED"));
        const auto trade = parseTradeState(QStringLiteral("success")); // its case counts
        QVERIFY(trade.value == TradeState::unknown);
        QCOMPARE(trade.text, QStringLiteral("success"));
        QVERIFY(parseRefundState(QStringLiteral("")).value == RefundState::unknown);
        QVERIFY(parseChannel(QStringLiteral("pigeon")) == Channel::unknown);
    }
};

ZHANGFANG_TEST(DispositionsTest)
#include "dispositions_test.moc"
