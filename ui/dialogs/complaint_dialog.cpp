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

ComplaintDialog::ComplaintDialog(
    backend::Tasks& tasks, backend::Session& session, What what, const reports::Task& task, QWidget* parent)
    : DecisionSheet(what == What::answer ? tr("Answer the complaint") : tr("The complaint is dealt with"),
          Weight::usual, parent),
      tasks_(tasks), what_(what), id_(complaintOf(task)), text_(new QPlainTextEdit(this)),
      count_(mutedLabel({}, this))
{
    const bool answers = what == What::answer;
    setMinimumWidth(560);
    auto* told = plainLabel(task.message, this);
    told->setWordWrap(true);
    told->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    body()->addWidget(told);
    if (task.dueAtUtcMs)
        body()->addWidget(mutedLabel(tr("To be answered until %1").arg(timeText(*task.dueAtUtcMs)), this));
    text_->setAccessibleName(tr("Answer"));
    text_->setPlaceholderText(tr("The customer reads it in WeChat"));
    text_->setTabChangesFocus(true);
    text_->setVisible(answers);
    count_->setVisible(answers);
    body()->addWidget(text_, 1);
    body()->addWidget(count_);
    auto* effect = mutedLabel(answers ? tr("It cannot be taken back once WeChat Pay has it. The complaint "
                                           "stays open until you say that it is dealt with. No money moves.")
                                      : tr("WeChat Pay tells the customer that the shop has dealt with it. "
                                           "No money moves; a refund is given under Orders."),
        this);
    body()->addWidget(effect);
    auto* authority = askAuthority(session);
    body()->addWidget(authority);
    goButton()->setText(answers ? tr("Send the answer") : tr("It is dealt with"));
    connect(text_, &QPlainTextEdit::textChanged, this, &ComplaintDialog::judge);
    answers ? text_->setFocus() : authority->setFocus();
    judge();
}

bool ComplaintDialog::isComplete() const
{
    const QString text = text_->toPlainText();
    return what_ == What::complete || (!text.trimmed().isEmpty() && text.size() <= kMostAnswer);
}

void ComplaintDialog::tellWhatFollows()
{
    count_->setText(tr("%1 of %2 characters").arg(text_->toPlainText().size()).arg(kMostAnswer));
}

void ComplaintDialog::decide()
{
    // Another text is another answer, and nothing that the first one's key stands for; the same is the same.
    const QString text = text_->toPlainText();
    if (!texts_.contains(text))
        texts_.append(text);
    const auto at = texts_.indexOf(text);
    const QString own = at == 0 ? key() : key() + QLatin1Char('.') + QString::number(at);
    send<int>([this, text, own] {
        return what_ == What::answer ? tasks_.answerComplaint(id_, text, authority(), own)
                                     : tasks_.completeComplaint(id_, authority(), own);
    });
}

} // namespace zhangfang::ui
