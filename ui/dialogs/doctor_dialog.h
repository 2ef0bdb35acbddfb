#pragma once

#include "backend/desk.h"
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
    DoctorList(backend::Desk& desk, QWidget* parent);
    void run();

Q_SIGNALS:
    void finished(bool allInOrder);

private:
    void clear();
    backend::Desk& desk_;
    QVBoxLayout* lines_;
};

class DoctorDialog final : public QDialog
{
    Q_OBJECT
public:
    DoctorDialog(backend::Desk& desk, QWidget* parent);
};

} // namespace zhangfang::ui
