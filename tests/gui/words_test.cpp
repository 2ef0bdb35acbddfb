#include "gui/guard.h"
#include "harness/run.h"
#include "kit/preferences.h"
#include "kit/words.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace zhangfang;

namespace
{

/// Never in a window: the program's start, a probe that is meant to be refused, what errorText() says by
/// itself, what workers say among themselves.
const QStringList unseen = {QStringLiteral("no_pipe"), QStringLiteral("signature_probe"),
    QStringLiteral("changed_meanwhile"), QStringLiteral("lost_claim"), QStringLiteral("unknown_state"),
    QStringLiteral("unknown_sort"), QStringLiteral("invalid_cursor")};

QHash<QString, QString> codesOf(const QStringList& folders)
{
    static const QRegularExpression kMade(QStringLiteral(
        "\\b(?:invalid|refused|unavailable|notFound|damaged)\\(\\s*\"([a-z][a-z0-9_]+)\"|"
        "\\bError\\{\\s*(?:base::)?ErrorKind::\\w+,\\s*QStringLiteral\\(\"([a-z][a-z0-9_]+)\"\\)"));
    QHash<QString, QString> codes;
    for (const QString& folder : folders) {
        QDirIterator files(QStringLiteral(ZHANGFANG_SOURCE) + QLatin1Char('/') + folder,
            {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.fileName().contains(QLatin1String("/practice/")) || !file.open(QIODevice::ReadOnly))
                continue;
            auto found = kMade.globalMatch(QString::fromUtf8(file.readAll()));
            while (found.hasNext()) {
                const auto match = found.next();
                codes.insert(match.captured(1) + match.captured(2), file.fileName());
            }
        }
    }
    return codes;
}

} // namespace

class WordsTest : public gui::Test
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyLanguage(ui::Language::chinese); }

    void everyErrorThatReachesTheWindowIsWorded()
    {
        const auto codes = codesOf({QStringLiteral("core")});
        QVERIFY(codes.size() > 100); // the scan finds what it looks for
        QStringList mute;
        for (auto code = codes.begin(); code != codes.end(); ++code) {
            const base::Error error{
                base::ErrorKind::refused, code.key(), QStringLiteral("words of its own"), {}, {}};
            if (!unseen.contains(code.key()) && ui::errorText(error) == error.describe())
                mute << code.key() + QStringLiteral(" of ") + code.value();
        }
        mute.sort();
        QVERIFY2(mute.isEmpty(), qPrintable(mute.join(QLatin1Char('\n'))));
    }

    /// What the office's commands call what they did: every name with a point in the sources that say it.
    static QStringList actionsOfCommands()
    {
        static const QRegularExpression kAction(
            QStringLiteral("(?<!kName = )\"((?:withdrawal|order|user|wallet|ledger|task|quarantine|complaint|"
                           "consent|recovery|operator)\\.[a-z_]+)\""));
        QStringList actions;
        for (const char* source : {"payouts/decide.cpp", "payouts/commands.cpp", "payments/commands.cpp",
                 "shop/commands.cpp", "shop/fulfilment.cpp", "recovery/standing.cpp", "people/commands.cpp",
                 "backend/shop_office.cpp"}) {
            QFile file(QStringLiteral(ZHANGFANG_SOURCE "/core/") + QLatin1String(source));
            if (!file.open(QIODevice::ReadOnly))
                return {};
            const QString text = QString::fromUtf8(file.readAll());
            for (auto match = kAction.globalMatch(text); match.hasNext();)
                actions << match.next().captured(1);
        }
        return actions;
    }

    void everyActionOfTheAuditLogIsWorded()
    {
        QVERIFY(actionsOfCommands().size() > 20);
        static const QRegularExpression kWritten(QStringLiteral("\"([a-z]+\\.[a-z_]+)\""));
        int found = 0;
        QStringList mute;
        for (const char* folder : {"/core", "/app"}) {
            QDirIterator files(QStringLiteral(ZHANGFANG_SOURCE) + QLatin1String(folder),
                {QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QString source = QString::fromUtf8(file.readAll());
                for (qsizetype at = source.indexOf(QLatin1String("recordAudit(")); at >= 0;
                     at = source.indexOf(QLatin1String("recordAudit("), at + 1)) {
                    const QString call = source.mid(at, source.indexOf(QLatin1Char(';'), at) - at);
                    for (auto match = kWritten.globalMatch(call); match.hasNext(); ++found) {
                        const QString action = match.next().captured(1);
                        if (ui::auditText(action) == action)
                            mute << action;
                    }
                }
            }
        }
        QVERIFY(found > 10); // the scan finds what it looks for
        QVERIFY2(mute.isEmpty(), qPrintable(mute.join(QLatin1Char(' '))));
        for (const QString& action : actionsOfCommands()) {
            if (ui::auditText(action) == action)
                mute << action;
        }
        QVERIFY2(mute.isEmpty(), qPrintable(mute.join(QLatin1Char(' '))));
        for (const char* complaint : {"complaint.replied", "complaint.completed"})
            QVERIFY(ui::auditText(QLatin1String(complaint)) != QLatin1String(complaint));
    }

    void whatTheProgramWritesIsReadInChinese_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("read");
        const auto row = [](const char* name, const char* written, const char* read) {
            QTest::newRow(name) << QString::fromUtf8(written) << QString::fromUtf8(read);
        };
        row("clock", "within 3 seconds of WeChat Pay's", "与微信支付相差不到 3 秒");
        row("engine", "running, listening at 127.0.0.1:8443", "运行中，通知接收地址 127.0.0.1:8443");
        row("a setting", "The setting orders.expire_min must be a whole number from 1 to 120.",
            "设置项“orders.expire_min”应为 1 至 120 的整数。");
        row("an approval", "¥ 5.00 to user 7 by v3; owed ¥ 9.00, covered by ¥ 20.00",
            "¥ 5.00 付给用户 7，方式 v3；应付用户 ¥ 9.00，可用资金 ¥ 20.00");
        row("a request", "¥ 5.00 to user 7", "¥ 5.00 付给用户 7");
        row("a setting that was changed", "from \"10\" to \"3600\"", "由“10”改为“3600”");
        row("one that was set", "from nothing to \"x\"", "原为空，改为“x”");
        row("one that was emptied", "from \"x\" to nothing", "原为“x”，改为空");
        row("a person's words", "I gave it to user 7 from Monday to Friday",
            "I gave it to user 7 from Monday to Friday");
        row("a verdict", "not paid by the bill; asked; WeChat does not know it",
            "未付款，依据：the bill；原因：asked；微信支付查无此单号");
        row("one inside another",
            "the certificate of merchant 19 (serial number 7A) is of the private key, until 2030-01-01",
            "商户 19 的证书（序列号 7A），与私钥匹配，有效期至 2030-01-01");
        row("a place mark inside", "%2 is of the private key, until 2030-01-01",
            "%2，与私钥匹配，有效期至 2030-01-01");
        row("another's words", "余额不足 NOT_ENOUGH", "余额不足 NOT_ENOUGH");
    }

    void whatTheProgramWritesIsReadInChinese()
    {
        QFETCH(const QString, written);
        QFETCH(const QString, read);
        QCOMPARE(ui::saidText(written), read);
    }
};

ZHANGFANG_TEST(WordsTest)
#include "words_test.moc"
