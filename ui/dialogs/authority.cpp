#include "dialogs/authority.h"

#include "base/plain_text.h"
#include "kit/async.h"
#include "kit/widgets.h"

#include <QHBoxLayout>

namespace zhangfang::ui
{
namespace
{
constexpr int kCodeWidth = 150;
} // namespace

AuthorityField::AuthorityField(backend::Session& session, QWidget* parent, Ask ask)
    : QWidget(parent), session_(session), ask_(ask), who_(mutedLabel({}, this)),
      password_(new QLineEdit(this)), people_(new QComboBox(this)), code_(new QLineEdit(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(who_, 1);
    row->addWidget(people_, 1);
    row->addWidget(password_, 1);
    row->addWidget(code_);
    people_->setAccessibleName(tr("Who decides"));
    password_->setEchoMode(QLineEdit::Password);
    password_->setAccessibleName(tr("Your password"));
    password_->setPlaceholderText(tr("Your password"));
    code_->setAccessibleName(tr("One-time code"));
    code_->setPlaceholderText(tr("One-time code"));
    code_->setFixedWidth(kCodeWidth);
    code_->setMaxLength(32); // a recovery code, with its hyphens
    code_->hide();
    people_->hide();
    setFocusProxy(password_);
    connect(password_, &QLineEdit::textChanged, this, &AuthorityField::readyChanged);
    connect(code_, &QLineEdit::textChanged, this, &AuthorityField::readyChanged);
    connect(people_, &QComboBox::activated, this, [this] {
        wantsCode_ = false;
        update();
        password_->setFocus();
    });
    session_.whenLockChanges(this, [this] { update(); });
    whenDone<std::vector<access::Operator>>(
        this, session_.operators(), [this](const base::Result<std::vector<access::Operator>>& all) {
            offer(all.value_or(std::vector<access::Operator>()));
            update();
        });
    update();
}

void AuthorityField::offer(const std::vector<access::Operator>& all)
{
    people_->clear();
    for (const access::Operator& one : all) {
        if (one.isEnabled)
            people_->addItem(base::shownOnOneLine(one.name), one.name);
    }
    // Whoever decided last at this desk, unlocked or not.
    people_->setCurrentIndex(std::max(0, people_->findData(session_.lastOperator())));
}

QString AuthorityField::chosen() const
{
    return people_->currentData().toString();
}

qint64 AuthorityField::unlockedUntilUtcMs() const
{
    const bool isTheirs = ask_ != Ask::always && !wantsCode_ && session_.lastOperator() == chosen();
    return isTheirs ? session_.unlockedUntilUtcMs() : 0;
}

void AuthorityField::update()
{
    if (ask_ == Ask::never) {
        setVisible(false);
        Q_EMIT readyChanged();
        return;
    }
    const qint64 until = unlockedUntilUtcMs();
    const bool isChoice = people_->count() > 1;
    people_->setVisible(isChoice);
    password_->setVisible(until == 0);
    code_->setVisible(wantsCode_);
    const QString who = isChoice ? QString() : base::shownOnOneLine(chosen());
    who_->setText(isChoice && until == 0 ? tr("Approved by")
                  : isChoice             ? tr("Unlocked until %1, for").arg(timeText(until))
                  : until == 0           ? tr("Approved by %1").arg(who)
                                         : tr("Approved by %1, unlocked until %2").arg(who, timeText(until)));
    Q_EMIT readyChanged();
}

backend::Authority AuthorityField::authority() const
{
    if (ask_ == Ask::never)
        return {}; // nobody proves who they are, and no name is made up for them
    return {chosen(), password_->text().toUtf8(), wantsCode_ ? code_->text().trimmed() : QString()};
}

bool AuthorityField::isReady() const
{
    if (chosen().isEmpty())
        return false;
    if (wantsCode_ && code_->text().trimmed().isEmpty())
        return false;
    return ask_ == Ask::never || unlockedUntilUtcMs() != 0 || !password_->text().isEmpty();
}

bool AuthorityField::isAboutProof(const base::Error& error)
{
    static const QStringList kCodes{QStringLiteral("wrong_password"), QStringLiteral("operator_waits"),
        QStringLiteral("operator_disabled"), QStringLiteral("locked_session"), QStringLiteral("totp_needed"),
        QStringLiteral("totp_wrong"), QStringLiteral("totp_used")};
    return kCodes.contains(error.code);
}

void AuthorityField::askAgain(const base::Error& error)
{
    // With the code missing alone, the password was right, and stays.
    const bool isCodeAlone = error.code == QLatin1String("totp_needed") && !password_->text().isEmpty();
    wantsCode_ = wantsCode_ || error.code.startsWith(QLatin1String("totp_needed"));
    code_->clear();
    if (!isCodeAlone)
        password_->clear();
    update();
    (isCodeAlone ? code_ : password_)->setFocus();
}

} // namespace zhangfang::ui
