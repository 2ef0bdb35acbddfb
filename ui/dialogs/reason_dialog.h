#pragma once

#include "backend/interfaces/authority.h"
#include "backend/interfaces/session.h"
#include "dialogs/decision_sheet.h"
#include "dialogs/payee_table.h"

namespace zhangfang::backend
{
class Withdrawals;
}

namespace zhangfang::ui
{

/// Asks for a reason, and for authority, and sends what is decided: what it is about is named, and a wrong
/// password leaves everything typed where it is.
class ReasonDialog final : public DecisionSheet
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
    struct Said {
        QString reason;
        backend::Authority authority;
        QString key; ///< what the decision is known by
    };
    /// Begins what was decided, and tells what came of it.
    using Act = std::function<void(const Said& said, const Told& told)>;
    ReasonDialog(backend::Session& session, const Asked& asked, Act act, QWidget* parent);
    /// About these withdrawals: they are named, and `what` is told of them as they are read, with their
    /// number as %n and their sum as %1.
    void about(backend::Withdrawals& withdrawals, const ChosenPayouts& chosen,
        std::function<QString(int count, const QString& sum)> what);
    [[nodiscard]] QString reason() const { return reason_->text().trimmed(); }

private:
    [[nodiscard]] bool isComplete() const override { return isRead_ && !reason().isEmpty(); }
    void decide() override;
    const Act act_;
    bool isRead_ = true; ///< what it is about
    QLabel* what_;
    PayeeTable* payees_;
    QLineEdit* reason_;
};

} // namespace zhangfang::ui
