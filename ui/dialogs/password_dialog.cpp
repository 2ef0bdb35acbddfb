#include "dialogs/password_dialog.h"

#include <QFormLayout>

namespace zhangfang::ui
{

PasswordDialog::PasswordDialog(backend::Session& session, QString operatorName, QWidget* parent)
    : DecisionSheet(tr("Change password"), Weight::usual, parent), session_(session),
      operator_(std::move(operatorName)), lines_{}
{
    goButton()->setText(tr("Change"));
    auto* fields = new QFormLayout;
    fields->setSpacing(space::kGap);
    const std::array<QString, 3> labels{tr("Present password"), tr("New password"), tr("New password again")};
    for (size_t at = 0; at < lines_.size(); ++at) {
        lines_[at] = new QLineEdit(this);
        lines_[at]->setEchoMode(QLineEdit::Password);
        lines_[at]->setAccessibleName(labels[at]);
        lines_[at]->setMinimumWidth(240);
        fields->addRow(labels[at], lines_[at]);
    }
    body()->addLayout(fields);
}

void PasswordDialog::decide()
{
    if (lines_[1]->text() != lines_[2]->text())
        return notice()->showText(Tone::bad, tr("The new passwords differ."));
    send<int>([this] {
        return session_.changePassword(operator_, lines_[0]->text().toUtf8(), lines_[1]->text().toUtf8());
    });
}

void PasswordDialog::refused(const base::Error& error)
{
    DecisionSheet::refused(error);
    lines_[0]->setFocus();
    lines_[0]->selectAll();
}

} // namespace zhangfang::ui
