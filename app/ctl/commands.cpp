#include "ctl/commands.h"

#include "access/audit.h"
#include "backend/configuration.h"
#include "backend/decisions.h"
#include "backend/diagnostics.h"
#include "backend/output.h"
#include "backend/recovery.h"
#include "backend/seals.h"
#include "backend/setup.h"
#include "backend/watch.h"
#include "base/calendar.h"
#include "base/json.h"
#include "base/plain_text.h"
#include "ctl/json_views.h"
#include "ctl/terminal.h"
#include "ledger/ledger.h"
#include "payments/commands.h"
#include "payouts/commands.h"
#include "payouts/policy.h"
#include "reports/audit_log.h"
#include "reports/overview.h"
#include "reports/proof.h"
#include "shop/commands.h"
#include "shop/fulfilment.h"
#include "storage/backup.h"

#include <cstdio>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSysInfo>

namespace zhangfang::ctl
{

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

Result<access::Actor> Commands::authenticated(const Decision& decision)
{
    ZF_ASSIGN(const QByteArray password, readPassword(decision.passwordFile));
    ZF_ASSIGN(const QString who, backend::authenticated(folder_, decision.operatorName, password));
    return backend::provenOperator(folder_.readers(), who, QStringLiteral("command line"));
}

access::Actor Commands::atCommandLine()
{
    return access::Actor::atSeat(QStringLiteral("command line"), QSysInfo::machineHostName());
}

Result<access::Actor> Commands::author(const Decision& decision, bool isGuarded)
{
    // A password that nothing asks for is not looked at: an old one in a script keeps nobody out.
    if (!isGuarded || decision.operatorName.isEmpty() || decision.passwordFile.isEmpty())
        return atCommandLine();
    return authenticated(decision);
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
    ZF_ASSIGN(const access::Actor by, author(decision, !access::guardedAmong(now, {{key, value}}).isEmpty()));
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
    ZF_ASSIGN(const access::Actor by, author(decision, backend::isGuarded(now, values)));
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
    ZF_ASSIGN(const access::Actor by, author(decision));
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
    return office_
        .user(atCommandLine(), shop::AddUser{wanted.openid, wanted.name, wanted.device, wanted.appid})
        .map([](const shop::User& user) { return view(user); });
}

Answer Commands::userRename(qint64 user, const QString& name)
{
    return office_.user(atCommandLine(), shop::RenameUser{UserId(user), name})
        .map([](const shop::User& found) { return view(found); });
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
    return office_.order(atCommandLine(), payments::CreateOrder{order}, key).map([](const shop::Order& made) {
        return view(made);
    });
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
    return office_.order(atCommandLine(), payments::CloseOrder{number}).map([](const shop::Order& order) {
        return view(order);
    });
}

Answer Commands::orderMoveOn(
    const QString& number, shop::FulfilmentEvent event, const QString& note, const Decision& decision)
{
    ZF_ASSIGN(const access::Actor who, author(decision));
    return office_.order(who, shop::MoveOrderOn{number, shop::toText(event), note})
        .map([](const shop::Order& order) { return view(order); });
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
    ZF_ASSIGN(const access::Actor who, authenticated(decision));
    return office_.door()
        .run(who, shop::AdjustWallet{UserId(user), amount, reason}, key)
        .map([user](const QJsonObject& told) {
            return view(
                shop::Wallet{UserId(user), Money::fen(told.value(QLatin1String("available_fen")).toInteger()),
                    Money::fen(told.value(QLatin1String("held_fen")).toInteger())});
        });
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

Answer Commands::withdrawalRequest(qint64 user, const QString& amount, const QString& key)
{
    ZF_ASSIGN(const Money sum, positive(amount));
    return office_.withdrawal(atCommandLine(), payouts::RequestWithdrawal{UserId(user), sum}, key)
        .map([](const payouts::Payout& payout) { return view(payout); });
}

Answer Commands::withdrawalShow(qint64 id)
{
    return folder_.readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const auto payout, payouts::findPayout(database, PayoutId(id)));
        ZF_ASSIGN(const auto events, payouts::eventsOf(database, PayoutId(id)));
        QJsonObject json = view(payout);
        QJsonArray story;
        for (const auto& event : events)
            story.append(view(event));
        json.insert(QStringLiteral("events"), story);
        return json;
    });
}

Answer Commands::withdrawalCancel(qint64 id)
{
    return office_.withdrawal(atCommandLine(), payouts::CancelWithdrawal{PayoutId(id), {}}, {})
        .map([](const payouts::Payout& payout) { return view(payout); });
}

Answer Commands::withdrawalApprove(const std::vector<qint64>& ids, const Decision& decision)
{
    ZF_ASSIGN(const access::Actor who, authenticated(decision));
    QJsonArray items;
    std::optional<base::Error> first;
    for (const qint64 id : ids) {
        const auto approved = office_.withdrawal(who, payouts::ApproveWithdrawal::of(PayoutId(id)), {});
        if (approved) {
            items.append(view(*approved));
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
    ZF_ASSIGN(const access::Actor who, author(decision));
    return office_.withdrawal(who, payouts::TakeBackWithdrawal{PayoutId(id)}, {})
        .map([](const payouts::Payout& payout) { return view(payout); });
}

Answer Commands::withdrawalReject(qint64 id, const QString& reason, const Decision& decision)
{
    ZF_ASSIGN(const access::Actor who, authenticated(decision));
    return office_.withdrawal(who, payouts::RejectWithdrawal{PayoutId(id), reason}, {})
        .map([](const payouts::Payout& payout) { return view(payout); });
}

namespace
{

using SealState = backend::SealProof::State;

QJsonObject sealView(const backend::SealProof& proof)
{
    const auto words = [&proof](backend::SealWords::Language language) {
        return proof.latest ? QJsonValue(proof.latest->words().toText(language)) : QJsonValue();
    };
    return {{QStringLiteral("ok"), proof.state == SealState::agree},
        {QStringLiteral("state"), backend::toText(proof.state)},
        {QStringLiteral("day"),
            proof.latest ? QJsonValue(proof.latest->day.toString(Qt::ISODate)) : QJsonValue()},
        {QStringLiteral("words"), words(backend::SealWords::Language::english)},
        {QStringLiteral("words_zh"), words(backend::SealWords::Language::chinese)},
        {QStringLiteral("seals"), proof.seals}, {QStringLiteral("set_aside"), proof.setAside},
        {QStringLiteral("proven"), proof.isProven},
        {QStringLiteral("first_difference"),
            proof.firstDifference.isEmpty() ? QJsonValue() : QJsonValue(proof.firstDifference)}};
}

/// What proof and seals say together: `proof` has what both kinds of proof have.
QJsonObject verdict(const QString& firstDifference, const backend::SealProof& seals)
{
    QString difference = firstDifference;
    if (difference.isEmpty() && seals.state == SealState::differ)
        difference = seals.firstDifference;
    return {{QStringLiteral("ok"), difference.isEmpty()},
        {QStringLiteral("first_difference"), difference.isEmpty() ? QJsonValue() : QJsonValue(difference)},
        {QStringLiteral("seal"), sealView(seals)}};
}

} // namespace

Answer Commands::ledgerVerify()
{
    return folder_.readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const ledger::Proof proof, reports::prove(database));
        ZF_ASSIGN(
            const auto seals, backend::verifySeals(database, folder_.path(), backend::sealKeyOf(folder_)));
        QJsonObject said = verdict(proof.firstDifference, seals);
        said.insert(QStringLiteral("transfers"), proof.transfers);
        return said;
    });
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
    ZF_ASSIGN(const Money sum, positive(amount));
    ZF_ASSIGN(const access::Actor who, authenticated(decision));
    return office_.door().run(who, shop::MoveMoney{from, to, sum, reason}, key);
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
    return office_.door().run(atCommandLine(), shop::TaskDone{id});
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
    ZF_ASSIGN(const access::Actor who, authenticated(decision));
    ZF_TRY(office_.door().run(who, backend::ConfirmRecovery{reason, withoutLooking}));
    return recoveryStatus();
}

namespace
{
/// What an entry keeps as JSON; null where it keeps nothing.
QJsonValue asJson(const QString& kept)
{
    const QJsonDocument document = QJsonDocument::fromJson(kept.toUtf8());
    return document.isObject()  ? QJsonValue(document.object())
           : document.isArray() ? QJsonValue(document.array())
                                : QJsonValue();
}
} // namespace

Answer Commands::auditList(
    const QString& search, const QString& actor, const QString& subject, qint64 before, int limit)
{
    return folder_.readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(
            const auto entries, reports::listAudit(database, {search}, before, limit, {actor, subject}));
        QJsonArray items;
        for (const reports::AuditRow& entry : entries)
            items.append(QJsonObject{{QStringLiteral("id"), entry.key.id},
                {QStringLiteral("at"), base::toRfc3339(entry.atUtcMs)},
                {QStringLiteral("actor"), entry.actor}, {QStringLiteral("action"), entry.action},
                {QStringLiteral("subject"), entry.subject}, {QStringLiteral("detail"), entry.detail},
                {QStringLiteral("actor_kind"), entry.actorKind}, {QStringLiteral("role"), entry.role},
                {QStringLiteral("face"), entry.face}, {QStringLiteral("machine"), entry.machine},
                {QStringLiteral("input"), asJson(entry.input)}, {QStringLiteral("key"), entry.actKey},
                {QStringLiteral("changed"), asJson(entry.changed)}});
        return page(items, limit, entries.empty() ? 0 : entries.back().key.id);
    });
}

Answer Commands::auditVerify(const QString& words, const QString& day)
{
    if (words.isEmpty() != day.isEmpty())
        return base::invalid(
            "invalid_words", QStringLiteral("Words of a seal and its day belong together: --words, --day."));
    return folder_.readers().read<QJsonObject>([&](Database& database) -> Answer {
        ZF_ASSIGN(const access::AuditProof proof, access::verifyAudit(database));
        ZF_ASSIGN(
            const auto seals, backend::verifySeals(database, folder_.path(), backend::sealKeyOf(folder_)));
        QJsonObject said = verdict(proof.firstDifference, seals);
        said.insert(QStringLiteral("entries"), proof.entries);
        if (!words.isEmpty()) {
            ZF_ASSIGN(const QDate sealed, base::parseDay(day));
            ZF_ASSIGN(const bool agree, backend::wordsAgree(database, folder_.path(), sealed, words));
            said.insert(QStringLiteral("words_agree"), agree);
            if (!agree)
                said.insert(QStringLiteral("ok"), false);
        }
        return said;
    });
}

Answer restore(const QString& folder, const QString& file, const Decision& decision)
{
    ZF_ASSIGN(const QByteArray password, readPassword(decision.passwordFile));
    auto who = backend::ShopFolder::open(folder).and_then(
        [&](const auto& opened) { return backend::authenticated(*opened, decision.operatorName, password); });
    if (!who && backend::isUnreadable(who.error()))
        who = backend::authenticatedBy(file, decision.operatorName, password);
    ZF_TRY(who);
    ZF_ASSIGN(const QString before, backend::ShopFolder::restore(folder, file, *who));
    return QJsonObject{{QStringLiteral("restored"), file}, {QStringLiteral("before"), before},
        {QStringLiteral("recovery"), QStringLiteral("looking")}};
}

} // namespace zhangfang::ctl
