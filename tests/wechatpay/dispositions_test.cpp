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
            row(v3, any, 400, "PARAM_ERROR", refused);
            row(v3, any, 403, "NO_AUTH", needsPerson);
            row(v3, any, 403, "ACCOUNT_ABNORMAL", needsPerson);
            row(v3, any, 401, "SIGN_ERROR", needsPerson);
            row(v3, any, 404, "NOT_FOUND", unclear);
            row(v3, any, 418, "A_NEW_CODE", unclear);
            row(v3, any, 500, "PARAM_ERROR", unclear); // the code counts only with its status
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
        row(v2, bill, 200, "20002", done);
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

QTEST_APPLESS_MAIN(DispositionsTest)
#include "dispositions_test.moc"
