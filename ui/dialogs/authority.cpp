#include "dialogs/authority.h"

#include "kit/async.h"
#include "kit/widgets.h"

#include <QHBoxLayout>

namespace zhangfang::ui
{

AuthorityField::AuthorityField(backend::Session& session, QWidget* parent, Ask ask)
    : QWidget(parent), session_(session), ask_(ask), who_(mutedLabel({}, this)),
      password_(new QLineEdit(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(who_, 1);
    row->addWidget(password_, 1);
    password_->setEchoMode(QLineEdit::Password);
    password_->setAccessibleName(tr("Your password"));
    password_->setPlaceholderText(tr("Your password"));
    setFocusProxy(password_);
    connect(password_, &QLineEdit::textChanged, this, &AuthorityField::readyChanged);
    session_.whenLockChanges(this, [this] { update(); });
    whenDone<std::vector<access::Operator>>(
        this, session_.operators(), [this](base::Result<std::vector<access::Operator>> all) {
            if (all && !all->empty())
                operator_ = all->front().name;
            update();
        });
    update();
}

qint64 AuthorityField::unlockedUntilUtcMs() const
{
    return ask_ == Ask::always ? 0 : session_.unlockedUntilUtcMs();
}

void AuthorityField::update()
{
    if (ask_ == Ask::never) {
        setVisible(false);
        Q_EMIT readyChanged();
        return;
    }
    const qint64 until = unlockedUntilUtcMs();
    password_->setVisible(until == 0);
    who_->setText(until == 0 ? tr("Approved by %1").arg(operator_)
                             : tr("Approved by %1, unlocked until %2").arg(operator_, timeText(until)));
    Q_EMIT readyChanged();
}

backend::Authority AuthorityField::authority() const
{
    return {operator_, password_->text().toUtf8()};
}

bool AuthorityField::isReady() const
{
    return !operator_.isEmpty() &&
           (ask_ == Ask::never || unlockedUntilUtcMs() != 0 || !password_->text().isEmpty());
}

void AuthorityField::askAgain()
{
    password_->clear();
    update();
    password_->setFocus();
}

} // namespace zhangfang::ui
