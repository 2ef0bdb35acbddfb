#include "dialogs/password_sheet.h"

#include <QPointer>

namespace zhangfang::ui
{

PasswordSheet::PasswordSheet(backend::Desk& desk, const QString& title, const QString& what,
    const QString& button, Act act, QWidget* parent, AuthorityField::Ask ask)
    : Sheet(parent), act_(std::move(act)), authority_(new AuthorityField(desk, this, ask)),
      go_(new QPushButton(button, this))
{
    setWindowTitle(title);
    setMinimumWidth(520);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(space::kGap + space::kTight);
    layout->addWidget(notice());
    auto* text = plainLabel(what, this);
    text->setWordWrap(true);
    layout->addWidget(text);
    layout->addWidget(authority_);
    auto* row = new QHBoxLayout;
    auto* cancel = new QPushButton(tr("Cancel"), this);
    makePrimary(go_);
    go_->setDefault(true);
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(go_);
    layout->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &PasswordSheet::reject);
    connect(go_, &QPushButton::clicked, this, &PasswordSheet::go);
    connect(authority_, &AuthorityField::readyChanged, this, &PasswordSheet::update);
    authority_->setFocus();
    update();
}

bool PasswordSheet::asksAgain(const base::Error& error)
{
    static const QStringList kCodes{
        QStringLiteral("wrong_password"), QStringLiteral("operator_waits"), QStringLiteral("locked_session")};
    return kCodes.contains(error.code);
}

void PasswordSheet::update()
{
    go_->setEnabled(!isSending() && authority_->isReady());
}

void PasswordSheet::go()
{
    if (isSending())
        return;
    setSending(go_, true);
    act_(authority_->authority(), [sheet = QPointer(this)](const base::Status& outcome) {
        if (!sheet)
            return;
        sheet->setSending(sheet->go_, false);
        if (outcome)
            return sheet->accept();
        if (!asksAgain(outcome.error()))
            return sheet->reject();
        sheet->notice()->showError(outcome.error());
        sheet->authority_->askAgain();
    });
}

} // namespace zhangfang::ui
