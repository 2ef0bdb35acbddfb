#include "base/json.h"
#include "crypto/crypto.h"
#include "harness/run.h"
#include "wechatpay/v2/signing.h"
#include "wechatpay/v3/answers.h"
#include "wechatpay/v3/signing.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace zhangfang;
namespace v2 = zhangfang::wechatpay::v2;

/// Everything in vectors.json was made by a published library that is not ours.
class VectorsTest : public QObject
{
    Q_OBJECT
    QJsonObject vectors_;

    QJsonObject at(const char* name) const { return vectors_.value(QLatin1String(name)).toObject(); }
    static QByteArray bytes(const QJsonObject& json, const char* name)
    {
        return json.value(QLatin1String(name)).toString().toUtf8();
    }
    QByteArray key(const char* name) const { return bytes(at("keys"), name); }
    crypto::PrivateKey privateKey(const char* name) const
    {
        return *crypto::PrivateKey::fromDer(QByteArray::fromBase64(key(name)));
    }
    crypto::PublicKey publicKey(const char* name) const
    {
        return *crypto::PublicKey::fromDer(QByteArray::fromBase64(key(name)));
    }
    wechatpay::Merchant merchant() const
    {
        return {QStringLiteral("1900000001"), QStringLiteral("wx2421b1c4370ec43b"),
            "3775B6A45ACD588826D15E583A95F5DD00000001", privateKey("merchant_private_pkcs8_base64"),
            key("apiv3_key")};
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(QStringLiteral(ZHANGFANG_TEST_DATA "/wechatpay_vectors.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        vectors_ = QJsonDocument::fromJson(file.readAll()).object();
        QVERIFY(!vectors_.isEmpty());
    }

    void requestSignatures()
    {
        const QJsonArray all = vectors_.value(QLatin1String("v3_request_signatures")).toArray();
        QCOMPARE(all.size(), 3);
        for (const auto& item : all) {
            const QJsonObject v = item.toObject();
            QCOMPARE(wechatpay::v3::requestMessage(bytes(v, "method"), bytes(v, "target"),
                         bytes(v, "timestamp"), bytes(v, "nonce"), bytes(v, "body")),
                bytes(v, "message"));
            const auto header = wechatpay::v3::authorization(merchant(), bytes(v, "method"),
                bytes(v, "target"), bytes(v, "timestamp"), bytes(v, "nonce"), bytes(v, "body"));
            QVERIFY(header);
            QVERIFY(header->contains("signature=\"" + bytes(v, "signature") + '"'));
            QVERIFY(publicKey("merchant_public_spki_base64")
                        .verify(bytes(v, "message"), QByteArray::fromBase64(bytes(v, "signature"))));
        }
    }

    void notifications()
    {
        wechatpay::v3::PlatformKeys keys;
        keys.add(key("platform_public_key_id"), publicKey("platform_public_spki_base64"));
        const QJsonArray all = vectors_.value(QLatin1String("v3_notifications")).toArray();
        QCOMPARE(all.size(), 3);
        for (const auto& item : all) {
            const QJsonObject v = item.toObject();
            http::Headers headers;
            const QJsonObject given = v.value(QLatin1String("headers")).toObject();
            for (auto header = given.begin(); header != given.end(); ++header)
                headers.add(header.key().toLatin1(), header->toString().toLatin1());
            const qint64 signedAt = headers.value("Wechatpay-Timestamp").toLongLong() * 1000;
            const QByteArray body = bytes(v, "body");
            const auto code = [&](const QByteArray& content, qint64 now) {
                const auto status = wechatpay::v3::verify(keys, headers, content, now);
                return status ? QString() : status.error().code;
            };
            QCOMPARE(code(body, signedAt), QString());
            QCOMPARE(code(body + ' ', signedAt), QStringLiteral("wrong_signature"));
            QCOMPARE(code(body, signedAt + 301'000), QStringLiteral("stale"));
            QCOMPARE(code(body, signedAt - 301'000), QStringLiteral("stale"));
            const auto opened = wechatpay::v3::openNotification(body, key("apiv3_key"));
            QVERIFY(opened);
            QCOMPARE(opened->content, QJsonDocument::fromJson(bytes(v, "plaintext")).object());
            const auto wrongKey = wechatpay::v3::openNotification(body, QByteArray(32, 'x'));
            QCOMPARE(wrongKey ? QString() : wrongKey.error().code, QStringLiteral("not_authentic"));
        }
    }

    void clientInvocation()
    {
        const QJsonObject all = at("v3_client_invocation");
        const auto line = [&all](const char* which, int i) {
            return all.value(QLatin1String(which)).toObject().value(QLatin1String("lines"))[i].toString();
        };
        const auto signature = [&all](const char* which) {
            return all.value(QLatin1String(which)).toObject().value(QLatin1String("signature")).toString();
        };
        const QString prepayId = line("app_sign", 3);
        QCOMPARE(line("jsapi_pay_sign", 3), QStringLiteral("prepay_id=") + prepayId);
        const auto jsapi = wechatpay::v3::jsapiInvocation(
            merchant(), prepayId, line("jsapi_pay_sign", 1).toLatin1(), line("jsapi_pay_sign", 2).toLatin1());
        QCOMPARE(jsapi->value(QLatin1String("paySign")).toString(), signature("jsapi_pay_sign"));
        const auto app = wechatpay::v3::appInvocation(
            merchant(), prepayId, line("app_sign", 1).toLatin1(), line("app_sign", 2).toLatin1());
        QCOMPARE(app->value(QLatin1String("sign")).toString(), signature("app_sign"));
    }

    void sensitiveFields()
    {
        for (const auto& item : vectors_.value(QLatin1String("v3_sensitive_fields")).toArray()) {
            const QJsonObject v = item.toObject();
            const auto platform = privateKey("platform_private_pkcs8_base64");
            QCOMPARE(*platform.decryptOaep(QByteArray::fromBase64(bytes(v, "oaep_sha1_base64_for_platform"))),
                bytes(v, "plaintext"));
            const auto sealed = platform.publicKey().encryptOaep(bytes(v, "plaintext"));
            QVERIFY(sealed);
            QCOMPARE(*platform.decryptOaep(*sealed), bytes(v, "plaintext"));
        }
    }

    void v2Digests()
    {
        QJsonArray all = at("v2_signatures").value(QLatin1String("made")).toArray();
        all.append(at("v2_signatures").value(QLatin1String("published")));
        QCOMPARE(all.size(), 2);
        for (const auto& item : all) {
            const QJsonObject v = item.toObject();
            v2::Fields fields;
            const QJsonObject params = v.value(QLatin1String("params")).toObject();
            for (auto param = params.begin(); param != params.end(); ++param)
                fields[param.key()] = param->toString();
            QCOMPARE(v2::stringToSign(fields, bytes(v, "key")), bytes(v, "string_to_sign"));
            for (const auto& [type, name] :
                {std::pair{v2::SignType::md5, "md5"}, std::pair{v2::SignType::hmacSha256, "hmac_sha256"}}) {
                fields[QStringLiteral("sign")] = v2::signature(fields, bytes(v, "key"), type);
                QCOMPARE(fields[QStringLiteral("sign")].toLatin1(), bytes(v, name));
                QVERIFY(v2::verify(fields, bytes(v, "key")));
                QVERIFY(!v2::verify(fields, "another key"));
                fields[QStringLiteral("nonce_str")] += QLatin1Char('x');
                QVERIFY(!v2::verify(fields, bytes(v, "key")));
                fields[QStringLiteral("nonce_str")].chop(1);
            }
        }
    }

    void v2RefundInfo()
    {
        const QJsonObject v = at("v2_refund_req_info");
        const QByteArray aesKey = bytes(v, "key_md5_hex");
        QCOMPARE(crypto::md5(key("apiv2_key")).toHex(), aesKey);
        QCOMPARE(*crypto::aesEcbDecrypt(aesKey, QByteArray::fromBase64(bytes(v, "aes_256_ecb_base64"))),
            bytes(v, "plaintext"));
        const auto opened =
            v2::openRefundInfo(QString::fromLatin1(bytes(v, "aes_256_ecb_base64")), key("apiv2_key"));
        QVERIFY(opened);
        QCOMPARE(opened->at(QStringLiteral("out_refund_no")), QStringLiteral("R20251009000001"));
        // The vector fills its last block and has no padding; ours always pads, and reads both.
        const auto sealed = crypto::aesEcbEncrypt(aesKey, bytes(v, "plaintext"));
        QVERIFY(sealed);
        QCOMPARE(sealed->left(160).toBase64(), bytes(v, "aes_256_ecb_base64"));
        QCOMPARE(*crypto::aesEcbDecrypt(aesKey, *sealed), bytes(v, "plaintext"));
    }

    void certificatesCarryTheirSerial()
    {
        const auto own = privateKey("platform_private_pkcs8_base64");
        const auto made = crypto::Certificate::selfSigned(
            own, "5157F09EFDC096DE15EBE81A47057A7232F1B8E1", 1'700'000'000'000, 1'800'000'000'000);
        QVERIFY(made);
        QCOMPARE(made->serialHex(), QByteArray("5157F09EFDC096DE15EBE81A47057A7232F1B8E1"));
        QCOMPARE(made->validUntilUtcMs(), 1'800'000'000'000);
        QVERIFY(made->publicKey().verify("x", *own.sign("x")));
        QVERIFY(
            !crypto::PrivateKey::fromPem("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
    }
};

ZHANGFANG_TEST(VectorsTest)
#include "vectors_test.moc"
