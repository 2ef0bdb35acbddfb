#include "dialogs/consent_dialog.h"

#include "kit/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QFormLayout>

namespace zhangfang::ui
{
namespace
{
constexpr int kLookMs = 1'000;
}

ConsentDialog::ConsentDialog(backend::Users& users, const reports::UserRow& user,
    const std::optional<payouts::Consent>& known, QWidget* parent)
    : Sheet(parent), users_(users), user_(user.key.id), state_(new StateBadge(this)),
      number_(plainLabel({}, this)), package_(new QLineEdit(this)), advice_(mutedLabel({}, this)),
      ask_(new QPushButton(tr("&Ask for it"), this)), look_(new QPushButton(tr("&Look again"), this)),
      end_(new QPushButton(tr("&End it"), this))
{
    setWindowTitle(tr("Receive without confirming"));
    setMinimumWidth(560);
    state_->setAccessibleName(tr("State"));
    number_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    package_->setReadOnly(true);
    package_->setAccessibleName(tr("For your app"));
    QAction* copy = package_->addAction(icon("edit-copy"), QLineEdit::TrailingPosition);
    copy->setText(tr("Copy"));
    connect(
        copy, &QAction::triggered, this, [this] { QApplication::clipboard()->setText(package_->text()); });
    auto* form = new QFormLayout;
    form->addRow(tr("User"), plainLabel(QStringLiteral("%1 · %2").arg(
                                            user_.toString(), user.name.isEmpty() ? user.openid : user.name),
                                 this));
    form->addRow(tr("State"), state_);
    form->addRow(tr("Our number"), number_);
    form->addRow(tr("For your app"), package_);
    makePrimary(ask_);
    makeDanger(end_);
    auto* close = new QPushButton(tr("Close"), this);
    auto* row = new QHBoxLayout;
    row->addWidget(end_);
    row->addStretch(1);
    row->addWidget(look_);
    row->addWidget(ask_);
    row->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(notice());
    layout->addWidget(mutedLabel(
        tr("A user who agrees once receives withdrawals without confirming each of them in WeChat. The user "
           "agrees in your app and may take it back in WeChat at any time."),
        this));
    layout->addLayout(form);
    layout->addWidget(advice_);
    layout->addLayout(row);
    connect(ask_, &QPushButton::clicked, this, [this] { run([this] { return users_.askConsent(user_); }); });
    connect(
        look_, &QPushButton::clicked, this, [this] { run([this] { return users_.queryConsent(user_); }); });
    connect(end_, &QPushButton::clicked, this, [this] { run([this] { return users_.endConsent(user_); }); });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    // The payee answers somewhere else; what the engine hears of it is read here as it comes.
    looking_.setInterval(kLookMs);
    connect(&looking_, &QTimer::timeout, this, &ConsentDialog::look);
    looking_.start();
    show(known);
    (ask_->isEnabled() ? ask_ : close)->setFocus();
}

void ConsentDialog::show(const std::optional<payouts::Consent>& consent)
{
    consent_ = consent;
    state_->setWord(consentWord(consent ? consent->state : QString()));
    number_->setText(consent ? consent->number : QStringLiteral("–"));
    package_->setText(consent ? consent->packageInfo : QString());
    package_->setEnabled(!package_->text().isEmpty());
    const bool open = consent && !consent->isOver();
    advice_->setText(!package_->text().isEmpty()
                         ? tr("Hand this to your app: it shows the user WeChat's question. The answer is "
                              "asked for every few minutes by itself.")
                     : consent && consent->stands()
                         ? tr("This user's withdrawals through transfer bills are delivered at once.")
                     : consent && consent->isOver()
                         ? tr("This user confirms each withdrawal in WeChat again.")
                         : QString());
    ask_->setEnabled(!consent || !consent->stands());
    look_->setEnabled(consent.has_value());
    end_->setEnabled(open);
    // More to say than before wants more room; wrapped text does not ask for it by itself.
    if (layout()->hasHeightForWidth())
        resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

void ConsentDialog::look()
{
    if (isSending() || !consent_ || consent_->isOver())
        return;
    whenDone<std::optional<payouts::Consent>>(
        this, users_.consentOf(user_), [this](base::Result<std::optional<payouts::Consent>> told) {
            const bool news = told && *told && consent_ &&
                              ((*told)->number != consent_->number || (*told)->state != consent_->state);
            if (news && !isSending())
                show(*told);
        });
}

void ConsentDialog::run(const std::function<QFuture<base::Result<payouts::Consent>>()>& act)
{
    notice()->clear();
    for (QPushButton* button : {ask_, look_, end_})
        button->setEnabled(false);
    send<payouts::Consent>(ask_, act, [this](base::Result<payouts::Consent> now) {
        if (now)
            return show(*now);
        notice()->showError(now.error());
        show(consent_);
    });
}

} // namespace zhangfang::ui
