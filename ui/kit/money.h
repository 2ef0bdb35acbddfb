#pragma once

#include "base/money.h"

#include <QLabel>
#include <QLineEdit>

namespace zhangfang::ui
{

/// "¥ 1,234.56" in figures of one width; a negative sum carries a sign and the colour of trouble.
class MoneyLabel : public QLabel
{
    Q_OBJECT
public:
    explicit MoneyLabel(QWidget* parent = nullptr);
    void setMoney(base::Money money);

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintSign();
    base::Money money_;
};

/// A field that cannot hold anything but a sum of yuan with at most two decimals.
class MoneyField : public QLineEdit
{
    Q_OBJECT
public:
    explicit MoneyField(QWidget* parent = nullptr);
    /// Errors: invalid_amount (also where it is empty or zero).
    [[nodiscard]] base::Result<base::Money> money() const;
    void setMoney(base::Money money);
};

} // namespace zhangfang::ui
