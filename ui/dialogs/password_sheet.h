#pragma once

#include "backend/interfaces/authority.h"
#include "backend/interfaces/session.h"
#include "dialogs/decision_sheet.h"

namespace zhangfang::ui
{

/// Asks for the password of something that has been filled in elsewhere, and sends it. A wrong password is
/// asked for again; whatever else comes of it ends the sheet, and what was filled in stays where it is.
class PasswordSheet final : public DecisionSheet
{
    Q_OBJECT
public:
    /// Begins what needs the password, and tells once what came of it.
    using Act = std::function<void(const backend::Authority&, const Told&)>;
    PasswordSheet(backend::Session& session, const QString& title, const QString& what, const QString& button,
        Act act, QWidget* parent, AuthorityField::Ask ask = AuthorityField::Ask::whileLocked);
    /// Whether the sheet stays after that error, and asks for the password again.
    [[nodiscard]] static bool asksAgain(const base::Error& error);

private:
    void decide() override;
    void refused(const base::Error& error) override;
    const Act act_;
};

} // namespace zhangfang::ui
