#pragma once

#include "backend/interfaces/authority.h"
#include "backend/interfaces/session.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QWidget>

namespace zhangfang::ui
{

/// Where a decision gets its authority: whose word it is, and a password (with a one-time code, where one is
/// asked for), or a session of theirs that is unlocked for some minutes yet.
class AuthorityField : public QWidget
{
    Q_OBJECT
public:
    /// Whether an unlocked session is enough; `never`: for what takes no password, and only wants a name.
    enum class Ask { whileLocked, always, never };
    AuthorityField(backend::Session& session, QWidget* parent, Ask ask = Ask::whileLocked);
    [[nodiscard]] backend::Authority authority() const;
    [[nodiscard]] bool isReady() const;
    /// It was not taken: the password is empty and in focus again, and a code is asked for where one was
    /// missed.
    void askAgain(const base::Error& error);
    /// Whether that error is about who decides, and goes away with another password or code.
    [[nodiscard]] static bool isAboutProof(const base::Error& error);

Q_SIGNALS:
    void readyChanged();

private:
    void update();
    void offer(const std::vector<access::Operator>& all);
    /// Until when the one who is chosen needs no password; 0: they do.
    [[nodiscard]] qint64 unlockedUntilUtcMs() const;
    [[nodiscard]] QString chosen() const;
    backend::Session& session_;
    const Ask ask_;
    QLabel* who_;
    QLineEdit* password_;
    QComboBox* people_; ///< there where several work here
    QLineEdit* code_;
    bool wantsCode_ = false;
};

} // namespace zhangfang::ui
