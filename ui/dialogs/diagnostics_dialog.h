#pragma once

#include "backend/interfaces/diagnosis.h"
#include "kit/widgets.h"

#include <QDialog>
#include <QPlainTextEdit>

namespace zhangfang::ui
{

/// What a person may send to somebody who helps: all of it is shown before it is saved.
class DiagnosticsDialog final : public QDialog
{
    Q_OBJECT
public:
    DiagnosticsDialog(backend::Diagnosis& diagnosis, QWidget* parent);

private:
    /// With the system check, which asks WeChat Pay.
    void gather(bool withCheck);
    void save();
    backend::Diagnosis& diagnosis_;
    NoticeBar* notice_;
    QPlainTextEdit* text_;
    QPushButton* check_;
    QPushButton* save_;
};

} // namespace zhangfang::ui
