#include "access/permissions.h"
#include "access/totp.h"
#include "harness/authenticator.h"
#include "harness/programs.h"
#include "harness/run.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

using namespace zhangfang;
using harness::Programs;

/// The command line and the people of a shop: who may what, two approvers, one-time codes, the ways back in.
class PeopleTest : public QObject
{
    Q_OBJECT
    std::unique_ptr<Programs> shop_;

    static QStringList words(const QString& line) { return line.split(QLatin1Char(' '), Qt::SkipEmptyParts); }
    static QString errorOf(const Programs::Outcome& outcome)
    {
        return outcome.json.value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString();
    }
    QString written(const QString& name, const QByteArray& content) const
    {
        QFile file(shop_->file(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                        : QString();
    }
    [[nodiscard]] QStringList by(const QString& name) const
    {
        return {QStringLiteral("--operator"), name, QStringLiteral("--password-file"),
            name == QLatin1String("mei") ? shop_->file(QStringLiteral("password"))
                                         : shop_->file(QStringLiteral("password of ") + name)};
    }
    /// What came of it: an error's code, or nothing. The operator stands before the verb, as global options
    /// may.
    QString does(const QString& name, const QString& line, const QStringList& more = {})
    {
        last_ = shop_->ctl(by(name) + words(line) + more);
        return last_.exitCode == 0 ? QString() : errorOf(last_);
    }
    void add(const QString& name, const QString& role)
    {
        const QString file =
            written(QStringLiteral("password of ") + name, "the password of " + name.toUtf8() + '\n');
        QCOMPARE(does(QStringLiteral("mei"), QStringLiteral("operator add %1 --role %2").arg(name, role),
                     {QStringLiteral("--new-password-file"), file}),
            QString());
    }
    QJsonObject withdrawal(qint64 id)
    {
        return shop_->ctl({QStringLiteral("withdrawal"), QStringLiteral("show"), QString::number(id)}).json;
    }
    Programs::Outcome last_;

private Q_SLOTS:
    void initTestCase()
    {
        shop_ = std::make_unique<Programs>();
        QCOMPARE(shop_->problem(), QString());
        shop_->forgetOperator();
        for (const char* role : {"owner", "approver", "clerk", "auditor"})
            add(QString::fromLatin1(role), QString::fromLatin1(role));
        add(QStringLiteral("li"), QStringLiteral("approver"));
        for (const char* openid : {"oA", "oB"})
            QCOMPARE(
                shop_->ctl(words(QStringLiteral("user add --openid %1").arg(QLatin1String(openid)))).exitCode,
                0);
        QCOMPARE(does(QStringLiteral("mei"),
                     QStringLiteral("ledger move equity:owner assets:wechat:basic 900 --reason funds")),
            QString());
        QCOMPARE(does(QStringLiteral("mei"), QStringLiteral("wallet credit 1 300 --reason gift")), QString());
    }
    void cleanupTestCase() { shop_.reset(); }

    void theMatrixIsPrinted()
    {
        const auto printed = shop_->ctl({QStringLiteral("permissions")});
        QCOMPARE(printed.exitCode, 0);
        const QJsonArray rows = printed.json.value(QLatin1String("permissions")).toArray();
        QCOMPARE(static_cast<size_t>(rows.size()), access::permissions().size());
        for (qsizetype at = 0; at < rows.size(); ++at) {
            const auto& row = access::permissions()[static_cast<size_t>(at)];
            const QJsonObject told = rows[at].toObject();
            QCOMPARE(told.value(QLatin1String("permission")).toString(), QString::fromLatin1(row.name));
            for (const access::Role role : access::kRoles)
                QCOMPARE(told.value(access::toText(role)).toBool(), access::may(role, row.permission));
            QCOMPARE(told.value(QLatin1String("seat")).toBool(), row.seat);
            QCOMPARE(told.value(QLatin1String("proof")).toBool(), row.proof);
        }
    }

    void rolesOnTheCommandLine_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("permission");
        const std::pair<const char*, const char*> rows[] = {{"withdrawal approve 4711", "withdrawal.decide"},
            {"withdrawal reject 4711 --reason no", "withdrawal.decide"},
            {"withdrawal resolve 4711 --as paid --proof p --reason r", "withdrawal.decide"},
            {"order refund T0 --amount 1 --reason r", "order.refund"},
            {"order refund-resolve R0 --as refunded --proof p --reason r", "order.refund"},
            {"order refund-withdraw R0 --reason r", "order.refund"},
            {"order refunds-known T0 --reason r", "order.refund"},
            {"complaint reply C0 --text t", "complaint.answer"},
            {"wallet credit 4711 1 --reason r", "wallet.adjust"},
            {"wallet debit 4711 1 --reason r", "wallet.adjust"},
            {"ledger move assets:wechat:basic equity:owner 1 --reason r", "ledger.move"},
            {"settings set payouts.max_day_fen ANOTHER", "settings.change"},
            {"recovery confirm --reason r", "books.recover"}, {"operator disable nobody", "operator.manage"},
            {"operator set-role nobody --role clerk", "operator.manage"},
            {"operator totp remove nobody", "operator.manage"}};
        for (const auto& [line, permission] : rows)
            QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(permission);
    }
    void rolesOnTheCommandLine()
    {
        QFETCH(QString, line);
        QFETCH(QString, permission);
        const auto& all = access::permissions();
        const auto row = std::find_if(
            all.begin(), all.end(), [&](const auto& one) { return permission == QLatin1String(one.name); });
        QVERIFY(row != all.end());
        for (const access::Role role : access::kRoles) {
            const QString another = QString::number(2'000'000 + static_cast<int>(role));
            const QString refused =
                does(access::toText(role), QString(line).replace(QLatin1String("ANOTHER"), another));
            QVERIFY2((refused == QLatin1String("not_permitted")) == !access::may(role, row->permission),
                last_.text.constData());
        }
    }

    void twoApprovers()
    {
        QCOMPARE(
            does(QStringLiteral("mei"), QStringLiteral("settings set payouts.two_approvers_from_fen 5000")),
            QString());
        const auto asked = shop_->ctl(words(QStringLiteral("withdrawal request --user 1 --amount 60")) +
                                      QStringList{QStringLiteral("--operator"), QStringLiteral("li")});
        QCOMPARE(asked.exitCode, 0);
        const qint64 id = asked.json.value(QLatin1String("id")).toInteger();
        QCOMPARE(asked.json.value(QLatin1String("requested_by")).toString(), QStringLiteral("li"));
        QCOMPARE(asked.json.value(QLatin1String("approvals_needed")).toInt(), 2);
        QVERIFY(asked.json.value(QLatin1String("approvals")).toArray().isEmpty());
        const QString approve = QStringLiteral("withdrawal approve %1").arg(id);
        QCOMPARE(does(QStringLiteral("li"), approve), QStringLiteral("own_request"));
        QCOMPARE(does(QStringLiteral("approver"), approve), QString());
        QCOMPARE(withdrawal(id).value(QLatin1String("state")).toString(), QStringLiteral("requested"));
        QCOMPARE(does(QStringLiteral("approver"), approve), QStringLiteral("same_approver"));
        QCOMPARE(does(QStringLiteral("clerk"), approve), QStringLiteral("not_permitted"));
        const auto listed = shop_->ctl(words(QStringLiteral("withdrawal list --state requested")))
                                .json.value(QLatin1String("items"))
                                .toArray();
        QCOMPARE(listed.size(), 1);
        QCOMPARE(listed[0]
                     .toObject()
                     .value(QLatin1String("approvals"))
                     .toArray()[0]
                     .toObject()
                     .value(QLatin1String("operator"))
                     .toString(),
            QStringLiteral("approver"));
        QCOMPARE(does(QStringLiteral("mei"), approve), QString());
        const QJsonObject now = withdrawal(id);
        QCOMPARE(now.value(QLatin1String("state")).toString(), QStringLiteral("approved"));
        QCOMPARE(now.value(QLatin1String("approvals")).toArray().size(), 2);
        QCOMPARE(shop_->ctl({QStringLiteral("withdrawal"), QStringLiteral("take-back"), QString::number(id)})
                     .exitCode,
            0);
        QVERIFY(withdrawal(id).value(QLatin1String("approvals")).toArray().isEmpty());
    }

    void comingAndGoing()
    {
        QCOMPARE(does(QStringLiteral("mei"), QStringLiteral("operator disable auditor")), QString());
        QCOMPARE(last_.json.value(QLatin1String("enabled")).toBool(true), false);
        QCOMPARE(does(QStringLiteral("auditor"), QStringLiteral("operator totp enrol auditor")),
            QStringLiteral("operator_disabled"));
        QCOMPARE(does(QStringLiteral("mei"), QStringLiteral("operator enable auditor")), QString());
        QCOMPARE(
            does(QStringLiteral("mei"), QStringLiteral("operator set-role auditor --role clerk")), QString());
        QCOMPARE(does(QStringLiteral("mei"), QStringLiteral("operator set-role auditor --role auditor")),
            QString());
        QCOMPARE(does(QStringLiteral("owner"), QStringLiteral("operator disable owner")), QString());
        QCOMPARE(does(QStringLiteral("mei"), QStringLiteral("operator disable mei")),
            QStringLiteral("last_owner"));
        QCOMPARE(does(QStringLiteral("mei"), QStringLiteral("operator enable owner")), QString());
        const QString fresh = written(QStringLiteral("fresh"), "something else entirely\n");
        QCOMPARE(does(QStringLiteral("mei"), QStringLiteral("operator reset-password clerk"),
                     {QStringLiteral("--new-password-file"), fresh}),
            QString());
        QCOMPARE(does(QStringLiteral("clerk"), QStringLiteral("complaint reply C0 --text t")),
            QStringLiteral("wrong_password"));
        written(QStringLiteral("password of clerk"), "something else entirely\n");
        QVERIFY(does(QStringLiteral("clerk"), QStringLiteral("complaint reply C0 --text t")) !=
                QLatin1String("wrong_password"));
        // One's own, whoever one is.
        const QString own = written(QStringLiteral("own"), "the password of clerk\n");
        QCOMPARE(does(QStringLiteral("clerk"), QStringLiteral("operator reset-password clerk"),
                     {QStringLiteral("--new-password-file"), own}),
            QString());
        written(QStringLiteral("password of clerk"), "the password of clerk\n");
        const auto all =
            shop_->ctl(words(QStringLiteral("operator list"))).json.value(QLatin1String("items")).toArray();
        QCOMPARE(all.size(), 6);
        const QByteArray text = QJsonDocument(all).toJson();
        QVERIFY(!text.contains("scrypt"));
    }

    void oneTimeCodes()
    {
        QCOMPARE(does(QStringLiteral("mei"), QStringLiteral("settings set access.totp approve")),
            QStringLiteral("totp_not_enrolled"));
        QCOMPARE(does(QStringLiteral("mei"), QStringLiteral("operator totp enrol owner")),
            QStringLiteral("not_yourself"));
        QCOMPARE(does(QStringLiteral("mei"), QStringLiteral("operator totp enrol mei")), QString());
        const QString uri = last_.json.value(QLatin1String("uri")).toString();
        const QJsonArray recovery = last_.json.value(QLatin1String("recovery_codes")).toArray();
        QVERIFY2(uri.startsWith(QLatin1String("otpauth://totp/")), qPrintable(uri));
        QCOMPARE(recovery.size(), 10);
        QCOMPARE(does(QStringLiteral("mei"), QStringLiteral("operator totp confirm mei --totp 12345")),
            QStringLiteral("totp_wrong"));
        const QByteArray secret = harness::authenticatorSecret(uri);
        const auto codeAt = [&](qint64 steps) {
            return QString::fromLatin1(
                *access::totpCode(secret, base::SystemClock().nowUtcMs() + steps * access::kTotpStepMs));
        };
        QCOMPARE(
            does(QStringLiteral("mei"), QStringLiteral("operator totp confirm mei --totp ") + codeAt(-1)),
            QString());
        QCOMPARE(does(QStringLiteral("mei"), QStringLiteral("settings set access.totp approve")), QString());
        const auto asked = shop_->ctl(words(QStringLiteral("withdrawal request --user 1 --amount 1")));
        const QString approve =
            QStringLiteral("withdrawal approve %1").arg(asked.json.value(QLatin1String("id")).toInteger());
        QCOMPARE(does(QStringLiteral("approver"), approve), QStringLiteral("totp_not_enrolled"));
        QCOMPARE(does(QStringLiteral("mei"), approve), QStringLiteral("totp_needed"));
        const QString code = codeAt(0);
        QCOMPARE(does(QStringLiteral("mei"), approve + QStringLiteral(" --totp ") + code), QString());
        QCOMPARE(does(QStringLiteral("mei"), approve + QStringLiteral(" --totp ") + code),
            QStringLiteral("totp_used"));
        const QString one = recovery[0].toString();
        QCOMPARE(does(QStringLiteral("mei"), QStringLiteral("settings set access.totp off --totp ") + one),
            QString());
        QCOMPARE(does(QStringLiteral("mei"), QStringLiteral("operator totp remove mei --totp ") + one),
            QStringLiteral("totp_wrong"));
        QCOMPARE(does(QStringLiteral("mei"),
                     QStringLiteral("operator totp remove mei --totp ") + recovery[1].toString()),
            QString());
    }

    void theRecoverySheet()
    {
        const QString sheet = shop_->file(QStringLiteral("sheet"));
        QCOMPARE(does(QStringLiteral("mei"), QStringLiteral("operator sheet"),
                     {QStringLiteral("--recovery-sheet"), sheet}),
            QString());
        QCOMPARE(
            QFileInfo(sheet).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        const QString fresh = written(QStringLiteral("fresh"), "a fresh password\n");
        const QStringList recover =
            words(QStringLiteral("operator recover mei")) +
            QStringList{QStringLiteral("--sheet-file"), sheet, QStringLiteral("--new-password-file"), fresh};
        const auto done = shop_->ctl(recover);
        QVERIFY2(done.exitCode == 0, done.text.constData());
        const QString next = done.json.value(QLatin1String("recovery_code")).toString();
        QCOMPARE(errorOf(shop_->ctl(recover)), QStringLiteral("wrong_sheet"));
        QCOMPARE(does(QStringLiteral("mei"), QStringLiteral("operator enable owner")),
            QStringLiteral("wrong_password"));
        written(QStringLiteral("password"), "a fresh password\n");
        QCOMPARE(does(QStringLiteral("mei"), QStringLiteral("operator enable owner")), QString());
        // The next sheet is as good, once, and typed alone.
        written(QStringLiteral("sheet"), next.toLatin1());
        QCOMPARE(shop_->ctl(recover).exitCode, 0);
        const auto log = shop_->ctl(words(QStringLiteral("audit list --limit 1000")));
        QVERIFY(log.text.contains("operator.recovered"));
        QVERIFY(!log.text.contains(next.toLatin1()));
        QVERIFY(shop_->ctl(words(QStringLiteral("audit verify"))).json.value(QLatin1String("ok")).toBool());
    }

    void initHandsOutASheet()
    {
        const QString password = written(QStringLiteral("new"), "correct horse 9\n");
        const QString sheet = shop_->file(QStringLiteral("first sheet"));
        const auto init = [&](const char* folder, const QStringList& more) {
            QProcess process;
            process.start(QStringLiteral(ZHANGFANG_PROGRAMS "/zhangfangctl"),
                QStringList{QStringLiteral("--data"), shop_->file(QString::fromLatin1(folder)),
                    QStringLiteral("--json"), QStringLiteral("init"), QStringLiteral("--merchant-name"),
                    QStringLiteral("Tea"), QStringLiteral("--owner"), QStringLiteral("bo"),
                    QStringLiteral("--password-file"), password} +
                    more);
            return Programs::finished(process);
        };
        const auto printed = init("one", {});
        QCOMPARE(printed.exitCode, 0);
        QCOMPARE(printed.json.value(QLatin1String("owner")).toString(), QStringLiteral("bo"));
        QCOMPARE(printed.json.value(QLatin1String("recovery_code")).toString().size(), 34);
        const auto kept = init("two", {QStringLiteral("--recovery-sheet"), sheet});
        QVERIFY2(kept.exitCode == 0, kept.text.constData());
        QVERIFY(!kept.json.contains(QLatin1String("recovery_code")));
        QCOMPARE(
            QFileInfo(sheet).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QCOMPARE(errorOf(init("three", {QStringLiteral("--recovery-sheet"), sheet})),
            QStringLiteral("output_exists"));
        QVERIFY(!QFileInfo::exists(shop_->file(QStringLiteral("three/zhangfang.db"))));
    }

    void aKeyLetsSomebodyInOnce()
    {
        const QString file = written(QStringLiteral("password of kim"), "the password of kim\n");
        const auto add = [&](const char* role) {
            return does(QStringLiteral("mei"),
                QStringLiteral("operator add kim --key kim-1 --role ") + QString::fromLatin1(role),
                {QStringLiteral("--new-password-file"), file});
        };
        QCOMPARE(add("clerk"), QString());
        QCOMPARE(add("clerk"), QString());
        QCOMPARE(last_.json.value(QLatin1String("role")).toString(), QStringLiteral("clerk"));
        QCOMPARE(add("auditor"), QStringLiteral("key_reused"));
    }
};

ZHANGFANG_TEST(PeopleTest)
#include "people_test.moc"
