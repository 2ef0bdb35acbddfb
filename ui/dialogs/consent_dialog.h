#pragma once

#include "backend/interfaces/users.h"
#include "kit/sheet.h"

#include <QLineEdit>
#include <QTimer>

namespace zhangfang::ui
{

/// A payee's consent to receive without confirming each time: asked for, looked after, ended.
class ConsentDialog final : public Sheet
{
    Q_OBJECT
public:
    ConsentDialog(backend::Users& users, const reports::UserRow& user,
        const std::optional<payouts::Consent>& known, QWidget* parent);

private:
    void show(const std::optional<payouts::Consent>& consent);
    void look();
    void run(const std::function<QFuture<base::Result<payouts::Consent>>()>& act);
    backend::Users& users_;
    const base::UserId user_;
    std::optional<payouts::Consent> consent_;
    QTimer looking_;
    StateBadge* state_;
    QLabel* number_;
    QLineEdit* package_;
    QLabel* advice_;
    QPushButton* ask_;
    QPushButton* look_;
    QPushButton* end_;
};

} // namespace zhangfang::ui
