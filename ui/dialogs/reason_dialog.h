#pragma once

#include "dialogs/authority.h"
#include "dialogs/payee_table.h"
#include "kit/sheet.h"

namespace zhangfang::ui
{

/// Asks for a reason, and for authority, and sends what is decided: what it is about is named, and a wrong
/// password leaves everything typed where it is.
class ReasonDialog final : public Sheet
{
    Q_OBJECT
public:
    struct Asked {
        QString title;
        QString what; ///< what will happen, in figures
        QStringList offered;
        QString button;
        AuthorityField::Ask ask = AuthorityField::Ask::whileLocked;
    };
    /// Does what was decided and then calls `finish` of the dialog.
    using Act = std::function<void(ReasonDialog& dialog)>;
    ReasonDialog(backend::Desk& desk, const Asked& asked, Act act, QWidget* parent);
    /// About these withdrawals: they are named, and `what` is told of them as they are read, with their
    /// number as %n and their sum as %1.
    void about(std::vector<base::PayoutId> ids, std::function<QString(int count, const QString& sum)> what);
    /// An error keeps the dialog open.
    void finish(const std::optional<base::Error>& error);
    [[nodiscard]] QString reason() const { return reason_->text().trimmed(); }
    [[nodiscard]] backend::Desk::Authority authority() const { return authority_->authority(); }

private:
    void updateButton();
    void decide();
    backend::Desk& desk_;
    const Act act_;
    bool isRead_ = true; ///< what it is about
    QLabel* what_;
    PayeeTable* payees_;
    QLineEdit* reason_;
    AuthorityField* authority_;
    QPushButton* go_;
};

} // namespace zhangfang::ui
