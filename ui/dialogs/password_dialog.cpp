#include "dialogs/password_dialog.h"

namespace zhangfang::ui
{

PasswordDialog::PasswordDialog(backend::Staff& staff, QString operatorName, QWidget* parent)
    : DecisionSheet(tr("Change password"), Weight::usual, parent), staff_(staff),
      operator_(std::move(operatorName)), lines_{}, code_(nullptr), fields_(new QFormLayout)
{
    goButton()->setText(tr("Change"));
    auto* fields = fields_;
    fields->setSpacing(space::kGap);
    const std::array<QString, 3> labels{tr("Present password"), tr("New password"), tr("New password again")};
    for (size_t at = 0; at < lines_.size(); ++at) {
        lines_[at] = new QLineEdit(this);
        lines_[at]->setEchoMode(QLineEdit::Password);
        lines_[at]->setAccessibleName(labels[at]);
        lines_[at]->setMinimumWidth(240);
        fields->addRow(labels[at], lines_[at]);
    }
    code_ = new QLineEdit(this);
    code_->setAccessibleName(tr("One-time code"));
    code_->setMaxLength(32);
    fields->addRow(tr("One-time code"), code_);
    code_->hide();
    fields->labelForField(code_)->hide();
    body()->addLayout(fields);
}

void PasswordDialog::decide()
{
    if (lines_[1]->text() != lines_[2]->text())
        return notice()->showText(Tone::bad, tr("The new passwords differ."));
    send<int>([this] {
        return staff_.changePassword(
            {operator_, lines_[0]->text().toUtf8(), code_->text().trimmed()}, lines_[1]->text().toUtf8());
    });
}

void PasswordDialog::refused(const base::Error& error)
{
    DecisionSheet::refused(error);
    const bool isCode = error.code.startsWith(QLatin1String("totp_"));
    if (isCode) {
        code_->show();
        fields_->labelForField(code_)->show();
    }
    (isCode ? code_ : lines_[0])->setFocus();
    (isCode ? code_ : lines_[0])->selectAll();
}

} // namespace zhangfang::ui
