#include "access/operators.h"
#include "backend/configuration.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "harness/shop.h"
#include "reports/audit_log.h"

using namespace zhangfang;
using access::Author;
using harness::DeskShop;
using storage::Database;

/// What is locked takes an operator's password; who changed it, and from what to what, is written down.
class LockedTest : public QObject
{
    Q_OBJECT
    std::optional<DeskShop> shop_;

    struct Change {
        const char* key;
        const char* value; ///< another than it has
        bool isOpen = false;
    };
    /// Every setting, by name: a new one has to be put here, on one side or the other.
    static const std::vector<Change>& changes()
    {
        static const std::vector<Change> kChanges{{"merchant.name", "Tea and games", true},
            {"wechatpay.api_base_url", "http://127.0.0.1:9"},
            {"wechatpay.standby_base_url", "http://127.0.0.1:9"}, {"wechatpay.ca_file", "/tmp/ca.pem"},
            {"wechatpay.certificate", ""}, // held against the number after it
            {"wechatpay.mchid", "1900000099"}, {"wechatpay.appid", "wx99"}, {"wechatpay.appids", "wx98"},
            {"wechatpay.fee_rate", "0.38"}, {"wechatpay.certificate_serial", "5F99"},
            {"wechatpay.public_key_id", "PUB_KEY_ID_99"}, {"wechatpay.public_key", ""},
            {"wechatpay.notify_url", "http://127.0.0.1:9/notify"}, {"wechatpay.keys_changed_at", "7"},
            {"wechatpay.proxy", "http://somebody@127.0.0.1:9"}, {"wechatpay.generation", "v2"},
            {"wechatpay.v2_base_url", "http://127.0.0.1:8"}, {"wechatpay.v2_sign_type", "MD5"},
            {"wechatpay.v2_notify_url", "http://127.0.0.1:9/notify2"},
            {"wechatpay.transfer_scene_id", "1005"}, {"wechatpay.transfer_scene_report_infos", "[]"},
            {"wechatpay.transfer_remark", "for you", true}, {"wechatpay.settlement_days", "7"},
            {"wechatpay.timeout_ms", "9000", true}, {"orders.expire_minutes", "31", true},
            {"counter.store_id", "2", true}, {"counter.wait_seconds", "61", true},
            {"payouts.account", "OPERATION"}, {"payouts.channel", "v2-transfers"},
            {"payouts.batch_name", "batch", true}, {"payouts.red_packet_sender", "Tea", true},
            {"payouts.red_packet_wishing", "luck", true}, {"payouts.max_single_fen", "20001"},
            {"payouts.max_user_day_fen", "50001"}, {"payouts.max_day_fen", "1000001"},
            {"payouts.grace_seconds", "0"}, {"payouts.first_retry_ms", "2000", true},
            {"payouts.poll_ms", "30001", true}, {"payouts.batch_poll_ms", "60001", true},
            {"storage.keep_bodies_days", "1"}, {"backup.daily", "off"}, {"backup.folder", "/tmp/copies"},
            {"backup.keep", "3"}, {"access.unlock_minutes", "60"}, {"listener.bind", "127.0.0.2"},
            {"listener.port", "8444"}, {"listener.trusted_proxies", "10.0.0.1"},
            {"listener.tls_certificate", "/tmp/tls.pem"}, {"listener.tls_key", "/tmp/tls.key"},
            {"ui.ask_above_fen", "2000001"}, {"payouts.two_approvers_from_fen", "5000000"},
            {"access.totp", "approve"}};
        return kChanges;
    }
    static QString code(const base::Status& outcome) { return outcome ? QString() : outcome.error().code; }
    QString value(const QString& key)
    {
        return shop_->books().settings().value_or(access::Settings()).all().value(key);
    }
    QString saved(const QString& key, const QString& value, const QByteArray& password)
    {
        return code(
            DeskShop::wait<int>(shop_->desk().saveSettings({{key, value}}, {QStringLiteral("mei"), password}))
                .map([](int) {}));
    }
    QString imported(const QJsonObject& values, const QByteArray& password)
    {
        return code(DeskShop::wait<backend::Imported>(
            shop_->desk().importSettings(values, {QStringLiteral("mei"), password}))
                        .map([](const backend::Imported&) {}));
    }
    /// The newest first.
    std::vector<reports::AuditRow> audited(const QString& search)
    {
        return shop_->books()
            .readers()
            .read<std::vector<reports::AuditRow>>(
                [&](Database& database) { return reports::listAudit(database, {search}, 0, 1'000); })
            .value_or(std::vector<reports::AuditRow>());
    }
    /// Of that setting or secret.
    std::vector<reports::AuditRow> entriesOf(const QString& name)
    {
        auto entries = audited(name);
        std::erase_if(entries, [&](const reports::AuditRow& entry) { return entry.subject != name; });
        return entries;
    }

private Q_SLOTS:
    void initTestCase()
    {
        shop_.emplace(DeskShop::WithEngine::no);
        QCOMPARE(shop_->problem(), QString());
        REQUIRE(shop_->books().writer().runNow<qint64>([](Database& database) {
            return database.execute("INSERT INTO operator_totp (operator_id, secret, begun_at, confirmed_at, "
                                    "last_step, wrong, waits_until) SELECT id, 'x', 1, 1, 0, 0, 0 "
                                    "FROM operators"); // whoever asks for codes has some
        }));
    }
    void init()
    {
        shop_->desk().lock();
        REQUIRE(shop_->books().writer().runNow<qint64>(
            [](Database& database) { return database.execute("DELETE FROM password_tries"); }));
    }

    void everySettingIsInTheTable()
    {
        QStringList known;
        for (const Change& change : changes())
            known << QString::fromLatin1(change.key);
        known.sort();
        QCOMPARE(known, access::Settings().all().keys());
    }

    void whatIsLocked_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("isOpen");
        for (const Change& change : changes())
            QTest::newRow(change.key)
                << QString::fromLatin1(change.key) << QString::fromLatin1(change.value) << change.isOpen;
    }
    void whatIsLocked()
    {
        QFETCH(QString, key);
        QFETCH(QString, other);
        QFETCH(bool, isOpen);
        const QString before = value(key);
        QVERIFY2(before != other, "nothing would change");
        const size_t written = entriesOf(key).size();
        QCOMPARE(saved(key, before, {}), QString()); // what stands there already may be said again
        if (!isOpen) {
            QCOMPARE(saved(key, other, {}), QStringLiteral("locked_session"));
            QCOMPARE(saved(key, other, "a wrong password"), QStringLiteral("wrong_password"));
            QCOMPARE(imported({{key, other}}, {}), QStringLiteral("locked_session"));
            // And below every face.
            const auto beneath =
                shop_->books().writer().runNow<int>([&](Database& database) -> base::Result<int> {
                    ZF_TRY(access::setSetting(
                        database, key, other, {QStringLiteral("mei"), Author::Right::none}, 1));
                    return 0;
                });
            QVERIFY(!beneath);
            QCOMPARE(beneath.error().code, QStringLiteral("password_needed"));
            QCOMPARE(value(key), before);
            QCOMPARE(entriesOf(key).size(), written);
        }
        QCOMPARE(saved(key, other, isOpen ? QByteArray() : QByteArray(DeskShop::kPassword)), QString());
        QCOMPARE(value(key), other);
        const auto entries = entriesOf(key);
        if (key == QLatin1String("wechatpay.keys_changed_at"))
            return; // it is set along with a key, and that is written down
        QCOMPARE(entries.size(), written + 1);
        QCOMPARE(entries[0].actor, isOpen ? QStringLiteral("window") : QStringLiteral("mei"));
        QCOMPARE(entries[0].action, QStringLiteral("setting.changed"));
        QCOMPARE(entries[0].subject, key);
        const bool isLong = before.contains(QLatin1Char('\n'));
        const auto told = [](const QString& text) {
            return text.isEmpty() ? QStringLiteral("nothing") : QLatin1Char('"') + text + QLatin1Char('"');
        };
        if (isLong)
            QVERIFY2(entries[0].detail.contains(QStringLiteral("SHA-256")), qPrintable(entries[0].detail));
        else
            QCOMPARE(entries[0].detail, QStringLiteral("from %1 to %2").arg(told(before), told(other)));
    }

    /// As after an approval: for some minutes.
    void anUnlockedDeskIsEnough()
    {
        const QString key = QStringLiteral("payouts.max_single_fen");
        QCOMPARE(saved(key, QStringLiteral("300"), DeskShop::kPassword), QString());
        QCOMPARE(saved(key, QStringLiteral("400"), {}), QString());
        shop_->desk().lock();
        QCOMPARE(saved(key, QStringLiteral("500"), {}), QStringLiteral("locked_session"));
        QCOMPARE(value(key), QStringLiteral("400"));
    }

    void nothingIsChangedWhereOneOfThemIsLocked()
    {
        const QString expire = value(QStringLiteral("orders.expire_minutes"));
        const auto outcome = DeskShop::wait<int>(
            shop_->desk().saveSettings({{QStringLiteral("orders.expire_minutes"), QStringLiteral("99")},
                                           {QStringLiteral("payouts.grace_seconds"), QStringLiteral("99")}},
                {QStringLiteral("mei"), {}}));
        QVERIFY(!outcome);
        QCOMPARE(value(QStringLiteral("orders.expire_minutes")), expire);
    }

    void secretsAreLockedAndNeverTold_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("secret");
        QTest::newRow("APIv3 key") << QString::fromLatin1(access::kApiV3Key)
                                   << QStringLiteral("0123456789abcdefghijklmnopqrstuv");
        QTest::newRow("API v2 key") << QString::fromLatin1(access::kApiV2Key)
                                    << QStringLiteral("vutsrqponmlkjihgfedcba9876543210");
        QTest::newRow("proxy's password")
            << QString::fromLatin1(access::kProxyPassword) << QStringLiteral("a proxy's password");
        const auto key = crypto::PrivateKey::generate();
        QVERIFY(key);
        QTest::newRow("private key") << QString::fromLatin1(access::kMerchantPrivateKey)
                                     << QString::fromLatin1(key->toPem());
    }
    void secretsAreLockedAndNeverTold()
    {
        QFETCH(QString, name);
        QFETCH(QString, secret);
        const size_t written = entriesOf(name).size();
        QCOMPARE(imported({{name, secret}}, {}), QStringLiteral("locked_session"));
        QCOMPARE(imported({{name, secret}}, "a wrong password"), QStringLiteral("wrong_password"));
        backend::Given given;
        given.secrets.insert(name, secret.toUtf8());
        const auto beneath =
            backend::store(shop_->books(), given, access::Actor::atSeat(QStringLiteral("mei")));
        QVERIFY(!beneath);
        QCOMPARE(beneath.error().code, QStringLiteral("password_needed"));
        QCOMPARE(entriesOf(name).size(), written);
        QCOMPARE(imported({{name, secret}}, DeskShop::kPassword), QString());
        const auto entries = entriesOf(name);
        QCOMPARE(entries.size(), written + 1);
        QCOMPARE(entries[0].actor, QStringLiteral("mei"));
        QCOMPARE(entries[0].action, QStringLiteral("secret.set"));
        QCOMPARE(entries[0].detail, QString());
        QVERIFY(audited(secret.left(30)).empty());
    }

    /// Earlier versions kept it in the setting.
    void aPasswordInAnOldProxyIsNotTold()
    {
        REQUIRE(shop_->books().writer().runNow<qint64>([](Database& database) {
            return database.execute("UPDATE settings SET value = 'http://a:hidden-word@127.0.0.1:1' "
                                    "WHERE key = 'wechatpay.proxy'");
        }));
        QCOMPARE(saved(QStringLiteral("wechatpay.proxy"), QStringLiteral("http://b@127.0.0.1:1"),
                     DeskShop::kPassword),
            QString());
        QVERIFY(!audited(QStringLiteral("http://b@127.0.0.1:1")).empty());
        QVERIFY(audited(QStringLiteral("hidden-word")).empty());
    }

    void withoutAnOwnerNobodyIsAsked()
    {
        harness::Shop shop; // books that init has not finished
        const auto set = [&] {
            return shop.write<int>([&](Database& database) -> base::Result<int> {
                ZF_TRY(access::setSetting(database, QStringLiteral("payouts.max_single_fen"),
                    QString::number(shop.clock.nowUtcMs() % 1'000 + 1),
                    {QStringLiteral("command line"), Author::Right::none}, shop.clock.nowUtcMs()));
                return 0;
            });
        };
        REQUIRE(set());
        REQUIRE(shop.write<int>([&](Database& database) -> base::Result<int> {
            ZF_TRY(access::addOwner(database, QStringLiteral("mei"), QStringLiteral("x"), 1));
            return 0;
        }));
        shop.clock.advance(1);
        const auto after = set();
        QVERIFY(!after);
        QCOMPARE(after.error().code, QStringLiteral("password_needed"));
    }

    void aDeskThatGuessesWaits()
    {
        const QString key = QStringLiteral("payouts.max_day_fen");
        for (int i = 0; i < 5; ++i)
            QCOMPARE(saved(key, QStringLiteral("9"), "a wrong password"), QStringLiteral("wrong_password"));
        QCOMPARE(saved(key, QStringLiteral("9"), DeskShop::kPassword), QStringLiteral("operator_waits"));
        const auto index = DeskShop::wait<reports::PageIndex>(
            shop_->desk().auditIndex({QStringLiteral("operator.waits")}, {}));
        REQUIRE(index);
        QCOMPARE(index->rows, 1);
        const auto page = DeskShop::wait<std::vector<reports::AuditRow>>(
            shop_->desk().auditPage({QStringLiteral("operator.waits")}, index->starts.at(0)));
        REQUIRE(page);
        QCOMPARE(page->at(0).subject, QStringLiteral("mei"));
        const auto newest = DeskShop::wait<reports::PageIndex>(shop_->desk().newestAudit({}));
        REQUIRE(newest);
        const auto proof =
            DeskShop::wait<access::AuditProof>(shop_->desk().verifyAudit(std::make_shared<backend::Job>()));
        REQUIRE(proof);
        QCOMPARE(proof->firstDifference, QString());
        QVERIFY(proof->entries > 40);
    }
};

ZHANGFANG_TEST(LockedTest)
#include "locked_test.moc"
