#include "console/one_instance.h"

#include "storage/file_lock.h"

#include <memory>
#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QLocalSocket>
#include <QThread>
#include <unistd.h>

namespace zhangfang::console
{
namespace
{

constexpr int kGreetMs = 500;
constexpr int kBetweenGreetingsMs = 100;
constexpr std::chrono::seconds kTurn{5}; ///< what the one before may take beside waiting for an end

/// The same for every way to the folder, also before it is made.
QString placeOf(const QString& folder)
{
    const QFileInfo info(QDir::cleanPath(QDir(folder).absolutePath()));
    if (info.exists())
        return info.canonicalFilePath();
    const QString above = QFileInfo(info.path()).canonicalFilePath();
    return above.isEmpty() ? info.filePath() : QDir(above).filePath(info.fileName());
}

/// Of one user: somebody else's window is no window of ours.
QString nameOf(const QString& folder)
{
    const QByteArray hash =
        QCryptographicHash::hash(placeOf(folder).toUtf8(), QCryptographicHash::Sha256).toHex();
    return QStringLiteral("zhangfang-%1-%2").arg(::getuid()).arg(QString::fromLatin1(hash.left(24)));
}

} // namespace

OneInstance::OneInstance(const QString& folder, std::chrono::milliseconds ending)
    : name_(nameOf(folder)), ending_(ending)
{
}

OneInstance::Other OneInstance::begin()
{
    // Two that start together look one after the other. Where no lock can be had in time, chance has to do.
    const QString file = QDir(QDir::tempPath()).filePath(name_ + QStringLiteral(".lock"));
    auto turn = storage::FileLock::take(file);
    const auto isTaken = [&turn] { return !turn && turn.error().code == QLatin1String("already_running"); };
    for (const QDeadlineTimer deadline(ending_ + kTurn); isTaken() && !deadline.hasExpired();) {
        QThread::msleep(kBetweenGreetingsMs);
        turn = storage::FileLock::take(file);
    }
    const Other other = greet();
    if (other == Other::none)
        listen();
    return other;
}

OneInstance::Other OneInstance::greet() const
{
    for (const QDeadlineTimer deadline(ending_); !deadline.hasExpired();) {
        QLocalSocket socket;
        socket.connectToServer(name_);
        if (!socket.waitForConnected(kGreetMs))
            return Other::none;
        if (socket.waitForReadyRead(kGreetMs) && socket.read(1) == "s")
            return Other::shown;
        QThread::msleep(kBetweenGreetingsMs);
    }
    return Other::stillEnding;
}

void OneInstance::listen()
{
    QLocalServer::removeServer(name_); // of a process that was killed; a living one would have answered
    server_.setSocketOptions(QLocalServer::UserAccessOption);
    server_.listen(name_);
    QObject::connect(&server_, &QLocalServer::newConnection, &server_, [this] {
        const std::unique_ptr<QLocalSocket> greeting(server_.nextPendingConnection());
        if (leaving_)
            return;
        greeting->write("s");
        greeting->waitForBytesWritten(kGreetMs);
        if (show_)
            show_();
    });
}

} // namespace zhangfang::console
