#pragma once

#include "backend/interfaces/session.h"
#include "backend/interfaces/withdrawals.h"
#include "dialogs/decision_sheet.h"
#include "dialogs/payee_table.h"

namespace zhangfang::ui
{

/// Says exactly who gets what, what is left, and what cannot be undone; then takes the decision.
class ApproveDialog final : public DecisionSheet
{
    Q_OBJECT
public:
    ApproveDialog(backend::Withdrawals& withdrawals, backend::Session& session, const ChosenPayouts& chosen,
        QWidget* parent);
    void reject() override;
    /// How many were approved by the first of two people only: they go on waiting.
    [[nodiscard]] int waitingForAnother() const { return waiting_; }

private:
    [[nodiscard]] bool isComplete() const override { return !stories_.empty(); }
    void tellWhatFollows() override;
    void decide() override;
    void load();
    void show(const std::vector<reports::PayoutStory>& stories);
    void decided(const std::vector<backend::Withdrawals::Decided>& all);
    backend::Withdrawals& withdrawals_;
    std::vector<base::PayoutId> ids_;
    std::vector<reports::PayoutStory> stories_;
    size_t approved_ = 0; ///< so far: what is left may be sent once more
    int waiting_ = 0;
    base::Money total_;
    base::Money pays_; ///< of it what leaves by this word; the rest takes another person's
    int first_ = 0;    ///< how many take another person's
    PayeeTable* table_;
    QLabel* leftOut_; ///< that there are more
    QLabel* totals_;
    QLabel* warning_;
};

} // namespace zhangfang::ui
