#include "ctl/commands.h"

#include "access/acts.h"
#include "access/operators.h"
#include "backend/configuration.h"
#include "backend/decisions.h"
#include "backend/diagnostics.h"
#include "backend/output.h"
#include "backend/recovery.h"
#include "backend/setup.h"
#include "backend/watch.h"
#include "base/calendar.h"
#include "base/json.h"
#include "base/plain_text.h"
#include "ctl/json_views.h"
#include "ctl/terminal.h"
#include "ledger/ledger.h"
#include "payouts/payout_desk.h"
#include "payouts/policy.h"
#include "reports/audit_log.h"
#include "reports/overview.h"
#include "reports/proof.h"
#include "storage/backup.h"

#include <cstdio>
#include <QDir>
#include <QFile>

namespace zhangfang::ctl
{

using access::Permission;
using access::Settings;
using base::Money;
using base::PayoutId;
using base::Status;
using base::UserId;
using storage::Database;

namespace
{

constexpr qint64 kLargestInput = 1 << 20;

Result<QByteArray> readFile(const QString& name)
{
    return backend::smallFile(name, kLargestInput);
}

Result<Money> positive(const QString& text)
{
    ZF_ASSIGN(const Money amount, Money::parseYuan(text));
    if (!amount.isPositive())
        return base::invalid("invalid_amount", QStringLiteral("The amount must be more than zero."));
    return amount;
}

QJsonObject errorView(const base::Error& error)
{
    return {{QStringLiteral("code"), error.code}, {QStringLiteral("message"), error.message}};
}

} // namespace

Result<QByteArray> readPassword(const QString& file)
{
    return readFile(file).map([](const QByteArray& content) {
        QByteArray line = content.left(content.indexOf('\n'));
        return line.endsWith('\r') ? line.chopped(1) : line;
    });
}

Result<access::Actor> Commands::actor(const Decision& decision, Permission wanted)
{
    ZF_ASSIGN(const QByteArray password, readPassword(decision.passwordFile));
    return backend::authenticated(
        folder_, {decision.operatorName, password, decision.totp}, wanted, backend::kCommandLine);
}

Result<QString> Commands::authenticated(const Decision& decision, Permission wanted)
{
    return actor(decision, wanted).map([](const access::Actor& who) { return who.name; });
}

Result<access::Author> Commands::author(const Decision& decision, bool isGuarded, Permission wanted)
{
    using Right = access::Author::Right;
    // A password that nothing asks for is not looked at: an old one in a script keeps nobody out.
    if (!isGuarded || decision.operatorName.isEmpty() || decision.passwordFile.isEmpty())
        return access::Author{QStringLiteral("command line"), Right::none};
    return actor(decision, wanted).map([](const access::Actor& who) {
        return access::Author{who.name, Right::operators, who.totp};
    });
}

namespace
{

template <class T> Result<T> withAdvice(Result<T> outcome)
{
    if (outcome || outcome.error().code != QLatin1String("password_needed"))
        return outcome;
    base::Error error = std::move(outcome).error();
    error.message += QStringLiteral(" Give --operator and --password-file, or ZHANGFANG_OPERATOR and "
                                    "ZHANGFANG_PASSWORD_FILE.");
    return base::fail(std::move(error));
}

/// What followed from what was stored; nothing where there is nothing to tell.
QJsonObject withConsequences(QJsonObject json, const QStringList& alsoSet, const QStringList& warnings)
{
    if (!alsoSet.isEmpty())
        json.insert(QStringLiteral("also_set"), QJsonArray::fromStringList(alsoSet));
    if (!warnings.isEmpty())
        json.insert(QStringLiteral("warnings"), QJsonArray::fromStringList(warnings));
    return json;
}
} // namespace

Answer Commands::settingsSet(const QString& key, const QString& value, const Decision& decision)
{
    backend::Given given;
    given.settings.insert(key, value);
    ZF_ASSIGN(const Settings now, folder_.settings());
    ZF_ASSIGN(const access::Author by,
        author(decision, !access::guardedAmong(now, {{key, value}}).isEmpty(), Permission::changeSettings));
    ZF_ASSIGN(const backend::Stored stored, withAdvice(backend::store(folder_, given, by)));
    return withConsequences({{key, stored.settings.value(key)}}, stored.alsoSet, stored.warnings);
}

Answer Commands::settingsGet(const QString& key)
{
    if (!access::settingRule(key))
        return base::invalid("unknown_setting", QStringLiteral("There is no setting '%1'.").arg(key));
    return folder_.settings().map([&](const Settings& settings) {
        return QJsonObject{{key, settings.all().value(key)}};
    });
}

Answer Commands::settingsList()
{
    return folder_.settings().map([](const Settings& settings) {
        QJsonObject all;
        const auto values = settings.all();
        for (auto value = values.begin(); value != values.end(); ++value)
            all.insert(value.key(), value.value());
        return all;
    });
}

Answer Commands::settingsImport(const QString& file, const Decision& decision)
{
    ZF_ASSIGN(const QByteArray bytes, readFile(file));
    ZF_ASSIGN(const QJsonObject values, base::parseJsonObject(bytes));
    ZF_ASSIGN(const Settings now, folder_.settings());
    ZF_ASSIGN(const access::Author by,
        author(decision, backend::isGuarded(now, values), Permission::changeSecrets));
    return withAdvice(backend::importSettings(folder_, values, by))
        .map([](const backend::Imported& imported) {
            return withConsequences({{QStringLiteral("settings"), imported.settings},
                                        {QStringLiteral("secrets"), imported.secrets}},
                imported.alsoSet, imported.warnings);
        });
}

Answer Commands::secretsSet(
    const QString& name, const QString& file, const QString& p12PasswordFile, const Decision& decision)
{
    ZF_ASSIGN(const access::Author by, author(decision, true, Permission::changeSecrets));
    backend::Given given;
    ZF_ASSIGN(given.secrets[name], readFile(file));
    if (!p12PasswordFile.isEmpty()) {
        ZF_ASSIGN(given.filePassword, readPassword(p12PasswordFile).map(&crypto::Secret::taken));
    }
    auto stored = withAdvice(backend::store(folder_, given, by));
    if (!stored && stored.error().code == QLatin1String("password_required") && p12PasswordFile.isEmpty()) {
        if (const auto typed = askUnseen("Password of the key's file:")) {
            given.filePassword = *typed;
            stored = backend::store(folder_, given, by);
        }
    }
    crypto::wipe(given.secrets[name]);
    ZF_TRY(stored);
    return withConsequences({{QStringLiteral("set"), name}}, stored->alsoSet, stored->warnings);
}

Answer Commands::secretsList()
{
    ZF_ASSIGN(const QStringList names, folder_.secretNames());
    return QJsonObject{
        {QStringLiteral("items"), QJsonArray::fromStringList(names)}, {QStringLiteral("next"), QJsonValue()}};
}

Answer Commands::doctor()
{
    QJsonArray checks;
    bool allOk = true;
    for (const backend::Check& check : backend::diagnose(folder_)) {
        const bool ok = check.outcome.has_value();
        allOk = allOk && ok;
        QJsonObject line{{QStringLiteral("check"), check.name}, {QStringLiteral("ok"), ok},
            {QStringLiteral("message"), ok ? *check.outcome : check.outcome.error().describe()}};
        if (check.isUnknown)
            line.insert(QStringLiteral("known"), false);
        checks.append(line);
    }
    QJsonObject report{{QStringLiteral("ok"), allOk}, {QStringLiteral("checks"), checks}};
    if (!allOk)
        report.insert(
            QStringLiteral("error"), errorView({base::ErrorKind::refused, QStringLiteral("unhealthy"),
                                         QStringLiteral("Not everything is in order; see the checks.")}));
    return report;
}

Answer Commands::diagnostics(const Target& target, bool withDoctor)
{
    const QString text = backend::diagnostics(
        folder_, withDoctor ? backend::diagnose(folder_) : std::vector<backend::Check>{});
    if (target.file.isEmpty())
        return QJsonObject{
            {QStringLiteral("diagnostics"), QJsonArray::fromStringList(text.trimmed().split(u'\n'))}};
    ZF_TRY(backend::writeOutput(target.file, folder_.path(), target.existing(), text.toUtf8()));
    return QJsonObject{{QStringLiteral("file"), target.file}};
}

Answer Commands::userAdd(const shop::NewUser& wanted)
{
    return folder_.writer().runNow<QJsonObject>([&](Database& database) {
        return shop::addUser(database, wanted, folder_.clock().nowUtcMs()).map([](const shop::User& user) {
            return view(user);
        });
    });
}

Answer Commands::userRename(qint64 user, const QString& name)
{
    return folder_.writer().runNow<QJsonObject>([&](Database& database) -> Answer {
        ZF_TRY(shop::renameUser(database, UserId(user), name));
        return shop::findUser(database, UserId(user)).map([](const shop::User& found) {
            return view(found);
        });
    });
}

Answer Commands::withOrderDesk(const std::function<Result<shop::Order>(payments::OrderDesk&)>& act)
{
    ZF_ASSIGN(const Settings settings, folder_.settings());
    ZF_ASSIGN(const auto made, folder_.connectToWechat());
    payments::OrderDesk desk(
        folder_.writer(), folder_.readers(), made, folder_.clock(), folder_.random(), settings);
    return act(desk).map([](const shop::Order& order) { return view(order); });
}

Answer Commands::orderCreate(
    const QString& amount, const QString& purpose, payments::NewOrder order, const QString& key)
{
    ZF_ASSIGN(order.amount, positive(amount));
    ZF_ASSIGN(order.purpose, shop::parsePurpose(purpose));
    ZF_ASSIGN(order.number, keyedNumber(order, key));
    return withOrderDesk([&](payments::OrderDesk& desk) { return desk.create(order); });
}

/// The number that the act of this key opens: fixed by its first time, so that a repeat goes on with the same
/// order.
Result<QString> Commands::keyedNumber(const payments::NewOrder& order, const QString& key)
{
    if (key.isEmpty())
        return order.number;
    const QJsonObject input{{QStringLiteral("number"), order.number},
        {QStringLiteral("amount_fen"), order.amount.inFen()},
        {QStringLiteral("description"), order.description}, {QStringLiteral("channel"), order.channel},
        {QStringLiteral("purpose"), shop::toText(order.purpose)},
        {QStringLiteral("user"), order.user.value()}, {QStringLiteral("appid"), order.appid},
        {QStringLiteral("client_ip"), order.clientIp},
        {QStringLiteral("attributes"), shop::toText(order.attributes)}};
    const qint64 now = folder_.clock().nowUtcMs();
    ZF_ASSIGN(const QJsonObject act, folder_.writer().runNow<QJsonObject>([&](Database& database) {
        return access::once(database, {key, QStringLiteral("order.create"), base::toCompactJson(input)}, now,
            [&]() -> Answer {
                return QJsonObject{{QStringLiteral("number"),
                    order.number.isEmpty() ? payments::newOrderNumber(folder_.random(), now) : order.number}};
            });
    }));
    return act.value(QLatin1String("number")).toString();
}

Answer Commands::orderShow(const QString& number)
{
    return folder_.readers().read<QJsonObject>([&](Database& database) {
        return shop::findOrder(database, number).map([](const shop::Order& order) { return view(order); });
    });
}

Answer Commands::orderSync(const QString& number)
{
    return withOrderDesk([&](payments::OrderDesk& desk) { return desk.sync(number); });
}

Answer Commands::orderClose(const QString& number)
{
    return withOrderDesk([&](payments::OrderDesk& desk) { return desk.close(number); });
}

Answer Commands::walletShow(qint64 user)
{
    return folder_.readers().read<QJsonObject>([&](Database& database) {
        return shop::wallet(database, UserId(user)).map([](const shop::Wallet& wallet) {
            return view(wallet);
        });
    });
}

Answer Commands::adjustWallet(
    qint64 user, Money amount, const QString& reason, const Decision& decision, const QString& key)
{
    ZF_ASSIGN(const QString who, authenticated(decision, Permission::adjustWallet));
    return backend::adjustWallet(folder_, UserId(user), amount, reason, who, key)
        .map([](const shop::Wallet& wallet) { return view(wallet); });
}

Answer Commands::walletCredit(
    qint64 user, const QString& amount, const QString& reason, const Decision& decision, const QString& key)
{
    ZF_ASSIGN(const Money sum, positive(amount));
    return adjustWallet(user, sum, reason, decision, key);
}

Answer Commands::walletDebit(
    qint64 user, const QString& amount, const QString& reason, const Decision& decision, const QString& key)
{
    ZF_ASSIGN(const Money sum, positive(amount));
    ZF_ASSIGN(const Money less, sum.negated());
    return adjustWallet(user, less, reason, decision, key);
}

Result<QJsonObject> Commands::shown(const payouts::Payout& payout)
{
    return folder_.readers().read<QJsonObject>([&](Database& database) {
        return withApprovals(database, payout).map([](const ShownPayout& all) { return view(all); });
    });
}

Answer Commands::withdrawalRequest(
    qint64 user, const QString& amount, const QString& key, const QString& requestedBy)
{
    ZF_ASSIGN(const Money sum, positive(amount));
    payouts::PayoutDesk desk(folder_.writer(), folder_.clock(), folder_.random());
    return desk.request(UserId(user), sum, key, requestedBy).and_then([this](const payouts::Payout& payout) {
        return shown(payout);
    });
}

Answer Commands::withdrawalShow(qint64 id)
{
    return folder_.readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const auto payout, payouts::findPayout(database, PayoutId(id)));
        ZF_ASSIGN(const auto events, payouts::eventsOf(database, PayoutId(id)));
        ZF_ASSIGN(const ShownPayout all, withApprovals(database, payout));
        QJsonObject json = view(all);
        QJsonArray story;
        for (const auto& event : events)
            story.append(view(event));
        json.insert(QStringLiteral("events"), story);
        return json;
    });
}

Answer Commands::withdrawalCancel(qint64 id)
{
    payouts::PayoutDesk desk(folder_.writer(), folder_.clock(), folder_.random());
    return desk.cancel(PayoutId(id), QStringLiteral("user")).and_then([this](const payouts::Payout& payout) {
        return shown(payout);
    });
}

Answer Commands::withdrawalApprove(const std::vector<qint64>& ids, const Decision& decision)
{
    ZF_ASSIGN(const QString who, authenticated(decision, Permission::decideWithdrawal));
    QJsonArray items;
    std::optional<base::Error> first;
    for (const qint64 id : ids) {
        const auto approved = backend::approve(folder_, PayoutId(id), who);
        if (approved) {
            ZF_ASSIGN(const QJsonObject json, shown(*approved));
            items.append(json);
            continue;
        }
        if (!first)
            first = approved.error();
        items.append(
            QJsonObject{{QStringLiteral("id"), id}, {QStringLiteral("error"), errorView(approved.error())}});
    }
    if (first && ids.size() == 1)
        return base::fail(*first);
    QJsonObject result = page(items, -1, 0);
    if (first)
        result.insert(QStringLiteral("error"), errorView(*first));
    return result;
}

Answer Commands::withdrawalTakeBack(qint64 id, const Decision& decision)
{
    QString who = QStringLiteral("command line");
    if (!decision.passwordFile.isEmpty()) {
        ZF_ASSIGN(who, authenticated(decision, Permission::stopWithdrawal));
    }
    payouts::PayoutDesk desk(folder_.writer(), folder_.clock(), folder_.random());
    return desk.takeBack(PayoutId(id), who).and_then([this](const payouts::Payout& payout) {
        return shown(payout);
    });
}

Answer Commands::withdrawalReject(qint64 id, const QString& reason, const Decision& decision)
{
    ZF_ASSIGN(const QString who, authenticated(decision, Permission::decideWithdrawal));
    payouts::PayoutDesk desk(folder_.writer(), folder_.clock(), folder_.random());
    return desk.reject(PayoutId(id), who, reason).and_then([this](const payouts::Payout& payout) {
        return shown(payout);
    });
}

Answer Commands::ledgerVerify()
{
    ZF_ASSIGN(const ledger::Proof proof,
        folder_.readers().read<ledger::Proof>([](Database& database) { return reports::prove(database); }));
    return QJsonObject{{QStringLiteral("ok"), proof.ok()}, {QStringLiteral("transfers"), proof.transfers},
        {QStringLiteral("first_difference"), proof.ok() ? QJsonValue() : QJsonValue(proof.firstDifference)}};
}

Answer Commands::ledgerBalances()
{
    return folder_.readers().read<QJsonObject>([](Database& database) -> Answer {
        ZF_ASSIGN(const auto all, ledger::balances(database));
        QJsonArray items;
        for (const auto& account : all)
            items.append(QJsonObject{{QStringLiteral("account"), account.account.toString()},
                {QStringLiteral("balance_fen"), account.balance.inFen()}});
        return page(items, -1, 0);
    });
}

Answer Commands::ledgerExport(const QString& format)
{
    const auto kind =
        format == QLatin1String("csv") ? ledger::ExportFormat::csv : ledger::ExportFormat::hledger;
    const auto done = folder_.readers().read<int>([&](Database& database) -> Result<int> {
        ZF_TRY(ledger::exportBooks(database, kind, [](const QByteArray& bytes) -> Status {
            if (std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout) !=
                static_cast<size_t>(bytes.size()))
                return base::unavailable("disk_error", QStringLiteral("The export could not be written."));
            return {};
        }));
        return 0;
    });
    if (!done)
        return base::fail(done.error());
    if (std::fflush(stdout) != 0)
        return base::unavailable("disk_error", QStringLiteral("The export could not be written."));
    return QJsonObject();
}

Answer Commands::ledgerMove(const QString& from, const QString& to, const QString& amount,
    const QString& reason, const Decision& decision, const QString& key)
{
    ZF_ASSIGN(const auto source, ledger::AccountPath::parse(from));
    ZF_ASSIGN(const auto target, ledger::AccountPath::parse(to));
    ZF_ASSIGN(const Money sum, positive(amount));
    if (source.isGuarded() || target.isGuarded())
        return base::refused(
            "not_movable", QStringLiteral("A user's money moves only by payments, credits and withdrawals."));
    if (!base::isSentence(reason, 200))
        return base::invalid(
            "invalid_reason", QStringLiteral("The reason must have 1 to 200 characters, and no line ends."));
    ZF_ASSIGN(const QString who, authenticated(decision, Permission::moveMoney));
    const auto move = [&](Database& database, qint64 now) -> Answer {
        ZF_ASSIGN(const auto posted,
            ledger::post(database,
                ledger::simpleTransfer(
                    QStringLiteral("move:") + QString::fromLatin1(folder_.random().token(20)),
                    QStringLiteral("move"), reason, now, target, source, sum),
                now));
        ZF_TRY(access::recordAudit(database, now, who, QStringLiteral("ledger.moved"), posted.id.toString(),
            QStringLiteral("%1 from %2 to %3: %4").arg(sum.toDisplay(), from, to, reason)));
        return QJsonObject{
            {QStringLiteral("transfer"), posted.id.value()}, {QStringLiteral("amount_fen"), sum.inFen()}};
    };
    const access::Act act{key, QStringLiteral("ledger.move"),
        base::toCompactJson({{QStringLiteral("from"), from}, {QStringLiteral("to"), to},
            {QStringLiteral("amount_fen"), sum.inFen()}, {QStringLiteral("reason"), reason}})};
    return folder_.writer().runNow<QJsonObject>([&](Database& database) {
        const qint64 now = folder_.clock().nowUtcMs();
        return access::once(database, act, now, [&] { return move(database, now); });
    });
}

Answer Commands::taskList(qint64 after, int limit)
{
    return folder_.readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const auto tasks, reports::openTasks(database, limit, after));
        QJsonArray items;
        for (const reports::Task& task : tasks)
            items.append(
                QJsonObject{{QStringLiteral("id"), task.id}, {QStringLiteral("subject"), task.subject},
                    {QStringLiteral("code"), task.code}, {QStringLiteral("message"), task.message},
                    {QStringLiteral("created_at"), base::toRfc3339(task.createdAtUtcMs)},
                    {QStringLiteral("due_at"),
                        task.dueAtUtcMs ? QJsonValue(base::toRfc3339(*task.dueAtUtcMs)) : QJsonValue()}});
        return page(items, limit, tasks.empty() ? 0 : tasks.back().id);
    });
}

Answer Commands::taskDone(qint64 id)
{
    return folder_.writer().runNow<QJsonObject>([&](Database& database) -> Answer {
        ZF_TRY(reports::resolveTask(database, id, folder_.clock().nowUtcMs()));
        return QJsonObject{{QStringLiteral("done"), id}};
    });
}

Answer Commands::backup(const QString& file)
{
    ZF_TRY(backend::backUp(folder_, file, QStringLiteral("command line")));
    return QJsonObject{{QStringLiteral("file"), file}};
}

Answer Commands::recoveryStatus()
{
    return backend::recoveryStatus(folder_).map(
        [](const backend::RecoveryStatus& status) { return view(status); });
}

Answer Commands::recoveryConfirm(const QString& reason, const Decision& decision, bool withoutLooking)
{
    ZF_ASSIGN(const QString who, authenticated(decision, Permission::recover));
    ZF_TRY(backend::confirmRecovery(folder_, reason, who, withoutLooking));
    return recoveryStatus();
}

Answer Commands::auditList(const QString& search, qint64 before, int limit)
{
    return folder_.readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const auto entries, reports::listAudit(database, {search}, before, limit));
        QJsonArray items;
        for (const reports::AuditRow& entry : entries)
            items.append(QJsonObject{{QStringLiteral("id"), entry.key.id},
                {QStringLiteral("at"), base::toRfc3339(entry.atUtcMs)},
                {QStringLiteral("actor"), entry.actor}, {QStringLiteral("action"), entry.action},
                {QStringLiteral("subject"), entry.subject}, {QStringLiteral("detail"), entry.detail}});
        return page(items, limit, entries.empty() ? 0 : entries.back().key.id);
    });
}

Answer Commands::auditVerify()
{
    ZF_ASSIGN(const access::AuditProof proof,
        folder_.readers().read<access::AuditProof>(
            [](Database& database) { return access::verifyAudit(database); }));
    return QJsonObject{{QStringLiteral("ok"), proof.ok()}, {QStringLiteral("entries"), proof.entries},
        {QStringLiteral("first_difference"), proof.ok() ? QJsonValue() : QJsonValue(proof.firstDifference)}};
}

Answer restore(const QString& folder, const QString& file, const Decision& decision)
{
    ZF_ASSIGN(const QByteArray password, readPassword(decision.passwordFile));
    auto who = backend::ShopFolder::open(folder).and_then([&](const auto& opened) {
        return backend::authenticated(*opened, {decision.operatorName, password, decision.totp},
            Permission::recover, backend::kCommandLine)
            .map([](const access::Actor& actor) { return actor.name; });
    });
    if (!who && backend::isUnreadable(who.error()))
        who = backend::authenticatedBy(file, decision.operatorName, password);
    ZF_TRY(who);
    ZF_ASSIGN(const QString before, backend::ShopFolder::restore(folder, file, *who));
    return QJsonObject{{QStringLiteral("restored"), file}, {QStringLiteral("before"), before},
        {QStringLiteral("recovery"), QStringLiteral("looking")}};
}

} // namespace zhangfang::ctl
