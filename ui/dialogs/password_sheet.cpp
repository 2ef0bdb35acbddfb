#include "dialogs/password_sheet.h"

namespace zhangfang::ui
{

PasswordSheet::PasswordSheet(backend::Session& session, const QString& title, const QString& what,
    const QString& button, Act act, QWidget* parent, AuthorityField::Ask ask)
    : DecisionSheet(title, Weight::usual, parent), act_(std::move(act))
{
    setMinimumWidth(520);
    goButton()->setText(button);
    auto* text = plainLabel(what, this);
    text->setWordWrap(true);
    body()->addWidget(text);
    auto* authority = askAuthority(session, ask);
    body()->addWidget(authority);
    authority->setFocus();
    judge();
}

bool PasswordSheet::asksAgain(const base::Error& error)
{
    return AuthorityField::isAboutProof(error);
}

void PasswordSheet::decide()
{
    sendBy([this](const Told& told) { act_(authority(), told); });
}

void PasswordSheet::refused(const base::Error& error)
{
    asksAgain(error) ? DecisionSheet::refused(error) : reject();
}

} // namespace zhangfang::ui
