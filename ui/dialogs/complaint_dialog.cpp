#include "dialogs/complaint_dialog.h"

namespace zhangfang::ui
{
namespace
{
/// As many characters as WeChat Pay carries to the customer.
constexpr int kMostAnswer = 200;
} // namespace

QString ComplaintDialog::complaintOf(const reports::Task& task)
{
    return task.code == QLatin1String("complaint") && task.subject.startsWith(QLatin1String("complaint:"))
               ? task.subject.section(QLatin1Char(':'), 1)
               : QString();
}

ComplaintDialog::ComplaintDialog(backend::Desk& desk, What what, const reports::Task& task, QWidget* parent)
    : Sheet(parent), desk_(desk), what_(what), id_(complaintOf(task)), text_(new QPlainTextEdit(this)),
      count_(mutedLabel({}, this)), authority_(new AuthorityField(desk, this)), go_(new QPushButton(this))
{
    const bool answers = what == What::answer;
    setWindowTitle(answers ? tr("Answer the complaint") : tr("The complaint is dealt with"));
    setMinimumWidth(560);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(space::kGap + space::kTight);
    layout->addWidget(notice());
    auto* told = plainLabel(task.message, this);
    told->setWordWrap(true);
    told->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layout->addWidget(told);
    if (task.dueAtUtcMs)
        layout->addWidget(mutedLabel(tr("To be answered until %1").arg(timeText(*task.dueAtUtcMs)), this));
    text_->setAccessibleName(tr("Answer"));
    text_->setPlaceholderText(tr("The customer reads it in WeChat"));
    text_->setTabChangesFocus(true);
    text_->setVisible(answers);
    count_->setVisible(answers);
    layout->addWidget(text_, 1);
    layout->addWidget(count_);
    auto* effect = mutedLabel(answers ? tr("It cannot be taken back once WeChat Pay has it. The complaint "
                                           "stays open until you say that it is dealt with. No money moves.")
                                      : tr("WeChat Pay tells the customer that the shop has dealt with it. "
                                           "No money moves; a refund is given under Orders."),
        this);
    layout->addWidget(effect);
    layout->addWidget(authority_);
    go_->setText(answers ? tr("Send the answer") : tr("It is dealt with"));
    makePrimary(go_);
    go_->setDefault(true);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    auto* foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(cancel);
    foot->addWidget(go_);
    layout->addLayout(foot);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(text_, &QPlainTextEdit::textChanged, this, &ComplaintDialog::update);
    connect(authority_, &AuthorityField::readyChanged, this, &ComplaintDialog::update);
    connect(go_, &QPushButton::clicked, this, &ComplaintDialog::send);
    answers ? text_->setFocus() : authority_->setFocus();
    update();
}

void ComplaintDialog::update()
{
    const qsizetype length = text_->toPlainText().size();
    const bool fits =
        what_ == What::complete || (!text_->toPlainText().trimmed().isEmpty() && length <= kMostAnswer);
    count_->setText(tr("%1 of %2 characters").arg(length).arg(kMostAnswer));
    go_->setEnabled(!isSending() && fits && authority_->isReady());
}

void ComplaintDialog::send()
{
    Sheet::send<int>(
        go_,
        [this] {
            return what_ == What::answer
                       ? desk_.answerComplaint(id_, text_->toPlainText(), authority_->authority())
                       : desk_.completeComplaint(id_, authority_->authority());
        },
        [this](base::Result<int> outcome) {
            if (outcome)
                return accept();
            notice()->showError(outcome.error());
            authority_->askAgain();
            update();
        });
}

} // namespace zhangfang::ui
