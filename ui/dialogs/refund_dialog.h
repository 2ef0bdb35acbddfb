#pragma once

#include "backend/desk.h"
#include "dialogs/authority.h"
#include "kit/money.h"
#include "kit/sheet.h"

#include <QPushButton>

namespace zhangfang::ui
{

/// Gives money of one order back: how much, why, what it does to the books, and by whose word.
class RefundDialog final : public Sheet
{
    Q_OBJECT
public:
    RefundDialog(backend::Desk& desk, const reports::OrderStory& story, QWidget* parent);
    /// What of the order has neither gone back nor is on its way.
    [[nodiscard]] static base::Money left(const reports::OrderStory& story);

private:
    void update();
    void preview();
    void refund();
    backend::Desk& desk_;
    const shop::Order order_;
    const base::Money left_;
    MoneyField* amount_;
    QLineEdit* reason_;
    QLabel* effect_;
    QLabel* expected_;
    std::optional<backend::Desk::RefundPreview> preview_; ///< of the sum that stands in the field
    qint64 asked_ = 0;
    AuthorityField* authority_;
    QPushButton* go_;
};

} // namespace zhangfang::ui
