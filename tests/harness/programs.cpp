#include "harness/programs.h"

#include "base/json.h"
#include "http/transport.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QTest>
#include <QUrl>
#include <unistd.h>

namespace zhangfang::harness
{
namespace
{

constexpr int kLongestStartMs = 60'000; ///< also where other builds share the machine

QString program(const char* name)
{
    return QStringLiteral(ZHANGFANG_PROGRAMS "/") + QString::fromLatin1(name);
}

void writeFile(const QString& name, const QByteArray& content)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("the test cannot write its files");
}

} // namespace

Programs::Programs() : environment_(QProcessEnvironment::systemEnvironment())
{
    writeFile(file(QStringLiteral("password")), "correct horse\n");
    writeFile(file(QStringLiteral("passphrase")), "vault pass phrase\n");
    environment_.insert(
        QStringLiteral("ZHANGFANG_VAULT_PASSPHRASE_FILE"), file(QStringLiteral("passphrase")));
    setOperator(QStringLiteral("mei"), file(QStringLiteral("password")));
    practice_ = std::make_unique<QProcess>();
    practice_->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    practice_->start(program("zhangfang-practice"),
        {QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--confirm-after-ms"),
            QStringLiteral("20"), QStringLiteral("--write-settings"), file(QStringLiteral("settings.json"))});
    practiceUrl_ = firstLine(*practice_);
    const auto step = [this](const QStringList& arguments) {
        const Outcome outcome = ctl(arguments);
        if (outcome.exitCode != 0 && problem_.isEmpty())
            problem_ =
                arguments.join(QLatin1Char(' ')) + QStringLiteral(": ") + QString::fromUtf8(outcome.text);
    };
    step({QStringLiteral("init"), QStringLiteral("--merchant-name"), QStringLiteral("茶与游戏"),
        QStringLiteral("--owner"), QStringLiteral("mei"), QStringLiteral("--password-file"),
        file(QStringLiteral("password"))});
    step({QStringLiteral("settings"), QStringLiteral("import"), settingsThatFit()});
}

/// The practice server's, and what makes a day short.
QString Programs::settingsThatFit() const
{
    QString name = file(QStringLiteral("settings.json"));
    QFile made(name);
    auto settings = made.open(QIODevice::ReadOnly)
                        ? base::parseJsonObject(made.readAll()).value_or(QJsonObject())
                        : QJsonObject();
    made.close();
    for (const auto& [key, value] : {std::pair("payouts.grace_seconds", "0"),
             {"payouts.first_retry_ms", "50"}, {"payouts.poll_ms", "300"}, {"wechatpay.timeout_ms", "1500"}})
        settings.insert(QLatin1String(key), QLatin1String(value));
    writeFile(name, base::toCompactJson(settings));
    return name;
}

Programs::~Programs()
{
    if (daemon_)
        killDaemon();
    if (practice_) {
        practice_->terminate();
        practice_->waitForFinished(10'000);
    }
}

QString Programs::firstLine(QProcess& process)
{
    const QDeadlineTimer deadline(kLongestStartMs);
    while (!process.canReadLine() && !deadline.hasExpired() && process.state() != QProcess::NotRunning)
        process.waitForReadyRead(100);
    const auto json = base::parseJsonObject(process.readLine().trimmed());
    return json ? json->value(QLatin1String("listening")).toString() : QString();
}

Programs::Outcome Programs::ctl(const QStringList& arguments) const
{
    return finished(*startCtl(arguments));
}

std::unique_ptr<QProcess> Programs::startCtl(const QStringList& arguments, int input) const
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment_);
    if (input >= 0)
        process->setChildProcessModifier([input] { ::dup2(input, STDIN_FILENO); });
    process->start(program("zhangfangctl"),
        QStringList{QStringLiteral("--data"), file(QStringLiteral("data")), QStringLiteral("--json")} +
            arguments);
    return process;
}

void Programs::setOperator(const QString& name, const QString& passwordFile)
{
    environment_.insert(QStringLiteral("ZHANGFANG_OPERATOR"), name);
    environment_.insert(QStringLiteral("ZHANGFANG_PASSWORD_FILE"), passwordFile);
}

void Programs::forgetOperator()
{
    environment_.remove(QStringLiteral("ZHANGFANG_OPERATOR"));
    environment_.remove(QStringLiteral("ZHANGFANG_PASSWORD_FILE"));
}

Programs::Outcome Programs::finished(QProcess& process)
{
    if (!process.waitForFinished(60'000))
        return {};
    Outcome outcome{process.exitCode(), {}, process.readAllStandardOutput()};
    if (const auto json = base::parseJsonObject(outcome.text))
        outcome.json = *json;
    else
        outcome.text += process.readAllStandardError();
    return outcome;
}

bool Programs::startDaemon()
{
    daemon_ = std::make_unique<QProcess>();
    daemon_->setProcessEnvironment(environment_);
    if (logDescriptor_ >= 0)
        daemon_->setChildProcessModifier(
            [descriptor = logDescriptor_] { ::dup2(descriptor, STDERR_FILENO); });
    else
        daemon_->setStandardErrorFile(file(QStringLiteral("daemon.log")), QIODevice::Append);
    daemon_->start(program("zhangfangd"), {QStringLiteral("--data"), file(QStringLiteral("data"))});
    const bool firstStart = listening_.isEmpty();
    listening_ = firstLine(*daemon_);
    if (firstStart && !listening_.isEmpty()) {
        // Notifications on their way must find the next daemon at the same door.
        const auto kept = ctl({QStringLiteral("settings"), QStringLiteral("set"),
            QStringLiteral("listener.port"), QString::number(QUrl(listening_).port())});
        return kept.exitCode == 0;
    }
    return !listening_.isEmpty();
}

void Programs::killDaemon()
{
    daemon_->kill(); // SIGKILL
    daemon_->waitForFinished(10'000);
}

int Programs::stopDaemon()
{
    daemon_->terminate();
    return daemon_->waitForFinished(20'000) && daemon_->exitStatus() == QProcess::NormalExit
               ? daemon_->exitCode()
               : -1;
}

std::pair<int, QByteArray> Programs::http(
    const QString& url, const QByteArray& body, const QList<std::pair<QByteArray, QByteArray>>& headers)
{
    const QUrl parsed(url);
    zhangfang::http::Request request{body.isNull() ? "GET" : "POST", parsed.path().toLatin1(), {}, body, {}};
    request.headers.add("Content-Type", "application/json");
    for (const auto& [name, value] : headers)
        request.headers.add(name, value);
    const auto answer =
        zhangfang::http::makeTransport()->exchange(parsed.adjusted(QUrl::RemovePath), request, 10'000);
    return answer ? std::pair(answer->status, answer->body) : std::pair(0, QByteArray());
}

QJsonObject Programs::control(const char* verb, const QJsonObject& order) const
{
    const auto [status, body] = http(
        practiceUrl_ + QStringLiteral("/control/") + QString::fromLatin1(verb), base::toCompactJson(order));
    const auto json = base::parseJsonObject(body);
    return status == 200 && json ? *json : QJsonObject();
}

QJsonObject Programs::books() const
{
    const auto json = base::parseJsonObject(http(practiceUrl_ + QStringLiteral("/control/books"), {}).second);
    return json ? *json : QJsonObject();
}

bool Programs::eventually(const std::function<bool()>& condition, int withinMs)
{
    return QTest::qWaitFor(condition, withinMs);
}

bool Programs::paidOrder(const QString& number, const QString& yuan, const QString& purpose, int user)
{
    const Outcome created = ctl({QStringLiteral("order"), QStringLiteral("create"),
        QStringLiteral("--amount"), yuan, QStringLiteral("--description"), QStringLiteral("龙井, large"),
        QStringLiteral("--channel"), QStringLiteral("native"), QStringLiteral("--purpose"), purpose,
        QStringLiteral("--user"), QString::number(user), QStringLiteral("--out-trade-no"), number});
    return created.exitCode == 0 && !control("pay", {{QStringLiteral("out_trade_no"), number}}).isEmpty();
}

qint64 Programs::approvedWithdrawal(int user, const QString& yuan)
{
    const Outcome requested = ctl({QStringLiteral("withdrawal"), QStringLiteral("request"),
        QStringLiteral("--user"), QString::number(user), QStringLiteral("--amount"), yuan});
    const qint64 id = requested.json.value(QLatin1String("id")).toInteger();
    const Outcome approved = ctl({QStringLiteral("withdrawal"), QStringLiteral("approve"),
        QString::number(id), QStringLiteral("--operator"), QStringLiteral("mei"),
        QStringLiteral("--password-file"), file(QStringLiteral("password"))});
    return approved.exitCode == 0 ? id : 0;
}

QString Programs::withdrawalState(qint64 id) const
{
    return ctl({QStringLiteral("withdrawal"), QStringLiteral("show"), QString::number(id)})
        .json.value(QLatin1String("state"))
        .toString();
}

} // namespace zhangfang::harness
