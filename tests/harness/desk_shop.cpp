#include "harness/desk_shop.h"

#include "base/json.h"
#include "http/transport.h"
#include "ledger/ledger.h"

#include <QDir>
#include <QUrl>

namespace zhangfang::harness
{

using storage::Database;

namespace
{

/// What `init` makes, made by the program once: every desk begins with a copy.
base::Status freshShop(const QString& path)
{
    static const base::Result<QByteArray> kBooks = []() -> base::Result<QByteArray> {
        const QTemporaryDir temp;
        const QString made = temp.filePath(QStringLiteral("shop"));
        ZF_TRY(backend::ShopFolder::initialise(
            made, QStringLiteral("Tea"), QStringLiteral("mei"), QByteArray(DeskShop::kPassword)));
        QFile books(made + QStringLiteral("/zhangfang.db"));
        if (QDir(made).count() != 3 || !books.open(QIODevice::ReadOnly)) // with . and ..
            return base::unavailable("disk_error", QStringLiteral("a shop is more than its books"));
        return books.readAll();
    }();
    if (!kBooks)
        return base::fail(kBooks.error());
    QFile books(path + QStringLiteral("/zhangfang.db"));
    if (!QDir().mkpath(path) ||
        !QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner) ||
        !books.open(QIODevice::WriteOnly) || !books.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        books.write(*kBooks) != kBooks->size())
        return base::unavailable("disk_error", books.errorString());
    return {};
}

} // namespace

DeskShop::DeskShop(WithEngine engine, WithV2Key v2Key)
{
    if (const base::Status opened = open(engine, v2Key); !opened)
        problem_ = opened.error().describe();
}

DeskShop::~DeskShop()
{
    desk_.reset();
    folder_.reset();
    wechat_.reset();
}

base::Status DeskShop::open(WithEngine engine, WithV2Key v2Key)
{
    practice::Practice::Options options;
    options.keys = spareKey;
    ZF_ASSIGN(wechat_, practice::Practice::start(options));
    const QString path = temp_.filePath(QStringLiteral("shop"));
    ZF_TRY(freshShop(path));
    ZF_ASSIGN(folder_, backend::ShopFolder::open(path, access::openMemory()));
    ZF_ASSIGN(auto folder, backend::ShopFolder::open(path, access::openMemory()));
    QJsonObject settings = wechat_->matchingSettings();
    if (v2Key == WithV2Key::no)
        settings.remove(QLatin1String(access::kApiV2Key));
    ZF_TRY(backend::importSettings(*folder, settings, access::Actor::program(QStringLiteral("test"))));
    for (const char* secret : {access::kMerchantPrivateKey, access::kApiV3Key, access::kApiV2Key}) {
        if (settings.contains(QLatin1String(secret)))
            ZF_TRY(folder_->writeSecret(
                QString::fromLatin1(secret), settings.value(QLatin1String(secret)).toString().toUtf8()));
    }
    ZF_TRY(backend::importSettings(*folder,
        {{QStringLiteral("payouts.first_retry_ms"), QStringLiteral("100")},
            {QStringLiteral("payouts.poll_ms"), QStringLiteral("200")}},
        access::Actor::program(QStringLiteral("test"))));
    desk_ = std::make_unique<backend::Desk>(std::move(folder));
    if (engine == WithEngine::yes) {
        const auto started = desk_->startEngine();
        ZF_TRY(wait<QString>(started));
    }
    return {};
}

base::Status DeskShop::set(const char* key, const QString& value)
{
    return folder_->writer()
        .runNow<int>([&](Database& database) -> base::Result<int> {
            ZF_TRY(access::setSetting(database, QString::fromLatin1(key), value,
                {QStringLiteral("test"), access::Author::Right::program}, folder_->clock().nowUtcMs()));
            return 0;
        })
        .map([](int) {});
}

base::Result<base::UserId> DeskShop::userWith(const QString& openid, qint64 fen)
{
    ZF_ASSIGN(const shop::User user, wait<shop::User>(desk_->addUser({openid, {}})));
    if (fen == 0)
        return user.id;
    const QString key = QString::number(++serial_);
    ZF_TRY(folder_->writer().runNow<int>([&](Database& database) -> base::Result<int> {
        const qint64 now = folder_->clock().nowUtcMs();
        const auto amount = base::Money::fen(fen);
        ZF_ASSIGN(const auto owner, ledger::AccountPath::parse(QStringLiteral("equity:owner")));
        ZF_TRY(ledger::post(database,
            ledger::simpleTransfer(QStringLiteral("move:") + key, QStringLiteral("move"), {}, now,
                ledger::AccountPath::wechatBasic(), owner, amount),
            now));
        ZF_TRY(shop::credit(
            database, user.id, amount, QStringLiteral("credit:") + key, QStringLiteral("gift"), now));
        return 0;
    }));
    if (!control("fund", {{QStringLiteral("amount_fen"), fen}}))
        return base::unavailable("practice", QStringLiteral("the practice WeChat Pay was not funded"));
    return user.id;
}

base::Result<payouts::Payout> DeskShop::requested(base::UserId user, qint64 fen)
{
    return wait<payouts::Payout>(desk_->requestWithdrawal(user, base::Money::fen(fen)));
}

base::Status DeskShop::approve(const std::vector<base::PayoutId>& ids)
{
    ZF_ASSIGN(const auto stories, wait<std::vector<reports::PayoutStory>>(desk_->payoutStories(ids)));
    std::vector<backend::Desk::Approval> approvals;
    for (size_t i = 0; i < ids.size(); ++i)
        approvals.push_back({ids[i], stories[i].row.seen()});
    ZF_ASSIGN(const auto decided,
        wait<std::vector<backend::Desk::Decided>>(desk_->approve(approvals, authority())));
    for (const auto& one : decided) {
        if (!one.outcome)
            return base::fail(one.outcome.error());
    }
    return {};
}

bool DeskShop::becomes(base::PayoutId id, payouts::State state)
{
    return QTest::qWaitFor([&] { return stateOf(id) == state; }, 15'000);
}

payouts::State DeskShop::stateOf(base::PayoutId id)
{
    const auto story = wait<reports::PayoutStory>(desk_->payoutStory(id));
    return story ? story->row.payout.state : payouts::State::unknown;
}

int DeskShop::timesPaid() const
{
    int times = 0;
    for (const auto& transfer : wechat_->books().value(QLatin1String("transfers")).toArray())
        times += transfer.toObject().value(QLatin1String("times_paid")).toInt();
    return times;
}

bool DeskShop::control(const char* verb, const QJsonObject& order) const
{
    http::Request request{"POST", QByteArray("/control/") + verb, {}, base::toCompactJson(order), {}};
    request.headers.add("Content-Type", "application/json");
    const auto answer = http::makeTransport()->exchange(
        QUrl(QStringLiteral("http://127.0.0.1:%1").arg(wechat_->port())), request, 10'000);
    return answer && answer->status == 200;
}

} // namespace zhangfang::harness
