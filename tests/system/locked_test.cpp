#include "access/operators.h"
#include "crypto/crypto.h"
#include "harness/programs.h"
#include "harness/run.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace zhangfang;
using harness::Programs;

/// The command line with what is locked: who may, who may not, and what is written down of it.
class LockedTest : public QObject
{
    Q_OBJECT
    std::unique_ptr<Programs> shop_;
    QString wrong_;

    static QString errorOf(const Programs::Outcome& outcome)
    {
        return outcome.json.value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString();
    }
    [[nodiscard]] QStringList by(const QString& passwordFile) const
    {
        return {QStringLiteral("--operator"), QStringLiteral("mei"), QStringLiteral("--password-file"),
            passwordFile};
    }
    [[nodiscard]] QString password() const { return shop_->file(QStringLiteral("password")); }
    [[nodiscard]] QString written(const QString& name, const QByteArray& content) const
    {
        QFile file(shop_->file(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                        : QString();
    }
    [[nodiscard]] QJsonArray audited(const QString& search) const
    {
        return shop_
            ->ctl({QStringLiteral("audit"), QStringLiteral("list"), QStringLiteral("--search"), search})
            .json.value(QLatin1String("items"))
            .toArray();
    }

    /// A shop of its own, for what cannot be undone.
    void open()
    {
        shop_ = std::make_unique<Programs>();
        QCOMPARE(shop_->problem(), QString());
        shop_->forgetOperator();
        wrong_ = written(QStringLiteral("wrong"), "not the password\n");
        QCOMPARE(shop_
                     ->ctl({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--openid"),
                         QStringLiteral("oAlice")})
                     .exitCode,
            0);
    }

private Q_SLOTS:
    void initTestCase() { open(); }
    void cleanupTestCase() { shop_.reset(); }

    void whatIsLockedTakesAPassword_data()
    {
        QTest::addColumn<QStringList>("words"); ///< FILE stands for one of the shop's
        QTest::addColumn<bool>("always");       ///< else only where it changes what is locked
        QTest::addColumn<QString>("action");    ///< in the audit log
        const auto row = [](const char* name, const char* words, bool always, const char* action) {
            QTest::newRow(name) << QString::fromUtf8(words).split(QLatin1Char(' ')) << always
                                << QString::fromLatin1(action);
        };
        row("a limit", "settings set payouts.max_single_fen 30000", false, "setting.changed");
        row("an address", "settings set wechatpay.api_base_url http://127.0.0.1:9", false, "setting.changed");
        row("a file of settings", "settings import FILE", false, "setting.changed");
        row("a key", "secrets set wechatpay.apiv3_key --from FILE", false, "secret.set");
        row("a credit", "wallet credit 1 5 --reason gift", true, "wallet.credited");
        row("a debit", "wallet debit 1 5 --reason fine", true, "wallet.debited");
        row("a move", "ledger move equity:owner assets:wechat:basic 9 --reason funds", true, "ledger.moved");
        row("a restore", "restore FILE", true, "books.restored");
    }
    void whatIsLockedTakesAPassword()
    {
        QFETCH(QStringList, words);
        QFETCH(bool, always);
        QFETCH(QString, action);
        if (words.contains(QStringLiteral("debit")))
            QCOMPARE(
                shop_
                    ->ctl(QStringList{QStringLiteral("wallet"), QStringLiteral("credit"), QStringLiteral("1"),
                              QStringLiteral("7"), QStringLiteral("--reason"), QStringLiteral("gift")} +
                          by(password()))
                    .exitCode,
                0);
        QString file = written(QStringLiteral("given"), QByteArray(32, 'k'));
        if (words.contains(QStringLiteral("import")))
            file = written(QStringLiteral("given"), "{\"payouts.grace_seconds\":\"77\"}");
        if (words.contains(QStringLiteral("restore"))) {
            file = shop_->file(QStringLiteral("copy.db"));
            QCOMPARE(shop_->ctl({QStringLiteral("backup"), file}).exitCode, 0);
        }
        words.replaceInStrings(QStringLiteral("FILE"), file);
        const qsizetype before = audited(action).size();
        const auto without = shop_->ctl(words);
        QCOMPARE(without.exitCode, always ? 2 : 1);
        if (!always) {
            QCOMPARE(errorOf(without), QStringLiteral("password_needed"));
            QVERIFY2(without.text.contains("--password-file"), without.text.constData());
        }
        const auto refused = shop_->ctl(words + by(wrong_));
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(errorOf(refused), QStringLiteral("wrong_password"));
        QCOMPARE(audited(action).size(), before); // nothing has come of any of them
        const auto done = shop_->ctl(words + by(password()));
        QVERIFY2(done.exitCode == 0, done.text.constData());
        const QJsonArray entries = audited(action);
        QCOMPARE(entries.size(), before + 1);
        QCOMPARE(entries.first().toObject().value(QLatin1String("actor")).toString(), QStringLiteral("mei"));
        const auto proof = shop_->ctl({QStringLiteral("audit"), QStringLiteral("verify")});
        QCOMPARE(proof.exitCode, 0);
        QVERIFY(proof.json.value(QLatin1String("ok")).toBool());
        QVERIFY(proof.json.value(QLatin1String("entries")).toInteger() >= entries.size());
    }

    /// Who decides is said once for all verbs, or beside one: what stands nearest to it counts.
    void whoDecidesMayStandAnywhere()
    {
        const QStringList group{QStringLiteral("wallet")};
        const QStringList verb{QStringLiteral("credit"), QStringLiteral("1"), QStringLiteral("1"),
            QStringLiteral("--reason"), QStringLiteral("gift")};
        const auto exitOf = [&](const QStringList& words) { return shop_->ctl(words).exitCode; };
        QCOMPARE(exitOf(by(password()) + group + verb), 0);
        QCOMPARE(exitOf(group + by(password()) + verb), 0);
        QCOMPARE(exitOf(by(wrong_) + group + verb + by(password())), 0);
        QCOMPARE(errorOf(shop_->ctl(by(password()) + group + verb + by(wrong_))),
            QStringLiteral("wrong_password"));
        // Half of it is as little as nothing.
        QCOMPARE(exitOf(group + verb), 2);
        QCOMPARE(exitOf(by(password()).first(2) + group + verb), 2);
        QCOMPARE(exitOf(by(password()).last(2) + group + verb), 2);
        const QStringList code{QStringLiteral("--totp"), QStringLiteral("123456")};
        QCOMPARE(exitOf(by(password()) + code + group + verb), 0);
        // Those that nobody decides take it as well: a script says it once.
        QCOMPARE(
            exitOf(by(password()) + code + QStringList{QStringLiteral("user"), QStringLiteral("list")}), 0);
    }

    void whatIsNotLockedTakesNone()
    {
        QCOMPARE(shop_
                     ->ctl({QStringLiteral("settings"), QStringLiteral("set"),
                         QStringLiteral("orders.expire_minutes"), QStringLiteral("20")})
                     .exitCode,
            0);
        const QJsonObject entry = audited(QStringLiteral("orders.expire_minutes")).first().toObject();
        QCOMPARE(entry.value(QLatin1String("actor")).toString(), QStringLiteral("command line"));
        QCOMPARE(entry.value(QLatin1String("detail")).toString(), QStringLiteral("from \"30\" to \"20\""));
        // What is said again as it stands changes nothing.
        const QString grace = QStringLiteral("payouts.grace_seconds");
        const QString now = shop_->ctl({QStringLiteral("settings"), QStringLiteral("get"), grace})
                                .json.value(grace)
                                .toString();
        QCOMPARE(shop_->ctl({QStringLiteral("settings"), QStringLiteral("set"), grace, now}).exitCode, 0);
    }

    void theEnvironmentMaySayWho_data()
    {
        QTest::addColumn<bool>("isRight");
        QTest::newRow("right") << true;
        QTest::newRow("wrong, and the command line says better") << false;
    }
    void theEnvironmentMaySayWho()
    {
        QFETCH(bool, isRight);
        shop_->setOperator(QStringLiteral("mei"), isRight ? password() : wrong_);
        QStringList words{QStringLiteral("wallet"), QStringLiteral("credit"), QStringLiteral("1"),
            QStringLiteral("5"), QStringLiteral("--reason"), QStringLiteral("gift")};
        if (!isRight) {
            QCOMPARE(errorOf(shop_->ctl(words)), QStringLiteral("wrong_password"));
            words += by(password());
        }
        QCOMPARE(shop_->ctl(words).exitCode, 0);
        shop_->forgetOperator();
    }

    void theAuditLogComesInPages()
    {
        for (int i = 11; i <= 15; ++i)
            QCOMPARE(shop_
                         ->ctl({QStringLiteral("settings"), QStringLiteral("set"),
                             QStringLiteral("counter.wait_seconds"), QString::number(i)})
                         .exitCode,
                0);
        QStringList details;
        QString before = QStringLiteral("0");
        for (int page = 0; page < 10; ++page) {
            const QJsonObject part =
                shop_
                    ->ctl({QStringLiteral("audit"), QStringLiteral("list"), QStringLiteral("--search"),
                        QStringLiteral("counter.wait"), QStringLiteral("--limit"), QStringLiteral("2"),
                        QStringLiteral("--before"), before})
                    .json;
            for (const auto& item : part.value(QLatin1String("items")).toArray())
                details << item.toObject().value(QLatin1String("detail")).toString();
            if (part.value(QLatin1String("next")).isNull())
                break;
            before = part.value(QLatin1String("next")).toString();
        }
        QCOMPARE(details.size(), 5);
        QCOMPARE(details.first(), QStringLiteral("from \"14\" to \"15\""));
        QCOMPARE(details.last(), QStringLiteral("from \"60\" to \"11\""));
        // One actor's, about one thing.
        const QJsonObject one =
            shop_
                ->ctl({QStringLiteral("audit"), QStringLiteral("list"), QStringLiteral("--actor"),
                    QStringLiteral("command line"), QStringLiteral("--subject"),
                    QStringLiteral("counter.wait_seconds"), QStringLiteral("--limit"), QStringLiteral("2"),
                    QStringLiteral("--after"), QStringLiteral("0")})
                .json;
        QCOMPARE(one.value(QLatin1String("items")).toArray().size(), 2);
        const QJsonObject entry = one.value(QLatin1String("items")).toArray().first().toObject();
        QCOMPARE(entry.value(QLatin1String("detail")).toString(), details.first());
        for (const char* field : {"actor_kind", "role", "face", "machine", "input", "key", "changed"})
            QVERIFY2(entry.contains(QLatin1String(field)), field);
        const QJsonObject nobody = shop_
                                       ->ctl({QStringLiteral("audit"), QStringLiteral("list"),
                                           QStringLiteral("--actor"), QStringLiteral("nobody")})
                                       .json;
        QVERIFY(nobody.value(QLatin1String("items")).toArray().isEmpty());
    }

    /// Words of a seal, and the day they belong to.
    void sealsAreToldOf()
    {
        const auto verify = [this](const QStringList& more) {
            return shop_->ctl(QStringList{QStringLiteral("audit"), QStringLiteral("verify")} + more);
        };
        const QJsonObject seal = verify({}).json.value(QLatin1String("seal")).toObject();
        for (const char* field : {"ok", "state", "day", "words", "words_zh", "seals", "set_aside", "proven"})
            QVERIFY2(seal.contains(QLatin1String(field)), field);
        QVERIFY(shop_->ctl({QStringLiteral("ledger"), QStringLiteral("verify")})
                    .json.contains(QLatin1String("seal")));
        const QString words = QStringLiteral("zoo zoo zoo zoo zoo zoo");
        QCOMPARE(errorOf(verify({QStringLiteral("--words"), words})), QStringLiteral("invalid_words"));
        QCOMPARE(errorOf(verify({QStringLiteral("--words"), QStringLiteral("no such words"),
                     QStringLiteral("--day"), QStringLiteral("2001-01-01")})),
            QStringLiteral("invalid_words"));
        QCOMPARE(errorOf(verify({QStringLiteral("--words"), words, QStringLiteral("--day"),
                     QStringLiteral("2001-01-01")})),
            QStringLiteral("no_seal"));
        QCOMPARE(errorOf(verify({QStringLiteral("--words"), words, QStringLiteral("--day"),
                     QStringLiteral("tomorrow")})),
            QStringLiteral("invalid_date"));
    }

    /// The books say who may put others in their place; only where they cannot be read, the copy does.
    void whoMayRestore_data()
    {
        QTest::addColumn<QString>("books");
        QTest::addColumn<bool>("copyCounts");
        QTest::newRow("sound") << "sound" << false;
        QTest::newRow("gone") << "gone" << true;
        QTest::newRow("damaged") << "damaged" << true;
        QTest::newRow("empty") << "empty" << true;
    }
    void whoMayRestore()
    {
        QFETCH(QString, books);
        QFETCH(bool, copyCounts);
        open();
        const QString copy = shop_->file(QStringLiteral("copy.db"));
        QCOMPARE(shop_->ctl({QStringLiteral("backup"), copy}).exitCode, 0);
        const QString other = written(QStringLiteral("other"), "somebody else's\n");
        {
            const auto database = storage::Database::open(copy, storage::Database::Access::existing);
            QVERIFY(database);
            crypto::SystemRandom random;
            const auto hash = access::hashPassword("somebody else's", random);
            QVERIFY(hash);
            QVERIFY((*database)->execute("UPDATE operators SET password_hash = :hash", {{":hash", *hash}}));
        }
        const QString file = shop_->file(QStringLiteral("data/zhangfang.db"));
        if (books != QLatin1String("sound")) {
            for (const char* suffix : {"", "-wal", "-shm"})
                QFile::remove(file + QString::fromLatin1(suffix));
        }
        if (books == QLatin1String("damaged"))
            QVERIFY(!written(QStringLiteral("data/zhangfang.db"), QByteArray(100'000, 'x')).isEmpty());
        if (books == QLatin1String("empty"))
            QVERIFY(!written(QStringLiteral("data/zhangfang.db"), {}).isEmpty());
        const auto restored = [&](const QString& passwordFile) {
            return shop_->ctl(QStringList{QStringLiteral("restore"), copy} + by(passwordFile));
        };
        QCOMPARE(errorOf(restored(wrong_)), QStringLiteral("wrong_password"));
        QCOMPARE(errorOf(restored(copyCounts ? password() : other)), QStringLiteral("wrong_password"));
        const auto done = restored(copyCounts ? other : password());
        QVERIFY2(done.exitCode == 0, done.text.constData());
    }

    void manyAtOnceHaveNoMoreTries()
    {
        open();
        const QStringList words = QStringList{QStringLiteral("settings"), QStringLiteral("set"),
                                      QStringLiteral("payouts.max_day_fen"), QStringLiteral("1")} +
                                  by(wrong_);
        std::vector<std::unique_ptr<QProcess>> all;
        for (int i = 0; i < 10; ++i)
            all.push_back(shop_->startCtl(words));
        QMap<QString, int> codes;
        for (const auto& one : all)
            ++codes[errorOf(Programs::finished(*one))];
        QCOMPARE(codes.value(QStringLiteral("wrong_password")), 5);
        QCOMPARE(codes.value(QStringLiteral("operator_waits")), 5);
        const auto right =
            shop_->ctl(QStringList{QStringLiteral("wallet"), QStringLiteral("credit"), QStringLiteral("1"),
                           QStringLiteral("5"), QStringLiteral("--reason"), QStringLiteral("gift")} +
                       by(password()));
        QCOMPARE(right.exitCode, 1);
        QCOMPARE(errorOf(right), QStringLiteral("operator_waits"));
        QVERIFY2(right.text.contains(" seconds"), right.text.constData());
        QCOMPARE(audited(QStringLiteral("operator.waits")).size(), 1);
        const auto tasks = shop_->ctl({QStringLiteral("tasks")}).json.value(QLatin1String("items")).toArray();
        QCOMPARE(tasks.size(), 1);
        QCOMPARE(tasks.first().toObject().value(QLatin1String("code")).toString(),
            QStringLiteral("operator_waits"));
    }
};

ZHANGFANG_TEST(LockedTest)
#include "locked_test.moc"
