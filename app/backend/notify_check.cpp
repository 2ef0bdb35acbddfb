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

Status comesBack(ShopFolder& folder, const QUrl& url, const Here& here, const QString& caFile)
{
    const QByteArray nonce = folder.random().token(32);
    http::Request request{"GET", url.path(QUrl::FullyEncoded).toLatin1() + "?echo=" + nonce, {}, {}, {}};
    QUrl base = url;
    base.setPath({});
    // Practice may have an authority of its own; whom WeChat Pay has to believe, everybody does.
    const auto transport = http::makeTransport({http::isLoopback(url) ? caFile : QString(), {}, {}, {}});
    const auto answer = transport->exchange(base, request, kTimeoutMs);
    const qint64 now = folder.clock().nowUtcMs();
    if (!answer) {
        // A router may not let its own address be reached from inside: what has come proves more.
        if (here.heard.lastGoodAtUtcMs > now - base::kDayMs)
            return {};
        return base::unavailable("notify_unreachable",
            QStringLiteral("%1 cannot be reached from here (%2). WeChat Pay tells there what was paid: look "
                           "whether it can be reached from outside, and leads to %3.")
                .arg(url.toDisplayString(), answer.error().message, here.pulse.engine.listeningAt));
    }
    const auto said = base::parseJsonObject(answer->body);
    if (said &&
        said->value(QLatin1String("echo")).toString().toLatin1() == listener::echoOf(nonce, here.books))
        return {};
    return base::refused("notify_elsewhere",
        QStringLiteral(
            "%1 is answered by something else (HTTP %2): what WeChat Pay tells there does not reach "
            "the listener at %3.")
            .arg(url.toDisplayString())
            .arg(answer->status)
            .arg(here.pulse.engine.listeningAt));
}

} // namespace

Result<QString> checkNotifyAddresses(ShopFolder& folder)
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
        return QStringLiteral("%1; whether it leads back here can be told while the engine runs").arg(url);
    for (const QString& address : {url, settings.text("wechatpay.v2_notify_url")}) {
        if (!address.isEmpty())
            ZF_TRY(comesBack(folder, QUrl(address), here, settings.text("wechatpay.ca_file")));
    }
    return QStringLiteral("%1 leads back to the listener here").arg(url);
}

} // namespace zhangfang::backend
