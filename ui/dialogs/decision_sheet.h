#pragma once

#include "backend/interfaces/authority.h"
#include "backend/interfaces/session.h"
#include "dialogs/authority.h"
#include "kit/sheet.h"

namespace zhangfang::ui
{

/// The sheet of one decision: what it is about, whose word it is, and a foot with the button that leaves and
/// the one that does it. It is sent once, whatever is pressed; meanwhile the sheet stays; what comes back is
/// of what was sent last. An error is said, leaves what was typed where it is, and asks for the password
/// again.
class DecisionSheet : public Sheet
{
    Q_OBJECT
public:
    enum class Weight { usual, danger };
    /// Tells, once, what came of what was sent.
    using Told = std::function<void(const base::Status&)>;

protected:
    DecisionSheet(const QString& title, Weight weight, QWidget* parent);
    /// The decision takes a password: the field, to be put where it belongs.
    AuthorityField* askAuthority(
        backend::Session& session, AuthorityField::Ask ask = AuthorityField::Ask::whileLocked);
    /// Between the notice and the foot.
    [[nodiscard]] QVBoxLayout* body() const { return body_; }
    [[nodiscard]] QHBoxLayout* foot() const { return foot_; }
    [[nodiscard]] QPushButton* goButton() const { return go_; }
    [[nodiscard]] QPushButton* leaveButton() const { return leave_; }
    [[nodiscard]] backend::Authority authority() const;

    /// Whether what stands there can be decided, the password aside.
    [[nodiscard]] virtual bool isComplete() const { return true; }
    /// Says what follows from what stands there, also on the button.
    virtual void tellWhatFollows() {}
    /// The button was pressed.
    virtual void decide() = 0;
    /// It was not done, and why.
    virtual void refused(const base::Error& error);
    /// What stands there is different.
    void judge();

    /// `begin` starts what was decided. Done, the sheet ends, or goes on as `done` says.
    template <class T>
    void send(const std::function<QFuture<base::Result<T>>()>& begin, std::function<void(const T&)> done = {})
    {
        if (isSending())
            return;
        const qint64 mine = sending();
        whenDone<T>(this, begin(), [this, mine, done = std::move(done)](const base::Result<T>& outcome) {
            came(mine, outcome ? base::Status() : base::fail(outcome.error()),
                outcome && done ? [&] { done(*outcome); } : std::function<void()>());
        });
    }
    /// The same where somebody else starts it, and tells.
    void sendBy(const std::function<void(const Told& told)>& begin);

private:
    /// Its number.
    qint64 sending();
    void came(qint64 number, const base::Status& outcome, const std::function<void()>& done);
    QVBoxLayout* body_;
    QHBoxLayout* foot_;
    QPushButton* leave_;
    QPushButton* go_;
    AuthorityField* authority_ = nullptr;
    qint64 sent_ = 0;
};

} // namespace zhangfang::ui
