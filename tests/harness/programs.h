#pragma once

#include "base/result.h"

#include <memory>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <sys/types.h>

namespace zhangfang::harness
{

/// A real zhangfang-practice, a real data folder and a real zhangfangd on loopback, driven by the real
/// zhangfangctl.
class Programs
{
public:
    Programs();
    ~Programs();
    /// The error of a step that went wrong while setting up; empty when all stands.
    [[nodiscard]] QString problem() const { return problem_; }

    struct Outcome {
        int exitCode = -1;
        QJsonObject json;
        QByteArray text;
    };
    [[nodiscard]] Outcome ctl(const QStringList& arguments) const;
    /// Starts the daemon; answers whether it came up within a minute.
    [[nodiscard]] bool startDaemon();
    /// From the next start on, its standard error goes to this descriptor.
    void logTo(int descriptor) { logDescriptor_ = descriptor; }
    void killDaemon();
    /// SIGTERM; answers the exit code.
    [[nodiscard]] int stopDaemon();
    [[nodiscard]] pid_t daemonId() const { return static_cast<pid_t>(daemon_->processId()); }
    /// A command that runs while others do; `finished` waits for it. Its standard input is that descriptor,
    /// where there is one.
    [[nodiscard]] std::unique_ptr<QProcess> startCtl(const QStringList& arguments, int input = -1) const;
    /// What the environment of each command says from now on; at first it names the owner.
    void setOperator(const QString& name, const QString& passwordFile);
    void forgetOperator();
    [[nodiscard]] static Outcome finished(QProcess& process);
    [[nodiscard]] QString listening() const { return listening_; }

    /// POST (or GET where there is no body) and the answer's status and body.
    [[nodiscard]] static std::pair<int, QByteArray> http(const QString& url, const QByteArray& body,
        const QList<std::pair<QByteArray, QByteArray>>& headers = {});
    QJsonObject control(const char* verb, const QJsonObject& order) const;
    [[nodiscard]] QJsonObject books() const;
    /// Runs the event loop until `condition` or half a minute; answers whether it came true.
    [[nodiscard]] static bool eventually(const std::function<bool()>& condition, int withinMs = 30'000);

    /// An order of this many yuan, paid; answers whether WeChat was told.
    [[nodiscard]] bool paidOrder(
        const QString& number, const QString& yuan, const QString& purpose, int user);
    /// Requested and approved; answers the withdrawal's id, 0 on refusal.
    [[nodiscard]] qint64 approvedWithdrawal(int user, const QString& yuan);
    [[nodiscard]] QString withdrawalState(qint64 id) const;
    [[nodiscard]] QString file(const QString& name) const { return folder_.filePath(name); }

private:
    [[nodiscard]] static QString firstLine(QProcess& process);
    [[nodiscard]] QString settingsThatFit() const;
    QTemporaryDir folder_;
    QString problem_;
    QProcessEnvironment environment_;
    std::unique_ptr<QProcess> practice_;
    std::unique_ptr<QProcess> daemon_;
    QString practiceUrl_;
    QString listening_;
    int logDescriptor_ = -1;
};

} // namespace zhangfang::harness
