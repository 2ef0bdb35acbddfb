#pragma once

#include "base/money.h"

#include <functional>
#include <QLineEdit>

namespace zhangfang::backend
{
class ShopSettings;
}

namespace zhangfang::ui
{

/// A field for a sum of yuan, as people write them: "１２", "1,234.56", "¥5". What is wrong is said under the
/// pointer and to screen readers while it stands there; nothing is cut off.
class MoneyField : public QLineEdit
{
    Q_OBJECT
public:
    explicit MoneyField(QWidget* parent = nullptr);
    /// Errors: invalid_amount (also where it is empty or zero), too_many_decimals, overflow.
    [[nodiscard]] base::Result<base::Money> money() const;
    void setMoney(base::Money money);

private:
    void judge();
    QAction* wrong_; ///< a sign in the field
};

/// Sums from one on that the shop has set (`ui.ask_above_fen`) are asked about once more: a comma or a zero
/// is typed quickly. Until it is read, the one that a new shop has.
class UnlikelySums final : public QObject
{
    Q_OBJECT
public:
    UnlikelySums(backend::ShopSettings& settings, QObject* parent);
    [[nodiscard]] base::Money from() const { return from_; }
    /// Calls `then` at once for a likely sum, otherwise when the person says that it is meant.
    void ask(QWidget* parent, base::Money sum, std::function<void()> then) const;

private:
    base::Money from_;
};

} // namespace zhangfang::ui
