#pragma once

#include "dialogs/authority.h"
#include "kit/sheet.h"

#include <QTableWidget>

namespace zhangfang::ui
{

/// Says exactly who gets what, what is left, and what cannot be undone; then takes the decision.
class ApproveDialog final : public Sheet
{
    Q_OBJECT
public:
    ApproveDialog(backend::Desk& desk, std::vector<base::PayoutId> ids, QWidget* parent);
    /// What was approved, for the countdown.
    [[nodiscard]] const std::vector<payouts::Payout>& approved() const { return approved_; }

private:
    void load();
    void show(const std::vector<reports::PayoutStory>& stories);
    void approve();
    void decided(const std::vector<backend::Desk::Decided>& all);
    void updateButton();
    backend::Desk& desk_;
    std::vector<base::PayoutId> ids_;
    std::vector<reports::PayoutStory> stories_;
    std::vector<payouts::Payout> approved_;
    base::Money total_;
    QTableWidget* table_;
    QLabel* totals_;
    QLabel* warning_;
    AuthorityField* authority_;
    QPushButton* go_;
    QPushButton* close_;
};

/// Asks for a reason, and for authority; the withdrawals named keep or lose nothing before it is accepted.
class ReasonDialog final : public QDialog
{
    Q_OBJECT
public:
    ReasonDialog(backend::Desk& desk, const QString& title, const QString& what, const QStringList& offered,
        const QString& button, QWidget* parent, AuthorityField::Ask ask = AuthorityField::Ask::whileLocked);
    [[nodiscard]] QString reason() const { return reason_->text().trimmed(); }
    [[nodiscard]] backend::Desk::Authority authority() const { return authority_->authority(); }

private:
    void updateButton();
    QLineEdit* reason_;
    AuthorityField* authority_;
    QPushButton* go_;
};

} // namespace zhangfang::ui
