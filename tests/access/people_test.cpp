#include "access/actor.h"
#include "access/operators.h"
#include "access/recovery_sheet.h"
#include "access/settings.h"
#include "access/totp.h"
#include "harness/authenticator.h"
#include "harness/run.h"
#include "harness/shop.h"

#include <QFile>
#include <QSet>

using namespace zhangfang;
using access::Permission;
using access::Role;
using storage::Database;

/// Operators, their roles and what those may; one-time codes; the recovery sheet.
class PeopleTest : public QObject
{
    Q_OBJECT
    std::unique_ptr<harness::Shop> shop_;
    const QByteArray key_ = QByteArray(access::kTotpKeyBytes, 'k');

    static QString code(const base::Status& outcome) { return outcome ? QString() : outcome.error().code; }
    QString does(const std::function<base::Status(Database&)>& step)
    {
        return code(shop_
                        ->write<int>([&](Database& database) -> base::Result<int> {
                            ZF_TRY(step(database));
                            return 0;
                        })
                        .map([](int) {}));
    }
    access::Operator found(const QString& name)
    {
        return shop_->readers
            .read<access::Operator>([&](Database& database) { return access::findOperator(database, name); })
            .value_or(access::Operator());
    }
    void add(const QString& name, Role role)
    {
        QCOMPARE(does([&](Database& database) {
            return access::addOperator(
                database, name, role, QStringLiteral("x"), QStringLiteral("mei"), shop_->clock.nowUtcMs());
        }),
            QString());
    }
    access::CodeTried used(const QString& typed, access::CodeFor what = access::CodeFor::proof)
    {
        return shop_
            ->write<access::CodeTried>([&](Database& database) -> base::Result<access::CodeTried> {
                ZF_ASSIGN(const auto who, access::findOperator(database, QStringLiteral("mei")));
                return access::useCode(database, who, typed, key_, what, shop_->clock.nowUtcMs());
            })
            .value_or(access::CodeTried());
    }
    /// Enrolled, and the secret of it.
    QByteArray enrol(QStringList& recoveryCodes)
    {
        const auto begun = shop_->write<access::TotpEnrolment>(
            [&](Database& database) -> base::Result<access::TotpEnrolment> {
                ZF_ASSIGN(const auto who, access::findOperator(database, QStringLiteral("mei")));
                return access::beginTotp(
                    database, who, key_, QStringLiteral("茶"), shop_->random, shop_->clock.nowUtcMs());
            });
        if (!begun)
            return {};
        recoveryCodes = begun->recoveryCodes;
        const QByteArray secret = harness::authenticatorSecret(begun->secret);
        const auto first = access::totpCode(secret, shop_->clock.nowUtcMs());
        if (used(QString::fromLatin1(*first), access::CodeFor::enrolment).use != access::CodeUse::begun)
            return {};
        shop_->clock.advance(3 * access::kTotpStepMs);
        return secret;
    }
    QString codeAt(const QByteArray& secret, qint64 steps = 0)
    {
        return QString::fromLatin1(
            access::totpCode(secret, shop_->clock.nowUtcMs() + steps * access::kTotpStepMs)
                .value_or(QByteArray()));
    }

private Q_SLOTS:
    void init()
    {
        shop_ = std::make_unique<harness::Shop>();
        add(QStringLiteral("mei"), Role::owner);
    }

    /// The matrix as it was decided, written once more: who changes it says so here, too.
    void rolesAndPermissions_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("may"); ///< of owner, approver, clerk, auditor, seat; "p": takes a proof
        const std::pair<const char*, const char*> rows[] = {{"look", "oacus"}, {"prove", "oacus"},
            {"order.sell", "oac-s"}, {"user.serve", "oac-s"}, {"withdrawal.request", "oac-s"},
            {"withdrawal.stop", "oac-s"}, {"withdrawal.decide", "oa---p"}, {"order.refund", "oa---p"},
            {"complaint.answer", "oac--p"}, {"task.done", "oac-s"}, {"wallet.adjust", "o----p"},
            {"ledger.move", "o----p"}, {"settings.change", "o----p"}, {"secrets.change", "o----p"},
            {"secrets.names", "oa-us"}, {"books.back_up", "oacus"}, {"books.recover", "o----p"},
            {"operator.manage", "o----p"}, {"operator.self", "oacu-p"}, {"settings.arrange", "oac-s"}};
        QCOMPARE(std::size(rows), access::permissions().size());
        for (const auto& [name, may] : rows)
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(may);
    }
    void rolesAndPermissions()
    {
        QFETCH(QString, name);
        QFETCH(QString, may);
        const auto& all = access::permissions();
        const auto row = std::find_if(all.begin(), all.end(),
            [&](const access::PermissionRow& one) { return name == QLatin1String(one.name); });
        QVERIFY(row != all.end());
        const char* const letters = "oacu";
        for (size_t at = 0; at < access::kRoles.size(); ++at) {
            const Role role = access::kRoles[at];
            const bool expected = may[static_cast<qsizetype>(at)] == QLatin1Char(letters[at]);
            QCOMPARE(access::may(role, row->permission), expected);
            access::Actor actor{access::Actor::Kind::person, QStringLiteral("li"), role, {}, {}, true};
            const auto allowed = access::permitted(actor, row->permission);
            QCOMPARE(code(allowed), expected ? QString() : QStringLiteral("not_permitted"));
            if (!expected) // says what, and who may
                QVERIFY2(allowed.error().message.contains(name) &&
                             allowed.error().message.contains(QStringLiteral("owner")),
                    qPrintable(allowed.error().message));
            actor.proven = false;
            QCOMPARE(code(access::permitted(actor, row->permission)),
                !expected                        ? QStringLiteral("not_permitted")
                : may.endsWith(QLatin1Char('p')) ? QStringLiteral("password_needed")
                                                 : QString());
        }
        QCOMPARE(row->proof, may.endsWith(QLatin1Char('p')));
        const bool seat = may[4] == QLatin1Char('s');
        QCOMPARE(code(access::permitted(access::Actor::atSeat(QStringLiteral("window")), row->permission)),
            seat ? QString() : QStringLiteral("password_needed"));
        QVERIFY(!access::may(Role::unknown, row->permission));
        QVERIFY(!access::permitted(access::Actor(), row->permission));
        QVERIFY(access::permitted(access::Actor::program(QStringLiteral("daemon")), row->permission));
    }

    void theLastOwnerStays()
    {
        const auto disable = [&](const QString& name) {
            return does([&](Database& database) {
                return access::disableOperator(database, name, QStringLiteral("mei"), 1);
            });
        };
        const auto demote = [&](const QString& name) {
            return does([&](Database& database) {
                return access::setRole(database, name, Role::clerk, QStringLiteral("mei"), 1);
            });
        };
        add(QStringLiteral("li"), Role::approver);
        QCOMPARE(disable(QStringLiteral("mei")), QStringLiteral("last_owner"));
        QCOMPARE(demote(QStringLiteral("mei")), QStringLiteral("last_owner"));
        add(QStringLiteral("bo"), Role::owner);
        QCOMPARE(disable(QStringLiteral("bo")), QString());
        QCOMPARE(disable(QStringLiteral("mei")), QStringLiteral("last_owner")); // a disabled one is none
        QCOMPARE(demote(QStringLiteral("bo")), QString());
        QCOMPARE(demote(QStringLiteral("mei")), QStringLiteral("last_owner"));
        QCOMPARE(disable(QStringLiteral("nobody")), QStringLiteral("no_such_operator"));
        QVERIFY(found(QStringLiteral("mei")).isEnabled);
        QCOMPARE(found(QStringLiteral("bo")).role, Role::clerk);
    }

    void whatEndsSessions()
    {
        add(QStringLiteral("li"), Role::approver);
        qint64 version = found(QStringLiteral("li")).version;
        const auto ends = [&](const std::function<base::Status(Database&)>& step) {
            const QString failed = does(step);
            return failed.isEmpty() && found(QStringLiteral("li")).version >
                                           std::exchange(version, found(QStringLiteral("li")).version);
        };
        const QString li = QStringLiteral("li");
        QVERIFY(ends([&](Database& d) { return access::setRole(d, li, Role::clerk, li, 1); }));
        QVERIFY(ends([&](Database& d) { return access::resetPassword(d, li, QStringLiteral("y"), li, 1); }));
        QVERIFY(ends([&](Database& d) { return access::changePassword(d, li, QStringLiteral("z"), 1); }));
        QVERIFY(ends([&](Database& d) { return access::disableOperator(d, li, li, 1); }));
        QVERIFY(!ends([&](Database& d) { return access::disableOperator(d, li, li, 1); })); // twice is once
    }

    void disabledIsToldAfterTheRightPasswordAlone()
    {
        const auto hash = access::hashPassword("the right one", shop_->random);
        REQUIRE(hash);
        QCOMPARE(does([&](Database& database) -> base::Status {
            ZF_TRY(access::addOperator(
                database, QStringLiteral("li"), Role::clerk, *hash, QStringLiteral("mei"), 1));
            return access::disableOperator(database, QStringLiteral("li"), QStringLiteral("mei"), 2);
        }),
            QString());
        const auto tried = [&](const char* name, const char* password) {
            return shop_->readers
                .read<access::Operator>([&](Database& database) {
                    return access::authenticate(database, QString::fromLatin1(name), password);
                })
                .error()
                .code;
        };
        QCOMPARE(tried("li", "a wrong one"), QStringLiteral("wrong_password"));
        QCOMPARE(tried("li", "the right one"), QStringLiteral("operator_disabled"));
        QCOMPARE(tried("nobody", "the right one"), QStringLiteral("wrong_password"));
    }

    /// RFC 6238, appendix B, SHA-1.
    void rfc6238_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("1970") << 59LL << QByteArray("94287082");
        QTest::newRow("2005") << 1111111109LL << QByteArray("07081804");
        QTest::newRow("2005, a second later") << 1111111111LL << QByteArray("14050471");
        QTest::newRow("2009") << 1234567890LL << QByteArray("89005924");
        QTest::newRow("2033") << 2000000000LL << QByteArray("69279037");
        QTest::newRow("2603") << 20000000000LL << QByteArray("65353130");
    }
    void rfc6238()
    {
        QFETCH(qint64, seconds);
        QFETCH(QByteArray, code);
        const auto made = access::totpCode("12345678901234567890", seconds * 1000, 8);
        REQUIRE(made);
        QCOMPARE(*made, code);
        QCOMPARE(*access::totpCode("12345678901234567890", seconds * 1000), code.right(6));
    }

    void anAuthenticatorIsTold()
    {
        QCOMPARE(
            access::toBase32("12345678901234567890"), QStringLiteral("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
        QCOMPARE(access::totpUri("12345678901234567890", QStringLiteral("茶 & co"), QStringLiteral("mei li")),
            QStringLiteral("otpauth://totp/%E8%8C%B6%20%26%20co:mei%20li?secret="
                           "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E8%8C%B6%20%26%20co&algorithm=SHA1&"
                           "digits=6&period=30"));
    }

    void eachCodeOnce()
    {
        QStringList recovery;
        const QByteArray secret = enrol(recovery);
        QVERIFY(!secret.isEmpty());
        QCOMPARE(found(QStringLiteral("mei")).totp, access::Enrolment::complete);
        const QString now = codeAt(secret);
        QCOMPARE(used(now).use, access::CodeUse::right);
        QCOMPARE(used(now).use, access::CodeUse::used);
        QCOMPARE(used(codeAt(secret, -1)).use, access::CodeUse::used); // what is older than the latest, too
        QCOMPARE(used(codeAt(secret, 1)).use, access::CodeUse::right); // a telephone that is fast
        QCOMPARE(used(codeAt(secret, 2)).use, access::CodeUse::wrong);
        shop_->clock.advance(3 * access::kTotpStepMs);
        QCOMPARE(used(codeAt(secret, -1)).use, access::CodeUse::right); // and one that is slow
        QCOMPARE(used(codeAt(secret, -2)).use, access::CodeUse::wrong);
        QCOMPARE(used(QStringLiteral("12345")).use, access::CodeUse::wrong);
        QCOMPARE(used(QString()).use, access::CodeUse::wrong);
    }

    void guessingGetsSlow()
    {
        QStringList recovery;
        const QByteArray secret = enrol(recovery);
        const QString right = codeAt(secret);
        const QString wrong =
            right == QLatin1String("000000") ? QStringLiteral("000001") : QStringLiteral("000000");
        for (int i = 0; i < 5; ++i)
            QCOMPARE(used(wrong).use, access::CodeUse::wrong);
        const auto waiting = used(right);
        QCOMPARE(waiting.use, access::CodeUse::waits); // for the right one as well
        QVERIFY(waiting.leftMs > 50'000 && waiting.leftMs <= 60'000);
        QCOMPARE(used(recovery.first()).use, access::CodeUse::waits);
        shop_->clock.advance(waiting.leftMs);
        QCOMPARE(used(wrong).use, access::CodeUse::wrong);
        QVERIFY(used(wrong).leftMs > 60'000); // and longer
        shop_->clock.advance(16 * 60'000);
        QCOMPARE(used(codeAt(secret)).use, access::CodeUse::right);
        QCOMPARE(used(wrong).use, access::CodeUse::wrong); // all is forgiven
    }

    void recoveryCodesAreGoodOnce()
    {
        QStringList recovery;
        enrol(recovery);
        QCOMPARE(recovery.size(), access::kTotpRecoveryCodes);
        QCOMPARE(QSet<QString>(recovery.begin(), recovery.end()).size(), access::kTotpRecoveryCodes);
        for (const QString& one : recovery) {
            QVERIFY(access::isRecoveryCode(one));
            // As it was copied from paper.
            QCOMPARE(used(one.toLower().replace(QLatin1Char('-'), QLatin1Char(' '))).use,
                access::CodeUse::rightRecovery);
        }
        QCOMPARE(used(recovery.first()).use, access::CodeUse::wrong);
        const auto stored = shop_->readers.read<bool>([&](Database& database) -> base::Result<bool> {
            ZF_ASSIGN(auto rows, database.query("SELECT hash FROM totp_recovery_codes"));
            bool hidden = true;
            while (rows.next())
                hidden = hidden && rows.text(0).size() == 64;
            return hidden;
        });
        QVERIFY(stored.value_or(false));
    }

    void nothingCountsBeforeTheFirstCode()
    {
        const auto begun = shop_->write<access::TotpEnrolment>(
            [&](Database& database) -> base::Result<access::TotpEnrolment> {
                ZF_ASSIGN(const auto who, access::findOperator(database, QStringLiteral("mei")));
                return access::beginTotp(
                    database, who, key_, QStringLiteral("Tea"), shop_->random, shop_->clock.nowUtcMs());
            });
        REQUIRE(begun);
        QCOMPARE(found(QStringLiteral("mei")).totp, access::Enrolment::begun);
        QCOMPARE(used(codeAt(harness::authenticatorSecret(begun->secret))).use, access::CodeUse::unknown);
        QCOMPARE(used(begun->recoveryCodes.first()).use, access::CodeUse::unknown);
        QCOMPARE(used(QStringLiteral("000000"), access::CodeFor::enrolment).use, access::CodeUse::wrong);
    }

    void theSecretIsSealed()
    {
        QStringList recovery;
        const QByteArray secret = enrol(recovery);
        const auto other =
            shop_->write<access::CodeTried>([&](Database& database) -> base::Result<access::CodeTried> {
                ZF_ASSIGN(const auto who, access::findOperator(database, QStringLiteral("mei")));
                return access::useCode(database, who, codeAt(secret), QByteArray(32, 'o'),
                    access::CodeFor::proof, shop_->clock.nowUtcMs());
            });
        QCOMPARE(other.error().code, QStringLiteral("totp_unavailable"));
        QFile file(shop_->file());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains(secret));
    }

    void switchingItOn()
    {
        const auto set = [&](const char* value, bool totp) {
            return does([&](Database& database) {
                return access::setSetting(database, QStringLiteral("access.totp"), QString::fromLatin1(value),
                    {QStringLiteral("mei"), access::Author::Right::operators, totp}, 1);
            });
        };
        QCOMPARE(set("approve", false), QStringLiteral("totp_not_enrolled"));
        QStringList recovery;
        enrol(recovery);
        QCOMPARE(set("approve", false), QString());
        QCOMPARE(set("off", false), QStringLiteral("totp_needed")); // nor loosened with the password alone
        QCOMPARE(set("always", true), QString());
        QCOMPARE(set("off", true), QString());
    }

    void whereACodeIsAskedFor_data()
    {
        QTest::addColumn<int>("rule");
        QTest::addColumn<int>("permission");
        QTest::addColumn<bool>("ofEnrolled");
        QTest::addColumn<bool>("ofOthers");
        using access::TotpRule;
        const auto row = [](const char* name, TotpRule rule, Permission permission, bool enrolled,
                             bool others) {
            QTest::newRow(name) << static_cast<int>(rule) << static_cast<int>(permission) << enrolled
                                << others;
        };
        row("off, approving", TotpRule::off, Permission::decideWithdrawal, false, false);
        row("approve, approving", TotpRule::approve, Permission::decideWithdrawal, true, true);
        row("approve, refunding", TotpRule::approve, Permission::refund, true, true);
        row("approve, settings", TotpRule::approve, Permission::changeSettings, false, false);
        row("approve, people", TotpRule::approve, Permission::manageOperators, true, false);
        row("always, settings", TotpRule::always, Permission::changeSettings, true, true);
        row("always, oneself", TotpRule::always, Permission::ownAccount, true, false);
    }
    void whereACodeIsAskedFor()
    {
        QFETCH(int, rule);
        QFETCH(int, permission);
        QFETCH(bool, ofEnrolled);
        QFETCH(bool, ofOthers);
        const auto wants = [&](access::Enrolment enrolment) {
            return access::wantsCode(
                static_cast<access::TotpRule>(rule), static_cast<Permission>(permission), enrolment);
        };
        QCOMPARE(wants(access::Enrolment::complete), ofEnrolled);
        QCOMPARE(wants(access::Enrolment::begun), ofOthers);
        QCOMPARE(wants(access::Enrolment::none), ofOthers);
    }

    void aSheetIsGoodOnce()
    {
        const QString code = access::newSheetCode(shop_->random);
        const QString next = access::newSheetCode(shop_->random);
        QVERIFY(QString(code).remove(QLatin1Char('-')).size() >= 24);
        const auto keep = [&](const QString& name) {
            return does([&](Database& database) { return access::keepSheet(database, name, code, 1); });
        };
        QCOMPARE(keep(QStringLiteral("mei")), QString());
        add(QStringLiteral("li"), Role::approver);
        QCOMPARE(keep(QStringLiteral("li")), QStringLiteral("not_permitted"));
        const auto recover = [&](const QString& name, const QString& by) {
            return does([&](Database& database) {
                return access::recoverBySheet(database, name, by, QStringLiteral("hash"), next, 2);
            });
        };
        QStringList recovery;
        enrol(recovery);
        const qint64 before = found(QStringLiteral("mei")).version;
        QCOMPARE(recover(QStringLiteral("li"), code), QStringLiteral("wrong_sheet"));
        QCOMPARE(recover(QStringLiteral("mei"), next), QStringLiteral("wrong_sheet"));
        QCOMPARE(recover(QStringLiteral("mei"), code), QString());
        QVERIFY(found(QStringLiteral("mei")).version > before);
        QCOMPARE(found(QStringLiteral("mei")).totp, access::Enrolment::none);
        QCOMPARE(recover(QStringLiteral("mei"), code), QStringLiteral("wrong_sheet"));
        QVERIFY(found(QStringLiteral("mei")).hasSheet);
        QCOMPARE(recover(QStringLiteral("mei"), next), QString());
    }

    void aSheetIsReadAsItWasMeant()
    {
        const QString code = access::newSheetCode(shop_->random);
        const QByteArray sheet =
            access::sheetText(QStringLiteral("茶与游戏"), QStringLiteral("mei"), code, 1);
        QCOMPARE(access::codeOnSheet(sheet).value_or(QString()), code);
        QCOMPARE(access::codeOnSheet(code.toLower().toUtf8() + '\n').value_or(QString()), code);
        QCOMPARE(
            access::codeOnSheet(QString(code).remove(QLatin1Char('-')).toUtf8()).value_or(QString()), code);
        QString slip = code;
        slip[0] = slip[0] == QLatin1Char('7') ? QLatin1Char('8') : QLatin1Char('7');
        QCOMPARE(access::codeOnSheet(slip.toUtf8()).error().code, QStringLiteral("invalid_sheet"));
        QCOMPARE(access::codeOnSheet("nothing").error().code, QStringLiteral("invalid_sheet"));
    }
};

ZHANGFANG_TEST(PeopleTest)
#include "people_test.moc"
