#pragma once

#include "backend/interfaces/session.h"
#include "backend/interfaces/shop_settings.h"
#include "backend/interfaces/users.h"
#include "dialogs/decision_sheet.h"
#include "kit/money.h"

#include <QButtonGroup>

namespace zhangfang::ui
{

class UserDialog final : public DecisionSheet
{
    Q_OBJECT
public:
    UserDialog(backend::Users& users, QWidget* parent);

private:
    void decide() override;
    backend::Users& users_;
    QLineEdit* openid_;
    QLineEdit* name_;
};

/// Owes a user more or less, by hand: with a reason, a password and the balance it will leave.
class AdjustDialog final : public DecisionSheet
{
    Q_OBJECT
public:
    AdjustDialog(backend::Users& users, backend::ShopSettings& settings, backend::Session& session,
        const reports::UserRow& user, QWidget* parent);

private:
    [[nodiscard]] bool isComplete() const override;
    void tellWhatFollows() override;
    void decide() override;
    [[nodiscard]] base::Result<base::Money> change() const;
    backend::Users& users_;
    UnlikelySums* unlikely_;
    const reports::UserRow user_;
    QButtonGroup* direction_;
    MoneyField* amount_;
    QLineEdit* reason_;
    QLabel* effect_;
};

/// Asks for a withdrawal on a user's behalf; it still waits for approval.
class WithdrawDialog final : public DecisionSheet
{
    Q_OBJECT
public:
    WithdrawDialog(backend::Users& users, const reports::UserRow& user, QWidget* parent);

private:
    void decide() override;
    backend::Users& users_;
    const reports::UserRow user_;
    MoneyField* amount_;
};

} // namespace zhangfang::ui
