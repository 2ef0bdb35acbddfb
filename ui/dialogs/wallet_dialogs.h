#pragma once

#include "dialogs/decision_sheet.h"
#include "kit/money.h"

#include <QButtonGroup>

namespace zhangfang::ui
{

class UserDialog final : public DecisionSheet
{
    Q_OBJECT
public:
    UserDialog(backend::Desk& desk, QWidget* parent);

private:
    void decide() override;
    backend::Desk& desk_;
    QLineEdit* openid_;
    QLineEdit* name_;
};

/// Owes a user more or less, by hand: with a reason, a password and the balance it will leave.
class AdjustDialog final : public DecisionSheet
{
    Q_OBJECT
public:
    AdjustDialog(backend::Desk& desk, const reports::UserRow& user, QWidget* parent);

private:
    [[nodiscard]] bool isComplete() const override;
    void tellWhatFollows() override;
    void decide() override;
    [[nodiscard]] base::Result<base::Money> change() const;
    backend::Desk& desk_;
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
    WithdrawDialog(backend::Desk& desk, const reports::UserRow& user, QWidget* parent);

private:
    void decide() override;
    backend::Desk& desk_;
    const reports::UserRow user_;
    MoneyField* amount_;
};

} // namespace zhangfang::ui
