#pragma once

#include "backend/interfaces/diagnosis.h"
#include "kit/widgets.h"

#include <QDialog>
#include <QScrollArea>

namespace zhangfang::ui
{

/// The checks, those that fail first, with what to do about them. Moves no money.
class DoctorList final : public QScrollArea
{
    Q_OBJECT
public:
    DoctorList(backend::Diagnosis& diagnosis, QWidget* parent);
    void run();

Q_SIGNALS:
    void finished(bool allInOrder);

private:
    void clear();
    backend::Diagnosis& diagnosis_;
    QVBoxLayout* lines_;
};

class DoctorDialog final : public QDialog
{
    Q_OBJECT
public:
    DoctorDialog(backend::Diagnosis& diagnosis, QWidget* parent);
};

} // namespace zhangfang::ui
