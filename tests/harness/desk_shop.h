#pragma once

#include "backend/desk.h"
#include "harness/shop.h"
#include "practice/practice.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace zhangfang::harness
{

/// A real desk on real books, with its engine, beside a real practice WeChat Pay: what a person would sit at.
class DeskShop
{
public:
    enum class WithEngine { yes, no };
    static constexpr auto kPassword = "a good password";
    enum class WithV2Key { yes, no };
    explicit DeskShop(WithEngine engine = WithEngine::yes, WithV2Key v2Key = WithV2Key::yes);
    ~DeskShop();
    /// What went wrong while it was set up; empty when all stands.
    [[nodiscard]] const QString& problem() const { return problem_; }
    [[nodiscard]] backend::Desk& desk() { return *desk_; }
    /// The program ends; its books are still there to be looked at.
    void closeDesk() { desk_.reset(); }
    [[nodiscard]] backend::ShopFolder& books() { return *folder_; }
    [[nodiscard]] practice::Practice& wechat() { return *wechat_; }
    [[nodiscard]] QSettings& memory() { return memory_; }
    [[nodiscard]] backend::Desk::Authority authority() const
    {
        return {QStringLiteral("mei"), QByteArray(kPassword)};
    }

    /// Waits, with the event loop running, for what the desk was asked.
    template <class T> [[nodiscard]] static base::Result<T> wait(const backend::Later<T>& later)
    {
        if (!QTest::qWaitFor([&] { return later.isFinished(); }, 30'000) || later.resultCount() == 0)
            return base::unavailable("timeout", QStringLiteral("the desk did not answer"));
        return later.result();
    }
    [[nodiscard]] base::Status set(const char* key, const QString& value);
    /// A user who is owed `fen`, covered by the owner's money at WeChat.
    [[nodiscard]] base::Result<base::UserId> userWith(const QString& openid, qint64 fen);
    [[nodiscard]] base::Result<payouts::Payout> requested(base::UserId user, qint64 fen);
    /// By the operator who has just looked at all of them.
    [[nodiscard]] base::Status approve(const std::vector<base::PayoutId>& ids);
    [[nodiscard]] payouts::State stateOf(base::PayoutId id);
    [[nodiscard]] bool becomes(base::PayoutId id, payouts::State state);
    /// How often the practice WeChat Pay has paid anybody.
    [[nodiscard]] int timesPaid() const;
    /// POST /control/<verb>; answers whether it was done.
    [[nodiscard]] bool control(const char* verb, const QJsonObject& order) const;

private:
    base::Status open(WithEngine engine, WithV2Key v2Key);
    QTemporaryDir temp_;
    QSettings memory_{temp_.filePath(QStringLiteral("console.ini")), QSettings::IniFormat};
    QString problem_;
    std::unique_ptr<practice::Practice> wechat_;
    std::unique_ptr<backend::Desk> desk_;
    std::unique_ptr<backend::ShopFolder>
        folder_; ///< a second look at the same books, as another process has it
    int serial_ = 0;
};

} // namespace zhangfang::harness
