#pragma once

#include "dialogs/authority.h"
#include "dialogs/payee_table.h"
#include "kit/sheet.h"

namespace zhangfang::ui
{

/// Says exactly who gets what, what is left, and what cannot be undone; then takes the decision.
class ApproveDialog final : public Sheet
{
    Q_OBJECT
public:
    ApproveDialog(backend::Desk& desk, std::vector<base::PayoutId> ids, QWidget* parent);

private:
    void load();
    void show(const std::vector<reports::PayoutStory>& stories);
    void approve();
    void decided(const std::vector<backend::Desk::Decided>& all);
    void updateButton();
    backend::Desk& desk_;
    std::vector<base::PayoutId> ids_;
    std::vector<reports::PayoutStory> stories_;
    size_t approved_ = 0; ///< so far: what is left may be sent once more
    base::Money total_;
    PayeeTable* table_;
    QLabel* totals_;
    QLabel* warning_;
    AuthorityField* authority_;
    QPushButton* go_;
    QPushButton* close_;
};

} // namespace zhangfang::ui
