#include "access/settings.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "wechatpay/limits.h"

#include <QUrl>

using namespace zhangfang;

/// What each setting takes as it is pasted, and what it refuses before it fails later.
class SettingsTest : public QObject
{
    Q_OBJECT
    /// What would be stored, or "✗ " and what is wrong.
    static QString outcome(const QString& key, const QString& value)
    {
        const access::SettingRule* rule = access::settingRule(key);
        if (!rule)
            return QStringLiteral("there is no such setting");
        const auto meant = rule->check(value);
        return meant ? *meant : QStringLiteral("✗ ") + meant.error().message;
    }

private Q_SLOTS:
    void whatComesAlongIsLetGo_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        const auto row = [](const char* key, const char* value) {
            QTest::newRow(key) << QString::fromLatin1(key) << QString::fromUtf8(value);
        };
        row("wechatpay.mchid", "1900000001");
        row("wechatpay.appid", "wx2421b1c4370ec43b");
        row("wechatpay.appids", "wx1,wx2");
        row("wechatpay.certificate_serial", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1");
        row("wechatpay.public_key_id", "PUB_KEY_ID_0119000000012025010100000000001");
        row("wechatpay.api_base_url", "https://api.mch.weixin.qq.com");
        row("wechatpay.standby_base_url", "https://api2.mch.weixin.qq.com");
        row("wechatpay.v2_base_url", "https://api.mch.weixin.qq.com");
        row("wechatpay.notify_url", "https://pay.example.cn/wechatpay/notify");
        row("wechatpay.v2_notify_url", "https://pay.example.cn/wechatpay/v2/notify");
        row("wechatpay.proxy", "http://mei@proxy.example.cn:3128");
        row("wechatpay.fee_rate", "0.60");
        row("wechatpay.generation", "v2");
        row("wechatpay.v2_sign_type", "MD5");
        row("wechatpay.transfer_scene_id", "1005");
        row("wechatpay.transfer_remark", "提现");
        row("wechatpay.timeout_ms", "5000");
        row("counter.store_id", "store_1");
        row("payouts.account", "OPERATION");
        row("payouts.channel", "v2-redpack");
        row("payouts.batch_name", "余额提现");
        row("payouts.red_packet_sender", "茶与游戏");
        row("storage.keep_bodies_days", "90");
        row("listener.trusted_proxies", "127.0.0.1, 10.0.0.0/8");
        row("payouts.max_single_fen", "20000");
        row("listener.bind", "127.0.0.1");
        row("listener.port", "8443");
        row("merchant.name", "茶与游戏");
        row("wechatpay.ca_file", "/etc/ssl/my ca.pem");
        row("backup.folder", "/media/usb stick/zhangfang");
        row("listener.tls_certificate", "/etc/tls/cert.pem");
        row("listener.tls_key", "/etc/tls/key.pem");
        row("ui.ask_above_fen", "2000000");
    }
    void whatComesAlongIsLetGo()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QCOMPARE(outcome(key, value), value);
        QCOMPARE(outcome(key, value + u'\n'), value);
        QCOMPARE(outcome(key, QStringLiteral(" \t") + value + QStringLiteral("\r\n")), value);
        QCOMPARE(outcome(key, QChar(0xfeff) + value + QChar(0x3000)), value);
        QCOMPARE(outcome(key, QChar(0x200b) + value + QChar(0xa0)), value);
        const auto inside = outcome(key, value.left(1) + QChar(7) + value.mid(1));
        QVERIFY2(
            inside == QStringLiteral("✗ has the invisible character U+0007 at place 2"), qPrintable(inside));
    }

    void aTextOfSeveralLinesIsTrimmedToo()
    {
        const QString key = QStringLiteral("wechatpay.transfer_scene_report_infos");
        const QString value = QStringLiteral("[{\"info_type\":\"a\",\n\"info_content\":\"b\"}]");
        QCOMPARE(outcome(key, QStringLiteral(" \n") + value + QStringLiteral("\r\n")), value);
    }

    void namesArePlain_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* key, const char* value, const char* expected) {
            QTest::newRow(qPrintable(QString::fromUtf8(key) + QLatin1Char(' ') + QString::fromUtf8(value)))
                << QString::fromLatin1(key) << QString::fromUtf8(value) << QString::fromUtf8(expected);
        };
        row("wechatpay.mchid", "１900000001", "✗ has the full-width character １ at place 1; it must be 1");
        row("wechatpay.mchid", "19000 00001", "✗ has a blank at place 6");
        row("wechatpay.mchid", "wx1", "✗ must be digits only");
        row("wechatpay.appid", "ｗx2421b1c4370ec43b",
            "✗ has the full-width character ｗ at place 1; it must be w");
        row("wechatpay.appid", "wx2421b1с4370ec43b", "✗ has the character с at place 9"); // Cyrillic
        row("wechatpay.appid", "wx2421b1c4370ec43bwx2421b1c4370ec43b",
            "✗ must be at most 32 letters, digits, '_' and '-'");
        row("wechatpay.appids", "wx1, wx2，wx3\n", "wx1,wx2,wx3");
        row("wechatpay.appids", "wx1,wx 2", "✗ has a blank at place 3");
        row("wechatpay.certificate_serial", "51:57:f0:9e", "5157F09E");
        row("wechatpay.certificate_serial", "51 57 f0 9e", "5157F09E");
        row("wechatpay.certificate_serial", "5157F0９E",
            "✗ has the full-width character ９ at place 7; it must be 9");
        row("wechatpay.certificate_serial", "PUB_KEY_ID_011",
            "✗ is the id of WeChat Pay's public key: that is wechatpay.public_key_id");
        row("wechatpay.certificate_serial", "serial",
            "✗ must be the serial number of the merchant's certificate: digits and the letters A to F");
        row("wechatpay.public_key_id", "5157F09E", "✗ must begin with PUB_KEY_ID_");
    }
    void namesArePlain()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, expected);
        QCOMPARE(outcome(key, value), expected);
    }

    void notifyAddressesThatFailLater_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("says"); ///< empty: it is taken
        QTest::addColumn<bool>("practice");
        const auto row = [](const char* value, const char* says, bool practice = false) {
            QTest::newRow(value) << QString::fromUtf8(value) << QString::fromUtf8(says) << practice;
        };
        const char* const noHost = "must name a host that WeChat Pay finds";
        const char* const form = "must be an http(s) address of a named host with a path";
        row("https://pay.example.cn/wechatpay/notify", "");
        row("http://pay.example.cn/n", "");
        row("https://pay.example.cn:8443/n", "");
        row("https://支付.example.cn/n", "has the character 支 at place 9");
        row("https://xn--wgv71a119e.example.cn/n", "");
        row("https://pay.example.cn", form);
        row("https://pay.example.cn/", form);
        row("https://pay.example.cn/n?a=1", form);
        row("https://pay.example.cn/n?", form);
        row("https://pay.example.cn/n#part", form);
        row("https://pay.example.cn/n#", form);
        row("https://mei:secret@pay.example.cn/n", form);
        row("https://mei@pay.example.cn/n", form);
        row("ftp://pay.example.cn/n", form);
        row("pay.example.cn/n", form);
        row("https:///n", form);
        row("https://pay example.cn/n", "has a blank");
        row("https://pay.example.cn／n", "has the full-width character");
        row("https://192.168.1.5/n", form);
        row("https://10.0.0.1/n", form);
        row("https://172.16.9.9/n", form);
        row("https://169.254.1.1/n", form);
        row("https://100.64.0.1/n", form);
        row("https://0.0.0.0/n", form);
        row("https://[fd00::1]/n", form);
        row("https://[fe80::1]/n", form);
        row("https://[::ffff:10.0.0.1]/n", form);
        row("https://192.168.1.5/n", form, true);
        row("https://8.8.8.8/n", form);
        row("https://[2400:3200::1]/n", form);
        row("https://2130706433/n", noHost);
        row("https://0x7f.1/n", noHost);
        row("https://127.0.0.1/n", noHost);
        row("http://localhost:9000/n", noHost);
        row("https://myserver/n", noHost);
        row("http://127.0.0.1:9000/wechatpay/notify", "", true);
        row("http://localhost:9000/wechatpay/notify", "", true);
        row("http://[::1]:9000/wechatpay/notify", "", true);
        row("https://8.8.8.8/n", form, true);
    }
    void notifyAddressesThatFailLater()
    {
        QFETCH(QString, value);
        QFETCH(QString, says);
        QFETCH(bool, practice);
        harness::Shop shop;
        if (practice)
            REQUIRE(shop.set("wechatpay.api_base_url", QStringLiteral("http://127.0.0.1:9000")));
        for (const char* key : {"wechatpay.notify_url", "wechatpay.v2_notify_url"}) {
            const auto set = shop.set(key, value);
            QCOMPARE(set.has_value(), says.isEmpty());
            if (set)
                continue;
            QCOMPARE(set.error().code, QStringLiteral("invalid_setting"));
            QVERIFY2(set.error().message.contains(says), qPrintable(set.error().message));
            QVERIFY2(set.error().message.contains(QLatin1String(key)), qPrintable(set.error().message));
            QVERIFY(!set.error().message.contains(QLatin1String("secret")));
        }
    }

    void textsAreCountedAsWeChatCounts_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("most");    ///< of the letter a
        QTest::addColumn<int>("chinese"); ///< of a Chinese character
        QTest::newRow("remark") << QStringLiteral("wechatpay.transfer_remark")
                                << wechatpay::kTransferRemarkLength << wechatpay::kTransferRemarkLength;
        QTest::newRow("batch") << QStringLiteral("payouts.batch_name") << wechatpay::kTransferRemarkLength
                               << wechatpay::kTransferRemarkLength;
        QTest::newRow("sender") << QStringLiteral("payouts.red_packet_sender")
                                << wechatpay::kRedPacketSenderBytes << 10;
        QTest::newRow("wishing") << QStringLiteral("payouts.red_packet_wishing")
                                 << wechatpay::kRedPacketWishingBytes << 42;
    }
    void textsAreCountedAsWeChatCounts()
    {
        QFETCH(QString, key);
        QFETCH(int, most);
        QFETCH(int, chinese);
        for (const auto& [letter, count] : {std::pair(QChar(u'a'), most), {QChar(0x8336), chinese}}) {
            QCOMPARE(outcome(key, QString(count, letter)), QString(count, letter));
            QVERIFY(outcome(key, QString(count + 1, letter)).startsWith(QStringLiteral("✗ must be at most")));
        }
        QVERIFY(outcome(key, QStringLiteral("tea\ntea"))
                    .startsWith(QStringLiteral("✗ has a line break at place 4")));
        QVERIFY(outcome(key, QStringLiteral("tea") + QChar(0x202e) + u'x')
                    .startsWith(QStringLiteral("✗ has the invisible")));
    }

    void aPasswordInAProxyIsASecret_data()
    {
        QTest::addColumn<QString>("value");
        for (const char* value : {"http://mei:secret@proxy.example.cn:3128",
                 "socks5://mei:secret@10.0.0.1:1080", "http://mei:se@cret@proxy.example.cn:3128",
                 "http://mei:sec%ret@proxy.example.cn", "http://:secret@proxy.example.cn:3128"})
            QTest::newRow(value) << QString::fromLatin1(value);
    }
    void aPasswordInAProxyIsASecret()
    {
        QFETCH(QString, value);
        const QString said = outcome(QStringLiteral("wechatpay.proxy"), value);
        QVERIFY2(said.startsWith(QStringLiteral("✗ must")), qPrintable(said));
        if (QUrl(value, QUrl::StrictMode).isValid())
            QVERIFY2(said.contains(QLatin1String("the secret wechatpay.proxy_password")), qPrintable(said));
        QVERIFY(!said.contains(QLatin1String("cret@")) && !said.contains(QLatin1String("mei")));
    }
};

ZHANGFANG_TEST(SettingsTest)
#include "settings_test.moc"
