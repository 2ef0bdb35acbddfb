#include "base/json.h"
#include "console/practice_shop.h"
#include "harness/shop.h"
#include "http/transport.h"

using namespace zhangfang;
using base::Money;

/// The shop that a newcomer plays with: its made-up past is WeChat's past too, whatever WeChat takes.
class LivingShopTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itsBooksAreWechats()
    {
        QTemporaryDir temp;
        auto shop = console::PracticeShop::open(temp.filePath(QStringLiteral("shop")));
        REQUIRE(shop);
        const auto folder = (*shop)->takeFolder();
        const auto settings = folder->settings();
        REQUIRE(settings);
        QCOMPARE(settings->text("wechatpay.fee_rate"), QStringLiteral("0.60"));
        const auto answer = http::makeTransport()->exchange(
            QUrl(settings->text("wechatpay.api_base_url")), {"GET", "/control/books", {}, {}, {}}, 10'000);
        QVERIFY(answer);
        const auto theirs = base::parseJsonObject(answer->body);
        REQUIRE(theirs);
        const auto ours =
            folder->readers().read<Money>([](storage::Database& database) -> base::Result<Money> {
                ZF_ASSIGN(const Money basic, ledger::balance(database, ledger::AccountPath::wechatBasic()));
                ZF_ASSIGN(
                    const auto path, ledger::AccountPath::parse(QStringLiteral("assets:wechat:unsettled")));
                ZF_ASSIGN(const Money unsettled, ledger::balance(database, path));
                return basic.plus(unsettled);
            });
        REQUIRE(ours);
        QVERIFY(ours->isPositive());
        QCOMPARE(theirs->value(QLatin1String("balance_fen")).toInteger(), ours->inFen());
    }
};

QTEST_GUILESS_MAIN(LivingShopTest)
#include "living_shop_test.moc"
