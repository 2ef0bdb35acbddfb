#include "access/recovery_sheet.h"
#include "access/totp.h"
#include "backend/shop_office.h"
#include "errands/errand.h"
#include "harness/authenticator.h"
#include "harness/decisions.h"
#include "harness/desk_shop.h"
#include "harness/run.h"
#include "people/commands.h"
#include "recovery/standing.h"
#include "reports/audit_log.h"
#include "reports/proof.h"
#include "shop/commands.h"
#include "shop/tasks.h"

#include <QFile>
#include <QJsonArray>

using namespace zhangfang;
using access::Actor;
using base::Money;
using base::PayoutId;
using base::Result;
using harness::DeskShop;

namespace
{

/// What a command is given, in a shop that has been brought to where it can be done; and another input that
/// could be meant by a mistake.
struct Scenario {
    QJsonObject input;
    QJsonObject other;
};

template <class C> Scenario scenario(const C& command, const C& other)
{
    return {C::shape().write(command), C::shape().write(other)};
}

} // namespace

/// Every command that needs nobody's answer, done for real: once, under its key, and in the audit log.
class OfficeOnceTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<DeskShop> shop_;
    std::unique_ptr<backend::ShopOffice> office_;
    const Actor owner_ = harness::ownerNamed(QStringLiteral("mei"));
    int serial_ = 0;

    using Prepare = std::function<Result<Scenario>(OfficeOnceTest&)>;
    [[nodiscard]] QString fresh(const char* prefix)
    {
        return QString::fromLatin1(prefix) + QString::number(++serial_);
    }
    [[nodiscard]] Result<base::UserId> user(qint64 fen = 10'000)
    {
        return shop_->userWith(fresh("oOnce_"), fen);
    }
    [[nodiscard]] Result<PayoutId> requested()
    {
        ZF_ASSIGN(const base::UserId who, user());
        return office_->withdrawal(owner_, payouts::RequestWithdrawal{who, Money::fen(2'000), {}}, {})
            .map([](const payouts::Payout& payout) { return payout.id; });
    }
    [[nodiscard]] Result<PayoutId> approved()
    {
        ZF_ASSIGN(const PayoutId id, requested());
        ZF_TRY(office_->withdrawal(owner_, payouts::ApproveWithdrawal::of(id), {}));
        return id;
    }
    [[nodiscard]] Result<PayoutId> unclear()
    {
        ZF_ASSIGN(const PayoutId id, approved());
        return shop_->books().writer().runNow<PayoutId>([&](storage::Database& database) -> Result<PayoutId> {
            using payouts::Event;
            for (const Event event : {Event::dispatchStored, Event::answerLost}) {
                ZF_ASSIGN(const payouts::Payout now, payouts::findPayout(database, id));
                ZF_TRY(payouts::apply(database, now, event, {QStringLiteral("system"), {}, {}, {}, {}}, 1));
            }
            return id;
        });
    }
    [[nodiscard]] Result<QString> order()
    {
        payments::NewOrder wanted;
        wanted.amount = Money::fen(1'000);
        wanted.description = QStringLiteral("tea");
        wanted.channel = QStringLiteral("native");
        return office_->order(owner_, payments::CreateOrder{wanted}).map([](const shop::Order& made) {
            return made.number.toString();
        });
    }
    [[nodiscard]] Result<QString> paidOrder()
    {
        ZF_ASSIGN(const QString number, order());
        if (!shop_->control("pay", {{QStringLiteral("out_trade_no"), number}}))
            return base::unavailable("practice", QStringLiteral("the order was not paid"));
        ZF_TRY(DeskShop::wait(shop_->desk().syncOrder(number)));
        return number;
    }
    [[nodiscard]] Result<QString> refund()
    {
        ZF_ASSIGN(const QString number, paidOrder());
        return office_
            ->refund(
                owner_, payments::RefundOrder{number, Money::fen(300), QStringLiteral("cold"), {}, {}}, {})
            .map([](const payments::RefundRow& made) { return made.number.toString(); });
    }
    [[nodiscard]] Result<QString> unclearRefund()
    {
        ZF_ASSIGN(const QString number, refund());
        return shop_->books().writer().runNow<QString>([&](storage::Database& database) -> Result<QString> {
            using payments::RefundEvent;
            for (const RefundEvent event : {RefundEvent::dispatchStored, RefundEvent::answerLost}) {
                ZF_ASSIGN(const auto now, payments::findRefund(database, number));
                ZF_TRY(payments::apply(database, *now, event, {QStringLiteral("system"), {}, {}, {}}, 1));
            }
            return number;
        });
    }

    [[nodiscard]] base::Status write(const std::function<base::Status(storage::Database&)>& step)
    {
        return shop_->books()
            .writer()
            .runNow<int>([&](storage::Database& database) -> Result<int> {
                ZF_TRY(step(database));
                return 0;
            })
            .map([](int) {});
    }
    /// A clerk, by name.
    [[nodiscard]] Result<QString> somebody()
    {
        const QString name = fresh("clerk");
        ZF_TRY(write([&](storage::Database& database) {
            return access::addOperator(database, name, access::Role::clerk, QStringLiteral("x"), 1);
        }));
        return name;
    }
    /// The owner has no one-time codes, whatever was done before.
    [[nodiscard]] base::Status withoutCodes()
    {
        return write([](storage::Database& database) -> base::Status {
            ZF_ASSIGN(const access::Operator own, access::findOperator(database, QStringLiteral("mei")));
            if (own.totp == access::Enrolment::none)
                return {};
            return access::removeTotp(database, own);
        });
    }
    [[nodiscard]] static std::map<QString, Prepare> aboutPeople()
    {
        using Self = OfficeOnceTest;
        const QString mei = QStringLiteral("mei");
        const QString other = QStringLiteral("somebody else");
        const QString word = QStringLiteral("a word of theirs");
        const QString own = QString::fromLatin1(DeskShop::kPassword);
        return {
            {QStringLiteral("operator.add"),
                [word](Self& in) -> Result<Scenario> {
                    const QString name = in.fresh("new");
                    return scenario(people::AddOperator{name, QStringLiteral("clerk"), word},
                        people::AddOperator{name, QStringLiteral("owner"), word});
                }},
            {QStringLiteral("operator.disable"),
                [other](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const QString name, in.somebody());
                    return scenario(people::DisableOperator{name}, people::DisableOperator{other});
                }},
            {QStringLiteral("operator.enable"),
                [other](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const QString name, in.somebody());
                    ZF_TRY(in.write([&](storage::Database& database) {
                        return access::disableOperator(database, name, 1);
                    }));
                    return scenario(people::EnableOperator{name}, people::EnableOperator{other});
                }},
            {QStringLiteral("operator.set_role"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const QString name, in.somebody());
                    return scenario(people::SetRole{name, QStringLiteral("approver")},
                        people::SetRole{name, QStringLiteral("auditor")});
                }},
            {QStringLiteral("operator.reset_password"),
                [word, other](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const QString name, in.somebody());
                    return scenario(people::ResetPassword{name, word}, people::ResetPassword{other, word});
                }},
            {QStringLiteral("operator.remove_totp"),
                [other](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const QString name, in.somebody());
                    ZF_TRY(in.write([&](storage::Database& database) -> base::Status {
                        ZF_ASSIGN(const access::Operator who, access::findOperator(database, name));
                        ZF_TRY(access::beginTotp(database, who, QByteArray(access::kTotpKeyBytes, 'k'),
                            QStringLiteral("Tea"), in.shop_->books().random(), 1));
                        return {};
                    }));
                    return scenario(people::RemoveTotp{name}, people::RemoveTotp{other});
                }},
            {QStringLiteral("account.change_password"),
                [mei, other, own](Self&) -> Result<Scenario> {
                    return scenario(people::ChangePassword{mei, own}, people::ChangePassword{other, own});
                }},
            {QStringLiteral("account.enrol_totp"),
                [mei, other](Self& in) -> Result<Scenario> {
                    ZF_TRY(in.withoutCodes());
                    return scenario(people::EnrolTotp{mei}, people::EnrolTotp{other});
                }},
            {QStringLiteral("account.confirm_totp"),
                [mei, other](Self& in) -> Result<Scenario> {
                    ZF_TRY(in.withoutCodes());
                    ZF_ASSIGN(
                        const QJsonObject told, in.office_->door().run(in.owner_, people::EnrolTotp{mei}));
                    ZF_ASSIGN(const QByteArray code,
                        access::totpCode(
                            harness::authenticatorSecret(told.value(QLatin1String("secret")).toString()),
                            in.shop_->books().clock().nowUtcMs()));
                    const QString first = QString::fromLatin1(code);
                    return scenario(people::ConfirmTotp{mei, first}, people::ConfirmTotp{other, first});
                }},
            {QStringLiteral("account.remove_totp"),
                [mei, other](Self& in) -> Result<Scenario> {
                    ZF_TRY(in.withoutCodes());
                    ZF_TRY(in.office_->door().run(in.owner_, people::EnrolTotp{mei}));
                    return scenario(people::RemoveOwnTotp{mei}, people::RemoveOwnTotp{other});
                }},
            {QStringLiteral("account.make_sheet"),
                [mei, other](Self& in) -> Result<Scenario> {
                    ZF_TRY(in.withoutCodes());
                    return scenario(people::MakeSheet{mei}, people::MakeSheet{other});
                }},
            {QStringLiteral("account.recover"),
                [mei, other, own](Self& in) -> Result<Scenario> {
                    ZF_TRY(in.withoutCodes());
                    ZF_ASSIGN(
                        const QJsonObject made, in.office_->door().run(in.owner_, people::MakeSheet{mei}));
                    const QString sheet = made.value(QLatin1String("sheet")).toString();
                    return scenario(people::Recover{mei, sheet, own}, people::Recover{other, sheet, own});
                }},
        };
    }
    /// What asks WeChat Pay, where the answer changes something.
    [[nodiscard]] static std::map<QString, Prepare> questions()
    {
        using Self = OfficeOnceTest;
        return {
            {QStringLiteral("order.sync"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const QString number, in.order());
                    if (!in.shop_->control("pay", {{QStringLiteral("out_trade_no"), number}}))
                        return base::unavailable("practice", QStringLiteral("the order was not paid"));
                    return scenario(payments::SyncOrder{number}, payments::SyncOrder{number + u'X'});
                }},
            {QStringLiteral("order.link"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const QString number, in.order());
                    ZF_TRY(in.write([&](storage::Database& database) {
                        return database
                            .execute("UPDATE orders SET link_made_at = 1 WHERE out_trade_no = :number",
                                {{":number", number}})
                            .map([](qint64) {});
                    }));
                    return scenario(payments::LinkOrder{number}, payments::LinkOrder{number + u'X'});
                }},
            {QStringLiteral("refund.sync"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const QString number, in.refund());
                    ZF_TRY(in.write([&](storage::Database& database) -> base::Status {
                        ZF_ASSIGN(const auto stopped, payments::findRefund(database, number));
                        return errands::block(database, stopped->errand, QStringLiteral("not_taken"));
                    }));
                    return scenario(payments::SyncRefund{number}, payments::SyncRefund{number + u'X'});
                }},
            {QStringLiteral("withdrawal.sync"),
                [](Self& in) -> Result<Scenario> {
                    ZF_TRY(in.shop_->set("payouts.grace_seconds", QStringLiteral("0")));
                    ZF_ASSIGN(const PayoutId id, in.approved());
                    ZF_TRY(in.write([&](storage::Database& database) -> base::Status {
                        ZF_ASSIGN(const payouts::Payout stopped, payouts::findPayout(database, id));
                        return errands::block(database, stopped.errand, QStringLiteral("not_taken"));
                    }));
                    return scenario(
                        payouts::SyncWithdrawal{id}, payouts::SyncWithdrawal{PayoutId(id.value() + 1)});
                }},
        };
    }

    [[nodiscard]] static const std::map<QString, Prepare>& scenarios()
    {
        static const std::map<QString, Prepare> kAll = [] {
            std::map<QString, Prepare> all = aboutMoney();
            all.merge(aboutPeople());
            all.merge(questions());
            return all;
        }();
        return kAll;
    }
    [[nodiscard]] static std::map<QString, Prepare> aboutMoney()
    {
        using Self = OfficeOnceTest;
        return {
            {QStringLiteral("user.add"),
                [](Self& in) -> Result<Scenario> {
                    shop::AddUser wanted{in.fresh("oAdded_"), {}, {}, {}};
                    shop::AddUser other{in.fresh("oAdded_"), {}, {}, {}};
                    return scenario(wanted, other);
                }},
            {QStringLiteral("user.link"),
                [](Self& in) -> Result<Scenario> {
                    ZF_TRY(in.shop_->set("wechatpay.appids", QStringLiteral("wx9999999999999999")));
                    ZF_ASSIGN(const auto who, in.user());
                    const QString app = QStringLiteral("wx9999999999999999");
                    return scenario(shop::LinkUser{who, app, in.fresh("oOther_")},
                        shop::LinkUser{who, app, in.fresh("oOther_")});
                }},
            {QStringLiteral("user.rename"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const auto who, in.user());
                    return scenario(shop::RenameUser{who, QStringLiteral("王晓明")},
                        shop::RenameUser{who, QStringLiteral("陈思远")});
                }},
            {QStringLiteral("wallet.adjust"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const auto who, in.user());
                    return scenario(shop::AdjustWallet{who, Money::fen(-70), QStringLiteral("spilt")},
                        shop::AdjustWallet{who, Money::fen(70), QStringLiteral("spilt")});
                }},
            {QStringLiteral("ledger.move"),
                [](Self&) -> Result<Scenario> {
                    shop::MoveMoney wanted{QStringLiteral("equity:owner"),
                        QStringLiteral("assets:wechat:basic"), Money::fen(500), QStringLiteral("brought in")};
                    shop::MoveMoney other = wanted;
                    other.amount = Money::fen(501);
                    return scenario(wanted, other);
                }},
            {QStringLiteral("task.done"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const qint64 id,
                        in.shop_->books().writer().runNow<qint64>(
                            [](storage::Database& database) -> Result<qint64> {
                                ZF_TRY(shop::raiseTask(database, QStringLiteral("order:X"),
                                    QStringLiteral("refund_balance_gone"), QStringLiteral("gone"), 1));
                                ZF_ASSIGN(auto rows,
                                    database.query("SELECT MAX(id) FROM tasks WHERE resolved_at IS NULL"));
                                return rows.next() ? rows.number(0) : 0;
                            }));
                    return scenario(shop::TaskDone{id}, shop::TaskDone{id + 1});
                }},
            {QStringLiteral("settings.change"),
                [](Self&) -> Result<Scenario> {
                    const QString key = QStringLiteral("payouts.max_single_fen");
                    return scenario(backend::ChangeSettings{{{key, QStringLiteral("70000")}}, {}},
                        backend::ChangeSettings{{{key, QStringLiteral("80000")}}, {}});
                }},
            {QStringLiteral("withdrawal.request"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const auto who, in.user());
                    return scenario(payouts::RequestWithdrawal{who, Money::fen(900), {}},
                        payouts::RequestWithdrawal{who, Money::fen(901), {}});
                }},
            {QStringLiteral("withdrawal.approve"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const PayoutId id, in.requested());
                    ZF_ASSIGN(const PayoutId other, in.requested());
                    return scenario(
                        payouts::ApproveWithdrawal::of(id), payouts::ApproveWithdrawal::of(other));
                }},
            {QStringLiteral("withdrawal.take_back"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const PayoutId id, in.approved());
                    return scenario(payouts::TakeBackWithdrawal{id},
                        payouts::TakeBackWithdrawal{PayoutId(id.value() + 1)});
                }},
            {QStringLiteral("withdrawal.reject"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const PayoutId id, in.requested());
                    return scenario(payouts::RejectWithdrawal{id, QStringLiteral("no")},
                        payouts::RejectWithdrawal{id, QStringLiteral("not now")});
                }},
            {QStringLiteral("withdrawal.cancel"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const PayoutId id, in.requested());
                    return scenario(payouts::CancelWithdrawal{id, {}},
                        payouts::CancelWithdrawal{id, QStringLiteral("changed my mind")});
                }},
            {QStringLiteral("withdrawal.resolve"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const PayoutId id, in.unclear());
                    payouts::ResolveWithdrawal wanted{id, QStringLiteral("not-paid"),
                        QStringLiteral("bill of today"), QStringLiteral("not in it")};
                    payouts::ResolveWithdrawal other = wanted;
                    other.as = QStringLiteral("paid");
                    return scenario(wanted, other);
                }},
            {QStringLiteral("order.create"),
                [](Self&) -> Result<Scenario> {
                    payments::NewOrder wanted;
                    wanted.amount = Money::fen(700);
                    wanted.description = QStringLiteral("oolong");
                    wanted.channel = QStringLiteral("native");
                    payments::NewOrder other = wanted;
                    other.amount = Money::fen(701);
                    return scenario(payments::CreateOrder{wanted}, payments::CreateOrder{other});
                }},
            {QStringLiteral("order.close"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const QString number, in.order());
                    return scenario(payments::CloseOrder{number}, payments::CloseOrder{number + u'X'});
                }},
            {QStringLiteral("order.move_on"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const QString number, in.paidOrder());
                    return scenario(shop::MoveOrderOn{number, QStringLiteral("fulfilled"), {}},
                        shop::MoveOrderOn{number, QStringLiteral("cancelled"), {}});
                }},
            {QStringLiteral("order.refund"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const QString number, in.paidOrder());
                    payments::RefundOrder wanted{number, Money::fen(200), QStringLiteral("cold"), {}, {}};
                    payments::RefundOrder other = wanted;
                    other.amount = Money::fen(300);
                    return scenario(wanted, other);
                }},
            {QStringLiteral("refund.withdraw"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const QString number, in.refund());
                    return scenario(payments::WithdrawRefund{number, QStringLiteral("no more")},
                        payments::WithdrawRefund{number, QStringLiteral("never")});
                }},
            {QStringLiteral("refund.resolve"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const QString number, in.unclearRefund());
                    payments::ResolveRefund wanted{number, QStringLiteral("not-refunded"),
                        QStringLiteral("bill of today"), QStringLiteral("not in it")};
                    payments::ResolveRefund other = wanted;
                    other.as = QStringLiteral("refunded");
                    return scenario(wanted, other);
                }},
            {QStringLiteral("refund.adopt"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const QString number, in.paidOrder());
                    return scenario(payments::AdoptRefund{number, QStringLiteral("ELSEWHERE1")},
                        payments::AdoptRefund{number, QStringLiteral("ELSEWHERE2")});
                }},
            {QStringLiteral("refund.all_known"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const QString number, in.paidOrder());
                    ZF_TRY(in.office_->door().run(
                        in.owner_, payments::AdoptRefund{number, QStringLiteral("ELSEWHERE3")}));
                    return scenario(payments::RefundsAreKnown{number, QStringLiteral("a slip")},
                        payments::RefundsAreKnown{number, QStringLiteral("none")});
                }},
            {QStringLiteral("consent.ask"),
                [](Self& in) -> Result<Scenario> {
                    ZF_ASSIGN(const auto who, in.user());
                    return scenario(
                        backend::AskConsent{who}, backend::AskConsent{base::UserId(who.value() + 1)});
                }},
            {QStringLiteral("recovery.confirm"),
                [](Self& in) -> Result<Scenario> {
                    ZF_TRY(in.shop_->books().writer().runNow<int>(
                        [&](storage::Database& database) -> Result<int> {
                            ZF_TRY(recovery::begin(database,
                                {"restored", QStringLiteral("a copy"), QStringLiteral("mei")},
                                in.shop_->books().random(), in.shop_->books().clock().nowUtcMs()));
                            return 0;
                        }));
                    return scenario(backend::ConfirmRecovery{QStringLiteral("no network"), true},
                        backend::ConfirmRecovery{QStringLiteral("never mind"), true});
                }},
        };
    }
    /// What needs more of WeChat Pay than this shop asks for, and the test that has it.
    [[nodiscard]] static const std::map<QString, QString>& elsewhere()
    {
        static const std::map<QString, QString> kAll{
            {QStringLiteral("refund.redirect"), QStringLiteral("system/unclear_test.cpp:refund-redirect")},
            {QStringLiteral("quarantine.replay"), QStringLiteral("system/once_test.cpp:quarantine replay")},
            {QStringLiteral("complaint.reply"), QStringLiteral("gui/unclear_test.cpp:omplaint")},
            {QStringLiteral("complaint.complete"), QStringLiteral("gui/unclear_test.cpp:omplaint")},
            {QStringLiteral("consent.end"), QStringLiteral("backend/generations_test.cpp:endConsent")},
        };
        return kAll;
    }
    [[nodiscard]] qint64 entries()
    {
        const auto count =
            shop_->books().readers().read<qint64>([](storage::Database& database) -> Result<qint64> {
                ZF_ASSIGN(auto rows, database.query("SELECT COUNT(*) FROM audit"));
                return rows.next() ? rows.number(0) : -1;
            });
        return count.value_or(-1);
    }
    /// All that is written down of what was done.
    [[nodiscard]] QString written()
    {
        const auto all =
            shop_->books().readers().read<QString>([](storage::Database& database) -> Result<QString> {
                ZF_ASSIGN(auto rows, database.query("SELECT action || detail || input || changed FROM audit "
                                                    "UNION ALL SELECT answer FROM acts"));
                QString text;
                while (rows.next())
                    text += rows.text(0) + u'\n';
                return text;
            });
        return all.value_or(QString());
    }
    /// What has to be in none of it: what was given in secret, and what was handed out.
    [[nodiscard]] static QStringList secretsOf(
        const office::Command& command, const QJsonObject& input, const QJsonObject& answer)
    {
        QStringList all;
        for (const office::Field& field : command.fields) {
            const QString given = input.value(QLatin1String(field.name)).toString();
            if (field.type == office::FieldType::secret && !given.isEmpty())
                all << given;
        }
        for (auto one = answer.begin(); command.handsOut && one != answer.end(); ++one) {
            if (one.key() == QLatin1String("operator"))
                continue;
            for (const auto& code : one.value().toArray())
                all << code.toString();
            if (one.value().isString())
                all << one.value().toString();
        }
        for (QString& secret : all) // a sheet is lines of no secret around one
            secret = access::codeOnSheet(secret.toUtf8()).value_or(secret);
        return all;
    }

private Q_SLOTS:
    void initTestCase()
    {
        shop_ = std::make_unique<DeskShop>(DeskShop::WithEngine::no);
        QVERIFY2(shop_->problem().isEmpty(), qPrintable(shop_->problem()));
        office_ = std::make_unique<backend::ShopOffice>(shop_->books());
        // Nobody listens there: what WeChat would tell is asked for.
        REQUIRE(shop_->set("wechatpay.notify_url", QStringLiteral("http://127.0.0.1:9/notify")));
    }

    /// The report: a command that no test applies is named here.
    void everyCommandIsAppliedByATest()
    {
        QStringList missing;
        for (const auto& [name, command] : office_->door().catalogue().commands()) {
            if (scenarios().contains(name))
                continue;
            const auto place = elsewhere().find(name);
            if (place == elsewhere().end()) {
                missing << name;
                continue;
            }
            QFile test(QStringLiteral(ZHANGFANG_TEST_DATA "/../") + place->second.section(u':', 0, 0));
            QVERIFY2(test.open(QIODevice::ReadOnly), qPrintable(place->second));
            if (!test.readAll().contains(place->second.section(u':', 1).toUtf8()))
                missing << name + QStringLiteral(" (not in ") + place->second + u')';
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1String(", "))));
        for (const auto& [name, prepare] : scenarios())
            QVERIFY2(office_->door().catalogue().find(name), qPrintable(name));
    }

    void theSameKeyIsTheSameAct_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto& [name, prepare] : scenarios())
            QTest::newRow(qPrintable(name)) << name;
    }
    void theSameKeyIsTheSameAct()
    {
        QFETCH(QString, name);
        const auto prepared = scenarios().at(name)(*this);
        REQUIRE(prepared);
        const QString key = fresh("key-");
        const qint64 before = entries();
        const auto first = office_->door().run(owner_, name, prepared->input, key);
        REQUIRE(first);
        const qint64 after = entries();
        QVERIFY2(after > before, "it is not in the audit log");
        const auto again = office_->door().run(owner_, name, prepared->input, key);
        const office::Command& command = *office_->door().catalogue().find(name);
        if (command.handsOut) { // what is kept nowhere cannot be answered again
            QVERIFY(!again);
            QCOMPARE(again.error().code, QStringLiteral("shown_once"));
        } else {
            REQUIRE(again);
            QCOMPARE(*again, *first);
        }
        QCOMPARE(entries(), after);
        const QString all = written();
        for (const QString& secret : secretsOf(command, prepared->input, *first))
            QVERIFY2(!secret.isEmpty() && !all.contains(secret.size() < 8 ? u'"' + secret + u'"' : secret),
                "a secret is written down"); // six digits stand in many numbers
        const auto other = office_->door().run(owner_, name, prepared->other, key);
        QVERIFY(!other);
        QCOMPARE(other.error().code, QStringLiteral("key_reused"));
        QCOMPARE(entries(), after);
        const auto latest = shop_->books().readers().read<QStringList>(
            [](storage::Database& database) -> Result<QStringList> {
                ZF_ASSIGN(auto rows,
                    database.query("SELECT actor, role, face, input FROM audit ORDER BY id DESC LIMIT 1"));
                return rows.next() ? QStringList{rows.text(0), rows.text(1), rows.text(2), rows.text(3)}
                                   : QStringList();
            });
        REQUIRE(latest);
        QCOMPARE(latest->value(0), QStringLiteral("mei"));
        if (name.startsWith(QLatin1String("operator.")) || name.startsWith(QLatin1String("account."))) {
            QCOMPARE(latest->value(1), QStringLiteral("owner"));
            QCOMPARE(latest->value(2), QStringLiteral("test"));
            QVERIFY(latest->value(3).contains(QLatin1String("\"name\"")));
        }
    }

    /// Asking without hearing anything new is no entry, however often a program does so by itself.
    void whatChangesNothingIsNotWrittenDown()
    {
        const auto number = order();
        REQUIRE(number);
        const auto clerk = somebody();
        REQUIRE(clerk);
        const qint64 before = entries();
        for (int i = 0; i < 2; ++i) {
            REQUIRE(office_->door().run(owner_, payments::SyncOrder{*number}));
            REQUIRE(office_->door().run(owner_, payments::LinkOrder{*number}));
            REQUIRE(office_->door().run(owner_, people::EnableOperator{*clerk}));
        }
        QCOMPARE(entries(), before);
    }

    /// What is undone with the rest of a refused act is not that a code was wrong.
    void aWrongCodeStaysCounted()
    {
        const QString mei = QStringLiteral("mei");
        REQUIRE(withoutCodes());
        REQUIRE(office_->door().run(owner_, people::EnrolTotp{mei}));
        const qint64 before = entries();
        QStringList codes;
        for (int i = 0; i < 6; ++i) {
            const auto done = office_->door().run(
                owner_, people::ConfirmTotp{mei, QStringLiteral("no code")}, QStringLiteral("same-key"));
            codes << (done ? QStringLiteral("done") : done.error().code);
        }
        QCOMPARE(codes.count(QStringLiteral("totp_wrong")), 5);
        QCOMPARE(codes.last(), QStringLiteral("operator_waits"));
        QCOMPARE(entries(), before);
        REQUIRE(withoutCodes());
    }

    /// One's own account is nobody else's, not even an owner's.
    void oneselfIsNobodyElse()
    {
        const auto clerk = somebody();
        REQUIRE(clerk);
        const qint64 before = entries();
        const QString word = QStringLiteral("a word of theirs");
        const auto refusal = [&](const auto& command) {
            const auto done = office_->door().run(owner_, command);
            return done ? QStringLiteral("done") : done.error().code;
        };
        const QString notYourself = QStringLiteral("not_yourself");
        QCOMPARE(refusal(people::ChangePassword{*clerk, word}), notYourself);
        QCOMPARE(refusal(people::EnrolTotp{*clerk}), notYourself);
        QCOMPARE(refusal(people::ConfirmTotp{*clerk, QStringLiteral("000000")}), notYourself);
        QCOMPARE(refusal(people::RemoveOwnTotp{*clerk}), notYourself);
        QCOMPARE(refusal(people::MakeSheet{*clerk}), notYourself);
        QCOMPARE(entries(), before);
    }

    void afterwardsTheBooksAddUp()
    {
        const auto proof = shop_->books().readers().read<ledger::Proof>(
            [](storage::Database& database) { return reports::prove(database); });
        REQUIRE(proof);
        QVERIFY2(proof->ok(), qPrintable(proof->firstDifference));
    }
};

ZHANGFANG_TEST(OfficeOnceTest)
#include "once_test.moc"
