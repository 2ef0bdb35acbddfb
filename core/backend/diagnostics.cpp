#include "backend/diagnostics.h"

#include "backend/daily_backup.h"
#include "backend/libraries.h"
#include "base/calendar.h"
#include "recovery/standing.h"
#include "storage/migrations.h"

#include <functional>
#include <QDir>
#include <QDirIterator>
#include <QLocale>
#include <QRegularExpression>
#include <QStorageInfo>
#include <QSysInfo>
#include <QTimeZone>

namespace zhangfang::backend
{
namespace
{

using storage::Database;

constexpr qint64 kLogBytes = 32'768;
constexpr int kLogLines = 150;
constexpr qsizetype kShortEnough = 24;

/// Whose values name the shop or places on its machine.
constexpr const char* kNames[] = {"merchant.name", "payouts.red_packet_sender", "payouts.red_packet_wishing",
    "payouts.batch_name", "wechatpay.transfer_remark", "backup.folder", "wechatpay.ca_file",
    "listener.tls_certificate", "listener.tls_key", "listener.bind", "listener.trusted_proxies",
    "counter.store_id", "wechatpay.proxy", "wechatpay.notify_url", "wechatpay.v2_notify_url"};

QString counted(const QString& value)
{
    return QStringLiteral("(set, %1 characters)").arg(value.size());
}

QString told(const QString& key, const QString& value)
{
    if (value.isEmpty())
        return QStringLiteral("(empty)");
    const bool isName = std::any_of(
        std::begin(kNames), std::end(kNames), [&](const char* name) { return key == QLatin1String(name); });
    if (key.endsWith(QLatin1String("_fen")))
        return QStringLiteral("(set)");
    if (isName || (value.size() > kShortEnough && !value.startsWith(QLatin1String("https://api"))))
        return counted(value);
    return withoutPeople(value);
}

QString size(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeIecFormat);
}

/// Two columns of a query, a line each.
QString lines(Database& database, const storage::Sql& sql)
{
    auto rows = database.query(sql);
    if (!rows)
        return QStringLiteral("  cannot be read: %1\n").arg(rows.error().code);
    QString text;
    while (rows->next())
        text += QStringLiteral("  %1  %2\n").arg(rows->text(0), -24).arg(rows->number(1));
    return text.isEmpty() ? QStringLiteral("  none\n") : text;
}

QString lastLines(const QString& file, const std::function<QString(QString)>& safe)
{
    QFile log(file);
    if (!log.open(QIODevice::ReadOnly))
        return {};
    log.seek(std::max<qint64>(0, log.size() - kLogBytes));
    auto all = QString::fromUtf8(log.read(kLogBytes)).split(u'\n', Qt::SkipEmptyParts);
    if (log.size() > kLogBytes && !all.isEmpty())
        all.removeFirst(); // half of one
    QString text;
    for (const QString& line : all.mid(std::max<qsizetype>(0, all.size() - kLogLines)))
        text += QStringLiteral("  ") + safe(line) + u'\n';
    return text;
}

QString books(Database& database, qint64 nowUtcMs)
{
    QString text;
    if (const auto version = storage::schemaVersion(database))
        text += QStringLiteral("  schema  %1\n").arg(*version);
    if (const auto standing = recovery::standing(database))
        text += QStringLiteral("  put back from a backup  %1\n").arg(recovery::toText(standing->state));
    text += QStringLiteral("\nWithdrawals by state\n") +
            lines(database, "SELECT state, COUNT(*) FROM payouts GROUP BY state ORDER BY state");
    text += QStringLiteral("\nRefunds by state\n") +
            lines(database, "SELECT state, COUNT(*) FROM refunds GROUP BY state ORDER BY state");
    text += QStringLiteral("\nOrders of the last 7 days by state\n");
    auto rows = database.query(
        "SELECT state, COUNT(*) FROM orders WHERE created_at >= :since GROUP BY state ORDER BY state",
        {{":since", nowUtcMs - 7 * base::kDayMs}});
    if (!rows)
        text += QStringLiteral("  cannot be read: %1\n").arg(rows.error().code);
    while (rows && rows->next())
        text += QStringLiteral("  %1  %2\n").arg(rows->text(0), -24).arg(rows->number(1));
    text += QStringLiteral("\nOpen tasks by kind\n") +
            lines(database,
                "SELECT code, COUNT(*) FROM tasks WHERE resolved_at IS NULL GROUP BY code ORDER BY code");
    text += QStringLiteral("\nNotifications refused, by reason\n") +
            lines(database,
                "SELECT reason, SUM(refused) FROM notifications_refused GROUP BY reason ORDER BY reason");
    return text;
}

QString place(const ShopFolder& folder, const access::Settings& settings)
{
    QString text;
    qint64 total = 0;
    QDirIterator entries(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        entries.next();
        total += entries.fileInfo().size();
    }
    text += QStringLiteral("  in all  %1\n").arg(size(total));
    text += QStringLiteral("  books  %1\n").arg(size(QFileInfo(folder.databaseFile()).size()));
    const QStorageInfo disk(folder.path());
    text += QStringLiteral("  free on the disk  %1 of %2, %3\n")
                .arg(size(disk.bytesAvailable()), size(disk.bytesTotal()),
                    QString::fromUtf8(disk.fileSystemType()));
    const auto copies = DailyBackup::in(DailyBackup::folderOf(settings, folder.path()), settings);
    text += QStringLiteral("  daily copies  %1").arg(copies.size());
    if (!copies.empty())
        text += QStringLiteral(", the newest of %1").arg(copies.front().day.toString(Qt::ISODate));
    return text + u'\n';
}

} // namespace

QString withoutPeople(const QString& line)
{
    static const QRegularExpression chinese(QStringLiteral("[\\p{Han}\\p{Hiragana}\\p{Katakana}\\p{Hangul}]"
                                                           "[\\p{Han}\\p{Hiragana}\\p{Katakana}\\p{Hangul}"
                                                           "·，。、！？（）：；]*"),
        QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression quoted(QStringLiteral("[\"“«].*?[\"”»]"));
    static const QRegularExpression address(
        QStringLiteral("(https?://)(?!api\\.mch|127\\.|localhost)[^\\s/]+/?"
                       "|[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+"
                       "|(?<=\\s|^|'|[(=])/[^\\s:,']+/"));
    static const QRegularExpression longWord(QStringLiteral("[A-Za-z0-9_-]{7,}"));
    static const QRegularExpression sum(QStringLiteral("-?¥ ?[\\d,]+(\\.\\d+)?|\\b\\d[\\d,]*\\.\\d\\d\\b"));
    static const QRegularExpression network(QStringLiteral("\\b(?!127\\.|0\\.)\\d{1,3}(\\.\\d{1,3}){3}\\b"
                                                           "|\\b[0-9a-fA-F]{1,4}(:[0-9a-fA-F]{0,4}){3,7}"));
    QString text = line;
    text.replace(quoted, QStringLiteral("\"…\""));
    text.replace(chinese, QStringLiteral("〈…〉"));
    text.replace(network, QStringLiteral("…"));
    text.replace(sum, QStringLiteral("…"));
    text.replace(address, QStringLiteral("\\1…/"));
    // Of numbers and tokens the ends are enough to tell two of them apart.
    QString safe;
    qsizetype from = 0;
    auto matches = longWord.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const QString word = match.captured();
        const auto digits =
            std::count_if(word.begin(), word.end(), [](QChar character) { return character.isDigit(); });
        const bool isDate =
            QRegularExpression(QStringLiteral("^\\d{4}-\\d\\d-\\d\\d(T\\d\\d)?$")).match(word).hasMatch();
        const bool isToken =
            !isDate && (digits >= 5 || (digits > 0 && word.size() >= 16) || word.size() > 40);
        safe += text.mid(from, match.capturedStart() - from);
        safe += isToken ? word.left(2) + u'…' + word.right(2) : word;
        from = match.capturedEnd();
    }
    return safe + text.mid(from);
}

QString diagnostics(ShopFolder& folder, const std::vector<Check>& checks)
{
    const qint64 now = folder.clock().nowUtcMs();
    // A path may have blanks in it, and somebody's name.
    const auto safe = [&folder](QString line) {
        line.replace(folder.path(), QStringLiteral("DATA"));
        if (const QString home = QDir::homePath(); home.size() > 1)
            line.replace(home, QStringLiteral("~"));
        return withoutPeople(line);
    };
    QString text = QStringLiteral("Zhangfang, diagnostics of %1\n\nVersions\n").arg(base::toRfc3339(now));
    for (const QString& line : QString::fromStdString(versionText("zhangfang")).split(u'\n'))
        text += QStringLiteral("  ") + line + u'\n';
    text +=
        QStringLiteral("  %1, %2, %3\n  %4, %5\n")
            .arg(QSysInfo::prettyProductName(), QSysInfo::kernelVersion(), QSysInfo::currentCpuArchitecture(),
                QLocale::system().name(), QString::fromUtf8(QTimeZone::systemTimeZoneId()));

    text += QStringLiteral("\nSystem check\n");
    if (checks.empty())
        text += QStringLiteral("  not made\n");
    for (const Check& check : checks)
        text += QStringLiteral("  %1  %2  %3\n")
                    .arg(check.name, -20)
                    .arg(check.isUnknown ? QStringLiteral("?  ")
                         : check.outcome ? QStringLiteral("ok ")
                                         : QStringLiteral("BAD"),
                        safe(check.outcome ? *check.outcome : check.outcome.error().describe()));

    const auto settings = folder.settings();
    text += QStringLiteral("\nSettings\n");
    if (!settings)
        text += QStringLiteral("  cannot be read: %1\n").arg(settings.error().code);
    else
        for (const auto all = settings->all(); const QString& key : all.keys())
            text += QStringLiteral("  %1  %2\n").arg(key, -34).arg(told(key, all.value(key)));
    const auto secrets = folder.secretNames();
    text += QStringLiteral("\nSecrets that are set\n  %1\n")
                .arg(!secrets             ? secrets.error().code
                     : secrets->isEmpty() ? QStringLiteral("none")
                                          : secrets->join(QStringLiteral(", ")));

    text += QStringLiteral("\nBooks\n");
    const auto told = folder.readers().read<QString>(
        [now](Database& database) -> Result<QString> { return books(database, now); });
    text += told ? *told : QStringLiteral("  cannot be read: %1\n").arg(told.error().code);
    text += QStringLiteral("\nData folder\n") + place(folder, settings.value_or(access::Settings()));
    const QDir logs(ShopFolder::logsIn(folder.path()));
    for (const QString& log : logs.entryList({QStringLiteral("*.log")}, QDir::Files, QDir::Name)) {
        const QString last = lastLines(logs.filePath(log), safe);
        if (!last.isEmpty())
            text += QStringLiteral("\nThe last lines of %1\n").arg(log.chopped(4)) + last;
    }
    return text;
}

} // namespace zhangfang::backend
