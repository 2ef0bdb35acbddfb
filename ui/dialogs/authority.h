#pragma once

#include "backend/interfaces/authority.h"
#include "backend/interfaces/session.h"

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
    /// Whether an unlocked session is enough; `never`: for what takes no password, and only wants a name.
    enum class Ask { whileLocked, always, never };
    AuthorityField(backend::Session& session, QWidget* parent, Ask ask = Ask::whileLocked);
    [[nodiscard]] backend::Authority authority() const;
    [[nodiscard]] bool isReady() const;
    /// The password was wrong: empty and in focus again.
    void askAgain();

Q_SIGNALS:
    void readyChanged();

private:
    void update();
    [[nodiscard]] qint64 unlockedUntilUtcMs() const;
    backend::Session& session_;
    const Ask ask_;
    QString operator_;
    QLabel* who_;
    QLineEdit* password_;
};

} // namespace zhangfang::ui
