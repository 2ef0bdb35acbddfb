#include "wechatpay/outcome.h"

#include <QTest>

using namespace zhangfang::wechatpay;

/// A row per line of the facts page, "Error codes that decide what to do".
class DispositionsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void codes_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("disposition");
        const auto row = [](int status, const char* code, Disposition disposition) {
            QTest::addRow("%d %s", status, code)
                << status << QString::fromLatin1(code) << static_cast<int>(disposition);
        };
        row(500, "SYSTEM_ERROR", Disposition::unclear);
        row(502, "", Disposition::unclear);
        row(503, "UNREADABLE", Disposition::unclear);
        row(429, "FREQUENCY_LIMITED", Disposition::notTaken);
        row(429, "RATELIMIT_EXCEED", Disposition::notTaken);
        row(403, "NOT_ENOUGH", Disposition::notTaken);
        row(400, "INVALID_REQUEST", Disposition::unclear);
        row(400, "PARAM_ERROR", Disposition::refused);
        row(403, "NO_AUTH", Disposition::needsPerson);
        row(403, "ACCOUNT_ABNORMAL", Disposition::needsPerson);
        row(401, "SIGN_ERROR", Disposition::needsPerson);
        row(404, "NOT_FOUND", Disposition::unclear);
        row(418, "A_NEW_CODE", Disposition::unclear);
        row(500, "PARAM_ERROR", Disposition::unclear); // the code counts only with its status
    }
    void codes()
    {
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(int, disposition);
        QCOMPARE(static_cast<int>(dispositionOf(status, code)), disposition);
    }
    void unknownWireValuesKeepTheirText()
    {
        const auto state = parseTransferState(QStringLiteral("EVAPORATED"));
        QVERIFY(state.value == TransferState::unknown);
        QCOMPARE(state.text, QStringLiteral("EVAPORATED"));
    }
};

QTEST_APPLESS_MAIN(DispositionsTest)
#include "dispositions_test.moc"
