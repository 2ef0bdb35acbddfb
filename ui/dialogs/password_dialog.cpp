#include "dialogs/password_dialog.h"

#include <QFormLayout>

namespace zhangfang::ui
{

PasswordDialog::PasswordDialog(backend::Desk& desk, QString operatorName, QWidget* parent)
    : Sheet(parent), desk_(desk), operator_(std::move(operatorName)), lines_{},
      go_(new QPushButton(tr("Change"), this))
{
    setWindowTitle(tr("Change password"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(notice());
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
    layout->addLayout(fields);
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
    connect(go_, &QPushButton::clicked, this, &PasswordDialog::change);
}

void PasswordDialog::change()
{
    if (lines_[1]->text() != lines_[2]->text())
        return notice()->showText(Tone::bad, tr("The new passwords differ."));
    send<int>(
        go_,
        [this] {
            return desk_.changePassword(operator_, lines_[0]->text().toUtf8(), lines_[1]->text().toUtf8());
        },
        [this](const base::Result<int>& changed) {
            if (changed)
                return accept();
            notice()->showError(changed.error());
            lines_[0]->setFocus();
            lines_[0]->selectAll();
        });
}

} // namespace zhangfang::ui
