#pragma once

#include "dialogs/authority.h"
#include "kit/money.h"
#include "kit/sheet.h"

#include <QButtonGroup>

namespace zhangfang::ui
{

class UserDialog final : public Sheet
{
    Q_OBJECT
public:
    UserDialog(backend::Desk& desk, QWidget* parent);

private:
    void add();
    backend::Desk& desk_;
    QLineEdit* openid_;
    QLineEdit* name_;
    QPushButton* add_;
};

/// Owes a user more or less, by hand: with a reason, a password and the balance it will leave.
class AdjustDialog final : public Sheet
{
    Q_OBJECT
public:
    AdjustDialog(backend::Desk& desk, const reports::UserRow& user, QWidget* parent);

private:
    void update();
    void book();
    [[nodiscard]] base::Result<base::Money> change() const;
    backend::Desk& desk_;
    UnlikelySums* unlikely_;
    const reports::UserRow user_;
    QButtonGroup* direction_;
    MoneyField* amount_;
    QLineEdit* reason_;
    QLabel* effect_;
    AuthorityField* authority_;
    QPushButton* go_;
};

/// Asks for a withdrawal on a user's behalf; it still waits for approval.
class WithdrawDialog final : public Sheet
{
    Q_OBJECT
public:
    WithdrawDialog(backend::Desk& desk, const reports::UserRow& user, QWidget* parent);

private:
    void request();
    backend::Desk& desk_;
    const reports::UserRow user_;
    MoneyField* amount_;
    QPushButton* go_;
};

} // namespace zhangfang::ui
