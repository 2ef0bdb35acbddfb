#pragma once

#include "backend/desk.h"
#include "kit/sheet.h"

#include <array>
#include <QLineEdit>

namespace zhangfang::ui
{

/// Another password for an operator, who gives the present one.
class PasswordDialog final : public Sheet
{
    Q_OBJECT
public:
    PasswordDialog(backend::Desk& desk, QString operatorName, QWidget* parent);

private:
    void change();
    backend::Desk& desk_;
    const QString operator_;
    std::array<QLineEdit*, 3> lines_; ///< present, new, new again
    QPushButton* go_;
};

} // namespace zhangfang::ui
