#include "kit/words.h"
#include "kit/words_table.h"

#include <QRegularExpression>
#include <vector>

namespace zhangfang::ui
{
namespace
{

/// What the program itself writes as a finding, as evidence, or of a setting, as it is written there: %1, %2
/// … stand for what differs, in this order. The narrower sentence before the wider one.
// NOLINTBEGIN(bugprone-suspicious-missing-comma): some of them take two lines
constexpr const char* kSaid[] = {
    QT_TRANSLATE_NOOP(
        "Words", "%1 MiB free where the books are: make room before a payment cannot be written down"),
    QT_TRANSLATE_NOOP("Words", "%1 MiB free where the books are"),
    QT_TRANSLATE_NOOP("Words", "WeChat Pay has not told the time yet"),
    QT_TRANSLATE_NOOP("Words", "this computer's clock is %1 seconds behind WeChat Pay's: set it, or nothing "
                               "that is signed is believed"),
    QT_TRANSLATE_NOOP("Words", "this computer's clock is %1 seconds before WeChat Pay's: set it, or nothing "
                               "that is signed is believed"),
    QT_TRANSLATE_NOOP("Words", "within %1 seconds of WeChat Pay's"),
    QT_TRANSLATE_NOOP("Words", "WeChat does not know it"),
    QT_TRANSLATE_NOOP("Words", "not running"),
    QT_TRANSLATE_NOOP("Words", "running, listening at %1"),
    QT_TRANSLATE_NOOP("Words", "it has not said goodbye and gave no sign of life for %1 seconds: start "
                               "Zhangfang or zhangfangd again"),
    QT_TRANSLATE_NOOP(
        "Words", "the books have never been backed up: zhangfangctl backup FILE, or Settings in the window"),
    QT_TRANSLATE_NOOP("Words", "the last backup is of %1"),
    QT_TRANSLATE_NOOP("Words", "none yet"),
    QT_TRANSLATE_NOOP("Words", "WeChat Pay has told no balance within a day"),
    QT_TRANSLATE_NOOP("Words", "nothing is missing"),
    QT_TRANSLATE_NOOP("Words",
        "%1 holds %2, the books expect %3: compare with the merchant platform and the bill of funds"),
    QT_TRANSLATE_NOOP(
        "Words", "%1 holds %2, the books expect %3: compare with the merchant platform before booking it"),
    QT_TRANSLATE_NOOP("Words", "%1 is bound to the merchant (asked about an order that is not there)"),
    QT_TRANSLATE_NOOP("Words", "%1 is bound to the merchant (without an API v2 key no question carries the "
                               "app: an order of 0.01 that nobody was shown was opened, and closed at once)"),
    QT_TRANSLATE_NOOP("Words", "%1 is bound to the merchant (without an API v2 key no question carries the "
                               "app: an order of 0.01 that nobody was shown was opened; it ends by itself)"),
    QT_TRANSLATE_NOOP("Words",
        "WeChat Pay does not take the app %1 from this merchant (%2). Set the AppID that is bound "
        "to the merchant number, or bind this one: merchant platform → 产品中心 → AppID 账号管理."),
    QT_TRANSLATE_NOOP("Words", "%1: cannot be told, WeChat Pay answers no question about an order (%2)"),
    QT_TRANSLATE_NOOP("Words", "%1: cannot be told, WeChat Pay opens no native order (%2)"),
    QT_TRANSLATE_NOOP("Words", "the private key is here; without wechatpay.certificate only WeChat Pay can "
                               "tell whether the serial number is of it"),
    QT_TRANSLATE_NOOP("Words", "%1 is of the private key, until %2"),
    QT_TRANSLATE_NOOP("Words",
        "wechatpay.certificate_serial is %1, and must be %2: that is the serial number of the certificate."),
    QT_TRANSLATE_NOOP("Words", "The merchant's certificate has ended on %1. Renew it in the merchant "
                               "platform: API 安全 → 商户 API 证书."),
    QT_TRANSLATE_NOOP("Words",
        "wechatpay.certificate is %1, and the private key is another one. Set both from one "
        "download: 'secrets set wechatpay.private_key --from' the zip of the merchant platform."),
    QT_TRANSLATE_NOOP("Words", "wechatpay.certificate is %1; wechatpay.mchid is %2. Set the number, or "
                               "download the certificate of this merchant."),
    QT_TRANSLATE_NOOP("Words", "none is set: WeChat Pay's certificates are fetched"),
    QT_TRANSLATE_NOOP("Words", "%1 is set, and %2 is not. Both stand in the merchant platform: API 安全 → "
                               "微信支付公钥. A merchant without one leaves both empty."),
    QT_TRANSLATE_NOOP("Words", "wechatpay.public_key is the merchant's own public key; WeChat Pay's is in "
                               "pub_key.pem, from the merchant platform: API 安全 → 微信支付公钥."),
    QT_TRANSLATE_NOOP(
        "Words", "cannot be told yet: WeChat Pay has sent no certificate. The first notification tells"),
    QT_TRANSLATE_NOOP("Words", "it opens WeChat Pay's certificates"),
    QT_TRANSLATE_NOOP("Words", "cannot be told yet: WeChat Pay has no certificates for a merchant with its "
                               "public key. The first notification tells"),
    QT_TRANSLATE_NOOP("Words", "reachable, signatures agree"),
    QT_TRANSLATE_NOOP(
        "Words", "reachable, and our signature is accepted; nothing that is signed has come back yet"),
    QT_TRANSLATE_NOOP("Words", "%1; whether it leads back here can be told while the engine runs"),
    QT_TRANSLATE_NOOP("Words", "%1 leads back to the listener here"),
    QT_TRANSLATE_NOOP("Words", "%1 does not lead back here when it is asked from this computer (%2); WeChat "
                               "Pay's latest notification came at %3"),
    QT_TRANSLATE_NOOP("Words", "wechatpay.notify_url is not set."),
    QT_TRANSLATE_NOOP("Words", "The setting %1 must name a host that WeChat Pay finds, like pay.example.cn; "
                               "%2 is only for practice."),
    QT_TRANSLATE_NOOP("Words", "The setting wechatpay.certificate is %1; wechatpay.mchid is %2."),
    QT_TRANSLATE_NOOP("Words",
        "The setting wechatpay.public_key is the merchant's own public key; WeChat Pay's is in pub_key.pem."),
    QT_TRANSLATE_NOOP("Words", "The setting wechatpay.certificate_serial is %1; the serial number of "
                               "wechatpay.certificate, which is of this private key, is %2."),
    QT_TRANSLATE_NOOP("Words", "The setting %1 %2."),
    QT_TRANSLATE_NOOP("Words", "must be on one line, and every character of it must be one that can be seen"),
    QT_TRANSLATE_NOOP("Words", "must be at most 8192 characters"),
    QT_TRANSLATE_NOOP("Words", "must be an https address, or http on loopback"),
    QT_TRANSLATE_NOOP("Words", "must be a whole path, like /media/usb/zhangfang"),
    QT_TRANSLATE_NOOP("Words", "must be digits only"),
    QT_TRANSLATE_NOOP(
        "Words", "must be the serial number of the merchant's certificate: digits and the letters A to F"),
    QT_TRANSLATE_NOOP("Words", "must begin with PUB_KEY_ID_"),
    QT_TRANSLATE_NOOP("Words", "must be a JSON array of {info_type, info_content}"),
    QT_TRANSLATE_NOOP(
        "Words", "must have an info_type of at most 15 characters and an info_content of at most 32"),
    QT_TRANSLATE_NOOP("Words", "must not hold the password: set that as the secret wechatpay.proxy_password, "
                               "and leave the user's name here"),
    QT_TRANSLATE_NOOP(
        "Words", "must be http://user@host:port or socks5://user@host:port, with or without the user"),
    QT_TRANSLATE_NOOP("Words", "must be BASIC or OPERATION"),
    QT_TRANSLATE_NOOP("Words", "must be an IP address"),
    QT_TRANSLATE_NOOP(
        "Words", "must be a percentage from 0.00 to 10.00 with at most two decimals, like 0.60"),
    QT_TRANSLATE_NOOP("Words", "must be up to 20 app numbers, separated by commas"),
    QT_TRANSLATE_NOOP("Words", "must be a whole number from %1 to %2"),
    QT_TRANSLATE_NOOP("Words", "must be at most %1 letters, digits, '_' and '-'"),
    QT_TRANSLATE_NOOP("Words", "must be one of %1"),
    QT_TRANSLATE_NOOP("Words", "must be at most %1 characters, and has %2"),
    QT_TRANSLATE_NOOP("Words", "must be at most %1 bytes, and has %2 (a Chinese character is 3)"),
    QT_TRANSLATE_NOOP("Words", "must be IP addresses or networks like 10.0.0.0/8, separated by commas"),
    QT_TRANSLATE_NOOP("Words", "is the id of WeChat Pay's public key: that is wechatpay.public_key_id"),
    QT_TRANSLATE_NOOP("Words", "%1 to user %2 by %3; owed %4, covered by %5"),
    QT_TRANSLATE_NOOP("Words", "¥ %1 to user %2"),
    QT_TRANSLATE_NOOP("Words", "from nothing to \"%1\""),
    QT_TRANSLATE_NOOP("Words", "from \"%1\" to nothing"),
    QT_TRANSLATE_NOOP("Words", "from \"%1\" to \"%2\""),
    QT_TRANSLATE_NOOP("Words", "paid by %1; %2; %3"),
    QT_TRANSLATE_NOOP("Words", "not paid by %1; %2; %3"),
    QT_TRANSLATE_NOOP("Words", "%1 transfers verified"),
    QT_TRANSLATE_NOOP("Words", "%1 entries verified"),
    QT_TRANSLATE_NOOP("Words", "the books go on without a break, or that they were put back is confirmed"),
    QT_TRANSLATE_NOOP("Words", "the certificate of merchant %1 (serial number %2)"),
    QT_TRANSLATE_NOOP("Words", "a certificate of WeChat Pay's (%1, serial number %2)"),
    QT_TRANSLATE_NOOP("Words", "%1 holds %2"),
    QT_TRANSLATE_NOOP("Words", "none was refused in the last 24 hours"),
    QT_TRANSLATE_NOOP("Words", "WeChat did not say what is in %1."),
    QT_TRANSLATE_NOOP("Words", "The last %1 notifications were all refused; %2."),
    QT_TRANSLATE_NOOP("Words", "%1 refused in the last 24 hours: %2"),
    QT_TRANSLATE_NOOP("Words", "wechatpay.transfer_scene_report_infos is not set."),
    QT_TRANSLATE_NOOP("Words", "it is about %1, ours about %2"),
    QT_TRANSLATE_NOOP("Words", "it names merchant %1"),
    QT_TRANSLATE_NOOP("Words", "%1, with package_info"),
};
// NOLINTEND(bugprone-suspicious-missing-comma)

struct Pattern {
    const char* text;
    QRegularExpression expression;
};

const std::vector<Pattern>& patterns()
{
    static const std::vector<Pattern> made = [] {
        std::vector<Pattern> all;
        static const QRegularExpression kPlace(QStringLiteral("\\\\%\\d"));
        for (const char* text : kSaid) {
            QString form = QRegularExpression::escape(QString::fromUtf8(text));
            form.replace(kPlace, QStringLiteral("(.+?)"));
            all.push_back({text, QRegularExpression(QRegularExpression::anchoredPattern(form),
                                     QRegularExpression::DotMatchesEverythingOption)});
        }
        return all;
    }();
    return made;
}

} // namespace

QString saidText(const QString& sentence)
{
    for (const Pattern& known : patterns()) {
        const auto found = known.expression.match(sentence);
        if (!found.hasMatch())
            continue;
        QString words = Words::tr(known.text);
        // All at once: what was captured may hold a %1 itself.
        const QStringList parts = found.capturedTexts().mid(1);
        for (qsizetype at = parts.size(); at > 0; --at)
            words.replace(QStringLiteral("%%1").arg(at), QChar(u'\ue000' + static_cast<int>(at)));
        for (qsizetype at = parts.size(); at > 0; --at)
            words.replace(QChar(u'\ue000' + static_cast<int>(at)), saidText(parts[at - 1]));
        return words;
    }
    return sentence;
}

QString evidenceText(const QString& evidence)
{
    static const QRegularExpression kByNotification(QStringLiteral("^(\\S+), by notification (\\S+)$"));
    static const QRegularExpression kByQuery(
        QStringLiteral("^(\\S+), by (query|answer)(?: \\[(Request-ID \\S+)\\])?$"));
    if (const auto told = kByNotification.match(evidence); told.hasMatch())
        return Words::tr("WeChat's number %1, told by notification %2")
            .arg(told.captured(1), told.captured(2));
    if (const auto asked = kByQuery.match(evidence); asked.hasMatch()) {
        const QString told = asked.captured(2) == QLatin1String("query")
                                 ? Words::tr("WeChat's number %1, told when asked").arg(asked.captured(1))
                                 : Words::tr("WeChat's number %1, told at once").arg(asked.captured(1));
        return asked.captured(3).isEmpty() ? told : told + QStringLiteral("\n") + asked.captured(3);
    }
    return saidText(evidence);
}

} // namespace zhangfang::ui
