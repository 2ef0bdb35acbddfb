#pragma once

#include "backend/desk.h"

#include <QLabel>
#include <QLineEdit>
#include <QWidget>

namespace zhangfang::ui
{

/// Where a decision gets its authority: a password, or a session that is unlocked for some minutes yet.
class AuthorityField : public QWidget
{
    Q_OBJECT
public:
    AuthorityField(backend::Desk& desk, QWidget* parent);
    [[nodiscard]] backend::Desk::Authority authority() const;
    [[nodiscard]] bool isReady() const;
    /// The password was wrong: empty and in focus again.
    void askAgain();

Q_SIGNALS:
    void readyChanged();

private:
    void update();
    backend::Desk& desk_;
    QString operator_;
    QLabel* who_;
    QLineEdit* password_;
};

} // namespace zhangfang::ui
