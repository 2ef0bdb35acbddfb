#include "ctl/commands.h"

#include "access/operators.h"
#include "base/calendar.h"
#include "base/json.h"
#include "ctl/json_views.h"
#include "ledger/ledger.h"
#include "payouts/payout_desk.h"
#include "payouts/policy.h"
#include "reports/settlement_report.h"
#include "storage/backup.h"

#include <cstdio>
#include <QDir>
#include <QFile>
#include <QSaveFile>

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
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return base::notFound(
            "no_such_file", QStringLiteral("The file %1 cannot be read: %2.").arg(name, file.errorString()));
    if (file.size() > kLargestInput)
        return base::invalid("file_too_large", QStringLiteral("The file %1 is larger than 1 MiB.").arg(name));
    return file.readAll();
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

Result<std::unique_ptr<wechatpay::v3::Client>> Commands::client()
{
    ZF_ASSIGN(const Settings settings, folder_.settings());
    ZF_ASSIGN(auto merchant, folder_.merchant());
    ZF_ASSIGN(const auto keys, backend::ShopFolder::keyRing(settings));
    auto made = folder_.makeClient(std::move(merchant), keys, settings);
    if (keys->current()->isEmpty()) {
        if (const auto fetched = made->refreshCertificates(); !fetched)
            return base::unavailable(
                "no_platform_key", QStringLiteral("WeChat Pay's certificates could not be fetched: ") +
                                       fetched.error().describe());
    }
    return made;
}

Result<QString> Commands::authenticated(const Decision& decision)
{
    ZF_ASSIGN(const QByteArray password, readPassword(decision.passwordFile));
    return folder_.readers().read<QString>([&](Database& database) {
        return access::authenticate(database, decision.operatorName, password)
            .map([](const access::Operator& who) { return who.name; });
    });
}

Answer Commands::settingsSet(const QString& key, const QString& value)
{
    return folder_.writer().runNow<QJsonObject>([&](Database& database) -> Answer {
        ZF_TRY(access::setSetting(database, key, value, folder_.clock().nowUtcMs()));
        return QJsonObject{{key, value}};
    });
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

Answer Commands::settingsImport(const QString& file)
{
    ZF_ASSIGN(const QByteArray bytes, readFile(file));
    ZF_ASSIGN(const QJsonObject values, base::parseJsonObject(bytes));
    QMap<QString, QByteArray> secrets;
    for (auto value = values.begin(); value != values.end(); ++value) {
        if (!value->isString())
            return base::invalid(
                "invalid_setting", QStringLiteral("The value of %1 is not text.").arg(value.key()));
        if (!access::settingRule(value.key())) {
            ZF_TRY(access::checkSecret(value.key(), value->toString().toUtf8()));
            secrets.insert(value.key(), value->toString().toUtf8());
        }
    }
    ZF_TRY(folder_.writer().runNow<int>([&](Database& database) -> Result<int> {
        for (auto value = values.begin(); value != values.end(); ++value) {
            if (!secrets.contains(value.key()))
                ZF_TRY(
                    access::setSetting(database, value.key(), value->toString(), folder_.clock().nowUtcMs()));
        }
        return 0;
    }));
    if (!secrets.isEmpty()) {
        ZF_ASSIGN(access::SecretStore * store, folder_.secrets());
        for (auto secret = secrets.begin(); secret != secrets.end(); ++secret)
            ZF_TRY(store->write(secret.key(), secret.value()));
    }
    return QJsonObject{{QStringLiteral("settings"), values.size() - secrets.size()},
        {QStringLiteral("secrets"), secrets.size()}};
}

Answer Commands::secretsSet(const QString& name, const QString& file)
{
    ZF_ASSIGN(QByteArray value, readFile(file));
    if (name == QLatin1String(access::kApiV3Key))
        value = value.trimmed(); // editors end a file with a line feed
    ZF_TRY(access::checkSecret(name, value));
    ZF_ASSIGN(access::SecretStore * store, folder_.secrets());
    ZF_TRY(store->write(name, value));
    return QJsonObject{{QStringLiteral("set"), name}};
}

Answer Commands::secretsList()
{
    ZF_ASSIGN(access::SecretStore * store, folder_.secrets());
    ZF_ASSIGN(const QStringList names, store->names());
    return QJsonObject{
        {QStringLiteral("items"), QJsonArray::fromStringList(names)}, {QStringLiteral("next"), QJsonValue()}};
}

Answer Commands::doctor()
{
    QJsonArray checks;
    bool allOk = true;
    const auto add = [&](const char* name, const Result<QString>& outcome) {
        allOk = allOk && outcome.has_value();
        checks.append(QJsonObject{{QStringLiteral("check"), QString::fromLatin1(name)},
            {QStringLiteral("ok"), outcome.has_value()},
            {QStringLiteral("message"), outcome ? *outcome : outcome.error().describe()}});
    };
    add("books", folder_.readers().read<QString>([](Database& database) -> Result<QString> {
        ZF_ASSIGN(const ledger::Proof proof, ledger::verify(database));
        if (!proof.ok())
            return base::damaged("books_differ", proof.firstDifference);
        return QStringLiteral("%1 transfers verified").arg(proof.transfers);
    }));
    add("merchant", folder_.merchant().map([](const auto& merchant) { return merchant.mchid; }));
    add("wechatpay", client().and_then([&](const auto& made) -> Result<QString> {
        ZF_ASSIGN(const Settings settings, folder_.settings());
        const QString account = settings.text("payouts.account");
        const auto balance = made->availableBalance(account);
        if (!balance)
            return base::unavailable("wechat_unclear", balance.error().describe());
        return QStringLiteral("reachable, signatures agree; %1 holds %2").arg(account, balance->toDisplay());
    }));
    add("notify_url", folder_.settings().and_then([](const Settings& settings) -> Result<QString> {
        const QString url = settings.text("wechatpay.notify_url");
        return url.isEmpty() ? Result<QString>(base::refused(
                                   "not_configured", QStringLiteral("wechatpay.notify_url is not set.")))
                             : url;
    }));
    QJsonObject report{{QStringLiteral("ok"), allOk}, {QStringLiteral("checks"), checks}};
    if (!allOk)
        report.insert(
            QStringLiteral("error"), errorView({base::ErrorKind::refused, QStringLiteral("unhealthy"),
                                         QStringLiteral("Not everything is in order; see the checks.")}));
    return report;
}

Answer Commands::userAdd(const QString& openid, const QString& name)
{
    return folder_.writer().runNow<QJsonObject>([&](Database& database) {
        return shop::addUser(database, openid, name, folder_.clock().nowUtcMs())
            .map([](const shop::User& user) { return view(user); });
    });
}

Answer Commands::userList(qint64 after, int limit)
{
    return folder_.readers().read<QJsonObject>([&](Database& database) {
        return shop::listUsers(database, UserId(after), limit).map([&](const std::vector<shop::User>& users) {
            QJsonArray items;
            for (const auto& user : users)
                items.append(view(user));
            return page(items, limit, users.empty() ? 0 : users.back().id.value());
        });
    });
}

Answer Commands::withOrderDesk(const std::function<Result<shop::Order>(payments::OrderDesk&)>& act)
{
    ZF_ASSIGN(const Settings settings, folder_.settings());
    ZF_ASSIGN(const auto made, client());
    payments::OrderDesk desk(
        folder_.writer(), folder_.readers(), *made, folder_.clock(), folder_.random(), settings);
    return act(desk).map([](const shop::Order& order) { return view(order); });
}

Answer Commands::orderCreate(const QString& amount, const QString& purpose, payments::NewOrder order)
{
    ZF_ASSIGN(order.amount, positive(amount));
    ZF_ASSIGN(order.purpose, shop::parsePurpose(purpose));
    return withOrderDesk([&](payments::OrderDesk& desk) { return desk.create(order); });
}

Answer Commands::orderShow(const QString& number)
{
    return folder_.readers().read<QJsonObject>([&](Database& database) {
        return shop::findOrder(database, number).map([](const shop::Order& order) { return view(order); });
    });
}

Answer Commands::orderList(qint64 before, int limit)
{
    return folder_.readers().read<QJsonObject>([&](Database& database) {
        return shop::listOrders(database, before, limit).map([&](const std::vector<shop::Order>& orders) {
            QJsonArray items;
            for (const auto& order : orders)
                items.append(view(order));
            return page(items, limit, orders.empty() ? 0 : orders.back().id);
        });
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

Answer Commands::walletCredit(qint64 user, const QString& amount, const QString& reason)
{
    ZF_ASSIGN(const Money sum, positive(amount));
    ZF_TRY(folder_.writer().runNow<int>([&](Database& database) -> Result<int> {
        const qint64 now = folder_.clock().nowUtcMs();
        ZF_TRY(shop::credit(database, UserId(user), sum,
            QStringLiteral("credit:") + QString::fromLatin1(folder_.random().token(20)), reason, now));
        ZF_TRY(access::recordAudit(database, now, QStringLiteral("command line"),
            QStringLiteral("wallet.credited"), QString::number(user),
            sum.toDisplay() + QLatin1Char(' ') + reason));
        return 0;
    }));
    return walletShow(user);
}

Answer Commands::withdrawalRequest(qint64 user, const QString& amount)
{
    ZF_ASSIGN(const Money sum, positive(amount));
    payouts::PayoutDesk desk(folder_.writer(), folder_.clock(), folder_.random());
    return desk.request(UserId(user), sum).map([](const payouts::Payout& payout) { return view(payout); });
}

Answer Commands::withdrawalList(const QString& state, qint64 before, int limit)
{
    std::optional<payouts::State> wanted;
    if (!state.isEmpty()) {
        wanted = payouts::parseState(state);
        if (wanted == payouts::State::unknown)
            return base::invalid("unknown_state", QStringLiteral("There is no state '%1'.").arg(state));
    }
    return folder_.readers().read<QJsonObject>([&](Database& database) {
        return payouts::listPayouts(database, wanted, before, limit)
            .map([&](const std::vector<payouts::Payout>& all) {
                QJsonArray items;
                for (const auto& payout : all)
                    items.append(view(payout));
                return page(items, limit, all.empty() ? 0 : all.back().id.value());
            });
    });
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
    payouts::PayoutDesk desk(folder_.writer(), folder_.clock(), folder_.random());
    return desk.cancel(PayoutId(id), QStringLiteral("user")).map([](const payouts::Payout& payout) {
        return view(payout);
    });
}

Answer Commands::withdrawalApprove(const std::vector<qint64>& ids, const Decision& decision)
{
    ZF_ASSIGN(const QString who, authenticated(decision));
    payouts::PayoutDesk desk(folder_.writer(), folder_.clock(), folder_.random());
    ZF_ASSIGN(const Settings settings, folder_.settings());
    const QString account = settings.text("payouts.account");
    QJsonArray items;
    std::optional<base::Error> first;
    for (const qint64 id : ids) {
        auto approved = desk.approve(PayoutId(id), who);
        if (!approved && approved.error().code == QLatin1String("not_covered")) {
            // What WeChat told last may be older than the money that has come in since: ask, then decide.
            if (const auto made = client()) {
                if (const auto balance = (*made)->availableBalance(account)) {
                    ZF_TRY(folder_.writer().runNow<int>([&](Database& database) -> Result<int> {
                        ZF_TRY(
                            payouts::recordBalance(database, account, *balance, folder_.clock().nowUtcMs()));
                        return 0;
                    }));
                    approved = desk.approve(PayoutId(id), who);
                }
            }
        }
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
    ZF_ASSIGN(const QString who, authenticated(decision));
    payouts::PayoutDesk desk(folder_.writer(), folder_.clock(), folder_.random());
    return desk.takeBack(PayoutId(id), who).map([](const payouts::Payout& payout) { return view(payout); });
}

Answer Commands::withdrawalReject(qint64 id, const QString& reason, const Decision& decision)
{
    ZF_ASSIGN(const QString who, authenticated(decision));
    payouts::PayoutDesk desk(folder_.writer(), folder_.clock(), folder_.random());
    return desk.reject(PayoutId(id), who, reason).map([](const payouts::Payout& payout) {
        return view(payout);
    });
}

Answer Commands::ledgerVerify()
{
    ZF_ASSIGN(const ledger::Proof proof,
        folder_.readers().read<ledger::Proof>([](Database& database) { return ledger::verify(database); }));
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

Answer Commands::ledgerMove(
    const QString& from, const QString& to, const QString& amount, const QString& reason)
{
    ZF_ASSIGN(const auto source, ledger::AccountPath::parse(from));
    ZF_ASSIGN(const auto target, ledger::AccountPath::parse(to));
    ZF_ASSIGN(const Money sum, positive(amount));
    if (source.isGuarded() || target.isGuarded())
        return base::refused(
            "not_movable", QStringLiteral("A user's money moves only by payments, credits and withdrawals."));
    if (reason.trimmed().isEmpty() || reason.size() > 200)
        return base::invalid("invalid_reason", QStringLiteral("The reason must have 1 to 200 characters."));
    return folder_.writer().runNow<QJsonObject>([&](Database& database) -> Answer {
        const qint64 now = folder_.clock().nowUtcMs();
        ZF_ASSIGN(const auto posted,
            ledger::post(database,
                ledger::simpleTransfer(
                    QStringLiteral("move:") + QString::fromLatin1(folder_.random().token(20)),
                    QStringLiteral("move"), reason, now, target, source, sum),
                now));
        ZF_TRY(access::recordAudit(database, now, QStringLiteral("command line"),
            QStringLiteral("ledger.moved"), posted.id.toString(),
            QStringLiteral("%1 from %2 to %3: %4").arg(sum.toDisplay(), from, to, reason)));
        return QJsonObject{
            {QStringLiteral("transfer"), posted.id.value()}, {QStringLiteral("amount_fen"), sum.inFen()}};
    });
}

Answer Commands::reportSettlement(const QString& from, const QString& to, const QString& file)
{
    ZF_ASSIGN(const QDate first, base::parseDay(from));
    ZF_ASSIGN(const QDate last, base::parseDay(to));
    ZF_ASSIGN(const auto report, folder_.readers().read<reports::SettlementReport>([&](Database& database) {
        return reports::settlementReport(database, first, last);
    }));
    QSaveFile out(file);
    const QByteArray csv = reports::toCsv(report);
    if (!out.open(QIODevice::WriteOnly) || out.write(csv) != csv.size() || !out.commit())
        return base::unavailable(
            "disk_error", QStringLiteral("%1 cannot be written: %2.").arg(file, out.errorString()));
    return QJsonObject{{QStringLiteral("file"), file},
        {QStringLiteral("days"), static_cast<qint64>(report.days.size())},
        {QStringLiteral("paid_fen"), report.total.paid.inFen()},
        {QStringLiteral("credited_fen"), report.total.credited.inFen()},
        {QStringLiteral("withdrawn_fen"), report.total.withdrawn.inFen()},
        {QStringLiteral("owed_fen"), report.total.owedAtEnd.inFen()},
        {QStringLiteral("wechat_fen"), report.total.wechatAtEnd.inFen()},
        {QStringLiteral("verified_up_to"), report.verifiedUpTo},
        {QStringLiteral("books_verify"), report.firstDifference.isEmpty()}};
}

Answer Commands::taskList()
{
    return folder_.readers().read<QJsonObject>([](Database& database) -> Answer {
        ZF_ASSIGN(auto rows, database.query("SELECT id, subject, code, message, created_at FROM tasks WHERE "
                                            "resolved_at IS NULL ORDER BY id LIMIT 200"));
        QJsonArray items;
        while (rows.next())
            items.append(
                QJsonObject{{QStringLiteral("id"), rows.number(0)}, {QStringLiteral("subject"), rows.text(1)},
                    {QStringLiteral("code"), rows.text(2)}, {QStringLiteral("message"), rows.text(3)},
                    {QStringLiteral("created_at"), base::toRfc3339(rows.number(4))}});
        return page(items, -1, 0);
    });
}

Answer Commands::backup(const QString& file)
{
    ZF_TRY(storage::backupTo(folder_.databaseFile(), file));
    return QJsonObject{{QStringLiteral("file"), file}};
}

Answer restore(const QString& folder, const QString& file)
{
    ZF_ASSIGN(const QString before, backend::ShopFolder::restore(folder, file));
    return QJsonObject{{QStringLiteral("restored"), file}, {QStringLiteral("before"), before}};
}

} // namespace zhangfang::ctl
