#include "harness/shop.h"

#include "access/settings.h"
#include "reports/proof.h"
#include "storage/migrations.h"

namespace zhangfang::harness
{

namespace
{

/// Books with nothing in them, made by the program once: every shop of the tests begins with a copy.
const QByteArray& emptyBooks()
{
    static const QByteArray kBytes = [] {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("zhangfang.db")));
        {
            auto database = storage::Database::open(file.fileName(), storage::Database::Access::readWrite);
            if (!database || !storage::migrate(**database))
                qFatal("the test's database cannot be made");
        }
        if (QFile::exists(file.fileName() + QStringLiteral("-wal")) || !file.open(QIODevice::ReadOnly))
            qFatal("the test's database cannot be read");
        return file.readAll();
    }();
    return kBytes;
}

} // namespace

base::Result<crypto::PrivateKey> spareKey()
{
    static std::mutex one;
    static std::vector<crypto::PrivateKey> made;
    static size_t next = 0;
    constexpr size_t kCount = 8;
    const std::scoped_lock lock(one);
    if (made.size() < kCount) {
        ZF_ASSIGN(auto key, crypto::PrivateKey::generate());
        made.push_back(std::move(key));
    }
    return made[next++ % kCount];
}

Shop::Shop()
{
    QFile books(file());
    if (!books.open(QIODevice::WriteOnly) || books.write(emptyBooks()) != emptyBooks().size())
        qFatal("the test's database cannot be made");
    books.close();
    auto started = storage::Writer::start(file());
    if (!started)
        qFatal("the test's writer cannot be started");
    writer = std::move(*started);
}

base::Status Shop::set(const char* key, const QString& value)
{
    return write<int>([&](storage::Database& database) -> base::Result<int> {
        ZF_TRY(access::setSetting(database, QString::fromLatin1(key), value,
            {QStringLiteral("test"), access::Author::Right::program}, clock.nowUtcMs()));
        return 0;
    }).map([](int) {});
}

base::UserId Shop::addUser(const QString& openid, const QString& name)
{
    const auto user = write<shop::User>([&](storage::Database& database) {
        return shop::addUser(database, {openid, name}, clock.nowUtcMs());
    });
    return user ? user->id : base::UserId();
}

base::Status Shop::fund(base::UserId user, qint64 fen)
{
    const auto amount = base::Money::fen(fen);
    const QString key = QString::fromLatin1(random.token(12));
    return write<int>([&](storage::Database& database) -> base::Result<int> {
        ZF_ASSIGN(const auto owner, ledger::AccountPath::parse(QStringLiteral("equity:owner")));
        ZF_TRY(ledger::post(database,
            ledger::simpleTransfer(QStringLiteral("move:") + key, QStringLiteral("move"), {},
                clock.nowUtcMs(), ledger::AccountPath::wechatBasic(), owner, amount),
            clock.nowUtcMs()));
        ZF_TRY(shop::credit(database, user, amount, QStringLiteral("credit:") + key, QStringLiteral("reward"),
            clock.nowUtcMs()));
        return 0;
    }).map([](int) {});
}

shop::Wallet Shop::wallet(base::UserId user)
{
    const auto found =
        readers.read<shop::Wallet>([&](storage::Database& database) { return shop::wallet(database, user); });
    return found ? *found : shop::Wallet{};
}

ledger::Proof Shop::proof()
{
    const auto found =
        readers.read<ledger::Proof>([](storage::Database& database) { return reports::prove(database); });
    return found ? *found : ledger::Proof{0, found.error().describe()};
}

payouts::Payout Shop::payout(base::PayoutId id)
{
    const auto found = readers.read<payouts::Payout>(
        [&](storage::Database& database) { return payouts::findPayout(database, id); });
    return found ? *found : payouts::Payout{};
}

} // namespace zhangfang::harness
