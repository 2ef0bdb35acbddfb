#include "base/json.h"
#include "base/money.h"
#include "http/transport.h"

#include <cstdio>
#include <QCoreApplication>
#include <QDateTime>
#include <QDeadlineTimer>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>
#include <QUrl>

using namespace zhangfang;

namespace
{

/// One day at the desk of a small tea-and-games shop, by the real programs over real HTTP on loopback.
class Day
{
public:
    [[nodiscard]] bool run() { return open() && customersPay() && usersWithdraw() && closeBooks(); }
    ~Day()
    {
        for (QProcess* process : {&daemon_, &practice_}) {
            process->terminate();
            process->waitForFinished(10'000);
        }
    }

private:
    static QString program(const char* name)
    {
        return QCoreApplication::applicationDirPath() + QLatin1Char('/') + QString::fromLatin1(name);
    }
    static void say(const QString& text)
    {
        std::printf("%s\n", qPrintable(text));
        std::fflush(stdout);
    }
    static QString yuan(const QJsonValue& fen) { return base::Money::fen(fen.toInteger()).toDisplay(); }
    [[nodiscard]] QString path(const char* name) const { return folder_.filePath(QString::fromLatin1(name)); }

    bool wrong(const QString& what)
    {
        say(QStringLiteral("STOPPED: ") + what);
        return false;
    }

    [[nodiscard]] QJsonObject ctl(const QString& command, const QStringList& more = {})
    {
        QProcess process;
        process.setProcessEnvironment(environment_);
        process.start(program("zhangfangctl"),
            QStringList{QStringLiteral("--data"), path("shop"), QStringLiteral("--json")} +
                command.split(QLatin1Char(' ')) + more);
        process.waitForFinished(60'000);
        const auto json = base::parseJsonObject(process.readAllStandardOutput());
        exitCode_ = process.exitCode();
        return json ? *json : QJsonObject();
    }
    bool start(QProcess& process, const char* name, const QStringList& arguments, QString& address)
    {
        process.setProcessEnvironment(environment_);
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(program(name), arguments);
        const QDeadlineTimer deadline(15'000);
        while (!process.canReadLine() && !deadline.hasExpired() && process.state() != QProcess::NotRunning)
            process.waitForReadyRead(100);
        const auto json = base::parseJsonObject(process.readLine().trimmed());
        address = json ? json->value(QLatin1String("listening")).toString() : QString();
        return !address.isEmpty();
    }
    bool practice(const char* verb, const QJsonObject& order)
    {
        http::Request request{"POST", QByteArray("/control/") + verb, {}, base::toCompactJson(order), {}};
        request.headers.add("Content-Type", "application/json");
        const auto answer = http::makeTransport()->exchange(QUrl(practiceUrl_), request, 10'000);
        return answer && answer->status == 200;
    }
    [[nodiscard]] QJsonObject practiceBooks() const
    {
        const auto answer = http::makeTransport()->exchange(
            QUrl(practiceUrl_), {"GET", "/control/books", {}, {}, {}}, 10'000);
        const auto json =
            answer ? base::parseJsonObject(answer->body) : base::Result<QJsonObject>(QJsonObject());
        return json ? *json : QJsonObject();
    }
    bool becomes(const QString& show, const char* state)
    {
        const QDeadlineTimer deadline(20'000);
        while (!deadline.hasExpired()) {
            if (ctl(show).value(QLatin1String("state")).toString() == QLatin1String(state))
                return true;
            QThread::msleep(50);
        }
        return wrong(show + QStringLiteral(" did not become ") + QString::fromLatin1(state));
    }
    bool write(const char* name, const QByteArray& content) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }

    bool open()
    {
        if (!write("password", "practice only\n") || !write("passphrase", "practice passphrase\n"))
            return wrong(QStringLiteral("the temporary folder cannot be written"));
        environment_.insert(QStringLiteral("ZHANGFANG_VAULT_PASSPHRASE_FILE"), path("passphrase"));
        environment_.insert(QStringLiteral("ZHANGFANG_OPERATOR"), QStringLiteral("mei"));
        environment_.insert(QStringLiteral("ZHANGFANG_PASSWORD_FILE"), path("password"));
        if (!start(practice_, "zhangfang-practice",
                {QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--write-settings"),
                    path("settings.json")},
                practiceUrl_))
            return wrong(QStringLiteral("the practice WeChat Pay did not start"));
        const QJsonObject made = ctl(QStringLiteral("init --owner mei --password-file"),
            {path("password"), QStringLiteral("--merchant-name"), QStringLiteral("茶与游戏")});
        if (exitCode_ != 0)
            return wrong(QString::fromUtf8(base::toCompactJson(made)));
        for (const QString& step : {QStringLiteral("settings import ") + path("settings.json"),
                 QStringLiteral("settings set payouts.grace_seconds 1"),
                 QStringLiteral("settings set payouts.first_retry_ms 200"),
                 QStringLiteral("settings set wechatpay.timeout_ms 1000")}) {
            static_cast<void>(ctl(step));
            if (exitCode_ != 0)
                return wrong(step);
        }
        QString listening;
        if (!start(daemon_, "zhangfangd", {QStringLiteral("--data"), path("shop")}, listening))
            return wrong(QStringLiteral("zhangfangd did not start"));
        say(QStringLiteral("The shop 茶与游戏 is open. Practice WeChat Pay at %1, listening for it at %2.")
                .arg(practiceUrl_, listening));
        return true;
    }

    bool customersPay()
    {
        struct Sale {
            const char* number;
            const char* amount;
            const char* description;
            const char* purpose;
            int user;
        };
        for (const char* user : {"oAlice", "oBob", "oChen"})
            static_cast<void>(ctl(QStringLiteral("user add --openid ") + QString::fromLatin1(user)));
        for (const Sale& sale : {Sale{"TEA0000001", "128.00", "明前龙井 100g", "sale", 1},
                 {"GAME000001", "30.00", "月卡", "sale", 2}, {"TOPUP00001", "60.00", "充值", "topup", 1},
                 {"TOPUP00002", "45.50", "充值", "topup", 2}, {"TOPUP00003", "20.00", "充值", "topup", 3}}) {
            const QString number = QString::fromLatin1(sale.number);
            const QJsonObject order = ctl(QStringLiteral("order create --channel native"),
                {QStringLiteral("--amount"), QString::fromLatin1(sale.amount),
                    QStringLiteral("--description"), QString::fromUtf8(sale.description),
                    QStringLiteral("--purpose"), QString::fromLatin1(sale.purpose), QStringLiteral("--user"),
                    QString::number(sale.user), QStringLiteral("--out-trade-no"), number});
            if (exitCode_ != 0 || !practice("pay", {{QStringLiteral("out_trade_no"), number}}) ||
                !becomes(QStringLiteral("order show ") + number, "paid"))
                return wrong(QStringLiteral("order %1: %2")
                                 .arg(number, QString::fromUtf8(base::toCompactJson(order))));
            say(QStringLiteral("  paid      %1  %2  %3")
                    .arg(number, yuan(order.value(QLatin1String("amount_fen"))).rightJustified(10),
                        QString::fromUtf8(sale.description)));
        }
        return true;
    }

    bool withdraw(int user, const char* amount, const char* end, const QString& story)
    {
        const QJsonObject requested = ctl(QStringLiteral("withdrawal request --user %1 --amount %2")
                                              .arg(user)
                                              .arg(QString::fromLatin1(amount)));
        const QString id = QString::number(requested.value(QLatin1String("id")).toInteger());
        const QJsonObject approved =
            ctl(QStringLiteral("withdrawal approve %1 --operator mei --password-file").arg(id),
                {path("password")});
        if (exitCode_ != 0)
            return wrong(QString::fromUtf8(base::toCompactJson(approved)));
        const QString show = QStringLiteral("withdrawal show ") + id;
        if (QLatin1String(end) == QLatin1String("failed")) {
            if (!becomes(show, "awaiting_user") ||
                !practice("confirm",
                    {{QStringLiteral("out_bill_no"), requested.value(QLatin1String("out_bill_no"))},
                        {QStringLiteral("outcome"), QStringLiteral("FAIL")},
                        {QStringLiteral("fail_reason"), QStringLiteral("PAYEE_ACCOUNT_ABNORMAL")}}))
                return false;
        }
        if (!becomes(show, end))
            return false;
        const QJsonObject wallet = ctl(QStringLiteral("wallet show %1").arg(user));
        say(QStringLiteral("  withdrawn %1  user %2  %3  (%4); balance now %5, held %6")
                .arg(yuan(requested.value(QLatin1String("amount_fen"))).rightJustified(10))
                .arg(user)
                .arg(QString::fromLatin1(end), story, yuan(wallet.value(QLatin1String("available_fen"))),
                    yuan(wallet.value(QLatin1String("held_fen")))));
        return true;
    }

    bool usersWithdraw()
    {
        if (!withdraw(1, "25.00", "paid", QStringLiteral("approved by mei, confirmed by the user")))
            return false;
        if (!practice("mode", {{QStringLiteral("confirm"), QStringLiteral("manual")}}) ||
            !withdraw(2, "40.00", "failed", QStringLiteral("payee's account abnormal, the hold came back")) ||
            !practice("mode", {{QStringLiteral("confirm"), QStringLiteral("auto")}}))
            return false;
        // WeChat acts, but its answer comes after we have given up waiting.
        if (!practice("fault", {{QStringLiteral("target"), QStringLiteral("create_transfer")},
                                   {QStringLiteral("kind"), QStringLiteral("drop_after")}}))
            return false;
        return withdraw(
            3, "20.00", "paid", QStringLiteral("the answer was lost, asked again under the same number"));
    }

    bool closeBooks()
    {
        const QJsonObject proof = ctl(QStringLiteral("ledger verify"));
        if (!proof.value(QLatin1String("ok")).toBool())
            return wrong(QStringLiteral("the books do not verify: ") +
                         proof.value(QLatin1String("first_difference")).toString());
        const QString today = QDateTime::currentDateTimeUtc().addSecs(8 * 3600).date().toString(Qt::ISODate);
        const QJsonObject report =
            ctl(QStringLiteral("report settlement --from %1 --to %1 --format csv --out").arg(today),
                {path("settlement.csv")});
        const QJsonObject theirs = practiceBooks();
        if (theirs.value(QLatin1String("paid_in_fen")) != report.value(QLatin1String("paid_fen")) ||
            theirs.value(QLatin1String("paid_out_fen")) != report.value(QLatin1String("withdrawn_fen")) ||
            theirs.value(QLatin1String("balance_fen")) != report.value(QLatin1String("wechat_fen")))
            return wrong(QStringLiteral("our report and WeChat's books differ"));
        for (const auto& transfer : theirs.value(QLatin1String("transfers")).toArray()) {
            if (transfer.toObject().value(QLatin1String("times_paid")).toInt() > 1)
                return wrong(QStringLiteral("something was paid twice"));
        }
        say(QStringLiteral("The books verify: %1 transfers. Paid in %2, withdrawn %3, owed to users %4, at "
                           "WeChat %5: the same as in WeChat's books.")
                .arg(proof.value(QLatin1String("transfers")).toInteger())
                .arg(yuan(report.value(QLatin1String("paid_fen"))),
                    yuan(report.value(QLatin1String("withdrawn_fen"))),
                    yuan(report.value(QLatin1String("owed_fen"))),
                    yuan(report.value(QLatin1String("wechat_fen")))));
        QFile csv(path("settlement.csv"));
        if (!csv.open(QIODevice::ReadOnly))
            return wrong(QStringLiteral("there is no settlement report"));
        say(QStringLiteral("Settlement report:\n") +
            QString::fromUtf8(csv.readAll().mid(3)).remove(QLatin1Char('\r')));
        return true;
    }

    QTemporaryDir folder_;
    QProcessEnvironment environment_ = QProcessEnvironment::systemEnvironment();
    QProcess practice_, daemon_;
    QString practiceUrl_;
    int exitCode_ = -1;
};

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    for (const QString& argument : QCoreApplication::arguments().mid(1)) {
        if (argument != QLatin1String("--headless")) {
            std::fprintf(stderr, "usage: zhangfang-demo [--headless]\n");
            return 2;
        }
    }
    return Day().run() ? 0 : 1;
}
