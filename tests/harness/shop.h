#pragma once

#include "base/clock.h"
#include "crypto/crypto.h"
#include "ledger/ledger.h"
#include "payouts/payout.h"
#include "payouts/policy.h"
#include "shop/users.h"
#include "storage/writer.h"

#include <QTemporaryDir>
#include <QTest>

namespace zhangfang::harness
{

/// Fails the test with the error's words.
#define REQUIRE(result)                                                                                      \
    do {                                                                                                     \
        if (auto&& zfRequired = (result); !zfRequired)                                                       \
            QFAIL(qPrintable(zfRequired.error().describe()));                                                \
    } while (false)

/// Predictable "randomness".
class CountingRandom final : public base::RandomSource
{
public:
    [[nodiscard]] QByteArray bytes(int count) override
    {
        QByteArray out = QByteArray::number(++next_).rightJustified(count, '\x01').right(count);
        return out;
    }

private:
    int next_ = 1000;
};

/// A key that was made for this program once: several stand for each other where nobody looks, but one
/// differs from the seven before it.
[[nodiscard]] base::Result<crypto::PrivateKey> spareKey();

/// A fresh shop on a real SQLite file, with a clock that stands still.
class Shop
{
public:
    Shop();
    [[nodiscard]] QString file() const { return folder.filePath(QStringLiteral("zhangfang.db")); }
    /// Runs in the writer's transaction.
    template <class T>
    [[nodiscard]] base::Result<T> write(std::function<base::Result<T>(storage::Database&)> command)
    {
        return writer->runNow<T>(std::move(command));
    }
    [[nodiscard]] base::Status set(const char* key, const QString& value);
    [[nodiscard]] base::UserId addUser(const QString& openid, const QString& name = {});
    /// Owed to the user, covered by owner's money in the basic account.
    [[nodiscard]] base::Status fund(base::UserId user, qint64 fen);
    [[nodiscard]] shop::Wallet wallet(base::UserId user);
    [[nodiscard]] ledger::Proof proof();
    [[nodiscard]] payouts::Payout payout(base::PayoutId id);

    QTemporaryDir folder;
    base::ManualClock clock{1'760'000'000'000}; // 2025-10-09 16:53:20 in Shanghai
    CountingRandom random;
    std::unique_ptr<storage::Writer> writer;
    storage::ReadPool readers{file()};
};

} // namespace zhangfang::harness
