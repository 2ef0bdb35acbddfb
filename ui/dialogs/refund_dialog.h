#pragma once

#include "backend/interfaces/refunds.h"
#include "backend/interfaces/session.h"
#include "dialogs/decision_sheet.h"
#include "kit/money.h"
#include "reports/order_list.h"

namespace zhangfang::ui
{

/// Gives money of one order back: how much, why, what it does to the books, and by whose word.
class RefundDialog final : public DecisionSheet
{
    Q_OBJECT
public:
    RefundDialog(backend::Refunds& refunds, backend::Session& session, const reports::OrderStory& story,
        QWidget* parent);
    /// What of the order has neither gone back nor is on its way.
    [[nodiscard]] static base::Money left(const reports::OrderStory& story);

private:
    [[nodiscard]] bool isComplete() const override;
    void tellWhatFollows() override;
    void decide() override;
    void preview();
    [[nodiscard]] bool isPossible(const base::Result<base::Money>& amount) const;
    backend::Refunds& refunds_;
    const shop::Order order_;
    const base::Money left_;
    MoneyField* amount_;
    QLineEdit* reason_;
    QLabel* effect_;
    QLabel* expected_;
    std::optional<backend::Refunds::RefundPreview> preview_; ///< of the sum that stands in the field
    qint64 asked_ = 0;
};

} // namespace zhangfang::ui
