#include "dialogs/reason_dialog.h"

#include <QCompleter>

namespace zhangfang::ui
{
namespace
{
constexpr int kReasonLength = 200;
}

ReasonDialog::ReasonDialog(backend::Desk& desk, const Asked& asked, Act act, QWidget* parent)
    : Sheet(parent), desk_(desk), act_(std::move(act)), what_(plainLabel(asked.what, this)),
      payees_(new PayeeTable(PayeeTable::About::stopping, this)), reason_(new QLineEdit(this)),
      authority_(new AuthorityField(desk, this, asked.ask)), go_(new QPushButton(asked.button, this))
{
    setWindowTitle(asked.title);
    setMinimumWidth(520);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(space::kGap + space::kTight);
    layout->addWidget(notice());
    layout->addWidget(payees_, 1);
    payees_->hide();
    what_->setWordWrap(true);
    what_->setAccessibleName(tr("What happens"));
    layout->addWidget(what_);
    reason_->setMaxLength(kReasonLength);
    reason_->setPlaceholderText(tr("Reason"));
    reason_->setAccessibleName(tr("Reason"));
    auto* completer = new QCompleter(asked.offered, this);
    completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    reason_->setCompleter(completer);
    layout->addWidget(reason_);
    layout->addWidget(authority_);
    auto* buttons = new QHBoxLayout;
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    makeDanger(go_);
    go_->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(go_);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(go_, &QPushButton::clicked, this, &ReasonDialog::decide);
    connect(reason_, &QLineEdit::textChanged, this, &ReasonDialog::updateButton);
    connect(authority_, &AuthorityField::readyChanged, this, &ReasonDialog::updateButton);
    reason_->setFocus();
    updateButton();
}

void ReasonDialog::about(
    std::vector<base::PayoutId> ids, std::function<QString(int count, const QString& sum)> what)
{
    isRead_ = false;
    setMinimumWidth(820);
    payees_->show();
    updateButton();
    whenDone<std::vector<reports::PayoutStory>>(this, desk_.payoutStories(std::move(ids)),
        [this, what = std::move(what)](base::Result<std::vector<reports::PayoutStory>> stories) {
            if (!stories)
                return notice()->showError(stories.error());
            const auto sum = payees_->tell(*stories);
            if (!sum)
                return notice()->showError(sum.error());
            what_->setText(what(static_cast<int>(stories->size()), sum->toDisplay()));
            isRead_ = true;
            updateButton();
        });
}

void ReasonDialog::updateButton()
{
    go_->setEnabled(!isSending() && isRead_ && !reason().isEmpty() && authority_->isReady());
}

void ReasonDialog::decide()
{
    if (isSending())
        return;
    setSending(go_, true);
    act_(*this);
}

void ReasonDialog::finish(const std::optional<base::Error>& error)
{
    setSending(go_, false);
    if (!error)
        return accept();
    notice()->showError(*error);
    authority_->askAgain();
    updateButton();
}

} // namespace zhangfang::ui
