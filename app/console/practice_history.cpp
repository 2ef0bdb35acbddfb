#include "console/practice_history.h"

#include "base/calendar.h"
#include "payments/payments.h"
#include "payouts/balances.h"
#include "payouts/commands.h"
#include "shop/orders.h"
#include "shop/users.h"

#include <random>

namespace zhangfang::console
{
namespace
{

using base::Money;
using base::PayoutId;
using base::UserId;
using storage::Database;

constexpr int kDays = 30;
constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kOpensAt = 9; ///< hours after midnight
constexpr qint64 kOpenHours = 13;

struct Person {
    const char* openid;
    const char* name;
    const char* device;
    int joinedDaysAgo;
};
constexpr Person kPeople[] = {{"oPractice_ouyang", "欧阳娜娜·古力娜扎尔", "", 30},
    {"oPractice_wang", "王晓明", "", 30}, {"oPractice_chen", "陈思远", "device-7f3a", 28},
    {"oPractice_lin", "林小雨", "device-7f3a", 26}, {"oPractice_zhao", "赵一鸣", "", 25},
    {"oPractice_mueller", "Zoë Müller", "", 24}, {"oPractice_liu", "刘洋", "", 20},
    {"oPractice_sun", "孙悦", "", 16}, {"oPractice_wu", "", "", 12}, {"oPractice_xu", "徐静", "", 6},
    {"oPractice_he", "何田", "", 3}, {"oPractice_guo", "", "", 1}};

class History
{
public:
    explicit History(backend::ShopFolder& shop)
        : shop_(shop), now_(shop.clock().nowUtcMs()), clock_(now_),
          office_(shop.writer(), clock_, catalogue_), chance_(20'261'124)
    {
        payouts::offerCommands(catalogue_, {shop.random()});
    }

    Status book()
    {
        const QDate today = base::businessDay(now_);
        for (int ago = kDays; ago >= 0; --ago) {
            const QDate day = today.addDays(-ago);
            for (const Person& person : kPeople) {
                if (person.joinedDaysAgo == ago)
                    ZF_TRY(join(person, base::startOfDayUtcMs(day)));
            }
            ZF_TRY(trade(day));
        }
        return queue();
    }

private:
    qint64 upTo(qint64 most) { return std::uniform_int_distribution<qint64>(0, most)(chance_); }

    template <class T> Result<T> write(std::function<Result<T>(Database&)> command)
    {
        return shop_.writer().runNow<T>(std::move(command));
    }

    Status join(const Person& person, qint64 at)
    {
        ZF_ASSIGN(const shop::User user, write<shop::User>([&](Database& database) {
            return shop::addUser(database,
                {QString::fromUtf8(person.openid), QString::fromUtf8(person.name),
                    QString::fromUtf8(person.device)},
                at);
        }));
        users_.push_back(user.id);
        return {};
    }

    Status trade(QDate day)
    {
        // More on weekends, and a little more every week: a shop that does well.
        const bool weekend = day.dayOfWeek() >= 6;
        const qint64 orders = (weekend ? 26 : 15) + upTo(8) + base::businessDay(now_).daysTo(day) / 5;
        const qint64 opens = base::startOfDayUtcMs(day) + kOpensAt * 60 * kMinuteMs;
        std::vector<qint64> times;
        for (qint64 i = 0; i < orders; ++i)
            times.push_back(opens + upTo(kOpenHours * 60 * kMinuteMs));
        std::sort(times.begin(), times.end());
        for (const qint64 at : times) {
            if (at > now_ - 2 * kMinuteMs)
                break;
            ZF_TRY(order(at));
        }
        if (users_.size() > 2 && opens + 8 * 60 * kMinuteMs < now_ - 30 * kMinuteMs)
            ZF_TRY(paidWithdrawal(opens + 8 * 60 * kMinuteMs));
        return {};
    }

    Status order(qint64 at)
    {
        const bool topUp = upTo(3) == 0;
        const auto& product = kProducts[static_cast<size_t>(upTo(std::size(kProducts) - 1))];
        shop::Order order;
        const QString number = QStringLiteral("Z%1%2")
                                   .arg(base::businessDay(at).toString(QStringLiteral("yyyyMMdd")))
                                   .arg(++serial_, 6, 10, QLatin1Char('0'));
        ZF_ASSIGN(order.number, base::OrderNo::parse(number));
        order.user = users_[static_cast<size_t>(upTo(static_cast<qint64>(users_.size()) - 1))];
        order.purpose = topUp ? shop::Purpose::topup : shop::Purpose::sale;
        order.channel = QStringLiteral("native");
        order.description = topUp ? QStringLiteral("余额充值") : QString::fromUtf8(product.description);
        order.amount = Money::fen(topUp ? (1 + upTo(9)) * 2'000 : product.fen);
        order.createdAtUtcMs = at;
        order.expiresAtUtcMs = at + 30 * kMinuteMs;
        order.request = "{}";
        const bool abandoned = upTo(14) == 0;
        return write<int>([&](Database& database) -> Result<int> {
            ZF_TRY(shop::insertOrder(database, order));
            ZF_ASSIGN(const shop::Order stored, shop::findOrder(database, number));
            if (abandoned) {
                ZF_TRY(shop::applyClosed(database, stored, QStringLiteral("expired"), order.expiresAtUtcMs));
                return 0;
            }
            ZF_ASSIGN(const access::Settings* settings, access::Settings::current(database));
            wechatpay::Transaction paid;
            const auto expected = payments::expectedFrom(*settings);
            paid.mchid = expected.mchid;
            paid.appid = expected.appid;
            paid.outTradeNo = number;
            paid.transactionId = QStringLiteral("4200009%1").arg(serial_, 21, 10, QLatin1Char('0'));
            paid.state = {wechatpay::TradeState::success, QStringLiteral("SUCCESS")};
            paid.total = order.amount;
            paid.currency = QStringLiteral("CNY");
            paid.successAtUtcMs = at + 20'000 + upTo(40'000);
            ZF_TRY(payments::applyTransaction(database, paid, expected,
                QStringLiteral("notification EV-HISTORY-%1").arg(serial_), paid.successAtUtcMs + 400));
            return 0;
        }).map([](int) {});
    }

    Result<Money> availableOf(UserId user)
    {
        return shop_.readers().read<Money>([user](Database& database) -> Result<Money> {
            ZF_ASSIGN(const shop::Wallet wallet, shop::wallet(database, user));
            return wallet.available;
        });
    }

    /// Up to `most` of what the user has, in whole yuan; nothing where that is under one.
    Result<Money> part(UserId user, qint64 mostFen)
    {
        ZF_ASSIGN(const Money available, availableOf(user));
        return Money::fen(std::min(available.inFen(), mostFen) / 100 * 100);
    }

    Result<PayoutId> request(UserId user, Money amount)
    {
        return office_
            .run(access::Actor::program(QStringLiteral("practice")),
                payouts::RequestWithdrawal{user, amount, {}})
            .map([](const QJsonObject& answer) {
                return PayoutId(answer.value(QLatin1String("id")).toInteger());
            });
    }

    Status paidWithdrawal(qint64 at)
    {
        const UserId user = users_[static_cast<size_t>(upTo(static_cast<qint64>(users_.size()) - 1))];
        ZF_ASSIGN(const Money amount, part(user, 3'000 + upTo(9) * 1'000));
        if (!amount.isPositive())
            return {};
        clock_.set(at);
        ZF_ASSIGN(const PayoutId payout, request(user, amount));
        clock_.advance(9 * kMinuteMs);
        ZF_TRY(office_.run(owner_, payouts::ApproveWithdrawal::of(payout)));
        return write<int>([&](Database& database) -> Result<int> {
            using payouts::Event;
            ZF_ASSIGN(payouts::Payout current, payouts::findPayout(database, payout));
            const bool fails = upTo(9) == 0;
            qint64 then = clock_.nowUtcMs() + 10'000;
            for (const Event event :
                {Event::dispatchStored, Event::awaitingUser, fails ? Event::failed : Event::paid}) {
                ZF_ASSIGN(current,
                    payouts::apply(database, current, event,
                        {QStringLiteral("system"),
                            event == Event::failed ? QStringLiteral("notification: FAIL ACCOUNT_FROZEN")
                                                   : QString(),
                            {}, {}, event == Event::failed ? QStringLiteral("ACCOUNT_FROZEN") : QString()},
                        then));
                then += 30'000;
            }
            return 0;
        }).map([](int) {});
    }

    /// What waits for whoever opens the desk: something of everything worth a look.
    Status queue()
    {
        struct Wish {
            size_t user;
            qint64 fen;
            qint64 minutesAgo;
        };
        // Two of them get money by hand first, so that their wishes are what they are.
        ZF_TRY(give(users_[1], 250'000, QStringLiteral("比赛奖金")));
        ZF_TRY(give(users_[8], 220'000, QStringLiteral("比赛奖金")));
        for (const Wish& wish : {Wish{0, 8'800, 190}, {2, 5'000, 95}, {3, 5'000, 90}, {1, 18'000, 41},
                 {8, 200'000, 33}, {9, 2'600, 12}, {11, 1'200, 5}}) {
            ZF_ASSIGN(const Money amount, part(users_[wish.user], wish.fen));
            if (!amount.isPositive())
                continue;
            clock_.set(now_ - wish.minutesAgo * kMinuteMs);
            ZF_TRY(request(users_[wish.user], amount));
        }
        return {};
    }

    Status give(UserId user, qint64 fen, const QString& reason)
    {
        return write<int>([&](Database& database) -> Result<int> {
            const qint64 at = now_ - 300 * kMinuteMs;
            ZF_ASSIGN(const auto owner, ledger::AccountPath::parse(QStringLiteral("equity:owner")));
            const QString key = QString::number(++serial_);
            ZF_TRY(ledger::post(database,
                ledger::simpleTransfer(QStringLiteral("move:") + key, QStringLiteral("move"), reason, at,
                    ledger::AccountPath::wechatBasic(), owner, Money::fen(fen)),
                at));
            ZF_TRY(
                shop::credit(database, user, Money::fen(fen), QStringLiteral("credit:") + key, reason, at));
            return 0;
        }).map([](int) {});
    }

    backend::ShopFolder& shop_;
    const qint64 now_;
    base::ManualClock clock_;
    const access::Actor owner_{access::Actor::Kind::person, QStringLiteral("owner"), access::Role::owner,
        QStringLiteral("practice"), {}, true};
    office::Catalogue catalogue_;
    office::Office office_;
    std::mt19937_64 chance_; ///< the same history for everyone
    std::vector<UserId> users_;
    qint64 serial_ = 0;
};

} // namespace

Result<std::vector<Growth>> bookHistory(backend::ShopFolder& shop)
{
    ZF_TRY(History(shop).book());
    const qint64 now = shop.clock().nowUtcMs();
    return shop.readers().read<std::vector<Growth>>([now](Database& database) -> Result<std::vector<Growth>> {
        std::vector<Growth> all;
        Money before;
        const QDate today = base::businessDay(now);
        for (int ago = kDays; ago >= 0; --ago) {
            const qint64 end = std::min(base::startOfDayUtcMs(today.addDays(1 - ago)) - 1, now);
            ZF_ASSIGN(
                const auto held, payouts::expectedAtWechat(database, wechatpay::AccountType::basic, end + 1));
            ZF_ASSIGN(const Money by, held.value_or(Money()).minus(before));
            before = held.value_or(before);
            all.push_back({end, by});
        }
        return all;
    });
}

} // namespace zhangfang::console
