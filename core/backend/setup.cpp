#include "backend/setup.h"

#include "access/audit.h"
#include "backend/configuration.h"
#include "backend/key_checks.h"
#include "backend/notify_check.h"
#include "backend/seals.h"
#include "backend/watch.h"
#include "base/calendar.h"
#include "ledger/ledger.h"
#include "listener/refusals.h"
#include "payouts/balances.h"
#include "payouts/policy.h"
#include "recovery/standing.h"
#include "reports/proof.h"

#include <QFile>

namespace zhangfang::backend
{

using access::Settings;
using storage::Database;

namespace
{

Result<Given> sorted(const QJsonObject& values)
{
    Given given;
    for (auto value = values.begin(); value != values.end(); ++value) {
        if (!value->isString())
            return base::invalid(
                "invalid_setting", QStringLiteral("The value of %1 is not text.").arg(value.key()));
        if (access::settingRule(value.key()))
            given.settings.insert(value.key(), value->toString());
        else
            given.secrets.insert(value.key(), value->toString().toUtf8());
    }
    return given;
}

} // namespace

Result<Imported> importSettings(
    ShopFolder& folder, const QJsonObject& values, const Actor& actor, const QString& key)
{
    ZF_ASSIGN(const Given given, sorted(values));
    ZF_ASSIGN(const Stored stored, store(folder, given, actor, key));
    return Imported{static_cast<int>(given.settings.size()), static_cast<int>(given.secrets.size()),
        stored.alsoSet, stored.warnings};
}

bool isGuarded(const Settings& now, const QJsonObject& values)
{
    const auto given = sorted(values);
    return given && (!given->secrets.isEmpty() || !access::guardedAmong(now, given->settings).isEmpty());
}

Result<QByteArray> smallFile(const QString& name, qint64 largest)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return base::notFound(
            "no_such_file", QStringLiteral("The file %1 cannot be read: %2.").arg(name, file.errorString()));
    if (file.size() > largest)
        return base::invalid("file_too_large",
            QStringLiteral("The file %1 is larger than %2 KiB.").arg(name).arg(largest / 1024));
    return file.readAll();
}

namespace
{

/// Whether WeChat tells this merchant what is in the paying account; most have no right to ask.
Result<QString> balances(ShopFolder& folder, const wechatpay::Clients& clients)
{
    ZF_ASSIGN(const Settings settings, folder.settings());
    const QString name = settings.text("payouts.account");
    const auto account = payouts::accountType(name);
    ZF_ASSIGN(const auto asked,
        payouts::askBalance(folder.writer(), folder.readers(), *clients.v3, folder.clock(), account));
    if (asked == payouts::Asked::noAnswer || asked == payouts::Asked::otherAnswer)
        return base::unavailable(
            "wechat_unclear", QStringLiteral("WeChat did not say what is in %1.").arg(name));
    if (asked != payouts::Asked::told)
        return QStringLiteral(
            "WeChat does not tell this merchant its balances (NO_AUTH): what withdrawals are "
            "held to is settled money by the books, less what is under way");
    return folder.readers().read<QString>([&](Database& database) -> Result<QString> {
        ZF_ASSIGN(auto rows, database.query("SELECT available_fen FROM wechat_balances WHERE account = :name",
                                 {{":name", name}}));
        return QStringLiteral("%1 holds %2")
            .arg(name, base::Money::fen(rows.next() ? rows.number(0) : 0).toDisplay());
    });
}

} // namespace

namespace
{

/// What came to the listener in the last day and was refused; a failure when nothing good has come since.
Result<QString> notifications(Database& database, qint64 nowUtcMs)
{
    ZF_ASSIGN(const auto refused, listener::refusedLately(database, nowUtcMs - base::kDayMs));
    ZF_ASSIGN(const listener::Heard heard, listener::heard(database));
    qint64 all = 0;
    QStringList reasons;
    for (const listener::RefusedLately& reason : refused) {
        all += reason.count;
        reasons
            << QStringLiteral("%1 %2 (the latest: %3)").arg(reason.count).arg(reason.reason, reason.example);
    }
    const QString what = all == 0 ? QStringLiteral("none was refused in the last 24 hours")
                                  : QStringLiteral("%1 refused in the last 24 hours: %2")
                                        .arg(all)
                                        .arg(reasons.join(QLatin1String("; ")));
    if (heard.refusedInARow >= listener::kTooManyInARow)
        return base::refused(
            "notifications_refused", QStringLiteral("The last %1 notifications were all refused; %2.")
                                         .arg(heard.refusedInARow)
                                         .arg(what));
    return what;
}

} // namespace

std::vector<Check> diagnose(ShopFolder& folder)
{
    std::vector<Check> checks;
    checks.push_back(
        {QStringLiteral("books"), folder.readers().read<QString>([](Database& database) -> Result<QString> {
             ZF_ASSIGN(const ledger::Proof proof, reports::prove(database));
             if (!proof.ok())
                 return base::damaged("books_differ", proof.firstDifference);
             return QStringLiteral("%1 transfers verified").arg(proof.transfers);
         })});
    checks.push_back(
        {QStringLiteral("audit"), folder.readers().read<QString>([](Database& database) -> Result<QString> {
             ZF_ASSIGN(const access::AuditProof proof, access::verifyAudit(database));
             if (!proof.ok())
                 return base::damaged("audit_differs", proof.firstDifference);
             return QStringLiteral("%1 entries verified").arg(proof.entries);
         })});
    checks.push_back({QStringLiteral("seals"),
        folder.readers().read<QString>([&folder](Database& database) -> Result<QString> {
            ZF_ASSIGN(const SealProof proof, verifySeals(database, folder.path(), sealKeyOf(folder)));
            if (proof.state == SealProof::State::differ)
                return base::damaged("seals_differ", proof.firstDifference);
            return QStringLiteral("%1 seals: %2").arg(proof.seals).arg(toText(proof.state));
        })});
    checks.push_back({QStringLiteral("recovery"),
        folder.readers().read<QString>([](Database& database) -> Result<QString> {
            ZF_TRY(recovery::mayAct(database));
            return QStringLiteral("the books go on without a break, or that they were put back is confirmed");
        })});
    checks.push_back({QStringLiteral("merchant"),
        folder.merchant().map([](const auto& merchant) { return merchant.mchid; })});
    checks.push_back({QStringLiteral("certificate"), checkCertificate(folder)});
    checks.push_back({QStringLiteral("public_key"), checkPublicKey(folder)});
    checks.push_back(checked("apiv3_key", checkApiV3Key(folder)));
    std::optional<qint64> skewMs;
    const auto clients = folder.connectToWechat([&skewMs](const wechatpay::Contact& contact) {
        if (contact.clockSkewMs)
            skewMs = contact.clockSkewMs;
    });
    const auto withClients = [&](const auto& check) {
        return clients ? check(*clients) : Result<QString>(tl::unexpected(clients.error()));
    };
    const auto probes = clients ? probeApps(folder, *clients)
                                : Result<std::vector<AppProbe>>(tl::unexpected(clients.error()));
    checks.push_back(checked("wechatpay",
        clients ? checkReach(folder, *clients) : Result<Finding>(tl::unexpected(clients.error()))));
    checks.push_back(checked("appid", checkAppids(probes)));
    checks.push_back({QStringLiteral("balances"),
        withClients([&](const wechatpay::Clients& made) { return balances(folder, made); })});
    checks.push_back(checked("notify_url", checkNotifyAddresses(folder)));
    checks.push_back(
        {QStringLiteral("notifications"), folder.readers().read<QString>([&folder](Database& database) {
             return notifications(database, folder.clock().nowUtcMs());
         })});
    checks.push_back({QStringLiteral("transfer_scene"),
        folder.settings().and_then([](const Settings& settings) -> Result<QString> {
            const QString infos = settings.text("wechatpay.transfer_scene_report_infos");
            if (infos == QLatin1String("[]"))
                return base::refused(
                    "not_configured", QStringLiteral("wechatpay.transfer_scene_report_infos is not set."));
            return QStringLiteral("%1 %2").arg(settings.text("wechatpay.transfer_scene_id"), infos);
        })});
    for (Check& check : watched(folder, skewMs))
        checks.push_back(std::move(check));
    return checks;
}

} // namespace zhangfang::backend
