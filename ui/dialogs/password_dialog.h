#pragma once

#include "backend/interfaces/session.h"
#include "dialogs/decision_sheet.h"

#include <array>
#include <QLineEdit>

namespace zhangfang::ui
{

/// Another password for an operator, who gives the present one.
class PasswordDialog final : public DecisionSheet
{
    Q_OBJECT
public:
    PasswordDialog(backend::Session& session, QString operatorName, QWidget* parent);

private:
    void decide() override;
    void refused(const base::Error& error) override;
    backend::Session& session_;
    const QString operator_;
    std::array<QLineEdit*, 3> lines_; ///< present, new, new again
};

} // namespace zhangfang::ui
