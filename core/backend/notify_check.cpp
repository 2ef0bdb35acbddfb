#include "backend/notify_check.h"

#include "base/calendar.h"
#include "base/json.h"
#include "http/loopback.h"
#include "http/transport.h"
#include "listener/listener.h"
#include "recovery/mark.h"
#include "reports/pulse.h"

namespace zhangfang::backend
{
namespace
{

constexpr int kTimeoutMs = 5'000;

struct Here {
    QString books;
    reports::Pulse pulse;
    listener::Heard heard;
};

/// Nothing: it comes back. Words: that cannot be told, though notifications have come lately, perhaps by
/// another address.
Result<std::optional<QString>> comesBack(
    ShopFolder& folder, const QUrl& url, const Here& here, const QString& caFile)
{
    const QByteArray nonce = folder.random().token(32);
    http::Request request{"GET", url.path(QUrl::FullyEncoded).toLatin1() + "?echo=" + nonce, {}, {}, {}};
    QUrl base = url;
    base.setPath({});
    // Practice may have an authority of its own; whom WeChat Pay has to believe, everybody does.
    const auto transport = http::makeTransport({http::isLoopback(url) ? caFile : QString(), {}, {}, {}});
    const auto answer = transport->exchange(base, request, kTimeoutMs);
    const auto said = answer ? base::parseJsonObject(answer->body) : base::Result<QJsonObject>(QJsonObject());
    const QByteArray echo = listener::echoOf(nonce, here.books);
    if (said && !echo.isEmpty() && said->value(QLatin1String("echo")).toString().toLatin1() == echo)
        return std::nullopt;
    const QString outcome = answer ? QStringLiteral("answered by something else, HTTP %1").arg(answer->status)
                                   : answer.error().message;
    // A router may not let its own address be reached from inside, and a proxy may let nothing but POST
    // through.
    if (here.heard.lastGoodAtUtcMs > folder.clock().nowUtcMs() - base::kDayMs)
        return QStringLiteral(
            "%1 does not lead back here when it is asked from this computer (%2); WeChat Pay's "
            "latest notification came at %3")
            .arg(url.toDisplayString(), outcome, base::toRfc3339(here.heard.lastGoodAtUtcMs));
    if (!answer)
        return base::unavailable("notify_unreachable",
            QStringLiteral("%1 cannot be reached from here (%2). WeChat Pay tells there what was paid: look "
                           "whether it can be reached from outside, and leads to %3.")
                .arg(url.toDisplayString(), outcome, here.pulse.engine.listeningAt));
    return base::refused("notify_elsewhere",
        QStringLiteral(
            "%1 is answered by something else (HTTP %2): what WeChat Pay tells there does not reach "
            "the listener at %3, or a proxy lets nothing but POST through.")
            .arg(url.toDisplayString())
            .arg(answer->status)
            .arg(here.pulse.engine.listeningAt));
}

} // namespace

Result<Finding> checkNotifyAddresses(ShopFolder& folder)
{
    ZF_ASSIGN(const access::Settings settings, folder.settings());
    const QString url = settings.text("wechatpay.notify_url");
    if (url.isEmpty())
        return base::refused("not_configured", QStringLiteral("wechatpay.notify_url is not set."));
    ZF_TRY(access::fitTogether(
        settings, {QStringLiteral("wechatpay.notify_url"), QStringLiteral("wechatpay.v2_notify_url")}));
    ZF_ASSIGN(const Here here, folder.readers().read<Here>([](storage::Database& database) -> Result<Here> {
        ZF_ASSIGN(const recovery::Head head, recovery::head(database));
        ZF_ASSIGN(reports::Pulse pulse, reports::pulse(database));
        ZF_ASSIGN(const listener::Heard heard, listener::heard(database));
        return Here{head.books, std::move(pulse), heard};
    }));
    const bool isListening =
        !here.pulse.engine.listeningAt.isEmpty() &&
        folder.clock().nowUtcMs() - here.pulse.engine.beatAtUtcMs < reports::kEngineSilentMs;
    if (!isListening)
        return Finding{
            QStringLiteral("%1; whether it leads back here can be told while the engine runs").arg(url),
            true};
    QStringList untold;
    for (const QString& address : {url, settings.text("wechatpay.v2_notify_url")}) {
        if (address.isEmpty())
            continue;
        ZF_ASSIGN(
            const auto words, comesBack(folder, QUrl(address), here, settings.text("wechatpay.ca_file")));
        if (words)
            untold << *words;
    }
    return untold.isEmpty() ? Finding{QStringLiteral("%1 leads back to the listener here").arg(url)}
                            : Finding{untold.join(QLatin1String("; ")), true};
}

} // namespace zhangfang::backend
