#pragma once

#include "backend/interfaces/staff.h"
#include "dialogs/decision_sheet.h"

#include <array>
#include <QFormLayout>
#include <QLineEdit>

namespace zhangfang::ui
{

/// Another password for an operator, who gives the present one.
class PasswordDialog final : public DecisionSheet
{
    Q_OBJECT
public:
    PasswordDialog(backend::Staff& staff, QString operatorName, QWidget* parent);

private:
    void decide() override;
    void refused(const base::Error& error) override;
    backend::Staff& staff_;
    const QString operator_;
    std::array<QLineEdit*, 3> lines_; ///< present, new, new again
    QLineEdit* code_;                 ///< a one-time code; shown once it is asked for
    QFormLayout* fields_;
};

} // namespace zhangfang::ui
