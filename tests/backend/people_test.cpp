#include "access/recovery_sheet.h"
#include "access/totp.h"
#include "backend/people.h"
#include "harness/authenticator.h"
#include "harness/desk_shop.h"
#include "harness/run.h"

#include <future>
#include <mutex>

using namespace zhangfang;
using access::Role;
using backend::Desk;
using base::Money;
using harness::DeskShop;
using payouts::State;
using storage::Database;

/// The people of a shop at its desk: who may decide what, how far a session carries, and the ways back in.
class PeopleTest : public QObject
{
    Q_OBJECT
    std::optional<DeskShop> shop_;

    template <class T> static QString code(const base::Result<T>& outcome)
    {
        return outcome ? QString() : outcome.error().code;
    }
    template <class T> static QString coded(const backend::Later<T>& later)
    {
        return code(DeskShop::wait(later));
    }
    static QByteArray passwordOf(const QString& name) { return "the password of " + name.toUtf8(); }
    static Desk::Authority by(const QString& name, const QString& totp = {})
    {
        return {
            name, name == QLatin1String("mei") ? QByteArray(DeskShop::kPassword) : passwordOf(name), totp};
    }
    static Desk::Authority session(const QString& name) { return {name, {}}; }
    Desk& desk() { return shop_->desk(); }
    void change(const std::function<base::Status(Database&)>& step)
    {
        REQUIRE(shop_->books().writer().runNow<int>([&](Database& database) -> base::Result<int> {
            ZF_TRY(step(database));
            return 0;
        }));
    }
    /// An operator of each role, by the role's name.
    void addEverybody()
    {
        for (const Role role : access::kRoles)
            QCOMPARE(coded(desk().addOperator(access::toText(role), role, passwordOf(access::toText(role)),
                         by(QStringLiteral("mei")))),
                QString());
        desk().lock();
    }
    /// Enrolled and confirmed through the desk; the secret.
    QByteArray enrol(const QString& name)
    {
        const auto begun = DeskShop::wait(desk().enrolTotp(by(name)));
        if (!begun)
            return {};
        const QByteArray secret = harness::authenticatorSecret(begun->secret);
        // The code of the step before, so that the one of now is still good afterwards; where that step ends
        // while it is on its way it is too old, and there is another.
        for (int attempt = 0; attempt < 2; ++attempt) {
            const qint64 early = shop_->books().clock().nowUtcMs() - access::kTotpStepMs;
            const QString first = QString::fromLatin1(*access::totpCode(secret, early));
            if (coded(desk().confirmTotp(first, by(name))).isEmpty())
                return secret;
        }
        return {};
    }
    QString codeNow(const QByteArray& secret)
    {
        return QString::fromLatin1(
            access::totpCode(secret, shop_->books().clock().nowUtcMs()).value_or(QByteArray()));
    }
    base::PayoutId asked(qint64 fen)
    {
        static int serial = 0;
        const auto user = shop_->userWith(QStringLiteral("oUser%1").arg(++serial), fen);
        const auto payout =
            user ? shop_->requested(*user, fen) : base::Result<payouts::Payout>(tl::unexpected(user.error()));
        return payout ? payout->id : base::PayoutId();
    }
    /// What came of approving it.
    QString approved(base::PayoutId id, const Desk::Authority& authority)
    {
        const auto stories = DeskShop::wait(desk().payoutStories({id}));
        if (!stories)
            return code(stories);
        const auto decided = DeskShop::wait(desk().approve({{id, stories->front().row.seen()}}, authority));
        return decided ? code(decided->front().outcome) : code(decided);
    }

private Q_SLOTS:
    void init()
    {
        shop_.emplace(DeskShop::WithEngine::no);
        QCOMPARE(shop_->problem(), QString());
        QCOMPARE(coded(desk().saveSettings(
                     {{QStringLiteral("payouts.max_single_fen"), QStringLiteral("1000000")},
                         {QStringLiteral("payouts.max_user_day_fen"), QStringLiteral("1000000")}},
                     by(QStringLiteral("mei")))),
            QString());
        desk().lock();
    }
    void cleanup() { shop_.reset(); }

    /// Everything that takes a proof, by each role, at the desk: it goes by the matrix and nothing else.
    void rolesAtTheDesk()
    {
        addEverybody();
        using Does = std::function<QString(const Desk::Authority&)>;
        using P = access::Permission;
        const base::UserId nobody(4711);
        const base::PayoutId none(4711);
        const std::tuple<const char*, P, Does> all[] = {
            {"approve", P::decideWithdrawal,
                [&](const auto& a) {
                    return coded(desk().approve({{none, {}}}, a));
                }},
            {"reject", P::decideWithdrawal,
                [&](const auto& a) { return coded(desk().reject({none}, u"no"_qs, a)); }},
            {"resolve", P::decideWithdrawal,
                [&](const auto& a) {
                    return coded(
                        desk().resolveWithdrawal(none, {payouts::Verdict::paid, u"p"_qs, u"r"_qs}, a));
                }},
            {"refund", P::refund,
                [&](const auto& a) { return coded(desk().refund(u"none"_qs, Money::fen(1), u"r"_qs, a)); }},
            {"resolve a refund", P::refund,
                [&](const auto& a) {
                    return coded(desk().resolveRefund(
                        u"R0"_qs, {payments::RefundVerdict::refunded, u"p"_qs, u"r"_qs}, a));
                }},
            {"withdraw a refund", P::refund,
                [&](const auto& a) { return coded(desk().withdrawRefund(u"R0"_qs, u"r"_qs, a)); }},
            {"answer a complaint", P::answerComplaint,
                [&](const auto& a) { return coded(desk().answerComplaint(u"C0"_qs, u"t"_qs, a, {})); }},
            {"credit", P::adjustWallet,
                [&](const auto& a) { return coded(desk().adjustWallet(nobody, Money::fen(1), u"r"_qs, a)); }},
            {"settings", P::changeSettings,
                [&](const auto& a) {
                    static int seconds = 20;
                    return coded(
                        desk().saveSettings({{u"payouts.grace_seconds"_qs, QString::number(++seconds)}}, a));
                }},
            {"secrets", P::changeSecrets,
                [&](const auto& a) {
                    return coded(desk().importSettings({{u"wechatpay.proxy_password"_qs, u"x"_qs}}, a));
                }},
            {"restore", P::recover, [&](const auto& a) { return coded(desk().restore(u"/none"_qs, a)); }},
            {"confirm", P::recover, [&](const auto& a) { return coded(desk().confirmRecovery(u"r"_qs, a)); }},
            {"people", P::manageOperators,
                [&](const auto& a) { return coded(desk().disableOperator(u"nobody"_qs, a)); }},
            {"oneself", P::ownAccount,
                [&](const auto& a) { return coded(desk().changePassword(a, "short")); }},
        };
        for (const Role role : access::kRoles) {
            for (const auto& [name, permission, does] : all) {
                const QString outcome = does(by(access::toText(role)));
                QVERIFY2((outcome == QLatin1String("not_permitted")) == !access::may(role, permission),
                    qPrintable(access::toText(role) + QLatin1Char(' ') + QLatin1String(name) +
                               QStringLiteral(": ") + outcome));
            }
        }
        // And by an unlocked session.
        QCOMPARE(coded(desk().refund(u"none"_qs, Money::fen(1), u"r"_qs, by(u"clerk"_qs))),
            QStringLiteral("not_permitted"));
        QCOMPARE(coded(desk().answerComplaint(u"C0"_qs, u"t"_qs, by(u"clerk"_qs), {})) ==
                     QLatin1String("not_permitted"),
            false);
        QCOMPARE(coded(desk().refund(u"none"_qs, Money::fen(1), u"r"_qs, session(u"clerk"_qs))),
            QStringLiteral("not_permitted"));
    }

    void aSessionEndsWithItsOperator_data()
    {
        QTest::addColumn<QString>("what");
        for (const char* what : {"disabled", "demoted", "reset", "recovered elsewhere"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void aSessionEndsWithItsOperator()
    {
        QFETCH(QString, what);
        addEverybody();
        const auto id = asked(100);
        QCOMPARE(approved(id, by(u"approver"_qs)), QString());
        QVERIFY(desk().unlockedUntilUtcMs() > 0);
        const auto other = asked(100);
        QCOMPARE(
            approved(other, session(u"owner"_qs)), QStringLiteral("locked_session")); // it is nobody else's
        QCOMPARE(approved(other, session(u"approver"_qs)), QString());
        const auto third = asked(100);
        QSignalSpy locked(&desk(), &Desk::lockChanged);
        change([&](Database& database) -> base::Status { // another program does it
            if (what == QLatin1String("disabled"))
                return access::disableOperator(database, u"approver"_qs, 1);
            if (what == QLatin1String("demoted"))
                return access::setRole(database, u"approver"_qs, Role::auditor);
            return access::resetPassword(database, u"approver"_qs, u"x"_qs);
        });
        QCOMPARE(approved(third, session(u"approver"_qs)), QStringLiteral("locked_session"));
        QCOMPARE(shop_->stateOf(third), State::requested);
        QCOMPARE(desk().unlockedUntilUtcMs(), 0);
        QVERIFY(QTest::qWaitFor([&] { return !locked.isEmpty(); }));
    }

    void aSessionEndsWithNobodyAsking()
    {
        addEverybody();
        QCOMPARE(approved(asked(100), by(u"approver"_qs)), QString());
        QSignalSpy locked(&desk(), &Desk::lockChanged);
        change([](Database& database) { return access::disableOperator(database, u"approver"_qs, 1); });
        QVERIFY(QTest::qWaitFor([&] { return desk().unlockedUntilUtcMs() == 0; }, 10'000));
        QCOMPARE(approved(asked(100), by(u"approver"_qs)), QStringLiteral("operator_disabled"));
    }

    void twoApprovers()
    {
        addEverybody();
        QCOMPARE(
            coded(desk().saveSettings({{u"payouts.two_approvers_from_fen"_qs, u"5000"_qs}}, by(u"mei"_qs))),
            QString());
        desk().lock();
        const auto id = asked(5'000);
        QCOMPARE(approved(id, by(u"approver"_qs)), QString());
        QCOMPARE(shop_->stateOf(id), State::requested);
        QCOMPARE(approved(id, session(u"approver"_qs)), QStringLiteral("same_approver"));
        QCOMPARE(approved(id, by(u"clerk"_qs)), QStringLiteral("not_permitted"));
        QCOMPARE(approved(id, by(u"owner"_qs)), QString());
        QCOMPARE(shop_->stateOf(id), State::approved);
        const auto row = DeskShop::wait(desk().payoutStories({id}))->front().row;
        QCOMPARE(row.approvals.given.size(), 2U);
        QCOMPARE(row.approvals.given.front().operatorName, QStringLiteral("approver"));
        // Whoever's desk was unlocked has asked for it.
        const auto user = shop_->userWith(QStringLiteral("oOwn"), 5'000);
        REQUIRE(user);
        const auto own = DeskShop::wait(desk().requestWithdrawal(*user, Money::fen(5'000)));
        REQUIRE(own);
        QCOMPARE(own->requestedBy, QStringLiteral("owner"));
        QCOMPARE(approved(own->id, session(u"owner"_qs)), QStringLiteral("own_request"));
    }

    void codesAtApproval()
    {
        addEverybody();
        QCOMPARE(coded(desk().saveSettings({{u"access.totp"_qs, u"approve"_qs}}, by(u"mei"_qs))),
            QStringLiteral("totp_not_enrolled"));
        const QByteArray secret = enrol(u"mei"_qs);
        QVERIFY(!secret.isEmpty());
        QCOMPARE(coded(desk().saveSettings({{u"access.totp"_qs, u"approve"_qs}}, by(u"mei"_qs))), QString());
        desk().lock();
        const auto id = asked(100);
        QCOMPARE(approved(id, by(u"approver"_qs)), QStringLiteral("totp_not_enrolled"));
        QCOMPARE(approved(id, by(u"mei"_qs)), QStringLiteral("totp_needed"));
        QCOMPARE(approved(id, by(u"mei"_qs, u"000000"_qs)) == QLatin1String("totp_wrong") ||
                     codeNow(secret) == QLatin1String("000000"),
            true);
        const QString now = codeNow(secret);
        QCOMPARE(approved(id, by(u"mei"_qs, now)), QString());
        QCOMPARE(approved(asked(100), session(u"mei"_qs)), QString()); // the session was opened with it
        desk().lock();
        const auto other = asked(100);
        QCOMPARE(approved(other, by(u"mei"_qs, now)), QStringLiteral("totp_used"));
        QCOMPARE(shop_->stateOf(other), State::requested);
        // What it is not asked for goes on, and opens a session that does not reach further.
        const auto user = shop_->userWith(QStringLiteral("oCredited"), 100);
        REQUIRE(user);
        QCOMPARE(coded(desk().adjustWallet(*user, Money::fen(1), u"r"_qs, by(u"mei"_qs))), QString());
        QCOMPARE(approved(other, session(u"mei"_qs)), QStringLiteral("totp_needed"));
        QCOMPARE(coded(desk().saveSettings({{u"access.totp"_qs, u"off"_qs}}, by(u"mei"_qs))),
            QStringLiteral("totp_needed"));
        QCOMPARE(coded(desk().removeTotp(u"mei"_qs, by(u"mei"_qs))), QStringLiteral("totp_needed"));
    }

    void codesAlways()
    {
        addEverybody();
        QVERIFY(!enrol(u"mei"_qs).isEmpty());
        change([](Database& database) {
            return access::setSetting(database, u"access.totp"_qs, u"always"_qs,
                {u"mei"_qs, access::Author::Right::operators, true}, 1);
        });
        QCOMPARE(coded(desk().answerComplaint(u"C0"_qs, u"t"_qs, by(u"clerk"_qs), {})),
            QStringLiteral("totp_not_enrolled"));
        QVERIFY(!enrol(u"clerk"_qs).isEmpty()); // which is all they can do
        QCOMPARE(coded(desk().answerComplaint(u"C0"_qs, u"t"_qs, by(u"clerk"_qs), {})),
            QStringLiteral("totp_needed"));
        QCOMPARE(
            coded(desk().changePassword(by(u"clerk"_qs), "another password")), QStringLiteral("totp_needed"));
    }

    /// The password alone forgives no wrong codes: whoever knows it cannot go on guessing.
    void wrongCodesAreCountedByThemselves()
    {
        const QByteArray secret = enrol(u"mei"_qs);
        QCOMPARE(coded(desk().saveSettings({{u"access.totp"_qs, u"approve"_qs}}, by(u"mei"_qs))), QString());
        const auto id = asked(100);
        const QString right = codeNow(secret);
        const QString wrong =
            right == QLatin1String("000000") ? QStringLiteral("000009") : QStringLiteral("000000");
        const auto user = shop_->userWith(QStringLiteral("oCredited"), 100);
        REQUIRE(user);
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(approved(id, by(u"mei"_qs, wrong)), QStringLiteral("totp_wrong"));
            if (i < 4) // a right password in between
                QCOMPARE(coded(desk().adjustWallet(*user, Money::fen(1), u"r"_qs, by(u"mei"_qs))), QString());
        }
        QCOMPARE(approved(id, by(u"mei"_qs, codeNow(secret))), QStringLiteral("operator_waits"));
        QCOMPARE(shop_->stateOf(id), State::requested);
    }

    void aRecoverySheetAtTheDesk()
    {
        const auto sheet = DeskShop::wait(desk().newRecoverySheet(by(u"mei"_qs)));
        REQUIRE(sheet);
        QVERIFY(desk().unlockedUntilUtcMs() > 0);
        const QByteArray fresh("a fresh password");
        QCOMPARE(coded(desk().recoverBySheet(u"mei"_qs, *sheet, "short")), QStringLiteral("weak_password"));
        const auto next = DeskShop::wait(desk().recoverBySheet(u"mei"_qs, *sheet, fresh));
        REQUIRE(next);
        QVERIFY(*next != *sheet);
        QCOMPARE(desk().unlockedUntilUtcMs(), 0);
        const auto told =
            shop_->books().readers().read<QStringList>([](Database& database) -> base::Result<QStringList> {
                ZF_ASSIGN(auto rows,
                    database.query("SELECT action, role, face, input FROM audit ORDER BY id DESC LIMIT 1"));
                return rows.next() ? QStringList{rows.text(0), rows.text(1), rows.text(2), rows.text(3)}
                                   : QStringList();
            });
        REQUIRE(told);
        QCOMPARE(told->first(3), (QStringList{u"operator.recovered"_qs, u"owner"_qs, u"window"_qs}));
        QVERIFY(!told->last().contains(QLatin1String("a fresh password")));
        QCOMPARE(coded(desk().recoverBySheet(u"mei"_qs, *sheet, fresh)), QStringLiteral("wrong_sheet"));
        QCOMPARE(approved(asked(100), by(u"mei"_qs)), QStringLiteral("wrong_password"));
        QCOMPARE(approved(asked(100), {u"mei"_qs, fresh}), QString());
    }

    /// Bytes that nobody could type anywhere else would keep their owner out.
    void aPasswordIsText()
    {
        QCOMPARE(coded(desk().addOperator(
                     u"kim"_qs, Role::clerk, QByteArray("\xb0\xa1\xb0\xa1\xb0\xa1\xb0\xa1"), by(u"mei"_qs))),
            QStringLiteral("password_not_text"));
        QCOMPARE(coded(desk().addOperator(u"kim"_qs, Role::clerk, u"账房账房"_qs.toUtf8(), by(u"mei"_qs))),
            QString());
    }

    void sheetsAreTriedSlowly()
    {
        crypto::SystemRandom random;
        QStringList codes;
        for (int i = 0; i < 6; ++i)
            codes << coded(desk().recoverBySheet(
                u"mei"_qs, access::newSheetCode(random).toLatin1(), "a fresh password"));
        QCOMPARE(codes.count(QStringLiteral("wrong_sheet")), 5);
        QCOMPARE(codes.last(), QStringLiteral("operator_waits"));
    }

    /// Two programs enrol somebody at the same moment: both seal with the one key, or one's enrolments are
    /// lost.
    void theKeyOfOneTimeCodesIsMadeOnce()
    {
        struct Ring {
            std::mutex inUse;
            QMap<QString, QByteArray> secrets;
            std::function<void()> beforeWrite; ///< once
        };
        class Shared final : public access::SecretStore
        {
        public:
            explicit Shared(Ring& ring) : ring_(ring) {}
            base::Result<crypto::Secret> read(const QString& name) override
            {
                const std::lock_guard lock(ring_.inUse);
                if (!ring_.secrets.contains(name))
                    return base::notFound("no_such_secret", name);
                return crypto::Secret(ring_.secrets.value(name));
            }
            base::Status write(const QString& name, const QByteArray& value) override
            {
                if (const auto before = std::exchange(ring_.beforeWrite, {}))
                    before();
                const std::lock_guard lock(ring_.inUse);
                ring_.secrets.insert(name, QByteArray(value.constData(), value.size()));
                return {};
            }

        private:
            Ring& ring_;
        };
        Ring ring;
        const QString path = shop_->books().path();
        const auto one = backend::ShopFolder::open(path, std::make_unique<Shared>(ring));
        const auto other = backend::ShopFolder::open(path, std::make_unique<Shared>(ring));
        REQUIRE(one);
        REQUIRE(other);
        const auto make = [](backend::ShopFolder& folder) {
            const auto key = backend::totpKey(folder, backend::KeyWish::make);
            return key ? key->bytes() : key.error().code.toUtf8();
        };
        std::future<QByteArray> second;
        ring.beforeWrite = [&] {
            second = std::async(std::launch::async, [&] { return make(**other); });
            // Long enough for one that does not wait for its turn.
            static_cast<void>(second.wait_for(std::chrono::milliseconds(300)));
        };
        const QByteArray first = make(**one);
        QCOMPARE(first.size(), access::kTotpKeyBytes);
        QVERIFY(second.valid());
        QCOMPARE(second.get(), first);
        QCOMPARE(make(**other), first);
    }
};

ZHANGFANG_TEST(PeopleTest)
#include "people_test.moc"
